/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "server.h"
#include "sluice-client.h"
#include "sluice-json.h"
#include "sluice-transport.h"

#define KEY "phx_an-invented-key"
#define SOURCE "{\"id\":\"0192-a\",\"source_type\":\"Postgres\",\"prefix\":\"eu_\",\"status\":\"Running\",\"schemas\":[]}"

typedef struct
{
  TestServer *server;
  SluiceClient *client;
} Fixture;

static GArray *delays;

/* No test waits: what would have been waited is noted. */
static DexFuture *
note_delay (guint msec)
{
  g_array_append_val (delays, msec);

  return dex_future_new_for_boolean (TRUE);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  delays = g_array_new (FALSE, FALSE, sizeof (guint));
  sluice_transport_set_delay_func (note_delay);
  fixture->server = test_server_new ();
  fixture->client = sluice_client_new (fixture->server->url, "12345", KEY, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  test_settle ();
  g_assert_finalize_object (fixture->client);
  g_clear_pointer (&fixture->server, test_server_free);
  g_clear_pointer (&delays, g_array_unref);
  sluice_transport_set_delay_func (NULL);
  sluice_transport_set_timeouts (0, 0);
}

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = sluice_json_parse (text, -1, &error);

  g_assert_no_error (error);

  return node;
}

static void
assert_request (Fixture *fixture, guint index, const char *method, const char *path, const char *query,
                const char *body)
{
  TestRequest *request = test_server_get_request (fixture->server, index);

  g_assert_cmpstr (request->method, ==, method);
  g_assert_cmpstr (request->path, ==, path);
  g_assert_cmpstr (request->query, ==, query);
  g_assert_cmpstr (request->body, ==, body != NULL ? body : "");
  g_assert_cmpstr (request->content_type, ==, body != NULL ? "application/json" : NULL);
  /* Exactly the key, once. */
  g_assert_cmpstr (request->authorization, ==, "Bearer " KEY);
  g_assert_cmpstr (request->user_agent, ==, "Sluice/" PACKAGE_VERSION);
}

static void
test_source_types (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GListModel) types = NULL;
  g_autoptr (SluiceSourceType) type = NULL;
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, "{\"Postgres\":{\"name\":\"Postgres\",\"fields\":[]}}");
  types = test_await_object (sluice_client_list_source_types (fixture->client), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (types), ==, 1);
  type = g_list_model_get_item (types, 0);
  g_assert_cmpstr (sluice_source_type_get_name (type), ==, "Postgres");
  assert_request (fixture, 0, "GET", "/api/projects/12345/external_data_sources/wizard/", NULL, NULL);
}

static void
test_create (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonNode) body = parse ("{\"source_type\":\"Postgres\",\"payload\":{\"password\":\"s3cret\"}}");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  test_server_answer (fixture->server, 201, NULL, "{\"id\":\"0192-a\"}");
  id = test_await_string (sluice_client_create_source (fixture->client, body), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "0192-a");
  g_assert_cmpuint (fixture->server->requests->len, ==, 1);
  assert_request (fixture, 0, "POST", "/api/projects/12345/external_data_sources/", NULL,
                  "{\"source_type\":\"Postgres\",\"payload\":{\"password\":\"s3cret\"}}");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

#define ADD(path, func) g_test_add ("/client" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/source-types", test_source_types);
  ADD ("/create", test_create);
#undef ADD

  return g_test_run ();
}
