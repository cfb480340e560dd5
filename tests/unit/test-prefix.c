/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sluice-prefix.h"
#include "unit-common.h"

#define NONE "[]"
#define PLAIN "[{'id':'1','source_type':'Postgres','prefix':null}]"
#define SHOP "[{'id':'1','source_type':'Postgres','prefix':null},{'id':'2','source_type':'Postgres','prefix':'shop_'}]"

static void
assert_suggestion (const char *const *values, const char *sources, const char *expected)
{
  g_autoptr (SluiceSourceType) type = unit_source_type ("Postgres");
  g_autoptr (SluiceForm) form = sluice_form_new (type);
  g_autoptr (GListModel) model = unit_sources (sources);
  g_autofree char *prefix = NULL;
  g_autofree char *fault = NULL;

  for (; *values != NULL; values += 2)
    sluice_form_set_value (form, values[0], values[1]);
  prefix = sluice_prefix_suggest (form, model);
  g_assert_cmpstr (prefix, ==, expected);
  /* What is suggested is always allowed. */
  fault = sluice_prefix_dup_fault (prefix, "Postgres", model);
  g_assert_null (fault);
}

#define VALUES(...) ((const char *const[]) { __VA_ARGS__, NULL })

static void
test_suggest (void)
{
  assert_suggestion (VALUES ("database", "shop"), NONE, "");
  assert_suggestion (VALUES ("database", "shop"), "[{'id':'1','source_type':'MySQL','prefix':null}]", "");
  assert_suggestion (VALUES ("database", "shop"), PLAIN, "shop_");
  assert_suggestion (VALUES ("database", "Shop-EU 2"), PLAIN, "shop_eu_2_");
  assert_suggestion (VALUES ("database", "__2024shop__"), PLAIN, "shop_");
  assert_suggestion (VALUES ("database", "shop"), SHOP, "shop_2_");
  assert_suggestion (VALUES ("database", "Shop"),
                     "[{'id':'1','source_type':'Postgres','prefix':'SHOP'},"
                     "{'id':'2','source_type':'Postgres','prefix':'_shop_2'}]",
                     "shop_3_");
  /* Without anything usable in the database's name: the host's first label, then a word. */
  assert_suggestion (VALUES ("database", "商店", "host", "db7.example.com"), PLAIN, "db7_");
  assert_suggestion (VALUES ("database", "42", "host", "10.0.0.1"), PLAIN, "source_");
}

static void
test_suggest_long (void)
{
  g_autofree char *name = g_strnfill (300, 'x');
  g_autoptr (SluiceSourceType) type = unit_source_type ("Postgres");
  g_autoptr (SluiceForm) form = sluice_form_new (type);
  g_autoptr (GListModel) sources = unit_sources (PLAIN);
  g_autofree char *prefix = NULL;

  sluice_form_set_value (form, "database", name);
  prefix = sluice_prefix_suggest (form, sources);
  g_assert_cmpuint (strlen (prefix), <=, SLUICE_PREFIX_MAX);
}

static void
assert_fault (const char *prefix, const char *sources, gboolean expected)
{
  g_autoptr (GListModel) model = unit_sources (sources);
  g_autofree char *fault = sluice_prefix_dup_fault (prefix, "Postgres", model);

  g_test_message ("%s: %s", prefix, fault != NULL ? fault : "fine");
  g_assert_cmpint (fault != NULL, ==, expected);
}

static void
test_shape (void)
{
  static const char *const good[] = { "shop", "shop_", "_shop", "__Shop__", "s", "shop_2", "EU" };
  static const char *const bad[] = { "_",    "____", "2shop", "_2shop", "shop-eu", "shop eu",  "shop.eu",
                                     "shöp", "店",   "shop/", " shop",  "_é_",     "ＳＨＯＰ", "\u212a" };
  g_autofree char *longest = g_strnfill (SLUICE_PREFIX_MAX, 'x');
  g_autofree char *too_long = g_strnfill (SLUICE_PREFIX_MAX + 1, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    assert_fault (good[i], NONE, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_fault (bad[i], NONE, TRUE);
  assert_fault (longest, NONE, FALSE);
  assert_fault (too_long, NONE, TRUE);
}

static void
test_collisions (void)
{
  static const char *const alike[] = { "shop_", "shop", "Shop_", "_SHOP", "__shop__" };
  static const char *const unlike[] = { "shop2", "shop_eu", "s_hop", "eu_shop" };

  for (guint i = 0; i < G_N_ELEMENTS (alike); i++)
    assert_fault (alike[i], SHOP, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (unlike); i++)
    assert_fault (unlike[i], SHOP, FALSE);

  /* Another type's prefix, or a direct connection's name, is no obstacle. */
  assert_fault ("shop", "[{'id':'1','source_type':'MySQL','prefix':'shop'}]", FALSE);
  assert_fault ("shop", "[{'id':'1','source_type':'Postgres','prefix':'shop','access_method':'direct'}]", FALSE);
}

static void
test_needed (void)
{
  g_autoptr (GListModel) none = unit_sources (NONE);
  g_autoptr (GListModel) plain = unit_sources (PLAIN);
  g_autoptr (GListModel) prefixed = unit_sources ("[{'id':'1','source_type':'Postgres','prefix':'shop'}]");

  g_assert_false (sluice_prefix_is_needed ("Postgres", none));
  g_assert_false (sluice_prefix_is_needed ("Postgres", NULL));
  g_assert_true (sluice_prefix_is_needed ("Postgres", plain));
  g_assert_false (sluice_prefix_is_needed ("MySQL", plain));
  g_assert_false (sluice_prefix_is_needed ("Postgres", prefixed));
  assert_fault ("", NONE, FALSE);
  assert_fault ("", PLAIN, TRUE);
  assert_fault ("", "[{'id':'1','source_type':'Postgres','prefix':'shop'}]", FALSE);
}

static void
test_names (void)
{
  static const struct
  {
    const char *prefix;
    const char *table;
    const char *stored;
    const char *query;
  } cases[] = {
    { "", "orders", "postgres_orders", "postgres.orders" },
    { "eu", "orders", "eupostgres_orders", "postgres.eu.orders" },
    { "eu_", "orders", "eu_postgres_orders", "postgres.eu.orders" },
    { "", "public.users", "postgres_public__users", "postgres.public.users" },
    { "Shop_", "public.Users", "shop_postgres_public__users", "postgres.shop.public.users" },
    { "", "acme/shop.issues", "postgres_acme_shop__issues", "postgres.acme/shop.issues" },
    { "__a__", "x", "__a__postgres_x", "postgres.a.x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *stored = sluice_prefix_dup_stored_name (cases[i].prefix, "Postgres", cases[i].table);
      g_autofree char *query = sluice_prefix_dup_query_name (cases[i].prefix, "Postgres", cases[i].table);

      g_assert_cmpstr (stored, ==, cases[i].stored);
      g_assert_cmpstr (query, ==, cases[i].query);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/prefix/suggest", test_suggest);
  g_test_add_func ("/prefix/suggest/long", test_suggest_long);
  g_test_add_func ("/prefix/shape", test_shape);
  g_test_add_func ("/prefix/collisions", test_collisions);
  g_test_add_func ("/prefix/needed", test_needed);
  g_test_add_func ("/prefix/names", test_names);

  return g_test_run ();
}
