/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "play.h"
#include "sluice-pace.h"

/* What watching a first load costs the server, and when what happens there is seen. Hours pass by the clock of the
 * test. */

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define MOST_AN_HOUR 200

static gint64 begun_at;
static gint64 ends_at; /* seconds after the beginning */

static gint64
get_seconds (Play *play)
{
  if (begun_at == 0)
    begun_at = play->now;

  return (play->now - begun_at) / G_USEC_PER_SEC;
}

/* Every table runs, 100 rows a second, until the end. */
static void
advance_slowly (Play *play)
{
  const gint64 seconds = get_seconds (play);

  if (seconds >= ends_at)
    {
      play_complete_all (play);
      return;
    }
  for (guint i = 0; i < play->tables->len; i++)
    {
      PlayTable *table = g_ptr_array_index (play->tables, i);

      table->status = table->should_sync ? "Running" : NULL;
      table->rows = seconds * 100;
    }
}

/* Time passes for whoever asks for jobs, too. */
static gboolean
advance_always (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_JOBS)
    advance_slowly (play);

  return FALSE;
}

static void
plan (Play *play, guint n_tables, gint64 seconds)
{
  begun_at = 0;
  ends_at = seconds;
  if (n_tables == 1)
    {
      play_discover (play, 1000000, "orders", NULL);
      sluice_table_set_selected (play_get_planned (play, "public.orders"), TRUE);
    }
  else
    play_discover_many (play, n_tables, TRUE);
  play->advance = advance_slowly;
  play->hook = advance_always;
}

static void
run (Play *play)
{
  g_autoptr (GError) error = NULL;

  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);
}

static gint64
get_at (Play *play, guint index)
{
  return ((PlayRequest *) g_ptr_array_index (play->requests, index))->at;
}

/* In no hour, whichever minute it begins in, is more asked than may be; and never for the list again. */
static guint
count_most (Play *play)
{
  guint most = 0, first = 0;

  for (guint i = 0; i < play->requests->len; i++)
    {
      while (get_at (play, i) - get_at (play, first) >= HOUR)
        first++;
      most = MAX (most, i - first + 1);
    }
  g_assert_cmpuint (play_count (play, PLAY_LIST), ==, 1);

  return most;
}

static void
test_hours (Play *play, gconstpointer user_data)
{
  plan (play, GPOINTER_TO_UINT (user_data), 3 * 3600);
  run (play);

  g_test_message ("%u requests in the busiest of three hours", count_most (play));
  g_assert_cmpuint (count_most (play), <=, MOST_AN_HOUR);
  /* And it does watch: it never leaves the person without news for long. */
  g_assert_cmpuint (play->requests->len, >=, 250);
  g_assert_true (sluice_setup_get_finished (play->setup));
}

/* It is seen to end soon after it ended, and the longer it took, the less that matters. */
static void
test_end_is_seen (Play *play, gconstpointer user_data)
{
  const gint64 seconds = GPOINTER_TO_UINT (user_data);
  gint64 late;

  plan (play, 1, seconds);
  run (play);

  late = get_seconds (play) - seconds;
  g_test_message ("seen %" G_GINT64_FORMAT " s after its end", late);
  g_assert_cmpint (late, <=, 2 + seconds / 10);
  g_assert_cmpint (late, <=, 40);
}

static gboolean
look_always (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  sluice_setup_look (play->setup);

  return advance_always (play, ask, message);
}

/* However often somebody comes to look. */
static void
test_looked_at_for_an_hour (Play *play, gconstpointer user_data)
{
  plan (play, 1, 3600);
  play->hook = look_always;
  run (play);

  g_assert_cmpuint (count_most (play), <=, MOST_AN_HOUR);
}

static gint64 looked_at;

static gboolean
look_once (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (looked_at == 0 && begun_at != 0 && get_seconds (play) > 2000)
    {
      looked_at = play->now;
      sluice_setup_look (play->setup);
    }

  return advance_always (play, ask, message);
}

/* Whoever opens the window again sees the state of now, and things move while they look. */
static void
test_looked_at (Play *play, gconstpointer user_data)
{
  guint n_soon = 0;

  plan (play, 1, 3600);
  looked_at = 0;
  play->hook = look_once;
  run (play);

  g_assert_cmpint (looked_at, >, 0);
  for (guint i = 0; i < play->requests->len; i++)
    n_soon += get_at (play, i) > looked_at && get_at (play, i) <= looked_at + 30 * G_USEC_PER_SEC;
  g_assert_cmpuint (n_soon, >=, 4);
  for (guint i = 0; i < play->requests->len; i++)
    if (get_at (play, i) > looked_at)
      {
        g_assert_cmpint (get_at (play, i) - looked_at, <=, 2 * G_USEC_PER_SEC);
        break;
      }
}

static gboolean
fail_for_an_hour (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (play_count (play, PLAY_JOBS) == 0 || get_seconds (play) > 3600)
    return advance_always (play, ask, message);

  play_answer (message, 503, "{\"detail\": \"Down for maintenance.\"}");

  return TRUE;
}

