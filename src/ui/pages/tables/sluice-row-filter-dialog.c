/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-choice-line.h"
#include "sluice-entry-fault.h"
#include "sluice-row-filter-dialog.h"

#define COLUMNS_TO_SCAN 10

struct _SluiceRowFilterDialog
{
  AdwDialog parent_instance;

  SluiceTable *table;
  SluiceRowFilter *old; /* the one that is edited, NULL for a new one */
  gboolean updating;

  GtkButton *save;
  AdwComboRow *column;
  AdwComboRow *operator;
  AdwComboRow *truth;
  AdwEntryRow *value;
  GtkWidget *day;
  GtkPopover *day_popover;
  GtkCalendar *calendar;
  GtkLabel *hint;
  GtkLabel *fault;
};

G_DEFINE_FINAL_TYPE (SluiceRowFilterDialog, sluice_row_filter_dialog, ADW_TYPE_DIALOG)

/* The column that is picked; NULL for none. */
static const SluiceColumn *
get_column (SluiceRowFilterDialog *self)
{
  int position = 0;

  return sluice_choice_lines_get_picked (self->column, &position) ?
             &sluice_table_get_columns (self->table, NULL)[position] :
             NULL;
}

static SluiceColumnClass
get_class (SluiceRowFilterDialog *self)
{
  const SluiceColumn *column = get_column (self);

  return column != NULL ? sluice_column_class_from_type (column->type) : SLUICE_COLUMN_CLASS_UNKNOWN;
}

static SluiceFilterOperator
get_operator (SluiceRowFilterDialog *self)
{
  int op = SLUICE_FILTER_EQUAL;

  sluice_choice_lines_get_picked (self->operator, & op);

  return (SluiceFilterOperator) op;
}

static const char *
get_text (SluiceRowFilterDialog *self)
{
  int truth = 1;

  if (get_class (self) != SLUICE_COLUMN_CLASS_BOOLEAN)
    return gtk_editable_get_text (GTK_EDITABLE (self->value));

  sluice_choice_lines_get_picked (self->truth, &truth);

  return truth != 0 ? "true" : "false";
}

/* Faults */

static void
show_fault (SluiceRowFilterDialog *self, const char *fault)
{
  gtk_label_set_text (self->fault, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault != NULL);
  sluice_entry_fault_mark (GTK_EDITABLE (self->value), fault != NULL, GTK_WIDGET (self->fault));
}

/* Whether another filter of the table says the same. */
static gboolean
is_there (SluiceRowFilterDialog *self, SluiceRowFilter *filter)
{
  GPtrArray *filters = sluice_table_get_row_filters (self->table);

  for (guint i = 0; filters != NULL && i < filters->len; i++)
    if (g_ptr_array_index (filters, i) != self->old && sluice_row_filter_equal (g_ptr_array_index (filters, i), filter))
      return TRUE;

  return FALSE;
}

/* NULL with @fault when there is none yet. (transfer full) */
static SluiceRowFilter *
make_filter (SluiceRowFilterDialog *self, char **fault)
{
  const SluiceColumn *column = get_column (self);
  g_autoptr (SluiceRowFilter) filter = NULL;
  g_autoptr (GError) error = NULL;

  if (column != NULL)
    filter = sluice_row_filter_new (self->table, column->name, get_operator (self), get_text (self), &error);
  if (filter != NULL && !is_there (self, filter))
    return g_steal_pointer (&filter);

  if (column == NULL)
    *fault = g_strdup (_ ("Choose a column to filter by."));
  else if (filter == NULL)
    *fault = g_strdup (error->message);
  else
    *fault = g_strdup (_ ("The table has this filter already."));

  return NULL;
}

/* What is typed so far is told while one types, but not that nothing is. */
static void
check (SluiceRowFilterDialog *self)
{
  g_autofree char *fault = NULL;
  g_autoptr (SluiceRowFilter) filter = *get_text (self) != '\0' ? make_filter (self, &fault) : NULL;

  show_fault (self, filter == NULL ? fault : NULL);
}

/* What is shown */

/* The operators that make sense for the class; the one that is picked stays if it does. */
static void
show_operators (SluiceRowFilterDialog *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  const SluiceFilterOperator picked = get_operator (self);
  SluiceFilterOperator shown = SLUICE_FILTER_EQUAL;

  for (SluiceFilterOperator op = 0; op <= SLUICE_FILTER_LAST; op++)
    {
      if (!sluice_filter_operator_fits (op, get_class (self)))
        continue;

      g_ptr_array_add (lines, sluice_choice_line_new (sluice_filter_operator_get_label (op), NULL, (int) op, TRUE));
      if (op == picked)
        shown = op;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->operator), lines->len > 0);
  sluice_choice_lines_show (self->operator, lines, (int) shown);
}

