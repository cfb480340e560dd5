/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plan-cdc.h"
#include "sluice-table-choice.h"
#include "unit-common.h"

/* A table that CDC can follow. */
#define TABLE(name)                                                                                                    \
  "{'table':'" name "','cdc_available':true,'incremental_available':true,"                                             \
  "'incremental_fields':[{'field':'updated_at','type':'timestamp','field_type':'timestamp'}],"                         \
  "'detected_primary_keys':['id'],'available_columns':[{'field':'id','type':'bigint'},"                                \
  "{'field':'updated_at','type':'timestamp'}]}"
#define KEYLESS(name) "{'table':'" name "','cdc_available':true,'available_columns':[{'field':'at','type':'date'}]}"

static SluicePlan *
make_plan (const char *tables)
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
  unit_discover (plan, tables);

  return plan;
}

static void
choose_cdc (SluicePlan *plan, const char *name)
{
  SluiceTable *table = unit_get_table (sluice_plan_get_tables (plan), name);

  sluice_table_set_selected (table, TRUE);
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_CDC);
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_CDC);
}

/* An answer to what the plan asks now. */
static void
take (SluicePlan *plan, SluiceCdcCheck *check)
{
  g_autofree char *fingerprint = sluice_plan_dup_cdc_fingerprint (plan);

  sluice_cdc_check_set_fingerprint (check, fingerprint);
  sluice_plan_take_cdc_check (plan, check);
}

static void
answer (SluicePlan *plan, const char *text)
{
  g_autoptr (JsonNode) node = unit_parse (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceCdcCheck) check = sluice_cdc_check_new_from_json (node, &error);

  g_assert_no_error (error);
  take (plan, check);
}

static void
turn_on (SluicePlan *plan)
{
  sluice_cdc_set_enabled (sluice_plan_get_cdc (plan), TRUE);
}

/* The one unmet line about @need. (transfer none) */
static SluiceCdcRequirement *
find_unmet (GListModel *list, SluiceCdcNeed need)
{
  SluiceCdcRequirement *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SluiceCdcRequirement) each = g_list_model_get_item (list, i);

      if (sluice_cdc_requirement_get_need (each) != need || sluice_cdc_requirement_get_state (each) != SLUICE_CDC_UNMET)
        continue;
      g_assert_null (found);
      found = each;
    }
  g_assert_nonnull (found);

  return found;
}

/* --- what is sent --- */

static void
test_check_body (void)
{
  g_autoptr (SluicePlan) plan = make_plan ("[" TABLE ("public.orders") "," TABLE ("sales.Order Lines") "]");

  turn_on (plan);
  unit_assert_json (sluice_plan_to_cdc_check_body (plan),
                    "{'source_type':'Postgres','host':'db.example.com','port':'5432','database':'shop','user':'reader',"
                    "'password':'hunter2','ssh_tunnel':{'enabled':false},'cdc_management_mode':'posthog','tables':[]}");

  choose_cdc (plan, "sales.Order Lines");
  g_object_set (sluice_plan_get_cdc (plan), "management", SLUICE_CDC_SELF_MANAGED, "slot-name", " sluice_slot ", NULL);
  unit_assert_json (sluice_plan_to_cdc_check_body (plan),
                    "{'source_type':'Postgres','host':'db.example.com','port':'5432','database':'shop','user':'reader',"
                    "'password':'hunter2','ssh_tunnel':{'enabled':false},'cdc_management_mode':'self_managed',"
                    "'cdc_slot_name':'sluice_slot','cdc_publication_name':'posthog_pub',"
                    "'tables':['sales.Order Lines']}");
}

