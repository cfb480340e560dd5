/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "inspector-common.h"

static void
count_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ((Fixture *) user_data)->n_counted++;
}

/* What is unknown comes first, then why; counting is offered by whoever can count. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  const GActionEntry entry = { .name = "count-rows", .activate = count_cb };

  inspect (fixture, "public.sessions");
  assert_rows ("Rows are unknown", "xmin finds every change");

  g_action_map_add_action_entries (G_ACTION_MAP (group), &entry, 1, fixture);
  gtk_widget_insert_action_group (fixture->window, "tables", G_ACTION_GROUP (group));
  assert_rows ("Rows are unknown", "Count Rows…", "xmin finds every change");
  press (fixture, "Count Rows…");
  g_assert_cmpuint (fixture->n_counted, ==, 1);
}

/* One click, and the card is gone; the focus goes to what is left. */
static void
test_one_click (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = inspect (fixture, "public.countries");
  GtkWidget *focus;

  assert_rows ("Large full refresh", "Sync every 7 days", "Full refresh copies all rows");
  press (fixture, "Sync every 7 days");
  g_assert_cmpint (sluice_table_get_frequency (table), ==, SLUICE_FREQUENCY_7DAY);
  assert_rows ("Full refresh copies all rows", "Method");
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->inspector)));
}

/* What a full refresh costs depends on the plan, too. */
static void
test_plan_frequency (Fixture *fixture, gconstpointer data)
{
  AdwPreferencesRow *every = NULL;

  inspect (fixture, "public.countries");
  sluice_table_list_set_frequency (fixture->tables, SLUICE_FREQUENCY_7DAY);
  assert_rows ("Full refresh copies all rows", "Method");
  every = find_row (fixture, "Every");
  g_assert_cmpstr (get_picked (every), ==, "As the plan: 7 days");
  g_assert_cmpint (sluice_table_get_frequency (sluice_table_inspector_get_table (fixture->inspector)), ==, -1);

  sluice_table_list_set_frequency (fixture->tables, SLUICE_FREQUENCY_24HOUR);
  assert_rows ("Large full refresh", "Sync every 7 days");
}

/* Two flaws are two cards, and each button says what it is about. */
static void
test_flaws (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = inspect (fixture, "public.orders");
  AdwPreferencesRow *row;
  g_autofree char *different = NULL;

  assert_rows ("Nullable cursor", "Use xmin", "Unindexed cursor", "Copy SQL for an Index",
               "Incremental finds new and changed rows");
  row = find_row (fixture, "Use xmin");
  different = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "Rows where updated_at is empty never sync. Choose another cursor, or make the column not null.");
  g_assert_null (different);

  press (fixture, "Use xmin");
  assert_rows ("xmin finds every change", "Use Incremental on updated_at", "Method");

  /* And back again. */
  press (fixture, "Use Incremental on updated_at");
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_INCREMENTAL);
}

typedef struct
{
  char *text;
  gboolean done;
} Clipboard;

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Clipboard *clipboard = user_data;

  clipboard->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
  clipboard->done = TRUE;
}

static gboolean
is_read (gpointer data)
{
  return ((Clipboard *) data)->done;
}

static gboolean
offers_sql (gpointer data)
{
  return find_row (data, "Copy SQL for an Index") != NULL;
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  Clipboard clipboard = { NULL, FALSE };
  g_autofree char *text = NULL;

  inspect (fixture, "public.orders");
  press (fixture, "Copy SQL for an Index");
  g_assert_nonnull (find_row (fixture, "Copied"));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->window), NULL, read_cb, &clipboard);
  tables_common_wait (is_read, &clipboard);
  text = clipboard.text;
  g_assert_cmpstr (text, ==, "CREATE INDEX CONCURRENTLY ON \"public\".\"orders\" (\"updated_at\");");

  /* For a moment: it can be copied again, and says so again. */
  tables_common_wait (offers_sql, fixture);
  g_assert_null (find_row (fixture, "Copied"));
  press (fixture, "Copy SQL for an Index");
  g_assert_nonnull (find_row (fixture, "Copied"));
}

