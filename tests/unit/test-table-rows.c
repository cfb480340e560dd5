/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-json.h"
#include "sluice-table-rows.h"
#include "unit-common.h"

static SluiceTable *
new_table (const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  SluiceTable *table = sluice_table_new_from_json (json_node_get_object (node), TRUE, NULL);

  g_assert_nonnull (table);

  return table;
}

static void
test_typed (void)
{
  static const struct
  {
    const char *text;
    gint64 rows; /* -1: none */
  } cases[] = {
    { "0", 0 },
    { "1204331", 1204331 },
    { "1,204,331", 1204331 },
    { "1.204.331", 1204331 },
    { "1 204 331", 1204331 },
    { "1\u202f204\u202f331", 1204331 },
    { "1'204'331", 1204331 },
    { "1,204", 1204 },
    { "1.204", 1204 },
    { "1.2 M", 1200000 },
    { "1,2 Mio.", 1200000 },
    { "1.204 M", 1204000 },
    { "50k", 50000 },
    { "50 K", 50000 },
    { " ≈ 3 bn ", 3000000000 },
    { "~2g", 2000000000 },
    { "120 万", 1200000 },
    { "1.5亿", 150000000 },
    { "1,204.0", 1204 },
    { "12.5", 13 },
    { "١٢٠٠", 1200 },
    { "１２ 万", 120000 },
    { "", -1 },
    { "many", -1 },
    { "-5", -1 },
    { "1,20,4331", -1 },
    { "1.2.3", -1 },
    { "5 apples", -1 },
    { "1e9", -1 },
    { "99999999999999999999", -1 },
    { "k", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 rows = -1;

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (sluice_rows_from_text (cases[i].text, &rows), ==, cases[i].rows >= 0);
      g_assert_cmpint (rows, ==, cases[i].rows);
    }
}

/* An estimate never looks like a count, and where a number comes from survives a restart. */
static void
test_origin (void)
{
  static const struct
  {
    SluiceRowsOrigin origin;
    const char *text;
  } cases[] = {
    { SLUICE_ROWS_ESTIMATED, "≈ 1.2\u202fM" },       { SLUICE_ROWS_COUNTED, "1,204,331" },
    { SLUICE_ROWS_BY_HAND, "≈ 1.2\u202fM" },         { SLUICE_ROWS_PASTED, "1,204,331" },
    { SLUICE_ROWS_PASTED_ESTIMATE, "≈ 1.2\u202fM" }, { SLUICE_ROWS_SYNCED, "≈ 1.2\u202fM" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceTable) table = new_table ("{\"table\": \"public.orders\", \"rows\": null}");
      g_autoptr (SluiceTable) again = NULL;
      g_autoptr (JsonNode) facts = NULL;
      g_autofree char *text = NULL;
      g_autofree char *origin = NULL;

      sluice_table_set_rows_at (table, 1204331, cases[i].origin, 1760000000);
      text = sluice_table_dup_rows_text (table);
      origin = sluice_table_dup_rows_origin_text (table);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_nonnull (origin);

      facts = sluice_table_facts_to_json (table);
      again = sluice_table_new_from_json (json_node_get_object (facts), TRUE, NULL);
      g_assert_cmpint (sluice_table_get_rows (again), ==, 1204331);
      g_assert_cmpint (sluice_table_get_rows_origin (again), ==, cases[i].origin);
      g_assert_cmpint (sluice_table_get_rows_at (again), ==, 1760000000);
    }
}

/* A count is never lost to an estimate, while a newer number of the same worth takes its place. */
static void
test_offer (void)
{
  static const struct
  {
    SluiceRowsOrigin there, offered;
    gboolean taken;
  } cases[] = {
    { SLUICE_ROWS_UNKNOWN, SLUICE_ROWS_BY_HAND, TRUE },
    { SLUICE_ROWS_FROM_SERVER, SLUICE_ROWS_ESTIMATED, FALSE },
    { SLUICE_ROWS_FROM_SERVER, SLUICE_ROWS_BY_HAND, FALSE },
    { SLUICE_ROWS_FROM_SERVER, SLUICE_ROWS_SYNCED, FALSE },
    { SLUICE_ROWS_FROM_SERVER, SLUICE_ROWS_PASTED_ESTIMATE, FALSE },
    { SLUICE_ROWS_FROM_SERVER, SLUICE_ROWS_COUNTED, TRUE },
    { SLUICE_ROWS_COUNTED, SLUICE_ROWS_PASTED, TRUE },
    { SLUICE_ROWS_COUNTED, SLUICE_ROWS_ESTIMATED, FALSE },
    { SLUICE_ROWS_ESTIMATED, SLUICE_ROWS_ESTIMATED, TRUE },
    { SLUICE_ROWS_ESTIMATED, SLUICE_ROWS_BY_HAND, TRUE },
    { SLUICE_ROWS_BY_HAND, SLUICE_ROWS_ESTIMATED, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceTable) table = new_table ("{\"table\": \"public.orders\", \"rows\": null}");

      g_test_message ("%u", i);
      sluice_table_set_rows (table, 7, cases[i].there);
      g_assert_cmpint (sluice_table_offer_rows (table, 9, cases[i].offered, 1760000000), ==, cases[i].taken);
      g_assert_cmpint (sluice_table_get_rows (table), ==, cases[i].taken ? 9 : cases[i].there != 0 ? 7 : -1);
      g_assert_cmpint (sluice_table_get_rows_origin (table), ==, cases[i].taken ? cases[i].offered : cases[i].there);
    }
}

static void
test_bare_name (void)
{
  g_autoptr (SluiceTable) table = new_table ("{\"table\": \"public.orders.old\", \"label\": \"Old orders\"}");
  g_autoptr (SluiceTable) plain = new_table ("{\"table\": \"orders\"}");

  g_assert_cmpstr (sluice_table_get_bare_name (table), ==, "orders.old");
  g_assert_cmpstr (sluice_table_get_bare_name (plain), ==, "orders");
}

static void
test_server (void)
{
  g_autoptr (SluiceTable) table = new_table ("{\"table\": \"t\", \"rows\": 7}");
  g_autoptr (SluiceTable) unknown = new_table ("{\"table\": \"t\", \"rows\": null, \"rows_origin\": \"counted\"}");
  g_autoptr (SluiceTable) strange = new_table ("{\"table\": \"t\", \"rows\": 7, \"rows_origin\": \"guessed\"}");
  g_autofree char *text = sluice_table_dup_rows_text (table);
  g_autofree char *origin = sluice_table_dup_rows_origin_text (unknown);

  g_assert_cmpstr (text, ==, "7");
  g_assert_cmpint (sluice_table_get_rows_at (table), ==, 0);
  g_assert_null (origin);
  g_assert_cmpint (sluice_table_get_rows_origin (unknown), ==, SLUICE_ROWS_UNKNOWN);
  g_assert_cmpint (sluice_table_get_rows_origin (strange), ==, SLUICE_ROWS_FROM_SERVER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table-rows/typed", test_typed);
  g_test_add_func ("/table-rows/origin", test_origin);
  g_test_add_func ("/table-rows/offer", test_offer);
  g_test_add_func ("/table-rows/bare-name", test_bare_name);
  g_test_add_func ("/table-rows/server", test_server);

  return g_test_run ();
}
