/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a set-up's secrets are while it runs, and that nothing is left of them. Runs in tests/ui/session: a session bus
 * with a real, unlocked gnome-keyring-daemon. */
#include "config.h"

#include "keyring-common.h"
#include "play.h"
#include "secret-search.h"
#include "sluice-setup-secrets.h"
#include "sluice-workspace.h"
#include "wait.h"

typedef struct
{
  Play play;
  SluiceKeyring *keyring;
  char *seen; /* what another process saw when create arrived */
  gboolean created;
} Fixture;

static const char *
get_id (Fixture *fixture)
{
  return sluice_journal_get_id (sluice_setup_get_journal (fixture->play.setup));
}

static char *
dup_seen (Fixture *fixture)
{
  return keyring_dup_seen_by_another_process ("kind", "source", "setup", get_id (fixture), NULL);
}

static void
assert_seen_nowhere (Fixture *fixture)
{
  g_autofree char *seen = dup_seen (fixture);

  g_assert_cmpstr (seen, ==, "");
}

/* Nor is anything on its way there: this is asked after all that was asked before. */
static void
assert_kept_nowhere (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found =
      keyring_dup_secret (sluice_keyring_lookup_setup (fixture->keyring, get_id (fixture)), &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (found);
  assert_seen_nowhere (fixture);
}

static gboolean
folder_exists (Fixture *fixture)
{
  g_autofree char *path = sluice_journal_dup_path (sluice_setup_get_journal (fixture->play.setup));

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Whether what was stored gives a form its password back. */
static void
assert_holds_password (const char *secrets)
{
  g_autoptr (SluicePlan) plan = sluice_plan_new ();
  g_autoptr (GError) error = NULL;
  Play other = { 0 };
  SluiceForm *form;

  play_set_up (&other, NULL);
  form = sluice_plan_get_form (other.plan);
  sluice_form_set_value (form, "password", "");
  g_assert_true (sluice_form_load_secrets (form, secrets, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_form_get_value (form, "password"), ==, PLAY_PASSWORD);
  play_tear_down (&other, NULL);
}

static void
complete_all (Play *play)
{
  for (guint i = 0; i < play->tables->len; i++)
    {
      PlayTable *table = g_ptr_array_index (play->tables, i);

      table->status = "Completed";
      table->stored = TRUE;
    }
}

static gboolean
look_at_create (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  Fixture *fixture = (Fixture *) play;

  if (ask == PLAY_CREATE)
    {
      fixture->created = TRUE;
      fixture->seen = dup_seen (fixture);
    }

  return FALSE;
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  Play *play = &fixture->play;

  play_set_up (play, user_data);
  fixture->keyring = sluice_keyring_new ();
  play_give_keyring (play, fixture->keyring);
  play_discover (play, 100, "orders", "customers", NULL);
  sluice_table_set_selected (play_get_planned (play, "public.orders"), TRUE);
  play->advance = complete_all;
  play->hook = look_at_create;
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  play_tear_down (&fixture->play, user_data);
  g_clear_object (&fixture->keyring);
  g_clear_pointer (&fixture->seen, g_free);
}

static gboolean
run (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gboolean ran = play_run (&fixture->play, &error);

  play_finish (&fixture->play);

  return ran;
}

/* What Seahorse shows: label and attributes, not the secret. */
static gboolean
look_at_item (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  Fixture *fixture = (Fixture *) play;
  g_autofree char *output = NULL;
  g_autoptr (GSubprocess) process = NULL;

  if (ask != PLAY_CREATE)
    return FALSE;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, NULL, "secret-tool",
                              "search", "--all", "setup", get_id (fixture), NULL);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, NULL);
  g_assert_nonnull (strstr (output, "label = Postgres · shop (Sluice set-up)\n"));
  g_assert_nonnull (strstr (output, "attribute.kind = source\n"));
  g_assert_nonnull (strstr (output, "attribute.project = 7\n"));
  g_assert_nonnull (strstr (output, play->url));
  g_assert_nonnull (strstr (output, "schema = " APPLICATION_ID "\n"));

  return look_at_create (play, ask, message);
}

/* There before create is sent, for the run that goes on after a crash; gone when it is done. */
static void
test_stored_and_erased (Fixture *fixture, gconstpointer user_data)
{
  fixture->play.hook = look_at_item;
  g_assert_true (run (fixture));

  g_assert_true (fixture->created);
  assert_holds_password (fixture->seen);
  g_assert_null (sluice_keyring_get_problem (fixture->keyring));
  g_assert_cmpint (sluice_setup_get_state (fixture->play.setup), ==, SLUICE_SETUP_STATE_DONE);
  assert_seen_nowhere (fixture);
  g_assert_false (folder_exists (fixture));
}

/* A draft that was refused keeps them until it is mended, or given up. */
static void
test_refused_and_given_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;

  fixture->play.hook = play_refuse_create;
  g_assert_false (run (fixture));
  seen = dup_seen (fixture);
  assert_holds_password (seen);

  g_assert_true (play_await (sluice_setup_discard (fixture->play.setup), &error));
  g_assert_no_error (error);
  assert_seen_nowhere (fixture);
  g_assert_false (folder_exists (fixture));
}

