/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-check.h"

struct _SluiceCheck
{
  GtkCheckButton parent_instance;
};

G_DEFINE_FINAL_TYPE (SluiceCheck, sluice_check, GTK_TYPE_CHECK_BUTTON)

static void
toggle_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GtkCheckButton *check = GTK_CHECK_BUTTON (widget);

  if (gtk_widget_is_sensitive (widget))
    gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
}

static void
sluice_check_class_init (SluiceCheckClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "check.toggle", NULL, toggle_action);
}

static void
sluice_check_init (SluiceCheck *self)
{
}

GtkWidget *
sluice_check_new (void)
{
  return g_object_new (SLUICE_TYPE_CHECK, NULL);
}
