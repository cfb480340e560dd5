/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

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

SluiceState sluice_state_from_word (const char *word);
/* Translated: "Running". For OTHER there is none: show the word. */
const char *sluice_state_get_label (SluiceState state);

#define SLUICE_TYPE_SOURCE_TABLE (sluice_source_table_get_type ())

/**
 * SluiceSourceTable:
 *
 * A table of a source that exists; what the API calls a schema (contract, section 11.1). Immutable; the short form of
 * the list of sources lacks most of it.
 */
G_DECLARE_FINAL_TYPE (SluiceSourceTable, sluice_source_table, SLUICE, SOURCE_TABLE, GObject)

SluiceSourceTable *sluice_source_table_new_from_json (JsonObject *object, GError **error);
const char *sluice_source_table_get_id (SluiceSourceTable *self);
const char *sluice_source_table_get_name (SluiceSourceTable *self);
const char *sluice_source_table_get_label (SluiceSourceTable *self);
gboolean sluice_source_table_get_should_sync (SluiceSourceTable *self);
const char *sluice_source_table_get_status_word (SluiceSourceTable *self); /* NULL: never ran */
SluiceState sluice_source_table_get_state (SluiceSourceTable *self);
const char *sluice_source_table_get_latest_error (SluiceSourceTable *self);
GDateTime *sluice_source_table_get_last_synced_at (SluiceSourceTable *self); /* NULL: not yet */
SluiceSyncMethod sluice_source_table_get_method (SluiceSourceTable *self);
const char *sluice_source_table_get_sync_frequency (SluiceSourceTable *self); /* the API's word, or NULL */
const char *sluice_source_table_get_sync_time_of_day (SluiceSourceTable *self);
const char *sluice_source_table_get_stored_name (SluiceSourceTable *self); /* "table"."name", NULL until the first sync finished */
gint64 sluice_source_table_get_row_count (SluiceSourceTable *self);        /* rows, -1 unknown */
/* The first sync is done when there is a stored table and a last sync (contract, section 11.1). */
gboolean sluice_source_table_get_first_sync_done (SluiceSourceTable *self);

#define SLUICE_TYPE_SOURCE (sluice_source_get_type ())

/**
 * SluiceSource:
 *
 * A source that exists (contract, section 10.1). Immutable.
 */
G_DECLARE_FINAL_TYPE (SluiceSource, sluice_source, SLUICE, SOURCE, GObject)

SluiceSource *sluice_source_new_from_json (JsonObject *object, GError **error);
const char *sluice_source_get_id (SluiceSource *self);
const char *sluice_source_get_source_type (SluiceSource *self);
const char *sluice_source_get_prefix (SluiceSource *self); /* never NULL: "" for none */
const char *sluice_source_get_description (SluiceSource *self);
const char *sluice_source_get_status_word (SluiceSource *self);
SluiceState sluice_source_get_state (SluiceSource *self);
const char *sluice_source_get_latest_error (SluiceSource *self);
const char *sluice_source_get_created_by (SluiceSource *self);
GDateTime *sluice_source_get_created_at (SluiceSource *self);
GDateTime *sluice_source_get_last_run_at (SluiceSource *self);
gboolean sluice_source_get_is_direct (SluiceSource *self);
/* A field of job_inputs as text, NULL if absent: booleans and numbers may come as strings. */
const char *sluice_source_get_input (SluiceSource *self, const char *name);
/* GListModel of SluiceSourceTable, never NULL */
GListModel *sluice_source_get_tables (SluiceSource *self);
guint sluice_source_get_n_syncing (SluiceSource *self); /* tables that are on */
guint sluice_source_get_n_failed (SluiceSource *self);  /* tables whose state is Failed */
gint64 sluice_source_get_rows (SluiceSource *self);     /* known row counts of its tables, added */
/* "Postgres · shop": the type and what tells it apart (prefix without underscores, else the database). (transfer full) */
char *sluice_source_dup_title (SluiceSource *self);

#define SLUICE_TYPE_JOB (sluice_job_get_type ())

/**
 * SluiceJob:
 *
 * One run of one table's sync (contract, section 16.1). Immutable.
 */
G_DECLARE_FINAL_TYPE (SluiceJob, sluice_job, SLUICE, JOB, GObject)

SluiceJob *sluice_job_new_from_json (JsonObject *object, GError **error);
const char *sluice_job_get_id (SluiceJob *self);
SluiceState sluice_job_get_state (SluiceJob *self);
const char *sluice_job_get_table_id (SluiceJob *self);
const char *sluice_job_get_table_name (SluiceJob *self);
gint64 sluice_job_get_rows_synced (SluiceJob *self); /* -1 unknown */
GDateTime *sluice_job_get_created_at (SluiceJob *self);
GDateTime *sluice_job_get_finished_at (SluiceJob *self);
const char *sluice_job_get_latest_error (SluiceJob *self);

G_END_DECLS
