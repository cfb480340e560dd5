/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sluice-form.h"

G_BEGIN_DECLS

/* The most characters a prefix may have (contract, section 7). */
#define SLUICE_PREFIX_MAX 100

/**
 * sluice_prefix_suggest:
 * @form: a form
 * @sources: (nullable): a list model of #SluiceSource: those that exist
 *
 * Proposes a prefix: none for the first source of its type, else one from the database, dataset, subdomain or host,
 * in lower case, ending in "_" and unlike those there are (DESIGN 8, page 4).
 *
 * Returns: (transfer full): the prefix, "" for none
 */
char *sluice_prefix_suggest (SluiceForm *form, GListModel *sources);

/**
 * sluice_prefix_dup_fault:
 * @prefix: a prefix
 * @source_type: the name of a source type
 * @sources: (nullable): a list model of #SluiceSource: those that exist
 *
 * Says what is wrong with a prefix as far as this computer can tell. Prefixes are compared lower-cased without outer
 * underscores: "shop", "shop_" and "Shop_" collide in SQL.
 *
 * Returns: (transfer full) (nullable): a translated sentence, or %NULL when nothing is
 */
char *sluice_prefix_dup_fault (const char *prefix, const char *source_type, GListModel *sources);

/**
 * sluice_prefix_is_needed:
 * @source_type: the name of a source type
 * @sources: (nullable): a list model of #SluiceSource: those that exist
 *
 * Returns: whether a source of the type without a prefix is there, so that another needs one
 */
gboolean sluice_prefix_is_needed (const char *source_type, GListModel *sources);

/**
 * sluice_prefix_dup_stored_name:
 * @prefix: a prefix
 * @source_type: the name of a source type
 * @table: the name of a table, as discovery gave it
 *
 * Returns: (transfer full): the name of the stored table (contract, section 7): "shop_postgres_public__orders"
 */
char *sluice_prefix_dup_stored_name (const char *prefix, const char *source_type, const char *table);

/**
 * sluice_prefix_dup_query_name:
 * @prefix: a prefix
 * @source_type: the name of a source type
 * @table: the name of a table, as discovery gave it
 *
 * Returns: (transfer full): the dotted name in HogQL (contract, section 7): "postgres.shop.orders"
 */
char *sluice_prefix_dup_query_name (const char *prefix, const char *source_type, const char *table);

G_END_DECLS
