/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-advisor.h"
#include "sluice-table-widths.h"

/* Space that a cell of the column view has around its child, left and right together, and some air. */
#define CELL_PADDING 20
#define BAR_WIDTH 60
#define BAR_SPACING 8
#define DOT_WIDTH 16
#define ICON_WIDTH 22
#define ARROW_WIDTH 22
/* What a name holds at least, and what it may cost other columns at most. */
#define SHORT_NAME "order_items"
#define LONG_NAME "customer_subscription_item_changes"
/* The longest by their letters: among a few of them is the widest, near enough. */
#define N_LONGEST 8

static int
measure_with (GtkWidget *widget, const char *text, PangoAttribute *attribute)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int width = 0;

  if (attribute != NULL)
    pango_attr_list_insert (attributes, attribute);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

static int
measure (GtkWidget *widget, const char *text)
{
  return measure_with (widget, text, NULL);
}

static int
measure_small (GtkWidget *widget, const char *text)
{
  return measure_with (widget, text, pango_attr_scale_new (SLUICE_TABLE_TAIL_SCALE));
}

/* As the names of selected tables are. */
static int
measure_bold (GtkWidget *widget, const char *text)
{
  return measure_with (widget, text, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
}

static int
measure_names (GtkWidget *widget, GPtrArray *longest)
{
  int width = measure_bold (widget, SHORT_NAME);

  for (guint i = 0; i < longest->len; i++)
    width = MAX (width, measure_bold (widget, g_ptr_array_index (longest, i)));

  return MIN (width, measure_bold (widget, LONG_NAME));
}

static int
measure_notes (GtkWidget *widget)
{
  int width = 0;

  for (guint warning = 1; warning <= SLUICE_WARNING_CHOICE_LOST; warning <<= 1)
    width = MAX (width, measure_small (widget, sluice_warning_get_label ((SluiceWarnings) warning)));

  return width;
}

/* What a column holds at most as a rule. */
static int
measure_content (GtkWidget *widget, SluiceTableColumn id, const SluiceTableCellStyle *style, GPtrArray *longest)
{
  g_autofree char *sample = NULL;
  int width = 0;

  switch (id)
    {
    case SLUICE_TABLE_COLUMN_NAME:
      return measure_names (widget, longest);
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
      sample = sluice_row_range_to_string ((SluiceRowRange) { .low = 4900000, .high = 24000000 });
      return measure (widget, sample);
    case SLUICE_TABLE_COLUMN_NOTE:
      return ICON_WIDTH + measure_notes (widget);
    case SLUICE_TABLE_COLUMN_CHECK:
    case SLUICE_TABLE_COLUMN_TWO_LINES:
    default:
      return ICON_WIDTH;
    }
}

int
sluice_table_widths_measure_title (GtkWidget *widget, const char *title)
{
  int width;

  g_return_val_if_fail (GTK_IS_WIDGET (widget) && title != NULL, 0);

  width = CELL_PADDING + measure (widget, title);
  /* What is too wide loses its right end, and with it, from left to right, only the room of an arrow. */
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    width += ARROW_WIDTH;

  return width;
}

int
sluice_table_widths_measure (GtkWidget *widget,
                             SluiceTableColumn column,
                             const SluiceTableCellStyle *style,
                             GPtrArray *longest,
                             const char *title)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), 0);

  return MAX (CELL_PADDING + measure_content (widget, column, style, longest),
              title != NULL ? sluice_table_widths_measure_title (widget, title) : 0);
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  const long long_a = g_utf8_strlen (*(const char *const *) a, -1);
  const long long_b = g_utf8_strlen (*(const char *const *) b, -1);

  return (long_a < long_b) - (long_a > long_b);
}

static gboolean
add_name (GPtrArray *longest, const char *name)
{
  if (longest->len == N_LONGEST)
    {
      const char *shortest = g_ptr_array_index (longest, longest->len - 1);

      if (g_utf8_strlen (name, -1) <= g_utf8_strlen (shortest, -1))
        return FALSE;

      g_ptr_array_set_size (longest, N_LONGEST - 1);
    }
  g_ptr_array_add (longest, g_strdup (name));
  g_ptr_array_sort (longest, compare_lengths);

  return TRUE;
}

gboolean
sluice_table_widths_follow_names (GPtrArray *longest,
                                  SluiceTableList *tables,
                                  guint position,
                                  guint removed,
                                  guint added)
{
  gboolean changed = removed > 0;

  g_return_val_if_fail (longest != NULL && SLUICE_IS_TABLE_LIST (tables), FALSE);

  if (removed > 0)
    {
      g_ptr_array_set_size (longest, 0);
      position = 0;
      added = sluice_table_list_get_size (tables);
    }
  for (guint i = position; i < position + added; i++)
    changed |= add_name (longest, sluice_table_get_display_name (sluice_table_list_get (tables, i)));

  return changed;
}
