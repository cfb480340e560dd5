/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "inspector-common.h"

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
                 "{\"table\":\"public.visits\",\"rows\":10,\"incremental_available\":true,"
                 "\"detected_primary_keys\":[\"id\"],\"incremental_fields\":[" CURSOR (
                     "updated_at",
                     "false",
                     "true") ",{\"field\":\"seq\",\"type\":\"bigint\",\"is_indexed\":false}],"
                             "\"available_columns\":[{\"field\":\"id\",\"type\":\"bigint\"},"
                             "{\"field\":\"region\",\"type\":\"text\"},"
                             "{\"field\":\"amount\",\"type\":\"numeric(10,2)\"},"
                             "{\"field\":\"born\",\"type\":\"date\"},"
                             "{\"field\":\"paid\",\"type\":\"boolean\"},"
                             "{\"field\":\"doc\",\"type\":\"jsonb\"},"
                             "{\"field\":\"seq\",\"type\":\"bigint\"},"
                             "{\"field\":\"updated_at\",\"type\":\"timestamp\"}]},"
                             "{\"table\":\"public.ledger\",\"rows\":10,\"cdc_available\":true," ID_COLUMN "},"
                             "{\"table\":\"public.<b>_tokens\",\"rows\":10," ID_COLUMN "},"
                             "{\"table\":\"hr.payroll\",\"permission_error\":\"No <SELECT>.\"}]";

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

void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->tables = sluice_table_list_new ();
  fill (fixture->tables);
  fixture->inspector = g_object_new (SLUICE_TYPE_TABLE_INSPECTOR, NULL);
  fixture->window =
      g_object_new (ADW_TYPE_WINDOW, "default-width", 360, "default-height", 800, "content", fixture->inspector, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->tables);
}

SluiceTable *
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

  collect_rows (fixture->within != NULL ? fixture->within : GTK_WIDGET (fixture->inspector), rows);

  return rows;
}

void
assert_first_rows (Fixture *fixture, const char *const *titles)
{
  g_autoptr (GPtrArray) rows = list_rows (fixture);

  for (guint i = 0; titles[i] != NULL; i++)
    {
      g_assert_cmpuint (i, <, rows->len);
      g_assert_cmpstr (adw_preferences_row_get_title (g_ptr_array_index (rows, i)), ==, titles[i]);
    }
}

AdwPreferencesRow *
find_row (Fixture *fixture, const char *title)
{
  g_autoptr (GPtrArray) rows = list_rows (fixture);

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (adw_preferences_row_get_title (g_ptr_array_index (rows, i)), title))
      return g_ptr_array_index (rows, i);

  return NULL;
}

void
press (Fixture *fixture, const char *title)
{
  AdwPreferencesRow *row = find_row (fixture, title);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (row)));
  g_assert_true (gtk_widget_activate (GTK_WIDGET (row)));
}

const char *
get_picked (AdwPreferencesRow *row)
{
  SluiceChoiceLine *line = adw_combo_row_get_selected_item (ADW_COMBO_ROW (row));

  return line != NULL ? sluice_choice_line_get_title (line) : NULL;
}

SluiceChoiceLine *
get_line (AdwPreferencesRow *row, guint position)
{
  g_autoptr (SluiceChoiceLine) line = g_list_model_get_item (adw_combo_row_get_model (ADW_COMBO_ROW (row)), position);

  /* The model has it. */
  return line;
}

void
pick (Fixture *fixture, const char *title, const char *choice)
{
  AdwPreferencesRow *row = find_row (fixture, title);
  GListModel *lines = NULL;

  g_assert_nonnull (row);
  lines = adw_combo_row_get_model (ADW_COMBO_ROW (row));
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    if (g_str_has_prefix (sluice_choice_line_get_title (get_line (row, i)), choice))
      {
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
        return;
      }
  g_test_message ("%s has no line %s", title, choice);
  g_test_fail ();
}

void
undo (Fixture *fixture)
{
  g_assert_true (sluice_table_history_undo (sluice_table_list_get_history (fixture->tables)));
}

GtkWidget *
find_widget (GtkWidget *widget, GType type, guint *skip)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_visible (widget) && (*skip)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_visible (child) ? find_widget (child, type, skip) : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
get_dialog (Fixture *fixture)
{
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->window));

  g_assert_nonnull (dialog);

  return GTK_WIDGET (dialog);
}

void
click (GtkWidget *within, const char *label)
{
  for (guint i = 0;; i++)
    {
      guint skip = i;
      GtkWidget *button = find_widget (within, GTK_TYPE_BUTTON, &skip);

      g_assert_nonnull (button);
      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0 ||
          g_strcmp0 (gtk_widget_get_tooltip_text (button), label) == 0)
        {
          g_signal_emit_by_name (button, "clicked");
          return;
        }
    }
}

static gboolean
find_check (gpointer data)
{
  Search *search = data;

  search->check = NULL;
  for (guint i = 0; search->check == NULL; i++)
    {
      guint skip = i;
      GtkWidget *check = find_widget (search->within, GTK_TYPE_CHECK_BUTTON, &skip);
      g_autofree char *different = NULL;

      if (check == NULL)
        return FALSE;
      different =
          gtk_test_accessible_check_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, search->name);
      if (different == NULL)
        search->check = check;
    }

  return TRUE;
}

gboolean
is_listed (gpointer data)
{
  Search *search = data;

  for (guint i = 0;; i++)
    {
      guint skip = i;
      GtkWidget *label = find_widget (search->within, GTK_TYPE_LABEL, &skip);

      if (label == NULL || g_str_equal (gtk_label_get_text (GTK_LABEL (label)), search->name))
        return label != NULL;
    }
}

GtkCheckButton *
get_check (GtkWidget *within, const char *name)
{
  Search search = { within, name, NULL };

  tables_common_wait (find_check, &search);

  return GTK_CHECK_BUTTON (search.check);
}

void
type (Fixture *fixture, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (fixture, title)), text);
}
