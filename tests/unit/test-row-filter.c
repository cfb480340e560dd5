/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-row-filter.h"
#include "unit-common.h"

static SluiceTable *
make_table (void)
{
  return unit_table ("{'table':'orders','rows':5,'available_columns':["
                     "{'field':'id','type':'bigint','nullable':false},"
                     "{'field':'total','type':'numeric(10,2)','nullable':true},"
                     "{'field':'region','type':'character varying(20)','nullable':true},"
                     "{'field':'paid','type':'boolean','nullable':true},"
                     "{'field':'day','type':'date','nullable':true},"
                     "{'field':'at','type':'timestamp with time zone','nullable':true},"
                     "{'field':'doc','type':'jsonb','nullable':true},"
                     "{'field':'odd','nullable':true}]}");
}

/* The words of every database the contract names. */
static void
test_classes (void)
{
  static const struct
  {
    const char *type;
    SluiceColumnClass class_;
  } types[] = {
    /* Postgres, Redshift */
    { "smallint", SLUICE_COLUMN_CLASS_INTEGER },
    { "bigint", SLUICE_COLUMN_CLASS_INTEGER },
    { "int4", SLUICE_COLUMN_CLASS_INTEGER },
    { "numeric(10,2)", SLUICE_COLUMN_CLASS_NUMERIC },
    { "double precision", SLUICE_COLUMN_CLASS_NUMERIC },
    { "money", SLUICE_COLUMN_CLASS_NUMERIC },
    { "character varying(255)", SLUICE_COLUMN_CLASS_STRING },
    { "text", SLUICE_COLUMN_CLASS_STRING },
    { "uuid", SLUICE_COLUMN_CLASS_STRING },
    { "citext", SLUICE_COLUMN_CLASS_STRING },
    { "boolean", SLUICE_COLUMN_CLASS_BOOLEAN },
    { "date", SLUICE_COLUMN_CLASS_DATE },
    { "timestamp without time zone", SLUICE_COLUMN_CLASS_TIMESTAMP },
    { "timestamp(3) with time zone", SLUICE_COLUMN_CLASS_TIMESTAMP },
    { "timestamptz", SLUICE_COLUMN_CLASS_TIMESTAMP },
    { "json", SLUICE_COLUMN_CLASS_UNKNOWN },
    { "jsonb", SLUICE_COLUMN_CLASS_UNKNOWN },
    { "bytea", SLUICE_COLUMN_CLASS_UNKNOWN },
    { "interval", SLUICE_COLUMN_CLASS_UNKNOWN },
    { "time without time zone", SLUICE_COLUMN_CLASS_UNKNOWN },
    { "integer[]", SLUICE_COLUMN_CLASS_UNKNOWN },
    { "timestamp[]", SLUICE_COLUMN_CLASS_UNKNOWN },
    { "USER-DEFINED", SLUICE_COLUMN_CLASS_UNKNOWN },
    /* MySQL */
    { "INT(11)", SLUICE_COLUMN_CLASS_INTEGER },
    { "int(10) unsigned", SLUICE_COLUMN_CLASS_INTEGER },
    { "mediumint", SLUICE_COLUMN_CLASS_INTEGER },
    { "enum('new','paid')", SLUICE_COLUMN_CLASS_STRING },
    { "longtext", SLUICE_COLUMN_CLASS_STRING },
    { "bit", SLUICE_COLUMN_CLASS_BOOLEAN },
    { "datetime", SLUICE_COLUMN_CLASS_TIMESTAMP },
    { "set('a','b')", SLUICE_COLUMN_CLASS_UNKNOWN },
    { "blob", SLUICE_COLUMN_CLASS_UNKNOWN },
    /* SQL Server */
    { "uniqueidentifier", SLUICE_COLUMN_CLASS_STRING },
    { "nvarchar(max)", SLUICE_COLUMN_CLASS_STRING },
    { "datetimeoffset", SLUICE_COLUMN_CLASS_TIMESTAMP },
    { "datetime2(7)", SLUICE_COLUMN_CLASS_TIMESTAMP },
    { "smalldatetime", SLUICE_COLUMN_CLASS_TIMESTAMP },
    { "smallmoney", SLUICE_COLUMN_CLASS_NUMERIC },
    /* Snowflake, BigQuery */
    { "NUMBER(38,0)", SLUICE_COLUMN_CLASS_NUMERIC },
    { "VARIANT", SLUICE_COLUMN_CLASS_UNKNOWN },
    { "TIMESTAMP_NTZ", SLUICE_COLUMN_CLASS_TIMESTAMP },
    { "INT64", SLUICE_COLUMN_CLASS_INTEGER },
    { "BIGNUMERIC", SLUICE_COLUMN_CLASS_NUMERIC },
    { "STRING", SLUICE_COLUMN_CLASS_STRING },
    { "RECORD", SLUICE_COLUMN_CLASS_UNKNOWN },
    /* ClickHouse */
    { "Nullable(UInt64)", SLUICE_COLUMN_CLASS_INTEGER },
    { "LowCardinality(Nullable(String))", SLUICE_COLUMN_CLASS_STRING },
    { "FixedString(16)", SLUICE_COLUMN_CLASS_STRING },
    { "DateTime64(3, 'UTC')", SLUICE_COLUMN_CLASS_TIMESTAMP },
    { "Date32", SLUICE_COLUMN_CLASS_DATE },
    { "Array(String)", SLUICE_COLUMN_CLASS_UNKNOWN },
    /* Nothing, and nonsense */
    { NULL, SLUICE_COLUMN_CLASS_UNKNOWN },
    { "", SLUICE_COLUMN_CLASS_UNKNOWN },
    { "(", SLUICE_COLUMN_CLASS_UNKNOWN },
    { "nullable(", SLUICE_COLUMN_CLASS_UNKNOWN },
    { "nullable()", SLUICE_COLUMN_CLASS_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_test_message ("%s", types[i].type);
      g_assert_cmpint (sluice_column_class_from_type (types[i].type), ==, types[i].class_);
    }
}

static void
assert_filter (const char *column, SluiceFilterOperator op, const char *text, const char *json)
{
  g_autoptr (SluiceTable) table = make_table ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceRowFilter) filter = sluice_row_filter_new (table, column, op, text, &error);
  g_autoptr (SluiceRowFilter) again = NULL;
  g_autoptr (SluiceRowFilter) typed_again = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *typed = NULL;

  g_test_message ("%s %s", column, text);
  g_assert_no_error (error);
  node = sluice_json_take_object (sluice_row_filter_to_json (filter));
  unit_assert_json (json_node_copy (node), json);

  /* It comes back the same from what was written and from what can be typed. */
  again = sluice_row_filter_new_from_json (table, json_node_get_object (node), &error);
  g_assert_no_error (error);
  g_assert_true (sluice_row_filter_equal (filter, again));
  typed = sluice_row_filter_dup_text (filter);
  typed_again = sluice_row_filter_new (table, column, op, typed, &error);
  g_assert_no_error (error);
  g_assert_true (sluice_row_filter_equal (filter, typed_again));
}