/* After a lost answer they are what sending again needs, and another run finds them. Nobody discards that blindly. */
static void
test_lost_and_resumed (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceKeyring) next_run = sluice_keyring_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  fixture->play.hook = play_drop_create;
  g_assert_true (run (fixture));
  g_assert_false (play_await (sluice_setup_discard (fixture->play.setup), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  found = keyring_dup_secret (sluice_keyring_lookup_setup (next_run, get_id (fixture)), NULL);
  assert_holds_password (found);
}

/* Home's list, in another run. */
static void
test_discarded_at_home (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceKeyring) next_run = sluice_keyring_new ();
  g_autoptr (SluiceWorkspace) workspace = sluice_workspace_new (fixture->play.client, NULL);
  GListModel *unfinished = sluice_workspace_get_unfinished (workspace);
  g_autoptr (SluiceJournal) journal = NULL;
  g_autoptr (GError) error = NULL;

  fixture->play.hook = play_drop_create;
  g_assert_true (run (fixture));
  /* The run that waits for the person's answer is over. */
  sluice_journal_set_running (sluice_setup_get_journal (fixture->play.setup), FALSE);
  sluice_workspace_set_keyring (workspace, next_run);
  g_assert_true (play_await (sluice_workspace_refresh_unfinished (workspace), &error));
  for (guint i = 0; i < g_list_model_get_n_items (unfinished); i++)
    {
      g_clear_object (&journal);
      journal = g_list_model_get_item (unfinished, i);
      if (g_str_equal (sluice_journal_get_id (journal), get_id (fixture)))
        break;
    }
  g_assert_cmpstr (sluice_journal_get_id (journal), ==, get_id (fixture));

  g_assert_true (play_await (sluice_workspace_discard (workspace, journal), &error));
  g_assert_no_error (error);
  assert_seen_nowhere (fixture);
  g_assert_false (folder_exists (fixture));
}

static gboolean
somebody_deletes (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_GET)
    return look_at_create (play, ask, message);

  play_answer (message, 404, "{\"detail\": \"Not found.\"}");

  return TRUE;
}

static void
test_gone (Fixture *fixture, gconstpointer user_data)
{
  fixture->play.hook = somebody_deletes;
  g_assert_true (run (fixture));

  g_assert_cmpint (sluice_setup_get_state (fixture->play.setup), ==, SLUICE_SETUP_STATE_GONE);
  assert_holds_password (fixture->seen);
  assert_seen_nowhere (fixture);
}

