/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-size-path.h"
#include "sluice-size-scene.h"

/* How often to zoom in search of a table, at most. */
#define DEEPEST 500

struct _SluiceSizeScene
{
  SluiceSizeData *data;
  SluiceSizePath *path;
  SluiceSizeRoom room;
  gboolean mirrored;
  SluiceSizeLayout *layout; /* NULL: none yet */
  GPtrArray *keys;          /* by tile, as the ranking may be another already when they are asked for */
  GHashTable *shown;        /* key → tile + 1 */
  gpointer current;         /* a key; NULL: none */
  double x;                 /* where in it the person is */
  double y;
};

SluiceSizeScene *
sluice_size_scene_new (SluiceSizeData *data)
{
  SluiceSizeScene *self = g_new0 (SluiceSizeScene, 1);

  self->data = g_object_ref (data);
  self->path = sluice_size_path_new ();
  self->keys = g_ptr_array_new ();
  self->shown = g_hash_table_new (NULL, NULL);

  return self;
}

void
sluice_size_scene_free (SluiceSizeScene *self)
{
  g_hash_table_unref (self->shown);
  g_ptr_array_unref (self->keys);
  g_clear_pointer (&self->layout, sluice_size_layout_free);
  sluice_size_path_free (self->path);
  g_object_unref (self->data);
  g_free (self);
}

SluiceSizeData *
sluice_size_scene_get_data (SluiceSizeScene *self)
{
  return self->data;
}

/* Tiles */

guint
sluice_size_scene_get_n_tiles (SluiceSizeScene *self)
{
  guint n_tiles = 0;

  if (self->layout != NULL)
    sluice_size_layout_get_tiles (self->layout, &n_tiles);

  return n_tiles;
}

const SluiceSizeTile *
sluice_size_scene_get_tile (SluiceSizeScene *self, guint number)
{
  guint n_tiles = 0;
  const SluiceSizeTile *tiles = sluice_size_layout_get_tiles (self->layout, &n_tiles);

  g_return_val_if_fail (number < n_tiles, NULL);

  return tiles + number;
}

SluiceTable *
sluice_size_scene_get_table (SluiceSizeScene *self, guint number)
{
  const SluiceSizeTile *tile = number != G_MAXUINT ? sluice_size_scene_get_tile (self, number) : NULL;

  if (tile == NULL || tile->kind != SLUICE_SIZE_TILE_ITEM)
    return NULL;

  return sluice_size_data_get_table (self->data, tile->item);
}

/* Two lowest bits and one more make a number that is no address: those are divisible by 8. */
static gpointer
get_scope_key (SluiceSizeTileKind kind, SluiceSizeScope scope)
{
  return GUINT_TO_POINTER (scope.group * 8 + (guint) kind * 2 + (scope.unknown ? 1 : 0) + 1);
}

gpointer
sluice_size_scene_get_key (SluiceSizeScene *self, guint number)
{
  g_return_val_if_fail (number < self->keys->len, NULL);

  return g_ptr_array_index (self->keys, number);
}

static void
add_key (SluiceSizeScene *self, guint number)
{
  const SluiceSizeTile *tile = sluice_size_scene_get_tile (self, number);
  gpointer key = tile->kind == SLUICE_SIZE_TILE_ITEM ? sluice_size_data_get_table (self->data, tile->item) :
                                                       get_scope_key (tile->kind, tile->scope);

  g_ptr_array_add (self->keys, key);
  g_hash_table_insert (self->shown, key, GUINT_TO_POINTER (number + 1));
}

guint
sluice_size_scene_find (SluiceSizeScene *self, gpointer key)
{
  /* One less than nothing is G_MAXUINT. */
  return key != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->shown, key)) - 1 : G_MAXUINT;
}

guint
sluice_size_scene_find_at (SluiceSizeScene *self, double x, double y)
{
  return self->layout != NULL ? sluice_size_layout_find (self->layout, x, y) : G_MAXUINT;
}

