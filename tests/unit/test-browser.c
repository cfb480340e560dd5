/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sluice-connect-link.h"
#include "sluice-integration.h"
#include "sluice-plan-export.h"
#include "sluice-public-table.h"
#include "sluice-reached-account.h"
#include "sluice-stored-credential.h"
#include "unit-common.h"

/* What comes from the browser, and what is sent in its place. */

static JsonObject *
get_object (JsonNode *node)
{
  return json_node_get_object (node);
}

/* Nothing is opened that could be anything but a web page of the server's. */
static void
test_link (void)
{
  static const char *const safe[] = { "https://us.posthog.com/project/1/connect?kind=Hubspot",
                                      "http://127.0.0.1:8010/x", "http://[::1]:8010/x" };
  static const char *const unsafe[] = {
    "http://us.posthog.com/",        "javascript:alert(1)", "file:///etc/passwd", "https:/x", "HTTPS", "",
    "http://127.0.0.1.example.com/", "ftp://127.0.0.1/",    "//us.posthog.com/"
  };

  for (guint i = 0; i < G_N_ELEMENTS (safe); i++)
    g_assert_true (sluice_uri_may_be_opened (safe[i]));
  for (guint i = 0; i < G_N_ELEMENTS (unsafe); i++)
    {
      g_autofree char *text = g_strdup_printf ("{'connect_url':'%s'}", unsafe[i]);
      g_autoptr (JsonNode) node = unit_parse (text);
      g_autoptr (GError) error = NULL;

      g_assert_false (sluice_uri_may_be_opened (unsafe[i]));
      g_assert_null (sluice_connect_link_new_from_json (get_object (node), &error));
      g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE);
      if (*unsafe[i] != '\0')
        g_assert_null (strstr (error->message, unsafe[i]));
    }
}

static void
test_link_words (void)
{
  g_autoptr (JsonNode) node = unit_parse ("{'source_type':'Stripe','auth_method':'credentials',"
                                          "'connect_url':'https://eu.posthog.com/x','instructions':'Open it.'}");
  g_autoptr (JsonNode) bare = unit_parse ("{'connect_url':'https://eu.posthog.com/x','instructions':7}");
  g_autoptr (SluiceConnectLink) link = sluice_connect_link_new_from_json (get_object (node), NULL);
  g_autoptr (SluiceConnectLink) other = sluice_connect_link_new_from_json (get_object (bare), NULL);

  g_assert_cmpstr (sluice_connect_link_get_url (link), ==, "https://eu.posthog.com/x");
  g_assert_cmpstr (sluice_connect_link_get_instructions (link), ==, "Open it.");
  g_assert_true (sluice_connect_link_get_stores_credentials (link));
  g_assert_cmpstr (sluice_connect_link_get_instructions (other), ==, "");
  g_assert_false (sluice_connect_link_get_stores_credentials (other));
}

static SluiceIntegration *
make_integration (const char *text)
{
  g_autoptr (JsonNode) node = unit_parse (text);
  SluiceIntegration *integration = sluice_integration_new_from_json (get_object (node), NULL);

  g_assert_nonnull (integration);

  return integration;
}

/* Connecting the same account again shows in what the server notes of it, and only there. */
static void
test_stamp (void)
{
  g_autoptr (SluiceIntegration) first =
      make_integration ("{'id':7,'kind':'hubspot','display_name':'Acme','config':{'refreshed_at':1},'errors':''}");
  g_autoptr (SluiceIntegration) same =
      make_integration ("{'id':7,'kind':'hubspot','display_name':'Acme','config':{'refreshed_at':1},'errors':''}");
  g_autoptr (SluiceIntegration) again =
      make_integration ("{'id':7,'kind':'hubspot','display_name':'Acme','config':{'refreshed_at':2},'errors':''}");

  g_assert_cmpstr (sluice_integration_get_stamp (first), ==, sluice_integration_get_stamp (same));
  g_assert_cmpstr (sluice_integration_get_stamp (first), !=, sluice_integration_get_stamp (again));
}

static gboolean
is_usable (const char *text)
{
  g_autoptr (JsonNode) node = unit_parse (text);
  g_autoptr (SluiceStoredCredential) credential = sluice_stored_credential_new_from_json (get_object (node), NULL);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 9, 2, 12, 0, 0);

  g_assert_nonnull (credential);

  return sluice_stored_credential_is_usable (credential, "Stripe", now);
}

