/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "sluice-bulk-rule-card.h"
#include "sluice-check.h"
#include "sluice-plan-actions.h"
#include "sluice-plan-import.h"
#include "sluice-schema-header.h"
#include "sluice-size-cell.h"
#include "sluice-size-map.h"
#include "sluice-source-type.h"
#include "sluice-table-cells.h"
#include "sluice-table-merge.h"
#include "sluice-tables-page.h"
#include "sluice-text-cell.h"
#include "tables-common.h"
#include "widget-common.h"

typedef struct
{
  SluicePlan *plan;
  SluiceTableList *tables;
  SluiceStep *page;
  GtkWidget *window;
} Fixture;

static SluiceSourceType *
new_source_type (void)
{
  g_autoptr (JsonNode) node = json_from_string (
      "{\"name\": \"Postgres\", \"category\": \"Databases\", \"fields\": ["
      "{\"type\": \"text\", \"name\": \"host\", \"label\": \"Host\", \"required\": true, \"placeholder\": \"\"},"
      "{\"type\": \"number\", \"name\": \"port\", \"label\": \"Port\", \"required\": true, \"placeholder\": \"\"},"
      "{\"type\": \"text\", \"name\": \"database\", \"label\": \"Database\", \"required\": true, \"placeholder\": \"\"}"
      "]}",
      NULL);
  g_autoptr (GError) error = NULL;
  SluiceSourceType *source_type = sluice_source_type_new_from_json (json_node_get_object (node), &error);

  g_assert_no_error (error);

  return source_type;
}

/* Each case looks at tables as somebody does for the first time. */
static void
forget_habits (void)
{
  static const char *const keys[] = { "tables-view", "tables-sort", "tables-descending", "tables-grouped" };
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (settings, keys[i]);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSourceType) source_type = new_source_type ();
  g_autoptr (SluiceSession) session = NULL;
  g_autoptr (SluiceClient) client = sluice_client_new ("http://127.0.0.1:1", "1", "phx_test", NULL);
  g_autoptr (SluiceWorkspace) workspace = sluice_workspace_new (client, NULL);

  forget_habits ();
  fixture->plan = sluice_plan_new ();
  sluice_plan_set_source_type (fixture->plan, source_type);
  fixture->tables = sluice_plan_get_tables (fixture->plan);
  tables_common_append (fixture->tables,
                        tables_common_new_table ("public.orders", 1250000, "id updated_at", "updated_at"),
                        tables_common_new_table ("<b>x</b>&amp;%s", 12, "id", ""),
                        tables_common_new_unreadable ("hr.payroll"), NULL);

  session = sluice_session_new (workspace, fixture->plan);
  fixture->page = sluice_tables_page_new (session);
  fixture->window =
      g_object_new (ADW_TYPE_WINDOW, "default-width", 1000, "default-height", 600, "content", fixture->page, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  widget_common_close (fixture->window, fixture->page);
  g_assert_finalize_object (fixture->plan);
}

/* A text that can be read: of a label, or of a cell that assistive technology takes for one. */
static gboolean
is_label (GtkWidget *widget, gconstpointer text)
{
  if (GTK_IS_LABEL (widget))
    return g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
  if (!SLUICE_IS_TEXT_CELL (widget) || !g_str_equal (sluice_text_cell_get_text (SLUICE_TEXT_CELL (widget)), text))
    return FALSE;

  return widget_common_has_name (widget, text) &&
         gtk_test_accessible_has_role (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_ROLE_LABEL);
}

static gboolean
is_check (GtkWidget *widget, gconstpointer name)
{
  return SLUICE_IS_CHECK (widget) && widget_common_has_name (widget, name);
}

static void
test_nothing_selected (Fixture *fixture, gconstpointer data)
{
  widget_common_wait_for (fixture->window, is_label, "0 of 3 tables");
  g_assert_false (sluice_step_get_complete (fixture->page));
  g_assert_null (widget_common_find (fixture->window, is_label, "Select at least one table"));
  sluice_step_complain (fixture->page);
  widget_common_wait_for (fixture->window, is_label, "Select at least one table");
}