/* Without a key the row to choose one is there, and the button leads to it. A key can be several columns. */
static void
test_choose_key (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = inspect (fixture, "public.keyless");

  assert_rows ("No primary key", "Choose a Key…", "Large full refresh", "Sync every 7 days",
               "Full refresh copies all rows");
  g_assert_nonnull (find_row (fixture, "Key"));
  press (fixture, "Choose a Key…");
  gtk_check_button_set_active (get_check (get_dialog (fixture), "b"), TRUE);
  gtk_check_button_set_active (get_check (get_dialog (fixture), "a"), TRUE);
  /* Nothing yet. */
  g_assert_null (sluice_table_get_primary_keys (table));
  click (get_dialog (fixture), "_Set Key");
  g_assert_cmpstrv (sluice_table_get_primary_keys (table), ((const char *const[]) { "a", "b", NULL }));
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_XMIN);
  assert_rows ("xmin finds every change", "Method");

  /* One step, with the method that followed. */
  undo (fixture);
  g_assert_null (sluice_table_get_primary_keys (table));
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_FULL_REFRESH);
}

/* What the table can do can be picked; what it cannot says why, and stays unpicked. */
static void
test_method (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = inspect (fixture, "public.orders");
  AdwPreferencesRow *row = find_row (fixture, "Method");
  SluiceChoiceLine *line = NULL;

  g_assert_cmpstr (get_picked (row), ==, "Incremental");
  pick (fixture, "Method", "Full refresh");
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_FULL_REFRESH);
  /* What is for other methods only is gone. */
  g_assert_null (find_row (fixture, "Cursor"));
  g_assert_null (find_row (fixture, "Look-back"));
  g_assert_null (find_row (fixture, "Also in full"));
  g_assert_null (find_row (fixture, "CDC tables"));
  undo (fixture);
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_INCREMENTAL);
  g_assert_cmpstr (get_picked (row), ==, "Incremental");

  line = get_line (row, 2);
  g_assert_cmpstr (sluice_choice_line_get_title (line), ==, "Append");
  g_assert_false (sluice_choice_line_get_possible (line));
  g_assert_cmpstr (sluice_choice_line_get_subtitle (line), ==, "The source does not offer this method for this table.");
  pick (fixture, "Method", "Append");
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_INCREMENTAL);
}

static void
test_cursor (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = inspect (fixture, "public.visits");
  AdwPreferencesRow *row = find_row (fixture, "Cursor");

  g_assert_cmpstr (get_picked (row), ==, "updated_at");
  g_assert_cmpstr (sluice_choice_line_get_subtitle (get_line (row, 1)), ==,
                   "bigint · not indexed: each sync reads the whole table");
  pick (fixture, "Cursor", "seq");
  g_assert_cmpstr (sluice_table_get_cursor (table), ==, "seq");
  undo (fixture);
  g_assert_cmpstr (get_picked (row), ==, "updated_at");
}

#define TIME "Time of day, UTC"

