/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-form.h"
#include "sluice-table.h"

G_BEGIN_DECLS

/**
 * SluiceRowCountSql:
 * @text: what to copy; ends in a line break
 * @origin: what the numbers are that it gives: `SLUICE_ROWS_PASTED` or `SLUICE_ROWS_PASTED_ESTIMATE`
 * @where: where to run it, as a translated sentence
 * @caveat: (nullable): what its numbers leave out, as a translated sentence
 *
 * Something to copy, run with the database's own tools, and paste the result of (DESIGN 9.1).
 */
typedef struct
{
  char *text;
  SluiceRowsOrigin origin;
  char *where;
  char *caveat;
} SluiceRowCountSql;

/**
 * sluice_row_count_sql_new:
 * @form: the form of a source
 *
 * Writes the query that reads the row counts of all tables from the database's catalogue, in the words of its dialect:
 * only of the schema or database that is typed, where one is. It reads nothing but the catalogue.
 *
 * Returns: (transfer full) (nullable): the query, or %NULL for a type of source whose catalogue is not known
 */
SluiceRowCountSql *sluice_row_count_sql_new (SluiceForm *form);

/**
 * sluice_row_count_sql_can_count:
 * @form: the form of a source
 *
 * Returns: whether there is a query that counts rows one by one: %FALSE where the catalogue has counts already, and for
 *   a type of source that is not known
 */
gboolean sluice_row_count_sql_can_count (SluiceForm *form);

/**
 * sluice_row_count_sql_new_exact:
 * @form: the form of a source
 * @tables: (element-type SluiceTable): tables of that source
 *
 * Writes the query that counts the rows of @tables one by one, for databases whose catalogue only estimates.
 *
 * Returns: (transfer full) (nullable): the query; %NULL where sluice_row_count_sql_can_count() says so, and for no
 *   tables
 */
SluiceRowCountSql *sluice_row_count_sql_new_exact (SluiceForm *form, GPtrArray *tables);

/**
 * sluice_row_count_sql_free:
 * @self: (nullable): a query
 *
 * Frees @self.
 */
void sluice_row_count_sql_free (SluiceRowCountSql *self);

/**
 * sluice_row_count_sql_dup_namespace:
 * @form: the form of a source
 *
 * Returns: (transfer full): the schema, dataset or database that tables belong to whose names carry none; "" when the
 *   form does not say
 */
char *sluice_row_count_sql_dup_namespace (SluiceForm *form);

/**
 * sluice_row_count_sql_for_postgres:
 * @schema: (nullable): only this schema; %NULL for every one except the system's
 *
 * Writes the query of PostgreSQL and its kin: schema, name and rows of every table, view and foreign table. Rows are
 * those of a table and of all that inherit from it, as `pg_class.reltuples` has them; NULL where one of them was never
 * analysed, unless it is empty, and where there is no such number.
 *
 * Returns: (transfer full): SQL that reads nothing but the catalogue
 */
char *sluice_row_count_sql_for_postgres (const char *schema);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceRowCountSql, sluice_row_count_sql_free)

G_END_DECLS
