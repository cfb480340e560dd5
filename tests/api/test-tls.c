/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"
#include "tls-server.h"

/* The authority of these tests is trusted through SSL_CERT_FILE: see main(). */

/* An authority that somebody added is as good as any: the request goes through, with the key. */
static void
test_trusted (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (TlsServer) server = tls_server_new ("good.pem");
  g_autoptr (SluiceClient) client = sluice_client_new (tls_server_get_url (server), "1", TEST_KEY, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *head = NULL;

  g_assert_false (test_await (sluice_client_get_source (client, "a"), &error));
  test_assert_error (error, SLUICE_API_ERROR_FORBIDDEN);
  g_assert_cmpstr (error->message, ==, TLS_SERVER_WORDS);
  g_assert_cmpint (sluice_api_error_get_certificate_errors (error), ==, G_TLS_CERTIFICATE_NO_FLAGS);
  g_assert_cmpint (tls_server_get_n_requests (server), ==, 1);
  head = tls_server_dup_head (server);
  g_assert_nonnull (strstr (head, "\r\nAuthorization: Bearer " TEST_KEY "\r\n"));
}

/* DESIGN 10: a certificate that does not verify is the end, before the key or a body have left; and what is wrong with
 * it is said. */
static const struct
{
  const char *file;
  GTlsCertificateFlags errors;
  const char *words;
} refused[] = {
  { "expired.pem", G_TLS_CERTIFICATE_EXPIRED, "The certificate of 127.0.0.1 expired on 2021-02-03." },
  { "early.pem", G_TLS_CERTIFICATE_NOT_ACTIVATED, "The certificate of 127.0.0.1 is not valid before 2110-02-03." },
  { "elsewhere.pem", G_TLS_CERTIFICATE_BAD_IDENTITY,
    "The certificate that 127.0.0.1 shows is for posthog.example.com." },
  { "unknown.pem", G_TLS_CERTIFICATE_UNKNOWN_CA,
    "The certificate of 127.0.0.1 is signed by “stranger”, which this computer does not know." },
  { NULL, G_TLS_CERTIFICATE_NO_FLAGS, NULL },
};

static void
assert_refused (TestFixture *fixture, TlsServer *server, guint index)
{
  const char text[] = "{\"password\":\"" TEST_SECRET "\"}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (SluiceClient) client = sluice_client_new (tls_server_get_url (server), "1", TEST_KEY, NULL);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (
          test_await (i == 0 ? sluice_client_get_source (client, "a") : sluice_client_create_source (client, body),
                      &error));
      test_assert_error (error, SLUICE_API_ERROR_TLS);
      g_assert_cmpstr (error->message, ==, refused[index].words);
      g_assert_cmpint (sluice_api_error_get_certificate_errors (error), ==, refused[index].errors);
      g_assert_false (sluice_api_error_is_doubtful (error));
    }
  /* It will be no better in a second. */
  g_assert_cmpuint (fixture->waits->len, ==, 0);
  test_settle ();
  g_assert_cmpint (tls_server_get_n_requests (server), ==, 0);
}

static void
test_untrusted (TestFixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; refused[i].words != NULL; i++)
    {
      g_autoptr (TlsServer) server = tls_server_new (refused[i].file);

      g_test_message ("%s", refused[i].file);
      assert_refused (fixture, server, i);
    }
}

/* What no server here can show: several faults at once, one that nobody can name, and a revoked certificate. */
static void
test_faults (TestFixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "api", "certificates", "authority.pem", NULL);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, NULL);
  g_autoptr (GError) several = NULL;
  g_autoptr (GError) unnamed = NULL;

  several = sluice_api_error_new_for_certificate (
      certificate, G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_REVOKED | G_TLS_CERTIFICATE_INSECURE, "a.example");
  g_assert_cmpstr (
      several->message, ==,
      "The certificate of a.example has been revoked. The certificate of a.example is signed by nobody but "
      "itself. The certificate of a.example uses a method that is no longer safe.");
  unnamed = sluice_api_error_new_for_certificate (certificate, G_TLS_CERTIFICATE_GENERIC_ERROR, "a.example");
  g_assert_cmpstr (unnamed->message, ==, "The certificate of a.example cannot be verified.");
}

static void
add_tests (void)
{
  TEST_ADD ("/tls/trusted", test_trusted);
  TEST_ADD ("/tls/untrusted", test_untrusted);
  TEST_ADD ("/tls/faults", test_faults);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "api", "certificates", "authority.pem", NULL);

  g_setenv ("SSL_CERT_FILE", path, TRUE);

  return test_run (argc, argv, add_tests);
}
