/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>

#include "play.h"
#include "sluice-json.h"
#include "sluice-workspace.h"
#include "wait.h"

/* With the practice server itself: a real database, real copies, a real end. */

static const char *self_path;

/* One state folder for all: the server keeps its database and its sources, and a second start takes no time. */
static char *folder;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static DexFuture *
start (SluicePracticeProcess *process)
{
  const char *arguments[] = { "--state-dir", folder, "--rows", "estimate", NULL };

  return sluice_practice_process_start (process, arguments);
}

static gboolean
answers (guint16 port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;

  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);

  return connection != NULL;
}

static gboolean
is_silent (gpointer port)
{
  return !answers (*(guint16 *) port);
}

/* The server ends, and with it all that it started. */
static void
assert_ends (guint16 port)
{
  wait_until (is_silent, &port);
}

static guint16
get_port (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return g_uri_get_port (uri);
}

static SluiceSourceType *
find_postgres (GListModel *types)
{
  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (SluiceSourceType) type = g_list_model_get_item (types, i);

      if (g_str_equal (sluice_source_type_get_name (type), "Postgres"))
        return type; /* held by the list */
    }
  g_assert_not_reached ();
}

static void
append_cb (GPtrArray *tables, gpointer user_data)
{
  sluice_plan_append_discovered (user_data, tables);
}

static void
discover (SluiceClient *client, SluicePlan *plan)
{
  g_autoptr (JsonNode) body = sluice_form_to_flat (sluice_plan_get_form (plan));
  g_autoptr (GError) error = NULL;

  sluice_plan_begin_discovery (plan);
  play_await (sluice_client_discover_tables (client, body, TRUE, append_cb, plan, NULL), &error);
  g_assert_no_error (error);
  sluice_plan_finish_discovery (plan);
}

/* Selects the first table that @method is recommended for and that is small enough for a test. */
static void
select_one (SluicePlan *plan, SluiceSyncMethod method)
{
  SluiceTableList *tables = sluice_plan_get_tables (plan);

  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);

      if (sluice_table_get_selected (table) || !sluice_table_get_selectable (table) ||
          !sluice_table_can_use (table, method) || sluice_table_get_rows (table) > 50000)
        continue;
      sluice_table_set_method (table, method);
      sluice_table_set_selected (table, TRUE);
      return;
    }
  g_assert_not_reached ();
}

static gboolean
answers_query (SluiceClient *client, const char *sql)
{
  g_autoptr (DexFuture) future = sluice_client_query (client, sql);
  g_autoptr (GError) error = NULL;
  gboolean done = play_await (dex_ref (future), &error);

  g_assert_no_error (error);

  return done;
}

/* From nothing to rows that a query finds, by three methods. */
static void
test_main_job (void)
{
  static const SluiceSyncMethod methods[] = { SLUICE_SYNC_METHOD_INCREMENTAL, SLUICE_SYNC_METHOD_XMIN,
                                              SLUICE_SYNC_METHOD_FULL_REFRESH };
  g_autoptr (SluicePracticeProcess) process = sluice_practice_process_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceClient) client = play_await_object (start (process), &error);
  g_autoptr (SluiceWorkspace) workspace = NULL;
  g_autoptr (SluicePlan) plan = sluice_plan_new ();
  g_autoptr (SluiceSetup) setup = NULL;
  guint16 port;

  g_assert_no_error (error);
  g_assert_true (sluice_practice_process_has_sample (process));
  port = get_port (sluice_client_get_base_url (client));
  workspace = sluice_workspace_new (client, process);
  play_await (sluice_workspace_refresh_source_types (workspace), &error);
  g_assert_no_error (error);
  sluice_plan_set_source_type (plan, find_postgres (sluice_workspace_get_source_types (workspace)));
  sluice_practice_process_fill_form (process, sluice_plan_get_form (plan));
  discover (client, plan);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    select_one (plan, methods[i]);

  setup = sluice_setup_new (client, plan, NULL);
  play_await (sluice_setup_run (setup), &error);
  g_assert_no_error (error);
  while (sluice_setup_get_busy (setup))
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (sluice_setup_get_finished (setup));
  for (guint kind = 0; kind < SLUICE_N_STAGES; kind++)
    {
      SluiceStage *stage = sluice_setup_get_stage (setup, kind);

      g_test_message ("%s: %s", sluice_stage_get_title (stage), sluice_stage_get_detail (stage));
      g_assert_cmpint (sluice_stage_get_state (stage), ==,
                       kind == SLUICE_STAGE_WEBHOOK ? SLUICE_STAGE_NOT_NEEDED : SLUICE_STAGE_DONE);
    }
  for (guint i = 0; i < g_list_model_get_n_items (sluice_setup_get_tables (setup)); i++)
    {
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (sluice_setup_get_tables (setup), i);

      g_assert_cmpint (sluice_table_progress_get_state (progress), ==, SLUICE_STATE_COMPLETED);
      g_assert_cmpint (sluice_table_progress_get_rows (progress), >, 0);
    }
  g_assert_true (answers_query (client, sluice_setup_get_query (setup)));
  play_await (sluice_workspace_refresh_sources (workspace), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sluice_workspace_count_sources (workspace, "Postgres"), ==, 1);

  g_clear_object (&setup);
  g_clear_object (&workspace);
  g_assert_finalize_object (g_steal_pointer (&process));
  assert_ends (port);
}

