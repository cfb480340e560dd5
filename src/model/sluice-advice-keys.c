/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-field-advice-private.h"
#include "sluice-json.h"

/* How the vendors mark their keys. A mark that is @shared stands on the keys of others too: Clerk’s and Paystack’s are
 * “sk_live_…”, and “whsec_” comes from a standard for webhooks. */
static const struct
{
  const char *prefix;
  const char *vendor;
  gboolean shared;
} vendor_keys[] = {
  { "phx_", "PostHog", FALSE },    { "phc_", "PostHog", FALSE },     { "phs_", "PostHog", FALSE },
  { "pha_", "PostHog", FALSE },    { "sk_live_", "Stripe", TRUE },   { "sk_test_", "Stripe", TRUE },
  { "rk_live_", "Stripe", FALSE }, { "rk_test_", "Stripe", FALSE },  { "pk_live_", "Stripe", TRUE },
  { "pk_test_", "Stripe", TRUE },  { "whsec_", "Stripe", TRUE },     { "github_pat_", "GitHub", FALSE },
  { "ghp_", "GitHub", FALSE },     { "gho_", "GitHub", FALSE },      { "ghs_", "GitHub", FALSE },
  { "ghu_", "GitHub", FALSE },     { "shpss_", "Shopify", FALSE },   { "shpat_", "Shopify", FALSE },
  { "shpca_", "Shopify", FALSE },  { "pat-na1-", "HubSpot", FALSE }, { "pat-eu1-", "HubSpot", FALSE },
  { "xoxb-", "Slack", FALSE },     { "xoxp-", "Slack", FALSE },      { "glpat-", "GitLab", FALSE },
};

/* Types whose keys are known to have none of the marks that are shared. */
static const char *const unmarked_types[] = { "Stripe",  "Github",    "Shopify",    "Hubspot",
                                              "Zendesk", "Chargebee", "Salesforce", NULL };

/* A key of a vendor, rather than a password, which may begin like anything. */
static gboolean
is_vendor_key (SluiceLook *look)
{
  static const char *const others[] = { "password", "passphrase", "private_key", "connection_string", NULL };

  return sluice_form_is_secret (look->form, look->path) && !g_strv_contains (others, look->name) &&
         sluice_field_get_kind (look->field) != SLUICE_FIELD_KIND_FILE_UPLOAD;
}

static gboolean
begins (SluiceLook *look, const char *prefix)
{
  return g_str_has_prefix (look->value, prefix);
}

static gboolean
is_masked (const char *value)
{
  return strlen (value) >= 4 && (value[strspn (value, "*")] == '\0' || g_str_has_prefix (value, "••••"));
}

/* “your_api_key”; a database may be called “your_shop”. */
static gboolean
is_your_secret (SluiceLook *look)
{
  return sluice_form_is_secret (look->form, look->path) &&
         (g_ascii_strncasecmp (look->value, "your_", 5) == 0 || g_ascii_strncasecmp (look->value, "your-", 5) == 0);
}

/* “<password>”, “[YOUR-PASSWORD]”, “{password}”, “${DB_PASSWORD}” */
static gboolean
is_blank_to_fill (const char *value)
{
  static const char *const endings[] = { "<>", "[]", "{}" };
  gsize length = strlen (value);

  if (*value == '$' && length > 3 && value[1] == '{')
    return value[length - 1] == '}';
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (length > 3 && *value == endings[i][0] && value[length - 1] == endings[i][1])
      return strcspn (value, " \t\n\"") == length;

  return FALSE;
}

/* Atlas and Supabase give a connection string with a blank in it. */
static gboolean
has_blank (const char *value)
{
  return strstr (value, ":<password>@") != NULL || strstr (value, ":<db_password>@") != NULL ||
         strstr (value, ":[YOUR-PASSWORD]@") != NULL || strstr (value, "//<") != NULL;
}

/* A port or a database named as in the hint is what it really is called. */
static gboolean
is_example (SluiceLook *look)
{
  static const char *const fields[] = { "host", "shopify_store_id", "customer_id", "repositories", NULL };
  const char *placeholder = sluice_field_get_placeholder (look->field);

  if (placeholder == NULL || *placeholder == '\0' || !g_str_equal (placeholder, look->value))
    return FALSE;

  return (g_strv_contains (fields, look->name) && !g_str_equal (placeholder, "localhost")) ||
         g_str_has_suffix (placeholder, "...");
}

