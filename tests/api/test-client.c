/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"

#define PROJECT "/api/projects/12345/"
#define TABLE                                                                                                          \
  "{\"id\":\"t-1\",\"name\":\"orders\",\"label\":null,\"should_sync\":true,\"status\":\"Completed\","                  \
  "\"sync_type\":\"incremental\",\"last_synced_at\":\"2026-09-02T10:00:00Z\",\"sync_frequency\":\"6hour\","            \
  "\"latest_error\":null,\"table\":{\"id\":\"x\",\"name\":\"eu_postgres_orders\",\"row_count\":184233}}"
#define SOURCE                                                                                                         \
  "{\"id\":\"0192-a\",\"created_at\":\"2026-09-02T10:15:00.123456Z\",\"created_by\":\"ada@example.com\","              \
  "\"status\":\"Running\",\"source_type\":\"Postgres\",\"prefix\":\"eu_\",\"description\":null,"                       \
  "\"access_method\":\"warehouse\",\"job_inputs\":{\"port\":\"5432\",\"database\":\"shop\"},\"schemas\":[" TABLE "]}"
#define JOB                                                                                                            \
  "{\"id\":\"j-1\",\"created_at\":\"2026-09-02T10:15:00Z\",\"finished_at\":null,\"status\":\"Running\","               \
  "\"schema\":{\"id\":\"t-1\",\"name\":\"orders\"},\"rows_synced\":42,\"latest_error\":null}"
#define IDENTITY                                                                                                       \
  "{\"uuid\":\"u\",\"id\":41,\"email\":\"ada@example.com\",\"team\":{\"id\":12345,\"name\":\"Shop\"},"                 \
  "\"organization\":{\"id\":\"o\",\"name\":\"Acme\",\"teams\":[{\"id\":12345,\"name\":\"Shop\"}],"                     \
  "\"projects\":[{\"id\":12345,\"name\":\"Shop\"},{\"id\":7,\"name\":\"Labs\"}]},\"organizations\":[]}"
#define WIZARD                                                                                                             \
  "{\"Postgres\":{\"name\":\"Postgres\",\"label\":null,\"caption\":\"c\",\"category\":\"Databases\",\"fields\":["          \
  "{\"type\":\"text\",\"name\":\"host\",\"label\":\"Host\",\"required\":true,\"placeholder\":\"h\",\"secret\":false},"     \
  "{\"type\":\"select\",\"name\":\"m\",\"label\":\"M\",\"options\":[{\"label\":\"A\",\"value\":\"a\",\"fields\":null}]}]," \
  "\"keywords\":[\"sql\"],\"featured\":true,\"suggestedTables\":[{\"table\":\"t\",\"tooltip\":null}]}}"
#define QUERY "{\"columns\":[\"id\",\"total\"],\"types\":[\"Int64\"],\"results\":[[1,\"9.90\"],[2,null]]}"

static void
test_identity (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, IDENTITY);
  identity = test_await_boxed (sluice_client_get_identity (fixture->client), &error);
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "GET", "/api/users/@me/", NULL, NULL);
  g_assert_cmpstr (sluice_identity_get_email (identity), ==, "ada@example.com");
  g_assert_cmpstr (sluice_identity_get_organization_name (identity), ==, "Acme");
  g_assert_cmpstr (sluice_identity_get_current_project_id (identity), ==, "12345");
  g_assert_cmpuint (sluice_identity_get_n_projects (identity), ==, 2);
  g_assert_cmpstr (sluice_identity_get_project_id (identity, 0), ==, "12345");
  g_assert_cmpstr (sluice_identity_get_project_name (identity, 0), ==, "Shop");
  g_assert_cmpstr (sluice_identity_get_project_id (identity, 1), ==, "7");
  g_assert_cmpstr (sluice_identity_get_project_name (identity, 1), ==, "Labs");
}

/* "team" and "organization" may be null. */
static void
test_identity_alone (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, "{\"email\":\"a@b.c\",\"team\":null,\"organization\":null}");
  identity = test_await_boxed (sluice_client_get_identity (fixture->client), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sluice_identity_get_n_projects (identity), ==, 0);
  g_assert_null (sluice_identity_get_current_project_id (identity));
  g_assert_null (sluice_identity_get_organization_name (identity));
}

static void
test_source_types (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GListModel) types = NULL;
  g_autoptr (SluiceSourceType) type = NULL;
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, WIZARD);
  types = test_await_object (sluice_client_list_source_types (fixture->client), &error);
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "GET", PROJECT "external_data_sources/wizard/", NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (types), ==, 1);
  type = g_list_model_get_item (types, 0);
  g_assert_cmpstr (sluice_source_type_get_name (type), ==, "Postgres");
}