static gboolean
is_target (SluiceSizeScene *self, guint number)
{
  return sluice_size_scene_get_tile (self, number)->kind != SLUICE_SIZE_TILE_UNKNOWN;
}

SluiceSizeLegend
sluice_size_scene_get_legend (SluiceSizeScene *self)
{
  SluiceSizeLegend legend = { 0, FALSE, FALSE };

  for (guint i = 0; i < sluice_size_scene_get_n_tiles (self); i++)
    {
      SluiceTable *table = sluice_size_scene_get_table (self, i);

      legend.rest |= sluice_size_scene_get_tile (self, i)->kind == SLUICE_SIZE_TILE_REST;
      if (table == NULL)
        continue;
      if (sluice_table_get_selectable (table))
        legend.methods |= 1u << sluice_table_get_method (table);
      legend.striped |= !sluice_table_get_selectable (table) || sluice_table_get_rows (table) < 0;
    }

  return legend;
}

/* The current one */

static void
stand_on (SluiceSizeScene *self, guint number)
{
  const SluiceRect *rect = &sluice_size_scene_get_tile (self, number)->rect;

  self->x = (rect->x0 + rect->x1) / 2;
  self->y = (rect->y0 + rect->y1) / 2;
}

guint
sluice_size_scene_get_current (SluiceSizeScene *self)
{
  return sluice_size_scene_find (self, self->current);
}

void
sluice_size_scene_set_current (SluiceSizeScene *self, guint number)
{
  self->current = sluice_size_scene_get_key (self, number);
  stand_on (self, number);
}

/* The same thing as before if it is there, else what is in its place, else the first. */
static void
restore_current (SluiceSizeScene *self)
{
  const guint n_tiles = sluice_size_scene_get_n_tiles (self);
  guint number = sluice_size_scene_get_current (self);

  if (number == G_MAXUINT)
    number = sluice_size_scene_find_at (self, self->x, self->y);
  for (guint i = 0; i < n_tiles && number == G_MAXUINT; i++)
    if (is_target (self, i))
      number = i;

  if (number != G_MAXUINT)
    sluice_size_scene_set_current (self, number);
  else
    self->current = NULL;
}

gboolean
sluice_size_scene_move (SluiceSizeScene *self, SluiceSizeDirection direction)
{
  const guint from = sluice_size_scene_get_current (self);
  guint to = G_MAXUINT;

  if (from == G_MAXUINT)
    return FALSE;

  to = sluice_size_layout_move (self->layout, from, direction, &self->x, &self->y);
  if (to == G_MAXUINT)
    return FALSE;

  self->current = sluice_size_scene_get_key (self, to);

  return TRUE;
}

gboolean
sluice_size_scene_step (SluiceSizeScene *self, gboolean forward, gboolean far)
{
  const int n_tiles = (int) sluice_size_scene_get_n_tiles (self);
  const int step = forward ? 1 : -1;
  int found = -1;

  for (int to = (int) sluice_size_scene_get_current (self) + step; to >= 0 && to < n_tiles && (far || found < 0);
       to += step)
    if (is_target (self, (guint) to))
      found = to;
  if (found >= 0)
    sluice_size_scene_set_current (self, (guint) found);

  return found >= 0;
}

/* Layouts */

static void
lay_out (SluiceSizeScene *self)
{
  SluiceSizeRanking *ranking = sluice_size_data_get_ranking (self->data);
  const guint depth = sluice_size_path_get_depth (self->path);

  g_clear_pointer (&self->layout, sluice_size_layout_free);
  g_ptr_array_set_size (self->keys, 0);
  g_hash_table_remove_all (self->shown);
  if (ranking != NULL && self->room.width > 0 && self->room.height > 0)
    self->layout = sluice_size_layout_new (ranking, sluice_size_path_get_scope (self->path, depth), &self->room);
  if (self->layout != NULL && self->mirrored)
    sluice_size_layout_mirror (self->layout);
  for (guint i = 0; i < sluice_size_scene_get_n_tiles (self); i++)
    add_key (self, i);
  restore_current (self);
}

