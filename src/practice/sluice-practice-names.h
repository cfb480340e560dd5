/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sluice_practice_stored_name:
 * @prefix: (nullable): the source's prefix
 * @source_type: its type
 * @table: a table's name
 *
 * Returns: (transfer full): what the table is called in the warehouse (contract, 7)
 */
char *sluice_practice_stored_name (const char *prefix, const char *source_type, const char *table);

/**
 * sluice_practice_dotted_names:
 * @prefix: (nullable): the source's prefix
 * @source_type: its type
 * @table: a table's name
 *
 * Gives the dotted names of a table, in lower case. One whose own name has dots can be written with them or with double
 * underscores.
 *
 * Returns: (transfer full): one or two names
 */
GStrv sluice_practice_dotted_names (const char *prefix, const char *source_type, const char *table);

/**
 * sluice_practice_check_prefix:
 * @prefix: a prefix that is not empty
 *
 * Returns: (nullable): why it cannot be one, in the server's words, or %NULL
 */
const char *sluice_practice_check_prefix (const char *prefix);

/**
 * sluice_practice_prefix_is_reserved:
 * @prefix: (nullable): a prefix
 *
 * Returns: whether the server keeps it for itself
 */
gboolean sluice_practice_prefix_is_reserved (const char *prefix);

G_END_DECLS
