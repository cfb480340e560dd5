/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-tile-grid.h"

#define SPACING 12
#define MIN_TILE 172
#define MOST_COLUMNS 4

#define SLUICE_TYPE_TILE_LAYOUT (sluice_tile_layout_get_type ())
G_DECLARE_FINAL_TYPE (SluiceTileLayout, sluice_tile_layout, SLUICE, TILE_LAYOUT, GtkLayoutManager)

struct _SluiceTileLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (SluiceTileLayout, sluice_tile_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
get_n_columns (int width)
{
  return CLAMP ((width + SPACING) / (MIN_TILE + SPACING), 1, MOST_COLUMNS);
}

static int
get_tile_width (int width)
{
  int n_columns = get_n_columns (width);

  return MAX (0, (width - (n_columns - 1) * SPACING) / n_columns);
}

/* All rows have the height of the highest tile. */
static int
get_row_height (GtkWidget *widget, int tile_width)
{
  int height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      int natural = 0;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, tile_width, NULL, &natural, NULL, NULL);
      height = MAX (height, natural);
    }

  return height;
}

static int
count_children (GtkWidget *widget)
{
  int n_children = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    n_children++;

  return n_children;
}

static GtkSizeRequestMode
sluice_tile_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sluice_tile_layout_measure (GtkLayoutManager *layout,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  const int widest = MOST_COLUMNS * MIN_TILE + (MOST_COLUMNS - 1) * SPACING;
  int n_rows, n_columns, width, height;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 0;
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
        {
          int child_minimum = 0;

          gtk_widget_measure (child, orientation, -1, &child_minimum, NULL, NULL, NULL);
          *minimum = MAX (*minimum, child_minimum);
        }
      *natural = MAX (*minimum, widest);
      return;
    }

  width = for_size < 0 ? widest : for_size;
  n_columns = get_n_columns (width);
  n_rows = (count_children (widget) + n_columns - 1) / n_columns;
  height = n_rows == 0 ? 0 : n_rows * get_row_height (widget, get_tile_width (width)) + (n_rows - 1) * SPACING;
  *minimum = *natural = height;
}

static void
sluice_tile_layout_allocate (GtkLayoutManager *layout, GtkWidget *widget, int width, int height, int baseline)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int n_columns = get_n_columns (width);
  int tile_width = get_tile_width (width);
  int row_height = get_row_height (widget, tile_width);
  int at = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      int column = mirrored ? n_columns - 1 - at % n_columns : at % n_columns;
      const GtkAllocation allocation = { .x = column * (tile_width + SPACING),
                                         .y = at / n_columns * (row_height + SPACING),
                                         .width = tile_width,
                                         .height = row_height };

      gtk_widget_size_allocate (child, &allocation, -1);
      at++;
    }
}

static void
sluice_tile_layout_class_init (SluiceTileLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = sluice_tile_layout_get_request_mode;
  layout_class->measure = sluice_tile_layout_measure;
  layout_class->allocate = sluice_tile_layout_allocate;
}

static void
sluice_tile_layout_init (SluiceTileLayout *self)
{
}

struct _SluiceTileGrid
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (SluiceTileGrid, sluice_tile_grid, GTK_TYPE_WIDGET)

static void
sluice_tile_grid_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_tile_grid_parent_class)->dispose (object);
}

static void
sluice_tile_grid_class_init (SluiceTileGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_tile_grid_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, SLUICE_TYPE_TILE_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sluice_tile_grid_init (SluiceTileGrid *self)
{
}

void
sluice_tile_grid_set_tiles (SluiceTileGrid *self, GPtrArray *tiles)
{
  GtkWidget *at = NULL;

  g_return_if_fail (SLUICE_IS_TILE_GRID (self));
  g_return_if_fail (tiles != NULL);

  at = gtk_widget_get_first_child (GTK_WIDGET (self));
  for (guint i = 0; i < tiles->len; i++)
    {
      GtkWidget *tile = g_ptr_array_index (tiles, i);

      if (tile == at)
        {
          at = gtk_widget_get_next_sibling (at);
          continue;
        }
      if (gtk_widget_get_parent (tile) != NULL && gtk_widget_get_parent (tile) != GTK_WIDGET (self))
        gtk_widget_unparent (tile);
      gtk_widget_insert_before (tile, GTK_WIDGET (self), at);
    }
  while (at != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (at);

      gtk_widget_unparent (at);
      at = next;
    }
}
