/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>

#include "play.h"
#include "sluice-json.h"
#include "sluice-schedule.h"
#include "sluice-table-fault.h"

#define BATCH "These schemas in the batch could not be saved: "
#define REST ". Any other schemas in the batch were saved successfully — retry the ones listed here."

static void
assert_reason (const char *message, const char *name, const char *reason)
{
  static const char *const names[] = { "orders", "public.orders", "a (b), c", "Größe", "x", NULL };
  g_autofree char *found = sluice_table_fault_dup_reason (message, names, name);

  g_assert_cmpstr (found, ==, reason);
}

/* Names and reasons that look like what stands between them. */
static void
test_reasons (void)
{
  const char *several = BATCH "public.orders (busy (since 3)), a (b), c (no), Größe ()" REST;

  assert_reason (BATCH "orders (busy)" REST, "orders", "busy");
  assert_reason (BATCH "orders (busy).", "orders", "busy");
  assert_reason (several, "public.orders", "busy (since 3)");
  assert_reason (several, "a (b), c", "no");
  assert_reason (several, "Größe", "");
  /* The end of another name, and a part of a reason. */
  assert_reason (several, "orders", NULL);
  assert_reason (several, "x", NULL);
  assert_reason ("No.", "orders", NULL);
  assert_reason ("", "orders", NULL);
  assert_reason (BATCH "orders (busy", "orders", NULL);
}

static JsonArray *
get_entries (Play *play, guint position)
{
  return sluice_json_get_array (json_node_get_object (play_get_request (play, PLAY_BULK, position)->body), "schemas");
}

static gboolean
is_sent (Play *play, guint position, const char *name)
{
  JsonArray *entries = get_entries (play, position);

  for (guint i = 0; i < json_array_get_length (entries); i++)
    if (g_strcmp0 (sluice_json_get_string (sluice_json_array_get_object (entries, i), "id", NULL),
                   play_get_table (play, name)->id) == 0)
      return TRUE;

  return FALSE;
}

static void
assert_left (Play *play, guint position, const char *name, const char *message)
{
  g_autoptr (SluiceTableFault) fault = g_list_model_get_item (sluice_setup_get_unscheduled (play->setup), position);

  g_assert_nonnull (fault);
  g_assert_cmpstr (sluice_table_fault_get_name (fault), ==, name);
  g_assert_cmpstr (sluice_table_fault_get_message (fault), ==, message);
}

static guint
count_left (Play *play)
{
  return g_list_model_get_n_items (sluice_setup_get_unscheduled (play->setup));
}

/* Waits with the first load for as long as somebody looks. */
static void
plan_shop (Play *play)
{
  play_discover (play, 100, "orders", "customers", "countries", NULL);
  for (guint i = 0; i < 3; i++)
    sluice_table_set_selected (sluice_table_list_get (sluice_plan_get_tables (play->plan), i), TRUE);
  play->advance = play_complete_all;
}

/* Saves all but two tables, as the server does when they fail. */
static gboolean
save_in_part (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_BULK)
    return FALSE;

  play_behave (play, ask, message);
  g_set_str (&play_get_table (play, "public.orders")->frequency, "6hour");
  g_set_str (&play_get_table (play, "public.countries")->frequency, "6hour");
  play_answer (message, 400,
               "{\"type\": \"validation_error\", \"code\": \"bulk_schema_save_failed\", \"attr\": null, \"detail\": "
               "\"" BATCH "public.orders (Temporal is busy), public.countries (No such schedule.)" REST "\"}");

  return TRUE;
}