static char *
dup_hint (SluiceRowFilterDialog *self)
{
  const SluiceColumnClass class_ = get_class (self);

  if (class_ == SLUICE_COLUMN_CLASS_UNKNOWN || class_ == SLUICE_COLUMN_CLASS_BOOLEAN)
    return g_strdup ("");
  if (sluice_filter_operator_takes_list (get_operator (self)))
    return g_strdup (_ ("Separate values by commas. One that has a comma in it goes in single quotes."));

  /* Translators: what kind of value is typed, then one for example: “date, such as 2026-09-30” */
  return g_strdup_printf (_ ("%s, such as %s"), sluice_column_class_get_label (class_),
                          sluice_column_class_get_example (class_));
}

static void
update (SluiceRowFilterDialog *self)
{
  const SluiceColumnClass class_ = get_class (self);
  const gboolean list = sluice_filter_operator_takes_list (get_operator (self));
  const gboolean number = class_ == SLUICE_COLUMN_CLASS_INTEGER || class_ == SLUICE_COLUMN_CLASS_NUMERIC;
  const gboolean time = class_ == SLUICE_COLUMN_CLASS_DATE || class_ == SLUICE_COLUMN_CLASS_TIMESTAMP;
  g_autofree char *hint = dup_hint (self);

  gtk_widget_set_visible (GTK_WIDGET (self->truth), class_ == SLUICE_COLUMN_CLASS_BOOLEAN);
  gtk_widget_set_visible (GTK_WIDGET (self->value),
                          class_ != SLUICE_COLUMN_CLASS_BOOLEAN && class_ != SLUICE_COLUMN_CLASS_UNKNOWN);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->value), list ? _ ("Values") : _ ("Value"));
  adw_entry_row_set_input_purpose (self->value,
                                   number && !list ? GTK_INPUT_PURPOSE_NUMBER : GTK_INPUT_PURPOSE_FREE_FORM);
  gtk_widget_set_visible (self->day, time);
  gtk_label_set_text (self->hint, hint);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), *hint != '\0');
  check (self);
}

static void
changed_cb (SluiceRowFilterDialog *self)
{
  if (!self->updating)
    update (self);
}

static void
column_selected_cb (SluiceRowFilterDialog *self)
{
  if (self->updating)
    return;

  self->updating = TRUE;
  show_operators (self);
  self->updating = FALSE;
  update (self);
}

/* A list grows by the day; one value becomes it. */
static void
day_selected_cb (SluiceRowFilterDialog *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->value));
  g_autofree char *all = NULL;

  if (sluice_filter_operator_takes_list (get_operator (self)) && *text != '\0')
    all = g_strdup_printf ("%s, %s", text, day);
  gtk_editable_set_text (GTK_EDITABLE (self->value), all != NULL ? all : day);
  gtk_popover_popdown (self->day_popover);
}

/* Adding */

static void
put (SluiceRowFilterDialog *self, SluiceRowFilter *filter)
{
  GPtrArray *now = sluice_table_get_row_filters (self->table);
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean replaced = FALSE;

  for (guint i = 0; now != NULL && i < now->len; i++)
    {
      const gboolean same = g_ptr_array_index (now, i) == self->old;

      g_ptr_array_add (filters, g_object_ref (same ? filter : g_ptr_array_index (now, i)));
      replaced |= same;
    }
  if (!replaced)
    g_ptr_array_add (filters, g_object_ref (filter));
  sluice_table_set_row_filters (self->table, filters);
}

