/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "keyring-common.h"

#include <signal.h>

#include "wait.h"

#define SUBPROCESS_LIMIT (120 * G_USEC_PER_SEC)

static DexFuture *
done_cb (DexFuture *future, gpointer user_data)
{
  g_main_loop_quit (user_data);

  return NULL;
}

static const GValue *
await (DexFuture *future, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (DexFuture) waiting = dex_future_finally (dex_ref (future), done_cb, loop, NULL);

  if (dex_future_is_pending (waiting))
    g_main_loop_run (loop);

  return dex_future_get_value (future, error);
}

gboolean
keyring_await (DexFuture *taken, GError **error)
{
  g_autoptr (DexFuture) future = taken;

  return await (future, error) != NULL;
}

gboolean
keyring_await_boolean (DexFuture *taken)
{
  g_autoptr (DexFuture) future = taken;
  g_autoptr (GError) error = NULL;
  const GValue *value = await (future, &error);

  g_assert_no_error (error);

  return g_value_get_boolean (value);
}

char *
keyring_dup_secret (DexFuture *taken, GError **error)
{
  g_autoptr (DexFuture) future = taken;
  const GValue *value = await (future, error);

  return value != NULL ? g_strdup (secret_value_get_text (g_value_get_boxed (value))) : NULL;
}

SecretValue *
keyring_new_secret (const char *text)
{
  return secret_value_new (text, -1, "text/plain");
}

char *
keyring_dup_seen_by_another_process (const char *attribute, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  va_list args;

  g_strv_builder_add_many (builder, "secret-tool", "lookup", "xdg:schema", APPLICATION_ID, NULL);
  va_start (args, attribute);
  for (const char *word = attribute; word != NULL; word = va_arg (args, const char *))
    g_strv_builder_add (builder, word);
  va_end (args);
  words = g_strv_builder_end (builder);

  process = g_subprocess_newv ((const char *const *) words, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&output);
}

static pid_t
find_daemon (void)
{
  static guint32 pid = 0;
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  if (pid != 0)
    return (pid_t) pid;

  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "GetConnectionUnixProcessID", g_variant_new ("(s)", "org.freedesktop.secrets"),
                                       G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (reply, "(u)", &pid);

  return (pid_t) pid;
}

void
keyring_hang (void)
{
  g_assert_cmpint (kill (find_daemon (), SIGSTOP), ==, 0);
}

void
keyring_come_round (void)
{
  g_assert_cmpint (kill (find_daemon (), SIGCONT), ==, 0);
}

void
keyring_lock (void)
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

static GSubprocess *
sit_at_prompt (const char *what, const char *password)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "setup", "at-prompt", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE, &error, path, what, password, NULL);

  g_assert_no_error (error);

  return process;
}

GSubprocess *
keyring_refuse_prompts (void)
{
  return sit_at_prompt ("refuse", NULL);
}

GSubprocess *
keyring_answer_prompts (void)
{
  /* The password that tests/ui/session gives it. */
  return sit_at_prompt ("answer", "session");
}

void
keyring_leave_prompts (GSubprocess *taken)
{
  g_autoptr (GSubprocess) process = taken;

  keyring_until_not_prompted ();
  g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, NULL);
  g_subprocess_wait (process, NULL, NULL);
}

gboolean
keyring_has_prompt (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "xdotool",
                        "search", "--onlyvisible", "--class", "gcr-prompter", NULL);

  g_assert_no_error (error);

  return g_subprocess_wait_check (process, NULL, NULL);
}

static gboolean
is_prompted (gpointer keyring)
{
  return sluice_keyring_get_waiting (keyring) && keyring_has_prompt ();
}

void
keyring_until_prompted (SluiceKeyring *keyring)
{
  wait_until (is_prompted, keyring);
}

static gboolean
is_not_prompted (gpointer unused)
{
  return !keyring_has_prompt ();
}

void
keyring_until_not_prompted (void)
{
  wait_until (is_not_prompted, NULL);
}

gboolean
keyring_in_subprocess (gboolean with_bus)
{
  g_auto (GStrv) environment = NULL;

  if (g_test_subprocess ())
    return TRUE;

  environment = g_get_environ ();
  if (!with_bus)
    environment = g_environ_setenv (environment, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_test_trap_subprocess_with_envp (NULL, (const char *const *) environment, SUBPROCESS_LIMIT,
                                    G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();

  return FALSE;
}