static void
test_prefix (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* Success has no body (contract, section 1.3). */
  test_server_answer (fixture->server, 200, NULL, "");
  g_assert_true (test_await (sluice_client_check_prefix (fixture->client, "Postgres", "eu_"), &error));
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "POST", PROJECT "external_data_sources/source_prefix/", NULL,
                       "{\"source_type\":\"Postgres\",\"prefix\":\"eu_\"}");

  g_assert_true (test_await (sluice_client_check_prefix (fixture->client, "Postgres", NULL), &error));
  test_assert_request (fixture, 1, "POST", PROJECT "external_data_sources/source_prefix/", NULL,
                       "{\"source_type\":\"Postgres\",\"prefix\":\"\"}");
}

static JsonNode *
make_cdc_body (void)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "source_type", "Postgres");
  json_object_set_string_member (object, "cdc_management_mode", "posthog");
  json_node_take_object (node, object);

  return node;
}

static void
test_cdc_check (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceCdcCheck) check = NULL;
  g_autoptr (JsonNode) body = make_cdc_body ();
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL,
                      "{\"valid\":false,\"errors\":[\"wal_level is 'replica'\",{\"code\":\"new\",\"message\":\"m\"}],"
                      "\"hints\":[1]}");
  check = test_await_object (sluice_client_check_cdc (fixture->client, body), &error);
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "POST", PROJECT "external_data_sources/check_cdc_prerequisites/", NULL,
                       "{\"source_type\":\"Postgres\",\"cdc_management_mode\":\"posthog\"}");
  g_assert_false (sluice_cdc_check_get_valid (check));
  g_assert_cmpuint (g_strv_length ((GStrv) sluice_cdc_check_get_errors (check)), ==, 2);
  g_assert_cmpstr (sluice_cdc_check_get_errors (check)[0], ==, "wal_level is 'replica'");
  g_assert_cmpstr (sluice_cdc_check_get_errors (check)[1], ==, "m");
}

/* What nobody can understand is neither a yes nor a no. */
static void
test_cdc_check_odd (TestFixture *fixture, gconstpointer user_data)
{
  static const char *const answers[] = { "[]",   "{}", "{\"valid\":\"true\"}", "{\"valid\":null,\"errors\":[]}",
                                         "true", "",   "{\"valid\":true" };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (JsonNode) body = make_cdc_body ();
      g_autoptr (SluiceCdcCheck) check = NULL;
      g_autoptr (GError) error = NULL;

      test_server_answer (fixture->server, 200, NULL, answers[i]);
      check = test_await_object (sluice_client_check_cdc (fixture->client, body), &error);
      g_assert_null (check);
      g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL);
    }
}

static void
test_cdc_check_refused (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonNode) body = make_cdc_body ();
  g_autoptr (SluiceCdcCheck) check = NULL;
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 400, NULL,
                      "{\"message\":\"Could not connect to Postgres to check prerequisites: timeout expired\"}");
  check = test_await_object (sluice_client_check_cdc (fixture->client, body), &error);
  g_assert_null (check);
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Could not connect to Postgres to check prerequisites: timeout expired");
}

static void
test_prefix_taken (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 400, NULL, "{\"message\":\"Another source already uses the prefix 'eu'.\"}");
  g_assert_false (test_await (sluice_client_check_prefix (fixture->client, "Postgres", "eu"), &error));
  test_assert_error (error, SLUICE_API_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Another source already uses the prefix 'eu'.");
}

static void
test_create (TestFixture *fixture, gconstpointer user_data)
{
  const char text[] =
      "{\"source_type\":\"Postgres\",\"prefix\":null,\"payload\":{\"password\":\"" TEST_SECRET "\",\"schemas\":[]}}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  test_server_answer (fixture->server, 201, NULL, "{\"id\":\"0192-a\",\"warning\":\"Not reached yet.\"}");
  id = test_await_string (sluice_client_create_source (fixture->client, body), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "0192-a");
  g_assert_cmpuint (fixture->server->requests->len, ==, 1);
  test_assert_request (fixture, 0, "POST", PROJECT "external_data_sources/", NULL, text);
}

static void
test_source (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceSource) source = NULL;
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, SOURCE);
  source = test_await_object (sluice_client_get_source (fixture->client, "0192-a"), &error);
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "GET", PROJECT "external_data_sources/0192-a/", NULL, NULL);
  g_assert_cmpstr (sluice_source_get_id (source), ==, "0192-a");
  g_assert_cmpstr (sluice_source_get_prefix (source), ==, "eu_");
  g_assert_cmpuint (g_list_model_get_n_items (sluice_source_get_tables (source)), ==, 1);
}

