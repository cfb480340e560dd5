/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "play.h"
#include "secret-search.h"
#include "sluice-json.h"

/* Each reading brings every table that is on a step further: waiting, running, completed. */
static void
advance_all (Play *play)
{
  for (guint i = 0; i < play->tables->len; i++)
    {
      PlayTable *table = g_ptr_array_index (play->tables, i);

      if (!table->should_sync || table->stored)
        continue;
      if (table->status == NULL)
        table->status = "Running";
      else
        table->rows += 50;
      if (table->rows >= 100)
        {
          table->status = "Completed";
          table->stored = TRUE;
        }
    }
}

static void
choose (Play *play, const char *name, SluiceSyncMethod method)
{
  SluiceTable *table = play_get_planned (play, name);

  sluice_table_set_selected (table, TRUE);
  sluice_table_set_method (table, method);
}

/* Four tables, three of them on by three methods. */
static void
plan_shop (Play *play)
{
  play_discover (play, 100, "orders", "customers", "countries", "audit_log", NULL);
  choose (play, "public.orders", SLUICE_SYNC_METHOD_INCREMENTAL);
  choose (play, "public.customers", SLUICE_SYNC_METHOD_XMIN);
  choose (play, "public.countries", SLUICE_SYNC_METHOD_FULL_REFRESH);
  play->advance = advance_all;
}

static gboolean
folder_exists (Play *play)
{
  g_autofree char *path = sluice_journal_dup_path (sluice_setup_get_journal (play->setup));

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_whole (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  PlayRequest *request;

  plan_shop (play);
  g_ptr_array_add (play->others, g_strdup ("pg-old"));
  g_ptr_array_add (play->others, g_strdup ("stripe-old"));
  play_run (play, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_setup_get_source_id (play->setup), ==, "new-source");
  play_finish (play);

  /* The list comes before create, create comes once, and nothing asks for the world while watching. */
  g_assert_cmpint (((PlayRequest *) g_ptr_array_index (play->requests, 0))->ask, ==, PLAY_LIST);
  g_assert_cmpint (((PlayRequest *) g_ptr_array_index (play->requests, 1))->ask, ==, PLAY_CREATE);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
  g_assert_cmpuint (play_count (play, PLAY_LIST), ==, 1);

  /* When create arrives, the disk says so, and which sources were there: those of the type and no others. */
  request = play_get_request (play, PLAY_CREATE, 0);
  g_assert_cmpstr (play_get_state_on_disk (request, "state"), ==, "creating");
  g_assert_cmpstr (play_get_state_on_disk (request, "source_id"), ==, NULL);
  {
    g_auto (GStrv) ids = sluice_json_dup_strv (json_node_get_object (request->state), "known_ids");

    g_assert_cmpuint (g_strv_length (ids), ==, 1);
    g_assert_cmpstr (ids[0], ==, "pg-old");
  }
  g_assert_cmpint (sluice_json_get_int (json_node_get_object (request->state), "project_id", -1), ==, 7);
  g_assert_cmpstr (play_get_state_on_disk (request, "base_url"), ==, play->url);

  request = play_get_request (play, PLAY_BULK, 0);
  g_assert_cmpstr (play_get_state_on_disk (request, "state"), ==, "created");
  g_assert_cmpstr (play_get_state_on_disk (request, "schedule"), ==, "sending");
  g_assert_cmpstr (play_get_state_on_disk (request, "source_id"), ==, "new-source");
  request = play_get_request (play, PLAY_GET, 1);
  g_assert_cmpstr (play_get_state_on_disk (request, "state"), ==, "verifying");
  g_assert_cmpstr (play_get_state_on_disk (request, "schedule"), ==, "done");
  request = play_get_request (play, PLAY_JOBS, 0);
  g_assert_cmpstr (play_get_state_on_disk (request, "state"), ==, "watching");

  play_assert_stage (play, SLUICE_STAGE_CREATE, SLUICE_STAGE_DONE, "Postgres, no prefix");
  play_assert_stage (play, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_DONE, "Every 24 hours");
  play_assert_stage (play, SLUICE_STAGE_WEBHOOK, SLUICE_STAGE_NOT_NEEDED, NULL);
  play_assert_stage (play, SLUICE_STAGE_VERIFY, SLUICE_STAGE_DONE, "3 tables on, 1 off, as chosen");
  play_assert_stage (play, SLUICE_STAGE_FIRST_LOAD, SLUICE_STAGE_DONE, "3 of 3 tables complete");
  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_DONE);
  g_assert_true (sluice_setup_get_finished (play->setup));
  g_assert_cmpstr (sluice_setup_get_query (play->setup), ==, "SELECT * FROM postgres_orders LIMIT 10");
  g_assert_false (folder_exists (play));
}

