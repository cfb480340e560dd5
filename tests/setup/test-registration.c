/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "play.h"
#include "sluice-json.h"
#include "sluice-registration-words.h"

/* The webhook of a new source: the service gets it once, the person is told what is left to do, and a set-up is not
 * finished before it is there, or its tables do without (DESIGN 6). */

static void
choose (Play *play, const char *name)
{
  sluice_table_set_selected (play_get_planned (play, name), TRUE);
  sluice_table_set_method (play_get_planned (play, name), SLUICE_SYNC_METHOD_WEBHOOK);
}

/* Two tables by webhook, of which one knows nothing else, and one that is off. */
static void
plan_payments (Play *play)
{
  play_discover_webhooks (play, "charges", "refunds", "disputes", NULL);
  choose (play, "public.charges");
  choose (play, "public.disputes");
  play->advance = play_complete_all;
}

static SluiceRegistration *
get_registration (Play *play)
{
  return sluice_setup_get_registration (play->setup);
}

static gboolean
is_loaded (Play *play)
{
  return sluice_stage_get_state (play_get_stage (play, SLUICE_STAGE_FIRST_LOAD)) == SLUICE_STAGE_DONE;
}

/* Up to where only the person can go on, or to the end. */
static void
run (Play *play)
{
  g_autoptr (GError) error = NULL;

  play_run (play, &error);
  g_assert_no_error (error);
  while (sluice_setup_get_busy (play->setup) && !is_loaded (play))
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_finished (Play *play)
{
  play_finish (play);
  g_assert_true (sluice_setup_get_finished (play->setup));
  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_DONE);
}

static void
assert_unfinished (Play *play, SluiceRegistrationState state)
{
  g_autoptr (JsonNode) disk = play_read_state (play);
  const char *word = sluice_json_get_string (json_node_get_object (disk), "webhook", NULL);

  g_assert_false (sluice_setup_get_finished (play->setup));
  g_assert_true (is_loaded (play));
  g_assert_cmpint (sluice_registration_get_state (get_registration (play)), ==, state);
  g_assert_cmpint (sluice_stage_get_state (play_get_stage (play, SLUICE_STAGE_WEBHOOK)), ==, SLUICE_STAGE_ATTENTION);
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (disk), "state", NULL), ==, "watching");
  g_assert_cmpstr (word, ==, state == SLUICE_REGISTRATION_MANUAL ? "manual" : "registering");
}

static gboolean
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) wait = future;

  while (dex_future_is_pending (wait))
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  return g_value_get_boolean (dex_future_get_value (wait, &error));
}

static void
assert_asked_before_made (Play *play)
{
  gboolean asked = FALSE;

  for (guint i = 0; i < play->requests->len; i++)
    {
      PlayRequest *request = g_ptr_array_index (play->requests, i);

      if (request->ask == PLAY_WEBHOOK_INFO)
        asked = TRUE;
      if (request->ask == PLAY_WEBHOOK_CREATE)
        {
          g_assert_true (asked);
          g_assert_cmpstr (play_get_state_on_disk (request, "webhook"), ==, "registering");
          asked = FALSE;
        }
    }
}

static void
test_registered (Play *play, gconstpointer user_data)
{
  plan_payments (play);
  run (play);
  assert_finished (play);

  assert_asked_before_made (play);
  g_assert_cmpuint (play->webhook.n_registered, ==, 1);
  g_assert_cmpint (sluice_stage_get_state (play_get_stage (play, SLUICE_STAGE_WEBHOOK)), ==, SLUICE_STAGE_DONE);
}

static void
test_not_needed (Play *play, gconstpointer user_data)
{
  play_discover (play, 100, "orders", NULL);
  sluice_table_set_selected (play_get_planned (play, "public.orders"), TRUE);
  sluice_table_set_method (play_get_planned (play, "public.orders"), SLUICE_SYNC_METHOD_FULL_REFRESH);
  play->advance = play_complete_all;
  run (play);
  assert_finished (play);
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_INFO), ==, 0);
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_CREATE), ==, 0);
}

/* One that stands there is taken for what it is. */
static void
test_stands_already (Play *play, gconstpointer user_data)
{
  plan_payments (play);
  play->webhook.function_made = TRUE;
  play->webhook.n_registered = 1;
  play->webhook.has_secret = TRUE;
  run (play);
  assert_finished (play);
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_CREATE), ==, 0);
  g_assert_cmpuint (play->webhook.n_registered, ==, 1);
}