/* Only where the person asked for it, and then under the source's id. */
static void
test_remembered (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *seen = NULL;

  sluice_plan_set_remember (fixture->play.plan, TRUE);
  g_assert_true (run (fixture));

  assert_seen_nowhere (fixture);
  seen = keyring_dup_seen_by_another_process ("kind", "source", "source", "new-source", NULL);
  assert_holds_password (seen);
  g_assert_true (keyring_await_boolean (sluice_keyring_remove_source (fixture->keyring, "new-source")));
}

static void
test_not_remembered (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *seen = NULL;

  g_assert_true (run (fixture));
  seen = keyring_dup_seen_by_another_process ("kind", "source", "source", "new-source", NULL);
  g_assert_cmpstr (seen, ==, "");
}

/* A keyring that is silent costs a few seconds and no source; once it comes round nothing is left in it. */
static void
test_hung (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();

  keyring_hang ();
  fixture->play.hook = NULL;
  g_assert_true (play_run (&fixture->play, &error));
  g_assert_cmpint (g_get_monotonic_time () - began, <, 10 * G_USEC_PER_SEC);
  g_assert_nonnull (strstr (sluice_keyring_get_problem (fixture->keyring), "does not answer"));
  play_finish (&fixture->play);
  g_assert_true (sluice_setup_get_finished (fixture->play.setup));

  keyring_come_round ();
  assert_kept_nowhere (fixture);
}

static void
hang_at_the_end (Play *play)
{
  complete_all (play);
  keyring_hang ();
}

static gboolean
is_listed (Fixture *fixture)
{
  g_autoptr (GListModel) unfinished = play_await_object (sluice_journal_list_unfinished (), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (unfinished); i++)
    {
      g_autoptr (SluiceJournal) journal = g_list_model_get_item (unfinished, i);

      if (g_str_equal (sluice_journal_get_id (journal), get_id (fixture)))
        return TRUE;
    }

  return FALSE;
}

/* What the keyring does not let go of at the end keeps the record, out of sight, for a later run to try again. */
static void
test_hung_at_the_end (Fixture *fixture, gconstpointer user_data)
{
  fixture->play.advance = hang_at_the_end;
  g_assert_true (run (fixture));
  g_assert_true (sluice_setup_get_finished (fixture->play.setup));
  g_assert_true (folder_exists (fixture));
  g_assert_false (is_listed (fixture));

  keyring_come_round ();
  assert_kept_nowhere (fixture);
}

static gboolean
has_no_folder (gpointer fixture)
{
  return !folder_exists (fixture);
}

/* A run that ended between the last word on disk and the keyring. */
static void
test_erased_later (Fixture *fixture, gconstpointer user_data)
{
  SluiceJournal *journal = sluice_setup_get_journal (fixture->play.setup);
  g_autoptr (SluiceKeyring) next_run = sluice_keyring_new ();
  g_autoptr (SluiceWorkspace) workspace = sluice_workspace_new (fixture->play.client, NULL);
  g_autoptr (SecretValue) secrets = sluice_setup_secrets_take (fixture->play.plan);
  g_autofree char *seen = NULL;

  g_assert_true (play_await (sluice_journal_write_plan (journal, fixture->play.plan), NULL));
  g_assert_true (keyring_await_boolean (sluice_setup_secrets_store (fixture->keyring, journal, secrets)));
  g_assert_true (play_await (sluice_journal_enter (journal, SLUICE_SETUP_STATE_DONE, "new-source", NULL), NULL));
  seen = dup_seen (fixture);
  assert_holds_password (seen);

  sluice_workspace_set_keyring (workspace, next_run);
  wait_until (has_no_folder, fixture);
  assert_seen_nowhere (fixture);
}

/* What another process sees under the source's id. */
static char *
dup_remembered (void)
{
  return keyring_dup_seen_by_another_process ("kind", "source", "source", "new-source", "type", "Postgres", NULL);
}

