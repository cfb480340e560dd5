/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-table-choice.h"
#include "sluice-table-edit.h"
#include "unit-common.h"

#define N_TABLES 300

typedef struct
{
  SluiceTableList *list;
  SluiceTableHistory *history;
  GPtrArray *tables;
} Fixture;

static SluiceTable *
make_table (guint number)
{
  g_autofree char *text = g_strdup_printf (
      "{'table':'shop.table_%u','rows':%u,'incremental_available':true,'append_available':true,'xmin_available':true,"
      "'detected_primary_keys':['id'],'incremental_fields':[{'field':'updated_at','type':'timestamp'},"
      "{'field':'id','type':'integer'}],'available_columns':[{'field':'id','type':'bigint'},"
      "{'field':'updated_at','type':'timestamp'},{'field':'region','type':'text'}]}",
      number, number * 1000);

  return unit_table (text);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->list = sluice_table_list_new ();
  fixture->history = sluice_table_list_get_history (fixture->list);
  fixture->tables = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < N_TABLES; i++)
    g_ptr_array_add (fixture->tables, make_table (i));
  sluice_table_list_append (fixture->list, fixture->tables);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->list);
  for (guint i = 0; i < N_TABLES; i++)
    g_assert_cmpuint (G_OBJECT (g_ptr_array_index (fixture->tables, i))->ref_count, ==, 1);
  g_ptr_array_unref (fixture->tables);
}

static SluiceTable *
get_table (Fixture *fixture, guint position)
{
  return g_ptr_array_index (fixture->tables, position);
}

static void
assert_undo (Fixture *fixture, const char *description)
{
  g_assert_cmpstr (sluice_table_history_get_undo_description (fixture->history), ==, description);
  g_assert_cmpint (sluice_table_history_get_can_undo (fixture->history), ==, description != NULL);
}

static void
assert_redo (Fixture *fixture, const char *description)
{
  g_assert_cmpstr (sluice_table_history_get_redo_description (fixture->history), ==, description);
  g_assert_cmpint (sluice_table_history_get_can_redo (fixture->history), ==, description != NULL);
}

/* All that is chosen, in one text. */
static char *
dup_state (Fixture *fixture)
{
  GString *state = g_string_new (sluice_frequency_to_word (sluice_table_list_get_frequency (fixture->list)));

  for (guint i = 0; i < N_TABLES; i++)
    {
      g_autoptr (JsonNode) node = sluice_table_choice_to_json (get_table (fixture, i));
      g_autofree char *text = sluice_json_to_text (node);

      g_string_append (state, text);
    }

  return g_string_free_and_steal (state);
}

/* Counts again what the list keeps count of. */
static void
assert_totals (Fixture *fixture)
{
  SluiceRowRange first_load = sluice_table_list_get_first_load (fixture->list);
  gint64 rows = 0;
  guint n = 0;

  for (guint i = 0; i < N_TABLES; i++)
    if (sluice_table_get_selected (get_table (fixture, i)))
      {
        n++;
        rows += sluice_table_get_rows (get_table (fixture, i));
      }
  g_assert_cmpuint (sluice_table_list_get_n_selected (fixture->list), ==, n);
  g_assert_cmpint (first_load.low, ==, rows);
}

static void
test_one_step (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = get_table (fixture, 7);
  static guint n_undo;
  static guint n_description;

  g_signal_connect_swapped (fixture->history, "notify::can-undo", G_CALLBACK (unit_count_cb), &n_undo);
  g_signal_connect_swapped (fixture->history, "notify::undo-description", G_CALLBACK (unit_count_cb), &n_description);
  assert_undo (fixture, NULL);
  assert_redo (fixture, NULL);
  g_assert_false (sluice_table_history_undo (fixture->history));
  g_assert_false (sluice_table_history_redo (fixture->history));

  sluice_table_set_selected (table, TRUE);
  assert_undo (fixture, "Select table_7");
  g_assert_cmpuint (n_undo, ==, 1);
  g_assert_cmpuint (n_description, ==, 1);
  sluice_table_set_selected (table, TRUE);
  g_assert_cmpuint (n_description, ==, 1);

  g_assert_true (sluice_table_history_undo (fixture->history));
  g_assert_false (sluice_table_get_selected (table));
  assert_undo (fixture, NULL);
  assert_redo (fixture, "Select table_7");
  assert_totals (fixture);
  g_assert_true (sluice_table_history_redo (fixture->history));
  g_assert_true (sluice_table_get_selected (table));
  assert_undo (fixture, "Select table_7");
  assert_redo (fixture, NULL);
  assert_totals (fixture);
}

