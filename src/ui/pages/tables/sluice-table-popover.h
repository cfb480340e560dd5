/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table-cells.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLE_POPOVER (sluice_table_popover_get_type ())

/**
 * SluiceTablePopover:
 *
 * The one place where a cell of the grid is edited: the choices for a table's method, cursor or frequency, what each
 * means, and why one is not to be had. A page has one and lets it point to cell after cell.
 *
 * Signal "applied" (guint n_set, guint n_left): a choice for several tables was made; so many took it, and so many
 * cannot.
 */
G_DECLARE_FINAL_TYPE (SluiceTablePopover, sluice_table_popover, SLUICE, TABLE_POPOVER, GtkPopover)

SluiceTablePopover *sluice_table_popover_new (void);

/**
 * sluice_table_popover_edit:
 * @self: a popover
 * @tables: the list
 * @table: the table whose choices are shown
 * @marked: (nullable) (element-type SluiceTable): all the tables that are edited, @table among them; %NULL for it alone
 * @column: METHOD, CURSOR or FREQUENCY
 * @anchor: the widget to point to
 *
 * Does nothing without anything to choose.
 */
void sluice_table_popover_edit (SluiceTablePopover *self,
                                SluiceTableList *tables,
                                SluiceTable *table,
                                GPtrArray *marked,
                                SluiceTableColumn column,
                                GtkWidget *anchor);

G_END_DECLS
