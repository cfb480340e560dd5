/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-method-dot.h"

/* By SluiceSyncMethod; the style sheet has the colours. */
static const char *const css_classes[] = {
  "method-none", "method-full-refresh", "method-incremental", "method-append",
  "method-xmin", "method-cdc",          "method-webhook",
};

struct _SluiceMethodDot
{
  GtkWidget parent_instance;

  SluiceSyncMethod method;
};

G_DEFINE_FINAL_TYPE (SluiceMethodDot, sluice_method_dot, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_METHOD = 1,
} SluiceMethodDotProps;

static GParamSpec *properties[PROP_METHOD + 1];

static void
sluice_method_dot_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SluiceMethodDotProps) prop_id)
    {
    case PROP_METHOD:
      g_value_set_enum (value, SLUICE_METHOD_DOT (object)->method);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_method_dot_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((SluiceMethodDotProps) prop_id)
    {
    case PROP_METHOD:
      sluice_method_dot_set_method (SLUICE_METHOD_DOT (object), g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_method_dot_class_init (SluiceMethodDotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sluice_method_dot_get_property;
  object_class->set_property = sluice_method_dot_set_property;

  properties[PROP_METHOD] = g_param_spec_enum ("method", NULL, NULL, SLUICE_TYPE_SYNC_METHOD, SLUICE_SYNC_METHOD_NONE,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
sluice_method_dot_init (SluiceMethodDot *self)
{
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "method-dot");
  gtk_widget_add_css_class (GTK_WIDGET (self), css_classes[SLUICE_SYNC_METHOD_NONE]);
}

GtkWidget *
sluice_method_dot_new (void)
{
  return g_object_new (SLUICE_TYPE_METHOD_DOT, NULL);
}

SluiceSyncMethod
sluice_method_dot_get_method (SluiceMethodDot *self)
{
  g_return_val_if_fail (SLUICE_IS_METHOD_DOT (self), SLUICE_SYNC_METHOD_NONE);

  return self->method;
}

void
sluice_method_dot_set_method (SluiceMethodDot *self, SluiceSyncMethod method)
{
  g_return_if_fail (SLUICE_IS_METHOD_DOT (self));
  g_return_if_fail ((guint) method < G_N_ELEMENTS (css_classes));

  if (self->method == method)
    return;

  gtk_widget_remove_css_class (GTK_WIDGET (self), css_classes[self->method]);
  gtk_widget_add_css_class (GTK_WIDGET (self), css_classes[method]);
  self->method = method;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_METHOD]);
}