static void
test_descriptions (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = get_table (fixture, 60);
  g_autoptr (SluiceRowFilter) filter = sluice_row_filter_new (table, "region", SLUICE_FILTER_EQUAL, "eu", NULL);

  sluice_table_set_selected (table, TRUE);
  sluice_table_set_selected (table, FALSE);
  assert_undo (fixture, "Deselect table_60");
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_FULL_REFRESH);
  assert_undo (fixture, "Set table_60 to full refresh");
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_INCREMENTAL);
  assert_undo (fixture, "Set table_60 to incremental");
  sluice_table_set_cursor (table, "id");
  assert_undo (fixture, "Change the cursor of table_60 to id");
  sluice_table_set_frequency (table, SLUICE_FREQUENCY_7DAY);
  assert_undo (fixture, "Sync table_60 every 7 days");
  sluice_table_set_time_of_day (table, 60);
  assert_undo (fixture, "Change the time of day of table_60");
  sluice_table_set_frequency (table, -1);
  assert_undo (fixture, "Sync table_60 as the plan says");
  sluice_table_set_cursor (table, "updated_at");
  sluice_table_set_look_back (table, 60);
  assert_undo (fixture, "Change the look-back of table_60");
  sluice_table_set_full_refresh_days (table, 60);
  assert_undo (fixture, "Change the periodic full refresh of table_60");
  sluice_table_set_column_enabled (table, "region", FALSE);
  assert_undo (fixture, "Change the columns of table_60");
  sluice_table_add_row_filter (table, filter);
  assert_undo (fixture, "Change the row filters of table_60");
  sluice_table_set_primary_keys (table, (const char *const[]) { "region", NULL });
  assert_undo (fixture, "Change the primary key of table_60");
  sluice_table_list_set_frequency (fixture->list, SLUICE_FREQUENCY_6HOUR);
  assert_undo (fixture, "Sync the plan every 6 hours");
}

static void
full_refresh_cb (SluiceTable *table, gpointer user_data)
{
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_FULL_REFRESH);
}

static void
incremental_cb (SluiceTable *table, gpointer user_data)
{
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_INCREMENTAL);
}

static void
test_bulk_steps (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = dup_state (fixture);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  static guint n_totals;

  sluice_table_list_set_selected (fixture->list, fixture->tables, TRUE);
  sluice_table_list_finish_edit (fixture->list);
  assert_undo (fixture, "Select 300 tables");
  sluice_table_list_edit_each (fixture->list, fixture->tables, full_refresh_cb, NULL, NULL, NULL);
  sluice_table_list_edit_each (fixture->list, fixture->tables, incremental_cb, NULL, NULL, NULL);
  sluice_table_list_finish_edit (fixture->list);
  assert_undo (fixture, "Set 300 tables to incremental");
  sluice_table_list_begin_edit (fixture->list);
  sluice_table_set_cursor (get_table (fixture, 0), "id");
  sluice_table_set_cursor (get_table (fixture, 1), "id");
  g_assert_false (sluice_table_history_undo (fixture->history));
  sluice_table_list_end_edit (fixture->list);
  assert_undo (fixture, "Change the cursor of 2 tables to id");
  sluice_table_list_edit_each (fixture->list, fixture->tables, full_refresh_cb, NULL, NULL, "Bulk edit of 300 tables");
  sluice_table_list_finish_edit (fixture->list);
  assert_undo (fixture, "Bulk edit of 300 tables");
  after = dup_state (fixture);

  g_signal_connect_swapped (fixture->list, "totals-changed", G_CALLBACK (unit_count_cb), &n_totals);
  sluice_table_history_undo (fixture->history);
  sluice_table_list_finish_edit (fixture->list);
  g_assert_cmpuint (n_totals, ==, 1);
  assert_totals (fixture);
  while (sluice_table_history_get_can_undo (fixture->history))
    sluice_table_history_undo (fixture->history);
  sluice_table_list_finish_edit (fixture->list);
  undone = dup_state (fixture);
  g_assert_cmpstr (undone, ==, before);
  assert_totals (fixture);
  while (sluice_table_history_get_can_redo (fixture->history))
    sluice_table_history_redo (fixture->history);
  sluice_table_list_finish_edit (fixture->list);
  redone = dup_state (fixture);
  g_assert_cmpstr (redone, ==, after);
  assert_totals (fixture);
}

