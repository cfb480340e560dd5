/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"
#include "sluice-json.h"
#include "sluice-table.h"

/* What is connected or entered in the browser (contract, section 15), well and badly answered. */

#define SOURCES "/api/projects/12345/external_data_sources/"
#define PUBLIC "/api/public_source_configs/"
#define LINK                                                                                                           \
  "{\"source_type\":\"Hubspot\",\"auth_method\":\"oauth\",\"connect_url\":\"https://us.posthog.com/connect\","         \
  "\"instructions\":\"Open the link and sign in.\"}"
#define CREDENTIALS                                                                                                    \
  "[{\"credential_id\":\"c-2\",\"source_type\":\"Stripe\",\"created_at\":\"2026-09-02T10:15:00Z\","                    \
  "\"expires_at\":\"2026-09-03T10:15:00Z\"},{\"credential_id\":\"c-1\",\"source_type\":\"Stripe\"}]"
#define INTEGRATIONS                                                                                                     \
  "{\"count\":1,\"next\":null,\"previous\":null,\"results\":[{\"id\":77,\"kind\":\"hubspot\",\"display_name\":\"Acme\"," \
  "\"icon_url\":null,\"config\":{},\"created_at\":\"2026-09-02T10:15:00Z\",\"created_by\":null,\"errors\":\"\"}]}"
#define ACCOUNTS                                                                                                       \
  "{\"accounts\":[{\"value\":\"1234567890\",\"display_name\":\"Acme\",\"is_primary\":true,\"badges\":[\"manager\"],"   \
  "\"group\":null,\"secondary_text\":\"123-456-7890\"}]}"
#define CATALOGUE                                                                                                      \
  "{\"Hubspot\":{\"name\":\"Hubspot\",\"fields\":[],\"tables\":[{\"name\":\"contacts\",\"label\":null,"                \
  "\"sync_methods\":[\"Incremental\",\"Full refresh\"],\"incremental_fields\":[\"lastmodifieddate\"],"                 \
  "\"primary_keys\":[\"id\"]},{\"name\":\"deals\",\"sync_methods\":[\"Full refresh\"]}]},"                             \
  "\"Postgres\":{\"name\":\"Postgres\",\"fields\":[],\"tables\":[]}}"
#define NO_ADMIN                                                                                                       \
  "You need admin access to this project to list the accounts this connection can reach. Ask an admin to finish the "  \
  "setup, or fill in the account yourself."

static void
test_link (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceConnectLink) link = NULL;
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, LINK);
  link = test_await_object (sluice_client_get_connect_link (fixture->client, "Hub & spot"), &error);
  g_assert_no_error (error);
  test_assert_request (fixture, 0, "GET", SOURCES "connect_link/", "source_type=Hub%20%26%20spot", NULL);
  g_assert_cmpstr (sluice_connect_link_get_url (link), ==, "https://us.posthog.com/connect");
}

/* A server that was taken over cannot make Sluice open what it likes. */
static void
test_unsafe_link (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, "{\"connect_url\":\"file:///home/ada/.ssh/id_rsa\"}");
  g_assert_null (test_await_object (sluice_client_get_connect_link (fixture->client, "Hubspot"), &error));
  test_assert_error (error, SLUICE_API_ERROR_PROTOCOL);
  g_assert_null (strstr (error->message, "id_rsa"));
}

