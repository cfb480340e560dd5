/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-table-tooltip.h"

/* Known of a cell's child. */
#define KEY "sluice-table-tooltip"

typedef struct
{
  GtkColumnViewCell *cell; /* borrowed: it has the child */
  SluiceTableColumn column;
} Place;

void
sluice_table_tooltip_serve (GtkWidget *child, GtkColumnViewCell *cell, SluiceTableColumn column)
{
  Place *place = g_new (Place, 1);

  place->cell = cell;
  place->column = column;
  g_object_set_data_full (G_OBJECT (child), KEY, place, g_free);
}

gboolean
sluice_table_tooltip_query (GtkWidget *view,
                            SluiceTableList *tables,
                            int x,
                            int y,
                            gboolean keyboard,
                            GtkTooltip *tooltip)
{
  GtkWidget *widget =
      keyboard ? gtk_root_get_focus (gtk_widget_get_root (view)) : gtk_widget_pick (view, x, y, GTK_PICK_INSENSITIVE);
  SluiceTable *table = NULL;
  Place *place = NULL;
  g_autofree char *text = NULL;
  graphene_rect_t bounds;

  while (widget != NULL && (place = g_object_get_data (G_OBJECT (widget), KEY)) == NULL)
    widget = widget != view ? gtk_widget_get_parent (widget) : NULL;
  if (widget == NULL || (table = gtk_column_view_cell_get_item (place->cell)) == NULL)
    return FALSE;

  text = sluice_table_cells_dup_tooltip (place->column, table, tables);
  if (text == NULL || !gtk_widget_compute_bounds (widget, view, &bounds))
    return FALSE;

  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                       (int) bounds.size.width, (int) bounds.size.height });

  return TRUE;
}
