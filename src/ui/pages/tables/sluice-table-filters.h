/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-table-view.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLE_FILTERS (sluice_table_filters_get_type ())

/**
 * SluiceTableFilters:
 *
 * Which tables are shown: the filters that are set, as chips that can be removed one by one, and the menu and the
 * actions that set them. Hidden while none is set.
 *
 * Property "menu-model" (read-only): the filters to set, for a menu button. Its actions are in the group of
 * sluice_table_filters_get_actions(), which belongs under the name "filter".
 * Signal "schema-removed": the chip of the schema was removed.
 */
G_DECLARE_FINAL_TYPE (SluiceTableFilters, sluice_table_filters, SLUICE, TABLE_FILTERS, GtkWidget)

/* Once. */
void sluice_table_filters_set_view (SluiceTableFilters *self, SluiceTableView *view);
GActionGroup *sluice_table_filters_get_actions (SluiceTableFilters *self);
/* The schema is chosen elsewhere; here it has a chip. NULL: all */
void sluice_table_filters_set_schema (SluiceTableFilters *self, const char *schema);
/* Forgets all of them, and the view's search. */
void sluice_table_filters_clear (SluiceTableFilters *self);

G_END_DECLS