static void
test_schedule_words (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  plan_shop (play);
  sluice_table_set_frequency (play_get_planned (play, "public.orders"), SLUICE_FREQUENCY_6HOUR);
  sluice_plan_set_time_of_day (play->plan, "02:00");
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);

  play_assert_stage (play, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_DONE,
                     "Every 6 hours: orders · every 24 hours at 02:00 UTC: customers, countries");
}

/* What is as the server makes it anyway is not sent, and no state is entered for it. */
static void
test_schedule_as_it_is (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  plan_shop (play);
  sluice_plan_set_frequency (play->plan, SLUICE_FREQUENCY_6HOUR);
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);

  g_assert_cmpuint (play_count (play, PLAY_BULK), ==, 0);
  g_assert_cmpuint (play_count (play, PLAY_PATCH), ==, 0);
  play_assert_stage (play, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_DONE, "Every 6 hours");
}

static void
test_refused_then_mended (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) state = NULL;
  SluiceStage *stage = play_get_stage (play, SLUICE_STAGE_CREATE);

  plan_shop (play);
  play->hook = play_refuse_create;
  g_assert_false (play_run (play, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_INVALID);
  play_finish (play);

  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_DRAFT);
  g_assert_cmpint (sluice_stage_get_state (stage), ==, SLUICE_STAGE_FAILED);
  g_assert_cmpstr (sluice_stage_get_error (stage)->message, ==, PLAY_REFUSAL);
  state = play_read_state (play);
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (state), "state", NULL), ==, "draft");
  g_clear_error (&error);

  /* Mended, with another table and prefix: what is sent and shown is the plan of now. */
  play->hook = NULL;
  sluice_plan_set_prefix (play->plan, "shop_");
  choose (play, "public.audit_log", SLUICE_SYNC_METHOD_FULL_REFRESH);
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);

  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 2);
  g_assert_cmpstr (play_get_state_on_disk (play_get_request (play, PLAY_CREATE, 1), "state"), ==, "creating");
  g_assert_cmpstr (play_get_state_on_disk (play_get_request (play, PLAY_CREATE, 1), "prefix"), ==, "shop_");
  play_assert_stage (play, SLUICE_STAGE_CREATE, SLUICE_STAGE_DONE, "Postgres, prefix shop_");
  g_assert_null (sluice_stage_get_error (stage));
  g_assert_cmpuint (g_list_model_get_n_items (sluice_setup_get_tables (play->setup)), ==, 4);
  g_assert_true (sluice_setup_get_finished (play->setup));
}

static gboolean
refuse_list (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_LIST)
    play_answer (message, 504, "{}");

  return ask == PLAY_LIST;
}

/* A lost answer to a question is no doubt about the world: nothing was sent, it can be run again. */
static void
test_list_fails (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  plan_shop (play);
  play->hook = refuse_list;
  g_assert_false (play_run (play, &error));
  g_assert_nonnull (error);
  play_finish (play);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 0);
  play_assert_stage (play, SLUICE_STAGE_CREATE, SLUICE_STAGE_FAILED, NULL);
  g_clear_error (&error);

  play->hook = NULL;
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);
  g_assert_true (sluice_setup_get_finished (play->setup));
}

