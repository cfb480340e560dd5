/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs in tests/ui/session: a session bus with a real, unlocked gnome-keyring-daemon. */
#include "config.h"

#include "sluice-api-error.h"
#include "sluice-keyring.h"

#define ORIGIN "https://eu.posthog.com"
#define KEY "phx_a-key-of-this-test"

static DexFuture *
done_cb (DexFuture *future, gpointer user_data)
{
  g_main_loop_quit (user_data);

  return NULL;
}

/* Spins the main context until the future is settled. */
static const GValue *
await (DexFuture *future, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (DexFuture) waiting = dex_future_finally (dex_ref (future), done_cb, loop, NULL);

  if (dex_future_is_pending (waiting))
    g_main_loop_run (loop);

  return dex_future_get_value (future, error);
}

static gboolean
await_boolean (DexFuture *taken)
{
  g_autoptr (DexFuture) future = taken;
  g_autoptr (GError) error = NULL;
  const GValue *value = await (future, &error);

  g_assert_no_error (error);

  return g_value_get_boolean (value);
}

static char *
dup_secret (DexFuture *taken, GError **error)
{
  g_autoptr (DexFuture) future = taken;
  const GValue *value = await (future, error);

  return value != NULL ? g_strdup (secret_value_get_text (g_value_get_boxed (value))) : NULL;
}

static SecretValue *
new_secret (const char *text)
{
  return secret_value_new (text, -1, "text/plain");
}

/* What another program sees of the item: secret-tool asks the Secret Service itself. */
static char *
dup_seen_by_another_process (const char *project)
{
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "secret-tool", "lookup", "xdg:schema", APPLICATION_ID,
                        "kind", "api-key", "origin", ORIGIN, "project", project, NULL);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&output);
}

static void
test_stored_and_found (void)
{
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();
  g_autoptr (SluiceKeyring) next_run = sluice_keyring_new ();
  g_autoptr (SecretValue) key = new_secret (KEY);
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  g_autofree char *seen = NULL;

  g_assert_true (await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "12", "Sluice: Shop", key)));
  g_assert_null (sluice_keyring_get_problem (keyring));

  found = dup_secret (sluice_keyring_lookup_api_key (next_run, ORIGIN, "12"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, KEY);
  seen = dup_seen_by_another_process ("12");
  g_assert_cmpstr (seen, ==, KEY);
}

static void
test_projects_apart (void)
{
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();
  g_autoptr (SecretValue) one = new_secret ("phx_one");
  g_autoptr (SecretValue) two = new_secret ("phx_two");
  g_autofree char *found_one = NULL;
  g_autofree char *found_two = NULL;

  g_assert_true (await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "1", "One", one)));
  g_assert_true (await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "2", "Two", two)));
  found_one = dup_secret (sluice_keyring_lookup_api_key (keyring, ORIGIN, "1"), NULL);
  found_two = dup_secret (sluice_keyring_lookup_api_key (keyring, ORIGIN, "2"), NULL);
  g_assert_cmpstr (found_one, ==, "phx_one");
  g_assert_cmpstr (found_two, ==, "phx_two");
}

static void
test_removed (void)
{
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();
  g_autoptr (SecretValue) key = new_secret (KEY);
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  g_autofree char *seen = NULL;

  g_assert_true (await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "13", "Sluice: Shop", key)));
  g_assert_true (await_boolean (sluice_keyring_remove_api_key (keyring, ORIGIN, "13")));
  found = dup_secret (sluice_keyring_lookup_api_key (keyring, ORIGIN, "13"), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  seen = dup_seen_by_another_process ("13");
  g_assert_cmpstr (seen, ==, "");
}

static void
test_setup_erased (void)
{
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();
  g_autoptr (SluiceKeyring) next_run = sluice_keyring_new ();
  g_autoptr (SecretValue) secrets = new_secret ("{\"password\":\"s3cret\"}");
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  g_autofree char *gone = NULL;

  g_assert_true (await_boolean (
      sluice_keyring_store_setup (keyring, ORIGIN, "12", "uuid-1", "Sluice: Postgres · shop (set-up)", secrets)));
  found = dup_secret (sluice_keyring_lookup_setup (next_run, "uuid-1"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, "{\"password\":\"s3cret\"}");
  g_assert_true (await_boolean (sluice_keyring_remove_setup (next_run, "uuid-1")));
  gone = dup_secret (sluice_keyring_lookup_setup (next_run, "uuid-1"), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
lock_all (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service = secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, NULL, &error);
  GList *collections = NULL;

  g_assert_no_error (error);
  collections = secret_service_get_collections (service);
  secret_service_lock_sync (service, collections, NULL, NULL, &error);
  g_assert_no_error (error);
  g_list_free_full (collections, g_object_unref);
}

/* Refuses the keyring's own dialog as a person does; the key is pressed until the dialog is gone. */
static GSubprocess *
refuse_prompt (void)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "sh", "-c",
                        "window=$(xdotool search --sync --onlyvisible --class gcr-prompter | tail -n 1)\n"
                        "while xdotool search --onlyvisible --class gcr-prompter; do\n"
                        "  xdotool windowfocus \"$window\" key Escape\n"
                        "done",
                        NULL);

  g_assert_no_error (error);

  return process;
}

/* A locked keyring asks for its password; when the person refuses, the secret stays in memory, and that is said. */
static void
test_locked_and_refused (void)
{
  g_autoptr (SluiceKeyring) keyring = NULL;
  g_autoptr (SecretValue) key = new_secret (KEY);
  g_autoptr (GSubprocess) answer = NULL;
  g_autofree char *found = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 60 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  lock_all ();
  answer = refuse_prompt ();
  keyring = sluice_keyring_new ();
  g_assert_false (await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "14", "Sluice: Shop", key)));
  g_assert_nonnull (sluice_keyring_get_problem (keyring));
  found = dup_secret (sluice_keyring_lookup_api_key (keyring, ORIGIN, "14"), NULL);
  g_assert_cmpstr (found, ==, KEY);
}

/* Without any keyring, secrets live as long as this run, and that is said once. */
static void
test_absent (void)
{
  g_autoptr (SluiceKeyring) keyring = NULL;
  g_autoptr (SluiceKeyring) next_run = NULL;
  g_autoptr (SecretValue) key = new_secret (KEY);
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  g_autofree char *forgotten = NULL;

  if (!g_test_subprocess ())
    {
      g_auto (GStrv) environment =
          g_environ_setenv (g_get_environ (), "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);

      g_test_trap_subprocess_with_envp (NULL, (const char *const *) environment, 60 * G_USEC_PER_SEC,
                                        G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  keyring = sluice_keyring_new ();
  g_assert_false (await_boolean (sluice_keyring_store_api_key (keyring, ORIGIN, "12", "Sluice: Shop", key)));
  g_assert_nonnull (sluice_keyring_get_problem (keyring));
  g_assert_null (strstr (sluice_keyring_get_problem (keyring), KEY));
  found = dup_secret (sluice_keyring_lookup_api_key (keyring, ORIGIN, "12"), NULL);
  g_assert_cmpstr (found, ==, KEY);

  g_assert_true (await_boolean (sluice_keyring_remove_api_key (keyring, ORIGIN, "12")));
  next_run = sluice_keyring_new ();
  forgotten = dup_secret (sluice_keyring_lookup_api_key (next_run, ORIGIN, "12"), &error);
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
  g_test_add_func ("/keyring/locked-and-refused", test_locked_and_refused);
  g_test_add_func ("/keyring/absent", test_absent);

  return g_test_run ();
}
