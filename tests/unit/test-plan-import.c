/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sluice-plan-export.h"
#include "sluice-plan-import.h"
#include "sluice-plan-snapshot.h"
#include "sluice-table-choice.h"
#include "sluice-table-edit.h"
#include "unit-common.h"

#define ORDERS(schema)                                                                                                 \
  "{'table':'" schema ".orders','rows':2000000,'incremental_available':true,'detected_primary_keys':['id'],"           \
  "'incremental_fields':[{'field':'updated_at','type':'timestamp','field_type':'timestamp'}],"                         \
  "'available_columns':[{'field':'id','type':'bigint'},{'field':'updated_at','type':'timestamp'}]}"
#define ODD "{'table':'<b>a</b> \\u0022q\\u0022 مرحبا 🌍','rows':-5}"
#define HUGE "{'table':'huge','rows':4611686018427387904}"
#define TABLES "[" ORDERS ("public") "," ORDERS ("sales") "," ODD "," HUGE "]"

static SluicePlan *
make_plan (const char *text)
{
  g_autoptr (SluiceSourceType) type = unit_source_type ("Postgres");
  SluicePlan *plan = sluice_plan_new ();

  sluice_plan_set_source_type (plan, type);
  unit_discover (plan, text);

  return plan;
}

static SluiceTable *
get_table (SluicePlan *plan, guint position)
{
  return sluice_table_list_get (sluice_plan_get_tables (plan), position);
}

static SluicePlanImport *
read_here (SluicePlan *plan, const char *text, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = sluice_plan_import_parse (text, length, error);

  return root != NULL ? sluice_plan_import_new (plan, root, error) : NULL;
}

typedef struct
{
  SluicePlanSnapshot *snapshot;
  const char *text;
  gssize length;
  GError *error;
} Reading;

static gpointer
read_thread (gpointer data)
{
  Reading *reading = data;
  g_autoptr (SluicePlan) plan = sluice_plan_snapshot_thaw (reading->snapshot);

  sluice_plan_snapshot_unref (reading->snapshot);

  return read_here (plan, reading->text, reading->length, &reading->error);
}

/* For a snapshot on another thread, as the window does it; what is found is what is found for the plan itself. */
static SluicePlanImport *
read_file (SluicePlan *plan, const char *text, gssize length, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (SluicePlanImport) here = read_here (plan, text, length, &fault);
  Reading reading = { sluice_plan_snapshot_new (plan), text, length, NULL };
  SluicePlanImport *there = g_thread_join (g_thread_new ("read", read_thread, &reading));

  g_assert_cmpint (here != NULL, ==, there != NULL);
  if (there == NULL)
    {
      g_assert_error (reading.error, fault->domain, fault->code);
      g_assert_cmpstr (reading.error->message, ==, fault->message);
      g_propagate_error (error, reading.error);
      return NULL;
    }
  g_assert_cmpuint (sluice_plan_import_get_n_matched (here), ==, sluice_plan_import_get_n_matched (there));
  g_assert_cmpuint (sluice_plan_import_get_n_changed (here), ==, sluice_plan_import_get_n_changed (there));
  g_assert_cmpuint (sluice_plan_import_get_n_missing (here), ==, sluice_plan_import_get_n_missing (there));

  return there;
}

static char *
dup_file (SluicePlan *plan)
{
  g_autoptr (JsonNode) file = sluice_plan_export (plan);

  return sluice_plan_file_to_text (file);
}

static SluicePlanImport *
import (SluicePlan *plan, const char *text)
{
  g_autoptr (JsonNode) node = unit_parse (text);
  g_autofree char *json = sluice_json_to_text (node);
  g_autoptr (GError) error = NULL;
  SluicePlanImport *result = read_file (plan, json, -1, &error);

  g_assert_no_error (error);

  return result;
}