static void
test_create_body (void)
{
  g_autoptr (SluicePlan) plan = make_plan ("[" TABLE ("public.orders") "]");
  g_autoptr (JsonNode) none = NULL;
  g_autoptr (JsonNode) off = NULL;

  turn_on (plan);
  none = sluice_plan_to_create_body (plan);
  g_assert_false (unit_node_holds (none, "cdc_"));

  choose_cdc (plan, "public.orders");
  unit_assert_json (
      sluice_plan_to_create_body (plan),
      "{'source_type':'Postgres','prefix':null,'description':null,'created_via':'api','payload':{"
      "'host':'db.example.com','port':'5432','database':'shop','user':'reader','password':'hunter2',"
      "'ssh_tunnel':{'enabled':false},'cdc_enabled':true,'cdc_management_mode':'posthog','cdc_auto_drop_slot':true,"
      "'cdc_lag_warning_threshold_mb':1024,'cdc_lag_critical_threshold_mb':10240,'schemas':["
      "{'name':'public.orders','should_sync':true,'sync_type':'cdc','primary_key_columns':['id']}]}}");

  g_object_set (sluice_plan_get_cdc (plan), "management", SLUICE_CDC_SELF_MANAGED, "slot-name", "mine",
                "publication-name", "My Pub", "auto-drop-slot", FALSE, "lag-warning-mb", 10, "lag-critical-mb", 20,
                NULL);
  unit_assert_json (
      sluice_plan_to_create_body (plan),
      "{'source_type':'Postgres','prefix':null,'description':null,'created_via':'api','payload':{"
      "'host':'db.example.com','port':'5432','database':'shop','user':'reader','password':'hunter2',"
      "'ssh_tunnel':{'enabled':false},'cdc_enabled':true,'cdc_management_mode':'self_managed','cdc_slot_name':'mine',"
      "'cdc_publication_name':'My Pub','cdc_auto_drop_slot':false,"
      "'cdc_lag_warning_threshold_mb':10,'cdc_lag_critical_threshold_mb':20,'schemas':["
      "{'name':'public.orders','should_sync':true,'sync_type':'cdc','primary_key_columns':['id']}]}}");

  sluice_plan_leave_cdc (plan);
  off = sluice_plan_to_create_body (plan);
  g_assert_false (unit_node_holds (off, "cdc"));
  g_assert_true (unit_node_holds (off, "\"sync_type\":\"incremental\""));
}

static void
test_draft (void)
{
  g_autoptr (SluicePlan) plan = make_plan ("[" TABLE ("public.orders") "]");
  g_autoptr (GListModel) types = unit_source_types ();
  g_autoptr (JsonNode) draft = NULL;
  g_autoptr (JsonNode) tables = NULL;
  g_autoptr (SluicePlan) restored = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (sluice_plan_get_cdc (plan), "enabled", TRUE, "management", SLUICE_CDC_SELF_MANAGED, "slot-name", "mine",
                "publication-name", "My Pub", "auto-drop-slot", FALSE, "lag-warning-mb", 10, "lag-critical-mb", 20,
                NULL);
  choose_cdc (plan, "public.orders");
  answer (plan, "{'valid':true,'errors':[]}");
  draft = sluice_plan_to_draft (plan);
  tables = sluice_plan_tables_to_json (plan);
  restored = sluice_plan_new_from_draft (draft, tables, types, &error);
  g_assert_no_error (error);
  sluice_form_set_value (sluice_plan_get_form (restored), "password", "hunter2");
  unit_assert_json (sluice_plan_to_create_body (restored),
                    "{'source_type':'Postgres','prefix':null,'description':null,'created_via':'api','payload':{"
                    "'host':'db.example.com','port':'5432','database':'shop','user':'reader','password':'hunter2',"
                    "'ssh_tunnel':{'enabled':false},'cdc_enabled':true,'cdc_management_mode':'self_managed',"
                    "'cdc_slot_name':'mine','cdc_publication_name':'My Pub','cdc_auto_drop_slot':false,"
                    "'cdc_lag_warning_threshold_mb':10,'cdc_lag_critical_threshold_mb':20,'schemas':["
                    "{'name':'public.orders','should_sync':true,'sync_type':'cdc','primary_key_columns':['id']}]}}");
  /* What was found possible then is to be found again. */
  g_assert_false (sluice_plan_get_cdc_ready (restored));
}

