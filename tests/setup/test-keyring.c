/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs in tests/ui/session: a session bus with a real, unlocked gnome-keyring-daemon. */
#include "config.h"

#include "keyring-common.h"
#include "wait.h"

#define ORIGIN "https://eu.posthog.com"
#define KEY "phx_a-key-of-this-test"

/* Looked for after all that was asked for before. */
static void
assert_not_found (SluiceKeyring *keyring, const char *project)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = keyring_dup_secret (sluice_keyring_lookup_api_key (keyring, ORIGIN, project), &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (found);
}

/* What another program sees of the item. */
static char *
dup_seen (const char *project)
{
  return keyring_dup_seen_by_another_process ("kind", "api-key", "origin", ORIGIN, "project", project, NULL);
}

static void
test_stored_and_found (void)
{
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();
  g_autoptr (SluiceKeyring) next_run = sluice_keyring_new ();
  g_autoptr (SecretValue) key = keyring_new_secret (KEY);
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  g_autofree char *seen = NULL;

  g_assert_true (keyring_await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "12", "Sluice: Shop", key)));
  g_assert_null (sluice_keyring_get_problem (keyring));

  found = keyring_dup_secret (sluice_keyring_lookup_api_key (next_run, ORIGIN, "12"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, KEY);
  seen = dup_seen ("12");
  g_assert_cmpstr (seen, ==, KEY);
}

static void
test_projects_apart (void)
{
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();
  g_autoptr (SecretValue) one = keyring_new_secret ("phx_one");
  g_autoptr (SecretValue) two = keyring_new_secret ("phx_two");
  g_autofree char *found_one = NULL;
  g_autofree char *found_two = NULL;

  g_assert_true (keyring_await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "1", "One", one)));
  g_assert_true (keyring_await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "2", "Two", two)));
  found_one = keyring_dup_secret (sluice_keyring_lookup_api_key (keyring, ORIGIN, "1"), NULL);
  found_two = keyring_dup_secret (sluice_keyring_lookup_api_key (keyring, ORIGIN, "2"), NULL);
  g_assert_cmpstr (found_one, ==, "phx_one");
  g_assert_cmpstr (found_two, ==, "phx_two");
}

static void
test_removed (void)
{
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();
  g_autoptr (SecretValue) key = keyring_new_secret (KEY);
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  g_autofree char *seen = NULL;

  g_assert_true (keyring_await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "13", "Sluice: Shop", key)));
  g_assert_true (keyring_await_boolean (sluice_keyring_remove_api_key (keyring, ORIGIN, "13")));
  found = keyring_dup_secret (sluice_keyring_lookup_api_key (keyring, ORIGIN, "13"), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  seen = dup_seen ("13");
  g_assert_cmpstr (seen, ==, "");
}

static void
test_setup_erased (void)
{
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();
  g_autoptr (SluiceKeyring) next_run = sluice_keyring_new ();
  g_autoptr (SecretValue) secrets = keyring_new_secret ("{\"password\":\"s3cret\"}");
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  g_autofree char *gone = NULL;

  g_assert_true (keyring_await_boolean (sluice_keyring_store_setup (keyring, ORIGIN, "12", "uuid-1", "Postgres",
                                                                    "Sluice: Postgres · shop (set-up)", secrets)));
  found = keyring_dup_secret (sluice_keyring_lookup_setup (next_run, "uuid-1"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, "{\"password\":\"s3cret\"}");
  g_assert_true (keyring_await_boolean (sluice_keyring_remove_setup (next_run, "uuid-1")));
  gone = keyring_dup_secret (sluice_keyring_lookup_setup (next_run, "uuid-1"), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* (transfer full) (nullable): what is kept of that project */
static SluiceStoredSecret *
find_listed (GListModel *list, const char *project)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SluiceStoredSecret) secret = g_list_model_get_item (list, i);

      if (sluice_stored_secret_is_of_project (secret, ORIGIN, project))
        return g_steal_pointer (&secret);
    }

  return NULL;
}