/* Different things in one step; what comes to nothing is no step, and a table that is met twice comes back right. */
static void
test_mixed_steps (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = dup_state (fixture);
  g_autofree char *undone = NULL;
  SluiceTable *first = get_table (fixture, 0);
  SluiceTable *second = get_table (fixture, 100);

  sluice_table_list_begin_edit (fixture->list);
  sluice_table_set_selected (first, TRUE);
  sluice_table_set_selected (first, FALSE);
  sluice_table_list_end_edit (fixture->list);
  assert_undo (fixture, NULL);

  sluice_table_list_begin_edit (fixture->list);
  sluice_table_set_method (first, SLUICE_SYNC_METHOD_APPEND);
  sluice_table_set_method (second, SLUICE_SYNC_METHOD_XMIN);
  sluice_table_set_selected (first, TRUE);
  sluice_table_set_method (first, SLUICE_SYNC_METHOD_FULL_REFRESH);
  sluice_table_list_set_frequency (fixture->list, SLUICE_FREQUENCY_7DAY);
  sluice_table_list_end_edit (fixture->list);
  assert_undo (fixture, "Change 2 tables");
  sluice_table_history_undo (fixture->history);
  undone = dup_state (fixture);
  g_assert_cmpstr (undone, ==, before);
  sluice_table_history_redo (fixture->history);
  g_assert_cmpint (sluice_table_get_method (first), ==, SLUICE_SYNC_METHOD_FULL_REFRESH);
  g_assert_true (sluice_table_get_selected (first));
  g_assert_cmpint (sluice_table_get_method (second), ==, SLUICE_SYNC_METHOD_XMIN);
  g_assert_cmpint (sluice_table_list_get_frequency (fixture->list), ==, SLUICE_FREQUENCY_7DAY);

  /* A new step forgets what was undone. */
  sluice_table_history_undo (fixture->history);
  sluice_table_set_selected (second, TRUE);
  assert_redo (fixture, NULL);
  sluice_table_history_clear (fixture->history);
  assert_undo (fixture, NULL);
}

/* Undo leaves what was not part of the step: a table counted since keeps its rows, and what follows from them. */
static void
test_facts_are_no_steps (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = unit_table ("{'table':'t','rows':10,'xmin_available':true,'detected_primary_keys':['id']}");
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (tables, table);
  sluice_table_list_append (fixture->list, tables);
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_FULL_REFRESH);
  sluice_table_set_selected (table, TRUE);
  sluice_table_set_rows (table, 80000, SLUICE_ROWS_COUNTED);
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_XMIN);
  assert_undo (fixture, "Select t");
  sluice_table_history_undo (fixture->history);
  g_assert_false (sluice_table_get_selected (table));
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_XMIN);
  assert_undo (fixture, NULL);
}