static void
test_second_call (Play *play, gconstpointer user_data)
{
  DexFuture *first, *second;
  g_autoptr (GError) error = NULL;

  plan_shop (play);
  first = sluice_setup_run (play->setup);
  second = sluice_setup_run (play->setup);
  g_assert_true (first == second);
  dex_unref (second);
  play_await (first, &error);
  g_assert_no_error (error);
  play_finish (play);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
}

/* A page that goes away takes its future with it, and the set-up goes on. */
static void
test_dropped_future (Play *play, gconstpointer user_data)
{
  plan_shop (play);
  dex_unref (sluice_setup_run (play->setup));
  play_finish (play);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
  g_assert_true (sluice_setup_get_finished (play->setup));
}

/* The data directory cannot be written: this is said before anything is asked or sent. */
static void
test_unwritable (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = sluice_journal_dup_path (sluice_setup_get_journal (play->setup));
  g_autofree char *setups = g_path_get_dirname (path);
  g_autofree char *folder = g_path_get_dirname (setups);
  g_autofree char *data = g_path_get_dirname (folder);

  plan_shop (play);
  g_assert_cmpint (g_mkdir_with_parents (data, 0700), ==, 0);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  g_assert_false (play_run (play, &error));
  g_assert_cmpint (error->domain, ==, G_FILE_ERROR);
  g_assert_nonnull (strstr (error->message, folder));
  play_finish (play);
  g_assert_cmpuint (play->requests->len, ==, 0);
  play_assert_stage (play, SLUICE_STAGE_CREATE, SLUICE_STAGE_FAILED, NULL);

  g_assert_cmpint (g_unlink (folder), ==, 0);
  g_clear_error (&error);
  play_run (play, &error);
  g_assert_no_error (error);
}

static void
test_chunks (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  play_discover_many (play, 250, TRUE);
  play->advance = advance_all;
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);

  g_assert_cmpuint (play_count (play, PLAY_BULK), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      JsonNode *body = play_get_request (play, PLAY_BULK, i)->body;
      JsonArray *entries = sluice_json_get_array (json_node_get_object (body), "schemas");

      g_assert_cmpuint (json_array_get_length (entries), ==, i < 2 ? 100 : 50);
      for (guint j = 0; j < json_array_get_length (entries); j++)
        {
          JsonObject *entry = sluice_json_array_get_object (entries, j);

          g_assert_true (g_hash_table_add (seen, (char *) sluice_json_get_string (entry, "id", NULL)));
          g_assert_cmpstr (sluice_json_get_string (entry, "sync_frequency", NULL), ==, "24hour");
        }
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 250);
  play_assert_stage (play, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_DONE, "Every 24 hours");
}

/* Saves all but the first table of the first batch, as the server does when one of them fails. */
static gboolean
save_in_part (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_BULK || play_count (play, PLAY_BULK) > 1)
    return FALSE;

  play_behave (play, ask, message);
  g_set_str (&play_get_table (play, "public.orders")->frequency, "6hour");
  play_answer (message, 400,
               "{\"type\": \"validation_error\", \"code\": \"bulk_schema_save_failed\", \"attr\": null, \"detail\": "
               "\"These schemas in the batch could not be saved: public.orders (busy).\"}");

  return TRUE;
}

static void
test_chunk_in_part (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  JsonArray *entries;

  plan_shop (play);
  play->hook = save_in_part;
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);

  /* Read again, only what still differs is sent again. */
  g_assert_cmpuint (play_count (play, PLAY_BULK), ==, 2);
  entries = sluice_json_get_array (json_node_get_object (play_get_request (play, PLAY_BULK, 1)->body), "schemas");
  g_assert_cmpuint (json_array_get_length (entries), ==, 1);
  g_assert_cmpstr (sluice_json_get_string (sluice_json_array_get_object (entries, 0), "id", NULL), ==,
                   play_get_table (play, "public.orders")->id);
  play_assert_stage (play, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_DONE, "Every 24 hours");
}

