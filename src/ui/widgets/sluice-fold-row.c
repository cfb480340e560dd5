/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-fold-row.h"

struct _SluiceFoldRow
{
  AdwExpanderRow parent_instance;
};

G_DEFINE_FINAL_TYPE (SluiceFoldRow, sluice_fold_row, ADW_TYPE_EXPANDER_ROW)

static void
toggle_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  AdwExpanderRow *row = ADW_EXPANDER_ROW (widget);

  if (gtk_widget_is_sensitive (widget))
    adw_expander_row_set_expanded (row, !adw_expander_row_get_expanded (row));
}

static void
sluice_fold_row_class_init (SluiceFoldRowClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "fold.toggle", NULL, toggle_action);
}

static void
title_cb (SluiceFoldRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

static void
sluice_fold_row_init (SluiceFoldRow *self)
{
  /* What is within it has a name, but the action is the row's own. */
  g_signal_connect (self, "notify::title", G_CALLBACK (title_cb), NULL);
}

GtkWidget *
sluice_fold_row_new (void)
{
  return g_object_new (SLUICE_TYPE_FOLD_ROW, NULL);
}
