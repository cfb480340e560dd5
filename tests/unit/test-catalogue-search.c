/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-catalogue-search.h"
#include "unit-common.h"

#include <string.h>

/* As the real catalogue has them, as far as it matters: with and without labels and keywords, some of them not yet to
 * be connected. */
static const char catalogue_text[] =
    "{'Postgres':{'name':'Postgres','label':null,'category':'Databases','featured':true,'fields':[],"
    "'keywords':['postgresql','sql','rds']},"
    "'MySQL':{'name':'MySQL','category':'Databases','featured':true,'fields':[],'keywords':['mariadb','sql']},"
    "'MSSQL':{'name':'MSSQL','label':'Microsoft SQL Server','category':'Databases','fields':[],"
    "'keywords':['sql server','azure sql']},"
    "'MongoDB':{'name':'MongoDB','category':'Databases','featured':true,'fields':[]},"
    "'BigQuery':{'name':'BigQuery','category':'Databases','featured':true,'fields':[],'keywords':['bq','gbq']},"
    "'Snowflake':{'name':'Snowflake','category':'Databases','fields':[]},"
    "'Oracle':{'name':'Oracle','category':'Databases','fields':[],'unreleasedSource':true},"
    "'Stripe':{'name':'Stripe','category':'Payments & billing','featured':true,'fields':[],"
    "'caption':'Connect your **account**.'},"
    "'GoogleAnalytics':{'name':'GoogleAnalytics','label':'Google Analytics 4','category':'Analytics','fields':["
    "{'type':'oauth','name':'g','label':'G','kind':'google'}]},"
    "'GoogleAds':{'name':'GoogleAds','label':'Google Ads','category':'Advertising','featured':true,'fields':[]},"
    "'GoogleSheets':{'name':'GoogleSheets','label':'Google Sheets','category':'Productivity','fields':[]},"
    "'Hubspot':{'name':'Hubspot','category':'CRM','featured':true,'fields':[]},"
    "'Salesforce':{'name':'Salesforce','category':'CRM','fields':[],'keywords':['sfdc']},"
    "'Adyen':{'name':'Adyen','category':'Payments & billing','fields':[],'releaseStatus':'alpha'},"
    "'PayPal':{'name':'PayPal','category':'Payments & billing','fields':[],'featureFlag':'paypal'},"
    "'Beehiiv':{'name':'Beehiiv','category':'Marketing & email','fields':[],'releaseStatus':'beta'},"
    "'Cafe':{'name':'Cafe','label':'Caf\xc3\xa9 Ventes','category':'Sales','fields':[]}}";

static GListModel *
make_catalogue (void)
{
  g_autoptr (JsonNode) node = unit_parse (catalogue_text);
  g_autoptr (GError) error = NULL;
  GListModel *types = sluice_source_type_list_from_json (node, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (types), ==, 17);

  return types;
}

static char *
join_names (SluiceCatalogueSearch *search, const char *category)
{
  g_autoptr (GPtrArray) types = sluice_catalogue_search_dup_types (search, category);
  GString *names = g_string_new (NULL);

  g_assert_cmpuint (types->len, ==, sluice_catalogue_search_count (search, category));
  for (guint i = 0; i < types->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            sluice_source_type_get_name (g_ptr_array_index (types, i)));

  return g_string_free_and_steal (names);
}

static const struct
{
  const char *typed;
  const char *found; /* all of it, best first */
} searches[] = {
  { "postgres", "Postgres" },
  { "POSTGRES", "Postgres" },
  { "postgresql", "Postgres" },
  { "post", "Postgres" },
  /* Names before keywords, what is offered before what is to come. */
  { "sql server", "MSSQL" },
  { "server sql", "MSSQL" },
  { "sqlserver", "MSSQL" },
  { "ms sql", "MSSQL" },
  { "sql", "MySQL Postgres MSSQL" },
  { "mysql", "MySQL" },
  { "mariadb", "MySQL" },
  { "ga4", "GoogleAnalytics" },
  { "google ads", "GoogleAds" },
  { "googleads", "GoogleAds" },
  { "google-ads", "GoogleAds" },
  { "ads google", "GoogleAds" },
  { "google", "GoogleAds GoogleAnalytics GoogleSheets" },
  { "bq", "BigQuery" },
  { "sfdc", "Salesforce" },
  { "database", "BigQuery MongoDB MySQL Postgres MSSQL Snowflake Oracle" },
  { "databases", "BigQuery MongoDB MySQL Postgres MSSQL Snowflake Oracle" },
  { "payments", "Stripe" },
  { "account", "Stripe" },
  { "cafe", "Cafe" },
  { "caf\xc3\xa9", "Cafe" },
  /* A slip: two letters swapped, one left out, one too many, one wrong; while typing too. */
  { "postgers", "Postgres" },
  { "postge", "Postgres" },
  { "snwoflake", "Snowflake" },
  { "snoflake", "Snowflake" },
  { "mongdb", "MongoDB" },
  { "hubspott", "Hubspot" },
  { "hubpsot", "Hubspot" },
  { "salseforce", "Salesforce" },
  { "strippe", "Stripe" },
  { "bigquerry", "BigQuery" },
  { "gogle ads", "GoogleAds" },
  { "orcale", "Oracle" },
  /* Letters in order but apart, as a last resort. */
  { "pgs", "Postgres" },
  /* Nothing that resembles it. */
  { "sgp", "" },
  { "zzz", "" },
  { "postgres stripe", "" },
  { "kubernetes", "" },
  { "!", "" },
};

