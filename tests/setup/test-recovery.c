/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "play.h"
#include "sluice-json.h"

/* What a set-up does when nobody knows whether its source was created (DESIGN 6): never a second source, never another
 * one's source, and an end that a person understands. */

static const char all_tables[] =
    "[{\"id\": \"a\", \"name\": \"public.orders\", \"should_sync\": true, \"sync_type\": \"incremental\"},"
    " {\"id\": \"b\", \"name\": \"public.audit_log\", \"should_sync\": false, \"sync_type\": null}]";

static gint64 sent_at;

/* Two tables, one of them on, under a prefix. */
static void
plan_shop (Play *play)
{
  SluiceTable *orders;

  play_discover (play, 100, "orders", "audit_log", NULL);
  orders = play_get_planned (play, "public.orders");
  sluice_table_set_selected (orders, TRUE);
  sluice_table_set_method (orders, SLUICE_SYNC_METHOD_INCREMENTAL);
  sluice_plan_set_prefix (play->plan, "shop_");
  play->advance = play_complete_all;
  sent_at = play->now;
}

static gint64
get_seconds_since_sent (Play *play)
{
  return (play->now - sent_at) / G_USEC_PER_SEC;
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
send_again (Play *play)
{
  g_autoptr (GError) error = NULL;

  play_await (sluice_setup_send_again (play->setup), &error);
  g_assert_no_error (error);
  play_finish (play);
}

static void
assert_finished (Play *play, const char *words)
{
  play_assert_stage (play, SLUICE_STAGE_CREATE, SLUICE_STAGE_DONE, words);
  play_assert_stage (play, SLUICE_STAGE_FIRST_LOAD, SLUICE_STAGE_DONE, NULL);
  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_DONE);
  g_assert_true (sluice_setup_get_finished (play->setup));
  g_assert_cmpstr (sluice_setup_get_source_id (play->setup), ==, "new-source");
}

static void
assert_asks (Play *play, SluiceSetupQuestion question)
{
  g_autoptr (JsonNode) state = play_read_state (play);

  g_assert_cmpint (sluice_setup_get_question (play->setup), ==, question);
  g_assert_false (sluice_setup_get_busy (play->setup));
  g_assert_null (sluice_setup_get_source_id (play->setup));
  play_assert_stage (play, SLUICE_STAGE_CREATE, SLUICE_STAGE_ATTENTION, NULL);
  play_assert_stage (play, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_TO_COME, NULL);
  g_assert_cmpstr (sluice_json_get_string (json_node_get_object (state), "state", NULL), ==, "creating");
}

static gboolean
make_and_time_out (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_CREATE)
    return FALSE;

  play_behave (play, ask, message);
  play_answer (message, 504, "{\"detail\": \"gateway\"}");

  return TRUE;
}

static gboolean
make_and_cut (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_CREATE)
    return FALSE;

  play_behave (play, ask, message);
  play_answer (message, 201, "{\"id\": \"new-so");

  return TRUE;
}

static const PlayHook losses[] = { play_make_and_drop, make_and_time_out, make_and_cut };

static void
test_found (Play *play, gconstpointer user_data)
{
  plan_shop (play);
  play->hook = losses[GPOINTER_TO_UINT (user_data)];
  run (play);

  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
  g_assert_cmpint (get_seconds_since_sent (play), <, 60);
  assert_finished (play, "Postgres, prefix shop_ · found after its answer was lost");
}

static gboolean
list_after_three_minutes (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  play->hidden = get_seconds_since_sent (play) < 180;

  return play_make_and_drop (play, ask, message);
}

static void
test_late (Play *play, gconstpointer user_data)
{
  plan_shop (play);
  play->hook = list_after_three_minutes;
  run (play);

  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
  g_assert_cmpint (get_seconds_since_sent (play), >=, 180);
  assert_finished (play, NULL);
}

