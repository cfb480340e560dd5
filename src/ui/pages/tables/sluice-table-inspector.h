/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-table-list.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLE_INSPECTOR (sluice_table_inspector_get_type ())

/**
 * SluiceTableInspector:
 *
 * All of one table, beside the grid: what is flawed first, then why it syncs as it does, how, and its columns. Of
 * several tables, what can be chosen for them together.
 *
 * Signals: "close": its close button was pressed. "applied" (guint n_set, guint n_left): an edit of several tables was
 * made; so many took it, and so many cannot.
 */
G_DECLARE_FINAL_TYPE (SluiceTableInspector, sluice_table_inspector, SLUICE, TABLE_INSPECTOR, AdwBin)

/* @table: (nullable): none */
void sluice_table_inspector_set_table (SluiceTableInspector *self, SluiceTableList *tables, SluiceTable *table);
/* @marked: (element-type SluiceTable): those that are edited together, which the array holds: it is kept, and they may
 * leave the list meanwhile */
void sluice_table_inspector_set_marked (SluiceTableInspector *self, SluiceTableList *tables, GPtrArray *marked);
/* Whether one that is shown is in the list no more. */
gboolean sluice_table_inspector_is_stale (SluiceTableInspector *self, SluiceTableList *tables);
/* The first of several. (transfer none) (nullable) */
SluiceTable *sluice_table_inspector_get_table (SluiceTableInspector *self);

G_END_DECLS
