/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "sluice-table-inspector.h"
#include "tables-common.h"

typedef struct
{
  SluiceTableList *tables;
  SluiceTableInspector *inspector;
  GtkWidget *window;
  guint n_counted;
} Fixture;

#define ID_COLUMN "\"available_columns\":[{\"field\":\"id\",\"type\":\"bigint\"}]"
#define CURSOR(name, nullable, indexed)                                                                                \
  "{\"field\":\"" name "\",\"type\":\"timestamp\",\"nullable\":" nullable ",\"is_indexed\":" indexed "}"

static const char shop[] =
    "[{\"table\":\"public.sessions\",\"xmin_available\":true," ID_COLUMN "},"
    "{\"table\":\"public.countries\",\"rows\":184233," ID_COLUMN "},"
    "{\"table\":\"public.orders\",\"rows\":10,\"xmin_available\":true,\"incremental_available\":true,"
    "\"incremental_fields\":[" CURSOR (
        "updated_at",
        "true",
        "false") "]," ID_COLUMN "},"
                 "{\"table\":\"public.keyless\",\"rows\":60000,\"xmin_available\":true,\"available_columns\":["
                 "{\"field\":\"a\",\"type\":\"text\"},{\"field\":\"b\",\"type\":\"text\"}]},"
                 "{\"table\":\"public.<b>_tokens\",\"rows\":10," ID_COLUMN "},"
                 "{\"table\":\"hr.payroll\",\"permission_error\":\"No <i>SELECT</i>.\"}]";

static void
fill (SluiceTableList *list)
{
  g_autoptr (JsonNode) node = json_from_string (shop, NULL);
  JsonArray *array = json_node_get_array (node);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (tables, sluice_table_new_from_json (json_array_get_object_element (array, i), TRUE, NULL));
  sluice_table_list_append (list, tables);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->tables = sluice_table_list_new ();
  fill (fixture->tables);
  fixture->inspector = g_object_new (SLUICE_TYPE_TABLE_INSPECTOR, NULL);
  fixture->window =
      g_object_new (ADW_TYPE_WINDOW, "default-width", 360, "default-height", 800, "content", fixture->inspector, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->tables);
}

static SluiceTable *
inspect (Fixture *fixture, const char *name)
{
  SluiceTable *table = sluice_table_list_lookup (fixture->tables, name);

  g_assert_nonnull (table);
  sluice_table_inspector_set_table (fixture->inspector, fixture->tables, table);

  return table;
}

/* The rows that are to be seen, in the order in which they stand: their titles. */
static void
collect_rows (GtkWidget *widget, GPtrArray *rows)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (ADW_IS_PREFERENCES_ROW (widget))
    g_ptr_array_add (rows, widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    collect_rows (child, rows);
}

static GPtrArray *
list_rows (Fixture *fixture)
{
  GPtrArray *rows = g_ptr_array_new ();

  collect_rows (GTK_WIDGET (fixture->inspector), rows);

  return rows;
}

/* Of the first rows; NULL-terminated. */
static void
assert_first_rows (Fixture *fixture, const char *const *titles)
{
  g_autoptr (GPtrArray) rows = list_rows (fixture);

  for (guint i = 0; titles[i] != NULL; i++)
    {
      g_assert_cmpuint (i, <, rows->len);
      g_assert_cmpstr (adw_preferences_row_get_title (g_ptr_array_index (rows, i)), ==, titles[i]);
    }
}

#define assert_rows(...) assert_first_rows (fixture, (const char *const[]) { __VA_ARGS__, NULL })

static AdwPreferencesRow *
find_row (Fixture *fixture, const char *title)
{
  g_autoptr (GPtrArray) rows = list_rows (fixture);

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (adw_preferences_row_get_title (g_ptr_array_index (rows, i)), title))
      return g_ptr_array_index (rows, i);

  return NULL;
}

static void
press (Fixture *fixture, const char *title)
{
  AdwPreferencesRow *row = find_row (fixture, title);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (row)));
  g_assert_true (gtk_widget_activate (GTK_WIDGET (row)));
}

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
  GtkStringObject *shown = NULL;

  inspect (fixture, "public.countries");
  sluice_table_list_set_frequency (fixture->tables, SLUICE_FREQUENCY_7DAY);
  assert_rows ("Full refresh copies all rows", "Method");
  every = find_row (fixture, "Every");
  shown = adw_combo_row_get_selected_item (ADW_COMBO_ROW (every));
  g_assert_cmpstr (gtk_string_object_get_string (shown), ==, "As the plan: 7 days");
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

  assert_rows ("Cursor can be empty", "Use xmin", "Cursor not indexed", "Copy SQL for an Index",
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
}

/* Without a key the row to choose one is there, and the button leads to it. */
static void
test_choose_key (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = inspect (fixture, "public.keyless");
  AdwPreferencesRow *key = NULL;
  GtkWidget *focus = NULL;

  assert_rows ("No primary key", "Choose a Key…", "Large full refresh", "Sync every 7 days",
               "Full refresh copies all rows");
  press (fixture, "Choose a Key…");
  key = find_row (fixture, "Key");
  g_assert_nonnull (key);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (focus == GTK_WIDGET (key) || gtk_widget_is_ancestor (focus, GTK_WIDGET (key)));

  /* The first line says that there is none yet. */
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (key)), ==, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (key), 1);
  g_assert_cmpstrv (sluice_table_get_primary_keys (table), ((const char *const[]) { "a", NULL }));
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_XMIN);
  assert_rows ("xmin finds every change", "Method");
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
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "No <i>SELECT</i>.");
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
  ADD ("leave-out", test_leave_out);
  ADD ("long-names", test_long_names);
  ADD ("forbidden", test_forbidden);

  return g_test_run ();
}
