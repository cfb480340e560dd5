/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"
#include "sluice-client-private.h"
#include "sluice-transport.h"

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

static DexFuture *
create (TestFixture *fixture)
{
  const char text[] = "{\"source_type\":\"Postgres\",\"payload\":{\"password\":\"" TEST_SECRET "\"}}";
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return sluice_client_create_source (fixture->client, body);
}

static void
assert_fails (TestFixture *fixture, DexFuture *call, int code, gboolean doubtful, guint n_requests)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (test_await (call, &error));
  test_assert_error (error, code);
  g_assert_cmpint (sluice_api_error_is_doubtful (error), ==, doubtful);
  g_assert_cmpuint (fixture->server->requests->len, ==, n_requests);
}

static guint
get_wait (TestFixture *fixture, guint index)
{
  g_assert_cmpuint (index, <, fixture->waits->len);

  return g_array_index (fixture->waits, guint, index);
}

/* What passes by itself is tried again, after longer and longer waits; an answer in between is taken. */
static void
test_get_again (TestFixture *fixture, gconstpointer user_data)
{
  static const guint statuses[] = { 502, 503, 504 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) error = NULL;

      test_server_reset (fixture->server);
      g_array_set_size (fixture->waits, 0);
      test_server_answer_raw (fixture->server, "", 0);
      test_server_answer (fixture->server, statuses[i], "Content-Type: text/html", "<html>");
      /* Closes, lest the next round's first request is libsoup's to repeat. */
      test_server_answer (fixture->server, 200, "Connection: close", "[]");
      g_assert_true (test_await (sluice_client_list_jobs (fixture->client, "a", NULL, NULL), &error));
      g_assert_no_error (error);
      g_assert_cmpuint (fixture->server->requests->len, ==, 3);
      g_assert_cmpuint (fixture->waits->len, ==, 2);
      g_assert_cmpuint (get_wait (fixture, 0), >=, 500);
      g_assert_cmpuint (get_wait (fixture, 0), <, 1000);
      g_assert_cmpuint (get_wait (fixture, 1), >=, 1000);
      g_assert_cmpuint (get_wait (fixture, 1), <, 2000);
    }
}

static void
test_get_gives_up (TestFixture *fixture, gconstpointer user_data)
{
  test_server_answer (fixture->server, 503, NULL, "{\"detail\":\"Later.\"}");
  assert_fails (fixture, sluice_client_get_source (fixture->client, "a"), SLUICE_API_ERROR_SERVER, FALSE, 4);
  test_server_reset (fixture->server);
  test_server_answer (fixture->server, 504, NULL, "");
  assert_fails (fixture, sluice_client_get_source (fixture->client, "a"), SLUICE_API_ERROR_TIMEOUT, FALSE, 4);
}

/* What another try would not change is told at once. */
static void
test_get_once (TestFixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    guint status;
    int code;
  } cases[] = { { 400, SLUICE_API_ERROR_INVALID },   { 401, SLUICE_API_ERROR_UNAUTHORIZED },
                { 402, SLUICE_API_ERROR_INVALID },   { 403, SLUICE_API_ERROR_FORBIDDEN },
                { 404, SLUICE_API_ERROR_NOT_FOUND }, { 405, SLUICE_API_ERROR_INVALID },
                { 500, SLUICE_API_ERROR_SERVER } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      test_server_reset (fixture->server);
      test_server_answer (fixture->server, cases[i].status, NULL, "{\"detail\":\"Words.\"}");
      assert_fails (fixture, sluice_client_get_source (fixture->client, "a"), cases[i].code, FALSE, 1);
    }
  g_assert_cmpuint (fixture->waits->len, ==, 0);
}

static void
test_forbidden (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) scope = NULL;
  g_autoptr (GError) project = NULL;

  test_server_answer (fixture->server, 403, NULL,
                      "{\"type\":\"authentication_error\",\"code\":\"permission_denied\","
                      "\"detail\":\"API key missing required scope 'external_data_source:read'\",\"attr\":null}");
  test_server_answer (fixture->server, 403, NULL,
                      "{\"type\":\"authentication_error\",\"code\":\"permission_denied\","
                      "\"detail\":\"API key does not have access to the requested project: ID 123.\",\"attr\":null}");
  g_assert_false (test_await (sluice_client_get_source (fixture->client, "a"), &scope));
  test_assert_error (scope, SLUICE_API_ERROR_FORBIDDEN);
  g_assert_cmpstr (sluice_api_error_get_scope (scope), ==, "external_data_source:read");
  g_assert_false (test_await (sluice_client_get_source (fixture->client, "a"), &project));
  test_assert_error (project, SLUICE_API_ERROR_FORBIDDEN);
  g_assert_null (sluice_api_error_get_scope (project));
}

