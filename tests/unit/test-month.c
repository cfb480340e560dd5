/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-table-choice.h"
#include "sluice-table-history.h"
#include "sluice-table-list.h"
#include "unit-common.h"

/* The rows of a month (DESIGN 7.2), worked out by hand, of tables in a list. */

#define ANY                                                                                                            \
  "'incremental_available':true,'append_available':true,'xmin_available':true,'cdc_available':true,"                   \
  "'supports_webhooks':true,'detected_primary_keys':['id'],"                                                           \
  "'incremental_fields':[{'field':'updated_at','type':'timestamp'}]}"
#define MILLION "{'table':'t','rows':1000000," ANY
#define HUGE "{'table':'t','rows':4611686018427387904," ANY

static SluiceTableList *
make_list (const char *first, ...)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
  SluiceTableList *list = sluice_table_list_new ();
  va_list args;

  va_start (args, first);
  for (const char *text = first; text != NULL; text = va_arg (args, const char *))
    g_ptr_array_add (tables, unit_table (text));
  va_end (args);
  sluice_table_list_append (list, tables);

  return list;
}

/* The only table of a list, selected. */
static SluiceTable *
pick (SluiceTableList *list, SluiceSyncMethod method)
{
  SluiceTable *table = sluice_table_list_get (list, 0);

  sluice_table_set_method (table, method);
  g_assert_cmpint (sluice_table_get_method (table), ==, method);
  sluice_table_set_selected (table, TRUE);

  return table;
}

static void
assert_range (SluiceRowRange range, gint64 low, gint64 high, guint n_unknown)
{
  g_assert_cmpint (range.low, ==, low);
  g_assert_cmpint (range.high, ==, high);
  g_assert_cmpuint (range.n_unknown, ==, n_unknown);
}

/* Of the only table and of the list alike. */
static void
assert_month (SluiceTableList *list, gint64 low, gint64 high)
{
  assert_range (sluice_estimate_month (sluice_table_list_get (list, 0), sluice_table_list_get_frequency (list)), low,
                high, 0);
  assert_range (sluice_table_list_get_month (list), low, high, 0);
}

static void
assume (SluiceTableList *list, guint changed_low, guint changed_high, guint added_low, guint added_high)
{
  const SluiceAssumptions assumptions = { changed_low, changed_high, added_low, added_high };

  sluice_table_list_set_assumptions (list, &assumptions);
}

