/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_ROW_BAR (sluice_row_bar_get_type ())

/**
 * SluiceRowBar:
 *
 * A drawn bar for a number of rows on a logarithmic scale that is the same for every table: orange when the table is
 * large, hatched when the number is unknown, an empty trough for a table that cannot be read. It says nothing to a
 * screen reader: a number always stands beside it. Property "rows" (gint64).
 */
G_DECLARE_FINAL_TYPE (SluiceRowBar, sluice_row_bar, SLUICE, ROW_BAR, GtkWidget)

/* The empty trough: there is no number to be had. */
#define SLUICE_ROW_BAR_EMPTY G_GINT64_CONSTANT (-2)

GtkWidget *sluice_row_bar_new (void);
/* -1: unknown; SLUICE_ROW_BAR_EMPTY: nothing */
void sluice_row_bar_set_rows (SluiceRowBar *self, gint64 rows);
gint64 sluice_row_bar_get_rows (SluiceRowBar *self);
/* The filled part of the bar, 0 … 1; 0 for unknown. */
double sluice_row_bar_get_fraction (SluiceRowBar *self);

G_END_DECLS
