/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-advisor.h"
#include "sluice-table-choice.h"
#include "sluice-table-edit.h"
#include "sluice-table-list.h"
#include "unit-common.h"

/* A list made from a JSON array of entries. (transfer full) */
static SluiceTableList *
make_list (const char *text)
{
  SluiceTableList *list = sluice_table_list_new ();
  g_autoptr (GPtrArray) tables = unit_tables (text);

  sluice_table_list_append (list, tables);

  return list;
}

#define SHOP                                                                                                           \
  "[{'table':'orders','rows':1000000,'incremental_available':true,'incremental_fields':["                              \
  "{'field':'updated_at','type':'timestamp'}]},"                                                                       \
  "{'table':'countries','rows':200},"                                                                                  \
  "{'table':'sessions','rows':null},"                                                                                  \
  "{'table':'event_log','rows':500000,'append_available':true,'incremental_fields':["                                  \
  "{'field':'created_at','type':'timestamp'}]},"                                                                       \
  "{'table':'payroll','permission_error':'no'},"                                                                       \
  "{'table':'api_tokens','rows':88}]"

static void
select_table (SluiceTableList *list, const char *name, gboolean selected)
{
  sluice_table_set_selected (unit_get_table (list, name), selected);
}

static void
assert_range (SluiceRowRange range, gint64 low, gint64 high, guint n_unknown)
{
  g_assert_cmpint (range.low, ==, low);
  g_assert_cmpint (range.high, ==, high);
  g_assert_cmpuint (range.n_unknown, ==, n_unknown);
}

static void
test_model (void)
{
  g_autoptr (SluiceTableList) list = sluice_table_list_new ();
  g_autoptr (GPtrArray) tables = unit_tables (SHOP);
  g_autoptr (GPtrArray) more = unit_tables ("[{'table':'orders','rows':5},{'table':'new','rows':5},{'table':'new'}]");
  guint n_changes = 0;

  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (unit_count_cb), &n_changes);
  sluice_table_list_append (list, tables);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 6);

  /* A name that is there already is passed over, and the first of a name stays. */
  sluice_table_list_append (list, more);
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_cmpuint (sluice_table_list_get_size (list), ==, 7);
  g_assert_true (sluice_table_list_lookup (list, "orders") == g_ptr_array_index (tables, 0));
  g_assert_true (sluice_table_list_get (list, 0) == g_ptr_array_index (tables, 0));
  g_assert_cmpint (sluice_table_get_rows (sluice_table_list_lookup (list, "new")), ==, 5);
  g_assert_null (sluice_table_list_lookup (list, "nowhere"));
  g_assert_null (sluice_table_list_get (list, 7));

  sluice_table_list_clear (list);
  g_assert_cmpuint (n_changes, ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_null (sluice_table_list_lookup (list, "orders"));
  sluice_table_list_clear (list);
  g_assert_cmpuint (n_changes, ==, 3);
}

static void
test_totals (void)
{
  g_autoptr (SluiceTableList) list = make_list (SHOP);

  assert_range (sluice_table_list_get_first_load (list), 0, 0, 0);
  select_table (list, "orders", TRUE);
  select_table (list, "countries", TRUE);
  assert_range (sluice_table_list_get_first_load (list), 1000200, 1000200, 0);
  /* 3 to 15 percent of the orders, and 30 times 200 countries. */
  assert_range (sluice_table_list_get_month (list), 36000, 156000, 0);
  g_assert_cmpuint (sluice_table_list_count_method (list, SLUICE_SYNC_METHOD_INCREMENTAL), ==, 1);
  g_assert_cmpuint (sluice_table_list_count_method (list, SLUICE_SYNC_METHOD_FULL_REFRESH), ==, 1);
  /* The orders are large. */
  g_assert_cmpuint (sluice_table_list_get_n_attention (list), ==, 1);

  select_table (list, "event_log", TRUE);
  assert_range (sluice_table_list_get_month (list), 41000, 181000, 0);

  /* Unknown rows make a total incomplete, never smaller. */
  select_table (list, "sessions", TRUE);
  assert_range (sluice_table_list_get_first_load (list), 1500200, 1500200, 1);
  assert_range (sluice_table_list_get_month (list), 41000, 181000, 1);
  g_assert_cmpuint (sluice_table_list_get_n_attention (list), ==, 2);

  /* What cannot be read cannot be selected. */
  select_table (list, "payroll", TRUE);
  g_assert_cmpuint (sluice_table_list_get_n_selected (list), ==, 4);
}

