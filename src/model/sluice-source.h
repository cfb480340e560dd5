/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "sluice-frequency.h"
#include "sluice-sync-method.h"

G_BEGIN_DECLS

/**
 * SluiceState:
 *
 * The states of sources, tables and jobs in one set (contract, sections 10.2, 11.2, 16.1). Words nobody knows are OTHER
 * and shown neutrally.
 */
typedef enum
{
  SLUICE_STATE_NONE,
  SLUICE_STATE_RUNNING,
  SLUICE_STATE_COMPLETED,
  SLUICE_STATE_FAILED,
  SLUICE_STATE_PAUSED,
  SLUICE_STATE_CANCELLED,
  SLUICE_STATE_BILLING_LIMIT,
  SLUICE_STATE_OTHER,
} SluiceState;

/**
 * sluice_state_from_word:
 * @word: (nullable): a word of the API
 *
 * Reads a state as any of the API's lists writes it.
 *
 * Returns: the state; NONE for %NULL, OTHER for a word nobody knows
 */
SluiceState sluice_state_from_word (const char *word);

/**
 * sluice_state_get_label:
 * @state: a state
 *
 * Returns: (nullable): the translated name: "Running"; %NULL for OTHER, whose word is shown as it is
 */
const char *sluice_state_get_label (SluiceState state);

#define SLUICE_TYPE_SOURCE_TABLE (sluice_source_table_get_type ())

/**
 * SluiceSourceTable:
 *
 * A table of a source that exists; what the API calls a schema (contract, section 11.1). Immutable; the short form of
 * the list of sources lacks most of it.
 */
G_DECLARE_FINAL_TYPE (SluiceSourceTable, sluice_source_table, SLUICE, SOURCE_TABLE, GObject)

/**
 * sluice_source_table_new_from_json:
 * @object: one entry of a source's `schemas`
 * @error: return location for an error
 *
 * Reads a table as a source, short or full, holds it. Only a missing "id" or "name" is an error, of
 * `SLUICE_JSON_ERROR`.
 *
 * Returns: (transfer full) (nullable): a new table, or %NULL
 */
SluiceSourceTable *sluice_source_table_new_from_json (JsonObject *object, GError **error);

/**
 * sluice_source_table_get_id:
 * @self: a table of a source
 *
 * Returns: the id
 */
const char *sluice_source_table_get_id (SluiceSourceTable *self);

/**
 * sluice_source_table_get_name:
 * @self: a table of a source
 *
 * Returns: the name, as discovery gave it
 */
const char *sluice_source_table_get_name (SluiceSourceTable *self);

/**
 * sluice_source_table_get_label:
 * @self: a table of a source
 *
 * Returns: (nullable): the label
 */
const char *sluice_source_table_get_label (SluiceSourceTable *self);

/**
 * sluice_source_table_get_should_sync:
 * @self: a table of a source
 *
 * Returns: whether it is on
 */
gboolean sluice_source_table_get_should_sync (SluiceSourceTable *self);

/**
 * sluice_source_table_get_status_word:
 * @self: a table of a source
 *
 * Returns: (nullable): the server's own word; %NULL when it never ran
 */
const char *sluice_source_table_get_status_word (SluiceSourceTable *self);

/**
 * sluice_source_table_get_state:
 * @self: a table of a source
 *
 * Returns: the state; a cancelled table counts as failed (contract, section 11.2)
 */
SluiceState sluice_source_table_get_state (SluiceSourceTable *self);

/**
 * sluice_source_table_get_latest_error:
 * @self: a table of a source
 *
 * Returns: (nullable): the server's words about the last failure
 */
const char *sluice_source_table_get_latest_error (SluiceSourceTable *self);

/**
 * sluice_source_table_get_last_synced_at:
 * @self: a table of a source
 *
 * Returns: (transfer none) (nullable): when the last sync ended; %NULL for not yet
 */
GDateTime *sluice_source_table_get_last_synced_at (SluiceSourceTable *self);

/**
 * sluice_source_table_get_method:
 * @self: a table of a source
 *
 * Returns: the method; NONE for words nobody knows
 */
SluiceSyncMethod sluice_source_table_get_method (SluiceSourceTable *self);

/**
 * sluice_source_table_get_frequency:
 * @self: a table of a source
 *
 * Returns: how often it syncs; what the server does unless told (contract, section 9.5) if it does not say, or in a
 *   word that nobody knows
 */
SluiceFrequency sluice_source_table_get_frequency (SluiceSourceTable *self);

/**
 * sluice_source_table_get_sync_time_of_day:
 * @self: a table of a source
 *
 * Returns: (nullable): HH:MM:SS in UTC
 */
const char *sluice_source_table_get_sync_time_of_day (SluiceSourceTable *self);