static void
test_never_made (Play *play, gconstpointer user_data)
{
  plan_shop (play);
  play->hook = play_drop_create;
  run (play);

  assert_asks (play, SLUICE_SETUP_QUESTION_SEND_AGAIN);
  g_assert_cmpint (get_seconds_since_sent (play), >=, 600);
  /* One list before it was sent, then looks after 5, 10, 20 and 40 s and every minute. */
  g_assert_cmpuint (play_count (play, PLAY_LIST), <=, 1 + 4 + 10);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);

  /* Looking once more sends nothing. */
  run (play);
  assert_asks (play, SLUICE_SETUP_QUESTION_SEND_AGAIN);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);

  play->hook = NULL;
  send_again (play);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 2);
  g_assert_cmpint (sluice_setup_get_question (play->setup), ==, SLUICE_SETUP_QUESTION_NONE);
  assert_finished (play, "Postgres, prefix shop_");
}

static gboolean
roll_back_after_two_minutes (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (play->source_id != NULL && get_seconds_since_sent (play) > 120)
    g_clear_pointer (&play->source_id, g_free);
  if (ask != PLAY_CREATE)
    return FALSE;

  play_make_and_drop (play, ask, message);
  g_ptr_array_set_size (play->tables, 1);

  return TRUE;
}

static void
test_rolled_back (Play *play, gconstpointer user_data)
{
  plan_shop (play);
  play->hook = roll_back_after_two_minutes;
  run (play);

  assert_asks (play, SLUICE_SETUP_QUESTION_SEND_AGAIN);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
  g_assert_cmpuint (play_count (play, PLAY_DELETE), ==, 0);
}

static gboolean
make_without_tables (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_CREATE)
    return FALSE;

  play_make_and_drop (play, ask, message);
  g_ptr_array_set_size (play->tables, 0);

  return TRUE;
}

static void
test_without_tables (Play *play, gconstpointer user_data)
{
  plan_shop (play);
  play->hook = make_without_tables;
  run (play);
  assert_asks (play, SLUICE_SETUP_QUESTION_DELETE_AND_SEND_AGAIN);
  g_assert_cmpint (get_seconds_since_sent (play), >=, 600);
  g_assert_cmpuint (play_count (play, PLAY_DELETE), ==, 0);

  play->hook = NULL;
  send_again (play);
  g_assert_cmpuint (play_count (play, PLAY_DELETE), ==, 1);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 2);
  assert_finished (play, NULL);
}

static gboolean author_hidden;

/* Somebody else makes one, and for a while nobody can say who somebody is. */
static gboolean
hide_author (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_ME && author_hidden)
    play_answer (message, 503, "{}");
  else if (ask == PLAY_PREFIX)
    play_answer (message, 200, "");
  else if (ask == PLAY_CREATE)
    {
      play_add_stranger (play, "pg-stranger", "shop_", "bob@example.com", "[]");
      play_drop (message);
    }
  else
    return FALSE;

  return TRUE;
}

/* What was taken for ours is not deleted once it is known whose it is. */
static void
test_stranger_not_deleted (Play *play, gconstpointer user_data)
{
  plan_shop (play);
  author_hidden = TRUE;
  play->hook = hide_author;
  run (play);
  assert_asks (play, SLUICE_SETUP_QUESTION_DELETE_AND_SEND_AGAIN);

  author_hidden = FALSE;
  run (play);
  assert_asks (play, SLUICE_SETUP_QUESTION_SEND_AGAIN);

  play->hook = NULL;
  send_again (play);
  g_assert_cmpuint (play_count (play, PLAY_DELETE), ==, 0);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 2);
  assert_finished (play, NULL);
}

static gboolean
refuse_delete (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_DELETE)
    play_answer (message, 403, "{\"detail\": \"You do not have editor access to this resource.\"}");

  return ask == PLAY_DELETE;
}

/* Sent beside what is there it would be the second. */
static void
test_delete_refused (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  plan_shop (play);
  play->hook = make_without_tables;
  run (play);

  play->hook = refuse_delete;
  g_assert_false (play_await (sluice_setup_send_again (play->setup), &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_FORBIDDEN);
  play_finish (play);
  assert_asks (play, SLUICE_SETUP_QUESTION_DELETE_AND_SEND_AGAIN);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
}

static gboolean
lose_to_stranger (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_CREATE)
    return FALSE;

  play_add_stranger (play, "pg-stranger", "shop_", "bob@example.com", all_tables);
  play_drop (message);

  return TRUE;
}

