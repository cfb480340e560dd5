/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"

#define SOURCE "/api/projects/12345/external_data_sources/0192-a/"
#define INFO                                                                                                           \
  "{\"supports_webhooks\":true,\"exists\":true,\"auto_creation_blocked_reason\":null,"                                 \
  "\"hog_function\":{\"id\":\"f\",\"name\":\"Stripe webhook\",\"enabled\":true,\"created_at\":null,"                   \
  "\"status\":{\"state\":1,\"tokens\":10000}},\"webhook_url\":\"https://x/public/webhooks/dwh/abc\","                  \
  "\"schema_mapping\":{\"customer\":\"t-1\"},\"inputs\":{\"signing_secret\":{\"secret\":true}},"                       \
  "\"external_status\":{\"exists\":true,\"url\":\"https://x\",\"enabled_events\":[\"customer.created\"],"              \
  "\"status\":\"enabled\",\"description\":null,\"created_at\":null,\"api_version\":null,\"error\":null},"              \
  "\"missing_events\":[\"invoice.paid\"]}"
#define CREATED                                                                                                        \
  "{\"success\":true,\"webhook_url\":\"https://x/public/webhooks/dwh/abc\",\"error\":null,\"pending_inputs\":"         \
  "[\"signing_secret\"]}"

static void
test_info (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceWebhook) webhook = NULL;
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 502, NULL, "<html></html>");
  test_server_answer (fixture->server, 200, NULL, INFO);
  webhook = test_await_object (sluice_client_get_webhook_info (fixture->client, "0192-a"), &error);
  g_assert_no_error (error);
  /* To ask again does no harm. */
  g_assert_cmpuint (fixture->server->requests->len, ==, 2);
  test_assert_request (fixture, 1, "GET", SOURCE "webhook_info/", NULL, NULL);
  g_assert_cmpint (sluice_webhook_get_state (webhook), ==, SLUICE_WEBHOOK_INCOMPLETE);
  g_assert_cmpstr (sluice_webhook_get_missing_events (webhook)[0], ==, "invoice.paid");
}

static void
test_create (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonNode) inputs = test_parse ("{\"signing_secret\":\"" TEST_SECRET "\"}");
  g_autoptr (SluiceWebhookCreation) creation = NULL;
  g_autoptr (SluiceWebhookCreation) refused = NULL;
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, CREATED);
  creation = test_await_object (sluice_client_create_webhook (fixture->client, "0192-a", NULL), &error);
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "POST", SOURCE "create_webhook/", NULL, "{}");
  g_assert_true (sluice_webhook_creation_get_success (creation));
  g_assert_cmpstr (sluice_webhook_creation_get_pending_inputs (creation)[0], ==, "signing_secret");

  test_server_reset (fixture->server);
  test_server_answer (
      fixture->server, 200, NULL,
      "{\"success\":false,\"webhook_url\":\"https://x/abc\",\"error\":\"It may not.\",\"pending_inputs\":[]}");
  refused = test_await_object (sluice_client_create_webhook (fixture->client, "0192-a", inputs), &error);
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "POST", SOURCE "create_webhook/", NULL,
                       "{\"inputs\":{\"signing_secret\":\"" TEST_SECRET "\"}}");
  g_assert_false (sluice_webhook_creation_get_success (refused));
  g_assert_cmpstr (sluice_webhook_creation_get_url (refused), ==, "https://x/abc");
  g_assert_cmpstr (sluice_webhook_creation_get_error (refused), ==, "It may not.");
}

/* Sent twice, it would have every event delivered twice. */
static void
test_create_is_sent_once (TestFixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    guint status;
    const char *body;
    gboolean doubtful;
  } cases[] = {
    { 502, "<html></html>", TRUE },
    { 504, "", TRUE },
    { 500, "{\"detail\":\"x\"}", FALSE },
    { 200, "", TRUE },
    { 200, "{\"success\":tr", TRUE },
    { 200, "{\"success\":\"yes\"}", TRUE },
    { 400, "{\"message\":\"This source type does not support webhooks\"}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      test_server_reset (fixture->server);
      test_server_answer (fixture->server, cases[i].status, NULL, cases[i].body);
      g_assert_false (test_await (sluice_client_create_webhook (fixture->client, "0192-a", NULL), &error));
      g_assert_nonnull (error);
      g_assert_cmpuint (fixture->server->requests->len, ==, 1);
      g_assert_cmpint (sluice_api_error_is_doubtful (error), ==, cases[i].doubtful);
      g_assert_false (sluice_api_error_is_kept (error));
    }
}

