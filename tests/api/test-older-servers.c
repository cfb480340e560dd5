/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of calls on servers that lag (contract, sections 1.2 and 19): where the sources are is found by reading,
 * once; what such a server lacks is said, or done in another way. */
#include "config.h"

#include <string.h>

#include "fixture.h"
#include "sluice-client-private.h"

#define PROJECTS "/api/projects/12345/"
#define ENVIRONMENTS "/api/environments/12345/"
#define SOURCES "external_data_sources/"
#define NOT_FOUND "{\"type\":\"invalid_request\",\"code\":\"not_found\",\"detail\":\"Not found.\",\"attr\":null}"
#define NOT_ALLOWED                                                                                                    \
  "{\"type\":\"invalid_request\",\"code\":\"method_not_allowed\",\"detail\":\"Method \\\"POST\\\" not allowed.\"}"
#define EMPTY_PAGE "{\"count\":0,\"next\":null,\"results\":[]}"
#define SOURCE "{\"id\":\"a\",\"source_type\":\"Postgres\"}"

/* One that has not asked anything yet. */
static void
set_up (TestFixture *fixture, gconstpointer user_data)
{
  test_fixture_set_up (fixture, user_data);
  g_object_unref (fixture->client);
  fixture->client = sluice_client_new (fixture->server->url, "12345", TEST_KEY, NULL);
}

static void
route (TestFixture *fixture, const char *path, guint status, const char *body)
{
  test_server_route (fixture->server, path, status, body);
}

/* The sources are below “environments” only. */
static void
route_old (TestFixture *fixture)
{
  test_server_answer (fixture->server, 404, NULL, NOT_FOUND);
  route (fixture, ENVIRONMENTS SOURCES, 200, EMPTY_PAGE);
}

static guint
count (TestFixture *fixture, const char *method, const char *path)
{
  guint n = 0;

  for (guint i = 0; i < fixture->server->requests->len; i++)
    {
      TestRequest *request = test_server_get_request (fixture->server, i);

      n += g_str_equal (request->method, method) && (path == NULL || g_str_equal (request->path, path));
    }

  return n;
}

static guint
get_n_requests (TestFixture *fixture)
{
  return fixture->server->requests->len;
}

static DexFuture *
create (TestFixture *fixture)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);

  return sluice_client_create_source (fixture->client, body);
}

static void
assert_works (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  test_await (future, &error);
  g_assert_no_error (error);
}

static void
assert_fails (DexFuture *future, int code)
{
  g_autoptr (GError) error = NULL;

  test_await (future, &error);
  test_assert_error (error, code);
  g_assert_false (sluice_api_error_is_doubtful (error));
}

/* --- where the sources are --- */

static void
test_list (TestFixture *fixture, gconstpointer user_data)
{
  route_old (fixture);
  assert_works (sluice_client_list_sources (fixture->client));
  g_assert_cmpuint (get_n_requests (fixture), ==, 2);
  /* Remembered. */
  assert_works (sluice_client_list_sources (fixture->client));
  g_assert_cmpuint (get_n_requests (fixture), ==, 3);
  g_assert_cmpuint (count (fixture, "GET", PROJECTS SOURCES), ==, 1);
}

/* A create is sent to one place, once, and that is found before. */
static void
test_create (TestFixture *fixture, gconstpointer user_data)
{
  route_old (fixture);
  route (fixture, ENVIRONMENTS SOURCES, 201, "{\"id\":\"a\",\"results\":[]}");
  assert_works (create (fixture));
  g_assert_cmpuint (count (fixture, "POST", NULL), ==, 1);
  g_assert_cmpuint (count (fixture, "POST", ENVIRONMENTS SOURCES), ==, 1);
  assert_works (create (fixture));
  g_assert_cmpuint (count (fixture, "POST", NULL), ==, 2);
  g_assert_cmpuint (count (fixture, "GET", NULL), ==, 2);
}

/* Even where the server says of the create itself that there is nothing: it may have made it and lost it. */
static void
test_create_refused (TestFixture *fixture, gconstpointer user_data)
{
  test_server_answer (fixture->server, 200, NULL, EMPTY_PAGE);
  test_server_answer (fixture->server, 404, NULL, NOT_FOUND);
  assert_fails (create (fixture), SLUICE_API_ERROR_NOT_FOUND);
  g_assert_cmpuint (count (fixture, "POST", NULL), ==, 1);
  g_assert_cmpuint (count (fixture, "GET", NULL), ==, 1);
}

