/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-plain-text.h"
#include "sluice-row-filter-dialog.h"
#include "sluice-row-filters.h"

struct _SluiceRowFilters
{
  AdwPreferencesGroup parent_instance;

  SluiceTable *table;
  GPtrArray *filters; /* of SluiceRowFilter: what the rows show */
  GPtrArray *rows;    /* borrowed, in the order of the filters */
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (SluiceRowFilters, sluice_row_filters, ADW_TYPE_PREFERENCES_GROUP)

static guint
find_row (SluiceRowFilters *self, gpointer row)
{
  guint position = G_MAXUINT;

  g_ptr_array_find (self->rows, row, &position);

  return position;
}

static void
add_cb (SluiceRowFilters *self)
{
  adw_dialog_present (ADW_DIALOG (sluice_row_filter_dialog_new (self->table, SLUICE_ROW_FILTER_DIALOG_ADD)),
                      GTK_WIDGET (self));
}

static void
edit_cb (SluiceRowFilters *self, AdwActionRow *row)
{
  adw_dialog_present (ADW_DIALOG (sluice_row_filter_dialog_new (self->table, (int) find_row (self, row))),
                      GTK_WIDGET (self));
}

static void
remove_cb (SluiceRowFilters *self, GtkWidget *button)
{
  const guint position = find_row (self, gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW));

  sluice_table_remove_row_filter (self->table, position);
  /* What had the focus is gone: it goes to what took its place. */
  gtk_widget_grab_focus (position < self->rows->len ? g_ptr_array_index (self->rows, position) : self->add);
}

static GtkWidget *
new_row (SluiceRowFilters *self, SluiceRowFilter *filter)
{
  g_autofree char *phrase = sluice_row_filter_dup_phrase (filter);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", phrase, "title-lines", 4,
                                 "activatable", TRUE, NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  /* Translators: a button; %s is a row filter: “region is one of eu, us” */
  g_autofree char *label = g_strdup_printf (_ ("Remove: %s"), phrase);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Remove the Filter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (row, "activated", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static gboolean
shows_filters (SluiceRowFilters *self, GPtrArray *filters)
{
  const guint n_filters = filters != NULL ? filters->len : 0;

  if (self->filters->len != n_filters)
    return FALSE;

  for (guint i = 0; i < n_filters; i++)
    if (g_ptr_array_index (self->filters, i) != g_ptr_array_index (filters, i))
      return FALSE;

  return TRUE;
}

/* Rows that are as they were stay, and the focus with them. */
static void
show_filters (SluiceRowFilters *self, GPtrArray *filters)
{
  if (shows_filters (self, filters))
    return;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->filters, 0);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->add);
  for (guint i = 0; filters != NULL && i < filters->len; i++)
    {
      GtkWidget *row = new_row (self, g_ptr_array_index (filters, i));

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
      g_ptr_array_add (self->filters, g_object_ref (g_ptr_array_index (filters, i)));
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->add);
}

void
sluice_row_filters_update (SluiceRowFilters *self)
{
  g_autofree char *obstacle = NULL;
  g_autofree char *full = NULL;
  const char *text = NULL;

  g_return_if_fail (SLUICE_IS_ROW_FILTERS (self));

  if (self->table == NULL)
    return;

  obstacle = sluice_table_dup_part_obstacle (self->table, SLUICE_CHOICE_ROW_FILTERS);
  show_filters (self, sluice_table_get_row_filters (self->table));
  if (obstacle != NULL)
    text = obstacle;
  else if (self->rows->len >= SLUICE_ROW_FILTERS_MAX)
    text = full = g_strdup_printf (_ ("A table takes at most %d row filters."), SLUICE_ROW_FILTERS_MAX);
  else if (self->rows->len > 1)
    text = _ ("Only rows that meet all of these sync.");
  else if (self->rows->len == 1)
    text = _ ("Only rows that meet this sync.");
  else
    text = _ ("All rows sync.");
  sluice_plain_text_describe_group (ADW_PREFERENCES_GROUP (self), text);
  gtk_widget_set_visible (self->add, obstacle == NULL && self->rows->len < SLUICE_ROW_FILTERS_MAX);
  /* Where another method would have filters, it says so. */
  gtk_widget_set_visible (GTK_WIDGET (self),
                          obstacle == NULL || sluice_table_get_method (self->table) == SLUICE_SYNC_METHOD_CDC);
}

static void
sluice_row_filters_dispose (GObject *object)
{
  SluiceRowFilters *self = SLUICE_ROW_FILTERS (object);

  g_clear_object (&self->table);
  g_clear_object (&self->add);

  G_OBJECT_CLASS (sluice_row_filters_parent_class)->dispose (object);
}

static void
sluice_row_filters_finalize (GObject *object)
{
  SluiceRowFilters *self = SLUICE_ROW_FILTERS (object);

  g_ptr_array_unref (self->filters);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (sluice_row_filters_parent_class)->finalize (object);
}

static void
sluice_row_filters_class_init (SluiceRowFiltersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_row_filters_dispose;
  object_class->finalize = sluice_row_filters_finalize;
}

static void
sluice_row_filters_init (SluiceRowFilters *self)
{
  self->filters = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Row Filters"));
  self->add = g_object_ref_sink (
      g_object_new (ADW_TYPE_BUTTON_ROW, "title", _ ("Add Filter…"), "start-icon-name", "list-add-symbolic", NULL));
  g_signal_connect_object (self->add, "activated", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->add);
}

void
sluice_row_filters_set_table (SluiceRowFilters *self, SluiceTable *table)
{
  g_return_if_fail (SLUICE_IS_ROW_FILTERS (self));

  g_set_object (&self->table, table);
  gtk_widget_set_visible (GTK_WIDGET (self), table != NULL);
  sluice_row_filters_update (self);
}
