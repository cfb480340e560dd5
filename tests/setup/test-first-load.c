/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "play.h"
#include "sluice-json.h"

/* What is done to a table while its first load is watched, and what somebody is told who does not look. */

static void
plan (Play *play)
{
  play_discover (play, 1000, "orders", "customers", NULL);
  sluice_table_set_selected (play_get_planned (play, "public.orders"), TRUE);
  sluice_table_set_selected (play_get_planned (play, "public.customers"), TRUE);
}

static SluiceTableProgress *
get_progress (Play *play, const char *name)
{
  GListModel *tables = sluice_setup_get_tables (play->setup);

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      /* The list holds it. */
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (tables, i);

      if (g_str_equal (sluice_table_progress_get_name (progress), name))
        return progress;
    }
  g_assert_not_reached ();
}

static void
run (Play *play)
{
  g_autoptr (GError) error = NULL;

  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);
}

static void
fail_orders (Play *play)
{
  PlayTable *orders = play_get_table (play, "public.orders");

  play_get_table (play, "public.customers")->status = "Completed";
  play_get_table (play, "public.customers")->stored = TRUE;
  if (orders->n_reloads == 0)
    {
      orders->status = "Failed";
      orders->error = "The connection was lost.";
    }
  else if (play->n_readings > 12)
    {
      orders->status = "Completed";
      orders->stored = TRUE;
      orders->rows = 1000;
    }
}

/* What failed can be had synced again from where one stands, also after everything else was over. */
static void
test_retry (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  plan (play);
  play->advance = fail_orders;
  run (play);
  play_assert_stage (play, SLUICE_STAGE_FIRST_LOAD, SLUICE_STAGE_ATTENTION,
                     "1 of 2 tables complete · 1 did not complete");
  g_assert_true (sluice_setup_get_finished (play->setup));

  play_await (sluice_setup_retry_table (play->setup, get_progress (play, "orders")), &error);
  g_assert_no_error (error);
  g_assert_false (sluice_setup_get_finished (play->setup));
  g_assert_true (sluice_setup_get_attended (play->setup));
  g_assert_null (sluice_table_progress_get_error (get_progress (play, "orders")));
  play_finish (play);

  g_assert_cmpuint (play_count (play, PLAY_TABLE_RELOAD), ==, 1);
  g_assert_cmpint (sluice_table_progress_get_state (get_progress (play, "orders")), ==, SLUICE_STATE_COMPLETED);
  play_assert_stage (play, SLUICE_STAGE_FIRST_LOAD, SLUICE_STAGE_DONE, "2 of 2 tables complete");
  g_assert_true (sluice_setup_get_finished (play->setup));
  g_assert_false (sluice_setup_get_attended (play->setup));
}

/* What is asked for again shows late: so long the table and its job are as they were. */
static guint begins_at;
static gboolean fails_again;

static void
fail_orders_again (PlayTable *orders)
{
  orders->status = "Failed";
  orders->error = "The disk is full.";
}

static void
begin_late (Play *play)
{
  PlayTable *orders = play_get_table (play, "public.orders");

  play_get_table (play, "public.customers")->status = "Completed";
  play_get_table (play, "public.customers")->stored = TRUE;
  orders->begins_late = TRUE;
  if (orders->n_reloads == 0)
    {
      begins_at = play->n_readings + 6;
      orders->status = "Failed";
      orders->error = "The connection was lost.";
    }
  else if (orders->n_jobs == 0 && play->n_readings >= begins_at)
    play_begin_again (orders);
  else if (orders->n_jobs > 0 && fails_again)
    fail_orders_again (orders);
  else if (orders->n_jobs > 0 && play->n_readings > begins_at + 3)
    play_complete_all (play);
}

static gboolean
have_no_jobs (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_JOBS)
    play_answer (message, 404, "{\"type\": \"invalid_request\", \"code\": \"not_found\", \"detail\": \"Not found.\"}");

  return ask == PLAY_JOBS;
}

