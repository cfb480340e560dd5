/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plan-comparison.h"
#include "sluice-plan-export.h"
#include "sluice-plan-snapshot.h"
#include "sluice-table-choice.h"
#include "unit-common.h"

#define ORDERS(schema)                                                                                                 \
  "{'table':'" schema ".orders','rows':2000000,'incremental_available':true,'xmin_available':true,"                    \
  "'detected_primary_keys':['id'],'incremental_fields':[{'field':'updated_at','type':'timestamp',"                     \
  "'field_type':'timestamp'}],'available_columns':[{'field':'id','type':'bigint'},{'field':'region','type':'text'},"   \
  "{'field':'updated_at','type':'timestamp'}]}"
#define COUNTRIES "{'table':'countries','rows':7}"

static SluicePlan *
make_plan (const char *text)
{
  g_autoptr (SluiceSourceType) type = unit_source_type ("Postgres");
  SluicePlan *plan = sluice_plan_new ();

  sluice_plan_set_source_type (plan, type);
  sluice_form_set_value (sluice_plan_get_form (plan), "host", "db.example.com");
  sluice_form_set_value (sluice_plan_get_form (plan), "password", "hunter2");
  unit_discover (plan, text);

  return plan;
}

static SluiceTable *
get_table (SluicePlan *plan, const char *name)
{
  return unit_get_table (sluice_plan_get_tables (plan), name);
}

/* "kind name/part: first | second", a line each. Takes @differences. */
static void
assert_differences (GListModel *differences, const char *expected)
{
  g_autoptr (GListModel) model = differences;
  g_autoptr (GString) got = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SluicePlanDifference) difference = g_list_model_get_item (model, i);

      g_string_append_printf (got, "%d %s/%s: %s | %s\n", sluice_plan_difference_get_kind (difference),
                              sluice_plan_difference_get_name (difference),
                              sluice_plan_difference_get_part (difference),
                              sluice_plan_difference_get_first (difference),
                              sluice_plan_difference_get_second (difference));
    }
  g_assert_cmpstr (got->str, ==, expected);
}

static void
test_plans (void)
{
  g_autoptr (SluicePlan) first = make_plan ("[" ORDERS ("public") "," ORDERS ("sales") "," COUNTRIES "]");
  g_autoptr (SluicePlan) second = make_plan ("[" COUNTRIES "," ORDERS ("public") ",{'table':'more','rows':5}]");
  SluiceTable *orders = get_table (second, "public.orders");

  assert_differences (sluice_plan_compare (first, first), "");
  /* What neither syncs does not matter. */
  sluice_table_set_method (get_table (second, "public.orders"), SLUICE_SYNC_METHOD_XMIN);
  sluice_form_set_value (sluice_plan_get_form (second), "password", "hunter3");
  assert_differences (sluice_plan_compare (first, second), "");

  sluice_table_set_selected (get_table (first, "public.orders"), TRUE);
  sluice_table_set_selected (get_table (first, "sales.orders"), TRUE);
  sluice_table_set_selected (get_table (second, "more"), TRUE);
  sluice_table_set_selected (orders, TRUE);
  sluice_table_set_enabled_columns (orders, (const char *const[]) { NULL });
  sluice_plan_set_frequency (second, SLUICE_FREQUENCY_7DAY);
  sluice_plan_set_time_of_day (second, "02:00");
  sluice_plan_set_prefix (second, "eu_");
  sluice_form_set_value (sluice_plan_get_form (second), "host", "other.example.com");
  assert_differences (sluice_plan_compare (first, second), "0 host/: db.example.com | other.example.com\n"
                                                           "0 Prefix/:  | eu_\n"
                                                           "3 public.orders/Method: Incremental | xmin\n"
                                                           "3 public.orders/Cursor: updated_at | none\n"
                                                           "3 public.orders/Frequency: every 24 hours | every 7 days\n"
                                                           "3 public.orders/Time of day: any time | 02:00 UTC\n"
                                                           "3 public.orders/Columns: all columns | id\n"
                                                           "1 sales.orders/: Incremental by updated_at | \n"
                                                           "2 more/:  | Full refresh\n");
}

typedef struct
{
  SluicePlanSnapshot *snapshot;
  GListModel *(*compare) (SluicePlan *plan, const char *text);
  const char *text;
} Comparing;

static gpointer
compare_thread (gpointer data)
{
  Comparing *comparing = data;
  g_autoptr (SluicePlan) plan = sluice_plan_snapshot_thaw (comparing->snapshot);

  return comparing->compare (plan, comparing->text);
}

