/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-size-layout.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SIZE_CELL (sluice_size_cell_get_type ())

/**
 * SluiceSizeCell:
 *
 * Stands for a tile of the size map where a widget is needed: it has the focus and what a screen reader asks for. It
 * draws nothing but the focus ring. Its action, "cell.press", is what Space does on it.
 *
 * Signal "press".
 */
G_DECLARE_FINAL_TYPE (SluiceSizeCell, sluice_size_cell, SLUICE, SIZE_CELL, GtkWidget)

/* A table is an item of the map's list, all else a button. (transfer floating) */
GtkWidget *sluice_size_cell_new (SluiceSizeTileKind kind);
/* What the map knows its tile by; never looked into. */
gpointer sluice_size_cell_get_key (SluiceSizeCell *self);
void sluice_size_cell_set_key (SluiceSizeCell *self, gpointer key);
/* How its tile is read out, whether it is selected, and whether it can be. */
void sluice_size_cell_update (SluiceSizeCell *self, const char *name, gboolean selected, gboolean allowed);

G_END_DECLS
