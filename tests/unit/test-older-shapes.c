/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What servers say that lag by a year or more (contract, section 19), and what is a mix of both or neither. */
#include "config.h"

#include "sluice-form-paste.h"
#include "sluice-form-private.h"
#include "unit-common.h"

static SluiceSourceType *
make_type (const char *text)
{
  g_autoptr (JsonNode) node = unit_parse (text);
  SluiceSourceType *type = sluice_source_type_new_from_json (json_node_get_object (node), NULL);

  g_assert_nonnull (type);

  return type;
}

static SluiceForm *
make_form (const char *fields)
{
  g_autofree char *text = g_strdup_printf ("{'name':'Postgres','fields':%s}", fields);
  g_autoptr (SluiceSourceType) type = make_type (text);

  return sluice_form_new (type);
}

static void
test_input (void)
{
  g_autoptr (SluiceForm) form =
      make_form ("[{'type':'input','name':'host','label':'Host','required':true,'placeholder':'localhost'},"
                 "{'type':'input','name':'port','placeholder':'5432'},{'type':'input','name':'password'},"
                 "{'type':'input','name':'private_key'},{'type':'input','name':'mail','inputType':'email'},"
                 "{'type':'input','name':'odd','inputType':'select'},{'type':'input','name':'worse','inputType':[]}]");

  g_assert_cmpint (sluice_field_get_kind (sluice_form_get_field (form, "host")), ==, SLUICE_FIELD_KIND_TEXT);
  g_assert_cmpint (sluice_field_get_kind (sluice_form_get_field (form, "port")), ==, SLUICE_FIELD_KIND_NUMBER);
  g_assert_cmpint (sluice_field_get_kind (sluice_form_get_field (form, "password")), ==, SLUICE_FIELD_KIND_PASSWORD);
  g_assert_cmpint (sluice_field_get_kind (sluice_form_get_field (form, "private_key")), ==, SLUICE_FIELD_KIND_TEXTAREA);
  g_assert_cmpint (sluice_field_get_kind (sluice_form_get_field (form, "mail")), ==, SLUICE_FIELD_KIND_EMAIL);
  g_assert_cmpint (sluice_field_get_kind (sluice_form_get_field (form, "odd")), ==, SLUICE_FIELD_KIND_TEXT);
  g_assert_cmpint (sluice_field_get_kind (sluice_form_get_field (form, "worse")), ==, SLUICE_FIELD_KIND_TEXT);
  g_assert_cmpstr (sluice_form_get_value (form, "port"), ==, "5432");
}

/* Such a server flags nothing, and what goes by a secret's name is one all the same: it is in no draft. */
static void
test_secrets (void)
{
  g_autoptr (SluiceForm) form =
      make_form ("[{'type':'input','name':'password'},{'type':'text','name':'api_key'},{'type':'text','name':'host'},"
                 "{'type':'input','name':'connection_string','required':true},{'type':'textarea','name':'private_key'},"
                 "{'type':'input','name':'stripe_secret_key'},{'type':'text','name':'site_key','secret':false}]");

  g_assert_true (sluice_form_is_secret (form, "password"));
  g_assert_true (sluice_form_is_secret (form, "api_key"));
  g_assert_true (sluice_form_is_secret (form, "connection_string"));
  g_assert_true (sluice_form_is_secret (form, "private_key"));
  g_assert_true (sluice_form_is_secret (form, "stripe_secret_key"));
  g_assert_false (sluice_form_is_secret (form, "host"));
  /* A server that says so knows. */
  g_assert_false (sluice_form_is_secret (form, "site_key"));
}

/* The database by its old name is the database everywhere in Sluice, and goes out by the name that came. */
static void
test_dbname (void)
{
  g_autoptr (SluiceForm) form = make_form (
      "[{'type':'input','name':'host'},{'type':'input','name':'port'},{'type':'input','name':'dbname',"
      "'label':'Database','required':true},{'type':'input','name':'user'},{'type':'input','name':'password'}]");
  g_autoptr (SluiceFormPaste) paste = sluice_form_paste (form, "postgres://u:p@db.example.com:5433/shop", NULL);
  g_autofree char *summary = NULL;

  g_assert_nonnull (paste);
  g_assert_cmpstr (sluice_form_get_value (form, "database"), ==, "shop");
  g_assert_true (sluice_form_get_complete (form));
  summary = sluice_form_dup_summary (form);
  g_assert_cmpstr (summary, ==, "shop on db.example.com");
  unit_assert_json (sluice_form_to_flat (form), "{'source_type':'Postgres','host':'db.example.com','port':'5433',"
                                                "'dbname':'shop','user':'u','password':'p'}");
}