/* One that has run out, or is another kind's, is not offered. */
static void
test_credential (void)
{
  g_autoptr (JsonNode) nameless = unit_parse ("{'credential_id':7,'source_type':'Stripe'}");
  g_autoptr (GError) error = NULL;

  g_assert_true (is_usable ("{'credential_id':'a','source_type':'Stripe','expires_at':'2026-09-03T10:00:00Z'}"));
  g_assert_false (is_usable ("{'credential_id':'a','source_type':'Stripe','expires_at':'2026-09-02T11:59:59Z'}"));
  g_assert_false (is_usable ("{'credential_id':'a','source_type':'Hubspot','expires_at':'2026-09-03T10:00:00Z'}"));
  g_assert_true (is_usable ("{'credential_id':'a'}"));
  g_assert_true (is_usable ("{'credential_id':'a','source_type':[],'expires_at':'soon'}"));
  g_assert_null (sluice_stored_credential_new_from_json (get_object (nameless), &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_MISSING);
}

static void
assert_account (const char *text, const char *value, const char *name, const char *details)
{
  g_autoptr (JsonNode) node = unit_parse (text);
  g_autoptr (SluiceReachedAccount) account = sluice_reached_account_new_from_json (get_object (node), NULL);
  g_autofree char *got = NULL;

  g_assert_nonnull (account);
  got = sluice_reached_account_dup_details (account);
  g_assert_cmpstr (sluice_reached_account_get_value (account), ==, value);
  g_assert_cmpstr (sluice_reached_account_get_name (account), ==, name);
  g_assert_cmpstr (got, ==, details);
}

/* Accounts of one name are told apart. */
static void
test_accounts (void)
{
  g_autoptr (JsonNode) nameless = unit_parse ("{'value':'','display_name':'Acme'}");

  assert_account ("{'value':'1234567890','display_name':'Acme','is_primary':true,'badges':['manager','test'],"
                  "'group':'Europe','secondary_text':'123-456-7890'}",
                  "1234567890", "Acme", "Europe · 123-456-7890 · manager · test");
  assert_account ("{'value':'acme/shop','display_name':null,'badges':null}", "acme/shop", "acme/shop", "");
  assert_account ("{'value':77,'display_name':'Acme','badges':[null,7]}", "77", "Acme", "77");
  g_assert_null (sluice_reached_account_new_from_json (get_object (nameless), NULL));
}

/* In the words of the public catalogue (contract, section 5.2). */
static void
test_tables (void)
{
  g_autoptr (JsonNode) root =
      unit_parse ("{'Hubspot':{'tables':[{'name':'contacts','label':'Contacts','description':'People',"
                  "'sync_methods':['Incremental','Append only','Full refresh'],"
                  "'incremental_fields':['lastmodifieddate','id'],'primary_keys':['id']},"
                  "{'name':'pushed','sync_methods':['Webhook only'],'incremental_fields':[],'primary_keys':null},"
                  "{'name':'plain','sync_methods':['Full refresh']},{'name':'','sync_methods':[]},7,{}]},"
                  "'Postgres':{'tables':[]}}");
  g_autoptr (GPtrArray) tables = sluice_public_tables_from_json (root, "Hubspot", FALSE, NULL);
  g_autoptr (GPtrArray) none = sluice_public_tables_from_json (root, "Postgres", TRUE, NULL);
  g_autoptr (GPtrArray) unknown = sluice_public_tables_from_json (root, "Foo", FALSE, NULL);
  SluiceTable *contacts = NULL;

  g_assert_cmpuint (tables->len, ==, 3);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (unknown->len, ==, 0);
  contacts = tables->pdata[0];
  g_assert_cmpstr (sluice_table_get_name (contacts), ==, "contacts");
  g_assert_true (sluice_table_can_use (contacts, SLUICE_SYNC_METHOD_INCREMENTAL));
  g_assert_true (sluice_table_can_use (contacts, SLUICE_SYNC_METHOD_FULL_REFRESH));
  g_assert_false (sluice_table_can_use (contacts, SLUICE_SYNC_METHOD_WEBHOOK));
  g_assert_true (sluice_table_can_use (tables->pdata[1], SLUICE_SYNC_METHOD_WEBHOOK));
  g_assert_false (sluice_table_can_use (tables->pdata[1], SLUICE_SYNC_METHOD_FULL_REFRESH));
  g_assert_false (sluice_table_can_use (tables->pdata[2], SLUICE_SYNC_METHOD_INCREMENTAL));
}

/* A table of it can be created, with a type for its cursor, which the server asks for. */
static void
test_create_entry (void)
{
  g_autoptr (JsonNode) root = unit_parse ("{'Stripe':{'tables':[{'name':'Invoice','sync_methods':['Append only'],"
                                          "'incremental_fields':['created'],'primary_keys':['id']}]}}");
  g_autoptr (GPtrArray) tables = sluice_public_tables_from_json (root, "Stripe", FALSE, NULL);
  SluiceTable *table = tables->pdata[0];

  sluice_table_set_method (table, SLUICE_SYNC_METHOD_APPEND);
  sluice_table_set_selected (table, TRUE);
  unit_assert_json (sluice_json_take_object (sluice_table_to_create_entry (table)),
                    "{'name':'Invoice','should_sync':true,'sync_type':'append','incremental_field':'created',"
                    "'incremental_field_type':'integer'}");
}

static SluicePlan *
make_plan (void)
{
  g_autoptr (SluiceSourceType) hubspot = unit_source_type ("Hubspot");
  SluicePlan *plan = sluice_plan_new ();

  sluice_plan_set_source_type (plan, hubspot);

  return plan;
}

/* What was entered in the browser stands for what is missing here, in what is sent and in the draft, but in no file
 * that is given to others. */
static void
test_form (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  SluiceForm *form = sluice_plan_get_form (plan);
  g_autoptr (SluiceForm) resumed = sluice_form_new (sluice_form_get_source_type (form));
  g_autoptr (JsonNode) draft = NULL;
  g_autoptr (JsonNode) exported = NULL;
  g_autoptr (JsonObject) payload = NULL;

  g_assert_false (sluice_form_get_complete (form));
  sluice_form_set_value (form, SLUICE_FORM_CREDENTIAL, "0192-cred");
  g_assert_true (sluice_form_get_complete (form));
  g_assert_null (sluice_form_dup_secrets (form));
  unit_assert_json (sluice_form_to_flat (form),
                    "{'source_type':'Hubspot','credential_id':'0192-cred','custom_properties':{'enabled':false}}");
  payload = sluice_form_to_payload (form);
  g_assert_cmpstr (sluice_json_get_string (payload, "credential_id", NULL), ==, "0192-cred");

  draft = sluice_form_to_draft (form);
  exported = sluice_plan_export (plan);
  g_assert_false (unit_node_holds (exported, "0192-cred"));
  g_assert_true (sluice_form_load_draft (resumed, draft, NULL));
  g_assert_cmpstr (sluice_form_get_value (resumed, SLUICE_FORM_CREDENTIAL), ==, "0192-cred");
  g_assert_true (sluice_form_get_complete (resumed));

  sluice_form_set_value (form, SLUICE_FORM_CREDENTIAL, NULL);
  g_assert_false (sluice_form_get_complete (form));
}

/* Tables that were listed for one are not those of another. */
static void
test_checked (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  SluiceForm *form = sluice_plan_get_form (plan);

  sluice_form_set_value (form, SLUICE_FORM_CREDENTIAL, "0192-cred");
  unit_discover (plan, "[{'table':'contacts'}]");
  g_assert_true (sluice_plan_get_checked (plan));
  sluice_form_set_value (form, SLUICE_FORM_CREDENTIAL, "0193-cred");
  g_assert_false (sluice_plan_get_checked (plan));
}

static void
test_fields (void)
{
  g_autoptr (SluiceSourceType) ads = unit_source_type ("GoogleAds");
  g_autoptr (SluiceForm) form = sluice_form_new (ads);
  g_autoptr (JsonNode) node =
      unit_parse ("{'type':'credential-account-select','name':'c','credentialFields':['k','more']}");
  g_autoptr (SluiceField) field = sluice_field_new_from_json (get_object (node), NULL);

  g_assert_cmpstr (sluice_field_get_integration_field (sluice_form_get_field (form, "customer_id")), ==,
                   "google_ads_integration_id");
  g_assert_cmpstr (sluice_field_get_credential_fields (field)[0], ==, "k");
  g_assert_cmpstr (sluice_field_get_credential_fields (field)[1], ==, "more");
  g_assert_null (sluice_field_get_integration_field (field));
}

/* Who turns to another way of signing in is asked for what it needs. */
static void
test_other_way (void)
{
  g_autoptr (SluiceSourceType) github = unit_source_type ("Github");
  g_autoptr (SluiceForm) form = sluice_form_new (github);
  g_autofree char *path = NULL;
  g_autofree char *gone = NULL;
  guint n_heard = 0;

  sluice_form_set_value (form, "auth_method", "oauth");
  sluice_form_set_value (form, SLUICE_FORM_CREDENTIAL, "0192-cred");
  g_signal_connect_swapped (form, "value-changed::" SLUICE_FORM_CREDENTIAL, G_CALLBACK (unit_count_cb), &n_heard);
  path = sluice_form_find_path (form, "github_integration_id");
  g_assert_cmpstr (path, ==, "auth_method/github_integration_id");
  sluice_form_set_value (form, "repositories", "acme/shop");
  g_assert_cmpstr (sluice_form_get_value (form, SLUICE_FORM_CREDENTIAL), ==, "0192-cred");
  g_assert_true (sluice_form_get_complete (form));

  sluice_form_set_value (form, "auth_method", "pat");
  g_assert_cmpstr (sluice_form_get_value (form, SLUICE_FORM_CREDENTIAL), ==, "");
  /* Who shows it hears that it is gone. */
  g_assert_cmpuint (n_heard, ==, 1);
  unit_assert_json (sluice_form_to_flat (form),
                    "{'source_type':'Github','auth_method':{'selection':'pat'},'repositories':['acme/shop']}");
  gone = sluice_form_find_path (form, "github_integration_id");
  g_assert_null (gone);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/browser/link", test_link);
  g_test_add_func ("/browser/link-words", test_link_words);
  g_test_add_func ("/browser/stamp", test_stamp);
  g_test_add_func ("/browser/credential", test_credential);
  g_test_add_func ("/browser/accounts", test_accounts);
  g_test_add_func ("/browser/tables", test_tables);
  g_test_add_func ("/browser/create-entry", test_create_entry);
  g_test_add_func ("/browser/form", test_form);
  g_test_add_func ("/browser/checked", test_checked);
  g_test_add_func ("/browser/fields", test_fields);
  g_test_add_func ("/browser/other-way", test_other_way);

  return g_test_run ();
}
