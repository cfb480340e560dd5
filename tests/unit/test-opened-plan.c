/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sluice-opened-plan.h"
#include "sluice-plan-export.h"
#include "sluice-plan-import.h"
#include "sluice-table-choice.h"
#include "sluice-table-edit.h"
#include "unit-common.h"

#define TABLES "[{'table':'public.orders','rows':20,'incremental_available':true},{'table':'public.users','rows':3}]"

static GListModel *
make_types (const char *name)
{
  g_autoptr (SluiceSourceType) type = unit_source_type (name);
  GListStore *types = g_list_store_new (SLUICE_TYPE_SOURCE_TYPE);

  g_list_store_append (types, type);

  return G_LIST_MODEL (types);
}

static SluiceOpenedPlan *
open_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return sluice_opened_plan_new (bytes, "shop.sluice-plan", error);
}

/* A plan with a password, as another person's Sluice exports it. */
static char *
dup_exported (void)
{
  g_autoptr (SluiceSourceType) type = unit_source_type ("Postgres");
  g_autoptr (SluicePlan) plan = sluice_plan_new ();
  g_autoptr (JsonNode) file = NULL;

  sluice_plan_set_source_type (plan, type);
  sluice_form_set_value (sluice_plan_get_form (plan), "host", "db.example.org");
  sluice_form_set_value (sluice_plan_get_form (plan), "password", "an-invented-password");
  unit_discover (plan, TABLES);
  sluice_table_set_selected (sluice_table_list_get (sluice_plan_get_tables (plan), 1), TRUE);
  sluice_plan_set_prefix (plan, "eu_");
  sluice_plan_set_frequency (plan, SLUICE_FREQUENCY_12HOUR);
  sluice_plan_set_time_of_day (plan, "03:00");
  file = sluice_plan_export (plan);

  return sluice_plan_file_to_text (file);
}

/* The connection was checked, and the tables are there. */
static void
take_over (SluicePlan *plan)
{
  GBytes *text = sluice_opened_plan_get_text (sluice_plan_get_opened (plan));
  g_autoptr (JsonNode) root =
      sluice_plan_import_parse (g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text), NULL);
  g_autoptr (SluicePlanImport) import = NULL;

  unit_discover (plan, TABLES);
  import = sluice_plan_import_new (plan, root, NULL);
  sluice_plan_import_apply_tables (import, plan);
  sluice_table_list_finish_edit (sluice_plan_get_tables (plan));
}

/* A set-up begins with all that the file says but the secrets, and what it says of tables outlives a restart. */
static void
test_begin (void)
{
  g_autofree char *text = dup_exported ();
  g_autoptr (GListModel) types = make_types ("Postgres");
  g_autoptr (SluiceOpenedPlan) opened = open_text (text, NULL);
  g_autoptr (SluicePlan) plan = sluice_plan_new_from_opened (opened, types, NULL);
  g_autoptr (SluicePlan) resumed = NULL;
  g_autoptr (JsonNode) draft = NULL;

  g_assert_nonnull (plan);
  g_assert_cmpstr (sluice_opened_plan_get_name (opened), ==, "shop.sluice-plan");
  g_assert_cmpuint (sluice_opened_plan_get_n_selected (opened), ==, 1);
  g_assert_cmpstr (sluice_form_get_value (sluice_plan_get_form (plan), "host"), ==, "db.example.org");
  g_assert_cmpstr (sluice_form_get_value (sluice_plan_get_form (plan), "password"), ==, "");
  g_assert_cmpstr (sluice_plan_get_prefix (plan), ==, "eu_");
  g_assert_cmpstr (sluice_plan_get_time_of_day (plan), ==, "03:00");
  g_assert_cmpint (sluice_plan_get_frequency (plan), ==, SLUICE_FREQUENCY_12HOUR);
  g_assert_true (sluice_plan_get_opened (plan) == opened);

  draft = sluice_plan_to_draft (plan);
  resumed = sluice_plan_new_from_draft (draft, NULL, types, NULL);
  g_assert_nonnull (sluice_plan_get_opened (resumed));
  g_assert_cmpstr (sluice_opened_plan_get_name (sluice_plan_get_opened (resumed)), ==, "shop.sluice-plan");
  g_assert_cmpuint (sluice_opened_plan_get_n_selected (sluice_plan_get_opened (resumed)), ==, 1);
  take_over (resumed);
  g_assert_true (sluice_table_get_selected (sluice_table_list_get (sluice_plan_get_tables (resumed), 1)));
}