static void
test_searches (void)
{
  g_autoptr (GListModel) types = make_catalogue ();

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (SluiceCatalogueSearch) search = sluice_catalogue_search_new (types, searches[i].typed, FALSE);
      g_autofree char *names = join_names (search, NULL);

      g_test_message ("“%s”", searches[i].typed);
      g_assert_cmpstr (names, ==, searches[i].found);
    }
}

static void
test_order (void)
{
  g_autoptr (GListModel) types = make_catalogue ();
  g_autoptr (SluiceCatalogueSearch) all = sluice_catalogue_search_new (types, NULL, FALSE);
  g_autoptr (SluiceCatalogueSearch) spaces = sluice_catalogue_search_new (types, "  ", FALSE);
  g_autofree char *names = join_names (all, NULL);
  g_autofree char *crm = join_names (all, "CRM");

  /* Nothing typed: featured first, then by name. */
  g_assert_cmpstr (names, ==,
                   "BigQuery GoogleAds Hubspot MongoDB MySQL Postgres Stripe "
                   "Beehiiv Cafe GoogleAnalytics GoogleSheets MSSQL Oracle Salesforce Snowflake");
  g_assert_cmpstr (crm, ==, "Hubspot Salesforce");
  g_assert_cmpuint (sluice_catalogue_search_count (spaces, NULL), ==, 15);
}

static void
test_previews (void)
{
  g_autoptr (GListModel) types = make_catalogue ();
  g_autoptr (SluiceCatalogueSearch) hidden = sluice_catalogue_search_new (types, "payments", FALSE);
  g_autoptr (SluiceCatalogueSearch) shown = sluice_catalogue_search_new (types, "payments", TRUE);
  g_autoptr (SluiceCatalogueSearch) adyen = sluice_catalogue_search_new (types, "adyen", FALSE);
  g_autofree char *names = join_names (shown, NULL);

  g_assert_cmpuint (sluice_catalogue_search_count_previews (hidden, NULL), ==, 2);
  g_assert_cmpuint (sluice_catalogue_search_count_previews (hidden, "Payments & billing"), ==, 2);
  g_assert_cmpuint (sluice_catalogue_search_count_previews (hidden, "CRM"), ==, 0);
  g_assert_cmpstr (names, ==, "Stripe Adyen PayPal");
  g_assert_cmpuint (sluice_catalogue_search_count_previews (shown, NULL), ==, 0);
  /* It says that there would be one. */
  g_assert_cmpuint (sluice_catalogue_search_count (adyen, NULL), ==, 0);
  g_assert_cmpuint (sluice_catalogue_search_count_previews (adyen, NULL), ==, 1);
}

static void
test_categories (void)
{
  g_autoptr (GListModel) types = make_catalogue ();
  g_autoptr (GListModel) none = G_LIST_MODEL (g_list_store_new (SLUICE_TYPE_SOURCE_TYPE));
  g_auto (GStrv) categories = sluice_catalogue_dup_categories (types);
  g_auto (GStrv) nothing = sluice_catalogue_dup_categories (none);
  g_autofree char *joined = g_strjoinv (", ", categories);

  g_assert_cmpstr (joined, ==,
                   "Databases, Payments & billing, CRM, Advertising, Analytics, Marketing & email, Productivity, "
                   "Sales");
  g_assert_cmpuint (g_strv_length (nothing), ==, 0);
}

/* An account to be connected in the browser: as the only way, as one of two, or not at all. */
static void
test_oauth (void)
{
  g_autoptr (SluiceSourceType) hubspot = unit_source_type ("Hubspot");
  g_autoptr (SluiceSourceType) github = unit_source_type ("Github");
  g_autoptr (SluiceSourceType) zendesk = unit_source_type ("Zendesk");

  g_assert_true (sluice_source_type_get_oauth (hubspot));
  g_assert_true (sluice_source_type_get_oauth (github));
  g_assert_false (sluice_source_type_get_oauth (zendesk));
}

/* Whatever is typed: no crash, no endless loop, and quick. */
static void
test_odd_needles (void)
{
  g_autoptr (GListModel) types = make_catalogue ();
  g_autofree char *long_word = g_strnfill (100000, 'p');
  g_autofree char *many_words = g_strnfill (20000, ' ');
  const char *const needles[] = { long_word,  many_words, "%s%n",
                                  "\\",       "\xff\xfe", "\xe6\x95\xb0\xe6\x8d\xae\xe5\xba\x93",
                                  "\xcc\x81", "**",       "((((" };

  for (gsize i = 0; i < strlen (many_words); i += 2)
    many_words[i] = 'a';
  for (guint i = 0; i < G_N_ELEMENTS (needles); i++)
    {
      g_autoptr (SluiceCatalogueSearch) search = sluice_catalogue_search_new (types, needles[i], TRUE);

      g_assert_cmpuint (sluice_catalogue_search_count (search, NULL), <=, 17);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalogue-search/searches", test_searches);
  g_test_add_func ("/catalogue-search/order", test_order);
  g_test_add_func ("/catalogue-search/previews", test_previews);
  g_test_add_func ("/catalogue-search/categories", test_categories);
  g_test_add_func ("/catalogue-search/oauth", test_oauth);
  g_test_add_func ("/catalogue-search/odd-needles", test_odd_needles);

  return g_test_run ();
}
