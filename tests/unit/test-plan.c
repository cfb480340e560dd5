/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plan.h"
#include "sluice-table-change.h"
#include "sluice-table-choice.h"
#include "unit-common.h"

#define ORDERS                                                                                                         \
  "{'table':'public.orders','rows':1000,'incremental_available':true,'append_available':true,'xmin_available':true,"   \
  "'incremental_fields':[{'field':'updated_at','type':'timestamp','field_type':'timestamp'},"                          \
  "{'field':'id','type':'integer','field_type':'integer'}],'detected_primary_keys':['id'],"                            \
  "'available_columns':[{'field':'id','type':'bigint'},{'field':'updated_at','type':'timestamp'}]}"
#define COUNTRIES "{'table':'public.countries','rows':200}"
#define PAYROLL "{'table':'hr.payroll','permission_error':'no'}"

static SluicePlan *
make_plan (void)
{
  g_autoptr (SluiceSourceType) type = unit_source_type ("Postgres");
  SluicePlan *plan = sluice_plan_new ();
  SluiceForm *form;

  sluice_plan_set_source_type (plan, type);
  form = sluice_plan_get_form (plan);
  sluice_form_set_value (form, "host", "db.example.com");
  sluice_form_set_value (form, "database", "shop");
  sluice_form_set_value (form, "user", "reader");
  sluice_form_set_value (form, "password", "hunter2");
  unit_discover (plan, "[" ORDERS "," COUNTRIES "," PAYROLL "]");

  return plan;
}

static SluiceTable *
get_table (SluicePlan *plan, const char *name)
{
  return unit_get_table (sluice_plan_get_tables (plan), name);
}

static void
test_create_body (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();

  sluice_table_set_selected (get_table (plan, "public.orders"), TRUE);
  unit_assert_json (
      sluice_plan_to_create_body (plan),
      "{'source_type':'Postgres','prefix':null,'description':null,'created_via':'api','payload':{"
      "'host':'db.example.com','port':'5432','database':'shop','user':'reader','password':'hunter2',"
      "'ssh_tunnel':{'enabled':false},'schemas':["
      "{'name':'public.orders','should_sync':true,'sync_type':'incremental','incremental_field':'updated_at',"
      "'incremental_field_type':'timestamp','primary_key_columns':['id']},"
      "{'name':'public.countries','should_sync':false,'sync_type':null},"
      "{'name':'hr.payroll','should_sync':false,'sync_type':null}]}}");

  sluice_plan_set_prefix (plan, "shop_");
  sluice_plan_set_description (plan, "shop replica");
  sluice_table_set_method (get_table (plan, "public.orders"), SLUICE_SYNC_METHOD_XMIN);
  sluice_table_set_selected (get_table (plan, "public.countries"), TRUE);
  unit_assert_json (
      sluice_plan_to_create_body (plan),
      "{'source_type':'Postgres','prefix':'shop_','description':'shop replica','created_via':'api','payload':{"
      "'host':'db.example.com','port':'5432','database':'shop','user':'reader','password':'hunter2',"
      "'ssh_tunnel':{'enabled':false},'schemas':["
      "{'name':'public.orders','should_sync':true,'sync_type':'xmin','primary_key_columns':['id']},"
      "{'name':'public.countries','should_sync':true,'sync_type':'full_refresh'},"
      "{'name':'hr.payroll','should_sync':false,'sync_type':null}]}}");
}

/* A server that names a table twice gets it back once. */
static void
test_every_table_once (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autoptr (JsonNode) body = NULL;
  JsonObject *payload;

  unit_discover (plan, "[" COUNTRIES "," ORDERS "," COUNTRIES "]");
  body = sluice_plan_to_create_body (plan);
  payload = sluice_json_get_object (json_node_get_object (body), "payload");
  g_assert_cmpuint (json_array_get_length (sluice_json_get_array (payload, "schemas")), ==, 2);
}

