/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-size-cell.h"

struct _SluiceSizeCell
{
  GtkWidget parent_instance;

  gpointer key;
};

G_DEFINE_FINAL_TYPE (SluiceSizeCell, sluice_size_cell, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_PRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
press_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_PRESS], 0);
}

static void
sluice_size_cell_class_init (SluiceSizeCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_PRESS] =
      g_signal_new ("press", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "cell.press", NULL, press_action);
  gtk_widget_class_set_css_name (widget_class, "size-cell");
}

static void
sluice_size_cell_init (SluiceSizeCell *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  /* The pointer is the map's. */
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
sluice_size_cell_new (SluiceSizeTileKind kind)
{
  return g_object_new (SLUICE_TYPE_SIZE_CELL, "accessible-role",
                       kind == SLUICE_SIZE_TILE_ITEM ? GTK_ACCESSIBLE_ROLE_LIST_ITEM : GTK_ACCESSIBLE_ROLE_BUTTON,
                       NULL);
}

gpointer
sluice_size_cell_get_key (SluiceSizeCell *self)
{
  g_return_val_if_fail (SLUICE_IS_SIZE_CELL (self), NULL);

  return self->key;
}

void
sluice_size_cell_set_key (SluiceSizeCell *self, gpointer key)
{
  g_return_if_fail (SLUICE_IS_SIZE_CELL (self));

  self->key = key;
}

void
sluice_size_cell_update (SluiceSizeCell *self, const char *name, gboolean selected, gboolean allowed)
{
  GtkAccessible *accessible = NULL;

  g_return_if_fail (SLUICE_IS_SIZE_CELL (self));

  accessible = GTK_ACCESSIBLE (self);
  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_DISABLED, !allowed, -1);
  if (gtk_accessible_get_accessible_role (accessible) == GTK_ACCESSIBLE_ROLE_LIST_ITEM)
    gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}
