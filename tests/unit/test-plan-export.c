/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sluice-plan-export.h"
#include "sluice-table-choice.h"
#include "unit-common.h"

#define ORDERS                                                                                                         \
  "{'table':'public.orders','rows':2000000,'incremental_available':true,'detected_primary_keys':['id'],"               \
  "'incremental_fields':[{'field':'updated_at','type':'timestamp','field_type':'timestamp'}],"                         \
  "'available_columns':[{'field':'id','type':'bigint'},{'field':'updated_at','type':'timestamp'}]}"
#define ODD "{'table':'<b>a|b</b> \\u0022q\\u0022 مرحبا 🌍\\nline','rows':null}"

static SluicePlan *
make_plan (void)
{
  g_autoptr (SluiceSourceType) type = unit_source_type ("Postgres");
  g_autoptr (GPtrArray) tables = unit_tables ("[" ORDERS "," ODD ",{'table':'sales.orders','rows':7}]");
  SluicePlan *plan = sluice_plan_new ();
  SluiceForm *form;

  sluice_plan_set_source_type (plan, type);
  form = sluice_plan_get_form (plan);
  sluice_form_set_value (form, "host", "db.example.com");
  sluice_form_set_value (form, "database", "shop");
  sluice_form_set_value (form, "password", "hunter2");
  sluice_form_set_value (form, "ssh_tunnel", "true");
  sluice_form_set_value (form, "ssh_tunnel/auth/password", "hunter3");
  sluice_plan_begin_discovery (plan);
  sluice_plan_append_discovered (plan, tables);
  sluice_plan_finish_discovery (plan);
  sluice_plan_set_prefix (plan, "eu_");
  sluice_table_set_selected (g_ptr_array_index (tables, 0), TRUE);
  sluice_table_set_selected (g_ptr_array_index (tables, 1), TRUE);
  sluice_table_set_look_back (g_ptr_array_index (tables, 0), 86400);

  return plan;
}

static void
test_json (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autoptr (JsonNode) node = sluice_plan_export (plan);
  JsonObject *object = json_node_get_object (node);
  JsonArray *tables = sluice_json_get_array (object, "tables");
  JsonNode *first = json_node_copy (json_array_get_element (tables, 0));

  g_assert_cmpstr (sluice_json_get_string (object, "format", NULL), ==, "sluice-plan");
  g_assert_cmpint (sluice_json_get_int (object, "version", 0), ==, 1);
  g_assert_cmpstr (sluice_json_get_string (object, "source_type", NULL), ==, "Postgres");
  g_assert_cmpstr (sluice_json_get_string (sluice_json_get_object (object, "form"), "host", NULL), ==,
                   "db.example.com");
  g_assert_cmpstr (sluice_json_get_string (object, "prefix", NULL), ==, "eu_");
  g_assert_cmpuint (json_array_get_length (tables), ==, 3);
  unit_assert_json (first, "{'name':'public.orders','selected':true,'method':'incremental','cursor':'updated_at',"
                           "'look_back':86400}");
}

static void
test_no_secret (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autoptr (JsonNode) file = NULL;
  g_autofree char *text = NULL;
  g_autofree char *report = NULL;

  sluice_plan_set_description (plan, "postgres://u:hunter4@db");
  file = sluice_plan_export (plan);
  text = sluice_plan_file_to_text (file);
  report = sluice_plan_dup_report (plan, NULL);
  g_assert_null (strstr (text, "hunter"));
  g_assert_null (strstr (report, "hunter"));
  g_assert_true (g_str_has_suffix (text, "}\n"));
}

/* A name is read as a name, in a table of the report too. */
static void
test_report (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autoptr (SluicePriceList) prices = sluice_price_list_new ();
  g_autofree char *report = sluice_plan_dup_report (plan, prices);

  g_assert_true (g_str_has_prefix (report, "# Postgres · eu\n\n"));
  g_assert_nonnull (strstr (report, "- Tables: 2 of 3\n"));
  g_assert_nonnull (strstr (report, "| public.orders | 2,000,000 | Incremental by updated\\_at · looks back 1 day |"));
  g_assert_nonnull (strstr (report, "| \\<b\\>a\\|b\\</b\\> \"q\" مرحبا 🌍 line | unknown |"));
  g_assert_nonnull (strstr (report, "## Needs attention"));
  g_assert_nonnull (strstr (report, "## Left out\n\nsales.orders\n"));
  g_assert_true (g_utf8_validate (report, -1, NULL));
}

/* Once an hour is at no time of day, though one may be kept for when it is once a day again. */
static void
test_report_schedule (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autofree char *daily = NULL;
  g_autofree char *hourly = NULL;

  sluice_plan_set_time_of_day (plan, "02:00");
  sluice_plan_set_frequency (plan, SLUICE_FREQUENCY_24HOUR);
  daily = sluice_plan_dup_report (plan, NULL);
  g_assert_nonnull (strstr (daily, "- Schedule: every 24 hours at 02:00 UTC\n"));
  sluice_plan_set_frequency (plan, SLUICE_FREQUENCY_1HOUR);
  hourly = sluice_plan_dup_report (plan, NULL);
  g_assert_nonnull (strstr (hourly, "- Schedule: every hour\n"));
}

static void
test_file_names (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autofree char *name = sluice_plan_dup_file_name (plan, "json");
  g_autofree char *odd = NULL;

  g_assert_cmpstr (name, ==, "postgres-eu.json");
  sluice_plan_set_prefix (plan, "");
  sluice_form_set_value (sluice_plan_get_form (plan), "database", "../..\"'/ä🌍");
  odd = sluice_plan_dup_file_name (plan, "md");
  g_assert_true (g_str_has_prefix (odd, "postgres") && g_str_has_suffix (odd, ".md"));
  g_assert_null (strpbrk (odd, "/\\\"' "));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan-export/json", test_json);
  g_test_add_func ("/plan-export/no-secret", test_no_secret);
  g_test_add_func ("/plan-export/report", test_report);
  g_test_add_func ("/plan-export/report/schedule", test_report_schedule);
  g_test_add_func ("/plan-export/file-names", test_file_names);

  return g_test_run ();
}
