/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "failing-disk.h"
#include "play.h"
#include "sluice-draft-keeper.h"
#include "sluice-journal-disk.h"
#include "sluice-json.h"

/* A disk that is full, or can only be read: said before anything is sent, and nothing is half written. */

static char *how_path;

static void
fail (const char *how)
{
  g_assert_true (g_file_set_contents (how_path, how, -1, NULL));
}

static void
mend (void)
{
  g_unlink (how_path);
}

typedef struct
{
  Play play;
  SluiceJournal *journal;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *root = sluice_journal_disk_dup_root ();
  g_autofree char *folder = g_path_get_dirname (root);

  failing_disk_watch (folder, how_path);
  play_set_up (&fixture->play, NULL);
  fixture->journal = sluice_journal_new (fixture->play.url, "7");
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  mend ();
  play_await (sluice_journal_discard (fixture->journal), NULL);
  g_clear_object (&fixture->journal);
  play_tear_down (&fixture->play, NULL);
}

static void
plan_shop (Play *play)
{
  play_discover (play, 100, "orders", "customers", NULL);
  sluice_table_set_selected (play_get_planned (play, "public.orders"), TRUE);
  play->advance = play_complete_all;
}

static guint
count_folders (void)
{
  g_autofree char *root = sluice_journal_disk_dup_root ();
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/* What the folder of a set-up holds: "draft.json lock state.json tables.json" */
static char *
dup_names (SluiceJournal *journal)
{
  g_autofree char *path = sluice_journal_dup_path (journal);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (8, g_free, TRUE);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) g_strcmp0);

  return g_strjoinv (" ", (char **) names->pdata);
}

static char *
read_file (SluiceJournal *journal, const char *name)
{
  g_autofree char *folder = sluice_journal_dup_path (journal);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

static void
assert_refused (DexFuture *future, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (play_await (future, &error));
  g_assert_error (error, G_FILE_ERROR, code);
}

static void
assert_written (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  play_await (future, &error);
  g_assert_no_error (error);
}

/* Whichever file has no room: no later run finds a set-up that says nothing of itself. */
static void
test_first_write (Fixture *fixture, gconstpointer user_data)
{
  static const char *const ways[] = { "full", "full draft.json", "full tables.json", "full state.json", "read-only" };

  plan_shop (&fixture->play);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *names = NULL;

      fail (ways[i]);
      assert_refused (sluice_journal_write_plan (fixture->journal, fixture->play.plan),
                      i == G_N_ELEMENTS (ways) - 1 ? G_FILE_ERROR_ROFS : G_FILE_ERROR_NOSPC);
      g_assert_cmpuint (count_folders (), ==, 0);
      g_assert_null (sluice_journal_get_changed_at (fixture->journal));

      mend ();
      assert_written (sluice_journal_write_plan (fixture->journal, fixture->play.plan));
      names = dup_names (fixture->journal);
      g_assert_cmpstr (names, ==, "draft.json lock state.json tables.json");
      assert_written (sluice_journal_discard (fixture->journal));
      g_clear_object (&fixture->journal);
      fixture->journal = sluice_journal_new (fixture->play.url, "7");
    }
}

/* The draft that was there stays whole: not the new choices with the old tables. */
static void
test_later_write (Fixture *fixture, gconstpointer user_data)
{
  static const char *const files[] = { "draft.json", "tables.json", "state.json" };
  g_autofree char *draft = NULL;
  g_autofree char *tables = NULL;
  g_autofree char *state = NULL;

  plan_shop (&fixture->play);
  assert_written (sluice_journal_write_plan (fixture->journal, fixture->play.plan));
  draft = read_file (fixture->journal, "draft.json");
  tables = read_file (fixture->journal, "tables.json");
  state = read_file (fixture->journal, "state.json");
  sluice_plan_set_prefix (fixture->play.plan, "another_");
  sluice_plan_begin_discovery (fixture->play.plan);
  sluice_plan_finish_discovery (fixture->play.plan);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *how = g_strconcat ("full ", files[i], NULL);
      g_autofree char *names = NULL;
      g_autofree char *draft_now = NULL;
      g_autofree char *tables_now = NULL;
      g_autofree char *state_now = NULL;

      fail (how);
      assert_refused (sluice_journal_write_plan (fixture->journal, fixture->play.plan), G_FILE_ERROR_NOSPC);
      names = dup_names (fixture->journal);
      g_assert_cmpstr (names, ==, "draft.json lock state.json tables.json");
      draft_now = read_file (fixture->journal, "draft.json");
      tables_now = read_file (fixture->journal, "tables.json");
      state_now = read_file (fixture->journal, "state.json");
      g_assert_cmpstr (draft_now, ==, draft);
      g_assert_cmpstr (tables_now, ==, tables);
      g_assert_cmpstr (state_now, ==, state);
    }

  mend ();
  assert_written (sluice_journal_write_plan (fixture->journal, fixture->play.plan));
  g_free (draft);
  draft = read_file (fixture->journal, "draft.json");
  g_assert_nonnull (strstr (draft, "another_"));
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  guint *n = user_data;

  ++*n;
}