/* Every call that changes something, not only create. */
static void
test_change_first (TestFixture *fixture, gconstpointer user_data)
{
  route_old (fixture);
  route (fixture, ENVIRONMENTS SOURCES "a/reload/", 200, "");
  assert_works (sluice_client_reload_source (fixture->client, "a"));
  g_assert_cmpuint (count (fixture, "POST", NULL), ==, 1);
  g_assert_cmpuint (count (fixture, "POST", ENVIRONMENTS SOURCES "a/reload/"), ==, 1);
}

/* A source that is read first, as when a set-up goes on, is not taken to be gone. */
static void
test_source_first (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceSource) source = NULL;
  g_autoptr (GError) error = NULL;

  route_old (fixture);
  route (fixture, ENVIRONMENTS SOURCES "a/", 200, SOURCE);
  source = test_await_object (sluice_client_get_source (fixture->client, "a"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_source_get_id (source), ==, "a");
}

/* A source that is not there is no collection that is not there: it is not looked for elsewhere. */
static void
test_source_gone (TestFixture *fixture, gconstpointer user_data)
{
  test_server_answer (fixture->server, 404, NULL, NOT_FOUND);
  route (fixture, PROJECTS SOURCES, 200, EMPTY_PAGE);
  route (fixture, ENVIRONMENTS SOURCES "a/", 200, SOURCE);
  assert_fails (sluice_client_get_source (fixture->client, "a"), SLUICE_API_ERROR_NOT_FOUND);
  g_assert_cmpuint (count (fixture, "GET", ENVIRONMENTS SOURCES), ==, 0);
  g_assert_cmpuint (count (fixture, "GET", ENVIRONMENTS SOURCES "a/"), ==, 0);

  /* And once a list has been read it is not even asked. */
  test_server_reset (fixture->server);
  test_server_answer (fixture->server, 404, NULL, NOT_FOUND);
  assert_fails (sluice_client_get_source (fixture->client, "a"), SLUICE_API_ERROR_NOT_FOUND);
  g_assert_cmpuint (get_n_requests (fixture), ==, 1);
}

/* Today's servers are asked nothing more than was asked for. */
static void
test_today (TestFixture *fixture, gconstpointer user_data)
{
  test_server_answer (fixture->server, 200, NULL, EMPTY_PAGE);
  assert_works (sluice_client_list_sources (fixture->client));
  route (fixture, PROJECTS SOURCES, 201, "{\"id\":\"a\"}");
  assert_works (create (fixture));
  g_assert_cmpuint (get_n_requests (fixture), ==, 2);
}

static void
test_neither (TestFixture *fixture, gconstpointer user_data)
{
  test_server_answer (fixture->server, 404, NULL, NOT_FOUND);
  assert_fails (sluice_client_list_sources (fixture->client), SLUICE_API_ERROR_NOT_FOUND);
  g_assert_cmpuint (get_n_requests (fixture), ==, 2);
  assert_fails (sluice_client_list_sources (fixture->client), SLUICE_API_ERROR_NOT_FOUND);
  assert_fails (create (fixture), SLUICE_API_ERROR_NOT_FOUND);
  g_assert_cmpuint (get_n_requests (fixture), ==, 4);
}

typedef struct
{
  const char *name;
  guint status;
  const char *headers;
  const char *body;
  int code;
} Refusal;

