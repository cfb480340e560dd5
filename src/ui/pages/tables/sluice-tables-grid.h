/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-table-cells.h"
#include "sluice-table-view.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLES_GRID (sluice_tables_grid_get_type ())

/**
 * SluiceTablesGrid:
 *
 * The tables as rows: what they are, how they sync, what they cost. In a narrow place it gives up columns, at last all
 * but one of two lines. Its keys: Space selects, M, C and F edit. Several rows can be marked (with Shift and Ctrl, as
 * everywhere): then Space and edits are for all of them.
 *
 * Signals: "edit" (SluiceTable, SluiceTableColumn as int, GtkWidget): the person wants to edit what stands in this
 * column; the widget is where. "inspect" (SluiceTable): to see all of it. "moved": what is shown where has changed, so
 * whatever points at a cell no longer should.
 * Properties: "current" (SluiceTable, NULL for none): the row that was picked. "sort" (#SluiceTableSort as int) and
 * "descending": how the view is sorted.
 */
G_DECLARE_FINAL_TYPE (SluiceTablesGrid, sluice_tables_grid, SLUICE, TABLES_GRID, AdwBreakpointBin)

void sluice_tables_grid_set_view (SluiceTablesGrid *self, SluiceTableView *view);
/* FALSE: no count is known; the bars fold away. */
void sluice_tables_grid_set_bars (SluiceTablesGrid *self, gboolean bars);
void sluice_tables_grid_sort_by (SluiceTablesGrid *self, SluiceTableSort sort, gboolean descending);
SluiceTableSort sluice_tables_grid_get_sort (SluiceTablesGrid *self, gboolean *descending);
/* The marked rows, or NULL when they are not several or @table, unless it is NULL, is none of them. (transfer full)
 * (nullable) (element-type SluiceTable) */
GPtrArray *sluice_tables_grid_dup_marked (SluiceTablesGrid *self, SluiceTable *table);
/* What is searched for is marked in the names. */
void sluice_tables_grid_set_search (SluiceTablesGrid *self, const char *search);
/* The table whose row has the focus, else the picked one. (transfer none) (nullable) */
SluiceTable *sluice_tables_grid_get_current (SluiceTablesGrid *self);
/* Shows a row and focuses it; FALSE when the table is filtered out. */
gboolean sluice_tables_grid_reveal (SluiceTablesGrid *self, SluiceTable *table);
/* Focuses the row that had it, else the first. */
void sluice_tables_grid_focus_rows (SluiceTablesGrid *self);

G_END_DECLS
