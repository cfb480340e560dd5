/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table-list.h"
#include "sluice-table-query.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLE_VIEW (sluice_table_view_get_type ())

/**
 * SluiceTableView:
 *
 * A #GListModel over an array that gives the order: the tables of a #SluiceTableList as filtered and sorted by a
 * worker. The main thread only swaps the array and tells of one change, so a keystroke costs next to nothing however
 * many tables there are. An edit of a table never moves or hides it under the pointer; the next filter or sort does.
 *
 * Property "busy" (gboolean): a worker is at it, and what is shown is what was asked before. Main thread only.
 */
G_DECLARE_FINAL_TYPE (SluiceTableView, sluice_table_view, SLUICE, TABLE_VIEW, GObject)

SluiceTableView *sluice_table_view_new (SluiceTableList *tables);
SluiceTableList *sluice_table_view_get_tables (SluiceTableView *self);
gboolean sluice_table_view_get_busy (SluiceTableView *self);

/* Each asks the worker again, and only if it changes something. */
void sluice_table_view_set_search (SluiceTableView *self, const char *search);
void sluice_table_view_set_schema (SluiceTableView *self, const char *schema); /* NULL: all */
void sluice_table_view_set_only_selected (SluiceTableView *self, gboolean only_selected);
void sluice_table_view_set_sort (SluiceTableView *self, SluiceTableSort sort, gboolean descending);
/* Forgets search, schema and "only selected" at once; the sort stays. */
void sluice_table_view_clear_filters (SluiceTableView *self);
/* Whether any of them is set */
gboolean sluice_table_view_get_filtered (SluiceTableView *self);

guint sluice_table_view_get_size (SluiceTableView *self);
/* (transfer none) */
SluiceTable *sluice_table_view_get (SluiceTableView *self, guint position);
/* The position of a table as shown; G_MAXUINT when it is not. */
guint sluice_table_view_find (SluiceTableView *self, SluiceTable *table);

G_END_DECLS