static const Refusal refusals[] = {
  { "unauthorized", 401, NULL, "{\"type\":\"authentication_error\",\"detail\":\"No.\"}",
    SLUICE_API_ERROR_UNAUTHORIZED },
  { "forbidden", 403, NULL, "{\"type\":\"authentication_error\",\"detail\":\"No.\"}", SLUICE_API_ERROR_FORBIDDEN },
  { "page", 404, "Content-Type: text/html", "<html><title>404</title></html>", SLUICE_API_ERROR_NOT_FOUND },
  { "page-as-json", 404, NULL, "<html><title>404</title></html>", SLUICE_API_ERROR_NOT_FOUND },
  { "text", 404, "Content-Type: text/plain", "404 page not found", SLUICE_API_ERROR_NOT_FOUND },
  { "empty", 404, NULL, "", SLUICE_API_ERROR_NOT_FOUND },
  { "gateway", 404, NULL, "{\"message\":\"no Route matched with those values\"}", SLUICE_API_ERROR_NOT_FOUND },
  { "framework", 404, NULL, "{\"detail\":\"Not Found\"}", SLUICE_API_ERROR_NOT_FOUND },
  { "method", 405, NULL, "{\"detail\":\"Method Not Allowed\"}", SLUICE_API_ERROR_INVALID },
  { "other-code", 404, NULL, "{\"code\":\"no_route\",\"detail\":\"Not found.\"}", SLUICE_API_ERROR_NOT_FOUND },
  { "list", 404, NULL, "[\"Not found.\"]", SLUICE_API_ERROR_NOT_FOUND },
  { "gone", 410, NULL, "{\"detail\":\"Gone.\"}", SLUICE_API_ERROR_INVALID },
  { "broken", 500, NULL, "{\"detail\":\"Not found.\"}", SLUICE_API_ERROR_SERVER },
};

/* A proxy, a gateway, a key that may not: none of them says that the server is old. */
static void
test_not_for (TestFixture *fixture, gconstpointer user_data)
{
  const Refusal *refusal = user_data;

  test_server_answer (fixture->server, refusal->status, refusal->headers, refusal->body);
  route (fixture, ENVIRONMENTS SOURCES, 200, EMPTY_PAGE);
  route (fixture, ENVIRONMENTS SOURCES "a/", 200, SOURCE);
  assert_fails (sluice_client_list_sources (fixture->client), refusal->code);
  assert_fails (sluice_client_get_source (fixture->client, "a"), refusal->code);
  assert_fails (create (fixture), refusal->code);
  g_assert_cmpuint (count (fixture, "POST", NULL), ==, 1);
  g_assert_cmpuint (count (fixture, "GET", ENVIRONMENTS SOURCES), ==, 0);
  g_assert_cmpuint (count (fixture, "GET", ENVIRONMENTS SOURCES "a/"), ==, 0);

  /* Nor is anything remembered of it: the server, once it can be reached, is what it is. */
  test_server_reset (fixture->server);
  route_old (fixture);
  assert_works (sluice_client_list_sources (fixture->client));
}

/* What the other name answers is what is said, if it says more than that there is nothing. */
static void
test_environments_refuse (TestFixture *fixture, gconstpointer user_data)
{
  test_server_answer (fixture->server, 404, NULL, NOT_FOUND);
  route (fixture, ENVIRONMENTS SOURCES, 403,
         "{\"detail\":\"API key missing required scope 'external_data_source:read'\"}");
  assert_fails (sluice_client_list_sources (fixture->client), SLUICE_API_ERROR_FORBIDDEN);
  route (fixture, ENVIRONMENTS SOURCES, 200, EMPTY_PAGE);
  assert_works (sluice_client_list_sources (fixture->client));
}

/* --- what is missing --- */

static void
test_prefix (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) taken = NULL;
  g_autoptr (GError) error = NULL;

  route_old (fixture);
  route (fixture, ENVIRONMENTS SOURCES, 200,
         "{\"next\":null,\"results\":[{\"id\":\"a\",\"source_type\":\"Postgres\",\"prefix\":\"shop_\"}]}");
  g_assert_true (test_await (sluice_client_check_prefix (fixture->client, "Postgres", "other_"), &error));
  g_assert_no_error (error);
  g_assert_true (sluice_client_lacks (fixture->client, SLUICE_ABILITY_CHECK_PREFIX));
  /* Compared as SQL does. */
  g_assert_false (test_await (sluice_client_check_prefix (fixture->client, "Postgres", "Shop"), &taken));
  test_assert_error (taken, SLUICE_API_ERROR_INVALID);
  g_assert_cmpuint (count (fixture, "POST", NULL), ==, 1);
}

/* A word that is taken for an id says so in another way. */
static void
test_prefix_not_allowed (TestFixture *fixture, gconstpointer user_data)
{
  test_server_answer (fixture->server, 200, NULL, EMPTY_PAGE);
  route (fixture, PROJECTS SOURCES "source_prefix/", 405, NOT_ALLOWED);
  assert_works (sluice_client_check_prefix (fixture->client, "Postgres", ""));
  g_assert_true (sluice_client_lacks (fixture->client, SLUICE_ABILITY_CHECK_PREFIX));
}

