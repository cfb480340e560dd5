/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-syncer.h"

#include "sluice-json.h"
#include "sluice-practice-copy.h"
#include "sluice-practice-names.h"
#include "sluice-practice-played.h"

#define N_THREADS 2

struct _SluicePracticeSyncer
{
  SluicePracticeStore *store;
  SluicePracticeVault *vault;
  SluicePracticeWarehouse *warehouse;
  SluicePracticeConduct *conduct;
  SluicePracticeStage stage; /* for what is played */
  GThreadPool *pool;
  GMutex mutex;
  GHashTable *running; /* table id → GCancellable */
  GHashTable *writing; /* the stored names that a task writes to */
  GCond written;
  gboolean stopping; /* set under the mutex, read anywhere */
};

typedef struct
{
  char *schema_id;
  char *source_id;
  char *job_id;
  char *stored; /* set while the task writes to that name */
  GCancellable *cancellable;
  SluicePracticeSyncer *syncer;
} Task;

static void
task_free (Task *task)
{
  g_free (task->schema_id);
  g_free (task->source_id);
  g_free (task->job_id);
  g_free (task->stored);
  g_object_unref (task->cancellable);
  g_free (task);
}

static void
write_log (SluicePracticeStore *store, Task *task, const char *level, const char *message)
{
  g_autoptr (JsonObject) line = json_object_new ();
  g_autofree char *now = sluice_practice_now ();
  g_autofree char *id = NULL;

  json_object_set_string_member (line, "instance_id", task->job_id);
  json_object_set_string_member (line, "timestamp", now);
  json_object_set_string_member (line, "level", level);
  json_object_set_string_member (line, "message", message);
  id = sluice_practice_store_insert (store, SLUICE_PRACTICE_LOG, task->schema_id, line);
}

static void
progress_cb (guint64 rows, gpointer user_data)
{
  Task *task = user_data;
  g_autoptr (JsonObject) changes = json_object_new ();

  json_object_set_int_member (changes, "rows_synced", (gint64) rows);
  sluice_practice_store_patch (task->syncer->store, task->job_id, changes);
}

static void
finish_job (Task *task, const char *status, const char *error, gint64 rows)
{
  g_autoptr (JsonObject) job = json_object_new ();
  g_autofree char *now = sluice_practice_now ();

  json_object_set_string_member (job, "status", status);
  json_object_set_string_member (job, "latest_error", error);
  json_object_set_string_member (job, "finished_at", now);
  if (rows >= 0)
    json_object_set_int_member (job, "rows_synced", rows);
  sluice_practice_store_patch (task->syncer->store, task->job_id, job);
}

static void
succeed (Task *task, JsonObject *outcome, JsonObject *schema)
{
  SluicePracticeSyncer *self = task->syncer;
  JsonObject *table = sluice_json_get_object (outcome, "table");
  const char *table_id = sluice_json_get_string (sluice_json_get_object (schema, "table"), "id", NULL);
  gint64 rows = sluice_json_get_int (outcome, "rows_synced", 0);
  g_autofree char *new_id = g_uuid_string_random ();
  g_autofree char *now = sluice_practice_now ();
  g_autofree char *message = g_strdup_printf ("Synced %" G_GINT64_FORMAT " rows", rows);

  json_object_remove_member (outcome, "rows_synced");
  json_object_set_string_member (table, "id", table_id != NULL ? table_id : new_id);
  json_object_set_string_member (outcome, "status", "Completed");
  json_object_set_string_member (outcome, "last_synced_at", now);
  json_object_set_null_member (outcome, "latest_error");
  json_object_set_null_member (outcome, "incremental_sync_blocked");
  write_log (self->store, task, "INFO", message);
  finish_job (task, "Completed", NULL, rows);
  /* The table went away while it was copied: what was copied goes as well. */
  if (!sluice_practice_store_patch (self->store, task->schema_id, outcome))
    sluice_practice_warehouse_drop_table (self->warehouse, task->schema_id);
}

/* The words for why a sync ended: of the table and, in one case, other ones of the job (contract, 11.2, 16.1). */
static const char *
get_end_status (const GError *error, const char **job_status)
{
  const char *status = "Failed";

  if (g_error_matches (error, SLUICE_PRACTICE_PACE_ERROR, SLUICE_PRACTICE_PACE_ERROR_BILLING_LIMIT))
    status = "Billing limits";
  else if (g_error_matches (error, SLUICE_PRACTICE_PACE_ERROR, SLUICE_PRACTICE_PACE_ERROR_BILLING_LIMIT_TOO_LOW))
    {
      *job_status = "Billing limit too low";
      return "Billing limits too low";
    }
  *job_status = status;

  return status;
}

