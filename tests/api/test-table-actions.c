/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"

#define TABLES "/api/projects/12345/external_data_schemas/"
#define TABLE "{\"id\":\"t-1\",\"name\":\"orders\",\"should_sync\":false,\"status\":\"Paused\",\"table\":null}"
#define LINE(time, message)                                                                                            \
  "{\"log_source_id\":\"t-1\",\"instance_id\":\"r-1\",\"timestamp\":" time ",\"level\":\"ERROR\",\"message\":" message \
  "}"
#define LOGS                                                                                                           \
  "{\"count\":4,\"next\":null,\"previous\":null,\"results\":[" LINE (                                                  \
      "\"2026-09-02T10:00:00Z\"",                                                                                      \
      "\"first\"") "," LINE ("null", "\"undated\"") "," LINE ("null",                                                  \
                                                              "null") ",7," LINE ("\"2026-09-02T12:00:00+01:00\"",     \
                                                                                  "\"second\"") "]}"

/* What one may do with one table, each exactly once, and with what the server says against it. */
static void
test_actions (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, "");
  g_assert_true (test_await (sluice_client_reload_table (fixture->client, "t-1"), &error));
  g_assert_true (test_await (sluice_client_resync_table (fixture->client, "t-1"), &error));
  g_assert_true (test_await (sluice_client_cancel_table (fixture->client, "t-1"), &error));
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "POST", TABLES "t-1/reload/", NULL, NULL);
  test_assert_request (fixture, 1, "POST", TABLES "t-1/resync/", NULL, NULL);
  test_assert_request (fixture, 2, "POST", TABLES "t-1/cancel/", NULL, NULL);

  /* Success may also have words. */
  test_server_reset (fixture->server);
  test_server_answer (fixture->server, 200, NULL,
                      "{\"detail\":\"No sync was running. The sync status has been updated.\"}");
  g_assert_true (test_await (sluice_client_cancel_table (fixture->client, "t-1"), &error));
  g_assert_no_error (error);

  test_server_reset (fixture->server);
  test_server_answer (fixture->server, 400, NULL, "{\"detail\":\"No running sync to cancel.\"}");
  g_assert_false (test_await (sluice_client_cancel_table (fixture->client, "t-1"), &error));
  test_assert_error (error, SLUICE_API_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "No running sync to cancel.");
}

static void
test_pause (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceSourceTable) table = NULL;
  g_autoptr (SluiceSourceTable) again = NULL;
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, TABLE);
  table = test_await_object (sluice_client_set_table_syncing (fixture->client, "t-1", FALSE), &error);
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "PATCH", TABLES "t-1/", NULL, "{\"should_sync\":false}");
  g_assert_false (sluice_source_table_get_should_sync (table));
  g_assert_cmpint (sluice_source_table_get_state (table), ==, SLUICE_STATE_PAUSED);

  again = test_await_object (sluice_client_set_table_syncing (fixture->client, "t-1", TRUE), &error);
  test_assert_request (fixture, 1, "PATCH", TABLES "t-1/", NULL, "{\"should_sync\":true}");
}

static void
test_webhook_cannot_be_made (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonNode) patch = test_parse ("{\"sync_type\":\"webhook\"}");
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 400, NULL,
                      "{\"type\":\"validation_error\",\"code\":\"invalid\",\"attr\":null,"
                      "\"detail\":\"Failed to register webhook on your source: The key may not.\"}");
  g_assert_false (test_await (sluice_client_update_table (fixture->client, "t-1", patch), &error));
  test_assert_error (error, SLUICE_API_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Failed to register webhook on your source: The key may not.");
  test_assert_request (fixture, 0, "PATCH", TABLES "t-1/", NULL, "{\"sync_type\":\"webhook\"}");
}

static void
test_logs (TestFixture *fixture, gconstpointer user_data)
{
  static const char *const wanted[] = { "second", "first", "undated" };
  g_autoptr (GDateTime) before = g_date_time_new_from_iso8601 ("2026-09-02T12:15:00+02:00", NULL);
  g_autoptr (GListModel) lines = NULL;
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, LOGS);
  lines = test_await_object (sluice_client_list_logs (fixture->client, "t-1", before, "r&1"), &error);
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "GET", TABLES "t-1/logs/",
                       "limit=200&before=2026-09-02T10%3A15%3A00Z&instance_id=r%261", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (lines), ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (SluiceLogLine) line = g_list_model_get_item (lines, i);

      g_assert_cmpstr (sluice_log_line_get_message (line), ==, wanted[i]);
      g_assert_cmpint (sluice_log_line_get_level (line), ==, SLUICE_LOG_LEVEL_ERROR);
    }
}

static void
test_delete_source (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 204, NULL, "");
  g_assert_true (test_await (sluice_client_delete_source (fixture->client, "0192-a"), &error));
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "DELETE", "/api/projects/12345/external_data_sources/0192-a/", NULL, NULL);

  test_server_reset (fixture->server);
  test_server_answer (fixture->server, 404, NULL, "{\"detail\":\"Not found.\"}");
  g_assert_false (test_await (sluice_client_delete_source (fixture->client, "0192-a"), &error));
  test_assert_error (error, SLUICE_API_ERROR_NOT_FOUND);
}

static void
test_wrong_types (TestFixture *fixture, gconstpointer user_data)
{
  for (guint which = 0; which < 2; which++)
    {
      g_autoptr (GPtrArray) answers = test_spoil (which == 0 ? LOGS : TABLE);

      for (guint i = 0; i < answers->len; i++)
        {
          g_autoptr (GError) error = NULL;

          test_server_reset (fixture->server);
          test_server_answer (fixture->server, 200, NULL, g_ptr_array_index (answers, i));
          if (!test_await (which == 0 ? sluice_client_list_logs (fixture->client, "a", NULL, NULL) :
                                        sluice_client_set_table_syncing (fixture->client, "a", TRUE),
                           &error))
            test_assert_error (error, SLUICE_API_ERROR_PROTOCOL);
        }
    }
}

static void
add_tests (void)
{
  TEST_ADD ("/tables/actions", test_actions);
  TEST_ADD ("/tables/pause", test_pause);
  TEST_ADD ("/tables/webhook-cannot-be-made", test_webhook_cannot_be_made);
  TEST_ADD ("/tables/logs", test_logs);
  TEST_ADD ("/tables/delete-source", test_delete_source);
  TEST_ADD ("/tables/wrong-types", test_wrong_types);
}

int
main (int argc, char **argv)
{
  return test_run (argc, argv, add_tests);
}
