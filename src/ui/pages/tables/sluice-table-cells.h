/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-table-list.h"

G_BEGIN_DECLS

/**
 * SluiceTableColumn:
 *
 * The columns of the grid. TWO_LINES is the one of a narrow window, which stands for all but the first.
 */
typedef enum
{
  SLUICE_TABLE_COLUMN_CHECK,
  SLUICE_TABLE_COLUMN_NAME,
  SLUICE_TABLE_COLUMN_ROWS,
  SLUICE_TABLE_COLUMN_METHOD,
  SLUICE_TABLE_COLUMN_CURSOR,
  SLUICE_TABLE_COLUMN_FREQUENCY,
  SLUICE_TABLE_COLUMN_MONTH,
  SLUICE_TABLE_COLUMN_NOTE,
  SLUICE_TABLE_COLUMN_TWO_LINES,
} SluiceTableColumn;

#define SLUICE_N_TABLE_COLUMNS (SLUICE_TABLE_COLUMN_TWO_LINES + 1)

/* The font of what stands after a name, and of notes: as “caption” has it. */
#define SLUICE_TABLE_TAIL_SCALE 0.82

/**
 * SluiceTableCellStyle:
 * @tables: the list, for the frequency that tables inherit
 * @bars: FALSE when no count is known: a bar would say nothing
 * @short_notes: notes are icons only
 * @grouped: the schema stands above its tables
 * @words: (nullable): the folded words that are searched for, to be marked
 * @mark: the colour of the marks
 *
 * What cells need to know besides their table.
 */
typedef struct
{
  SluiceTableList *tables;
  gboolean bars;
  gboolean short_notes;
  gboolean grouped;
  GStrv words;
  PangoColor mark;
} SluiceTableCellStyle;

/* Cells are light: some hundred are alive at once, whatever is visible. (transfer floating) */
GtkWidget *sluice_table_cells_create (SluiceTableColumn column);
/* Makes @cell, one that create() gave, show @table as it is now. */
void sluice_table_cells_update (SluiceTableColumn column,
                                GtkWidget *cell,
                                SluiceTable *table,
                                const SluiceTableCellStyle *style);
/* What a cell of this column tells more about a table of @tables, or NULL. (transfer full) (nullable) */
char *sluice_table_cells_dup_tooltip (SluiceTableColumn column, SluiceTable *table, SluiceTableList *tables);
/* A row as it is read out: "orders, public, 1,250,000 rows, Incremental on updated_at, selected". (transfer full) */
char *sluice_table_cells_dup_row_label (SluiceTable *table);
/* Why it cannot be selected, in a word or two, and a symbol for that: "No permission", "Gone"; NULL when it can be.
 * sluice_table_dup_part_obstacle() has the sentence. (nullable) */
const char *sluice_table_cells_get_obstacle (SluiceTable *table, const char **icon_name);
/* "Incremental on updated_at", "xmin", "No permission", "Gone". (transfer full) */
char *sluice_table_cells_dup_method_phrase (SluiceTable *table);
/* "1,250,000 rows", "rows unknown". (transfer full) */
char *sluice_table_cells_dup_rows_phrase (SluiceTable *table);

G_END_DECLS
