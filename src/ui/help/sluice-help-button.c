/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-help-button.h"

#include "sluice-help-guide.h"

struct _SluiceHelpButton
{
  GtkButton parent_instance;

  const SluiceHelpTopic *topic;
};

G_DEFINE_FINAL_TYPE (SluiceHelpButton, sluice_help_button, GTK_TYPE_BUTTON)

typedef enum
{
  PROP_TOPIC = 1,
} SluiceHelpButtonProps;

static GParamSpec *properties[PROP_TOPIC + 1];

/* A popover stands over the dialog that opens. */
static void
sluice_help_button_clicked (GtkButton *button)
{
  SluiceHelpButton *self = SLUICE_HELP_BUTTON (button);
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  if (self->topic != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.help-topic", "s", self->topic->id);
}

static void
sluice_help_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SluiceHelpButtonProps) prop_id)
    {
    case PROP_TOPIC:
      g_value_set_string (value, sluice_help_button_get_topic (SLUICE_HELP_BUTTON (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_help_button_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((SluiceHelpButtonProps) prop_id)
    {
    case PROP_TOPIC:
      sluice_help_button_set_topic (SLUICE_HELP_BUTTON (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_help_button_class_init (SluiceHelpButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sluice_help_button_get_property;
  object_class->set_property = sluice_help_button_set_property;
  GTK_BUTTON_CLASS (klass)->clicked = sluice_help_button_clicked;

  properties[PROP_TOPIC] = g_param_spec_string ("topic", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_help_button_init (SluiceHelpButton *self)
{
  gtk_button_set_icon_name (GTK_BUTTON (self), "help-about-symbolic");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "circular");
  gtk_widget_add_css_class (GTK_WIDGET (self), "help");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
sluice_help_button_set_topic (SluiceHelpButton *self, const char *topic)
{
  const SluiceHelpTopic *found = NULL;

  g_return_if_fail (SLUICE_IS_HELP_BUTTON (self));

  found = topic != NULL ? sluice_help_find (topic) : NULL;
  if (topic != NULL && found == NULL)
    g_critical ("The guide has no topic “%s”", topic);
  if (self->topic == found)
    return;

  self->topic = found;
  gtk_widget_set_visible (GTK_WIDGET (self), found != NULL);
  if (found != NULL)
    {
      const char *question = sluice_help_topic_get_question (found);

      gtk_widget_set_tooltip_text (GTK_WIDGET (self), question);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOPIC]);
}

const char *
sluice_help_button_get_topic (SluiceHelpButton *self)
{
  g_return_val_if_fail (SLUICE_IS_HELP_BUTTON (self), NULL);

  return self->topic != NULL ? self->topic->id : NULL;
}
