/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-row-count-sql.h"
#include "unit-common.h"

#include <string.h>

/* @values: path and value in turn, ended by NULL */
static SluiceForm *
new_form (const char *source_type, const char *const *values)
{
  g_autoptr (SluiceSourceType) type = unit_source_type (source_type);
  SluiceForm *form = sluice_form_new (type);

  for (; *values != NULL; values += 2)
    sluice_form_set_value (form, values[0], values[1]);

  return form;
}

#define VALUES(...) ((const char *const[]) { __VA_ARGS__, NULL })

static void
assert_sql (const char *source_type, const char *const *values, SluiceRowsOrigin origin, const char *wanted)
{
  g_autoptr (SluiceForm) form = new_form (source_type, values);
  g_autoptr (SluiceRowCountSql) sql = sluice_row_count_sql_new (form);

  g_assert_nonnull (sql);
  g_assert_cmpstr (sql->text, ==, wanted);
  g_assert_cmpint (sql->origin, ==, origin);
  g_assert_nonnull (sql->where);
}

static void
test_redshift (void)
{
  assert_sql ("Redshift", VALUES ("database", "dev", "schema", "sales"), SLUICE_ROWS_PASTED_ESTIMATE,
              "SELECT \"schema\" AS table_schema, \"table\" AS table_name, estimated_visible_rows AS row_count\n"
              "FROM svv_table_info\n"
              "WHERE \"schema\" = 'sales'\n"
              "ORDER BY 1, 2;\n");
  assert_sql ("Redshift", VALUES ("database", "dev"), SLUICE_ROWS_PASTED_ESTIMATE,
              "SELECT \"schema\" AS table_schema, \"table\" AS table_name, estimated_visible_rows AS row_count\n"
              "FROM svv_table_info\n"
              "ORDER BY 1, 2;\n");
}

static void
test_mysql (void)
{
  assert_sql ("MySQL", VALUES ("database", "shop", "schema", "o'hara\\"), SLUICE_ROWS_PASTED_ESTIMATE,
              "SELECT table_schema AS table_schema, table_name AS table_name, table_rows AS row_count\n"
              "FROM information_schema.tables\n"
              "WHERE table_type = 'BASE TABLE' AND table_schema = 'o''hara\\\\'\n"
              "ORDER BY 1, 2;\n");
  assert_sql ("MySQL", VALUES ("database", "shop"), SLUICE_ROWS_PASTED_ESTIMATE,
              "SELECT table_schema AS table_schema, table_name AS table_name, table_rows AS row_count\n"
              "FROM information_schema.tables\n"
              "WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('mysql', 'information_schema', "
              "'performance_schema', 'sys')\n"
              "ORDER BY 1, 2;\n");
}

static void
test_mssql (void)
{
  assert_sql ("MSSQL", VALUES ("database", "shop]2", "schema", "dbo"), SLUICE_ROWS_PASTED_ESTIMATE,
              "SELECT s.name AS table_schema, t.name AS table_name, SUM(p.[rows]) AS row_count\n"
              "FROM [shop]]2].sys.tables AS t\n"
              "JOIN [shop]]2].sys.schemas AS s ON s.schema_id = t.schema_id\n"
              "JOIN [shop]]2].sys.partitions AS p ON p.object_id = t.object_id AND p.index_id IN (0, 1)\n"
              "WHERE s.name = N'dbo'\n"
              "GROUP BY s.name, t.name\n"
              "ORDER BY s.name, t.name;\n");
}

/* What is typed without capitals means capitals, unless it needs quotes. */
static void
test_snowflake (void)
{
  assert_sql ("Snowflake", VALUES ("database", "shop", "schema", "public"), SLUICE_ROWS_PASTED,
              "SELECT table_schema, table_name, row_count\n"
              "FROM \"SHOP\".information_schema.tables\n"
              "WHERE table_type = 'BASE TABLE' AND table_schema IN ('public', 'PUBLIC')\n"
              "ORDER BY table_schema, table_name;\n");
  assert_sql ("Snowflake", VALUES ("database", "my shop"), SLUICE_ROWS_PASTED,
              "SELECT table_schema, table_name, row_count\n"
              "FROM \"my shop\".information_schema.tables\n"
              "WHERE table_type = 'BASE TABLE' AND table_schema <> 'INFORMATION_SCHEMA'\n"
              "ORDER BY table_schema, table_name;\n");
}

