/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-table-widths.h"

/* Space that a cell of the column view has around its child, left and right together, and some air. */
#define CELL_PADDING 20
#define BAR_WIDTH 84
#define BAR_SPACING 8
#define DOT_WIDTH 16
#define ICON_WIDTH 22

static int
measure (GtkWidget *widget, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int width = 0;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

/* What a column holds at most as a rule. Notes are in a smaller font. */
static int
measure_content (GtkWidget *widget, SluiceTableColumn id, const SluiceTableCellStyle *style)
{
  int width = 0;

  switch (id)
    {
    case SLUICE_TABLE_COLUMN_NAME:
      return measure (widget, "order_items");
    case SLUICE_TABLE_COLUMN_ROWS:
      return (style->bars ? BAR_WIDTH + BAR_SPACING : 0) + measure (widget, "00,000,000");
    case SLUICE_TABLE_COLUMN_METHOD:
      for (SluiceSyncMethod method = SLUICE_SYNC_METHOD_FULL_REFRESH; method <= SLUICE_SYNC_METHOD_WEBHOOK; method++)
        width = MAX (width, measure (widget, sluice_sync_method_get_label (method)));
      return DOT_WIDTH + width;
    case SLUICE_TABLE_COLUMN_CURSOR:
      return measure (widget, "modified_at");
    case SLUICE_TABLE_COLUMN_FREQUENCY:
      for (SluiceFrequency frequency = 0; frequency <= SLUICE_FREQUENCY_LAST; frequency++)
        width = MAX (width, measure (widget, sluice_frequency_get_short_label (frequency)));
      return width;
    case SLUICE_TABLE_COLUMN_MONTH:
      return measure (widget, "≈ 4.9 M – 24 M");
    case SLUICE_TABLE_COLUMN_NOTE:
      return ICON_WIDTH + measure (widget, _ ("Cursor not indexed")) * 82 / 100;
    case SLUICE_TABLE_COLUMN_CHECK:
    case SLUICE_TABLE_COLUMN_TWO_LINES:
    default:
      return ICON_WIDTH;
    }
}

int
sluice_table_widths_measure (GtkWidget *widget,
                             SluiceTableColumn column,
                             const SluiceTableCellStyle *style,
                             const char *title)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), 0);

  return CELL_PADDING + MAX (measure_content (widget, column, style), title != NULL ? measure (widget, title) : 0);
}
