/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-size-scope.h"
#include "sluice-treemap.h"

G_BEGIN_DECLS

/**
 * SluiceSizeTileKind:
 * @SLUICE_SIZE_TILE_ITEM: a table
 * @SLUICE_SIZE_TILE_GROUP: a schema: the header over its tiles, or all of it when there is no room for them
 * @SLUICE_SIZE_TILE_REST: what is too small to be shown, together; not to scale
 * @SLUICE_SIZE_TILE_UNKNOWN: the header over the tables without a count
 *
 * What a tile stands for.
 */
typedef enum
{
  SLUICE_SIZE_TILE_ITEM,
  SLUICE_SIZE_TILE_GROUP,
  SLUICE_SIZE_TILE_REST,
  SLUICE_SIZE_TILE_UNKNOWN,
} SluiceSizeTileKind;

/**
 * SluiceSizeTile:
 * @kind: what it stands for
 * @rect: where it is; of a group that has its tiles under it, the header
 * @frame: all the room it takes, with the tiles under it
 * @item: the number of the item; of kind ITEM
 * @scope: what is in it, and what the map shows after zooming into it; of kinds GROUP and REST
 * @n_items: how many items are in it; of a rest of groups, how many groups
 *
 * One tile of the map.
 */
typedef struct
{
  SluiceSizeTileKind kind;
  SluiceRect rect;
  SluiceRect frame;
  guint item;
  SluiceSizeScope scope;
  guint n_items;
} SluiceSizeTile;

/* Whether it is a group that has its tiles under it. */
gboolean sluice_size_tile_is_open (const SluiceSizeTile *self);

/**
 * SluiceSizeRoom:
 * @width: of the map
 * @height: of the map
 * @header: the height of a header
 * @padding: what a group keeps free around its tiles
 * @least: the side of the smallest square that can be hit
 * @most: how many tiles can be drawn in time
 *
 * The room there is, in pixels.
 */
typedef struct
{
  double width;
  double height;
  double header;
  double padding;
  double least;
  guint most;
} SluiceSizeRoom;

/**
 * SluiceSizeLayout:
 *
 * The tiles of a size map (DESIGN 9). Known items share the area in the ratio of their weights, in groups when there is
 * more than one, under headers; unknown ones stand in equal tiles of their own at the foot, never as 0. A few tables
 * that are too small to be hit are drawn as large as that takes; of many, the smallest are one tile, which takes no
 * more than an eighth of the area whatever is in it.
 */
typedef struct _SluiceSizeLayout SluiceSizeLayout;

/* Takes time by the tiles, not by the items: quick enough for each step of a resize. Pure. (transfer full) */
SluiceSizeLayout *
sluice_size_layout_new (SluiceSizeRanking *ranking, SluiceSizeScope scope, const SluiceSizeRoom *room);
void sluice_size_layout_free (SluiceSizeLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceSizeLayout, sluice_size_layout_free)

/* Groups before what is in them, items from the largest to the smallest. (transfer none) (array length=n_tiles) */
const SluiceSizeTile *sluice_size_layout_get_tiles (SluiceSizeLayout *self, guint *n_tiles);
/* Turns left and right around. */
void sluice_size_layout_mirror (SluiceSizeLayout *self);
/* The tile at a point; G_MAXUINT for none. Headers of UNKNOWN are no target. */
guint sluice_size_layout_find (SluiceSizeLayout *self, double x, double y);

/**
 * SluiceSizeDirection:
 *
 * Where to go from a tile.
 */
typedef enum
{
  SLUICE_SIZE_LEFT,
  SLUICE_SIZE_RIGHT,
  SLUICE_SIZE_UP,
  SLUICE_SIZE_DOWN,
} SluiceSizeDirection;

/**
 * sluice_size_layout_move:
 * @self: a layout
 * @from: a tile
 * @direction: where to go
 * @x: (inout): where the person is within the tile, which keeps straight what goes through tiles of different sizes
 * @y: (inout): the same
 *
 * Finds the next tile in a direction: the nearest on the line, else the nearest beside it.
 *
 * Returns: the tile; %G_MAXUINT when there is none
 */
guint sluice_size_layout_move (SluiceSizeLayout *self, guint from, SluiceSizeDirection direction, double *x, double *y);

G_END_DECLS
