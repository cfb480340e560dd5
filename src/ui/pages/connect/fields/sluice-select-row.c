/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-select-row.h"

struct _SluiceSelectRow
{
  AdwComboRow parent_instance;
};

G_DEFINE_FINAL_TYPE (SluiceSelectRow, sluice_select_row, ADW_TYPE_COMBO_ROW)

static void
open_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  if (!gtk_widget_is_sensitive (widget))
    return;

  /* Scrolls to it: out of sight the list would have no place to open. */
  gtk_widget_grab_focus (widget);
  adw_action_row_activate (ADW_ACTION_ROW (widget));
}

static void
sluice_select_row_class_init (SluiceSelectRowClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "select.open", NULL, open_action);
}

static void
sluice_select_row_init (SluiceSelectRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (self), TRUE);
}

GtkWidget *
sluice_select_row_new (const char *title)
{
  return g_object_new (SLUICE_TYPE_SELECT_ROW, "title", title, NULL);
}
