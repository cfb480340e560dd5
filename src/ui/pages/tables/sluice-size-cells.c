/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-size-cells.h"
#include "sluice-size-painter.h"
#include "sluice-size-phrases.h"

#define N_LARGEST 40

struct _SluiceSizeCells
{
  GtkWidget *canvas;
  SluiceSizeScene *scene;
  SluiceSizeCellsFunc pressed;
  GHashTable *cells; /* key → SluiceSizeCell */
};

SluiceSizeCells *
sluice_size_cells_new (GtkWidget *canvas, SluiceSizeScene *scene, SluiceSizeCellsFunc pressed)
{
  SluiceSizeCells *self = g_new0 (SluiceSizeCells, 1);

  self->canvas = canvas;
  self->scene = scene;
  self->pressed = pressed;
  self->cells = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gtk_widget_unparent);

  return self;
}

void
sluice_size_cells_free (SluiceSizeCells *self)
{
  g_hash_table_unref (self->cells);
  g_free (self);
}

static void
update_cell (SluiceSizeCells *self, SluiceSizeCell *cell, guint number)
{
  SluiceTable *table = sluice_size_scene_get_table (self->scene, number);
  g_autofree char *name =
      sluice_size_dup_name (sluice_size_scene_get_data (self->scene), sluice_size_scene_get_tile (self->scene, number));

  sluice_size_cell_update (cell, name, table != NULL && sluice_table_get_selected (table),
                           table == NULL || sluice_table_get_selectable (table));
}

static void
press_cb (SluiceSizeCells *self, SluiceSizeCell *cell)
{
  const guint number = sluice_size_scene_find (self->scene, sluice_size_cell_get_key (cell));

  if (number != G_MAXUINT)
    self->pressed (self->canvas, number);
}

GtkWidget *
sluice_size_cells_ensure (SluiceSizeCells *self, guint number)
{
  gpointer key = sluice_size_scene_get_key (self->scene, number);
  GtkWidget *cell = g_hash_table_lookup (self->cells, key);

  if (cell != NULL)
    return cell;

  cell = sluice_size_cell_new (sluice_size_scene_get_tile (self->scene, number)->kind);
  sluice_size_cell_set_key (SLUICE_SIZE_CELL (cell), key);
  g_signal_connect_swapped (cell, "press", G_CALLBACK (press_cb), self);
  gtk_widget_set_parent (cell, self->canvas);
  g_hash_table_insert (self->cells, key, cell);
  update_cell (self, SLUICE_SIZE_CELL (cell), number);

  return cell;
}

static gboolean
is_wanted (SluiceSizeCells *self, guint number)
{
  return number < N_LARGEST || number == sluice_size_scene_get_current (self->scene);
}

void
sluice_size_cells_prune (SluiceSizeCells *self)
{
  GHashTableIter iter;
  gpointer key = NULL;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const guint number = sluice_size_scene_find (self->scene, key);

      if (number == G_MAXUINT || !is_wanted (self, number))
        g_hash_table_iter_remove (&iter);
    }
}

void
sluice_size_cells_update (SluiceSizeCells *self)
{
  GtkWidget *before = NULL;

  sluice_size_cells_prune (self);
  for (guint i = 0; i < sluice_size_scene_get_n_tiles (self->scene); i++)
    {
      GtkWidget *cell = NULL;

      if (sluice_size_scene_get_tile (self->scene, i)->kind == SLUICE_SIZE_TILE_UNKNOWN || !is_wanted (self, i))
        continue;
      cell = sluice_size_cells_ensure (self, i);
      update_cell (self, SLUICE_SIZE_CELL (cell), i);
      if (before != NULL && gtk_widget_get_prev_sibling (cell) != before)
        gtk_widget_insert_after (cell, self->canvas, before);
      before = cell;
    }
}

void
sluice_size_cells_allocate (SluiceSizeCells *self)
{
  GHashTableIter iter;
  gpointer key = NULL;
  gpointer cell = NULL;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &key, &cell))
    {
      const guint number = sluice_size_scene_find (self->scene, key);
      graphene_rect_t bounds;

      gtk_widget_set_child_visible (cell, number != G_MAXUINT);
      if (number == G_MAXUINT)
        continue;
      bounds = sluice_size_painter_get_bounds (&sluice_size_scene_get_tile (self->scene, number)->rect);
      gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (cell,
                                &(GtkAllocation) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                   (int) bounds.size.width, (int) bounds.size.height },
                                -1);
    }
}
