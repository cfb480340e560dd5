/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-row-count-paste.h"
#include "unit-common.h"

/* Names are separated by line breaks. */
static GPtrArray *
new_tables (const char *names)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) lines = g_strsplit (names, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_set_string_member (object, "table", lines[i]);
      g_ptr_array_add (tables, sluice_table_new_from_json (object, TRUE, NULL));
    }

  return tables;
}

/* What was read, a line a count: "public.orders=1250000", "public.users?" for no number, "!name" for no table, "±name"
 * for several, "#name" for what is no number, "%name" for two numbers. */
static char *
describe (const char *text, const char *names, const char *namespace_)
{
  static const char *const marks[] = { [SLUICE_PASTE_NOT_FOUND] = "!",
                                       [SLUICE_PASTE_AMBIGUOUS] = "±",
                                       [SLUICE_PASTE_NOT_A_NUMBER] = "#",
                                       [SLUICE_PASTE_CONTRADICTED] = "%" };
  g_autoptr (GPtrArray) tables = new_tables (names);
  g_autoptr (SluiceRowCountPaste) paste = sluice_row_count_paste_new (text, tables, namespace_);
  GString *told = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < paste->counts->len; i++)
    {
      SluicePastedCount *count = g_ptr_array_index (paste->counts, i);

      g_assert_cmpint (count->rows >= 0, ==, count->match == SLUICE_PASTE_MATCHED);
      if (count->match == SLUICE_PASTE_MATCHED)
        g_string_append_printf (told, "%s=%" G_GINT64_FORMAT "\n", sluice_table_get_name (count->table), count->rows);
      else if (count->match == SLUICE_PASTE_NO_NUMBER)
        g_string_append_printf (told, "%s?\n", sluice_table_get_name (count->table));
      else
        g_string_append_printf (told, "%s%s\n", marks[count->match], count->name);
    }
  for (guint i = 0; i < SLUICE_N_PASTE_MATCHES; i++)
    n += paste->n[i];
  g_assert_cmpuint (n, ==, paste->counts->len);

  return g_string_free_and_steal (told);
}

#define NAMES "public.orders\npublic.customers\npublic.audit_log\nsales.orders"
#define ALL "public.orders=1250000\npublic.customers=204331\npublic.audit_log?\nsales.orders=12\n"

typedef struct
{
  const char *client;
  const char *text;
} Output;