static void
test_select (Fixture *fixture, gconstpointer data)
{
  GtkWidget *check = widget_common_wait_for (fixture->window, is_check, "Select orders");

  sluice_step_complain (fixture->page);
  g_assert_true (gtk_widget_activate_action (check, "check.toggle", NULL));
  g_assert_true (sluice_table_get_selected (sluice_table_list_lookup (fixture->tables, "public.orders")));
  g_assert_true (sluice_step_get_complete (fixture->page));
  g_assert_cmpstr (sluice_step_get_summary (fixture->page), ==, "1 of 3 tables");
  g_assert_null (widget_common_find (fixture->window, is_label, "Select at least one table"));

  /* The other way round: the row follows the table. */
  sluice_table_set_selected (sluice_table_list_lookup (fixture->tables, "public.orders"), FALSE);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  g_assert_false (sluice_step_get_complete (fixture->page));
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  GtkWidget *check = widget_common_wait_for (fixture->window, is_check, "Select payroll");

  g_assert_false (gtk_widget_is_sensitive (check));
  gtk_widget_activate_action (check, "check.toggle", NULL);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  g_assert_cmpuint (sluice_table_list_get_n_selected (fixture->tables), ==, 0);
  widget_common_wait_for (fixture->window, is_label, "No permission");
}

static gboolean
is_map (GtkWidget *widget, gconstpointer data)
{
  return SLUICE_IS_SIZE_MAP (widget);
}

static GtkWidget *
show_map (Fixture *fixture)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "tables.view", "s", "map"));

  return widget_common_wait_for (fixture->window, is_map, NULL);
}

static gboolean
is_tile (GtkWidget *widget, gconstpointer name)
{
  return SLUICE_IS_SIZE_CELL (widget) && widget_common_has_name (widget, name);
}

static gboolean
is_card (GtkWidget *widget, gconstpointer name)
{
  return GTK_IS_LIST_BOX (widget) && widget_common_has_name (widget, name);
}

#define ORDERS "orders, public, 1,250,000 rows, Incremental on updated_at, Large, 100 % of all"

/* Why a tile cannot be selected is said, whatever the server's words look like. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  GtkWidget *map = show_map (fixture);

  g_signal_emit_by_name (map, "refused", sluice_table_list_lookup (fixture->tables, "hr.payroll"));
  widget_common_wait_for (fixture->window, is_label, "The user has no SELECT permission on <this> table.");
}

/* A table that the source no longer has can be read as well as ever: that is not what is wrong with it. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceTableMerge) merge = sluice_table_merge_new (fixture->tables);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  SluiceTable *orders = sluice_table_list_lookup (fixture->tables, "public.orders");
  GtkWidget *map = NULL;

  g_ptr_array_add (found, tables_common_new_unreadable ("hr.payroll"));
  sluice_table_merge_add (merge, found);
  sluice_table_merge_finish (merge, TRUE);
  widget_common_wait_for (fixture->window, is_label, "Gone");
  map = show_map (fixture);
  widget_common_wait_for (fixture->window, is_tile, "orders, public, 1,250,000 rows, Gone, 100 % of all");
  g_signal_emit_by_name (map, "refused", orders);
  widget_common_wait_for (fixture->window, is_label, "The source no longer has this table.");
  g_assert_true (sluice_size_map_reveal (SLUICE_SIZE_MAP (map), orders));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "tables.details", NULL));
  widget_common_wait_for (fixture->window, is_card, "Gone");
  g_assert_null (widget_common_find (fixture->window, is_card, "No permission"));
}

static void
test_names_are_not_markup (Fixture *fixture, gconstpointer data)
{
  widget_common_wait_for (fixture->window, is_label, "<b>x</b>&amp;%s");
}

static gboolean
has_name (GtkWidget *widget, gconstpointer name)
{
  g_autofree char *different = NULL;

  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) != GTK_ACCESSIBLE_ROLE_BUTTON &&
      gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) != GTK_ACCESSIBLE_ROLE_RADIO)
    return FALSE;

  different = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  return different == NULL;
}

/* By the actions that assistive technology has. */
static void
test_edit_method (Fixture *fixture, gconstpointer data)
{
  SluiceTable *orders = sluice_table_list_lookup (fixture->tables, "public.orders");
  GtkWidget *cell = widget_common_wait_for (fixture->window, has_name, "Method: Incremental");

  g_assert_true (gtk_widget_activate_action (cell, "cell.edit", NULL));
  g_signal_emit_by_name (widget_common_wait_for (fixture->window, has_name, "Append"), "clicked");
  g_assert_cmpint (sluice_table_get_method (orders), ==, SLUICE_SYNC_METHOD_APPEND);
  widget_common_wait_for (fixture->window, has_name, "Method: Append");

  cell = widget_common_wait_for (fixture->window, has_name, "Every: 24 h");
  g_assert_true (gtk_widget_activate_action (cell, "cell.edit", NULL));
  g_signal_emit_by_name (widget_common_wait_for (fixture->window, has_name, "6 hours"), "clicked");
  g_assert_cmpint (sluice_table_get_frequency (orders), ==, SLUICE_FREQUENCY_6HOUR);
  widget_common_wait_for (fixture->window, has_name, "Every: 6 h");
}