/* "kind name: text", a line each. */
static void
assert_notes (SluicePlanImport *self, const char *expected)
{
  GListModel *notes = sluice_plan_import_get_notes (self);
  g_autoptr (GString) got = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (notes); i++)
    {
      g_autoptr (SluicePlanNote) note = g_list_model_get_item (notes, i);

      g_string_append_printf (got, "%d %s: %s\n", sluice_plan_note_get_kind (note), sluice_plan_note_get_name (note),
                              sluice_plan_note_get_text (note));
    }
  g_assert_cmpstr (got->str, ==, expected);
}

/* Everything that is chosen comes to another discovery, names of any kind and two of one name in two schemas too. */
static void
test_round_trip (void)
{
  g_autoptr (SluicePlan) plan = make_plan (TABLES);
  g_autoptr (SluicePlan) other = make_plan (TABLES);
  g_autoptr (SluicePlanImport) imported = NULL;
  g_autoptr (SluiceRowFilter) filter = NULL;
  g_autofree char *text = NULL;
  g_autofree char *summary = NULL;
  SluiceTableHistory *history = sluice_table_list_get_history (sluice_plan_get_tables (other));

  filter = sluice_row_filter_new (get_table (plan, 1), "id", SLUICE_FILTER_IN, "1, 2", NULL);
  sluice_table_set_selected (get_table (plan, 1), TRUE);
  sluice_table_set_look_back (get_table (plan, 1), 60);
  sluice_table_add_row_filter (get_table (plan, 1), filter);
  sluice_table_set_selected (get_table (plan, 2), TRUE);
  sluice_table_set_frequency (get_table (plan, 3), SLUICE_FREQUENCY_7DAY);
  sluice_plan_set_prefix (plan, "eu_");
  sluice_plan_set_frequency (plan, SLUICE_FREQUENCY_12HOUR);
  text = dup_file (plan);

  sluice_table_set_selected (get_table (other, 0), TRUE);
  imported = read_file (other, text, -1, NULL);
  summary = sluice_plan_import_dup_summary (imported);
  g_assert_cmpstr (summary, ==, "Tables that match: 4, of which change: 4. Missing here: 0.");
  assert_notes (imported, "");
  g_assert_true (sluice_table_get_selected (get_table (other, 0)));
  sluice_plan_import_apply (imported, other);
  sluice_table_list_finish_edit (sluice_plan_get_tables (other));
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (JsonNode) wanted = sluice_table_choice_to_json (get_table (plan, i));
      g_autoptr (JsonNode) got = sluice_table_choice_to_json (get_table (other, i));

      g_assert_true (json_node_equal (wanted, got));
    }
  g_assert_cmpstr (sluice_plan_get_prefix (other), ==, "eu_");
  g_assert_cmpint (sluice_plan_get_frequency (other), ==, SLUICE_FREQUENCY_12HOUR);
  g_assert_cmpuint (sluice_table_list_get_n_selected (sluice_plan_get_tables (other)), ==, 2);

  /* One step. */
  g_assert_cmpstr (sluice_table_history_get_undo_description (history), ==, "Import a plan");
  sluice_table_history_undo (history);
  sluice_table_list_finish_edit (sluice_plan_get_tables (other));
  g_assert_true (sluice_table_get_selected (get_table (other, 0)));
  g_assert_false (sluice_table_get_selected (get_table (other, 1)));
  g_assert_cmpint (sluice_plan_get_frequency (other), ==, SLUICE_FREQUENCY_24HOUR);
}

#define HEAD "'format':'sluice-plan','version':1,'source_type':'Postgres'"

