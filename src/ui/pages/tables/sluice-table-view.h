/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table-filter.h"
#include "sluice-table-list.h"
#include "sluice-table-query.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLE_VIEW (sluice_table_view_get_type ())

/**
 * SluiceTableView:
 *
 * A #GListModel and #GtkSectionModel over an array that gives the order: the tables of a #SluiceTableList as filtered
 * and sorted by a worker. The main thread only swaps the array and tells of one change, so a keystroke costs next to
 * nothing however many tables there are. An edit of a table never moves or hides it under the pointer; the next filter
 * or sort does.
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
void sluice_table_view_set_filter (SluiceTableView *self, const SluiceTableFilter *filter);
/* The tables of a schema stand together, as a section each. */
void sluice_table_view_set_grouped (SluiceTableView *self, gboolean grouped);
void sluice_table_view_set_sort (SluiceTableView *self, SluiceTableSort sort, gboolean descending);
const char *sluice_table_view_get_search (SluiceTableView *self); /* NULL: none */
const char *sluice_table_view_get_schema (SluiceTableView *self); /* NULL: all */
const SluiceTableFilter *sluice_table_view_get_filter (SluiceTableView *self);
gboolean sluice_table_view_get_grouped (SluiceTableView *self);
/* Forgets search, schema and filter at once; sort and grouping stay. */
void sluice_table_view_clear_filters (SluiceTableView *self);
/* Whether any of them is set */
gboolean sluice_table_view_get_filtered (SluiceTableView *self);

guint sluice_table_view_get_size (SluiceTableView *self);
/* (transfer none) */
SluiceTable *sluice_table_view_get (SluiceTableView *self, guint position);
/* The first position of the section that @position is in, and the one after its last. */
void sluice_table_view_get_section (SluiceTableView *self, guint position, guint *start, guint *end);
/* The position of a table as shown; G_MAXUINT when it is not. */
guint sluice_table_view_find (SluiceTableView *self, SluiceTable *table);
/* The next selected table that is shown and has a warning, after @current (nullable) and then from the top. (transfer
 * none) (nullable) */
SluiceTable *sluice_table_view_find_attention (SluiceTableView *self, SluiceTable *current);

G_END_DECLS
