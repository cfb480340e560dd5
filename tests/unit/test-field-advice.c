/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sluice-field-advice.h"
#include "sluice-host-kind.h"
#include "unit-common.h"

#define CLOUD SLUICE_ADVICE_CLOUD
#define TYPING SLUICE_ADVICE_UNFINISHED

typedef struct
{
  const char *type;
  const char *path;
  const char *value;
  SluiceAdviceFlags flags;
  const char *rule; /* NULL: nothing is to be said */
  const char *fixed;
  const char *other; /* “path=value” that stands in the form too */
} Case;

/* Each rule from both sides: where it has to speak, and what comes close and is right. */
static const Case cases[] = {
  /* hosts */
  { "Postgres", "host", "https://db.example.org/x", 0, "host-url", "db.example.org" },
  { "Postgres", "host", "https://db.example.org", TYPING, "host-url", "db.example.org" },
  { "Postgres", "host", "https://", TYPING, NULL },
  { "Postgres", "host", "db.example.org:5433", 0, "host-port", "db.example.org" },
  { "Postgres", "host", "[2001:db8::1]:5433", 0, "host-port", "2001:db8::1" },
  { "Postgres", "host", "db.example.org:", TYPING, NULL },
  { "Postgres", "host", "2001:db8::1", 0, NULL },
  { "Postgres", "ssh_tunnel/host", "bastion.example.org:2222", 0, "host-port", "bastion.example.org" },
  { "Postgres", "host", "db.example.org/shop", 0, "host-shape", "db.example.org" },
  { "Postgres", "host", "db.example.org.", 0, "host-shape", "db.example.org" },
  { "Postgres", "host", "db.example.", TYPING, NULL },
  { "Postgres", "host", "[2001:db8::1]", 0, "host-shape", "2001:db8::1" },
  { "Postgres", "host", "db.example.org", CLOUD, NULL },
  { "Postgres", "host", " db.example.org", 0, "plain-space", "db.example.org" },
  { "Postgres", "host", "db.example.org ", TYPING, NULL },
  /* what the cloud cannot reach, and a server of one's own may */
  { "Postgres", "host", "localhost", CLOUD, "host-private" },
  { "Postgres", "host", "LOCALHOST", CLOUD | TYPING, "host-private" },
  { "Postgres", "host", "localhost", 0, NULL },
  { "Postgres", "host", "127.0.0.1", CLOUD, "host-private" },
  { "Postgres", "host", "10.1.2.3", CLOUD, "host-private" },
  { "Postgres", "host", "10.1.2.3", 0, NULL },
  { "Postgres", "host", "172.31.0.1", CLOUD, "host-private" },
  { "Postgres", "host", "172.32.0.1", CLOUD, NULL },
  { "Postgres", "host", "192.168.0.1", CLOUD, "host-private" },
  { "Postgres", "host", "169.254.1.1", CLOUD, "host-private" },
  { "Postgres", "host", "100.64.0.1", CLOUD, "host-private" },
  { "Postgres", "host", "100.128.0.1", CLOUD, NULL },
  { "Postgres", "host", "fd00::1", CLOUD, "host-private" },
  { "Postgres", "host", "::ffff:10.0.0.1", CLOUD, "host-private" },
  { "Postgres", "host", "db.local", CLOUD, "host-private" },
  { "Postgres", "host", "db.example.internal", CLOUD, "host-private" },
  { "Postgres", "host", "local.example.org", CLOUD, NULL },
  { "Postgres", "host", "db", CLOUD, "host-private" },
  { "Postgres", "host", "db", CLOUD | TYPING, NULL },
  { "Postgres", "host", "2a00:1450::1", CLOUD, "host-ipv6" },
  { "Postgres", "host", "2a00:1450::1", 0, NULL },
  { "Postgres", "host", "10.1.2.3", CLOUD, NULL, NULL, "ssh_tunnel=true" },
  { "Postgres", "ssh_tunnel/host", "10.1.2.3", CLOUD, "host-private", NULL, "ssh_tunnel=true" },
  /* Supabase */
  { "Supabase", "host", "db.abcdef.supabase.co", CLOUD, "supabase-direct" },
  { "Postgres", "host", "db.abcdef.supabase.co", CLOUD, "supabase-direct" },
  { "Supabase", "host", "db.abcdef.supabase.co", 0, NULL },
  { "Supabase", "host", "abcdef.supabase.co", 0, "supabase-api" },
  { "Supabase", "host", "aws-0-eu-west-1.pooler.supabase.com", CLOUD, NULL },
  { "Supabase", "port", "6543", 0, "port-supabase", "5432", "host=aws-0-eu-west-1.pooler.supabase.com" },
  { "Postgres", "port", "6543", 0, NULL, NULL, "host=db.example.org" },
  { "Supabase", "user", "postgres", 0, "supabase-user", NULL, "host=aws-0-eu-west-1.pooler.supabase.com" },
  { "Supabase", "user", "postgres", TYPING, NULL, NULL, "host=aws-0-eu-west-1.pooler.supabase.com" },
  { "Supabase", "user", "postgres.abcdef", 0, NULL, NULL, "host=aws-0-eu-west-1.pooler.supabase.com" },
  { "Postgres", "user", "postgres", 0, NULL, NULL, "host=db.example.org" },
  /* ports */
  { "Postgres", "port", "0", 0, "port-range" },
  { "Postgres", "port", "65536", TYPING, "port-range" },
  { "Postgres", "port", "65535", 0, NULL },
  { "Postgres", "ssh_tunnel/port", "70000", 0, "port-range" },
  { "Postgres", "port", "3306", 0, "port-other", "5432" },
  { "MySQL", "port", "5432", 0, "port-other", "3306" },
  { "MSSQL", "port", "1433", 0, NULL },
  { "Supabase", "port", "5432", 0, NULL },
  { "Postgres", "port", "22", 0, "port-other", "5432" },
  { "Postgres", "port", "22", TYPING, NULL },
  { "Postgres", "ssh_tunnel/port", "22", 0, NULL },
  { "Postgres", "port", "443", 0, "port-web", "5432" },
  { "Postgres", "port", "443", TYPING, NULL },
  { "ClickHouse", "port", "443", 0, NULL },
  { "ClickHouse", "port", "9440", 0, "port-native", "8443" },
  { "ClickHouse", "port", "9000", 0, "port-native", "8123", "secure=false" },
  { "ClickHouse", "port", "8123", 0, NULL },
  { "Postgres", "port", "9000", 0, NULL },
  /* MongoDB's one string */
  { "MongoDB", "connection_string", "mongodb+srv://u:p@c.example.org/shop", CLOUD, NULL },
  { "MongoDB", "connection_string", "mongodb://u:p@c.example.org:27017,d.example.org/shop", CLOUD, NULL },
  { "MongoDB", "connection_string", "mongodb://u:p@c.example.org,10.0.0.1:27017/shop", CLOUD, "mongodb" },
  { "MongoDB", "connection_string", "mongodb://u:p@localhost:27017/shop", 0, NULL },
  { "MongoDB", "connection_string", "mongodb+srv://u:p@c.example.org:27017/shop", 0, "mongodb" },
  { "MongoDB", "connection_string", "postgres://u:p@c.example.org/shop", 0, "mongodb" },
  { "MongoDB", "connection_string", "mongodb://u:p%zz@c.example.org/shop", 0, "mongodb" },
  { "MongoDB", "connection_string", "mongo", TYPING, NULL },
  { "MongoDB", "connection_string", "mongodb+srv://u:<db_password>@c.example.org/", 0, "placeholder" },
  /* examples */
  { "Postgres", "host", "db.example.com", 0, "placeholder" },
  { "Postgres", "user", "postgres", 0, NULL },
  { "Postgres", "database", "your_shop", 0, NULL },
  { "Postgres", "password", "[YOUR-PASSWORD]", 0, "placeholder" },
  { "Postgres", "password", "<password>", 0, "placeholder" },
  { "Postgres", "password", "********", 0, "placeholder" },
  { "Postgres", "password", "${DB_PASSWORD}", 0, "placeholder" },
  { "Postgres", "password", "<pass", TYPING, NULL },
  { "Stripe", "auth_method/stripe_secret_key", "rk_live_...", 0, "placeholder" },
  /* secrets */
  { "Postgres", "password", "hunter2 ", 0, "secret-space", "hunter2" },
  { "Postgres", "password", "hunter2\n", 0, "secret-space", "hunter2" },
  { "Postgres", "password", "hunter2 ", TYPING, NULL },
  { "Postgres", "password", "hunter 2", 0, NULL },
  { "Postgres", "password", "hunter\n2", 0, "secret-space" },
  { "Postgres", "password", "sk_live_hunter2", 0, NULL },
  { "Stripe", "auth_method/stripe_secret_key", "rk_live_hunter2", 0, NULL },
  { "Stripe", "auth_method/stripe_secret_key", "pk_live_hunter2", TYPING, "stripe-wrong" },
  { "Stripe", "auth_method/stripe_secret_key", "whsec_hunter2", 0, "stripe-wrong" },
  { "Stripe", "auth_method/stripe_secret_key", "acct_hunter2", 0, "stripe-wrong" },
  { "Stripe", "auth_method/stripe_secret_key", "hunter2", 0, "stripe-wrong" },
  { "Stripe", "auth_method/stripe_secret_key", "r", TYPING, NULL },
  { "Stripe", "auth_method/stripe_secret_key", "rk_test_hunter2", 0, "stripe-test" },
  { "Stripe", "auth_method/stripe_secret_key", "sk_live_hunter2", 0, "stripe-secret" },
  { "Stripe", "auth_method/stripe_secret_key", "phx_hunter2", 0, "other-vendor" },
  { "Stripe", "stripe_account_id", "hunter2", 0, "stripe-account" },
  { "Stripe", "stripe_account_id", "acct_hunter2", 0, NULL },
  { "Github", "auth_method/personal_access_token", "github_pat_hunter2", 0, NULL },
  { "Github", "auth_method/personal_access_token", "ghp_hunter2", 0, NULL },
  { "Github", "auth_method/personal_access_token", "ghs_hunter2", 0, "github-token" },
  { "Zendesk", "api_key", "sk_live_hunter2", 0, "other-vendor" },
  { "Zendesk", "api_key", "hunter2", 0, NULL },
  { "Zendesk", "api_key", "your_api_key", 0, "placeholder" },
  { "Shopify", "shopify_client_secret", "shpss_hunter2", 0, NULL },
  { "Shopify", "shopify_client_secret", "shpat_hunter2", 0, "shopify-secret" },
  /* private keys */
  { "Snowflake", "auth_type/private_key", "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n", 0, NULL, NULL,
    "auth_type=keypair" },
  { "Snowflake", "auth_type/private_key", "-----BEGIN PUBLIC KEY-----\nx", 0, "private-key", NULL,
    "auth_type=keypair" },
  { "Snowflake", "auth_type/private_key", "-----BEGIN PRIVATE KEY-----\nx", 0, "private-key", NULL,
    "auth_type=keypair" },
  { "Snowflake", "auth_type/private_key",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nx\n-----END ENCRYPTED PRIVATE KEY-----", 0, "key-passphrase", NULL,
    "auth_type=keypair" },
  { "Postgres", "ssh_tunnel/auth/private_key", "ssh-ed25519 AAAA", 0, "private-key", NULL, "ssh_tunnel/auth=keypair" },
  { "Postgres", "ssh_tunnel/auth/private_key", "PuTTY-User-Key-File-3: x", 0, "private-key", NULL,
    "ssh_tunnel/auth=keypair" },
  { "Postgres", "ssh_tunnel/auth/private_key", "-----BEGIN OPEN", TYPING, NULL, NULL, "ssh_tunnel/auth=keypair" },
  /* accounts by name */
  { "Zendesk", "subdomain", "https://acme.zendesk.com/agent", 0, "account-address", "acme" },
  { "Zendesk", "subdomain", "acme", 0, NULL },
  { "Chargebee", "site_name", "acme.chargebee.com", 0, "account-address", "acme" },
  { "Shopify", "shopify_store_id", "acme.myshopify.com", 0, "account-address", "acme" },
  { "Shopify", "shopify_store_id", "my-store", 0, "placeholder" },
  { "Snowflake", "account_id", "ab12345.eu-central-1.snowflakecomputing.com", 0, "account-address",
    "ab12345.eu-central-1" },
  { "Snowflake", "account_id", "ab12345.eu-central-1", 0, NULL },
  { "Github", "repositories", "https://github.com/acme/shop\ngit@github.com:acme/site.git", 0, "repository-address",
    "acme/shop\nacme/site" },
  { "Github", "repositories", "acme/shop", 0, NULL },
  { "GoogleSheets", "spreadsheet_url", "https://docs.google.com/spreadsheets/d/x", 0, NULL },
  { "GoogleSheets", "spreadsheet_url", "https://example.org/x", 0, "sheet" },
};

