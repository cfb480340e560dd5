/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-estimate.h"
#include "unit-common.h"

#define NNBSP "\u202f"

static void
assert_month (const char *json, SluiceSyncMethod method, SluiceFrequency frequency, gint64 low, gint64 high)
{
  g_autoptr (SluiceTable) table = unit_table (json);
  SluiceRowRange month;

  sluice_table_set_method (table, method);
  g_assert_cmpint (sluice_table_get_method (table), ==, method);
  month = sluice_estimate_month (table, frequency);
  g_assert_cmpint (month.low, ==, low);
  g_assert_cmpint (month.high, ==, high);
  g_assert_cmpuint (month.n_unknown, ==, 0);
}

#define ANY                                                                                                            \
  "'incremental_available':true,'append_available':true,'xmin_available':true,'cdc_available':true,"                   \
  "'supports_webhooks':true,'incremental_fields':[{'field':'at','type':'timestamp'}]}"

static void
test_month (void)
{
  const char *table = "{'table':'t','rows':1000," ANY;

  assert_month (table, SLUICE_SYNC_METHOD_FULL_REFRESH, SLUICE_FREQUENCY_24HOUR, 30000, 30000);
  assert_month (table, SLUICE_SYNC_METHOD_FULL_REFRESH, SLUICE_FREQUENCY_5MIN, 8640000, 8640000);
  assert_month (table, SLUICE_SYNC_METHOD_FULL_REFRESH, SLUICE_FREQUENCY_30DAY, 1000, 1000);
  /* Every 7 days is up to five times in 30. */
  assert_month (table, SLUICE_SYNC_METHOD_FULL_REFRESH, SLUICE_FREQUENCY_7DAY, 5000, 5000);
  assert_month (table, SLUICE_SYNC_METHOD_INCREMENTAL, SLUICE_FREQUENCY_5MIN, 30, 150);
  assert_month (table, SLUICE_SYNC_METHOD_XMIN, SLUICE_FREQUENCY_24HOUR, 30, 150);
  assert_month (table, SLUICE_SYNC_METHOD_CDC, SLUICE_FREQUENCY_24HOUR, 30, 150);
  assert_month (table, SLUICE_SYNC_METHOD_WEBHOOK, SLUICE_FREQUENCY_24HOUR, 30, 150);
  assert_month (table, SLUICE_SYNC_METHOD_APPEND, SLUICE_FREQUENCY_24HOUR, 10, 50);
}

static void
test_month_at_the_edges (void)
{
  const char *huge = "{'table':'t','rows':9223372036854775807," ANY;

  assert_month ("{'table':'t','rows':0," ANY, SLUICE_SYNC_METHOD_INCREMENTAL, SLUICE_FREQUENCY_24HOUR, 0, 0);
  /* The low end is rounded down and the high end up. */
  assert_month ("{'table':'t','rows':10," ANY, SLUICE_SYNC_METHOD_INCREMENTAL, SLUICE_FREQUENCY_24HOUR, 0, 2);
  assert_month (huge, SLUICE_SYNC_METHOD_FULL_REFRESH, SLUICE_FREQUENCY_24HOUR, G_MAXINT64, G_MAXINT64);
  assert_month (huge, SLUICE_SYNC_METHOD_INCREMENTAL, SLUICE_FREQUENCY_24HOUR, G_GINT64_CONSTANT (276701161105643274),
                G_GINT64_CONSTANT (1383505805528216372));
}

static void
test_month_unknown (void)
{
  g_autoptr (SluiceTable) table = unit_table ("{'table':'t'}");
  g_autoptr (SluiceTable) forbidden = unit_table ("{'table':'t','permission_error':'no'}");
  SluiceRowRange month = sluice_estimate_month (table, SLUICE_FREQUENCY_24HOUR);

  g_assert_cmpuint (month.n_unknown, ==, 1);
  g_assert_cmpint (month.high, ==, 0);
  g_assert_cmpuint (sluice_estimate_month (forbidden, SLUICE_FREQUENCY_24HOUR).n_unknown, ==, 0);
}

static void
test_own_frequency (void)
{
  g_autoptr (SluiceTable) table = unit_table ("{'table':'t','rows':10}");

  sluice_table_set_frequency (table, SLUICE_FREQUENCY_1HOUR);
  g_assert_cmpint (sluice_estimate_month (table, SLUICE_FREQUENCY_24HOUR).low, ==, 7200);
}