/* As a hand would do it: through the display. */
static void do_by_hand (const char *first, ...) G_GNUC_NULL_TERMINATED;

static void
do_by_hand (const char *first, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GSubprocess) hand = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) argv = NULL;
  va_list args;

  g_strv_builder_add (builder, "xdotool");
  va_start (args, first);
  for (const char *word = first; word != NULL; word = va_arg (args, const char *))
    g_strv_builder_add (builder, word);
  va_end (args);
  argv = g_strv_builder_end (builder);
  hand = g_subprocess_newv ((const char *const *) argv, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait (hand, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (hand));
}

static gboolean
has_place (gpointer data)
{
  return gtk_widget_get_width (data) > 0;
}

/* There is no window manager: the window is where the display begins. */
static void
click (Fixture *fixture, GtkWidget *widget)
{
  g_autofree char *x = NULL;
  g_autofree char *y = NULL;
  graphene_point_t point;
  double left = 0;
  double top = 0;

  tables_common_wait (has_place, widget);
  g_assert_true (gtk_widget_compute_point (widget, fixture->window,
                                           &GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (widget) / 2,
                                                                 (float) gtk_widget_get_height (widget) / 2),
                                           &point));
  gtk_native_get_surface_transform (GTK_NATIVE (fixture->window), &left, &top);
  x = g_strdup_printf ("%d", (int) (point.x + left));
  y = g_strdup_printf ("%d", (int) (point.y + top));
  do_by_hand ("mousemove", x, y, "click", "1", NULL);
}

static void
test_edit_by_pointer (Fixture *fixture, gconstpointer data)
{
  GtkWidget *cell = widget_common_wait_for (fixture->window, has_name, "Every: 24 h");

  click (fixture, cell);
  g_signal_emit_by_name (widget_common_wait_for (fixture->window, has_name, "6 hours"), "clicked");
  widget_common_wait_for (fixture->window, has_name, "Every: 6 h");
}

static void
test_edit_by_keyboard (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "Return", "space", "KP_Enter" };
  GtkWidget *cell = widget_common_wait_for (fixture->window, has_name, "Every: 24 h");

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_assert_true (gtk_widget_grab_focus (cell));
      do_by_hand ("key", keys[i], NULL);
      widget_common_wait_for (fixture->window, has_name, "6 hours");
      do_by_hand ("key", "Escape", NULL);
      widget_common_wait_until_gone (fixture->window, has_name, "6 hours");
    }
}

