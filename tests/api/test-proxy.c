/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"
#include "tls-server.h"

/* One for all, since the system's settings are read once: through https_proxy, with a name and a password. */
static TestProxy *proxy;
#define CREDENTIALS "ada:" TEST_SECRET

static GError *
ask (TlsServer *server, gboolean create)
{
  const char text[] = "{\"password\":\"" TEST_SECRET "\"}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (SluiceClient) client = sluice_client_new (tls_server_get_url (server), "1", TEST_KEY, NULL);
  GError *error = NULL;

  g_assert_false (
      test_await (create ? sluice_client_create_source (client, body) : sluice_client_get_source (client, "a"),
                  &error));

  return error;
}

/* The proxy sees where a request goes, and nothing of it. */
static void
test_through (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (TlsServer) server = tls_server_new ("good.pem");
  g_autoptr (GError) error = NULL;
  g_autofree char *head = NULL;
  g_autofree char *begin = NULL;

  test_proxy_set (proxy, NULL, NULL);
  error = ask (server, FALSE);
  test_assert_error (error, SLUICE_API_ERROR_FORBIDDEN);
  g_assert_cmpstr (error->message, ==, TLS_SERVER_WORDS);
  g_assert_null (sluice_api_error_get_proxy (error));
  g_assert_cmpint (tls_server_get_n_requests (server), ==, 1);
  g_assert_cmpint (test_proxy_get_n_requests (proxy), ==, 1);
  head = test_proxy_dup_head (proxy);
  begin = g_strdup_printf ("CONNECT %s HTTP/1.", tls_server_get_url (server) + strlen ("https://"));
  g_assert_true (g_str_has_prefix (head, begin));
  g_assert_null (strstr (head, TEST_KEY));
}

/* A password in the settings goes to nobody, least of all to the server, and is in no message. */
static void
test_password (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (TlsServer) server = tls_server_new ("good.pem");
  g_autoptr (GError) error = NULL;
  g_autofree char *head = NULL;

  test_proxy_set (proxy, NULL, CREDENTIALS);
  error = ask (server, TRUE);
  test_assert_error (error, SLUICE_API_ERROR_NETWORK);
  g_assert_cmpuint (sluice_api_error_get_status (error), ==, 407);
  g_assert_cmpint (tls_server_get_n_requests (server), ==, 0);
  head = test_proxy_dup_head (proxy);
  g_assert_null (strstr (head, "Proxy-Authorization"));
}

/* A proxy that does not lead there is said to be at fault, not the key or the server; nothing was created. */
static void
test_refusing (TestFixture *fixture, gconstpointer user_data)
{
  static const char *const answers[] = { "407 Proxy Authentication Required", "403 Forbidden", "502 Bad Gateway" };
  g_autoptr (TlsServer) server = tls_server_new ("good.pem");

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *answer = g_strconcat ("HTTP/1.1 ", answers[i], NULL);
      g_autofree char *place = g_strdup_printf ("127.0.0.1:%u", test_proxy_get_port (proxy));
      g_autofree char *words = g_strdup_printf ("The proxy %s answers: %s", place, answers[i]);

      test_proxy_set (proxy, answer, NULL);
      for (guint j = 0; j < 2; j++)
        {
          g_autoptr (GError) error = ask (server, j == 1);

          test_assert_error (error, SLUICE_API_ERROR_NETWORK);
          g_assert_cmpstr (error->message, ==, words);
          g_assert_cmpstr (sluice_api_error_get_proxy (error), ==, place);
          g_assert_false (sluice_api_error_is_doubtful (error));
        }
      /* Who is refused is so in a second as well; what is only broken may be mended. */
      g_assert_cmpint (fixture->waits->len > 0, ==, i == 2);
    }
  g_assert_cmpint (tls_server_get_n_requests (server), ==, 0);
}

/* A proxy that is not there. */
static void
test_gone (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (TlsServer) server = tls_server_new ("good.pem");
  g_autofree char *begin = g_strdup_printf ("The proxy 127.0.0.1:%u cannot be reached: ", test_proxy_get_port (proxy));
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&proxy, test_proxy_free);
  error = ask (server, TRUE);
  test_assert_error (error, SLUICE_API_ERROR_NETWORK);
  g_assert_true (g_str_has_prefix (error->message, begin));
  g_assert_false (sluice_api_error_is_doubtful (error));
  g_assert_cmpint (tls_server_get_n_requests (server), ==, 0);
}

/* What stays on this computer needs nobody in between. */
static void
test_loopback (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  test_proxy_set (proxy, NULL, NULL);
  test_server_answer (fixture->server, 403, NULL, "{\"detail\":\"No.\"}");
  g_assert_false (test_await (sluice_client_get_source (fixture->client, "a"), &error));
  test_assert_error (error, SLUICE_API_ERROR_FORBIDDEN);
  g_assert_cmpint (test_proxy_get_n_requests (proxy), ==, 0);
}

/* The fixture has switched it off. GNOME's settings are not in the isolated folders: what reads the environment is
 * asked for, by the one or the other name that it has. */
static void
choose_resolver (void)
{
  GIOExtensionPoint *point;

  /* Loads the modules. */
  g_tls_backend_get_default ();
  point = g_io_extension_point_lookup (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);
  g_setenv ("GIO_USE_PROXY_RESOLVER",
            g_io_extension_point_get_extension_by_name (point, "environment") != NULL ? "environment" : "libproxy",
            TRUE);
}

static void
add_tests (void)
{
  g_autofree char *address = NULL;

  choose_resolver ();
  proxy = test_proxy_new ();
  address = g_strdup_printf ("http://" CREDENTIALS "@127.0.0.1:%u", test_proxy_get_port (proxy));
  g_setenv ("https_proxy", address, TRUE);

  TEST_ADD ("/proxy/through", test_through);
  TEST_ADD ("/proxy/password", test_password);
  TEST_ADD ("/proxy/refusing", test_refusing);
  TEST_ADD ("/proxy/loopback", test_loopback);
  /* The last one: then it is gone. */
  TEST_ADD ("/proxy/gone", test_gone);
}

int
main (int argc, char **argv)
{
  static const char *const others[] = { "http_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy",
                                        "ALL_PROXY",  "no_proxy",   "NO_PROXY",    "XDG_CURRENT_DESKTOP" };
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "api", "certificates", "authority.pem", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_unsetenv (others[i]);
  g_setenv ("SSL_CERT_FILE", path, TRUE);

  return test_run (argc, argv, add_tests);
}
