/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-sync-method.h"

G_BEGIN_DECLS

/**
 * SluiceSizeColours:
 * @fill: of the tile, opaque
 * @text: on it, at 4.5 to 1 at least
 * @hatch: of the stripes over it, which leave the text no less contrast
 * @border: against the tiles beside it, where contrast is high
 *
 * The colours of one kind of tile.
 */
typedef struct
{
  GdkRGBA fill;
  GdkRGBA text;
  GdkRGBA hatch;
  GdkRGBA border;
} SluiceSizeColours;

#define SLUICE_SIZE_N_METHODS (SLUICE_SYNC_METHOD_WEBHOOK + 1)

/**
 * SluiceSizePalette:
 * @selected: by method: filled
 * @faint: by method: not selected; of NONE, for tables that cannot be read
 * @plain: of tiles that stand for many tables
 * @frame: around the tiles of a schema, and the text over them
 *
 * All colours of the size map, made from the style sheet's.
 */
typedef struct
{
  SluiceSizeColours selected[SLUICE_SIZE_N_METHODS];
  SluiceSizeColours faint[SLUICE_SIZE_N_METHODS];
  SluiceSizeColours plain;
  SluiceSizeColours frame;
} SluiceSizePalette;

/**
 * sluice_size_palette_fill:
 * @self: (out): the palette
 * @ground: what the map lies on
 * @text: what is written on it
 * @methods: (array fixed-size=7): the colours of the methods, by #SluiceSyncMethod
 *
 * Makes the palette. Pure: colours that may be translucent become opaque ones whose text has a contrast of 4.5 to 1
 * (WCAG 2.2, 1.4.3), whatever the scheme.
 */
void sluice_size_palette_fill (SluiceSizePalette *self,
                               const GdkRGBA *ground,
                               const GdkRGBA *text,
                               const GdkRGBA *methods);

/* Of two opaque colours, 1 … 21 (WCAG 2.2). */
double sluice_size_palette_get_contrast (const GdkRGBA *a, const GdkRGBA *b);

G_END_DECLS
