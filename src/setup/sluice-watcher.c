/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-watcher.h"

#include <glib/gi18n.h>

#include "sluice-fiber.h"
#include "sluice-pace.h"
#include "sluice-table-progress.h"
#include "sluice-time-left.h"

/* Jobs come in pages of 50, newest first; so many tables are asked for at once, and as many pages read as it takes to
 * have met each of them. */
#define JOBS_PAGE 50
#define MAX_PAGES 4
/* The whole source is read when a job has ended, and once in so many readings. */
#define READINGS_A_SOURCE 6
/* What the client tries by itself before it gives up. */
#define TRIES 4

struct _SluiceWatcher
{
  GObject parent_instance;

  SluiceClient *client;
  char *source_id;
  GListModel *tables;
  SluiceClock clock;
  SluicePace pace;
  GHashTable *server_tables; /* API name → SluiceSourceTable, as last read; NULL before */
  GHashTable *visible;       /* API names; a set */
  DexPromise *stop;
  DexPromise *wake;
  guint n_requests; /* of the reading under way, or the last one */
  guint n_readings; /* since the source was read */
  guint turn;       /* where the next tables to ask for begin */
  guint n_changes;  /* that the person made */

  guint without_jobs : 1; /* an older server */
  guint jobs_failed : 1;  /* the last time */
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

static void
count_requests (SluiceWatcher *self, const GError *error)
{
  const gboolean tried_again = g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NETWORK) ||
                               g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_SERVER) ||
                               g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_TIMEOUT) ||
                               g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_RATE_LIMITED);

  self->n_requests += tried_again ? TRIES : 1;
}

/* Within a fiber. */
static gboolean
read_source (SluiceWatcher *self, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (SluiceSource) source = dex_await_object (sluice_client_get_source (self->client, self->source_id), &fault);

  count_requests (self, fault);
  if (source == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  g_clear_pointer (&self->server_tables, g_hash_table_unref);
  self->server_tables = index_tables (source);
  self->n_readings = 0;

  return TRUE;
}

static gboolean
is_source_due (SluiceWatcher *self)
{
  return self->server_tables == NULL || self->without_jobs || self->n_readings >= READINGS_A_SOURCE;
}

static gboolean
is_running (SluiceWatcher *self, const char *name)
{
  SluiceSourceTable *table = g_hash_table_lookup (self->server_tables, name);

  return table != NULL && sluice_source_table_get_state (table) == SLUICE_STATE_RUNNING;
}

static guint
count_unsettled (SluiceWatcher *self)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (self->tables); i++)
    {
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (self->tables, i);

      n += !sluice_table_progress_get_settled (progress);
    }

  return n;
}

/* Adds those that are visible, or else those that run, from the one whose turn it is. */
static void
add_tables (SluiceWatcher *self, GPtrArray *names, gboolean visible)
{
  const guint n_tables = g_list_model_get_n_items (self->tables);

  for (guint i = 0; i < n_tables && names->len < JOBS_PAGE; i++)
    {
      const guint position = visible ? i : (self->turn + i) % n_tables;
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (self->tables, position);
      const char *name = sluice_table_progress_get_table_name (progress);
      const gboolean is_visible = g_hash_table_contains (self->visible, name);

      if (sluice_table_progress_get_settled (progress) || is_visible != visible ||
          !(visible || is_running (self, name) || sluice_table_progress_get_restarted (progress)))
        continue;
      g_ptr_array_add (names, g_strdup (name));
      if (!visible && names->len == JOBS_PAGE)
        self->turn = (position + 1) % n_tables;
    }
}

/* The tables to ask about: all that are not over, if they are few; else those that are seen, and the rest by turns.
 * NULL-terminated. */
static GPtrArray *
choose_tables (SluiceWatcher *self)
{
  GPtrArray *names = g_ptr_array_new_null_terminated (JOBS_PAGE, g_free, TRUE);
  const gboolean few = count_unsettled (self) <= JOBS_PAGE;

  for (guint i = 0; few && i < g_list_model_get_n_items (self->tables); i++)
    {
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (self->tables, i);

      if (!sluice_table_progress_get_settled (progress))
        g_ptr_array_add (names, g_strdup (sluice_table_progress_get_table_name (progress)));
    }
  if (!few)
    {
      add_tables (self, names, TRUE);
      add_tables (self, names, FALSE);
    }

  return names;
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
is_job_missing (SluiceWatcher *self, GPtrArray *names, GHashTable *jobs)
{
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      SluiceSourceTable *table = g_hash_table_lookup (self->server_tables, name);

      if (table != NULL && sluice_source_table_get_state (table) != SLUICE_STATE_NONE &&
          !g_hash_table_contains (jobs, name))
        return TRUE;
    }

  return FALSE;
}