static void
test_assumptions (void)
{
  static const struct
  {
    SluiceSyncMethod method;
    gint64 usual[2];
    gint64 other[2];
  } cases[] = {
    /* 3–15 % and 1–5 %, then 0.5–250 % and 2.25–2.25 %, of a million */
    { SLUICE_SYNC_METHOD_INCREMENTAL, { 30000, 150000 }, { 5000, 2500000 } },
    { SLUICE_SYNC_METHOD_XMIN, { 30000, 150000 }, { 5000, 2500000 } },
    { SLUICE_SYNC_METHOD_CDC, { 30000, 150000 }, { 5000, 2500000 } },
    { SLUICE_SYNC_METHOD_WEBHOOK, { 30000, 150000 }, { 5000, 2500000 } },
    { SLUICE_SYNC_METHOD_APPEND, { 10000, 50000 }, { 22500, 22500 } },
    { SLUICE_SYNC_METHOD_FULL_REFRESH, { 30000000, 30000000 }, { 30000000, 30000000 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceTableList) list = make_list (MILLION, NULL);

      pick (list, cases[i].method);
      assert_month (list, cases[i].usual[0], cases[i].usual[1]);
      assume (list, 50, 25000, 225, 225);
      assert_month (list, cases[i].other[0], cases[i].other[1]);
    }
}

/* Everybody hears of other assumptions once, and it is no step to be undone. */
static void
test_assumptions_are_told (void)
{
  g_autoptr (SluiceTableList) list = make_list (MILLION, NULL);
  guint n_totals = 0;
  guint n_assumptions = 0;
  guint n_tables = 0;

  g_signal_connect_swapped (list, "totals-changed", G_CALLBACK (unit_count_cb), &n_totals);
  g_signal_connect_swapped (list, "notify::assumptions", G_CALLBACK (unit_count_cb), &n_assumptions);
  g_signal_connect_swapped (list, "table-changed", G_CALLBACK (unit_count_cb), &n_tables);
  assume (list, 100, 200, 100, 500);
  assume (list, 100, 200, 100, 500);
  g_assert_cmpuint (n_totals, ==, 1);
  g_assert_cmpuint (n_assumptions, ==, 1);
  g_assert_cmpuint (n_tables, ==, 0);
  g_assert_false (sluice_table_history_get_can_undo (sluice_table_list_get_history (list)));
}

/* A million rows, read in full every so many days beside. */
static void
test_read_in_full (void)
{
  static const struct
  {
    guint days;
    gint64 low;
    gint64 high;
  } cases[] = {
    { 1, 30000000, 30000000 }, { 7, 4285714, 4285715 }, { 30, 1000000, 1000000 }, { 90, 333333, 333334 }, { 0, 0, 0 },
  };
  g_autoptr (SluiceTableList) list = make_list (MILLION, NULL);
  SluiceTable *table = pick (list, SLUICE_SYNC_METHOD_INCREMENTAL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      sluice_table_set_full_refresh_days (table, cases[i].days);
      assert_month (list, 30000 + cases[i].low, 150000 + cases[i].high);
    }

  sluice_table_set_full_refresh_days (table, 30);
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_APPEND);
  assert_month (list, 1010000, 1050000);
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_XMIN);
  assert_month (list, 1030000, 1150000);
  /* These are never read in full beside. */
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_CDC);
  assert_month (list, 30000, 150000);
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_FULL_REFRESH);
  assert_month (list, 30000000, 30000000);
}

/* A table cannot be read in full more often than it syncs. */
static void
test_read_in_full_by_the_plan (void)
{
  g_autoptr (SluiceTableList) list = make_list (MILLION, NULL);
  SluiceTable *table = pick (list, SLUICE_SYNC_METHOD_INCREMENTAL);

  sluice_table_set_full_refresh_days (table, 3);
  assert_month (list, 30000 + 10000000, 150000 + 10000000);
  sluice_table_list_set_frequency (list, SLUICE_FREQUENCY_7DAY);
  assert_month (list, 30000 + 4285714, 150000 + 4285715);
  sluice_table_list_set_frequency (list, SLUICE_FREQUENCY_30DAY);
  assert_month (list, 30000 + 1000000, 150000 + 1000000);
  sluice_table_set_frequency (table, SLUICE_FREQUENCY_7DAY);
  assert_month (list, 30000 + 4285714, 150000 + 4285715);
  sluice_table_list_set_frequency (list, SLUICE_FREQUENCY_5MIN);
  assert_month (list, 30000 + 4285714, 150000 + 4285715);
  sluice_table_set_frequency (table, -1);
  assert_month (list, 30000 + 10000000, 150000 + 10000000);
}

/* What a look-back reads again is at the high end only: 15 % of a million a month are 5,000 a day. */
static void
test_look_back (void)
{
  g_autoptr (SluiceTableList) list = make_list (MILLION, NULL);
  SluiceTable *table = pick (list, SLUICE_SYNC_METHOD_INCREMENTAL);

  sluice_table_set_look_back (table, SLUICE_SECONDS_A_DAY);
  g_assert_cmpint (sluice_table_get_look_back (table), ==, SLUICE_SECONDS_A_DAY);
  /* A day, 30 times; then 720 times; then two days, 5 times. */
  assert_month (list, 30000, 150000 + 150000);
  sluice_table_list_set_frequency (list, SLUICE_FREQUENCY_1HOUR);
  assert_month (list, 30000, 150000 + 3600000);
  sluice_table_set_frequency (table, SLUICE_FREQUENCY_7DAY);
  sluice_table_set_look_back (table, 2 * SLUICE_SECONDS_A_DAY);
  assert_month (list, 30000, 150000 + 50000);
  /* 30 % of a million are 10,000 a day. */
  assume (list, 300, 3000, 100, 500);
  assert_month (list, 30000, 300000 + 100000);
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_XMIN);
  assert_month (list, 30000, 300000);
}

