/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <libdex.h>
#include <libsoup/soup.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench-answer.h"
#include "bench-loop.h"
#include "bench-page.h"
#include "bench.h"
#include "sluice-client.h"
#include "sluice-json.h"

/*
 * 10,000 tables of 20 columns, from the network to the screen, beside a plain json-glib parse of the same bytes.
 *
 * Each has a process of its own, since what is measured is that process's memory too, and so has the server. The parse
 * is bench-parse; the others are this program, called with another word:
 *
 *   serve FILE     answers with the file; prints its address, then when it has sent the last byte of an answer
 *   show ADDRESS   opens the tables page and discovers, as the page Connect does
 *
 * bench-discovery PARSE is all together, PARSE the path of bench-parse.
 */

#define N_TABLES 10000
#define N_RUNS 5

/* The longest that the window may stand still, in milliseconds; what the rest may be beside the parse. The first is a
 * frame, the second was promised, and the times are there so that nobody makes them worse unseen. */
#define LIMIT_DISPATCH 16.0
#define LIMIT_MEMORY 1.0
#define LIMIT_LAST_TIME 0.75
#define LIMIT_TIME 3.0

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *contents = NULL;
  gsize size = 0;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (contents, size);
}

/* The server */

static void
sent_cb (SoupServerMessage *message)
{
  printf ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  fflush (stdout);
}

static void
answer_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  GBytes *answer = user_data;

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Content-Type", "application/json");
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer);
  g_signal_connect (message, "wrote-body", G_CALLBACK (sent_cb), NULL);
}

/* Until whoever started it closes its standard input. */
static gboolean
ended_cb (GIOChannel *channel, GIOCondition condition, gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static int
serve (const char *path)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (STDIN_FILENO);
  g_autoptr (GError) error = NULL;
  GSList *uris;
  g_autofree char *url = NULL;

  soup_server_add_handler (server, NULL, answer_cb, read_file (path), (GDestroyNotify) g_bytes_unref);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  printf ("%s\n", url);
  fflush (stdout);

  g_io_add_watch (input, G_IO_IN | G_IO_HUP, ended_cb, loop);
  g_main_loop_run (loop);

  return 0;
}

/* The page */

typedef struct
{
  SluicePlan *plan;
  gboolean done;
} Discovery;

static void
tables_cb (GPtrArray *tables, gpointer user_data)
{
  Discovery *discovery = user_data;

  sluice_plan_append_discovered (discovery->plan, tables);
}

static DexFuture *
done_cb (DexFuture *completed, gpointer user_data)
{
  Discovery *discovery = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_value_get_int (value), ==, N_TABLES);
  sluice_plan_finish_discovery (discovery->plan);
  discovery->done = TRUE;

  return dex_ref (completed);
}

static gboolean
is_done (gpointer data)
{
  Discovery *discovery = data;

  return discovery->done;
}

static int
show (const char *url)
{
  Discovery discovery = { 0 };
  BenchLoop loop = { 0 };
  g_autoptr (SluiceClient) client = NULL;
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (DexFuture) future = NULL;
  g_autoptr (GError) error = NULL;
  BenchPage page;
  gint64 begin;

  dex_init ();
  adw_init ();
  client = sluice_client_new (url, "12345", "phx_0123456789", &error);
  g_assert_no_error (error);
  discovery.plan = bench_plan_new ();
  bench_page_open (&page, discovery.plan);
  bench_loop_watch (&loop, page.window);
  bench_loop_settle (&loop);
  bench_loop_reset (&loop);

  begin = g_get_monotonic_time ();
  sluice_plan_begin_discovery (discovery.plan);
  body = sluice_json_parse ("{\"source_type\": \"Postgres\"}", -1, NULL);
  future = dex_future_finally (sluice_client_discover_tables (client, body, TRUE, tables_cb, &discovery, NULL), done_cb,
                               &discovery, NULL);
  bench_loop_run (&loop, is_done, &discovery);
  bench_loop_run_frame (&loop);
  g_assert_cmpuint (sluice_table_list_get_size (sluice_plan_get_tables (discovery.plan)), ==, N_TABLES);
  printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
          begin, g_get_monotonic_time (), loop.longest, loop.longest_wall, bench_get_peak_memory ());

  return 0;
}

/* All together */

typedef struct
{
  const char *program;
  const char *parser;
  char *file;
  GSubprocess *server;
  GDataInputStream *sent; /* what the server prints */
  char *url;
} Bench;

static GSubprocess *
spawn (GSubprocessFlags flags, const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_newv (argv, flags | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);

  g_assert_no_error (error);

  return process;
}

static char *
read_line (GDataInputStream *stream)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (stream, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);

  return line;
}

