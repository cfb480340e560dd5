/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-table-choice.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_COLUMN_LIST (sluice_column_list_get_type ())

/**
 * SluiceColumnList:
 *
 * The columns of a table with their types, to be searched when there are many. Each has a check where there is
 * something to choose: the columns that sync, of which key and cursor are locked, or those of a key. However many there
 * are, only those in sight cost anything.
 *
 * Signal "changed": a check of a key was changed.
 */
G_DECLARE_FINAL_TYPE (SluiceColumnList, sluice_column_list, SLUICE, COLUMN_LIST, AdwBin)

/**
 * sluice_column_list_set_table:
 * @self: a list of columns
 * @table: (nullable): a table
 *
 * Shows the columns; a check changes which of them sync, where that can be chosen.
 */
void sluice_column_list_set_table (SluiceColumnList *self, SluiceTable *table);
/* Shows the columns; a check says that one is part of a key, as which those of the table begin. */
void sluice_column_list_set_key_of (SluiceColumnList *self, SluiceTable *table);
/* In the table's order, NULL-terminated. (transfer container) */
GPtrArray *sluice_column_list_list_key (SluiceColumnList *self);
/* The choice for the table has changed. */
void sluice_column_list_update (SluiceColumnList *self);
/* All that are found sync, or none of them but those that are locked. */
void sluice_column_list_check_all (SluiceColumnList *self, gboolean checked);

G_END_DECLS