static GListModel *
list_kept (SluiceKeyring *keyring, gboolean unlock, GError **error)
{
  g_autoptr (DexFuture) future = sluice_keyring_list (keyring, unlock);
  const GValue *value = NULL;

  keyring_await (dex_ref (future), NULL);
  value = dex_future_get_value (future, error);

  return value != NULL ? g_value_dup_object (value) : NULL;
}

/* A later run lists what is kept, and what for, and forgets one of them: then another process finds only the others. */
static void
test_listed_and_forgotten (void)
{
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();
  g_autoptr (SluiceKeyring) next_run = sluice_keyring_new ();
  g_autoptr (SecretValue) key = keyring_new_secret (KEY);
  g_autoptr (SecretValue) secrets = keyring_new_secret ("{\"password\":\"s3cret\"}");
  g_autoptr (GDateTime) began = g_date_time_new_now_utc ();
  g_autoptr (GListModel) list = NULL;
  g_autoptr (SluiceStoredSecret) source = NULL;
  g_autoptr (SluiceStoredSecret) api_key = NULL;
  g_autofree char *found = NULL;
  g_autofree char *forgotten = NULL;
  g_autofree char *seen = NULL;

  g_assert_true (keyring_await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "30", "Shop", key)));
  g_assert_true (keyring_await_boolean (
      sluice_keyring_store_source (keyring, ORIGIN, "31", "source-31", "Postgres", "Postgres · shop", secrets)));

  list = list_kept (next_run, FALSE, NULL);
  g_assert_nonnull (list);
  api_key = find_listed (list, "30");
  source = find_listed (list, "31");
  g_assert_cmpint (sluice_stored_secret_get_kind (api_key), ==, SLUICE_STORED_KIND_API_KEY);
  g_assert_cmpint (sluice_stored_secret_get_kind (source), ==, SLUICE_STORED_KIND_SOURCE);
  g_assert_cmpstr (sluice_stored_secret_get_label (source), ==, "Postgres · shop");
  g_assert_cmpstr (sluice_stored_secret_get_attribute (source, "source"), ==, "source-31");
  g_assert_cmpstr (sluice_stored_secret_get_attribute (source, "type"), ==, "Postgres");
  g_assert_cmpint (g_date_time_to_unix (sluice_stored_secret_get_stored_at (source)), >=, g_date_time_to_unix (began));
  found = keyring_dup_secret (sluice_keyring_lookup (next_run, source), NULL);
  g_assert_cmpstr (found, ==, "{\"password\":\"s3cret\"}");

  g_assert_true (keyring_await_boolean (sluice_keyring_forget (next_run, source)));
  forgotten = keyring_dup_seen_by_another_process ("kind", "source", "source", "source-31", NULL);
  g_assert_cmpstr (forgotten, ==, "");
  seen = dup_seen ("30");
  g_assert_cmpstr (seen, ==, KEY);
  g_assert_true (keyring_await_boolean (sluice_keyring_forget (next_run, api_key)));
}

/* What is kept in a locked keyring is not told, and nobody is asked for its password who did not want to know. */
static void
test_listed_locked (void)
{
  g_autoptr (SluiceKeyring) keyring = NULL;
  g_autoptr (SecretValue) key = keyring_new_secret (KEY);
  g_autoptr (GSubprocess) answer = NULL;
  g_autoptr (GListModel) locked = NULL;
  g_autoptr (GListModel) list = NULL;
  g_autoptr (SluiceStoredSecret) api_key = NULL;
  g_autoptr (GError) error = NULL;

  if (!keyring_in_subprocess (TRUE))
    return;

  keyring = sluice_keyring_new ();
  g_assert_true (keyring_await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "32", "Shop", key)));
  keyring_lock ();
  locked = list_kept (keyring, FALSE, &error);
  g_assert_error (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED);
  g_assert_null (locked);
  g_assert_false (keyring_has_prompt ());

  answer = keyring_answer_prompts ();
  list = list_kept (keyring, TRUE, NULL);
  g_assert_nonnull (list);
  api_key = find_listed (list, "32");
  g_assert_cmpstr (sluice_stored_secret_get_label (api_key), ==, "Shop");
  g_assert_true (keyring_await_boolean (sluice_keyring_forget (keyring, api_key)));
  keyring_leave_prompts (g_steal_pointer (&answer));
}

