/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-watcher.h"

#include <glib/gi18n.h>
#include <math.h>

#include "sluice-fiber.h"
#include "sluice-table-progress.h"

/* How long to wait between two readings: the least while rows move, growing by a half each time nothing did. */
#define WAIT_MIN_MS 1000
#define WAIT_MAX_MS 10000
/* Jobs come in pages of 50, newest first. A source of thousands of tables has its later pages read as tables settle. */
#define JOBS_PAGE 50
#define MAX_PAGES 8

struct _SluiceWatcher
{
  GObject parent_instance;

  SluiceClient *client;
  char *source_id;
  GListModel *tables;
  SluiceClock clock;
  DexPromise *stop;
};

enum
{
  SIGNAL_POLLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceWatcher, sluice_watcher, G_TYPE_OBJECT)

static gboolean
is_stopped (SluiceWatcher *self)
{
  return !dex_future_is_pending (DEX_FUTURE (self->stop));
}

/* (key: API name) (value: SluiceSourceTable) */
static GHashTable *
index_tables (SluiceSource *source)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  GListModel *tables = sluice_source_get_tables (source);

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      SluiceSourceTable *table = g_list_model_get_item (tables, i);

      g_hash_table_replace (index, g_strdup (sluice_source_table_get_name (table)), table);
    }

  return index;
}

/* Keeps the newest job of each table, and gives the time of the oldest of the page. */
static GDateTime *
take_page (GHashTable *jobs, GListModel *page)
{
  GDateTime *oldest = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (page); i++)
    {
      g_autoptr (SluiceJob) job = g_list_model_get_item (page, i);
      const char *name = sluice_job_get_table_name (job);
      GDateTime *created_at = sluice_job_get_created_at (job);

      if (created_at != NULL && (oldest == NULL || g_date_time_compare (created_at, oldest) < 0))
        oldest = created_at;
      if (name != NULL && !g_hash_table_contains (jobs, name))
        g_hash_table_insert (jobs, g_strdup (name), g_object_ref (job));
    }

  return oldest != NULL ? g_date_time_ref (oldest) : NULL;
}

/* Whether some table that has begun has no job among those read. */
static gboolean
is_job_missing (SluiceWatcher *self, GHashTable *tables, GHashTable *jobs)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->tables); i++)
    {
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (self->tables, i);
      const char *name = sluice_table_progress_get_table_name (progress);
      SluiceSourceTable *table = g_hash_table_lookup (tables, name);

      if (!sluice_table_progress_get_settled (progress) && table != NULL &&
          sluice_source_table_get_state (table) != SLUICE_STATE_NONE && !g_hash_table_contains (jobs, name))
        return TRUE;
    }

  return FALSE;
}

/* (key: API name) (value: SluiceJob), or NULL. Within a fiber. */
static GHashTable *
read_jobs (SluiceWatcher *self, GHashTable *tables, GError **error)
{
  g_autoptr (GHashTable) jobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr (GDateTime) before = NULL;

  for (guint i = 0; i < MAX_PAGES; i++)
    {
      g_autoptr (GListModel) page = NULL;
      g_autoptr (GDateTime) oldest = NULL;
      g_autoptr (GError) fault = NULL;

      page = dex_await_object (sluice_client_list_jobs (self->client, self->source_id, before, NULL), &fault);
      /* An older server tells of no jobs: a table's own word says how it stands, and its rows are known at the end. */
      if (g_error_matches (fault, SLUICE_API_ERROR, SLUICE_API_ERROR_UNSUPPORTED))
        break;
      if (page == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return NULL;
        }

      oldest = take_page (jobs, page);
      if (g_list_model_get_n_items (page) < JOBS_PAGE || oldest == NULL || !is_job_missing (self, tables, jobs))
        break;
      g_clear_pointer (&before, g_date_time_unref);
      before = g_steal_pointer (&oldest);
    }

  return g_steal_pointer (&jobs);
}

/* Whether anything moved. */
static gboolean
update_tables (SluiceWatcher *self, GHashTable *tables, GHashTable *jobs)
{
  gint64 now = sluice_clock_now (&self->clock);
  gboolean moved = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (self->tables); i++)
    {
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (self->tables, i);
      const char *name = sluice_table_progress_get_table_name (progress);
      gint64 rows = sluice_table_progress_get_rows (progress);
      SluiceState state = sluice_table_progress_get_state (progress);

      /* What has settled stays: a second sync is not the first. */
      if (sluice_table_progress_get_settled (progress))
        continue;

      sluice_table_progress_update (progress, g_hash_table_lookup (tables, name), g_hash_table_lookup (jobs, name),
                                    now);
      moved |= rows != sluice_table_progress_get_rows (progress) || state != sluice_table_progress_get_state (progress);
    }

  return moved;
}

/* Within a fiber. */
static gboolean
read_once (SluiceWatcher *self, gboolean *moved, GError **error)
{
  g_autoptr (SluiceSource) source = NULL;
  g_autoptr (GHashTable) tables = NULL;
  g_autoptr (GHashTable) jobs = NULL;

  source = dex_await_object (sluice_client_get_source (self->client, self->source_id), error);
  if (source == NULL)
    return FALSE;

  tables = index_tables (source);
  jobs = read_jobs (self, tables, error);
  if (jobs == NULL)
    return FALSE;

  *moved = update_tables (self, tables, jobs);

  return TRUE;
}

