/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-pg-catalogue.h"

#include <string.h>

#include "sluice-row-count-sql.h"

/* The relations that are listed. Partitions are part of their table. */
#define RELATIONS                                                                                                      \
  " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"                               \
  " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition"                                             \
  " AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'"                     \
  " AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND ($1::text IS NULL OR n.nspname = $1)"                      \
  " AND ($2::text IS NULL OR CASE WHEN $1::text IS NULL THEN n.nspname || '.' || c.relname ELSE c.relname END = $2)"

static const char TABLES_SQL[] =
    "SELECT c.oid, n.nspname, c.relname, c.relkind, pg_catalog.obj_description(c.oid, 'pg_class'),"
    " pg_catalog.has_table_privilege(c.oid, 'SELECT'),"
    " pg_catalog.row_security_active(c.oid),"
    " CASE WHEN c.relkind = 'p' AND c.reltuples < 0 THEN"
    " (SELECT CASE WHEN min(k.reltuples) < 0 THEN -1 ELSE sum(k.reltuples) END FROM pg_catalog.pg_partition_tree(c.oid) t"
    " JOIN pg_catalog.pg_class k ON k.oid = t.relid WHERE t.isleaf)"
    " WHEN c.relkind = 'v' THEN -1 ELSE c.reltuples END::bigint,"
    " (pg_catalog.pg_relation_size(c.oid) / 8192)::bigint" RELATIONS " ORDER BY n.nspname, c.relname";

static const char COLUMNS_SQL[] =
    "SELECT a.attrelid, a.attname, pg_catalog.format_type(a.atttypid, NULL),"
    " CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END::regtype::oid, t.typtype, NOT a.attnotnull,"
    " EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = a.attrelid AND i.indisvalid AND i.indpred IS NULL"
    " AND i.indkey[0] = a.attnum)"
    " FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
    " WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid IN (SELECT c.oid" RELATIONS ")"
    " ORDER BY a.attrelid, a.attnum";

static const char KEYS_SQL[] =
    "SELECT i.indrelid, a.attname FROM pg_catalog.pg_index i"
    " CROSS JOIN LATERAL pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)"
    " JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum"
    " WHERE i.indisprimary AND k.place <= i.indnkeyatts AND i.indrelid IN (SELECT c.oid" RELATIONS ")"
    " ORDER BY i.indrelid, k.place";

static void
column_free (gpointer data)
{
  SluicePgColumn *self = data;

  g_free (self->name);
  g_free (self->type);
  g_free (self);
}

void
sluice_pg_table_free (SluicePgTable *self)
{
  if (self == NULL)
    return;
  g_free (self->schema);
  g_free (self->name);
  g_free (self->comment);
  g_ptr_array_unref (self->columns);
  g_strfreev (self->primary_key);
  g_free (self);
}

SluicePgTable *
sluice_pg_table_new (const char *schema, const char *name)
{
  SluicePgTable *self = g_new0 (SluicePgTable, 1);

  self->schema = g_strdup (schema);
  self->name = g_strdup (name);
  self->estimate = -1;
  self->columns = g_ptr_array_new_with_free_func (column_free);

  return self;
}

SluicePgColumn *
sluice_pg_table_add_column (SluicePgTable *self, const char *name, const char *type, SluicePgColumnClass column_class)
{
  SluicePgColumn *column = g_new0 (SluicePgColumn, 1);

  column->name = g_strdup (name);
  column->type = g_strdup (type);
  column->class_ = column_class;
  g_ptr_array_add (self->columns, column);

  return column;
}

const SluicePgColumn *
sluice_pg_table_get_column (const SluicePgTable *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const SluicePgColumn *column = g_ptr_array_index (self->columns, i);

      if (g_str_equal (column->name, name))
        return column;
    }

  return NULL;
}

