/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"

/* Made for this test by its own signature: nobody has a reason to trust it. */
static const char pem[] = "-----BEGIN PRIVATE KEY-----\n"
                          "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgi2Fa81YO2m6NiTPv\n"
                          "uaSdxgRe0H7zFkZpz23tdYYMUU6hRANCAARkwhzYeTm7R0rI64fw2A3DABKNKwBD\n"
                          "laaSqF5YepwnCq4zlaHGWdL2VZn3ZWzh7dqQjnRh9DSSpZ3ECSt5okxH\n"
                          "-----END PRIVATE KEY-----\n"
                          "-----BEGIN CERTIFICATE-----\n"
                          "MIIBmzCCAUGgAwIBAgIURItO2Ll9BLd9lr4yUeXIS1xnOekwCgYIKoZIzj0EAwIw\n"
                          "FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNTAxMjIwOVoYDzIxMjYxMTAx\n"
                          "MDEyMjA5WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO\n"
                          "PQMBBwNCAARkwhzYeTm7R0rI64fw2A3DABKNKwBDlaaSqF5YepwnCq4zlaHGWdL2\n"
                          "VZn3ZWzh7dqQjnRh9DSSpZ3ECSt5okxHo28wbTAdBgNVHQ4EFgQUITb9MMUbkskL\n"
                          "Iyz4Pjl60lHXfbQwHwYDVR0jBBgwFoAUITb9MMUbkskLIyz4Pjl60lHXfbQwDwYD\n"
                          "VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI\n"
                          "zj0EAwIDSAAwRQIhAKb7f1O0em0OctccLnQYwpEIZ+8ONagX5hFNgXiDogsUAiB2\n"
                          "zLJaUG/zBcEljmB7TkltfllqfTTeO3mEGBY+OKFGDA==\n"
                          "-----END CERTIFICATE-----\n";

static void
count_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  guint *count = user_data;

  (*count)++;
  soup_server_message_set_status (message, 200, NULL);
}

/* DESIGN 10: a certificate that does not verify is the end, before the key or a body have left. */
static void
test_untrusted (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, NULL);
  g_autoptr (SoupServer) server = soup_server_new ("tls-certificate", certificate, NULL);
  g_autoptr (JsonNode) body = test_parse ("{\"password\":\"" TEST_SECRET "\"}");
  g_autoptr (SluiceClient) client = NULL;
  g_autofree char *url = NULL;
  GSList *uris;
  guint count = 0;

  g_assert_nonnull (certificate);
  soup_server_add_handler (server, NULL, count_cb, &count, NULL);
  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (server);
  url = g_strdup_printf ("https://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  client = sluice_client_new (url, "1", TEST_KEY, NULL);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (
          test_await (i == 0 ? sluice_client_get_source (client, "a") : sluice_client_create_source (client, body),
                      &error));
      test_assert_error (error, SLUICE_API_ERROR_TLS);
      g_assert_false (sluice_api_error_is_doubtful (error));
    }
  /* It will be no better in a second. */
  g_assert_cmpuint (fixture->waits->len, ==, 0);
  g_assert_cmpuint (count, ==, 0);
  soup_server_disconnect (server);
  test_settle ();
}

static void
add_tests (void)
{
  TEST_ADD ("/tls/untrusted", test_untrusted);
}

int
main (int argc, char **argv)
{
  return test_run (argc, argv, add_tests);
}