static void
test_faults (void)
{
  static const struct
  {
    SluiceCdcManagement management;
    const char *slot, *publication;
    guint warning, critical;
    const char *fault_at;
  } cases[] = {
    { SLUICE_CDC_MANAGED_BY_POSTHOG, "", "", 1024, 10240, NULL },
    { SLUICE_CDC_SELF_MANAGED, "", "", 1024, 10240, "slot-name" },
    { SLUICE_CDC_SELF_MANAGED, "slot_1", "", 1024, 10240, NULL },
    { SLUICE_CDC_MANAGED_BY_POSTHOG, "Slot", "", 1024, 10240, "slot-name" },
    { SLUICE_CDC_MANAGED_BY_POSTHOG, "a slot", "", 1024, 10240, "slot-name" },
    { SLUICE_CDC_MANAGED_BY_POSTHOG, "a123456789012345678901234567890123456789012345678901234567890123", "", 1, 2,
      "slot-name" },
    { SLUICE_CDC_MANAGED_BY_POSTHOG, "", "Any \"name\" will do", 1024, 10240, NULL },
    { SLUICE_CDC_MANAGED_BY_POSTHOG, "", "a123456789012345678901234567890123456789012345678901234567890123", 1, 2,
      "publication-name" },
    { SLUICE_CDC_MANAGED_BY_POSTHOG, "", "", 0, 10240, "lag-warning-mb" },
    { SLUICE_CDC_MANAGED_BY_POSTHOG, "", "", 1024, 1024, "lag-critical-mb" },
    { SLUICE_CDC_MANAGED_BY_POSTHOG, "", "", 1, 2, NULL },
  };
  static const char *const all[] = { "slot-name", "publication-name", "lag-warning-mb", "lag-critical-mb" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceCdc) cdc = sluice_cdc_new ();

      g_object_set (cdc, "management", cases[i].management, "slot-name", cases[i].slot, "publication-name",
                    cases[i].publication, "lag-warning-mb", cases[i].warning, "lag-critical-mb", cases[i].critical,
                    NULL);
      g_assert_true (sluice_cdc_get_complete (cdc));
      sluice_cdc_set_enabled (cdc, TRUE);
      g_assert_cmpint (sluice_cdc_get_complete (cdc), ==, cases[i].fault_at == NULL);
      for (guint k = 0; k < G_N_ELEMENTS (all); k++)
        {
          g_autofree char *fault = sluice_cdc_dup_fault (cdc, all[k]);

          g_assert_cmpint (fault != NULL, ==, g_strcmp0 (all[k], cases[i].fault_at) == 0);
        }
    }
}

/* --- when it is ready --- */

static void
test_ready (void)
{
  g_autoptr (SluicePlan) plan = make_plan ("[" TABLE ("public.orders") "," TABLE ("public.refunds") "]");
  SluiceTable *orders = unit_get_table (sluice_plan_get_tables (plan), "public.orders");
  SluiceCdc *cdc = sluice_plan_get_cdc (plan);

  g_assert_true (sluice_plan_get_cdc_ready (plan));
  turn_on (plan);
  g_assert_false (sluice_plan_get_cdc_ready (plan));
  answer (plan, "{'valid':false,'errors':['no']}");
  g_assert_false (sluice_plan_get_cdc_ready (plan));
  sluice_plan_recommend_cdc (plan);
  g_assert_cmpint (sluice_table_get_method (orders), ==, SLUICE_SYNC_METHOD_INCREMENTAL);

  /* A yes makes it what is recommended. */
  answer (plan, "{'valid':true,'errors':[]}");
  g_assert_true (sluice_plan_get_cdc_ready (plan));
  sluice_plan_recommend_cdc (plan);
  g_assert_cmpint (sluice_table_get_method (orders), ==, SLUICE_SYNC_METHOD_CDC);

  /* Another table, another form, another setting: nobody has said yes to that. */
  sluice_table_set_selected (orders, TRUE);
  g_assert_false (sluice_plan_get_cdc_ready (plan));
  answer (plan, "{'valid':true}");
  g_assert_true (sluice_plan_get_cdc_ready (plan));
  choose_cdc (plan, "public.refunds");
  g_assert_false (sluice_plan_get_cdc_ready (plan));
  answer (plan, "{'valid':true}");
  sluice_form_set_value (sluice_plan_get_form (plan), "password", "another");
  g_assert_false (sluice_plan_get_cdc_ready (plan));
  g_assert_null (sluice_cdc_get_check (cdc));
  answer (plan, "{'valid':true}");
  g_object_set (cdc, "slot-name", "other", NULL);
  g_assert_false (sluice_plan_get_cdc_ready (plan));

  /* The way out. */
  sluice_plan_leave_cdc (plan);
  g_assert_true (sluice_plan_get_cdc_ready (plan));
  g_assert_cmpint (sluice_table_get_method (orders), ==, SLUICE_SYNC_METHOD_INCREMENTAL);
  g_assert_true (sluice_table_get_selected (orders));
}