/* (key: API name) (value: SluiceJob), or NULL. Within a fiber. */
static GHashTable *
read_jobs (SluiceWatcher *self, GPtrArray *names, GError **error)
{
  g_autoptr (GHashTable) jobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr (GDateTime) before = NULL;

  for (guint i = 0; i < MAX_PAGES && names->len > 0 && !self->without_jobs; i++)
    {
      g_autoptr (GListModel) page = NULL;
      g_autoptr (GDateTime) oldest = NULL;
      g_autoptr (GError) fault = NULL;

      page = dex_await_object (sluice_client_list_jobs (self->client, self->source_id, before,
                                                        (const char *const *) names->pdata),
                               &fault);
      count_requests (self, fault);
      /* An older server tells of no jobs: a table's own word says how it stands, and its rows are known at the end. */
      if (g_error_matches (fault, SLUICE_API_ERROR, SLUICE_API_ERROR_UNSUPPORTED))
        {
          self->without_jobs = TRUE;
          break;
        }
      if (page == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return NULL;
        }

      oldest = take_page (jobs, page);
      if (g_list_model_get_n_items (page) < JOBS_PAGE || oldest == NULL || !is_job_missing (self, names, jobs))
        break;
      g_clear_pointer (&before, g_date_time_unref);
      before = g_steal_pointer (&oldest);
    }

  return g_steal_pointer (&jobs);
}

/* By the server's last word. */
static gboolean
is_expected (SluiceWatcher *self, const char *name)
{
  SluiceSourceTable *table = g_hash_table_lookup (self->server_tables, name);

  return is_running (self, name) || (table != NULL && sluice_source_table_get_state (table) == SLUICE_STATE_NONE);
}

/* Whether a job is over and its table not yet: only the source has a table's own word and its stored name. */
static gboolean
has_ended (SluiceWatcher *self, GHashTable *jobs)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->tables); i++)
    {
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (self->tables, i);
      const char *name = sluice_table_progress_get_table_name (progress);
      SluiceJob *job = g_hash_table_lookup (jobs, name);

      if (job != NULL && sluice_job_get_state (job) != SLUICE_STATE_RUNNING &&
          (is_expected (self, name) || sluice_table_progress_is_restarted_job (progress, job)))
        return TRUE;
    }

  return FALSE;
}

/* @jobs: (nullable)
 * @fresh: whether the source was read as well */
static void
update_tables (SluiceWatcher *self, GHashTable *jobs, gboolean fresh)
{
  gint64 now = sluice_clock_now (&self->clock);

  for (guint i = 0; i < g_list_model_get_n_items (self->tables); i++)
    {
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (self->tables, i);
      const char *name = sluice_table_progress_get_table_name (progress);
      SluiceJob *job = jobs != NULL ? g_hash_table_lookup (jobs, name) : NULL;

      /* What has settled stays: a second sync is not the first. Of what was not asked nothing is known. */
      if (!sluice_table_progress_get_settled (progress) && (fresh || job != NULL))
        sluice_table_progress_update (progress, g_hash_table_lookup (self->server_tables, name), job, now);
    }
}

/* Within a fiber. */
static gboolean
read_once (SluiceWatcher *self, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GHashTable) jobs = NULL;
  gboolean fresh = is_source_due (self);
  const guint n_changes = self->n_changes;

  self->n_requests = 0;
  self->n_readings++;
  if (fresh && !read_source (self, error))
    return FALSE;

  names = choose_tables (self);
  jobs = read_jobs (self, names, error);
  if (jobs == NULL)
    {
      /* How a table stands the source says as well; its rows are worth another try. */
      self->n_readings = READINGS_A_SOURCE;
      if (fresh && self->jobs_failed && n_changes == self->n_changes)
        update_tables (self, NULL, TRUE);
      self->jobs_failed = TRUE;
      return FALSE;
    }
  self->jobs_failed = FALSE;
  if (!fresh && has_ended (self, jobs))
    {
      if (!read_source (self, error))
        return FALSE;
      fresh = TRUE;
    }
  /* Where nothing could be asked of jobs only the source tells when something begins. */
  if (names->len == 0 || has_ended (self, jobs))
    self->n_readings = READINGS_A_SOURCE;

  /* What may be of before a change must not come back over it. */
  if (n_changes == self->n_changes)
    update_tables (self, jobs, fresh);

  return TRUE;
}