static void
retry_orders (Play *play)
{
  g_autoptr (GError) error = NULL;

  plan (play);
  play->advance = begin_late;
  run (play);
  g_assert_cmpstr (sluice_table_progress_get_error (get_progress (play, "orders")), ==, "The connection was lost.");
  play_await (sluice_setup_retry_table (play->setup, get_progress (play, "orders")), &error);
  g_assert_no_error (error);
  play_finish (play);
  g_assert_true (sluice_setup_get_finished (play->setup));
}

/* How the sync before ended is not how this one did, however long the server goes on saying so. */
static void
test_retry_begins_late (Play *play, gconstpointer older_server)
{
  fails_again = FALSE;
  play->hook = older_server != NULL ? have_no_jobs : NULL;
  retry_orders (play);

  g_assert_cmpint (sluice_table_progress_get_state (get_progress (play, "orders")), ==, SLUICE_STATE_COMPLETED);
  play_assert_stage (play, SLUICE_STAGE_FIRST_LOAD, SLUICE_STAGE_DONE, "2 of 2 tables complete");
}

/* A second failure is told with its own words. */
static void
test_retry_fails_again (Play *play, gconstpointer user_data)
{
  fails_again = TRUE;
  retry_orders (play);

  g_assert_cmpint (sluice_table_progress_get_state (get_progress (play, "orders")), ==, SLUICE_STATE_FAILED);
  g_assert_cmpstr (sluice_table_progress_get_error (get_progress (play, "orders")), ==, "The disk is full.");
}

static void
never_begin (Play *play)
{
  begin_late (play);
  begins_at = G_MAXUINT;
}

/* What the server took and never began is not waited for without an end. */
static void
test_retry_never_begins (Play *play, gconstpointer older_server)
{
  g_autoptr (GError) error = NULL;
  gint64 from;

  plan (play);
  fails_again = FALSE;
  play->advance = never_begin;
  play->hook = older_server != NULL ? have_no_jobs : NULL;
  run (play);
  from = play->now;
  play_await (sluice_setup_retry_table (play->setup, get_progress (play, "orders")), &error);
  g_assert_no_error (error);
  play_finish (play);

  g_assert_true (sluice_setup_get_finished (play->setup));
  g_assert_cmpint (sluice_table_progress_get_state (get_progress (play, "orders")), ==, SLUICE_STATE_FAILED);
  g_assert_cmpstr (sluice_table_progress_get_error (get_progress (play, "orders")), ==, "The connection was lost.");
  g_assert_cmpint (play->now - from, <, G_GINT64_CONSTANT (600) * G_USEC_PER_SEC);
}

static guint n_acts;
static SoupServerMessage *held;
static guint n_after;
static gboolean source_read;

static void
fail_orders_early (Play *play)
{
  PlayTable *orders = play_get_table (play, "public.orders");
  PlayTable *customers = play_get_table (play, "public.customers");

  customers->status = "Running";
  if (orders->n_reloads == 0)
    {
      orders->status = "Failed";
      orders->error = "The connection was lost.";
    }
  else if (n_after++ < 3)
    orders->status = "Running";
  else
    play_complete_all (play);
}

static void
restarted_cb (SluiceTableProgress *orders, GParamSpec *pspec, Play *play)
{
  if (held == NULL || sluice_table_progress_get_state (orders) != SLUICE_STATE_NONE)
    return;

  play_behave (play, PLAY_JOBS, held);
  soup_server_message_unpause (held);
  g_clear_object (&held);
}

/* Has orders started again between the two halves of a reading, the second of which ends after that. */
static gboolean
retry_within_reading (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  SluiceTableProgress *orders = NULL;

  if (ask == PLAY_GET)
    source_read = TRUE;
  if (ask != PLAY_JOBS || !source_read)
    return FALSE;

  source_read = FALSE;
  orders = get_progress (play, "orders");
  if (n_acts > 0 || !sluice_table_progress_get_settled (orders))
    return FALSE;

  n_acts++;
  held = g_object_ref (message);
  soup_server_message_pause (message);
  g_signal_connect (orders, "notify::state", G_CALLBACK (restarted_cb), play);
  dex_future_disown (sluice_setup_retry_table (play->setup, orders));

  return TRUE;
}