/* The same four rows as each client prints them. */
static const Output outputs[] = {
  { "psql", " table_schema | table_name | row_count \n"
            "--------------+------------+-----------\n"
            " public       | orders     |   1250000\n"
            " public       | customers  |    204331\n"
            " public       | audit_log  |          \n"
            " sales        | orders     |        12\n"
            "(4 rows)\n\n"
            "Time: 3.214 ms\n" },
  { "psql with its prompt, \\pset null NULL and \\pset numericlocale",
    "shop=> SELECT n.nspname !~ '^pg_(toast|temp)' AS x, 1\n"
    "shop-> FROM parts;\n"
    " table_schema | table_name | row_count \n"
    "--------------+------------+-----------\n"
    " public       | orders     | 1,250,000\n"
    " public       | customers  |   204,331\n"
    " public       | audit_log  | NULL\n"
    " sales        | orders     |        12\n"
    "(4 rows)\n" },
  { "psql \\pset border 2", "+--------------+------------+-----------+\n"
                            "| table_schema | table_name | row_count |\n"
                            "+--------------+------------+-----------+\n"
                            "| public       | orders     |   1250000 |\n"
                            "| public       | customers  |    204331 |\n"
                            "| public       | audit_log  |           |\n"
                            "| sales        | orders     |        12 |\n"
                            "+--------------+------------+-----------+\n"
                            "(4 rows)\n" },
  { "psql \\pset linestyle unicode", " table_schema │ table_name │ row_count \n"
                                     "──────────────┼────────────┼───────────\n"
                                     " public       │ orders     │   1250000\n"
                                     " public       │ customers  │    204331\n"
                                     " public       │ audit_log  │          ∅\n"
                                     " sales        │ orders     │        12\n"
                                     "(4 rows)\n" },
  { "psql -A", "table_schema|table_name|row_count\n"
               "public|orders|1250000\n"
               "public|customers|204331\n"
               "public|audit_log|\n"
               "sales|orders|12\n"
               "(4 rows)\n" },
  { "psql -At", "public|orders|1250000\n"
                "public|customers|204331\n"
                "public|audit_log|\n"
                "sales|orders|12\n" },
  { "psql --csv", "table_schema,table_name,row_count\n"
                  "public,orders,1250000\n"
                  "public,customers,204331\n"
                  "public,audit_log,\n"
                  "sales,orders,12\n" },
  { "psql -A -F tab", "table_schema\ttable_name\trow_count\n"
                      "public\torders\t1250000\n"
                      "public\tcustomers\t204331\n"
                      "public\taudit_log\t\n"
                      "sales\torders\t12\n"
                      "(4 rows)\n" },
  { "mysql", "mysql> SELECT table_schema AS table_schema, table_name AS table_name, table_rows AS row_count\n"
             "    -> FROM information_schema.tables;\n"
             "+--------------+------------+-----------+\n"
             "| table_schema | table_name | row_count |\n"
             "+--------------+------------+-----------+\n"
             "| public       | orders     |   1250000 |\n"
             "| public       | customers  |    204331 |\n"
             "| public       | audit_log  |      NULL |\n"
             "| sales        | orders     |        12 |\n"
             "+--------------+------------+-----------+\n"
             "4 rows in set (0.01 sec)\n" },
  { "mysql -B", "TABLE_SCHEMA\tTABLE_NAME\tTABLE_ROWS\n"
                "public\torders\t1250000\n"
                "public\tcustomers\t204331\n"
                "public\taudit_log\tNULL\n"
                "sales\torders\t12\n" },
  { "SELECT … INTO OUTFILE",
    "public\torders\t1250000\npublic\tcustomers\t204331\npublic\taudit_log\t\\N\nsales\torders\t12\n" },
  { "sqlcmd", "table_schema         table_name           row_count           \n"
              "-------------------- -------------------- --------------------\n"
              "public               orders                            1250000\n"
              "public               customers                          204331\n"
              "public               audit_log                            NULL\n"
              "sales                orders                                 12\n"
              "\n"
              "(4 rows affected)\n" },
  { "SQL Server Management Studio, with headers", "table_schema\ttable_name\trow_count\r\n"
                                                  "public\torders\t1250000\r\n"
                                                  "public\tcustomers\t204331\r\n"
                                                  "public\taudit_log\tNULL\r\n"
                                                  "sales\torders\t12" },
  { "bq query", "Waiting on bqjob_r1_0000_1 ... (0s) Current status: DONE\n"
                "+--------------+------------+-----------+\n"
                "| table_schema | table_name | row_count |\n"
                "+--------------+------------+-----------+\n"
                "| public       | orders     |   1250000 |\n"
                "| public       | customers  |    204331 |\n"
                "| public       | audit_log  |      NULL |\n"
                "| sales        | orders     |        12 |\n"
                "+--------------+------------+-----------+\n" },
  { "snowsql", "+--------------+------------+-----------+\n"
               "| TABLE_SCHEMA | TABLE_NAME | ROW_COUNT |\n"
               "|--------------+------------+-----------|\n"
               "| PUBLIC       | ORDERS     |   1250000 |\n"
               "| PUBLIC       | CUSTOMERS  |    204331 |\n"
               "| PUBLIC       | AUDIT_LOG  |      NULL |\n"
               "| SALES        | ORDERS     |        12 |\n"
               "+--------------+------------+-----------+\n"
               "4 Row(s) produced. Time Elapsed: 0.812s\n" },
  { "clickhouse-client", "   ┌─table_schema─┬─table_name─┬─row_count─┐\n"
                         "1. │ public       │ orders     │   1250000 │\n"
                         "2. │ public       │ customers  │    204331 │\n"
                         "3. │ public       │ audit_log  │      ᴺᵁᴸᴸ │\n"
                         "4. │ sales        │ orders     │        12 │\n"
                         "   └──────────────┴────────────┴───────────┘\n"
                         "\n"
                         "4 rows in set. Elapsed: 0.004 sec.\n" },
  { "clickhouse-client, FORMAT Pretty", "┏━━━━━━━━━━━━━━┳━━━━━━━━━━━━┳━━━━━━━━━━━┓\n"
                                        "┃ table_schema ┃ table_name ┃ row_count ┃\n"
                                        "┡━━━━━━━━━━━━━━╇━━━━━━━━━━━━╇━━━━━━━━━━━┩\n"
                                        "│ public       │ orders     │   1250000 │\n"
                                        "├──────────────┼────────────┼───────────┤\n"
                                        "│ public       │ customers  │    204331 │\n"
                                        "├──────────────┼────────────┼───────────┤\n"
                                        "│ public       │ audit_log  │      ᴺᵁᴸᴸ │\n"
                                        "├──────────────┼────────────┼───────────┤\n"
                                        "│ sales        │ orders     │        12 │\n"
                                        "└──────────────┴────────────┴───────────┘\n" },
  { "DBeaver, as CSV", "\"table_schema\",\"table_name\",\"row_count\"\r\n"
                       "\"public\",\"orders\",\"1,250,000\"\r\n"
                       "\"public\",\"customers\",\"204,331\"\r\n"
                       "\"public\",\"audit_log\",[NULL]\r\n"
                       "\"sales\",\"orders\",12\r\n" },
  { "a German spreadsheet", "table_schema;table_name;row_count\r\n"
                            "public;orders;1.250.000\r\n"
                            "public;customers;204.331\r\n"
                            "public;audit_log;\r\n"
                            "sales;orders;12\r\n" },
  { "by hand", "public.orders 1,250,000\npublic.customers: 204 331\npublic.audit_log NULL\nsales.orders 12\n" },
  { "quoted names", "\"public\".\"orders\"\t1250000\n[public].[customers]\t204331\n`public`.`audit_log`\t\n"
                    "shop.sales.orders\t12\n" },
  { "pg_class.reltuples, by somebody's own query", "  nspname |  relname  |  reltuples   \n"
                                                   "----------+-----------+--------------\n"
                                                   " public   | orders    |     1.25e+06\n"
                                                   " public   | customers |       204331\n"
                                                   " public   | audit_log |           -1\n"
                                                   " sales    | orders    |           12\n"
                                                   "(4 rows)\n" },
  { "commas between thousands and no quotes", "table_schema,table_name,row_count\n"
                                              "public,orders,1,250,000\n"
                                              "public,customers,204,331\n"
                                              "public,audit_log,\n"
                                              "sales,orders,12\n" },
};