static void
test_source_type (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autoptr (SluiceSourceType) same = unit_source_type ("Postgres");
  g_autoptr (SluiceSourceType) other = unit_source_type ("MySQL");
  SluiceForm *form = sluice_plan_get_form (plan);
  SluiceTableList *tables = sluice_plan_get_tables (plan);
  guint n_form = 0;

  g_signal_connect_swapped (plan, "notify::form", G_CALLBACK (unit_count_cb), &n_form);

  /* Going back and choosing the same again loses nothing. */
  sluice_plan_set_source_type (plan, same);
  g_assert_true (sluice_plan_get_form (plan) == form);
  g_assert_cmpuint (sluice_table_list_get_size (tables), ==, 3);
  g_assert_true (sluice_plan_get_checked (plan));
  g_assert_cmpuint (n_form, ==, 0);

  sluice_plan_set_remember (plan, TRUE);
  sluice_plan_set_source_type (plan, other);
  g_assert_false (sluice_plan_get_remember (plan));
  g_assert_cmpuint (n_form, ==, 1);
  g_assert_cmpstr (sluice_form_get_value (sluice_plan_get_form (plan), "host"), ==, "");
  g_assert_true (sluice_plan_get_tables (plan) == tables);
  g_assert_cmpuint (sluice_table_list_get_size (tables), ==, 0);
  g_assert_false (sluice_plan_get_checked (plan));
  g_assert_null (sluice_plan_get_discovered_at (plan));
}

static void
test_checked (void)
{
  g_autoptr (SluiceSourceType) type = unit_source_type ("Postgres");
  g_autoptr (SluicePlan) empty = sluice_plan_new ();
  g_autoptr (SluicePlan) plan = make_plan ();
  SluiceForm *form = sluice_plan_get_form (plan);
  guint n_checked = 0;

  g_assert_false (sluice_plan_get_checked (empty));
  g_signal_connect_swapped (plan, "notify::checked", G_CALLBACK (unit_count_cb), &n_checked);
  g_assert_true (sluice_plan_get_checked (plan));
  g_assert_nonnull (sluice_plan_get_discovered_at (plan));

  /* An edit takes it away; the same values again bring it back. */
  sluice_form_set_value (form, "password", "other");
  g_assert_false (sluice_plan_get_checked (plan));
  g_assert_cmpuint (n_checked, ==, 1);
  sluice_form_set_value (form, "password", "hunter2");
  g_assert_true (sluice_plan_get_checked (plan));
  g_assert_cmpuint (n_checked, ==, 2);
}

/* What was checked is what was sent, not what was typed while the check ran. */
static void
test_edit_during_discovery (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autoptr (GPtrArray) tables = unit_tables ("[" ORDERS "]");

  sluice_plan_begin_discovery (plan);
  g_assert_false (sluice_plan_get_checked (plan));
  sluice_form_set_value (sluice_plan_get_form (plan), "host", "other.example.com");
  sluice_plan_append_discovered (plan, tables);
  sluice_plan_finish_discovery (plan);
  g_assert_false (sluice_plan_get_checked (plan));
  sluice_form_set_value (sluice_plan_get_form (plan), "host", "db.example.com");
  g_assert_true (sluice_plan_get_checked (plan));
}