/* Letters typed one after another are one step; fast clicks are not. */
static void
test_typing (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = get_table (fixture, 60);

  sluice_table_set_look_back (table, 1);
  sluice_table_set_look_back (table, 2);
  sluice_table_history_undo (fixture->history);
  g_assert_cmpint (sluice_table_get_look_back (table), ==, 1);

  sluice_table_history_begin_typing (fixture->history);
  sluice_table_set_look_back (table, 36);
  sluice_table_set_look_back (table, 360);
  sluice_table_set_look_back (table, 3600);
  sluice_table_history_end_typing (fixture->history);
  sluice_table_set_look_back (table, 7200);
  sluice_table_history_undo (fixture->history);
  g_assert_cmpint (sluice_table_get_look_back (table), ==, 3600);
  sluice_table_history_undo (fixture->history);
  g_assert_cmpint (sluice_table_get_look_back (table), ==, 1);

  /* Another table, another part or another entry is another step. */
  sluice_table_history_begin_typing (fixture->history);
  sluice_table_set_look_back (table, 5);
  sluice_table_set_look_back (get_table (fixture, 61), 5);
  sluice_table_set_full_refresh_days (get_table (fixture, 61), 5);
  sluice_table_history_begin_typing (fixture->history);
  sluice_table_set_full_refresh_days (get_table (fixture, 61), 6);
  sluice_table_history_undo (fixture->history);
  g_assert_cmpuint (sluice_table_get_full_refresh_days (get_table (fixture, 61)), ==, 5);
  sluice_table_history_undo (fixture->history);
  sluice_table_history_undo (fixture->history);
  g_assert_cmpint (sluice_table_get_look_back (table), ==, 5);
  g_assert_cmpint (sluice_table_get_look_back (get_table (fixture, 61)), ==, -1);

  /* Typed and taken back: nothing to undo but what was before. */
  sluice_table_history_begin_typing (fixture->history);
  sluice_table_set_look_back (table, 50);
  sluice_table_set_look_back (table, 5);
  sluice_table_history_undo (fixture->history);
  g_assert_cmpint (sluice_table_get_look_back (table), ==, 1);
}

/* Makes the first piece last longer than a piece may, so that there are several. */
static void
spin_once (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + 20 * G_TIME_SPAN_MILLISECOND;

  if (!sluice_table_list_get_busy (fixture->list) && fixture->tables != NULL)
    while (g_get_monotonic_time () < end)
      ;
}

static void
spin_and_select_cb (SluiceTable *table, gpointer user_data)
{
  Fixture *fixture = user_data;

  if (table == get_table (fixture, 0))
    spin_once (fixture);
  sluice_table_set_selected (table, TRUE);
}

static void
spin_at_first_cb (SluiceTableList *list, SluiceTable *table, Fixture *fixture)
{
  if (table == get_table (fixture, N_TABLES - 1))
    spin_once (fixture);
}

static void
test_pieces (Fixture *fixture, gconstpointer data)
{
  static guint n_busy;
  static guint n_totals;

  g_signal_connect_swapped (fixture->list, "notify::busy", G_CALLBACK (unit_count_cb), &n_busy);
  g_signal_connect_swapped (fixture->list, "totals-changed", G_CALLBACK (unit_count_cb), &n_totals);
  sluice_table_list_edit_each (fixture->list, fixture->tables, spin_and_select_cb, fixture, NULL, NULL);
  g_assert_true (sluice_table_list_get_busy (fixture->list));
  g_assert_false (sluice_table_get_selected (get_table (fixture, N_TABLES - 1)));
  g_assert_cmpuint (n_totals, ==, 0);
  assert_undo (fixture, NULL);
  while (sluice_table_list_get_busy (fixture->list))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (sluice_table_get_selected (get_table (fixture, N_TABLES - 1)));
  g_assert_cmpuint (n_busy, ==, 2);
  g_assert_cmpuint (n_totals, ==, 1);
  assert_undo (fixture, "Select 300 tables");
  assert_totals (fixture);

  /* Undone in pieces from the last to the first. A choice in the middle of it finds it finished. */
  g_signal_connect (fixture->list, "table-changed", G_CALLBACK (spin_at_first_cb), fixture);
  sluice_table_history_undo (fixture->history);
  g_assert_true (sluice_table_list_get_busy (fixture->list));
  g_assert_true (sluice_table_get_selected (get_table (fixture, 0)));
  sluice_table_set_method (get_table (fixture, 0), SLUICE_SYNC_METHOD_APPEND);
  g_assert_false (sluice_table_list_get_busy (fixture->list));
  g_assert_false (sluice_table_get_selected (get_table (fixture, 0)));
  g_assert_cmpuint (sluice_table_list_get_n_selected (fixture->list), ==, 0);
  assert_undo (fixture, "Set table_0 to append");
  assert_redo (fixture, NULL);
  sluice_table_history_undo (fixture->history);
  assert_undo (fixture, NULL);
}