/* Without any keyring what is in memory is listed, and can be forgotten there. */
static void
test_listed_absent (void)
{
  g_autoptr (SluiceKeyring) keyring = NULL;
  g_autoptr (SecretValue) key = keyring_new_secret (KEY);
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GListModel) after = NULL;
  g_autoptr (SluiceStoredSecret) api_key = NULL;

  if (!keyring_in_subprocess (FALSE))
    return;

  keyring = sluice_keyring_new ();
  g_assert_false (keyring_await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "33", "Shop", key)));
  list = list_kept (keyring, FALSE, NULL);
  g_assert_nonnull (list);
  api_key = find_listed (list, "33");
  g_assert_null (sluice_stored_secret_get_stored_at (api_key));
  g_assert_true (keyring_await_boolean (sluice_keyring_forget (keyring, api_key)));
  after = list_kept (keyring, FALSE, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (after), ==, 0);
}

/* A locked keyring asks for its password; when the person refuses, the secret stays in memory, and that is said. */
static void
test_locked_and_refused (void)
{
  g_autoptr (SluiceKeyring) keyring = NULL;
  g_autoptr (SecretValue) key = keyring_new_secret (KEY);
  g_autoptr (GSubprocess) answer = NULL;
  g_autofree char *found = NULL;

  if (!keyring_in_subprocess (TRUE))
    return;

  keyring_lock ();
  answer = keyring_refuse_prompts ();
  keyring = sluice_keyring_new ();
  g_assert_false (keyring_await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "14", "Sluice: Shop", key)));
  g_assert_nonnull (sluice_keyring_get_problem (keyring));
  found = keyring_dup_secret (sluice_keyring_lookup_api_key (keyring, ORIGIN, "14"), NULL);
  g_assert_cmpstr (found, ==, KEY);
  keyring_leave_prompts (g_steal_pointer (&answer));

  /* Nobody answers any more: asked once more, this would wait for ever. */
  g_assert_false (keyring_await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "15", "Sluice: Other", key)));
  g_assert_false (sluice_keyring_get_waiting (keyring));
  g_clear_pointer (&found, g_free);
  found = keyring_dup_secret (sluice_keyring_lookup_api_key (keyring, ORIGIN, "15"), NULL);
  g_assert_cmpstr (found, ==, KEY);
}

static gboolean
is_past (gpointer end)
{
  return g_get_monotonic_time () > *(gint64 *) end;
}

static gboolean
has_no_problem (gpointer keyring)
{
  return sluice_keyring_get_problem (keyring) == NULL;
}

/* A prompt that nobody answers is waited for: the keyring is there, and says so. The person can go on without it;
 * whoever answers it later has the key stored after all. */
static void
test_locked_and_not_waited_for (void)
{
  g_autoptr (SluiceKeyring) keyring = NULL;
  g_autoptr (SecretValue) key = keyring_new_secret (KEY);
  g_autoptr (DexFuture) store = NULL;
  g_autoptr (GSubprocess) answer = NULL;
  g_autofree char *found = NULL;
  g_autofree char *seen = NULL;
  gint64 end;

  if (!keyring_in_subprocess (TRUE))
    return;

  keyring_lock ();
  keyring = sluice_keyring_new ();
  store = sluice_keyring_store_api_key (keyring, ORIGIN, "15", "Sluice: Shop", key);
  keyring_until_prompted (keyring);
  /* Longer than a keyring that is silent gets. */
  end = g_get_monotonic_time () + 8 * G_USEC_PER_SEC;
  wait_until (is_past, &end);
  g_assert_true (dex_future_is_pending (store));
  g_assert_null (sluice_keyring_get_problem (keyring));

  sluice_keyring_go_on (keyring);
  g_assert_false (keyring_await_boolean (g_steal_pointer (&store)));
  g_assert_false (sluice_keyring_get_waiting (keyring));
  g_assert_nonnull (sluice_keyring_get_problem (keyring));
  found = keyring_dup_secret (sluice_keyring_lookup_api_key (keyring, ORIGIN, "15"), NULL);
  g_assert_cmpstr (found, ==, KEY);
  /* The prompt is still there, and nothing waits behind it. */
  g_assert_true (keyring_has_prompt ());
  g_assert_false (keyring_await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "15", "Sluice: Shop", key)));
  g_assert_false (sluice_keyring_get_waiting (keyring));

  answer = keyring_answer_prompts ();
  wait_until (has_no_problem, keyring);
  seen = dup_seen ("15");
  g_assert_cmpstr (seen, ==, KEY);
  keyring_leave_prompts (g_steal_pointer (&answer));
}