static void
test_choices_are_kept (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  SluiceTable *orders = get_table (plan, "public.orders");

  sluice_table_set_selected (orders, TRUE);
  sluice_table_set_method (orders, SLUICE_SYNC_METHOD_APPEND);
  sluice_table_set_cursor (orders, "id");
  sluice_table_set_frequency (orders, SLUICE_FREQUENCY_1HOUR);
  sluice_table_set_selected (get_table (plan, "public.countries"), TRUE);

  /* Rows may have grown. */
  unit_discover (plan, "[{'table':'public.countries','rows':300},{'table':'new','rows':5}," ORDERS "]");
  orders = get_table (plan, "public.orders");
  g_assert_true (sluice_table_get_selected (orders));
  g_assert_cmpint (sluice_table_get_method (orders), ==, SLUICE_SYNC_METHOD_APPEND);
  g_assert_cmpstr (sluice_table_get_cursor (orders), ==, "id");
  g_assert_cmpint (sluice_table_get_frequency (orders), ==, SLUICE_FREQUENCY_1HOUR);
  g_assert_true (sluice_table_get_selected (get_table (plan, "public.countries")));
  g_assert_false (sluice_table_get_selected (get_table (plan, "new")));
  g_assert_cmpuint (sluice_table_list_get_n_selected (sluice_plan_get_tables (plan)), ==, 2);

  unit_discover (plan, "[{'table':'public.orders','rows':1000}]");
  orders = get_table (plan, "public.orders");
  /* Without its columns nothing is left to append by, but it is still wanted. */
  g_assert_true (sluice_table_get_selected (orders));
  g_assert_cmpint (sluice_table_get_method (orders), ==, SLUICE_SYNC_METHOD_FULL_REFRESH);
  g_assert_cmpint (sluice_table_get_frequency (orders), ==, SLUICE_FREQUENCY_1HOUR);
}

/* A choice that stood as recommended follows the new recommendation. */
static void
test_recommendation_is_followed (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  SluiceTable *table;

  unit_discover (plan, "[{'table':'t','rows':10,'xmin_available':true,'detected_primary_keys':['k']}]");
  table = get_table (plan, "t");
  sluice_table_set_selected (table, TRUE);
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_FULL_REFRESH);
  unit_discover (plan, "[{'table':'t','rows':80000,'xmin_available':true,'detected_primary_keys':['k']}]");
  table = get_table (plan, "t");
  g_assert_true (sluice_table_get_selected (table));
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_XMIN);
}

/* MongoDB: what tells two clusters apart stands in a secret only. */
static void
test_clusters_are_told_apart (void)
{
  g_autoptr (SluiceSourceType) type = unit_source_type ("MongoDB");
  g_autoptr (SluicePlan) plan = sluice_plan_new ();
  SluiceForm *form;

  sluice_plan_set_source_type (plan, type);
  form = sluice_plan_get_form (plan);
  sluice_form_set_value (form, "connection_string", "mongodb://u:hunter2@a.example.com,b.example.com/shop?tls=true");
  unit_discover (plan, "[{'table':'orders'},{'table':'carts'}]");

  /* Another password, the same cluster: what is missing has gone. */
  sluice_form_set_value (form, "connection_string", "mongodb://v:hunter3@a.example.com,b.example.com/shop");
  unit_discover (plan, "[{'table':'orders'}]");
  g_assert_cmpint (sluice_table_get_change (get_table (plan, "carts")), ==, SLUICE_TABLE_REMOVED);

  /* Another cluster: nothing that it does not have is said to be gone. */
  sluice_form_set_value (form, "connection_string", "mongodb://v:hunter3@c.example.com/shop");
  unit_discover (plan, "[{'table':'orders'}]");
  g_assert_cmpuint (sluice_table_list_get_size (sluice_plan_get_tables (plan)), ==, 1);
}

static void
test_counted_rows_are_kept (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();

  unit_discover (plan, "[{'table':'t'},{'table':'u'}]");
  sluice_table_set_rows (get_table (plan, "t"), 42, SLUICE_ROWS_COUNTED);
  sluice_table_set_rows (get_table (plan, "u"), 42, SLUICE_ROWS_COUNTED);
  unit_discover (plan, "[{'table':'t'},{'table':'u','rows':7}]");
  g_assert_cmpint (sluice_table_get_rows (get_table (plan, "t")), ==, 42);
  g_assert_cmpint (sluice_table_get_rows_origin (get_table (plan, "t")), ==, SLUICE_ROWS_COUNTED);
  g_assert_cmpint (sluice_table_get_rows (get_table (plan, "u")), ==, 7);
}