static void
test_output (gconstpointer data)
{
  const Output *output = data;
  g_autofree char *told = describe (output->text, NAMES, NULL);

  g_assert_cmpstr (told, ==, ALL);
}

/* MongoDB has no schemas. */
static void
test_mongosh (void)
{
  g_autofree char *told =
      describe ("table_name\trow_count\norders\t1250000\nsystem.views\t3\nnaïve 表\t7\n", "orders\nnaïve 表", "shop");

  g_assert_cmpstr (told, ==, "orders=1250000\n!system.views\nnaïve 表=7\n");
}

/* One name in two schemas, and no schema in the line: nobody knows which is meant, so neither gets it. */
static void
test_ambiguous (void)
{
  g_autofree char *told = describe ("orders,12\ncustomers,7\nmissing,1\n", NAMES, NULL);

  g_assert_cmpstr (told, ==, "±orders\npublic.customers=7\n!missing\n");
}

/* The counts of another schema are not those of the one that is read. */
static void
test_other_schema (void)
{
  g_autofree char *told =
      describe ("public|orders|12\narchive|orders|7\nPUBLIC|customers|3\n", "orders\ncustomers", "public");
  g_autofree char *qualified = describe ("archive.orders\t7\npublic.orders\t12\n", "orders\ncustomers", "public");
  g_autofree char *unknown = describe ("archive|orders|7\n", "orders", "");

  g_assert_cmpstr (told, ==, "orders=12\n!archive.orders\ncustomers=3\n");
  g_assert_cmpstr (qualified, ==, "!archive.orders\norders=12\n");
  g_assert_cmpstr (unknown, ==, "orders=7\n");
}

