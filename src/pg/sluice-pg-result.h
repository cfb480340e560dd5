/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluicePgResult:
 *
 * Rows of a statement, every value in PostgreSQL's text form.
 */
typedef struct pg_result SluicePgResult;

/**
 * sluice_pg_result_new:
 * @names: (array length=n_names): the names of its columns
 * @n_names: how many
 *
 * Makes rows that no statement gave.
 *
 * Returns: (transfer full): no rows yet
 */
SluicePgResult *sluice_pg_result_new (const char *const *names, guint n_names);

/**
 * sluice_pg_result_add_row:
 * @self: rows that sluice_pg_result_new() made
 * @values: (array length=n_values): a value for each column in PostgreSQL's text form, %NULL for SQL's NULL
 * @n_values: how many
 *
 * Adds a row; the values are copied.
 */
void sluice_pg_result_add_row (SluicePgResult *self, const char *const *values, guint n_values);

/**
 * sluice_pg_result_free:
 * @self: (nullable): rows
 *
 * Frees @self.
 */
void sluice_pg_result_free (SluicePgResult *self);

/**
 * sluice_pg_result_get_n_rows:
 * @self: rows
 *
 * Returns: how many
 */
guint sluice_pg_result_get_n_rows (const SluicePgResult *self);

/**
 * sluice_pg_result_get_n_columns:
 * @self: rows
 *
 * Returns: how many columns each has
 */
guint sluice_pg_result_get_n_columns (const SluicePgResult *self);

/**
 * sluice_pg_result_get_text:
 * @self: rows
 * @row: a row
 * @column: a column
 *
 * Returns: (nullable): the value, which @self owns, or %NULL for SQL's NULL
 */
const char *sluice_pg_result_get_text (const SluicePgResult *self, guint row, guint column);

/**
 * sluice_pg_result_get_length:
 * @self: rows
 * @row: a row
 * @column: a column
 *
 * Returns: the length of the value in bytes
 */
gsize sluice_pg_result_get_length (const SluicePgResult *self, guint row, guint column);

/**
 * sluice_pg_result_get_int:
 * @self: rows
 * @row: a row
 * @column: a column of an integer type
 *
 * Returns: the value, 0 for SQL's NULL
 */
gint64 sluice_pg_result_get_int (const SluicePgResult *self, guint row, guint column);

/**
 * sluice_pg_result_get_boolean:
 * @self: rows
 * @row: a row
 * @column: a column of type boolean
 *
 * Returns: the value, %FALSE for SQL's NULL
 */
gboolean sluice_pg_result_get_boolean (const SluicePgResult *self, guint row, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePgResult, sluice_pg_result_free)

G_END_DECLS