static void
test_totals_follow_choices (void)
{
  g_autoptr (SluiceTableList) list = make_list (SHOP);
  SluiceTable *countries = sluice_table_list_lookup (list, "countries");
  SluiceTable *sessions = sluice_table_list_lookup (list, "sessions");

  select_table (list, "countries", TRUE);
  select_table (list, "sessions", TRUE);

  /* Another plan, another table, another count: each in turn, and back. */
  sluice_table_list_set_frequency (list, SLUICE_FREQUENCY_12HOUR);
  assert_range (sluice_table_list_get_month (list), 12000, 12000, 1);
  sluice_table_set_frequency (countries, SLUICE_FREQUENCY_1HOUR);
  assert_range (sluice_table_list_get_month (list), 144000, 144000, 1);
  sluice_table_list_set_frequency (list, SLUICE_FREQUENCY_24HOUR);
  assert_range (sluice_table_list_get_month (list), 144000, 144000, 1);
  sluice_table_set_frequency (countries, -1);
  assert_range (sluice_table_list_get_month (list), 6000, 6000, 1);

  sluice_table_set_rows (sessions, 100, SLUICE_ROWS_COUNTED);
  assert_range (sluice_table_list_get_month (list), 9000, 9000, 0);
  assert_range (sluice_table_list_get_first_load (list), 300, 300, 0);
  sluice_table_set_rows (sessions, -1, SLUICE_ROWS_UNKNOWN);
  assert_range (sluice_table_list_get_first_load (list), 200, 200, 1);

  select_table (list, "countries", FALSE);
  select_table (list, "sessions", FALSE);
  assert_range (sluice_table_list_get_month (list), 0, 0, 0);
  assert_range (sluice_table_list_get_first_load (list), 0, 0, 0);
  g_assert_cmpuint (sluice_table_list_get_n_attention (list), ==, 0);
  for (guint method = SLUICE_SYNC_METHOD_NONE; method <= SLUICE_SYNC_METHOD_WEBHOOK; method++)
    g_assert_cmpuint (sluice_table_list_count_method (list, method), ==, 0);
}

/* Of all tables, whether selected or not; one that cannot be read does not wait for a count. */
static void
test_counted (void)
{
  g_autoptr (SluiceTableList) list = make_list (SHOP);
  SluiceTable *sessions = sluice_table_list_lookup (list, "sessions");

  g_assert_cmpuint (sluice_table_list_get_n_counted (list), ==, 4);
  g_assert_cmpuint (sluice_table_list_get_n_uncounted (list), ==, 1);
  sluice_table_set_rows (sessions, 100, SLUICE_ROWS_ESTIMATED);
  g_assert_cmpuint (sluice_table_list_get_n_counted (list), ==, 5);
  g_assert_cmpuint (sluice_table_list_get_n_uncounted (list), ==, 0);
  sluice_table_set_selected (sessions, TRUE);
  sluice_table_set_rows (sessions, -1, SLUICE_ROWS_UNKNOWN);
  g_assert_cmpuint (sluice_table_list_get_n_counted (list), ==, 4);
  g_assert_cmpuint (sluice_table_list_get_n_uncounted (list), ==, 1);
  sluice_table_list_clear (list);
  g_assert_cmpuint (sluice_table_list_get_n_counted (list), ==, 0);
  g_assert_cmpuint (sluice_table_list_get_n_uncounted (list), ==, 0);
}

/* Sums past 2^63 stay at the greatest number, and are right again when they are small again. */
static void
test_huge_totals (void)
{
  g_autoptr (SluiceTableList) list =
      make_list ("[{'table':'a','rows':4611686018427387904},{'table':'b','rows':4611686018427387904},"
                 "{'table':'c','rows':4611686018427387904},{'table':'d','rows':10}]");

  select_table (list, "a", TRUE);
  select_table (list, "b", TRUE);
  select_table (list, "c", TRUE);
  select_table (list, "d", TRUE);
  assert_range (sluice_table_list_get_first_load (list), G_MAXINT64, G_MAXINT64, 0);
  assert_range (sluice_table_list_get_month (list), G_MAXINT64, G_MAXINT64, 0);
  select_table (list, "a", FALSE);
  select_table (list, "b", FALSE);
  select_table (list, "c", FALSE);
  assert_range (sluice_table_list_get_first_load (list), 10, 10, 0);
  assert_range (sluice_table_list_get_month (list), 300, 300, 0);
}