static void
test_time_of_day (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = inspect (fixture, "public.visits");
  AdwPreferencesRow *row = find_row (fixture, TIME);
  GtkAccessible *text = GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row)));
  int end = 4;

  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (row)));
  type (fixture, TIME, "02:30");
  gtk_editable_delete_text (GTK_EDITABLE (row), 4, 5);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  /* A screen reader says what is wrong, as it does of every entry. */
  gtk_test_accessible_assert_state (text, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_test_accessible_has_relation (text, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
  g_assert_cmpint (sluice_table_get_time_of_day (table), ==, 2 * 3600 + 30 * 60);
  gtk_editable_insert_text (GTK_EDITABLE (row), "5", 1, &end);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  g_assert_false (gtk_test_accessible_has_relation (text, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
  g_assert_cmpint (sluice_table_get_time_of_day (table), ==, 2 * 3600 + 35 * 60);

  /* All that was typed is one step. */
  undo (fixture);
  g_assert_cmpint (sluice_table_get_time_of_day (table), ==, -1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");

  /* More than once a day there is none. */
  pick (fixture, "Every", "6 hours");
  g_assert_cmpint (sluice_table_get_frequency (table), ==, SLUICE_FREQUENCY_6HOUR);
  g_assert_null (find_row (fixture, TIME));
  undo (fixture);
  g_assert_cmpint (sluice_table_get_frequency (table), ==, -1);
  g_assert_nonnull (find_row (fixture, TIME));
}

/* A unit is how it is shown; nothing is asked for until somebody does. */
static void
test_look_back (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = inspect (fixture, "public.visits");

  g_assert_cmpint (sluice_table_get_look_back (table), ==, -1);
  g_assert_null (find_row (fixture, "How much"));
  pick (fixture, "Look-back", "Days");
  g_assert_cmpint (sluice_table_get_look_back (table), ==, 86400);
  adw_spin_row_set_value (ADW_SPIN_ROW (find_row (fixture, "How much")), 90);
  g_assert_cmpint (sluice_table_get_look_back (table), ==, SLUICE_LOOK_BACK_MAX);
  adw_spin_row_set_value (ADW_SPIN_ROW (find_row (fixture, "How much")), 2);
  pick (fixture, "Look-back", "Hours");
  g_assert_cmpint (sluice_table_get_look_back (table), ==, 2 * 86400);
  g_assert_cmpfloat (adw_spin_row_get_value (ADW_SPIN_ROW (find_row (fixture, "How much"))), ==, 48);
  adw_spin_row_set_value (ADW_SPIN_ROW (find_row (fixture, "How much")), 0);
  g_assert_cmpint (sluice_table_get_look_back (table), ==, 0);
  undo (fixture);
  g_assert_cmpint (sluice_table_get_look_back (table), ==, 2 * 86400);

  /* A number is no time. */
  pick (fixture, "Cursor", "seq");
  g_assert_cmpint (sluice_table_get_look_back (table), ==, -1);
  g_assert_cmpstr (sluice_choice_line_get_subtitle (get_line (find_row (fixture, "Look-back"), 0)), ==,
                   "seq is not a time, so there are no seconds to look back.");
  g_assert_false (sluice_choice_line_get_possible (get_line (find_row (fixture, "Look-back"), 3)));
}

static void
test_full_refresh (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = inspect (fixture, "public.visits");
  AdwSpinRow *days = NULL;

  pick (fixture, "Every", "7 days");
  pick (fixture, "Also in full", "every 30 days");
  g_assert_cmpuint (sluice_table_get_full_refresh_days (table), ==, 30);
  days = ADW_SPIN_ROW (find_row (fixture, "Days between"));
  /* Not more often than it syncs. */
  adw_spin_row_set_value (days, 2);
  g_assert_cmpuint (sluice_table_get_full_refresh_days (table), ==, 7);
  g_assert_cmpstr (get_picked (find_row (fixture, "Also in full")), ==, "every 7 days");
  undo (fixture);
  g_assert_cmpuint (sluice_table_get_full_refresh_days (table), ==, 30);
  pick (fixture, "Also in full", "never");
  g_assert_cmpuint (sluice_table_get_full_refresh_days (table), ==, 0);
  g_assert_null (find_row (fixture, "Days between"));
}

static void
test_cdc (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = inspect (fixture, "public.ledger");

  sluice_table_set_method (table, SLUICE_SYNC_METHOD_CDC);
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_CDC);
  pick (fixture, "CDC tables", sluice_cdc_table_mode_get_label (SLUICE_CDC_TABLE_BOTH));
  g_assert_cmpint (sluice_table_get_cdc_table_mode (table), ==, SLUICE_CDC_TABLE_BOTH);
  undo (fixture);
  g_assert_cmpint (sluice_table_get_cdc_table_mode (table), ==, SLUICE_CDC_TABLE_CONSOLIDATED);

  g_assert_cmpstr (get_picked (find_row (fixture, "Every")), ==, "Usual: 5 minutes");
  g_assert_cmpstr (sluice_choice_line_get_subtitle (get_line (find_row (fixture, "Every"), 9)), ==,
                   "CDC has to sync every 7 days at least.");
  pick (fixture, "Every", "30 days");
  g_assert_cmpint (sluice_table_get_frequency (table), ==, -1);
}

/* Key and cursor stay; each check is one step. */
static void
test_columns (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = inspect (fixture, "public.visits");
  GtkWidget *inspector = GTK_WIDGET (fixture->inspector);
  Search search;
  guint skip = 0;

  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (get_check (inspector, "id"))));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (get_check (inspector, "updated_at"))));
  gtk_check_button_set_active (get_check (inspector, "doc"), FALSE);
  g_assert_false (sluice_table_get_column_enabled (table, "doc"));
  g_assert_true (sluice_table_get_column_enabled (table, "region"));
  undo (fixture);
  g_assert_null (sluice_table_get_enabled_columns (table));
  g_assert_true (gtk_check_button_get_active (get_check (inspector, "doc")));

  click (inspector, "Sync no columns but key and cursor");
  g_assert_cmpuint (sluice_table_count_enabled_columns (table), ==, 2);
  g_assert_true (gtk_check_button_get_active (get_check (inspector, "id")));
  g_assert_false (gtk_check_button_get_active (get_check (inspector, "region")));
  click (inspector, "Sync all columns");
  g_assert_null (sluice_table_get_enabled_columns (table));

  /* Another source always sends all. */
  sluice_table_list_set_supports (fixture->tables, FALSE, FALSE, TRUE);
  inspect (fixture, "public.orders");
  inspect (fixture, "public.visits");
  search = (Search) { inspector, "region", NULL };
  tables_common_wait (is_listed, &search);
  skip = 0;
  g_assert_null (find_widget (inspector, GTK_TYPE_CHECK_BUTTON, &skip));
}

