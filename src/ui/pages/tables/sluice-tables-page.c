/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-advisor.h"
#include "sluice-bulk-dialog.h"
#include "sluice-cdc-leaving.h"
#include "sluice-count-rows-dialog.h"
#include "sluice-menu-names.h"
#include "sluice-phrases.h"
#include "sluice-plan-actions.h"
#include "sluice-refocus.h"
#include "sluice-schema-drop-down.h"
#include "sluice-size-map.h"
#include "sluice-table-choice.h"
#include "sluice-table-filters.h"
#include "sluice-table-habits.h"
#include "sluice-table-inspector.h"
#include "sluice-table-popover.h"
#include "sluice-table-refresh.h"
#include "sluice-tables-grid.h"
#include "sluice-tables-page.h"
#include "sluice-tables-phrases.h"
#include "sluice-toast.h"
#include "sluice-uncounted-dialog.h"
#include "sluice-undo-buttons.h"

/* “read 2 minutes ago” */
#define SUBTITLE_SECONDS 30

struct _SluiceTablesPage
{
  SluiceStep parent_instance;

  SluiceTableList *tables;
  SluiceTableView *view;
  SluiceTablePopover *popover;
  GSimpleActionGroup *actions;
  guint subtitle_id;
  gboolean narrow;
  gboolean cramped;
  gboolean low;

  GtkStack *stack;
  AdwOverlaySplitView *split;
  GtkEditable *search;
  SluiceSchemaDropDown *schemas;
  SluiceTableRefresh *refresh;
  SluiceTableFilters *filters;
  GtkMenuButton *filter_button;
  GtkMenuButton *sort_button;
  GtkMenuButton *more_button;
  GtkMenuButton *menu_button;
  GtkWidget *attention;
  AdwButtonContent *attention_content;
  GtkStack *results;
  GtkStack *views; /* of the tables that are found: “list” or “map” */
  SluiceTablesGrid *grid;
  SluiceSizeMap *map;
  AdwStatusPage *nothing;
  SluiceTableInspector *inspector;
  GtkLabel *missing;
  GtkLabel *totals;
  SluiceUndoButtons *undo_buttons;
  GtkWidget *count;
};

G_DEFINE_FINAL_TYPE (SluiceTablesPage, sluice_tables_page, SLUICE_TYPE_STEP)

/* What tables are sorted by, as the menu says it. */
static const char *const sort_words[] = {
  [SLUICE_TABLE_SORT_NONE] = "none",           [SLUICE_TABLE_SORT_SELECTED] = "selected",
  [SLUICE_TABLE_SORT_NAME] = "name",           [SLUICE_TABLE_SORT_ROWS] = "rows",
  [SLUICE_TABLE_SORT_METHOD] = "method",       [SLUICE_TABLE_SORT_CURSOR] = "cursor",
  [SLUICE_TABLE_SORT_FREQUENCY] = "frequency", [SLUICE_TABLE_SORT_MONTH] = "month",
  [SLUICE_TABLE_SORT_NOTE] = "note",
};

static GSimpleAction *
get_action (SluiceTablesPage *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name));
}

/* What is shown */

static void
update_subtitle (SluiceTablesPage *self)
{
  g_autofree char *subtitle = sluice_tables_phrase_origin (sluice_step_get_plan (SLUICE_STEP (self)));

  sluice_step_set_subtitle (SLUICE_STEP (self), subtitle);
}

static gboolean
subtitle_timeout_cb (gpointer user_data)
{
  update_subtitle (user_data);

  return G_SOURCE_CONTINUE;
}

static void
update_attention (SluiceTablesPage *self)
{
  const guint n_attention = sluice_table_list_get_n_attention (self->tables);
  const gboolean cramped = self->cramped || adw_overlay_split_view_get_show_sidebar (self->split);
  g_autofree char *label = NULL;
  g_autofree char *number = g_strdup_printf ("%'u", n_attention);

  /* Translators: a button; %'u is how many selected tables have a warning */
  label = g_strdup_printf (_ ("Needs attention · %'u"), n_attention);
  adw_button_content_set_label (self->attention_content, cramped ? number : label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->attention), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_visible (self->attention, n_attention > 0);
  g_simple_action_set_enabled (get_action (self, "next-attention"), n_attention > 0);
}

