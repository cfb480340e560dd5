/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sluice_hogql_dup_name:
 * @name: the name of a stored table or a column
 *
 * Writes a name as HogQL reads it: as it is where that is a plain one, else in backticks with what needs it escaped.
 *
 * Returns: (transfer full): the name for a query
 */
char *sluice_hogql_dup_name (const char *name);

/**
 * sluice_hogql_dup_first_rows:
 * @stored_name: the name of a stored table, as the server gives it
 *
 * Returns: (transfer full): "SELECT * FROM shop_postgres_orders LIMIT 10"
 */
char *sluice_hogql_dup_first_rows (const char *stored_name);

G_END_DECLS