static void
test_stranger (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  plan_shop (play);
  play->hook = lose_to_stranger;
  run (play);
  assert_asks (play, SLUICE_SETUP_QUESTION_NEW_PREFIX);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
  g_assert_cmpuint (play_count (play, PLAY_DELETE), ==, 0);

  /* Another prefix, and it goes on. */
  play_await (sluice_setup_reopen (play->setup), &error);
  g_assert_no_error (error);
  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_DRAFT);
  sluice_plan_set_prefix (play->plan, "shop2_");
  play->hook = NULL;
  run (play);
  assert_finished (play, "Postgres, prefix shop2_");
}

static void
test_stood_there_before (Play *play, gconstpointer user_data)
{
  plan_shop (play);
  play_add_stranger (play, "pg-before", "shop_", PLAY_AUTHOR, all_tables);
  play->hook = play_drop_create;
  run (play);

  /* It stood there before: it is never ours, whatever it holds. */
  assert_asks (play, SLUICE_SETUP_QUESTION_NEW_PREFIX);
  g_assert_cmpuint (play_count (play, PLAY_DELETE), ==, 0);
}

static gboolean
appear_when_sent_again (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_CREATE)
    return FALSE;
  if (play->source_id == NULL)
    {
      play->hidden = TRUE;
      return play_make_and_drop (play, ask, message);
    }

  play->hidden = FALSE;
  play_answer (message, 400, "{\"message\": \"" PLAY_PREFIX_TAKEN "\"}");

  return TRUE;
}

static gboolean
hide_prefix (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_PREFIX && play->hidden)
    {
      play_answer (message, 200, "");
      return TRUE;
    }

  return appear_when_sent_again (play, ask, message);
}

static void
test_taken_by_ourselves (Play *play, gconstpointer user_data)
{
  plan_shop (play);
  play->hook = hide_prefix;
  run (play);
  assert_asks (play, SLUICE_SETUP_QUESTION_SEND_AGAIN);

  send_again (play);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 2);
  assert_finished (play, "Postgres, prefix shop_ · found after its answer was lost");
}

static gboolean
revoke_key (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_CREATE)
    return play_make_and_drop (play, ask, message);
  if (play_count (play, PLAY_CREATE) > 0)
    {
      play_answer (message, 401,
                   "{\"detail\": \"Personal API key found in request Authorization header is invalid.\"}");
      return TRUE;
    }

  return FALSE;
}

static void
test_key_revoked (Play *play, gconstpointer user_data)
{
  plan_shop (play);
  play->hook = revoke_key;
  run (play);

  assert_asks (play, SLUICE_SETUP_QUESTION_NONE);
  g_assert_error (sluice_stage_get_error (play_get_stage (play, SLUICE_STAGE_CREATE)), SLUICE_API_ERROR,
                  SLUICE_API_ERROR_UNAUTHORIZED);

  /* With the key of now it goes on. */
  play->hook = NULL;
  run (play);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
  assert_finished (play, NULL);
}

static gboolean
revoke_key_for_the_second (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  return play_count (play, PLAY_CREATE) > 1 ? revoke_key (play, PLAY_LIST, message) :
                                              play_drop_create (play, ask, message);
}

/* As long as nobody can say whether the first was made, its record stays. */
static void
test_key_revoked_when_sent_again (Play *play, gconstpointer user_data)
{
  plan_shop (play);
  play->hook = revoke_key_for_the_second;
  run (play);
  assert_asks (play, SLUICE_SETUP_QUESTION_SEND_AGAIN);

  send_again (play);
  assert_asks (play, SLUICE_SETUP_QUESTION_NONE);
  g_assert_error (sluice_stage_get_error (play_get_stage (play, SLUICE_STAGE_CREATE)), SLUICE_API_ERROR,
                  SLUICE_API_ERROR_UNAUTHORIZED);

  play->hook = NULL;
  run (play);
  assert_asks (play, SLUICE_SETUP_QUESTION_SEND_AGAIN);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 2);
}