/* Each table's own words are there, and a second try sends those that are left and no others. */
static void
test_try_again (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint n_sent;

  plan_shop (play);
  play->hook = save_in_part;
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);
  g_assert_true (sluice_setup_get_finished (play->setup));
  play_assert_stage (play, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_ATTENTION,
                     "Not set for: public.orders, public.countries");
  g_assert_cmpuint (count_left (play), ==, 2);
  assert_left (play, 0, "public.orders", "Temporal is busy");
  assert_left (play, 1, "public.countries", "No such schedule.");

  /* Refused once more, it can be tried once more. */
  n_sent = play_count (play, PLAY_BULK);
  g_assert_false (play_await (sluice_setup_set_schedule_again (play->setup), &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpuint (count_left (play), ==, 2);
  play_assert_stage (play, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_ATTENTION, NULL);

  play->hook = NULL;
  n_sent = play_count (play, PLAY_BULK);
  g_assert_true (play_await (sluice_setup_set_schedule_again (play->setup), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (play_count (play, PLAY_BULK), ==, n_sent + 1);
  g_assert_cmpuint (json_array_get_length (get_entries (play, n_sent)), ==, 2);
  g_assert_true (is_sent (play, n_sent, "public.orders") && is_sent (play, n_sent, "public.countries"));
  g_assert_cmpuint (count_left (play), ==, 0);
  play_assert_stage (play, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_DONE, "Every 24 hours");
  g_assert_cmpstr (play_get_table (play, "public.orders")->frequency, ==, "24hour");
}

static const char *
get_member (JsonNode *disk, const char *member)
{
  g_assert_nonnull (disk);

  return sluice_json_get_string (json_node_get_object (disk), member, NULL);
}

/* What the server does not take to the end is left unfinished, with its words, so that Home reminds of it; once it is
 * set nothing is left, and a record that is gone does not come back. */
static void
test_left_for_home (Play *play, gconstpointer user_data)
{
  g_autofree char *path = sluice_journal_dup_path (sluice_setup_get_journal (play->setup));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) disk = NULL;

  plan_shop (play);
  play->hook = save_in_part;
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);
  g_assert_true (sluice_setup_get_finished (play->setup));
  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_WATCHING);
  disk = play_read_state (play);
  g_assert_cmpstr (get_member (disk, "state"), ==, "watching");
  g_assert_cmpstr (get_member (disk, "schedule"), ==, "sending");
  g_assert_cmpstr (get_member (disk, "schedule_problem"), ==,
                   BATCH "public.orders (Temporal is busy), public.countries (No such schedule.)" REST);

  play->hook = NULL;
  g_assert_true (play_await (sluice_setup_set_schedule_again (play->setup), &error));
  g_assert_no_error (error);
  play_finish (play);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_DONE);
  g_assert_true (sluice_setup_get_finished (play->setup));
}

/* Taken up again by a later run, which the server lets have it. */
static void
test_taken_up (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  plan_shop (play);
  play->hook = save_in_part;
  play_run (play, &error);
  g_assert_no_error (error);
  play_restart (play);
  g_assert_cmpstr (sluice_journal_get_schedule_problem (sluice_setup_get_journal (play->setup)), !=, NULL);

  play->hook = NULL;
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);
  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_DONE);
  g_assert_null (sluice_journal_get_schedule_problem (sluice_setup_get_journal (play->setup)));
  g_assert_cmpstr (play_get_table (play, "public.orders")->frequency, ==, "24hour");
}

static gboolean
quote_password (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_BULK)
    play_answer (message, 400, "{\"detail\": \"No such login: s3cr€t \\\"quoted\\\" p/w+d\", \"attr\": null}");

  return ask == PLAY_BULK;
}

/* Whatever the server quotes, the disk does not get it. */
static void
test_quoted_secret (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) disk = NULL;

  plan_shop (play);
  play->hook = quote_password;
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);
  assert_left (play, 0, "public.orders", "No such login: " PLAY_PASSWORD);
  disk = play_read_state (play);
  g_assert_cmpstr (get_member (disk, "schedule_problem"), ==, "No such login: ***");
}

/* The server checks the fields of a whole batch before it saves any. */
static gboolean
refuse_whole (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  guint last;

  if (ask != PLAY_BULK)
    return FALSE;
  last = play_count (play, PLAY_BULK) - 1;
  if (!is_sent (play, last, "public.t0007") && !is_sent (play, last, "public.t0090"))
    return FALSE;

  play_answer (message, 400, "{\"type\": \"validation_error\", \"detail\": \"Not for this plan.\", \"attr\": null}");

  return TRUE;
}

/* Two tables that are refused keep none of a hundred others back. */
static void
test_refused_whole (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  play_discover_many (play, 100, TRUE);
  play->advance = play_complete_all;
  play->hook = refuse_whole;
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);

  play_assert_stage (play, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_ATTENTION, "Not set for: public.t0007, public.t0090");
  g_assert_cmpuint (count_left (play), ==, 2);
  assert_left (play, 0, "public.t0007", "Not for this plan.");
  assert_left (play, 1, "public.t0090", "Not for this plan.");
  for (guint i = 0; i < play->tables->len; i++)
    {
      PlayTable *table = g_ptr_array_index (play->tables, i);
      const gboolean refused = g_str_equal (table->name, "public.t0007") || g_str_equal (table->name, "public.t0090");

      g_assert_cmpstr (table->frequency, ==, refused ? "6hour" : "24hour");
    }
}