static void
update_totals (SluiceTablesPage *self)
{
  const guint n_selected = sluice_table_list_get_n_selected (self->tables);
  const guint n_counted = sluice_table_list_get_n_counted (self->tables);
  g_autofree char *markup = sluice_tables_markup_totals (self->tables, self->narrow && !self->low);
  g_autofree char *summary = NULL;

  gtk_label_set_markup (self->totals, markup);
  /* Translators: how many tables are selected, of all */
  summary = g_strdup_printf (_ ("%'u of %'u tables"), n_selected, sluice_table_list_get_size (self->tables));
  sluice_step_set_summary (SLUICE_STEP (self), n_selected > 0 ? summary : NULL);
  sluice_step_set_complete (SLUICE_STEP (self), n_selected > 0);
  if (n_selected > 0)
    gtk_widget_set_visible (GTK_WIDGET (self->missing), FALSE);
  sluice_tables_grid_set_bars (self->grid, n_counted > 0);
  /* In a narrow window the menu has it, too. */
  gtk_widget_set_visible (self->count,
                          sluice_table_list_get_n_uncounted (self->tables) > 0 && (n_counted == 0 || !self->narrow));
  update_attention (self);
}

static void
update_results (SluiceTablesPage *self)
{
  const gboolean empty = sluice_table_list_get_size (self->tables) == 0;
  const gboolean found = sluice_table_view_get_size (self->view) > 0;

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "tables");
  if (!found && sluice_table_view_get_busy (self->view))
    return;

  gtk_stack_set_visible_child_name (self->results, found || empty ? "grid" : "nothing");
  if (!found && !empty)
    adw_status_page_set_description (self->nothing, *gtk_editable_get_text (self->search) != '\0' ?
                                                        _ ("No name, schema or column has these words in it.") :
                                                        _ ("No table is left by what is switched on above."));
}

/* Another discovery gave other tables, even of the same name. */
static void
close_stale_inspector (SluiceTablesPage *self)
{
  if (!sluice_table_inspector_is_stale (self->inspector, self->tables))
    return;

  adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
  sluice_table_inspector_set_table (self->inspector, self->tables, NULL);
}

static void
tables_changed_cb (SluiceTablesPage *self)
{
  close_stale_inspector (self);
  update_totals (self);
  update_results (self);
}

static void
view_changed_cb (SluiceTablesPage *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  update_results (self);
}

static void
narrow_cb (SluiceTablesPage *self)
{
  self->narrow = TRUE;
  update_totals (self);
}

static void
low_cb (SluiceTablesPage *self)
{
  self->low = TRUE;
  narrow_cb (self);
}

static void
wide_cb (SluiceTablesPage *self)
{
  self->narrow = FALSE;
  self->low = FALSE;
  update_totals (self);
}

static void
cramped_cb (SluiceTablesPage *self)
{
  self->cramped = TRUE;
  update_attention (self);
}

static void
roomy_cb (SluiceTablesPage *self)
{
  self->cramped = FALSE;
  update_attention (self);
}

static void
refocus_cb (AdwBreakpointBin *bin)
{
  SluiceTablesPage *self = SLUICE_TABLES_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (bin), SLUICE_TYPE_TABLES_PAGE));

  sluice_tables_grid_focus_rows (self->grid);
}

/* List or map */

static gboolean
shows_map (SluiceTablesPage *self)
{
  return gtk_stack_get_visible_child (self->views) == GTK_WIDGET (self->map);
}

static SluiceTable *
get_current (SluiceTablesPage *self)
{
  return shows_map (self) ? sluice_size_map_get_current (self->map) : sluice_tables_grid_get_current (self->grid);
}

static gboolean
reveal (SluiceTablesPage *self, SluiceTable *table)
{
  return shows_map (self) ? sluice_size_map_reveal (self->map, table) : sluice_tables_grid_reveal (self->grid, table);
}