static void
test_abort_discovery (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autoptr (GPtrArray) partial = unit_tables ("[{'table':'partial'}]");
  SluiceTable *orders = get_table (plan, "public.orders");

  sluice_table_set_selected (orders, TRUE);
  sluice_plan_begin_discovery (plan);
  sluice_plan_append_discovered (plan, partial);
  sluice_plan_abort_discovery (plan);

  g_assert_true (get_table (plan, "public.orders") == orders);
  g_assert_cmpuint (sluice_table_list_get_size (sluice_plan_get_tables (plan)), ==, 3);
  g_assert_cmpuint (sluice_table_list_get_n_selected (sluice_plan_get_tables (plan)), ==, 1);
  g_assert_true (sluice_plan_get_checked (plan));
  sluice_plan_abort_discovery (plan);
  g_assert_cmpuint (sluice_table_list_get_size (sluice_plan_get_tables (plan)), ==, 3);

  /* One that was dropped without an end does not lose them either. */
  sluice_plan_begin_discovery (plan);
  sluice_plan_begin_discovery (plan);
  sluice_plan_abort_discovery (plan);
  g_assert_cmpuint (sluice_table_list_get_size (sluice_plan_get_tables (plan)), ==, 3);
}

static void
test_prefix (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autoptr (GListModel) none = unit_sources ("[]");
  g_autoptr (GListModel) plain = unit_sources ("[{'id':'1','source_type':'Postgres','prefix':null}]");
  g_autoptr (SluiceSourceType) mysql = unit_source_type ("MySQL");

  sluice_plan_suggest_prefix (plan, none);
  g_assert_cmpstr (sluice_plan_get_prefix (plan), ==, "");
  sluice_plan_suggest_prefix (plan, plain);
  g_assert_cmpstr (sluice_plan_get_prefix (plan), ==, "shop_");
  g_assert_false (sluice_plan_get_prefix_edited (plan));

  /* What a page writes back unchanged is not typed. */
  sluice_plan_set_prefix (plan, "shop_");
  g_assert_false (sluice_plan_get_prefix_edited (plan));
  sluice_plan_set_prefix (plan, "mine_");
  g_assert_true (sluice_plan_get_prefix_edited (plan));
  sluice_plan_suggest_prefix (plan, plain);
  g_assert_cmpstr (sluice_plan_get_prefix (plan), ==, "mine_");
  sluice_plan_set_source_type (plan, mysql);
  g_assert_cmpstr (sluice_plan_get_prefix (plan), ==, "mine_");
}

static GListModel *
make_source_tables (const char *text)
{
  g_autofree char *source = g_strdup_printf ("[{'id':'s','source_type':'Postgres','schemas':%s}]", text);
  g_autoptr (GListModel) sources = unit_sources (source);
  g_autoptr (SluiceSource) first = g_list_model_get_item (sources, 0);

  return g_object_ref (sluice_source_get_tables (first));
}

static void
assert_schedule (SluicePlan *plan, const char *tables, const char *expected)
{
  g_autoptr (GListModel) model = make_source_tables (tables);

  unit_assert_json (sluice_plan_to_schedule (plan, model), expected);
}

#define AS_CREATED                                                                                                     \
  "[{'id':'o','name':'public.orders','should_sync':true,'sync_type':'incremental','sync_frequency':null},"             \
  "{'id':'c','name':'public.countries','should_sync':false},"                                                          \
  "{'id':'x','name':'somebody_elses','should_sync':true}]"

static void
test_schedule (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();

  /* Nothing is selected, so nothing is sent. */
  assert_schedule (plan, AS_CREATED, "[]");

  /* null means the server's default, every 6 hours. */
  sluice_table_set_selected (get_table (plan, "public.orders"), TRUE);
  sluice_table_set_selected (get_table (plan, "public.countries"), TRUE);
  assert_schedule (plan, AS_CREATED, "[{'id':'o','sync_frequency':'24hour'}]");
  sluice_plan_set_frequency (plan, SLUICE_FREQUENCY_6HOUR);
  assert_schedule (plan, AS_CREATED, "[]");
  sluice_table_set_frequency (get_table (plan, "public.orders"), SLUICE_FREQUENCY_1HOUR);
  assert_schedule (plan, AS_CREATED, "[{'id':'o','sync_frequency':'1hour'}]");
  assert_schedule (plan, "[{'id':'o','name':'public.orders','should_sync':true,'sync_frequency':'1hour'}]", "[]");
  assert_schedule (plan, "[{'id':'o','name':'public.orders','should_sync':true,'sync_frequency':'2weeks'}]",
                   "[{'id':'o','sync_frequency':'1hour'}]");
}

