/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-row-query.h"

#include "sluice-pg-catalogue.h"

/* A host that does not answer is known by then. */
#define CONNECT_SECONDS 8
/* One look at the catalogue, of however many tables */
#define ESTIMATE_MS (60 * 1000)

typedef struct
{
  SluicePgTarget *target;
  char *schema;
  GPtrArray *schemas;
  GPtrArray *names;
  guint timeout_ms;
  SluiceRowQueryFunc func;
  gpointer user_data;
} Job;

/* What the thread tells of one table. It holds the task, and with it the job. */
typedef struct
{
  GTask *task;
  guint index;
  gboolean begun;
  gint64 rows;
  GError *error;
} Message;

static void
job_free (gpointer data)
{
  Job *job = data;

  sluice_pg_target_free (job->target);
  g_free (job->schema);
  g_clear_pointer (&job->schemas, g_ptr_array_unref);
  g_clear_pointer (&job->names, g_ptr_array_unref);
  g_free (job);
}

static void
message_free (gpointer data)
{
  Message *message = data;

  g_object_unref (message->task);
  g_clear_error (&message->error);
  g_free (message);
}

static gboolean
message_cb (gpointer user_data)
{
  Message *message = user_data;
  Job *job = g_task_get_task_data (message->task);

  if (!g_task_get_completed (message->task) && !g_cancellable_is_cancelled (g_task_get_cancellable (message->task)))
    job->func (message->index, message->begun, message->rows, message->error, job->user_data);

  return G_SOURCE_REMOVE;
}

/* Takes @error. Told in turn with the end of the task, whose priority is the same. */
static void
tell (GTask *task, guint index, gboolean begun, gint64 rows, GError *error)
{
  Message *message = g_new0 (Message, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  message->task = g_object_ref (task);
  message->index = index;
  message->begun = begun;
  message->rows = rows;
  message->error = error;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[sluice] row count");
  g_source_set_callback (source, message_cb, message, message_free);
  g_source_attach (source, g_task_get_context (task));
}

char *
sluice_row_query_make_key (const char *schema, const char *name)
{
  return g_strconcat (schema, "\n", name, NULL);
}

static SluicePgConnection *
connect_to_database (Job *job, GCancellable *cancellable, GError **error)
{
  return sluice_pg_connection_open (job->target, SLUICE_PG_SHARED, CONNECT_SECONDS, cancellable, error);
}

static void
add_estimate (const char *schema, const char *name, gint64 rows, gpointer user_data)
{
  gint64 *value = g_new (gint64, 1);

  *value = rows;
  g_hash_table_insert (user_data, sluice_row_query_make_key (schema, name), value);
}

static void
estimate_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  g_autoptr (GHashTable) estimates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (SluicePgConnection) connection = connect_to_database (job, cancellable, &error);

  if (connection != NULL && sluice_pg_catalogue_read_estimates (connection, job->schema, ESTIMATE_MS, add_estimate,
                                                                estimates, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&estimates), (GDestroyNotify) g_hash_table_unref);
  else
    g_task_return_error (task, error);
}

static void
count_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (SluicePgConnection) connection = NULL;

  for (guint i = 0; i < job->names->len; i++)
    {
      GError *error = NULL;
      gint64 rows;

      if (connection == NULL && !(connection = connect_to_database (job, cancellable, &error)))
        {
          g_task_return_error (task, error);
          return;
        }

      tell (task, i, TRUE, -1, NULL);
      rows = sluice_pg_catalogue_count_rows (connection, g_ptr_array_index (job->schemas, i),
                                             g_ptr_array_index (job->names, i), job->timeout_ms, cancellable, &error);
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_task_return_error (task, error);
          return;
        }
      if (!sluice_pg_connection_is_usable (connection))
        g_clear_pointer (&connection, sluice_pg_connection_free);
      tell (task, i, FALSE, rows, error);
    }

  g_task_return_boolean (task, TRUE);
}

/* Takes @job. */
static void
start (Job *job, GTaskThreadFunc func, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, func);
}

void
sluice_row_query_estimate (SluicePgTarget *target,
                           const char *schema,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->target = target;
  job->schema = g_strdup (schema);
  start (job, estimate_thread, cancellable, callback, user_data);
}

GHashTable *
sluice_row_query_estimate_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
sluice_row_query_count (SluicePgTarget *target,
                        GPtrArray *schemas,
                        GPtrArray *names,
                        guint timeout_ms,
                        SluiceRowQueryFunc func,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->target = target;
  job->schemas = g_ptr_array_ref (schemas);
  job->names = g_ptr_array_ref (names);
  job->timeout_ms = timeout_ms;
  job->func = func;
  job->user_data = user_data;
  start (job, count_thread, cancellable, callback, user_data);
}

gboolean
sluice_row_query_count_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
