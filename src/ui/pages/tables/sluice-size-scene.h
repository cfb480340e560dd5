/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-size-data.h"
#include "sluice-size-layout.h"

G_BEGIN_DECLS

/**
 * SluiceSizeLegend:
 * @methods: a bit (1 << SluiceSyncMethod) for each method that tiles have
 * @striped: whether there are tiles with stripes
 * @rest: whether there is a tile that stands for many, which is not to scale
 *
 * What of the map needs an explanation.
 */
typedef struct
{
  guint methods;
  gboolean striped;
  gboolean rest;
} SluiceSizeLegend;

/**
 * SluiceSizeScene:
 *
 * What is on the size map and where the person is in it: the tiles of the scope that was zoomed into, and the current
 * one of them. Tiles have numbers, which change with every layout, and keys, which stay: what stands for the same table,
 * schema or rest has the same key.
 */
typedef struct _SluiceSizeScene SluiceSizeScene;

/* (transfer full) */
SluiceSizeScene *sluice_size_scene_new (SluiceSizeData *data);
void sluice_size_scene_free (SluiceSizeScene *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceSizeScene, sluice_size_scene_free)

SluiceSizeData *sluice_size_scene_get_data (SluiceSizeScene *self);
/* Lays the tiles out in other room; @mirrored: from right to left. */
void sluice_size_scene_lay_out (SluiceSizeScene *self, const SluiceSizeRoom *room, gboolean mirrored);
/* There is another ranking: TRUE if what was zoomed into is no longer there. Lay out after that. */
gboolean sluice_size_scene_follow (SluiceSizeScene *self);

guint sluice_size_scene_get_n_tiles (SluiceSizeScene *self);
const SluiceSizeTile *sluice_size_scene_get_tile (SluiceSizeScene *self, guint number);
/* (nullable): NULL for what is no table */
SluiceTable *sluice_size_scene_get_table (SluiceSizeScene *self, guint number);
/* A table’s key is the table. */
gpointer sluice_size_scene_get_key (SluiceSizeScene *self, guint number);
/* The tile of a key, at a point, with an item in it; G_MAXUINT for none. */
guint sluice_size_scene_find (SluiceSizeScene *self, gpointer key);
guint sluice_size_scene_find_at (SluiceSizeScene *self, double x, double y);
SluiceSizeLegend sluice_size_scene_get_legend (SluiceSizeScene *self);

/* The current tile; G_MAXUINT when there is none. */
guint sluice_size_scene_get_current (SluiceSizeScene *self);
void sluice_size_scene_set_current (SluiceSizeScene *self, guint number);
/* Goes to the tile beside; and by size: to the next or the last, forward or back. FALSE when there is none. */
gboolean sluice_size_scene_move (SluiceSizeScene *self, SluiceSizeDirection direction);
gboolean sluice_size_scene_step (SluiceSizeScene *self, gboolean forward, gboolean far);

/* How often was zoomed in; the scope at a depth, up to that. */
guint sluice_size_scene_get_depth (SluiceSizeScene *self);
SluiceSizeScope sluice_size_scene_get_scope (SluiceSizeScene *self, guint depth);
/* Lay out after each of these. What was zoomed out of becomes the current tile. */
void sluice_size_scene_zoom_in (SluiceSizeScene *self, SluiceSizeScope scope);
void sluice_size_scene_zoom_out (SluiceSizeScene *self, guint depth);
/* The scope that one more zoom at a tile shows; FALSE when there is none. */
gboolean sluice_size_scene_get_next_scope (SluiceSizeScene *self, guint number, SluiceSizeScope *scope);
/* Zooms until the table has a tile of its own, laying out in the room there was, and makes it the current one. FALSE
 * when it is not in the ranking. */
gboolean sluice_size_scene_reveal (SluiceSizeScene *self, SluiceTable *table);

G_END_DECLS