static void
test_lists (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GListModel) credentials = NULL;
  g_autoptr (GListModel) integrations = NULL;
  g_autoptr (GListModel) accounts = NULL;
  g_autoptr (SluiceStoredCredential) credential = NULL;
  g_autoptr (SluiceIntegration) integration = NULL;
  g_autoptr (SluiceReachedAccount) account = NULL;

  test_server_answer (fixture->server, 200, NULL, CREDENTIALS);
  test_server_answer (fixture->server, 200, NULL, INTEGRATIONS);
  test_server_answer (fixture->server, 200, NULL, ACCOUNTS);
  credentials = test_await_object (sluice_client_list_stored_credentials (fixture->client, "Stripe"), NULL);
  integrations = test_await_object (sluice_client_list_integrations (fixture->client, "hubspot"), NULL);
  accounts =
      test_await_object (sluice_client_list_oauth_accounts (fixture->client, "GoogleAds", "77", "acme & co"), NULL);

  test_assert_request (fixture, 0, "GET", SOURCES "stored_credentials/", "source_type=Stripe", NULL);
  test_assert_request (fixture, 1, "GET", "/api/projects/12345/integrations/", "limit=100&kind=hubspot", NULL);
  test_assert_request (fixture, 2, "GET", SOURCES "oauth_accounts/",
                       "source_type=GoogleAds&integration_id=77&search=acme%20%26%20co", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (credentials), ==, 2);
  credential = g_list_model_get_item (credentials, 0);
  g_assert_cmpstr (sluice_stored_credential_get_id (credential), ==, "c-2");
  integration = g_list_model_get_item (integrations, 0);
  g_assert_cmpstr (sluice_integration_get_id (integration), ==, "77");
  account = g_list_model_get_item (accounts, 0);
  g_assert_cmpstr (sluice_reached_account_get_value (account), ==, "1234567890");
}

/* The server says itself what else to do; its words come through. */
static void
test_no_admin (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 403, NULL,
                      "{\"type\":\"authentication_error\",\"code\":\"permission_denied\",\"detail\":\"" NO_ADMIN
                      "\",\"attr\":null}");
  g_assert_null (
      test_await_object (sluice_client_list_oauth_accounts (fixture->client, "GoogleAds", "77", NULL), &error));
  test_assert_error (error, SLUICE_API_ERROR_FORBIDDEN);
  g_assert_cmpstr (error->message, ==, NO_ADMIN);
  test_assert_request (fixture, 0, "GET", SOURCES "oauth_accounts/", "source_type=GoogleAds&integration_id=77", NULL);
}

static void
test_credential_accounts (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonNode) body = test_parse ("{\"source_type\":\"X\",\"api_key\":\"" TEST_SECRET "\"}");
  g_autoptr (GListModel) accounts = NULL;
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, ACCOUNTS);
  test_server_answer (fixture->server, 404, NULL, "{\"detail\":\"Not found.\"}");
  accounts = test_await_object (sluice_client_list_credential_accounts (fixture->client, body), NULL);
  g_assert_cmpuint (g_list_model_get_n_items (accounts), ==, 1);
  test_assert_request (fixture, 0, "POST", SOURCES "credential_accounts/", NULL,
                       "{\"source_type\":\"X\",\"api_key\":\"" TEST_SECRET "\"}");
  g_assert_null (test_await_object (sluice_client_list_credential_accounts (fixture->client, body), &error));
  test_assert_error (error, SLUICE_API_ERROR_NOT_FOUND);
}

typedef DexFuture *(*Call) (SluiceClient *client);

static DexFuture *
call_link (SluiceClient *client)
{
  return sluice_client_get_connect_link (client, "Stripe");
}

static DexFuture *
call_credentials (SluiceClient *client)
{
  return sluice_client_list_stored_credentials (client, "Stripe");
}

static DexFuture *
call_accounts (SluiceClient *client)
{
  return sluice_client_list_oauth_accounts (client, "GoogleAds", "77", NULL);
}

/* Whatever stands in the place of any value: an answer or an error, never a crash. */
static void
test_wrong_types (TestFixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    Call call;
    const char *text;
  } cases[] = { { call_link, LINK }, { call_credentials, CREDENTIALS }, { call_accounts, ACCOUNTS } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) spoiled = test_spoil (cases[i].text);

      for (guint j = 0; j < spoiled->len; j++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GObject) result = NULL;

          test_server_reset (fixture->server);
          test_server_answer (fixture->server, 200, NULL, spoiled->pdata[j]);
          result = test_await_object (cases[i].call (fixture->client), &error);
          if (result == NULL)
            test_assert_error (error, SLUICE_API_ERROR_PROTOCOL);
        }
    }
}

typedef struct
{
  GPtrArray *names;
  guint n_destroyed;

} Seen;

static void
tables_cb (GPtrArray *tables, gpointer user_data)
{
  Seen *seen = user_data;

  for (guint i = 0; i < tables->len; i++)
    g_ptr_array_add (seen->names, g_strdup (sluice_table_get_name (tables->pdata[i])));
}