static void
test_notes (void)
{
  g_autoptr (SluicePlan) plan = make_plan (TABLES);
  g_autoptr (SluicePlanImport) imported = NULL;

  sluice_plan_set_new_tables (plan, SLUICE_NEW_TABLES_ON);
  imported =
      import (plan, "{" HEAD ",'frequency':'never','new_tables':'maybe','time_of_day':'25:00','prefix':5,'tables':["
                    "{'name':'public.orders','selected':'yes','method':'cdc'},"
                    "{'name':'sales.orders','selected':true,'method':'incremental','cursor':'gone','shards':3},"
                    "{'name':'public.orders','selected':true},{'name':'missing'},{'selected':true},7]}");

  g_assert_cmpuint (sluice_plan_import_get_n_matched (imported), ==, 2);
  g_assert_cmpuint (sluice_plan_import_get_n_missing (imported), ==, 1);
  g_assert_cmpuint (sluice_plan_import_get_n_changed (imported), ==, 1);
  assert_notes (imported, "2 prefix: What the file says is not understood.\n"
                          "2 time_of_day: There is no such time of day.\n"
                          "2 frequency: There is no such frequency.\n"
                          "2 new_tables: What the file says is not understood.\n"
                          "1 public.orders: Method: CDC is not switched on for this project.\n"
                          "1 public.orders: Selected: what the file says is not understood.\n"
                          "1 sales.orders: Cursor: gone cannot serve as a cursor of this table.\n"
                          "2 public.orders: The file names it twice; the first counts.\n"
                          "0 missing: The source does not have this table.\n"
                          "2 : Table 5 of the file has no name.\n"
                          "2 : Table 6 of the file has no name.\n");
  sluice_plan_import_apply (imported, plan);
  sluice_table_list_finish_edit (sluice_plan_get_tables (plan));
  g_assert_true (sluice_table_get_selected (get_table (plan, 1)));
  g_assert_cmpstr (sluice_table_get_cursor (get_table (plan, 1)), ==, "updated_at");
  g_assert_cmpstr (sluice_plan_get_prefix (plan), ==, "");
  g_assert_cmpint (sluice_plan_get_new_tables (plan), ==, SLUICE_NEW_TABLES_ON);
}

/* A file that cannot be used says why, and nothing is changed. */
static void
test_errors (void)
{
  static const struct
  {
    const char *text;
    int code;
  } files[] = {
    { "", SLUICE_PLAN_IMPORT_ERROR_NOT_JSON },
    { "hello", SLUICE_PLAN_IMPORT_ERROR_NOT_JSON },
    { "\xff\xfe{", SLUICE_PLAN_IMPORT_ERROR_NOT_JSON },
    { "[]", SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN },
    { "{}", SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN },
    { "{\"format\":\"sluice-plan\"}", SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN },
    { "{\"format\":\"sluice-plan\",\"version\":\"1\"}", SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN },
    { "{\"format\":\"sluice-plan\",\"version\":2}", SLUICE_PLAN_IMPORT_ERROR_NEWER },
    { "{\"format\":\"sluice-plan\",\"version\":1}", SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN },
    { "{\"format\":\"sluice-plan\",\"version\":1,\"source_type\":\"MySQL\",\"tables\":[]}",
      SLUICE_PLAN_IMPORT_ERROR_OTHER_SOURCE },
    { "{\"format\":\"sluice-plan\",\"version\":1,\"source_type\":\"Postgres\"}", SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN },
    { "{\"format\":\"sluice-plan\",\"version\":1,\"source_type\":\"Postgres\",\"tables\":{}}",
      SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN },
  };
  g_autoptr (SluicePlan) plan = make_plan (TABLES);
  g_autofree char *whole = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) second = NULL;
  gsize length;

  sluice_table_set_selected (get_table (plan, 0), TRUE);
  first = sluice_plan_to_draft (plan);
  before = sluice_json_to_text (first);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_null (read_file (plan, files[i].text, -1, &error));
      g_assert_error (error, SLUICE_PLAN_IMPORT_ERROR, files[i].code);
    }

  /* Cut off anywhere. */
  whole = dup_file (plan);
  length = strlen (g_strchomp (whole));
  for (gsize cut = 0; cut < length; cut += 7)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_file (plan, whole, cut, &error));
      g_assert_error (error, SLUICE_PLAN_IMPORT_ERROR, SLUICE_PLAN_IMPORT_ERROR_NOT_JSON);
    }
  second = sluice_plan_to_draft (plan);
  after = sluice_json_to_text (second);
  g_assert_cmpstr (before, ==, after);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan-import/round-trip", test_round_trip);
  g_test_add_func ("/plan-import/notes", test_notes);
  g_test_add_func ("/plan-import/errors", test_errors);

  return g_test_run ();
}