/* Of ten thousand columns only those in sight are made, and a search finds the others. */
static void
test_many_columns (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) json = g_string_new ("{\"table\":\"public.wide\",\"rows\":1,\"available_columns\":[");
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
  guint skip = 0;
  guint n_checks = 0;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (json, "%s{\"field\":\"c%u\",\"type\":\"text\"}", i > 0 ? "," : "", i);
  g_string_append (json, "]}");
  node = json_from_string (json->str, NULL);
  g_ptr_array_add (tables, sluice_table_new_from_json (json_node_get_object (node), TRUE, NULL));
  sluice_table_list_append (fixture->tables, tables);
  inspect (fixture, "public.wide");
  get_check (GTK_WIDGET (fixture->inspector), "c0");
  while ((skip = n_checks, find_widget (GTK_WIDGET (fixture->inspector), GTK_TYPE_CHECK_BUTTON, &skip)) != NULL)
    n_checks++;
  g_assert_cmpuint (n_checks, <, 300);

  skip = 0;
  gtk_editable_set_text (GTK_EDITABLE (find_widget (GTK_WIDGET (fixture->inspector), GTK_TYPE_SEARCH_ENTRY, &skip)),
                         "C9999");
  gtk_check_button_set_active (get_check (GTK_WIDGET (fixture->inspector), "c9999"), FALSE);
  g_assert_cmpuint (sluice_table_count_enabled_columns (g_ptr_array_index (tables, 0)), ==, 9999);
}

static void
open_filter (Fixture *fixture, const char *title)
{
  fixture->within = NULL;
  press (fixture, title);
  fixture->within = get_dialog (fixture);
}

static void
assert_fault (Fixture *fixture, const char *fault)
{
  Search search = { fixture->within, fault, NULL };

  g_assert_true (is_listed (&search));
  g_assert_nonnull (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)));
}

/* A filter is what the class of its column can be compared with, and a sentence then. */
static void
test_row_filters (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = inspect (fixture, "public.visits");
  SluiceChoiceLine *line = NULL;

  open_filter (fixture, "Add Filter…");
  line = get_line (find_row (fixture, "Column"), 5);
  g_assert_cmpstr (sluice_choice_line_get_title (line), ==, "doc");
  g_assert_false (sluice_choice_line_get_possible (line));
  g_assert_cmpstr (sluice_choice_line_get_subtitle (line), ==, "jsonb: rows cannot be filtered by this type");

  pick (fixture, "Column", "region");
  pick (fixture, "Condition", "is one of");
  type (fixture, "Values", "eu, 'us");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (find_row (fixture, "Values")), "error"));
  type (fixture, "Values", "eu, us");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (find_row (fixture, "Values")), "error"));
  click (fixture->within, "_Add");
  fixture->within = NULL;
  g_assert_nonnull (find_row (fixture, "region is one of eu, us"));
  g_assert_cmpuint (sluice_table_get_row_filters (table)->len, ==, 1);

  /* The same again is none. */
  open_filter (fixture, "Add Filter…");
  pick (fixture, "Column", "region");
  pick (fixture, "Condition", "is one of");
  type (fixture, "Values", "eu, us");
  click (fixture->within, "_Add");
  assert_fault (fixture, "The table has this filter already.");
  pick (fixture, "Column", "paid");
  g_assert_null (find_row (fixture, "Values"));
  pick (fixture, "Value", "false");
  click (fixture->within, "_Add");
  fixture->within = NULL;
  g_assert_cmpuint (sluice_table_get_row_filters (table)->len, ==, 2);

  /* Changed in its place, removed, and each one step. */
  open_filter (fixture, "region is one of eu, us");
  type (fixture, "Values", "eu");
  click (fixture->within, "_Change");
  fixture->within = NULL;
  g_assert_nonnull (find_row (fixture, "region is one of eu"));
  undo (fixture);
  g_assert_nonnull (find_row (fixture, "region is one of eu, us"));
  click (GTK_WIDGET (find_row (fixture, "region is one of eu, us")), "Remove the Filter");
  g_assert_null (find_row (fixture, "region is one of eu, us"));
  undo (fixture);
  g_assert_nonnull (find_row (fixture, "region is one of eu, us"));
  undo (fixture);
  undo (fixture);
  g_assert_null (sluice_table_get_row_filters (table));
}