static void
test_by_hand (Play *play, gconstpointer user_data)
{
  g_autoptr (JsonNode) inputs = sluice_json_parse ("{\"signing_secret\": \"whsec_invented\"}", -1, NULL);
  PlayRequest *request;

  plan_payments (play);
  play->webhook.refuses = TRUE;
  run (play);
  assert_unfinished (play, SLUICE_REGISTRATION_MANUAL);
  g_assert_cmpstr (sluice_registration_get_message (get_registration (play)), ==, PLAY_WEBHOOK_REFUSAL);
  g_assert_cmpstr (sluice_registration_get_url (get_registration (play)), ==, PLAY_WEBHOOK_URL);
  g_assert_cmpuint (play->webhook.n_registered, ==, 0);

  /* Not done yet: nothing is made by looking. */
  g_assert_false (await (sluice_registration_check (get_registration (play))));
  assert_unfinished (play, SLUICE_REGISTRATION_MANUAL);
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_CREATE), ==, 1);

  /* The person makes it at the service; its secret is still missing. */
  play->webhook.n_registered = 1;
  g_assert_false (await (sluice_registration_check (get_registration (play))));
  assert_unfinished (play, SLUICE_REGISTRATION_MANUAL);

  g_assert_true (await (sluice_registration_enter_inputs (get_registration (play), inputs)));
  request = play_get_request (play, PLAY_WEBHOOK_INPUTS, 0);
  g_assert_cmpstr (sluice_json_get_string (sluice_json_get_object (json_node_get_object (request->body), "inputs"),
                                           "signing_secret", NULL),
                   ==, "whsec_invented");
  assert_finished (play);
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_CREATE), ==, 1);
}

static void
test_pending_inputs (Play *play, gconstpointer user_data)
{
  g_autoptr (JsonNode) inputs = sluice_json_parse ("{\"signing_secret\": \"whsec_invented\"}", -1, NULL);

  plan_payments (play);
  play->webhook.wants_secret = TRUE;
  run (play);
  assert_unfinished (play, SLUICE_REGISTRATION_MANUAL);
  g_assert_true (await (sluice_registration_enter_inputs (get_registration (play), inputs)));
  assert_finished (play);
  g_assert_cmpuint (play->webhook.n_registered, ==, 1);
}

static void
test_missing_event (Play *play, gconstpointer user_data)
{
  g_autofree char *detail = NULL;

  plan_payments (play);
  play->webhook.missing_event = "charge.disputed";
  run (play);
  assert_unfinished (play, SLUICE_REGISTRATION_MANUAL);
  detail = sluice_registration_words_dup_detail (get_registration (play));
  g_assert_nonnull (strstr (detail, "charge.disputed"));

  play->webhook.missing_event = NULL;
  g_assert_true (await (sluice_registration_check (get_registration (play))));
  assert_finished (play);
  g_assert_cmpuint (play->webhook.n_registered, ==, 1);
}

static void
test_unchecked (Play *play, gconstpointer user_data)
{
  g_autoptr (SluiceReport) report = NULL;
  g_autofree char *detail = NULL;

  plan_payments (play);
  play->webhook.unreachable = TRUE;
  run (play);
  assert_unfinished (play, SLUICE_REGISTRATION_MANUAL);
  detail = sluice_registration_words_dup_detail (get_registration (play));
  g_assert_nonnull (strstr (detail, PLAY_WEBHOOK_FAULT));
  g_assert_true (await (sluice_registration_confirm (get_registration (play))));
  assert_finished (play);

  /* The service's words are for the person, and not for whoever gets the report. */
  report = play_await_object (sluice_setup_read_report (play->setup), NULL);
  g_assert_nonnull (report);
  g_assert_nonnull (strstr (sluice_report_get_webhook (report), "cannot be checked"));
  g_assert_null (strstr (sluice_report_get_webhook (report), PLAY_WEBHOOK_FAULT));
}

