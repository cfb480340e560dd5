/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "sluice-price-list.h"
#include "unit-common.h"

static GVariant *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GVariant *variant = g_variant_parse (NULL, text, NULL, NULL, &error);

  g_assert_no_error (error);

  return variant;
}

static SluicePriceList *
read_list (const char *text)
{
  g_autoptr (GVariant) variant = parse (text);
  g_autofree char *note = NULL;
  SluicePriceList *list = sluice_price_list_new_from_variant (variant, &note);

  g_assert_null (note);

  return list;
}

static void
assert_text (char *text, const char *expected)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, expected);
}

static void
test_cost (void)
{
  g_autoptr (SluicePriceList) list = sluice_price_list_new ();
  static const struct
  {
    gint64 rows;
    double dollars;
  } cases[] = {
    { 0, 0 },          { 1000000, 0 },    { 1000001, 0.000015 }, { 2000000, 15 },
    { 10000000, 135 }, { 20000000, 235 }, { 100000000, 1035 },   { 200000000, 1835 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (sluice_price_list_get_cost (list, cases[i].rows), cases[i].dollars, 1e-9);
  /* 9.2e18 rows at 8e-6 each: much, but a number. */
  g_assert_cmpfloat (sluice_price_list_get_cost (list, G_MAXINT64), >, 7e13);
  g_assert_true (isfinite (sluice_price_list_get_cost (list, G_MAXINT64)));
}

static void
test_cost_by_other_lists (void)
{
  g_autoptr (SluicePriceList) flat =
      read_list ("{'free-rows': <int64 0>, 'tiers': <[(int64 9223372036854775807, 0.5)]>}");
  g_autoptr (SluicePriceList) nothing = read_list ("{'tiers': <[(int64 9223372036854775807, 0.0)]>}");
  /* 100 are free, 900 cost 1 each, 9,000 cost 0.1 each, and the others 0.01 each. */
  g_autoptr (SluicePriceList) steep = read_list (
      "{'free-rows': <int64 100>, 'tiers': <[(int64 1000, 1.0), (10000, 0.1), (9223372036854775807, 0.01)]>}");

  g_assert_cmpfloat (sluice_price_list_get_cost (flat, 7), ==, 3.5);
  g_assert_cmpfloat (sluice_price_list_get_cost (nothing, G_MAXINT64), ==, 0);
  g_assert_cmpfloat_with_epsilon (sluice_price_list_get_cost (steep, 100), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (sluice_price_list_get_cost (steep, 101), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (sluice_price_list_get_cost (steep, 1000), 900, 1e-9);
  g_assert_cmpfloat_with_epsilon (sluice_price_list_get_cost (steep, 1001), 900.1, 1e-9);
  g_assert_cmpfloat_with_epsilon (sluice_price_list_get_cost (steep, 10000), 1800, 1e-9);
  g_assert_cmpfloat_with_epsilon (sluice_price_list_get_cost (steep, 11000), 1810, 1e-9);
}

static void
test_cost_in_words (void)
{
  g_autoptr (SluicePriceList) list = sluice_price_list_new ();

  assert_text (sluice_price_list_dup_cost (list, (SluiceRowRange) { 36000, 156000, 0 }), "$0.00");
  assert_text (sluice_price_list_dup_cost (list, (SluiceRowRange) { 1160000, 3066667, 0 }), "$2.40 – $31.00");
  assert_text (sluice_price_list_dup_cost (list, (SluiceRowRange) { 1206667, 3066667, 1 }), "at least $3.10");
  assert_text (sluice_price_list_dup_cost (list, (SluiceRowRange) { 0, 0, 2 }), "unknown");
  assert_text (sluice_price_list_dup_cost (list, (SluiceRowRange) { 200000000, 200000000, 0 }), "$1,835.00");
}

static void
test_words (void)
{
  g_autoptr (SluicePriceList) list = sluice_price_list_new ();
  g_autoptr (SluicePriceList) flat =
      read_list ("{'free-rows': <int64 0>, 'tiers': <[(int64 9223372036854775807, 2e-6)]>,"
                 " 'currency': <'CHF'>, 'as-of': <'2027-02-28'>, 'source': <'A quote'>}");
  g_autoptr (SluicePriceList) free =
      read_list ("{'free-rows': <int64 500>, 'tiers': <[(int64 9223372036854775807, 1.0)]>}");

  assert_text (sluice_price_list_dup_date (list), "September 2026");
  assert_text (sluice_price_list_dup_tier_rows (list, 0), "Up to 10\u202fM rows a month");
  assert_text (sluice_price_list_dup_tier_rows (list, 2), "Above 100\u202fM rows a month");
  assert_text (sluice_price_list_dup_tier_price (list, 0), "$15.00 a million");
  assert_text (sluice_price_list_dup_tier_price (list, 2), "$8.00 a million");
  g_assert_nonnull (strstr (sluice_price_list_get_source (list), "not verified"));

  assert_text (sluice_price_list_dup_date (flat), "February 2027");
  assert_text (sluice_price_list_dup_tier_rows (flat, 0), "All rows");
  assert_text (sluice_price_list_dup_tier_price (flat, 0), "CHF\u00a02.00 a million");
  g_assert_cmpstr (sluice_price_list_get_source (flat), ==, "A quote");
  assert_text (sluice_price_list_dup_tier_rows (free, 0), "Above 500 rows a month");
}

static void
assert_refused (const SluicePriceList *list, const char *word)
{
  g_autofree char *why = NULL;

  g_assert_false (sluice_price_list_check (list, &why));
  g_assert_nonnull (why);
  if (strstr (why, word) == NULL)
    g_error ("“%s” does not say “%s”", why, word);
  g_assert_false (sluice_price_list_check (list, NULL));
}

static void
test_check (void)
{
  g_autoptr (SluicePriceList) usual = sluice_price_list_new ();

#define REFUSED(change, word)                                                                                          \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autoptr (SluicePriceList) list = sluice_price_list_copy (usual);                                                 \
    change;                                                                                                            \
    assert_refused (list, word);                                                                                       \
  }                                                                                                                    \
  G_STMT_END

  g_assert_true (sluice_price_list_check (usual, NULL));
  REFUSED (list->n_tiers = 0, "no price");
  REFUSED (list->n_tiers = SLUICE_PRICE_TIERS_MAX + 1, "more than 10");
  REFUSED (list->free_rows = -1, "negative");
  REFUSED (list->free_rows = 10000000, "do not rise");
  REFUSED (list->tiers[1].up_to = 10000000, "do not rise");
  REFUSED (list->tiers[0].up_to = 0, "do not rise");
  REFUSED (list->tiers[0].up_to = SLUICE_NO_BOUND, "do not rise");
  REFUSED (list->tiers[2].up_to = 200000000, "last price");
  REFUSED (list->tiers[1].price = -0.1, "price");
  REFUSED (list->tiers[1].price = (double) NAN, "price");
  REFUSED (list->tiers[1].price = (double) INFINITY, "price");
  REFUSED (list->tiers[1].price = SLUICE_PRICE_MAX * 2, "price");
  REFUSED (list->free_days = 366, "days");
  REFUSED (g_date_clear (&list->as_of, 1), "date");
  REFUSED (g_set_str (&list->currency, ""), "currency");
  REFUSED (g_set_str (&list->currency, "US dollars"), "currency");
  REFUSED (g_set_str (&list->currency, NULL), "currency");
#undef REFUSED
}

static void
test_ten_tiers (void)
{
  g_autoptr (SluicePriceList) list = sluice_price_list_new ();
  g_autoptr (SluicePriceList) read = NULL;
  g_autoptr (GVariant) variant = NULL;
  g_autofree char *note = NULL;

  list->n_tiers = SLUICE_PRICE_TIERS_MAX;
  for (guint i = 0; i < list->n_tiers; i++)
    list->tiers[i] = (SluicePriceTier) { i + 1 < list->n_tiers ? (i + 2) * 1000000 : SLUICE_NO_BOUND, 0.001 / (i + 1) };
  g_assert_true (sluice_price_list_check (list, NULL));
  variant = g_variant_ref_sink (sluice_price_list_to_variant (list));
  read = sluice_price_list_new_from_variant (variant, &note);
  g_assert_null (note);
  g_assert_true (sluice_price_list_equal (list, read));
}

static void
test_stored_and_read (void)
{
  g_autoptr (SluicePriceList) list = sluice_price_list_new ();
  g_autoptr (SluicePriceList) copy = NULL;
  g_autoptr (SluicePriceList) read = NULL;
  g_autoptr (SluicePriceList) usual = sluice_price_list_new ();
  g_autoptr (GVariant) nothing = g_variant_ref_sink (sluice_price_list_to_variant (list));
  g_autoptr (GVariant) variant = NULL;
  g_autofree char *note = NULL;

  /* What nobody changed is not stored, so that a later version may know better. */
  g_assert_cmpuint (g_variant_n_children (nothing), ==, 0);

  list->free_rows = 0;
  list->free_days = 0;
  list->n_tiers = 2;
  list->tiers[0] = (SluicePriceTier) { G_MAXINT64 - 1, 0.1 };
  list->tiers[1] = (SluicePriceTier) { SLUICE_NO_BOUND, 1.0 / 3 };
  g_date_set_dmy (&list->as_of, 29, G_DATE_FEBRUARY, 2028);
  g_set_str (&list->currency, "kr.");
  g_set_str (&list->source, "A contract: “1/2”");
  variant = g_variant_ref_sink (sluice_price_list_to_variant (list));
  g_assert_cmpstr (g_variant_get_type_string (variant), ==, "a{sv}");
  read = sluice_price_list_new_from_variant (variant, &note);
  g_assert_null (note);
  g_assert_true (sluice_price_list_equal (list, read));
  g_assert_false (sluice_price_list_equal (list, usual));
  copy = sluice_price_list_copy (list);
  g_assert_true (sluice_price_list_equal (copy, read));
}

/* What is missing is as usual, and what a newer version wrote is passed over. */
static void
test_stored_in_part (void)
{
  g_autoptr (SluicePriceList) list = read_list ("{'free-rows': <int64 5>, 'moon': <true>}");
  g_autoptr (SluicePriceList) usual = sluice_price_list_new ();

  g_assert_cmpint (list->free_rows, ==, 5);
  usual->free_rows = 5;
  g_assert_true (sluice_price_list_equal (list, usual));
}

static void
test_corrupt (void)
{
  static const char *const cases[] = {
    "'cheap'",
    "{'free-rows': 5.0}",
    "{'free-rows': <'many'>}",
    "{'free-rows': <int64 -1>}",
    "{'free-rows': <int64 9223372036854775807>}",
    "{'free-days': <uint32 4000000000>}",
    "{'free-days': <int64 7>}",
    "{'tiers': <@a(xd) []>}",
    "{'tiers': <[(int64 5000000, 0.1)]>}",
    "{'tiers': <[(int64 9223372036854775807, -0.1)]>}",
    "{'tiers': <[(int64 9223372036854775807, nan)]>}",
    "{'tiers': <[(int64 20000000, 0.1), (10000000, 0.2), (9223372036854775807, 0.3)]>}",
    "{'tiers': <[(int64 -5, 0.1), (9223372036854775807, 0.3)]>}",
    "{'tiers': <[(int64 2000000, 0.1), (3000000, 0.1), (4000000, 0.1), (5000000, 0.1), (6000000, 0.1), (7000000, 0.1),"
    " (8000000, 0.1), (9000000, 0.1), (10000000, 0.1), (11000000, 0.1), (9223372036854775807, 0.1)]>}",
    "{'tiers': <[(int64 1, 'a')]>}",
    "{'currency': <''>}",
    "{'currency': <'$\\n'>}",
    "{'currency': <7>}",
    "{'as-of': <'2026-13-01'>}",
    "{'as-of': <'2026-02-30'>}",
    "{'as-of': <'yesterday'>}",
    "{'as-of': <'2026-09-01 '>}",
    "{'source': <1.0>}",
  };
  g_autoptr (SluicePriceList) usual = sluice_price_list_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVariant) variant = parse (cases[i]);
      g_autofree char *note = NULL;
      g_autoptr (SluicePriceList) list = sluice_price_list_new_from_variant (variant, &note);
      g_autoptr (SluicePriceList) again = sluice_price_list_new_from_variant (variant, NULL);

      g_test_message ("%s: %s", cases[i], note);
      g_assert_nonnull (note);
      g_assert_true (g_str_has_prefix (note, "The stored prices cannot be used"));
      g_assert_true (sluice_price_list_equal (list, usual));
      g_assert_true (sluice_price_list_equal (again, usual));
    }
}

static void
test_days (void)
{
  static const char *const bad[] = { "",           "2026",        "2026-09",      "2026-9-1",
                                     "2026-09-31", " 2026-09-01", "2026-09-01\n", "0000-01-01",
                                     "+026-09-01", "2026-09-001" };
  GDate day;

  g_date_clear (&day, 1);
  g_assert_true (sluice_price_list_parse_day ("2028-02-29", &day));
  g_assert_cmpint (g_date_get_year (&day), ==, 2028);
  g_assert_cmpint (g_date_get_month (&day), ==, 2);
  g_assert_cmpint (g_date_get_day (&day), ==, 29);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (sluice_price_list_parse_day (bad[i], &day));
  g_assert_cmpint (g_date_get_day (&day), ==, 29);
}

static void
test_currencies (void)
{
  static const char *const good[] = { "$", "€", "USD", "US$", "kr.", "zł", "元", "R$" };
  static const char *const bad[] = { "", " ", "$ ", ".", "5", "US dollar", "<b>", "%s", "ABCDEFGHI" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (sluice_price_list_check_currency (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (sluice_price_list_check_currency (bad[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/price-list/cost", test_cost);
  g_test_add_func ("/price-list/cost/other-lists", test_cost_by_other_lists);
  g_test_add_func ("/price-list/cost/words", test_cost_in_words);
  g_test_add_func ("/price-list/words", test_words);
  g_test_add_func ("/price-list/check", test_check);
  g_test_add_func ("/price-list/ten-tiers", test_ten_tiers);
  g_test_add_func ("/price-list/stored-and-read", test_stored_and_read);
  g_test_add_func ("/price-list/stored-in-part", test_stored_in_part);
  g_test_add_func ("/price-list/corrupt", test_corrupt);
  g_test_add_func ("/price-list/days", test_days);
  g_test_add_func ("/price-list/currencies", test_currencies);

  return g_test_run ();
}