/* An id is data from outside: it stays one segment of the path. */
static void
test_hostile_id (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceSource) source = NULL;
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, SOURCE);
  source = test_await_object (sluice_client_get_source (fixture->client, "a/b?c=d#e%2F"), &error);
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "GET", PROJECT "external_data_sources/a/b?c=d#e%2F/", NULL, NULL);

  g_clear_object (&source);
  g_assert_null (test_await_object (sluice_client_get_source (fixture->client, ".."), &error));
  test_assert_error (error, SLUICE_API_ERROR_PROTOCOL);
  g_assert_cmpuint (fixture->server->requests->len, ==, 1);
}

static void
test_update_source (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonNode) patch = test_parse ("{\"auto_sync_new_schemas\":true}");
  g_autoptr (SluiceSource) source = NULL;
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, SOURCE);
  source = test_await_object (sluice_client_update_source (fixture->client, "0192-a", patch), &error);
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "PATCH", PROJECT "external_data_sources/0192-a/", NULL,
                       "{\"auto_sync_new_schemas\":true}");
  g_assert_cmpstr (sluice_source_get_id (source), ==, "0192-a");
}

static void
test_update_tables (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonNode) entries = test_parse ("[{\"id\":\"t-1\",\"sync_frequency\":\"1hour\"}]");
  g_autoptr (SluiceSourceTable) table = NULL;
  g_autoptr (GListModel) tables = NULL;
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, "[" TABLE "]");
  tables = test_await_object (sluice_client_update_tables (fixture->client, "0192-a", entries), &error);
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "PATCH", PROJECT "external_data_sources/0192-a/bulk_update_schemas/", NULL,
                       "{\"schemas\":[{\"id\":\"t-1\",\"sync_frequency\":\"1hour\"}]}");
  g_assert_cmpuint (g_list_model_get_n_items (tables), ==, 1);
  table = g_list_model_get_item (tables, 0);
  g_assert_cmpstr (sluice_source_table_get_id (table), ==, "t-1");
}

static void
test_reload (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, "");
  g_assert_true (test_await (sluice_client_reload_source (fixture->client, "0192-a"), &error));
  g_assert_true (test_await (sluice_client_reload_table (fixture->client, "t-1"), &error));
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "POST", PROJECT "external_data_sources/0192-a/reload/", NULL, NULL);
  test_assert_request (fixture, 1, "POST", PROJECT "external_data_schemas/t-1/reload/", NULL, NULL);
}

static void
test_jobs (TestFixture *fixture, gconstpointer user_data)
{
  const char *const names[] = { "public.orders", "a&b=c d", NULL };
  g_autoptr (GDateTime) before = g_date_time_new_from_iso8601 ("2026-09-02T12:15:00.123456+02:00", NULL);
  g_autoptr (GListModel) jobs = NULL;
  g_autoptr (SluiceJob) job = NULL;
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, "[" JOB "]");
  jobs = test_await_object (sluice_client_list_jobs (fixture->client, "0192-a", before, names), &error);
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "GET", PROJECT "external_data_sources/0192-a/jobs/",
                       "before=2026-09-02T10%3A15%3A00.123456Z&schemas=public.orders&schemas=a%26b%3Dc%20d", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (jobs), ==, 1);
  job = g_list_model_get_item (jobs, 0);
  g_assert_cmpint (sluice_job_get_rows_synced (job), ==, 42);

  g_clear_object (&jobs);
  jobs = test_await_object (sluice_client_list_jobs (fixture->client, "0192-a", NULL, NULL), &error);
  g_assert_no_error (error);
  test_assert_request (fixture, 1, "GET", PROJECT "external_data_sources/0192-a/jobs/", NULL, NULL);
}

static void
test_query (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceQueryResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char **row;

  test_server_answer (fixture->server, 200, NULL,
                      "{\"columns\":[\"id\",\"total\",\"x\",\"y\"],\"types\":[[\"id\",7],null],"
                      "\"results\":[[1,\"9.90\",null,true],[-2,1.5,[1,\"a\"],{\"a\":\"b\"}],[3],[4,5,6,7,8]]}");
  result = test_await_boxed (sluice_client_query (fixture->client, "SELECT \"a\" FROM t"), &error);
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "POST", PROJECT "query/", NULL,
                       "{\"query\":{\"kind\":\"HogQLQuery\",\"query\":\"SELECT \\\"a\\\" FROM t\"}}");
  g_assert_cmpuint (g_strv_length (result->columns), ==, 4);
  g_assert_cmpuint (result->rows->len, ==, 4);
  row = g_ptr_array_index (result->rows, 0);
  g_assert_cmpstrv (row, ((const char *[]) { "1", "9.90", "NULL", "true", NULL }));
  row = g_ptr_array_index (result->rows, 1);
  g_assert_cmpstrv (row, ((const char *[]) { "-2", "1.5", "[1,\"a\"]", "{\"a\":\"b\"}", NULL }));
  /* As wide as the head says, whatever a row has. */
  row = g_ptr_array_index (result->rows, 2);
  g_assert_cmpstrv (row, ((const char *[]) { "3", "NULL", "NULL", "NULL", NULL }));
  row = g_ptr_array_index (result->rows, 3);
  g_assert_cmpstrv (row, ((const char *[]) { "4", "5", "6", "7", NULL }));
}