static void
test_poll_instead (Play *play, gconstpointer user_data)
{
  PlayRequest *request;
  JsonArray *schemas;
  JsonObject *entry;

  plan_payments (play);
  play->webhook.refuses = TRUE;
  run (play);
  g_assert_true (await (sluice_registration_poll_instead (get_registration (play))));
  assert_finished (play);

  /* One appends by its cursor, the one that knows nothing else is off, and what was off is left alone. */
  request = play_get_request (play, PLAY_BULK, play_count (play, PLAY_BULK) - 1);
  schemas = sluice_json_get_array (json_node_get_object (request->body), "schemas");
  g_assert_cmpuint (json_array_get_length (schemas), ==, 2);
  entry = sluice_json_array_get_object (schemas, 0);
  g_assert_cmpstr (sluice_json_get_string (entry, "id", NULL), ==, play_get_table (play, "public.charges")->id);
  g_assert_cmpstr (sluice_json_get_string (entry, "sync_type", NULL), ==, "append");
  g_assert_cmpstr (sluice_json_get_string (entry, "incremental_field", NULL), ==, "updated_at");
  g_assert_cmpstr (sluice_json_get_string (entry, "incremental_field_type", NULL), ==, "timestamp");
  g_assert_true (sluice_json_get_boolean (entry, "should_sync", FALSE));
  entry = sluice_json_array_get_object (schemas, 1);
  g_assert_cmpstr (sluice_json_get_string (entry, "id", NULL), ==, play_get_table (play, "public.disputes")->id);
  g_assert_false (sluice_json_get_boolean (entry, "should_sync", TRUE));
  g_assert_cmpint (sluice_stage_get_state (play_get_stage (play, SLUICE_STAGE_WEBHOOK)), ==, SLUICE_STAGE_NOT_NEEDED);
}

static void
complete_but_one (Play *play)
{
  PlayTable *disputes = play_get_table (play, "public.disputes");

  play_complete_all (play);
  disputes->status = NULL;
  disputes->stored = FALSE;
}

/* The table that only a webhook brings never comes, and nobody waits for it. */
static void
test_poll_instead_of_one_that_waits (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  plan_payments (play);
  play->advance = complete_but_one;
  play->webhook.refuses = TRUE;
  play_run (play, &error);
  g_assert_no_error (error);
  while (sluice_registration_get_busy (get_registration (play)) ||
         sluice_registration_get_state (get_registration (play)) != SLUICE_REGISTRATION_MANUAL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (sluice_setup_get_tables (play->setup)), ==, 2);

  g_assert_true (await (sluice_registration_poll_instead (get_registration (play))));
  assert_finished (play);
  g_assert_cmpuint (g_list_model_get_n_items (sluice_setup_get_tables (play->setup)), ==, 1);
}

static gboolean
refuse_bulk (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_BULK)
    play_answer (message, 403, "{\"detail\": \"You do not have editor access to this resource.\"}");

  return ask == PLAY_BULK;
}

static void
poll_in_vain (Play *play)
{
  g_autoptr (GError) error = NULL;

  plan_payments (play);
  play->webhook.refuses = TRUE;
  run (play);
  play->hook = refuse_bulk;
  g_assert_false (play_await (sluice_registration_poll_instead (get_registration (play)), &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_FORBIDDEN);
  assert_unfinished (play, SLUICE_REGISTRATION_MANUAL);
  play->hook = NULL;
}

static void
assert_polls (Play *play)
{
  assert_finished (play);
  g_assert_cmpstr (play_get_table (play, "public.charges")->sync_type, ==, "append");
  g_assert_true (play_get_table (play, "public.charges")->should_sync);
  g_assert_false (play_get_table (play, "public.disputes")->should_sync);
  g_assert_cmpint (sluice_stage_get_state (play_get_stage (play, SLUICE_STAGE_WEBHOOK)), ==, SLUICE_STAGE_NOT_NEEDED);
}

/* What the server did not take is sent once more, not taken for done. */
static void
test_poll_instead_again (Play *play, gconstpointer user_data)
{
  poll_in_vain (play);
  g_assert_true (await (sluice_registration_poll_instead (get_registration (play))));
  assert_polls (play);
}

static void
test_poll_instead_after_restart (Play *play, gconstpointer user_data)
{
  poll_in_vain (play);
  sluice_setup_stop (play->setup);
  play_restart (play);
  run (play);
  assert_polls (play);
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_CREATE), ==, 1);
}

