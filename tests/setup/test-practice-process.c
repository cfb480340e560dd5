/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "play.h"
#include "sluice-json.h"
#include "sluice-workspace.h"
#include "wait.h"

/* How long a process may take to end on a busy machine. */

static const char *self_path;

typedef struct
{
  SluicePracticeProcess *process;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->folder = g_dir_make_tmp ("sluice-practice-XXXXXX", NULL);
  fixture->process = sluice_practice_process_new ();
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static gboolean
path_exists (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
file_exists (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return path_exists (path);
}

static void
wait_for_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  wait_until (path_exists, path);
}

static DexFuture *
start (Fixture *fixture, const char *how)
{
  const char *arguments[] = { how, fixture->folder, NULL };

  return sluice_practice_process_start (fixture->process, arguments);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  gboolean began = file_exists (fixture->folder, "pid");

  if (fixture->process != NULL)
    g_assert_finalize_object (fixture->process);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  /* Whatever it had said, it ends with the object. */
  if (began)
    wait_for_file (fixture->folder, "ended");
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static SluiceForm *
make_form (void)
{
  const char *text = "{\"name\": \"Postgres\", \"fields\": ["
                     "{\"type\": \"text\", \"name\": \"host\", \"label\": \"Host\", \"required\": true},"
                     "{\"type\": \"number\", \"name\": \"port\", \"label\": \"Port\", \"required\": true},"
                     "{\"type\": \"text\", \"name\": \"database\", \"label\": \"Database\", \"required\": true},"
                     "{\"type\": \"text\", \"name\": \"user\", \"label\": \"User\", \"required\": true},"
                     "{\"type\": \"password\", \"name\": \"password\", \"label\": \"Password\", \"secret\": true}]}";
  g_autoptr (JsonNode) node = sluice_json_parse (text, -1, NULL);
  g_autoptr (SluiceSourceType) source_type = sluice_source_type_new_from_json (json_node_get_object (node), NULL);

  return sluice_form_new (source_type);
}

static void
test_ready (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceClient) client = play_await_object (start (fixture, "ready"), &error);
  g_autoptr (SluiceForm) form = make_form ();
  gboolean running;

  g_assert_no_error (error);
  g_assert_true (client == sluice_practice_process_get_client (fixture->process));
  g_assert_cmpstr (sluice_client_get_base_url (client), ==, "http://127.0.0.1:9");
  g_assert_cmpstr (sluice_client_get_project_id (client), ==, "1");
  g_object_get (fixture->process, "running", &running, NULL);
  g_assert_true (running);
  g_assert_true (sluice_practice_process_has_sample (fixture->process));
  sluice_practice_process_fill_form (fixture->process, form);
  g_assert_cmpstr (sluice_form_get_value (form, "host"), ==, "127.0.0.1");
  g_assert_cmpstr (sluice_form_get_value (form, "port"), ==, "5433");
  g_assert_cmpstr (sluice_form_get_value (form, "database"), ==, "shop");
  g_assert_cmpstr (sluice_form_get_value (form, "user"), ==, "reader");
  g_assert_cmpstr (sluice_form_get_value (form, "password"), ==, "s3cr\"et");
  wait_for_file (fixture->folder, "pid");
}

static void
test_no_sample (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceClient) client = play_await_object (start (fixture, "bare"), &error);
  g_autoptr (SluiceForm) form = make_form ();

  g_assert_no_error (error);
  g_assert_false (sluice_practice_process_has_sample (fixture->process));
  sluice_practice_process_fill_form (fixture->process, form);
  g_assert_cmpstr (sluice_form_get_value (form, "host"), ==, "");
  wait_for_file (fixture->folder, "pid");
}

/* A page that goes away while the server starts does not take the server with it. */
static void
test_dropped_start (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceClient) client = NULL;

  dex_unref (start (fixture, "ready"));
  client = play_await_object (start (fixture, "garbage"), &error);
  g_assert_no_error (error);
  g_assert_nonnull (client);
  wait_for_file (fixture->folder, "pid");
}

