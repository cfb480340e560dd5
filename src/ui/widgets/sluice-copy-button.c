/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-copy-button.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"

struct _SluiceCopyButton
{
  GtkButton parent_instance;

  GtkImage *icon;
  GtkLabel *label;
  char *caption;
  gboolean named; /* by what it copies, and not by its caption */
  guint copied_id;
};

G_DEFINE_FINAL_TYPE (SluiceCopyButton, sluice_copy_button, GTK_TYPE_BUTTON)

typedef enum
{
  PROP_CAPTION = 1,
} SluiceCopyButtonProps;

static GParamSpec *properties[PROP_CAPTION + 1];

static void
show (SluiceCopyButton *self, const char *caption, const char *icon_name)
{
  gtk_label_set_label (self->label, caption);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  if (!self->named)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_label_get_text (self->label), -1);
}

static void
uncopied_cb (gpointer user_data)
{
  SluiceCopyButton *self = user_data;

  self->copied_id = 0;
  show (self, self->caption, "edit-copy-symbolic");
}

static void
set_caption (SluiceCopyButton *self, const char *caption)
{
  if (!g_set_str (&self->caption, caption))
    return;

  if (self->copied_id == 0)
    show (self, caption, "edit-copy-symbolic");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAPTION]);
}

static void
sluice_copy_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceCopyButton *self = SLUICE_COPY_BUTTON (object);

  switch ((SluiceCopyButtonProps) prop_id)
    {
    case PROP_CAPTION:
      g_value_set_string (value, self->caption);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_copy_button_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SluiceCopyButton *self = SLUICE_COPY_BUTTON (object);

  switch ((SluiceCopyButtonProps) prop_id)
    {
    case PROP_CAPTION:
      set_caption (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_copy_button_dispose (GObject *object)
{
  g_clear_handle_id (&SLUICE_COPY_BUTTON (object)->copied_id, g_source_remove);

  G_OBJECT_CLASS (sluice_copy_button_parent_class)->dispose (object);
}

static void
sluice_copy_button_finalize (GObject *object)
{
  g_free (SLUICE_COPY_BUTTON (object)->caption);

  G_OBJECT_CLASS (sluice_copy_button_parent_class)->finalize (object);
}

static void
sluice_copy_button_class_init (SluiceCopyButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sluice_copy_button_get_property;
  object_class->set_property = sluice_copy_button_set_property;
  object_class->dispose = sluice_copy_button_dispose;
  object_class->finalize = sluice_copy_button_finalize;

  properties[PROP_CAPTION] = g_param_spec_string ("caption", NULL, NULL, NULL,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/* No AdwButtonContent: that would name the button by its caption, whatever else it is called. */
static void
sluice_copy_button_init (SluiceCopyButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->label = g_object_new (GTK_TYPE_LABEL, "use-underline", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "image-text-button");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  set_caption (self, _ ("_Copy"));
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
  sluice_announce (GTK_WIDGET (self), _ ("Copied"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  g_clear_handle_id (&self->copied_id, g_source_remove);
  self->copied_id = g_timeout_add_seconds_once (SLUICE_COPIED_SECONDS, uncopied_cb, self);
}
