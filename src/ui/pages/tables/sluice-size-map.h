/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-table-view.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SIZE_MAP (sluice_size_map_get_type ())

/**
 * SluiceSizeMap:
 *
 * The tables that a #SluiceTableView shows as areas, coloured by method: a legend, the way back from what was zoomed
 * into, the map (#SluiceSizeCanvas), and the same in words, which a screen reader reads and a button shows. When no
 * table's rows are known it says so instead.
 *
 * Signals: "edit", "inspect" and "moved" as of #SluiceTablesGrid. "refused" (SluiceTable): it was to be selected and
 * cannot be. Properties: "current" (SluiceTable, NULL for none): the table that was gone to. "compact" (gboolean): there
 * is little room, and the legend says only the colours.
 */
G_DECLARE_FINAL_TYPE (SluiceSizeMap, sluice_size_map, SLUICE, SIZE_MAP, AdwBin)

/* Once, before it is shown. */
void sluice_size_map_set_view (SluiceSizeMap *self, SluiceTableView *view);
/* (transfer none) (nullable) */
SluiceTable *sluice_size_map_get_current (SluiceSizeMap *self);
/* Zooms until the table has a tile of its own and focuses it; FALSE when it is filtered out. */
gboolean sluice_size_map_reveal (SluiceSizeMap *self, SluiceTable *table);
/* Focuses the tile that had it, else the largest. */
void sluice_size_map_focus_tiles (SluiceSizeMap *self);
/* The map in words. (transfer none) */
const char *sluice_size_map_get_summary (SluiceSizeMap *self);

G_END_DECLS