/* A 429 comes before any work (contract, section 1.7): even a creating POST goes again, after the wait asked for. */
static void
test_throttled (TestFixture *fixture, gconstpointer user_data)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 429, "Retry-After: 42", "{\"detail\":\"Throttled.\"}");
  test_server_answer (fixture->server, 201, NULL, "{\"id\":\"a\"}");
  id = test_await_string (create (fixture), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "a");
  g_assert_cmpuint (fixture->server->requests->len, ==, 2);
  g_assert_cmpuint (fixture->waits->len, ==, 1);
  g_assert_cmpuint (get_wait (fixture, 0), >=, 42000);
}

static void
test_throttled_long (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 429, "Retry-After: 1800", "{\"detail\":\"Throttled.\"}");
  g_assert_false (test_await (sluice_client_get_source (fixture->client, "a"), &error));
  test_assert_error (error, SLUICE_API_ERROR_RATE_LIMITED);
  g_assert_cmpuint (sluice_api_error_get_retry_after (error), ==, 1800);
  g_assert_cmpuint (fixture->server->requests->len, ==, 1);
}

static void
test_throttled_always (TestFixture *fixture, gconstpointer user_data)
{
  test_server_answer (fixture->server, 429, "Retry-After: 1", "{\"detail\":\"Throttled.\"}");
  assert_fails (fixture, create (fixture), SLUICE_API_ERROR_RATE_LIMITED, FALSE, 4);
}

/* DESIGN 6: a lost answer is not a refusal. It is sent exactly once, and whoever called knows that it may have been
 * done. */
static void
test_create_lost (TestFixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *raw;
    int code;
  } cases[] = {
    { "", SLUICE_API_ERROR_NETWORK },
    { "HTTP/1.1 20", SLUICE_API_ERROR_PROTOCOL },
    { "HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"id\":", SLUICE_API_ERROR_NETWORK },
    { "HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n", SLUICE_API_ERROR_NETWORK },
    { "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"id", SLUICE_API_ERROR_NETWORK },
    { "HTTP/1.1 201 Created\r\nConnection: close\r\n\r\n{\"id\":", SLUICE_API_ERROR_PROTOCOL },
    { "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n", SLUICE_API_ERROR_PROTOCOL },
    { "HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n{\"id\":\"\"}", SLUICE_API_ERROR_PROTOCOL },
    { "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 6\r\n\r\n<html>", SLUICE_API_ERROR_SERVER },
    { "HTTP/1.1 504 Gateway Timeout\r\nContent-Length: 0\r\n\r\n", SLUICE_API_ERROR_TIMEOUT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].raw);
      test_server_reset (fixture->server);
      test_server_answer_raw (fixture->server, cases[i].raw, -1);
      assert_fails (fixture, create (fixture), cases[i].code, TRUE, 1);
    }
  g_assert_cmpuint (fixture->waits->len, ==, 0);
}

/* Also when connections to the server are open that it may close at any time. */
static void
test_create_lost_after_others (TestFixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; i < 5; i++)
    {
      test_server_reset (fixture->server);
      test_server_answer (fixture->server, 200, NULL, "[]");
      test_server_answer_raw (fixture->server, "", 0);
      g_assert_true (test_await (sluice_client_list_jobs (fixture->client, "a", NULL, NULL), NULL));
      assert_fails (fixture, create (fixture), SLUICE_API_ERROR_NETWORK, TRUE, 2);
    }
}

static void
test_create_refused (TestFixture *fixture, gconstpointer user_data)
{
  static const guint statuses[] = { 400, 401, 403, 404, 409, 500, 503 };
  static const int codes[] = { SLUICE_API_ERROR_INVALID,   SLUICE_API_ERROR_UNAUTHORIZED, SLUICE_API_ERROR_FORBIDDEN,
                               SLUICE_API_ERROR_NOT_FOUND, SLUICE_API_ERROR_INVALID,      SLUICE_API_ERROR_SERVER,
                               SLUICE_API_ERROR_SERVER };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      test_server_reset (fixture->server);
      test_server_answer (fixture->server, statuses[i], NULL, "{\"message\":\"No.\"}");
      assert_fails (fixture, create (fixture), codes[i], FALSE, 1);
    }
}