static void
assert_refused (const char *column, SluiceFilterOperator op, const char *text, int code)
{
  g_autoptr (SluiceTable) table = make_table ();
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", column);
  g_assert_null (sluice_row_filter_new (table, column, op, text, &error));
  g_assert_error (error, SLUICE_ROW_FILTER_ERROR, code);
  /* A sentence for the person, however long the value was. */
  g_assert_cmpuint (g_utf8_strlen (error->message, -1), <, 200);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_integers (void)
{
  assert_filter ("id", SLUICE_FILTER_GREATER, "42", "{'column':'id','operator':'>','value':42}");
  assert_filter ("id", SLUICE_FILTER_EQUAL, " +007 ", "{'column':'id','operator':'=','value':7}");
  assert_filter ("id", SLUICE_FILTER_EQUAL, "-0", "{'column':'id','operator':'=','value':0}");
  assert_filter ("id", SLUICE_FILTER_LESS_OR_EQUAL, "-9223372036854775808",
                 "{'column':'id','operator':'<=','value':-9223372036854775808}");
  /* Beyond what JSON numbers can hold here. */
  assert_filter ("id", SLUICE_FILTER_LESS, "18446744073709551615",
                 "{'column':'id','operator':'<','value':'18446744073709551615'}");

  assert_refused ("id", SLUICE_FILTER_EQUAL, "", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("id", SLUICE_FILTER_EQUAL, "abc", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("id", SLUICE_FILTER_EQUAL, "1.5", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("id", SLUICE_FILTER_EQUAL, "1 000", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("id", SLUICE_FILTER_EQUAL, "true", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("id", SLUICE_FILTER_EQUAL, "1; DROP TABLE orders", SLUICE_ROW_FILTER_ERROR_VALUE);
}

static void
test_numbers (void)
{
  /* As text, or 9.9 would come as 9.9000000000000004. */
  assert_filter ("total", SLUICE_FILTER_GREATER_OR_EQUAL, "9.90", "{'column':'total','operator':'>=','value':'9.90'}");
  assert_filter ("total", SLUICE_FILTER_EQUAL, "-1e3", "{'column':'total','operator':'=','value':'-1e3'}");
  assert_filter ("total", SLUICE_FILTER_EQUAL, "+.5", "{'column':'total','operator':'=','value':'.5'}");
  assert_refused ("total", SLUICE_FILTER_EQUAL, "9,90", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("total", SLUICE_FILTER_EQUAL, "NaN", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("total", SLUICE_FILTER_EQUAL, "1e", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("total", SLUICE_FILTER_EQUAL, ".", SLUICE_ROW_FILTER_ERROR_VALUE);
}

static void
test_texts (void)
{
  /* Text is what it is: spaces count, and nothing is a value too. */
  assert_filter ("region", SLUICE_FILTER_EQUAL, " eu ", "{'column':'region','operator':'=','value':' eu '}");
  assert_filter ("region", SLUICE_FILTER_NOT_EQUAL, "", "{'column':'region','operator':'!=','value':''}");
  assert_filter ("region", SLUICE_FILTER_EQUAL, "42", "{'column':'region','operator':'=','value':'42'}");
  assert_filter ("region", SLUICE_FILTER_EQUAL, "🌍 مرحبا", "{'column':'region','operator':'=','value':'🌍 مرحبا'}");
  assert_refused ("region", SLUICE_FILTER_EQUAL, "\xff\xfe", SLUICE_ROW_FILTER_ERROR_VALUE);
}

static void
test_booleans (void)
{
  assert_filter ("paid", SLUICE_FILTER_EQUAL, "TRUE", "{'column':'paid','operator':'=','value':true}");
  assert_filter ("paid", SLUICE_FILTER_NOT_EQUAL, "0", "{'column':'paid','operator':'!=','value':false}");
  assert_refused ("paid", SLUICE_FILTER_EQUAL, "yes", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("paid", SLUICE_FILTER_EQUAL, "2", SLUICE_ROW_FILTER_ERROR_VALUE);
  g_assert_false (sluice_filter_operator_fits (SLUICE_FILTER_GREATER, SLUICE_COLUMN_CLASS_BOOLEAN));
  g_assert_true (sluice_filter_operator_fits (SLUICE_FILTER_EQUAL, SLUICE_COLUMN_CLASS_BOOLEAN));
  g_assert_true (sluice_filter_operator_fits (SLUICE_FILTER_IN, SLUICE_COLUMN_CLASS_DATE));
  g_assert_false (sluice_filter_operator_fits (SLUICE_FILTER_EQUAL, SLUICE_COLUMN_CLASS_UNKNOWN));
}

static void
test_times (void)
{
  assert_filter ("day", SLUICE_FILTER_GREATER_OR_EQUAL, " 2024-02-29 ",
                 "{'column':'day','operator':'>=','value':'2024-02-29'}");
  assert_refused ("day", SLUICE_FILTER_EQUAL, "2023-02-29", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("day", SLUICE_FILTER_EQUAL, "29.02.2024", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("day", SLUICE_FILTER_EQUAL, "2024-2-29", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("day", SLUICE_FILTER_EQUAL, "2024-02-29T10:00:00Z", SLUICE_ROW_FILTER_ERROR_VALUE);

  /* A plain date means midnight. */
  assert_filter ("at", SLUICE_FILTER_LESS, "2026-09-30", "{'column':'at','operator':'<','value':'2026-09-30'}");
  assert_filter ("at", SLUICE_FILTER_LESS, "2026-09-30 10:00",
                 "{'column':'at','operator':'<','value':'2026-09-30T10:00:00'}");
  assert_filter ("at", SLUICE_FILTER_LESS, "2026-09-30t10:00:30.25z",
                 "{'column':'at','operator':'<','value':'2026-09-30T10:00:30.250000Z'}");
  assert_filter ("at", SLUICE_FILTER_LESS, "2026-09-30T10:00:30.123456789+0530",
                 "{'column':'at','operator':'<','value':'2026-09-30T10:00:30.123456+05:30'}");
  assert_filter ("at", SLUICE_FILTER_LESS, "2026-09-30T10:00:30-08",
                 "{'column':'at','operator':'<','value':'2026-09-30T10:00:30-08:00'}");
  assert_refused ("at", SLUICE_FILTER_LESS, "2026-09-30T24:00:00", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("at", SLUICE_FILTER_LESS, "2026-09-30T10:00:00Zulu", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("at", SLUICE_FILTER_LESS, "2026-09-30T10", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("at", SLUICE_FILTER_LESS, "2026-09-30T10:00:00.", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("at", SLUICE_FILTER_LESS, "yesterday", SLUICE_ROW_FILTER_ERROR_VALUE);
}

static void
test_lists (void)
{
  g_autoptr (SluiceTable) table = make_table ();
  g_autoptr (GString) many = g_string_new ("0");
  g_autoptr (SluiceRowFilter) most = NULL;

  assert_filter ("region", SLUICE_FILTER_IN, "eu, us", "{'column':'region','operator':'IN','value':['eu','us']}");
  assert_filter ("region", SLUICE_FILTER_NOT_IN, "eu", "{'column':'region','operator':'NOT IN','value':['eu']}");
  assert_filter ("region", SLUICE_FILTER_IN, "\x27new york, ny\x27 ,  \x27it\x27\x27s\x27,\x27 spaced \x27",
                 "{'column':'region','operator':'IN','value':['new york, ny','it\\u0027s',' spaced ']}");
  /* A quote within a word is a quote and holds commas, as on the server. */
  assert_filter ("region", SLUICE_FILTER_IN,
                 "a\x27,\x27"
                 "b",
                 "{'column':'region','operator':'IN','value':['a\\u0027,\\u0027b']}");
  assert_filter ("id", SLUICE_FILTER_IN, "3,-1, 2", "{'column':'id','operator':'IN','value':[3,-1,2]}");
  assert_filter ("paid", SLUICE_FILTER_IN, "true,0", "{'column':'paid','operator':'IN','value':[true,false]}");

  assert_refused ("region", SLUICE_FILTER_IN, "", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("region", SLUICE_FILTER_IN, "  ", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("region", SLUICE_FILTER_IN, "eu,,us", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("region", SLUICE_FILTER_IN, "eu,", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("region", SLUICE_FILTER_IN, "eu,\x27\x27", SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("region", SLUICE_FILTER_IN,
                  "\x27"
                  "eu, us",
                  SLUICE_ROW_FILTER_ERROR_VALUE);
  assert_refused ("id", SLUICE_FILTER_IN, "1, two", SLUICE_ROW_FILTER_ERROR_VALUE);

  for (guint i = 1; i < SLUICE_ROW_FILTER_VALUES_MAX; i++)
    g_string_append_printf (many, ",%u", i);
  most = sluice_row_filter_new (table, "id", SLUICE_FILTER_IN, many->str, NULL);
  g_assert_nonnull (most);
  g_string_append (many, ",1000");
  assert_refused ("id", SLUICE_FILTER_IN, many->str, SLUICE_ROW_FILTER_ERROR_VALUE);
}

static void
test_columns (void)
{
  g_autofree char *novel = g_strnfill (100000, 'x');

  assert_refused ("doc", SLUICE_FILTER_EQUAL, "{}", SLUICE_ROW_FILTER_ERROR_COLUMN);
  assert_refused ("odd", SLUICE_FILTER_EQUAL, "1", SLUICE_ROW_FILTER_ERROR_COLUMN);
  assert_refused ("nowhere", SLUICE_FILTER_EQUAL, "1", SLUICE_ROW_FILTER_ERROR_COLUMN);
  assert_refused ("id", SLUICE_FILTER_EQUAL, novel, SLUICE_ROW_FILTER_ERROR_VALUE);
}

static void
test_operators (void)
{
  SluiceFilterOperator op = SLUICE_FILTER_LESS;

  for (guint i = 0; i <= SLUICE_FILTER_LAST; i++)
    {
      g_assert_true (sluice_filter_operator_from_word (sluice_filter_operator_to_word (i), &op));
      g_assert_cmpint (op, ==, i);
      g_assert_cmpint (sluice_filter_operator_takes_list (i), ==, i >= SLUICE_FILTER_IN);
    }
  g_assert_true (sluice_filter_operator_from_word ("==", &op));
  g_assert_cmpint (op, ==, SLUICE_FILTER_EQUAL);
  g_assert_true (sluice_filter_operator_from_word ("<>", &op));
  g_assert_cmpint (op, ==, SLUICE_FILTER_NOT_EQUAL);
  g_assert_true (sluice_filter_operator_from_word (" not in ", &op));
  g_assert_cmpint (op, ==, SLUICE_FILTER_NOT_IN);
  g_assert_false (sluice_filter_operator_from_word ("~", &op));
  g_assert_false (sluice_filter_operator_from_word (NULL, &op));
  g_assert_cmpint (op, ==, SLUICE_FILTER_NOT_IN);
}

static void
test_json (void)
{
  static const char *const bad[] = {
    "{}",
    "{'column':'id'}",
    "{'column':'id','operator':'~','value':1}",
    "{'column':'id','operator':'='}",
    "{'column':'id','operator':'=','value':null}",
    "{'column':'id','operator':'=','value':{}}",
    "{'column':'id','operator':'=','value':[1]}",
    "{'column':'id','operator':'=','value':1.5}",
    "{'column':'id','operator':'=','value':true}",
    "{'column':'id','operator':'IN','value':[]}",
    "{'column':'id','operator':'IN','value':[1,{}]}",
    "{'column':5,'operator':'=','value':1}",
    "{'column':'doc','operator':'=','value':'x'}",
  };
  g_autoptr (SluiceTable) table = make_table ();
  g_autoptr (JsonNode) node = unit_parse ("{'column':'total','operator':'<>','value':9.9}");
  g_autoptr (JsonNode) list = unit_parse ("{'column':'id','operator':'in','value':'1, 2'}");
  g_autoptr (SluiceRowFilter) filter = sluice_row_filter_new_from_json (table, json_node_get_object (node), NULL);
  g_autoptr (SluiceRowFilter) of_text = sluice_row_filter_new_from_json (table, json_node_get_object (list), NULL);

  g_assert_cmpstr (sluice_row_filter_get_values (filter)[0], ==, "9.9");
  g_assert_cmpint (sluice_row_filter_get_operator (filter), ==, SLUICE_FILTER_NOT_EQUAL);
  g_assert_cmpuint (g_strv_length ((GStrv) sluice_row_filter_get_values (of_text)), ==, 2);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (JsonNode) other = unit_parse (bad[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (sluice_row_filter_new_from_json (table, json_node_get_object (other), &error));
      g_assert_nonnull (error);
    }
  g_assert_null (sluice_row_filter_new_from_json (table, NULL, NULL));
}

static void
test_phrases (void)
{
  g_autoptr (SluiceTable) table = make_table ();
  g_autoptr (SluiceRowFilter) filter =
      sluice_row_filter_new (table, "total", SLUICE_FILTER_GREATER_OR_EQUAL, "100", NULL);
  g_autoptr (SluiceRowFilter) list = sluice_row_filter_new (table, "region", SLUICE_FILTER_IN, "eu,us", NULL);
  g_autofree char *phrase = sluice_row_filter_dup_phrase (filter);
  g_autofree char *list_phrase = sluice_row_filter_dup_phrase (list);
  g_autofree char *column = NULL;
  g_autofree char *text = NULL;
  SluiceFilterOperator op;

  g_assert_cmpstr (phrase, ==, "total ≥ 100");
  g_assert_cmpstr (list_phrase, ==, "region is one of eu, us");
  g_object_get (list, "column", &column, "operator", &op, "text", &text, NULL);
  g_assert_cmpstr (column, ==, "region");
  g_assert_cmpint (op, ==, SLUICE_FILTER_IN);
  g_assert_cmpstr (text, ==, "eu, us");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/row-filter/classes", test_classes);
  g_test_add_func ("/row-filter/integers", test_integers);
  g_test_add_func ("/row-filter/numbers", test_numbers);
  g_test_add_func ("/row-filter/texts", test_texts);
  g_test_add_func ("/row-filter/booleans", test_booleans);
  g_test_add_func ("/row-filter/times", test_times);
  g_test_add_func ("/row-filter/lists", test_lists);
  g_test_add_func ("/row-filter/columns", test_columns);
  g_test_add_func ("/row-filter/operators", test_operators);
  g_test_add_func ("/row-filter/json", test_json);
  g_test_add_func ("/row-filter/phrases", test_phrases);

  return g_test_run ();
}