static SluicePgKind
kind_from_letter (const char *letter)
{
  switch (*letter)
    {
    case 'p':
      return SLUICE_PG_PARTITIONED_TABLE;
    case 'v':
      return SLUICE_PG_VIEW;
    case 'm':
      return SLUICE_PG_MATERIALIZED_VIEW;
    case 'f':
      return SLUICE_PG_FOREIGN_TABLE;
    default:
      return SLUICE_PG_TABLE;
    }
}

/* The numbers are those of the built-in types, which PostgreSQL never changes (pg_type.dat). */
static SluicePgColumnClass
class_from_oid (gint64 oid, const char *kind)
{
  if (*kind == 'e')
    return SLUICE_PG_CLASS_STRING;
  switch (oid)
    {
    case 20:
    case 21:
    case 23:
      return SLUICE_PG_CLASS_INTEGER;
    case 700:
    case 701:
    case 1700:
      return SLUICE_PG_CLASS_NUMERIC;
    case 1114:
    case 1184:
      return SLUICE_PG_CLASS_TIMESTAMP;
    case 1082:
      return SLUICE_PG_CLASS_DATE;
    case 16:
      return SLUICE_PG_CLASS_BOOLEAN;
    case 18:
    case 19:
    case 25:
    case 1042:
    case 1043:
    case 2950:
      return SLUICE_PG_CLASS_STRING;
    default:
      return SLUICE_PG_CLASS_OTHER;
    }
}

static SluicePgTable *
table_from_row (const SluicePgResult *rows, guint row)
{
  SluicePgTable *table = g_new0 (SluicePgTable, 1);

  table->schema = g_strdup (sluice_pg_result_get_text (rows, row, 1));
  table->name = g_strdup (sluice_pg_result_get_text (rows, row, 2));
  table->kind = kind_from_letter (sluice_pg_result_get_text (rows, row, 3));
  table->comment = g_strdup (sluice_pg_result_get_text (rows, row, 4));
  table->readable = sluice_pg_result_get_boolean (rows, row, 5);
  table->row_security = sluice_pg_result_get_boolean (rows, row, 6);
  table->estimate = sluice_pg_result_get_text (rows, row, 7) != NULL ? sluice_pg_result_get_int (rows, row, 7) : -1;
  table->pages = sluice_pg_result_get_int (rows, row, 8);
  table->columns = g_ptr_array_new_with_free_func (column_free);

  return table;
}

static SluicePgTable *
find_table (GHashTable *by_oid, const SluicePgResult *rows, guint row)
{
  return g_hash_table_lookup (by_oid, GSIZE_TO_POINTER ((gsize) sluice_pg_result_get_int (rows, row, 0)));
}

static void
add_columns (GHashTable *by_oid, const SluicePgResult *rows)
{
  for (guint i = 0; i < sluice_pg_result_get_n_rows (rows); i++)
    {
      SluicePgTable *table = find_table (by_oid, rows, i);
      SluicePgColumn *column;

      if (table == NULL)
        continue;
      column = g_new0 (SluicePgColumn, 1);
      column->name = g_strdup (sluice_pg_result_get_text (rows, i, 1));
      column->type = g_strdup (sluice_pg_result_get_text (rows, i, 2));
      column->class_ = class_from_oid (sluice_pg_result_get_int (rows, i, 3), sluice_pg_result_get_text (rows, i, 4));
      column->nullable = sluice_pg_result_get_boolean (rows, i, 5);
      column->indexed = sluice_pg_result_get_boolean (rows, i, 6);
      g_ptr_array_add (table->columns, column);
    }
}

static void
add_keys (GHashTable *by_oid, const SluicePgResult *rows)
{
  guint n_rows = sluice_pg_result_get_n_rows (rows);

  for (guint i = 0; i < n_rows;)
    {
      gint64 oid = sluice_pg_result_get_int (rows, i, 0);
      SluicePgTable *table = find_table (by_oid, rows, i);
      g_autoptr (GStrvBuilder) key = g_strv_builder_new ();

      for (; i < n_rows && sluice_pg_result_get_int (rows, i, 0) == oid; i++)
        g_strv_builder_add (key, sluice_pg_result_get_text (rows, i, 1));
      if (table != NULL)
        table->primary_key = g_strv_builder_end (key);
    }
}

