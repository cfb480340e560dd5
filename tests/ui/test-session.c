/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libdex.h>

#include "sluice-advisor.h"
#include "sluice-session.h"

typedef struct
{
  SluiceWorkspace *workspace;
  SluicePlan *plan;
  SluiceSession *session;
} Fixture;

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);

  return node;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceClient) client = sluice_client_new ("http://127.0.0.1:1", "1", "phx_test", &error);

  g_assert_no_error (error);
  fixture->workspace = sluice_workspace_new (client, NULL);
  fixture->plan = sluice_plan_new ();
  fixture->session = sluice_session_new (fixture->workspace, fixture->plan);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
  g_assert_finalize_object (g_steal_pointer (&fixture->plan));
  g_assert_finalize_object (g_steal_pointer (&fixture->workspace));
}

static void
choose_shop (Fixture *fixture)
{
  g_autoptr (JsonNode) node =
      parse ("{\"Postgres\":{\"name\":\"Postgres\",\"fields\":[{\"type\":\"text\",\"name\":\"host\"},"
             "{\"type\":\"text\",\"name\":\"database\"},{\"type\":\"text\",\"name\":\"schema\"}]}}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) types = sluice_source_type_list_from_json (node, &error);
  g_autoptr (SluiceSourceType) type = NULL;
  SluiceForm *form;

  g_assert_no_error (error);
  type = g_list_model_get_item (types, 0);
  sluice_plan_set_source_type (fixture->plan, type);
  form = sluice_plan_get_form (fixture->plan);
  sluice_form_set_value (form, "host", "db.example.com");
  sluice_form_set_value (form, "database", "shop");
}

static void
discover (Fixture *fixture)
{
  g_autoptr (JsonNode) node = parse ("{\"table\":\"public.orders\",\"rows\":10}");
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (tables, sluice_table_new_from_json (json_node_get_object (node), TRUE, &error));
  g_assert_no_error (error);
  sluice_plan_begin_discovery (fixture->plan);
  sluice_plan_append_discovered (fixture->plan, tables);
  sluice_plan_finish_discovery (fixture->plan);
}

static SluiceSource *
make_source (void)
{
  g_autoptr (JsonNode) node =
      parse ("{\"id\":\"1\",\"source_type\":\"Postgres\",\"job_inputs\":{\"host\":\"db.example.com\","
             "\"database\":\"shop\",\"schema\":\"public\"},\"schemas\":[{\"id\":\"a\",\"name\":\"orders\","
             "\"should_sync\":true}]}");
  g_autoptr (GError) error = NULL;
  SluiceSource *source = sluice_source_new_from_json (json_node_get_object (node), &error);

  g_assert_no_error (error);

  return source;
}

static gboolean
is_duplicate (Fixture *fixture)
{
  SluiceTable *table = sluice_table_list_get (sluice_plan_get_tables (fixture->plan), 0);

  g_assert_nonnull (table);

  return (sluice_advisor_get_warnings (table) & SLUICE_WARNING_DUPLICATE) != 0;
}

/* A table that is synced already is marked, whichever is known first: the tables or the sources. */
static void
test_duplicates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSource) source = make_source ();
  GListStore *sources = G_LIST_STORE (sluice_workspace_get_sources (fixture->workspace));

  choose_shop (fixture);
  discover (fixture);
  g_assert_false (is_duplicate (fixture));
  g_list_store_append (sources, source);
  g_assert_true (is_duplicate (fixture));

  discover (fixture);
  g_assert_true (is_duplicate (fixture));

  g_list_store_remove_all (sources);
  g_assert_false (is_duplicate (fixture));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add ("/session/duplicates", Fixture, NULL, set_up, test_duplicates, tear_down);

  return g_test_run ();
}
