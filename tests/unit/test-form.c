/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "sluice-form-private.h"
#include "unit-common.h"

static SluiceForm *
make_form (const char *source_type)
{
  g_autoptr (SluiceSourceType) type = unit_source_type (source_type);

  return sluice_form_new (type);
}

/* A Postgres form with all that is required. */
static SluiceForm *
make_postgres_form (void)
{
  SluiceForm *form = make_form ("Postgres");

  sluice_form_set_value (form, "host", "db.example.com");
  sluice_form_set_value (form, "database", "shop");
  sluice_form_set_value (form, "user", "reader");
  sluice_form_set_value (form, "password", "hunter2");

  return form;
}

static void
fill (SluiceForm *form, const char *const *pairs)
{
  for (; *pairs != NULL; pairs += 2)
    sluice_form_set_value (form, pairs[0], pairs[1]);
}

static void
test_values (void)
{
  g_autoptr (SluiceForm) form = make_form ("Postgres");

  g_assert_cmpstr (sluice_form_get_value (form, "host"), ==, "");
  g_assert_cmpstr (sluice_form_get_value (form, "port"), ==, "5432");
  g_assert_cmpstr (sluice_form_get_value (form, "ssh_tunnel"), ==, "false");
  g_assert_cmpstr (sluice_form_get_value (form, "ssh_tunnel/port"), ==, "22");
  g_assert_cmpstr (sluice_form_get_value (form, "ssh_tunnel/auth"), ==, "password");
  g_assert_cmpstr (sluice_form_get_value (form, "ssh_tunnel/require_tls"), ==, "true");
  g_assert_cmpstr (sluice_form_get_value (form, "nowhere"), ==, "");

  sluice_form_set_value (form, "nowhere", "x");
  g_assert_cmpstr (sluice_form_get_value (form, "nowhere"), ==, "");
  sluice_form_set_value (form, "host", "db");
  sluice_form_set_value (form, "host", NULL);
  g_assert_cmpstr (sluice_form_get_value (form, "host"), ==, "");
}

static void
remember_path_cb (SluiceForm *form, const char *path, GString *paths)
{
  g_string_append_printf (paths, "%s;", path);
}

static void
test_signals (void)
{
  g_autoptr (SluiceForm) form = make_form ("Postgres");
  g_autoptr (GString) paths = g_string_new (NULL);
  guint n_host = 0;
  guint n_complete = 0;

  g_signal_connect (form, "value-changed", G_CALLBACK (remember_path_cb), paths);
  g_signal_connect_swapped (form, "value-changed::host", G_CALLBACK (unit_count_cb), &n_host);
  g_signal_connect_swapped (form, "notify::complete", G_CALLBACK (unit_count_cb), &n_complete);

  sluice_form_set_value (form, "host", "db");
  sluice_form_set_value (form, "host", "db");
  sluice_form_set_value (form, "port", "5432");
  sluice_form_set_value (form, "database", "shop");
  g_assert_cmpstr (paths->str, ==, "host;database;");
  g_assert_cmpuint (n_host, ==, 1);
  g_assert_cmpuint (n_complete, ==, 0);
  sluice_form_set_value (form, "user", "u");
  sluice_form_set_value (form, "password", "p");
  g_assert_cmpuint (n_complete, ==, 1);
  g_assert_true (sluice_form_get_complete (form));
  sluice_form_set_value (form, "host", "db:1");
  g_assert_cmpuint (n_complete, ==, 2);
}

static void
test_flat_and_payload (void)
{
  g_autoptr (SluiceForm) form = make_postgres_form ();

  unit_assert_json (sluice_form_to_flat (form),
                    "{'source_type':'Postgres','host':'db.example.com','port':'5432','database':'shop','user':'reader',"
                    "'password':'hunter2','ssh_tunnel':{'enabled':false}}");
  unit_assert_json (sluice_json_take_object (sluice_form_to_payload (form)),
                    "{'host':'db.example.com','port':'5432','database':'shop','user':'reader','password':'hunter2',"
                    "'ssh_tunnel':{'enabled':false}}");
}