static void
fail (Task *task, const GError *error)
{
  SluicePracticeSyncer *self = task->syncer;
  g_autoptr (JsonObject) changes = json_object_new ();
  const char *text = error->message;
  const char *job_status;
  const char *status = get_end_status (error, &job_status);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = g_atomic_int_get (&self->stopping) ?
               "The practice server was stopped while this table was syncing. Start the sync again." :
               "Sync cancelled by user";
  json_object_set_string_member (changes, "status", status);
  json_object_set_string_member (changes, "latest_error", text);
  write_log (self->store, task, "ERROR", text);
  finish_job (task, job_status, text, -1);
  sluice_practice_store_patch (self->store, task->schema_id, changes);
}

/* Two tables whose names differ only in case, or in a dot, would be one in the warehouse. A task that still writes to
 * the name is waited for: it may be the last breath of a source that was deleted and made again. */
static gboolean
take_stored_name (Task *task, JsonObject *source, JsonObject *schema, GError **error)
{
  SluicePracticeSyncer *self = task->syncer;
  g_autofree char *stored = sluice_practice_stored_name (sluice_json_get_string (source, "prefix", NULL),
                                                         sluice_json_get_string (source, "source_type", ""),
                                                         sluice_json_get_string (schema, "name", ""));

  g_mutex_lock (&self->mutex);
  while (g_hash_table_contains (self->writing, stored))
    g_cond_wait (&self->written, &self->mutex);
  g_hash_table_add (self->writing, g_strdup (stored));
  task->stored = g_strdup (stored);
  g_mutex_unlock (&self->mutex);

  if (!sluice_practice_store_has_stored_name (self->store, stored, task->schema_id))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "Another table is already stored as %s. Turn one of the two off.",
               stored);

  return FALSE;
}

static JsonObject *
run_task (Task *task, JsonObject *source, JsonObject *schema, GError **error)
{
  SluicePracticeSyncer *self = task->syncer;
  g_autoptr (JsonObject) secrets = NULL;
  SluicePracticePace pace;

  sluice_practice_pace_init (&pace, self->conduct, source, sluice_json_get_string (schema, "name", ""),
                             task->cancellable, progress_cb, task);
  if (g_cancellable_set_error_if_cancelled (task->cancellable, error) ||
      !take_stored_name (task, source, schema, error))
    return NULL;
  if (sluice_practice_is_played (sluice_json_get_string (source, "source_type", "")))
    {
      write_log (self->store, task, "INFO", "This source is played by the practice server: its rows are invented.");
      return sluice_practice_played_sync (&self->stage, source, schema, &pace, error);
    }
  secrets = sluice_practice_vault_lookup (self->vault, task->source_id);
  if (secrets == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           "The password of this source is gone: there was no keyring to keep it in when the practice "
                           "server was restarted. Enter the password of the source again.");
      return NULL;
    }

  if (!sluice_practice_pace_take (&pace, 0, error))
    return NULL;

  return sluice_practice_copy_table (self->store, self->warehouse, source, schema, secrets, &pace, task->cancellable,
                                     error);
}

static void
work (gpointer data, gpointer user_data)
{
  Task *task = data;
  SluicePracticeSyncer *self = user_data;
  g_autoptr (JsonObject) schema = sluice_practice_store_dup (self->store, SLUICE_PRACTICE_SCHEMA, task->schema_id);
  g_autoptr (JsonObject) source = sluice_practice_store_dup (self->store, SLUICE_PRACTICE_SOURCE, task->source_id);
  g_autoptr (JsonObject) outcome = NULL;
  g_autofree char *schema_id = g_strdup (task->schema_id);
  g_autoptr (GError) error = NULL;

  if (schema != NULL && source != NULL)
    outcome = run_task (task, source, schema, &error);
  else
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The table was removed.");

  /* Who sees the job finished can start the next one at once: both happen in one step. */
  g_mutex_lock (&self->mutex);
  if (outcome != NULL)
    succeed (task, outcome, schema);
  else
    fail (task, error);
  g_hash_table_remove (self->running, task->schema_id);
  if (task->stored != NULL)
    g_hash_table_remove (self->writing, task->stored);
  g_cond_broadcast (&self->written);
  g_mutex_unlock (&self->mutex);
  task_free (task);
  /* What was delivered meanwhile found the table busy. */
  if (outcome != NULL && sluice_practice_played_has_more (&self->stage, schema_id))
    sluice_practice_syncer_start (self, schema_id);
}