void
sluice_size_scene_lay_out (SluiceSizeScene *self, const SluiceSizeRoom *room, gboolean mirrored)
{
  self->room = *room;
  self->mirrored = mirrored;
  lay_out (self);
}

gboolean
sluice_size_scene_follow (SluiceSizeScene *self)
{
  return sluice_size_path_follow (self->path, self->data);
}

/* Zoom */

guint
sluice_size_scene_get_depth (SluiceSizeScene *self)
{
  return sluice_size_path_get_depth (self->path);
}

SluiceSizeScope
sluice_size_scene_get_scope (SluiceSizeScene *self, guint depth)
{
  return sluice_size_path_get_scope (self->path, depth);
}

void
sluice_size_scene_zoom_in (SluiceSizeScene *self, SluiceSizeScope scope)
{
  sluice_size_path_push (self->path, self->data, scope);
  /* Unless the current table is there too, begin with the first. */
  self->x = self->y = -1;
}

void
sluice_size_scene_zoom_out (SluiceSizeScene *self, guint depth)
{
  SluiceSizeScope left = SLUICE_SIZE_SCOPE_ALL;

  if (depth >= sluice_size_path_get_depth (self->path))
    return;

  left = sluice_size_path_get_scope (self->path, depth + 1);
  sluice_size_path_cut (self->path, depth);
  self->current = get_scope_key (left.skip > 0 ? SLUICE_SIZE_TILE_REST : SLUICE_SIZE_TILE_GROUP, left);
}

gboolean
sluice_size_scene_get_next_scope (SluiceSizeScene *self, guint number, SluiceSizeScope *scope)
{
  const SluiceSizeTile *tile = sluice_size_scene_get_tile (self, number);
  SluiceSizeRanking *ranking = sluice_size_data_get_ranking (self->data);
  guint n_groups = 0;

  if (tile->kind != SLUICE_SIZE_TILE_ITEM)
    {
      *scope = tile->scope;
      return TRUE;
    }

  /* Of a table: its schema, if that is not what the map shows. */
  sluice_size_ranking_get_groups (ranking, &n_groups);
  *scope = (SluiceSizeScope) { sluice_size_ranking_get_item (ranking, tile->item)->group, 0, FALSE };

  return n_groups > 1 && sluice_size_path_get_scope (self->path, sluice_size_path_get_depth (self->path)).group ==
                             SLUICE_SIZE_ALL_GROUPS;
}

/* Zooms into whatever has the item in it, if anything does. */
static gboolean
zoom_towards (SluiceSizeScene *self, guint item)
{
  SluiceSizeRanking *ranking = sluice_size_data_get_ranking (self->data);

  for (guint i = 0; i < sluice_size_scene_get_n_tiles (self); i++)
    {
      const SluiceSizeTile *tile = sluice_size_scene_get_tile (self, i);
      const gboolean closed = tile->kind == SLUICE_SIZE_TILE_REST ||
                              (tile->kind == SLUICE_SIZE_TILE_GROUP && !sluice_size_tile_is_open (tile));

      if (closed && sluice_size_scope_contains (&tile->scope, ranking, item))
        {
          sluice_size_scene_zoom_in (self, tile->scope);
          return TRUE;
        }
    }

  return FALSE;
}

gboolean
sluice_size_scene_reveal (SluiceSizeScene *self, SluiceTable *table)
{
  const guint item = sluice_size_data_find (self->data, table);

  if (item == G_MAXUINT || self->layout == NULL)
    return FALSE;

  if (sluice_size_scene_find (self, table) == G_MAXUINT)
    {
      sluice_size_path_cut (self->path, 0);
      lay_out (self);
    }
  for (guint i = 0; i < DEEPEST && sluice_size_scene_find (self, table) == G_MAXUINT && zoom_towards (self, item); i++)
    lay_out (self);
  if (sluice_size_scene_find (self, table) == G_MAXUINT)
    return FALSE;

  sluice_size_scene_set_current (self, sluice_size_scene_find (self, table));

  return TRUE;
}
