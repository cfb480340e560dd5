/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-describe.h"

#include "sluice-json.h"
#include "sluice-practice-refresh.h"
#include "sluice-practice-webhooks.h"

void
sluice_practice_copy_members (JsonObject *from, JsonObject *to, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      JsonNode *node = json_object_get_member (from, names[i]);

      if (node != NULL)
        json_object_set_member (to, names[i], json_node_copy (node));
      else
        json_object_set_null_member (to, names[i]);
    }
}

static JsonObject *
describe_schema_shortly (JsonObject *schema)
{
  static const char *const members[] = { "id",        "name",           "label",          "should_sync",  "status",
                                         "sync_type", "last_synced_at", "sync_frequency", "latest_error", NULL };
  static const char *const table_members[] = { "id", "name", "row_count", NULL };
  JsonObject *object = json_object_new ();
  JsonObject *table = sluice_json_get_object (schema, "table");

  sluice_practice_copy_members (schema, object, members);
  if (table != NULL)
    {
      JsonObject *short_table = json_object_new ();

      sluice_practice_copy_members (table, short_table, table_members);
      json_object_set_object_member (object, "table", short_table);
    }
  else
    json_object_set_null_member (object, "table");

  return object;
}

static void
set_schema_source (JsonObject *object, JsonObject *source)
{
  static const char *const members[] = { "id", "source_type", NULL };
  JsonObject *shown = json_object_new ();
  JsonArray *versions = json_array_new ();

  sluice_practice_copy_members (source, shown, members);
  json_object_set_string_member (shown, "access_method", "warehouse");
  json_object_set_boolean_member (shown, "supports_column_selection", TRUE);
  json_object_set_boolean_member (shown, "supports_row_filters", TRUE);
  json_object_set_boolean_member (shown, "requires_exact_column_metadata", FALSE);
  json_object_set_string_member (shown, "user_access_level", "editor");
  json_object_set_string_member (shown, "api_version", "v1");
  json_array_add_string_element (versions, "v1");
  json_object_set_array_member (shown, "supported_api_versions", versions);
  json_object_set_object_member (object, "source", shown);
}

JsonObject *
sluice_practice_describe_schema (JsonObject *schema, JsonObject *source)
{
  static const char *const members[] = { "id",
                                         "name",
                                         "label",
                                         "table",
                                         "should_sync",
                                         "status",
                                         "latest_error",
                                         "last_synced_at",
                                         "sync_type",
                                         "incremental_field",
                                         "incremental_field_type",
                                         "incremental_field_lookback_seconds",
                                         "sync_frequency",
                                         "sync_time_of_day",
                                         "full_refresh_interval_days",
                                         "full_refresh_time_of_day",
                                         "description",
                                         "primary_key_columns",
                                         "cdc_table_mode",
                                         "incremental_sync_blocked",
                                         "enabled_columns",
                                         "row_filters",
                                         "row_filter_columns",
                                         "api_version",
                                         "api_version_deprecation",
                                         NULL };
  JsonObject *object = json_object_new ();
  JsonArray *columns = sluice_json_get_array (schema, "available_columns");
  const char *method = sluice_json_get_string (schema, "sync_type", "");
  g_autoptr (GDateTime) next = sluice_practice_next_full_refresh (schema);
  g_autofree char *next_text = next != NULL ? g_date_time_format_iso8601 (next) : NULL;

  sluice_practice_copy_members (schema, object, members);
  json_object_set_string_member (object, "next_full_refresh_at", next_text);
  json_object_set_boolean_member (object, "incremental",
                                  g_str_equal (method, "incremental") || g_str_equal (method, "append"));
  json_object_set_array_member (object, "available_columns",
                                columns != NULL ? json_array_ref (columns) : json_array_new ());
  json_object_set_boolean_member (object, "source_column_metadata_available",
                                  columns != NULL && json_array_get_length (columns) > 0);
  json_object_set_string_member (object, "user_access_level", "editor");
  if (source != NULL)
    set_schema_source (object, source);
  else
    json_object_set_null_member (object, "source");

  return object;
}

