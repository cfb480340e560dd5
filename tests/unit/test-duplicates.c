/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sluice-advisor.h"
#include "sluice-duplicates.h"
#include "unit-common.h"

static SluiceForm *
make_form (const char *type_name, const char *const *values)
{
  g_autoptr (SluiceSourceType) type = unit_source_type (type_name);
  SluiceForm *form = sluice_form_new (type);

  for (; *values != NULL; values += 2)
    sluice_form_set_value (form, values[0], values[1]);

  return form;
}

#define SHOP_FORM(schema)                                                                                              \
  make_form ("Postgres", (const char *const[]) { "host", "db.example.com", "port", "5432", "database", "shop",         \
                                                 "schema", schema, NULL })

static SluiceTableList *
make_tables (const char *const *names)
{
  SluiceTableList *list = sluice_table_list_new ();
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);

  for (; *names != NULL; names++)
    {
      g_autofree char *text = g_strdup_printf ("{'table':'%s','rows':10}", *names);

      g_ptr_array_add (tables, unit_table (text));
    }
  sluice_table_list_append (list, tables);

  return list;
}

/* A source of tables that is on for "orders" and off for "customers". */
static GListModel *
make_sources (const char *type, const char *inputs, const char *schema_prefix)
{
  g_autofree char *text = g_strdup_printf (
      "[{'id':'1','source_type':'%s','prefix':'eu_','job_inputs':%s,'schemas':["
      "{'id':'a','name':'%sorders','should_sync':true},{'id':'b','name':'%scustomers','should_sync':false}]}]",
      type, inputs, schema_prefix, schema_prefix);

  return unit_sources (text);
}

static gboolean
is_duplicate (SluiceTableList *list, const char *name)
{
  return (sluice_advisor_get_warnings (unit_get_table (list, name)) & SLUICE_WARNING_DUPLICATE) != 0;
}

static void
test_same_table (void)
{
  g_autoptr (SluiceForm) form = SHOP_FORM ("public");
  g_autoptr (SluiceTableList) list = make_tables ((const char *const[]) { "orders", "customers", "lines", NULL });
  g_autoptr (GListModel) sources =
      make_sources ("Postgres", "{'host':'DB.example.com.','port':5432,'database':'shop','schema':'public'}", "");
  g_autofree char *text = NULL;

  sluice_table_set_selected (sluice_table_list_lookup (list, "orders"), TRUE);
  g_assert_cmpuint (sluice_table_list_get_n_attention (list), ==, 0);
  sluice_duplicates_mark (list, form, sources);
  g_assert_true (is_duplicate (list, "orders"));
  g_assert_false (is_duplicate (list, "customers"));
  g_assert_false (is_duplicate (list, "lines"));
  g_assert_cmpuint (sluice_table_list_get_n_attention (list), ==, 1);

  /* It says which source. */
  text = sluice_warning_dup_explanation (SLUICE_WARNING_DUPLICATE, sluice_table_list_lookup (list, "orders"));
  g_assert_nonnull (strstr (text, "Postgres · eu"));

  /* Once that source is gone, so is the warning. */
  sluice_duplicates_mark (list, form, NULL);
  g_assert_false (is_duplicate (list, "orders"));
  g_assert_cmpuint (sluice_table_list_get_n_attention (list), ==, 0);
}

/* With the schema left empty the names carry it: "public.orders" is "orders" of the schema "public". */
static void
test_schema_in_name (void)
{
  g_autoptr (SluiceForm) open = SHOP_FORM ("");
  g_autoptr (SluiceForm) reporting = SHOP_FORM ("reporting");
  g_autoptr (SluiceTableList) full = make_tables ((const char *const[]) { "public.orders", "reporting.orders", NULL });
  g_autoptr (SluiceTableList) bare = make_tables ((const char *const[]) { "orders", NULL });
  g_autoptr (GListModel) of_schema =
      make_sources ("Postgres", "{'host':'db.example.com','database':'shop','schema':'public'}", "");
  g_autoptr (GListModel) of_all =
      make_sources ("Postgres", "{'host':'db.example.com','database':'shop','schema':null}", "reporting.");

  sluice_duplicates_mark (full, open, of_schema);
  g_assert_true (is_duplicate (full, "public.orders"));
  g_assert_false (is_duplicate (full, "reporting.orders"));

  sluice_duplicates_mark (bare, reporting, of_schema);
  g_assert_false (is_duplicate (bare, "orders"));
  sluice_duplicates_mark (bare, reporting, of_all);
  g_assert_true (is_duplicate (bare, "orders"));
}

