/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-column-list.h"
#include "sluice-facts.h"
#include "sluice-phrases.h"
#include "sluice-row-filters.h"
#include "sluice-sync-choices.h"
#include "sluice-table-advice.h"
#include "sluice-table-cells.h"
#include "sluice-table-inspector.h"
#include "sluice-table-rows.h"

/* So many of the tables that are edited together are named. */
#define NAMES_TO_SHOW 3

struct _SluiceTableInspector
{
  AdwBin parent_instance;

  SluiceTableList *tables;
  SluiceTable *table; /* the one that is shown; of several the first */
  GPtrArray *marked;  /* of SluiceTable: the one, or all that are edited */
  gulong table_changed_id;
  gulong tables_changed_id;
  gulong totals_changed_id;
  gulong plan_frequency_id;
  gulong assumptions_id;

  GtkLabel *name;
  GtkLabel *facts;
  SluiceTableAdvice *advice;
  SluiceSyncChoices *choices;
  SluiceRowFilters *row_filters;
  AdwPreferencesGroup *columns;
  GtkWidget *column_buttons;
  GtkLabel *columns_text;
  SluiceColumnList *column_list;
};

G_DEFINE_FINAL_TYPE (SluiceTableInspector, sluice_table_inspector, ADW_TYPE_BIN)