/* Where rows are counted is said as it was typed. */
static void
test_count_address (Fixture *fixture, gconstpointer data)
{
  SluiceForm *form = sluice_plan_get_form (fixture->plan);

  sluice_form_set_value (form, "host", "db.example.com");
  sluice_form_set_value (form, "port", "5432");
  sluice_form_set_value (form, "database", "R&D <new>");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "tables.count-rows", NULL));
  widget_common_wait_for (fixture->window, is_label,
                          "Asks R&D <new> on db.example.com:5432, and only reads. Nothing is sent before a button is "
                          "pressed.");
}

static gboolean
is_column_view (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_COLUMN_VIEW (widget);
}

/* The details are of all rows that are marked, and of no others. */
static void
test_marked (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *rows = NULL;

  widget_common_wait_for (fixture->window, has_name, "Method: Incremental");
  rows = gtk_column_view_get_model (GTK_COLUMN_VIEW (widget_common_wait_for (fixture->window, is_column_view, NULL)));
  gtk_selection_model_select_range (rows, 0, 2, TRUE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "tables.details", NULL));
  widget_common_wait_for (fixture->window, is_label, "2 tables");

  gtk_selection_model_select_range (rows, 0, 3, TRUE);
  widget_common_wait_for (fixture->window, is_label, "3 tables");
  gtk_selection_model_unselect_item (rows, 2);
  widget_common_wait_for (fixture->window, is_label, "2 tables");
  gtk_selection_model_unselect_all (rows);
  widget_common_wait_until_gone (fixture->window, is_label, "2 tables");

  /* Tables of another discovery are others. */
  gtk_selection_model_select_range (rows, 0, 3, TRUE);
  widget_common_wait_for (fixture->window, is_label, "3 tables");
  sluice_table_list_clear (fixture->tables);
  widget_common_wait_until_gone (fixture->window, is_label, "3 tables");
}

static GtkSelectionModel *
get_rows (Fixture *fixture)
{
  GtkWidget *view = NULL;

  widget_common_wait_for (fixture->window, has_name, "Method: Incremental");
  view = widget_common_wait_for (fixture->window, is_column_view, NULL);

  return gtk_column_view_get_model (GTK_COLUMN_VIEW (view));
}

/* What is marked in the list, which nobody sees, has no part in an edit on the map. */
static void
test_edit_on_map (Fixture *fixture, gconstpointer data)
{
  SluiceTable *orders = sluice_table_list_lookup (fixture->tables, "public.orders");
  GtkWidget *map = NULL;

  gtk_selection_model_select_range (get_rows (fixture), 0, 3, TRUE);
  map = show_map (fixture);
  g_signal_emit_by_name (map, "edit", orders, SLUICE_TABLE_COLUMN_METHOD, map);
  widget_common_wait_for (fixture->window, is_label, "How orders syncs");
}

/* Nor in what is counted. */
static void
test_count_on_map (Fixture *fixture, gconstpointer data)
{
  GtkWidget *map = NULL;

  gtk_selection_model_select_item (get_rows (fixture), 1, TRUE);
  map = show_map (fixture);
  widget_common_wait_for (fixture->window, is_tile, ORDERS);
  g_assert_true (
      sluice_size_map_reveal (SLUICE_SIZE_MAP (map), sluice_table_list_lookup (fixture->tables, "public.orders")));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "tables.count-rows", NULL));
  widget_common_wait_for (fixture->window, is_label, "Only public.orders");
}

static gboolean
is_bulk_scope (GtkWidget *widget, gconstpointer data)
{
  return ADW_IS_COMBO_ROW (widget);
}

static gboolean
is_fresh (gpointer data)
{
  return GPOINTER_TO_INT (g_object_get_data (data, "fresh"));
}

static void
fresh_cb (gpointer data)
{
  g_object_set_data (data, "fresh", GINT_TO_POINTER (TRUE));
}

/* Until the preview is made anew, which it is when there is nothing else to do. */
static void
pick_bulk_scope (Fixture *fixture, guint position)
{
  GtkWidget *scope = widget_common_wait_for (fixture->window, is_bulk_scope, NULL);

  adw_combo_row_set_selected (ADW_COMBO_ROW (scope), position);
  g_object_set_data (G_OBJECT (scope), "fresh", NULL);
  g_idle_add_once (fresh_cb, scope);
  tables_common_wait (is_fresh, scope);
}

