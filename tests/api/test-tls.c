/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

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

typedef struct
{
  GSocketService *service;
  GTlsCertificate *certificate;
  char *url;
  int n_bytes; /* that arrived within TLS; atomic */
} Server;

/* On a thread of its own, one connection: what comes through is counted. (SoupServer falls over when it is taken down
 * beside a handshake that was refused.) */
static gboolean
connected_cb (GThreadedSocketService *service,
              GSocketConnection *connection,
              GObject *source_object,
              gpointer user_data)
{
  Server *server = user_data;
  g_autoptr (GIOStream) tls = g_tls_server_connection_new (G_IO_STREAM (connection), server->certificate, NULL);
  char byte = 0;

  if (g_tls_connection_handshake (G_TLS_CONNECTION (tls), NULL, NULL) &&
      g_input_stream_read (g_io_stream_get_input_stream (tls), &byte, 1, NULL, NULL) > 0)
    g_atomic_int_inc (&server->n_bytes);

  return TRUE;
}

static void
server_start (Server *server)
{
  g_autoptr (GError) error = NULL;
  guint16 port = 0;

  server->certificate = g_tls_certificate_new_from_pem (pem, -1, &error);
  g_assert_no_error (error);
  server->service = g_threaded_socket_service_new (4);
  g_signal_connect (server->service, "run", G_CALLBACK (connected_cb), server);
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (server->service), NULL, &error);
  g_assert_no_error (error);
  server->url = g_strdup_printf ("https://127.0.0.1:%u", port);
}

static void
server_stop (Server *server)
{
  g_socket_service_stop (server->service);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  g_clear_object (&server->service);
  g_clear_object (&server->certificate);
  g_clear_pointer (&server->url, g_free);
}

/* DESIGN 10: a certificate that does not verify is the end, before the key or a body have left. */
static void
test_untrusted (TestFixture *fixture, gconstpointer user_data)
{
  Server server = { 0 };
  const char text[] = "{\"password\":\"" TEST_SECRET "\"}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (SluiceClient) client = NULL;

  server_start (&server);
  client = sluice_client_new (server.url, "1", TEST_KEY, NULL);

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
  test_settle ();
  g_assert_cmpint (g_atomic_int_get (&server.n_bytes), ==, 0);
  server_stop (&server);
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