static guint
get_next_wait (guint wait, gboolean moved, const GError *error)
{
  if (moved)
    return WAIT_MIN_MS;
  if (error != NULL && sluice_api_error_get_retry_after (error) > 0)
    return MAX (sluice_api_error_get_retry_after (error) * 1000, wait);

  return MIN (wait + wait / 2, WAIT_MAX_MS);
}

static DexFuture *
watch_fiber (gpointer user_data)
{
  SluiceWatcher *self = user_data;
  guint wait = WAIT_MIN_MS;

  while (!is_stopped (self))
    {
      g_autoptr (GError) error = NULL;
      gboolean moved = FALSE;

      if (!read_once (self, &moved, &error) && g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND))
        return dex_future_new_for_error (g_steal_pointer (&error));
      if (is_stopped (self))
        break;
      g_signal_emit (self, signals[SIGNAL_POLLED], 0, error);
      if (sluice_watcher_get_all_settled (self->tables))
        return dex_future_new_true ();

      wait = get_next_wait (wait, moved, error);
      dex_await (dex_future_first (sluice_clock_wait (&self->clock, wait), dex_ref (self->stop), NULL), NULL);
    }

  return dex_future_new_false ();
}

static void
sluice_watcher_finalize (GObject *object)
{
  SluiceWatcher *self = SLUICE_WATCHER (object);

  g_clear_object (&self->client);
  g_clear_object (&self->tables);
  g_clear_pointer (&self->source_id, g_free);
  dex_clear (&self->stop);

  G_OBJECT_CLASS (sluice_watcher_parent_class)->finalize (object);
}

static void
sluice_watcher_class_init (SluiceWatcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sluice_watcher_finalize;

  signals[SIGNAL_POLLED] = g_signal_new ("polled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
sluice_watcher_init (SluiceWatcher *self)
{
  self->stop = dex_promise_new ();
}

SluiceWatcher *
sluice_watcher_new (SluiceClient *client, const char *source_id, GListModel *tables, const SluiceClock *clock)
{
  SluiceWatcher *self = g_object_new (SLUICE_TYPE_WATCHER, NULL);

  self->client = g_object_ref (client);
  self->source_id = g_strdup (source_id);
  self->tables = g_object_ref (tables);
  self->clock = *clock;

  return self;
}

DexFuture *
sluice_watcher_run (SluiceWatcher *self)
{
  g_return_val_if_fail (SLUICE_IS_WATCHER (self), NULL);

  return sluice_fiber_spawn (watch_fiber, g_object_ref (self), g_object_unref);
}

void
sluice_watcher_stop (SluiceWatcher *self)
{
  g_return_if_fail (SLUICE_IS_WATCHER (self));

  if (!is_stopped (self))
    dex_promise_resolve_boolean (self->stop, TRUE);
}

gboolean
sluice_watcher_get_all_settled (GListModel *tables)
{
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (tables, i);

      if (!sluice_table_progress_get_settled (progress))
        return FALSE;
    }

  return TRUE;
}

/* Seconds until the rows that are left have come at the rate of now; -1 when it cannot be told. */
static double
get_seconds_left (GListModel *tables)
{
  double left = 0, rate = 0;

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (tables, i);
      gint64 expected = sluice_table_progress_get_expected (progress);

      if (sluice_table_progress_get_settled (progress))
        continue;
      if (expected < 0)
        return -1;
      left += MAX (expected - MAX (sluice_table_progress_get_rows (progress), 0), 0);
      rate += sluice_table_progress_get_rate (progress);
    }

  return rate >= 1 && left > 0 ? left / rate : -1;
}

static char *
dup_time_left (GListModel *tables)
{
  double seconds = get_seconds_left (tables);
  guint minutes;

  if (seconds < 0)
    return NULL;
  if (seconds < 50)
    return g_strdup (_ ("less than a minute left"));

  minutes = (guint) MIN (round (seconds / 60), 60.0 * 24 * 30);
  minutes = MAX (minutes, 1);
  if (minutes < 90)
    return g_strdup_printf (ngettext ("about %u minute left", "about %u minutes left", minutes), minutes);

  return g_strdup_printf (ngettext ("about %u hour left", "about %u hours left", (minutes + 30) / 60),
                          (minutes + 30) / 60);
}

char *
sluice_watcher_dup_summary (GListModel *tables)
{
  guint n_tables = g_list_model_get_n_items (tables);
  guint n_complete = 0, n_failed = 0;
  g_autofree char *left = dup_time_left (tables);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_tables; i++)
    {
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (tables, i);
      SluiceState state = sluice_table_progress_get_state (progress);

      n_complete += state == SLUICE_STATE_COMPLETED;
      n_failed += state != SLUICE_STATE_COMPLETED && sluice_table_progress_get_settled (progress);
    }

  /* Translators: the first number is how many are complete, the second how many tables there are. */
  g_string_append_printf (text, ngettext ("%'u of %'u table complete", "%'u of %'u tables complete", n_tables),
                          n_complete, n_tables);
  if (n_failed > 0)
    {
      g_string_append (text, " · ");
      /* Translators: follows "2 of 4 tables complete · ". */
      g_string_append_printf (text, ngettext ("%'u did not complete", "%'u did not complete", n_failed), n_failed);
    }
  if (left != NULL)
    g_string_append_printf (text, " · %s", left);

  return g_string_free_and_steal (text);
}