static void
set_other (SluiceForm *form, const char *other)
{
  g_auto (GStrv) parts = other != NULL ? g_strsplit (other, "=", 2) : NULL;

  if (parts != NULL)
    sluice_form_set_value (form, parts[0], parts[1]);
}

static void
test_rules (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *wanted = &cases[i];
      g_autoptr (SluiceSourceType) type = unit_source_type (wanted->type);
      g_autoptr (SluiceForm) form = sluice_form_new (type);
      g_autoptr (SluiceFieldAdvice) advice = NULL;

      g_test_message ("%s %s: %s", wanted->type, wanted->path, wanted->value);
      set_other (form, wanted->other);
      sluice_form_set_value (form, wanted->path, wanted->value);
      advice = sluice_field_advice_new (form, wanted->path, wanted->flags);
      g_assert_cmpstr (advice != NULL ? sluice_field_advice_get_rule (advice) : NULL, ==, wanted->rule);
      if (advice == NULL)
        continue;

      /* What is said is seen, and read out. */
      g_assert_null (strstr (sluice_field_advice_get_sentence (advice), "hunter2"));
      g_assert_cmpint (sluice_field_advice_get_fix (advice) != NULL, ==, wanted->fixed != NULL);
      if (wanted->fixed == NULL)
        continue;
      sluice_field_advice_apply (advice);
      g_assert_cmpstr (sluice_form_get_value (form, wanted->path), ==, wanted->fixed);
    }
}

