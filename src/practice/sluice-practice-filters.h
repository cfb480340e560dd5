/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-pg-catalogue.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * sluice_practice_filters_to_sql:
 * @filters: row filters as a client sends them (contract, 11.6)
 * @table: the table they are for
 * @params: (element-type utf8): where their values go
 * @error: return location for an error in the server's words
 *
 * Checks row filters and writes them as a condition. Values never become part of the SQL text.
 *
 * Returns: (transfer full): the condition, empty when there are no filters, or %NULL
 */
char *
sluice_practice_filters_to_sql (JsonArray *filters, const SluicePgTable *table, GPtrArray *params, GError **error);

G_END_DECLS