/* What is not surely the same place is not claimed to be. */
static void
test_other_places (void)
{
  static const struct
  {
    const char *type;
    const char *inputs;
  } cases[] = {
    { "Postgres", "{'host':'db2.example.com','port':5432,'database':'shop'}" },
    { "Postgres", "{'host':'db.example.com','port':'5433','database':'shop'}" },
    { "Postgres", "{'host':'db.example.com','port':5432,'database':'Shop'}" },
    { "Postgres", "{'database':'shop'}" },
    { "Postgres", "{}" },
    { "MySQL", "{'host':'db.example.com','port':5432,'database':'shop'}" },
  };
  g_autoptr (SluiceForm) form = SHOP_FORM ("");
  g_autoptr (SluiceTableList) list = make_tables ((const char *const[]) { "orders", NULL });

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GListModel) sources = make_sources (cases[i].type, cases[i].inputs, "");

      g_test_message ("%s %s", cases[i].type, cases[i].inputs);
      sluice_duplicates_mark (list, form, sources);
      g_assert_false (is_duplicate (list, "orders"));
    }
}

static void
test_direct_connection_syncs_nothing (void)
{
  g_autoptr (SluiceForm) form = SHOP_FORM ("");
  g_autoptr (SluiceTableList) list = make_tables ((const char *const[]) { "orders", NULL });
  g_autoptr (GListModel) sources = unit_sources (
      "[{'id':'1','source_type':'Postgres','access_method':'direct','job_inputs':{'host':'db.example.com',"
      "'database':'shop'},'schemas':[{'id':'a','name':'orders','should_sync':true}]}]");

  sluice_duplicates_mark (list, form, sources);
  g_assert_false (is_duplicate (list, "orders"));
}

/* A service is known by its account. */
static void
test_accounts (void)
{
  static const struct
  {
    const char *type;
    const char *field;
    const char *value;
    const char *other;
  } cases[] = {
    { "Zendesk", "subdomain", "acme", "other" },         { "Chargebee", "site_name", "acme-test", "acme" },
    { "Shopify", "shopify_store_id", "acme", "other" },  { "Stripe", "stripe_account_id", "acct_1", "acct_2" },
    { "Hubspot", "hubspot_integration_id", "12", "13" }, { "Github", "repository", "acme/shop", "acme/blog" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceForm) form =
          make_form (cases[i].type, (const char *const[]) { cases[i].field, cases[i].value, NULL });
      g_autoptr (SluiceTableList) list = make_tables ((const char *const[]) { "orders", NULL });
      g_autofree char *same_inputs = g_strdup_printf ("{'%s':'%s'}", cases[i].field, cases[i].value);
      g_autofree char *other_inputs = g_strdup_printf ("{'%s':'%s'}", cases[i].field, cases[i].other);
      g_autoptr (GListModel) same = make_sources (cases[i].type, same_inputs, "");
      g_autoptr (GListModel) other = make_sources (cases[i].type, other_inputs, "");

      g_test_message ("%s", cases[i].type);
      sluice_duplicates_mark (list, form, same);
      g_assert_true (is_duplicate (list, "orders"));
      sluice_duplicates_mark (list, form, other);
      g_assert_false (is_duplicate (list, "orders"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/duplicates/same-table", test_same_table);
  g_test_add_func ("/duplicates/schema-in-name", test_schema_in_name);
  g_test_add_func ("/duplicates/other-places", test_other_places);
  g_test_add_func ("/duplicates/direct", test_direct_connection_syncs_nothing);
  g_test_add_func ("/duplicates/accounts", test_accounts);

  return g_test_run ();
}
