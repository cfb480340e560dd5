/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-size-cell.h"
#include "sluice-size-scene.h"

G_BEGIN_DECLS

/**
 * SluiceSizeCells:
 *
 * The widgets of the size map: one for each of the largest tiles, so that a screen reader finds them, and one for the
 * tile that has the focus. A thousand would take longer than a frame has time.
 */
typedef struct _SluiceSizeCells SluiceSizeCells;

/* Called when a cell is pressed, with the canvas and the number of the cell's tile. */
typedef void (*SluiceSizeCellsFunc) (GtkWidget *canvas, guint number);

/* None of both is referenced. */
SluiceSizeCells *sluice_size_cells_new (GtkWidget *canvas, SluiceSizeScene *scene, SluiceSizeCellsFunc pressed);
void sluice_size_cells_free (SluiceSizeCells *self);

/* (transfer none): the widget of a tile, made if need be */
GtkWidget *sluice_size_cells_ensure (SluiceSizeCells *self, guint number);
/* Makes those that are wanted, in the tiles' order, and tells them what their tiles say now. */
void sluice_size_cells_update (SluiceSizeCells *self);
/* Drops those that are not wanted. */
void sluice_size_cells_prune (SluiceSizeCells *self);
/* Puts each over its tile. */
void sluice_size_cells_allocate (SluiceSizeCells *self);

G_END_DECLS
