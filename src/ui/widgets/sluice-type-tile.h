/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-icon-store.h"
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

/* A tile that stands for nothing yet. (transfer floating) */
GtkWidget *sluice_type_tile_new (void);
/* NULL before there is one. (transfer none) */
SluiceSourceType *sluice_type_tile_get_source_type (SluiceTypeTile *self);

/**
 * sluice_type_tile_set_source_type:
 * @self: a tile
 * @source_type: what it stands for from now on
 *
 * Shows the type with its letter, and as of sluice_type_tile_update() as if there were no source of it.
 */
void sluice_type_tile_set_source_type (SluiceTypeTile *self, SluiceSourceType *source_type);

/**
 * sluice_type_tile_load_icon:
 * @self: a tile
 * @icons: (nullable): where the type's icon is asked for; %NULL: a tile that is not seen wants none
 *
 * Shows the icon of the type, as soon as it has come and if there is one.
 */
void sluice_type_tile_load_icon (SluiceTypeTile *self, SluiceIconStore *icons);

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
 * Returns: (transfer full) (nullable): why it cannot be picked, translated: "Coming soon", or the
 *   server's reason; %NULL when it can be
 */
char *sluice_type_tile_dup_obstacle (SluiceSourceType *source_type);

/* A category as people read it: translated where it is known. */
const char *sluice_category_get_label (const char *category);

G_END_DECLS