/**
 * sluice_source_table_get_is_full:
 * @self: a table of a source
 *
 * Returns: whether it is of the full form, whose settings below are known; the list of sources has a short one
 */
gboolean sluice_source_table_get_is_full (SluiceSourceTable *self);

/**
 * sluice_source_table_get_cursor:
 * @self: a table of a source
 *
 * Returns: (nullable): the cursor field
 */
const char *sluice_source_table_get_cursor (SluiceSourceTable *self);

/**
 * sluice_source_table_get_primary_keys:
 * @self: a table of a source
 *
 * Returns: (array zero-terminated=1) (nullable): the primary key
 */
const char *const *sluice_source_table_get_primary_keys (SluiceSourceTable *self);

/**
 * sluice_source_table_get_look_back:
 * @self: a table of a source
 *
 * Returns: the look-back in seconds, -1 for none set
 */
int sluice_source_table_get_look_back (SluiceSourceTable *self);

/**
 * sluice_source_table_get_full_refresh_days:
 * @self: a table of a source
 *
 * Returns: every how many days it is copied whole besides, 0 for never
 */
guint sluice_source_table_get_full_refresh_days (SluiceSourceTable *self);

/**
 * sluice_source_table_get_cdc_table_mode:
 * @self: a table of a source
 *
 * Returns: (nullable): the API's word for which tables CDC keeps
 */
const char *sluice_source_table_get_cdc_table_mode (SluiceSourceTable *self);

/**
 * sluice_source_table_get_enabled_columns:
 * @self: a table of a source
 *
 * Returns: (array zero-terminated=1) (nullable): the columns that sync, %NULL for all
 */
const char *const *sluice_source_table_get_enabled_columns (SluiceSourceTable *self);

/**
 * sluice_source_table_get_row_filters:
 * @self: a table of a source
 *
 * Returns: (transfer none) (nullable): the row filters as the API has them, at least one; %NULL for none
 */
JsonArray *sluice_source_table_get_row_filters (SluiceSourceTable *self);

/**
 * sluice_source_table_get_stored_name:
 * @self: a table of a source
 *
 * Returns: (nullable): the name of the stored table; %NULL until the first sync finished
 */
const char *sluice_source_table_get_stored_name (SluiceSourceTable *self);

/**
 * sluice_source_table_get_row_count:
 * @self: a table of a source
 *
 * Returns: the stored rows, -1 when unknown
 */
gint64 sluice_source_table_get_row_count (SluiceSourceTable *self);

/**
 * sluice_source_table_get_first_sync_done:
 * @self: a table of a source
 *
 * Returns: whether there is a stored table and a last sync (contract, section 11.1)
 */
gboolean sluice_source_table_get_first_sync_done (SluiceSourceTable *self);

#define SLUICE_TYPE_SOURCE (sluice_source_get_type ())

/**
 * SluiceSource:
 *
 * A source that exists (contract, section 10.1). Immutable.
 */
G_DECLARE_FINAL_TYPE (SluiceSource, sluice_source, SLUICE, SOURCE, GObject)

/**
 * sluice_source_new_from_json:
 * @object: one entry of the list of sources
 * @error: return location for an error
 *
 * Reads one source. Only a missing "id" or "source_type" is an error, of `SLUICE_JSON_ERROR`; tables that cannot be
 * read are passed over.
 *
 * Returns: (transfer full) (nullable): a new source, or %NULL
 */
SluiceSource *sluice_source_new_from_json (JsonObject *object, GError **error);

/**
 * sluice_source_get_id:
 * @self: a source
 *
 * Returns: the id
 */
const char *sluice_source_get_id (SluiceSource *self);

/**
 * sluice_source_get_source_type:
 * @self: a source
 *
 * Returns: the name of its type
 */
const char *sluice_source_get_source_type (SluiceSource *self);

/**
 * sluice_source_get_prefix:
 * @self: a source
 *
 * Returns: the prefix, "" for none
 */
const char *sluice_source_get_prefix (SluiceSource *self);

/**
 * sluice_source_get_description:
 * @self: a source
 *
 * Returns: (nullable): the description
 */
const char *sluice_source_get_description (SluiceSource *self);

/**
 * sluice_source_get_unread:
 * @self: a source
 *
 * Gives what the server said of the source in a way that cannot be read, and that counts as unknown.
 *
 * Returns: (nullable): the names of the members, such as "status, schemas"; %NULL when all could be read
 */
const char *sluice_source_get_unread (SluiceSource *self);

/**
 * sluice_source_get_status_word:
 * @self: a source
 *
 * Returns: (nullable): the server's own word
 */
const char *sluice_source_get_status_word (SluiceSource *self);

/**
 * sluice_source_get_state:
 * @self: a source
 *
 * Returns: the state
 */
SluiceState sluice_source_get_state (SluiceSource *self);