/* A proxy's page in its place is no older server: nothing is called free that nobody looked at. */
static void
test_prefix_page (TestFixture *fixture, gconstpointer user_data)
{
  test_server_answer (fixture->server, 200, NULL, EMPTY_PAGE);
  route (fixture, PROJECTS SOURCES "source_prefix/", 404, "<html>");
  assert_fails (sluice_client_check_prefix (fixture->client, "Postgres", ""), SLUICE_API_ERROR_NOT_FOUND);
  g_assert_false (sluice_client_lacks (fixture->client, SLUICE_ABILITY_CHECK_PREFIX));
}

/* No project, no word about how old its server is. */
static void
test_no_project (TestFixture *fixture, gconstpointer user_data)
{
  test_server_answer (fixture->server, 404, NULL, NOT_FOUND);
  assert_fails (sluice_client_check_prefix (fixture->client, "Postgres", ""), SLUICE_API_ERROR_NOT_FOUND);
  assert_fails (sluice_client_list_integrations (fixture->client, "hubspot"), SLUICE_API_ERROR_NOT_FOUND);
  g_assert_false (sluice_client_lacks (fixture->client, SLUICE_ABILITY_INTEGRATIONS));
}

static void
test_unsupported (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonNode) nothing = test_parse ("{}");
  guint n_requests;

  route_old (fixture);
  for (guint i = 0; i < 2; i++)
    {
      assert_fails (sluice_client_list_integrations (fixture->client, "hubspot"), SLUICE_API_ERROR_UNSUPPORTED);
      assert_fails (sluice_client_check_integrations (fixture->client), SLUICE_API_ERROR_UNSUPPORTED);
      assert_fails (sluice_client_get_connect_link (fixture->client, "Hubspot"), SLUICE_API_ERROR_UNSUPPORTED);
      assert_fails (sluice_client_check_cdc (fixture->client, nothing), SLUICE_API_ERROR_UNSUPPORTED);
      if (i == 0)
        n_requests = get_n_requests (fixture);
    }
  /* Nobody is asked twice. */
  g_assert_cmpuint (get_n_requests (fixture), ==, n_requests);
}

static void
test_jobs (TestFixture *fixture, gconstpointer user_data)
{
  guint n_requests;

  route_old (fixture);
  route (fixture, ENVIRONMENTS SOURCES "a/", 200, SOURCE);
  assert_fails (sluice_client_list_jobs (fixture->client, "a", NULL, NULL), SLUICE_API_ERROR_UNSUPPORTED);
  n_requests = get_n_requests (fixture);
  assert_fails (sluice_client_list_jobs (fixture->client, "a", NULL, NULL), SLUICE_API_ERROR_UNSUPPORTED);
  g_assert_cmpuint (get_n_requests (fixture), ==, n_requests);
}

/* The same answer where it is the source that is gone. */
static void
test_jobs_source_gone (TestFixture *fixture, gconstpointer user_data)
{
  route_old (fixture);
  assert_fails (sluice_client_list_jobs (fixture->client, "a", NULL, NULL), SLUICE_API_ERROR_NOT_FOUND);
  g_assert_false (sluice_client_lacks (fixture->client, SLUICE_ABILITY_JOBS));
}

#define TABLE(id) "{\"id\":\"" id "\",\"name\":\"" id "\"}"
#define ENTRIES                                                                                                        \
  "[{\"id\":\"t1\",\"sync_frequency\":\"24hour\"},{\"id\":\"t2\",\"should_sync\":false},{\"id\":\"t3\",\"should_sync\":true}]"