#define KEY_FIELD "{'name':'api_key','type':'password','label':'Key','required':true,'secret':true}"
#define SITE_FIELD "{'name':'host','type':'text','label':'Host','placeholder':'https://acme.example.com'}"
#define BARE_HOST_FIELD "{'name':'host','type':'text','label':'Host','placeholder':'acme.example.com'}"

/* Types that nobody has looked at here: what is said of every one of them must be true of any. */
static void
test_unknown_types (void)
{
  static const struct
  {
    const char *type;
    const char *label;
    const char *field;
    const char *path;
    const char *value;
    const char *rule;
  } unknown[] = {
    { "Gitlab", "GitLab", KEY_FIELD, "api_key", "glpat-hunter2", NULL },
    { "Slack", "Slack", KEY_FIELD, "api_key", "xoxb-hunter2", NULL },
    { "Clerk", "Clerk", KEY_FIELD, "api_key", "sk_live_hunter2", NULL },
    { "Svix", "Svix", KEY_FIELD, "api_key", "whsec_hunter2", NULL },
    { "DynamoDB", "DynamoDB", KEY_FIELD, "api_key", "AKIAHUNTER2", NULL },
    { "Clerk", "Clerk", KEY_FIELD, "api_key", "rk_live_hunter2", "other-vendor" },
    { "Clerk", "Clerk", KEY_FIELD, "api_key", "phx_hunter2", "other-vendor" },
    { "Jira", "Jira", SITE_FIELD, "host", "https://shop.example.org", NULL },
    { "Jira", "Jira", BARE_HOST_FIELD, "host", "https://shop.example.org", "host-url" },
    { "Jira", "Jira", BARE_HOST_FIELD, "host", "shop.example.org:8443", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autofree char *text = g_strdup_printf ("{'name':'%s','label':'%s','fields':[%s]}", unknown[i].type,
                                               unknown[i].label, unknown[i].field);
      g_autoptr (JsonNode) node = unit_parse (text);
      g_autoptr (SluiceSourceType) type = sluice_source_type_new_from_json (json_node_get_object (node), NULL);
      g_autoptr (SluiceForm) form = sluice_form_new (type);
      g_autoptr (SluiceFieldAdvice) advice = NULL;

      g_test_message ("%s: %s", unknown[i].type, unknown[i].value);
      sluice_form_set_value (form, unknown[i].path, unknown[i].value);
      advice = sluice_field_advice_new (form, unknown[i].path, SLUICE_ADVICE_CLOUD);
      g_assert_cmpstr (advice != NULL ? sluice_field_advice_get_rule (advice) : NULL, ==, unknown[i].rule);
    }
}

/* The port goes where it belongs, also of a tunnel. */
static void
test_move_port (void)
{
  g_autoptr (SluiceSourceType) type = unit_source_type ("Postgres");
  g_autoptr (SluiceForm) form = sluice_form_new (type);
  g_autoptr (SluiceFieldAdvice) advice = NULL;

  sluice_form_set_value (form, "ssh_tunnel/host", "bastion.example.org:2222");
  advice = sluice_field_advice_new (form, "ssh_tunnel/host", SLUICE_ADVICE_NO_FLAGS);
  g_assert_cmpint (sluice_field_advice_get_severity (advice), ==, SLUICE_ADVICE_ERROR);
  sluice_field_advice_apply (advice);
  g_assert_cmpstr (sluice_form_get_value (form, "ssh_tunnel/port"), ==, "2222");
  g_assert_cmpstr (sluice_form_get_value (form, "port"), ==, "5432");
}

/* What is empty, is only a help, or is no field has nothing said of it. */
static void
test_silent (void)
{
  g_autoptr (SluiceSourceType) type = unit_source_type ("Postgres");
  g_autoptr (SluiceForm) form = sluice_form_new (type);

  sluice_form_set_value (form, "connection_string", "localhost");
  g_assert_null (sluice_field_advice_new (form, "connection_string", SLUICE_ADVICE_CLOUD));
  g_assert_null (sluice_field_advice_new (form, "host", SLUICE_ADVICE_CLOUD));
  g_assert_null (sluice_field_advice_new (form, "nowhere", SLUICE_ADVICE_CLOUD));
}

/* Which other kind of key it is; a service account's is none of them. */
static void
test_key_files (void)
{
  static const char *const wrong[] = {
    "-----BEGIN PRIVATE KEY-----\nhunter2",
    "\x30\x82\x09\xa1hunter2",
    "{\"installed\":{\"client_id\":\"hunter2\"}}",
    "{\"web\":{\"client_id\":\"hunter2\"}}",
    "{\"type\":\"authorized_user\",\"refresh_token\":\"hunter2\"}",
    "{\"type\":\"external_account\"}",
    " {\"project_info\":{}}",
  };
  g_autoptr (SluiceSourceType) bigquery = unit_source_type ("BigQuery");
  g_autoptr (SluiceForm) form = sluice_form_new (bigquery);
  SluiceField *field = sluice_form_get_field (form, "key_file");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const char *fault = sluice_field_get_key_fault (field, wrong[i]);

      g_test_message ("%u", i);
      g_assert_nonnull (fault);
      g_assert_null (strstr (fault, "hunter2"));
    }
  g_assert_null (sluice_key_text_get_fault ("{\"type\":\"service_account\",\"private_key\":\"x\"}"));
  g_assert_null (sluice_key_text_get_fault ("{"));
  g_assert_null (sluice_key_text_get_fault (""));
  g_assert_null (sluice_field_get_key_fault (sluice_form_get_field (form, "dataset_id"), wrong[0]));
}