static void
focus_rows_cb (SluiceTablesPage *self)
{
  if (shows_map (self))
    sluice_size_map_focus_tiles (self->map);
  else
    sluice_tables_grid_focus_rows (self->grid);
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

static void
view_switched_cb (SluiceTablesPage *self)
{
  /* Areas have an order of their own. */
  gtk_widget_set_visible (GTK_WIDGET (self->sort_button), !shows_map (self));
  /* From rows to tiles and back: the stack alone would go to whatever comes first. */
  if (has_focus (GTK_WIDGET (self->views)))
    focus_rows_cb (self);
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* Filters */

static void
search_changed_cb (SluiceTablesPage *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  sluice_table_view_set_search (self->view, gtk_editable_get_text (self->search));
  sluice_tables_grid_set_search (self->grid, gtk_editable_get_text (self->search));
}

static void
stop_search_cb (SluiceTablesPage *self)
{
  gtk_editable_set_text (self->search, "");
  focus_rows_cb (self);
}

static void
schema_chosen_cb (SluiceTablesPage *self)
{
  sluice_table_filters_set_schema (self->filters, sluice_schema_drop_down_get_schema (self->schemas));
}

static void
schema_removed_cb (SluiceTablesPage *self)
{
  sluice_schema_drop_down_clear (self->schemas);
}

static void
clear_filters_cb (SluiceTablesPage *self)
{
  gtk_editable_set_text (self->search, "");
  sluice_table_filters_clear (self->filters);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
grouped_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  SluiceTablesPage *self = user_data;

  g_simple_action_set_state (action, value);
  sluice_table_view_set_grouped (self->view, g_variant_get_boolean (value));
}

static void
next_attention_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluiceTablesPage *self = user_data;
  SluiceTable *table = sluice_table_view_find_attention (self->view, get_current (self));
  g_autofree char *message = NULL;
  const char *label = NULL;

  if (table == NULL && sluice_table_view_get_filtered (self->view))
    {
      /* What needs attention is filtered out. Without filters the view is there at once, unless it is sorted. */
      clear_filters_cb (self);
      table = sluice_table_view_find_attention (self->view, get_current (self));
    }
  if (table == NULL || !reveal (self, table))
    return;

  label = sluice_warning_get_label (sluice_warnings_get_first (sluice_advisor_get_warnings (table)));
  /* Translators: the name of a table, then what needs attention there */
  message = g_strdup_printf (_ ("%s: %s"), sluice_table_get_display_name (table), label);
  sluice_step_announce (SLUICE_STEP (self), message);
}

/* Sorting */

static void
sort_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  SluiceTablesPage *self = user_data;
  gboolean descending = FALSE;

  sluice_tables_grid_get_sort (self->grid, &descending);
  for (guint sort = 0; sort < G_N_ELEMENTS (sort_words); sort++)
    if (g_str_equal (sort_words[sort], g_variant_get_string (value, NULL)))
      sluice_tables_grid_sort_by (self->grid, (SluiceTableSort) sort, descending);
}

static void
descending_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  SluiceTablesPage *self = user_data;

  sluice_tables_grid_sort_by (self->grid, sluice_tables_grid_get_sort (self->grid, NULL),
                              g_variant_get_boolean (value));
}

/* The grid has the say, since its headers sort too; the menu follows. */
static void
sorted_cb (SluiceTablesPage *self)
{
  gboolean descending = FALSE;
  const SluiceTableSort sort = sluice_tables_grid_get_sort (self->grid, &descending);

  g_simple_action_set_state (get_action (self, "sort"), g_variant_new_string (sort_words[sort]));
  g_simple_action_set_state (get_action (self, "descending"), g_variant_new_boolean (descending));
  g_simple_action_set_enabled (get_action (self, "descending"), sort != SLUICE_TABLE_SORT_NONE);
}

/* Edits */

