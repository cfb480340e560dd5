/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"
#include "sluice-json.h"

static GError *
answer (guint status, const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));

  return sluice_api_error_new_for_answer (status, "A Reason", "application/json", NULL, bytes);
}

typedef struct
{
  guint status;
  const char *body;
  int code;
  const char *message;
  const char *scope;
  const char *field;
} Case;

#define FORBIDDEN(detail)                                                                                              \
  "{\"type\":\"authentication_error\",\"code\":\"permission_denied\",\"detail\":\"" detail "\",\"attr\":null}"

/* Contract, sections 2 and 2.1: every family, every 401 and 403. */
static const Case cases[] = {
  { 400,
    "{\"type\":\"validation_error\",\"code\":\"required\",\"detail\":\"This field is required.\",\"attr\":\"source_type\"}",
    SLUICE_API_ERROR_INVALID, "This field is required.", NULL, "source_type" },
  { 400, "{\"type\":\"validation_error\",\"code\":\"invalid\",\"detail\":\"No.\",\"attr\":\"payload__schemas\"}",
    SLUICE_API_ERROR_INVALID, "No.", NULL, "payload__schemas" },
  { 400, "{\"message\":\"The database rejected the username or password.\"}", SLUICE_API_ERROR_INVALID,
    "The database rejected the username or password.", NULL, NULL },
  { 400, "{\"message\":\"CDC prerequisites not met.\",\"errors\":[\"wal_level\"]}", SLUICE_API_ERROR_INVALID,
    "CDC prerequisites not met.", NULL, NULL },
  { 400, "{\"detail\":\"No running sync to cancel.\"}", SLUICE_API_ERROR_INVALID, "No running sync to cancel.", NULL,
    NULL },
  { 400, "{\"success\":false,\"error\":\"The vendor refused.\"}", SLUICE_API_ERROR_INVALID, "The vendor refused.", NULL,
    NULL },
  { 400, "{\"errors\":[\"The first.\",\"The second.\"]}", SLUICE_API_ERROR_INVALID, "The first.", NULL, NULL },
  { 400, "{\"errors\":[{\"message\":\"The first.\"}]}", SLUICE_API_ERROR_INVALID, "The first.", NULL, NULL },
  { 400, "{\"error\":\"c\",\"detail\":\"b\",\"message\":\"a\"}", SLUICE_API_ERROR_INVALID, "a", NULL, NULL },
  { 400, "{\"error\":\"c\",\"detail\":\"b\",\"message\":null}", SLUICE_API_ERROR_INVALID, "b", NULL, NULL },
  { 400, "{\"error\":\"c\",\"detail\":[\"b\"],\"message\":\"\"}", SLUICE_API_ERROR_INVALID, "c", NULL, NULL },
  { 400, "{\"message\":\"  a \\n<b>\\u201c&amp; \"}", SLUICE_API_ERROR_INVALID, "  a \n<b>“&amp; ", NULL, NULL },
  { 400, "{\"message\":7,\"errors\":[]}", SLUICE_API_ERROR_INVALID, "400 A Reason", NULL, NULL },
  { 400, "{\"errors\":[{\"message\":[]}],\"attr\":{}}", SLUICE_API_ERROR_INVALID, "400 A Reason", NULL, NULL },
  { 400, "[\"a\"]", SLUICE_API_ERROR_INVALID, "400 A Reason", NULL, NULL },
  { 400, "\"a\"", SLUICE_API_ERROR_INVALID, "400 A Reason", NULL, NULL },
  { 400, "{\"message\":\"a\"} {\"message\":\"b\"}", SLUICE_API_ERROR_INVALID, "400 A Reason", NULL, NULL },
  { 400, "{\"message\":\"a\"", SLUICE_API_ERROR_INVALID, "400 A Reason", NULL, NULL },
  { 400, "", SLUICE_API_ERROR_INVALID, "400 A Reason", NULL, NULL },
  { 401, FORBIDDEN ("Authentication credentials were not provided."), SLUICE_API_ERROR_UNAUTHORIZED,
    "Authentication credentials were not provided.", NULL, NULL },
  { 401, FORBIDDEN ("Personal API key found in request Authorization header is invalid."),
    SLUICE_API_ERROR_UNAUTHORIZED, "Personal API key found in request Authorization header is invalid.", NULL, NULL },
  { 401, FORBIDDEN ("Access token has expired."), SLUICE_API_ERROR_UNAUTHORIZED, "Access token has expired.", NULL,
    NULL },
  { 402, "{\"code\":\"payment_required\",\"detail\":\"Upgrade.\"}", SLUICE_API_ERROR_INVALID, "Upgrade.", NULL, NULL },
  { 403, FORBIDDEN ("API key missing required scope 'external_data_source:write'"), SLUICE_API_ERROR_FORBIDDEN,
    "API key missing required scope 'external_data_source:write'", "external_data_source:write", NULL },
  { 403, FORBIDDEN ("API key missing required scope '*'"), SLUICE_API_ERROR_FORBIDDEN,
    "API key missing required scope '*'", "*", NULL },
  { 403, FORBIDDEN ("This action does not support personal API key access"), SLUICE_API_ERROR_FORBIDDEN,
    "This action does not support personal API key access", NULL, NULL },
  { 403, FORBIDDEN ("API key does not have access to the requested project: ID 123."), SLUICE_API_ERROR_FORBIDDEN,
    "API key does not have access to the requested project: ID 123.", NULL, NULL },
  { 403, FORBIDDEN ("Organization 'Acme' does not allow using personal API keys."), SLUICE_API_ERROR_FORBIDDEN,
    "Organization 'Acme' does not allow using personal API keys.", NULL, NULL },
  { 403, FORBIDDEN ("You don't have access to the project."), SLUICE_API_ERROR_FORBIDDEN,
    "You don't have access to the project.", NULL, NULL },
  { 403, FORBIDDEN ("You don't have 'user:read"), SLUICE_API_ERROR_FORBIDDEN, "You don't have 'user:read", NULL, NULL },
  { 404, "{\"type\":\"invalid_request\",\"code\":\"not_found\",\"detail\":\"Not found.\",\"attr\":null}",
    SLUICE_API_ERROR_NOT_FOUND, "Not found.", NULL, NULL },
  { 405, "{\"detail\":\"Method not allowed.\"}", SLUICE_API_ERROR_INVALID, "Method not allowed.", NULL, NULL },
  { 409, "{\"message\":\"CDC is already enabled on this source.\"}", SLUICE_API_ERROR_INVALID,
    "CDC is already enabled on this source.", NULL, NULL },
  { 429, "{\"type\":\"throttled_error\",\"detail\":\"Request was throttled.\"}", SLUICE_API_ERROR_RATE_LIMITED,
    "Request was throttled.", NULL, NULL },
  { 500, "{\"type\":\"server_error\",\"code\":\"error\",\"detail\":\"A server error occurred.\"}",
    SLUICE_API_ERROR_SERVER, "A server error occurred.", NULL, NULL },
  { 502, "<html>Bad gateway</html>", SLUICE_API_ERROR_SERVER, "502 A Reason", NULL, NULL },
  { 503, "", SLUICE_API_ERROR_SERVER, "503 A Reason", NULL, NULL },
  { 504, "upstream", SLUICE_API_ERROR_TIMEOUT, "504 A Reason", NULL, NULL },
  { 302, "", SLUICE_API_ERROR_PROTOCOL, "302 A Reason", NULL, NULL },
};

