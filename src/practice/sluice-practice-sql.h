/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SluicePracticeRows:
 * @columns: names
 * @types: what the table calls each column's type; empty for an expression
 * @rows: arrays of numbers, texts and nulls
 * @has_more: whether rows were left out
 *
 * The answer to a query.
 */
typedef struct
{
  GPtrArray *columns;
  GPtrArray *types;
  JsonArray *rows;
  gboolean has_more;
} SluicePracticeRows;

/**
 * sluice_practice_rows_free:
 * @self: (nullable): rows
 *
 * Frees @self.
 */
void sluice_practice_rows_free (SluicePracticeRows *self);

/**
 * sluice_practice_sql_rewrite:
 * @sql: a query
 * @names: (element-type utf8 utf8): dotted name in lower case → stored name
 *
 * Puts stored names in the place of dotted ones, outside of texts and comments; changes nothing else. The longest name
 * that fits wins, so that a column after a table's name stays one.
 *
 * Returns: (transfer full): the query for SQLite
 */
char *sluice_practice_sql_rewrite (const char *sql, GHashTable *names);

/**
 * sluice_practice_sql_run:
 * @path: file name of the warehouse
 * @sql: a query for SQLite
 * @tables: (element-type utf8 utf8): a set of the stored names that may be read
 * @error: return location for an error
 *
 * Runs one statement that only reads, on a read-only connection of its own, under an authorizer that allows reading the
 * given tables and calling functions and nothing else, for five seconds at most. Blocks.
 *
 * Returns: (transfer full): its rows, or %NULL
 */
SluicePracticeRows *sluice_practice_sql_run (const char *path, const char *sql, GHashTable *tables, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeRows, sluice_practice_rows_free)

G_END_DECLS