static void
test_one_edit_is_told_once (void)
{
  g_autoptr (SluiceTableList) list = make_list (SHOP);
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  guint n_totals = 0;
  guint n_selected = 0;
  guint n_tables = 0;

  for (guint i = 0; i < sluice_table_list_get_size (list); i++)
    g_ptr_array_add (tables, sluice_table_list_get (list, i));
  g_signal_connect_swapped (list, "totals-changed", G_CALLBACK (unit_count_cb), &n_totals);
  g_signal_connect_swapped (list, "notify::n-selected", G_CALLBACK (unit_count_cb), &n_selected);
  g_signal_connect_swapped (list, "table-changed", G_CALLBACK (unit_count_cb), &n_tables);

  sluice_table_list_set_selected (list, tables, TRUE);
  g_assert_cmpuint (n_totals, ==, 1);
  g_assert_cmpuint (n_selected, ==, 1);
  g_assert_cmpuint (n_tables, ==, 5);
  g_assert_cmpuint (sluice_table_list_get_n_selected (list), ==, 5);

  /* Nothing changes, nothing is told. */
  sluice_table_list_set_selected (list, tables, TRUE);
  g_assert_cmpuint (n_totals, ==, 1);

  sluice_table_list_begin_edit (list);
  sluice_table_list_begin_edit (list);
  select_table (list, "orders", FALSE);
  select_table (list, "countries", FALSE);
  sluice_table_list_set_frequency (list, SLUICE_FREQUENCY_7DAY);
  sluice_table_list_end_edit (list);
  g_assert_cmpuint (n_totals, ==, 1);
  sluice_table_list_end_edit (list);
  g_assert_cmpuint (n_totals, ==, 2);
  g_assert_cmpuint (n_selected, ==, 2);

  select_table (list, "orders", TRUE);
  g_assert_cmpuint (n_totals, ==, 3);
  /* Another cursor or method is an edit too, of one table. */
  n_tables = 0;
  sluice_table_set_method (sluice_table_list_lookup (list, "orders"), SLUICE_SYNC_METHOD_FULL_REFRESH);
  g_assert_cmpuint (n_totals, ==, 4);
  g_assert_cmpuint (n_tables, ==, 1);
}

/* Of so many tables that telling of each would take longer than the edit, it is told at the end. */
static void
test_many_are_told_once (void)
{
  g_autoptr (SluiceTableList) list = sluice_table_list_new ();
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_each = 0;
  guint n_many = 0;
  guint n_totals = 0;

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *text = g_strdup_printf ("{'table':'t%u','rows':%u}", i, i);

      g_ptr_array_add (tables, unit_table (text));
    }
  sluice_table_list_append (list, tables);
  g_signal_connect_swapped (list, "table-changed", G_CALLBACK (unit_count_cb), &n_each);
  g_signal_connect_swapped (list, "tables-changed", G_CALLBACK (unit_count_cb), &n_many);
  g_signal_connect_swapped (list, "totals-changed", G_CALLBACK (unit_count_cb), &n_totals);

  sluice_table_list_set_selected (list, tables, TRUE);
  sluice_table_list_finish_edit (list);
  g_assert_cmpuint (sluice_table_list_get_n_selected (list), ==, 2000);
  g_assert_cmpuint (n_each, ==, 0);
  g_assert_cmpuint (n_many, ==, 1);
  g_assert_cmpuint (n_totals, ==, 1);

  /* The next edit is a small one again. */
  select_table (list, "t7", FALSE);
  g_assert_cmpuint (n_each, ==, 1);
  g_assert_cmpuint (n_many, ==, 1);

  /* An edit of which nobody knew how many there would be. */
  sluice_table_list_begin_edit (list);
  for (guint i = 0; i < tables->len; i++)
    sluice_table_set_selected (g_ptr_array_index (tables, i), FALSE);
  sluice_table_list_end_edit (list);
  g_assert_cmpuint (n_each, >, 1);
  g_assert_cmpuint (n_each, <, 2000);
  g_assert_cmpuint (n_many, ==, 2);

  /* Nothing changes, nothing is told. */
  n_each = 0;
  sluice_table_list_set_selected (list, tables, FALSE);
  sluice_table_list_finish_edit (list);
  g_assert_cmpuint (n_each, ==, 0);
  g_assert_cmpuint (n_many, ==, 2);
}

