/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-dialog-keys.h"

/* What helps with whatever is shown, and so is wanted above it. */
static const char *const actions[] = { "app.help", "app.call-log" };

static void
add_shortcuts (GtkShortcutController *controller, GtkApplication *application, const char *action)
{
  g_auto (GStrv) accels = gtk_application_get_accels_for_action (application, action);

  for (char **accel = accels; *accel != NULL; accel++)
    gtk_shortcut_controller_add_shortcut (controller, gtk_shortcut_new (gtk_shortcut_trigger_parse_string (*accel),
                                                                        gtk_named_action_new (action)));
}

static void
visible_dialog_cb (AdwApplicationWindow *window)
{
  static const char name[] = "sluice-dialog-keys";
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  AdwDialog *dialog = adw_application_window_get_visible_dialog (window);
  GtkEventController *controller = NULL;

  /* It is visible again once another one above it is closed. */
  if (application == NULL || dialog == NULL || g_object_get_data (G_OBJECT (dialog), name) != NULL)
    return;

  g_object_set_data (G_OBJECT (dialog), name, (gpointer) name);
  controller = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_LOCAL);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    add_shortcuts (GTK_SHORTCUT_CONTROLLER (controller), application, actions[i]);
  gtk_widget_add_controller (GTK_WIDGET (dialog), controller);
}

void
sluice_dialog_keys_serve (AdwApplicationWindow *window)
{
  g_return_if_fail (ADW_IS_APPLICATION_WINDOW (window));

  g_signal_connect (window, "notify::visible-dialog", G_CALLBACK (visible_dialog_cb), NULL);
}