/* A server that is down is asked no oftener, all tries counted. */
static void
test_down (Play *play, gconstpointer user_data)
{
  plan (play, 1, 3700);
  play->hook = fail_for_an_hour;
  run (play);

  g_test_message ("%u requests in the busiest hour", count_most (play));
  g_assert_cmpuint (count_most (play), <=, MOST_AN_HOUR);
  g_assert_true (sluice_setup_get_finished (play->setup));
}

static guint n_limited;

static gboolean
limit_once (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_JOBS || get_seconds (play) < 60 || n_limited > 0)
    return look_always (play, ask, message);

  n_limited++;
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Retry-After", "600");
  play_answer (message, 429,
               "{\"type\": \"throttled_error\", \"code\": \"throttled\", "
               "\"detail\": \"Request was throttled. Expected available in 600 seconds.\", \"attr\": null}");

  return TRUE;
}

/* Who asks to be left alone is, whoever looks meanwhile. */
static void
test_retry_after (Play *play, gconstpointer user_data)
{
  gint64 longest = 0;

  plan (play, 1, 1200);
  n_limited = 0;
  play->hook = limit_once;
  run (play);

  g_assert_cmpuint (n_limited, ==, 1);
  for (guint i = 1; i < play->requests->len; i++)
    longest = MAX (longest, get_at (play, i) - get_at (play, i - 1));
  g_assert_cmpint (longest, >=, 600 * G_USEC_PER_SEC);
  g_assert_true (sluice_setup_get_finished (play->setup));
}

static gboolean
complete_customers (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  advance_always (play, ask, message);
  if (ask == PLAY_JOBS && get_seconds (play) > 5 && get_seconds (play) < ends_at)
    {
      play_get_table (play, "public.customers")->status = "Completed";
      play_get_table (play, "public.customers")->stored = TRUE;
    }

  return FALSE;
}

static void
advance_customers (Play *play)
{
  advance_slowly (play);
  if (get_seconds (play) > 5)
    {
      play_get_table (play, "public.customers")->status = "Completed";
      play_get_table (play, "public.customers")->stored = TRUE;
    }
}

/* Only what is not over is asked for. */
static void
test_asks_for_the_rest (Play *play, gconstpointer user_data)
{
  const char *query;

  begun_at = 0;
  ends_at = 60;
  play_discover (play, 1000, "orders", "customers", NULL);
  sluice_table_set_selected (play_get_planned (play, "public.orders"), TRUE);
  sluice_table_set_selected (play_get_planned (play, "public.customers"), TRUE);
  play->advance = advance_customers;
  play->hook = complete_customers;
  run (play);

  query = play_get_request (play, PLAY_JOBS, 0)->query;
  g_assert_nonnull (strstr (query, "schemas=public.orders"));
  g_assert_nonnull (strstr (query, "schemas=public.customers"));
  query = play_get_request (play, PLAY_JOBS, play_count (play, PLAY_JOBS) - 1)->query;
  g_assert_nonnull (strstr (query, "schemas=public.orders"));
  g_assert_null (strstr (query, "customers"));
  /* The source, which is large, is read far less often than the jobs. */
  g_assert_cmpuint (play_count (play, PLAY_GET), <, play_count (play, PLAY_JOBS) / 2 + 3);
}

/* Of very many those that are seen are asked for each time, the others by turns, and all are found to be over. */
static void
test_seen_first (Play *play, gconstpointer user_data)
{
  const char *const seen[] = { "public.t0399", "public.t0007", NULL };
  g_autoptr (GHashTable) asked = g_hash_table_new (g_str_hash, g_str_equal);

  plan (play, 400, 1800);
  sluice_setup_set_visible_tables (play->setup, seen);
  run (play);

  for (guint i = 0; i < play_count (play, PLAY_JOBS); i++)
    {
      const char *query = play_get_request (play, PLAY_JOBS, i)->query;
      g_auto (GStrv) parts = g_strsplit (query, "schemas=", -1);

      g_assert_nonnull (strstr (query, "schemas=public.t0399"));
      g_assert_nonnull (strstr (query, "schemas=public.t0007"));
      g_assert_cmpuint (g_strv_length (parts) - 1, <=, 50);
      for (guint j = 1; parts[j] != NULL; j++)
        g_hash_table_add (asked, (gpointer) g_intern_string (g_strdelimit (parts[j], "&", '\0')));
    }
  g_assert_cmpuint (g_hash_table_size (asked), ==, 400);
  play_assert_stage (play, SLUICE_STAGE_FIRST_LOAD, SLUICE_STAGE_DONE, "400 of 400 tables complete");
}

