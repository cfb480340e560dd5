/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-browser-field.h"

#include <glib/gi18n.h>

struct _SluiceBrowserField
{
  SluiceFieldEditor parent_instance;

  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (SluiceBrowserField, sluice_browser_field, SLUICE_TYPE_FIELD_EDITOR)

static void
sluice_browser_field_build (SluiceFieldEditor *editor)
{
  SluiceBrowserField *self = SLUICE_BROWSER_FIELD (editor);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sluice_field_editor_get_label (editor));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Set up in the browser"));
  self->button = gtk_button_new_with_label (_ ("Open Browser"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->button);
  sluice_field_editor_add_row (editor, row, self->button);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (sluice_field_editor_browse), self, G_CONNECT_SWAPPED);
}

static void
sluice_browser_field_grab_focus (SluiceFieldEditor *editor)
{
  gtk_widget_grab_focus (SLUICE_BROWSER_FIELD (editor)->button);
}

static void
sluice_browser_field_class_init (SluiceBrowserFieldClass *klass)
{
  SluiceFieldEditorClass *editor_class = SLUICE_FIELD_EDITOR_CLASS (klass);

  editor_class->build = sluice_browser_field_build;
  editor_class->grab_focus = sluice_browser_field_grab_focus;
}

static void
sluice_browser_field_init (SluiceBrowserField *self)
{
}