/* Removed while the prompt stands: it does not come back when the prompt is answered. */
static void
test_locked_and_removed (void)
{
  g_autoptr (SluiceKeyring) keyring = NULL;
  g_autoptr (SecretValue) key = keyring_new_secret (KEY);
  g_autoptr (DexFuture) store = NULL;
  g_autoptr (GSubprocess) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;

  if (!keyring_in_subprocess (TRUE))
    return;

  keyring_lock ();
  keyring = sluice_keyring_new ();
  store = sluice_keyring_store_api_key (keyring, ORIGIN, "20", "Sluice: Shop", key);
  keyring_until_prompted (keyring);
  sluice_keyring_go_on (keyring);
  g_assert_false (keyring_await_boolean (g_steal_pointer (&store)));
  g_assert_false (keyring_await (sluice_keyring_remove_api_key (keyring, ORIGIN, "20"), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  answer = keyring_answer_prompts ();
  assert_not_found (keyring, "20");
  seen = dup_seen ("20");
  g_assert_cmpstr (seen, ==, "");
  keyring_leave_prompts (g_steal_pointer (&answer));
}

/* Unlocked by the person: stored, and nothing was ever wrong. */
static void
test_locked_and_unlocked (void)
{
  g_autoptr (SluiceKeyring) keyring = NULL;
  g_autoptr (SecretValue) key = keyring_new_secret (KEY);
  g_autoptr (GSubprocess) answer = NULL;
  g_autofree char *seen = NULL;

  if (!keyring_in_subprocess (TRUE))
    return;

  keyring_lock ();
  answer = keyring_answer_prompts ();
  keyring = sluice_keyring_new ();
  g_assert_true (keyring_await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "16", "Sluice: Shop", key)));
  g_assert_null (sluice_keyring_get_problem (keyring));
  seen = dup_seen ("16");
  g_assert_cmpstr (seen, ==, KEY);
  keyring_leave_prompts (g_steal_pointer (&answer));
}

