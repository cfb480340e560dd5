/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <libdex.h>

#include "sluice-announce.h"
#include "sluice-check.h"
#include "sluice-count-phrases.h"
#include "sluice-count-rows-dialog.h"
#include "sluice-count-run-page.h"
#include "sluice-count-sql-page.h"
#include "sluice-note-row.h"
#include "sluice-plain-text.h"
#include "sluice-row-count-sql.h"
#include "sluice-row-count-synced.h"
#include "sluice-table-cells.h"
#include "sluice-table-rows.h"
#include "sluice-toast.h"
#include "sluice-when.h"

/* What the lines of “limit” mean. */
static const guint limits[] = { 10, 60, 300, 1800 };

struct _SluiceCountRowsDialog
{
  AdwDialog parent_instance;

  SluiceSession *session;
  SluiceTableList *tables;
  SluiceForm *form;
  SluiceTable *table;
  SluiceRowCounter *counter;
  SluiceCountRunPage *run_page;
  SluiceCountSqlPage *sql_page;
  SluiceNoteRow *note;
  DexFuture *taking;

  AdwNavigationView *navigation;
  AdwActionRow *all_row;
  AdwActionRow *selected_row;
  AdwActionRow *one_row;
  GtkCheckButton *all;
  GtkCheckButton *selected;
  GtkCheckButton *one;
  AdwPreferencesGroup *computer;
  AdwActionRow *obstacle_row;
  GtkWidget *estimate_row;
  GtkWidget *count_row;
  AdwComboRow *limit;
  GtkWidget *copying;
  AdwPreferencesGroup *synced;
  AdwPreferencesGroup *by_hand;
  AdwEntryRow *rows_entry;
};

G_DEFINE_FINAL_TYPE (SluiceCountRowsDialog, sluice_count_rows_dialog, ADW_TYPE_DIALOG)

/* Which tables */

static gboolean
is_chosen (SluiceCountRowsDialog *self, SluiceTable *table)
{
  if (!sluice_table_get_selectable (table))
    return FALSE;
  if (gtk_check_button_get_active (self->one))
    return table == self->table;
  if (gtk_check_button_get_active (self->selected))
    return sluice_table_get_selected (table);

  return TRUE;
}

/* (transfer full) */
static GPtrArray *
collect (SluiceCountRowsDialog *self)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n_tables = sluice_table_list_get_size (self->tables);

  for (guint i = 0; i < n_tables; i++)
    {
      SluiceTable *table = sluice_table_list_get (self->tables, i);

      if (is_chosen (self, table))
        g_ptr_array_add (chosen, g_object_ref (table));
    }

  return chosen;
}

/* As collect(), but says so when there is none. */
static GPtrArray *
collect_some (SluiceCountRowsDialog *self)
{
  g_autoptr (GPtrArray) chosen = collect (self);

  if (chosen->len > 0)
    return g_steal_pointer (&chosen);

  sluice_toast_show (GTK_WIDGET (self->navigation), _ ("No table is selected."));
  gtk_widget_grab_focus (GTK_WIDGET (self->selected));

  return NULL;
}

static void
update_scope (SluiceCountRowsDialog *self)
{
  const guint n_tables = sluice_table_list_get_size (self->tables);
  const guint n_selected = sluice_table_list_get_n_selected (self->tables);
  const guint n_unknown = sluice_table_list_get_first_load (self->tables).n_unknown;
  g_autofree char *all = sluice_count_phrase_scope (n_tables, sluice_table_list_get_n_uncounted (self->tables));
  g_autofree char *selected = sluice_count_phrase_scope (n_selected, n_unknown);
  g_autofree char *one = self->table != NULL ? sluice_table_cells_dup_rows_phrase (self->table) : NULL;

  adw_action_row_set_subtitle (self->all_row, all);
  adw_action_row_set_subtitle (self->selected_row, selected);
  if (one != NULL)
    adw_action_row_set_subtitle (self->one_row, one);
}

static void
show_table (SluiceCountRowsDialog *self, gboolean only_table)
{
  g_autofree char *title = NULL;

  if (self->table == NULL || !sluice_table_get_selectable (self->table))
    return;

  /* Translators: %s is the name of a table; a choice besides all tables */
  title = g_strdup_printf (_ ("Only %s"), sluice_table_get_name (self->table));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->one_row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->one), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->one_row), TRUE);
  gtk_check_button_set_active (self->one, only_table);
}

/* From this computer */

