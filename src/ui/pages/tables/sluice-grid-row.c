/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-grid-row.h"

#include "sluice-check.h"

GtkWidget *
sluice_grid_row_find_focused (GtkWidget *column_view)
{
  GtkRoot *root = gtk_widget_get_root (column_view);
  GtkWidget *widget = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (widget == NULL || !gtk_widget_is_ancestor (widget, column_view))
    return NULL;

  while (widget != column_view && g_strcmp0 (gtk_widget_get_css_name (widget), "row") != 0)
    widget = gtk_widget_get_parent (widget);

  return widget != column_view ? widget : NULL;
}

/* A row's widget does not tell its item; the check that it holds knows its cell, and the cell does. */
SluiceTable *
sluice_grid_row_get_table (GtkWidget *row)
{
  if (SLUICE_IS_CHECK (row))
    return gtk_column_view_cell_get_item (g_object_get_data (G_OBJECT (row), "cell"));

  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      SluiceTable *table = sluice_grid_row_get_table (child);

      if (table != NULL)
        return table;
    }

  return NULL;
}