/* The keeper says so once, and that it is over; nothing that was chosen meanwhile is lost. */
static void
test_keeper (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceDraftKeeper) keeper = sluice_draft_keeper_new (fixture->play.plan, fixture->journal);
  g_autofree char *draft = NULL;
  guint n = 0;

  g_signal_connect (keeper, "notify::error", G_CALLBACK (count_cb), &n);
  fail ("full");
  sluice_form_set_value (sluice_plan_get_form (fixture->play.plan), "host", "one.example.com");
  assert_refused (sluice_draft_keeper_flush (keeper), G_FILE_ERROR_NOSPC);
  g_assert_error (sluice_draft_keeper_get_error (keeper), G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_assert_cmpuint (n, ==, 1);
  assert_refused (sluice_draft_keeper_flush (keeper), G_FILE_ERROR_NOSPC);
  g_assert_cmpuint (n, <=, 2);
  n = 0;

  fail ("read-only");
  assert_refused (sluice_draft_keeper_flush (keeper), G_FILE_ERROR_ROFS);
  g_assert_error (sluice_draft_keeper_get_error (keeper), G_FILE_ERROR, G_FILE_ERROR_ROFS);

  mend ();
  sluice_plan_set_prefix (fixture->play.plan, "meanwhile_");
  assert_written (sluice_draft_keeper_flush (keeper));
  g_assert_null (sluice_draft_keeper_get_error (keeper));
  g_assert_cmpuint (n, ==, 2);
  draft = read_file (fixture->journal, "draft.json");
  g_assert_nonnull (strstr (draft, "one.example.com"));
  g_assert_nonnull (strstr (draft, "meanwhile_"));
}

/* Whoever asks for it while a write is under way learns what becomes of that one. */
static void
test_keeper_under_way (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceDraftKeeper) keeper = sluice_draft_keeper_new (fixture->play.plan, fixture->journal);
  DexFuture *first, *second, *third;
  g_autofree char *draft = NULL;

  fail ("full");
  sluice_plan_set_prefix (fixture->play.plan, "first_");
  first = sluice_draft_keeper_flush (keeper);
  second = sluice_draft_keeper_flush (keeper);
  sluice_plan_set_prefix (fixture->play.plan, "third_");
  third = sluice_draft_keeper_flush (keeper);
  assert_refused (first, G_FILE_ERROR_NOSPC);
  assert_refused (second, G_FILE_ERROR_NOSPC);
  assert_refused (third, G_FILE_ERROR_NOSPC);
  g_assert_cmpuint (count_folders (), ==, 0);

  mend ();
  assert_written (sluice_draft_keeper_flush (keeper));
  draft = read_file (fixture->journal, "draft.json");
  g_assert_nonnull (strstr (draft, "third_"));
}