static void
moved_cb (SluiceTablesPage *self)
{
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* The marked rows of the list, which has to be what is shown; NULL unless there are several and @table, if it is given,
 * is one of them. (transfer full) */
static GPtrArray *
dup_marked (SluiceTablesPage *self, SluiceTable *table)
{
  return shows_map (self) ? NULL : sluice_tables_grid_dup_marked (self->grid, table);
}

static void
edit_cb (SluiceTablesPage *self, SluiceTable *table, int column, GtkWidget *anchor)
{
  g_autoptr (GPtrArray) marked = dup_marked (self, table);

  sluice_table_popover_edit (self->popover, self->tables, table, marked, (SluiceTableColumn) column, anchor);
}

static void
current_cb (SluiceTablesPage *self)
{
  g_autoptr (SluiceTable) current = NULL;
  g_autoptr (GPtrArray) marked = NULL;

  if (!adw_overlay_split_view_get_show_sidebar (self->split))
    return;

  g_object_get (shows_map (self) ? (gpointer) self->map : self->grid, "current", &current, NULL);
  marked = current == NULL ? dup_marked (self, NULL) : NULL;
  if (current != NULL)
    sluice_table_inspector_set_table (self->inspector, self->tables, current);
  else if (marked != NULL)
    sluice_table_inspector_set_marked (self->inspector, self->tables, marked);
  else
    /* Rows that are marked no more are edited together no more. */
    sluice_table_inspector_set_table (self->inspector, self->tables,
                                      sluice_table_inspector_get_table (self->inspector));
}

static void
inspect_cb (SluiceTablesPage *self, SluiceTable *table)
{
  sluice_table_inspector_set_table (self->inspector, self->tables, table);
  adw_overlay_split_view_set_show_sidebar (self->split, TRUE);
}

/* However it was opened, there is a table in it. */
static void
show_sidebar_cb (SluiceTablesPage *self)
{
  g_autoptr (GPtrArray) marked = NULL;
  SluiceTable *table = NULL;

  if (self->view == NULL)
    return;

  update_attention (self);
  if (!adw_overlay_split_view_get_show_sidebar (self->split))
    return;

  marked = dup_marked (self, NULL);
  if (marked != NULL)
    {
      sluice_table_inspector_set_marked (self->inspector, self->tables, marked);
      return;
    }

  table = get_current (self);
  if (table == NULL)
    table = sluice_table_view_get (self->view, 0);
  if (table == NULL)
    adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
  else
    sluice_table_inspector_set_table (self->inspector, self->tables, table);
}

static void
close_inspector_cb (SluiceTablesPage *self)
{
  adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
  focus_rows_cb (self);
}

/* Without them Escape is the assistant's. */
static gboolean
close_details_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SluiceTablesPage *self = SLUICE_TABLES_PAGE (widget);

  if (!adw_overlay_split_view_get_show_sidebar (self->split))
    return GDK_EVENT_PROPAGATE;

  close_inspector_cb (self);

  return GDK_EVENT_STOP;
}

static void
done_cb (SluiceTablesPage *self, const char *message)
{
  sluice_step_announce (SLUICE_STEP (self), message);
}

static void
refresh_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sluice_table_refresh_start (SLUICE_TABLES_PAGE (user_data)->refresh);
}

/* Bulk edit */

static void
bulk_applied_cb (SluiceTablesPage *self, guint n_tables)
{
  g_autofree char *tables = sluice_phrase_tables (n_tables);
  g_autofree char *message = NULL;

  /* Translators: %s is “12 tables” */
  message = g_strdup_printf (ngettext ("%s changed", "%s changed", n_tables), tables);
  sluice_undo_buttons_offer (self->undo_buttons, GTK_WIDGET (self->split), message);
}

