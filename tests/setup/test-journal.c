/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <utime.h>

#include "play.h"
#include "sluice-journal-disk.h"
#include "sluice-json.h"

#define GOOD                                                                                                           \
  "{\"format\": 1, \"base_url\": \"https://eu.posthog.com\", \"project_id\": 7, \"title\": \"Postgres · shop\", "      \
  "\"state\": \"watching\", \"schedule\": \"done\", \"source_id\": \"abc\", \"known_ids\": [\"x\", \"y\"], "           \
  "\"changed_at\": \"%s\"}"

/* Writes the folder of a set-up as somebody else might have left it; gives its id. */
static char *
leave_folder (const char *state_text)
{
  g_autofree char *root = sluice_journal_disk_dup_root ();
  char *id = g_uuid_string_random ();
  g_autofree char *folder = g_build_filename (root, id, NULL);
  g_autofree char *path = g_build_filename (folder, SLUICE_JOURNAL_STATE_FILE, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  if (state_text != NULL)
    g_assert_true (g_file_set_contents (path, state_text, -1, NULL));

  return id;
}

static char *
read_left (const char *id)
{
  g_autofree char *root = sluice_journal_disk_dup_root ();
  g_autofree char *path = g_build_filename (root, id, SLUICE_JOURNAL_STATE_FILE, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

static GListModel *
list_unfinished (void)
{
  g_autoptr (GError) error = NULL;
  GListModel *list = play_await_object (sluice_journal_list_unfinished (), &error);

  g_assert_no_error (error);

  return list;
}

static SluiceJournal *
find (GListModel *list, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SluiceJournal) journal = g_list_model_get_item (list, i);

      if (g_strcmp0 (sluice_journal_get_id (journal), id) == 0)
        return journal; /* held by the list */
    }

  return NULL;
}

static void
assert_entered (SluiceJournal *journal, SluiceSetupState state, const char *source_id, const char *const *known_ids)
{
  g_autoptr (GError) error = NULL;

  play_await (sluice_journal_enter (journal, state, source_id, known_ids), &error);
  g_assert_no_error (error);
}

static void
test_empty (void)
{
  g_autoptr (GListModel) list = list_unfinished ();

  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
}

/* What one run writes, the next reads. */
static void
test_round_trip (void)
{
  static const char *ids[] = { "one", "two", NULL };
  g_autoptr (SluiceJournal) journal = sluice_journal_new ("https://us.posthog.com", "42");
  g_autofree char *id = g_strdup (sluice_journal_get_id (journal));
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GError) error = NULL;
  SluiceJournal *read;

  assert_entered (journal, SLUICE_SETUP_STATE_CREATING, NULL, ids);
  assert_entered (journal, SLUICE_SETUP_STATE_CREATED, "the-source", NULL);
  play_await (sluice_journal_enter_schedule (journal, SLUICE_SCHEDULE_STATE_SENDING), &error);
  g_assert_no_error (error);
  g_clear_object (&journal);

  list = list_unfinished ();
  read = find (list, id);
  g_assert_nonnull (read);
  g_assert_null (sluice_journal_get_problem (read));
  g_assert_cmpint (sluice_journal_get_state (read), ==, SLUICE_SETUP_STATE_CREATED);
  g_assert_cmpint (sluice_journal_get_schedule_state (read), ==, SLUICE_SCHEDULE_STATE_SENDING);
  g_assert_cmpstr (sluice_journal_get_source_id (read), ==, "the-source");
  g_assert_cmpstr (sluice_journal_get_base_url (read), ==, "https://us.posthog.com");
  g_assert_cmpstr (sluice_journal_get_project_id (read), ==, "42");
  g_assert_cmpstrv (sluice_journal_get_known_ids (read), ids);
  g_assert_nonnull (sluice_journal_get_changed_at (read));
}