static void
test_inputs (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonNode) inputs = test_parse ("{\"signing_secret\":\"" TEST_SECRET "\"}");
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, "{\"success\":true}");
  g_assert_true (test_await (sluice_client_update_webhook_inputs (fixture->client, "0192-a", inputs), &error));
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "POST", SOURCE "update_webhook_inputs/", NULL,
                       "{\"inputs\":{\"signing_secret\":\"" TEST_SECRET "\"}}");

  /* Saved, but the service refused it: the words for it, and that nothing has to be typed again. */
  test_server_reset (fixture->server);
  test_server_answer (fixture->server, 400, NULL, "{\"success\":false,\"error\":\"The service refused it.\"}");
  g_assert_false (test_await (sluice_client_update_webhook_inputs (fixture->client, "0192-a", inputs), &error));
  test_assert_error (error, SLUICE_API_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "The service refused it.");
  g_assert_true (sluice_api_error_is_kept (error));

  g_clear_error (&error);
  test_server_reset (fixture->server);
  test_server_answer (fixture->server, 400, NULL, "{\"message\":\"Invalid input keys: foo\"}");
  g_assert_false (test_await (sluice_client_update_webhook_inputs (fixture->client, "0192-a", inputs), &error));
  test_assert_error (error, SLUICE_API_ERROR_INVALID);
  g_assert_false (sluice_api_error_is_kept (error));
}

static void
test_delete (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceWebhookRemoval) removal = NULL;
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, "{\"success\":true,\"external_deleted\":false,\"error\":\"No.\"}");
  removal = test_await_object (sluice_client_delete_webhook (fixture->client, "0192-a"), &error);
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "POST", SOURCE "delete_webhook/", NULL, "{}");
  g_assert_false (sluice_webhook_removal_get_complete (removal));
  g_assert_cmpstr (sluice_webhook_removal_get_error (removal), ==, "No.");

  test_server_reset (fixture->server);
  test_server_answer (fixture->server, 400, NULL,
                      "{\"message\":\"Cannot delete webhook while tables are using it: A.\"}");
  g_assert_false (test_await (sluice_client_delete_webhook (fixture->client, "0192-a"), &error));
  test_assert_error (error, SLUICE_API_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Cannot delete webhook while tables are using it: A.");
}

/* Whatever stands where, it gives something or says that it does not understand. */
static void
test_wrong_types (TestFixture *fixture, gconstpointer user_data)
{
  for (guint which = 0; which < 2; which++)
    {
      g_autoptr (GPtrArray) answers = test_spoil (which == 0 ? INFO : CREATED);

      for (guint i = 0; i < answers->len; i++)
        {
          g_autoptr (GError) error = NULL;

          test_server_reset (fixture->server);
          test_server_answer (fixture->server, 200, NULL, g_ptr_array_index (answers, i));
          if (!test_await (which == 0 ? sluice_client_get_webhook_info (fixture->client, "a") :
                                        sluice_client_create_webhook (fixture->client, "a", NULL),
                           &error))
            test_assert_error (error, SLUICE_API_ERROR_PROTOCOL);
        }
    }
}

static void
add_tests (void)
{
  TEST_ADD ("/webhooks/info", test_info);
  TEST_ADD ("/webhooks/create", test_create);
  TEST_ADD ("/webhooks/create-is-sent-once", test_create_is_sent_once);
  TEST_ADD ("/webhooks/inputs", test_inputs);
  TEST_ADD ("/webhooks/delete", test_delete);
  TEST_ADD ("/webhooks/wrong-types", test_wrong_types);
}

int
main (int argc, char **argv)
{
  return test_run (argc, argv, add_tests);
}