/* A silent keyring costs five seconds. Once it comes round it gets what it was to have, in the order of the asking. */
static void
test_hung (void)
{
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();
  g_autoptr (SecretValue) first = keyring_new_secret ("phx_first");
  g_autoptr (SecretValue) second = keyring_new_secret ("phx_second");
  g_autoptr (SecretValue) third = keyring_new_secret ("phx_third");
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  g_autofree char *not_found = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *removed = NULL;
  gint64 began;

  g_assert_true (keyring_await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "17", "Shop", first)));
  keyring_hang ();
  began = g_get_monotonic_time ();
  g_assert_false (keyring_await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "17", "Shop", second)));
  g_assert_cmpint (g_get_monotonic_time () - began, <, 8 * G_USEC_PER_SEC);
  g_assert_nonnull (strstr (sluice_keyring_get_problem (keyring), "does not answer"));
  found = keyring_dup_secret (sluice_keyring_lookup_api_key (keyring, ORIGIN, "17"), NULL);
  g_assert_cmpstr (found, ==, "phx_second");

  /* Nor does reading hang, or removing; and what is removed while it is silent does not come back. */
  not_found = keyring_dup_secret (sluice_keyring_lookup_api_key (keyring, ORIGIN, "18"), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_clear_error (&error);
  g_assert_false (keyring_await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "19", "Shop", third)));
  g_assert_false (keyring_await (sluice_keyring_remove_api_key (keyring, ORIGIN, "19"), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  keyring_come_round ();
  wait_until (has_no_problem, keyring);
  seen = dup_seen ("17");
  g_assert_cmpstr (seen, ==, "phx_second");
  assert_not_found (keyring, "19");
  removed = dup_seen ("19");
  g_assert_cmpstr (removed, ==, "");
}

/* A source's secrets and its set-up's are two items: one goes, the other stays. */
static void
test_source_remembered (void)
{
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();
  g_autoptr (SluiceKeyring) next_run = sluice_keyring_new ();
  g_autoptr (SecretValue) secrets = keyring_new_secret ("{\"password\":\"s3cret\"}");
  g_autofree char *found = NULL;
  g_autofree char *seen = NULL;

  g_assert_true (keyring_await_boolean (
      sluice_keyring_store_setup (keyring, ORIGIN, "12", "uuid-2", "Postgres", "Postgres · shop (set-up)", secrets)));
  g_assert_true (keyring_await_boolean (
      sluice_keyring_store_source (keyring, ORIGIN, "12", "source-2", "Postgres", "Postgres · shop", secrets)));
  g_assert_true (keyring_await_boolean (sluice_keyring_remove_setup (keyring, "uuid-2")));
  found = keyring_dup_secret (sluice_keyring_lookup_source (next_run, "source-2"), NULL);
  g_assert_cmpstr (found, ==, "{\"password\":\"s3cret\"}");
  g_assert_true (keyring_await_boolean (sluice_keyring_remove_source (next_run, "source-2")));
  seen = keyring_dup_seen_by_another_process ("kind", "source", "source", "source-2", NULL);
  g_assert_cmpstr (seen, ==, "");
}

/* Without any keyring, secrets live as long as this run, and that is said once. */
static void
test_absent (void)
{
  g_autoptr (SluiceKeyring) keyring = NULL;
  g_autoptr (SluiceKeyring) next_run = NULL;
  g_autoptr (SecretValue) key = keyring_new_secret (KEY);
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  g_autofree char *forgotten = NULL;

  if (!keyring_in_subprocess (FALSE))
    return;

  keyring = sluice_keyring_new ();
  g_assert_false (keyring_await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "12", "Sluice: Shop", key)));
  g_assert_nonnull (sluice_keyring_get_problem (keyring));
  g_assert_null (strstr (sluice_keyring_get_problem (keyring), KEY));
  found = keyring_dup_secret (sluice_keyring_lookup_api_key (keyring, ORIGIN, "12"), NULL);
  g_assert_cmpstr (found, ==, KEY);

  g_assert_true (keyring_await_boolean (sluice_keyring_remove_api_key (keyring, ORIGIN, "12")));
  next_run = sluice_keyring_new ();
  forgotten = keyring_dup_secret (sluice_keyring_lookup_api_key (next_run, ORIGIN, "12"), &error);
  g_assert_nonnull (error);
  g_assert_null (forgotten);
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/keyring/stored-and-found-by-another-process", test_stored_and_found);
  g_test_add_func ("/keyring/projects-apart", test_projects_apart);
  g_test_add_func ("/keyring/removed", test_removed);
  g_test_add_func ("/keyring/setup-erased", test_setup_erased);
  g_test_add_func ("/keyring/source-remembered", test_source_remembered);
  g_test_add_func ("/keyring/hung", test_hung);
  g_test_add_func ("/keyring/listed-and-forgotten", test_listed_and_forgotten);
  /* First of those that lock it: what others answer may still be on its way when the next one locks. */
  g_test_add_func ("/keyring/locked-and-refused", test_locked_and_refused);
  g_test_add_func ("/keyring/locked-and-unlocked", test_locked_and_unlocked);
  g_test_add_func ("/keyring/locked-and-not-waited-for", test_locked_and_not_waited_for);
  g_test_add_func ("/keyring/locked-and-removed", test_locked_and_removed);
  g_test_add_func ("/keyring/listed-locked", test_listed_locked);
  g_test_add_func ("/keyring/absent", test_absent);
  g_test_add_func ("/keyring/listed-absent", test_listed_absent);

  return g_test_run ();
}
