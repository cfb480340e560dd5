/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-key-dialog.h"

#include "sluice-announce.h"

struct _SluiceKeyDialog
{
  AdwDialog parent_instance;

  SluiceTable *table;

  GtkLabel *chosen;
  GtkButton *detected;
  SluiceColumnList *columns;
};

G_DEFINE_FINAL_TYPE (SluiceKeyDialog, sluice_key_dialog, ADW_TYPE_DIALOG)

static void
set_clicked_cb (SluiceKeyDialog *self)
{
  g_autoptr (GPtrArray) key = sluice_column_list_list_key (self->columns);
  g_autofree char *obstacle = NULL;
  const char *const *names = key->len > 0 ? (const char *const *) key->pdata : NULL;

  obstacle = sluice_table_dup_primary_keys_obstacle (self->table, names);
  if (obstacle != NULL)
    {
      gtk_label_set_text (self->chosen, obstacle);
      sluice_announce (GTK_WIDGET (self), obstacle, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
      return;
    }

  sluice_table_set_primary_keys (self->table, names);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
detected_clicked_cb (SluiceKeyDialog *self)
{
  sluice_table_set_primary_keys (self->table, NULL);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
changed_cb (SluiceKeyDialog *self)
{
  g_autoptr (GPtrArray) key = sluice_column_list_list_key (self->columns);
  g_autofree char *names = g_strjoinv (", ", (char **) key->pdata);
  g_autofree char *text = NULL;

  /* Translators: %s is the names of columns: “tenant, id” */
  text = key->len > 0 ? g_strdup_printf (_ ("Key: %s"), names) : g_strdup (_ ("No column is chosen."));
  gtk_label_set_text (self->chosen, text);
}

/* Without a detected key it is the way to be without a chosen one. */
static void
show_detected (SluiceKeyDialog *self)
{
  const char *const *keys = sluice_table_get_detected_keys (self->table);
  const char *const *current = sluice_table_get_primary_keys (self->table);
  const gboolean detected = keys != NULL && keys[0] != NULL;
  g_autofree char *names = detected ? g_strjoinv (", ", (char **) keys) : NULL;
  /* Translators: a button; %s is the names of columns: “tenant, id” */
  g_autofree char *label = detected ? g_strdup_printf (_ ("Use the Detected Key: %s"), names) : NULL;
  GtkWidget *text = gtk_label_new (label);

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (self->detected, text);
  gtk_widget_set_visible (GTK_WIDGET (self->detected), detected && current != NULL && !g_strv_equal (keys, current));
}

static void
sluice_key_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_KEY_DIALOG);
  g_clear_object (&SLUICE_KEY_DIALOG (object)->table);

  G_OBJECT_CLASS (sluice_key_dialog_parent_class)->dispose (object);
}

static void
sluice_key_dialog_class_init (SluiceKeyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_key_dialog_dispose;

  g_type_ensure (SLUICE_TYPE_COLUMN_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/tables/sluice-key-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyDialog, chosen);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyDialog, detected);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyDialog, columns);
  gtk_widget_class_bind_template_callback (widget_class, set_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, detected_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
sluice_key_dialog_init (SluiceKeyDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SluiceKeyDialog *
sluice_key_dialog_new (SluiceTable *table)
{
  SluiceKeyDialog *self = NULL;

  g_return_val_if_fail (SLUICE_IS_TABLE (table), NULL);

  self = g_object_new (SLUICE_TYPE_KEY_DIALOG, NULL);
  self->table = g_object_ref (table);
  sluice_column_list_set_key_of (self->columns, table);
  show_detected (self);
  changed_cb (self);

  return self;
}