static void
test_bodies (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr (GError) error = answer (c->status, c->body);
      g_autoptr (GError) copy = g_error_copy (error);

      g_test_message ("%u %s", c->status, c->body);
      /* A copy, as futures make them, knows as much. */
      g_assert_error (copy, SLUICE_API_ERROR, c->code);
      g_assert_cmpstr (copy->message, ==, c->message);
      g_assert_cmpuint (sluice_api_error_get_status (copy), ==, c->status);
      g_assert_cmpstr (sluice_api_error_get_scope (copy), ==, c->scope);
      g_assert_cmpstr (sluice_api_error_get_field (copy), ==, c->field);
      g_assert_cmpint (sluice_api_error_is_doubtful (copy), ==, c->status == 502 || c->status == 504);
    }
}

static void
test_hostile (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *many = g_strnfill (100000, 'a');
  g_autofree char *large = g_strdup_printf ("{\"message\":\"%s\"}", many);
  g_autoptr (GError) deep_error = answer (400, deep);
  g_autoptr (GError) large_error = answer (400, large);
  g_autoptr (GError) bad_utf8 = answer (400, "{\"message\":\"\xff\xfe\"}");
  g_autoptr (GError) bad_reason = sluice_api_error_new_for_answer (400, "\xff", NULL, NULL, NULL);
  g_autoptr (GError) no_reason = sluice_api_error_new_for_answer (502, NULL, NULL, NULL, NULL);
  g_autoptr (GError) nul = answer (400, "{\"message\":\"a\\u0000b\"}");

  g_assert_cmpstr (deep_error->message, ==, "400 A Reason");
  g_assert_cmpuint (strlen (large_error->message), ==, 8192);
  g_assert_true (g_utf8_validate (bad_utf8->message, -1, NULL));
  g_assert_true (g_utf8_validate (bad_reason->message, -1, NULL));
  g_assert_cmpstr (no_reason->message, ==, "502 Bad Gateway");
  g_assert_true (g_utf8_validate (nul->message, -1, NULL));
}