/* Without having been asked for, a table that is set to CDC by hand has to be checked too. */
static void
test_ready_by_hand (void)
{
  g_autoptr (SluicePlan) plan = make_plan ("[" TABLE ("public.orders") "]");

  choose_cdc (plan, "public.orders");
  g_assert_false (sluice_plan_get_cdc_ready (plan));
}

static void
test_offered (void)
{
  g_autoptr (SluicePlan) plan = make_plan ("[]");
  g_autoptr (SluiceSourceType) mysql = unit_source_type ("MySQL");

  g_assert_true (sluice_plan_takes_cdc (plan));
  /* The project does not have it. */
  unit_discover (plan, "[{'table':'public.orders','cdc_available':null}]");
  g_assert_false (sluice_plan_takes_cdc (plan));
  turn_on (plan);
  g_assert_true (sluice_plan_takes_cdc (plan));

  sluice_plan_set_source_type (plan, mysql);
  g_assert_false (sluice_plan_takes_cdc (plan));
  g_assert_false (sluice_cdc_get_enabled (sluice_plan_get_cdc (plan)));
}

/* --- what the server says --- */

static void
test_odd_answers (void)
{
  static const struct
  {
    const char *text;
    int valid; /* -1: cannot be read */
    const char *errors;
  } cases[] = {
    { "{'valid':true}", TRUE, "" },
    { "{'valid':true,'errors':null}", TRUE, "" },
    { "{'valid':false,'errors':[]}", FALSE, "" },
    { "{'valid':false,'errors':'one'}", FALSE, "one" },
    { "{'valid':false,'errors':[' one ','two']}", FALSE, "one|two" },
    { "{'valid':false,'errors':[{'code':'x','message':'one'},{'detail':'two'}]}", FALSE, "one|two" },
    { "{'valid':false,'errors':[{'code':'brand_new'},7,null,'']}", FALSE, "{\"code\":\"brand_new\"}|7" },
    { "{'valid':false,'errors':{'error':'one'},'more':[]}", FALSE, "one" },
    { "{'errors':[]}", -1, NULL },
    { "{'valid':null}", -1, NULL },
    { "{'valid':'yes'}", -1, NULL },
    { "{'valid':1}", -1, NULL },
    { "[]", -1, NULL },
    { "'valid'", -1, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = unit_parse (cases[i].text);
      g_autoptr (GError) error = NULL;
      g_autoptr (SluiceCdcCheck) check = sluice_cdc_check_new_from_json (node, &error);
      g_autofree char *errors = NULL;

      g_test_message ("%s", cases[i].text);
      if (cases[i].valid < 0)
        {
          g_assert_null (check);
          g_assert_nonnull (error);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (sluice_cdc_check_get_valid (check), ==, cases[i].valid);
      errors = g_strjoinv ("|", (GStrv) sluice_cdc_check_get_errors (check));
      g_assert_cmpstr (errors, ==, cases[i].errors);
    }
}

/* The wording is free: what it is about has to be found in many. */
static void
test_wordings (void)
{
  static const struct
  {
    const char *words;
    SluiceCdcNeed need;
  } cases[] = {
    { "wal_level is 'replica', it must be 'logical'.", SLUICE_CDC_NEED_WAL_LEVEL },
    { "Logical decoding needs wal_level set to logical; restart the server afterwards.", SLUICE_CDC_NEED_WAL_LEVEL },
    { "PostgreSQL 13 or later is needed; the server runs 12.", SLUICE_CDC_NEED_VERSION },
    { "The server's version is too old.", SLUICE_CDC_NEED_VERSION },
    { "Table 'public.orders' has no primary key.", SLUICE_CDC_NEED_KEY },
    { "Table 'public.publication slots' has no primary key.", SLUICE_CDC_NEED_KEY },
    { "No SELECT permission on table 'public.replication_slots'.", SLUICE_CDC_NEED_SELECT },
    { "permission denied for table orders", SLUICE_CDC_NEED_SELECT },
    { "The user doesn't have the REPLICATION role.", SLUICE_CDC_NEED_REPLICATION },
    { "The role needs the REPLICATION attribute to create a replication slot (permission denied).",
      SLUICE_CDC_NEED_REPLICATION },
    { "All 10 replication slots are in use.", SLUICE_CDC_NEED_FREE_SLOT },
    { "No slot capacity left (4/4). Increase max_replication_slots.", SLUICE_CDC_NEED_FREE_SLOT },
    { "Replication slot 'mine' does not exist.", SLUICE_CDC_NEED_SLOT },
    { "A replication slot name is required for the self-managed mode.", SLUICE_CDC_NEED_SLOT },
    { "Publication 'wal_level' does not exist.", SLUICE_CDC_NEED_PUBLICATION },
    { "Publication 'mine' does not include the table 'public.orders'.", SLUICE_CDC_NEED_PUBLISHED },
    { "The user must own table 'public.orders' to add it to a publication.", SLUICE_CDC_NEED_OWNER },
    { "'reader' is not the owner of public.orders.", SLUICE_CDC_NEED_OWNER },
    { "The user has no right to create a publication in this database.", SLUICE_CDC_NEED_CREATE },
    { "Table 'public.orders' has replica identity NOTHING.", SLUICE_CDC_NEED_IDENTITY },
    { "The moon is full.", SLUICE_CDC_NEED_OTHER },
    { "", SLUICE_CDC_NEED_OTHER },
    { "'''", SLUICE_CDC_NEED_OTHER },
  };
  g_autoptr (SluicePlan) plan = make_plan ("[" TABLE ("public.orders") "]");

  turn_on (plan);
  choose_cdc (plan, "public.orders");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *errors[] = { cases[i].words, NULL };
      g_autoptr (SluiceCdcCheck) check = sluice_cdc_check_new (FALSE, errors);
      g_autoptr (GListModel) list = NULL;

      g_test_message ("%s", cases[i].words);
      take (plan, check);
      list = sluice_plan_list_cdc_requirements (plan);
      g_assert_cmpstr (sluice_cdc_requirement_get_reason (find_unmet (list, cases[i].need)), ==, cases[i].words);
    }
}

static void
assert_states (SluicePlan *plan, const char *expected)
{
  static const char *const names[] = { "version",   "wal",    "replication", "free", "create",   "slot", "publication",
                                       "published", "select", "owner",       "key",  "identity", "other" };
  static const char marks[] = { '+', '-', '?' };
  g_autoptr (GListModel) list = sluice_plan_list_cdc_requirements (plan);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SluiceCdcRequirement) each = g_list_model_get_item (list, i);
      SluiceCdcState state = sluice_cdc_requirement_get_state (each);

      g_string_append_printf (found, "%s%c%s", i > 0 ? " " : "", marks[state],
                              names[sluice_cdc_requirement_get_need (each)]);
      g_assert_cmpint (sluice_cdc_requirement_get_reason (each) != NULL, ==, state == SLUICE_CDC_UNMET);
      if (state != SLUICE_CDC_UNMET)
        g_assert_null (sluice_cdc_requirement_get_sql (each));
    }
  g_assert_cmpstr (found->str, ==, expected);
}