/* "@current" names whatever project is the current one by then. */
static void
test_project_without_number (void)
{
  static const char *projects[] = { "@current", "", "12a", "-1" };

  for (guint i = 0; i < G_N_ELEMENTS (projects); i++)
    {
      g_autoptr (SluiceJournal) journal = sluice_journal_new ("https://us.posthog.com", projects[i]);
      g_autofree char *path = sluice_journal_dup_path (journal);
      g_autoptr (GError) error = NULL;

      g_assert_false (play_await (sluice_journal_enter (journal, SLUICE_SETUP_STATE_CREATING, NULL, NULL), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      g_assert_cmpint (sluice_journal_get_state (journal), ==, SLUICE_SETUP_STATE_DRAFT);
    }
}

static void
test_order_and_finished (void)
{
  g_autofree char *old_text = g_strdup_printf (GOOD, "2026-01-01T10:00:00Z");
  g_autofree char *new_text = g_strdup_printf (GOOD, "2026-09-01T10:00:00Z");
  g_autofree char *old = leave_folder (old_text);
  g_autofree char *new = leave_folder (new_text);
  g_autofree char *finished = leave_folder (
      "{\"format\": 1, \"base_url\": \"https://eu.posthog.com\", \"project_id\": 7, \"state\": \"done\", \"schedule\": \"done\"}");
  g_autoptr (GListModel) list = list_unfinished ();
  g_autoptr (SluiceJournal) first = g_list_model_get_item (list, 0);

  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 2);
  g_assert_cmpstr (sluice_journal_get_id (first), ==, new);
  g_assert_cmpstr (sluice_journal_get_title (first), ==, "Postgres · shop");
  g_assert_nonnull (find (list, old));
  g_assert_null (find (list, finished));
}

/* Each is listed with a problem and as nothing that was begun, and no write of ours touches it. */
static void
test_garbage (void)
{
  static const char *texts[] = {
    "",
    "{",
    "[]",
    "null",
    "{} {}",
    "{\"format\": 1}",
    "{\"format\": \"1\", \"base_url\": \"https://x\", \"project_id\": 7, \"state\": \"draft\", \"schedule\": \"to-do\"}",
    "{\"format\": 1, \"base_url\": \"https://x\", \"project_id\": \"7\", \"state\": \"draft\", \"schedule\": \"to-do\"}",
    "{\"format\": 1, \"base_url\": null, \"project_id\": 7, \"state\": \"draft\", \"schedule\": \"to-do\"}",
    "{\"format\": 1, \"base_url\": \"https://x\", \"project_id\": 7, \"state\": \"created!\", \"schedule\": \"to-do\"}",
    "{\"format\": 1, \"base_url\": \"https://x\", \"project_id\": 7, \"state\": \"created\", \"schedule\": 3}",
    "{\"format\": 2, \"state\": \"created\", \"something\": \"new\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *id = leave_folder (texts[i]);
      g_autofree char *text = NULL;
      g_autoptr (GListModel) list = list_unfinished ();
      g_autoptr (GError) error = NULL;
      SluiceJournal *journal = find (list, id);

      g_assert_nonnull (journal);
      g_assert_nonnull (sluice_journal_get_problem (journal));
      g_assert_cmpint (sluice_journal_get_state (journal), ==, SLUICE_SETUP_STATE_DRAFT);
      g_assert_nonnull (sluice_journal_get_changed_at (journal));
      g_assert_false (play_await (sluice_journal_enter (journal, SLUICE_SETUP_STATE_DONE, NULL, NULL), &error));
      text = read_left (id);
      g_assert_cmpstr (text, ==, texts[i]);
    }
}

static void
make_old (const char *id)
{
  g_autofree char *root = sluice_journal_disk_dup_root ();
  g_autofree char *path = g_build_filename (root, id, NULL);
  const gint64 then = g_get_real_time () / G_USEC_PER_SEC - 3600;
  struct utimbuf times = { then, then };

  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

static gboolean
is_left (const char *id)
{
  g_autofree char *root = sluice_journal_disk_dup_root ();
  g_autofree char *path = g_build_filename (root, id, NULL);

  return g_file_test (path, G_FILE_TEST_IS_DIR);
}

/* Ended during the first write, or the last removal: nobody is shown a set-up that can be neither resumed nor
 * discarded. It is tidied away once it can be nobody's who is at it. */
static void
test_cut_short (void)
{
  g_autofree char *old = leave_folder (NULL);
  g_autofree char *young = leave_folder (NULL);
  g_autofree char *broken = leave_folder ("{");
  g_autoptr (SluiceJournal) own = sluice_journal_new ("https://us.posthog.com", "42");
  g_autofree char *own_path = sluice_journal_dup_path (own);
  g_autofree char *own_state = g_build_filename (own_path, SLUICE_JOURNAL_STATE_FILE, NULL);
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GError) error = NULL;

  make_old (old);
  make_old (broken);
  assert_entered (own, SLUICE_SETUP_STATE_DRAFT, NULL, NULL);
  g_assert_cmpint (g_unlink (own_state), ==, 0);
  make_old (sluice_journal_get_id (own));

  list = list_unfinished ();
  g_assert_null (find (list, old));
  g_assert_null (find (list, young));
  g_assert_nonnull (find (list, broken));

  g_assert_true (play_await (sluice_journal_clear_remains (), &error));
  g_assert_no_error (error);
  g_assert_false (is_left (old));
  g_assert_true (is_left (young));
  g_assert_true (is_left (broken));
  g_assert_true (is_left (sluice_journal_get_id (own)));
}

static void
test_newer_says_so (void)
{
  g_autofree char *id = leave_folder ("{\"format\": 99, \"title\": \"Stripe\"}");
  g_autoptr (GListModel) list = list_unfinished ();
  SluiceJournal *journal = find (list, id);

  g_assert_cmpstr (sluice_journal_get_problem (journal), ==, "It was begun with a newer Sluice and is left alone.");
  g_assert_cmpstr (sluice_journal_get_title (journal), ==, "Stripe");
}

/* Files, folders of other names and what is deeper than any JSON are passed over or listed; nothing falls over. */
static void
test_strange_things (void)
{
  g_autofree char *root = sluice_journal_disk_dup_root ();
  g_autofree char *other = g_build_filename (root, "not-a-uuid", NULL);
  g_autofree char *file = g_build_filename (root, "a-file", NULL);
  g_autofree char *fifo_id = leave_folder (NULL);
  g_autofree char *fifo = g_build_filename (root, fifo_id, SLUICE_JOURNAL_STATE_FILE, NULL);
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *deep_id = NULL;
  g_autoptr (GListModel) list = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  deep_id = leave_folder (deep->str);
  g_assert_cmpint (g_mkdir (other, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);

  list = list_unfinished ();
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 2);
  g_assert_nonnull (sluice_journal_get_problem (find (list, deep_id)));
  g_assert_nonnull (sluice_journal_get_problem (find (list, fifo_id)));
}

static void
test_running_is_not_unfinished (void)
{
  g_autoptr (SluiceJournal) journal = sluice_journal_new ("https://us.posthog.com", "42");
  g_autofree char *id = g_strdup (sluice_journal_get_id (journal));

  assert_entered (journal, SLUICE_SETUP_STATE_WATCHING, "s", NULL);
  sluice_journal_set_running (journal, TRUE);
  {
    g_autoptr (GListModel) list = list_unfinished ();

    g_assert_null (find (list, id));
  }
  sluice_journal_set_running (journal, FALSE);
  {
    g_autoptr (GListModel) list = list_unfinished ();

    g_assert_nonnull (find (list, id));
  }
}

/* Calls that do not wait for each other reach the disk in their order. */
static void
test_overtaking (void)
{
  g_autoptr (SluiceJournal) journal = sluice_journal_new ("https://us.posthog.com", "42");
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; i < 40; i++)
    g_ptr_array_add (futures,
                     sluice_journal_enter (journal,
                                           i % 2 == 0 ? SLUICE_SETUP_STATE_CREATED : SLUICE_SETUP_STATE_VERIFYING, NULL,
                                           NULL));
  g_ptr_array_add (futures, sluice_journal_enter_schedule (journal, SLUICE_SCHEDULE_STATE_DONE));
  for (guint i = 0; i < futures->len; i++)
    g_assert_true (play_await (dex_ref (g_ptr_array_index (futures, i)), NULL));

  text = read_left (sluice_journal_get_id (journal));
  node = sluice_json_parse (text, -1, NULL);
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (node), "state", NULL), ==, "verifying");
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (node), "schedule", NULL), ==, "done");
}