static GPtrArray *
list_tables (SluicePgConnection *connection,
             const char *schema,
             const char *name,
             GCancellable *cancellable,
             GError **error)
{
  const char *params[] = { schema, name };
  g_autoptr (SluicePgResult) rows = NULL;
  g_autoptr (SluicePgResult) columns = NULL;
  g_autoptr (SluicePgResult) keys = NULL;
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_pg_table_free);
  g_autoptr (GHashTable) by_oid = g_hash_table_new (NULL, NULL);

  if (!(rows = sluice_pg_connection_query (connection, TABLES_SQL, params, 2, cancellable, error)) ||
      !(columns = sluice_pg_connection_query (connection, COLUMNS_SQL, params, 2, cancellable, error)) ||
      !(keys = sluice_pg_connection_query (connection, KEYS_SQL, params, 2, cancellable, error)))
    return NULL;

  for (guint i = 0; i < sluice_pg_result_get_n_rows (rows); i++)
    {
      SluicePgTable *table = table_from_row (rows, i);

      g_ptr_array_add (tables, table);
      g_hash_table_insert (by_oid, GSIZE_TO_POINTER ((gsize) sluice_pg_result_get_int (rows, i, 0)), table);
    }
  add_columns (by_oid, columns);
  add_keys (by_oid, keys);

  return g_steal_pointer (&tables);
}

GPtrArray *
sluice_pg_catalogue_list_tables (SluicePgConnection *connection,
                                 const char *schema,
                                 GCancellable *cancellable,
                                 GError **error)
{
  return list_tables (connection, schema, NULL, cancellable, error);
}

SluicePgTable *
sluice_pg_catalogue_find_table (SluicePgConnection *connection,
                                const char *schema,
                                const char *name,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (GPtrArray) tables = list_tables (connection, schema, name, cancellable, error);

  if (tables == NULL)
    return NULL;
  if (tables->len == 0)
    {
      g_set_error (error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_QUERY, "The table %s is not in the database.", name);
      return NULL;
    }

  return g_ptr_array_steal_index (tables, 0);
}

gint64
sluice_pg_catalogue_count_rows (SluicePgConnection *connection,
                                const char *schema,
                                const char *name,
                                guint timeout_ms,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autofree char *quoted_schema = sluice_pg_quote_identifier (schema);
  g_autofree char *quoted_name = sluice_pg_quote_identifier (name);
  g_autofree char *sql = g_strdup_printf ("SELECT pg_catalog.count(*) FROM %s.%s", quoted_schema, quoted_name);
  g_autoptr (SluicePgResult) rows = NULL;

  if (!sluice_pg_connection_begin (connection, timeout_ms, cancellable, error))
    return -1;
  rows = sluice_pg_connection_query (connection, sql, NULL, 0, cancellable, error);
  sluice_pg_connection_end (connection);

  return rows != NULL ? sluice_pg_result_get_int (rows, 0, 0) : -1;
}

gboolean
sluice_pg_catalogue_read_estimates (SluicePgConnection *connection,
                                    const char *schema,
                                    guint timeout_ms,
                                    SluicePgEstimateFunc func,
                                    gpointer user_data,
                                    GCancellable *cancellable,
                                    GError **error)
{
  g_autofree char *sql = sluice_row_count_sql_for_postgres (schema);
  g_autoptr (SluicePgResult) rows = NULL;

  if (!sluice_pg_connection_begin (connection, timeout_ms, cancellable, error))
    return FALSE;
  rows = sluice_pg_connection_query (connection, sql, NULL, 0, cancellable, error);
  sluice_pg_connection_end (connection);
  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < sluice_pg_result_get_n_rows (rows); i++)
    func (sluice_pg_result_get_text (rows, i, 0), sluice_pg_result_get_text (rows, i, 1),
          sluice_pg_result_get_text (rows, i, 2) != NULL ? sluice_pg_result_get_int (rows, i, 2) : -1, user_data);

  return TRUE;
}