/* One line for each requirement; nothing counts as there while something is not understood. */
static void
test_lines (void)
{
  g_autoptr (SluicePlan) plan = make_plan ("[" TABLE ("public.orders") "]");
  SluiceCdc *cdc = sluice_plan_get_cdc (plan);

  turn_on (plan);
  g_assert_null (sluice_plan_list_cdc_requirements (plan));
  answer (plan, "{'valid':true,'errors':[]}");
  assert_states (plan, "+version +wal +replication +free");
  answer (plan, "{'valid':false,'errors':['wal_level is replica']}");
  assert_states (plan, "+version -wal +replication +free");
  answer (plan, "{'valid':false,'errors':['wal_level is replica','The moon is full.','Mars is near.']}");
  assert_states (plan, "?version -wal ?replication ?free -other -other");
  answer (plan, "{'valid':false,'errors':[]}");
  assert_states (plan, "?version ?wal ?replication ?free");

  /* Nothing is known of another table. */
  choose_cdc (plan, "public.orders");
  g_assert_null (sluice_plan_list_cdc_requirements (plan));
  answer (plan, "{'valid':false,'errors':['The user must own the tables']}");
  assert_states (plan, "+version +wal +replication +free +select -owner +key");
  g_object_set (cdc, "management", SLUICE_CDC_SELF_MANAGED, "slot-name", "mine", NULL);
  answer (plan, "{'valid':false,'errors':['Publication \\'posthog_pub\\' does not exist.']}");
  assert_states (plan, "+version +wal +slot -publication +select +key");
}

