/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-size-data.h"
#include "sluice-size-layout.h"

G_BEGIN_DECLS

/**
 * SluiceSizeWords:
 *
 * Writes on the tiles of a size map what there is room for, and never half a number. Words are laid out once and kept
 * until they change; what does not fit in the time of a frame is left to the next one.
 */
typedef struct _SluiceSizeWords SluiceSizeWords;

/* @canvas: the widget that is drawn; not referenced. Restyle before use. */
SluiceSizeWords *sluice_size_words_new (GtkWidget *canvas);
void sluice_size_words_free (SluiceSizeWords *self);

/* The font or the icons may be others now. */
void sluice_size_words_restyle (SluiceSizeWords *self);
/* How high a header is in this font. */
double sluice_size_words_get_header (SluiceSizeWords *self);
/* There are @n_tiles other tiles now; or one says something else. */
void sluice_size_words_reset (SluiceSizeWords *self, guint n_tiles);
void sluice_size_words_forget (SluiceSizeWords *self, guint number);

/* Begins a frame; its end tells whether all was written that there is to say. */
void sluice_size_words_begin (SluiceSizeWords *self);
gboolean sluice_size_words_end (SluiceSizeWords *self);
/* Writes on tile number @number, which takes @bounds: always the same until a reset. */
void sluice_size_words_draw (SluiceSizeWords *self,
                             GtkSnapshot *snapshot,
                             SluiceSizeData *data,
                             guint number,
                             const SluiceSizeTile *tile,
                             const graphene_rect_t *bounds,
                             const GdkRGBA *colour);

G_END_DECLS
