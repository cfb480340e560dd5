/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_TILE_GRID (sluice_tile_grid_get_type ())

/**
 * SluiceTileGrid:
 *
 * Lays tiles out in one to four columns of equal width that fill the room, so that two grids below each other line up
 * whatever is in them. (GtkFlowBox stretches the tiles of a grid that is not full.)
 */
G_DECLARE_FINAL_TYPE (SluiceTileGrid, sluice_tile_grid, SLUICE, TILE_GRID, GtkWidget)

/**
 * sluice_tile_grid_set_tiles:
 * @self: a grid
 * @tiles: (element-type GtkWidget): what to show, in this order; the array keeps its references
 *
 * Shows exactly these tiles. What is shown already stays where it is.
 */
void sluice_tile_grid_set_tiles (SluiceTileGrid *self, GPtrArray *tiles);

G_END_DECLS