static void
show_computer (SluiceCountRowsDialog *self)
{
  g_autofree char *obstacle = sluice_row_counter_dup_obstacle (self->counter);
  g_autofree char *address = NULL;
  g_autofree char *description = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->obstacle_row), obstacle != NULL);
  gtk_widget_set_visible (self->estimate_row, obstacle == NULL);
  gtk_widget_set_visible (self->count_row, obstacle == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->limit), obstacle == NULL);
  if (obstacle != NULL)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->obstacle_row), obstacle);
      return;
    }

  address = sluice_row_counter_dup_address (self->counter);
  /* Translators: %s is where a database is: “shop on db.example.com:5432” */
  description = g_strdup_printf (_ ("Asks %s, and only reads. Nothing is sent before a button is pressed."), address);
  sluice_plain_text_describe_group (self->computer, description);
}

static void
run (SluiceCountRowsDialog *self, guint seconds)
{
  g_autoptr (GPtrArray) chosen = NULL;

  if (sluice_row_counter_get_busy (self->counter) || !(chosen = collect_some (self)))
    return;

  if (self->run_page == NULL)
    {
      self->run_page = SLUICE_COUNT_RUN_PAGE (g_object_ref_sink (sluice_count_run_page_new (self->counter)));
      adw_navigation_view_add (self->navigation, ADW_NAVIGATION_PAGE (self->run_page));
    }
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (self->run_page));
  sluice_count_run_page_start (self->run_page, chosen, seconds);
}

static void
estimate_cb (SluiceCountRowsDialog *self)
{
  run (self, 0);
}

static void
count_cb (SluiceCountRowsDialog *self)
{
  run (self, limits[MIN (adw_combo_row_get_selected (self->limit), G_N_ELEMENTS (limits) - 1)]);
}

/* From elsewhere */

static void
taken_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceCountRowsDialog *self = owner;
  g_autofree char *text = NULL;

  dex_clear (&self->taking);
  if (error != NULL)
    return;

  text = sluice_count_phrase_tally (sluice_row_counter_get_tally (self->counter));
  sluice_toast_show (GTK_WIDGET (self->navigation), text);
}

static void
take (SluiceCountRowsDialog *self, GPtrArray *tables, GArray *rows, SluiceRowsOrigin origin)
{
  if (sluice_row_counter_get_busy (self->counter))
    return;

  dex_clear (&self->taking);
  self->taking = sluice_when (sluice_row_counter_take (self->counter, tables, rows, origin), self, taken_cb);
}

static void
sql_take_cb (SluiceCountRowsDialog *self, GPtrArray *tables, GArray *rows, int origin)
{
  take (self, tables, rows, (SluiceRowsOrigin) origin);
  adw_navigation_view_pop (self->navigation);
}

static void
sql_cb (SluiceCountRowsDialog *self)
{
  g_autoptr (GPtrArray) chosen = collect_some (self);

  if (chosen == NULL)
    return;

  if (self->sql_page == NULL)
    {
      self->sql_page = SLUICE_COUNT_SQL_PAGE (g_object_ref_sink (sluice_count_sql_page_new (self->tables, self->form)));
      g_signal_connect_object (self->sql_page, "take", G_CALLBACK (sql_take_cb), self, G_CONNECT_SWAPPED);
      adw_navigation_view_add (self->navigation, ADW_NAVIGATION_PAGE (self->sql_page));
    }
  sluice_count_sql_page_set_scope (self->sql_page, chosen);
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (self->sql_page));
}

static void
use_cb (SluiceCountRowsDialog *self, GtkButton *button)
{
  SluiceSource *source = g_object_get_data (G_OBJECT (button), "source");
  g_autoptr (GPtrArray) chosen = collect_some (self);
  g_autoptr (GArray) rows = NULL;

  if (chosen == NULL)
    return;

  rows = sluice_row_count_synced_read (source, self->form, chosen, NULL);
  take (self, chosen, rows, SLUICE_ROWS_SYNCED);
}

static void
add_source (SluiceCountRowsDialog *self, SluiceSource *source, guint n_known)
{
  g_autofree char *title = sluice_source_dup_title (source);
  g_autofree char *subtitle =
      g_strdup_printf (ngettext ("%'u of these tables", "%'u of these tables", n_known), n_known);
  GtkWidget *button = gtk_button_new_with_label (C_ ("row counts", "Use"));
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle,
                                 "activatable-widget", button, NULL);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);
  g_object_set_data_full (G_OBJECT (button), "source", g_object_ref (source), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (use_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->synced, row);
  gtk_widget_set_visible (GTK_WIDGET (self->synced), TRUE);
}

static void
show_synced (SluiceCountRowsDialog *self)
{
  SluiceWorkspace *workspace = sluice_session_get_workspace (self->session);
  GListModel *sources = workspace != NULL ? sluice_workspace_get_sources (workspace) : NULL;
  g_autoptr (GPtrArray) all = collect (self);

  for (guint i = 0; sources != NULL && i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (SluiceSource) source = g_list_model_get_item (sources, i);
      g_autoptr (GArray) rows = NULL;
      guint n_known = 0;

      rows = sluice_row_count_synced_read (source, self->form, all, &n_known);
      if (n_known > 0)
        add_source (self, source, n_known);
    }
}