/* A total stays at the largest number there is, and comes back from it. */
static void
test_huge (void)
{
  g_autoptr (SluiceTableList) list = make_list (HUGE, "{'table':'small','rows':10}", NULL);
  SluiceTable *table = pick (list, SLUICE_SYNC_METHOD_FULL_REFRESH);
  SluiceTable *small = sluice_table_list_get (list, 1);

  sluice_table_set_selected (small, TRUE);
  sluice_table_set_frequency (table, SLUICE_FREQUENCY_5MIN);
  assert_range (sluice_estimate_month (table, SLUICE_FREQUENCY_5MIN), G_MAXINT64, G_MAXINT64, 0);
  assert_range (sluice_table_list_get_month (list), G_MAXINT64, G_MAXINT64, 0);
  sluice_table_set_frequency (table, -1);
  sluice_table_list_set_frequency (list, SLUICE_FREQUENCY_5MIN);
  assert_range (sluice_table_list_get_month (list), G_MAXINT64, G_MAXINT64, 0);

  sluice_table_set_method (table, SLUICE_SYNC_METHOD_INCREMENTAL);
  sluice_table_set_look_back (table, SLUICE_LOOK_BACK_MAX);
  sluice_table_set_full_refresh_days (table, 1);
  assume (list, SLUICE_SHARE_MAX, SLUICE_SHARE_MAX, 0, SLUICE_SHARE_MAX);
  assert_range (sluice_table_list_get_month (list), G_MAXINT64, G_MAXINT64, 0);
  assert_range (sluice_table_list_get_looking_back_part (list).month, 0, G_MAXINT64, 0);

  sluice_table_set_selected (table, FALSE);
  assert_range (sluice_table_list_get_month (list), 86400, 86400, 0);
  assert_range (sluice_table_list_get_first_load (list), 10, 10, 0);
}

/* What is unknown is counted, and makes no sum smaller. */
static void
test_unknown (void)
{
  g_autoptr (SluiceTableList) list = make_list (MILLION, "{'table':'u'," ANY, "{'table':'v'}", NULL);
  SluiceTable *second = sluice_table_list_get (list, 1);

  pick (list, SLUICE_SYNC_METHOD_APPEND);
  assert_month (list, 10000, 50000);
  sluice_table_set_method (second, SLUICE_SYNC_METHOD_INCREMENTAL);
  sluice_table_set_full_refresh_days (second, 7);
  sluice_table_set_look_back (second, 60);
  sluice_table_set_selected (second, TRUE);
  sluice_table_set_selected (sluice_table_list_get (list, 2), TRUE);
  assert_range (sluice_table_list_get_month (list), 10000, 50000, 2);
  assert_range (sluice_table_list_get_first_load (list), 1000000, 1000000, 2);
  assert_range (sluice_table_list_get_method_part (list, SLUICE_SYNC_METHOD_INCREMENTAL).month, 0, 0, 1);
  assert_range (sluice_table_list_get_refreshed_part (list).month, 0, 0, 1);
  g_assert_cmpuint (sluice_table_list_get_refreshed_part (list).n_tables, ==, 1);
  g_assert_cmpint (sluice_table_list_get_refreshed_part (list).rows, ==, 0);
}

