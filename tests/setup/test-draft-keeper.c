/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>

#include "play.h"
#include "sluice-draft-keeper.h"
#include "sluice-draft.h"
#include "wait.h"

/* That what was typed and chosen is there after any end, that what nobody changed leaves nothing, and that no two
 * processes run one set-up. */

typedef struct
{
  Play play;
  SluiceJournal *journal;
  SluiceDraftKeeper *keeper;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  play_set_up (&fixture->play, user_data);
  fixture->journal = sluice_journal_new (fixture->play.url, "1");
  fixture->keeper = sluice_draft_keeper_new (fixture->play.plan, fixture->journal);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = sluice_journal_dup_path (fixture->journal);

  g_clear_object (&fixture->keeper);
  play_await (sluice_journal_discard (fixture->journal), NULL);
  g_clear_object (&fixture->journal);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  play_tear_down (&fixture->play, user_data);
}

static char *
dup_path (Fixture *fixture, const char *name)
{
  g_autofree char *folder = sluice_journal_dup_path (fixture->journal);

  return g_build_filename (folder, name, NULL);
}

static gboolean
is_written (gpointer data)
{
  g_autofree char *path = dup_path (data, "state.json");

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
type_host (Fixture *fixture, const char *host)
{
  sluice_form_set_value (sluice_plan_get_form (fixture->play.plan), "host", host);
}

static SluicePlan *
load (Fixture *fixture)
{
  g_autoptr (GListStore) types = g_list_store_new (SLUICE_TYPE_SOURCE_TYPE);
  g_autoptr (GError) error = NULL;
  SluicePlan *plan;

  g_list_store_append (types, sluice_plan_get_source_type (fixture->play.plan));
  plan = play_await_object (sluice_draft_load (fixture->journal, G_LIST_MODEL (types)), &error);
  g_assert_no_error (error);

  return plan;
}

static void
flush (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  play_await (sluice_draft_keeper_flush (fixture->keeper), &error);
  g_assert_no_error (error);
}

static void
test_unchanged (Fixture *fixture, gconstpointer user_data)
{
  flush (fixture);
  g_assert_false (sluice_draft_keeper_get_changed (fixture->keeper));
  g_assert_false (is_written (fixture));
}

/* Nobody has to ask for it: a moment after a choice it is on disk. */
static void
test_by_itself (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluicePlan) plan = NULL;

  type_host (fixture, "new.example.com");
  sluice_form_set_value (sluice_plan_get_form (fixture->play.plan), "password", PLAY_PASSWORD);
  g_assert_true (sluice_draft_keeper_get_changed (fixture->keeper));
  wait_until (is_written, fixture);

  plan = load (fixture);
  g_assert_cmpstr (sluice_form_get_value (sluice_plan_get_form (plan), "host"), ==, "new.example.com");
  g_assert_cmpstr (sluice_form_get_value (sluice_plan_get_form (plan), "password"), ==, "");
}

static void
test_all_choices (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluicePlan) plan = NULL;
  SluiceTable *orders;

  play_discover (&fixture->play, 100, "orders", "audit_log", NULL);
  orders = play_get_planned (&fixture->play, "public.orders");
  sluice_table_set_selected (orders, TRUE);
  sluice_table_set_method (orders, SLUICE_SYNC_METHOD_APPEND);
  sluice_plan_set_prefix (fixture->play.plan, "shop_");
  sluice_plan_set_description (fixture->play.plan, "The shop");
  sluice_plan_set_frequency (fixture->play.plan, SLUICE_FREQUENCY_1HOUR);
  flush (fixture);

  plan = load (fixture);
  g_assert_cmpstr (sluice_plan_get_prefix (plan), ==, "shop_");
  g_assert_cmpstr (sluice_plan_get_description (plan), ==, "The shop");
  g_assert_cmpint (sluice_plan_get_frequency (plan), ==, SLUICE_FREQUENCY_1HOUR);
  g_assert_cmpuint (sluice_table_list_get_size (sluice_plan_get_tables (plan)), ==, 2);
  orders = sluice_table_list_lookup (sluice_plan_get_tables (plan), "public.orders");
  g_assert_true (sluice_table_get_selected (orders));
  g_assert_cmpint (sluice_table_get_method (orders), ==, SLUICE_SYNC_METHOD_APPEND);
}

/* The window closes before the second is over. */
static void
test_at_the_end (Fixture *fixture, gconstpointer user_data)
{
  type_host (fixture, "new.example.com");
  g_clear_object (&fixture->keeper);
  wait_until (is_written, fixture);
}

