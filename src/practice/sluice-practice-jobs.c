/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-json.h"
#include "sluice-practice-checks.h"
#include "sluice-practice-describe.h"
#include "sluice-practice-routes.h"

#define MAX_JOBS 50

static JsonObject *
describe_job (SluicePractice *practice, JsonObject *job)
{
  static const char *const members[] = { "id",          "created_at",   "finished_at",    "created_by",      "status",
                                         "rows_synced", "latest_error", "cdc_write_mode", "workflow_run_id", NULL };
  static const char *const schema_members[] = { "id",        "name", "label", "should_sync", "last_synced_at",
                                                "sync_type", NULL };
  g_autoptr (JsonObject) schema = sluice_practice_store_dup (practice->store, SLUICE_PRACTICE_SCHEMA,
                                                             sluice_json_get_string (job, "schema_id", ""));
  JsonObject *object = json_object_new ();

  sluice_practice_copy_members (job, object, members);
  json_object_set_string_member (object, "workflow_run_id", sluice_json_get_string (job, "id", NULL));
  if (schema != NULL)
    {
      JsonObject *shown = json_object_new ();

      sluice_practice_copy_members (schema, shown, schema_members);
      json_object_set_object_member (object, "schema", shown);
    }
  else
    json_object_set_null_member (object, "schema");
  json_object_set_boolean_member (object, "billable", TRUE);
  json_object_set_array_member (object, "destination_ids", json_array_new ());

  return object;
}

/* Reads a time from the query. */
static gboolean
get_time (SluicePracticeRequest *request, const char *name, GDateTime **time)
{
  g_autofree char *text = sluice_practice_request_get_query (request, name);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  *time = NULL;
  if (text == NULL || *text == '\0')
    return TRUE;
  *time = g_date_time_new_from_iso8601 (text, utc);
  if (*time == NULL)
    {
      /* A plus sign that was not escaped arrives as a space. */
      g_strdelimit (text, " ", '+');
      *time = g_date_time_new_from_iso8601 (text, utc);
    }

  return *time != NULL;
}

static gboolean
is_between (const char *stamp, GDateTime *after, GDateTime *before)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (stamp, NULL);

  return time != NULL && (after == NULL || g_date_time_compare (time, after) > 0) &&
         (before == NULL || g_date_time_compare (time, before) < 0);
}

void
sluice_practice_list_jobs (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) source = sluice_practice_require_source (practice, request, request->args[0]);
  g_auto (GStrv) names = sluice_practice_request_get_queries (request, "schemas");
  g_autoptr (GDateTime) after = NULL;
  g_autoptr (GDateTime) before = NULL;
  g_autoptr (GPtrArray) jobs = NULL;
  JsonArray *items;

  if (source == NULL)
    return;
  if (!get_time (request, "after", &after) || !get_time (request, "before", &before))
    {
      sluice_practice_reply_invalid (request, NULL, "after and before must be ISO 8601 timestamps.");
      return;
    }
  jobs = sluice_practice_store_list (practice->store, SLUICE_PRACTICE_JOB, request->args[0], TRUE);
  items = json_array_new ();
  for (guint i = 0; i < jobs->len && json_array_get_length (items) < MAX_JOBS; i++)
    {
      JsonObject *job = g_ptr_array_index (jobs, i);
      JsonObject *shown;

      if (!is_between (sluice_json_get_string (job, "created_at", ""), after, before))
        continue;
      shown = describe_job (practice, job);
      if (names[0] == NULL ||
          g_strv_contains ((const char *const *) names,
                           sluice_json_get_string (sluice_json_get_object (shown, "schema"), "name", "")))
        json_array_add_object_element (items, shown);
      else
        json_object_unref (shown);
    }
  sluice_practice_reply_array (request, items);
}

/* The levels are spelt in two ways (contract, 16.2). */
static gboolean
has_level (const char *levels, const char *level)
{
  g_auto (GStrv) wanted = NULL;

  if (levels == NULL || *levels == '\0')
    return TRUE;
  wanted = g_strsplit (levels, ",", -1);
  for (guint i = 0; wanted[i] != NULL; i++)
    if (g_ascii_strcasecmp (g_strstrip (wanted[i]), level) == 0 ||
        (g_ascii_strcasecmp (wanted[i], "WARNING") == 0 && g_str_equal (level, "WARN")))
      return TRUE;

  return FALSE;
}

void
sluice_practice_list_logs (SluicePractice *practice, SluicePracticeRequest *request)
{
  static const char *const members[] = { "instance_id", "timestamp", "level", "message", NULL };
  g_autoptr (JsonObject) schema = sluice_practice_require_schema (practice, request, request->args[0], NULL);
  g_autofree char *levels = sluice_practice_request_get_query (request, "level");
  g_autofree char *search = sluice_practice_request_get_query (request, "search");
  g_autofree char *instance = sluice_practice_request_get_query (request, "instance_id");
  g_autoptr (GDateTime) after = NULL;
  g_autoptr (GDateTime) before = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  JsonArray *items;
  guint limit, offset, found = 0;

  if (schema == NULL)
    return;
  if (!get_time (request, "after", &after) || !get_time (request, "before", &before))
    {
      sluice_practice_reply_invalid (request, NULL, "after and before must be ISO 8601 timestamps.");
      return;
    }
  sluice_practice_request_get_page (request, 50, &limit, &offset);
  lines = sluice_practice_store_list (practice->store, SLUICE_PRACTICE_LOG, request->args[0], TRUE);
  items = json_array_new ();
  for (guint i = 0; i < lines->len; i++)
    {
      JsonObject *line = g_ptr_array_index (lines, i);
      JsonObject *shown;

      if (!has_level (levels, sluice_json_get_string (line, "level", "")) ||
          !is_between (sluice_json_get_string (line, "timestamp", ""), after, before) ||
          (search != NULL && strstr (sluice_json_get_string (line, "message", ""), search) == NULL) ||
          (instance != NULL && !g_str_equal (sluice_json_get_string (line, "instance_id", ""), instance)))
        continue;
      if (found++ < offset || json_array_get_length (items) >= limit)
        continue;
      shown = json_object_new ();
      sluice_practice_copy_members (line, shown, members);
      json_object_set_string_member (shown, "log_source_id", request->args[0]);
      json_array_add_object_element (items, shown);
    }
  sluice_practice_reply_page (request, items, found, limit, offset);
}