static void
test_parts (void)
{
  g_autoptr (SluiceTableList) list =
      make_list ("{'table':'a','rows':1000," ANY, "{'table':'b','rows':2000," ANY, "{'table':'c','rows':500," ANY,
                 "{'table':'d','rows':40," ANY, "{'table':'e','rows':60," ANY, NULL);
  static const SluiceSyncMethod methods[] = { SLUICE_SYNC_METHOD_INCREMENTAL, SLUICE_SYNC_METHOD_INCREMENTAL,
                                              SLUICE_SYNC_METHOD_APPEND, SLUICE_SYNC_METHOD_FULL_REFRESH,
                                              SLUICE_SYNC_METHOD_FULL_REFRESH };
  SluiceEstimatePart part;

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      sluice_table_set_method (sluice_table_list_get (list, i), methods[i]);
      sluice_table_set_selected (sluice_table_list_get (list, i), TRUE);
    }
  sluice_table_set_frequency (sluice_table_list_get (list, 4), SLUICE_FREQUENCY_12HOUR);
  sluice_table_set_full_refresh_days (sluice_table_list_get (list, 1), 15);
  sluice_table_set_look_back (sluice_table_list_get (list, 0), SLUICE_SECONDS_A_DAY);

  part = sluice_table_list_get_method_part (list, SLUICE_SYNC_METHOD_INCREMENTAL);
  g_assert_cmpuint (part.n_tables, ==, 2);
  g_assert_cmpint (part.rows, ==, 3000);
  assert_range (part.month, 90, 450, 0);
  part = sluice_table_list_get_method_part (list, SLUICE_SYNC_METHOD_APPEND);
  g_assert_cmpint (part.rows, ==, 500);
  assert_range (part.month, 5, 25, 0);
  part = sluice_table_list_get_method_part (list, SLUICE_SYNC_METHOD_FULL_REFRESH);
  g_assert_cmpint (part.rows, ==, 100);
  assert_range (part.month, 40 * 30 + 60 * 60, 40 * 30 + 60 * 60, 0);
  part = sluice_table_list_get_refreshed_part (list);
  g_assert_cmpuint (part.n_tables, ==, 1);
  g_assert_cmpint (part.rows, ==, 2000);
  assert_range (part.month, 4000, 4000, 0);
  part = sluice_table_list_get_looking_back_part (list);
  g_assert_cmpint (part.rows, ==, 1000);
  assert_range (part.month, 0, 150, 0);
  assert_range (sluice_table_list_get_month (list), 90 + 5 + 4800 + 4000, 450 + 25 + 4800 + 4000 + 150, 0);
}

static void
assert_reason (SluiceTableList *list, const char *expected)
{
  g_autofree char *reason =
      sluice_estimate_dup_reason (sluice_table_list_get (list, 0), sluice_table_list_get_frequency (list));

  g_assert_cmpstr (reason, ==, expected);
}

static void
test_reasons (void)
{
  g_autoptr (SluiceTableList) list = make_list (MILLION, NULL);
  SluiceTable *table = pick (list, SLUICE_SYNC_METHOD_INCREMENTAL);

  assert_reason (list, "3\u2060–\u206015\u00a0% of 1,000,000 rows, taken to change in a month.");
  sluice_table_set_full_refresh_days (table, 30);
  sluice_table_set_look_back (table, 60);
  assume (list, 50, 1000, 200, 200);
  assert_reason (
      list, "0.5\u2060–\u206010\u00a0% of 1,000,000 rows, taken to change in a month. All of them again every 30 days. "
            "At most also what each sync reads again by its look-back.");
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_APPEND);
  sluice_table_set_full_refresh_days (table, 0);
  assert_reason (list, "2\u00a0% of 1,000,000 rows, taken to be added in a month.");
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_FULL_REFRESH);
  assert_reason (list, "All 1,000,000 rows, 30 times a month.");
  sluice_table_list_set_frequency (list, SLUICE_FREQUENCY_30DAY);
  assert_reason (list, "All 1,000,000 rows, 1 time a month.");
  sluice_table_set_frequency (table, SLUICE_FREQUENCY_12HOUR);
  assert_reason (list, "All 1,000,000 rows, 60 times a month.");
  sluice_table_set_rows (table, -1, SLUICE_ROWS_UNKNOWN);
  assert_reason (list, "Nobody has counted its rows.");
}

/* After any edits the totals are those of a count from nothing. */

