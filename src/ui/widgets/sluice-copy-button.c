/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-copy-button.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* How long “Copied” stays. */
#define COPIED_SECONDS 2

struct _SluiceCopyButton
{
  GtkButton parent_instance;

  AdwButtonContent *content;
  guint copied_id;
};

G_DEFINE_FINAL_TYPE (SluiceCopyButton, sluice_copy_button, GTK_TYPE_BUTTON)

static void
show (SluiceCopyButton *self, const char *label, const char *icon_name)
{
  adw_button_content_set_label (self->content, label);
  adw_button_content_set_icon_name (self->content, icon_name);
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

static void
sluice_copy_button_init (SluiceCopyButton *self)
{
  self->content = ADW_BUTTON_CONTENT (adw_button_content_new ());
  adw_button_content_set_use_underline (self->content, TRUE);
  gtk_button_set_child (GTK_BUTTON (self), GTK_WIDGET (self->content));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  show (self, _ ("_Copy"), "edit-copy-symbolic");
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