static void
stop_at_fifth (Play *play)
{
  play_get_table (play, "public.charges")->status = "Running";
  if (play->n_readings == 5)
    sluice_setup_stop (play->setup);
}

/* Who stops watching is told of the webhook by Home. */
static void
test_stopped_unregistered (Play *play, gconstpointer user_data)
{
  g_autoptr (JsonNode) disk = NULL;

  plan_payments (play);
  play->advance = stop_at_fifth;
  play->webhook.refuses = TRUE;
  run (play);
  play_finish (play);
  disk = play_read_state (play);
  g_assert_nonnull (disk);
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (disk), "state", NULL), ==, "watching");
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (disk), "webhook", NULL), ==, "manual");
}

/* Home goes on showing what was left. */
static gboolean
forget_source (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_WEBHOOK_INFO && ask != PLAY_GET)
    return FALSE;

  play_answer (message, 404, "{\"type\": \"invalid_request\", \"code\": \"not_found\", \"detail\": \"Not found.\"}");

  return TRUE;
}

/* Deleted by somebody while the person was to set the webhook up: nobody waits for that any more. */
static void
test_deleted (Play *play, gconstpointer user_data)
{
  play->webhook.refuses = TRUE;
  plan_payments (play);
  run (play);
  assert_unfinished (play, SLUICE_REGISTRATION_MANUAL);

  play->hook = forget_source;
  g_assert_false (play_await (sluice_registration_check (get_registration (play)), NULL));
  play_finish (play);
  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_GONE);
  g_assert_false (sluice_setup_get_finished (play->setup));
}

static void
test_later (Play *play, gconstpointer user_data)
{
  g_autoptr (JsonNode) disk = NULL;

  plan_payments (play);
  play->webhook.refuses = TRUE;
  run (play);
  g_assert_true (await (sluice_registration_finish_later (get_registration (play))));
  play_finish (play);
  g_assert_true (sluice_setup_get_finished (play->setup));
  disk = play_read_state (play);
  g_assert_nonnull (disk);
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (disk), "state", NULL), ==, "watching");
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (disk), "webhook", NULL), ==, "later");
}

static gboolean loaded;

static void
complete_when_loaded (Play *play)
{
  play_complete_all (play);
  play_get_table (play, "public.charges")->status = loaded ? "Completed" : "Running";
}

static void
fail_charges (Play *play)
{
  complete_when_loaded (play);
  if (play_get_table (play, "public.charges")->n_reloads == 0)
    play_get_table (play, "public.charges")->status = "Failed";
}

/* Up to where the webhook waits for the person, who has had a table that failed started again. */
static void
run_and_retry (Play *play)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceTableProgress) charges = NULL;

  loaded = FALSE;
  plan_payments (play);
  play->advance = fail_charges;
  play->webhook.refuses = TRUE;
  play_run (play, &error);
  g_assert_no_error (error);
  while (sluice_stage_get_state (play_get_stage (play, SLUICE_STAGE_FIRST_LOAD)) != SLUICE_STAGE_ATTENTION)
    g_main_context_iteration (NULL, TRUE);

  charges = g_list_model_get_item (sluice_setup_get_tables (play->setup), 0);
  g_assert_cmpstr (sluice_table_progress_get_table_name (charges), ==, "public.charges");
  play_await (sluice_setup_retry_table (play->setup, charges), &error);
  g_assert_no_error (error);
}

static void
look_a_few_times (Play *play)
{
  const guint n_before = play->n_readings;

  while (play->n_readings < n_before + 3)
    g_main_context_iteration (NULL, TRUE);
}

/* Nothing is over while a table that was started again is watched, whatever else is settled meanwhile. */
static void
test_later_while_watched_again (Play *play, gconstpointer user_data)
{
  run_and_retry (play);
  g_assert_true (await (sluice_registration_finish_later (get_registration (play))));
  look_a_few_times (play);
  g_assert_false (sluice_setup_get_finished (play->setup));
  g_assert_true (sluice_setup_get_attended (play->setup));

  loaded = TRUE;
  play_finish (play);
  g_assert_true (sluice_setup_get_finished (play->setup));
  play_assert_stage (play, SLUICE_STAGE_FIRST_LOAD, SLUICE_STAGE_DONE, "2 of 2 tables complete");
}