/* Whoever writes a password into a plan finds it in no draft. */
static void
test_secret (void)
{
  g_autoptr (GListModel) types = make_types ("Postgres");
  g_autoptr (SluiceOpenedPlan) opened =
      open_text ("{\"format\":\"sluice-plan\",\"version\":1,\"source_type\":\"Postgres\",\"tables\":[],"
                 "\"form\":{\"host\":\"db.example.org\",\"password\":\"an-invented-password\"}}",
                 NULL);
  g_autoptr (SluicePlan) plan = sluice_plan_new_from_opened (opened, types, NULL);
  g_autoptr (JsonNode) draft = sluice_plan_to_draft (plan);

  g_assert_true (unit_node_holds (draft, "shop.sluice-plan"));
  g_assert_false (unit_node_holds (draft, "an-invented-password"));
}

/* Of the tables only what is chosen comes over: what was changed on the way there is the person's. */
static void
test_tables (void)
{
  g_autofree char *text = dup_exported ();
  g_autoptr (GListModel) types = make_types ("Postgres");
  g_autoptr (SluiceOpenedPlan) opened = open_text (text, NULL);
  g_autoptr (SluicePlan) plan = sluice_plan_new_from_opened (opened, types, NULL);

  sluice_plan_set_prefix (plan, "mine_");
  take_over (plan);
  g_assert_false (sluice_table_get_selected (sluice_table_list_get (sluice_plan_get_tables (plan), 0)));
  g_assert_true (sluice_table_get_selected (sluice_table_list_get (sluice_plan_get_tables (plan), 1)));
  g_assert_cmpstr (sluice_plan_get_prefix (plan), ==, "mine_");
}

/* Another kind of source has nothing of it. */
static void
test_another_type (void)
{
  g_autofree char *text = dup_exported ();
  g_autoptr (GListModel) types = make_types ("Postgres");
  g_autoptr (GListModel) others = make_types ("MySQL");
  g_autoptr (SluiceSourceType) other = unit_source_type ("MySQL");
  g_autoptr (SluiceOpenedPlan) opened = open_text (text, NULL);
  g_autoptr (SluicePlan) plan = sluice_plan_new_from_opened (opened, types, NULL);
  g_autoptr (GError) error = NULL;

  sluice_plan_set_source_type (plan, other);
  g_assert_null (sluice_plan_get_opened (plan));

  g_assert_null (sluice_plan_new_from_opened (opened, others, &error));
  g_assert_error (error, SLUICE_PLAN_IMPORT_ERROR, SLUICE_PLAN_IMPORT_ERROR_OTHER_SOURCE);
  g_assert_cmpstr (error->message, ==, "This plan is for Postgres, which this PostHog does not offer.");
}

#define HEAD "{\"format\":\"sluice-plan\",\"version\":1,\"source_type\":\"Postgres\""

/* Whatever a file holds, it is a plan or a sentence. */
static void
test_hostile (void)
{
  static const struct
  {
    const char *text;
    int code; /* -1: a plan */
  } files[] = {
    { "", SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN },
    { "\n", SLUICE_PLAN_IMPORT_ERROR_NOT_JSON },
    { "hello", SLUICE_PLAN_IMPORT_ERROR_NOT_JSON },
    { "[[]]", SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN },
    { "{\"format\":\"sluice-plan\",\"version\":99}", SLUICE_PLAN_IMPORT_ERROR_NEWER },
    { HEAD "}", SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN },
    { HEAD ",\"tables\":[]} {}", SLUICE_PLAN_IMPORT_ERROR_NOT_JSON },
    { HEAD ",\"tables\":[]}", -1 },
    { HEAD ",\"tables\":[1,null,[],{\"selected\":\"yes\"}],\"form\":[],\"prefix\":{},\"cdc\":7}", -1 },
    { HEAD ",\"tables\":[{}],\"form\":{\"host\":5,\"password\":\"p\",\"nowhere\":\"x\",\"ssh_tunnel\":{}}}", -1 },
  };
  g_autoptr (GListModel) types = make_types ("Postgres");
  g_autofree char *deep = g_strnfill (2000000, '[');

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SluiceOpenedPlan) opened = open_text (files[i].text, &error);
      g_autoptr (SluicePlan) plan = NULL;

      g_test_message ("%u", i);
      if (files[i].code >= 0)
        {
          g_assert_null (opened);
          g_assert_error (error, SLUICE_PLAN_IMPORT_ERROR, files[i].code);
          continue;
        }
      g_assert_no_error (error);
      plan = sluice_plan_new_from_opened (opened, types, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (sluice_form_get_value (sluice_plan_get_form (plan), "password"), ==, "");
      g_assert_cmpstr (sluice_form_get_value (sluice_plan_get_form (plan), "host"), ==, "");
      g_assert_cmpstr (sluice_plan_get_prefix (plan), ==, "");
    }

  g_assert_null (open_text (deep, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/opened-plan/begin", test_begin);
  g_test_add_func ("/opened-plan/secret", test_secret);
  g_test_add_func ("/opened-plan/tables", test_tables);
  g_test_add_func ("/opened-plan/another-type", test_another_type);
  g_test_add_func ("/opened-plan/hostile", test_hostile);

  return g_test_run ();
}