/**
 * sluice_source_get_latest_error:
 * @self: a source
 *
 * Returns: (nullable): the server's words about the last failure
 */
const char *sluice_source_get_latest_error (SluiceSource *self);

/**
 * sluice_source_get_created_by:
 * @self: a source
 *
 * Returns: (nullable): the e-mail address of who made it
 */
const char *sluice_source_get_created_by (SluiceSource *self);

/**
 * sluice_source_get_created_at:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): when it was made
 */
GDateTime *sluice_source_get_created_at (SluiceSource *self);

/**
 * sluice_source_get_last_run_at:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): when the latest completed run began
 */
GDateTime *sluice_source_get_last_run_at (SluiceSource *self);

/**
 * sluice_source_get_is_direct:
 * @self: a source
 *
 * Returns: whether it is a direct connection, which syncs nothing
 */
gboolean sluice_source_get_is_direct (SluiceSource *self);

/**
 * sluice_source_get_supports_webhooks:
 * @self: a source
 *
 * Returns: whether its service can send changes by itself (contract, section 12)
 */
gboolean sluice_source_get_supports_webhooks (SluiceSource *self);

/**
 * sluice_source_get_input:
 * @self: a source
 * @name: the name of a field
 *
 * Looks up a field of `job_inputs`, where booleans and numbers may come as strings.
 *
 * Returns: (nullable): the value as text; %NULL if absent or nested
 */
const char *sluice_source_get_input (SluiceSource *self, const char *name);

/**
 * sluice_source_get_tables:
 * @self: a source
 *
 * Returns: (transfer none): a list model of #SluiceSourceTable
 */
GListModel *sluice_source_get_tables (SluiceSource *self);

/**
 * sluice_source_get_n_syncing:
 * @self: a source
 *
 * Returns: how many of its tables are on
 */
guint sluice_source_get_n_syncing (SluiceSource *self);

/**
 * sluice_source_get_n_failed:
 * @self: a source
 *
 * Returns: how many of its tables have failed
 */
guint sluice_source_get_n_failed (SluiceSource *self);

/**
 * sluice_source_get_rows:
 * @self: a source
 *
 * Returns: the known row counts of its tables, added
 */
gint64 sluice_source_get_rows (SluiceSource *self);

/**
 * sluice_source_dup_title:
 * @self: a source
 *
 * Returns: (transfer full): the type and what tells it apart, which is the prefix without underscores, else the
 *   database: "Postgres · shop"
 */
char *sluice_source_dup_title (SluiceSource *self);

#define SLUICE_TYPE_JOB (sluice_job_get_type ())

/**
 * SluiceJob:
 *
 * One run of one table's sync (contract, section 16.1). Immutable.
 */
G_DECLARE_FINAL_TYPE (SluiceJob, sluice_job, SLUICE, JOB, GObject)

/**
 * sluice_job_new_from_json:
 * @object: one entry of `jobs`
 * @error: return location for an error
 *
 * Reads one run. Only a missing "id" is an error, of `SLUICE_JSON_ERROR`.
 *
 * Returns: (transfer full) (nullable): a new job, or %NULL
 */
SluiceJob *sluice_job_new_from_json (JsonObject *object, GError **error);

/**
 * sluice_job_get_id:
 * @self: a job
 *
 * Returns: the id
 */
const char *sluice_job_get_id (SluiceJob *self);

/**
 * sluice_job_get_state:
 * @self: a job
 *
 * Returns: the state
 */
SluiceState sluice_job_get_state (SluiceJob *self);

/**
 * sluice_job_get_table_id:
 * @self: a job
 *
 * Returns: (nullable): the id of its table
 */
const char *sluice_job_get_table_id (SluiceJob *self);

/**
 * sluice_job_get_table_name:
 * @self: a job
 *
 * Returns: (nullable): the name of its table
 */
const char *sluice_job_get_table_name (SluiceJob *self);

/**
 * sluice_job_get_rows_synced:
 * @self: a job
 *
 * Returns: the rows so far, -1 when unknown
 */
gint64 sluice_job_get_rows_synced (SluiceJob *self);

/**
 * sluice_job_get_created_at:
 * @self: a job
 *
 * Returns: (transfer none) (nullable): when it began
 */
GDateTime *sluice_job_get_created_at (SluiceJob *self);

/**
 * sluice_job_get_finished_at:
 * @self: a job
 *
 * Returns: (transfer none) (nullable): when it ended; %NULL while it runs
 */
GDateTime *sluice_job_get_finished_at (SluiceJob *self);

/**
 * sluice_job_get_latest_error:
 * @self: a job
 *
 * Returns: (nullable): the server's words about the failure
 */
const char *sluice_job_get_latest_error (SluiceJob *self);

G_END_DECLS