/* --- what mends it --- */

static void
assert_sql (SluicePlan *plan, const char *errors, SluiceCdcNeed need, const char *sql)
{
  g_auto (GStrv) lines = g_strsplit (errors, "\n", -1);
  g_autoptr (SluiceCdcCheck) check = sluice_cdc_check_new (FALSE, (const char *const *) lines);
  g_autoptr (GListModel) list = NULL;

  take (plan, check);
  list = sluice_plan_list_cdc_requirements (plan);
  g_assert_cmpstr (sluice_cdc_requirement_get_sql (find_unmet (list, need)), ==, sql);
}

static void
test_sql_of_server (void)
{
  g_autoptr (SluicePlan) plan = make_plan ("[" TABLE ("public.orders") "]");
  SluiceForm *form = sluice_plan_get_form (plan);

  turn_on (plan);
  assert_sql (plan, "wal_level is 'replica'", SLUICE_CDC_NEED_WAL_LEVEL, "ALTER SYSTEM SET wal_level = 'logical';");
  assert_sql (plan, "All 10 replication slots are in use (10/10).", SLUICE_CDC_NEED_FREE_SLOT,
              "ALTER SYSTEM SET max_replication_slots = 20;");
  assert_sql (plan, "No free replication slot: max_replication_slots is 0.", SLUICE_CDC_NEED_FREE_SLOT,
              "ALTER SYSTEM SET max_replication_slots = 10;");
  assert_sql (plan, "The REPLICATION right is missing.", SLUICE_CDC_NEED_REPLICATION,
              "ALTER ROLE \"reader\" WITH REPLICATION;");
  assert_sql (plan, "No right to create a publication.", SLUICE_CDC_NEED_CREATE,
              "GRANT CREATE ON DATABASE \"shop\" TO \"reader\";");
  assert_sql (plan, "PostgreSQL 13 or later is needed.", SLUICE_CDC_NEED_VERSION, NULL);
  assert_sql (plan, "The moon is full.", SLUICE_CDC_NEED_OTHER, NULL);

  sluice_form_set_value (form, "user", "Odd \"reader\"");
  sluice_form_set_value (form, "database", "My Shop");
  assert_sql (plan, "No right to create a publication.", SLUICE_CDC_NEED_CREATE,
              "GRANT CREATE ON DATABASE \"My Shop\" TO \"Odd \"\"reader\"\"\";");
  /* Supabase's pooler is told the project with the role. */
  sluice_form_set_value (form, "user", "postgres.abcdefghij");
  sluice_form_set_value (form, "host", "aws-0-eu-central-1.pooler.supabase.com");
  assert_sql (plan, "The REPLICATION right is missing.", SLUICE_CDC_NEED_REPLICATION,
              "ALTER ROLE \"postgres\" WITH REPLICATION;");

  g_object_set (sluice_plan_get_cdc (plan), "management", SLUICE_CDC_SELF_MANAGED, "slot-name", "mine",
                "publication-name", "My \"Pub\"", NULL);
  assert_sql (plan, "Replication slot 'mine' does not exist.", SLUICE_CDC_NEED_SLOT,
              "SELECT pg_create_logical_replication_slot('mine', 'pgoutput');");
  assert_sql (plan, "Publication 'My \"Pub\"' does not exist.", SLUICE_CDC_NEED_PUBLICATION,
              "CREATE PUBLICATION \"My \"\"Pub\"\"\"\n  WITH (publish_via_partition_root = true);");
}

