/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libdex.h>
#include <pango/pango.h>

#include "sluice-ago.h"
#include "sluice-api-error.h"
#include "sluice-connect-advice.h"
#include "sluice-error-advice.h"
#include "sluice-fiber.h"
#include "sluice-markdown.h"
#include "sluice-phrases.h"
#include "sluice-when.h"

/* The words decide when the values are at fault; nothing is made up of words that nobody knows. */
static void
test_connect_advice (void)
{
  g_autoptr (GError) refused = g_error_new_literal (SLUICE_API_ERROR, SLUICE_API_ERROR_INVALID, "Connection refused");
  g_autoptr (GError) odd = g_error_new_literal (SLUICE_API_ERROR, SLUICE_API_ERROR_INVALID, "Something odd.");

  g_assert_cmpstr (sluice_connect_advice_get (refused, NULL).fields[0], ==, "host");
  g_assert_nonnull (sluice_connect_advice_get (refused, NULL).sentence);
  g_assert_null (sluice_connect_advice_get (odd, NULL).fields[0]);
  g_assert_null (sluice_connect_advice_get (odd, NULL).sentence);
}

/* The server's fault is nobody's field, and a cancelled check says nothing. */
static void
test_connect_advice_elsewhere (void)
{
  g_autoptr (GError) server = g_error_new_literal (SLUICE_API_ERROR, SLUICE_API_ERROR_SERVER, "Connection refused");
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  g_autoptr (GError) empty = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No tables");

  g_assert_null (sluice_connect_advice_get (server, NULL).fields[0]);
  g_assert_cmpstr (sluice_connect_advice_get (server, NULL).sentence, ==, sluice_error_get_advice (server));
  g_assert_null (sluice_connect_advice_get (cancelled, NULL).sentence);
  g_assert_null (sluice_connect_advice_get (cancelled, NULL).fields[0]);
  g_assert_cmpstr (sluice_connect_advice_get (empty, NULL).fields[0], ==, "database");
}

static SluiceForm *
new_form (const char *config)
{
  g_autoptr (JsonNode) node = json_from_string (config, NULL);
  g_autoptr (SluiceSourceType) type = sluice_source_type_new_from_json (json_node_get_object (node), NULL);

  return sluice_form_new (type);
}

/* Whoever gave up on the way, what was waited for is said, for how long, and what makes it faster. */
static void
test_connect_timeout (void)
{
  g_autoptr (GError) own = g_error_new_literal (SLUICE_API_ERROR, SLUICE_API_ERROR_TIMEOUT, "No answer");
  g_autoptr (GBytes) page = g_bytes_new_static ("<html>", 6);
  g_autoptr (SluiceForm) database =
      new_form ("{\"name\":\"MySQL\",\"category\":\"Databases\",\"fields\":[{\"type\":\"text\",\"name\":\"database\"},"
                "{\"type\":\"text\",\"name\":\"host\"},{\"type\":\"text\",\"name\":\"schema\"}]}");
  g_autoptr (SluiceForm) plain = new_form ("{\"name\":\"Zendesk\",\"fields\":[]}");
  g_autofree char *text = NULL;
  g_autofree char *other = NULL;
  static const guint statuses[] = { 502, 504, 524 };

  g_assert_true (sluice_connect_advice_is_timeout (own));
  g_assert_true (sluice_connect_advice_get (own, NULL).wants_schema);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) error = sluice_api_error_new_for_answer (statuses[i], NULL, "text/html", NULL, page);

      g_assert_true (sluice_connect_advice_is_timeout (error));
      g_assert_true (sluice_connect_advice_get (error, NULL).wants_schema);
    }

  sluice_form_set_value (database, "database", "shop");
  sluice_form_set_value (database, "host", "db.example.com");
  text = sluice_connect_advice_dup_timeout (database, 123);
  g_assert_cmpstr (
      text, ==,
      "Connecting to shop on db.example.com and listing its tables took 2:03, which was too long. Naming one "
      "schema, or a user who sees fewer tables, makes it faster.");
  other = sluice_connect_advice_dup_timeout (plain, 1);
  g_assert_cmpstr (other, ==, "The tables were not listed in time. Try again in a few minutes.");
}

static void
assert_advice (GError *error, const char *words)
{
  const char *advice = sluice_error_get_advice (error);

  g_assert_nonnull (advice);
  g_assert_nonnull (strstr (advice, words));
  g_error_free (error);
}