static gboolean
have_many_jobs (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  const char *query = ((PlayRequest *) g_ptr_array_index (play->requests, play->requests->len - 1))->query;
  GString *text;

  if (ask != PLAY_JOBS || strstr (query, "before=") != NULL)
    return advance_always (play, ask, message);

  /* Fifty runs of one table hide the only one of the other. */
  text = g_string_new ("[");
  for (guint i = 0; i < 50; i++)
    g_string_append_printf (text,
                            "%s{\"id\": \"j%u\", \"created_at\": \"2026-09-02T11:00:%02uZ\", \"status\": \"Running\", "
                            "\"rows_synced\": 5, \"schema\": {\"id\": \"id-1\", \"name\": \"public.customers\"}}",
                            i > 0 ? ", " : "", i, 59 - i);
  g_string_append_c (text, ']');
  play_answer (message, 200, text->str);
  g_string_free (text, TRUE);

  return TRUE;
}

static void
note_rows (SluiceTableProgress *progress, GParamSpec *pspec, gint64 *rows)
{
  *rows = MAX (*rows, sluice_table_progress_get_rows (progress));
}

static void
connect_rows (GListModel *tables, guint position, guint removed, guint added, gint64 *rows)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (tables, i);

      if (g_str_equal (sluice_table_progress_get_name (progress), "orders"))
        g_signal_connect (progress, "notify::rows", G_CALLBACK (note_rows), rows);
    }
}

/* A job behind fifty others is found on the next page. */
static void
test_pages (Play *play, gconstpointer user_data)
{
  gint64 rows = -1;
  const char *query;

  begun_at = 0;
  ends_at = 20;
  play_discover (play, 1000, "orders", "customers", NULL);
  sluice_table_set_selected (play_get_planned (play, "public.orders"), TRUE);
  sluice_table_set_selected (play_get_planned (play, "public.customers"), TRUE);
  play->advance = advance_slowly;
  play->hook = have_many_jobs;
  g_signal_connect (sluice_setup_get_tables (play->setup), "items-changed", G_CALLBACK (connect_rows), &rows);
  run (play);

  query = play_get_request (play, PLAY_JOBS, 1)->query;
  g_assert_nonnull (strstr (query, "before=2026-09-02T11%3A00%3A10"));
  g_assert_cmpint (rows, >=, 500);
}

static void
test_pace (void)
{
  SluicePace pace;
  gint64 now = G_USEC_PER_SEC;
  guint n = 0;

  sluice_pace_init (&pace, now);
  /* Somebody asks at every chance for an hour. */
  for (const gint64 end = now + HOUR; now < end; n++)
    {
      sluice_pace_spend (&pace, 1, now);
      sluice_pace_quicken (&pace, now);
      now += MAX (sluice_pace_get_least_wait (&pace, now), 1) * G_GINT64_CONSTANT (1000);
    }
  g_assert_cmpuint (n, <=, SLUICE_PACE_PER_HOUR);
}

static gboolean
refuse_jobs (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_JOBS)
    play_answer (message, 500,
                 "{\"type\": \"server_error\", \"code\": \"error\", \"detail\": \"A server error occurred.\"}");

  return ask == PLAY_JOBS;
}

/* Where the server does not tell of the jobs, the source is enough to see the end. */
static void
test_jobs_refused (Play *play, gconstpointer user_data)
{
  plan (play, 1, 600);
  play->advance = play_complete_all;
  play->hook = refuse_jobs;
  run (play);

  g_assert_true (sluice_setup_get_finished (play->setup));
  play_assert_stage (play, SLUICE_STAGE_FIRST_LOAD, SLUICE_STAGE_DONE, "1 of 1 table complete");
}

static void
add_tests (void)
{
  g_test_add_func ("/watcher/pace", test_pace);
  g_test_add ("/watcher/hours/one-table", Play, GUINT_TO_POINTER (1), play_set_up, test_hours, play_tear_down);
  g_test_add ("/watcher/hours/many-tables", Play, GUINT_TO_POINTER (400), play_set_up, test_hours, play_tear_down);
  g_test_add ("/watcher/end/5-seconds", Play, GUINT_TO_POINTER (5), play_set_up, test_end_is_seen, play_tear_down);
  g_test_add ("/watcher/end/a-minute", Play, GUINT_TO_POINTER (60), play_set_up, test_end_is_seen, play_tear_down);
  g_test_add ("/watcher/end/an-hour", Play, GUINT_TO_POINTER (3600), play_set_up, test_end_is_seen, play_tear_down);
  PLAY_ADD ("/watcher/looked-at", test_looked_at);
  PLAY_ADD ("/watcher/looked-at-for-an-hour", test_looked_at_for_an_hour);
  PLAY_ADD ("/watcher/down", test_down);
  PLAY_ADD ("/watcher/retry-after", test_retry_after);
  PLAY_ADD ("/watcher/asks-for-the-rest", test_asks_for_the_rest);
  PLAY_ADD ("/watcher/seen-first", test_seen_first);
  PLAY_ADD ("/watcher/pages", test_pages);
  PLAY_ADD ("/watcher/jobs-refused", test_jobs_refused);
}

int
main (int argc, char **argv)
{
  return play_main (argc, argv, add_tests);
}