#define THREE                                                                                                          \
  "[" TABLE ("public.orders") "," TABLE ("sales.Order Lines") "," TABLE (                                              \
      "Odd \\u0022Schema\\u0022.it\\u0027s") "," KEYLESS ("public.orders_log") "]"

/* Several schemas, and names that need quotation marks; of the tables those that the server names. */
static void
test_sql_of_tables (void)
{
  g_autoptr (SluicePlan) plan = make_plan (THREE);

  turn_on (plan);
  choose_cdc (plan, "public.orders");
  choose_cdc (plan, "sales.Order Lines");
  choose_cdc (plan, "Odd \"Schema\".it's");

  assert_sql (plan, "No SELECT permission on some tables.", SLUICE_CDC_NEED_SELECT,
              "GRANT USAGE ON SCHEMA \"public\" TO \"reader\";\n"
              "GRANT USAGE ON SCHEMA \"sales\" TO \"reader\";\n"
              "GRANT USAGE ON SCHEMA \"Odd \"\"Schema\"\"\" TO \"reader\";\n"
              "GRANT SELECT ON TABLE \"public\".\"orders\" TO \"reader\";\n"
              "GRANT SELECT ON TABLE \"sales\".\"Order Lines\" TO \"reader\";\n"
              "GRANT SELECT ON TABLE \"Odd \"\"Schema\"\"\".\"it's\" TO \"reader\";");
  assert_sql (plan, "No SELECT permission on table 'sales.Order Lines'.", SLUICE_CDC_NEED_SELECT,
              "GRANT USAGE ON SCHEMA \"sales\" TO \"reader\";\n"
              "GRANT SELECT ON TABLE \"sales\".\"Order Lines\" TO \"reader\";");
  assert_sql (plan,
              "No SELECT permission on table sales.\"Order Lines\".\nNo SELECT permission on table public.orders.",
              SLUICE_CDC_NEED_SELECT,
              "GRANT USAGE ON SCHEMA \"public\" TO \"reader\";\n"
              "GRANT USAGE ON SCHEMA \"sales\" TO \"reader\";\n"
              "GRANT SELECT ON TABLE \"public\".\"orders\" TO \"reader\";\n"
              "GRANT SELECT ON TABLE \"sales\".\"Order Lines\" TO \"reader\";");
  assert_sql (plan, "Table \"Odd \"\"Schema\"\"\".\"it's\" has replica identity NOTHING.", SLUICE_CDC_NEED_IDENTITY,
              "ALTER TABLE \"Odd \"\"Schema\"\"\".\"it's\" REPLICA IDENTITY DEFAULT;");
  assert_sql (plan, "The publication does not include these tables.", SLUICE_CDC_NEED_PUBLISHED,
              "ALTER PUBLICATION \"posthog_pub\" ADD TABLE\n"
              "  \"public\".\"orders\",\n  \"sales\".\"Order Lines\",\n  \"Odd \"\"Schema\"\"\".\"it's\";");
  assert_sql (plan, "Table 'public.orders' is not owned by the user.", SLUICE_CDC_NEED_OWNER,
              "DO $$\nDECLARE\n  owner name;\nBEGIN\n"
              "  IF NOT EXISTS (\n    SELECT FROM pg_roles\n"
              "    WHERE rolname = 'posthog_publishers'\n  ) THEN\n"
              "    CREATE ROLE posthog_publishers NOLOGIN;\n  END IF;\n"
              "  FOR owner IN\n    SELECT DISTINCT pg_get_userbyid(relowner)\n"
              "    FROM pg_class WHERE oid IN (\n"
              "      '\"public\".\"orders\"'::regclass)\n  LOOP\n"
              "    IF owner <> 'posthog_publishers' THEN\n"
              "      EXECUTE format(\n"
              "        'GRANT posthog_publishers TO %I', owner);\n    END IF;\n"
              "  END LOOP;\nEND $$;\nGRANT posthog_publishers TO \"reader\";\n"
              "ALTER TABLE \"public\".\"orders\"\n  OWNER TO posthog_publishers;");
}