static gboolean
refuse_first_chunk (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  JsonArray *entries;

  if (ask != PLAY_BULK)
    return FALSE;

  entries = sluice_json_get_array (json_node_get_object (
                                       play_get_request (play, PLAY_BULK, play_count (play, PLAY_BULK) - 1)->body),
                                   "schemas");
  if (g_strcmp0 (sluice_json_get_string (sluice_json_array_get_object (entries, 0), "id", NULL), "id-0") != 0)
    return FALSE;
  play_answer (message, 400, "{\"type\": \"validation_error\", \"detail\": \"No.\", \"attr\": null}");

  return TRUE;
}

/* A chunk that is refused for good keeps the others not back, and does not stop the set-up. */
static void
test_chunk_refused (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  SluiceStage *stage = play_get_stage (play, SLUICE_STAGE_SCHEDULE);

  play_discover_many (play, 120, TRUE);
  play->advance = advance_all;
  play->hook = refuse_first_chunk;
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);

  g_assert_cmpstr (play_get_table (play, "public.t0119")->frequency, ==, "24hour");
  g_assert_cmpint (sluice_stage_get_state (stage), ==, SLUICE_STAGE_ATTENTION);
  g_assert_cmpstr (sluice_stage_get_error (stage)->message, ==, "No.");
  g_assert_nonnull (strstr (sluice_stage_get_detail (stage), "public.t0000"));
  g_assert_null (strstr (sluice_stage_get_detail (stage), "public.t0119"));
  g_assert_cmpstr (play_get_state_on_disk (play_get_request (play, PLAY_GET, play_count (play, PLAY_GET) - 1),
                                           "schedule"),
                   ==, "sending");
  g_assert_true (sluice_setup_get_finished (play->setup));
}

static gboolean
refuse_until_watched (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_BULK || play_count (play, PLAY_JOBS) > 0)
    return FALSE;

  play_answer (message, 403, "{\"detail\": \"You do not have editor access to this resource.\"}");

  return TRUE;
}

/* A schedule that was refused is tried once more before the set-up ends and forgets it. */
static void
test_schedule_in_the_end (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  plan_shop (play);
  play->hook = refuse_until_watched;
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);

  play_assert_stage (play, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_DONE, "Every 24 hours");
  g_assert_cmpstr (play_get_table (play, "public.orders")->frequency, ==, "24hour");
  g_assert_true (sluice_setup_get_finished (play->setup));
}

static void
test_later_tables (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  JsonNode *body;

  plan_shop (play);
  sluice_plan_set_new_tables (play->plan, SLUICE_NEW_TABLES_ON);
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);

  g_assert_cmpuint (play_count (play, PLAY_PATCH), ==, 1);
  body = play_get_request (play, PLAY_PATCH, 0)->body;
  g_assert_true (sluice_json_get_boolean (json_node_get_object (body), "auto_sync_new_schemas", FALSE));
}

static void
advance_wrongly (Play *play)
{
  play_get_table (play, "public.orders")->should_sync = FALSE;
  play_get_table (play, "public.audit_log")->should_sync = TRUE;
  g_set_str (&play_get_table (play, "public.countries")->sync_type, "append");
  advance_all (play);
  /* What is off never settles, and is not waited for for ever either. */
  play_get_table (play, "public.orders")->status = "Failed";
}

static void
test_mismatch (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  plan_shop (play);
  play->advance = advance_wrongly;
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);

  play_assert_stage (play, SLUICE_STAGE_VERIFY, SLUICE_STAGE_ATTENTION,
                     "“public.orders” is off · “public.countries” syncs by “Append”, not “Full refresh” · "
                     "“public.audit_log” is on");
  play_assert_stage (play, SLUICE_STAGE_FIRST_LOAD, SLUICE_STAGE_ATTENTION,
                     "2 of 3 tables complete · 1 did not complete");
  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_DONE);
}

