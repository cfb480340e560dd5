/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-redaction.h"
#include "unit-common.h"

#define PASSWORD "s3cr€t \"quoted\" p/w+d"

static SluiceRedaction *
new_for (const char *secret)
{
  SluiceRedaction *redaction = sluice_redaction_new ();

  sluice_redaction_add (redaction, secret);

  return redaction;
}

static void
assert_redacted (SluiceRedaction *redaction, const char *text, const char *expected)
{
  g_autofree char *redacted = sluice_redaction_apply (redaction, text);

  g_assert_cmpstr (redacted, ==, expected);
}

/* A server quotes what it was sent in the way that suits it: each is found, and the rest can still be read. */
static void
test_writings (void)
{
  g_autoptr (SluiceRedaction) redaction = new_for (PASSWORD);
  static const char *const written[] = {
    PASSWORD,
    /* as in an address, with either kind of digits and with what some leave as it is */
    "s3cr%E2%82%ACt%20%22quoted%22%20p%2Fw%2Bd",
    "s3cr%e2%82%act%20%22quoted%22%20p/w%2bd",
    /* as in a form */
    "s3cr%E2%82%ACt+%22quoted%22+p%2Fw%2Bd",
    /* as in JSON, to ASCII or not, and JSON within JSON */
    "s3cr€t \\\"quoted\\\" p/w+d",
    "s3cr\\u20act \\\"quoted\\\" p\\/w+d",
    "s3cr€t \\\\\\\"quoted\\\\\\\" p/w+d",
    /* as C writes bytes */
    "s3cr\\342\\202\\254t \\\"quoted\\\" p/w+d",
    "s3cr\\xe2\\x82\\xact \\\"quoted\\\" p/w+d",
    /* as in a page */
    "s3cr€t &quot;quoted&quot; p/w+d",
    "s3cr&#8364;t &#x22;quoted&#34; p&#47;w&#43;d",
    /* twice */
    "s3cr%25E2%2582%25ACt%2520%2522quoted%2522%2520p%252Fw%252Bd",
  };

  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autofree char *text = g_strdup_printf ("refused (%s) for user “clerk”", written[i]);

      assert_redacted (redaction, text, "refused (***) for user “clerk”");
    }
}

static void
test_binary_writings (void)
{
  g_autoptr (SluiceRedaction) redaction = new_for (PASSWORD);
  g_autoptr (GString) hex = g_string_new ("key ");

  for (const char *c = PASSWORD; *c != '\0'; c++)
    g_string_append_printf (hex, "%02x", (guchar) *c);
  assert_redacted (redaction, hex->str, "key ***");

  for (guint before = 0; before < 4; before++)
    for (guint after = 0; after < 3; after++)
      {
        g_autofree char *plain = g_strdup_printf ("%.*s%s%.*s", (int) before, "abc", PASSWORD, (int) after, "xy");
        g_autofree char *encoded = g_base64_encode ((const guchar *) plain, strlen (plain));
        g_autofree char *text = g_strdup_printf ("header: Basic %s.", encoded);
        g_autofree char *url = g_strdelimit (g_strdelimit (g_strdup (text), "+", '-'), "/", '_');

        /* Its first and last letters tell of it, too. */
        assert_redacted (redaction, text, "header: Basic ***.");
        assert_redacted (redaction, url, "header: Basic ***.");
      }
}

/* What holds no secret stays as it is, however odd it looks. */
static void
test_harmless (void)
{
  g_autoptr (SluiceRedaction) redaction = new_for (PASSWORD);
  static const char *const texts[] = {
    "",        "%", "%2",  "%zz 100%",   "\\",    "\\u", "\\u12",
    "\\ud800", "&", "&#;", "&#x110000;", "&amp;", "a+b", "password authentication failed for user “clerk”",
    "s3cr€t",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_redacted (redaction, texts[i], texts[i]);
}

/* A short one would be found in every other word, and is a secret where it stands alone. */
static void
test_short (void)
{
  g_autoptr (SluiceRedaction) redaction = new_for ("ab");

  assert_redacted (redaction, "password \"ab\" is not able to; ab", "password \"***\" is not able to; ***");
  sluice_redaction_add (redaction, "");
  sluice_redaction_add (redaction, "  ");
  sluice_redaction_add (redaction, NULL);
  assert_redacted (redaction, "a  b", "a  b");
}

/* Who quotes one line of a key has given half of it away. */
static void
test_lines (void)
{
  g_autoptr (SluiceRedaction) redaction =
      new_for ("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqh\nb3BlbnNzaC1rZXktd\n-----END PRIVATE KEY-----\n");

  assert_redacted (redaction, "line 3: b3BlbnNzaC1rZXktd is no key", "line 3: *** is no key");
  assert_redacted (redaction, "no -----BEGIN PRIVATE KEY-----", "no -----BEGIN PRIVATE KEY-----");
}

static void
test_addresses (void)
{
  g_autoptr (SluiceRedaction) redaction = new_for ("postgresql://clerk:p%40ss%20word@db.example.com/shop");

  assert_redacted (redaction, "clerk at db.example.com: “p@ss word” is wrong",
                   "clerk at db.example.com: “***” is wrong");
  assert_redacted (redaction, "clerk at db.example.com: “p%40ss%20word” is wrong",
                   "clerk at db.example.com: “***” is wrong");
}

/* A request's own texts are secrets unless their names are known to hold none. */
static void
test_request (void)
{
  g_autoptr (SluiceRedaction) redaction = sluice_redaction_new ();
  g_autoptr (JsonNode) body = unit_parse (
      "{'source_type': 'Postgres', 'prefix': 'shop_', 'payload': {'host': 'db.example.com', 'port': '5432',"
      " 'user': 'clerk', 'password': 'letmein1', 'token_nobody_thought_of': 'tk_0815', 'list': ['one-more'],"
      " 'ssh_tunnel': {'enabled': 'True', 'auth_type': {'selection': 'keypair', 'passphrase': 'open sesame'}},"
      " 'key_file': '{\\\"private_key\\\": \\\"in the file\\\", \\\"type\\\": \\\"service_account\\\"}',"
      " 'schemas': [{'name': 'public.orders', 'row_filters': [{'value': 'not looked at'}]}]}}");

  sluice_redaction_add_json (redaction, body);
  assert_redacted (redaction, "clerk@db.example.com:5432 Postgres shop_ keypair True public.orders not looked at",
                   "clerk@db.example.com:5432 Postgres shop_ keypair True public.orders not looked at");
  assert_redacted (redaction, "letmein1, tk_0815, one-more, open sesame, in the file", "***, ***, ***, ***, ***");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/redaction/writings", test_writings);
  g_test_add_func ("/redaction/binary-writings", test_binary_writings);
  g_test_add_func ("/redaction/harmless", test_harmless);
  g_test_add_func ("/redaction/short", test_short);
  g_test_add_func ("/redaction/lines", test_lines);
  g_test_add_func ("/redaction/addresses", test_addresses);
  g_test_add_func ("/redaction/request", test_request);

  return g_test_run ();
}