static void
test_html (void)
{
  const char body[] = "{\"message\":\"not from the API\"}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (GError) error =
      sluice_api_error_new_for_answer (502, "Bad Gateway", "text/html; charset=utf-8", NULL, bytes);

  g_assert_cmpstr (error->message, ==, "502 Bad Gateway");
}

static guint
get_retry_after (const char *text)
{
  g_autoptr (GError) error = sluice_api_error_new_for_answer (429, "Too Many Requests", NULL, text, NULL);

  return sluice_api_error_get_retry_after (error);
}

static void
test_retry_after (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_seconds (now, 100);
  g_autofree char *date = g_date_time_format (later, "%a, %d %b %Y %H:%M:%S GMT");

  g_assert_cmpuint (get_retry_after ("42"), ==, 42);
  g_assert_cmpuint (get_retry_after (NULL), ==, 0);
  g_assert_cmpuint (get_retry_after (""), ==, 0);
  g_assert_cmpuint (get_retry_after ("soon"), ==, 0);
  g_assert_cmpuint (get_retry_after ("-5"), ==, 0);
  g_assert_cmpuint (get_retry_after ("4294967295"), ==, 86400);
  g_assert_cmpuint (get_retry_after ("99999999999999999999"), ==, 0);
  g_assert_cmpuint (get_retry_after ("Wed, 21 Oct 2015 07:28:00 GMT"), ==, 0);
  g_assert_cmpuint (get_retry_after (date), >=, 90);
  g_assert_cmpuint (get_retry_after (date), <=, 100);
}

static void
assert_mapped (GQuark domain, int from, int to, gboolean doubtful)
{
  g_autoptr (GError) error = sluice_api_error_take (g_error_new_literal (domain, from, "Words"));

  g_assert_error (error, SLUICE_API_ERROR, to);
  g_assert_cmpint (sluice_api_error_is_doubtful (error), ==, doubtful);
  g_assert_cmpuint (sluice_api_error_get_status (error), ==, 0);
}

static void
test_mapping (void)
{
  g_autoptr (GError) kept = sluice_api_error_take (answer (403, FORBIDDEN ("'user:read'")));

  assert_mapped (DEX_ERROR, DEX_ERROR_TIMED_OUT, SLUICE_API_ERROR_TIMEOUT, TRUE);
  assert_mapped (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, SLUICE_API_ERROR_TIMEOUT, TRUE);
  assert_mapped (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, SLUICE_API_ERROR_NETWORK, FALSE);
  assert_mapped (G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, SLUICE_API_ERROR_NETWORK, FALSE);
  assert_mapped (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, SLUICE_API_ERROR_NETWORK, TRUE);
  assert_mapped (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, SLUICE_API_ERROR_NETWORK, TRUE);
  assert_mapped (G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, SLUICE_API_ERROR_NETWORK, FALSE);
  assert_mapped (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, SLUICE_API_ERROR_TLS, FALSE);
  assert_mapped (G_TLS_ERROR, G_TLS_ERROR_EOF, SLUICE_API_ERROR_NETWORK, TRUE);
  assert_mapped (SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING, SLUICE_API_ERROR_PROTOCOL, FALSE);
  assert_mapped (SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_PARSE, SLUICE_API_ERROR_PROTOCOL, FALSE);
  assert_mapped (JSON_PARSER_ERROR, JSON_PARSER_ERROR_PARSE, SLUICE_API_ERROR_PROTOCOL, FALSE);

  g_assert_cmpstr (sluice_api_error_get_scope (kept), ==, "user:read");
  g_assert_null (sluice_api_error_take (NULL));
}