#define N_TABLES 40
#define N_EDITS 4000

static const gint64 sizes[] = { -1, 0, 1, 7, 99, 1000, 54321, 1234567, 98765432101, G_GINT64_CONSTANT (1) << 62 };

static SluiceTableList *
make_random_list (void)
{
  SluiceTableList *list = sluice_table_list_new ();
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < N_TABLES; i++)
    {
      const gint64 rows = sizes[g_test_rand_int_range (0, G_N_ELEMENTS (sizes))];
      g_autofree char *count = rows < 0 ? g_strdup ("null") : g_strdup_printf ("%" G_GINT64_FORMAT, rows);
      g_autofree char *text =
          g_strdup_printf (i % 5 == 0 ? "{'table':'t%u','rows':%s}" : "{'table':'t%u','rows':%s," ANY, i, count);

      g_ptr_array_add (tables, unit_table (text));
    }
  sluice_table_list_append (list, tables);

  return list;
}

static void
edit_table (SluiceTable *table)
{
  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
    case 1:
      sluice_table_set_selected (table, g_test_rand_bit ());
      break;
    case 2:
      sluice_table_set_method (table, g_test_rand_int_range (1, SLUICE_SYNC_METHOD_WEBHOOK + 1));
      break;
    case 3:
      sluice_table_set_frequency (table, g_test_rand_int_range (-1, SLUICE_FREQUENCY_LAST + 1));
      break;
    case 4:
      sluice_table_set_rows (table, sizes[g_test_rand_int_range (0, G_N_ELEMENTS (sizes))], SLUICE_ROWS_BY_HAND);
      break;
    case 5:
      sluice_table_set_full_refresh_days (table, g_test_rand_int_range (0, SLUICE_FULL_REFRESH_DAYS_MAX + 1));
      break;
    case 6:
      sluice_table_set_look_back (table, g_test_rand_int_range (-1, SLUICE_LOOK_BACK_MAX + 1));
      break;
    case 7:
    default:
      sluice_table_reset_choice (table);
    }
}

static void
edit_list (SluiceTableList *list)
{
  SluiceTableHistory *history = sluice_table_list_get_history (list);
  guint shares[4];

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      sluice_table_list_set_frequency (list, g_test_rand_int_range (0, SLUICE_FREQUENCY_LAST + 1));
      break;
    case 1:
      for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
        shares[i] = g_test_rand_int_range (0, SLUICE_SHARE_MAX / 2);
      assume (list, shares[0], shares[0] + shares[1], shares[2], shares[2] + shares[3]);
      break;
    case 2:
    case 3:
      sluice_table_history_undo (history);
      break;
    case 4:
      sluice_table_history_redo (history);
      break;
    case 5:
    default:
      sluice_table_list_set_near_real_time (list, g_test_rand_bit ());
    }
}

/* The same tables and choices, made anew. */
static SluiceTableList *
copy_list (SluiceTableList *list)
{
  SluiceTableList *copy = sluice_table_list_new ();
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < sluice_table_list_get_size (list); i++)
    {
      SluiceTable *table = sluice_table_list_get (list, i);
      g_autoptr (JsonNode) facts = sluice_table_facts_to_json (table);
      SluiceTable *other = sluice_table_new_from_json (json_node_get_object (facts), TRUE, NULL);

      sluice_table_set_rows (other, sluice_table_get_rows (table), SLUICE_ROWS_BY_HAND);
      g_ptr_array_add (tables, other);
    }
  sluice_table_list_append (copy, tables);
  sluice_table_list_set_frequency (copy, sluice_table_list_get_frequency (list));
  sluice_table_list_set_assumptions (copy, sluice_table_list_get_assumptions (list));
  for (guint i = 0; i < tables->len; i++)
    {
      g_autoptr (JsonNode) choice = sluice_table_choice_to_json (sluice_table_list_get (list, i));

      sluice_table_load_choice (g_ptr_array_index (tables, i), json_node_get_object (choice));
    }

  return copy;
}

