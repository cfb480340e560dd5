/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"
#include "sluice-call-log.h"
#include "sluice-request.h"
#include "sluice-transport.h"

#define PASSWORD "s3cr€t \"quoted\" p/w+d"
#define PASSWORD_JSON "s3cr€t \\\"quoted\\\" p/w+d"

static void
set_up (TestFixture *fixture, gconstpointer user_data)
{
  test_settle ();
  sluice_call_log_clear (sluice_call_log_get_default ());
  test_fixture_set_up (fixture, user_data);
}

#define ADD(path, func) g_test_add (path, TestFixture, NULL, set_up, func, test_fixture_tear_down)

static GListModel *
get_log (void)
{
  test_settle ();

  return G_LIST_MODEL (sluice_call_log_get_default ());
}

/* The one that was sent last. Lent: the log holds it. */
static SluiceCall *
get_newest (void)
{
  g_autoptr (SluiceCall) call = g_list_model_get_item (get_log (), 0);

  g_assert_nonnull (call);

  return call;
}

/* Everything that the log could give away. */
static void
assert_says (const char *expected)
{
  g_autofree char *text = NULL;

  get_log ();
  text = sluice_call_log_dup_text (sluice_call_log_get_default ());
  if (strstr (text, expected) == NULL)
    g_error ("“%s” is not in:\n%s", expected, text);
}

static void
assert_keeps_silent (const char *secret)
{
  g_autofree char *text = NULL;

  get_log ();
  text = sluice_call_log_dup_text (sluice_call_log_get_default ());
  g_assert_cmpstr (text, !=, "");
  if (strstr (text, secret) != NULL)
    g_error ("A secret is in the log");
}

static DexFuture *
create (TestFixture *fixture)
{
  const char text[] =
      "{\"source_type\":\"Postgres\",\"payload\":{\"host\":\"db.example.com\",\"password\":\"" PASSWORD_JSON "\"}}";
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return sluice_client_create_source (fixture->client, body);
}

/* What helps whoever is asked for help: which call, when, what came of it, how long it took, how much it was. */
static void
test_facts (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) now = NULL;
  SluiceCall *call;

  test_server_answer (fixture->server, 200, "X-Request-Id: 4f2a-17", "[]");
  g_assert_true (test_await (sluice_client_list_jobs (fixture->client, "a", NULL, NULL), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (get_log ()), ==, 1);

  call = get_newest ();
  now = g_date_time_new_now_utc ();
  g_assert_cmpstr (sluice_call_get_method (call), ==, "GET");
  g_assert_cmpstr (sluice_call_get_origin (call), ==, fixture->server->url);
  g_assert_cmpstr (sluice_call_get_target (call), ==, "/api/projects/12345/external_data_sources/a/jobs/");
  g_assert_cmpint (sluice_call_get_state (call), ==, SLUICE_CALL_ANSWERED);
  g_assert_cmpuint (sluice_call_get_status (call), ==, 200);
  g_assert_cmpint (sluice_call_get_sent (call), ==, 0);
  g_assert_cmpint (sluice_call_get_received (call), ==, 2);
  g_assert_cmpint (sluice_call_get_duration (call), >, 0);
  g_assert_cmpstr (sluice_call_get_request_id (call), ==, "4f2a-17");
  g_assert_null (sluice_call_get_message (call));
  g_assert_cmpint (g_date_time_difference (now, sluice_call_get_started_at (call)), >=, 0);
  assert_says ("GET ");
  assert_says ("/external_data_sources/a/jobs/ 200 answered ");
  assert_says (" sent 0 B received 2 B id 4f2a-17\n");
}

/* Each try is a call of its own: that there were four is what a log is for. */
static void
test_tries (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  test_server_answer_raw (fixture->server, "", 0);
  test_server_answer (fixture->server, 503, NULL, "{\"detail\":\"Later.\"}");
  test_server_answer (fixture->server, 200, "Connection: close", "[]");
  g_assert_true (test_await (sluice_client_list_jobs (fixture->client, "a", NULL, NULL), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (get_log ()), ==, 3);

  for (guint i = 0; i < 3; i++)
    {
      static const SluiceCallState states[] = { SLUICE_CALL_ANSWERED, SLUICE_CALL_FAILED, SLUICE_CALL_FAILED };
      static const guint statuses[] = { 200, 503, 0 };
      g_autoptr (SluiceCall) call = g_list_model_get_item (get_log (), i);

      g_assert_cmpint (sluice_call_get_state (call), ==, states[i]);
      g_assert_cmpuint (sluice_call_get_status (call), ==, statuses[i]);
      g_assert_cmpint (sluice_call_get_duration (call), >=, 0);
      g_assert_cmpint (sluice_call_get_message (call) != NULL, ==, states[i] == SLUICE_CALL_FAILED);
    }
  assert_says ("    Later.\n");
}

/* The key is in a header of every request, what was typed in the body of this one: neither comes in. */
static void
test_nothing_of_what_is_sent (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 201, NULL, "{\"id\":\"a\",\"password\":\"" PASSWORD_JSON "\"}");
  g_assert_true (test_await (create (fixture), &error));
  g_assert_no_error (error);
  g_assert_cmpint (sluice_call_get_sent (get_newest ()), >, 50);
  assert_keeps_silent (TEST_KEY);
  assert_keeps_silent ("Bearer");
  assert_keeps_silent ("s3cr");
  assert_keeps_silent ("quoted");
}

