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
 */
G_DECLARE_FINAL_TYPE (SluiceTablePopover, sluice_table_popover, SLUICE, TABLE_POPOVER, GtkPopover)

SluiceTablePopover *sluice_table_popover_new (void);
/* @column is METHOD, CURSOR or FREQUENCY; @anchor, the widget to point to. Does nothing without anything to choose. */
void sluice_table_popover_edit (SluiceTablePopover *self,
                                SluiceTableList *tables,
                                SluiceTable *table,
                                SluiceTableColumn column,
                                GtkWidget *anchor);

G_END_DECLS
