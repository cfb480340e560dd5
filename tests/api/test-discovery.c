/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"
#include "sluice-table.h"
#include "sluice-transport.h"

#define PATH "/api/projects/12345/external_data_sources/database_schema/"
#define BODY "{\"source_type\":\"Postgres\",\"password\":\"" TEST_SECRET "\"}"

typedef struct
{
  GPtrArray *tables;
  guint n_batches;
  guint n_first; /* tables of the first batch */
  guint n_destroyed;
  GThread *thread;
} Seen;

static void
tables_cb (GPtrArray *tables, gpointer user_data)
{
  Seen *seen = user_data;

  g_assert_cmpuint (tables->len, >, 0);
  g_assert_true (g_thread_self () == seen->thread);
  if (seen->n_batches++ == 0)
    seen->n_first = tables->len;
  g_ptr_array_extend (seen->tables, tables, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
}

static void
destroy_cb (gpointer user_data)
{
  Seen *seen = user_data;

  seen->n_destroyed++;
}

static void
seen_init (Seen *seen)
{
  *seen = (Seen) { 0 };
  seen->tables = g_ptr_array_new_with_free_func (g_object_unref);
  seen->thread = g_thread_self ();
}

static DexFuture *
discover (TestFixture *fixture, Seen *seen)
{
  g_autoptr (JsonNode) body = test_parse (BODY);

  return sluice_client_discover_tables (fixture->client, body, TRUE, tables_cb, seen, destroy_cb);
}

static void
append_table (GString *text, guint number)
{
  g_string_append_printf (text,
                          "{\"table\":\"public.t%u\",\"label\":null,\"should_sync\":false,\"rows\":null,"
                          "\"incremental_available\":true,\"incremental_fields\":[{\"field\":\"updated_at\","
                          "\"label\":\"updated_at\",\"type\":\"timestamp\",\"field_type\":\"timestamp\","
                          "\"nullable\":false,\"is_indexed\":true}],\"available_columns\":[",
                          number);
  for (guint i = 0; i < 20; i++)
    g_string_append_printf (text, "%s{\"field\":\"c%u\",\"label\":\"c%u\",\"type\":\"text\",\"nullable\":true}",
                            i > 0 ? "," : "", i, i);
  g_string_append (text, "],\"detected_primary_keys\":[\"id\"]}");
}

static char *
make_tables (guint n_tables)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < n_tables; i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      append_table (text, i);
    }
  g_string_append (text, "]");

  return g_string_free_and_steal (text);
}

static void
assert_order (GPtrArray *tables)
{
  for (guint i = 0; i < tables->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("public.t%u", i);

      g_assert_cmpstr (sluice_table_get_name (g_ptr_array_index (tables, i)), ==, name);
    }
}

static void
test_many (TestFixture *fixture, gconstpointer user_data)
{
  g_autofree char *text = make_tables (2000);
  g_autoptr (GError) error = NULL;
  Seen seen;
  guint n_columns;

  seen_init (&seen);
  test_server_answer (fixture->server, 200, NULL, text);
  g_assert_cmpint (test_await_int (discover (fixture, &seen), &error), ==, 2000);
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "POST", PATH, NULL, BODY);
  g_assert_cmpuint (seen.tables->len, ==, 2000);
  assert_order (seen.tables);
  sluice_table_get_columns (g_ptr_array_index (seen.tables, 1999), &n_columns);
  g_assert_cmpuint (n_columns, ==, 20);
  /* The first are there soon, and no batch is so large that the window stands still. */
  g_assert_cmpuint (seen.n_batches, >=, 4);
  g_assert_cmpuint (seen.n_first, <=, 50);
  g_assert_cmpuint (seen.n_destroyed, ==, 1);
  g_ptr_array_unref (seen.tables);
}