SluicePracticeSyncer *
sluice_practice_syncer_new (SluicePracticeStore *store,
                            SluicePracticeVault *vault,
                            SluicePracticeWarehouse *warehouse,
                            SluicePracticeVendor *vendor,
                            SluicePracticeConduct *conduct)
{
  SluicePracticeSyncer *self = g_new0 (SluicePracticeSyncer, 1);

  self->store = store;
  self->vault = vault;
  self->warehouse = warehouse;
  self->conduct = conduct;
  self->stage = (SluicePracticeStage) { store, warehouse, vendor, conduct };
  g_mutex_init (&self->mutex);
  self->running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->writing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_cond_init (&self->written);
  self->pool = g_thread_pool_new_full (work, self, (GDestroyNotify) task_free, N_THREADS, FALSE, NULL);

  return self;
}

void
sluice_practice_syncer_free (SluicePracticeSyncer *self)
{
  GHashTableIter iter;
  gpointer cancellable;

  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  g_atomic_int_set (&self->stopping, TRUE);
  g_hash_table_iter_init (&iter, self->running);
  while (g_hash_table_iter_next (&iter, NULL, &cancellable))
    g_cancellable_cancel (cancellable);
  g_mutex_unlock (&self->mutex);
  /* What waits for its turn is dropped; the next start finds it as interrupted. */
  g_thread_pool_free (self->pool, TRUE, TRUE);
  g_hash_table_unref (self->running);
  g_hash_table_unref (self->writing);
  g_cond_clear (&self->written);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static Task *
task_new (SluicePracticeSyncer *self, JsonObject *schema)
{
  Task *task = g_new0 (Task, 1);
  g_autoptr (JsonObject) job = json_object_new ();
  g_autofree char *now = sluice_practice_now ();

  task->syncer = self;
  task->schema_id = g_strdup (sluice_json_get_string (schema, "id", ""));
  task->source_id = g_strdup (sluice_json_get_string (schema, "parent", ""));
  task->cancellable = g_cancellable_new ();
  json_object_set_string_member (job, "schema_id", task->schema_id);
  json_object_set_string_member (job, "created_at", now);
  json_object_set_string_member (job, "status", "Running");
  json_object_set_int_member (job, "rows_synced", 0);
  task->job_id = sluice_practice_store_insert (self->store, SLUICE_PRACTICE_JOB, task->source_id, job);

  return task;
}

void
sluice_practice_syncer_start (SluicePracticeSyncer *self, const char *schema_id)
{
  g_autoptr (JsonObject) schema = sluice_practice_store_dup (self->store, SLUICE_PRACTICE_SCHEMA, schema_id);
  g_autoptr (JsonObject) changes = json_object_new ();
  Task *task;
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  if (schema == NULL || g_atomic_int_get (&self->stopping) || g_hash_table_contains (self->running, schema_id))
    return;
  task = task_new (self, schema);
  g_hash_table_insert (self->running, g_strdup (schema_id), g_object_ref (task->cancellable));
  json_object_set_string_member (changes, "status", "Running");
  json_object_set_null_member (changes, "latest_error");
  sluice_practice_store_patch (self->store, schema_id, changes);
  write_log (self->store, task, "INFO", "Sync started");
  g_thread_pool_push (self->pool, task, NULL);
}

void
sluice_practice_syncer_schedule (SluicePracticeSyncer *self, const char *schema_id)
{
  g_autoptr (JsonObject) schema = sluice_practice_store_dup (self->store, SLUICE_PRACTICE_SCHEMA, schema_id);
  g_autoptr (JsonObject) source =
      sluice_practice_store_dup (self->store, SLUICE_PRACTICE_SOURCE, sluice_json_get_string (schema, "parent", ""));

  if (source != NULL &&
      !sluice_practice_conduct_has (self->conduct, source, sluice_json_get_string (schema, "name", ""),
                                    SLUICE_PRACTICE_UNSCHEDULED, NULL))
    sluice_practice_syncer_start (self, schema_id);
}

gboolean
sluice_practice_syncer_cancel (SluicePracticeSyncer *self, const char *schema_id)
{
  GCancellable *cancellable;
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  cancellable = g_hash_table_lookup (self->running, schema_id);
  if (cancellable == NULL)
    return FALSE;
  g_cancellable_cancel (cancellable);

  return TRUE;
}