static void
test_trimming (void)
{
  g_autoptr (SluiceForm) form = make_postgres_form ();

  fill (form, (const char *const[]) { "host", " db.example.com\n", "port", " 5432 ", "user", " reader ", "password",
                                      "  pass word \n", "schema", "   ", NULL });
  /* White space may belong to a password, and what holds nothing else is empty. */
  unit_assert_json (sluice_form_to_flat (form),
                    "{'source_type':'Postgres','host':'db.example.com','port':'5432','database':'shop','user':'reader',"
                    "'password':'  pass word \\n','ssh_tunnel':{'enabled':false}}");
  g_assert_true (sluice_form_get_complete (form));
}

static void
test_tunnel (void)
{
  g_autoptr (SluiceForm) form = make_postgres_form ();
  g_autoptr (SluiceForm) mysql = make_form ("MySQL");

  fill (form,
        (const char *const[]) { "schema", "public", "ssh_tunnel", "true", "ssh_tunnel/host", "bastion.example.com",
                                "ssh_tunnel/auth/username", "tunnel", "ssh_tunnel/auth/password", "hunter3", NULL });
  unit_assert_json (sluice_form_to_flat (form),
                    "{'source_type':'Postgres','host':'db.example.com','port':'5432','database':'shop','user':'reader',"
                    "'password':'hunter2','schema':'public','ssh_tunnel':{'enabled':true,'host':'bastion.example.com',"
                    "'port':'22','auth':{'selection':'password','username':'tunnel','password':'hunter3'},"
                    "'require_tls':{'enabled':true}}}");

  /* The other option sends its own fields only; the name that both have is shared. */
  fill (form, (const char *const[]) { "ssh_tunnel/auth", "keypair", "ssh_tunnel/auth/private_key", "-----BEGIN \n",
                                      "ssh_tunnel/require_tls", "false", NULL });
  unit_assert_json (sluice_form_to_flat (form),
                    "{'source_type':'Postgres','host':'db.example.com','port':'5432','database':'shop','user':'reader',"
                    "'password':'hunter2','schema':'public','ssh_tunnel':{'enabled':true,'host':'bastion.example.com',"
                    "'port':'22','auth':{'selection':'keypair','username':'tunnel','private_key':'-----BEGIN \\n'},"
                    "'require_tls':{'enabled':false}}}");

  /* What is switched off sends nothing of what was typed into it. */
  sluice_form_set_value (form, "ssh_tunnel", "false");
  unit_assert_json (sluice_form_to_flat (form),
                    "{'source_type':'Postgres','host':'db.example.com','port':'5432','database':'shop','user':'reader',"
                    "'password':'hunter2','schema':'public','ssh_tunnel':{'enabled':false}}");

  /* Without supportsRequireTls there is no such switch. */
  g_assert_null (sluice_form_get_field (mysql, "ssh_tunnel/require_tls"));
}