/* A key: the chosen one, an id that is there, or a new one. */
static void
test_sql_of_keys (void)
{
  g_autoptr (SluicePlan) plan = make_plan ("[" TABLE ("public.orders") "," KEYLESS ("public.orders_log") "]");
  static const char *const keys[] = { "at", NULL };

  turn_on (plan);
  choose_cdc (plan, "public.orders");
  sluice_table_set_primary_keys (unit_get_table (sluice_plan_get_tables (plan), "public.orders_log"), keys);
  choose_cdc (plan, "public.orders_log");
  assert_sql (plan, "Table 'public.orders_log' has no primary key.", SLUICE_CDC_NEED_KEY,
              "ALTER TABLE \"public\".\"orders_log\" ADD PRIMARY KEY (\"at\");");
  assert_sql (plan, "Table 'public.orders' has no primary key.\nTable 'public.orders_log' has no primary key.",
              SLUICE_CDC_NEED_KEY,
              "ALTER TABLE \"public\".\"orders\" ADD PRIMARY KEY (\"id\");\n"
              "ALTER TABLE \"public\".\"orders_log\" ADD PRIMARY KEY (\"at\");");
}

/* With one schema names carry none; with a dot in a schema's name, what the server quotes tells where it ends. */
static void
test_sql_of_dots (void)
{
  g_autoptr (SluicePlan) plan = make_plan ("[" TABLE ("a.b.c") "]");

  turn_on (plan);
  choose_cdc (plan, "a.b.c");
  assert_sql (plan, "replica identity of a.b.c", SLUICE_CDC_NEED_IDENTITY,
              "ALTER TABLE \"a\".\"b.c\" REPLICA IDENTITY DEFAULT;");
  assert_sql (plan, "replica identity of \"a.b\".c", SLUICE_CDC_NEED_IDENTITY,
              "ALTER TABLE \"a.b\".\"c\" REPLICA IDENTITY DEFAULT;");
  sluice_form_set_value (sluice_plan_get_form (plan), "schema", "Only One");
  assert_sql (plan, "replica identity of a.b.c", SLUICE_CDC_NEED_IDENTITY,
              "ALTER TABLE \"Only One\".\"a.b.c\" REPLICA IDENTITY DEFAULT;");
}

/* A table whose name would end the block of code. */
static void
test_sql_is_closed (void)
{
  g_autoptr (SluicePlan) plan = make_plan ("[" TABLE ("public.x$$; DROP TABLE y; --") "]");
  g_autoptr (GListModel) list = NULL;
  const char *errors[] = { "The user must own the tables.", NULL };
  g_autoptr (SluiceCdcCheck) check = sluice_cdc_check_new (FALSE, errors);
  const char *sql;

  turn_on (plan);
  choose_cdc (plan, "public.x$$; DROP TABLE y; --");
  take (plan, check);
  list = sluice_plan_list_cdc_requirements (plan);
  sql = sluice_cdc_requirement_get_sql (find_unmet (list, SLUICE_CDC_NEED_OWNER));
  g_assert_true (g_str_has_prefix (sql, "DO $posthog1$\n"));
  g_assert_nonnull (strstr (sql, "END $posthog1$;"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cdc/check-body", test_check_body);
  g_test_add_func ("/cdc/create-body", test_create_body);
  g_test_add_func ("/cdc/draft", test_draft);
  g_test_add_func ("/cdc/faults", test_faults);
  g_test_add_func ("/cdc/ready", test_ready);
  g_test_add_func ("/cdc/ready/by-hand", test_ready_by_hand);
  g_test_add_func ("/cdc/offered", test_offered);
  g_test_add_func ("/cdc/odd-answers", test_odd_answers);
  g_test_add_func ("/cdc/wordings", test_wordings);
  g_test_add_func ("/cdc/lines", test_lines);
  g_test_add_func ("/cdc/sql/server", test_sql_of_server);
  g_test_add_func ("/cdc/sql/tables", test_sql_of_tables);
  g_test_add_func ("/cdc/sql/keys", test_sql_of_keys);
  g_test_add_func ("/cdc/sql/dots", test_sql_of_dots);
  g_test_add_func ("/cdc/sql/closed", test_sql_is_closed);

  return g_test_run ();
}