/* What is gone is not done a moment later. */
static void
test_deleted_while_watched_again (Play *play, gconstpointer user_data)
{
  run_and_retry (play);
  play->hook = forget_source;
  play_finish (play);
  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_GONE);
  g_assert_false (sluice_setup_get_finished (play->setup));
}

/* Answers what is asked of the webhook only when the source was found deleted. */
static SoupServerMessage *held;

static gboolean
forget_source_only (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_WEBHOOK_INFO)
    {
      held = g_object_ref (message);
      soup_server_message_pause (message);
      return TRUE;
    }

  return ask == PLAY_GET && forget_source (play, ask, message);
}

/* An answer that comes after that writes nothing into a record that may be the next one's by then. */
static void
test_deleted_while_checked (Play *play, gconstpointer user_data)
{
  g_autoptr (DexFuture) check = NULL;
  g_autoptr (JsonNode) disk = NULL;

  run_and_retry (play);
  play->hook = forget_source_only;
  check = play_chain (sluice_registration_check (get_registration (play)));
  play_finish (play);
  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_GONE);
  g_assert_true (sluice_registration_get_gone (get_registration (play)));
  g_assert_nonnull (held);

  play->hook = NULL;
  play->webhook.n_registered = 1;
  play->webhook.has_secret = TRUE;
  play_behave (play, PLAY_WEBHOOK_INFO, held);
  soup_server_message_unpause (held);
  g_clear_object (&held);
  while (sluice_registration_get_busy (get_registration (play)))
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (sluice_registration_get_state (get_registration (play)), ==, SLUICE_REGISTRATION_MANUAL);
  play_assert_stage (play, SLUICE_STAGE_WEBHOOK, SLUICE_STAGE_FAILED, NULL);
  g_assert_false (sluice_setup_get_finished (play->setup));
  disk = play_read_state (play);
  g_assert_nonnull (disk);
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (disk), "state", NULL), ==, "gone");
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (disk), "webhook", NULL), ==, "manual");
}

/* Whoever looks once more before the load ends takes it up again. */
static void
test_later_and_taken_up (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  loaded = FALSE;
  plan_payments (play);
  play->advance = complete_when_loaded;
  play->webhook.refuses = TRUE;
  play_run (play, &error);
  g_assert_no_error (error);
  while (sluice_registration_get_busy (get_registration (play)) ||
         sluice_registration_get_state (get_registration (play)) != SLUICE_REGISTRATION_MANUAL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (await (sluice_registration_finish_later (get_registration (play))));
  g_assert_false (await (sluice_registration_check (get_registration (play))));
  loaded = TRUE;
  while (sluice_setup_get_busy (play->setup) && !is_loaded (play))
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (sluice_setup_get_busy (play->setup));
  assert_unfinished (play, SLUICE_REGISTRATION_MANUAL);

  play->webhook.n_registered = 1;
  play->webhook.has_secret = TRUE;
  g_assert_true (await (sluice_registration_check (get_registration (play))));
  assert_finished (play);
}

static gboolean
make_and_drop (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_WEBHOOK_CREATE)
    return FALSE;

  play_behave (play, ask, message);
  play_drop (message);
  play->hook = NULL;

  return TRUE;
}

static void
test_lost (Play *play, gconstpointer user_data)
{
  plan_payments (play);
  play->hook = make_and_drop;
  run (play);
  assert_finished (play);
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_CREATE), ==, 1);
  g_assert_cmpuint (play->webhook.n_registered, ==, 1);
}

static gint64 made_at;

/* The answer is lost and PostHog's side comes into being a minute and a half later. */
static gboolean
make_late (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_WEBHOOK_CREATE)
    {
      made_at = play->now + 90 * G_USEC_PER_SEC;
      play_drop (message);
      return TRUE;
    }
  if (ask == PLAY_WEBHOOK_INFO && made_at != 0 && play->now >= made_at && !play->webhook.function_made)
    {
      play->webhook.function_made = TRUE;
      play->webhook.n_registered++;
      play->webhook.has_secret = TRUE;
    }

  return FALSE;
}