/* Another look at the source may take marked tables away while they are being edited. */
static void
test_marked_go (Fixture *fixture, gconstpointer data)
{
  gtk_selection_model_select_range (get_rows (fixture), 0, 3, TRUE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "tables.bulk-edit", NULL));
  widget_common_wait_for (fixture->window, is_label, "Marked rows (3)");
  sluice_table_list_clear (fixture->tables);
  pick_bulk_scope (fixture, 0);
  pick_bulk_scope (fixture, 2);
  widget_common_wait_for (fixture->window, is_label, "Marked rows (3)");
}

static GtkWidget *
get_card (Fixture *fixture, const char *title)
{
  return gtk_widget_get_ancestor (widget_common_wait_for (fixture->window, is_label, title),
                                  SLUICE_TYPE_BULK_RULE_CARD);
}

static gboolean
has_tooltip (GtkWidget *widget, gconstpointer tooltip)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0;
}

/* With the keyboard, by the button of that tooltip. */
static void
press_within (GtkWidget *card, const char *tooltip)
{
  GtkWidget *button = widget_common_wait_for (card, has_tooltip, tooltip);

  g_assert_true (gtk_widget_grab_focus (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
assert_focus (Fixture *fixture, GtkWidget *within, const char *tooltip)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, within));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (focus), ==, tooltip);
}

/* Who moves and removes rules with the keyboard goes on where that was done. */
static void
test_rule_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *second = NULL;
  SluiceBulkRule *rule = NULL;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "tables.bulk-edit", NULL));
  second = get_card (fixture, "Rule 2");
  rule = sluice_bulk_rule_card_get_rule (SLUICE_BULK_RULE_CARD (second));
  press_within (second, "Move the Rule Up");
  g_assert_true (sluice_bulk_rule_card_get_rule (SLUICE_BULK_RULE_CARD (get_card (fixture, "Rule 1"))) == rule);
  /* It is at the top: it can only go back. */
  assert_focus (fixture, get_card (fixture, "Rule 1"), "Move the Rule Down");
  press_within (get_card (fixture, "Rule 1"), "Move the Rule Down");
  assert_focus (fixture, get_card (fixture, "Rule 2"), "Move the Rule Up");

  press_within (get_card (fixture, "Rule 2"), "Remove the Condition");
  assert_focus (fixture, get_card (fixture, "Rule 2"), "Remove the Action");
  press_within (get_card (fixture, "Rule 2"), "Remove the Action");
  g_assert_true (
      gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), get_card (fixture, "Rule 2")));

  press_within (get_card (fixture, "Rule 1"), "Remove the Rule");
  g_assert_true (sluice_bulk_rule_card_get_rule (SLUICE_BULK_RULE_CARD (get_card (fixture, "Rule 1"))) == rule);
  assert_focus (fixture, get_card (fixture, "Rule 1"), "Remove the Rule");
  press_within (get_card (fixture, "Rule 1"), "Remove the Rule");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (gtk_root_get_focus (GTK_ROOT (fixture->window)))), ==, "Add Rule");
}

static gboolean
is_condition_lead (GtkWidget *widget, gconstpointer name)
{
  return GTK_IS_DROP_DOWN (widget) && widget_common_has_name (widget, name);
}

/* A condition reads right as it is and turned round, and is what it reads. */
static void
test_unless (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = NULL;
  GtkDropDown *lead = NULL;
  SluiceBulkRule *rule = NULL;
  g_autoptr (SluiceBulkCondition) condition = NULL;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "tables.bulk-edit", NULL));
  card = get_card (fixture, "Rule 1");
  rule = sluice_bulk_rule_card_get_rule (SLUICE_BULK_RULE_CARD (card));
  condition = g_list_model_get_item (G_LIST_MODEL (sluice_bulk_rule_get_conditions (rule)), 0);
  lead = GTK_DROP_DOWN (widget_common_wait_for (card, is_condition_lead, "If or unless"));
  widget_common_wait_for (card, is_label, "If");
  gtk_drop_down_set_selected (lead, 1);
  widget_common_wait_for (card, is_label, "Unless");
  g_assert_true (sluice_bulk_condition_get_negated (condition));
  gtk_drop_down_set_selected (lead, 0);
  g_assert_false (sluice_bulk_condition_get_negated (condition));
}