gboolean
sluice_look_placeholder (SluiceLook *look)
{
  const SluiceFieldKind kind = sluice_field_get_kind (look->field);

  if (!look->finished || kind == SLUICE_FIELD_KIND_SELECT || kind == SLUICE_FIELD_KIND_SWITCH_GROUP ||
      kind == SLUICE_FIELD_KIND_SSH_TUNNEL || kind == SLUICE_FIELD_KIND_FILE_UPLOAD)
    return FALSE;
  if (sluice_form_is_secret (look->form, look->path) && is_masked (look->value))
    return sluice_look_say (look, _ ("This is a masked copy, not the secret itself."));
  if (!is_example (look) && !is_blank_to_fill (look->value) && !is_your_secret (look) &&
      !(g_str_equal (look->name, "connection_string") && has_blank (look->value)))
    return FALSE;

  return sluice_look_say (look, _ ("This is an example that was to be replaced."));
}

gboolean
sluice_look_secret_space (SluiceLook *look)
{
  if (!sluice_form_is_secret (look->form, look->path) || !look->finished || *look->value == '\0' ||
      sluice_field_get_kind (look->field) == SLUICE_FIELD_KIND_TEXTAREA ||
      sluice_field_get_kind (look->field) == SLUICE_FIELD_KIND_FILE_UPLOAD ||
      g_str_equal (look->name, "connection_string"))
    return FALSE;

  if (g_str_equal (look->text, look->value))
    return strpbrk (look->value, "\r\n") != NULL &&
           sluice_look_say (look, _ ("There is a line break in the middle. Was more pasted than the secret?"));
  sluice_look_add_fix (look, _ ("Remove Spaces"), look->path, look->value);

  return sluice_look_say (look, _ ("There are spaces or line breaks around it, which are sent too."));
}

/* Stripe: https://docs.stripe.com/keys */

static gboolean
is_stripe_key (SluiceLook *look)
{
  return g_str_equal (look->name, "stripe_secret_key");
}

gboolean
sluice_look_stripe_wrong (SluiceLook *look)
{
  if (!is_stripe_key (look))
    return FALSE;
  if (begins (look, "pk_"))
    return sluice_look_say (
        look, _ ("This is a publishable key, which may read nothing. A restricted key begins with “rk_”."));
  if (begins (look, "whsec_"))
    return sluice_look_say (look, _ ("This is a webhook’s signing secret. An API key begins with “rk_”."));
  if (begins (look, "acct_"))
    return sluice_look_say (look, _ ("This is an account’s id. An API key begins with “rk_”."));
  if (!look->finished || begins (look, "rk_") || begins (look, "sk_"))
    return FALSE;
  /* Whose it is, is said by another rule. */
  for (guint i = 0; i < G_N_ELEMENTS (vendor_keys); i++)
    if (begins (look, vendor_keys[i].prefix))
      return FALSE;

  return sluice_look_say (look, _ ("A key of Stripe begins with “rk_” or “sk_”."));
}

gboolean
sluice_look_stripe_test (SluiceLook *look)
{
  return is_stripe_key (look) && (begins (look, "rk_test_") || begins (look, "sk_test_")) &&
         sluice_look_say (look, _ ("This is a key of the test mode: only test data will be there."));
}

gboolean
sluice_look_stripe_secret (SluiceLook *look)
{
  return is_stripe_key (look) && begins (look, "sk_live_") &&
         sluice_look_say (look, _ ("This key may do everything in Stripe. A restricted key, “rk_live_…”, that may only "
                                   "read is enough."));
}

gboolean
sluice_look_stripe_account (SluiceLook *look)
{
  return g_str_equal (look->name, "stripe_account_id") && look->finished && !begins (look, "acct_") &&
         sluice_look_say (look,
                          _ ("The id of an account begins with “acct_”. Leave it empty for the key’s own account."));
}

/* GitHub: https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/ */
gboolean
sluice_look_github_token (SluiceLook *look)
{
  if (!g_str_equal (look->name, "personal_access_token"))
    return FALSE;
  if (begins (look, "gho_") || begins (look, "ghu_") || begins (look, "ghs_") || begins (look, "ghr_"))
    return sluice_look_say (look, _ ("This is the token of an app, which expires within hours. A personal access token "
                                     "begins with “github_pat_” or “ghp_”."));

  return FALSE;
}

