/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-type-tile.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TILE_GRID (sluice_tile_grid_get_type ())

/**
 * SluiceTileGrid:
 *
 * Tiles of source types, laid out in one to four columns of equal width that fill the room, so that two grids below
 * each other line up whatever is in them. (GtkFlowBox stretches the tiles of a grid that is not full.)
 *
 * A tile costs the better part of a millisecond. The first ones are there at once, the others come in small portions
 * with frames between them. A type that is shown keeps its tile; what is left over is used again for other types.
 *
 * Signals: "picked" (SluiceSourceType): a tile was clicked. "filled": some tiles came or have become others.
 */
G_DECLARE_FINAL_TYPE (SluiceTileGrid, sluice_tile_grid, SLUICE, TILE_GRID, GtkWidget)

/**
 * SluiceTileFunc:
 * @tile: a tile that stands for its type now
 * @user_data: what was given
 *
 * Tells a tile what its type does not say: see sluice_type_tile_update().
 */
typedef void (*SluiceTileFunc) (SluiceTypeTile *tile, gpointer user_data);

/* To be called before there are types. */
void sluice_tile_grid_set_tile_func (SluiceTileGrid *self, SluiceTileFunc func, gpointer user_data);

/**
 * sluice_tile_grid_set_types:
 * @self: a grid
 * @types: (element-type SluiceSourceType): what to show, in this order
 *
 * Shows a tile for each of @types.
 */
void sluice_tile_grid_set_types (SluiceTileGrid *self, GPtrArray *types);

/**
 * sluice_tile_grid_update_tiles:
 * @self: a grid
 *
 * Asks the function of sluice_tile_grid_set_tile_func() again for each tile.
 */
void sluice_tile_grid_update_tiles (SluiceTileGrid *self);

G_END_DECLS
