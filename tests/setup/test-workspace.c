/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "play.h"
#include "sluice-workspace.h"

static void
test_title (Play *play, gconstpointer user_data)
{
  static const struct
  {
    const char *base_url;
    const char *project;
    const char *title;
  } cases[] = {
    { "https://eu.posthog.com", "Acme", "Acme · EU" },
    { "https://us.posthog.com", "Acme", "Acme · US" },
    { "https://posthog.example.com", "Acme", "Acme · posthog.example.com" },
    { "https://eu.posthog.com", NULL, "Project 7 · EU" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceClient) client = sluice_client_new (cases[i].base_url, "7", PLAY_KEY, NULL);
      g_autoptr (SluiceWorkspace) workspace = sluice_workspace_new (client, NULL);

      sluice_client_set_project_name (client, cases[i].project);
      g_assert_cmpstr (sluice_workspace_get_title (workspace), ==, cases[i].title);
    }
}

static void
count_change (GListModel *model, guint position, guint removed, guint added, guint *n_changes)
{
  ++*n_changes;
}

static gboolean
is_loading (SluiceWorkspace *workspace)
{
  gboolean loading;

  g_object_get (workspace, "loading", &loading, NULL);

  return loading;
}

static gboolean
fail_list (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  play_answer (message, 500, "{\"detail\": \"A server error occurred.\"}");

  return TRUE;
}