gboolean
sluice_look_shopify_secret (SluiceLook *look)
{
  return g_str_equal (look->name, "shopify_client_secret") && (begins (look, "shpat_") || begins (look, "shpca_")) &&
         sluice_look_say (look, _ ("This is an access token. The app’s client secret begins with “shpss_”."));
}

/* Of the vendor in the name of a type are “Slack”, “GitlabIssues”, and whatever else the catalogue will have. */
static gboolean
is_of_vendor (SluiceLook *look, const char *vendor)
{
  return strcasestr (look->type, vendor) != NULL ||
         strcasestr (sluice_source_type_get_label (sluice_form_get_source_type (look->form)), vendor) != NULL;
}

gboolean
sluice_look_other_vendor (SluiceLook *look)
{
  const gboolean knows_marks = sluice_look_is_type (look, unmarked_types);

  if (!is_vendor_key (look))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (vendor_keys); i++)
    if (begins (look, vendor_keys[i].prefix) && (knows_marks || !vendor_keys[i].shared) &&
        !is_of_vendor (look, vendor_keys[i].vendor))
      return sluice_look_take (look, g_strdup_printf (
                                         /* Translators: both are products: “This is a key of GitHub, not of Stripe.” */
                                         _ ("This is a key of %1$s, not of %2$s."), vendor_keys[i].vendor,
                                         sluice_source_type_get_label (sluice_form_get_source_type (look->form))));

  return FALSE;
}

/* Private keys, of a tunnel or of Snowflake's key pair */

static gboolean
is_private_key (SluiceLook *look)
{
  return g_str_equal (look->name, "private_key") && sluice_field_get_kind (look->field) == SLUICE_FIELD_KIND_TEXTAREA;
}

gboolean
sluice_look_private_key (SluiceLook *look)
{
  if (!is_private_key (look))
    return FALSE;
  if (begins (look, "ssh-") || begins (look, "ecdsa-sha2-") || strstr (look->value, "BEGIN PUBLIC KEY") != NULL ||
      strstr (look->value, "BEGIN RSA PUBLIC KEY") != NULL || begins (look, "---- BEGIN SSH2 PUBLIC KEY"))
    return sluice_look_say (look,
                            _ ("This is a public key. The private one begins with “-----BEGIN … PRIVATE KEY-----”."));
  if (begins (look, "PuTTY-User-Key-File"))
    return sluice_look_say (look, _ ("This is a key of PuTTY. Export it from PuTTYgen as an OpenSSH key."));
  if (strstr (look->value, "BEGIN CERTIFICATE") != NULL)
    return sluice_look_say (look,
                            _ ("This is a certificate. The private key begins with “-----BEGIN … PRIVATE KEY-----”."));
  if (look->finished && strstr (look->value, "PRIVATE KEY-----") == NULL)
    return sluice_look_say (
        look, _ ("A private key begins with “-----BEGIN … PRIVATE KEY-----” and is pasted with that line."));
  if (look->finished && strstr (look->value, "-----END") == NULL)
    return sluice_look_say (look, _ ("The end of the key, “-----END … PRIVATE KEY-----”, is missing."));

  return FALSE;
}

gboolean
sluice_look_key_passphrase (SluiceLook *look)
{
  const char *slash = strrchr (look->path, '/');
  g_autofree char *outer = slash != NULL ? g_strndup (look->path, slash - look->path) : NULL;
  g_autofree char *path = sluice_form_join_path (outer, "passphrase");

  return is_private_key (look) && look->finished && strstr (look->value, "ENCRYPTED") != NULL &&
         *sluice_form_get_value (look->form, path) == '\0' &&
         sluice_look_say (look, _ ("This key is encrypted: its passphrase is needed too."));
}

/* Key files */

