/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-check.h"
#include "sluice-schema-header.h"

struct _SluiceSchemaHeader
{
  GtkWidget parent_instance;

  SluiceTableView *view;
  guint start;
  guint end;
  gboolean updating;

  GtkWidget *check;
  GtkLabel *name;
  GtkLabel *summary;
};

G_DEFINE_FINAL_TYPE (SluiceSchemaHeader, sluice_schema_header, GTK_TYPE_WIDGET)

static gboolean
is_for_check (SluiceTable *table)
{
  return sluice_table_get_selectable (table) && sluice_table_get_should_sync_default (table) &&
         !sluice_table_get_webhook_only (table);
}

typedef struct
{
  guint n_tables;
  guint n_selected;
  guint n_for_check;
  guint n_checked;
} Count;

static Count
count_tables (SluiceSchemaHeader *self)
{
  const guint end = MIN (self->end, sluice_table_view_get_size (self->view));
  Count count = { 0 };

  for (guint i = self->start; i < end; i++)
    {
      SluiceTable *table = sluice_table_view_get (self->view, i);
      const gboolean selected = sluice_table_get_selected (table);

      count.n_tables++;
      count.n_selected += selected ? 1 : 0;
      if (!is_for_check (table))
        continue;
      count.n_for_check++;
      count.n_checked += selected ? 1 : 0;
    }

  return count;
}

static void
toggled_cb (SluiceSchemaHeader *self)
{
  g_autoptr (GPtrArray) tables = NULL;
  guint end;

  if (self->updating || self->view == NULL)
    return;

  tables = g_ptr_array_new ();
  end = MIN (self->end, sluice_table_view_get_size (self->view));
  for (guint i = self->start; i < end; i++)
    {
      SluiceTable *table = sluice_table_view_get (self->view, i);

      if (is_for_check (table))
        g_ptr_array_add (tables, table);
    }
  sluice_table_list_set_selected (sluice_table_view_get_tables (self->view), tables,
                                  gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check)));
  sluice_schema_header_update (self);
}

static void
sluice_schema_header_dispose (GObject *object)
{
  SluiceSchemaHeader *self = SLUICE_SCHEMA_HEADER (object);
  GtkWidget *child = NULL;

  g_clear_object (&self->view);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_schema_header_parent_class)->dispose (object);
}

static void
sluice_schema_header_class_init (SluiceSchemaHeaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_schema_header_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "schema-header");
}

static void
sluice_schema_header_init (SluiceSchemaHeader *self)
{
  self->check = sluice_check_new ();
  self->name = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "css-classes",
                             (const char *[]) { "heading", NULL }, NULL);
  self->summary = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "css-classes",
                                (const char *[]) { "dimmed", "caption", "numeric", NULL }, NULL);
  gtk_widget_set_parent (self->check, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->name), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->summary), GTK_WIDGET (self));
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
sluice_schema_header_new (void)
{
  return g_object_new (SLUICE_TYPE_SCHEMA_HEADER, NULL);
}

void
sluice_schema_header_update (SluiceSchemaHeader *self)
{
  g_autofree char *summary = NULL;
  Count count;

  g_return_if_fail (SLUICE_IS_SCHEMA_HEADER (self));

  if (self->view == NULL)
    return;

  count = count_tables (self);
  /* Translators: how many tables of a schema are selected, of those that are shown */
  summary = g_strdup_printf (ngettext ("%'u of %'u table", "%'u of %'u tables", count.n_tables), count.n_selected,
                             count.n_tables);
  gtk_label_set_text (self->summary, summary);
  gtk_widget_set_sensitive (self->check, count.n_for_check > 0);
  self->updating = TRUE;
  gtk_check_button_set_inconsistent (GTK_CHECK_BUTTON (self->check),
                                     count.n_checked > 0 && count.n_checked < count.n_for_check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check),
                               count.n_for_check > 0 && count.n_checked == count.n_for_check);
  self->updating = FALSE;
}

void
sluice_schema_header_show (SluiceSchemaHeader *self, SluiceTableView *view, guint start, guint end)
{
  SluiceTable *first = NULL;
  const char *schema = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (SLUICE_IS_SCHEMA_HEADER (self));

  g_set_object (&self->view, view);
  self->start = start;
  self->end = end;
  first = view != NULL ? sluice_table_view_get (view, start) : NULL;
  if (first == NULL)
    return;

  schema = sluice_table_get_schema_name (first);
  /* Translators: above the tables that belong to no schema of the database */
  gtk_label_set_text (self->name, schema != NULL ? schema : _ ("No schema"));
  /* Translators: %s is the name of a database schema; what a check box does, for a screen reader */
  label = g_strdup_printf (_ ("Select all of %s"), gtk_label_get_text (self->name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (self->check,
                               _ ("All that is shown of it, without tables that the server leaves off by default"));
  sluice_schema_header_update (self);
}