/* Nothing is asked of the server, and what is mended can be run again. */
static void
test_run (Fixture *fixture, gconstpointer user_data)
{
  static const char *const ways[] = { "full", "read-only" };
  Play *play = &fixture->play;
  g_autoptr (GError) error = NULL;

  plan_shop (play);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      const int code = i == 0 ? G_FILE_ERROR_NOSPC : G_FILE_ERROR_ROFS;

      fail (ways[i]);
      g_assert_false (play_run (play, &error));
      g_assert_error (error, G_FILE_ERROR, code);
      play_finish (play);
      g_assert_cmpuint (play->requests->len, ==, 0);
      g_assert_cmpuint (count_folders (), ==, 0);
      g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_DRAFT);
      play_assert_stage (play, SLUICE_STAGE_CREATE, SLUICE_STAGE_FAILED, NULL);
      g_clear_error (&error);
    }

  mend ();
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);
  g_assert_true (sluice_setup_get_finished (play->setup));
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
}

static PlayAsk fill_at;

/* The disk fills up while the server is being asked for something; it answers all the same. */
static gboolean
fill (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == fill_at)
    fail ("full");

  return FALSE;
}

/* Between the draft and the word that create is sent, which is then not sent. */
static void
test_before_create (Fixture *fixture, gconstpointer user_data)
{
  Play *play = &fixture->play;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) state = NULL;

  plan_shop (play);
  fill_at = PLAY_LIST;
  play->hook = fill;
  g_assert_false (play_run (play, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  play_finish (play);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 0);
  state = play_read_state (play);
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (state), "state", NULL), ==, "draft");
  g_clear_error (&error);

  play->hook = NULL;
  mend ();
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
}

/* What was made is gone on with; the disk says "creating", by which a later run finds it, and nothing is made twice. */
static void
test_after_create (Fixture *fixture, gconstpointer user_data)
{
  Play *play = &fixture->play;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) state = NULL;

  plan_shop (play);
  fill_at = PLAY_CREATE;
  play->hook = fill;
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);
  g_assert_true (sluice_setup_get_finished (play->setup));
  state = play_read_state (play);
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (state), "state", NULL), ==, "creating");

  play->hook = NULL;
  mend ();
  play_restart (play);
  play_run (play, &error);
  g_assert_no_error (error);
  play_finish (play);
  g_assert_true (sluice_setup_get_finished (play->setup));
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
}

static gboolean
is_loaded (Play *play)
{
  return sluice_stage_get_state (play_get_stage (play, SLUICE_STAGE_FIRST_LOAD)) == SLUICE_STAGE_DONE;
}

/* No webhook is asked for that is not written down first; the person is told why, and asks again. */
static void
test_before_webhook (Fixture *fixture, gconstpointer user_data)
{
  Play *play = &fixture->play;
  SluiceRegistration *registration;
  g_autoptr (GError) error = NULL;

  play_discover_webhooks (play, "charges", "disputes", NULL);
  sluice_table_set_selected (play_get_planned (play, "public.charges"), TRUE);
  sluice_table_set_method (play_get_planned (play, "public.charges"), SLUICE_SYNC_METHOD_WEBHOOK);
  play->advance = play_complete_all;
  fill_at = PLAY_WEBHOOK_INFO;
  play->hook = fill;
  play_run (play, &error);
  g_assert_no_error (error);
  while (!is_loaded (play))
    g_main_context_iteration (NULL, TRUE);
  registration = sluice_setup_get_registration (play->setup);
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_CREATE), ==, 0);
  g_assert_error (sluice_registration_get_error (registration), G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_assert_false (sluice_setup_get_finished (play->setup));

  play->hook = NULL;
  mend ();
  assert_written (sluice_registration_register_again (registration));
  play_finish (play);
  g_assert_true (sluice_setup_get_finished (play->setup));
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_CREATE), ==, 1);
  g_assert_cmpuint (play->webhook.n_registered, ==, 1);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

static void
add_tests (void)
{
  how_path = g_build_filename (g_get_tmp_dir (), "how", NULL);
  ADD ("/full-disk/first-write", test_first_write);
  ADD ("/full-disk/later-write", test_later_write);
  ADD ("/full-disk/keeper", test_keeper);
  ADD ("/full-disk/keeper-under-way", test_keeper_under_way);
  ADD ("/full-disk/run", test_run);
  ADD ("/full-disk/before-create", test_before_create);
  ADD ("/full-disk/after-create", test_after_create);
  ADD ("/full-disk/before-webhook", test_before_webhook);
}

int
main (int argc, char **argv)
{
  return play_main (argc, argv, add_tests);
}
