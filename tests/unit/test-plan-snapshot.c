/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plan-cdc.h"
#include "sluice-plan-export.h"
#include "sluice-plan-snapshot.h"
#include "sluice-table-choice.h"
#include "unit-common.h"

#define N_TABLES 500

static SluicePlan *
make_plan (void)
{
  g_autoptr (SluiceSourceType) type = unit_source_type ("Postgres");
  g_autoptr (GString) text = g_string_new ("[");
  SluicePlan *plan = sluice_plan_new ();
  SluiceTable *table;

  sluice_plan_set_source_type (plan, type);
  sluice_form_set_value (sluice_plan_get_form (plan), "host", "db.example.com");
  sluice_form_set_value (sluice_plan_get_form (plan), "password", "hunter2");
  for (guint i = 0; i < N_TABLES; i++)
    g_string_append_printf (text,
                            "%s{'table':'t%u','rows':%u,'available_columns':[{'field':'id','type':'bigint'},"
                            "{'field':'region','type':'text'}],'detected_primary_keys':['id'],'xmin_available':true}",
                            i > 0 ? "," : "", i, i);
  g_string_append_c (text, ']');
  unit_discover (plan, text->str);
  sluice_plan_set_prefix (plan, "eu_");
  for (guint i = 0; i < N_TABLES; i += 2)
    {
      g_autoptr (JsonNode) node = unit_parse ("{'selected':true,'enabled_columns':['id'],'row_filters':[{'column':"
                                              "'id','operator':'>','value':5}],'shards':{'of':[3,4]}}");

      table = sluice_table_list_get (sluice_plan_get_tables (plan), i);
      sluice_table_load_choice (table, json_node_get_object (node));
    }

  return plan;
}

/* Everything that can be made of a snapshot, in one text. */
static char *
dup_words (SluicePlanSnapshot *snapshot)
{
  g_autoptr (JsonNode) draft = sluice_plan_snapshot_to_draft (snapshot);
  g_autoptr (JsonNode) export = sluice_plan_snapshot_export (snapshot);
  g_autofree char *draft_text = sluice_json_to_text (draft);
  g_autofree char *export_text = sluice_json_to_text (export);
  g_autofree char *tables_text = sluice_plan_snapshot_tables_to_text (snapshot);

  return g_strconcat (draft_text, "\n", export_text, "\n", tables_text, NULL);
}

static gpointer
words_thread (gpointer data)
{
  g_autoptr (SluicePlanSnapshot) snapshot = data;

  return dup_words (snapshot);
}

/* What is being written is the plan of the moment when it was asked for, whatever somebody does meanwhile. */
static void
test_moment (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  SluiceTableList *tables = sluice_plan_get_tables (plan);
  g_autoptr (SluicePlanSnapshot) snapshot = sluice_plan_snapshot_new (plan);
  g_autofree char *before = dup_words (snapshot);
  GThread *threads[2];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("words", words_thread, sluice_plan_snapshot_ref (snapshot));
  for (guint i = 0; i < N_TABLES; i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);
      g_autoptr (JsonNode) choice = sluice_table_choice_to_json (table);

      sluice_table_set_rows (table, 7 * i, SLUICE_ROWS_COUNTED);
      sluice_table_set_method (table, SLUICE_SYNC_METHOD_XMIN);
      sluice_table_set_selected (table, i % 2 == 1);
      sluice_table_set_enabled_columns (table, NULL);
    }
  sluice_plan_set_prefix (plan, "us_");
  unit_discover (plan, "[{'table':'t1'}]");
  sluice_table_list_clear (tables);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree char *words = g_thread_join (threads[i]);

      g_assert_cmpstr (words, ==, before);
    }
  g_assert_null (strstr (before, "hunter2"));
}

/* A draft written from a snapshot is the plan again. */
static void
test_draft (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autoptr (SluicePlanSnapshot) snapshot = sluice_plan_snapshot_new (plan);
  g_autoptr (JsonNode) draft = sluice_plan_snapshot_to_draft (snapshot);
  g_autofree char *text = sluice_plan_snapshot_tables_to_text (snapshot);
  g_autoptr (GListModel) types = unit_source_types ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) tables = sluice_json_parse (text, -1, &error);
  g_autoptr (JsonNode) expected = sluice_plan_tables_to_json (plan);
  g_autoptr (SluicePlan) again = NULL;
  g_autoptr (JsonNode) draft_again = NULL;

  g_assert_no_error (error);
  g_assert_true (json_node_equal (tables, expected));
  again = sluice_plan_new_from_draft (draft, tables, types, &error);
  g_assert_no_error (error);
  draft_again = sluice_plan_to_draft (again);
  g_assert_true (json_node_equal (draft, draft_again));
}