static void
bulk_edit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluiceTablesPage *self = user_data;
  g_autoptr (GPtrArray) marked = dup_marked (self, NULL);
  SluiceBulkDialog *dialog = sluice_bulk_dialog_new (self->view, marked);

  g_signal_connect_object (dialog, "applied", G_CALLBACK (bulk_applied_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/* Suggestions */

/* An edit of several tables of which some cannot have it. */
static void
applied_cb (SluiceTablesPage *self, guint n_set, guint n_left)
{
  g_autofree char *set = NULL;
  g_autofree char *message = NULL;

  if (n_left == 0)
    return;

  set = sluice_phrase_tables (n_set);
  /* Translators: “12 tables changed; 3 cannot have this”; %s is “12 tables” */
  message = g_strdup_printf (ngettext ("%s changed; %'u cannot have this", "%s changed; %'u cannot have this", n_left),
                             set, n_left);
  sluice_toast_show (GTK_WIDGET (self->split), message);
}

/* A tile of a table that cannot be selected was pressed. */
static void
refused_cb (SluiceTablesPage *self, SluiceTable *table)
{
  g_autofree char *obstacle = sluice_table_dup_part_obstacle (table, SLUICE_CHOICE_SELECTED);

  if (obstacle != NULL)
    sluice_toast_show (GTK_WIDGET (self->split), obstacle);
}

static void
unknown_response_cb (SluiceTablesPage *self, const char *response)
{
  if (g_str_equal (response, "select"))
    {
      const guint n_added = sluice_table_list_select_suggested (self->tables, TRUE);
      g_autofree char *message =
          g_strdup_printf (ngettext ("Selected %'u more table", "Selected %'u more tables", n_added), n_added);

      sluice_toast_show (GTK_WIDGET (self->split), message);
    }
}

static void
ask_about_unknown (SluiceTablesPage *self, guint n_unknown)
{
  AdwDialog *dialog = sluice_uncounted_dialog_new (n_unknown);

  g_signal_connect_object (dialog, "response", G_CALLBACK (unknown_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
select_suggested_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluiceTablesPage *self = user_data;
  const SluiceSuggestion suggestion = sluice_tables_get_suggestion (self->tables);
  g_autofree char *message = sluice_tables_phrase_suggested (&suggestion);

  if (suggestion.n_tables > 0)
    sluice_table_list_select_suggested (self->tables, FALSE);
  if (suggestion.n_tables > 0 || suggestion.n_unknown == 0)
    sluice_toast_show (GTK_WIDGET (self->split), message);
  if (suggestion.n_unknown > 0)
    ask_about_unknown (self, suggestion.n_unknown);
}

/* Made when it is looked at: what would be added takes a look at every table. */
static gboolean
suggest_tooltip_cb (SluiceTablesPage *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const SluiceSuggestion suggestion = sluice_tables_get_suggestion (self->tables);
  g_autofree char *text = sluice_tables_phrase_suggestion (&suggestion);

  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

/* Row counts */

/* From the details of a table that table is meant, and only on offer from elsewhere. */
static void
count_rows_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluiceTablesPage *self = user_data;
  const gboolean detailed = adw_overlay_split_view_get_show_sidebar (self->split);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->inspector));
  SluiceTable *table = detailed ? sluice_table_inspector_get_table (self->inspector) : get_current (self);
  SluiceSession *session = sluice_step_get_session (SLUICE_STEP (self));

  moved_cb (self);
  if (sluice_plan_get_form (sluice_session_get_plan (session)) != NULL)
    adw_dialog_present (sluice_count_rows_dialog_new (session, table, detailed && inside), GTK_WIDGET (self));
}

static void
change_connection_cb (SluiceTablesPage *self)
{
  sluice_step_go_to (SLUICE_STEP (self), SLUICE_STEP_CONNECT);
}

/* The page */

static gboolean
search_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SLUICE_TABLES_PAGE (widget)->search));
}

static void
sluice_tables_page_shown (SluiceStep *step)
{
  SluiceTablesPage *self = SLUICE_TABLES_PAGE (step);

  update_subtitle (self);
  update_totals (self);
  update_results (self);
  g_clear_handle_id (&self->subtitle_id, g_source_remove);
  self->subtitle_id = g_timeout_add_seconds (SUBTITLE_SECONDS, subtitle_timeout_cb, self);
  focus_rows_cb (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "plan.take-opened", NULL);
}

static void
sluice_tables_page_hidden (SluiceStep *step)
{
  SluiceTablesPage *self = SLUICE_TABLES_PAGE (step);

  g_clear_handle_id (&self->subtitle_id, g_source_remove);
  sluice_table_refresh_stop (self->refresh);
  moved_cb (self);
}