/* As the window does it: a snapshot, on another thread, while the plan goes on. */
static GListModel *
compare_there (SluicePlan *plan, GListModel *(*compare) (SluicePlan *plan, const char *text), const char *text)
{
  g_autoptr (SluicePlanSnapshot) snapshot = sluice_plan_snapshot_new (plan);
  Comparing comparing = { snapshot, compare, text };
  GThread *thread = g_thread_new ("compare", compare_thread, &comparing);
  SluiceTable *orders = get_table (plan, "public.orders");
  SluiceFrequency frequency = sluice_table_get_frequency (orders);

  for (guint i = 0; i < 100; i++)
    sluice_table_set_frequency (orders, i % 2 == 0 ? SLUICE_FREQUENCY_30DAY : frequency);

  return g_thread_join (thread);
}

static GListModel *
compare_file_here (SluicePlan *plan, const char *text)
{
  g_autoptr (JsonNode) root = unit_parse (text);
  g_autoptr (SluicePlanImport) import = sluice_plan_import_new (plan, root, NULL);

  g_assert_nonnull (import);

  return sluice_plan_compare_with_import (plan, import);
}

static GListModel *
compare_with_file (SluicePlan *plan, const char *text)
{
  return compare_there (plan, compare_file_here, text);
}

#define PLAN_FILE(more, tables)                                                                                        \
  "{'format':'" SLUICE_PLAN_FORMAT "','version':1,'source_type':'Postgres'" more ",'tables':[" tables "]}"

static void
test_file (void)
{
  g_autoptr (SluicePlan) plan = make_plan ("[" ORDERS ("public") "," ORDERS ("sales") "," COUNTRIES "]");
  g_autoptr (JsonNode) file = NULL;
  g_autofree char *text = NULL;

  sluice_table_set_selected (get_table (plan, "public.orders"), TRUE);
  sluice_table_set_selected (get_table (plan, "countries"), TRUE);
  sluice_plan_set_prefix (plan, "eu_");
  sluice_plan_set_time_of_day (plan, "02:00");
  file = sluice_plan_export (plan);
  text = sluice_plan_file_to_text (file);
  assert_differences (compare_with_file (plan, text), "");

  /* What it does not name is the same; a table that it does not name is none that it syncs. */
  assert_differences (
      compare_with_file (plan, PLAN_FILE ("", "{'name':'public.orders','selected':true,'method':'incremental',"
                                              "'cursor':'updated_at'}")),
      "1 countries/: Full refresh | \n");
  assert_differences (
      compare_with_file (
          plan,
          PLAN_FILE (",'prefix':'us_','frequency':'7day','time_of_day':'04:00','new_tables':'pattern',"
                     "'new_tables_pattern':'sales_*','form':{'host':'other.example.com','elsewhere':'x'}",
                     "{'name':'public.orders','selected':true,'method':'xmin'},{'name':'countries','selected':true,"
                     "'method':'full_refresh','frequency':'24hour'},{'name':'sales.orders','selected':true,'method':"
                     "'full_refresh'},{'name':'gone','selected':true,'method':'append'},{'name':'off'}")),
      "0 host/: db.example.com | other.example.com\n"
      "0 Prefix/: eu_ | us_\n"
      "0 New tables/: left off | turned on if named like sales_*\n"
      "3 public.orders/Method: Incremental | xmin\n"
      "3 public.orders/Cursor: updated_at | none\n"
      "3 public.orders/Frequency: every 24 hours | every 7 days\n"
      "3 public.orders/Time of day: 02:00 UTC | 04:00 UTC\n"
      "2 sales.orders/:  | Full refresh · every 7 days\n"
      "3 countries/Time of day: 02:00 UTC | 04:00 UTC\n"
      "2 gone/:  | Append\n");
}

static GListModel *
compare_source_here (SluicePlan *plan, const char *text)
{
  g_autoptr (GListModel) sources = unit_sources (text);
  g_autoptr (SluiceSource) source = g_list_model_get_item (sources, 0);

  return sluice_plan_compare_with_source (plan, source);
}

static GListModel *
compare_with (SluicePlan *plan, const char *text)
{
  return compare_there (plan, compare_source_here, text);
}

