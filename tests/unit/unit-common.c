/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "unit-common.h"

#include <string.h>

#include "sluice-source.h"

JsonNode *
unit_parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  JsonNode *node = sluice_json_parse (json, -1, &error);

  g_assert_no_error (error);

  return node;
}

void
unit_assert_json (JsonNode *node, const char *expected)
{
  g_autoptr (JsonNode) got = node;
  g_autoptr (JsonNode) wanted = unit_parse (expected);
  g_autofree char *got_text = sluice_json_to_text (got);
  g_autofree char *wanted_text = sluice_json_to_text (wanted);

  if (!json_node_equal (got, wanted))
    g_assert_cmpstr (got_text, ==, wanted_text);
}

static SluiceTable *
make_table (const char *text, gboolean is_database)
{
  g_autoptr (JsonNode) node = unit_parse (text);
  g_autoptr (GError) error = NULL;
  SluiceTable *table = sluice_table_new_from_json (json_node_get_object (node), is_database, &error);

  g_assert_no_error (error);

  return table;
}

SluiceTable *
unit_table (const char *text)
{
  return make_table (text, TRUE);
}

SluiceTable *
unit_api_table (const char *text)
{
  return make_table (text, FALSE);
}

GPtrArray *
unit_tables (const char *text)
{
  g_autoptr (JsonNode) node = unit_parse (text);
  JsonArray *array = json_node_get_array (node);
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (tables, sluice_table_new_from_json (sluice_json_array_get_object (array, i), TRUE, &error));
      g_assert_no_error (error);
    }

  return tables;
}

void
unit_discover (SluicePlan *plan, const char *text)
{
  g_autoptr (GPtrArray) tables = unit_tables (text);

  sluice_plan_begin_discovery (plan);
  sluice_plan_append_discovered (plan, tables);
  sluice_plan_finish_discovery (plan);
}

SluiceTable *
unit_get_table (SluiceTableList *list, const char *name)
{
  SluiceTable *table = sluice_table_list_lookup (list, name);

  g_assert_nonnull (table);

  return table;
}

GListModel *
unit_source_types (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "wizard.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  GListModel *types;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  node = sluice_json_parse (text, -1, &error);
  g_assert_no_error (error);
  types = sluice_source_type_list_from_json (node, &error);
  g_assert_no_error (error);

  return types;
}

SluiceSourceType *
unit_source_type (const char *name)
{
  g_autoptr (GListModel) types = unit_source_types ();

  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (SluiceSourceType) type = g_list_model_get_item (types, i);

      if (g_str_equal (sluice_source_type_get_name (type), name))
        return g_steal_pointer (&type);
    }
  g_assert_not_reached ();
}

GListModel *
unit_sources (const char *text)
{
  g_autoptr (JsonNode) node = unit_parse (text);
  JsonArray *array = json_node_get_array (node);
  GListStore *store = g_list_store_new (SLUICE_TYPE_SOURCE);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (SluiceSource) source = sluice_source_new_from_json (sluice_json_array_get_object (array, i), NULL);

      g_assert_nonnull (source);
      g_list_store_append (store, source);
    }

  return G_LIST_MODEL (store);
}

gboolean
unit_node_holds (JsonNode *node, const char *needle)
{
  g_autofree char *text = sluice_json_to_text (node);

  return strstr (text, needle) != NULL;
}

void
unit_count_cb (gpointer counter)
{
  (*(guint *) counter)++;
}