/* Nobody there to send to: certain, for everything. */
static void
test_unreachable (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (SluiceClient) client = NULL;
  g_autoptr (GError) post = NULL;
  g_autoptr (GError) get = NULL;
  g_autofree char *url = NULL;
  TestServer *gone = test_server_new ();

  url = g_strdup (gone->url);
  test_server_free (gone);
  client = sluice_client_new (url, "1", TEST_KEY, NULL);
  sluice_client_settle_root (client, "projects", TRUE);

  g_assert_false (test_await (sluice_client_create_source (client, body), &post));
  test_assert_error (post, SLUICE_API_ERROR_NETWORK);
  g_assert_false (sluice_api_error_is_doubtful (post));
  g_assert_cmpuint (fixture->waits->len, ==, 0);

  g_assert_false (test_await (sluice_client_get_source (client, "a"), &get));
  test_assert_error (get, SLUICE_API_ERROR_NETWORK);
  g_assert_cmpuint (fixture->waits->len, ==, 3);
}

static void
test_timeout (TestFixture *fixture, gconstpointer user_data)
{
  sluice_transport_set_timeouts (20, 40);

  test_server_answer_hang (fixture->server, "");
  assert_fails (fixture, sluice_client_get_source (fixture->client, "a"), SLUICE_API_ERROR_TIMEOUT, FALSE, 1);
  test_await_count (&fixture->server->n_closed, 1);
  assert_fails (fixture, create (fixture), SLUICE_API_ERROR_TIMEOUT, TRUE, 2);
  test_await_count (&fixture->server->n_closed, 2);

  test_server_reset (fixture->server);
  test_server_answer_hang (fixture->server, HEAD "Content-Length: 100\r\n\r\n{\"id\":");
  assert_fails (fixture, sluice_client_get_source (fixture->client, "a"), SLUICE_API_ERROR_TIMEOUT, FALSE, 1);
  test_await_count (&fixture->server->n_closed, 3);
  assert_fails (fixture, create (fixture), SLUICE_API_ERROR_TIMEOUT, TRUE, 2);
  test_await_count (&fixture->server->n_closed, 4);
}

static void
test_timeouts_used (void)
{
  /* Contract, section 1.8 */
  g_assert_cmpuint (sluice_transport_get_timeout (TRUE), >=, 150 * 1000);
  g_assert_cmpuint (sluice_transport_get_timeout (FALSE), ==, 30 * 1000);
}

static DexFuture *
nothing_cb (DexFuture *future, gpointer user_data)
{
  gboolean *reached = user_data;

  *reached = TRUE;

  return dex_ref (future);
}

/* STYLE: dropping the chained future is the cancellation. */
static void
assert_dropped (TestFixture *fixture, DexFuture *call, guint n_closed)
{
  gboolean reached = FALSE;
  DexFuture *chain = dex_future_finally (call, nothing_cb, &reached, NULL);

  while (fixture->server->streams->len < n_closed)
    g_main_context_iteration (NULL, TRUE);
  test_settle ();
  dex_unref (chain);
  test_await_count (&fixture->server->n_closed, n_closed);
  test_settle ();
  g_assert_false (reached);
}

static void
test_drop (TestFixture *fixture, gconstpointer user_data)
{
  test_server_answer_hang (fixture->server, "");
  assert_dropped (fixture, sluice_client_get_source (fixture->client, "a"), 1);
  assert_dropped (fixture, sluice_client_list_sources (fixture->client), 2);
  assert_dropped (fixture, create (fixture), 3);

  test_server_reset (fixture->server);
  test_server_answer_hang (fixture->server, HEAD "Content-Length: 100\r\n\r\n[1,");
  assert_dropped (fixture, sluice_client_list_jobs (fixture->client, "a", NULL, NULL), 4);
  assert_dropped (fixture, sluice_client_list_tables (fixture->client), 5);

  test_server_reset (fixture->server);
  test_server_answer_hang (fixture->server, "HTTP/1.1 400 Bad Request\r\nContent-Length: 100\r\n\r\n{");
  assert_dropped (fixture, sluice_client_get_source (fixture->client, "a"), 6);
}

static void
test_drop_at_once (TestFixture *fixture, gconstpointer user_data)
{
  gboolean reached = FALSE;

  test_server_answer (fixture->server, 200, NULL, "[]");
  dex_unref (dex_future_finally (create (fixture), nothing_cb, &reached, NULL));
  test_settle ();
  g_assert_false (reached);
}