static void
sluice_tables_page_complain (SluiceStep *step)
{
  SluiceTablesPage *self = SLUICE_TABLES_PAGE (step);

  gtk_widget_set_visible (GTK_WIDGET (self->missing), TRUE);
  focus_rows_cb (self);
  sluice_step_announce (step, gtk_label_get_text (self->missing));
}

static void
add_actions (SluiceTablesPage *self)
{
  const GActionEntry entries[] = {
    { "grouped", NULL, NULL, "false", grouped_cb },
    { "next-attention", next_attention_cb },
    { "refresh", refresh_cb },
    { "bulk-edit", bulk_edit_cb },
    { "select-suggested", select_suggested_cb },
    { "count-rows", count_rows_cb },
    { "sort", NULL, "s", "'none'", sort_cb },
    { "descending", NULL, NULL, "false", descending_cb },
  };
  g_autoptr (GPropertyAction) details = g_property_action_new ("details", self->split, "show-sidebar");
  g_autoptr (GPropertyAction) view = g_property_action_new ("view", self->views, "visible-child-name");

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (details));
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (view));
  g_simple_action_set_enabled (get_action (self, "descending"), FALSE);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "tables", G_ACTION_GROUP (self->actions));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "filter", sluice_table_filters_get_actions (self->filters));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "history", sluice_undo_buttons_get_actions (self->undo_buttons));
}

/* In a narrow window there is one menu for all. */
static void
fill_narrow_menu (SluiceTablesPage *self)
{
  GMenu *menu = G_MENU (gtk_menu_button_get_menu_model (self->menu_button));
  GMenuModel *sort_menu = gtk_menu_button_get_menu_model (self->sort_button);
  g_autoptr (GMenuModel) orders = g_menu_model_get_item_link (sort_menu, 0, G_MENU_LINK_SECTION);
  g_autoptr (GMenuModel) direction = g_menu_model_get_item_link (sort_menu, 1, G_MENU_LINK_SECTION);
  g_autoptr (GMenuModel) filters = NULL;
  g_autoptr (GMenu) sort = g_menu_new ();

  g_object_get (self->filters, "menu-model", &filters, NULL);
  g_menu_append_section (sort, NULL, orders);
  g_menu_append_section (sort, NULL, direction);
  g_menu_append_submenu (menu, _ ("Sort By"), G_MENU_MODEL (sort));
  g_menu_append_submenu (menu, _ ("Filter"), filters);
}