#define LONG_NAME "subscription_item_changes"
/* What a default size has that a width has not. */
#define WINDOW_BORDERS 20

static gboolean
is_named_cell (GtkWidget *widget, gconstpointer name)
{
  return SLUICE_IS_TEXT_CELL (widget) && g_str_equal (sluice_text_cell_get_text (SLUICE_TEXT_CELL (widget)), name);
}

static gboolean
has_accessible_name (GtkWidget *widget, gconstpointer name)
{
  return SLUICE_IS_TEXT_CELL (widget) && widget_common_has_name (widget, name);
}

static gboolean
is_search (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_SEARCH_ENTRY (widget);
}

static int
measure_text (GtkWidget *widget, const char *markup)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);
  int width = 0;

  pango_layout_set_markup (layout, markup, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

typedef struct
{
  GtkWidget *window;
  const char *markup;
  int width; /* of the window; 0: as it is */
} Room;

static gboolean
has_room (gpointer data)
{
  const Room *room = data;
  GtkWidget *cell = widget_common_find (room->window, is_named_cell, LONG_NAME);

  if (cell == NULL || (room->width > 0 && ABS (gtk_widget_get_width (room->window) - room->width) > WINDOW_BORDERS))
    return FALSE;

  return gtk_widget_get_width (cell) >= measure_text (cell, room->markup);
}

static gboolean
has_focus_within (gpointer widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* Rows are told apart by their names: other columns give way, whatever the window's width. Who was in the rows stays
 * there. */
static void
test_names_have_room (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = widget_common_wait_for (fixture->window, is_column_view, NULL);

  g_assert_true (gtk_widget_grab_focus (view));
  tables_common_append (fixture->tables,
                        tables_common_new_table ("public." LONG_NAME, 12, "id customer_id", "updated_at"), NULL);
  for (int width = 1200; width >= 360; width -= 60)
    {
      Room room = { fixture->window, "<b>" LONG_NAME "</b>", width };

      gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 600);
      tables_common_wait (has_room, &room);
      tables_common_wait (has_focus_within, view);
    }
}

/* The column by which a search finds a table is told with it. */
static void
test_matches_are_told (Fixture *fixture, gconstpointer data)
{
  tables_common_append (fixture->tables,
                        tables_common_new_table ("public." LONG_NAME, 12, "id customer_id", "updated_at"), NULL);
  gtk_editable_set_text (GTK_EDITABLE (widget_common_wait_for (fixture->window, is_search, NULL)), "customer");
  widget_common_wait_for (fixture->window, has_accessible_name, LONG_NAME "\u2002customer_id");
}

/* A file can name what this source does not have: which, is said. */
static void
test_notes_name_tables (Fixture *fixture, gconstpointer data)
{
  const char *file = "{\"format\": \"sluice-plan\", \"version\": 1, \"source_type\": \"Postgres\", \"tables\": ["
                     "{\"name\": \"public.orders\"}, {\"name\": \"public.nowhere\"}]}";
  g_autoptr (JsonNode) root = json_from_string (file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluicePlanImport) import = sluice_plan_import_new (fixture->plan, root, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = sluice_plan_notes_dup_text (sluice_plan_import_get_notes (import));
  g_assert_cmpstr (text, ==, "public.nowhere: The source does not have this table.");
}

/* The button of a note undoes what the note says, or is not there. */
static void
test_undo_of_note (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  AdwDialog *dialog = NULL;

  g_assert_true (gtk_widget_activate_action (page, "tables.bulk-edit", NULL));
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->window));
  sluice_table_set_selected (sluice_table_list_lookup (fixture->tables, "public.orders"), TRUE);
  g_signal_emit_by_name (dialog, "applied", 1);
  adw_dialog_force_close (dialog);
  widget_common_wait_for (fixture->window, is_label, "1 table changed");

  g_assert_true (gtk_widget_activate_action (page, "history.undo", NULL));
  widget_common_wait_until_gone (fixture->window, is_label, "1 table changed");
}