static gboolean
refuse_all (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_BULK)
    play_answer (message, 400, "{\"type\": \"validation_error\", \"detail\": \"Not for this plan.\", \"attr\": null}");

  return ask == PLAY_BULK;
}

/* A server that refuses everything is not asked hundreds of times. */
static void
test_all_refused (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  play_discover_many (play, 300, TRUE);
  play->advance = play_complete_all;
  play->hook = refuse_all;
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);

  g_assert_cmpuint (count_left (play), ==, 300);
  assert_left (play, 299, "public.t0299", "Not for this plan.");
  play_assert_stage (play, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_ATTENTION,
                     "Not set for: public.t0000, public.t0001, public.t0002 and 297 more");
  /* Once after create, and once before the set-up ends. */
  g_assert_cmpuint (play_count (play, PLAY_BULK), <=, 2 * (3 + 2 * 40));
}

static gboolean
refuse_policy (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_PATCH)
    play_answer (message, 400,
                 "{\"type\": \"validation_error\", \"detail\": \"Not for this source.\", \"attr\": null}");

  return ask == PLAY_PATCH;
}

/* Where only what becomes of later tables is refused, nothing is said of the tables' own schedule, which is set. */
static void
test_policy_refused (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  SluiceStage *stage = play_get_stage (play, SLUICE_STAGE_SCHEDULE);

  plan_shop (play);
  sluice_plan_set_new_tables (play->plan, SLUICE_NEW_TABLES_ON);
  play->hook = refuse_policy;
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);

  play_assert_stage (play, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_ATTENTION,
                     "The tables sync as chosen. Those that appear later stay off until this is set.");
  g_assert_cmpstr (sluice_stage_get_title (stage), ==, "What becomes of later tables is not set");
  g_assert_cmpstr (sluice_stage_get_error (stage)->message, ==, "Not for this source.");
  g_assert_cmpuint (count_left (play), ==, 0);
  g_assert_true (sluice_setup_get_policy_left (play->setup));
  g_assert_cmpstr (play_get_table (play, "public.orders")->frequency, ==, "24hour");

  play->hook = NULL;
  g_assert_true (play_await (sluice_setup_set_schedule_again (play->setup), &error));
  g_assert_no_error (error);
  g_assert_false (sluice_setup_get_policy_left (play->setup));
  play_assert_stage (play, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_DONE, "Every 24 hours");
  g_assert_cmpstr (sluice_stage_get_title (stage), ==, "Schedule set");
}

static gboolean
refuse_both (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  return refuse_policy (play, ask, message) || save_in_part (play, ask, message);
}

static void
test_both_refused (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  plan_shop (play);
  sluice_plan_set_new_tables (play->plan, SLUICE_NEW_TABLES_ON);
  play->hook = refuse_both;
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);

  play_assert_stage (play, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_ATTENTION,
                     "Not set for: public.orders, public.countries. Nor is what becomes of tables that appear later: "
                     "they stay off.");
}

/* What is polled instead of a webhook may leave no table at all. */
static void
test_no_tables (Play *play, gconstpointer user_data)
{
  g_autofree char *detail = NULL;

  play_discover (play, 100, "orders", NULL);
  detail = sluice_schedule_dup_detail (play->plan);
  g_assert_cmpstr (detail, ==, "");
}

static void
add_tests (void)
{
  g_test_add_func ("/schedule/reasons", test_reasons);
  PLAY_ADD ("/schedule/try-again", test_try_again);
  PLAY_ADD ("/schedule/left-for-home", test_left_for_home);
  PLAY_ADD ("/schedule/taken-up", test_taken_up);
  PLAY_ADD ("/schedule/quoted-secret", test_quoted_secret);
  PLAY_ADD ("/schedule/refused-whole", test_refused_whole);
  PLAY_ADD ("/schedule/all-refused", test_all_refused);
  PLAY_ADD ("/schedule/policy-refused", test_policy_refused);
  PLAY_ADD ("/schedule/both-refused", test_both_refused);
  PLAY_ADD ("/schedule/no-tables", test_no_tables);
}

int
main (int argc, char **argv)
{
  return play_main (argc, argv, add_tests);
}