/* At whatever point of a call. */
static void
test_drop_anywhere (TestFixture *fixture, gconstpointer user_data)
{
  test_server_answer (fixture->server, 200, NULL, "{\"count\":0,\"next\":null,\"results\":[]}");
  for (guint n_turns = 0; n_turns < 60; n_turns++)
    {
      gboolean reached = FALSE;
      DexFuture *chain = dex_future_finally (sluice_client_list_sources (fixture->client), nothing_cb, &reached, NULL);

      for (guint i = 0; i < n_turns; i++)
        g_main_context_iteration (NULL, FALSE);
      dex_unref (chain);
    }
  test_settle ();
}

static void
test_drop_while_waiting (TestFixture *fixture, gconstpointer user_data)
{
  gboolean reached = FALSE;
  DexFuture *chain;

  test_fixture_wait_forever (fixture);
  test_server_answer (fixture->server, 503, NULL, "");
  chain = dex_future_finally (sluice_client_get_source (fixture->client, "a"), nothing_cb, &reached, NULL);
  test_await_count (&fixture->waits->len, 1);
  dex_unref (chain);
  test_settle ();
  g_assert_false (reached);
  g_assert_cmpuint (fixture->server->requests->len, ==, 1);
}

/* DESIGN 10: neither key nor body reach another origin, by no status of the 300s and by no method. */
static void
test_redirect (TestFixture *fixture, gconstpointer user_data)
{
  static const guint statuses[] = { 300, 301, 302, 303, 307, 308 };
  g_autoptr (TestServer) other = test_server_new ();
  g_autofree char *location = g_strdup_printf ("Location: %s/steal?a=b", other->url);
  g_autofree char *near = g_strdup_printf ("Location: /login?next=%s", "a");

  test_server_answer (other, 200, NULL, "{\"id\":\"stolen\"}");
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) get = NULL;
      g_autoptr (GError) post = NULL;

      test_server_reset (fixture->server);
      test_server_answer (fixture->server, statuses[i], location, "");
      g_assert_false (test_await (sluice_client_get_source (fixture->client, "a"), &get));
      test_assert_error (get, SLUICE_API_ERROR_PROTOCOL);
      g_assert_cmpuint (sluice_api_error_get_status (get), ==, statuses[i]);
      g_assert_nonnull (strstr (get->message, other->url));
      g_assert_null (strstr (get->message, "steal"));
      g_assert_false (test_await (create (fixture), &post));
      test_assert_error (post, SLUICE_API_ERROR_PROTOCOL);
      g_assert_false (sluice_api_error_is_doubtful (post));
      g_assert_cmpuint (fixture->server->requests->len, ==, 2);

      test_server_reset (fixture->server);
      test_server_answer (fixture->server, statuses[i], near, "");
      assert_fails (fixture, sluice_client_get_source (fixture->client, "a"), SLUICE_API_ERROR_PROTOCOL, FALSE, 1);
      test_server_reset (fixture->server);
      test_server_answer (fixture->server, statuses[i], NULL, "");
      assert_fails (fixture, sluice_client_get_source (fixture->client, "a"), SLUICE_API_ERROR_PROTOCOL, FALSE, 1);
    }
  test_settle ();
  g_assert_cmpuint (other->requests->len, ==, 0);
}

/* A proxy or a network's sign-in page says 200 to everything, also to calls whose success has no body to look at. */
static void
test_page (TestFixture *fixture, gconstpointer user_data)
{
  static const char html[] = "<title>Sign in, " TEST_KEY "</title>";
  g_autoptr (GError) get = NULL;
  g_autoptr (GError) check = NULL;
  g_autoptr (GError) made = NULL;

  test_server_answer (fixture->server, 200, "Content-Type: text/html", html);
  g_assert_false (test_await (sluice_client_get_source (fixture->client, "a"), &get));
  test_assert_error (get, SLUICE_API_ERROR_PROTOCOL);
  g_assert_cmpstr (get->message, ==, "The answer is a web page, “Sign in, ***”, and no data.");
  g_assert_false (sluice_api_error_is_doubtful (get));
  g_assert_false (test_await (sluice_client_check_prefix (fixture->client, "Postgres", "eu_"), &check));
  test_assert_error (check, SLUICE_API_ERROR_PROTOCOL);
  g_assert_false (test_await (create (fixture), &made));
  test_assert_error (made, SLUICE_API_ERROR_PROTOCOL);
  /* Whoever answered may have passed it on. */
  g_assert_true (sluice_api_error_is_doubtful (made));
  g_assert_cmpuint (fixture->server->requests->len, ==, 3);

  /* Nothing in it is nothing wrong, whatever it is called. */
  test_server_reset (fixture->server);
  test_server_answer (fixture->server, 200, "Content-Type: text/html", "");
  g_assert_true (test_await (sluice_client_check_prefix (fixture->client, "Postgres", "eu_"), NULL));
}

