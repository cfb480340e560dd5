/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-tile-grid.h"

#define SPACING 12
#define MIN_TILE 172
#define MOST_COLUMNS 4

/* So many tiles are there at once: what is seen first. */
#define FIRST_TILES 12
/* How long the others may take at a time, in microseconds: half a frame. */
#define PORTION 4000
/* So many tiles are taken away at once: more than a screen shows. */
#define MOST_AT_ONCE 120

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

  GPtrArray *types;
  GPtrArray *placed;   /* the tiles of the first ones of them */
  GHashTable *waiting; /* name → tile that is shown already and whose turn is to come */
  GPtrArray *leaving;  /* tiles that are still shown, behind the others, and will not be */
  GPtrArray *spare;    /* tiles that are not shown */
  guint fill_id;
  SluiceTileFunc tile_func;
  gpointer tile_data;
};

G_DEFINE_FINAL_TYPE (SluiceTileGrid, sluice_tile_grid, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_PICKED,
  SIGNAL_FILLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clicked_cb (SluiceTileGrid *self, SluiceTypeTile *tile)
{
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, sluice_type_tile_get_source_type (tile));
}

/* One that stands for the type already, for a person may be about to click it; else any. (transfer full) */
static GtkWidget *
take_tile (SluiceTileGrid *self, SluiceSourceType *source_type)
{
  gpointer name = NULL;
  gpointer waiting = NULL;
  GtkWidget *tile;

  if (g_hash_table_steal_extended (self->waiting, sluice_source_type_get_name (source_type), &name, &waiting))
    {
      g_free (name);
      return waiting;
    }
  if (self->spare->len > 0)
    return g_ptr_array_steal_index_fast (self->spare, self->spare->len - 1);

  tile = g_object_ref_sink (sluice_type_tile_new ());
  g_signal_connect_object (tile, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);

  return tile;
}

static void
put_away (SluiceTileGrid *self, GtkWidget *tile)
{
  sluice_type_tile_load_icon (SLUICE_TYPE_TILE (tile), NULL);
  g_ptr_array_add (self->spare, g_object_ref (tile));
  gtk_widget_unparent (tile);
}

static void
place_next (SluiceTileGrid *self)
{
  const guint position = self->placed->len;
  SluiceSourceType *source_type = g_ptr_array_index (self->types, position);
  GtkWidget *tile = take_tile (self, source_type);
  GtkWidget *before = position > 0 ? g_ptr_array_index (self->placed, position - 1) : NULL;
  GtkWidget *at =
      before != NULL ? gtk_widget_get_next_sibling (before) : gtk_widget_get_first_child (GTK_WIDGET (self));

  sluice_type_tile_set_source_type (SLUICE_TYPE_TILE (tile), source_type);
  if (self->tile_func != NULL)
    self->tile_func (SLUICE_TYPE_TILE (tile), self->tile_data);
  if (tile != at)
    gtk_widget_insert_before (tile, GTK_WIDGET (self), at);
  g_ptr_array_add (self->placed, tile);
}

/* FALSE when all are there, and nothing else. */
static gboolean
fill (SluiceTileGrid *self, guint at_least)
{
  const gint64 until = g_get_monotonic_time () + PORTION;

  for (guint i = 0; self->placed->len < self->types->len && (i < at_least || g_get_monotonic_time () < until); i++)
    place_next (self);
  while (self->leaving->len > 0 && g_get_monotonic_time () < until)
    {
      g_autoptr (GtkWidget) tile = g_ptr_array_steal_index (self->leaving, self->leaving->len - 1);

      put_away (self, tile);
    }
  g_signal_emit (self, signals[SIGNAL_FILLED], 0);

  return self->placed->len < self->types->len || self->leaving->len > 0;
}

static gboolean
fill_cb (gpointer user_data)
{
  SluiceTileGrid *self = user_data;

  if (fill (self, 1))
    return G_SOURCE_CONTINUE;
  self->fill_id = 0;

  return G_SOURCE_REMOVE;
}