static void
assert_same (SluiceRowRange a, SluiceRowRange b)
{
  assert_range (a, b.low, b.high, b.n_unknown);
}

static void
assert_same_part (SluiceEstimatePart a, SluiceEstimatePart b)
{
  g_assert_cmpuint (a.n_tables, ==, b.n_tables);
  g_assert_cmpint (a.rows, ==, b.rows);
  assert_same (a.month, b.month);
}

static void
assert_like_a_recount (SluiceTableList *list)
{
  g_autoptr (SluiceTableList) copy = copy_list (list);

  assert_same (sluice_table_list_get_first_load (list), sluice_table_list_get_first_load (copy));
  assert_same (sluice_table_list_get_month (list), sluice_table_list_get_month (copy));
  for (SluiceSyncMethod method = 0; method <= SLUICE_SYNC_METHOD_WEBHOOK; method++)
    assert_same_part (sluice_table_list_get_method_part (list, method),
                      sluice_table_list_get_method_part (copy, method));
  assert_same_part (sluice_table_list_get_refreshed_part (list), sluice_table_list_get_refreshed_part (copy));
  assert_same_part (sluice_table_list_get_looking_back_part (list), sluice_table_list_get_looking_back_part (copy));
}

/* Each table's own estimate is rounded, up to three times; the total less often. */
static void
assert_like_its_tables (SluiceTableList *list)
{
  const SluiceRowRange month = sluice_table_list_get_month (list);
  SluiceRowRange sum = { 0, 0, 0 };
  gint64 first_load = 0;

  for (guint i = 0; i < sluice_table_list_get_size (list); i++)
    {
      SluiceTable *table = sluice_table_list_get (list, i);
      const SluiceRowRange own = sluice_estimate_month (table, sluice_table_list_get_frequency (list));

      if (!sluice_table_get_selected (table))
        continue;
      sum = sluice_row_range_add (sum, own);
      first_load = MIN (MAX (sluice_table_get_rows (table), 0), G_MAXINT64 - first_load) + first_load;
    }

  g_assert_cmpint (sluice_table_list_get_first_load (list).low, ==, first_load);
  g_assert_cmpuint (month.n_unknown, ==, sum.n_unknown);
  g_assert_cmpint (month.low, >=, sum.low);
  g_assert_cmpint (month.low - sum.low, <=, 3 * N_TABLES);
  g_assert_cmpint (month.high, <=, sum.high);
  if (sum.high < G_MAXINT64)
    g_assert_cmpint (sum.high - month.high, <=, 3 * N_TABLES);
}

static void
test_any_edits (void)
{
  g_autoptr (SluiceTableList) list = make_random_list ();

  for (guint i = 0; i < N_EDITS; i++)
    {
      if (g_test_rand_int_range (0, 10) == 0)
        edit_list (list);
      else
        edit_table (sluice_table_list_get (list, g_test_rand_int_range (0, N_TABLES)));

      assert_like_its_tables (list);
      if (i % 10 == 0)
        assert_like_a_recount (list);
    }

  for (guint i = 0; i < N_TABLES; i++)
    sluice_table_set_selected (sluice_table_list_get (list, i), FALSE);
  assert_range (sluice_table_list_get_month (list), 0, 0, 0);
  assert_range (sluice_table_list_get_first_load (list), 0, 0, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/month/assumptions", test_assumptions);
  g_test_add_func ("/month/assumptions/told", test_assumptions_are_told);
  g_test_add_func ("/month/read-in-full", test_read_in_full);
  g_test_add_func ("/month/read-in-full/by-the-plan", test_read_in_full_by_the_plan);
  g_test_add_func ("/month/look-back", test_look_back);
  g_test_add_func ("/month/huge", test_huge);
  g_test_add_func ("/month/unknown", test_unknown);
  g_test_add_func ("/month/parts", test_parts);
  g_test_add_func ("/month/reasons", test_reasons);
  g_test_add_func ("/month/any-edits", test_any_edits);

  return g_test_run ();
}
