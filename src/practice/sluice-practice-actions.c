/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-json.h"
#include "sluice-practice-checks.h"
#include "sluice-practice-discovery.h"
#include "sluice-practice-played.h"
#include "sluice-practice-routes.h"

void
sluice_practice_reload_schema (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) source = NULL;
  g_autoptr (JsonObject) schema = sluice_practice_require_schema (practice, request, request->args[0], &source);

  if (schema == NULL || !sluice_practice_check_billing (practice, request, source))
    return;
  if (sluice_json_get_string (schema, "sync_type", NULL) == NULL)
    sluice_practice_reply_detail (request, "Couldn't start the sync. Try again in a few minutes.");
  else
    sluice_practice_syncer_start (practice->syncer, request->args[0]);
}

/* Forgets the rows and where the next sync would go on. */
static void
wipe (SluicePractice *practice, JsonObject *schema)
{
  const char *id = sluice_json_get_string (schema, "id", "");
  g_autoptr (JsonObject) changes = json_object_new ();

  sluice_practice_warehouse_drop_table (practice->warehouse, id);
  json_object_set_null_member (changes, "table");
  json_object_set_null_member (changes, "n_events");
  json_object_set_null_member (changes, "last_synced_at");
  json_object_set_null_member (changes, "last_full_refresh_at");
  sluice_practice_store_patch (practice->store, id, changes);
}

void
sluice_practice_resync_schema (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) source = NULL;
  g_autoptr (JsonObject) schema = sluice_practice_require_schema (practice, request, request->args[0], &source);

  if (schema == NULL || !sluice_practice_check_billing (practice, request, source))
    return;
  if (g_strcmp0 (sluice_json_get_string (schema, "status", NULL), "Running") == 0 ||
      sluice_json_get_string (schema, "sync_type", NULL) == NULL)
    {
      sluice_practice_reply_detail (request, "Couldn't start the sync. Try again in a few minutes.");
      return;
    }
  wipe (practice, schema);
  sluice_practice_syncer_start (practice->syncer, request->args[0]);
}

void
sluice_practice_cancel_schema (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) schema = sluice_practice_require_schema (practice, request, request->args[0], NULL);

  if (schema != NULL && !sluice_practice_syncer_cancel (practice->syncer, request->args[0]))
    sluice_practice_reply_detail (request, "No running sync to cancel.");
}

void
sluice_practice_delete_schema (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) schema = sluice_practice_require_schema (practice, request, request->args[0], NULL);

  if (schema == NULL)
    return;
  sluice_practice_syncer_cancel (practice->syncer, request->args[0]);
  wipe (practice, schema);
  sluice_practice_store_remove (practice->store, request->args[0]);
  sluice_practice_reply_empty (request, 204);
}

void
sluice_practice_delete_schema_data (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) schema = sluice_practice_require_schema (practice, request, request->args[0], NULL);

  if (schema != NULL)
    wipe (practice, schema);
}

static void
describe_played (SluicePracticeRequest *request, JsonObject *source, JsonObject *schema)
{
  g_autoptr (GPtrArray) tables = sluice_practice_played_tables (sluice_json_get_string (source, "source_type", ""));
  g_autoptr (GHashTable) by_name = sluice_practice_index_tables (tables, "");
  const SluicePgTable *table = g_hash_table_lookup (by_name, sluice_json_get_string (schema, "name", ""));
  JsonObject *reply = NULL;

  if (table == NULL)
    {
      sluice_practice_reply_not_found (request);
      return;
    }
  reply = json_object_new ();
  sluice_practice_describe_fields (table, SLUICE_PRACTICE_CDC_OFF, reply);
  json_object_set_null_member (reply, "xmin_available");
  json_object_set_boolean_member (reply, "supports_webhooks",
                                  sluice_json_get_boolean (schema, "supports_webhooks", FALSE));
  json_object_set_boolean_member (reply, "webhook_only", sluice_json_get_boolean (schema, "webhook_only", FALSE));
  json_object_set_boolean_member (reply, "full_refresh_available",
                                  !sluice_json_get_boolean (schema, "webhook_only", FALSE));
  sluice_practice_reply_object (request, 200, reply);
}

void
sluice_practice_get_incremental_fields (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) source = NULL;
  g_autoptr (JsonObject) schema = sluice_practice_require_schema (practice, request, request->args[0], &source);
  g_autoptr (JsonObject) secrets = NULL;
  g_autoptr (SluicePgConnection) connection = NULL;
  g_autoptr (SluicePgTable) table = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *only_schema = NULL;
  JsonObject *inputs;
  JsonObject *reply;

  if (schema == NULL)
    return;
  if (sluice_practice_is_played (sluice_json_get_string (source, "source_type", "")))
    {
      describe_played (request, source, schema);
      return;
    }
  inputs = sluice_json_get_object (source, "job_inputs");
  secrets = sluice_practice_vault_lookup (practice->vault, sluice_json_get_string (source, "id", ""));
  if (inputs == NULL || secrets == NULL)
    {
      sluice_practice_reply_message (request, 400, "Source has no configuration.");
      return;
    }
  only_schema = sluice_practice_input_get_schema (inputs);
  if (!(connection = sluice_practice_connect (inputs, secrets, request->cancellable, &error)) ||
      !(table = sluice_pg_catalogue_find_table (connection, only_schema, sluice_json_get_string (schema, "name", ""),
                                                request->cancellable, &error)))
    {
      sluice_practice_reply_message (request, 400, "%s", error->message);
      return;
    }
  reply = json_object_new ();
  sluice_practice_describe_fields (table,
                                   sluice_practice_cdc_read_offer (connection, practice->cdc, request->cancellable),
                                   reply);
  json_object_set_boolean_member (reply, "full_refresh_available", TRUE);
  sluice_practice_reply_object (request, 200, reply);
}