static void
test_other_payloads (void)
{
  g_autoptr (SluiceForm) stripe = make_form ("Stripe");
  g_autoptr (SluiceForm) snowflake = make_form ("Snowflake");
  g_autoptr (SluiceForm) bigquery = make_form ("BigQuery");
  g_autoptr (SluiceForm) github = make_form ("Github");
  g_autoptr (SluiceForm) ads = make_form ("GoogleAds");
  g_autoptr (SluiceForm) mysql = make_form ("MySQL");
  g_autoptr (JsonNode) plain = NULL;

  sluice_form_set_value (stripe, "auth_method/stripe_secret_key", "rk_live_x");
  unit_assert_json (sluice_form_to_flat (stripe), "{'source_type':'Stripe','auth_method':{'selection':'api_key',"
                                                  "'stripe_secret_key':'rk_live_x'}}");
  fill (stripe, (const char *const[]) { "auth_method", "oauth", "auth_method/stripe_integration_id", "77", NULL });
  unit_assert_json (sluice_form_to_flat (stripe), "{'source_type':'Stripe','auth_method':{'selection':'oauth',"
                                                  "'stripe_integration_id':77}}");

  fill (snowflake, (const char *const[]) { "account_id", "ab12345", "database", "D", "warehouse", "W", "auth_type",
                                           "keypair", "auth_type/user", "U", "auth_type/private_key", "K",
                                           "auth_type/passphrase", "P", NULL });
  unit_assert_json (sluice_form_to_flat (snowflake),
                    "{'source_type':'Snowflake','account_id':'ab12345','database':'D','warehouse':'W','auth_type':{"
                    "'selection':'keypair','user':'U','private_key':'K','passphrase':'P'}}");

  fill (bigquery,
        (const char *const[]) { "key_file", "{\"project_id\":\"p\",\"private_key\":\"k\"}", "dataset_id", "sales",
                                "use_custom_region", "true", "use_custom_region/region", "us-east1", NULL });
  unit_assert_json (sluice_form_to_flat (bigquery),
                    "{'source_type':'BigQuery','key_file':{'project_id':'p','private_key':'k'},'dataset_id':'sales',"
                    "'use_custom_region':{'enabled':true,'region':'us-east1'},'temporary-dataset':{'enabled':false},"
                    "'dataset_project':{'enabled':false}}");

  /* A hidden field is not sent, and several values are a list. */
  fill (github, (const char *const[]) { "auth_method", "pat", "auth_method/personal_access_token", "github_pat_x",
                                        "repositories", "acme/shop\n acme/site \n", "repository", "old", NULL });
  unit_assert_json (sluice_form_to_flat (github),
                    "{'source_type':'Github','auth_method':{'selection':'pat','personal_access_token':'github_pat_x'},"
                    "'repositories':['acme/shop','acme/site']}");

  fill (ads, (const char *const[]) { "google_ads_integration_id", "5", "customer_id", "123-456-7890", NULL });
  unit_assert_json (sluice_form_to_flat (ads),
                    "{'source_type':'GoogleAds','google_ads_integration_id':5,'customer_id':'123-456-7890',"
                    "'is_mcc_account':{'enabled':false}}");

  /* A select without fields is plain text. */
  plain = sluice_form_to_flat (mysql);
  g_assert_true (unit_node_holds (plain, "\"using_ssl\":\"true\""));
}

static void
test_connection_string_field (void)
{
  g_autoptr (SluiceForm) postgres = make_postgres_form ();
  g_autoptr (SluiceForm) mongo = make_form ("MongoDB");
  g_autofree char *before = sluice_form_dup_fingerprint (postgres);
  g_autofree char *after = NULL;
  g_autoptr (JsonNode) flat = NULL;

  /* Of a database it is a help of this program, and never sent. */
  sluice_form_set_value (postgres, "connection_string", "postgres://a:hunter9@b/c");
  flat = sluice_form_to_flat (postgres);
  g_assert_false (unit_node_holds (flat, "hunter9"));
  after = sluice_form_dup_fingerprint (postgres);
  g_assert_cmpstr (before, ==, after);

  /* Of MongoDB it is the real thing. */
  g_assert_false (sluice_form_get_complete (mongo));
  sluice_form_set_value (mongo, "connection_string", "mongodb://u:p@db/shop\n");
  g_assert_true (sluice_form_get_complete (mongo));
  unit_assert_json (sluice_form_to_flat (mongo),
                    "{'source_type':'MongoDB','connection_string':'mongodb://u:p@db/shop'}");
}

static void
assert_fault (SluiceForm *form, const char *path, const char *value, gboolean expected)
{
  g_autofree char *fault = NULL;

  sluice_form_set_value (form, path, value);
  fault = sluice_form_dup_fault (form, path);
  g_test_message ("%s: %s: %s", path, value, fault != NULL ? fault : "fine");
  g_assert_cmpint (fault != NULL, ==, expected);
}