static void
test_sums (void)
{
  SluiceRowRange a = { G_MAXINT64 - 1, G_MAXINT64, 1 };
  SluiceRowRange b = { 5, 7, 2 };
  SluiceRowRange sum = sluice_row_range_add (a, b);
  SluiceRowRange rest = sluice_row_range_subtract (b, a);

  g_assert_cmpint (sum.low, ==, G_MAXINT64);
  g_assert_cmpint (sum.high, ==, G_MAXINT64);
  g_assert_cmpuint (sum.n_unknown, ==, 3);
  g_assert_cmpint (rest.low, ==, 0);
  g_assert_cmpuint (rest.n_unknown, ==, 1);
}

static void
assert_text (char *text, const char *expected)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, expected);
}

static void
test_short_numbers (void)
{
  assert_text (sluice_rows_to_short_string (-1), "unknown");
  assert_text (sluice_rows_to_short_string (0), "0");
  assert_text (sluice_rows_to_short_string (999), "999");
  assert_text (sluice_rows_to_short_string (1000), "1" NNBSP "k");
  assert_text (sluice_rows_to_short_string (803999), "804" NNBSP "k");
  assert_text (sluice_rows_to_short_string (999499), "999" NNBSP "k");
  assert_text (sluice_rows_to_short_string (999500), "1" NNBSP "M");
  assert_text (sluice_rows_to_short_string (1204331), "1.2" NNBSP "M");
  assert_text (sluice_rows_to_short_string (1250000), "1.25" NNBSP "M");
  assert_text (sluice_rows_to_short_string (48003120), "48" NNBSP "M");
  assert_text (sluice_rows_to_short_string (G_GINT64_CONSTANT (1) << 62), "4,610,000" NNBSP "T");
}

static void
test_ranges (void)
{
  assert_text (sluice_row_range_to_string ((SluiceRowRange) { 37500, 187500, 0 }), "≈ 38" NNBSP "k – 190" NNBSP "k");
  assert_text (sluice_row_range_to_string ((SluiceRowRange) { 4856, 24282, 0 }), "≈ 4.9" NNBSP "k – 24" NNBSP "k");
  assert_text (sluice_row_range_to_string ((SluiceRowRange) { 480031, 2400156, 0 }), "≈ 0.5" NNBSP "M – 2.4" NNBSP "M");
  assert_text (sluice_row_range_to_string ((SluiceRowRange) { 6, 32, 0 }), "≈ 6 – 32");
  /* What is the same once it is rounded is said once. */
  assert_text (sluice_row_range_to_string ((SluiceRowRange) { 9383280, 9416400, 0 }), "≈ 9.4" NNBSP "M");
  assert_text (sluice_row_range_to_string ((SluiceRowRange) { 7200, 7200, 0 }), "7,200");
  assert_text (sluice_row_range_to_string ((SluiceRowRange) { 0, 0, 0 }), "0");
  assert_text (sluice_row_range_to_string ((SluiceRowRange) { 1200000, 1300000, 2 }), "at least 1.2" NNBSP "M");
  assert_text (sluice_row_range_to_string ((SluiceRowRange) { 0, 0, 2 }), "unknown");
  assert_text (sluice_rows_to_string (1250000), "1,250,000");
  assert_text (sluice_rows_to_string (G_MAXINT64), "9,223,372,036,854,775,807");
  assert_text (sluice_rows_to_string (100), "100");
  assert_text (sluice_rows_to_string (-1), "unknown");
}

/* The form of the plural is that of the number that is read: by its last figures, however large it is. */
static void
test_plurals (void)
{
  static const gint64 numbers[] = { 0, 1, 2, 7, 11, 100, 999, 1000003, 1000011, 12345678901, G_MAXINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const gulong plural = sluice_rows_get_plural (numbers[i]);

      g_assert_cmpuint (plural, <=, 2000000);
      g_assert_cmpuint (plural % 100, ==, numbers[i] % 100);
      g_assert_true ((plural < 1000) == (numbers[i] < 1000));
    }
  g_assert_cmpuint (sluice_rows_get_plural (-1), ==, 0);
  g_assert_cmpuint (sluice_rows_get_short_plural (3), ==, 3);
  g_assert_cmpuint (sluice_rows_get_short_plural (8303) % 1000, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/estimate/month", test_month);
  g_test_add_func ("/estimate/month/edges", test_month_at_the_edges);
  g_test_add_func ("/estimate/month/unknown", test_month_unknown);
  g_test_add_func ("/estimate/month/own-frequency", test_own_frequency);
  g_test_add_func ("/estimate/sums", test_sums);
  g_test_add_func ("/estimate/text/short", test_short_numbers);
  g_test_add_func ("/estimate/text/ranges", test_ranges);
  g_test_add_func ("/estimate/text/plurals", test_plurals);

  return g_test_run ();
}
