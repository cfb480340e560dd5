/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-source-type.h"

G_BEGIN_DECLS

/**
 * SluiceCatalogueSearch:
 *
 * The source types that fit a search, best first, and how many there are in each category.
 */
typedef struct _SluiceCatalogueSearch SluiceCatalogueSearch;

/**
 * sluice_catalogue_search_new:
 * @types: (element-type SluiceSourceType): the catalogue, in its own order
 * @needle: (nullable): what was typed; with nothing everything fits
 * @with_previews: whether previews are wanted
 *
 * Looks through the whole catalogue, some milliseconds for 1,000 types. Better fits come first, then what the server
 * offers before what it only announces, then featured ones, then the catalogue's order. Guesses (letters apart, a slip
 * in the spelling) are left out when something fits better.
 *
 * Returns: (transfer full): what was found
 */
SluiceCatalogueSearch *sluice_catalogue_search_new (GListModel *types, const char *needle, gboolean with_previews);
void sluice_catalogue_search_free (SluiceCatalogueSearch *self);

/**
 * sluice_catalogue_search_dup_types:
 * @self: a search
 * @category: (nullable): one category, or %NULL for all
 *
 * Returns: (transfer full) (element-type SluiceSourceType): what was found there, best first
 */
GPtrArray *sluice_catalogue_search_dup_types (SluiceCatalogueSearch *self, const char *category);

/**
 * sluice_catalogue_search_count:
 * @self: a search
 * @category: (nullable): one category, or %NULL for all
 *
 * Returns: how many were found there
 */
guint sluice_catalogue_search_count (SluiceCatalogueSearch *self, const char *category);

/**
 * sluice_catalogue_search_count_previews:
 * @self: a search
 * @category: (nullable): one category, or %NULL for all
 *
 * Returns: how many more would have been found there with previews
 */
guint sluice_catalogue_search_count_previews (SluiceCatalogueSearch *self, const char *category);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceCatalogueSearch, sluice_catalogue_search_free)

/**
 * sluice_catalogue_dup_categories:
 * @types: (element-type SluiceSourceType): the catalogue
 *
 * Returns: (transfer full): its categories, those with most types in them first, then by name
 */
char **sluice_catalogue_dup_categories (GListModel *types);

G_END_DECLS