static void
test_lost_and_late (Play *play, gconstpointer user_data)
{
  made_at = 0;
  plan_payments (play);
  play->hook = make_late;
  run (play);
  assert_finished (play);
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_CREATE), ==, 1);
  g_assert_cmpuint (play->webhook.n_registered, ==, 1);
}

static gboolean
refuse_key (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_WEBHOOK_INFO)
    return FALSE;

  play_answer (message, 403, "{\"detail\": \"You do not have editor access to this resource.\"}");

  return TRUE;
}

static void
test_refused_to_tell (Play *play, gconstpointer user_data)
{
  plan_payments (play);
  play->hook = refuse_key;
  run (play);
  assert_unfinished (play, SLUICE_REGISTRATION_MANUAL);
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_CREATE), ==, 0);
  g_assert_error (sluice_stage_get_error (play_get_stage (play, SLUICE_STAGE_WEBHOOK)), SLUICE_API_ERROR,
                  SLUICE_API_ERROR_FORBIDDEN);

  /* What could not be asked is asked again before anything is made. */
  play->hook = NULL;
  g_assert_true (await (sluice_registration_check (get_registration (play))));
  assert_finished (play);
  assert_asked_before_made (play);
  g_assert_cmpuint (play->webhook.n_registered, ==, 1);
}

static void
test_again_on_a_click (Play *play, gconstpointer user_data)
{
  plan_payments (play);
  play->webhook.refuses = TRUE;
  run (play);
  play->webhook.refuses = FALSE;
  g_assert_true (await (sluice_registration_register_again (get_registration (play))));
  assert_finished (play);
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_CREATE), ==, 2);
  g_assert_cmpuint (play->webhook.n_registered, ==, 1);
}

/* The service delivers already: another would deliver everything twice. */
static void
test_again_although_made (Play *play, gconstpointer user_data)
{
  plan_payments (play);
  play->webhook.refuses = TRUE;
  run (play);
  play->webhook.refuses = FALSE;
  play->webhook.n_registered = 1;
  play->webhook.has_secret = TRUE;
  g_assert_true (await (sluice_registration_register_again (get_registration (play))));
  assert_finished (play);
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_CREATE), ==, 1);
  g_assert_cmpuint (play->webhook.n_registered, ==, 1);
}

/* The answer is lost, and then nobody may ask. */
static gboolean
lose_and_refuse_key (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  return play_count (play, PLAY_WEBHOOK_CREATE) > 0 && ask == PLAY_WEBHOOK_INFO ? refuse_key (play, ask, message) :
                                                                                  make_late (play, ask, message);
}

static void
lose (Play *play)
{
  made_at = 0;
  plan_payments (play);
  play->hook = lose_and_refuse_key;
  run (play);
  assert_unfinished (play, SLUICE_REGISTRATION_REGISTERING);
}

static void
test_again_while_under_way (Play *play, gconstpointer user_data)
{
  lose (play);
  play->hook = make_late;
  g_assert_true (await (sluice_registration_register_again (get_registration (play))));
  assert_finished (play);
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_CREATE), ==, 1);
  g_assert_cmpuint (play->webhook.n_registered, ==, 1);
}

static const char *
get_time_on_disk (Play *play, guint index)
{
  return play_get_state_on_disk (play_get_request (play, PLAY_WEBHOOK_CREATE, index), "registering_at");
}

static gboolean
drop_call (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_WEBHOOK_CREATE)
    play_drop (message);

  return ask == PLAY_WEBHOOK_CREATE;
}

/* The first call gets nowhere. */
static gboolean
drop_first_call (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  return play_count (play, PLAY_WEBHOOK_CREATE) == 1 && drop_call (play, ask, message);
}

/* Nothing came of it by the time that nothing can come of it any more: it is asked for once more, without a click. */
static void
test_never_arrived (Play *play, gconstpointer user_data)
{
  const gint64 begin = play->now;

  plan_payments (play);
  play->hook = drop_first_call;
  run (play);
  assert_finished (play);
  assert_asked_before_made (play);
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_CREATE), ==, 2);
  g_assert_cmpuint (play->webhook.n_registered, ==, 1);
  g_assert_cmpint (play->now - begin, >=, 150 * G_USEC_PER_SEC);
}