static guint
count_sources (SluiceClient *client)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) sources = play_await_object (sluice_client_list_sources (client), &error);

  g_assert_no_error (error);

  return g_list_model_get_n_items (sources);
}

/* A role that is not let in: the server's own sentence, nothing made, and after mending it goes on. */
static void
test_refused_then_mended (void)
{
  g_autoptr (SluicePracticeProcess) process = sluice_practice_process_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceClient) client = play_await_object (start (process), &error);
  g_autoptr (GListModel) types = NULL;
  g_autoptr (SluicePlan) plan = sluice_plan_new ();
  g_autoptr (SluiceSetup) setup = NULL;
  SluiceForm *form;
  guint n_sources;
  guint16 port;

  g_assert_no_error (error);
  types = play_await_object (sluice_client_list_source_types (client), &error);
  g_assert_no_error (error);
  sluice_plan_set_source_type (plan, find_postgres (types));
  form = sluice_plan_get_form (plan);
  sluice_practice_process_fill_form (process, form);
  discover (client, plan);
  select_one (plan, SLUICE_SYNC_METHOD_FULL_REFRESH);
  sluice_plan_set_prefix (plan, "second_");
  n_sources = count_sources (client);

  /* The password changed between the check and create. */
  sluice_form_set_value (form, "password", "wrong");
  setup = sluice_setup_new (client, plan, NULL);
  g_assert_false (play_await (sluice_setup_run (setup), &error));
  g_assert_cmpstr (error->message, ==,
                   "The database rejected the username or password. Check the user and password for this source and "
                   "try again.");
  g_assert_cmpint (sluice_setup_get_state (setup), ==, SLUICE_SETUP_STATE_DRAFT);
  g_clear_error (&error);
  g_assert_cmpuint (count_sources (client), ==, n_sources);

  sluice_practice_process_fill_form (process, form);
  play_await (sluice_setup_run (setup), &error);
  g_assert_no_error (error);
  while (sluice_setup_get_busy (setup))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (sluice_setup_get_finished (setup));
  g_assert_cmpuint (count_sources (client), ==, n_sources + 1);

  g_clear_object (&setup);
  port = get_port (sluice_client_get_base_url (client));
  g_assert_finalize_object (g_steal_pointer (&process));
  assert_ends (port);
}

static int
be_child (void)
{
  g_autoptr (SluicePracticeProcess) process = sluice_practice_process_new ();
  g_autoptr (SluiceClient) client = NULL;

  dex_init ();
  client = play_await_object (start (process), NULL);
  if (client == NULL)
    return 1;
  g_print ("%u\n", get_port (sluice_client_get_base_url (client)));
  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_killed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self_path, "--child", folder, NULL);
  g_autoptr (GDataInputStream) stream = NULL;
  g_autofree char *line = NULL;
  guint16 port;

  g_assert_no_error (error);
  stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  line = g_data_input_stream_read_line (stream, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  port = g_ascii_strtoull (line, NULL, 10);
  g_assert_true (answers (port));
  g_subprocess_send_signal (child, SIGKILL);
  g_subprocess_wait (child, NULL, NULL);
  assert_ends (port);
}

int
main (int argc, char **argv)
{
  int result;

  if (argc == 3 && g_str_equal (argv[1], "--child"))
    {
      folder = argv[2];
      return be_child ();
    }

  self_path = argv[0];
  folder = g_dir_make_tmp ("sluice-with-practice-XXXXXX", NULL);
  /* PostgreSQL, which is another user where root runs this, reaches into it: else the server puts it elsewhere. */
  g_chmod (folder, 0711);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  g_test_add_func ("/with-practice/main-job", test_main_job);
  g_test_add_func ("/with-practice/refused-then-mended", test_refused_then_mended);
  g_test_add_func ("/with-practice/killed", test_killed);

  result = g_test_run ();
  remove_tree (folder);
  g_free (folder);

  return result;
}