static DexFuture *
call (SluiceClient *client, guint which)
{
  g_autoptr (JsonNode) object = test_parse ("{\"password\":\"" TEST_SECRET "\"}");
  g_autoptr (JsonNode) array = test_parse ("[]");
  g_autoptr (GBytes) text = g_bytes_new_static ("{}", 2);

  switch (which)
    {
    case 0:
      return sluice_client_get_identity (client);
    case 1:
      return sluice_client_list_source_types (client);
    case 2:
      return sluice_client_list_sources (client);
    case 3:
      return sluice_client_list_tables (client);
    case 4:
      return sluice_client_get_source (client, "a");
    case 5:
      return sluice_client_update_tables (client, "a", array);
    case 6:
      return sluice_client_list_jobs (client, "a", NULL, NULL);
    case 7:
      return sluice_client_query (client, "SELECT 1");
    case 8:
      return sluice_client_create_source (client, text);
    case 9:
      return sluice_client_update_source (client, "a", object);
    default:
      g_assert_not_reached ();
    }
}

static const char *const good_answers[] = {
  IDENTITY,
  WIZARD,
  "{\"count\":1,\"next\":null,\"previous\":null,\"results\":[" SOURCE "]}",
  "{\"count\":1,\"next\":null,\"previous\":null,\"results\":[" TABLE "]}",
  SOURCE,
  "[" TABLE "]",
  "[" JOB "]",
  QUERY,
  "{\"id\":\"0192-a\"}",
  SOURCE,
};

/* Whatever stands where, a call gives something or says that it does not understand: it never warns or crashes. */
static void
test_wrong_types (TestFixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (good_answers); i++)
    {
      g_autoptr (GPtrArray) answers = test_spoil (good_answers[i]);
      guint n_refused = 0;

      for (guint j = 0; j < answers->len; j++)
        {
          g_autoptr (GError) error = NULL;

          test_server_reset (fixture->server);
          test_server_answer (fixture->server, 200, NULL, g_ptr_array_index (answers, j));
          if (test_await (call (fixture->client, i), &error))
            continue;
          test_assert_error (error, SLUICE_API_ERROR_PROTOCOL);
          n_refused++;
        }
      /* At least what is no object or list at all. */
      g_assert_cmpuint (n_refused, >=, 6);
    }
}

/* Success that is none: what is no document is told as such, for each call alike. */
static void
test_no_document (TestFixture *fixture, gconstpointer user_data)
{
  static const char *const bodies[] = { "",
                                        " ",
                                        "<!DOCTYPE html><html></html>",
                                        "{\"id\":\"0192",
                                        "{} {}",
                                        "[] []",
                                        "[1,]",
                                        "nul",
                                        "{\"a\":\"\xff\"}",

                                        "{\"id\":\"a\"}x",
                                        "{'id':'a'}" };
  g_autofree char *bomb = g_strnfill (500000, '[');

  for (guint i = 0; i < G_N_ELEMENTS (good_answers); i++)
    for (guint j = 0; j <= G_N_ELEMENTS (bodies); j++)
      {
        g_autoptr (GError) error = NULL;

        test_server_reset (fixture->server);
        test_server_answer (fixture->server, 200, NULL, j < G_N_ELEMENTS (bodies) ? bodies[j] : bomb);
        g_test_message ("Call %u, body %u", i, j);
        g_assert_false (test_await (call (fixture->client, i), &error));
        test_assert_error (error, SLUICE_API_ERROR_PROTOCOL);
        g_assert_cmpuint (fixture->server->requests->len, ==, 1);
        /* Those that change the world have done so. */
        g_assert_cmpint (sluice_api_error_is_doubtful (error), ==, i == 5 || i >= 7);
      }
}