/* Nor an older plan over a newer. */
static void
test_overtaking_plans (void)
{
  g_autoptr (SluiceJournal) journal = sluice_journal_new ("https://us.posthog.com", "42");
  g_autoptr (SluicePlan) plan = sluice_plan_new ();
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  g_autofree char *folder = sluice_journal_dup_path (journal);
  g_autofree char *path = g_build_filename (folder, "draft.json", NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *prefix = g_strdup_printf ("number_%u_", i);

      sluice_plan_set_prefix (plan, prefix);
      g_ptr_array_add (futures, sluice_journal_write_plan (journal, plan));
    }
  for (guint i = 0; i < futures->len; i++)
    g_assert_true (play_await (dex_ref (g_ptr_array_index (futures, i)), NULL));

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "number_39_"));
}

static void
test_failed_write_did_not_happen (void)
{
  static const char *ids[] = { "one", NULL };
  g_autoptr (SluiceJournal) journal = sluice_journal_new ("https://us.posthog.com", "42");
  g_autofree char *root = sluice_journal_disk_dup_root ();
  g_autofree char *parent = g_path_get_dirname (root);
  g_autofree char *data = g_path_get_dirname (parent);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (data, 0700), ==, 0);
  g_assert_true (g_file_set_contents (parent, "", 0, NULL));
  g_assert_false (play_await (sluice_journal_enter (journal, SLUICE_SETUP_STATE_CREATING, NULL, ids), &error));
  g_assert_cmpint (error->domain, ==, G_FILE_ERROR);
  g_assert_cmpint (sluice_journal_get_state (journal), ==, SLUICE_SETUP_STATE_DRAFT);
  g_assert_null (sluice_journal_get_known_ids (journal));
  g_assert_null (sluice_journal_get_changed_at (journal));
}