/* Worked out from the tables that are on; the first word that one of them has wins (contract, 10.2). */
static const char *
source_status (JsonObject *source, GPtrArray *schemas)
{
  static const char *const words[] = { "Failed", "Billing limits", "Billing limits too low",
                                       "Paused", "Running",        "Completed" };

  for (guint w = 0; w < G_N_ELEMENTS (words); w++)
    for (guint i = 0; i < schemas->len; i++)
      {
        JsonObject *schema = g_ptr_array_index (schemas, i);

        if (sluice_json_get_boolean (schema, "should_sync", FALSE) &&
            g_strcmp0 (sluice_json_get_string (schema, "status", NULL), words[w]) == 0)
          return words[w];
      }

  return sluice_json_get_string (source, "status", "Running");
}

static void
set_errors_and_runs (JsonObject *object, GPtrArray *schemas)
{
  const char *latest_error = NULL;
  const char *last_run = NULL;

  for (guint i = 0; i < schemas->len; i++)
    {
      JsonObject *schema = g_ptr_array_index (schemas, i);
      const char *synced = sluice_json_get_string (schema, "last_synced_at", NULL);

      if (sluice_json_get_boolean (schema, "should_sync", FALSE) && latest_error == NULL)
        latest_error = sluice_json_get_string (schema, "latest_error", NULL);
      if (synced != NULL && g_strcmp0 (synced, last_run) > 0)
        last_run = synced;
    }
  json_object_set_string_member (object, "latest_error", latest_error);
  json_object_set_string_member (object, "last_run_at", last_run);
}

JsonObject *
sluice_practice_describe_source (SluicePractice *practice, JsonObject *source, gboolean full)
{
  static const char *const members[] = { "id",          "created_at", "created_by",  "created_via",
                                         "source_type", "prefix",     "description", "auto_sync_schema_patterns",
                                         NULL };
  g_autoptr (GPtrArray) schemas = sluice_practice_store_list (practice->store, SLUICE_PRACTICE_SCHEMA,
                                                              sluice_json_get_string (source, "id", ""), FALSE);
  JsonObject *object = json_object_new ();
  JsonObject *analytics = json_object_new ();
  JsonObject *inputs = sluice_json_get_object (source, "job_inputs");
  JsonArray *shown = json_array_new ();

  sluice_practice_copy_members (source, object, members);
  json_object_set_string_member (object, "status", source_status (source, schemas));
  set_errors_and_runs (object, schemas);
  json_object_set_string_member (object, "access_method", "warehouse");
  json_object_set_boolean_member (object, "direct_query_enabled", FALSE);
  json_object_set_boolean_member (object, "auto_sync_new_schemas",
                                  sluice_json_get_boolean (source, "auto_sync_new_schemas", FALSE));
  json_object_set_null_member (object, "engine");
  for (guint i = 0; i < schemas->len; i++)
    json_array_add_object_element (shown, full ?
                                              sluice_practice_describe_schema (g_ptr_array_index (schemas, i), NULL) :
                                              describe_schema_shortly (g_ptr_array_index (schemas, i)));
  json_object_set_array_member (object, "schemas", shown);
  json_object_set_object_member (object, "job_inputs", inputs != NULL ? json_object_ref (inputs) : json_object_new ());
  json_object_set_boolean_member (analytics, "enabled", FALSE);
  json_object_set_boolean_member (analytics, "include_invoiceless_charges", FALSE);
  json_object_set_object_member (object, "revenue_analytics_config", analytics);
  json_object_set_string_member (object, "user_access_level", "editor");
  json_object_set_boolean_member (
      object, "supports_webhooks",
      sluice_practice_webhooks_supported (practice, sluice_json_get_string (source, "source_type", "")));
  json_object_set_boolean_member (object, "supports_column_selection", TRUE);
  json_object_set_string_member (object, "api_version", "v1");
  json_object_set_null_member (object, "api_version_deprecation");

  return object;
}