static void
advance_stalling (Play *play)
{
  PlayTable *table = play_get_table (play, "public.orders");

  table->status = "Running";
  if (play->n_readings < 6)
    table->rows += 1000;
  if (play->n_readings == 20)
    {
      table->status = "Completed";
      table->stored = TRUE;
    }
}

static void
note_status (SluiceTableProgress *progress, GParamSpec *pspec, GPtrArray *seen)
{
  g_ptr_array_add (seen, g_strdup (sluice_table_progress_get_status_text (progress)));
}

static void
note_detail (SluiceStage *stage, GParamSpec *pspec, GPtrArray *seen)
{
  g_ptr_array_add (seen, g_strdup (sluice_stage_get_detail (stage)));
}

static void
connect_progress (GListModel *tables, guint position, guint removed, guint added, GPtrArray *seen)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (tables, i);

      g_signal_connect (progress, "notify::status-text", G_CALLBACK (note_status), seen);
    }
}

static void
test_rate_and_time_left (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) details = g_ptr_array_new_with_free_func (g_free);
  SluiceStage *stage = play_get_stage (play, SLUICE_STAGE_FIRST_LOAD);

  play_discover (play, 200000, "orders", NULL);
  choose (play, "public.orders", SLUICE_SYNC_METHOD_FULL_REFRESH);
  play->advance = advance_stalling;
  g_signal_connect (sluice_setup_get_tables (play->setup), "items-changed", G_CALLBACK (connect_progress), states);
  g_signal_connect (stage, "notify::detail", G_CALLBACK (note_detail), details);
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);

  g_assert_true (g_ptr_array_find_with_equal_func (states, "Running · 1,000 rows a second · about 3 minutes left",
                                                   g_str_equal, NULL));
  /* 196,000 rows are left at 1,000 a second. */
  g_assert_true (
      g_ptr_array_find_with_equal_func (details, "0 of 1 table complete · about 3 minutes left", g_str_equal, NULL));
  g_assert_cmpstr (g_ptr_array_index (states, states->len - 1), ==, "Completed");
}

static guint n_errors_left;

static gboolean
fail_while_watching (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_JOBS || n_errors_left == 0)
    return FALSE;

  n_errors_left--;
  play_answer (message, 500, "{\"type\": \"server_error\", \"detail\": \"A server error occurred.\"}");

  return TRUE;
}

static void
note_error (SluiceStage *stage, GParamSpec *pspec, guint *n_shown)
{
  if (sluice_stage_get_error (stage) != NULL)
    {
      g_assert_cmpstr (sluice_stage_get_error (stage)->message, ==, "A server error occurred.");
      g_assert_cmpint (sluice_stage_get_state (stage), ==, SLUICE_STAGE_RUNNING);
      ++*n_shown;
    }
}

static void
test_error_while_watching (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint n_shown = 0;

  plan_shop (play);
  /* The second time the source alone says that all is there. */
  n_errors_left = 2;
  play->hook = fail_while_watching;
  g_signal_connect (play_get_stage (play, SLUICE_STAGE_FIRST_LOAD), "notify::error", G_CALLBACK (note_error), &n_shown);
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);

  g_assert_cmpuint (n_shown, ==, 2);
  g_assert_null (sluice_stage_get_error (play_get_stage (play, SLUICE_STAGE_FIRST_LOAD)));
  g_assert_true (sluice_setup_get_finished (play->setup));
}

static gboolean
delete_while_watching (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_GET || play_count (play, PLAY_JOBS) == 0)
    return FALSE;

  play_answer (message, 404, "{\"type\": \"invalid_request\", \"code\": \"not_found\", \"detail\": \"Not found.\"}");

  return TRUE;
}