/* Nor does the second: the person reads why, and what to do. */
static void
test_never_arrives (Play *play, gconstpointer user_data)
{
  plan_payments (play);
  play->hook = drop_call;
  run (play);
  assert_unfinished (play, SLUICE_REGISTRATION_MANUAL);
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_CREATE), ==, 2);
  g_assert_error (sluice_stage_get_error (play_get_stage (play, SLUICE_STAGE_WEBHOOK)), SLUICE_API_ERROR,
                  SLUICE_API_ERROR_NETWORK);

  play->hook = NULL;
  g_assert_true (await (sluice_registration_register_again (get_registration (play))));
  assert_finished (play);
  g_assert_cmpuint (play->webhook.n_registered, ==, 1);
}

/* Should the program end now, the next one has to know how long the second call may be under way. */
static void
test_second_has_its_time (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  lose (play);
  play->hook = drop_call;
  g_assert_false (play_await (sluice_registration_check (get_registration (play)), &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NETWORK);
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_CREATE), ==, 2);
  g_assert_nonnull (get_time_on_disk (play, 0));
  g_assert_cmpstr (get_time_on_disk (play, 0), !=, get_time_on_disk (play, 1));
  sluice_setup_stop (play->setup);
}

static DexFuture *asked;

static gboolean
leave_page (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  dex_clear (&asked);

  return FALSE;
}

/* Leaving the page cancels nothing: what was begun comes to its end. */
static void
test_again_and_leave (Play *play, gconstpointer user_data)
{
  plan_payments (play);
  play->webhook.refuses = TRUE;
  run (play);
  play->webhook.refuses = FALSE;
  play->hook = leave_page;
  asked = play_chain (sluice_registration_register_again (get_registration (play)));
  while (sluice_registration_get_busy (get_registration (play)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (asked);
  g_assert_cmpint (sluice_registration_get_state (get_registration (play)), ==, SLUICE_REGISTRATION_REGISTERED);
  assert_finished (play);
  g_assert_cmpuint (play->webhook.n_registered, ==, 1);
}

static void
add_tests (void)
{
  PLAY_ADD ("/registration/registered", test_registered);
  PLAY_ADD ("/registration/not-needed", test_not_needed);
  PLAY_ADD ("/registration/stands-already", test_stands_already);
  PLAY_ADD ("/registration/by-hand", test_by_hand);
  PLAY_ADD ("/registration/pending-inputs", test_pending_inputs);
  PLAY_ADD ("/registration/missing-event", test_missing_event);
  PLAY_ADD ("/registration/unchecked", test_unchecked);
  PLAY_ADD ("/registration/poll-instead", test_poll_instead);
  PLAY_ADD ("/registration/poll-instead-of-one-that-waits", test_poll_instead_of_one_that_waits);
  PLAY_ADD ("/registration/poll-instead-again", test_poll_instead_again);
  PLAY_ADD ("/registration/poll-instead-after-restart", test_poll_instead_after_restart);
  PLAY_ADD ("/registration/stopped-unregistered", test_stopped_unregistered);
  PLAY_ADD ("/registration/deleted", test_deleted);
  PLAY_ADD ("/registration/later", test_later);
  PLAY_ADD ("/registration/later-and-taken-up", test_later_and_taken_up);
  PLAY_ADD ("/registration/later-while-watched-again", test_later_while_watched_again);
  PLAY_ADD ("/registration/deleted-while-watched-again", test_deleted_while_watched_again);
  PLAY_ADD ("/registration/deleted-while-checked", test_deleted_while_checked);
  PLAY_ADD ("/registration/lost", test_lost);
  PLAY_ADD ("/registration/lost-and-late", test_lost_and_late);
  PLAY_ADD ("/registration/refused-to-tell", test_refused_to_tell);
  PLAY_ADD ("/registration/again-on-a-click", test_again_on_a_click);
  PLAY_ADD ("/registration/again-although-made", test_again_although_made);
  PLAY_ADD ("/registration/again-while-under-way", test_again_while_under_way);
  PLAY_ADD ("/registration/never-arrived", test_never_arrived);
  PLAY_ADD ("/registration/never-arrives", test_never_arrives);
  PLAY_ADD ("/registration/second-has-its-time", test_second_has_its_time);
  PLAY_ADD ("/registration/again-and-leave", test_again_and_leave);
}

int
main (int argc, char **argv)
{
  return play_main (argc, argv, add_tests);
}