/* Beside each other, whichever comes first, they are one, asked for once and sent by both names. */
static void
test_both_names (void)
{
  static const char *const orders[] = {
    "[{'type':'text','name':'database'},{'type':'input','name':'dbname','required':true}]",
    "[{'type':'input','name':'dbname','required':true},{'type':'text','name':'database'}]",
    "[{'type':'input','name':'dbname','required':true},{'type':'text','name':'database'},{'type':'text','name':'dbname'},"
    "{'type':'text','name':'database','label':null}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (SluiceForm) form = make_form (orders[i]);

      g_assert_cmpuint (sluice_source_type_get_fields (sluice_form_get_source_type (form))->len, ==, 1);
      g_assert_false (sluice_form_get_complete (form));
      sluice_form_set_value (form, "database", "shop");
      g_assert_true (sluice_form_get_complete (form));
      unit_assert_json (sluice_form_to_flat (form), "{'source_type':'Postgres','database':'shop','dbname':'shop'}");
    }
}

static void
test_source_inputs (void)
{
  g_autoptr (GListModel) sources =
      unit_sources ("[{'id':'a','source_type':'Postgres','job_inputs':{'dbname':'shop'}},"
                    "{'id':'b','source_type':'Postgres','job_inputs':{'dbname':'old','database':'shop'}},"
                    "{'id':'c','source_type':'Postgres','job_inputs':{'dbname':'shop','database':null}},"
                    "{'id':'d','source_type':'Postgres','job_inputs':{'dbname':null}},"
                    "{'id':'e','source_type':'Postgres','job_inputs':null,'schemas':null}]");

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (SluiceSource) source = g_list_model_get_item (sources, i);

      g_assert_cmpstr (sluice_source_get_input (source, "database"), ==, i < 3 ? "shop" : NULL);
    }
}

/* Without the keys that came later a database is one all the same, and nothing is offered that such a server lacks. */
static void
test_type (void)
{
  g_autoptr (SluiceSourceType) old = make_type ("{'name':'Postgres','label':null,'caption':null,'fields':null}");
  g_autoptr (SluiceSourceType) other = make_type ("{'name':'Stripe','fields':[]}");
  g_autoptr (SluiceSourceType) coming = make_type ("{'name':'Foo','unreleasedSource':true,'fields':[]}");
  g_autoptr (SluiceSourceType) mixed = make_type ("{'name':'Postgres','category':null,'fields':[]}");
  g_autoptr (SluiceSourceType) today = unit_source_type ("Postgres");

  g_assert_true (sluice_source_type_is_database (old));
  g_assert_true (sluice_source_type_get_from_older_server (old));
  g_assert_true (sluice_source_type_is_connectable (old));
  g_assert_false (sluice_source_type_has_cdc (old));
  g_assert_false (sluice_source_type_get_supports_column_selection (old));
  g_assert_false (sluice_source_type_get_supports_row_filters (old));
  g_assert_cmpuint (sluice_source_type_match (old, "database"), >, 0);
  g_assert_false (sluice_source_type_is_database (other));
  g_assert_false (sluice_source_type_is_connectable (coming));
  /* What is said to be null is said. */
  g_assert_false (sluice_source_type_get_from_older_server (mixed));
  g_assert_false (sluice_source_type_is_database (mixed));
  g_assert_false (sluice_source_type_get_from_older_server (today));
  g_assert_true (sluice_source_type_has_cdc (today));
}

/* A table without keys, columns and counts: what is not known is not taken for a no. */
static void
test_table (void)
{
  g_autoptr (SluiceTable) table = unit_table (
      "{'table':'public.orders','should_sync':false,'incremental_fields':[{'label':'updated_at','type':'timestamp',"
      "'field':'updated_at','field_type':'timestamp'}],'incremental_available':true,'append_available':true,"
      "'incremental_field':'updated_at','sync_type':null}");
  g_autoptr (SluiceTable) bare =
      unit_table ("{'table':'t','incremental_fields':null,'rows':null,'xmin_available':null}");

  g_assert_cmpint (sluice_table_get_rows (table), ==, -1);
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_INCREMENTAL);
  g_assert_cmpstr (sluice_table_get_cursor (table), ==, "updated_at");
  g_assert_cmpint (sluice_table_get_method (bare), ==, SLUICE_SYNC_METHOD_FULL_REFRESH);
}

/* What would be passed over in silence cannot be chosen, and is not sent. */
static void
test_plan (void)
{
  g_autoptr (SluiceSourceType) old = make_type ("{'name':'Postgres','fields':[]}");
  g_autoptr (SluicePlan) plan = sluice_plan_new ();
  g_autoptr (JsonNode) patch = NULL;

  sluice_plan_set_source_type (plan, old);
  sluice_plan_set_new_tables (plan, SLUICE_NEW_TABLES_ON);
  patch = sluice_plan_to_source_patch (plan);
  g_assert_null (patch);
  g_assert_false (sluice_table_list_get_takes_rereads (sluice_plan_get_tables (plan)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/older-shapes/input", test_input);
  g_test_add_func ("/older-shapes/secrets", test_secrets);
  g_test_add_func ("/older-shapes/dbname", test_dbname);
  g_test_add_func ("/older-shapes/both-names", test_both_names);
  g_test_add_func ("/older-shapes/source-inputs", test_source_inputs);
  g_test_add_func ("/older-shapes/type", test_type);
  g_test_add_func ("/older-shapes/table", test_table);
  g_test_add_func ("/older-shapes/plan", test_plan);

  return g_test_run ();
}
