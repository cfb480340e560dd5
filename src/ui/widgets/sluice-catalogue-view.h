/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-client.h"
#include "sluice-source-type.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CATALOGUE_VIEW (sluice_catalogue_view_get_type ())

/**
 * SluiceCatalogueView:
 *
 * The kinds of source as tiles: a search, the categories with their counts, featured ones first, previews when they are
 * asked for, and icons of those that are seen.
 *
 * Properties: "narrow" (gboolean: the categories are one line that scrolls).
 *
 * Signals: "picked" (SluiceSourceType): a tile was clicked, or Enter took the best fit; it need not be one that can be
 * connected. "go-on": Enter was pressed with nothing typed. "escape": Escape was pressed with nothing typed.
 */
G_DECLARE_FINAL_TYPE (SluiceCatalogueView, sluice_catalogue_view, SLUICE, CATALOGUE_VIEW, AdwBin)

/**
 * SluiceCatalogueCountFunc:
 * @name: a source type's name
 * @user_data: what was given
 *
 * Returns: how many sources of the type there are already
 */
typedef guint (*SluiceCatalogueCountFunc) (const char *name, gpointer user_data);

/* (transfer floating) */
GtkWidget *sluice_catalogue_view_new (void);

/**
 * sluice_catalogue_view_set_source:
 * @self: a view
 * @types: (element-type SluiceSourceType): the catalogue; what is typed and the category stay when it changes
 * @client: (nullable): whom icons are asked for
 *
 * Says what there is to show.
 */
void sluice_catalogue_view_set_source (SluiceCatalogueView *self, GListModel *types, SluiceClient *client);

/* Says how "2 connected" is known; @user_data has to outlive the view. */
void
sluice_catalogue_view_set_count_func (SluiceCatalogueView *self, SluiceCatalogueCountFunc func, gpointer user_data);

/* Marks a type as the chosen one (@name NULL: none), and counts anew what is connected. */
void sluice_catalogue_view_set_chosen (SluiceCatalogueView *self, const char *name);

/* Says under the search what stands in the way, and announces it; NULL takes it back. */
void sluice_catalogue_view_set_hint (SluiceCatalogueView *self, const char *hint);

/* Whether a type can be picked; if not, the hint says why. */
gboolean sluice_catalogue_view_accept (SluiceCatalogueView *self, SluiceSourceType *source_type);

/**
 * sluice_catalogue_view_dup_fault:
 * @error: (nullable): why the catalogue could not be read; %NULL when it was, and nothing is in it
 *
 * Returns: (transfer full) (nullable): what to say in the place of a view that has nothing to show; %NULL for nothing,
 *   as the call was cancelled
 */
GError *sluice_catalogue_view_dup_fault (const GError *error);

void sluice_catalogue_view_focus_search (SluiceCatalogueView *self);

G_END_DECLS