/* That it had failed before is no news any more, even if it was asked for before that. */
static void
test_retry_within_reading (Play *play, gconstpointer user_data)
{
  plan (play);
  n_acts = 0;
  n_after = 0;
  source_read = FALSE;
  play->advance = fail_orders_early;
  play->hook = retry_within_reading;
  run (play);

  g_assert_cmpuint (play_count (play, PLAY_TABLE_RELOAD), ==, 1);
  g_assert_cmpint (sluice_table_progress_get_state (get_progress (play, "orders")), ==, SLUICE_STATE_COMPLETED);
  play_assert_stage (play, SLUICE_STAGE_FIRST_LOAD, SLUICE_STAGE_DONE, "2 of 2 tables complete");
}

static gboolean
forget_source (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_GET)
    play_answer (message, 404, "{\"type\": \"invalid_request\", \"code\": \"not_found\", \"detail\": \"Not found.\"}");

  return ask == PLAY_GET;
}

/* A set-up that was over does not come back on the first page because its source is deleted. */
static void
test_deleted_after_the_end (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) disk = NULL;

  plan (play);
  play->advance = fail_orders;
  run (play);
  g_assert_true (sluice_setup_get_finished (play->setup));

  play->hook = forget_source;
  play_await (sluice_setup_retry_table (play->setup, get_progress (play, "orders")), &error);
  g_assert_no_error (error);
  play_finish (play);
  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_GONE);
  disk = play_read_state (play);
  g_assert_null (disk);
}

static void
run_both (Play *play)
{
  for (guint i = 0; i < play->tables->len; i++)
    {
      PlayTable *table = g_ptr_array_index (play->tables, i);

      if (table->status == NULL)
        table->status = "Running";
    }
}

static void
cancel_orders (Play *play)
{
  run_both (play);
  if (play->n_readings == 4 && n_acts++ == 0)
    dex_future_disown (sluice_setup_cancel_table (play->setup, get_progress (play, "orders")));
  if (play->n_readings > 6)
    {
      play_get_table (play, "public.customers")->status = "Completed";
      play_get_table (play, "public.customers")->stored = TRUE;
    }
}

static void
test_cancel (Play *play, gconstpointer user_data)
{
  plan (play);
  n_acts = 0;
  play->advance = cancel_orders;
  run (play);

  g_assert_cmpuint (play_count (play, PLAY_TABLE_CANCEL), ==, 1);
  g_assert_cmpstr (sluice_table_progress_get_error (get_progress (play, "orders")), ==, "Sync cancelled by user");
}