static void
assert_quoted (TestFixture *fixture, const char *written)
{
  g_autofree char *body = g_strdup_printf ("{\"detail\":\"db.example.com says: no (%s).\"}", written);
  g_autoptr (GError) error = NULL;

  test_server_reset (fixture->server);
  test_server_answer (fixture->server, 400, NULL, body);
  g_assert_false (test_await (create (fixture), &error));
  get_log ();
  g_assert_cmpstr (sluice_call_get_message (get_newest ()), ==, "db.example.com says: no (***).");
  g_assert_cmpint (sluice_call_get_state (get_newest ()), ==, SLUICE_CALL_FAILED);
}

/* A server that quotes what it was sent does not get it into the log, however it writes it; its other words do. */
static void
test_quoted (TestFixture *fixture, gconstpointer user_data)
{
  g_autofree char *base64 = g_base64_encode ((const guchar *) PASSWORD, strlen (PASSWORD));
  g_autofree char *header = g_base64_encode ((const guchar *) "clerk:" PASSWORD, strlen ("clerk:" PASSWORD));
  g_autoptr (GString) hex = g_string_new (NULL);

  for (const char *c = PASSWORD; *c != '\0'; c++)
    g_string_append_printf (hex, "%02x", (guchar) *c);
  assert_quoted (fixture, PASSWORD_JSON);
  assert_quoted (fixture, "s3cr%E2%82%ACt%20%22quoted%22%20p%2Fw%2Bd");
  assert_quoted (fixture, "s3cr%E2%82%ACt+%22quoted%22+p%2Fw%2Bd");
  assert_quoted (fixture, "s3cr\\\\u20act \\\\\\\"quoted\\\\\\\" p/w+d");
  assert_quoted (fixture, base64);
  assert_quoted (fixture, header);
  assert_quoted (fixture, hex->str);
  assert_quoted (fixture, TEST_KEY);
}

/* So it is with the key, of which every request has one, in words and in the title of a page. */
static void
test_quoted_key (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) page_error = NULL;

  test_server_answer (fixture->server, 401, NULL, "{\"detail\":\"What is Bearer " TEST_KEY "?\"}");
  test_server_answer (fixture->server, 200, "Content-Type: text/html", "<html><title>What is " TEST_KEY "?</title>");
  g_assert_false (test_await (sluice_client_get_source (fixture->client, "a"), &error));
  get_log ();
  g_assert_cmpstr (sluice_call_get_message (get_newest ()), ==, "What is Bearer ***?");
  g_assert_false (test_await (sluice_client_get_source (fixture->client, "a"), &page_error));
  get_log ();
  g_assert_cmpuint (sluice_call_get_status (get_newest ()), ==, 200);
  g_assert_cmpint (sluice_call_get_state (get_newest ()), ==, SLUICE_CALL_FAILED);
  g_assert_nonnull (strstr (sluice_call_get_message (get_newest ()), "What is ***?"));
}

/* Nor by the id that it gives its answer. */
static void
test_quoted_in_header (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_strnfill (3000, 'x');
  g_autofree char *header = g_strconcat ("X-Request-Id: ", TEST_KEY, ".", id, NULL);

  test_server_answer (fixture->server, 200, header, "[]");
  g_assert_true (test_await (sluice_client_list_jobs (fixture->client, "a", NULL, NULL), &error));
  assert_keeps_silent (TEST_KEY);
  g_assert_cmpuint (strlen (sluice_call_get_request_id (get_newest ())), <, 200);
}

/* Of an address's values only those are kept that Sluice itself writes; a secret is no part of a path. */
static void
test_addresses (TestFixture *fixture, gconstpointer user_data)
{
  static const char *const targets[][2] = {
    { "/api/projects/1/x/?limit=200&offset=400", "/api/projects/1/x/?limit=200&offset=400" },
    { "/api/projects/1/x/?token=" TEST_SECRET "&limit=2", "/api/projects/1/x/?token=…&limit=2" },
    { "/api/projects/1/x/?" TEST_SECRET, "/api/projects/1/x/?…" },
    { "/api/projects/1/x/?limit2=" TEST_SECRET "=&=" TEST_SECRET, "/api/projects/1/x/?limit2=…&=…" },
    { "/api/projects/" TEST_KEY "/x/", "/api/projects/***/x/" },
    { "/api/projects/phx%5Fan%2Dinvented-key/x/?limit=" TEST_KEY, "/api/projects/***/x/?limit=***" },
  };

  test_server_answer (fixture->server, 200, NULL, "{}");
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      SluiceRequest *request = sluice_request_new (fixture->client, "GET", SLUICE_REQUEST_NONE, NULL, NULL);
      g_autoptr (GError) error = NULL;

      sluice_request_set_target (request, targets[i][0]);
      g_assert_true (test_await (sluice_request_run (request, NULL), &error));
      g_assert_cmpstr (sluice_call_get_target (get_newest ()), ==, targets[i][1]);
    }
  assert_keeps_silent (TEST_SECRET);
}

