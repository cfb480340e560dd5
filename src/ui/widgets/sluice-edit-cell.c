/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-edit-cell.h"
#include "sluice-method-dot.h"

struct _SluiceEditCell
{
  SluiceTextCell parent_instance;

  gboolean editable;
};

G_DEFINE_FINAL_TYPE (SluiceEditCell, sluice_edit_cell, SLUICE_TYPE_TEXT_CELL)

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
sluice_edit_cell_class_init (SluiceEditCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_EDIT] =
      g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "cell.edit", NULL, edit_action);

  gtk_widget_class_set_css_name (widget_class, "edit-cell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
sluice_edit_cell_init (SluiceEditCell *self)
{
  self->editable = TRUE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "editable");
}

GtkWidget *
sluice_edit_cell_new (gboolean with_dot)
{
  SluiceEditCell *self = g_object_new (SLUICE_TYPE_EDIT_CELL, NULL);

  if (with_dot)
    sluice_text_cell_set_lead (SLUICE_TEXT_CELL (self), sluice_method_dot_new ());

  return GTK_WIDGET (self);
}

void
sluice_edit_cell_set_label (SluiceEditCell *self, const char *what, const char *label)
{
  g_autofree char *name = NULL;

  g_return_if_fail (SLUICE_IS_EDIT_CELL (self));

  if (g_str_equal (sluice_text_cell_get_text (SLUICE_TEXT_CELL (self)), label))
    return;

  sluice_text_cell_set_text (SLUICE_TEXT_CELL (self), label);
  name = g_strdup_printf ("%s: %s", what, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
sluice_edit_cell_set_method (SluiceEditCell *self, SluiceSyncMethod method)
{
  g_return_if_fail (SLUICE_IS_EDIT_CELL (self));

  sluice_method_dot_set_method (SLUICE_METHOD_DOT (sluice_text_cell_get_lead (SLUICE_TEXT_CELL (self))), method);
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

/* Pointer and keyboard, for all cells of a view */

static SluiceEditCell *
find_cell (GtkWidget *view, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  GtkWidget *cell = widget != NULL ? gtk_widget_get_ancestor (widget, SLUICE_TYPE_EDIT_CELL) : NULL;

  return cell != NULL && SLUICE_EDIT_CELL (cell)->editable ? SLUICE_EDIT_CELL (cell) : NULL;
}

static void
pressed_cb (GtkGesture *gesture, int n_press, double x, double y, GtkWidget *view)
{
  g_object_set_data (G_OBJECT (gesture), "pressed", find_cell (view, x, y));
}

/* Only compared with: the cell may be gone. */
static void
released_cb (GtkGesture *gesture, int n_press, double x, double y, GtkWidget *view)
{
  SluiceEditCell *cell = find_cell (view, x, y);

  if (cell != NULL && n_press == 1 && cell == g_object_steal_data (G_OBJECT (gesture), "pressed"))
    gtk_widget_activate_action (GTK_WIDGET (cell), "cell.edit", NULL);
}

static gboolean
key_pressed_cb (GtkWidget *view, guint keyval, guint keycode, GdkModifierType state)
{
  GtkRoot *root = gtk_widget_get_root (view);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!SLUICE_IS_EDIT_CELL (focus) || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_space && keyval != GDK_KEY_KP_Space)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (focus, "cell.edit", NULL);

  return GDK_EVENT_STOP;
}

void
sluice_edit_cell_serve (GtkWidget *view)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_WIDGET (view));

  /* On the way down: a row takes what comes up to it for itself. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), view);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), view);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), view);
  gtk_widget_add_controller (view, keys);
}