/* A refusal comes with the server's own words, and changes nothing here. */
static void
test_refused (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  plan (play);
  play->advance = play_complete_all;
  run (play);
  g_assert_false (play_await (sluice_setup_cancel_table (play->setup, get_progress (play, "orders")), &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "No running sync to cancel.");
  g_assert_true (sluice_setup_get_finished (play->setup));
  g_assert_cmpint (sluice_table_progress_get_state (get_progress (play, "orders")), ==, SLUICE_STATE_COMPLETED);
}

static void
pause_customers (Play *play)
{
  PlayTable *customers = play_get_table (play, "public.customers");

  play_get_table (play, "public.orders")->status = "Running";
  if (play->n_readings == 4 && n_acts++ == 0)
    dex_future_disown (sluice_setup_pause_table (play->setup, get_progress (play, "customers")));
  if (play->n_readings > 8)
    {
      play_get_table (play, "public.orders")->status = "Completed";
      play_get_table (play, "public.orders")->stored = TRUE;
    }
  if (customers->n_reloads > 0 && play->n_readings > 12)
    {
      customers->status = "Completed";
      customers->stored = TRUE;
    }
}

/* What is paused nobody waits for; once it goes on, it is watched. */
static void
test_pause_and_resume (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  JsonNode *body;

  plan (play);
  n_acts = 0;
  play->advance = pause_customers;
  run (play);

  body = play_get_request (play, PLAY_TABLE_PATCH, 0)->body;
  g_assert_false (sluice_json_get_boolean (json_node_get_object (body), "should_sync", TRUE));
  g_assert_cmpint (sluice_table_progress_get_state (get_progress (play, "customers")), ==, SLUICE_STATE_PAUSED);
  play_assert_stage (play, SLUICE_STAGE_FIRST_LOAD, SLUICE_STAGE_ATTENTION, "1 of 2 tables complete · 1 paused");

  play_await (sluice_setup_resume_table (play->setup, get_progress (play, "customers")), &error);
  g_assert_no_error (error);
  play_finish (play);
  body = play_get_request (play, PLAY_TABLE_PATCH, 1)->body;
  g_assert_true (sluice_json_get_boolean (json_node_get_object (body), "should_sync", FALSE));
  g_assert_cmpuint (play_count (play, PLAY_TABLE_RELOAD), ==, 1);
  play_assert_stage (play, SLUICE_STAGE_FIRST_LOAD, SLUICE_STAGE_DONE, "2 of 2 tables complete");
}

/* News */

typedef struct
{
  Play *play;
  GArray *news;    /* SluiceSetupNews */
  GArray *minutes; /* guint, when */
  gint64 begun_at;
} News;

static void
news_cb (SluiceSetup *setup, SluiceSetupNews told, News *news)
{
  const guint minutes = (guint) ((news->play->now - news->begun_at) / G_USEC_PER_SEC / 60);

  g_array_append_val (news->news, told);
  g_array_append_val (news->minutes, minutes);
}

static void
listen_for_news (Play *play, News *news)
{
  *news = (News) { play, g_array_new (FALSE, FALSE, sizeof (SluiceSetupNews)),
                   g_array_new (FALSE, FALSE, sizeof (guint)), play->now };
  g_signal_connect (play->setup, "news", G_CALLBACK (news_cb), news);
}

static void
assert_news (News *news, guint index, SluiceSetupNews told, guint least_minutes, guint most_minutes)
{
  g_assert_cmpuint (news->news->len, >, index);
  g_assert_cmpint (g_array_index (news->news, SluiceSetupNews, index), ==, told);
  g_assert_cmpuint (g_array_index (news->minutes, guint, index), >=, least_minutes);
  g_assert_cmpuint (g_array_index (news->minutes, guint, index), <=, most_minutes);
}

static void
news_clear (News *news)
{
  g_array_unref (news->news);
  g_array_unref (news->minutes);
}

static gint64 stands_still_for; /* minutes */

static void
stand_still (Play *play)
{
  run_both (play);
  if (play->now > stands_still_for * 60 * G_USEC_PER_SEC)
    play_complete_all (play);
}

static gboolean
move_on (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_JOBS)
    stand_still (play);

  return FALSE;
}

/* One that stands still is told of after ten minutes, once. */
static void
test_stalled (Play *play, gconstpointer user_data)
{
  News news;

  plan (play);
  stands_still_for = 40;
  play->advance = stand_still;
  play->hook = move_on;
  listen_for_news (play, &news);
  run (play);

  assert_news (&news, 0, SLUICE_SETUP_NEWS_STALLED, 10, 11);
  assert_news (&news, 1, SLUICE_SETUP_NEWS_FINISHED, 40, 42);
  g_assert_cmpuint (news.news->len, ==, 2);
  news_clear (&news);
}

static gboolean
creep_on (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_JOBS)
    {
      stand_still (play);
      play_get_table (play, "public.orders")->rows += 1;
    }

  return FALSE;
}