static void
test_schedule_time_of_day (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();

  sluice_table_set_selected (get_table (plan, "public.orders"), TRUE);
  sluice_plan_set_time_of_day (plan, "02:30");
  assert_schedule (plan, AS_CREATED, "[{'id':'o','sync_frequency':'24hour','sync_time_of_day':'02:30:00'}]");
  assert_schedule (plan,
                   "[{'id':'o','name':'public.orders','should_sync':true,'sync_frequency':'24hour',"
                   "'sync_time_of_day':'02:30:00'}]",
                   "[]");
  assert_schedule (plan,
                   "[{'id':'o','name':'public.orders','should_sync':true,'sync_frequency':'24hour',"
                   "'sync_time_of_day':'03:30:00'}]",
                   "[{'id':'o','sync_time_of_day':'02:30:00'}]");
  /* It means nothing more than once a day. */
  sluice_plan_set_frequency (plan, SLUICE_FREQUENCY_1HOUR);
  assert_schedule (plan, AS_CREATED, "[{'id':'o','sync_frequency':'1hour'}]");

  sluice_plan_set_time_of_day (plan, "24:00");
  sluice_plan_set_time_of_day (plan, "2:30");
  sluice_plan_set_time_of_day (plan, "02:60");
  sluice_plan_set_time_of_day (plan, "02:30:00");
  g_assert_cmpstr (sluice_plan_get_time_of_day (plan), ==, "02:30");
  sluice_plan_set_time_of_day (plan, "");
  g_assert_cmpstr (sluice_plan_get_time_of_day (plan), ==, "");
}

/* Of the full form, as the server answers when it has done what create was told. */
#define FULL "'id':'o','name':'public.orders','should_sync':true,'sync_type':'incremental','sync_frequency':'24hour',"

static void
test_schedule_of_choices (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  SluiceTable *orders = get_table (plan, "public.orders");
  g_autoptr (SluiceRowFilter) filter = NULL;

  sluice_table_set_selected (orders, TRUE);

  /* Create has no member for the periodic full refresh. */
  sluice_table_set_full_refresh_days (orders, 7);
  assert_schedule (plan, "[{" FULL "'full_refresh_interval_days':null}]",
                   "[{'id':'o','full_refresh_interval_days':7}]");
  assert_schedule (plan, "[{" FULL "'full_refresh_interval_days':7}]", "[]");
  sluice_table_set_full_refresh_days (orders, 0);

  /* The table's own time of day comes before the plan's. */
  sluice_plan_set_time_of_day (plan, "02:30");
  sluice_table_set_time_of_day (orders, 3600);
  g_assert_cmpint (sluice_plan_get_table_time_of_day (plan, orders), ==, 3600);
  assert_schedule (plan, "[{" FULL "'sync_time_of_day':'02:30:00'}]", "[{'id':'o','sync_time_of_day':'01:00:00'}]");
  assert_schedule (plan, "[{" FULL "'sync_time_of_day':'01:00:00'}]", "[]");
  sluice_table_set_time_of_day (orders, -1);
  g_assert_cmpint (sluice_plan_get_table_time_of_day (plan, orders), ==, 9000);
  sluice_plan_set_time_of_day (plan, "");
  g_assert_cmpint (sluice_plan_get_table_time_of_day (plan, orders), ==, -1);

  /* Columns and filters go with create; only one that passed over them gets them again. */
  sluice_table_set_column_enabled (orders, "id", TRUE);
  sluice_table_set_enabled_columns (orders, (const char *const[]) { NULL });
  filter = sluice_row_filter_new (orders, "id", SLUICE_FILTER_GREATER, "5", NULL);
  g_assert_true (sluice_table_add_row_filter (orders, filter));
  assert_schedule (plan, "[{" FULL "'enabled_columns':null,'row_filters':null}]",
                   "[{'id':'o','enabled_columns':['id','updated_at'],"
                   "'row_filters':[{'column':'id','operator':'>','value':5}]}]");
  assert_schedule (plan,
                   "[{" FULL "'enabled_columns':['updated_at','id'],"
                   "'row_filters':[{'column':'id','operator':'>','value':'5'}]}]",
                   "[]");
  assert_schedule (plan, "[{" FULL "'label':null}]", "[]");
}

