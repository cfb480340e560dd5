/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-size-scene.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SIZE_CANVAS (sluice_size_canvas_get_type ())

/**
 * SluiceSizeCanvas:
 *
 * The tiles of the size map. A click or Space selects a table, or zooms into what stands for many; arrow keys go to the
 * tile beside, Home, End, Page Up and Page Down go by size, Enter shows all of a table, plus and minus zoom, and what
 * has the focus is a widget that a screen reader knows, as are the largest tiles. M, C and F edit as in the grid.
 *
 * Signals: "edit" (SluiceTable, SluiceTableColumn as int, GtkWidget) and "inspect" (SluiceTable): as of
 * #SluiceTablesGrid. "refused" (SluiceTable): it was to be selected and cannot be. "moved": what is shown where has
 * changed, so whatever points at a tile no longer should. "refreshed": tiles look or read otherwise. "zoomed": the map
 * shows more or less of the tables.
 * Property "current" (SluiceTable, NULL for none): the table that was gone to.
 */
G_DECLARE_FINAL_TYPE (SluiceSizeCanvas, sluice_size_canvas, SLUICE, SIZE_CANVAS, GtkWidget)

/* Once. */
void sluice_size_canvas_set_data (SluiceSizeCanvas *self, SluiceSizeData *data);
/* (transfer none) (nullable) */
SluiceTable *sluice_size_canvas_get_current (SluiceSizeCanvas *self);
/* Zooms until the table has a tile of its own and goes there; FALSE when it is filtered out. */
gboolean sluice_size_canvas_reveal (SluiceSizeCanvas *self, SluiceTable *table);

/* How often the person zoomed in. */
guint sluice_size_canvas_get_depth (SluiceSizeCanvas *self);
/* What the map shows, or showed at a smaller depth. (transfer full) */
char *sluice_size_canvas_dup_title (SluiceSizeCanvas *self, guint depth);
/* Zooms out to a depth. */
void sluice_size_canvas_zoom_out (SluiceSizeCanvas *self, guint depth);

SluiceSizeLegend sluice_size_canvas_get_legend (SluiceSizeCanvas *self);

G_END_DECLS