static void
assert_no_client (const char *base_url, const char *key)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", base_url);
  g_assert_null (sluice_client_new (base_url, "1", key, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_null (strstr (error->message, "phx_"));
}

static void
assert_base_url (const char *given, const char *origin)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceClient) client = sluice_client_new (given, "1", TEST_KEY, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sluice_client_get_base_url (client), ==, origin);
}

static void
test_new (void)
{
  static const char *const bad_urls[] = { "",
                                          "us.posthog.com",
                                          "ftp://us.posthog.com",
                                          "https://",
                                          "https://user:password@us.posthog.com",
                                          "https://us.posthog.com/api",
                                          "https://us.posthog.com/?a=b",
                                          "https://us.posthog.com/#a",
                                          "http://us.posthog.com",
                                          "http://192.168.1.7:8000",
                                          "http://10.0.0.1",
                                          "http://localhost.evil.example",
                                          "http://127.0.0.1.evil.example",
                                          "http://0.0.0.0",
                                          "file:///etc/passwd" };

  for (guint i = 0; i < G_N_ELEMENTS (bad_urls); i++)
    assert_no_client (bad_urls[i], TEST_KEY);
  assert_no_client ("https://us.posthog.com", "");
  assert_no_client ("https://us.posthog.com", "phx_a\r\nHost: evil.example");
  assert_no_client ("https://us.posthog.com", "phx_a b");
  assert_no_client ("https://us.posthog.com", "phx_\xc3\xa4");

  assert_base_url ("https://us.posthog.com", "https://us.posthog.com");
  assert_base_url ("HTTPS://US.PostHog.com:443/", "https://us.posthog.com");
  assert_base_url ("https://posthog.example:8443", "https://posthog.example:8443");
  assert_base_url ("http://localhost:8000/", "http://localhost:8000");
  assert_base_url ("http://127.0.0.1:8000", "http://127.0.0.1:8000");
  assert_base_url ("http://127.9.9.9", "http://127.9.9.9");
  assert_base_url ("http://[::1]:8000", "http://[::1]:8000");
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_properties (TestFixture *fixture, gconstpointer user_data)
{
  guint count = 0;
  g_autofree char *base_url = NULL;
  g_autofree char *project_id = NULL;
  g_autofree char *project_name = NULL;

  g_signal_connect_swapped (fixture->client, "notify::project-name", G_CALLBACK (count_cb), &count);
  sluice_client_set_project_name (fixture->client, "Shop");
  sluice_client_set_project_name (fixture->client, "Shop");
  g_assert_cmpuint (count, ==, 1);
  g_object_get (fixture->client, "base-url", &base_url, "project-id", &project_id, "project-name", &project_name, NULL);
  g_assert_cmpstr (base_url, ==, fixture->server->url);
  g_assert_cmpstr (project_id, ==, "12345");
  g_assert_cmpstr (project_name, ==, "Shop");
}

static void
test_current_project (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceClient) client = sluice_client_new (fixture->server->url, "@current", TEST_KEY, NULL);
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, "[]");
  g_assert_true (test_await (sluice_client_list_jobs (client, "a", NULL, NULL), &error));
  g_assert_cmpstr (test_server_get_request (fixture->server, 0)->path, ==,
                   "/api/projects/@current/external_data_sources/a/jobs/");
}

static void
add_tests (void)
{
  g_test_add_func ("/client/new", test_new);
  TEST_ADD ("/client/properties", test_properties);
  TEST_ADD ("/client/current-project", test_current_project);
  TEST_ADD ("/client/identity", test_identity);
  TEST_ADD ("/client/identity-alone", test_identity_alone);
  TEST_ADD ("/client/source-types", test_source_types);
  TEST_ADD ("/client/prefix", test_prefix);
  TEST_ADD ("/client/prefix-taken", test_prefix_taken);
  TEST_ADD ("/client/cdc-check", test_cdc_check);
  TEST_ADD ("/client/cdc-check/odd", test_cdc_check_odd);
  TEST_ADD ("/client/cdc-check/refused", test_cdc_check_refused);
  TEST_ADD ("/client/create", test_create);
  TEST_ADD ("/client/source", test_source);
  TEST_ADD ("/client/hostile-id", test_hostile_id);
  TEST_ADD ("/client/update-source", test_update_source);
  TEST_ADD ("/client/update-tables", test_update_tables);
  TEST_ADD ("/client/reload", test_reload);
  TEST_ADD ("/client/jobs", test_jobs);
  TEST_ADD ("/client/query", test_query);
  TEST_ADD ("/client/wrong-types", test_wrong_types);
  TEST_ADD ("/client/no-document", test_no_document);
}

int
main (int argc, char **argv)
{
  return test_run (argc, argv, add_tests);
}
