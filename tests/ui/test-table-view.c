/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>

#include "sluice-table-view.h"
#include "tables-common.h"

typedef struct
{
  SluiceTableList *tables;
  SluiceTableView *view;
  guint n_changes;
  guint position;
  guint removed;
  guint added;
} Fixture;

static void
items_changed_cb (Fixture *fixture, guint position, guint removed, guint added)
{
  fixture->n_changes++;
  fixture->position = position;
  fixture->removed = removed;
  fixture->added = added;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->tables = sluice_table_list_new ();
  tables_common_append (fixture->tables,
                        tables_common_new_table ("public.orders", 1250000, "id total updated_at", "updated_at"),
                        tables_common_new_table ("public.part_10", 10, "id Größe", ""),
                        tables_common_new_table ("public.part_2", -1, "id", ""),
                        tables_common_new_table ("hr.employees", 311, "id email hired_at", "hired_at"),
                        tables_common_new_unreadable ("hr.payroll"),
                        tables_common_new_table ("audit_log", 48003120, "id created_at", "created_at"), NULL);
  fixture->view = sluice_table_view_new (fixture->tables);
  g_signal_connect_swapped (fixture->view, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* Also while a worker is at it, which must never be the one that lets go of it last. */
  g_assert_finalize_object (fixture->view);
  g_assert_finalize_object (fixture->tables);
}

static gboolean
is_settled (gpointer view)
{
  return !sluice_table_view_get_busy (view);
}

/* What is shown once the worker is done, as one string of names. */
static char *
settle (Fixture *fixture)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  tables_common_wait (is_settled, fixture->view);
  for (guint i = 0; i < sluice_table_view_get_size (fixture->view); i++)
    g_strv_builder_add (builder, sluice_table_get_display_name (sluice_table_view_get (fixture->view, i)));
  names = g_strv_builder_end (builder);

  return g_strjoinv (" ", names);
}

static void
assert_shown (Fixture *fixture, const char *expected)
{
  g_autofree char *shown = settle (fixture);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_server_order (Fixture *fixture, gconstpointer data)
{
  assert_shown (fixture, "orders part_10 part_2 employees payroll audit_log");
  tables_common_append (fixture->tables, tables_common_new_table ("late", 1, "id", ""), NULL);
  assert_shown (fixture, "orders part_10 part_2 employees payroll audit_log late");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fixture->position, ==, 6);
  g_assert_cmpuint (fixture->removed, ==, 0);
  g_assert_cmpuint (fixture->added, ==, 1);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *search;
    const char *found;
  } cases[] = {
    { "ORD", "orders" },
    { "hired", "employees" },
    { "hr", "employees payroll" },
    { "hr email", "employees" },
    { "email orders", "" },
    { "grÖSSE", "part_10" },
    { "  part   10 ", "part_10" },
    { "public. id", "orders part_10 part_2" },
    { "nowhere", "" },
    { "%s", "" },
    { "", "orders part_10 part_2 employees payroll audit_log" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].search);
      sluice_table_view_set_search (fixture->view, cases[i].search);
      assert_shown (fixture, cases[i].found);
    }
}

static void
test_newest_search_wins (Fixture *fixture, gconstpointer data)
{
  sluice_table_view_set_search (fixture->view, "o");
  sluice_table_view_set_search (fixture->view, "or");
  sluice_table_view_set_search (fixture->view, "orders");
  assert_shown (fixture, "orders");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  sluice_table_view_set_search (fixture->view, "employees");
  sluice_table_view_set_search (fixture->view, NULL);
  assert_shown (fixture, "orders part_10 part_2 employees payroll audit_log");
}

static void
test_sort_names (Fixture *fixture, gconstpointer data)
{
  sluice_table_view_set_sort (fixture->view, SLUICE_TABLE_SORT_NAME, FALSE);
  assert_shown (fixture, "audit_log employees orders part_2 part_10 payroll");
  sluice_table_view_set_sort (fixture->view, SLUICE_TABLE_SORT_NAME, TRUE);
  assert_shown (fixture, "payroll part_10 part_2 orders employees audit_log");
  sluice_table_view_set_sort (fixture->view, SLUICE_TABLE_SORT_NONE, FALSE);
  assert_shown (fixture, "orders part_10 part_2 employees payroll audit_log");
}

