/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-table-list.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLE_INSPECTOR (sluice_table_inspector_get_type ())

/**
 * SluiceTableInspector:
 *
 * All of one table, beside the grid: what is flawed first, then why it syncs as it does, how, and its columns.
 *
 * Signal "close": its close button was pressed.
 */
G_DECLARE_FINAL_TYPE (SluiceTableInspector, sluice_table_inspector, SLUICE, TABLE_INSPECTOR, AdwBin)

/* @table: (nullable): none */
void sluice_table_inspector_set_table (SluiceTableInspector *self, SluiceTableList *tables, SluiceTable *table);
SluiceTable *sluice_table_inspector_get_table (SluiceTableInspector *self);

G_END_DECLS
