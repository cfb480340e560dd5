/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sluice-source.h"
#include "sluice-table.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLE_PROGRESS (sluice_table_progress_get_type ())

/**
 * SluiceTableProgress:
 *
 * How the first sync of one table goes. Properties, notified as they change: "name" (as displayed), "state"
 * (#SluiceState), "status-text" (translated: "Running · 8,200 rows a second"), "rows" (gint64, so far, -1 unknown), "expected" (gint64, -1
 * unknown), "rate" (double, rows a second, 0 unknown), "fraction" (double, 0 … 1, -1 when it cannot be told), "error" (the
 * server's words or NULL), "stored-name".
 */
G_DECLARE_FINAL_TYPE (SluiceTableProgress, sluice_table_progress, SLUICE, TABLE_PROGRESS, GObject)

SluiceTableProgress *sluice_table_progress_new (SluiceTable *table);
const char *sluice_table_progress_get_name (SluiceTableProgress *self);
const char *sluice_table_progress_get_table_name (SluiceTableProgress *self); /* the API's: "public.orders" */
SluiceState sluice_table_progress_get_state (SluiceTableProgress *self);
gint64 sluice_table_progress_get_rows (SluiceTableProgress *self);
gint64 sluice_table_progress_get_expected (SluiceTableProgress *self);
const char *sluice_table_progress_get_error (SluiceTableProgress *self);
const char *sluice_table_progress_get_stored_name (SluiceTableProgress *self);
gboolean sluice_table_progress_get_settled (SluiceTableProgress *self); /* completed, failed, cancelled, billing limit */
void sluice_table_progress_update (SluiceTableProgress *self, SluiceSourceTable *table, SluiceJob *job, gint64 now);

G_END_DECLS
