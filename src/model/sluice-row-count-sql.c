/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-row-count-sql.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-connection-string.h"
#include "sluice-json.h"
#include "sluice-sql-quotes.h"
#include "sluice-table-rows.h"

/* What is typed in the form, "" for what is not. */
typedef struct
{
  char *database;
  char *namespace;
  char *project; /* BigQuery's */
} Place;

typedef struct
{
  const char *source_type;
  SluiceSqlQuotes literal;
  SluiceSqlQuotes identifier;
  /* The catalogue's query */
  char *(*write) (const Place *place);
  SluiceRowsOrigin origin;
  const char *caveat;
  /* How one table's rows are counted; NULL where the catalogue's numbers are counts already */
  const char *count;
} Dialect;

static void
place_clear (Place *self)
{
  g_free (self->database);
  g_free (self->namespace);
  g_free (self->project);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

char *
sluice_row_count_sql_for_postgres (const char *schema)
{
  g_autofree char *literal = schema != NULL ? sluice_sql_quote (SLUICE_SQL_POSTGRES_LITERAL, schema) : NULL;
  g_autofree char *condition = literal != NULL ? g_strconcat ("n.nspname = ", literal, NULL) :
                                                 g_strdup ("n.nspname NOT IN ('pg_catalog', 'information_schema')"
                                                           " AND n.nspname !~ '^pg_(toast|temp)'");

  /* What a table holds is what it and its partitions or heirs hold. An analysed table of no rows and one that was never
   * analysed look alike before PostgreSQL 14: the file's size tells, and is asked for in that case only. */
  return g_strdup_printf ("WITH RECURSIVE tree (root, member) AS (\n"
                          "  SELECT c.oid, c.oid\n"
                          "  FROM pg_catalog.pg_class AS c\n"
                          "  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace\n"
                          "  WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f') AND %s\n"
                          "  UNION\n"
                          "  SELECT t.root, i.inhrelid\n"
                          "  FROM tree AS t\n"
                          "  JOIN pg_catalog.pg_inherits AS i ON i.inhparent = t.member\n"
                          "), parts AS (\n"
                          "  SELECT t.root, CASE\n"
                          "    WHEN c.relkind = 'p' THEN 0\n"
                          "    WHEN c.relkind NOT IN ('r', 'm') THEN NULL\n"
                          "    WHEN c.reltuples > 0 OR (c.reltuples = 0 AND c.relpages > 0) THEN"
                          " c.reltuples::double precision\n"
                          "    WHEN pg_catalog.pg_relation_size(c.oid) = 0 THEN 0\n"
                          "  END AS estimate\n"
                          "  FROM tree AS t\n"
                          "  JOIN pg_catalog.pg_class AS c ON c.oid = t.member\n"
                          ")\n"
                          "SELECT n.nspname AS table_schema, c.relname AS table_name,\n"
                          "  CASE WHEN count(*) = count(p.estimate) THEN sum(p.estimate)::bigint END AS row_count\n"
                          "FROM parts AS p\n"
                          "JOIN pg_catalog.pg_class AS c ON c.oid = p.root\n"
                          "JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace\n"
                          "GROUP BY c.oid, n.nspname, c.relname\n"
                          "ORDER BY n.nspname, c.relname;\n",
                          condition);
}

static char *
write_postgres (const Place *place)
{
  return sluice_row_count_sql_for_postgres (*place->namespace != '\0' ? place->namespace : NULL);
}

static char *
write_redshift (const Place *place)
{
  g_autofree char *schema = sluice_sql_quote (SLUICE_SQL_BACKSLASH_LITERAL, place->namespace);

  return g_strdup_printf ("SELECT \"schema\" AS table_schema, \"table\" AS table_name,"
                          " estimated_visible_rows AS row_count\n"
                          "FROM svv_table_info\n"
                          "%s%s%sORDER BY 1, 2;\n",
                          *place->namespace != '\0' ? "WHERE \"schema\" = " : "",
                          *place->namespace != '\0' ? schema : "", *place->namespace != '\0' ? "\n" : "");
}

static char *
write_mysql (const Place *place)
{
  g_autofree char *schema = sluice_sql_quote (SLUICE_SQL_BACKSLASH_LITERAL, place->namespace);

  return g_strdup_printf ("SELECT table_schema AS table_schema, table_name AS table_name, table_rows AS row_count\n"
                          "FROM information_schema.tables\n"
                          "WHERE table_type = 'BASE TABLE' AND table_schema %s%s\n"
                          "ORDER BY 1, 2;\n",
                          *place->namespace != '\0' ? "= " : "NOT IN ",
                          *place->namespace != '\0' ? schema :
                                                      "('mysql', 'information_schema', 'performance_schema', 'sys')");
}

/* sys.partitions, since whoever may read a table sees it there; sys.dm_db_partition_stats wants VIEW DATABASE STATE. */
static char *
write_mssql (const Place *place)
{
  g_autofree char *schema = sluice_sql_quote (SLUICE_SQL_UNICODE_LITERAL, place->namespace);
  g_autofree char *database = sluice_sql_quote (SLUICE_SQL_BRACKETS, place->database);
  g_autofree char *sys = *place->database != '\0' ? g_strconcat (database, ".sys", NULL) : g_strdup ("sys");

  return g_strdup_printf ("SELECT s.name AS table_schema, t.name AS table_name, SUM(p.[rows]) AS row_count\n"
                          "FROM %s.tables AS t\n"
                          "JOIN %s.schemas AS s ON s.schema_id = t.schema_id\n"
                          "JOIN %s.partitions AS p ON p.object_id = t.object_id AND p.index_id IN (0, 1)\n"
                          "%s%s%sGROUP BY s.name, t.name\n"
                          "ORDER BY s.name, t.name;\n",
                          sys, sys, sys, *place->namespace != '\0' ? "WHERE s.name = " : "",
                          *place->namespace != '\0' ? schema : "", *place->namespace != '\0' ? "\n" : "");
}

static char *
write_snowflake (const Place *place)
{
  g_autofree char *database_name = sluice_sql_dup_snowflake_name (place->database);
  g_autofree char *database = sluice_sql_quote (SLUICE_SQL_IDENTIFIER, database_name);
  g_autofree char *schema_name = sluice_sql_dup_snowflake_name (place->namespace);
  g_autofree char *capitals = sluice_sql_quote (SLUICE_SQL_BACKSLASH_LITERAL, schema_name);
  g_autofree char *typed = sluice_sql_quote (SLUICE_SQL_BACKSLASH_LITERAL, place->namespace);
  g_autofree char *condition = NULL;

  if (*place->namespace == '\0')
    condition = g_strdup ("<> 'INFORMATION_SCHEMA'");
  else if (g_str_equal (typed, capitals))
    condition = g_strconcat ("= ", typed, NULL);
  else
    condition = g_strconcat ("IN (", typed, ", ", capitals, ")", NULL);

  return g_strdup_printf ("SELECT table_schema, table_name, row_count\n"
                          "FROM %s%sinformation_schema.tables\n"
                          "WHERE table_type = 'BASE TABLE' AND table_schema %s\n"
                          "ORDER BY table_schema, table_name;\n",
                          *place->database != '\0' ? database : "", *place->database != '\0' ? "." : "", condition);
}

static char *
write_bigquery (const Place *place)
{
  g_autofree char *path = g_strjoin (".", place->namespace, "__TABLES__", NULL);
  g_autofree char *full = *place->project != '\0' ? g_strjoin (".", place->project, path, NULL) : g_strdup (path);
  g_autofree char *from = sluice_sql_quote (SLUICE_SQL_ESCAPED_BACKTICKS, full);

  /* Type 1 is a table; 2 is a view, 3 is external. */
  return g_strdup_printf ("SELECT dataset_id AS table_schema, table_id AS table_name, row_count\n"
                          "FROM %s\n"
                          "WHERE type = 1\n"
                          "ORDER BY table_id;\n",
                          from);
}

static char *
write_clickhouse (const Place *place)
{
  g_autofree char *database = sluice_sql_quote (SLUICE_SQL_ESCAPED_LITERAL, place->namespace);

  return g_strdup_printf ("SELECT database AS table_schema, name AS table_name, total_rows AS row_count\n"
                          "FROM system.tables\n"
                          "WHERE database %s%s AND NOT is_temporary AND engine NOT LIKE '%%View'\n"
                          "ORDER BY database, name;\n",
                          *place->namespace != '\0' ? "= " : "NOT IN ",
                          *place->namespace != '\0' ? database :
                                                      "('system', 'information_schema', 'INFORMATION_SCHEMA')");
}

static char *
quote_for_javascript (const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  return json_to_string (node, FALSE);
}

static char *
write_mongodb (const Place *place)
{
  g_autofree char *name = quote_for_javascript (place->namespace);
  g_autofree char *database =
      *place->namespace != '\0' ? g_strdup_printf ("db.getSiblingDB(%s)", name) : g_strdup ("db");

  return g_strdup_printf ("print(\"table_name\\trow_count\");\n"
                          "%s.getCollectionInfos({ type: \"collection\" }).map(c => c.name).sort().forEach(name =>\n"
                          "  print(name + \"\\t\" + %s.getCollection(name).estimatedDocumentCount()));\n",
                          database, database);
}

/* What is said of two dialects */
#define NEVER_ANALYSED N_ ("Tables that were never analysed have no estimate; ANALYZE makes one.")

static const Dialect dialects[] = {
  { "Postgres", SLUICE_SQL_POSTGRES_LITERAL, SLUICE_SQL_IDENTIFIER, write_postgres, SLUICE_ROWS_PASTED_ESTIMATE,
    NEVER_ANALYSED, "count(*)" },
  { "Supabase", SLUICE_SQL_POSTGRES_LITERAL, SLUICE_SQL_IDENTIFIER, write_postgres, SLUICE_ROWS_PASTED_ESTIMATE,
    NEVER_ANALYSED, "count(*)" },
  { "Redshift", SLUICE_SQL_BACKSLASH_LITERAL, SLUICE_SQL_IDENTIFIER, write_redshift, SLUICE_ROWS_PASTED_ESTIMATE,
    N_ ("Tables without rows are not in it, nor those that the user may not see there."), "count(*)" },
  { "MySQL", SLUICE_SQL_BACKSLASH_LITERAL, SLUICE_SQL_BACKTICKS, write_mysql, SLUICE_ROWS_PASTED_ESTIMATE,
    N_ ("InnoDB estimates: the numbers may be off by half. ANALYZE TABLE brings them up to date."), "count(*)" },
  { "MSSQL", SLUICE_SQL_UNICODE_LITERAL, SLUICE_SQL_BRACKETS, write_mssql, SLUICE_ROWS_PASTED_ESTIMATE, NULL,
    "COUNT_BIG(*)" },
  { "Snowflake", 0, 0, write_snowflake, SLUICE_ROWS_PASTED, NULL, NULL },
  { "BigQuery", 0, 0, write_bigquery, SLUICE_ROWS_PASTED,
    N_ ("Rows that are still in the streaming buffer are not in it."), NULL },
  { "ClickHouse", 0, 0, write_clickhouse, SLUICE_ROWS_PASTED,
    N_ ("Engines that do not know how many rows they hold give NULL."), NULL },
  { "MongoDB", 0, 0, write_mongodb, SLUICE_ROWS_PASTED_ESTIMATE,
    N_ ("After a crash, and in a sharded cluster, the numbers are near the truth only."), "countDocuments" },
};

static const Dialect *
find_dialect (SluiceForm *form)
{
  const char *source_type = sluice_source_type_get_name (sluice_form_get_source_type (form));

  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    if (g_str_equal (dialects[i].source_type, source_type))
      return &dialects[i];

  return NULL;
}

static char *
dup_value (SluiceForm *form, const char *path)
{
  return g_strstrip (g_strdup (sluice_form_get_value (form, path)));
}

/* The database of MongoDB may stand in its connection string only. Nothing else of that leaves here. */
static char *
dup_mongodb_database (SluiceForm *form)
{
  char *name = dup_value (form, "database_name");
  g_autoptr (SluiceConnectionString) parts = NULL;

  if (*name != '\0')
    return name;

  parts = sluice_connection_string_parse (sluice_form_get_value (form, "connection_string"), NULL);
  if (parts == NULL || parts->database == NULL)
    return name;

  g_free (name);

  return g_strdup (parts->database);
}

char *
sluice_row_count_sql_dup_namespace (SluiceForm *form)
{
  const char *source_type;

  g_return_val_if_fail (SLUICE_IS_FORM (form), NULL);

  source_type = sluice_source_type_get_name (sluice_form_get_source_type (form));
  if (g_str_equal (source_type, "MongoDB"))
    return dup_mongodb_database (form);
  if (g_str_equal (source_type, "BigQuery"))
    return dup_value (form, "dataset_id");
  if (g_str_equal (source_type, "ClickHouse"))
    return dup_value (form, "database");

  return dup_value (form, "schema");
}

/* The project of the key file, unless the data set belongs to another. */
static char *
dup_project (SluiceForm *form)
{
  g_autoptr (JsonNode) key = NULL;

  if (g_str_equal (sluice_form_get_value (form, "dataset_project"), "true"))
    return dup_value (form, "dataset_project/dataset_project_id");

  key = sluice_json_parse (sluice_form_get_value (form, "key_file"), -1, NULL);
  if (key == NULL || !JSON_NODE_HOLDS_OBJECT (key))
    return g_strdup ("");

  return g_strdup (sluice_json_get_string (json_node_get_object (key), "project_id", ""));
}

static void
place_fill (Place *self, SluiceForm *form)
{
  self->namespace = sluice_row_count_sql_dup_namespace (form);
  self->database = dup_value (form, "database");
  self->project = dup_project (form);
}

static char *
dup_where (const Dialect *dialect, const Place *place)
{
  if (g_str_equal (dialect->source_type, "MongoDB"))
    return g_strdup (_ ("Run it in mongosh, and copy all that it prints."));
  if (g_str_equal (dialect->source_type, "BigQuery"))
    return g_strdup (_ ("Run it in the BigQuery console or with bq, and copy the whole result."));
  if (*place->database == '\0')
    return g_strdup (_ ("Run it with any client of the database, and copy the whole result."));

  /* Translators: %s is the name of a database */
  return g_strdup_printf (_ ("Run it with any client that is connected to “%s”, and copy the whole result."),
                          place->database);
}

static SluiceRowCountSql *
new_sql (const Dialect *dialect, const Place *place, char *text, SluiceRowsOrigin origin, const char *caveat)
{
  SluiceRowCountSql *self = g_new0 (SluiceRowCountSql, 1);

  self->text = text;
  self->origin = origin;
  self->where = dup_where (dialect, place);
  self->caveat = caveat != NULL ? g_strdup (_ (caveat)) : NULL;

  return self;
}

SluiceRowCountSql *
sluice_row_count_sql_new (SluiceForm *form)
{
  const Dialect *dialect;
  g_auto (Place) place = { 0 };

  g_return_val_if_fail (SLUICE_IS_FORM (form), NULL);

  if (!(dialect = find_dialect (form)))
    return NULL;

  place_fill (&place, form);

  return new_sql (dialect, &place, dialect->write (&place), dialect->origin, dialect->caveat);
}

static void
append_mongodb_counts (GString *text, const Place *place, GPtrArray *tables)
{
  g_autofree char *database = quote_for_javascript (place->namespace);

  g_string_append (text, "print(\"table_name\\trow_count\");\n[");
  for (guint i = 0; i < tables->len; i++)
    {
      g_autofree char *name = quote_for_javascript (sluice_table_get_bare_name (g_ptr_array_index (tables, i)));

      g_string_append_printf (text, "%s\n  %s", i > 0 ? "," : "", name);
    }
  g_string_append (text, "\n].forEach(name => print(name + \"\\t\" + db");
  if (*place->namespace != '\0')
    g_string_append_printf (text, ".getSiblingDB(%s)", database);
  g_string_append (text, ".getCollection(name).countDocuments({})));\n");
}

static void
append_count (GString *text, const Dialect *dialect, const Place *place, SluiceTable *table)
{
  const char *schema =
      sluice_table_get_schema_name (table) != NULL ? sluice_table_get_schema_name (table) : place->namespace;
  const char *name = sluice_table_get_bare_name (table);
  g_autofree char *schema_literal = sluice_sql_quote (dialect->literal, schema);
  g_autofree char *name_literal = sluice_sql_quote (dialect->literal, name);
  g_autofree char *schema_identifier = sluice_sql_quote (dialect->identifier, schema);
  g_autofree char *name_identifier = sluice_sql_quote (dialect->identifier, name);

  g_string_append_printf (text, "SELECT %s AS table_schema, %s AS table_name, %s AS row_count FROM %s%s%s",
                          schema_literal, name_literal, dialect->count, *schema != '\0' ? schema_identifier : "",
                          *schema != '\0' ? "." : "", name_identifier);
}

gboolean
sluice_row_count_sql_can_count (SluiceForm *form)
{
  const Dialect *dialect;

  g_return_val_if_fail (SLUICE_IS_FORM (form), FALSE);

  dialect = find_dialect (form);

  return dialect != NULL && dialect->count != NULL;
}

SluiceRowCountSql *
sluice_row_count_sql_new_exact (SluiceForm *form, GPtrArray *tables)
{
  const Dialect *dialect;
  g_auto (Place) place = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (SLUICE_IS_FORM (form), NULL);
  g_return_val_if_fail (tables != NULL, NULL);

  if (!sluice_row_count_sql_can_count (form) || tables->len == 0)
    return NULL;

  dialect = find_dialect (form);
  place_fill (&place, form);
  if (dialect->write == write_mongodb)
    append_mongodb_counts (text, &place, tables);
  else
    for (guint i = 0; i < tables->len; i++)
      {
        append_count (text, dialect, &place, g_ptr_array_index (tables, i));
        g_string_append (text, i + 1 < tables->len ? "\nUNION ALL\n" : ";\n");
      }

  return new_sql (dialect, &place, g_string_free_and_steal (g_steal_pointer (&text)), SLUICE_ROWS_PASTED, NULL);
}

void
sluice_row_count_sql_free (SluiceRowCountSql *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->where);
  g_free (self->caveat);
  g_free (self);
}