/* One that takes long is told of ever less often. */
static void
test_still_running (Play *play, gconstpointer user_data)
{
  News news;

  plan (play);
  stands_still_for = 150;
  play->advance = stand_still;
  play->hook = creep_on;
  listen_for_news (play, &news);
  run (play);

  assert_news (&news, 0, SLUICE_SETUP_NEWS_STILL_RUNNING, 15, 16);
  assert_news (&news, 1, SLUICE_SETUP_NEWS_STILL_RUNNING, 30, 31);
  assert_news (&news, 2, SLUICE_SETUP_NEWS_STILL_RUNNING, 60, 61);
  assert_news (&news, 3, SLUICE_SETUP_NEWS_STILL_RUNNING, 120, 121);
  assert_news (&news, 4, SLUICE_SETUP_NEWS_FINISHED, 150, 152);
  news_clear (&news);
}

static void
fail_early (Play *play)
{
  stand_still (play);
  if (play->n_readings > 3 && play->now <= stands_still_for * 60 * G_USEC_PER_SEC)
    {
      play_get_table (play, "public.orders")->status = "Failed";
      play_get_table (play, "public.orders")->error = "The connection was lost.";
    }
}

/* A table that fails is told of while others go on. */
static void
test_table_failed (Play *play, gconstpointer user_data)
{
  News news;

  plan (play);
  stands_still_for = 5;
  play->advance = fail_early;
  listen_for_news (play, &news);
  run (play);

  assert_news (&news, 0, SLUICE_SETUP_NEWS_TABLE_FAILED, 0, 4);
  assert_news (&news, news.news->len - 1, SLUICE_SETUP_NEWS_FINISHED, 5, 7);
  g_assert_cmpuint (news.news->len, ==, 2);
  news_clear (&news);
}

static void
test_refusal_is_told (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  News news;

  plan (play);
  play->hook = play_refuse_create;
  listen_for_news (play, &news);
  g_assert_false (play_run (play, &error));
  play_finish (play);

  assert_news (&news, 0, SLUICE_SETUP_NEWS_REFUSED, 0, 0);
  news_clear (&news);
}

/* Who is to decide is called, and nothing is under way until then. */
static void
test_question_is_told (Play *play, gconstpointer user_data)
{
  News news;

  plan (play);
  play->hook = play_drop_create;
  listen_for_news (play, &news);
  run (play);

  assert_news (&news, 0, SLUICE_SETUP_NEWS_NEEDS_PERSON, 10, 11);
  g_assert_false (sluice_setup_get_attended (play->setup));
  news_clear (&news);
}

static void
add_tests (void)
{
  PLAY_ADD ("/first-load/retry", test_retry);
  g_test_add ("/first-load/retry-begins-late", Play, NULL, play_set_up, test_retry_begins_late, play_tear_down);
  g_test_add ("/first-load/retry-begins-late/older-server", Play, GUINT_TO_POINTER (TRUE), play_set_up,
              test_retry_begins_late, play_tear_down);
  PLAY_ADD ("/first-load/retry-fails-again", test_retry_fails_again);
  g_test_add ("/first-load/retry-never-begins", Play, NULL, play_set_up, test_retry_never_begins, play_tear_down);
  g_test_add ("/first-load/retry-never-begins/older-server", Play, GUINT_TO_POINTER (TRUE), play_set_up,
              test_retry_never_begins, play_tear_down);
  PLAY_ADD ("/first-load/retry-within-reading", test_retry_within_reading);
  PLAY_ADD ("/first-load/deleted-after-the-end", test_deleted_after_the_end);
  PLAY_ADD ("/first-load/cancel", test_cancel);
  PLAY_ADD ("/first-load/refused", test_refused);
  PLAY_ADD ("/first-load/pause-and-resume", test_pause_and_resume);
  PLAY_ADD ("/first-load/news/stalled", test_stalled);
  PLAY_ADD ("/first-load/news/still-running", test_still_running);
  PLAY_ADD ("/first-load/news/table-failed", test_table_failed);
  PLAY_ADD ("/first-load/news/refused", test_refusal_is_told);
  PLAY_ADD ("/first-load/news/question", test_question_is_told);
}

int
main (int argc, char **argv)
{
  return play_main (argc, argv, add_tests);
}