/* Keeps what will be shown again where it is, and puts away the rest. */
static void
sort_out (SluiceTileGrid *self)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *next = NULL;
  guint n_put_away = 0;

  for (guint i = 0; i < self->types->len; i++)
    g_hash_table_add (wanted, (gpointer) sluice_source_type_get_name (g_ptr_array_index (self->types, i)));

  g_ptr_array_set_size (self->placed, 0);
  g_ptr_array_set_size (self->leaving, 0);
  g_hash_table_remove_all (self->waiting);
  for (GtkWidget *tile = gtk_widget_get_first_child (GTK_WIDGET (self)); tile != NULL; tile = next)
    {
      const char *name = sluice_source_type_get_name (sluice_type_tile_get_source_type (SLUICE_TYPE_TILE (tile)));

      next = gtk_widget_get_next_sibling (tile);
      if (g_hash_table_contains (wanted, name) && !g_hash_table_contains (self->waiting, name))
        {
          g_hash_table_insert (self->waiting, g_strdup (name), g_object_ref (tile));
          continue;
        }
      /* What is seen goes at once; a thousand take longer than a frame, and what is below the screen can wait. */
      if (n_put_away < MOST_AT_ONCE)
        {
          put_away (self, tile);
          n_put_away++;
        }
      else
        g_ptr_array_add (self->leaving, g_object_ref (tile));
    }
}

static void
sluice_tile_grid_dispose (GObject *object)
{
  SluiceTileGrid *self = SLUICE_TILE_GRID (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_ptr_array_set_size (self->types, 0);
  sort_out (self);
  while (self->leaving->len > 0)
    {
      g_autoptr (GtkWidget) tile = g_ptr_array_steal_index (self->leaving, self->leaving->len - 1);

      gtk_widget_unparent (tile);
    }
  g_ptr_array_set_size (self->spare, 0);

  G_OBJECT_CLASS (sluice_tile_grid_parent_class)->dispose (object);
}

static void
sluice_tile_grid_finalize (GObject *object)
{
  SluiceTileGrid *self = SLUICE_TILE_GRID (object);

  g_ptr_array_unref (self->placed);
  g_ptr_array_unref (self->leaving);
  g_ptr_array_unref (self->spare);
  g_ptr_array_unref (self->types);
  g_hash_table_unref (self->waiting);

  G_OBJECT_CLASS (sluice_tile_grid_parent_class)->finalize (object);
}

static void
sluice_tile_grid_class_init (SluiceTileGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_tile_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_tile_grid_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, SLUICE_TYPE_TILE_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[SIGNAL_PICKED] = g_signal_new ("picked", SLUICE_TYPE_TILE_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, SLUICE_TYPE_SOURCE_TYPE);
  signals[SIGNAL_FILLED] =
      g_signal_new ("filled", SLUICE_TYPE_TILE_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_tile_grid_init (SluiceTileGrid *self)
{
  self->types = g_ptr_array_new_with_free_func (g_object_unref);
  self->placed = g_ptr_array_new_with_free_func (g_object_unref);
  self->leaving = g_ptr_array_new_with_free_func (g_object_unref);
  self->spare = g_ptr_array_new_with_free_func (g_object_unref);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

void
sluice_tile_grid_set_tile_func (SluiceTileGrid *self, SluiceTileFunc func, gpointer user_data)
{
  g_return_if_fail (SLUICE_IS_TILE_GRID (self));

  self->tile_func = func;
  self->tile_data = user_data;
}

void
sluice_tile_grid_set_types (SluiceTileGrid *self, GPtrArray *types)
{
  g_return_if_fail (SLUICE_IS_TILE_GRID (self));
  g_return_if_fail (types != NULL);

  g_ptr_array_set_size (self->types, 0);
  for (guint i = 0; i < types->len; i++)
    g_ptr_array_add (self->types, g_object_ref (g_ptr_array_index (types, i)));
  sort_out (self);
  if (fill (self, FIRST_TILES) && self->fill_id == 0)
    self->fill_id = g_idle_add (fill_cb, self);
}

void
sluice_tile_grid_update_tiles (SluiceTileGrid *self)
{
  g_return_if_fail (SLUICE_IS_TILE_GRID (self));

  for (guint i = 0; self->tile_func != NULL && i < self->placed->len; i++)
    self->tile_func (g_ptr_array_index (self->placed, i), self->tile_data);
}