static void
sluice_tables_page_constructed (GObject *object)
{
  SluiceTablesPage *self = SLUICE_TABLES_PAGE (object);
  SluicePlan *plan = sluice_step_get_plan (SLUICE_STEP (self));

  G_OBJECT_CLASS (sluice_tables_page_parent_class)->constructed (object);

  self->tables = g_object_ref (sluice_plan_get_tables (plan));
  self->view = sluice_table_view_new (self->tables);
  sluice_tables_grid_set_view (self->grid, self->view);
  sluice_plan_actions_insert (GTK_WIDGET (self), sluice_step_get_workspace (SLUICE_STEP (self)), plan);
  sluice_table_refresh_set_session (self->refresh, sluice_step_get_session (SLUICE_STEP (self)));
  sluice_table_filters_set_view (self->filters, self->view);
  sluice_undo_buttons_set_history (self->undo_buttons, sluice_table_list_get_history (self->tables));
  sluice_size_map_set_view (self->map, self->view);
  g_signal_connect_object (self->tables, "items-changed", G_CALLBACK (tables_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tables, "totals-changed", G_CALLBACK (update_totals), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "items-changed", G_CALLBACK (view_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::busy", G_CALLBACK (update_results), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "notify::discovered-at", G_CALLBACK (update_subtitle), self, G_CONNECT_SWAPPED);
  /* It says what Next does, for as long as that takes. */
  g_signal_connect (self, "notify::busy", G_CALLBACK (update_subtitle), NULL);
  sluice_schema_drop_down_set_tables (self->schemas, self->tables);
  tables_changed_cb (self);
  /* A page that is only looked at is nobody's habit. */
  if (sluice_step_get_workspace (SLUICE_STEP (self)) != NULL)
    sluice_table_habits_follow (G_ACTION_GROUP (self->actions));
}

static void
sluice_tables_page_dispose (GObject *object)
{
  SluiceTablesPage *self = SLUICE_TABLES_PAGE (object);

  g_clear_handle_id (&self->subtitle_id, g_source_remove);
  g_clear_pointer ((GtkWidget **) &self->popover, gtk_widget_unparent);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "tables", NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "plan", NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "filter", NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "history", NULL);
  g_clear_object (&self->actions);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_TABLES_PAGE);
  g_clear_object (&self->view);
  g_clear_object (&self->tables);

  G_OBJECT_CLASS (sluice_tables_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/tables/sluice-tables-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, split);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, search);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, schemas);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, refresh);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, filters);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, sort_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, attention);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, attention_content);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, results);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, views);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, grid);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, map);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, inspector);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, missing);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, totals);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, undo_buttons);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesPage, count);
  gtk_widget_class_bind_template_callback (widget_class, cramped_cb);
  gtk_widget_class_bind_template_callback (widget_class, roomy_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, low_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_rows_cb);
  gtk_widget_class_bind_template_callback (widget_class, schema_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters_cb);
  gtk_widget_class_bind_template_callback (widget_class, schema_removed_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, inspect_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, current_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, refused_cb);
  gtk_widget_class_bind_template_callback (widget_class, sorted_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_sidebar_cb);
  gtk_widget_class_bind_template_callback (widget_class, applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_inspector_cb);
  gtk_widget_class_bind_template_callback (widget_class, suggest_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_connection_cb);
}

static void
sluice_tables_page_class_init (SluiceTablesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SluiceStepClass *step_class = SLUICE_STEP_CLASS (klass);

  object_class->constructed = sluice_tables_page_constructed;
  object_class->dispose = sluice_tables_page_dispose;
  step_class->shown = sluice_tables_page_shown;
  step_class->hidden = sluice_tables_page_hidden;
  step_class->apply = sluice_cdc_leave_tables;
  step_class->complain = sluice_tables_page_complain;

  g_type_ensure (SLUICE_TYPE_TABLES_GRID);
  g_type_ensure (SLUICE_TYPE_TABLE_FILTERS);
  g_type_ensure (SLUICE_TYPE_SCHEMA_DROP_DOWN);
  g_type_ensure (SLUICE_TYPE_SIZE_MAP);
  g_type_ensure (SLUICE_TYPE_TABLE_INSPECTOR);
  g_type_ensure (SLUICE_TYPE_TABLE_REFRESH);
  g_type_ensure (SLUICE_TYPE_UNDO_BUTTONS);
  bind_template (widget_class);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_details_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_slash, 0, search_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, search_shortcut_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, 0, "tables.next-attention", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "tables.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, "tables.bulk-edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "history.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "history.redo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "history.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_CONTROL_MASK, "tables.view", "s", "list");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, GDK_CONTROL_MASK, "tables.view", "s", "map");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, 0, "tables.count-rows", NULL);
}

static void
sluice_tables_page_init (SluiceTablesPage *self)
{
  GtkWidget *bin;

  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_menu_names_add (self->filter_button);
  sluice_menu_names_add (self->sort_button);
  sluice_menu_names_add (self->more_button);
  sluice_menu_names_add (self->menu_button);
  add_actions (self);
  fill_narrow_menu (self);
  self->popover = sluice_table_popover_new ();
  g_signal_connect_object (self->popover, "applied", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
  bin = gtk_widget_get_ancestor (GTK_WIDGET (self->stack), ADW_TYPE_BREAKPOINT_BIN);
  sluice_refocus_after_breakpoint (ADW_BREAKPOINT_BIN (bin), GTK_WIDGET (self->grid), refocus_cb);
}

SluiceStep *
sluice_tables_page_new (SluiceSession *session)
{
  return g_object_new (SLUICE_TYPE_TABLES_PAGE, "session", session, "id", SLUICE_STEP_TABLES, NULL);
}