/* An unknown number is neither the smallest nor the largest. */
static void
test_unknown_rows_last (Fixture *fixture, gconstpointer data)
{
  sluice_table_view_set_sort (fixture->view, SLUICE_TABLE_SORT_ROWS, FALSE);
  assert_shown (fixture, "part_10 employees orders audit_log part_2 payroll");
  sluice_table_view_set_sort (fixture->view, SLUICE_TABLE_SORT_ROWS, TRUE);
  assert_shown (fixture, "audit_log orders employees part_10 part_2 payroll");
}

static void
test_filters_and_sort_together (Fixture *fixture, gconstpointer data)
{
  sluice_table_view_set_sort (fixture->view, SLUICE_TABLE_SORT_CURSOR, FALSE);
  sluice_table_view_set_schema (fixture->view, "public");
  assert_shown (fixture, "orders part_2 part_10");
  sluice_table_view_set_search (fixture->view, "part");
  assert_shown (fixture, "part_2 part_10");
  sluice_table_view_clear_filters (fixture->view);
  g_assert_false (sluice_table_view_get_filtered (fixture->view));
  /* By cursor: created_at, updated_at, then those that have none. */
  assert_shown (fixture, "audit_log orders employees part_2 part_10 payroll");
}

/* A table does not vanish under the pointer that deselects it; the next question leaves it out. */
static void
test_edits_move_nothing (Fixture *fixture, gconstpointer data)
{
  SluiceTable *orders = sluice_table_list_lookup (fixture->tables, "public.orders");
  SluiceTable *employees = sluice_table_list_lookup (fixture->tables, "hr.employees");

  sluice_table_set_selected (orders, TRUE);
  sluice_table_set_selected (employees, TRUE);
  sluice_table_view_set_filter (fixture->view, &(SluiceTableFilter) { .selected = TRUE });
  assert_shown (fixture, "orders employees");

  fixture->n_changes = 0;
  sluice_table_set_selected (orders, FALSE);
  assert_shown (fixture, "orders employees");
  g_assert_cmpuint (fixture->n_changes, ==, 0);

  sluice_table_view_set_sort (fixture->view, SLUICE_TABLE_SORT_NAME, FALSE);
  assert_shown (fixture, "employees");
  sluice_table_view_set_filter (fixture->view, &(SluiceTableFilter) { 0 });
  sluice_table_view_set_sort (fixture->view, SLUICE_TABLE_SORT_SELECTED, FALSE);
  assert_shown (fixture, "employees audit_log orders part_2 part_10 payroll");
}

/* All that is set must hold, and what cannot be read has no method. */
static void
test_filters_combine (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    SluiceTableFilter filter;
    const char *shown;
  } cases[] = {
    { { .sizes = 1 << SLUICE_TABLE_SIZE_UNKNOWN }, "part_2 payroll" },
    { { .sizes = 1 << SLUICE_TABLE_SIZE_LARGE }, "orders audit_log" },
    { { .sizes = 1 << SLUICE_TABLE_SIZE_SMALL | 1 << SLUICE_TABLE_SIZE_UNKNOWN }, "part_10 part_2 employees payroll" },
    { { .sizes = 1 << SLUICE_TABLE_SIZE_MEDIUM }, "" },
    { { .methods = 1 << SLUICE_SYNC_METHOD_INCREMENTAL }, "orders" },
    { { .methods = 1 << SLUICE_SYNC_METHOD_APPEND, .sizes = 1 << SLUICE_TABLE_SIZE_LARGE }, "audit_log" },
    { { .methods = 1 << SLUICE_SYNC_METHOD_APPEND, .sizes = 1 << SLUICE_TABLE_SIZE_SMALL }, "" },
    { { .attention = TRUE }, "orders" },
    { { .attention = TRUE, .methods = 1 << SLUICE_SYNC_METHOD_APPEND }, "" },
  };

  sluice_table_set_selected (sluice_table_list_lookup (fixture->tables, "public.orders"), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u", i);
      sluice_table_view_set_filter (fixture->view, &cases[i].filter);
      assert_shown (fixture, cases[i].shown);
    }
  sluice_table_view_clear_filters (fixture->view);
  assert_shown (fixture, "orders part_10 part_2 employees payroll audit_log");
}