/* What is no value of the column's class is said so, and not taken. */
static void
test_bad_values (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *column;
    const char *bad;
    const char *good;
  } values[] = {
    { "id", "abc", "7" },
    { "id", "1.5", "-3" },
    { "amount", "1,5", "1.5" },
    { "born", "30.09.2026", "2026-09-30" },
    { "updated_at", "yesterday", "2026-09-30T10:00:00" },
  };
  SluiceTable *table = inspect (fixture, "public.visits");

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      open_filter (fixture, "Add Filter…");
      pick (fixture, "Column", values[i].column);
      /* Nothing is no value either, but that is said only when somebody goes on. */
      g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (find_row (fixture, "Value")), "error"));
      click (fixture->within, "_Add");
      assert_fault (fixture, "Type a value to compare with.");
      type (fixture, "Value", values[i].bad);
      click (fixture->within, "_Add");
      g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (find_row (fixture, "Value")), "error"));
      g_assert_cmpuint (i, ==, i > 0 ? sluice_table_get_row_filters (table)->len : 0);
      type (fixture, "Value", values[i].good);
      click (fixture->within, "_Add");
      g_assert_cmpuint (sluice_table_get_row_filters (table)->len, ==, i + 1);
    }
}

/* Twenty, and where they are not taken, why, or nothing. */
static void
test_no_filters (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = inspect (fixture, "public.visits");
  Search search = { GTK_WIDGET (fixture->inspector), "A table takes at most 20 row filters.", NULL };

  for (guint i = 0; i < SLUICE_ROW_FILTERS_MAX; i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", i);
      g_autoptr (SluiceRowFilter) filter = sluice_row_filter_new (table, "id", SLUICE_FILTER_NOT_EQUAL, value, NULL);

      g_assert_true (sluice_table_add_row_filter (table, filter));
    }
  g_assert_true (is_listed (&search));
  g_assert_null (find_row (fixture, "Add Filter…"));

  sluice_table_set_method (inspect (fixture, "public.ledger"), SLUICE_SYNC_METHOD_CDC);
  search.name = "CDC follows every row; rows cannot be filtered.";
  g_assert_true (is_listed (&search));
  g_assert_null (find_row (fixture, "Add Filter…"));

  sluice_table_list_set_supports (fixture->tables, FALSE, FALSE, TRUE);
  inspect (fixture, "public.visits");
  g_assert_null (find_row (fixture, "Add Filter…"));
  search.name = "Row Filters";
  g_assert_false (is_listed (&search));
}

/* Several tables: what they have in common; an edit is one step, and says how many cannot have it. */
static void
marked_applied_cb (Fixture *fixture, guint n_set, guint n_left)
{
  fixture->n_set = n_set;
  fixture->n_left = n_left;
}

