/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-size-words.h"

G_BEGIN_DECLS

/* Between two tiles, in pixels. */
#define SLUICE_SIZE_GAP 4

/**
 * SluiceSizePainter:
 *
 * Draws the tiles of a size map: colours from the style sheet, stripes where rows are unknown or a table cannot be read,
 * and words.
 */
typedef struct _SluiceSizePainter SluiceSizePainter;

/* @canvas: the widget that is drawn; not referenced. */
SluiceSizePainter *sluice_size_painter_new (GtkWidget *canvas);
/* Before @canvas lets go of its children: takes out what gives the colours. */
void sluice_size_painter_free (SluiceSizePainter *self);

/* Colours or the font may be others now. */
void sluice_size_painter_restyle (SluiceSizePainter *self);
/* (transfer none): what writes on the tiles */
SluiceSizeWords *sluice_size_painter_get_words (SluiceSizePainter *self);

/* A tile's pixels: the gap is at its far sides, so the layout has one more than the map at the end. */
graphene_rect_t sluice_size_painter_get_bounds (const SluiceRect *rect);

/* Draws tile number @number, which takes @bounds now, on its way to @size, for which its words are laid out. */
void sluice_size_painter_draw (SluiceSizePainter *self,
                               GtkSnapshot *snapshot,
                               SluiceSizeData *data,
                               guint number,
                               const SluiceSizeTile *tile,
                               const graphene_rect_t *bounds,
                               const graphene_size_t *size);
/* What shows that the pointer is over a tile. */
void sluice_size_painter_draw_hover (SluiceSizePainter *self, GtkSnapshot *snapshot, const graphene_rect_t *bounds);

G_END_DECLS
