/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-source.h"
#include "unit-common.h"

static SluiceSource *
make_source (const char *text)
{
  g_autoptr (JsonNode) node = unit_parse (text);
  g_autoptr (GError) error = NULL;
  SluiceSource *source = sluice_source_new_from_json (json_node_get_object (node), &error);

  g_assert_no_error (error);

  return source;
}

static void
test_states (void)
{
  static const struct
  {
    const char *word;
    SluiceState state;
  } cases[] = {
    { NULL, SLUICE_STATE_NONE },
    { "", SLUICE_STATE_NONE },
    { "Running", SLUICE_STATE_RUNNING },
    { "Completed", SLUICE_STATE_COMPLETED },
    { "Failed", SLUICE_STATE_FAILED },
    { "Error", SLUICE_STATE_FAILED },
    { "Paused", SLUICE_STATE_PAUSED },
    { "Cancelled", SLUICE_STATE_CANCELLED },
    { "Billing limits", SLUICE_STATE_BILLING_LIMIT },
    { "Billing limits too low", SLUICE_STATE_BILLING_LIMIT },
    { "Billing limit too low", SLUICE_STATE_BILLING_LIMIT },
    { "BillingLimitReached", SLUICE_STATE_BILLING_LIMIT },
    { "BillingLimitTooLow", SLUICE_STATE_BILLING_LIMIT },
    { "Daydreaming", SLUICE_STATE_OTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (sluice_state_from_word (cases[i].word), ==, cases[i].state);
  for (guint state = SLUICE_STATE_NONE; state < SLUICE_STATE_OTHER; state++)
    g_assert_nonnull (sluice_state_get_label (state));
  g_assert_null (sluice_state_get_label (SLUICE_STATE_OTHER));
}

static void
test_source (void)
{
  g_autoptr (SluiceSource) source = make_source (
      "{'id':'0192','created_at':'2026-09-01T08:00:00Z','created_by':'ada@example.com','status':'Running',"
      "'source_type':'Postgres','latest_error':null,'prefix':'eu_','description':'shop replica',"
      "'access_method':'warehouse','last_run_at':'2026-09-02T10:00:00+02:00',"
      "'job_inputs':{'host':'db.example.com','port':5432,'ssl':true,'flag':'True','ssh_tunnel':{'x':1},"
      "'schema':null},'schemas':["
      "{'id':'a','name':'orders','label':null,'should_sync':true,'status':'Completed','sync_type':"
      "'incremental','last_synced_at':'2026-09-02T10:00:00Z','sync_frequency':'6hour','latest_error':null,"
      "'table':{'id':'t','name':'eu_postgres_orders','row_count':184233}},"
      "{'id':'b','name':'audit_log','should_sync':true,'status':'Cancelled','latest_error':'Sync cancelled'},"
      "{'id':'c','name':'countries','should_sync':false,'status':null,'table':null},"
      "{'name':'without id'},7]}");
  g_autofree char *title = sluice_source_dup_title (source);
  g_autoptr (SluiceSourceTable) orders = g_list_model_get_item (sluice_source_get_tables (source), 0);
  g_autoptr (SluiceSourceTable) audit = g_list_model_get_item (sluice_source_get_tables (source), 1);
  g_autoptr (SluiceSourceTable) countries = g_list_model_get_item (sluice_source_get_tables (source), 2);

  g_assert_cmpstr (sluice_source_get_id (source), ==, "0192");
  g_assert_cmpstr (title, ==, "Postgres · eu");
  g_assert_cmpint (sluice_source_get_state (source), ==, SLUICE_STATE_RUNNING);
  g_assert_cmpint (g_date_time_to_unix (sluice_source_get_last_run_at (source)), ==, 1788336000);
  g_assert_false (sluice_source_get_is_direct (source));
  g_assert_cmpstr (sluice_source_get_input (source, "host"), ==, "db.example.com");
  g_assert_cmpstr (sluice_source_get_input (source, "port"), ==, "5432");
  g_assert_cmpstr (sluice_source_get_input (source, "ssl"), ==, "true");
  g_assert_cmpstr (sluice_source_get_input (source, "flag"), ==, "True");
  g_assert_null (sluice_source_get_input (source, "ssh_tunnel"));
  g_assert_null (sluice_source_get_input (source, "schema"));
  g_assert_null (sluice_source_get_input (source, "password"));

  g_assert_cmpuint (g_list_model_get_n_items (sluice_source_get_tables (source)), ==, 3);
  g_assert_cmpuint (sluice_source_get_n_syncing (source), ==, 2);
  g_assert_cmpuint (sluice_source_get_n_failed (source), ==, 1);
  g_assert_cmpint (sluice_source_get_rows (source), ==, 184233);

  g_assert_true (sluice_source_table_get_first_sync_done (orders));
  g_assert_cmpint (sluice_source_table_get_method (orders), ==, SLUICE_SYNC_METHOD_INCREMENTAL);
  g_assert_cmpstr (sluice_source_table_get_stored_name (orders), ==, "eu_postgres_orders");
  /* For a table these words mean failed. */
  g_assert_cmpint (sluice_source_table_get_state (audit), ==, SLUICE_STATE_FAILED);
  g_assert_cmpstr (sluice_source_table_get_status_word (audit), ==, "Cancelled");
  g_assert_false (sluice_source_table_get_first_sync_done (audit));
  g_assert_cmpint (sluice_source_table_get_state (countries), ==, SLUICE_STATE_NONE);
  g_assert_cmpint (sluice_source_table_get_row_count (countries), ==, -1);
}

/* Done needs both: rows that are stored, and a sync that ended. */
static void
test_first_sync_done (void)
{
  static const struct
  {
    const char *json;
    gboolean done;
  } cases[] = {
    { "{'id':'a','name':'t','table':{'name':'x'},'last_synced_at':'2026-09-02T10:00:00Z'}", TRUE },
    { "{'id':'a','name':'t','table':{'name':'x'},'last_synced_at':null}", FALSE },
    { "{'id':'a','name':'t','table':null,'last_synced_at':'2026-09-02T10:00:00Z'}", FALSE },
    { "{'id':'a','name':'t','table':{'name':'x'},'last_synced_at':'soon'}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = unit_parse (cases[i].json);
      g_autoptr (SluiceSourceTable) table = sluice_source_table_new_from_json (json_node_get_object (node), NULL);

      g_assert_cmpint (sluice_source_table_get_first_sync_done (table), ==, cases[i].done);
    }
}

static void
test_poor_source (void)
{
  g_autoptr (SluiceSource) source = make_source ("{'id':'1','source_type':'Stripe','prefix':null,'job_inputs':[],"
                                                 "'schemas':{},'status':5}");
  g_autoptr (SluiceSource) named = make_source ("{'id':'1','source_type':'Postgres','prefix':'__',"
                                                "'job_inputs':{'database':'shop'},'access_method':'direct'}");
  g_autofree char *title = sluice_source_dup_title (source);
  g_autofree char *named_title = sluice_source_dup_title (named);
  g_autoptr (JsonNode) nothing = unit_parse ("{'id':'1'}");
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (sluice_source_get_prefix (source), ==, "");
  g_assert_cmpstr (title, ==, "Stripe");
  g_assert_cmpint (sluice_source_get_state (source), ==, SLUICE_STATE_NONE);
  g_assert_cmpuint (g_list_model_get_n_items (sluice_source_get_tables (source)), ==, 0);
  g_assert_cmpstr (named_title, ==, "Postgres · shop");
  g_assert_true (sluice_source_get_is_direct (named));

  g_assert_null (sluice_source_new_from_json (json_node_get_object (nothing), &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_MISSING);
}

static void
test_huge_row_counts (void)
{
  g_autoptr (SluiceSource) source =
      make_source ("{'id':'1','source_type':'X','schemas':["
                   "{'id':'a','name':'a','table':{'row_count':9223372036854775807}},"
                   "{'id':'b','name':'b','table':{'row_count':5}},{'id':'c','name':'c','table':{'row_count':-5}}]}");

  g_assert_cmpint (sluice_source_get_rows (source), ==, G_MAXINT64);
}

static void
test_job (void)
{
  g_autoptr (JsonNode) node =
      unit_parse ("{'id':'j','created_at':'2026-09-02T10:00:00Z','finished_at':null,'status':'Billing limit too low',"
                  "'schema':{'id':'s','name':'orders'},'rows_synced':12,'latest_error':'x'}");
  g_autoptr (JsonNode) poor = unit_parse ("{'id':'j','rows_synced':null,'schema':null}");
  g_autoptr (SluiceJob) job = sluice_job_new_from_json (json_node_get_object (node), NULL);
  g_autoptr (SluiceJob) other = sluice_job_new_from_json (json_node_get_object (poor), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sluice_job_get_state (job), ==, SLUICE_STATE_BILLING_LIMIT);
  g_assert_cmpstr (sluice_job_get_table_id (job), ==, "s");
  g_assert_cmpint (sluice_job_get_rows_synced (job), ==, 12);
  g_assert_nonnull (sluice_job_get_created_at (job));
  g_assert_null (sluice_job_get_finished_at (job));
  g_assert_cmpint (sluice_job_get_rows_synced (other), ==, -1);
  g_assert_null (sluice_job_get_table_name (other));
  g_assert_null (sluice_job_new_from_json (NULL, &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_MISSING);
}

/* What cannot be read is not taken for nothing: the source says what it is. Null says nothing. */
static void
test_unread (void)
{
  static const struct
  {
    const char *more;
    const char *unread;
  } cases[] = {
    { "'status':null,'prefix':null,'job_inputs':null,'schemas':null", NULL },
    { "'status':'Running','schemas':[{'id':'a','name':'t','should_sync':null,'table':null}]", NULL },
    { "'status':5,'prefix':[]", "prefix, status" },
    { "'description':{},'latest_error':true,'created_by':5", "description, latest_error, created_by" },
    { "'created_at':5,'last_run_at':5,'access_method':5", "created_at, last_run_at, access_method" },
    { "'job_inputs':'x'", "job_inputs" },
    { "'schemas':{}", "schemas" },
    { "'schemas':[7]", "schemas" },
    { "'schemas':[{'id':'a'}]", "schemas" },
    { "'schemas':[{'id':'a','name':'t','should_sync':1}]", "schemas" },
    { "'schemas':[{'id':'a','name':'t','status':1}]", "schemas" },
    { "'schemas':[{'id':'a','name':'t','table':'x'}]", "schemas" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{'id':'1','source_type':'Postgres',%s}", cases[i].more);
      g_autoptr (SluiceSource) source = make_source (text);

      g_assert_cmpstr (sluice_source_get_unread (source), ==, cases[i].unread);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/source/states", test_states);
  g_test_add_func ("/source/unread", test_unread);
  g_test_add_func ("/source/full", test_source);
  g_test_add_func ("/source/poor", test_poor_source);
  g_test_add_func ("/source/huge-row-counts", test_huge_row_counts);
  g_test_add_func ("/source/first-sync-done", test_first_sync_done);
  g_test_add_func ("/source/job", test_job);

  return g_test_run ();
}