/* By hand */

static void
rows_changed_cb (SluiceCountRowsDialog *self)
{
  if (self->note != NULL)
    sluice_note_row_set_fault (self->note, NULL);
}

static void
complain_about_rows (SluiceCountRowsDialog *self)
{
  const char *fault = _ ("That is not a number of rows.");

  sluice_note_row_set_fault (self->note, fault);
  gtk_widget_grab_focus (GTK_WIDGET (self->rows_entry));
  sluice_announce (GTK_WIDGET (self), fault, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
set_cb (SluiceCountRowsDialog *self)
{
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (GArray) rows = NULL;
  gint64 number = -1;

  if (!sluice_rows_from_text (gtk_editable_get_text (GTK_EDITABLE (self->rows_entry)), &number))
    {
      complain_about_rows (self);
      return;
    }
  if (!(chosen = collect_some (self)))
    return;

  rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), chosen->len);
  for (guint i = 0; i < chosen->len; i++)
    g_array_append_val (rows, number);
  take (self, chosen, rows, SLUICE_ROWS_BY_HAND);
}

static void
popped_cb (SluiceCountRowsDialog *self)
{
  update_scope (self);
}

static void
sluice_count_rows_dialog_dispose (GObject *object)
{
  SluiceCountRowsDialog *self = SLUICE_COUNT_ROWS_DIALOG (object);

  dex_clear (&self->taking);
  if (self->counter != NULL)
    sluice_row_counter_cancel (self->counter);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_COUNT_ROWS_DIALOG);
  g_clear_object (&self->run_page);
  g_clear_object (&self->sql_page);
  g_clear_object (&self->counter);
  g_clear_object (&self->table);
  g_clear_object (&self->tables);
  g_clear_object (&self->form);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sluice_count_rows_dialog_parent_class)->dispose (object);
}

/* Closing it ends what is under way, whoever still holds the dialog. */
static void
sluice_count_rows_dialog_closed (AdwDialog *dialog)
{
  SluiceCountRowsDialog *self = SLUICE_COUNT_ROWS_DIALOG (dialog);

  if (self->counter != NULL)
    sluice_row_counter_cancel (self->counter);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/tables/sluice-count-rows-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRowsDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRowsDialog, all_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRowsDialog, selected_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRowsDialog, one_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRowsDialog, all);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRowsDialog, selected);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRowsDialog, one);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRowsDialog, computer);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRowsDialog, obstacle_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRowsDialog, estimate_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRowsDialog, count_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRowsDialog, limit);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRowsDialog, copying);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRowsDialog, synced);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRowsDialog, by_hand);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRowsDialog, rows_entry);
  gtk_widget_class_bind_template_callback (widget_class, popped_cb);
  gtk_widget_class_bind_template_callback (widget_class, estimate_cb);
  gtk_widget_class_bind_template_callback (widget_class, count_cb);
  gtk_widget_class_bind_template_callback (widget_class, sql_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_cb);
  gtk_widget_class_bind_template_callback (widget_class, rows_changed_cb);
}

static void
sluice_count_rows_dialog_class_init (SluiceCountRowsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_count_rows_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = sluice_count_rows_dialog_closed;

  g_type_ensure (SLUICE_TYPE_CHECK);
  bind_template (widget_class);
}

static void
sluice_count_rows_dialog_init (SluiceCountRowsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->note = SLUICE_NOTE_ROW (sluice_note_row_new (self->rows_entry));
  adw_preferences_group_add (self->by_hand, GTK_WIDGET (self->note));
}

AdwDialog *
sluice_count_rows_dialog_new (SluiceSession *session, SluiceTable *table, gboolean only_table)
{
  SluiceCountRowsDialog *self = NULL;
  SluicePlan *plan = NULL;
  g_autoptr (SluiceRowCountSql) sql = NULL;

  g_return_val_if_fail (SLUICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (table == NULL || SLUICE_IS_TABLE (table), NULL);

  plan = sluice_session_get_plan (session);
  g_return_val_if_fail (sluice_plan_get_form (plan) != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_COUNT_ROWS_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->tables = g_object_ref (sluice_plan_get_tables (plan));
  self->form = g_object_ref (sluice_plan_get_form (plan));
  self->table = table != NULL ? g_object_ref (table) : NULL;
  self->counter = sluice_row_counter_new (self->tables, self->form);
  sql = sluice_row_count_sql_new (self->form);
  gtk_widget_set_visible (self->copying, sql != NULL);
  show_synced (self);
  show_table (self, only_table);
  show_computer (self);
  update_scope (self);
  g_signal_connect_object (self->tables, "totals-changed", G_CALLBACK (update_scope), self, G_CONNECT_SWAPPED);

  return ADW_DIALOG (self);
}