static void
test_bigquery (void)
{
  static const char key[] = "{\"project_id\": \"acme-1\", \"private_key\": \"s3cret\", \"private_key_id\": \"1\", "
                            "\"client_email\": \"a@b.c\", \"token_uri\": \"https://t\"}";
  static const char wanted[] = "SELECT dataset_id AS table_schema, table_id AS table_name, row_count\n"
                               "FROM `%s.sales.__TABLES__`\n"
                               "WHERE type = 1\n"
                               "ORDER BY table_id;\n";
  g_auto (GStrv) halves = g_strsplit (wanted, "%s", 2);
  g_autofree char *own = g_strjoinv ("acme-1", halves);
  g_autofree char *other = g_strjoinv ("other-2", halves);

  assert_sql ("BigQuery", VALUES ("key_file", key, "dataset_id", "sales"), SLUICE_ROWS_PASTED, own);
  assert_sql ("BigQuery",
              VALUES ("key_file", key, "dataset_id", "sales", "dataset_project", "true",
                      "dataset_project/dataset_project_id", "other-2"),
              SLUICE_ROWS_PASTED, other);
}

static void
test_clickhouse (void)
{
  assert_sql ("ClickHouse", VALUES ("database", "o'hara\\"), SLUICE_ROWS_PASTED,
              "SELECT database AS table_schema, name AS table_name, total_rows AS row_count\n"
              "FROM system.tables\n"
              "WHERE database = 'o\\'hara\\\\' AND NOT is_temporary AND engine NOT LIKE '%View'\n"
              "ORDER BY database, name;\n");
}

/* The connection string is a secret: its database comes out of it and nothing else does. */
static void
test_mongodb (void)
{
  static const char wanted[] = "print(\"table_name\\trow_count\");\n"
                               "db.getSiblingDB(\"shop\").getCollectionInfos({ type: \"collection\" })"
                               ".map(c => c.name).sort().forEach(name =>\n"
                               "  print(name + \"\\t\" + db.getSiblingDB(\"shop\").getCollection(name)"
                               ".estimatedDocumentCount()));\n";

  assert_sql ("MongoDB", VALUES ("connection_string", "mongodb://u:s3cret@h:27017/shop?authSource=admin"),
              SLUICE_ROWS_PASTED_ESTIMATE, wanted);
  assert_sql ("MongoDB", VALUES ("connection_string", "mongodb://u:s3cret@h:27017/other", "database_name", "shop"),
              SLUICE_ROWS_PASTED_ESTIMATE, wanted);
  assert_sql ("MongoDB", VALUES ("connection_string", "mongodb://u:s3cret@h:27017"), SLUICE_ROWS_PASTED_ESTIMATE,
              "print(\"table_name\\trow_count\");\n"
              "db.getCollectionInfos({ type: \"collection\" }).map(c => c.name).sort().forEach(name =>\n"
              "  print(name + \"\\t\" + db.getCollection(name).estimatedDocumentCount()));\n");
}

/* A real server runs this one in tests/setup; here is what it says of the schema. */
static void
test_postgres (void)
{
  static const struct
  {
    const char *schema, *condition;
  } cases[] = {
    { "public", "n.nspname = 'public'\n" },
    { "o'hara", "n.nspname = 'o''hara'\n" },
    { "a\\b'", "n.nspname = E'a\\\\b'''\n" },
    { "", "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceForm) form = new_form ("Supabase", VALUES ("schema", cases[i].schema));
      g_autoptr (SluiceRowCountSql) sql = sluice_row_count_sql_new (form);

      g_assert_nonnull (strstr (sql->text, cases[i].condition));
      g_assert_null (strstr (sql->text, "count(*) FROM"));
      g_assert_cmpint (sql->origin, ==, SLUICE_ROWS_PASTED_ESTIMATE);
    }
}

static GPtrArray *
new_tables (const char *first, const char *second)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_object_unref);
  const char *names[] = { first, second };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_set_string_member (object, "table", names[i]);
      g_ptr_array_add (tables, sluice_table_new_from_json (object, TRUE, NULL));
    }

  return tables;
}