static void
test_cancelled (TestFixture *fixture, gconstpointer user_data)
{
  DexFuture *call = NULL;

  test_server_answer_hang (fixture->server, "");
  call = dex_future_first (sluice_client_get_source (fixture->client, "a"), NULL);
  while (fixture->server->requests->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sluice_call_get_state (get_newest ()), ==, SLUICE_CALL_PENDING);
  g_assert_cmpint (sluice_call_get_duration (get_newest ()), ==, -1);
  dex_unref (call);
  while (sluice_call_get_state (get_newest ()) == SLUICE_CALL_PENDING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sluice_call_get_state (get_newest ()), ==, SLUICE_CALL_CANCELLED);
  g_assert_null (sluice_call_get_message (get_newest ()));
}

/* An answer that says yes and cannot be read is a failure, and what it says may be anything. */
static void
test_not_understood (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, "{\"id\": " TEST_SECRET "}");
  g_assert_false (test_await (sluice_client_get_source (fixture->client, "a"), &error));
  g_assert_cmpint (sluice_call_get_state (get_newest ()), ==, SLUICE_CALL_FAILED);
  g_assert_cmpuint (sluice_call_get_status (get_newest ()), ==, 200);
  g_assert_cmpstr (sluice_call_get_message (get_newest ()), ==, "The answer could not be understood.");
  assert_keeps_silent (TEST_SECRET);
}

/* That a server lacks an icon is no failure, and does not hide those that are. */
static void
test_icon (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 404, NULL, "");
  g_assert_false (test_await (sluice_client_fetch_icon (fixture->client, "/static/services/a.png"), &error));
  g_assert_cmpuint (sluice_call_get_status (get_newest ()), ==, 404);
  g_assert_cmpint (sluice_call_get_state (get_newest ()), ==, SLUICE_CALL_ANSWERED);
}

/* A day of watching takes no more memory than the last thousand calls, each of which is short. */
static void
test_bounded (TestFixture *fixture, gconstpointer user_data)
{
  g_autofree char *words = g_strnfill (100000, 'w');
  g_autofree char *body = g_strdup_printf ("{\"detail\":\"%s\"}", words);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceCall) oldest = NULL;

  test_server_answer (fixture->server, 400, NULL, body);
  g_assert_false (test_await (sluice_client_get_source (fixture->client, "long"), &error));
  get_log ();
  g_assert_cmpuint (g_utf8_strlen (sluice_call_get_message (get_newest ()), -1), ==, 2000);

  test_server_reset (fixture->server);
  test_server_answer (fixture->server, 200, NULL, "[]");
  for (guint i = 0; i < SLUICE_CALL_LOG_SIZE + 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_clear_error (&error);
      g_assert_true (test_await (sluice_client_list_jobs (fixture->client, id, NULL, NULL), &error));
    }
  g_assert_cmpuint (g_list_model_get_n_items (get_log ()), ==, SLUICE_CALL_LOG_SIZE);
  oldest = g_list_model_get_item (get_log (), SLUICE_CALL_LOG_SIZE - 1);
  g_assert_cmpstr (sluice_call_get_target (oldest), ==, "/api/projects/12345/external_data_sources/20/jobs/");
  g_assert_cmpstr (sluice_call_get_target (get_newest ()), ==, "/api/projects/12345/external_data_sources/1019/jobs/");
}

/* Words of several lines do not look like another call. */
static void
test_lines (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  test_server_answer (fixture->server, 400, NULL,
                      "{\"detail\":\"No.\\n2026-01-01T00:00:00.000Z GET https://example.com/ 200 answered\"}");
  g_assert_false (test_await (sluice_client_get_source (fixture->client, "a"), &error));
  get_log ();
  text = sluice_call_log_dup_text (sluice_call_log_get_default ());
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpstr (lines[1], ==, "    No.");
  g_assert_true (g_str_has_prefix (lines[2], "    2026-01-01"));
}

static void
add_tests (void)
{
  ADD ("/call-log/facts", test_facts);
  ADD ("/call-log/tries", test_tries);
  ADD ("/call-log/nothing-of-what-is-sent", test_nothing_of_what_is_sent);
  ADD ("/call-log/quoted", test_quoted);
  ADD ("/call-log/quoted-key", test_quoted_key);
  ADD ("/call-log/quoted-in-header", test_quoted_in_header);
  ADD ("/call-log/addresses", test_addresses);
  ADD ("/call-log/cancelled", test_cancelled);
  ADD ("/call-log/not-understood", test_not_understood);
  ADD ("/call-log/icon", test_icon);
  ADD ("/call-log/bounded", test_bounded);
  ADD ("/call-log/lines", test_lines);
}

int
main (int argc, char **argv)
{
  return test_run (argc, argv, add_tests);
}