static void
test_one_by_one (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonNode) entries = test_parse (ENTRIES);
  g_autoptr (GListModel) tables = NULL;
  g_autoptr (GError) error = NULL;
  guint n_requests;

  route_old (fixture);
  route (fixture, ENVIRONMENTS SOURCES "a/", 200, SOURCE);
  route (fixture, ENVIRONMENTS "external_data_schemas/t1/", 200, TABLE ("t1"));
  route (fixture, ENVIRONMENTS "external_data_schemas/t2/", 200, TABLE ("t2"));
  route (fixture, ENVIRONMENTS "external_data_schemas/t3/", 200, TABLE ("t3"));
  tables = test_await_object (sluice_client_update_tables (fixture->client, "a", entries), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (tables), ==, 3);
  n_requests = get_n_requests (fixture);
  test_assert_request (fixture, n_requests - 3, "PATCH", ENVIRONMENTS "external_data_schemas/t1/", NULL,
                       "{\"sync_frequency\":\"24hour\"}");
  test_assert_request (fixture, n_requests - 2, "PATCH", ENVIRONMENTS "external_data_schemas/t2/", NULL,
                       "{\"should_sync\":false}");
  assert_works (sluice_client_update_tables (fixture->client, "a", entries));
  g_assert_cmpuint (get_n_requests (fixture), ==, n_requests + 3);
}

/* One that is refused keeps the others from nothing, and is told. */
static void
test_one_by_one_refused (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonNode) entries = test_parse (ENTRIES);
  g_autoptr (GError) error = NULL;

  route_old (fixture);
  route (fixture, ENVIRONMENTS SOURCES "a/", 200, SOURCE);
  route (fixture, ENVIRONMENTS "external_data_schemas/t1/", 400, "{\"detail\":\"Invalid sync time of day\"}");
  route (fixture, ENVIRONMENTS "external_data_schemas/t2/", 400, "{\"detail\":\"Another.\"}");
  route (fixture, ENVIRONMENTS "external_data_schemas/t3/", 200, TABLE ("t3"));
  g_assert_null (test_await_object (sluice_client_update_tables (fixture->client, "a", entries), &error));
  test_assert_error (error, SLUICE_API_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Invalid sync time of day");
  g_assert_cmpuint (count (fixture, "PATCH", ENVIRONMENTS "external_data_schemas/t3/"), ==, 1);
}

/* A source that somebody deleted is not patched table by table. */
static void
test_many_source_gone (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonNode) entries = test_parse (ENTRIES);

  route_old (fixture);
  assert_fails (sluice_client_update_tables (fixture->client, "a", entries), SLUICE_API_ERROR_NOT_FOUND);
  g_assert_cmpuint (count (fixture, "PATCH", NULL), ==, 1);
}

/* The answer to a create may be the whole source. */
static void
test_whole_source (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  test_server_answer (fixture->server, 200, NULL, EMPTY_PAGE);
  route (fixture, PROJECTS SOURCES, 201,
         "{\"id\":\"a\",\"source_type\":\"Postgres\",\"status\":\"Running\",\"schemas\":[{\"id\":\"t1\"}],"
         "\"job_inputs\":{\"dbname\":\"shop\"}}");
  id = test_await_string (create (fixture), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "a");
}

#define ADD(path, func) g_test_add (path, TestFixture, NULL, set_up, func, test_fixture_tear_down)

static void
add_tests (void)
{
  ADD ("/older-servers/list", test_list);
  ADD ("/older-servers/create", test_create);
  ADD ("/older-servers/create-refused", test_create_refused);
  ADD ("/older-servers/change-first", test_change_first);
  ADD ("/older-servers/source-first", test_source_first);
  ADD ("/older-servers/source-gone", test_source_gone);
  ADD ("/older-servers/today", test_today);
  ADD ("/older-servers/neither", test_neither);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/older-servers/not-for/", refusals[i].name, NULL);

      g_test_add (path, TestFixture, &refusals[i], set_up, test_not_for, test_fixture_tear_down);
    }
  ADD ("/older-servers/environments-refuse", test_environments_refuse);
  ADD ("/older-servers/prefix", test_prefix);
  ADD ("/older-servers/prefix-not-allowed", test_prefix_not_allowed);
  ADD ("/older-servers/prefix-page", test_prefix_page);
  ADD ("/older-servers/no-project", test_no_project);
  ADD ("/older-servers/unsupported", test_unsupported);
  ADD ("/older-servers/jobs", test_jobs);
  ADD ("/older-servers/jobs-source-gone", test_jobs_source_gone);
  ADD ("/older-servers/one-by-one", test_one_by_one);
  ADD ("/older-servers/one-by-one-refused", test_one_by_one_refused);
  ADD ("/older-servers/many-source-gone", test_many_source_gone);
  ADD ("/older-servers/whole-source", test_whole_source);
}

int
main (int argc, char **argv)
{
  return test_run (argc, argv, add_tests);
}
