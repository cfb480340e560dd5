/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-edit-cell.h"
#include "sluice-method-dot.h"

struct _SluiceEditCell
{
  GtkWidget parent_instance;

  GtkWidget *dot; /* NULL: without */
  GtkWidget *label;
  gboolean editable;
};

G_DEFINE_FINAL_TYPE (SluiceEditCell, sluice_edit_cell, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_EDIT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
edit_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_EDIT], 0);
}

static void
released_cb (SluiceEditCell *self, int n_press, double x, double y)
{
  if (self->editable && n_press == 1 && gtk_widget_contains (GTK_WIDGET (self), x, y))
    gtk_widget_activate_action (GTK_WIDGET (self), "cell.edit", NULL);
}

static void
sluice_edit_cell_dispose (GObject *object)
{
  SluiceEditCell *self = SLUICE_EDIT_CELL (object);

  g_clear_pointer (&self->dot, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (sluice_edit_cell_parent_class)->dispose (object);
}

static void
sluice_edit_cell_class_init (SluiceEditCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_edit_cell_dispose;

  signals[SIGNAL_EDIT] =
      g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "cell.edit", NULL, edit_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "cell.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "cell.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "cell.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Space, 0, "cell.edit", NULL);

  gtk_widget_class_set_css_name (widget_class, "edit-cell");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
sluice_edit_cell_init (SluiceEditCell *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->editable = TRUE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "editable");
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  self->label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "single-line-mode", TRUE,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

GtkWidget *
sluice_edit_cell_new (gboolean with_dot)
{
  SluiceEditCell *self = g_object_new (SLUICE_TYPE_EDIT_CELL, NULL);

  if (with_dot)
    {
      self->dot = sluice_method_dot_new ();
      gtk_widget_insert_before (self->dot, GTK_WIDGET (self), self->label);
    }

  return GTK_WIDGET (self);
}

void
sluice_edit_cell_set_label (SluiceEditCell *self, const char *label, const char *name)
{
  g_return_if_fail (SLUICE_IS_EDIT_CELL (self));

  gtk_label_set_text (GTK_LABEL (self->label), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
sluice_edit_cell_set_method (SluiceEditCell *self, SluiceSyncMethod method)
{
  g_return_if_fail (SLUICE_IS_EDIT_CELL (self) && self->dot != NULL);

  sluice_method_dot_set_method (SLUICE_METHOD_DOT (self->dot), method);
}

void
sluice_edit_cell_set_editable (SluiceEditCell *self, gboolean editable)
{
  g_return_if_fail (SLUICE_IS_EDIT_CELL (self));

  editable = !!editable;
  if (self->editable == editable)
    return;

  self->editable = editable;
  gtk_widget_set_focusable (GTK_WIDGET (self), editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cell.edit", editable);
  if (editable)
    gtk_widget_add_css_class (GTK_WIDGET (self), "editable");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "editable");
}