static void
test_case (void)
{
  g_autofree char *folded = describe ("ORDERS\t1\n", "orders", NULL);
  g_autofree char *exact = describe ("Orders\t1\norders\t2\nORDERS\t3\n", "Orders\norders", NULL);

  g_assert_cmpstr (folded, ==, "orders=1\n");
  g_assert_cmpstr (exact, ==, "Orders=1\norders=2\n±ORDERS\n");
}

static void
test_contradiction (void)
{
  g_autofree char *told = describe ("orders\t1\norders\t2\nusers\t3\nusers\t3\norders\t1\n", "orders\nusers", NULL);

  g_assert_cmpstr (told, ==, "%orders\n%orders\nusers=3\nusers=3\n%orders\n");
}

static void
test_odd_names (void)
{
  g_autofree char *told = describe ("table_name,row_count\n"
                                    "\"a,b\",1\n"
                                    "\"say \"\"hi\"\"\",2\n"
                                    "\"two\nlines\",3\n"
                                    "a.b.c,4\n"
                                    "<b>x</b>,5\n"
                                    "orders,many\n",
                                    "a,b\nsay \"hi\"\na.b.c\n<b>x</b>\norders", NULL);

  g_assert_cmpstr (told, ==, "a,b=1\nsay \"hi\"=2\n!two\nlines\na.b.c=4\n<b>x</b>=5\n#orders\n");
}

/* Whatever is pasted by mistake changes nothing and breaks nothing. */
static void
test_nonsense (void)
{
  static const char *const cases[] = {
    "",
    "\n\n",
    "hello",
    "Dear all,\nplease find attached\n",
    "ERROR:  permission denied for table orders\n",
    "|||||\n|||\n",
    "+---+\n",
    "\t\t\t\n\t\n",
    "\"unterminated, 1\n2, 3",
    "-- --\n-- --\n",
    "\xff\xfe\x00",
    ",,,,\n;;;;\n",
    "(0 rows)\n",
    " table_schema | table_name | row_count \n--------------+------------+-----------\n(0 rows)\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = new_tables (NAMES);
      g_autoptr (SluiceRowCountPaste) paste = sluice_row_count_paste_new (cases[i], tables, NULL);

      g_test_message ("%u", i);
      g_assert_cmpuint (paste->n[SLUICE_PASTE_MATCHED], ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      g_autofree char *path = g_strdup_printf ("/row-count-paste/output/%s", outputs[i].client);

      g_test_add_data_func (path, &outputs[i], test_output);
    }
  g_test_add_func ("/row-count-paste/mongosh", test_mongosh);
  g_test_add_func ("/row-count-paste/ambiguous", test_ambiguous);
  g_test_add_func ("/row-count-paste/other-schema", test_other_schema);
  g_test_add_func ("/row-count-paste/case", test_case);
  g_test_add_func ("/row-count-paste/contradiction", test_contradiction);
  g_test_add_func ("/row-count-paste/odd-names", test_odd_names);
  g_test_add_func ("/row-count-paste/nonsense", test_nonsense);

  return g_test_run ();
}
