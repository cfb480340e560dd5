/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-source-type.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TYPE_TILE (sluice_type_tile_get_type ())

/**
 * SluiceTypeTile:
 *
 * The button that stands for a source type. One that cannot be picked looks pale and says why; it can still be reached
 * by the keyboard, or a screen reader would never come across it.
 */
G_DECLARE_FINAL_TYPE (SluiceTypeTile, sluice_type_tile, SLUICE, TYPE_TILE, GtkButton)

/* (transfer floating) */
GtkWidget *sluice_type_tile_new (SluiceSourceType *source_type);
SluiceSourceType *sluice_type_tile_get_source_type (SluiceTypeTile *self);

/**
 * sluice_type_tile_update:
 * @self: a tile
 * @n_connected: how many sources of this type there are
 * @chosen: whether it is the plan's type
 */
void sluice_type_tile_update (SluiceTypeTile *self, guint n_connected, gboolean chosen);

/**
 * sluice_type_tile_dup_obstacle:
 * @source_type: a type
 *
 * Returns: (transfer full) (nullable): why it cannot be picked, translated: "Coming soon", "Not built yet", or the
 *   server's reason; %NULL when it can be
 */
char *sluice_type_tile_dup_obstacle (SluiceSourceType *source_type);

/* A category as people read it: translated where it is known. */
const char *sluice_category_get_label (const char *category);

G_END_DECLS
