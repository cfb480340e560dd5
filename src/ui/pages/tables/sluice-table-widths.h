/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table-cells.h"

G_BEGIN_DECLS

/**
 * sluice_table_widths_measure:
 * @widget: a widget in whose font and language is measured
 * @column: which column
 * @style: what cells show
 * @title: (nullable): what its header says
 *
 * Returns: how wide the column has to be for what it holds as a rule, in application pixels
 */
int sluice_table_widths_measure (GtkWidget *widget,
                                 SluiceTableColumn column,
                                 const SluiceTableCellStyle *style,
                                 const char *title);

G_END_DECLS