/* Undo, redo and undo again before the first has ended; and a list that goes in the middle. */
static void
test_pieces_meet (Fixture *fixture, gconstpointer data)
{
  sluice_table_list_edit_each (fixture->list, fixture->tables, spin_and_select_cb, fixture, NULL, NULL);
  sluice_table_history_undo (fixture->history);
  sluice_table_list_finish_edit (fixture->list);
  g_assert_cmpuint (sluice_table_list_get_n_selected (fixture->list), ==, 0);
  g_signal_connect (fixture->list, "table-changed", G_CALLBACK (spin_at_first_cb), fixture);
  sluice_table_history_redo (fixture->history);
  sluice_table_list_finish_edit (fixture->list);
  sluice_table_history_undo (fixture->history);
  g_assert_true (sluice_table_list_get_busy (fixture->list));
  sluice_table_history_redo (fixture->history);
  sluice_table_list_finish_edit (fixture->list);
  g_assert_cmpuint (sluice_table_list_get_n_selected (fixture->list), ==, N_TABLES);
  assert_totals (fixture);
  sluice_table_history_undo (fixture->history);
  g_assert_true (sluice_table_list_get_busy (fixture->list));
}

static void
test_limits (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 700; i++)
    sluice_table_set_selected (get_table (fixture, 0), i % 2 == 0);
  for (guint i = 0; i < 500; i++)
    g_assert_true (sluice_table_history_undo (fixture->history));
  g_assert_false (sluice_table_history_undo (fixture->history));
  g_assert_false (sluice_table_get_selected (get_table (fixture, 0)));
}

/* A table that left the list is let alone, and nothing is kept that it needs. */
static void
test_clear (Fixture *fixture, gconstpointer data)
{
  sluice_table_list_set_selected (fixture->list, fixture->tables, TRUE);
  sluice_table_list_clear (fixture->list);
  assert_undo (fixture, NULL);
  sluice_table_set_selected (get_table (fixture, 0), FALSE);
  assert_undo (fixture, NULL);
}

/* To go back to a recommendation that needs no cursor takes the cursor away. */
static void
test_no_cursor (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  g_autoptr (SluiceTable) table = unit_table (
      "{'table':'t','rows':10,'incremental_available':true,'incremental_fields':[{'field':'seen',"
      "'type':'date'}],'available_columns':[{'field':'k','type':'bigint'},{'field':'seen','type':'date'}]}");

  g_ptr_array_add (tables, table);
  sluice_table_list_append (fixture->list, tables);
  sluice_table_set_primary_keys (table, (const char *const[]) { "k", NULL });
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_INCREMENTAL);
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_FULL_REFRESH);
  sluice_table_set_primary_keys (table, NULL);
  sluice_table_reset_choice (table);
  assert_undo (fixture, "Change the cursor of t to none");
}

#define add(path, func) g_test_add ("/table-history/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("one-step", test_one_step);
  add ("descriptions", test_descriptions);
  add ("bulk-steps", test_bulk_steps);
  add ("mixed-steps", test_mixed_steps);
  add ("facts-are-no-steps", test_facts_are_no_steps);
  add ("typing", test_typing);
  add ("pieces", test_pieces);
  add ("pieces/meet", test_pieces_meet);
  add ("no-cursor", test_no_cursor);
  add ("limits", test_limits);
  add ("clear", test_clear);

  return g_test_run ();
}