static void
test_none (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Seen seen;

  seen_init (&seen);
  test_server_answer (fixture->server, 200, NULL, " [ ] ");
  g_assert_cmpint (test_await_int (discover (fixture, &seen), &error), ==, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (seen.n_batches, ==, 0);
  g_ptr_array_unref (seen.tables);
}

/* While the server still works on the rest. */
static void
test_first_before_last (TestFixture *fixture, gconstpointer user_data)
{
  g_autofree char *text = make_tables (3);
  g_autofree char *raw = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n%s", text);
  DexFuture *call;
  Seen seen;

  *strrchr (raw, ']') = '\0';
  seen_init (&seen);
  test_server_answer_hang (fixture->server, raw);
  call = dex_future_first (discover (fixture, &seen), NULL);
  test_await_count (&seen.tables->len, 3);
  assert_order (seen.tables);
  g_assert_true (dex_future_is_pending (call));

  dex_unref (call);
  test_await_count (&fixture->server->n_closed, 1);
  test_await_count (&seen.n_destroyed, 1);
  g_ptr_array_unref (seen.tables);
}

/* What waited for its batch when the call was dropped is not delivered to somebody who is gone. */
static void
test_drop (TestFixture *fixture, gconstpointer user_data)
{
  g_autofree char *text = make_tables (150);

  for (guint n_turns = 0; n_turns < 100; n_turns += 5)
    {
      DexFuture *call;
      guint n_tables;
      Seen seen;

      seen_init (&seen);
      test_server_reset (fixture->server);
      test_server_answer (fixture->server, 200, NULL, text);
      call = dex_future_first (discover (fixture, &seen), NULL);
      for (guint i = 0; i < n_turns && dex_future_is_pending (call); i++)
        g_main_context_iteration (NULL, TRUE);
      n_tables = seen.tables->len;
      dex_unref (call);
      test_await_count (&seen.n_destroyed, 1);
      test_settle ();
      g_assert_cmpuint (seen.tables->len, ==, n_tables);
      g_ptr_array_unref (seen.tables);
    }
}

static void
assert_fails (TestFixture *fixture, int code, const char *message)
{
  g_autoptr (GError) error = NULL;
  Seen seen;

  seen_init (&seen);
  g_assert_false (test_await (discover (fixture, &seen), &error));
  test_assert_error (error, code);
  if (message != NULL)
    g_assert_cmpstr (error->message, ==, message);
  /* Nothing is saved by looking. */
  g_assert_false (sluice_api_error_is_doubtful (error));
  g_assert_cmpuint (seen.n_destroyed, ==, 1);
  g_assert_cmpuint (fixture->server->requests->len, ==, 1);
  test_settle ();
  g_ptr_array_unref (seen.tables);
}

static void
test_refused (TestFixture *fixture, gconstpointer user_data)
{
  const char words[] =
      "The database rejected the username or password. Check the user and password for this source and "
      "try again.";
  g_autofree char *body = g_strdup_printf ("{\"message\":\"%s\"}", words);

  test_server_answer (fixture->server, 400, NULL, body);
  assert_fails (fixture, SLUICE_API_ERROR_INVALID, words);
  test_server_reset (fixture->server);
  test_server_answer (fixture->server, 502, "Content-Type: text/html", "<html>");
  assert_fails (fixture, SLUICE_API_ERROR_SERVER, "502 Bad Gateway");
  test_server_reset (fixture->server);
  test_server_answer (fixture->server, 200, "Content-Type: text/html", "<title>Sign in</title>");
  assert_fails (fixture, SLUICE_API_ERROR_PROTOCOL, "The answer is a web page, “Sign in”, and no data.");
  test_server_reset (fixture->server);
  test_server_answer (fixture->server, 200, NULL, "");
  assert_fails (fixture, SLUICE_API_ERROR_PROTOCOL, "The answer is empty.");
  test_server_reset (fixture->server);
  test_server_answer (fixture->server, 200, NULL, "[{\"table\":7}]");
  assert_fails (fixture, SLUICE_API_ERROR_PROTOCOL, "The answer cannot be used: “table” is not text.");
  g_assert_cmpuint (fixture->waits->len, ==, 0);
}

/* A page is one however long it is, and wherever its connection breaks. */
static void
test_page (TestFixture *fixture, gconstpointer user_data)
{
  static const char signed_in[] = "The answer is a web page, “Sign in”, and no data.";
  static const char broken[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n";
  g_autofree char *spaces = g_strnfill (300 * 1024, ' ');
  g_autofree char *large = g_strconcat ("<title>Sign in</title>", spaces, NULL);
  g_autofree char *blank = g_strconcat (spaces, "<title>Sign in</title>", NULL);
  g_autofree char *cut = g_strconcat (broken, "<title>Sign in</title>", NULL);

  test_server_answer (fixture->server, 200, "Content-Type: text/html", large);
  assert_fails (fixture, SLUICE_API_ERROR_PROTOCOL, signed_in);
  test_server_reset (fixture->server);
  test_server_answer (fixture->server, 200, "Content-Type: text/html", blank);
  assert_fails (fixture, SLUICE_API_ERROR_PROTOCOL, "The answer is a web page, and no data.");
  test_server_reset (fixture->server);
  test_server_answer_raw (fixture->server, cut, -1);
  assert_fails (fixture, SLUICE_API_ERROR_PROTOCOL, signed_in);
  test_server_reset (fixture->server);
  test_server_answer_raw (fixture->server, broken, -1);
  assert_fails (fixture, SLUICE_API_ERROR_NETWORK, NULL);
  test_server_reset (fixture->server);
  test_server_answer (fixture->server, 200, "Content-Type: text/html", "");
  assert_fails (fixture, SLUICE_API_ERROR_PROTOCOL, "The answer is empty.");
}

static void
test_bad (TestFixture *fixture, gconstpointer user_data)
{
  static const char *const bodies[] = { "",
                                        "<html>",
                                        "{\"table\":\"a\"}",
                                        "[{\"table\":\"a\"}",
                                        "[{\"table\":\"a\"}] x",
                                        "[{\"table\":\"a\"}][]",
                                        "[{\"table\":\"a\"},]",
                                        "[{\"table\":\"a\"},7]",
                                        "[{\"table\":\"a\"},null]",
                                        "[{\"table\":\"a\"},[]]",
                                        "[{\"table\":\"a\"},{}]",
                                        "[{\"table\":\"a\"},{\"table\":null}]",
                                        "[{\"table\":\"a\"},{\"table\":7}]",
                                        "[{\"table\":\"a\"},{\"table\":\"b\"]]",
                                        "[{\"table\":\"a\"},{\"table\":\"\xff\"}]",
                                        "[{\"table\":\"a\"},{'table':'b'}]" };
  g_autofree char *bomb = g_strnfill (500000, '[');

  for (guint i = 0; i <= G_N_ELEMENTS (bodies); i++)
    {
      test_server_reset (fixture->server);
      test_server_answer (fixture->server, 200, NULL, i < G_N_ELEMENTS (bodies) ? bodies[i] : bomb);
      assert_fails (fixture, SLUICE_API_ERROR_PROTOCOL, NULL);
    }
}

static void
test_wrong_types (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GString) good = g_string_new ("[");
  g_autoptr (GPtrArray) answers = NULL;

  append_table (good, 0);
  g_string_append (good, "]");
  answers = test_spoil (good->str);
  for (guint i = 0; i < answers->len; i++)
    {
      g_autoptr (GError) error = NULL;
      Seen seen;

      seen_init (&seen);
      test_server_reset (fixture->server);
      test_server_answer (fixture->server, 200, NULL, g_ptr_array_index (answers, i));
      if (!test_await (discover (fixture, &seen), &error))
        test_assert_error (error, SLUICE_API_ERROR_PROTOCOL);
      g_ptr_array_unref (seen.tables);
    }
}

/* The connection breaks in the middle: what came so far is no whole list. */
static void
test_cut (TestFixture *fixture, gconstpointer user_data)
{
  g_autofree char *text = make_tables (3);
  g_autofree char *raw = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n%s", strlen (text), text);
  g_autofree char *until_closed = g_strdup_printf ("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n%s", text);

  test_server_answer_raw (fixture->server, raw, strlen (raw) - 100);
  assert_fails (fixture, SLUICE_API_ERROR_NETWORK, NULL);
  test_server_reset (fixture->server);
  test_server_answer_raw (fixture->server, until_closed, strlen (until_closed) - 1);
  assert_fails (fixture, SLUICE_API_ERROR_PROTOCOL, NULL);
}

static void
test_timeout (TestFixture *fixture, gconstpointer user_data)
{
  /* The long one of the two. */
  sluice_transport_set_timeouts (60000, 30);
  test_server_answer_hang (fixture->server, "");
  assert_fails (fixture, SLUICE_API_ERROR_TIMEOUT, NULL);
  test_await_count (&fixture->server->n_closed, 1);
}

static void
add_tests (void)
{
  TEST_ADD ("/discovery/many", test_many);
  TEST_ADD ("/discovery/none", test_none);
  TEST_ADD ("/discovery/first-before-last", test_first_before_last);
  TEST_ADD ("/discovery/drop", test_drop);
  TEST_ADD ("/discovery/refused", test_refused);
  TEST_ADD ("/discovery/page", test_page);
  TEST_ADD ("/discovery/bad", test_bad);
  TEST_ADD ("/discovery/wrong-types", test_wrong_types);
  TEST_ADD ("/discovery/cut", test_cut);
  TEST_ADD ("/discovery/timeout", test_timeout);
}

int
main (int argc, char **argv)
{
  return test_run (argc, argv, add_tests);
}