static void
test_suggested (void)
{
  g_autoptr (SluiceTableList) list = make_list (SHOP);
  guint n_totals = 0;
  guint n_tables;
  guint n_unknown;
  gint64 rows;

  g_signal_connect_swapped (list, "totals-changed", G_CALLBACK (unit_count_cb), &n_totals);
  sluice_table_list_preview_suggested (list, &n_tables, &rows, &n_unknown);
  /* Not the orders, which are large, nor what cannot be read or looks like secrets. */
  g_assert_cmpuint (n_tables, ==, 2);
  g_assert_cmpint (rows, ==, 500200);
  g_assert_cmpuint (n_unknown, ==, 1);
  g_assert_cmpuint (sluice_table_list_get_n_selected (list), ==, 0);

  select_table (list, "countries", TRUE);
  sluice_table_list_preview_suggested (list, &n_tables, &rows, &n_unknown);
  g_assert_cmpuint (n_tables, ==, 1);
  g_assert_cmpint (rows, ==, 500000);

  n_totals = 0;
  g_assert_cmpuint (sluice_table_list_select_suggested (list, FALSE), ==, 1);
  g_assert_cmpuint (n_totals, ==, 1);
  g_assert_false (sluice_table_get_selected (sluice_table_list_lookup (list, "sessions")));
  g_assert_cmpuint (sluice_table_list_select_suggested (list, TRUE), ==, 1);
  g_assert_true (sluice_table_get_selected (sluice_table_list_lookup (list, "sessions")));
  g_assert_false (sluice_table_get_selected (sluice_table_list_lookup (list, "api_tokens")));
  g_assert_cmpuint (sluice_table_list_select_suggested (list, TRUE), ==, 0);
}

static void
test_table_frequency (void)
{
  g_autoptr (SluiceTableList) list = make_list ("[{'table':'t','cdc_available':true}]");
  SluiceTable *table = sluice_table_list_get (list, 0);

  g_assert_cmpint (sluice_table_list_get_table_frequency (list, table), ==, SLUICE_FREQUENCY_24HOUR);
  sluice_table_list_set_frequency (list, SLUICE_FREQUENCY_7DAY);
  g_assert_cmpint (sluice_table_list_get_table_frequency (list, table), ==, SLUICE_FREQUENCY_7DAY);
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_CDC);
  g_assert_cmpint (sluice_table_list_get_table_frequency (list, table), ==, SLUICE_FREQUENCY_5MIN);
  sluice_table_set_frequency (table, SLUICE_FREQUENCY_1HOUR);
  g_assert_cmpint (sluice_table_list_get_table_frequency (list, table), ==, SLUICE_FREQUENCY_1HOUR);
}

/* A table that outlives its list, or leaves it, must not tell it anything. */
static void
test_lifetimes (void)
{
  g_autoptr (SluiceTable) kept = NULL;
  SluiceTableList *list = make_list (SHOP);
  SluiceTable *gone = sluice_table_list_lookup (list, "countries");
  g_autoptr (SluiceTableList) second = sluice_table_list_new ();
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();

  kept = g_object_ref (sluice_table_list_lookup (list, "orders"));
  g_object_add_weak_pointer (G_OBJECT (gone), (gpointer *) &gone);

  /* A table is in one list at a time. */
  g_ptr_array_add (tables, kept);
  sluice_table_list_append (second, tables);
  g_assert_cmpuint (sluice_table_list_get_size (second), ==, 0);

  g_assert_finalize_object (list);
  g_assert_null (gone);
  sluice_table_set_selected (kept, TRUE);
  g_assert_true (sluice_table_get_selected (kept));
  sluice_table_list_append (second, tables);
  g_assert_cmpuint (sluice_table_list_get_n_selected (second), ==, 1);
}