static void
test_source_patch (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();

  g_assert_null (sluice_plan_to_source_patch (plan));
  sluice_plan_set_new_tables (plan, SLUICE_NEW_TABLES_ON);
  unit_assert_json (sluice_plan_to_source_patch (plan), "{'auto_sync_new_schemas':true}");
  /* No pattern must not mean every table. */
  sluice_plan_set_new_tables (plan, SLUICE_NEW_TABLES_PATTERN);
  g_assert_null (sluice_plan_to_source_patch (plan));
  sluice_plan_set_new_tables_pattern (plan, " , ");
  g_assert_null (sluice_plan_to_source_patch (plan));
  sluice_plan_set_new_tables_pattern (plan, "sales_*, public.* ");
  unit_assert_json (sluice_plan_to_source_patch (plan),
                    "{'auto_sync_new_schemas':true,'auto_sync_schema_patterns':['sales_*','public.*']}");
}

static void
test_draft_comes_back (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autoptr (SluicePlan) again = NULL;
  g_autoptr (GListModel) types = unit_source_types ();
  g_autoptr (JsonNode) draft = NULL;
  g_autoptr (JsonNode) tables = NULL;
  g_autoptr (GError) error = NULL;

  sluice_table_set_selected (get_table (plan, "public.orders"), TRUE);
  sluice_table_set_method (get_table (plan, "public.orders"), SLUICE_SYNC_METHOD_XMIN);
  sluice_table_set_frequency (get_table (plan, "public.countries"), SLUICE_FREQUENCY_7DAY);
  sluice_plan_set_prefix (plan, "mine_");
  sluice_plan_set_description (plan, "shop replica");
  sluice_plan_set_frequency (plan, SLUICE_FREQUENCY_12HOUR);
  sluice_plan_set_time_of_day (plan, "02:00");
  sluice_plan_set_new_tables (plan, SLUICE_NEW_TABLES_PATTERN);
  sluice_plan_set_new_tables_pattern (plan, "sales_*");
  sluice_plan_set_remember (plan, TRUE);
  draft = sluice_plan_to_draft (plan);
  tables = sluice_plan_tables_to_json (plan);
  unit_assert_json (
      json_node_copy (draft),
      "{'version':1,'source_type':'Postgres','form':{'source_type':'Postgres','values':{"
      "'host':'db.example.com','port':'5432','database':'shop','user':'reader','schema':'',"
      "'ssh_tunnel':'false','ssh_tunnel/host':'','ssh_tunnel/port':'22','ssh_tunnel/auth':'password',"
      "'ssh_tunnel/auth/username':'','ssh_tunnel/require_tls':'true'}},'prefix':'mine_','prefix_edited':true,"
      "'description':'shop replica','frequency':'12hour','time_of_day':'02:00','new_tables':'pattern',"
      "'new_tables_pattern':'sales_*','remember':true,'choices':{"
      "'public.orders':{'selected':true,'method':'xmin','cursor':null},"
      "'public.countries':{'selected':false,'method':'full_refresh','cursor':null,'frequency':'7day'}}}");

  again = sluice_plan_new_from_draft (draft, tables, types, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sluice_table_list_get_size (sluice_plan_get_tables (again)), ==, 3);
  g_assert_true (sluice_table_get_selected (get_table (again, "public.orders")));
  g_assert_cmpint (sluice_table_get_method (get_table (again, "public.orders")), ==, SLUICE_SYNC_METHOD_XMIN);
  g_assert_false (sluice_table_get_selectable (get_table (again, "hr.payroll")));
  g_assert_cmpstr (sluice_plan_get_prefix (again), ==, "mine_");
  g_assert_true (sluice_plan_get_prefix_edited (again));
  g_assert_true (sluice_plan_get_remember (again));
  g_assert_cmpint (sluice_plan_get_frequency (again), ==, SLUICE_FREQUENCY_12HOUR);
  g_assert_true (g_date_time_equal (sluice_plan_get_discovered_at (again), sluice_plan_get_discovered_at (plan)));
  /* Its secrets are gone, so it was not checked as it stands. */
  g_assert_false (sluice_plan_get_checked (again));
  g_assert_false (sluice_form_get_complete (sluice_plan_get_form (again)));
}

