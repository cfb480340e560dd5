/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-pg-connection.h"

G_BEGIN_DECLS

/**
 * SluicePgKind:
 * @SLUICE_PG_TABLE: an ordinary table
 * @SLUICE_PG_PARTITIONED_TABLE: a partitioned table; its partitions are not listed by themselves
 * @SLUICE_PG_VIEW: a view
 * @SLUICE_PG_MATERIALIZED_VIEW: a materialized view
 * @SLUICE_PG_FOREIGN_TABLE: a table that lives on another server
 *
 * What a relation is.
 */
typedef enum
{
  SLUICE_PG_TABLE,
  SLUICE_PG_PARTITIONED_TABLE,
  SLUICE_PG_VIEW,
  SLUICE_PG_MATERIALIZED_VIEW,
  SLUICE_PG_FOREIGN_TABLE,
} SluicePgKind;

/**
 * SluicePgColumnClass:
 * @SLUICE_PG_CLASS_OTHER: none of the others
 * @SLUICE_PG_CLASS_INTEGER: smallint, integer, bigint
 * @SLUICE_PG_CLASS_NUMERIC: numeric, real, double precision
 * @SLUICE_PG_CLASS_TIMESTAMP: timestamp with or without time zone
 * @SLUICE_PG_CLASS_DATE: date
 * @SLUICE_PG_CLASS_BOOLEAN: boolean
 * @SLUICE_PG_CLASS_STRING: text, character types, uuid and enums
 *
 * What can be done with a column's values. A domain has the class of the type under it.
 */
typedef enum
{
  SLUICE_PG_CLASS_OTHER,
  SLUICE_PG_CLASS_INTEGER,
  SLUICE_PG_CLASS_NUMERIC,
  SLUICE_PG_CLASS_TIMESTAMP,
  SLUICE_PG_CLASS_DATE,
  SLUICE_PG_CLASS_BOOLEAN,
  SLUICE_PG_CLASS_STRING,
} SluicePgColumnClass;

/**
 * SluicePgColumn:
 * @name: its name
 * @type: its type as SQL writes it, without length or precision (`timestamp with time zone`)
 * @class_: what can be done with its values
 * @nullable: whether it may hold NULL
 * @indexed: whether it leads a valid index over all rows
 *
 * One column.
 */
typedef struct
{
  char *name;
  char *type;
  SluicePgColumnClass class_;
  gboolean nullable;
  gboolean indexed;
} SluicePgColumn;

/**
 * SluicePgTable:
 * @schema: name of its schema
 * @name: its name
 * @comment: (nullable): what `COMMENT ON` says
 * @kind: what it is
 * @readable: whether the user may SELECT from it
 * @row_security: whether row-level security hides rows from this user
 * @estimate: rows as PostgreSQL last counted or estimated them, -1 when it never did
 * @pages: its size in pages of 8 KiB when it was last looked at
 * @columns: (element-type SluicePgColumn): its columns in their order
 * @primary_key: (nullable): the names of the key's columns in the key's order
 *
 * One table or view.
 */
typedef struct
{
  char *schema;
  char *name;
  char *comment;
  SluicePgKind kind;
  gboolean readable;
  gboolean row_security;
  gint64 estimate;
  gint64 pages;
  GPtrArray *columns;
  GStrv primary_key;
} SluicePgTable;

/**
 * sluice_pg_table_new:
 * @schema: name of its schema
 * @name: its name
 *
 * Makes a table that no database told of: not readable, without columns, its rows unknown.
 *
 * Returns: (transfer full): a table
 */
SluicePgTable *sluice_pg_table_new (const char *schema, const char *name);

/**
 * sluice_pg_table_add_column:
 * @self: a table
 * @name: the column's name
 * @type: its type as SQL writes it
 * @column_class: what can be done with its values
 *
 * Adds a column.
 *
 * Returns: (transfer none): the column, to be changed before others see the table
 */