/* What is wrong with a certificate decides what to do; the most dangerous first. A proxy is not the server. */
static void
test_tls_and_proxy_advice (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "api", "certificates", "expired.pem", NULL);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, NULL);
  GError *gone = g_error_new_literal (SLUICE_API_ERROR, SLUICE_API_ERROR_NETWORK, "Refused");
  static const struct
  {
    GTlsCertificateFlags errors;
    const char *words;
  } faults[] = {
    { G_TLS_CERTIFICATE_REVOKED | G_TLS_CERTIFICATE_EXPIRED, "Go no further" },
    { G_TLS_CERTIFICATE_BAD_IDENTITY | G_TLS_CERTIFICATE_UNKNOWN_CA, "Check the address" },
    { G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_EXPIRED, "install its certificate in the system" },
    { G_TLS_CERTIFICATE_EXPIRED, "date and time" },
    { G_TLS_CERTIFICATE_NOT_ACTIVATED, "date and time" },
    { G_TLS_CERTIFICATE_INSECURE, "could not be verified" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    assert_advice (sluice_api_error_new_for_certificate (certificate, faults[i].errors, "a.example"), faults[i].words);

  assert_advice (sluice_api_error_new_for_proxy ("p:1", 407, NULL), "wants a password");
  assert_advice (sluice_api_error_new_for_proxy ("p:1", 403, NULL), "does not lead");
  sluice_api_error_blame_proxy (gone, "p:1");
  assert_advice (gone, "https_proxy");
}

static void
assert_billing (const char *words, gboolean expected)
{
  g_autoptr (GError) error = g_error_new_literal (SLUICE_API_ERROR, SLUICE_API_ERROR_INVALID, words);

  g_assert_cmpint (sluice_error_is_about_billing (error), ==, expected);
}

/* What a table, a host or a right is called says nothing of the plan. */
static void
test_billing (void)
{
  assert_billing ("Monthly sync limit reached. Please increase your billing limit to resume syncing.", TRUE);
  assert_billing ("Table 'billing.invoices' has no primary key to sync incrementally on. Choose a primary key for it.",
                  FALSE);
  assert_billing ("could not translate host name \"billing-db.example.com\"", FALSE);
}

static void
assert_ago (int seconds, const char *expected)
{
  g_autoptr (GDateTime) then = g_date_time_new_utc (2026, 3, 1, 12, 0, 0);
  g_autoptr (GDateTime) now = g_date_time_add_seconds (then, seconds);
  g_autofree char *text = sluice_ago_to_string (then, now);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_ago (void)
{
  assert_ago (0, "just now");
  assert_ago (59, "just now");
  assert_ago (-3600, "just now");
  assert_ago (60, "1 minute ago");
  assert_ago (3599, "59 minutes ago");
  assert_ago (3600, "1 hour ago");
  assert_ago (86399, "23 hours ago");
  assert_ago (86400, "1 day ago");
  assert_ago (30 * 86400, "30 days ago");
}

static void
assert_markup (const char *markdown, const char *expected)
{
  g_autofree char *markup = sluice_markdown_to_markup (markdown);

  g_assert_cmpstr (markup, ==, expected);
}

static void
test_markdown (void)
{
  assert_markup (NULL, "");
  assert_markup ("plain & <b>simple</b>", "plain &amp; &lt;b&gt;simple&lt;/b&gt;");
  assert_markup ("a **bold** word", "a <b>bold</b> word");
  assert_markup ("run `a < b`", "run <tt>a &lt; b</tt>");
  assert_markup ("see [the docs](https://example.com/?a=1&b=\"2\")",
                 "see <a href=\"https://example.com/?a=1&amp;b=&quot;2&quot;\">the docs</a>");
  assert_markup ("an *italic* and **bold *both* words**", "an <i>italic</i> and <b>bold <i>both</i> words</b>");
  assert_markup ("Steps:\n\n1. one `a`\n2. two\n\nEnd", "Steps:\n\n1. one <tt>a</tt>\n2. two\n\nEnd");
  assert_markup ("- one\n- two\n  - inner", "• one\n• two\n\n• inner");
  /* As the source code of a server has it. */
  assert_markup ("Rights:\n            - Under **Core**, *read*\n            - Under **Billing**\n            ",
                 "Rights:\n\n• Under <b>Core</b>, <i>read</i>\n• Under <b>Billing</b>");
  assert_markup ("```sql\nSELECT 1 < 2;\n```", "<tt>SELECT 1 &lt; 2;</tt>");
  assert_markup ("# Title\nText\nand more", "<b>Title</b>\n\nText and more");
  assert_markup ("![logo](https://example.com/x.png)", "logo");
  /* Only https may be opened; where anything else would have led is text, as HTML is, and what never ends. */
  assert_markup ("[x](javascript:alert)", "x (javascript:alert)");
  assert_markup ("[x](file:///etc/passwd)", "x (file:///etc/passwd)");
  assert_markup ("[x](http://example.com)", "x (http://example.com)");
  assert_markup ("[x](HTTPS://example.com)", "<a href=\"HTTPS://example.com\">x</a>");
  assert_markup ("<a href=\"javascript:x\">y</a>", "&lt;a href=&quot;javascript:x&quot;&gt;y&lt;/a&gt;");
  assert_markup ("<script>\nalert(1)\n</script>", "<tt>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</tt>");
  assert_markup ("a ** b", "a ** b");
  assert_markup ("[open", "[open");
}

/* Whatever a server sends, Pango can read what comes of it, and it stays as short as a caption. */
static void
test_markdown_hostile (void)
{
  static const char *const texts[] = { "> > > > ",      "*a **b ",   "[",          "![",          "`",        "<b>",
                                       "&#0;&amp;&lt;", "\xff\xfe",  "- - - - 1.", "[a](<b> \"c", "\n\n\t\n", "_",
                                       "~~~\n~~~",      "](https://" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *markup = NULL;

      for (guint j = 0; j < 20000; j++)
        g_string_append (text, texts[i]);
      markup = sluice_markdown_to_markup (text->str);
      pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (strlen (markup), <, 200 * 1024);
    }
}

/* An object that counts what it is told. */
typedef struct
{
  GObject *owner;
  guint n_told;
  gboolean rejected;
} Told;

static Told told;

static void
told_cb (gpointer owner, const GValue *value, const GError *error)
{
  g_assert_true (owner == told.owner);
  told.n_told++;
  told.rejected = error != NULL;
}

static void
spin (void)
{
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
test_when (void)
{
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (DexFuture) good = NULL;
  g_autoptr (DexFuture) bad = NULL;

  told = (Told) { .owner = owner };
  good = sluice_when (dex_future_new_true (), owner, told_cb);
  /* Never before the caller has got the future to hold. */
  g_assert_cmpuint (told.n_told, ==, 0);
  spin ();
  g_assert_cmpuint (told.n_told, ==, 1);
  g_assert_false (told.rejected);
  g_assert_true (dex_future_is_resolved (good));

  bad = sluice_when (dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_FAILED, "No"), owner, told_cb);
  spin ();
  g_assert_cmpuint (told.n_told, ==, 2);
  g_assert_true (told.rejected);
  g_assert_true (dex_future_is_rejected (bad));
}

/* A page that no longer waits is not told, whether the answer was still to come or already on its way. */
static void
test_when_dropped (void)
{
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  DexPromise *promise = dex_promise_new_cancellable ();
  g_autoptr (GCancellable) cancellable = g_object_ref (dex_promise_get_cancellable (promise));
  DexFuture *future = NULL;

  told = (Told) { .owner = owner };
  future = sluice_when (DEX_FUTURE (promise), owner, told_cb);
  dex_clear (&future);
  spin ();
  g_assert_cmpuint (told.n_told, ==, 0);
  g_assert_true (g_cancellable_is_cancelled (cancellable));

  future = sluice_when (dex_future_new_true (), owner, told_cb);
  dex_clear (&future);
  spin ();
  g_assert_cmpuint (told.n_told, ==, 0);

  future = sluice_when (dex_future_new_true (), owner, told_cb);
  g_clear_object (&owner);
  spin ();
  g_assert_cmpuint (told.n_told, ==, 0);
  dex_clear (&future);
}

static guint n_run;

static DexFuture *
waiting_fiber (gpointer promise)
{
  dex_await (dex_ref (promise), NULL);
  n_run++;

  return dex_future_new_true ();
}

/* What is waited for may come in the very turn of the main loop in which nobody wants it any more. A fiber that is
 * taken from its wait at that moment runs twice, the second time as nothing. */
static void
test_when_dropped_as_it_comes (void)
{
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);

  told = (Told) { .owner = owner };
  n_run = 0;
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (DexPromise) promise = dex_promise_new ();
      DexFuture *fiber = sluice_fiber_spawn (waiting_fiber, dex_ref (promise), dex_unref);
      DexFuture *future = sluice_when (fiber, owner, told_cb);

      spin ();
      dex_clear (&future);
      dex_promise_resolve_boolean (promise, TRUE);
      spin ();
    }
  g_assert_cmpuint (told.n_told, ==, 0);
  g_assert_cmpuint (n_run, ==, 50);
}