static void
renew_wake (SluiceWatcher *self)
{
  dex_clear (&self->wake);
  self->wake = dex_promise_new ();
}

static void
wait_for (SluiceWatcher *self, guint milliseconds, DexPromise *event)
{
  dex_await (dex_future_first (sluice_clock_wait (&self->clock, milliseconds), dex_ref (event), NULL), NULL);
}

/* Within a fiber. */
static void
await_next (SluiceWatcher *self, const GError *error)
{
  gint64 now = sluice_clock_now (&self->clock);

  sluice_pace_spend (&self->pace, self->n_requests, now);
  if (error != NULL && sluice_api_error_get_retry_after (error) > 0)
    sluice_pace_hold (&self->pace, sluice_api_error_get_retry_after (error), now);

  if (dex_future_is_pending (DEX_FUTURE (self->wake)))
    dex_await (dex_future_first (sluice_clock_wait (&self->clock,
                                                    sluice_pace_get_wait (&self->pace, self->n_requests, now)),
                                 dex_ref (self->stop), dex_ref (self->wake), NULL),
               NULL);
  if (is_stopped (self) || dex_future_is_pending (DEX_FUTURE (self->wake)))
    return;

  /* Woken: as soon as it may be. */
  renew_wake (self);
  now = sluice_clock_now (&self->clock);
  sluice_pace_quicken (&self->pace, now);
  self->n_readings = READINGS_A_SOURCE;
  wait_for (self, sluice_pace_get_least_wait (&self->pace, now), self->stop);
}

static DexFuture *
watch_fiber (gpointer user_data)
{
  SluiceWatcher *self = user_data;

  sluice_pace_init (&self->pace, sluice_clock_now (&self->clock));
  while (!is_stopped (self))
    {
      g_autoptr (GError) error = NULL;

      if (!read_once (self, &error) && g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND))
        return dex_future_new_for_error (g_steal_pointer (&error));
      if (is_stopped (self))
        break;
      g_signal_emit (self, signals[SIGNAL_POLLED], 0, error);
      if (sluice_watcher_get_all_settled (self->tables))
        return dex_future_new_true ();

      await_next (self, error);
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
  g_clear_pointer (&self->server_tables, g_hash_table_unref);
  g_clear_pointer (&self->visible, g_hash_table_unref);
  dex_clear (&self->stop);
  dex_clear (&self->wake);

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
  self->wake = dex_promise_new ();
  self->visible = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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

void
sluice_watcher_wake (SluiceWatcher *self)
{
  g_return_if_fail (SLUICE_IS_WATCHER (self));

  if (dex_future_is_pending (DEX_FUTURE (self->wake)))
    dex_promise_resolve_boolean (self->wake, TRUE);
}

void
sluice_watcher_note_change (SluiceWatcher *self)
{
  g_return_if_fail (SLUICE_IS_WATCHER (self));

  self->n_changes++;
  sluice_watcher_wake (self);
}

void
sluice_watcher_set_visible (SluiceWatcher *self, const char *const *names)
{
  g_return_if_fail (SLUICE_IS_WATCHER (self));

  g_hash_table_remove_all (self->visible);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    g_hash_table_add (self->visible, g_strdup (names[i]));
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

char *
sluice_watcher_dup_summary (GListModel *tables)
{
  guint n_tables = g_list_model_get_n_items (tables);
  guint n_complete = 0, n_failed = 0, n_paused = 0;
  g_autofree char *left = sluice_time_left_to_string (get_seconds_left (tables));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_tables; i++)
    {
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (tables, i);
      SluiceState state = sluice_table_progress_get_state (progress);

      n_complete += state == SLUICE_STATE_COMPLETED;
      n_paused += state == SLUICE_STATE_PAUSED;
      n_failed += state != SLUICE_STATE_COMPLETED && state != SLUICE_STATE_PAUSED &&
                  sluice_table_progress_get_settled (progress);
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
  if (n_paused > 0)
    {
      g_string_append (text, " · ");
      /* Translators: of tables; follows "2 of 4 tables complete · ". */
      g_string_append_printf (text, ngettext ("%'u paused", "%'u paused", n_paused), n_paused);
    }
  if (left != NULL)
    g_string_append_printf (text, " · %s", left);

  return g_string_free_and_steal (text);
}