/* Before anything is chosen there is a draft too, and nothing to export. */
static void
test_empty (void)
{
  g_autoptr (SluicePlan) plan = sluice_plan_new ();
  g_autoptr (SluicePlanSnapshot) snapshot = sluice_plan_snapshot_new (plan);
  g_autoptr (JsonNode) draft = sluice_plan_snapshot_to_draft (snapshot);
  g_autofree char *tables = sluice_plan_snapshot_tables_to_text (snapshot);

  g_assert_cmpstr (tables, ==, "{\"discovered_at\":null,\"tables\":[]}");
  g_assert_false (json_object_has_member (json_node_get_object (draft), "source_type"));
}

/* Everything that is done with a whole plan, in one text. */
static char *
dup_deeds (SluicePlan *plan)
{
  g_autoptr (SluicePriceList) prices = sluice_price_list_new ();
  g_autofree char *report = sluice_plan_dup_report (plan, prices);
  g_autoptr (JsonNode) body = sluice_plan_to_create_body (plan);
  g_autoptr (JsonNode) draft = sluice_plan_to_draft (plan);
  g_autoptr (JsonNode) tables = sluice_plan_tables_to_json (plan);
  g_autofree char *body_text = sluice_json_to_text (body);
  g_autofree char *draft_text = sluice_json_to_text (draft);
  g_autofree char *tables_text = sluice_json_to_text (tables);

  return g_strconcat (report, "\n", body_text, "\n", draft_text, "\n", tables_text, NULL);
}

static gpointer
deeds_thread (gpointer data)
{
  g_autoptr (SluicePlanSnapshot) snapshot = data;
  g_autoptr (SluicePlan) plan = sluice_plan_snapshot_thaw (snapshot);

  g_clear_pointer (&snapshot, sluice_plan_snapshot_unref);

  return dup_deeds (plan);
}

/* A plan that is thawed on another thread says all that the plan said, what is sent and secrets too; nobody sees
 * through it what happens to the plan meanwhile. */
static void
test_thaw (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  SluiceTableList *tables = sluice_plan_get_tables (plan);
  g_autoptr (SluicePlanSnapshot) snapshot = NULL;
  g_autofree char *before = NULL;
  GThread *threads[2];

  sluice_form_set_value (sluice_plan_get_form (plan), "database", "postgres://me:s3cret@there/shop");
  sluice_plan_set_description (plan, "For *everybody*");
  sluice_plan_set_frequency (plan, SLUICE_FREQUENCY_7DAY);
  sluice_plan_set_time_of_day (plan, "02:00");
  sluice_plan_set_new_tables (plan, SLUICE_NEW_TABLES_PATTERN);
  sluice_plan_set_new_tables_pattern (plan, "sales_*");
  sluice_plan_set_remember (plan, TRUE);
  sluice_cdc_set_enabled (sluice_plan_get_cdc (plan), TRUE);
  sluice_table_list_set_near_real_time (tables, TRUE);
  sluice_table_set_rows (sluice_table_list_get (tables, 4), 3000000, SLUICE_ROWS_COUNTED);
  before = dup_deeds (plan);
  snapshot = sluice_plan_snapshot_new (plan);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("deeds", deeds_thread, sluice_plan_snapshot_ref (snapshot));
  g_clear_pointer (&snapshot, sluice_plan_snapshot_unref);
  for (guint i = 0; i < N_TABLES; i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);

      sluice_table_set_rows (table, 7 * i, SLUICE_ROWS_COUNTED);
      sluice_table_set_selected (table, i % 2 == 1);
      sluice_table_set_enabled_columns (table, NULL);
    }
  sluice_form_set_value (sluice_plan_get_form (plan), "password", "hunter3");
  sluice_plan_set_prefix (plan, "us_");
  unit_discover (plan, "[{'table':'t1'}]");
  g_clear_object (&plan);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree char *deeds = g_thread_join (threads[i]);

      g_assert_cmpstr (deeds, ==, before);
    }
  g_assert_nonnull (strstr (before, "hunter2"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan-snapshot/moment", test_moment);
  g_test_add_func ("/plan-snapshot/draft", test_draft);
  g_test_add_func ("/plan-snapshot/empty", test_empty);
  g_test_add_func ("/plan-snapshot/thaw", test_thaw);

  return g_test_run ();
}
