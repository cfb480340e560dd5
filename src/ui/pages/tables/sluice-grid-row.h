/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-table.h"

G_BEGIN_DECLS

/* What GtkColumnView does not tell of its rows' widgets. */

/* The row of @column_view that has the focus or holds what has it. (transfer none) (nullable) */
GtkWidget *sluice_grid_row_find_focused (GtkWidget *column_view);
/* The table of a row with a check. (transfer none) (nullable) */
SluiceTable *sluice_grid_row_get_table (GtkWidget *row);

G_END_DECLS
