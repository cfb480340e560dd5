/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-press-row.h"

struct _SluicePressRow
{
  AdwActionRow parent_instance;
};

G_DEFINE_FINAL_TYPE (SluicePressRow, sluice_press_row, ADW_TYPE_ACTION_ROW)

static void
press_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  if (gtk_widget_is_sensitive (widget))
    adw_action_row_activate (ADW_ACTION_ROW (widget));
}

static void
sluice_press_row_class_init (SluicePressRowClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "press.row", NULL, press_action);
}

static void
sluice_press_row_init (SluicePressRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

GtkWidget *
sluice_press_row_new (const char *title, const char *icon_name)
{
  GtkWidget *self = g_object_new (SLUICE_TYPE_PRESS_ROW, "title", title, NULL);

  if (icon_name != NULL)
    {
      GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "accessible-role",
                                      GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

      adw_action_row_add_suffix (ADW_ACTION_ROW (self), icon);
    }

  return self;
}