static void
save_cb (SluiceRowFilterDialog *self)
{
  g_autofree char *fault = NULL;
  g_autoptr (SluiceRowFilter) filter = make_filter (self, &fault);

  if (filter == NULL)
    {
      show_fault (self, fault);
      sluice_announce (GTK_WIDGET (self), fault, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
      gtk_widget_grab_focus (gtk_widget_get_visible (GTK_WIDGET (self->value)) ? GTK_WIDGET (self->value) :
                                                                                 GTK_WIDGET (self->column));
      return;
    }

  put (self, filter);
  adw_dialog_close (ADW_DIALOG (self));
}

/* The dialog */

static void
fill_columns (SluiceRowFilterDialog *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  const char *wanted = self->old != NULL ? sluice_row_filter_get_column (self->old) : NULL;
  guint n_columns = 0;
  const SluiceColumn *columns = sluice_table_get_columns (self->table, &n_columns);
  int selected = -1;

  for (guint i = 0; i < n_columns; i++)
    {
      const gboolean possible = sluice_column_class_from_type (columns[i].type) != SLUICE_COLUMN_CLASS_UNKNOWN;
      g_autofree char *why = NULL;

      if (!possible && *columns[i].type != '\0')
        /* Translators: %s is the type of a column in the database's words: “jsonb” */
        why = g_strdup_printf (_ ("%s: rows cannot be filtered by this type"), columns[i].type);
      else if (!possible)
        why = g_strdup (_ ("The source does not tell its type"));
      g_ptr_array_add (lines, sluice_choice_line_new (columns[i].name, why != NULL ? why : columns[i].type, (int) i,
                                                      possible));
      if (possible && (wanted != NULL ? g_str_equal (columns[i].name, wanted) : selected < 0))
        selected = (int) i;
    }
  adw_combo_row_set_enable_search (self->column, n_columns > COLUMNS_TO_SCAN);
  sluice_choice_lines_show (self->column, lines, selected);
}

static void
fill_truth (SluiceRowFilterDialog *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  const gboolean no = self->old != NULL && g_str_equal (sluice_row_filter_get_values (self->old)[0], "false");

  /* Translators: a value of a column: true or false */
  g_ptr_array_add (lines, sluice_choice_line_new (_ ("true"), NULL, 1, TRUE));
  /* Translators: a value of a column: true or false */
  g_ptr_array_add (lines, sluice_choice_line_new (_ ("false"), NULL, 0, TRUE));
  sluice_choice_lines_show (self->truth, lines, !no);
}

static void
fill (SluiceRowFilterDialog *self)
{
  self->updating = TRUE;
  fill_columns (self);
  show_operators (self);
  fill_truth (self);
  if (self->old != NULL)
    {
      g_autofree char *text = sluice_row_filter_dup_text (self->old);
      GListModel *lines = adw_combo_row_get_model (self->operator);

      for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
        {
          g_autoptr (SluiceChoiceLine) line = g_list_model_get_item (lines, i);

          if (sluice_choice_line_get_value (line) == (int) sluice_row_filter_get_operator (self->old))
            adw_combo_row_set_selected (self->operator, i);
        }
      gtk_editable_set_text (GTK_EDITABLE (self->value), text);
      gtk_button_set_label (self->save, _ ("_Change"));
    }
  self->updating = FALSE;
  update (self);
}

static void
sluice_row_filter_dialog_dispose (GObject *object)
{
  SluiceRowFilterDialog *self = SLUICE_ROW_FILTER_DIALOG (object);

  self->updating = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_ROW_FILTER_DIALOG);
  g_clear_object (&self->old);
  g_clear_object (&self->table);

  G_OBJECT_CLASS (sluice_row_filter_dialog_parent_class)->dispose (object);
}

static void
sluice_row_filter_dialog_class_init (SluiceRowFilterDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_row_filter_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/tables/sluice-row-filter-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceRowFilterDialog, save);
  gtk_widget_class_bind_template_child (widget_class, SluiceRowFilterDialog, column);
  gtk_widget_class_bind_template_child (widget_class, SluiceRowFilterDialog, operator);
  gtk_widget_class_bind_template_child (widget_class, SluiceRowFilterDialog, truth);
  gtk_widget_class_bind_template_child (widget_class, SluiceRowFilterDialog, value);
  gtk_widget_class_bind_template_child (widget_class, SluiceRowFilterDialog, day);
  gtk_widget_class_bind_template_child (widget_class, SluiceRowFilterDialog, day_popover);
  gtk_widget_class_bind_template_child (widget_class, SluiceRowFilterDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, SluiceRowFilterDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceRowFilterDialog, fault);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, column_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
}

static void
sluice_row_filter_dialog_init (SluiceRowFilterDialog *self)
{
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_choice_lines_set_up (self->column);
  sluice_choice_lines_set_up (self->operator);
  sluice_choice_lines_set_up (self->truth);
  self->updating = FALSE;
}

SluiceRowFilterDialog *
sluice_row_filter_dialog_new (SluiceTable *table, int position)
{
  SluiceRowFilterDialog *self = NULL;
  GPtrArray *filters = NULL;

  g_return_val_if_fail (SLUICE_IS_TABLE (table), NULL);

  self = g_object_new (SLUICE_TYPE_ROW_FILTER_DIALOG, NULL);
  self->table = g_object_ref (table);
  filters = sluice_table_get_row_filters (table);
  if (position >= 0 && filters != NULL && (guint) position < filters->len)
    self->old = g_object_ref (g_ptr_array_index (filters, position));
  fill (self);

  return self;
}
