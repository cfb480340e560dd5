/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-names-dialog.h"
#include "sluice-prefix.h"

struct _SluiceNamesDialog
{
  AdwDialog parent_instance;

  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (SluiceNamesDialog, sluice_names_dialog, ADW_TYPE_DIALOG)

static GtkWidget *
new_label (const char *css_class)
{
  return g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "selectable", TRUE, "wrap", TRUE, "wrap-mode",
                       PANGO_WRAP_WORD_CHAR, "css-classes", (const char *[]) { css_class, NULL }, NULL);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), new_label ("monospace"));
  gtk_box_append (GTK_BOX (box), new_label ("dim-label"));
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  const char *names = gtk_string_object_get_string (gtk_list_item_get_item (item));
  g_auto (GStrv) parts = g_strsplit (names, "\n", 2);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), parts[0]);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), parts[1]);
  gtk_list_item_set_accessible_label (item, parts[0]);
}

static void
sluice_names_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_NAMES_DIALOG);

  G_OBJECT_CLASS (sluice_names_dialog_parent_class)->dispose (object);
}

static void
sluice_names_dialog_class_init (SluiceNamesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_names_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/name/sluice-names-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceNamesDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
}

static void
sluice_names_dialog_init (SluiceNamesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
sluice_names_dialog_new (SluicePlan *plan)
{
  SluiceNamesDialog *self = g_object_new (SLUICE_TYPE_NAMES_DIALOG, NULL);
  SluiceTableList *tables = sluice_plan_get_tables (plan);
  const char *source_type = sluice_source_type_get_name (sluice_plan_get_source_type (plan));
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkNoSelection *selection = NULL;

  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);
      const char *name = sluice_table_get_name (table);

      if (sluice_table_get_selected (table))
        {
          g_autofree char *stored = sluice_prefix_dup_stored_name (sluice_plan_get_prefix (plan), source_type, name);
          g_autofree char *query = sluice_prefix_dup_query_name (sluice_plan_get_prefix (plan), source_type, name);

          gtk_string_list_take (names, g_strdup_printf ("%s\n%s", stored, query));
        }
    }

  selection = gtk_no_selection_new (G_LIST_MODEL (names));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);

  return ADW_DIALOG (self);
}
