/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-toast.h"
#include "sluice-undo-buttons.h"

struct _SluiceUndoButtons
{
  GtkWidget parent_instance;

  SluiceTableHistory *history;
  GSimpleActionGroup *actions;
  GtkWidget *undo;
  GtkWidget *redo;
};

G_DEFINE_FINAL_TYPE (SluiceUndoButtons, sluice_undo_buttons, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* @label: what the button says without a step. */
static void
describe (GtkWidget *button, const char *label, const char *step, guint key, GdkModifierType modifiers)
{
  g_autofree char *shortcut = gtk_accelerator_get_label (key, modifiers);
  g_autofree char *name = NULL;
  g_autofree char *tooltip = NULL;

  /* Translators: “Undo: Set 12 tables to incremental” */
  name = step != NULL ? g_strdup_printf (_ ("%s: %s"), label, step) : g_strdup (label);
  tooltip = g_strdup_printf ("%s (%s)", name, shortcut);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
set_enabled (SluiceUndoButtons *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update (SluiceUndoButtons *self)
{
  if (self->history == NULL)
    return;

  set_enabled (self, "undo", sluice_table_history_get_can_undo (self->history));
  set_enabled (self, "redo", sluice_table_history_get_can_redo (self->history));
  describe (self->undo, _ ("Undo"), sluice_table_history_get_undo_description (self->history), GDK_KEY_z,
            GDK_CONTROL_MASK);
  describe (self->redo, _ ("Redo"), sluice_table_history_get_redo_description (self->history), GDK_KEY_z,
            GDK_CONTROL_MASK | GDK_SHIFT_MASK);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluiceUndoButtons *self = user_data;
  g_autofree char *step = g_strdup (sluice_table_history_get_undo_description (self->history));
  g_autofree char *message = NULL;

  if (!sluice_table_history_undo (self->history))
    return;

  /* Translators: read out; %s is a step such as “Set 12 tables to incremental” */
  message = g_strdup_printf (_ ("Undone: %s"), step);
  g_signal_emit (self, signals[SIGNAL_DONE], 0, message);
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluiceUndoButtons *self = user_data;
  g_autofree char *step = g_strdup (sluice_table_history_get_redo_description (self->history));
  g_autofree char *message = NULL;

  if (!sluice_table_history_redo (self->history))
    return;

  /* Translators: read out; %s is a step such as “Set 12 tables to incremental” */
  message = g_strdup_printf (_ ("Done again: %s"), step);
  g_signal_emit (self, signals[SIGNAL_DONE], 0, message);
}

static GtkWidget *
add_button (SluiceUndoButtons *self, const char *icon_name, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_parent (button, GTK_WIDGET (self));

  return button;
}

static void
sluice_undo_buttons_dispose (GObject *object)
{
  SluiceUndoButtons *self = SLUICE_UNDO_BUTTONS (object);

  g_clear_object (&self->history);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->undo, gtk_widget_unparent);
  g_clear_pointer (&self->redo, gtk_widget_unparent);

  G_OBJECT_CLASS (sluice_undo_buttons_parent_class)->dispose (object);
}

static void
sluice_undo_buttons_class_init (SluiceUndoButtonsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_undo_buttons_dispose;

  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
sluice_undo_buttons_init (SluiceUndoButtons *self)
{
  static const GActionEntry entries[] = {
    { .name = "undo", .activate = undo_cb },
    { .name = "redo", .activate = redo_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  self->undo = add_button (self, "edit-undo-symbolic", "history.undo");
  self->redo = add_button (self, "edit-redo-symbolic", "history.redo");
}

void
sluice_undo_buttons_set_history (SluiceUndoButtons *self, SluiceTableHistory *history)
{
  g_return_if_fail (SLUICE_IS_UNDO_BUTTONS (self));
  g_return_if_fail (SLUICE_IS_TABLE_HISTORY (history) && self->history == NULL);

  self->history = g_object_ref (history);
  g_signal_connect_object (history, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

GActionGroup *
sluice_undo_buttons_get_actions (SluiceUndoButtons *self)
{
  g_return_val_if_fail (SLUICE_IS_UNDO_BUTTONS (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

void
sluice_undo_buttons_offer (SluiceUndoButtons *self, GtkWidget *from, const char *text)
{
  AdwToast *toast = NULL;

  g_return_if_fail (SLUICE_IS_UNDO_BUTTONS (self));
  g_return_if_fail (GTK_IS_WIDGET (from));

  toast = sluice_toast_offer (from, text, _ ("Undo"), "history.undo");
  if (toast != NULL)
    g_signal_connect_object (self->history, "moved", G_CALLBACK (adw_toast_dismiss), toast, G_CONNECT_SWAPPED);
}