static void
assert_exact (const char *source_type,
              const char *const *values,
              const char *first,
              const char *second,
              const char *wanted)
{
  g_autoptr (SluiceForm) form = new_form (source_type, values);
  g_autoptr (GPtrArray) tables = new_tables (first, second);
  g_autoptr (SluiceRowCountSql) sql = sluice_row_count_sql_new_exact (form, tables);

  g_assert_cmpint (sluice_row_count_sql_can_count (form), ==, wanted != NULL);
  if (wanted == NULL)
    {
      g_assert_null (sql);
      return;
    }
  g_assert_cmpstr (sql->text, ==, wanted);
  g_assert_cmpint (sql->origin, ==, SLUICE_ROWS_PASTED);
}

/* Whatever a table is called, it is a name in SQL and never more. */
static void
test_exact (void)
{
  assert_exact ("Postgres", VALUES ("schema", "public"), "x\"; DROP TABLE y; --", "it's",
                "SELECT 'public' AS table_schema, 'x\"; DROP TABLE y; --' AS table_name, count(*) AS row_count"
                " FROM \"public\".\"x\"\"; DROP TABLE y; --\"\n"
                "UNION ALL\n"
                "SELECT 'public' AS table_schema, 'it''s' AS table_name, count(*) AS row_count"
                " FROM \"public\".\"it's\";\n");
  assert_exact ("Postgres", VALUES ("schema", ""), "public.orders", "sales.orders",
                "SELECT 'public' AS table_schema, 'orders' AS table_name, count(*) AS row_count"
                " FROM \"public\".\"orders\"\n"
                "UNION ALL\n"
                "SELECT 'sales' AS table_schema, 'orders' AS table_name, count(*) AS row_count"
                " FROM \"sales\".\"orders\";\n");
  assert_exact ("MySQL", VALUES ("schema", ""), "shop.a`b", "shop.c\\d",
                "SELECT 'shop' AS table_schema, 'a`b' AS table_name, count(*) AS row_count FROM `shop`.`a``b`\n"
                "UNION ALL\n"
                "SELECT 'shop' AS table_schema, 'c\\\\d' AS table_name, count(*) AS row_count FROM `shop`.`c\\d`;\n");
  assert_exact (
      "MSSQL", VALUES ("schema", "dbo"), "a]b", "naïve",
      "SELECT N'dbo' AS table_schema, N'a]b' AS table_name, COUNT_BIG(*) AS row_count FROM [dbo].[a]]b]\n"
      "UNION ALL\n"
      "SELECT N'dbo' AS table_schema, N'naïve' AS table_name, COUNT_BIG(*) AS row_count FROM [dbo].[naïve];\n");
  assert_exact ("MongoDB", VALUES ("database_name", "shop"), "a\"b", "c",
                "print(\"table_name\\trow_count\");\n"
                "[\n"
                "  \"a\\\"b\",\n"
                "  \"c\"\n"
                "].forEach(name => print(name + \"\\t\" + db.getSiblingDB(\"shop\").getCollection(name)"
                ".countDocuments({})));\n");
  /* Their catalogue has counts. */
  assert_exact ("Snowflake", VALUES ("database", "shop"), "PUBLIC.A", "PUBLIC.B", NULL);
  assert_exact ("BigQuery", VALUES ("dataset_id", "sales"), "a", "b", NULL);
  assert_exact ("Stripe", VALUES ("stripe_account_id", ""), "a", "b", NULL);
}

/* Every database of the catalogue has its SQL, and nothing else has. */
static void
test_every_type (void)
{
  g_autoptr (GListModel) types = unit_source_types ();

  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (SluiceSourceType) type = g_list_model_get_item (types, i);
      g_autoptr (SluiceForm) form = sluice_form_new (type);
      g_autoptr (SluiceRowCountSql) sql = sluice_row_count_sql_new (form);

      g_test_message ("%s", sluice_source_type_get_name (type));
      g_assert_cmpint (sql != NULL, ==, sluice_source_type_is_database (type));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row-count-sql/postgres", test_postgres);
  g_test_add_func ("/row-count-sql/redshift", test_redshift);
  g_test_add_func ("/row-count-sql/mysql", test_mysql);
  g_test_add_func ("/row-count-sql/mssql", test_mssql);
  g_test_add_func ("/row-count-sql/snowflake", test_snowflake);
  g_test_add_func ("/row-count-sql/bigquery", test_bigquery);
  g_test_add_func ("/row-count-sql/clickhouse", test_clickhouse);
  g_test_add_func ("/row-count-sql/mongodb", test_mongodb);
  g_test_add_func ("/row-count-sql/exact", test_exact);
  g_test_add_func ("/row-count-sql/every-type", test_every_type);

  return g_test_run ();
}
