/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <unistd.h>

#include "sluice-plan-cdc.h"
#include "sluice-table-choice.h"
#include "unit-common.h"

/* Says what Sluice makes of an answer to the check, for tests that have the answer from a real database. Reads {"form":
 * {PATH: VALUE}, "tables": what discovery said, "follow": {NAME: null, or the columns of a key}, "cdc": settings,
 * "answer": the answer}, and writes a list of {"title", "state", "reason", "sql"}. */

static JsonObject *
read_input (void)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  g_output_stream_splice (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
  node = sluice_json_parse (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
                            (gssize) g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)), &error);
  g_assert_no_error (error);

  return json_object_ref (json_node_get_object (node));
}

static void
discover (SluicePlan *plan, JsonArray *array)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (tables, sluice_table_new_from_json (sluice_json_array_get_object (array, i), TRUE, NULL));
  sluice_plan_begin_discovery (plan);
  sluice_plan_append_discovered (plan, tables);
  sluice_plan_finish_discovery (plan);
}

static void
follow (SluicePlan *plan, JsonObject *wanted)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, wanted);
  while (json_object_iter_next (&iter, &name, NULL))
    {
      SluiceTable *table = unit_get_table (sluice_plan_get_tables (plan), name);
      g_auto (GStrv) keys = sluice_json_dup_strv (wanted, name);

      if (keys != NULL)
        sluice_table_set_primary_keys (table, (const char *const *) keys);
      sluice_table_set_selected (table, TRUE);
      sluice_table_set_method (table, SLUICE_SYNC_METHOD_CDC);
      g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_CDC);
    }
}

static SluicePlan *
make_plan (JsonObject *input)
{
  g_autoptr (SluiceSourceType) type = unit_source_type ("Postgres");
  SluicePlan *plan = sluice_plan_new ();
  JsonObject *form = sluice_json_get_object (input, "form");
  JsonObjectIter iter;
  const char *path;

  sluice_plan_set_source_type (plan, type);
  json_object_iter_init (&iter, form);
  while (json_object_iter_next (&iter, &path, NULL))
    sluice_form_set_value (sluice_plan_get_form (plan), path, sluice_json_get_string (form, path, ""));
  discover (plan, sluice_json_get_array (input, "tables"));
  sluice_cdc_load_json (sluice_plan_get_cdc (plan), sluice_json_get_object (input, "cdc"));
  follow (plan, sluice_json_get_object (input, "follow"));

  return plan;
}

static JsonNode *
describe (GListModel *list)
{
  static const char *const states[] = { "met", "unmet", "not said" };
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SluiceCdcRequirement) each = g_list_model_get_item (list, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "title", sluice_cdc_requirement_get_title (each));
      json_object_set_string_member (object, "state", states[sluice_cdc_requirement_get_state (each)]);
      sluice_json_set_string (object, "reason", sluice_cdc_requirement_get_reason (each));
      sluice_json_set_string (object, "sql", sluice_cdc_requirement_get_sql (each));
      json_array_add_object_element (array, object);
    }

  return sluice_json_take_array (array);
}

int
main (int argc, char **argv)
{
  g_autoptr (JsonObject) input = NULL;
  g_autoptr (SluicePlan) plan = NULL;
  g_autoptr (SluiceCdcCheck) check = NULL;
  g_autoptr (GListModel) list = NULL;
  g_autoptr (JsonNode) output = NULL;
  g_autofree char *fingerprint = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  input = read_input ();
  plan = make_plan (input);
  check = sluice_cdc_check_new_from_json (json_object_get_member (input, "answer"), &error);
  g_assert_no_error (error);
  fingerprint = sluice_plan_dup_cdc_fingerprint (plan);
  sluice_cdc_check_set_fingerprint (check, fingerprint);
  sluice_plan_take_cdc_check (plan, check);
  list = sluice_plan_list_cdc_requirements (plan);
  output = describe (list);
  text = sluice_json_to_text (output);
  puts (text);

  return 0;
}