static void
test_host_kinds (void)
{
  g_assert_cmpint (sluice_host_kind_get ("[::1]"), ==, SLUICE_HOST_LOCAL);
  g_assert_cmpint (sluice_host_kind_get ("0.0.0.0"), ==, SLUICE_HOST_LOCAL);
  g_assert_cmpint (sluice_host_kind_get (" db.localhost "), ==, SLUICE_HOST_LOCAL);
  g_assert_cmpint (sluice_host_kind_get ("fe80::1"), ==, SLUICE_HOST_PRIVATE);
  g_assert_cmpint (sluice_host_kind_get ("8.8.8.8"), ==, SLUICE_HOST_PUBLIC);
  g_assert_cmpint (sluice_host_kind_get (""), ==, SLUICE_HOST_PUBLIC);
  g_assert_cmpint (sluice_host_kind_get ("u:p@db"), ==, SLUICE_HOST_PUBLIC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/field-advice/rules", test_rules);
  g_test_add_func ("/field-advice/unknown-types", test_unknown_types);
  g_test_add_func ("/field-advice/move-port", test_move_port);
  g_test_add_func ("/field-advice/silent", test_silent);
  g_test_add_func ("/field-advice/key-files", test_key_files);
  g_test_add_func ("/field-advice/host-kinds", test_host_kinds);

  return g_test_run ();
}