static void
test_draft_holds_no_secret (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  SluiceForm *form = sluice_plan_get_form (plan);
  g_autoptr (JsonNode) draft = NULL;
  g_autoptr (JsonNode) tables = NULL;
  g_autoptr (JsonNode) body = NULL;
  g_autofree char *title = NULL;

  sluice_form_set_value (form, "connection_string", "postgres://u:hunter3@db");
  sluice_form_set_value (form, "ssh_tunnel", "true");
  sluice_form_set_value (form, "ssh_tunnel/auth/password", "hunter4");
  sluice_form_set_value (form, "ssh_tunnel/auth/private_key", "hunter5");
  draft = sluice_plan_to_draft (plan);
  tables = sluice_plan_tables_to_json (plan);
  body = sluice_plan_to_create_body (plan);
  title = sluice_plan_dup_title (plan);

  /* They are there to be found. */
  g_assert_true (unit_node_holds (body, "hunter2"));
  g_assert_true (unit_node_holds (body, "hunter4"));
  g_assert_false (unit_node_holds (draft, "hunter"));
  g_assert_false (unit_node_holds (tables, "hunter"));
  g_assert_cmpstr (title, ==, "Postgres · shop");

  /* Typed into the wrong field. */
  sluice_form_set_value (form, "database", "host=db pwd=hunter6");
  g_free (title);
  title = sluice_plan_dup_title (plan);
  g_assert_cmpstr (title, ==, "Postgres");
}