static void
test_refresh (Play *play, gconstpointer user_data)
{
  g_autoptr (SluiceWorkspace) workspace = sluice_workspace_new (play->client, NULL);
  GListModel *sources = sluice_workspace_get_sources (workspace);
  g_autoptr (GError) error = NULL;
  guint n_changes = 0;

  g_ptr_array_add (play->others, g_strdup ("pg-1"));
  g_ptr_array_add (play->others, g_strdup ("pg-2"));
  g_ptr_array_add (play->others, g_strdup ("stripe-1"));
  g_signal_connect (sources, "items-changed", G_CALLBACK (count_change), &n_changes);
  g_assert_true (play_await (sluice_workspace_refresh_sources (workspace), &error));
  g_assert_no_error (error);
  g_assert_true (sources == sluice_workspace_get_sources (workspace));
  g_assert_cmpuint (g_list_model_get_n_items (sources), ==, 3);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (sluice_workspace_count_sources (workspace, "Postgres"), ==, 2);
  g_assert_cmpuint (sluice_workspace_count_sources (workspace, "Hubspot"), ==, 0);
  g_assert_false (is_loading (workspace));

  /* A fault keeps what there was. */
  play->hook = fail_list;
  g_assert_false (play_await (sluice_workspace_refresh_sources (workspace), &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_SERVER);
  g_assert_cmpuint (g_list_model_get_n_items (sources), ==, 3);
  g_assert_false (is_loading (workspace));
}

static SoupServerMessage *held;

static gboolean
hold_first (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (held != NULL)
    return FALSE;

  held = g_object_ref (message);
  soup_server_message_pause (message);

  return TRUE;
}

/* The answer to the first question comes after the answer to the second: it is old news. */
static void
test_overtaken (Play *play, gconstpointer user_data)
{
  g_autoptr (SluiceWorkspace) workspace = sluice_workspace_new (play->client, NULL);
  g_autoptr (GError) error = NULL;
  DexFuture *first;

  play->hook = hold_first;
  first = sluice_workspace_refresh_sources (workspace);
  while (held == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (is_loading (workspace));

  g_ptr_array_add (play->others, g_strdup ("pg-new"));
  g_assert_true (play_await (sluice_workspace_refresh_sources (workspace), &error));
  g_assert_cmpuint (sluice_workspace_count_sources (workspace, "Postgres"), ==, 1);
  g_assert_true (is_loading (workspace));

  play_answer (held, 200, "{\"count\": 0, \"next\": null, \"previous\": null, \"results\": []}");
  soup_server_message_unpause (held);
  g_assert_true (play_await (first, &error));
  g_assert_cmpuint (sluice_workspace_count_sources (workspace, "Postgres"), ==, 1);
  g_assert_false (is_loading (workspace));
  g_clear_object (&held);
}

/* A page that goes away cancels its question, and nothing keeps spinning. */
static void
test_dropped (Play *play, gconstpointer user_data)
{
  g_autoptr (SluiceWorkspace) workspace = sluice_workspace_new (play->client, NULL);
  DexFuture *future;

  play->hook = hold_first;
  future = sluice_workspace_refresh_sources (workspace);
  while (held == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (is_loading (workspace));
  dex_unref (future);
  while (is_loading (workspace))
    g_main_context_iteration (NULL, TRUE);
  soup_server_message_unpause (held);
  g_clear_object (&held);
}

/* A set-up that was left on a practice server's port of yesterday is listed in the practice workspace and not in a
 * real one; a real project's is listed whatever project is shown. */
static void
test_unfinished (Play *play, gconstpointer user_data)
{
  g_autoptr (SluiceWorkspace) practice = NULL;
  g_autoptr (SluiceWorkspace) real = NULL;
  g_autoptr (SluicePracticeProcess) process = sluice_practice_process_new ();
  g_autoptr (SluiceClient) client = sluice_client_new ("https://eu.posthog.com", "7", PLAY_KEY, NULL);
  g_autoptr (SluiceJournal) of_practice = sluice_journal_new ("http://127.0.0.1:1", "1");
  g_autoptr (SluiceJournal) of_real = sluice_journal_new ("https://us.posthog.com", "9");
  g_autoptr (SluiceJournal) listed = NULL;

  g_assert_true (play_await (sluice_journal_enter (of_practice, SLUICE_SETUP_STATE_CREATING, NULL, NULL), NULL));
  g_assert_true (play_await (sluice_journal_enter (of_real, SLUICE_SETUP_STATE_CREATING, NULL, NULL), NULL));
  practice = sluice_workspace_new (play->client, process);
  real = sluice_workspace_new (client, NULL);
  g_assert_true (play_await (sluice_workspace_refresh_unfinished (practice), NULL));
  g_assert_true (play_await (sluice_workspace_refresh_unfinished (real), NULL));

  g_assert_cmpuint (g_list_model_get_n_items (sluice_workspace_get_unfinished (practice)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (sluice_workspace_get_unfinished (real)), ==, 1);
  listed = g_list_model_get_item (sluice_workspace_get_unfinished (real), 0);
  g_assert_cmpstr (sluice_journal_get_base_url (listed), ==, "https://us.posthog.com");
}

static gboolean loaded;

static gboolean
list_one (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  g_autofree char *text = NULL;

  if (ask != PLAY_LIST)
    return FALSE;

  text = g_strdup_printf (
      "{\"count\": 2, \"next\": null, \"previous\": null, \"results\": ["
      "{\"id\": \"old\", \"source_type\": \"Postgres\", \"prefix\": \"\", \"status\": \"Completed\", \"schemas\": []},"
      "{\"id\": \"made\", \"source_type\": \"Postgres\", \"prefix\": \"shop\", \"status\": \"Running\", \"schemas\": ["
      "{\"id\": \"a\", \"name\": \"orders\", \"should_sync\": true, \"status\": \"%s\"},"
      "{\"id\": \"b\", \"name\": \"other\", \"should_sync\": false, \"status\": null}]}]}",
      loaded ? "Completed" : "Running");
  play_answer (message, 200, text);

  return TRUE;
}

static guint
count_unfinished (SluiceWorkspace *workspace)
{
  return g_list_model_get_n_items (sluice_workspace_get_unfinished (workspace));
}

/* After a crash in the first load the entry stays, with its source, until that is over, and nothing is sent. One whose
 * schedule was not sent stays: it is not finished. */
static void
test_closed_once_loaded (Play *play, gconstpointer user_data)
{
  const char *base_url = sluice_client_get_base_url (play->client);
  const char *project_id = sluice_client_get_project_id (play->client);
  g_autoptr (SluiceWorkspace) workspace = sluice_workspace_new (play->client, NULL);
  g_autoptr (SluiceJournal) watching = sluice_journal_new (base_url, project_id);
  g_autoptr (SluiceJournal) unscheduled = sluice_journal_new (base_url, project_id);
  g_autoptr (SluiceSource) source = NULL;
  g_autofree char *path = sluice_journal_dup_path (watching);

  g_assert_true (play_await (sluice_journal_enter (watching, SLUICE_SETUP_STATE_WATCHING, "made", NULL), NULL));
  g_assert_true (play_await (sluice_journal_enter_schedule (watching, SLUICE_SCHEDULE_STATE_DONE), NULL));
  g_assert_true (play_await (sluice_journal_enter (unscheduled, SLUICE_SETUP_STATE_CREATED, "made", NULL), NULL));
  play->hook = list_one;
  loaded = FALSE;
  g_assert_true (play_await (sluice_workspace_refresh_unfinished (workspace), NULL));
  g_assert_null (sluice_workspace_find_source (workspace, watching));
  g_assert_true (play_await (sluice_workspace_refresh_sources (workspace), NULL));
  g_assert_cmpuint (count_unfinished (workspace), ==, 2);
  source = sluice_workspace_find_source (workspace, watching);
  g_assert_cmpstr (sluice_source_get_id (source), ==, "made");

  loaded = TRUE;
  g_assert_true (play_await (sluice_workspace_refresh_sources (workspace), NULL));
  g_assert_cmpuint (count_unfinished (workspace), ==, 1);
  while (g_file_test (path, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (play_await (sluice_workspace_refresh_unfinished (workspace), NULL));
  g_assert_cmpuint (count_unfinished (workspace), ==, 1);
  for (guint i = 0; i < play->requests->len; i++)
    g_assert_cmpint (((PlayRequest *) g_ptr_array_index (play->requests, i))->ask, ==, PLAY_LIST);
}

static const SluiceRegistrationState open_registrations[] = {
  SLUICE_REGISTRATION_REGISTERING,
  SLUICE_REGISTRATION_MANUAL,
  SLUICE_REGISTRATION_LATER,
};

/* All is loaded, and the webhook is still to be registered: that is not to be forgotten. */
static void
test_webhook_left (Play *play, gconstpointer user_data)
{
  const char *base_url = sluice_client_get_base_url (play->client);
  const char *project_id = sluice_client_get_project_id (play->client);
  g_autoptr (SluiceWorkspace) workspace = sluice_workspace_new (play->client, NULL);
  guint n = G_N_ELEMENTS (open_registrations);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SluiceJournal) journal = sluice_journal_new (base_url, project_id);

      g_assert_true (play_await (sluice_journal_enter (journal, SLUICE_SETUP_STATE_WATCHING, "made", NULL), NULL));
      g_assert_true (play_await (sluice_journal_enter_schedule (journal, SLUICE_SCHEDULE_STATE_DONE), NULL));
      g_assert_true (play_await (sluice_journal_enter_registration (journal, open_registrations[i]), NULL));
    }
  play->hook = list_one;
  loaded = TRUE;
  g_assert_true (play_await (sluice_workspace_refresh_unfinished (workspace), NULL));
  g_assert_true (play_await (sluice_workspace_refresh_sources (workspace), NULL));
  g_assert_cmpuint (count_unfinished (workspace), ==, n);
  g_assert_true (play_await (sluice_workspace_refresh_unfinished (workspace), NULL));
  g_assert_cmpuint (count_unfinished (workspace), ==, n);
}

/* Where the answer to create was lost, a new source of that type and prefix can be looked at; it is not taken for ours.
 */
static void
test_lost_answer (Play *play, gconstpointer user_data)
{
  static const char *const before[] = { "old", NULL };
  static const char *const all[] = { "old", "made", NULL };
  g_autoptr (SluiceWorkspace) workspace = sluice_workspace_new (play->client, NULL);
  g_autoptr (SluiceJournal) lost =
      sluice_journal_new (sluice_client_get_base_url (play->client), sluice_client_get_project_id (play->client));
  g_autoptr (SluiceSource) source = NULL;

  sluice_plan_set_prefix (play->plan, "shop");
  g_assert_true (play_await (sluice_journal_write_plan (lost, play->plan), NULL));
  g_assert_true (play_await (sluice_journal_enter (lost, SLUICE_SETUP_STATE_CREATING, NULL, before), NULL));
  play->hook = list_one;
  loaded = TRUE;
  g_assert_true (play_await (sluice_workspace_refresh_unfinished (workspace), NULL));
  g_assert_true (play_await (sluice_workspace_refresh_sources (workspace), NULL));
  source = sluice_workspace_find_source (workspace, lost);
  g_assert_cmpstr (sluice_source_get_id (source), ==, "made");
  g_assert_cmpuint (count_unfinished (workspace), ==, 1);

  g_assert_false (sluice_workspace_is_gone (workspace, lost));

  /* One that was there before is somebody else's. */
  g_assert_true (play_await (sluice_journal_enter (lost, SLUICE_SETUP_STATE_CREATING, NULL, all), NULL));
  g_assert_null (sluice_workspace_find_source (workspace, lost));
}

/* What ran on a server that ended is listed at once, not only after a restart. */
static void
test_server_ended (Play *play, gconstpointer user_data)
{
  const char *base_url = sluice_client_get_base_url (play->client);
  g_autoptr (SluiceWorkspace) workspace = sluice_workspace_new (play->client, NULL);
  g_autoptr (SluiceJournal) journal = sluice_journal_new (base_url, sluice_client_get_project_id (play->client));

  sluice_journal_set_running (journal, TRUE);
  g_assert_true (play_await (sluice_journal_enter (journal, SLUICE_SETUP_STATE_CREATING, NULL, NULL), NULL));
  g_assert_true (play_await (sluice_workspace_refresh_unfinished (workspace), NULL));
  g_assert_cmpuint (count_unfinished (workspace), ==, 0);

  g_assert_cmpuint (sluice_journal_leave_running ("https://elsewhere.example.com"), ==, 0);
  g_assert_cmpuint (sluice_journal_leave_running (base_url), ==, 1);
  g_assert_true (play_await (sluice_workspace_refresh_unfinished (workspace), NULL));
  g_assert_cmpuint (count_unfinished (workspace), ==, 1);
}

/* One whose source was deleted meanwhile can be taken off the list; of another project's nothing is known. */
static void
test_gone (Play *play, gconstpointer user_data)
{
  const char *base_url = sluice_client_get_base_url (play->client);
  g_autoptr (SluiceWorkspace) workspace = sluice_workspace_new (play->client, NULL);
  g_autoptr (SluiceJournal) gone = sluice_journal_new (base_url, sluice_client_get_project_id (play->client));
  g_autoptr (SluiceJournal) elsewhere = sluice_journal_new (base_url, "987");

  g_assert_true (play_await (sluice_journal_enter (gone, SLUICE_SETUP_STATE_WATCHING, "deleted", NULL), NULL));
  g_assert_true (play_await (sluice_journal_enter (elsewhere, SLUICE_SETUP_STATE_WATCHING, "made", NULL), NULL));
  g_assert_false (sluice_workspace_is_gone (workspace, gone));
  play->hook = list_one;
  g_assert_true (play_await (sluice_workspace_refresh_sources (workspace), NULL));
  g_assert_true (sluice_workspace_is_gone (workspace, gone));
  g_assert_false (sluice_workspace_is_gone (workspace, elsewhere));
  g_assert_null (sluice_workspace_find_source (workspace, elsewhere));
}

static void
add_tests (void)
{
  PLAY_ADD ("/workspace/title", test_title);
  PLAY_ADD ("/workspace/refresh", test_refresh);
  PLAY_ADD ("/workspace/overtaken", test_overtaken);
  PLAY_ADD ("/workspace/dropped", test_dropped);
  PLAY_ADD ("/workspace/unfinished", test_unfinished);
  PLAY_ADD ("/workspace/closed-once-loaded", test_closed_once_loaded);
  PLAY_ADD ("/workspace/webhook-left", test_webhook_left);
  PLAY_ADD ("/workspace/lost-answer", test_lost_answer);
  PLAY_ADD ("/workspace/server-ended", test_server_ended);
  PLAY_ADD ("/workspace/gone", test_gone);
}

int
main (int argc, char **argv)
{
  return play_main (argc, argv, add_tests);
}