static void
test_gone (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) state = NULL;

  plan_shop (play);
  play->advance = NULL;
  play->hook = delete_while_watching;
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);

  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_GONE);
  play_assert_stage (play, SLUICE_STAGE_FIRST_LOAD, SLUICE_STAGE_FAILED, NULL);
  state = play_read_state (play);
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (state), "state", NULL), ==, "gone");
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
}

static void
stop_after_some (Play *play)
{
  play_get_table (play, "public.orders")->status = "Running";
  if (play->n_readings == 5)
    sluice_setup_stop (play->setup);
}

static void
test_stop (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  plan_shop (play);
  play->advance = stop_after_some;
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);

  g_assert_cmpuint (play->n_readings, ==, 5);
  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_DONE);
  g_assert_false (sluice_setup_get_finished (play->setup));
  g_assert_false (folder_exists (play));
}

static gboolean
look_for_secrets (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  const char *const folders[] = { g_get_user_data_dir (), g_get_user_config_dir (), g_get_user_cache_dir (),
                                  g_get_user_state_dir () };
  guint n_files = 0;

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      n_files += secret_search (folders[i], PLAY_PASSWORD);
      secret_search (folders[i], PLAY_KEY);
    }
  g_assert_cmpuint (n_files, >=, 3);

  return ask == PLAY_CREATE && play_count (play, PLAY_CREATE) == 1 ? play_refuse_create (play, ask, message) : FALSE;
}

/* At every request, after a refusal too. The body of create does hold the password, or this test would see nothing. */
static void
test_no_secrets (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  JsonObject *payload;

  plan_shop (play);
  play->hook = look_for_secrets;
  g_assert_false (play_run (play, &error));
  g_clear_error (&error);
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);

  payload = sluice_json_get_object (json_node_get_object (play_get_request (play, PLAY_CREATE, 1)->body), "payload");
  g_assert_cmpstr (sluice_json_get_string (payload, "password", NULL), ==, PLAY_PASSWORD);
}

static void
test_permissions (Play *play, gconstpointer user_data)
{
  static const char *names[] = { "", "draft.json", "tables.json", "state.json" };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = sluice_journal_dup_path (sluice_setup_get_journal (play->setup));

  plan_shop (play);
  play->hook = play_drop_create;
  g_assert_true (play_run (play, &error));
  play_finish (play);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      GStatBuf status;

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, i == 0 ? 0700 : 0600);
    }
}

static void
add_tests (void)
{
  PLAY_ADD ("/setup/whole", test_whole);
  PLAY_ADD ("/setup/second-call", test_second_call);
  PLAY_ADD ("/setup/dropped-future", test_dropped_future);
  PLAY_ADD ("/setup/unwritable", test_unwritable);
  PLAY_ADD ("/setup/no-secrets", test_no_secrets);
  PLAY_ADD ("/setup/permissions", test_permissions);
  PLAY_ADD ("/setup/create/refused-then-mended", test_refused_then_mended);
  PLAY_ADD ("/setup/create/list-fails", test_list_fails);
  PLAY_ADD ("/setup/schedule/words", test_schedule_words);
  PLAY_ADD ("/setup/schedule/as-it-is", test_schedule_as_it_is);
  PLAY_ADD ("/setup/schedule/chunks", test_chunks);
  PLAY_ADD ("/setup/schedule/chunk-in-part", test_chunk_in_part);
  PLAY_ADD ("/setup/schedule/chunk-refused", test_chunk_refused);
  PLAY_ADD ("/setup/schedule-in-the-end", test_schedule_in_the_end);
  PLAY_ADD ("/setup/schedule/later-tables", test_later_tables);
  PLAY_ADD ("/setup/verify/mismatch", test_mismatch);
  PLAY_ADD ("/setup/watch/rate-and-time-left", test_rate_and_time_left);
  PLAY_ADD ("/setup/watch/error", test_error_while_watching);
  PLAY_ADD ("/setup/watch/gone", test_gone);
  PLAY_ADD ("/setup/watch/stop", test_stop);
}

int
main (int argc, char **argv)
{
  return play_main (argc, argv, add_tests);
}