static void
destroy_cb (gpointer user_data)
{
  ((Seen *) user_data)->n_destroyed++;
}

static DexFuture *
discover (TestFixture *fixture, Seen *seen, const char *source_type)
{
  g_autofree char *text = g_strdup_printf ("{\"source_type\":\"%s\",\"credential_id\":\"c-1\"}", source_type);
  g_autoptr (JsonNode) body = test_parse (text);

  return sluice_client_discover_tables (fixture->client, body, FALSE, tables_cb, seen, destroy_cb);
}

/* What was entered in the browser cannot be looked with; it is neither sent there nor to anybody who needs no key. */
static void
test_discovery (TestFixture *fixture, gconstpointer user_data)
{
  Seen seen = { g_ptr_array_new_with_free_func (g_free), 0 };
  g_autoptr (GError) error = NULL;
  TestRequest *request = NULL;

  test_server_answer (fixture->server, 200, "Cache-Control: private, max-age=600", CATALOGUE);
  g_assert_cmpint (test_await_int (discover (fixture, &seen, "Hubspot"), &error), ==, 2);
  g_assert_no_error (error);
  g_assert_cmpuint (seen.names->len, ==, 2);
  g_assert_cmpstr (seen.names->pdata[0], ==, "contacts");
  g_assert_cmpuint (seen.n_destroyed, ==, 1);
  g_assert_cmpuint (fixture->server->requests->len, ==, 1);
  request = test_server_get_request (fixture->server, 0);
  g_assert_cmpstr (request->path, ==, PUBLIC);
  g_assert_null (request->authorization);
  g_ptr_array_unref (seen.names);
}

/* A kind whose tables nobody can name beforehand, or a server that tells nobody: the person hears what to do. */
static void
test_no_discovery (TestFixture *fixture, gconstpointer user_data)
{
  Seen seen = { g_ptr_array_new_with_free_func (g_free), 0 };

  test_server_answer (fixture->server, 200, NULL, CATALOGUE);
  test_server_answer (fixture->server, 404, NULL, "{\"detail\":\"Not found.\"}");
  test_server_answer (fixture->server, 401, NULL, "{\"detail\":\"No.\"}");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      test_await_int (discover (fixture, &seen, "Postgres"), &error);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
      g_assert_nonnull (strstr (error->message, "Fill in the form here"));
    }
  {
    g_autoptr (GError) error = NULL;

    test_await_int (discover (fixture, &seen, "Postgres"), &error);
    test_assert_error (error, SLUICE_API_ERROR_UNAUTHORIZED);
  }
  g_assert_cmpuint (seen.names->len, ==, 0);
  g_assert_cmpuint (seen.n_destroyed, ==, 3);
  g_ptr_array_unref (seen.names);
}

/* Stopped while the answer is on its way, nobody is told of it. */
static void
test_dropped_discovery (TestFixture *fixture, gconstpointer user_data)
{
  Seen seen = { g_ptr_array_new_with_free_func (g_free), 0 };
  DexFuture *call = NULL;

  test_server_answer_hang (fixture->server, "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{");
  call = dex_future_first (discover (fixture, &seen, "Hubspot"), NULL);
  while (fixture->server->requests->len == 0)
    g_main_context_iteration (NULL, TRUE);
  test_settle ();
  dex_unref (call);
  test_await_count (&fixture->server->n_closed, 1);
  test_await_count (&seen.n_destroyed, 1);
  g_assert_cmpuint (seen.names->len, ==, 0);
  g_ptr_array_unref (seen.names);
}

static void
add_tests (void)
{
  TEST_ADD ("/browser/link", test_link);
  TEST_ADD ("/browser/unsafe-link", test_unsafe_link);
  TEST_ADD ("/browser/lists", test_lists);
  TEST_ADD ("/browser/no-admin", test_no_admin);
  TEST_ADD ("/browser/credential-accounts", test_credential_accounts);
  TEST_ADD ("/browser/wrong-types", test_wrong_types);
  TEST_ADD ("/browser/no-discovery", test_no_discovery);
  TEST_ADD ("/browser/dropped-discovery", test_dropped_discovery);
  TEST_ADD ("/browser/discovery", test_discovery);
}

int
main (int argc, char **argv)
{
  return test_run (argc, argv, add_tests);
}