/* Nothing is sent while it becomes a draft, and it becomes one although the page is left. */
static void
test_reopen_and_leave (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  plan_shop (play);
  play->hook = play_drop_create;
  run (play);
  assert_asks (play, SLUICE_SETUP_QUESTION_SEND_AGAIN);

  dex_unref (play_chain (sluice_setup_reopen (play->setup)));
  g_assert_true (sluice_setup_get_busy (play->setup));
  play_await (sluice_setup_send_again (play->setup), &error);
  play_finish (play);
  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_DRAFT);
  g_assert_cmpint (sluice_setup_get_question (play->setup), ==, SLUICE_SETUP_QUESTION_NONE);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
}

static gboolean
fail_lists_for_an_hour (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_LIST && play_count (play, PLAY_CREATE) > 0 && get_seconds_since_sent (play) < 3600)
    {
      play_answer (message, 503, "{}");
      return TRUE;
    }

  return play_make_and_drop (play, ask, message);
}

/* What could not be looked at is no proof that nothing is there. */
static void
test_lists_fail (Play *play, gconstpointer user_data)
{
  plan_shop (play);
  play->hook = fail_lists_for_an_hour;
  run (play);

  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
  g_assert_cmpint (get_seconds_since_sent (play), >=, 3600);
  assert_finished (play, NULL);
}

static gboolean
stop_when_listed (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_LIST && play_count (play, PLAY_CREATE) > 0)
    sluice_setup_stop (play->setup);

  return play_make_and_drop (play, ask, message);
}

static void
test_restart_while_looking (Play *play, gconstpointer user_data)
{
  plan_shop (play);
  play->hidden = TRUE;
  play->hook = stop_when_listed;
  run (play);
  assert_asks (play, SLUICE_SETUP_QUESTION_NONE);

  play->hook = NULL;
  play->hidden = FALSE;
  play_restart (play);
  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_CREATING);
  sent_at = play->now;
  run (play);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
  g_assert_cmpint (get_seconds_since_sent (play), <, 5);
  assert_finished (play, "Postgres, prefix shop_ · found after its answer was lost");
}

/* The same window looks again. */
static void
test_look_again_once_stopped (Play *play, gconstpointer user_data)
{
  plan_shop (play);
  play->hidden = TRUE;
  play->hook = stop_when_listed;
  run (play);
  assert_asks (play, SLUICE_SETUP_QUESTION_NONE);

  play->hook = NULL;
  play->hidden = FALSE;
  run (play);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
  assert_finished (play, NULL);
}

static DexFuture *discarding;
static gboolean is_refused_at_once;

static DexFuture *
discarded_cb (DexFuture *completed, gpointer user_data)
{
  is_refused_at_once = dex_future_is_rejected (completed) && sluice_setup_get_busy (((Play *) user_data)->setup);

  return dex_ref (completed);
}

static gboolean
discard_when_listed (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_LIST && play_count (play, PLAY_CREATE) > 0 && discarding == NULL)
    discarding = dex_future_finally (sluice_setup_discard (play->setup), discarded_cb, play, NULL);

  return play_drop_create (play, ask, message);
}

/* Nobody waits ten minutes to be told that it may be there already. */
static void
test_discard_while_looking (Play *play, gconstpointer user_data)
{
  plan_shop (play);
  play->hook = discard_when_listed;
  run (play);
  g_assert_true (is_refused_at_once);
  dex_clear (&discarding);
  assert_asks (play, SLUICE_SETUP_QUESTION_SEND_AGAIN);
}

static const char *const file_names[] = { "draft.json", "tables.json", "state.json" };
static char *kept_files[G_N_ELEMENTS (file_names)];
static PlayAsk keep_at;

static char *
dup_file_path (Play *play, guint index)
{
  g_autofree char *folder = sluice_journal_dup_path (sluice_setup_get_journal (play->setup));

  return g_build_filename (folder, file_names[index], NULL);
}

/* The disk as it stands when the request arrives is what a power cut leaves. */
static gboolean
keep_files (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  for (guint i = 0; ask == keep_at && i < G_N_ELEMENTS (file_names); i++)
    {
      g_autofree char *path = dup_file_path (play, i);

      g_clear_pointer (&kept_files[i], g_free);
      g_file_get_contents (path, &kept_files[i], NULL, NULL);
    }

  return FALSE;
}

