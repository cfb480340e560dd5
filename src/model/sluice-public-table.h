/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table.h"

G_BEGIN_DECLS

/**
 * sluice_public_tables_from_json:
 * @root: the answer of `public_source_configs`
 * @source_type: the name of a source type in it
 * @is_database: whether it is a database, for the advisor
 * @error: return location for a `SLUICE_JSON_ERROR`
 *
 * Reads the fixed tables of one source type out of the catalogue that a server shows to anybody (contract, section
 * 5.2), where the source itself cannot be asked for them. What that catalogue does not say of a table is told as
 * unknown, and the type of a cursor field by its name. May run on any thread.
 *
 * Returns: (transfer full) (nullable) (element-type SluiceTable): the tables, none for a type whose tables are
 *   discovered; %NULL if @root is no catalogue
 */
GPtrArray *
sluice_public_tables_from_json (JsonNode *root, const char *source_type, gboolean is_database, GError **error);

G_END_DECLS