/* Tables are counted once however much of them differs, and settings are none. */
static void
test_count (void)
{
  g_autoptr (SluicePlan) first = make_plan ("[" ORDERS ("public") "," ORDERS ("sales") "," COUNTRIES "]");
  g_autoptr (SluicePlan) second = make_plan ("[" ORDERS ("public") "," COUNTRIES "]");
  g_autoptr (SluicePlanComparison) comparison = NULL;

  sluice_table_set_selected (get_table (first, "public.orders"), TRUE);
  sluice_table_set_selected (get_table (first, "sales.orders"), TRUE);
  sluice_table_set_selected (get_table (second, "public.orders"), TRUE);
  sluice_table_set_method (get_table (second, "public.orders"), SLUICE_SYNC_METHOD_XMIN);
  sluice_plan_set_prefix (second, "eu_");
  comparison = sluice_plan_comparison_new (sluice_plan_compare (first, second), NULL);
  g_assert_cmpuint (sluice_plan_comparison_get_n_tables (comparison), ==, 2);
  g_assert_cmpuint (sluice_plan_comparison_get_all (comparison)->len, ==, 4);
  g_assert_cmpuint (g_list_model_get_n_items (sluice_plan_comparison_get_differences (comparison)), ==, 4);
}

#define SOURCE(tables)                                                                                                 \
  "[{'id':'s','source_type':'Postgres','prefix':null,'job_inputs':{'host':'DB.example.com'},'schemas':[" tables "]}]"
#define FULL(more)                                                                                                     \
  "{'id':'o','name':'public.orders','should_sync':true,'sync_type':'incremental','incremental_field':'updated_at',"    \
  "'primary_key_columns':['id'],'sync_frequency':'24hour'," more "}"

static void
test_source (void)
{
  g_autoptr (SluicePlan) plan = make_plan ("[" ORDERS ("public") "," COUNTRIES "]");
  SluiceTable *orders = get_table (plan, "public.orders");
  g_autoptr (SluiceRowFilter) filter = sluice_row_filter_new (orders, "id", SLUICE_FILTER_GREATER, "5", NULL);

  sluice_table_set_selected (orders, TRUE);
  assert_differences (compare_with (plan, SOURCE (FULL ("'enabled_columns':null,'row_filters':null"))), "");

  /* The server's own way to write the same is the same. */
  sluice_table_add_row_filter (orders, filter);
  sluice_table_set_column_enabled (orders, "region", FALSE);
  sluice_table_set_look_back (orders, 60);
  assert_differences (compare_with (plan, SOURCE (FULL ("'enabled_columns':['updated_at','id'],"
                                                        "'incremental_field_lookback_seconds':60,"
                                                        "'row_filters':[{'column':'id','operator':'>','value':'5'}]"))),
                      "");
  assert_differences (
      compare_with (
          plan,
          SOURCE (FULL (
              "'enabled_columns':null,'row_filters':[]") ","
                                                         "{'id':'c','name':'countries','should_sync':true,'sync_type':'full_refresh'},"
                                                         "{'id':'n','name':'new','should_sync':true,'sync_type':'xmin'},"
                                                         "{'id':'f','name':'off','should_sync':false}")),
      "3 public.orders/Look-back: 1 minute | as the server does\n"
      "3 public.orders/Columns: id, updated_at | all columns\n"
      "3 public.orders/Row filters: id > 5 | all rows\n"
      "2 countries/:  | Full refresh · every 6 hours\n"
      "2 new/:  | xmin\n");

  /* Of a short form nothing is known but these two; a table that is not there is missed. */
  assert_differences (compare_with (plan, SOURCE ("{'id':'o','name':'public.orders','should_sync':true,"
                                                  "'sync_type':'xmin','sync_frequency':'1hour'}")),
                      "3 public.orders/Method: Incremental | xmin\n"
                      "3 public.orders/Frequency: every 24 hours | every hour\n");

  /* What the server does when it does not say how often, or in a word that nobody knows, is not what the plan says. */
  assert_differences (compare_with (plan, SOURCE ("{'id':'o','name':'public.orders','should_sync':true,"
                                                  "'sync_type':'incremental','sync_frequency':'never'}")),
                      "3 public.orders/Frequency: every 24 hours | every 6 hours\n");
  assert_differences (
      compare_with (plan, SOURCE ("")),
      "1 public.orders/: Incremental by updated_at · looks back 1 minute · 2 of 3 columns · id > 5 | \n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan-compare/plans", test_plans);
  g_test_add_func ("/plan-compare/file", test_file);
  g_test_add_func ("/plan-compare/source", test_source);
  g_test_add_func ("/plan-compare/count", test_count);

  return g_test_run ();
}
