/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table-list.h"

G_BEGIN_DECLS

/* Edits of so many tables that they would not fit into a frame.
 *
 * sluice_table_list_edit_each() does at once what fits and the rest piece by piece from the main loop, below drawing.
 * For up to some ten thousand tables it has finished when it returns. It is one edit and one step of the history either
 * way; totals are told at its end, and "busy" says while it lasts. Whatever else is chosen or changed in the list
 * meanwhile finds it finished first, so nobody has to wait for it. */

/**
 * SluiceTableEditFunc:
 * @table: a table
 * @user_data: what was given along
 *
 * Changes the choice of one table.
 */
typedef void (*SluiceTableEditFunc) (SluiceTable *table, gpointer user_data);

/**
 * sluice_table_list_edit_each:
 * @self: a list of tables
 * @tables: (element-type SluiceTable): tables of the list
 * @func: (scope notified): what to do with each
 * @user_data: what to give along
 * @destroy: (nullable): frees @user_data at the end
 * @description: (nullable): a translated imperative that names the step in the history; %NULL to have it made from what
 *   changes: "Set 212 tables to incremental"
 *
 * Edits many tables as one step, in pieces. Within an edit that is open already it is done at once, as part of it.
 */
void sluice_table_list_edit_each (SluiceTableList *self,
                                  GPtrArray *tables,
                                  SluiceTableEditFunc func,
                                  gpointer user_data,
                                  GDestroyNotify destroy,
                                  const char *description);

/**
 * sluice_table_list_get_busy:
 * @self: a list of tables
 *
 * Returns: whether an edit in pieces, or an undo or redo of one, is under way; property "busy"
 */
gboolean sluice_table_list_get_busy (SluiceTableList *self);

/**
 * sluice_table_list_finish_edit:
 * @self: a list of tables
 *
 * Does at once what is left of an edit in pieces: before a plan is written down, or sent.
 */
void sluice_table_list_finish_edit (SluiceTableList *self);

G_END_DECLS