/* Whether a full refresh is costly depends on the plan's frequency; so do the tables that need attention. */
static void
test_attention_follows_frequency (void)
{
  g_autoptr (SluiceTableList) list =
      make_list ("[{'table':'small','rows':10},{'table':'middle','rows':60000},{'table':'big','rows':3000000},"
                 "{'table':'own','rows':60000},{'table':'middle_tokens','rows':60000}]");
  static const struct
  {
    SluiceFrequency frequency;
    guint n_attention;
  } cases[] = {
    { SLUICE_FREQUENCY_24HOUR, 4 }, { SLUICE_FREQUENCY_7DAY, 3 },  { SLUICE_FREQUENCY_30DAY, 3 },
    { SLUICE_FREQUENCY_5MIN, 4 },   { SLUICE_FREQUENCY_1HOUR, 4 }, { SLUICE_FREQUENCY_24HOUR, 4 },
  };

  sluice_table_set_frequency (sluice_table_list_lookup (list, "own"), SLUICE_FREQUENCY_24HOUR);
  select_table (list, "small", TRUE);
  select_table (list, "middle", TRUE);
  select_table (list, "big", TRUE);
  select_table (list, "own", TRUE);
  select_table (list, "middle_tokens", TRUE);
  sluice_table_set_selected (sluice_table_list_lookup (list, "small"), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_recounted = 0;

      sluice_table_list_set_frequency (list, cases[i].frequency);
      g_assert_cmpuint (sluice_table_list_get_n_attention (list), ==, cases[i].n_attention);
      for (guint j = 0; j < sluice_table_list_get_size (list); j++)
        {
          SluiceTable *table = sluice_table_list_get (list, j);

          n_recounted +=
              sluice_table_get_selected (table) && sluice_advisor_get_warnings (table) != SLUICE_WARNING_NONE;
        }
      g_assert_cmpuint (n_recounted, ==, cases[i].n_attention);
    }

  /* Taken away at another frequency than it was added at. */
  sluice_table_list_set_frequency (list, SLUICE_FREQUENCY_5MIN);
  select_table (list, "middle", FALSE);
  select_table (list, "big", FALSE);
  select_table (list, "own", FALSE);
  select_table (list, "middle_tokens", FALSE);
  for (SluiceFrequency frequency = 0; frequency <= SLUICE_FREQUENCY_LAST; frequency++)
    {
      sluice_table_list_set_frequency (list, frequency);
      g_assert_cmpuint (sluice_table_list_get_n_attention (list), ==, 0);
    }
}

/* How often a table is read in full beside its method cannot be more often than the plan lets it sync. */
static void
test_attention_follows_frequency_beside (void)
{
  g_autoptr (SluiceTableList) list =
      make_list ("[{'table':'daily','rows':900000,'xmin_available':true,'detected_primary_keys':['id']},"
                 "{'table':'ten','rows':900000,'xmin_available':true,'detected_primary_keys':['id']},"
                 "{'table':'smaller','rows':300000,'xmin_available':true,'detected_primary_keys':['id']}]");
  static const struct
  {
    SluiceFrequency frequency;
    guint n_attention;
  } cases[] = {
    { SLUICE_FREQUENCY_24HOUR, 3 }, { SLUICE_FREQUENCY_7DAY, 2 },  { SLUICE_FREQUENCY_30DAY, 0 },
    { SLUICE_FREQUENCY_5MIN, 3 },   { SLUICE_FREQUENCY_30DAY, 0 }, { SLUICE_FREQUENCY_24HOUR, 3 },
  };

  sluice_table_set_full_refresh_days (sluice_table_list_lookup (list, "daily"), 1);
  sluice_table_set_full_refresh_days (sluice_table_list_lookup (list, "ten"), 10);
  sluice_table_set_full_refresh_days (sluice_table_list_lookup (list, "smaller"), 2);
  select_table (list, "daily", TRUE);
  select_table (list, "ten", TRUE);
  select_table (list, "smaller", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_recounted = 0;

      sluice_table_list_set_frequency (list, cases[i].frequency);
      g_assert_cmpuint (sluice_table_list_get_n_attention (list), ==, cases[i].n_attention);
      for (guint j = 0; j < sluice_table_list_get_size (list); j++)
        n_recounted += sluice_advisor_get_warnings (sluice_table_list_get (list, j)) != SLUICE_WARNING_NONE;
      g_assert_cmpuint (n_recounted, ==, cases[i].n_attention);
    }
  select_table (list, "daily", FALSE);
  select_table (list, "ten", FALSE);
  select_table (list, "smaller", FALSE);
  g_assert_cmpuint (sluice_table_list_get_n_attention (list), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table-list/model", test_model);
  g_test_add_func ("/table-list/counted", test_counted);
  g_test_add_func ("/table-list/totals", test_totals);
  g_test_add_func ("/table-list/totals/follow-choices", test_totals_follow_choices);
  g_test_add_func ("/table-list/totals/huge", test_huge_totals);
  g_test_add_func ("/table-list/one-edit-is-told-once", test_one_edit_is_told_once);
  g_test_add_func ("/table-list/many-are-told-once", test_many_are_told_once);
  g_test_add_func ("/table-list/suggested", test_suggested);
  g_test_add_func ("/table-list/table-frequency", test_table_frequency);
  g_test_add_func ("/table-list/lifetimes", test_lifetimes);
  g_test_add_func ("/table-list/attention-follows-frequency", test_attention_follows_frequency);
  g_test_add_func ("/table-list/attention-follows-frequency/beside", test_attention_follows_frequency_beside);

  return g_test_run ();
}
