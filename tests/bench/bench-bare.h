/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench-page.h"

G_BEGIN_DECLS

/*
 * What the page is measured beside: a GtkColumnView with signal factories and nothing but plain labels, which shows the
 * same rows. Its texts are ready: binding one is gtk_label_set_text() and nothing else. As many columns, as wide; rows
 * as high; a view as large: so it shows the same at a time.
 */

#define BENCH_TYPE_ROWS (bench_rows_get_type ())

/* A GListModel of rows with their texts, in an order that can be swapped. */
G_DECLARE_FINAL_TYPE (BenchRows, bench_rows, BENCH, ROWS, GObject)

/* @tables are in @list when their texts are asked for; none is shown yet. (transfer full) */
BenchRows *bench_rows_new (SluiceTableList *list);
/* Shows all of them, in their order. */
void bench_rows_show_all (BenchRows *self);
/* Shows those at @positions, (element-type guint), with one change of what differs. */
void bench_rows_show (BenchRows *self, GArray *positions);

typedef struct
{
  GtkWidget *window;
  GtkColumnView *column_view;
} BenchBare;

/* How a page lays its rows out, to be read while it shows some. */
typedef struct
{
  int width;
  int height;
  int row_height;
  int column_widths[16]; /* -1: takes what is left; 0: hidden */
} BenchLayout;

void bench_layout_read (BenchLayout *self, BenchPage *page);
void bench_bare_open (BenchBare *self, BenchRows *rows, const BenchLayout *layout);
/* Asserts that it shows rows as the page does; to be called when it has been drawn. */
void bench_bare_check (BenchBare *self, const BenchLayout *layout);
void bench_bare_close (BenchBare *self);

G_END_DECLS