static gboolean
press_key (GtkWidget *column_view, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (column_view);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }

  return handled;
}

/* Return opens the details wherever in the row the focus is; a check that has it keeps its tick. */
static void
test_return_on_check (Fixture *fixture, gconstpointer data)
{
  GtkWidget *check = widget_common_wait_for (fixture->window, is_check, "Select orders");
  GtkWidget *column_view = gtk_widget_get_ancestor (check, GTK_TYPE_COLUMN_VIEW);

  sluice_table_set_selected (sluice_table_list_lookup (fixture->tables, "public.orders"), TRUE);
  g_assert_true (gtk_widget_grab_focus (check));
  g_assert_true (press_key (column_view, GDK_KEY_Return));
  widget_common_wait_for (fixture->window, is_label, "How It Syncs");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
}

static gboolean
is_schema_header (GtkWidget *widget, gconstpointer schema)
{
  GtkWidget *check = SLUICE_IS_SCHEMA_HEADER (widget) ? gtk_widget_get_first_child (widget) : NULL;
  g_autofree char *name = g_strdup_printf ("Select all of %s", (const char *) schema);

  return check != NULL && widget_common_has_name (check, name);
}

/* Columns that come and go with the window's width leave nothing in the rows above the tables of a schema. */
static void
test_headers_have_no_cells (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "tables.grouped", NULL));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 600);
  widget_common_wait_until_gone (fixture->window, is_label, "Cursor");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 600);
  widget_common_wait_for (fixture->window, is_label, "Cursor");

  for (const char *const *schema = (const char *const[]) { "public", "hr", "No schema", NULL }; *schema != NULL;
       schema++)
    {
      GtkWidget *header = widget_common_wait_for (fixture->window, is_schema_header, *schema);

      g_assert_null (gtk_widget_get_prev_sibling (header));
      g_assert_null (gtk_widget_get_next_sibling (header));
    }
}

static void
test_no_tables (Fixture *fixture, gconstpointer data)
{
  sluice_table_list_clear (fixture->tables);
  widget_common_wait_for (fixture->window, is_label, "No Tables");
  g_assert_false (sluice_step_get_complete (fixture->page));
}

int
main (int argc, char *argv[])
{
  /* The session has a real bus; here the widgets' own names are asked for. Its folders are its own: isolating them once
   * more would hide the system's, without which GTK knows no image formats. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) g_test_add ("/tables-page/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("nothing-selected", test_nothing_selected);
  ADD ("select", test_select);
  ADD ("unreadable", test_unreadable);
  ADD ("refused", test_refused);
  ADD ("gone", test_gone);
  ADD ("names-are-not-markup", test_names_are_not_markup);
  ADD ("names-have-room", test_names_have_room);
  ADD ("matches-are-told", test_matches_are_told);
  ADD ("edit-method", test_edit_method);
  ADD ("edit-by-pointer", test_edit_by_pointer);
  ADD ("edit-by-keyboard", test_edit_by_keyboard);
  ADD ("marked", test_marked);
  ADD ("count-address", test_count_address);
  ADD ("edit-on-map", test_edit_on_map);
  ADD ("count-on-map", test_count_on_map);
  ADD ("marked-go", test_marked_go);
  ADD ("rule-focus", test_rule_focus);
  ADD ("unless", test_unless);
  ADD ("headers-have-no-cells", test_headers_have_no_cells);
  ADD ("notes-name-tables", test_notes_name_tables);
  ADD ("undo-of-note", test_undo_of_note);
  ADD ("return-on-check", test_return_on_check);
  ADD ("no-tables", test_no_tables);

  return g_test_run ();
}