static void
test_odd_drafts (void)
{
  static const char *const bad[] = { "[]",
                                     "{}",
                                     "{'source_type':5}",
                                     "{'source_type':'Nowhere'}",
                                     "{'source_type':'Postgres'}",
                                     "{'source_type':'Postgres','form':{'source_type':'MySQL'}}" };
  g_autoptr (GListModel) types = unit_source_types ();
  g_autoptr (JsonNode) poor = unit_parse ("{'source_type':'Postgres','form':{'source_type':'Postgres'},'prefix':7,"
                                          "'frequency':'never','time_of_day':'99:99','new_tables':'some',"
                                          "'choices':{'gone':{'selected':true},'public.orders':5}}");
  g_autoptr (JsonNode) tables = unit_parse ("{'discovered_at':'yesterday','tables':[5,{}," ORDERS "]}");
  g_autoptr (SluicePlan) plan = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (JsonNode) draft = unit_parse (bad[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (sluice_plan_new_from_draft (draft, NULL, types, &error));
      g_assert_nonnull (error);
    }

  plan = sluice_plan_new_from_draft (poor, tables, types, NULL);
  g_assert_nonnull (plan);
  g_assert_cmpstr (sluice_plan_get_prefix (plan), ==, "");
  g_assert_cmpint (sluice_plan_get_frequency (plan), ==, SLUICE_FREQUENCY_24HOUR);
  g_assert_cmpstr (sluice_plan_get_time_of_day (plan), ==, "");
  g_assert_cmpint (sluice_plan_get_new_tables (plan), ==, SLUICE_NEW_TABLES_OFF);
  g_assert_null (sluice_plan_get_discovered_at (plan));
  g_assert_cmpuint (sluice_table_list_get_size (sluice_plan_get_tables (plan)), ==, 1);
}

static void
test_title (void)
{
  g_autoptr (SluicePlan) empty = sluice_plan_new ();
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autofree char *nothing = sluice_plan_dup_title (empty);
  g_autofree char *prefixed = NULL;
  g_autofree char *bare = NULL;

  g_assert_cmpstr (nothing, ==, "New source");
  sluice_plan_set_prefix (plan, "__eu__");
  prefixed = sluice_plan_dup_title (plan);
  g_assert_cmpstr (prefixed, ==, "Postgres · eu");
  sluice_plan_set_prefix (plan, "");
  sluice_form_set_value (sluice_plan_get_form (plan), "database", " ");
  bare = sluice_plan_dup_title (plan);
  g_assert_cmpstr (bare, ==, "Postgres");
}

static void
test_properties (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  guint n_frequency = 0;
  guint n_description = 0;

  g_signal_connect_swapped (plan, "notify::frequency", G_CALLBACK (unit_count_cb), &n_frequency);
  g_signal_connect_swapped (plan, "notify::description", G_CALLBACK (unit_count_cb), &n_description);
  g_object_set (plan, "frequency", SLUICE_FREQUENCY_1HOUR, "description", "x", NULL);
  g_object_set (plan, "frequency", SLUICE_FREQUENCY_1HOUR, "description", "x", NULL);
  g_assert_cmpuint (n_frequency, ==, 1);
  g_assert_cmpuint (n_description, ==, 1);
  g_assert_cmpint (sluice_table_list_get_frequency (sluice_plan_get_tables (plan)), ==, SLUICE_FREQUENCY_1HOUR);
}

static void
test_lifetime (void)
{
  SluicePlan *plan = make_plan ();
  SluiceForm *form = sluice_plan_get_form (plan);
  SluiceTableList *tables = sluice_plan_get_tables (plan);

  g_object_add_weak_pointer (G_OBJECT (form), (gpointer *) &form);
  g_object_add_weak_pointer (G_OBJECT (tables), (gpointer *) &tables);
  sluice_plan_begin_discovery (plan);
  g_assert_finalize_object (plan);
  g_assert_null (form);
  g_assert_null (tables);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan/create-body", test_create_body);
  g_test_add_func ("/plan/create-body/every-table-once", test_every_table_once);
  g_test_add_func ("/plan/source-type", test_source_type);
  g_test_add_func ("/plan/checked", test_checked);
  g_test_add_func ("/plan/checked/edit-during-discovery", test_edit_during_discovery);
  g_test_add_func ("/plan/discovery/choices-are-kept", test_choices_are_kept);
  g_test_add_func ("/plan/discovery/recommendation-is-followed", test_recommendation_is_followed);
  g_test_add_func ("/plan/clusters-are-told-apart", test_clusters_are_told_apart);
  g_test_add_func ("/plan/discovery/counted-rows-are-kept", test_counted_rows_are_kept);
  g_test_add_func ("/plan/discovery/abort", test_abort_discovery);
  g_test_add_func ("/plan/prefix", test_prefix);
  g_test_add_func ("/plan/schedule", test_schedule);
  g_test_add_func ("/plan/schedule/time-of-day", test_schedule_time_of_day);
  g_test_add_func ("/plan/schedule/choices", test_schedule_of_choices);
  g_test_add_func ("/plan/source-patch", test_source_patch);
  g_test_add_func ("/plan/draft/comes-back", test_draft_comes_back);
  g_test_add_func ("/plan/draft/no-secret", test_draft_holds_no_secret);
  g_test_add_func ("/plan/draft/odd", test_odd_drafts);
  g_test_add_func ("/plan/title", test_title);
  g_test_add_func ("/plan/properties", test_properties);
  g_test_add_func ("/plan/lifetime", test_lifetime);

  return g_test_run ();
}