static void
test_discarded (Fixture *fixture, gconstpointer user_data)
{
  type_host (fixture, "new.example.com");
  sluice_draft_keeper_stop (fixture->keeper);
  flush (fixture);
  g_clear_object (&fixture->keeper);
  g_assert_null (sluice_journal_get_changed_at (fixture->journal));
}

/* Once create may have been sent the draft is what was sent. */
static void
test_no_draft_any_more (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluicePlan) plan = NULL;

  type_host (fixture, "one.example.com");
  flush (fixture);
  play_await (sluice_journal_enter (fixture->journal, SLUICE_SETUP_STATE_CREATING, NULL, NULL), NULL);
  type_host (fixture, "two.example.com");
  flush (fixture);

  plan = load (fixture);
  g_assert_cmpstr (sluice_form_get_value (sluice_plan_get_form (plan), "host"), ==, "one.example.com");
}

/* As another process has it: its file is opened by itself. */
static int
lock_elsewhere (Fixture *fixture)
{
  struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  g_autofree char *folder = sluice_journal_dup_path (fixture->journal);
  g_autofree char *path = dup_path (fixture, "lock");
  int fd;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (fcntl (fd, F_OFD_SETLK, &range), ==, 0);

  return fd;
}

static SluiceJournal *
list_one (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = play_await_object (sluice_journal_list_unfinished (), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);

  return g_list_model_get_item (list, 0);
}

static void
test_locked (Fixture *fixture, gconstpointer user_data)
{
  int fd = lock_elsewhere (fixture);
  g_autofree char *state = dup_path (fixture, "state.json");
  g_autoptr (SluiceJournal) listed = NULL;
  g_autoptr (SluiceJournal) free = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (state,
                                      "{\"format\": 1, \"base_url\": \"https://eu.posthog.com\", \"project_id\": 7, "
                                      "\"title\": \"Postgres\", \"state\": \"draft\", \"schedule\": \"to-do\"}",
                                      -1, NULL));
  listed = list_one ();
  g_assert_true (sluice_journal_get_locked (listed));
  g_assert_false (play_await (sluice_journal_take_up (listed), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_false (play_await (sluice_journal_discard (listed), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  type_host (fixture, "new.example.com");
  g_assert_false (play_await (sluice_draft_keeper_flush (fixture->keeper), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_cmpstr (sluice_draft_keeper_get_error (fixture->keeper)->message, ==, error->message);
  g_clear_error (&error);

  /* However that process ends. */
  g_close (fd, NULL);
  free = list_one ();
  g_assert_false (sluice_journal_get_locked (free));
  play_await (sluice_journal_take_up (free), &error);
  g_assert_no_error (error);
}

/* What another process went on with since it was listed is seen before anything is done. */
static void
test_overtaken (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *state = dup_path (fixture, "state.json");
  g_autofree char *text = NULL;
  g_autoptr (SluiceJournal) listed = NULL;
  g_autoptr (GString) words = NULL;
  g_autoptr (GError) error = NULL;

  type_host (fixture, "new.example.com");
  flush (fixture);
  listed = list_one ();
  g_assert_cmpint (sluice_journal_get_state (listed), ==, SLUICE_SETUP_STATE_DRAFT);
  g_assert_true (g_file_get_contents (state, &text, NULL, NULL));
  words = g_string_new (text);
  g_assert_cmpuint (g_string_replace (words, "\"draft\"", "\"creating\"", 0), ==, 1);
  g_assert_true (g_file_set_contents (state, words->str, -1, NULL));

  play_await (sluice_journal_take_up (listed), &error);
  g_assert_no_error (error);
  g_assert_cmpint (sluice_journal_get_state (listed), ==, SLUICE_SETUP_STATE_CREATING);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

static void
add_tests (void)
{
  ADD ("/draft-keeper/unchanged", test_unchanged);
  ADD ("/draft-keeper/by-itself", test_by_itself);
  ADD ("/draft-keeper/all-choices", test_all_choices);
  ADD ("/draft-keeper/at-the-end", test_at_the_end);
  ADD ("/draft-keeper/discarded", test_discarded);
  ADD ("/draft-keeper/no-draft-any-more", test_no_draft_any_more);
  ADD ("/draft-keeper/locked", test_locked);
  ADD ("/draft-keeper/overtaken", test_overtaken);
}

int
main (int argc, char **argv)
{
  return play_main (argc, argv, add_tests);
}
