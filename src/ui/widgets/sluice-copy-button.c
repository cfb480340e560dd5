/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-copy-button.h"

#include <glib/gi18n.h>

/* How long “Copied” stays. */
#define COPIED_SECONDS 2

struct _SluiceCopyButton
{
  GtkButton parent_instance;

  GtkImage *icon;
  GtkLabel *caption;
  gboolean named; /* by what it copies, and not by its caption */
  guint copied_id;
};

G_DEFINE_FINAL_TYPE (SluiceCopyButton, sluice_copy_button, GTK_TYPE_BUTTON)

static void
show (SluiceCopyButton *self, const char *caption, const char *icon_name)
{
  gtk_label_set_label (self->caption, caption);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  if (!self->named)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_label_get_text (self->caption), -1);
}

static void
uncopied_cb (gpointer user_data)
{
  SluiceCopyButton *self = user_data;

  self->copied_id = 0;
  show (self, _ ("_Copy"), "edit-copy-symbolic");
}

static void
sluice_copy_button_dispose (GObject *object)
{
  g_clear_handle_id (&SLUICE_COPY_BUTTON (object)->copied_id, g_source_remove);

  G_OBJECT_CLASS (sluice_copy_button_parent_class)->dispose (object);
}

static void
sluice_copy_button_class_init (SluiceCopyButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_copy_button_dispose;
}

/* No AdwButtonContent: that would name the button by its caption, whatever else it is called. */
static void
sluice_copy_button_init (SluiceCopyButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->caption = g_object_new (GTK_TYPE_LABEL, "use-underline", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->caption));
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "image-text-button");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  show (self, _ ("_Copy"), "edit-copy-symbolic");
}

void
sluice_copy_button_name (SluiceCopyButton *self, const char *name)
{
  g_return_if_fail (SLUICE_IS_COPY_BUTTON (self));
  g_return_if_fail (name != NULL);

  self->named = TRUE;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
sluice_copy_button_copy (SluiceCopyButton *self, const char *text)
{
  g_return_if_fail (SLUICE_IS_COPY_BUTTON (self));
  g_return_if_fail (text != NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  show (self, _ ("Copied"), "object-select-symbolic");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), _ ("Copied"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  g_clear_handle_id (&self->copied_id, g_source_remove);
  self->copied_id = g_timeout_add_seconds_once (COPIED_SECONDS, uncopied_cb, self);
}
