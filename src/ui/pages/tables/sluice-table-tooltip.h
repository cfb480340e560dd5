/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table-cells.h"

G_BEGIN_DECLS

/* Tooltips of a view's cells, which it makes when one is asked for: to set one at each cell would be done for every
 * table that comes by. */

/* Says what @child, the child of @cell, shows. */
void sluice_table_tooltip_serve (GtkWidget *child, GtkColumnViewCell *cell, SluiceTableColumn column);
/* To be called from "query-tooltip" of @view. Returns: whether there is one */
gboolean sluice_table_tooltip_query (GtkWidget *view,
                                     SluiceTableList *tables,
                                     int x,
                                     int y,
                                     gboolean keyboard,
                                     GtkTooltip *tooltip);

G_END_DECLS