/* Nor does a password window of the system's open, nor is anything sent again with another login. */
static void
test_challenge (TestFixture *fixture, gconstpointer user_data)
{
  test_server_answer (fixture->server, 401, "WWW-Authenticate: Basic realm=\"x\"", "{\"detail\":\"No.\"}");
  assert_fails (fixture, create (fixture), SLUICE_API_ERROR_UNAUTHORIZED, FALSE, 1);
  test_assert_request (fixture, 0, "POST", "/api/projects/12345/external_data_sources/", NULL,
                       "{\"source_type\":\"Postgres\",\"payload\":{\"password\":\"" TEST_SECRET "\"}}");
}

static void
test_key_not_quoted (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 400, NULL,
                      "{\"detail\":\"Bad header Authorization: Bearer " TEST_KEY ", really " TEST_KEY "\"}");
  g_assert_false (test_await (sluice_client_get_source (fixture->client, "a"), &error));
  test_assert_error (error, SLUICE_API_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Bad header Authorization: Bearer ***, really ***");
}

static void
test_too_large (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *padding = g_strnfill (1024 * 1024, ' ');
  g_autofree char *body = g_strdup_printf ("{\"message\":\"x\"}%s", padding);

  test_server_answer (fixture->server, 400, NULL, body);
  g_assert_false (test_await (sluice_client_get_source (fixture->client, "a"), &error));
  test_assert_error (error, SLUICE_API_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "400 Bad Request");
}

/* Two calls that take their time do not hold up a third. */
static void
test_side_by_side (TestFixture *fixture, gconstpointer user_data)
{
  gboolean reached = FALSE;
  DexFuture *slow[7];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (slow); i++)
    {
      test_server_reset (fixture->server);
      test_server_answer_hang (fixture->server, "");
      slow[i] = dex_future_finally (create (fixture), nothing_cb, &reached, NULL);
      while (fixture->server->streams->len <= i)
        g_main_context_iteration (NULL, TRUE);
    }
  test_server_reset (fixture->server);
  test_server_answer (fixture->server, 200, NULL, "[]");
  g_assert_true (test_await (sluice_client_list_jobs (fixture->client, "a", NULL, NULL), &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (slow); i++)
    dex_unref (slow[i]);
  test_await_count (&fixture->server->n_closed, G_N_ELEMENTS (slow));
}

static void
add_tests (void)
{
  g_test_add_func ("/failures/timeouts-used", test_timeouts_used);
  TEST_ADD ("/failures/get-again", test_get_again);
  TEST_ADD ("/failures/get-gives-up", test_get_gives_up);
  TEST_ADD ("/failures/get-once", test_get_once);
  TEST_ADD ("/failures/forbidden", test_forbidden);
  TEST_ADD ("/failures/throttled", test_throttled);
  TEST_ADD ("/failures/throttled-long", test_throttled_long);
  TEST_ADD ("/failures/throttled-always", test_throttled_always);
  TEST_ADD ("/failures/create-lost", test_create_lost);
  TEST_ADD ("/failures/create-lost-after-others", test_create_lost_after_others);
  TEST_ADD ("/failures/create-refused", test_create_refused);
  TEST_ADD ("/failures/unreachable", test_unreachable);
  TEST_ADD ("/failures/timeout", test_timeout);
  TEST_ADD ("/failures/drop", test_drop);
  TEST_ADD ("/failures/drop-at-once", test_drop_at_once);
  TEST_ADD ("/failures/drop-anywhere", test_drop_anywhere);
  TEST_ADD ("/failures/drop-while-waiting", test_drop_while_waiting);
  TEST_ADD ("/failures/redirect", test_redirect);
  TEST_ADD ("/failures/page", test_page);
  TEST_ADD ("/failures/challenge", test_challenge);
  TEST_ADD ("/failures/key-not-quoted", test_key_not_quoted);
  TEST_ADD ("/failures/too-large", test_too_large);
  TEST_ADD ("/failures/side-by-side", test_side_by_side);
}

int
main (int argc, char **argv)
{
  return test_run (argc, argv, add_tests);
}