/* A new set-up from the draft of one whose source somebody deleted: nothing of that source is left in its record. */
static void
test_begin_again (void)
{
  static const char *ids[] = { "one", NULL };
  g_autoptr (SluiceJournal) journal = sluice_journal_new ("https://us.posthog.com", "42");
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  SluiceJournal *read;

  assert_entered (journal, SLUICE_SETUP_STATE_CREATING, NULL, ids);
  assert_entered (journal, SLUICE_SETUP_STATE_CREATED, "deleted-source", NULL);
  play_await (sluice_journal_enter_schedule (journal, SLUICE_SCHEDULE_STATE_DONE), &error);
  play_await (sluice_journal_enter_registration (journal, SLUICE_REGISTRATION_REGISTERING), &error);
  assert_entered (journal, SLUICE_SETUP_STATE_GONE, NULL, NULL);
  play_await (sluice_journal_begin_again (journal), &error);
  g_assert_no_error (error);

  text = read_left (sluice_journal_get_id (journal));
  g_assert_null (strstr (text, "deleted-source"));
  list = list_unfinished ();
  read = find (list, sluice_journal_get_id (journal));
  g_assert_cmpint (sluice_journal_get_state (read), ==, SLUICE_SETUP_STATE_DRAFT);
  g_assert_cmpint (sluice_journal_get_schedule_state (read), ==, SLUICE_SCHEDULE_STATE_TO_DO);
  g_assert_cmpint (sluice_journal_get_registration_state (read), ==, SLUICE_REGISTRATION_TO_DO);
  g_assert_null (sluice_journal_get_source_id (read));
  g_assert_null (sluice_journal_get_sent_at (read));
  g_assert_null (sluice_journal_get_registering_at (read));
}

static void
test_discard (void)
{
  g_autoptr (SluiceJournal) journal = sluice_journal_new ("https://us.posthog.com", "42");
  g_autofree char *path = sluice_journal_dup_path (journal);
  g_autoptr (GError) error = NULL;
  DexFuture *write;

  /* Nothing is there yet: fine. */
  g_assert_true (play_await (sluice_journal_discard (journal), &error));
  assert_entered (journal, SLUICE_SETUP_STATE_CREATED, "s", NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_DIR));

  /* A write that was asked for before does not bring it back. */
  write = sluice_journal_enter (journal, SLUICE_SETUP_STATE_DONE, NULL, NULL);
  g_assert_true (play_await (sluice_journal_discard (journal), &error));
  g_assert_no_error (error);
  g_assert_true (play_await (write, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  g_test_add_func ("/journal/empty", test_empty);
  g_test_add_func ("/journal/round-trip", test_round_trip);
  g_test_add_func ("/journal/project-without-number", test_project_without_number);
  g_test_add_func ("/journal/order-and-finished", test_order_and_finished);
  g_test_add_func ("/journal/garbage", test_garbage);
  g_test_add_func ("/journal/cut-short", test_cut_short);
  g_test_add_func ("/journal/newer", test_newer_says_so);
  g_test_add_func ("/journal/strange-things", test_strange_things);
  g_test_add_func ("/journal/running", test_running_is_not_unfinished);
  g_test_add_func ("/journal/overtaking", test_overtaking);
  g_test_add_func ("/journal/overtaking-plans", test_overtaking_plans);
  g_test_add_func ("/journal/failed-write", test_failed_write_did_not_happen);
  g_test_add_func ("/journal/begin-again", test_begin_again);
  g_test_add_func ("/journal/discard", test_discard);

  return g_test_run ();
}