enum
{
  SIGNAL_APPLIED,
  SIGNAL_CLOSE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
close_clicked_cb (SluiceTableInspector *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
}

static void
choose_key_cb (SluiceTableInspector *self)
{
  sluice_sync_choices_choose_key (self->choices);
}

/* What had the focus is gone: it goes to what is left to look at. */
static void
applied_cb (SluiceTableInspector *self)
{
  if (!gtk_widget_child_focus (GTK_WIDGET (self->advice), GTK_DIR_TAB_FORWARD))
    sluice_sync_choices_focus (self->choices);
}

static void
choices_applied_cb (SluiceTableInspector *self, guint n_set, guint n_left)
{
  g_signal_emit (self, signals[SIGNAL_APPLIED], 0, n_set, n_left);
}

static void
all_columns_clicked_cb (SluiceTableInspector *self)
{
  sluice_column_list_check_all (self->column_list, TRUE);
}

static void
no_columns_clicked_cb (SluiceTableInspector *self)
{
  sluice_column_list_check_all (self->column_list, FALSE);
}

static gboolean
shows_several (SluiceTableInspector *self)
{
  return self->marked != NULL && self->marked->len > 1;
}

static void
show_columns (SluiceTableInspector *self)
{
  g_autofree char *obstacle = sluice_table_dup_part_obstacle (self->table, SLUICE_CHOICE_COLUMNS);
  g_autofree char *text = NULL;
  guint n_columns = 0;
  guint n_enabled = sluice_table_count_enabled_columns (self->table);

  sluice_table_get_columns (self->table, &n_columns);
  gtk_widget_set_visible (GTK_WIDGET (self->columns), n_columns > 0);
  gtk_widget_set_visible (self->column_buttons, obstacle == NULL);
  if (obstacle != NULL)
    text = g_strdup (obstacle);
  else if (sluice_table_get_enabled_columns (self->table) == NULL)
    text = g_strdup (_ ("All columns sync, also those that the source gets later."));
  else
    /* Translators: how many columns of a table sync */
    text = g_strdup_printf (ngettext ("%u of %u column syncs.", "%u of %u columns sync.", n_columns), n_enabled,
                            n_columns);
  gtk_label_set_text (self->columns_text, text);
  sluice_column_list_update (self->column_list);
}

static void
show_several (SluiceTableInspector *self)
{
  const char *names[NAMES_TO_SHOW + 1] = { NULL };
  g_autofree char *title = sluice_phrase_tables (self->marked->len);
  g_autofree char *text = NULL;

  for (guint i = 0; i < MIN (self->marked->len, NAMES_TO_SHOW); i++)
    names[i] = sluice_table_get_display_name (g_ptr_array_index (self->marked, i));
  text = g_strjoinv (_ (", "), (char **) names);
  if (self->marked->len > NAMES_TO_SHOW)
    {
      const guint n_more = self->marked->len - NAMES_TO_SHOW;
      g_autofree char *more = g_strdup_printf (ngettext (" and %'u more", " and %'u more", n_more), n_more);
      g_autofree char *all = g_strconcat (text, more, NULL);

      g_set_str (&text, all);
    }
  gtk_label_set_text (self->name, title);
  gtk_label_set_text (self->facts, text);
}

/* What the table brings in a month, and how that comes about. */
static char *
dup_month (SluiceTableInspector *self)
{
  const SluiceFrequency plan = sluice_table_list_get_frequency (self->tables);
  const SluiceRowRange month = sluice_estimate_month (self->table, plan);
  g_autofree char *rows = NULL;
  g_autofree char *reason = NULL;

  if (month.n_unknown > 0 || !sluice_table_get_selectable (self->table))
    return NULL;

  rows = sluice_row_range_to_string (month);
  reason = sluice_estimate_dup_reason (self->table, plan);

  /* Translators: a number of rows such as “≈ 38 k – 190 k”, and sentences that say how it comes about */
  return g_strdup_printf (_ ("%s rows a month. %s"), rows, reason);
}

static void
show_facts (SluiceTableInspector *self)
{
  const char *schema = sluice_table_get_schema_name (self->table);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  g_autofree char *origin = sluice_table_dup_rows_origin_text (self->table);
  g_autofree char *month = dup_month (self);
  const char *const more[] = { origin, month };
  g_autofree char *text = NULL;
  g_autoptr (GString) facts = NULL;
  guint n_columns = 0;

  sluice_table_get_columns (self->table, &n_columns);
  if (schema != NULL)
    g_strv_builder_add (builder, schema);
  g_strv_builder_take (builder, sluice_table_cells_dup_rows_phrase (self->table));
  if (n_columns > 0)
    g_strv_builder_take (builder, g_strdup_printf (ngettext ("%u column", "%u columns", n_columns), n_columns));
  parts = g_strv_builder_end (builder);
  text = sluice_facts_join ((const char *const *) parts);
  facts = g_string_new (text);

  gtk_label_set_text (self->name, sluice_table_get_display_name (self->table));
  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    if (more[i] != NULL)
      {
        g_string_append_c (facts, '\n');
        g_string_append (facts, more[i]);
      }
  gtk_label_set_text (self->facts, facts->str);
}

static gboolean
is_any_selectable (SluiceTableInspector *self)
{
  for (guint i = 0; i < self->marked->len; i++)
    if (sluice_table_get_selectable (g_ptr_array_index (self->marked, i)))
      return TRUE;

  return FALSE;
}

static void
update (SluiceTableInspector *self)
{
  if (self->table == NULL)
    return;

  if (shows_several (self))
    show_several (self);
  else
    show_facts (self);
  sluice_table_advice_show (self->advice, shows_several (self) ? NULL : self->table);
  gtk_widget_set_visible (GTK_WIDGET (self->advice), !shows_several (self));
  gtk_widget_set_visible (GTK_WIDGET (self->choices), is_any_selectable (self));
  sluice_sync_choices_update (self->choices);
  if (shows_several (self))
    gtk_widget_set_visible (GTK_WIDGET (self->columns), FALSE);
  else
    show_columns (self);
  sluice_row_filters_update (self->row_filters);
}

static void
table_changed_cb (SluiceTableInspector *self, SluiceTable *table)
{
  if (table == self->table && !shows_several (self))
    update (self);
}

/* Of many tables that change, each would tell. */
static void
totals_changed_cb (SluiceTableInspector *self)
{
  if (shows_several (self))
    update (self);
}

static void
disconnect (SluiceTableInspector *self)
{
  g_clear_signal_handler (&self->table_changed_id, self->tables);
  g_clear_signal_handler (&self->tables_changed_id, self->tables);
  g_clear_signal_handler (&self->totals_changed_id, self->tables);
  g_clear_signal_handler (&self->plan_frequency_id, self->tables);
  g_clear_signal_handler (&self->assumptions_id, self->tables);
}

static void
sluice_table_inspector_dispose (GObject *object)
{
  SluiceTableInspector *self = SLUICE_TABLE_INSPECTOR (object);

  disconnect (self);
  /* The template lets go of a direct child that is bound, of which AdwBin would not know. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_TABLE_INSPECTOR);
  g_clear_pointer (&self->marked, g_ptr_array_unref);
  g_clear_object (&self->table);
  g_clear_object (&self->tables);

  G_OBJECT_CLASS (sluice_table_inspector_parent_class)->dispose (object);
}

static void
sluice_table_inspector_class_init (SluiceTableInspectorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_table_inspector_dispose;

  signals[SIGNAL_APPLIED] = g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SIGNAL_CLOSE] =
      g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_TABLE_ADVICE);
  g_type_ensure (SLUICE_TYPE_SYNC_CHOICES);
  g_type_ensure (SLUICE_TYPE_ROW_FILTERS);
  g_type_ensure (SLUICE_TYPE_COLUMN_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/tables/sluice-table-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceTableInspector, name);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableInspector, facts);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableInspector, advice);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableInspector, choices);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableInspector, row_filters);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableInspector, columns);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableInspector, column_buttons);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableInspector, columns_text);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableInspector, column_list);
  gtk_widget_class_bind_template_callback (widget_class, applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, choices_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_columns_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, no_columns_clicked_cb);
}

static void
sluice_table_inspector_init (SluiceTableInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* @marked: NULL for no table. */
static void
show (SluiceTableInspector *self, SluiceTableList *tables, GPtrArray *marked)
{
  /* Not a template child: disposing the template would take it from under the bin. */
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (adw_bin_get_child (ADW_BIN (self)));

  disconnect (self);
  g_set_object (&self->tables, tables);
  g_set_object (&self->table, marked != NULL ? g_ptr_array_index (marked, 0) : NULL);
  g_clear_pointer (&self->marked, g_ptr_array_unref);
  self->marked = marked != NULL ? g_ptr_array_ref (marked) : NULL;
  sluice_sync_choices_set_tables (self->choices, tables, marked);
  sluice_row_filters_set_table (self->row_filters, marked != NULL && marked->len == 1 ? self->table : NULL);
  sluice_column_list_set_table (self->column_list, marked != NULL && marked->len == 1 ? self->table : NULL);
  if (marked == NULL)
    return;

  self->table_changed_id = g_signal_connect_swapped (tables, "table-changed", G_CALLBACK (table_changed_cb), self);
  self->tables_changed_id = g_signal_connect_swapped (tables, "tables-changed", G_CALLBACK (update), self);
  self->totals_changed_id = g_signal_connect_swapped (tables, "totals-changed", G_CALLBACK (totals_changed_cb), self);
  /* What a table's own frequency is against, and what a full refresh costs. */
  self->plan_frequency_id = g_signal_connect_swapped (tables, "notify::frequency", G_CALLBACK (update), self);
  self->assumptions_id = g_signal_connect_swapped (tables, "notify::assumptions", G_CALLBACK (update), self);
  update (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (scrolled), 0);
}

void
sluice_table_inspector_set_table (SluiceTableInspector *self, SluiceTableList *tables, SluiceTable *table)
{
  g_autoptr (GPtrArray) marked = NULL;

  g_return_if_fail (SLUICE_IS_TABLE_INSPECTOR (self));

  if (self->table == table && !shows_several (self))
    return;

  if (table != NULL)
    {
      marked = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (marked, g_object_ref (table));
    }
  show (self, tables, marked);
}

void
sluice_table_inspector_set_marked (SluiceTableInspector *self, SluiceTableList *tables, GPtrArray *marked)
{
  g_return_if_fail (SLUICE_IS_TABLE_INSPECTOR (self));
  g_return_if_fail (marked != NULL && marked->len > 0);

  show (self, tables, marked);
}

gboolean
sluice_table_inspector_is_stale (SluiceTableInspector *self, SluiceTableList *tables)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_INSPECTOR (self), FALSE);

  for (guint i = 0; self->marked != NULL && i < self->marked->len; i++)
    {
      SluiceTable *table = g_ptr_array_index (self->marked, i);

      if (sluice_table_list_lookup (tables, sluice_table_get_name (table)) != table)
        return TRUE;
    }

  return FALSE;
}

SluiceTable *
sluice_table_inspector_get_table (SluiceTableInspector *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_INSPECTOR (self), NULL);

  return self->table;
}
