/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table-cells.h"

G_BEGIN_DECLS

/**
 * sluice_table_widths_measure:
 * @widget: a widget in whose font and language is measured
 * @column: which column
 * @style: what cells show
 * @longest: (element-type utf8): the longest names, see sluice_table_widths_follow_names()
 * @title: (nullable): what its header says
 *
 * Returns: how wide the column has to be for what it holds as a rule, in application pixels
 */
int sluice_table_widths_measure (GtkWidget *widget,
                                 SluiceTableColumn column,
                                 const SluiceTableCellStyle *style,
                                 GPtrArray *longest,
                                 const char *title);

/**
 * sluice_table_widths_measure_title:
 * @widget: a widget in whose font is measured
 * @title: what the header of a column says
 *
 * Returns: how wide the column has to be for its header, in application pixels
 */
int sluice_table_widths_measure_title (GtkWidget *widget, const char *title);

/**
 * sluice_table_widths_follow_names:
 * @longest: (element-type utf8): the few longest names so far; it frees what it holds with g_free()
 * @tables: the tables whose names they are
 * @position: where the list changed
 * @removed: how many tables are gone there
 * @added: how many came
 *
 * Keeps the longest names, so that not all have to be measured. Where tables only came, only these are looked at.
 *
 * Returns: whether other names are the longest
 */
gboolean sluice_table_widths_follow_names (GPtrArray *longest,
                                           SluiceTableList *tables,
                                           guint position,
                                           guint removed,
                                           guint added);

G_END_DECLS