static void
store_and_create (Fixture *fixture, SluiceSetupState state)
{
  SluiceJournal *journal = sluice_setup_get_journal (fixture->play.setup);
  g_autoptr (SecretValue) secrets = NULL;

  sluice_plan_set_remember (fixture->play.plan, TRUE);
  secrets = sluice_setup_secrets_take (fixture->play.plan);
  g_assert_true (play_await (sluice_journal_write_plan (journal, fixture->play.plan), NULL));
  g_assert_true (keyring_await_boolean (sluice_setup_secrets_store (fixture->keyring, journal, secrets)));
  g_assert_true (play_await (sluice_journal_enter (journal, state, "new-source", NULL), NULL));
}

/* A run that ended between the last word on disk and the keyring still remembers what it was to remember. */
static void
test_remembered_later (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceKeyring) next_run = sluice_keyring_new ();
  g_autoptr (SluiceWorkspace) workspace = sluice_workspace_new (fixture->play.client, NULL);
  g_autofree char *remembered = NULL;

  store_and_create (fixture, SLUICE_SETUP_STATE_DONE);
  sluice_workspace_set_keyring (workspace, next_run);
  wait_until (has_no_folder, fixture);
  assert_seen_nowhere (fixture);
  remembered = dup_remembered ();
  assert_holds_password (remembered);
  g_assert_true (keyring_await_boolean (sluice_keyring_remove_source (next_run, "new-source")));
}

/* So does Home, which ends a set-up whose first load went on without its window. */
static void
test_remembered_by_home (Fixture *fixture, gconstpointer user_data)
{
  SluiceJournal *journal = sluice_setup_get_journal (fixture->play.setup);
  g_autofree char *remembered = NULL;

  store_and_create (fixture, SLUICE_SETUP_STATE_WATCHING);
  g_assert_true (play_await (sluice_setup_secrets_finish (fixture->keyring, journal), NULL));
  g_assert_false (folder_exists (fixture));
  assert_seen_nowhere (fixture);
  remembered = dup_remembered ();
  assert_holds_password (remembered);
  g_assert_true (keyring_await_boolean (sluice_keyring_remove_source (fixture->keyring, "new-source")));
}

/* Nobody who did nothing is asked to unlock the keyring: it waits on disk and in the keyring for a later time. */
static void
test_remembered_when_unlocked (Fixture *fixture, gconstpointer user_data)
{
  SluiceJournal *journal = sluice_setup_get_journal (fixture->play.setup);
  g_autoptr (GSubprocess) answer = NULL;
  g_autofree char *remembered = NULL;

#ifdef __SANITIZE_ADDRESS__
  /* So slow, the keyring's answers overtake each other, and libsecret gives one of them twice. */
  g_test_skip ("libsecret is not up to a keyring that is this slow");
  return;
#endif

  if (!keyring_in_subprocess (TRUE))
    return;

  store_and_create (fixture, SLUICE_SETUP_STATE_WATCHING);
  keyring_lock ();
  g_assert_true (play_await (sluice_setup_secrets_finish (fixture->keyring, journal), NULL));
  g_assert_false (keyring_has_prompt ());
  g_assert_true (folder_exists (fixture));

  answer = keyring_answer_prompts ();
  g_assert_true (keyring_await (sluice_keyring_list (fixture->keyring, TRUE), NULL));
  g_assert_true (play_await (sluice_setup_secrets_finish (fixture->keyring, journal), NULL));
  g_assert_false (folder_exists (fixture));
  remembered = dup_remembered ();
  assert_holds_password (remembered);
  g_assert_true (keyring_await_boolean (sluice_keyring_remove_source (fixture->keyring, "new-source")));
  keyring_leave_prompts (g_steal_pointer (&answer));
}

/* Dismissed on Home: nothing is kept, whatever was to be remembered. */
static void
test_dismissed (Fixture *fixture, gconstpointer user_data)
{
  SluiceJournal *journal = sluice_setup_get_journal (fixture->play.setup);
  g_autofree char *remembered = NULL;

  store_and_create (fixture, SLUICE_SETUP_STATE_CREATED);
  g_assert_true (play_await (sluice_setup_secrets_end (fixture->keyring, journal), NULL));
  g_assert_false (folder_exists (fixture));
  assert_seen_nowhere (fixture);
  remembered = dup_remembered ();
  g_assert_cmpstr (remembered, ==, "");
}