static void
restore_files (Play *play)
{
  for (guint i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      g_autofree char *path = dup_file_path (play, i);
      g_autofree char *folder = g_path_get_dirname (path);
      g_autoptr (GError) error = NULL;

      g_mkdir_with_parents (folder, 0700);
      g_file_set_contents (path, kept_files[i], -1, &error);
      g_assert_no_error (error);
      g_clear_pointer (&kept_files[i], g_free);
    }
}

typedef struct
{
  const char *name;
  PlayAsk at;
  SluiceSetupState state; /* as it is taken up */
  guint n_bulk;           /* in all */
} Cut;

static const Cut cuts[] = {
  { "created", PLAY_BULK, SLUICE_SETUP_STATE_CREATED, 1 },
  { "watching", PLAY_JOBS, SLUICE_SETUP_STATE_WATCHING, 1 },
};

/* Nothing that was sent is sent again, and what was not is. */
static void
test_restart_once_created (Play *play, gconstpointer user_data)
{
  const Cut *cut = user_data;

  plan_shop (play);
  keep_at = cut->at;
  play->hook = keep_files;
  run (play);
  play->hook = NULL;
  restore_files (play);
  play_restart (play);
  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, cut->state);
  g_assert_cmpstr (sluice_setup_get_source_id (play->setup), ==, "new-source");
  run (play);

  /* Of what was sent already the server says so itself. */
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
  g_assert_cmpuint (play_count (play, PLAY_BULK), ==, cut->n_bulk);
  play_assert_stage (play, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_DONE, "Every 24 hours");
  play_assert_stage (play, SLUICE_STAGE_VERIFY, SLUICE_STAGE_DONE, NULL);
  assert_finished (play, "Postgres, prefix shop_");
}

/* A program that starts again has no password unless a keyring has. */
static void
test_restart_without_secrets (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  plan_shop (play);
  play->hook = play_drop_create;
  run (play);
  play_restart (play);
  run (play);
  assert_asks (play, SLUICE_SETUP_QUESTION_SEND_AGAIN);

  g_assert_false (play_await (sluice_setup_send_again (play->setup), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  play_finish (play);
  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_DRAFT);
  g_assert_cmpuint (play_count (play, PLAY_CREATE), ==, 1);
}

static void
add_tests (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/recovery/found/%u", i);

      g_test_add (path, Play, GUINT_TO_POINTER (i), play_set_up, test_found, play_tear_down);
    }
  PLAY_ADD ("/recovery/late", test_late);
  PLAY_ADD ("/recovery/never-made", test_never_made);
  PLAY_ADD ("/recovery/rolled-back", test_rolled_back);
  PLAY_ADD ("/recovery/without-tables", test_without_tables);
  PLAY_ADD ("/recovery/delete-refused", test_delete_refused);
  PLAY_ADD ("/recovery/stranger", test_stranger);
  PLAY_ADD ("/recovery/stranger-not-deleted", test_stranger_not_deleted);
  PLAY_ADD ("/recovery/stood-there-before", test_stood_there_before);
  PLAY_ADD ("/recovery/taken-by-ourselves", test_taken_by_ourselves);
  PLAY_ADD ("/recovery/key-revoked", test_key_revoked);
  PLAY_ADD ("/recovery/key-revoked-when-sent-again", test_key_revoked_when_sent_again);
  PLAY_ADD ("/recovery/reopen-and-leave", test_reopen_and_leave);
  PLAY_ADD ("/recovery/lists-fail", test_lists_fail);
  PLAY_ADD ("/recovery/look-again-once-stopped", test_look_again_once_stopped);
  PLAY_ADD ("/recovery/discard-while-looking", test_discard_while_looking);
  PLAY_ADD ("/recovery/restart/while-looking", test_restart_while_looking);
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/recovery/restart/%s", cuts[i].name);

      g_test_add (path, Play, &cuts[i], play_set_up, test_restart_once_created, play_tear_down);
    }
  PLAY_ADD ("/recovery/restart/without-secrets", test_restart_without_secrets);
}

int
main (int argc, char **argv)
{
  return play_main (argc, argv, add_tests);
}