const char *
sluice_key_text_get_fault (const char *text)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  const char *type;

  g_return_val_if_fail (text != NULL, NULL);

  text += strspn (text, " \t\r\n");
  if (g_str_has_prefix (text, "-----BEGIN"))
    return _ ("This is a PEM file. Choose the service account’s key as a JSON file.");
  /* How a file of PKCS #12 begins: a sequence whose length stands in two bytes */
  if ((guchar) text[0] == 0x30 && (guchar) text[1] == 0x82)
    return _ ("This is a .p12 file. Make another key of the service account, as a JSON file.");

  node = *text == '{' ? sluice_json_parse (text, -1, NULL) : NULL;
  object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  if (object == NULL)
    return NULL;
  type = sluice_json_get_string (object, "type", "");
  if (json_object_has_member (object, "installed") || json_object_has_member (object, "web"))
    return _ ("This is the file of an OAuth client. Choose the key of a service account.");
  if (g_str_equal (type, "authorized_user"))
    return _ ("This is a person’s own login, as gcloud keeps it. Choose the key of a service account.");
  if (g_str_equal (type, "external_account"))
    return _ ("This is a workload identity, which works only where it runs. Choose the key of a service account.");
  if (json_object_has_member (object, "project_info"))
    return _ ("This is an app’s configuration of Firebase. Choose the key of a service account.");

  return NULL;
}

/* Accounts by name */

gboolean
sluice_look_account_address (SluiceLook *look)
{
  static const struct
  {
    const char *field;
    const char *domain;
    const char *example;
  } accounts[] = {
    { "subdomain", ".zendesk.com", "Zendesk" },
    { "site_name", ".chargebee.com", "Chargebee" },
    { "shopify_store_id", ".myshopify.com", "Shopify" },
    { "account_id", ".snowflakecomputing.com", "Snowflake" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      const char *start = look->value;
      const char *domain;
      g_autofree char *name = NULL;
      g_autofree char *label = NULL;

      if (!g_str_equal (accounts[i].field, look->name))
        continue;
      if (strstr (start, "://") != NULL)
        start = strstr (start, "://") + 3;
      domain = strcasestr (start, accounts[i].domain);
      if (domain == NULL || domain == start)
        return FALSE;
      name = g_strndup (start, domain - start);
      /* Translators: on a button; %s is a name or a number */
      label = g_strdup_printf (_ ("Use %s"), name);
      sluice_look_add_fix (look, label, look->path, name);

      return sluice_look_say (look, _ ("This is a whole address. Here only the name in front is needed."));
    }

  return FALSE;
}

gboolean
sluice_look_repository_address (SluiceLook *look)
{
  g_autoptr (GRegex) regex = NULL;
  g_autofree char *names = NULL;

  if (!g_str_equal (look->name, "repositories") || strstr (look->value, "github.com") == NULL)
    return FALSE;

  regex = g_regex_new (
      "^[ \\t]*(?:https?://|git@|ssh://git@)?(?:www\\.)?github\\.com[:/]+([^/\\s]+/[^/\\s]+?)(?:\\.git)?(?:/.*)?$",
      G_REGEX_MULTILINE, G_REGEX_MATCH_DEFAULT, NULL);
  names = g_regex_replace (regex, look->value, -1, 0, "\\1", G_REGEX_MATCH_DEFAULT, NULL);
  if (names == NULL || g_str_equal (names, look->value))
    return FALSE;
  sluice_look_add_fix (look, _ ("Use Names Only"), look->path, names);

  return sluice_look_say (look, _ ("These are addresses. A repository is named “owner/repository”."));
}

gboolean
sluice_look_sheet (SluiceLook *look)
{
  return g_str_equal (look->name, "spreadsheet_url") && look->finished &&
         strstr (look->value, "docs.google.com/spreadsheets/") == NULL &&
         sluice_look_say (look,
                          _ ("The address of a spreadsheet begins with “https://docs.google.com/spreadsheets/d/”."));
}

/* What is sent is trimmed; it is said since it is not seen. */
gboolean
sluice_look_plain_space (SluiceLook *look)
{
  const SluiceFieldKind kind = sluice_field_get_kind (look->field);

  if (!look->finished || *look->value == '\0' || g_str_equal (look->text, look->value) ||
      sluice_form_is_secret (look->form, look->path) ||
      (kind != SLUICE_FIELD_KIND_TEXT && kind != SLUICE_FIELD_KIND_NUMBER && kind != SLUICE_FIELD_KIND_EMAIL))
    return FALSE;
  sluice_look_add_fix (look, _ ("Remove Spaces"), look->path, look->value);

  return sluice_look_say (look, _ ("The spaces around it are left out when it is sent."));
}