/* A yes that is a web page was said by somebody else, and the title says by whom. */
static void
test_page (void)
{
  static const struct
  {
    const char *content_type;
    const char *body;
    const char *message; /* NULL: it is no page */
  } pages[] = {
    { "text/html", "<html><head><TITLE>\n  Sign in to\n Wi-Fi </TITLE></head>",
      "The answer is a web page, “Sign in to Wi-Fi”, and no data." },
    { "text/html; charset=utf-8", "<title id='x'>A &amp;lt; B &lt;i&gt;</title>",
      "The answer is a web page, “A &lt; B <i>”, and no data." },
    { "application/json", " \n<!DOCTYPE html><title>\xff</title>", "The answer is a web page, “\uFFFD”, and no data." },
    { NULL, "<title></title><p>", "The answer is a web page, and no data." },
    { "Text/HTML", "Welcome", "The answer is a web page, and no data." },
    { "text/html", "<title>never ends", "The answer is a web page, and no data." },
    { "text/html", "", NULL },
    { "text/html", " \n", NULL },
    { "application/json", "{\"html\":\"<title>x</title>\"}", NULL },
    { NULL, "[]", NULL },
  };
  g_autofree char *long_title = g_strnfill (500, 'x');
  g_autofree char *long_page = g_strdup_printf ("<title>%s</title>", long_title);
  g_autoptr (GBytes) long_body = g_bytes_new_static (long_page, strlen (long_page));
  g_autoptr (GError) long_error = sluice_api_error_new_for_page (200, NULL, long_body);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (pages[i].body, strlen (pages[i].body));
      g_autoptr (GError) error = sluice_api_error_new_for_page (200, pages[i].content_type, body);

      g_test_message ("%s", pages[i].body);
      if (pages[i].message == NULL)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL);
      g_assert_cmpstr (error->message, ==, pages[i].message);
      g_assert_cmpuint (sluice_api_error_get_status (error), ==, 200);
    }
  g_assert_cmpint (g_utf8_strlen (long_error->message, -1), <, 140);
  g_assert_nonnull (strstr (long_error->message, "x…”"));
  g_assert_null (sluice_api_error_new_for_page (200, "text/html", NULL));
}

static GError *
make_page_error (const char *content_type, const char *head, gsize n_spaces, const char *rest)
{
  g_autofree char *spaces = g_strnfill (n_spaces, ' ');
  g_autofree char *page = g_strconcat (head, spaces, rest, NULL);
  g_autoptr (GBytes) body = g_bytes_new_static (page, strlen (page));

  return sluice_api_error_new_for_page (200, content_type, body);
}

/* The window does not stand still for a page that is mostly spaces, or endless. */
static void
test_long_page (void)
{
  g_autoptr (GError) spaces = make_page_error ("text/html", "<title>", 40000, "Sign in</title>");
  g_autoptr (GError) never = NULL;
  g_autoptr (GError) late = NULL;
  g_autoptr (GError) blank = NULL;
  g_autoptr (GError) data = NULL;
  gint64 begin;

  g_assert_cmpstr (spaces->message, ==, "The answer is a web page, “Sign in”, and no data.");
  begin = g_get_monotonic_time ();
  never = make_page_error ("text/html", "<title>x", 60000, "x<");
  g_assert_cmpint (g_get_monotonic_time () - begin, <, G_USEC_PER_SEC);
  g_assert_cmpstr (never->message, ==, "The answer is a web page, and no data.");

  late = make_page_error ("text/html", "<html>", 32 * 1024 * 1024, "<title>Late</title>");
  g_assert_cmpstr (late->message, ==, "The answer is a web page, and no data.");
  blank = make_page_error ("text/html", "", 100000, "<title>Late</title>");
  g_assert_cmpstr (blank->message, ==, "The answer is a web page, and no data.");
  data = make_page_error ("application/json", "", 100000, "[]");
  g_assert_no_error (data);
}

static void
test_cancelled (void)
{
  g_autoptr (GError) io = sluice_api_error_take (g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x"));
  g_autoptr (GError) fiber = sluice_api_error_take (g_error_new_literal (DEX_ERROR, DEX_ERROR_FIBER_CANCELLED, "x"));
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");

  g_assert_true (sluice_error_is_cancelled (io));
  g_assert_true (sluice_error_is_cancelled (fiber));
  g_assert_false (sluice_error_is_cancelled (other));
  g_assert_false (sluice_error_is_cancelled (NULL));
}

static void
test_foreign (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");

  for (guint i = 0; i < 2; i++)
    {
      const GError *foreign = i == 0 ? error : NULL;

      g_assert_cmpuint (sluice_api_error_get_status (foreign), ==, 0);
      g_assert_null (sluice_api_error_get_scope (foreign));
      g_assert_null (sluice_api_error_get_field (foreign));
      g_assert_cmpuint (sluice_api_error_get_retry_after (foreign), ==, 0);
      g_assert_false (sluice_api_error_is_doubtful (foreign));
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/api-error/bodies", test_bodies);
  g_test_add_func ("/api-error/hostile", test_hostile);
  g_test_add_func ("/api-error/html", test_html);
  g_test_add_func ("/api-error/retry-after", test_retry_after);
  g_test_add_func ("/api-error/mapping", test_mapping);
  g_test_add_func ("/api-error/page", test_page);
  g_test_add_func ("/api-error/long-page", test_long_page);
  g_test_add_func ("/api-error/cancelled", test_cancelled);
  g_test_add_func ("/api-error/foreign", test_foreign);
}

int
main (int argc, char **argv)
{
  return test_run (argc, argv, add_tests);
}
