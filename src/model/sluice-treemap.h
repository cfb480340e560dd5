/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceRect:
 * @x0: the left edge
 * @y0: the upper edge
 * @x1: the right edge, which belongs to the neighbour
 * @y1: the lower edge, which belongs to the neighbour
 *
 * A rectangle by its edges, in pixels of any size. Neighbours share an edge to the last bit, so that nothing gapes or
 * overlaps once edges are rounded.
 */
typedef struct
{
  double x0;
  double y0;
  double x1;
  double y1;
} SluiceRect;

/* Both are 0 for a rectangle that is turned inside out. */
double sluice_rect_get_width (const SluiceRect *self);
double sluice_rect_get_height (const SluiceRect *self);

/**
 * sluice_treemap_squarify:
 * @weights: (array length=n_weights): how much of the area each tile gets; not above 0, or not a number, gets none
 * @n_weights: how many
 * @area: what is to be covered
 * @tiles: (array length=n_weights) (out caller-allocates): the tiles, one for each weight
 *
 * Covers @area exactly with one tile for each weight, areas in the ratio of the weights, tiles as near to squares as
 * they come: the squarified treemap of Bruls, Huizing and van Wijk (2000). Tiles are laid in the order given, from the
 * upper left; descending weights give the best shapes. Pure: the same weights give the same tiles. Linear in
 * @n_weights; any thread.
 */
void sluice_treemap_squarify (const double *weights, guint n_weights, SluiceRect area, SluiceRect *tiles);

G_END_DECLS