/* While the keyring asks for its password nothing is sent; the person can go on without it. */
static void
test_locked_and_gone_on (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (DexFuture) create = NULL;
  g_autoptr (GSubprocess) answer = NULL;

  fixture->play.hook = NULL;
  keyring_lock ();
  create = sluice_setup_run (fixture->play.setup);
  keyring_until_prompted (fixture->keyring);
  g_assert_cmpuint (play_count (&fixture->play, PLAY_CREATE), ==, 0);

  sluice_keyring_go_on (fixture->keyring);
  g_assert_true (keyring_await_boolean (g_steal_pointer (&create)));
  g_assert_cmpuint (play_count (&fixture->play, PLAY_CREATE), ==, 1);
  g_assert_nonnull (sluice_keyring_get_problem (fixture->keyring));
  play_finish (&fixture->play);
  g_assert_true (sluice_setup_get_finished (fixture->play.setup));

  /* Refused later, or answered: there is nothing to store any more. */
  answer = keyring_refuse_prompts ();
  assert_kept_nowhere (fixture);
  keyring_leave_prompts (g_steal_pointer (&answer));
}

/* Or give the set-up up: then nothing was created, and it can be run again. */
static void
test_locked_and_cancelled (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (DexFuture) create = NULL;
  g_autoptr (GSubprocess) answer = NULL;
  g_autoptr (GError) error = NULL;

  keyring_lock ();
  create = sluice_setup_run (fixture->play.setup);
  keyring_until_prompted (fixture->keyring);
  sluice_setup_cancel (fixture->play.setup);
  g_assert_false (keyring_await (g_steal_pointer (&create), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  play_finish (&fixture->play);
  g_assert_false (fixture->created);
  g_assert_cmpint (sluice_setup_get_state (fixture->play.setup), ==, SLUICE_SETUP_STATE_DRAFT);
  play_assert_stage (&fixture->play, SLUICE_STAGE_CREATE, SLUICE_STAGE_TO_COME, NULL);

  answer = keyring_answer_prompts ();
  keyring_leave_prompts (g_steal_pointer (&answer));
  g_assert_true (run (fixture));
  assert_holds_password (fixture->seen);
  assert_seen_nowhere (fixture);
}

/* Discarded while the prompt stands: nothing is created behind the person's back, and nobody waits for the prompt. */
static void
test_locked_and_discarded (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) answer = NULL;

  keyring_lock ();
  dex_future_disown (sluice_setup_run (fixture->play.setup));
  keyring_until_prompted (fixture->keyring);
  g_assert_true (play_await (sluice_setup_discard (fixture->play.setup), &error));
  g_assert_no_error (error);
  play_finish (&fixture->play);
  g_assert_false (fixture->created);
  g_assert_cmpint (sluice_journal_get_state (sluice_setup_get_journal (fixture->play.setup)), ==,
                   SLUICE_SETUP_STATE_DONE);

  answer = keyring_refuse_prompts ();
  assert_kept_nowhere (fixture);
  keyring_leave_prompts (g_steal_pointer (&answer));
}

/* Without any keyring: in memory for this run, and a reason to tell. */
static void
run_without_bus (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *found = NULL;

  fixture->play.hook = play_refuse_create;
  g_assert_false (run (fixture));
  found = keyring_dup_secret (sluice_keyring_lookup_setup (fixture->keyring, get_id (fixture)), NULL);
  assert_holds_password (found);

  fixture->play.hook = NULL;
  g_assert_true (run (fixture));
  g_assert_nonnull (sluice_keyring_get_problem (fixture->keyring));
  g_assert_null (strstr (sluice_keyring_get_problem (fixture->keyring), PLAY_PASSWORD));
  g_assert_true (sluice_setup_get_finished (fixture->play.setup));
  g_assert_false (folder_exists (fixture));
}

static void
test_absent (void)
{
  g_auto (GStrv) environment =
      g_environ_setenv (g_get_environ (), "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);

  g_test_trap_subprocess_with_envp ("/setup-secrets/subprocess/without-bus", (const char *const *) environment,
                                    60 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static gboolean
look_at_files (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  g_autofree char *home = g_path_get_dirname (g_get_user_data_dir ());

  g_assert_cmpuint (secret_search (home, PLAY_PASSWORD), >=, 3);
  secret_search (home, PLAY_KEY);

  return play_count (play, PLAY_CREATE) == 1 ? play_refuse_create (play, ask, message) : FALSE;
}

/* A run that says all it can say, refused once, with its files looked at whenever something is sent. */
static void
run_talkative (Fixture *fixture, gconstpointer user_data)
{
  fixture->play.hook = look_at_files;
  sluice_plan_set_remember (fixture->play.plan, TRUE);
  g_debug ("%s", G_STRFUNC);
  g_assert_false (run (fixture));
  g_assert_true (run (fixture));
  g_assert_true (keyring_await_boolean (sluice_keyring_remove_source (fixture->keyring, "new-source")));
}

/* Neither in the files of a set-up nor in the log at its highest level, in whatever writing. */
static void
test_in_no_file_and_no_log (void)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autofree char *log = g_build_filename (g_get_user_runtime_dir (), "log", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_runtime_dir (), 0700), ==, 0);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  g_subprocess_launcher_setenv (launcher, "SLUICE_DEBUG", "all", TRUE);
  g_subprocess_launcher_set_stdout_file_path (launcher, log);
  process = g_subprocess_launcher_spawn (launcher, &error, "/proc/self/exe", "-p",
                                         "/setup-secrets/subprocess/talkative", "--GTestSubprocess", NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_true (g_file_get_contents (log, &text, NULL, NULL));
  if (error != NULL)
    g_test_message ("%s", text);
  g_assert_no_error (error);

  /* It did say something. */
  g_assert_nonnull (strstr (text, "run_talkative"));
  g_assert_cmpuint (secret_search (log, PLAY_PASSWORD), ==, 1);
  secret_search (log, PLAY_KEY);
}

#define ADD(path, func) g_test_add ("/setup-secrets/" path, Fixture, NULL, set_up, func, tear_down)

static void
add_tests (void)
{
  ADD ("stored-and-erased", test_stored_and_erased);
  ADD ("refused-and-given-up", test_refused_and_given_up);
  ADD ("lost-and-resumed", test_lost_and_resumed);
  ADD ("discarded-at-home", test_discarded_at_home);
  ADD ("gone", test_gone);
  ADD ("remembered", test_remembered);
  ADD ("not-remembered", test_not_remembered);
  ADD ("remembered-later", test_remembered_later);
  ADD ("remembered-by-home", test_remembered_by_home);
  ADD ("dismissed", test_dismissed);
  ADD ("hung", test_hung);
  ADD ("hung-at-the-end", test_hung_at_the_end);
  ADD ("erased-later", test_erased_later);
  ADD ("subprocess/talkative", run_talkative);
  g_test_add_func ("/setup-secrets/in-no-file-and-no-log", test_in_no_file_and_no_log);
  ADD ("subprocess/without-bus", run_without_bus);
  g_test_add_func ("/setup-secrets/absent", test_absent);
  /* From here on it stays locked, until the last one. */
  ADD ("locked-and-gone-on", test_locked_and_gone_on);
  ADD ("locked-and-discarded", test_locked_and_discarded);
  ADD ("locked-and-cancelled", test_locked_and_cancelled);
  ADD ("remembered-when-unlocked", test_remembered_when_unlocked);
}

int
main (int argc, char **argv)
{
  return play_main (argc, argv, add_tests);
}