static void
test_marked (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "public.visits", "public.orders", "public.countries", "hr.payroll" };
  g_autoptr (GPtrArray) marked = g_ptr_array_new_with_free_func (g_object_unref);
  SluiceTable *visits = sluice_table_list_lookup (fixture->tables, names[0]);
  SluiceTable *countries = sluice_table_list_lookup (fixture->tables, names[2]);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (marked, g_object_ref (sluice_table_list_lookup (fixture->tables, names[i])));
  g_signal_connect_swapped (fixture->inspector, "applied", G_CALLBACK (marked_applied_cb), fixture);
  sluice_table_inspector_set_marked (fixture->inspector, fixture->tables, marked);
  assert_rows ("Method", "Cursor", "Every");
  g_assert_cmpstr (get_picked (find_row (fixture, "Method")), ==, "Various");
  g_assert_null (find_row (fixture, "Key"));

  pick (fixture, "Every", "7 days");
  g_assert_cmpuint (fixture->n_set, ==, 3);
  g_assert_cmpuint (fixture->n_left, ==, 1);
  g_assert_cmpint (sluice_table_get_frequency (countries), ==, SLUICE_FREQUENCY_7DAY);
  g_assert_cmpstr (get_picked (find_row (fixture, "Every")), ==, "7 days");
  undo (fixture);
  g_assert_cmpint (sluice_table_get_frequency (visits), ==, -1);
  g_assert_cmpint (sluice_table_get_frequency (countries), ==, -1);
  g_assert_true (g_str_has_prefix (get_picked (find_row (fixture, "Every")), "As the plan"));

  pick (fixture, "Cursor", "seq");
  g_assert_cmpstr (sluice_table_get_cursor (visits), ==, "seq");
  g_assert_cmpuint (fixture->n_set, ==, 1);
  g_assert_cmpuint (fixture->n_left, ==, 3);
  undo (fixture);

  pick (fixture, "Method", "Full refresh");
  g_assert_cmpint (sluice_table_get_method (visits), ==, SLUICE_SYNC_METHOD_FULL_REFRESH);
  g_assert_cmpuint (fixture->n_set, ==, 3);
  g_assert_null (find_row (fixture, "Cursor"));
  undo (fixture);
  g_assert_cmpint (sluice_table_get_method (visits), ==, SLUICE_SYNC_METHOD_INCREMENTAL);

  type (fixture, TIME, "04:00");
  g_assert_cmpint (sluice_table_get_time_of_day (countries), ==, 4 * 3600);

  /* And one again. */
  inspect (fixture, "public.visits");
  g_assert_nonnull (find_row (fixture, "Key"));
}

/* What is left out is not left in by another click, and names are names. */
static void
test_leave_out (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = inspect (fixture, "public.<b>_tokens");

  assert_rows ("Looks like secrets", "Full refresh copies all rows");
  sluice_table_set_selected (table, TRUE);
  assert_rows ("Looks like secrets", "Leave This Table Out", "Full refresh copies all rows");
  press (fixture, "Leave This Table Out");
  g_assert_false (sluice_table_get_selected (table));
  g_assert_null (find_row (fixture, "Leave This Table Out"));
}

/* However long a name is, there is room for the cards. */
static void
test_long_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strnfill (500, 'w');
  g_autofree char *json = g_strdup_printf (
      "{\"table\":\"%s\",\"rows\":60000,\"incremental_available\":true,\"incremental_fields\":[" CURSOR (
          "updated_%s", "false", "true") "]," ID_COLUMN "}",
      name, name);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
  SluiceTable *table = sluice_table_new_from_json (json_node_get_object (node), TRUE, NULL);
  g_autofree char *label = NULL;
  int narrowest = 0;

  g_ptr_array_add (tables, table);
  sluice_table_list_append (fixture->tables, tables);
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_FULL_REFRESH);
  inspect (fixture, name);
  label = g_strdup_printf ("Use Incremental on updated_%s", name);
  g_assert_nonnull (find_row (fixture, label));
  gtk_widget_measure (GTK_WIDGET (fixture->inspector), GTK_ORIENTATION_HORIZONTAL, -1, &narrowest, NULL, NULL, NULL);
  g_assert_cmpint (narrowest, <=, 280);
}

static void
test_forbidden (Fixture *fixture, gconstpointer data)
{
  AdwPreferencesRow *row = NULL;

  inspect (fixture, "hr.payroll");
  assert_rows ("No permission");
  row = find_row (fixture, "No permission");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "No <SELECT>.");
  g_assert_false (adw_preferences_row_get_use_markup (row));
  g_assert_null (find_row (fixture, "Method"));
}

int
main (int argc, char *argv[])
{
  /* See test-tables-page.c. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) g_test_add ("/table-inspector/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("unknown", test_unknown);
  ADD ("one-click", test_one_click);
  ADD ("plan-frequency", test_plan_frequency);
  ADD ("flaws", test_flaws);
  ADD ("copy", test_copy);
  ADD ("choose-key", test_choose_key);
  ADD ("method", test_method);
  ADD ("cursor", test_cursor);
  ADD ("time-of-day", test_time_of_day);
  ADD ("look-back", test_look_back);
  ADD ("full-refresh", test_full_refresh);
  ADD ("cdc", test_cdc);
  ADD ("columns", test_columns);
  ADD ("many-columns", test_many_columns);
  ADD ("row-filters", test_row_filters);
  ADD ("bad-values", test_bad_values);
  ADD ("no-filters", test_no_filters);
  ADD ("marked", test_marked);
  ADD ("leave-out", test_leave_out);
  ADD ("long-names", test_long_names);
  ADD ("forbidden", test_forbidden);

  return g_test_run ();
}
