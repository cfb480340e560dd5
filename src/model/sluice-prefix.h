/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sluice-form.h"

G_BEGIN_DECLS

/* The most characters a prefix may have (contract, section 7). */
#define SLUICE_PREFIX_MAX 100

/* @sources is a GListModel of SluiceSource: those that exist. */

/* The prefix to propose: "" for the first source of its type, else from the database, dataset, subdomain or host, in
 * lower case, ending in "_", unlike those there are (DESIGN 8, page 4). (transfer full) */
char *sluice_prefix_suggest (SluiceForm *form, GListModel *sources);
/* What is wrong with @prefix as far as this computer can tell, as a translated sentence; NULL when nothing. Compared
 * lower-cased without outer underscores: "shop", "shop_" and "Shop_" collide in SQL. (transfer full) */
char *sluice_prefix_dup_fault (const char *prefix, const char *source_type, GListModel *sources);
/* Whether a source of the type without a prefix is there, so that another needs one. */
gboolean sluice_prefix_is_needed (const char *source_type, GListModel *sources);
/* "shop_postgres_public__orders": the name of the stored table (contract, section 7). (transfer full) */
char *sluice_prefix_dup_stored_name (const char *prefix, const char *source_type, const char *table);
/* "postgres.shop.orders": the dotted name in HogQL. (transfer full) */
char *sluice_prefix_dup_query_name (const char *prefix, const char *source_type, const char *table);

G_END_DECLS
