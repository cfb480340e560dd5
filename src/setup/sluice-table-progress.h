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
 * How the first sync of one table goes. Main thread only.
 *
 * Properties, read-only and notified when they change: "name" (as displayed), "state" (int: #SluiceState),
 * "status-text" (translated: "Running · 8,200 rows a second · about 3 minutes left"), "rows" (gint64, so far, -1
 * unknown), "expected" (gint64:
 * what discovery counted or estimated, -1 unknown), "rate" (double, rows a second, 0 unknown), "fraction" (double, 0 …
 * 1, -1 when it cannot be told), "error" (the server's words or NULL), "stored-name" (NULL until the first sync
 * finished), "settled", "off" (switched off meanwhile), "table-id" (NULL until the source was read).
 */
G_DECLARE_FINAL_TYPE (SluiceTableProgress, sluice_table_progress, SLUICE, TABLE_PROGRESS, GObject)

/**
 * sluice_table_progress_new:
 * @table: the table as discovered; its names and rows are copied
 *
 * Returns: (transfer full): the progress of a table that has not begun
 */
SluiceTableProgress *sluice_table_progress_new (SluiceTable *table);

/**
 * sluice_table_progress_get_name:
 * @self: a table's progress
 *
 * Returns: (transfer none): the name to display: "orders"
 */
const char *sluice_table_progress_get_name (SluiceTableProgress *self);

/**
 * sluice_table_progress_get_table_name:
 * @self: a table's progress
 *
 * Returns: (transfer none): the API's name: "public.orders"
 */
const char *sluice_table_progress_get_table_name (SluiceTableProgress *self);

/**
 * sluice_table_progress_get_state:
 * @self: a table's progress
 *
 * Returns: where the first sync stands; NONE while it waits
 */
SluiceState sluice_table_progress_get_state (SluiceTableProgress *self);

/**
 * sluice_table_progress_get_status_text:
 * @self: a table's progress
 *
 * Returns: (transfer none): the state in words, translated: "Running · 8,200 rows a second"
 */
const char *sluice_table_progress_get_status_text (SluiceTableProgress *self);

/**
 * sluice_table_progress_get_rows:
 * @self: a table's progress
 *
 * Returns: rows synced so far, -1 when unknown
 */
gint64 sluice_table_progress_get_rows (SluiceTableProgress *self);

/**
 * sluice_table_progress_get_expected:
 * @self: a table's progress
 *
 * Returns: rows that discovery saw, -1 when unknown; may be an estimate, so that more may arrive
 */
gint64 sluice_table_progress_get_expected (SluiceTableProgress *self);

/**
 * sluice_table_progress_get_rate:
 * @self: a table's progress
 *
 * Returns: rows a second, smoothed; 0 when unknown or not running
 */
double sluice_table_progress_get_rate (SluiceTableProgress *self);

/**
 * sluice_table_progress_get_fraction:
 * @self: a table's progress
 *
 * Returns: 0 … 1, or -1 when it cannot be told
 */
double sluice_table_progress_get_fraction (SluiceTableProgress *self);

/**
 * sluice_table_progress_get_error:
 * @self: a table's progress
 *
 * Returns: (transfer none) (nullable): the server's words about what went wrong, %NULL when nothing did
 */
const char *sluice_table_progress_get_error (SluiceTableProgress *self);

/**
 * sluice_table_progress_get_stored_name:
 * @self: a table's progress
 *
 * Returns: (transfer none) (nullable): the true name of the stored table, %NULL until the first sync finished
 */
const char *sluice_table_progress_get_stored_name (SluiceTableProgress *self);

/**
 * sluice_table_progress_get_settled:
 * @self: a table's progress
 *
 * Returns: whether the first sync has ended in any way: completed, failed, cancelled, stopped by a billing limit, or
 * switched off and not running
 */
gboolean sluice_table_progress_get_settled (SluiceTableProgress *self);

/**
 * sluice_table_progress_get_off:
 * @self: a table's progress
 *
 * Returns: whether it was switched off since the source was made; a sync under way goes on
 */
gboolean sluice_table_progress_get_off (SluiceTableProgress *self);

/**
 * sluice_table_progress_get_table_id:
 * @self: a table's progress
 *
 * Returns: (transfer none) (nullable): the server's id of the table, %NULL until the source was read
 */
const char *sluice_table_progress_get_table_id (SluiceTableProgress *self);

/**
 * sluice_table_progress_set_off:
 * @self: a table's progress
 * @off: whether it was switched off
 *
 * Takes over what the server was told and has taken.
 */
void sluice_table_progress_set_off (SluiceTableProgress *self, gboolean off);

/**
 * sluice_table_progress_restart:
 * @self: a table's progress
 *
 * Waits again: another sync of it was started, which is watched in the place of the first. What the server still says
 * of the one before is passed over, until a new job shows or for some minutes: it may say so for a while.
 */
void sluice_table_progress_restart (SluiceTableProgress *self);

/**
 * sluice_table_progress_get_restarted:
 * @self: a table's progress
 *
 * Returns: whether it was started again and the table's own word did not tell of that yet
 */
gboolean sluice_table_progress_get_restarted (SluiceTableProgress *self);

/**
 * sluice_table_progress_is_restarted_job:
 * @self: a table's progress
 * @job: a job of it
 *
 * Returns: whether @job is that of a sync that was started again, and the table's own word did not tell of it yet
 */
gboolean sluice_table_progress_is_restarted_job (SluiceTableProgress *self, SluiceJob *job);

/**
 * sluice_table_progress_update:
 * @self: a table's progress
 * @table: (nullable): the table as the server has it now
 * @job: (nullable): its newest job
 * @now: when both were read, in microseconds of a clock that never goes back
 *
 * Takes over what the server says.
 */
void sluice_table_progress_update (SluiceTableProgress *self, SluiceSourceTable *table, SluiceJob *job, gint64 now);

G_END_DECLS
