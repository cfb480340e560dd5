/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-json.h"
#include "sluice-practice-checks.h"
#include "sluice-practice-describe.h"
#include "sluice-practice-routes.h"
#include "sluice-practice-settings.h"
#include "sluice-practice-webhooks.h"

void
sluice_practice_list_schemas (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autofree char *project = sluice_practice_project_parent (request);
  g_autofree char *search = sluice_practice_request_get_query (request, "search");
  g_autoptr (GPtrArray) sources = sluice_practice_store_list (practice->store, SLUICE_PRACTICE_SOURCE, project, TRUE);
  JsonArray *items = json_array_new ();
  guint limit, offset, found = 0;

  sluice_practice_request_get_page (request, practice->page_size, &limit, &offset);
  for (guint i = 0; i < sources->len; i++)
    {
      g_autoptr (GPtrArray) schemas =
          sluice_practice_store_list (practice->store, SLUICE_PRACTICE_SCHEMA,
                                      sluice_json_get_string (g_ptr_array_index (sources, i), "id", ""), FALSE);

      for (guint k = 0; k < schemas->len; k++)
        {
          JsonObject *schema = g_ptr_array_index (schemas, k);

          if (search != NULL && strstr (sluice_json_get_string (schema, "name", ""), search) == NULL)
            continue;
          if (found >= offset && found < offset + limit)
            json_array_add_object_element (items, sluice_practice_describe_schema (schema, NULL));
          found++;
        }
    }
  sluice_practice_reply_page (request, items, found, limit, offset);
}

void
sluice_practice_get_schema (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) source = NULL;
  g_autoptr (JsonObject) schema = sluice_practice_require_schema (practice, request, request->args[0], &source);

  if (schema != NULL)
    sluice_practice_reply_object (request, 200, sluice_practice_describe_schema (schema, source));
}

/* A table that is switched to webhooks has the service send its events. (transfer full) (nullable) */
static char *
register_webhook (SluicePractice *practice, JsonObject *source, JsonObject *schema, JsonObject *changes)
{
  g_autofree char *reason = NULL;

  if (g_strcmp0 (sluice_json_get_string (changes, "sync_type", NULL), "webhook") != 0 ||
      g_strcmp0 (sluice_json_get_string (schema, "sync_type", NULL), "webhook") == 0)
    return NULL;
  reason = sluice_practice_webhooks_extend (practice, source, sluice_json_get_string (schema, "name", ""));

  return reason != NULL ? g_strconcat ("Failed to register webhook on your source: ", reason, NULL) : NULL;
}

void
sluice_practice_update_schema (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) source = NULL;
  g_autoptr (JsonObject) schema = sluice_practice_require_schema (practice, request, request->args[0], &source);
  g_autoptr (JsonObject) updated = NULL;
  g_autofree char *attr = NULL;
  g_autofree char *fault = NULL;

  if (schema == NULL)
    return;
  if (request->body != NULL && (fault = sluice_practice_settings_check (schema, request->body, &attr)) != NULL)
    {
      sluice_practice_reply_invalid (request, attr, "%s", fault);
      return;
    }
  if (request->body != NULL && (fault = register_webhook (practice, source, schema, request->body)) != NULL)
    {
      sluice_practice_reply_invalid (request, "sync_type", "%s", fault);
      return;
    }
  if (request->body != NULL)
    sluice_practice_settings_apply (practice, schema, request->body);
  updated = sluice_practice_require_schema (practice, request, request->args[0], NULL);
  if (updated != NULL)
    sluice_practice_reply_object (request, 200, sluice_practice_describe_schema (updated, source));
}

/* Every entry has to name a table of this source, each only once. */
static gboolean
check_entries (SluicePractice *practice, SluicePracticeRequest *request, JsonArray *entries)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = sluice_json_array_get_object (entries, i);
      const char *id = sluice_json_get_string (entry, "id", NULL);
      g_autoptr (JsonObject) schema = NULL;
      g_autofree char *attr = NULL;
      g_autofree char *fault = NULL;

      if (id == NULL)
        return sluice_practice_reply_fault (request, 400, "required", "schemas__id", "This field is required.");
      if (!g_hash_table_add (seen, (gpointer) id))
        return sluice_practice_reply_invalid (request, "schemas", "Duplicate schema id: %s", id);
      schema = sluice_practice_store_dup (practice->store, SLUICE_PRACTICE_SCHEMA, id);
      if (schema == NULL || !g_str_equal (sluice_json_get_string (schema, "parent", ""), request->args[0]))
        return sluice_practice_reply_invalid (request, "schemas", "Schema %s does not belong to this source.", id);
      if ((fault = sluice_practice_settings_check (schema, entry, &attr)) != NULL)
        return sluice_practice_reply_invalid (request, attr, "%s", fault);
    }

  return TRUE;
}

/* Saves one entry. (transfer full) (nullable): why it cannot be saved */
static char *
save_entry (SluicePractice *practice, JsonObject *source, JsonObject *schema, JsonObject *entry)
{
  char *reason;

  if (sluice_practice_conduct_has (practice->conduct, source, sluice_json_get_string (schema, "name", ""),
                                   SLUICE_PRACTICE_UNSAVED, NULL))
    return g_strdup ("Couldn't update the sync schedule");
  reason = register_webhook (practice, source, schema, entry);
  if (reason == NULL)
    sluice_practice_settings_apply (practice, schema, entry);

  return reason;
}

static void
reply_unsaved (SluicePracticeRequest *request, GPtrArray *unsaved)
{
  g_autofree char *joined = NULL;

  g_ptr_array_add (unsaved, NULL);
  joined = g_strjoinv (", ", (char **) unsaved->pdata);
  sluice_practice_reply_fault (request, 400, "bulk_schema_save_failed", NULL,
                               "These schemas in the batch could not be saved: %s. Any other schemas in the batch were "
                               "saved successfully — retry the ones listed here.",
                               joined);
}

void
sluice_practice_bulk_update_schemas (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) source = sluice_practice_require_source (practice, request, request->args[0]);
  g_autoptr (GPtrArray) unsaved = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonArray) reply = json_array_new ();
  JsonArray *entries = sluice_json_get_array (request->body, "schemas");

  if (source == NULL)
    return;
  if (entries == NULL)
    {
      sluice_practice_reply_fault (request, 400, "required", "schemas", "This field is required.");
      return;
    }
  if (!check_entries (practice, request, entries))
    return;

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = sluice_json_array_get_object (entries, i);
      const char *id = sluice_json_get_string (entry, "id", "");
      g_autoptr (JsonObject) schema = sluice_practice_store_dup (practice->store, SLUICE_PRACTICE_SCHEMA, id);
      g_autoptr (JsonObject) updated = NULL;
      g_autofree char *reason = schema != NULL ? save_entry (practice, source, schema, entry) : NULL;

      if (reason != NULL)
        g_ptr_array_add (unsaved, g_strdup_printf ("%s (%s)", sluice_json_get_string (schema, "name", ""), reason));
      updated = sluice_practice_store_dup (practice->store, SLUICE_PRACTICE_SCHEMA, id);
      if (updated != NULL)
        json_array_add_object_element (reply, sluice_practice_describe_schema (updated, NULL));
    }
  if (unsaved->len > 0)
    reply_unsaved (request, unsaved);
  else
    sluice_practice_reply_array (request, g_steal_pointer (&reply));
}