static char *
describe_sections (SluiceTableView *view)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint start = 0;
  guint end = 0;

  for (guint i = 0; i < sluice_table_view_get_size (view); i = end)
    {
      sluice_table_view_get_section (view, i, &start, &end);
      g_assert_cmpuint (start, ==, i);
      g_assert_cmpuint (end, >, start);
      for (guint inside = start; inside < end; inside++)
        {
          guint other_start = 0;
          guint other_end = 0;

          gtk_section_model_get_section (GTK_SECTION_MODEL (view), inside, &other_start, &other_end);
          g_assert_cmpuint (other_start, ==, start);
          g_assert_cmpuint (other_end, ==, end);
        }
      g_string_append_printf (text, "%u-%u ", start, end);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Schemas stand together by name, and within them the sort and the filter hold. */
static void
test_groups (Fixture *fixture, gconstpointer data)
{
  g_autofree char *all = NULL;
  g_autofree char *found = NULL;
  g_autofree char *plain = NULL;

  sluice_table_view_set_grouped (fixture->view, TRUE);
  assert_shown (fixture, "audit_log employees payroll orders part_10 part_2");
  all = describe_sections (fixture->view);
  g_assert_cmpstr (all, ==, "0-1 1-3 3-6 ");

  sluice_table_view_set_sort (fixture->view, SLUICE_TABLE_SORT_NAME, TRUE);
  assert_shown (fixture, "audit_log payroll employees part_10 part_2 orders");
  sluice_table_view_set_search (fixture->view, "public. part");
  assert_shown (fixture, "part_10 part_2");
  found = describe_sections (fixture->view);
  g_assert_cmpstr (found, ==, "0-2 ");

  sluice_table_view_clear_filters (fixture->view);
  sluice_table_view_set_sort (fixture->view, SLUICE_TABLE_SORT_NONE, FALSE);
  sluice_table_view_set_grouped (fixture->view, FALSE);
  assert_shown (fixture, "orders part_10 part_2 employees payroll audit_log");
  plain = describe_sections (fixture->view);
  g_assert_cmpstr (plain, ==, "0-6 ");
}

/* What stays in its place is not touched, so that it keeps its focus. */
static void
test_one_change_where_they_differ (Fixture *fixture, gconstpointer data)
{
  sluice_table_view_set_search (fixture->view, "hr");
  assert_shown (fixture, "employees payroll");
  fixture->n_changes = 0;
  sluice_table_view_set_search (fixture->view, "hr employees");
  assert_shown (fixture, "employees");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fixture->position, ==, 1);
  g_assert_cmpuint (fixture->removed, ==, 1);
  g_assert_cmpuint (fixture->added, ==, 0);
}

static void
test_other_tables_meanwhile (Fixture *fixture, gconstpointer data)
{
  sluice_table_view_set_search (fixture->view, "id");
  g_assert_true (sluice_table_view_get_busy (fixture->view));
  sluice_table_list_clear (fixture->tables);
  g_assert_cmpuint (sluice_table_view_get_size (fixture->view), ==, 0);
  assert_shown (fixture, "");
  tables_common_append (fixture->tables, tables_common_new_table ("other", 1, "id", ""), NULL);
  assert_shown (fixture, "other");
}

static void
test_gone_meanwhile (Fixture *fixture, gconstpointer data)
{
  sluice_table_view_set_search (fixture->view, "id");
  sluice_table_view_set_sort (fixture->view, SLUICE_TABLE_SORT_ROWS, FALSE);
  g_assert_true (sluice_table_view_get_busy (fixture->view));
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  SluiceTable *employees = sluice_table_list_lookup (fixture->tables, "hr.employees");

  g_assert_cmpuint (sluice_table_view_find (fixture->view, employees), ==, 3);
  sluice_table_view_set_schema (fixture->view, "hr");
  assert_shown (fixture, "employees payroll");
  g_assert_cmpuint (sluice_table_view_find (fixture->view, employees), ==, 0);
  sluice_table_view_set_schema (fixture->view, "public");
  assert_shown (fixture, "orders part_10 part_2");
  g_assert_cmpuint (sluice_table_view_find (fixture->view, employees), ==, G_MAXUINT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/table-view/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("server-order", test_server_order);
  ADD ("search", test_search);
  ADD ("newest-search-wins", test_newest_search_wins);
  ADD ("sort-names", test_sort_names);
  ADD ("unknown-rows-last", test_unknown_rows_last);
  ADD ("filters-and-sort-together", test_filters_and_sort_together);
  ADD ("filters-combine", test_filters_combine);
  ADD ("groups", test_groups);
  ADD ("edits-move-nothing", test_edits_move_nothing);
  ADD ("one-change-where-they-differ", test_one_change_where_they_differ);
  ADD ("other-tables-meanwhile", test_other_tables_meanwhile);
  ADD ("gone-meanwhile", test_gone_meanwhile);
  ADD ("find", test_find);

  return g_test_run ();
}