/* Runs one of the processes and reads the numbers that it prints. */
static void
run (const char *const *argv, gint64 *numbers, guint n_numbers)
{
  g_autoptr (GSubprocess) process = spawn (G_SUBPROCESS_FLAGS_NONE, argv);
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  g_auto (GStrv) parts = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  parts = g_strsplit (output, " ", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, n_numbers);
  for (guint i = 0; i < n_numbers; i++)
    numbers[i] = g_ascii_strtoll (parts[i], NULL, 10);
}

static void
set_up (Bench *self)
{
  g_autoptr (GError) error = NULL;
  gsize size;
  g_autofree char *answer = bench_answer_dup (N_TABLES, &size);
  const int fd = g_file_open_tmp ("sluice-bench-XXXXXX.json", &self->file, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (self->file, answer, size, &error);
  g_assert_no_error (error);
  printf ("# %u tables of %u columns: %.1f MB\n", N_TABLES, BENCH_N_COLUMNS, size / 1e6);

  self->server =
      spawn (G_SUBPROCESS_FLAGS_STDIN_PIPE, (const char *const[]) { self->program, "serve", self->file, NULL });
  self->sent = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->server));
  self->url = read_line (self->sent);
}

static void
tear_down (Bench *self)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->server), NULL, NULL);
  g_subprocess_wait (self->server, NULL, NULL);
  g_object_unref (self->server);
  g_object_unref (self->sent);
  remove (self->file);
  g_free (self->file);
  g_free (self->url);
}

static int
compare (Bench *self)
{
  const char *const parse[] = { self->parser, self->file, NULL };
  const char *const show_page[] = { self->program, "show", self->url, NULL };
  g_autoptr (BenchRuns) parse_time = bench_runs_new ();
  g_autoptr (BenchRuns) parse_memory = bench_runs_new ();
  g_autoptr (BenchRuns) time = bench_runs_new ();
  g_autoptr (BenchRuns) last_time = bench_runs_new ();
  g_autoptr (BenchRuns) longest = bench_runs_new ();
  g_autoptr (BenchRuns) longest_wall = bench_runs_new ();
  g_autoptr (BenchRuns) memory = bench_runs_new ();

  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autofree char *sent = NULL;
      gint64 parsed[2];
      gint64 shown[5];

      run (parse, parsed, G_N_ELEMENTS (parsed));
      bench_runs_add (parse_time, parsed[0] / 1e3);
      bench_runs_add (parse_memory, parsed[1] / 1e6);
      run (show_page, shown, G_N_ELEMENTS (shown));
      sent = read_line (self->sent);
      bench_runs_add (time, (shown[1] - shown[0]) / 1e3);
      bench_runs_add (last_time, (shown[1] - g_ascii_strtoll (sent, NULL, 10)) / 1e3);
      bench_runs_add (longest, shown[2] / 1e6);
      bench_runs_add (longest_wall, shown[3] / 1e6);
      bench_runs_add (memory, shown[4] / 1e6);
    }

  bench_tell_runs ("parse", parse_time, "ms");
  bench_tell_runs ("parse, peak memory", parse_memory, "MB");
  bench_tell_runs ("request to list on screen", time, "ms");
  bench_tell_runs ("last byte sent to list on screen", last_time, "ms");
  bench_tell_runs ("longest dispatch of our own", longest, "ms");
  bench_tell_runs ("longest dispatch of our own, on the wall", longest_wall, "ms");
  bench_tell_runs ("page, peak memory", memory, "MB");
  bench_tell_figure ("discovery, longest dispatch of our own", bench_runs_get_max (longest), LIMIT_DISPATCH, "ms");
  bench_tell_figure ("discovery, peak memory with the page on screen",
                     bench_runs_get_median (memory) / bench_runs_get_median (parse_memory), LIMIT_MEMORY, "× parse");
  bench_tell_figure ("discovery, last byte to list on screen",
                     bench_runs_get_median (last_time) / bench_runs_get_median (parse_time), LIMIT_LAST_TIME,
                     "× parse");
  bench_tell_figure ("discovery, request to list on screen",
                     bench_runs_get_median (time) / bench_runs_get_median (parse_time), LIMIT_TIME, "× parse");

  return bench_finish ();
}

int
main (int argc, char *argv[])
{
  Bench bench = { .program = argv[0] };
  int status;

  if (argc == 3 && g_str_equal (argv[1], "serve"))
    return serve (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "show"))
    return show (argv[2]);

  g_assert_cmpint (argc, ==, 2);
  bench.parser = argv[1];
  set_up (&bench);
  status = compare (&bench);
  tear_down (&bench);

  return status;
}
