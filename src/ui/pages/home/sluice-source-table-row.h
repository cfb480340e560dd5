/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-source.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SOURCE_TABLE_ROW (sluice_source_table_row_get_type ())

/**
 * SluiceSourceTableRow:
 *
 * A table of a source that syncs: its method, when it was synced and how many rows that read, its rows and its state.
 */
G_DECLARE_FINAL_TYPE (SluiceSourceTableRow, sluice_source_table_row, SLUICE, SOURCE_TABLE_ROW, AdwActionRow)

/**
 * sluice_source_table_row_new:
 *
 * Returns: a row that says nothing yet
 */
GtkWidget *sluice_source_table_row_new (void);

/**
 * sluice_source_table_row_update:
 * @self: a row
 * @table: what it is about
 * @job: (nullable): the table's last sync
 * @now: the time
 *
 * Says how the table is.
 */
void
sluice_source_table_row_update (SluiceSourceTableRow *self, SluiceSourceTable *table, SluiceJob *job, GDateTime *now);

G_END_DECLS