SluicePgColumn *
sluice_pg_table_add_column (SluicePgTable *self, const char *name, const char *type, SluicePgColumnClass column_class);

/**
 * sluice_pg_table_free:
 * @self: (nullable): a table
 *
 * Frees @self.
 */
void sluice_pg_table_free (SluicePgTable *self);

/**
 * sluice_pg_table_get_column:
 * @self: a table
 * @name: a column's name
 *
 * Returns: (transfer none) (nullable): that column
 */
const SluicePgColumn *sluice_pg_table_get_column (const SluicePgTable *self, const char *name);

/**
 * sluice_pg_catalogue_list_tables:
 * @connection: a session
 * @schema: (nullable): only this schema; %NULL for every schema the user may use, except the system's
 * @cancellable: (nullable): cancels it
 * @error: return location for an error
 *
 * Lists tables, partitioned tables, views, materialized views and foreign tables, also those that the user may not
 * read, by schema and name. Three queries, however many tables there are.
 *
 * Returns: (transfer full) (element-type SluicePgTable): the tables, or %NULL
 */
GPtrArray *sluice_pg_catalogue_list_tables (SluicePgConnection *connection,
                                            const char *schema,
                                            GCancellable *cancellable,
                                            GError **error);

/**
 * sluice_pg_catalogue_find_table:
 * @connection: a session
 * @schema: (nullable): the table's schema
 * @name: the table's name; with its schema and a dot before it when @schema is %NULL
 * @cancellable: (nullable): cancels it
 * @error: return location for an error
 *
 * Looks up one table as sluice_pg_catalogue_list_tables() gives it.
 *
 * Returns: (transfer full): the table, or %NULL; one that is not there is a `SLUICE_PG_ERROR_QUERY`
 */
SluicePgTable *sluice_pg_catalogue_find_table (SluicePgConnection *connection,
                                               const char *schema,
                                               const char *name,
                                               GCancellable *cancellable,
                                               GError **error);

/**
 * sluice_pg_catalogue_count_rows:
 * @connection: a session
 * @schema: name of a schema
 * @name: name of a table in it
 * @timeout_ms: how long the server may count, in milliseconds
 * @cancellable: (nullable): cancels it
 * @error: return location for an error
 *
 * Counts the rows that the user can see, in a transaction of its own that can only read.
 *
 * Returns: how many, or -1
 */
gint64 sluice_pg_catalogue_count_rows (SluicePgConnection *connection,
                                       const char *schema,
                                       const char *name,
                                       guint timeout_ms,
                                       GCancellable *cancellable,
                                       GError **error);

/**
 * SluicePgEstimateFunc:
 * @schema: name of a schema
 * @name: name of a table, view or foreign table in it
 * @rows: its rows as the catalogue estimates them; -1 where it does not
 * @user_data: what was given to sluice_pg_catalogue_read_estimates()
 *
 * Takes one estimate.
 */
typedef void (*SluicePgEstimateFunc) (const char *schema, const char *name, gint64 rows, gpointer user_data);

/**
 * sluice_pg_catalogue_read_estimates:
 * @connection: a session
 * @schema: (nullable): only this schema; %NULL for every one except the system's
 * @timeout_ms: how long the server may take, in milliseconds
 * @func: (scope call): takes them, by schema and name
 * @user_data: for @func
 * @cancellable: (nullable): cancels it
 * @error: return location for an error
 *
 * Reads the row estimates of all tables by one query (sluice_row_count_sql_for_postgres()), in a transaction that can
 * only read.
 *
 * Returns: whether they were read
 */
gboolean sluice_pg_catalogue_read_estimates (SluicePgConnection *connection,
                                             const char *schema,
                                             guint timeout_ms,
                                             SluicePgEstimateFunc func,
                                             gpointer user_data,
                                             GCancellable *cancellable,
                                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePgTable, sluice_pg_table_free)

G_END_DECLS