/* A clock that is half an hour off, as in India. */
static void
test_local_time (void)
{
  g_autofree char *local = NULL;
  g_autofree char *phrase = NULL;
  g_autofree char *none = NULL;

  g_setenv ("TZ", "IST-5:30", TRUE);
  local = sluice_phrase_local_time (22 * 3600);
  phrase = sluice_phrase_time_of_day ("02:00");
  none = sluice_phrase_time_of_day ("24:00");
  g_assert_cmpstr (local, ==, "03:30");
  g_assert_cmpstr (phrase, ==, "02:00 UTC is 07:30 here");
  g_assert_null (none);
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words/connect-advice", test_connect_advice);
  g_test_add_func ("/words/connect-advice/elsewhere", test_connect_advice_elsewhere);
  g_test_add_func ("/words/connect-advice/timeout", test_connect_timeout);
  g_test_add_func ("/words/tls-and-proxy-advice", test_tls_and_proxy_advice);
  g_test_add_func ("/words/billing", test_billing);
  g_test_add_func ("/words/ago", test_ago);
  g_test_add_func ("/words/markdown", test_markdown);
  g_test_add_func ("/words/markdown/hostile", test_markdown_hostile);
  g_test_add_func ("/words/local-time", test_local_time);
  g_test_add_func ("/when/told", test_when);
  g_test_add_func ("/when/dropped", test_when_dropped);
  g_test_add_func ("/when/dropped-as-it-comes", test_when_dropped_as_it_comes);

  return g_test_run ();
}