static void
test_let_go_while_starting (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  DexFuture *future = start (fixture, "slow");

  wait_for_file (fixture->folder, "pid");
  g_assert_finalize_object (g_steal_pointer (&fixture->process));
  g_assert_false (play_await (future, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What it says on standard error is what the person reads. */
static void
test_fails (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceClient) client = NULL;

  g_assert_false (play_await (start (fixture, "fails"), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "The practice server could not start.\nPort 5433 is taken.");
  g_clear_error (&error);

  /* And then it can be tried again. */
  client = play_await_object (start (fixture, "ready"), &error);
  g_assert_no_error (error);
  wait_for_file (fixture->folder, "pid");
}

static void
test_talks (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceClient) client = play_await_object (start (fixture, "talks"), &error);

  g_assert_no_error (error);
  wait_for_file (fixture->folder, "pid");
}

static void
test_odd_lines (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (play_await (start (fixture, user_data), &error));
  g_assert_nonnull (error);
  g_assert_null (strstr (error->message, "phx_"));
  g_assert_null (sluice_practice_process_get_client (fixture->process));
  wait_for_file (fixture->folder, "pid");
}

static void
test_not_there (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *was = g_strdup (g_getenv ("SLUICE_PRACTICE"));
  g_autoptr (GError) error = NULL;

  g_setenv ("SLUICE_PRACTICE", "/nonexistent/sluice-practice", TRUE);
  g_assert_false (play_await (start (fixture, "ready"), &error));
  g_assert_cmpint (error->domain, ==, G_SPAWN_ERROR);
  g_setenv ("SLUICE_PRACTICE", was, TRUE);
}

static void
exited_cb (SluicePracticeProcess *process, const char *message, char **told)
{
  g_assert_null (*told);
  *told = g_strdup (message);
}

static void
test_dies (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceClient) client = NULL;
  g_autofree char *told = NULL;
  gboolean running;

  g_signal_connect (fixture->process, "exited", G_CALLBACK (exited_cb), &told);
  client = play_await_object (start (fixture, "dies"), &error);
  g_assert_no_error (error);
  while (told == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (told, ==, "The practice server has ended.\nThe disk is full.");
  g_object_get (fixture->process, "running", &running, NULL);
  g_assert_false (running);
  g_assert_null (sluice_practice_process_get_client (fixture->process));
}

/* The workspace holds the server; its title does not name a project that means nothing. */
static void
test_workspace (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceClient) client = play_await_object (start (fixture, "ready"), &error);
  g_autoptr (SluiceWorkspace) workspace = sluice_workspace_new (client, fixture->process);

  g_assert_no_error (error);
  g_assert_cmpstr (sluice_workspace_get_title (workspace), ==, "Practice workspace");
  g_assert_true (sluice_workspace_get_practice (workspace) == fixture->process);
  wait_for_file (fixture->folder, "pid");
}

/* What the child of the next test does: starts a server, says so, and waits to be killed. */
static int
be_child (const char *folder)
{
  g_autoptr (SluicePracticeProcess) process = sluice_practice_process_new ();
  const char *arguments[] = { "ready", folder, NULL };

  dex_init ();
  if (!play_await (sluice_practice_process_start (process, arguments), NULL))
    return 1;
  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_killed (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, self_path, "--child", fixture->folder, NULL);

  g_assert_no_error (error);
  wait_for_file (fixture->folder, "pid");
  g_assert_false (file_exists (fixture->folder, "ended"));
  g_subprocess_send_signal (child, SIGKILL);
  g_subprocess_wait (child, NULL, NULL);
  wait_for_file (fixture->folder, "ended");
}

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    return be_child (argv[2]);

  self_path = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  ADD ("/practice-process/ready", NULL, test_ready);
  ADD ("/practice-process/no-sample", NULL, test_no_sample);
  ADD ("/practice-process/dropped-start", NULL, test_dropped_start);
  ADD ("/practice-process/let-go-while-starting", NULL, test_let_go_while_starting);
  ADD ("/practice-process/fails", NULL, test_fails);
  ADD ("/practice-process/talks", NULL, test_talks);
  ADD ("/practice-process/garbage", "garbage", test_odd_lines);
  ADD ("/practice-process/keyless", "keyless", test_odd_lines);
  ADD ("/practice-process/elsewhere", "elsewhere", test_odd_lines);
  ADD ("/practice-process/endless", "endless", test_odd_lines);
  ADD ("/practice-process/not-there", NULL, test_not_there);
  ADD ("/practice-process/dies", NULL, test_dies);
  ADD ("/practice-process/workspace", NULL, test_workspace);
  ADD ("/practice-process/killed", NULL, test_killed);

  return g_test_run ();
}