static void
test_host_faults (void)
{
  static const char *const good[] = {
    "db.example.com",        "localhost",     "192.0.2.7", "2001:db8::1", "::1", "db", " db.example.com ",
    "xn--bcher-kva.example", "bücher.example"
  };
  static const char *const bad[] = { "",           "  ",          "db.example.com:5432", "db.example.com/shop",
                                     "db,other",   "a b",         "db.example.com.",     "postgres://db.example.com",
                                     "user@db",    "[::1]",       "[::1]:5432",          "https://db.example.com/",
                                     "\\\\server", "db:5432:6543" };
  g_autoptr (SluiceForm) form = make_postgres_form ();

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    assert_fault (form, "host", good[i], FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_fault (form, "host", bad[i], TRUE);
}

static void
test_port_faults (void)
{
  static const char *const good[] = { "1", "5432", "65535", " 5432 " };
  static const char *const bad[] = {
    "", "0", "65536", "-1", "+5", "5432a", "5 4", "0x10", "99999999999999999999", "1.5"
  };
  g_autoptr (SluiceForm) form = make_postgres_form ();

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    assert_fault (form, "port", good[i], FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_fault (form, "port", bad[i], TRUE);

  /* Web ports are refused for a tunnel only. */
  assert_fault (form, "port", "443", FALSE);
  assert_fault (form, "ssh_tunnel/port", "443", TRUE);
  assert_fault (form, "ssh_tunnel/port", "80", TRUE);
  assert_fault (form, "ssh_tunnel/port", "2222", FALSE);
}

static void
assert_first_fault (SluiceForm *form, const char *path)
{
  g_autofree char *first = sluice_form_dup_first_fault (form);

  g_assert_cmpstr (first, ==, path);
  g_assert_cmpint (sluice_form_get_complete (form), ==, path == NULL);
}

static void
test_first_fault (void)
{
  g_autoptr (SluiceForm) form = make_form ("Postgres");

  assert_first_fault (form, "host");
  sluice_form_set_value (form, "password", "p");
  assert_first_fault (form, "host");
  sluice_form_set_value (form, "host", "db");
  assert_first_fault (form, "database");
  fill (form, (const char *const[]) { "database", "shop", "user", "u", NULL });
  assert_first_fault (form, NULL);
  sluice_form_set_value (form, "port", "x");
  assert_first_fault (form, "port");
  sluice_form_set_value (form, "port", "5432");

  /* What is switched off does not count; what is on counts by its chosen option. */
  sluice_form_set_value (form, "ssh_tunnel", "true");
  assert_first_fault (form, "ssh_tunnel/host");
  sluice_form_set_value (form, "ssh_tunnel/host", "bastion");
  assert_first_fault (form, "ssh_tunnel/auth/username");
  sluice_form_set_value (form, "ssh_tunnel/auth", "keypair");
  assert_first_fault (form, "ssh_tunnel/auth/private_key");
  sluice_form_set_value (form, "ssh_tunnel/auth/private_key", "k");
  assert_first_fault (form, NULL);
  sluice_form_set_value (form, "ssh_tunnel/host", "");
  sluice_form_set_value (form, "ssh_tunnel", "false");
  assert_first_fault (form, NULL);
}

static void
test_file_faults (void)
{
  g_autoptr (SluiceForm) form = make_form ("BigQuery");

  assert_fault (form, "key_file", "", TRUE);
  assert_fault (form, "key_file", "not json", TRUE);
  assert_fault (form, "key_file", "[1]", TRUE);
  assert_fault (form, "key_file", "{}", TRUE);
  assert_fault (form, "key_file",
                "{\"project_id\":\"p\",\"private_key\":\"k\",\"private_key_id\":\"1\",\"client_email\":\"a@b.c\","
                "\"token_uri\":\"https://example.com\"}",
                FALSE);
}

static void
test_fields (void)
{
  g_autoptr (SluiceForm) form = make_form ("Postgres");

  g_assert_cmpstr (sluice_field_get_label (sluice_form_get_field (form, "host")), ==, "Host");
  g_assert_null (sluice_form_get_field (form, "nowhere"));
  g_assert_null (sluice_form_get_field (form, "host/x"));
  /* The chosen option's field of a name that two have. */
  g_assert_true (sluice_field_get_required (sluice_form_get_field (form, "ssh_tunnel/auth/username")));
  fill (form, (const char *const[]) { "ssh_tunnel", "true", "ssh_tunnel/auth", "keypair", NULL });
  g_assert_false (sluice_field_get_required (sluice_form_get_field (form, "ssh_tunnel/auth/username")));
}

static void
test_draft_holds_no_secret (void)
{
  g_autoptr (SluiceForm) form = make_postgres_form ();
  g_autoptr (SluiceForm) again = make_form ("Postgres");
  g_autoptr (JsonNode) draft = NULL;
  g_autoptr (GError) error = NULL;

  fill (form, (const char *const[]) { "connection_string", "postgres://u:hunter2@db/shop", "ssh_tunnel", "true",
                                      "ssh_tunnel/host", "bastion", "ssh_tunnel/auth/username", "tunnel",
                                      "ssh_tunnel/auth/password", "hunter3", "ssh_tunnel/auth/private_key", "hunter4",
                                      "ssh_tunnel/auth/passphrase", "hunter5", NULL });
  draft = sluice_form_to_draft (form);
  g_assert_false (unit_node_holds (draft, "hunter"));
  unit_assert_json (
      json_node_copy (draft),
      "{'source_type':'Postgres','values':{'host':'db.example.com','port':'5432','database':'shop',"
      "'user':'reader','schema':'','ssh_tunnel':'true','ssh_tunnel/host':'bastion','ssh_tunnel/port':'22',"
      "'ssh_tunnel/auth':'password','ssh_tunnel/auth/username':'tunnel','ssh_tunnel/require_tls':'true'}}");

  g_assert_true (sluice_form_load_draft (again, draft, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_form_get_value (again, "ssh_tunnel/host"), ==, "bastion");
  g_assert_cmpstr (sluice_form_get_value (again, "password"), ==, "");
}

/* People paste a whole connection string into the host. */
static void
test_draft_leaves_out_misplaced_secrets (void)
{
  g_autoptr (SluiceForm) form = make_postgres_form ();
  g_autoptr (JsonNode) draft = NULL;

  fill (form, (const char *const[]) { "host", "postgres://u:hunter2@db/shop", "database", "host=db password = hunter2",
                                      "schema", "postgres://db/?PASSWORD=hunter2", "user", "reader@tenant", NULL });
  draft = sluice_form_to_draft (form);
  g_assert_false (unit_node_holds (draft, "hunter2"));
  g_assert_true (unit_node_holds (draft, "reader@tenant"));
}

/* Types something of its own into every field, and turns every switch on. */
static gboolean
type_anything (SluiceForm *form, SluiceField *field, const char *path, gboolean active, gpointer user_data)
{
  g_autofree char *text = g_strdup_printf (" %s: \"q\\uo'te\" €\n%%2F ", path);
  const SluiceFieldKind kind = sluice_field_get_kind (field);

  if (kind == SLUICE_FIELD_KIND_SWITCH_GROUP || kind == SLUICE_FIELD_KIND_SSH_TUNNEL)
    sluice_form_set_value (form, path, "true");
  else if (kind == SLUICE_FIELD_KIND_FILE_UPLOAD)
    sluice_form_set_value (form, path, "{\"private_key\":\"a\\nb\"}");
  else if (kind == SLUICE_FIELD_KIND_OAUTH)
    sluice_form_set_value (form, path, "77");
  else if (kind != SLUICE_FIELD_KIND_SELECT)
    sluice_form_set_value (form, path, text);

  return TRUE;
}

/* Whatever the source type: what the draft leaves out, the secrets hold, and both together send the same again. */
static void
test_draft_and_secrets_are_the_whole_form (void)
{
  g_autoptr (GListModel) types = unit_source_types ();
  guint n_with_secrets = 0;

  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (SluiceSourceType) type = g_list_model_get_item (types, i);
      g_autoptr (SluiceForm) form = sluice_form_new (type);
      g_autoptr (SluiceForm) again = sluice_form_new (type);
      g_autoptr (JsonNode) draft = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *fingerprint = NULL;
      g_autofree char *restored = NULL;
      g_autofree char *secrets = NULL;

      sluice_form_walk (form, type_anything, NULL);
      draft = sluice_form_to_draft (form);
      secrets = sluice_form_dup_secrets (form);
      n_with_secrets += secrets != NULL;
      g_assert_true (secrets == NULL || sluice_form_has_secret_fields (form));

      g_assert_true (sluice_form_load_draft (again, draft, &error));
      g_assert_no_error (error);
      g_assert_true (secrets == NULL || sluice_form_load_secrets (again, secrets, &error));
      g_assert_no_error (error);
      fingerprint = sluice_form_dup_fingerprint (form);
      restored = sluice_form_dup_fingerprint (again);
      g_assert_cmpstr (fingerprint, ==, restored);
    }
  g_assert_cmpuint (n_with_secrets, >, 5);
}

static void
test_secrets (void)
{
  g_autoptr (SluiceForm) form = make_postgres_form ();
  g_autoptr (SluiceForm) empty = make_form ("Postgres");
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *secrets = NULL;
  JsonObject *beside = NULL;

  g_assert_null (sluice_form_dup_secrets (empty));
  fill (form,
        (const char *const[]) { "password", " hunter2 \"\\\n", "ssh_tunnel/auth/private_key", "hunter4", "host",
                                "postgres://u:hunter2@db/shop", "connection_string", "postgres://u:hunter9@db", NULL });
  secrets = sluice_form_dup_secrets (form);
  /* Also what was pasted into the wrong field, but not the string that only helps to fill the others. */
  node = unit_parse (secrets);
  beside = json_object_get_object_member (json_node_get_object (node), "beside");
  g_assert_cmpstr (json_object_get_string_member (beside, "port"), ==, "5432");
  g_assert_false (json_object_has_member (beside, "password"));
  json_object_remove_member (json_node_get_object (node), "beside");
  unit_assert_json (g_steal_pointer (&node),
                    "{'source_type':'Postgres','values':{'host':'postgres://u:hunter2@db/shop','password':"
                    "' hunter2 \\\"\\\\\\n','ssh_tunnel/auth/private_key':'hunter4'}}");
}

/* A remembered password comes with the host that it is for, whatever was typed meanwhile. */
static void
test_remembered (void)
{
  g_autoptr (SluiceForm) form = make_postgres_form ();
  g_autoptr (SluiceForm) again = make_form ("Postgres");
  g_autoptr (GError) error = NULL;
  g_autofree char *secrets = NULL;
  g_autofree char *fingerprint = NULL;
  g_autofree char *restored = NULL;

  fill (form, (const char *const[]) { "password", "hunter2", "host", "db.example.com", "schema", "", NULL });
  secrets = sluice_form_dup_secrets (form);
  fill (again, (const char *const[]) { "password", "other", "host", "elsewhere.example.com", "schema", "sales", NULL });
  g_assert_true (sluice_form_load_remembered (again, secrets, &error));
  g_assert_no_error (error);
  fingerprint = sluice_form_dup_fingerprint (form);
  restored = sluice_form_dup_fingerprint (again);
  g_assert_cmpstr (fingerprint, ==, restored);

  /* What does not say which host it is for is not taken. */
  g_assert_false (sluice_form_load_remembered (again,
                                               "{\"source_type\":\"Postgres\",\"values\":{\"password\":\"hunter3\"}}",
                                               &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (sluice_form_get_value (again, "password"), ==, "hunter2");
}

/* No error quotes what it could not read. */
static void
test_odd_secrets (void)
{
  static const char *const bad[] = {
    "", "hunter2", "{\"values\":hunter2}", "[\"hunter2\"]", "{\"source_type\":\"hunter2\",\"values\":{}}",
  };
  g_autoptr (SluiceForm) form = make_form ("Postgres");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (sluice_form_load_secrets (form, bad[i], &error));
      g_assert_nonnull (error);
      g_assert_null (strstr (error->message, "hunter2"));
      g_clear_error (&error);
      g_assert_false (sluice_form_load_remembered (form, bad[i], &error));
      g_assert_nonnull (error);
      g_assert_null (strstr (error->message, "hunter2"));
    }

  g_assert_true (
      sluice_form_load_secrets (form, "{\"source_type\":\"Postgres\",\"values\":{\"nowhere\":\"x\",\"password\":5}}",
                                NULL));
  g_assert_cmpstr (sluice_form_get_value (form, "password"), ==, "");
}

static void
test_odd_drafts (void)
{
  g_autoptr (SluiceForm) form = make_form ("Postgres");
  g_autoptr (JsonNode) other = unit_parse ("{'source_type':'MySQL','values':{'host':'db'}}");
  g_autoptr (JsonNode) array = unit_parse ("[]");
  g_autoptr (JsonNode) odd = unit_parse ("{'source_type':'Postgres','values':{'host':5,'nowhere':'x','port':null,"
                                         "'password':'smuggled','database':'shop'}}");
  g_autoptr (GError) error = NULL;

  g_assert_false (sluice_form_load_draft (form, other, &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE);
  g_clear_error (&error);
  g_assert_false (sluice_form_load_draft (form, array, &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE);
  g_clear_error (&error);
  g_assert_false (sluice_form_load_draft (form, NULL, &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE);

  g_assert_true (sluice_form_load_draft (form, odd, NULL));
  g_assert_cmpstr (sluice_form_get_value (form, "host"), ==, "");
  g_assert_cmpstr (sluice_form_get_value (form, "port"), ==, "5432");
  g_assert_cmpstr (sluice_form_get_value (form, "password"), ==, "");
  g_assert_cmpstr (sluice_form_get_value (form, "database"), ==, "shop");
}

static void
test_fingerprint (void)
{
  g_autoptr (SluiceForm) form = make_postgres_form ();
  g_autoptr (SluiceForm) twin = make_postgres_form ();
  g_autofree char *first = sluice_form_dup_fingerprint (form);
  g_autofree char *same = sluice_form_dup_fingerprint (twin);
  g_autofree char *trimmed = NULL;
  g_autofree char *other = NULL;
  g_autofree char *plain = NULL;
  g_autoptr (JsonNode) flat = sluice_form_to_flat (form);
  g_autofree char *text = sluice_json_to_text (flat);

  g_assert_cmpstr (first, ==, same);
  g_assert_null (strstr (first, "hunter2"));
  /* A plain hash could be tried against guessed passwords. */
  plain = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_assert_cmpstr (first, !=, plain);

  /* It follows what is sent, not what is typed. */
  sluice_form_set_value (form, "host", "db.example.com ");
  trimmed = sluice_form_dup_fingerprint (form);
  g_assert_cmpstr (first, ==, trimmed);
  sluice_form_set_value (form, "password", "hunter2 ");
  other = sluice_form_dup_fingerprint (form);
  g_assert_cmpstr (first, !=, other);
}

static void
test_summary (void)
{
  g_autoptr (SluiceForm) form = make_form ("Postgres");
  g_autofree char *empty = sluice_form_dup_summary (form);
  g_autofree char *host = NULL;
  g_autofree char *both = NULL;

  g_assert_cmpstr (empty, ==, "Postgres");
  sluice_form_set_value (form, "host", " db.example.com ");
  host = sluice_form_dup_summary (form);
  g_assert_cmpstr (host, ==, "db.example.com");
  sluice_form_set_value (form, "database", "shop");
  both = sluice_form_dup_summary (form);
  g_assert_cmpstr (both, ==, "shop on db.example.com");
}

/* A summary is shown, and a title stands on disk and in the keyring's label. */
static void
test_summary_shows_no_secret (void)
{
  g_autoptr (SluiceForm) form = make_form ("Postgres");
  g_autofree char *summary = NULL;

  fill (form, (const char *const[]) { "host", "db.example.com", "database", "postgres://u:hunter2@db/shop", NULL });
  summary = sluice_form_dup_summary (form);
  g_assert_cmpstr (summary, ==, "db.example.com");
}

static void
test_lifetime (void)
{
  SluiceForm *form = make_postgres_form ();

  g_assert_finalize_object (form);
}

/* What is sent of a webhook is what was typed, and nothing of it stays. */
static void
test_webhook (void)
{
  g_autoptr (SluiceSourceType) type = unit_source_type ("Stripe");
  g_autoptr (SluiceForm) form = sluice_form_new_for_webhook (type);

  g_assert_cmpuint (sluice_form_get_fields (form)->len, ==, 1);
  g_assert_true (sluice_form_is_secret (form, "signing_secret"));
  g_assert_false (sluice_form_get_complete (form));
  g_assert_null (sluice_form_to_webhook_inputs (form));

  sluice_form_set_value (form, "auth_method", "oauth");
  sluice_form_set_value (form, "signing_secret", "whsec_invented");
  unit_assert_json (sluice_form_to_webhook_inputs (form), "{'signing_secret':'whsec_invented'}");

  sluice_form_clear (form);
  g_assert_cmpstr (sluice_form_get_value (form, "signing_secret"), ==, "");
  g_assert_null (sluice_form_to_webhook_inputs (form));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form/values", test_values);
  g_test_add_func ("/form/signals", test_signals);
  g_test_add_func ("/form/fields", test_fields);
  g_test_add_func ("/form/sent", test_flat_and_payload);
  g_test_add_func ("/form/sent/trimming", test_trimming);
  g_test_add_func ("/form/sent/tunnel", test_tunnel);
  g_test_add_func ("/form/sent/other-types", test_other_payloads);
  g_test_add_func ("/form/sent/connection-string", test_connection_string_field);
  g_test_add_func ("/form/faults/host", test_host_faults);
  g_test_add_func ("/form/faults/port", test_port_faults);
  g_test_add_func ("/form/faults/file", test_file_faults);
  g_test_add_func ("/form/faults/first", test_first_fault);
  g_test_add_func ("/form/draft/no-secret", test_draft_holds_no_secret);
  g_test_add_func ("/form/draft/whole-with-secrets", test_draft_and_secrets_are_the_whole_form);
  g_test_add_func ("/form/secrets", test_secrets);
  g_test_add_func ("/form/secrets/odd", test_odd_secrets);
  g_test_add_func ("/form/remembered", test_remembered);
  g_test_add_func ("/form/summary/no-secret", test_summary_shows_no_secret);
  g_test_add_func ("/form/draft/misplaced-secret", test_draft_leaves_out_misplaced_secrets);
  g_test_add_func ("/form/draft/odd", test_odd_drafts);
  g_test_add_func ("/form/fingerprint", test_fingerprint);
  g_test_add_func ("/form/summary", test_summary);
  g_test_add_func ("/form/webhook", test_webhook);
  g_test_add_func ("/form/lifetime", test_lifetime);

  return g_test_run ();
}
