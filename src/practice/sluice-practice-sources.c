/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-json.h"
#include "sluice-practice-cdc.h"
#include "sluice-practice-checks.h"
#include "sluice-practice-config.h"
#include "sluice-practice-describe.h"
#include "sluice-practice-discovery.h"
#include "sluice-practice-plan.h"
#include "sluice-practice-played.h"
#include "sluice-practice-routes.h"
#include "sluice-practice-webhooks.h"

static gboolean
contains_fold (const char *text, const char *wanted)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *folded_wanted = g_utf8_casefold (wanted, -1);

  return strstr (folded, folded_wanted) != NULL;
}

void
sluice_practice_list_sources (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autofree char *project = sluice_practice_project_parent (request);
  g_autofree char *search = sluice_practice_request_get_query (request, "search");
  g_autoptr (GPtrArray) sources = sluice_practice_store_list (practice->store, SLUICE_PRACTICE_SOURCE, project, TRUE);
  JsonArray *items = json_array_new ();
  guint limit, offset, found = 0;

  sluice_practice_request_get_page (request, practice->page_size, &limit, &offset);
  for (guint i = 0; i < sources->len; i++)
    {
      JsonObject *source = g_ptr_array_index (sources, i);

      if (search != NULL && *search != '\0' &&
          !contains_fold (sluice_json_get_string (source, "source_type", ""), search) &&
          !contains_fold (sluice_json_get_string (source, "prefix", ""), search))
        continue;
      if (found >= offset && found < offset + limit)
        json_array_add_object_element (items, sluice_practice_describe_source (practice, source, FALSE));
      found++;
    }
  sluice_practice_reply_page (request, items, found, limit, offset);
}

void
sluice_practice_get_source (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) source = sluice_practice_require_source (practice, request, request->args[0]);

  if (source != NULL)
    sluice_practice_reply_object (request, 200, sluice_practice_describe_source (practice, source, TRUE));
}

void
sluice_practice_get_source_exists (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autofree char *project = sluice_practice_project_parent (request);
  g_autoptr (GPtrArray) sources = sluice_practice_store_list (practice->store, SLUICE_PRACTICE_SOURCE, project, FALSE);
  JsonObject *reply = json_object_new ();

  json_object_set_boolean_member (reply, "exists", sources->len > 0);
  sluice_practice_reply_object (request, 200, reply);
}

static gboolean
is_secret (const char *name)
{
  static const char *const names[] = { "password", "private_key", "passphrase", NULL };

  return g_strv_contains (names, name);
}

/* Lays what was sent over what is stored: absent keys and blank secrets keep what is there (contract, 10.4), in an
 * SSH tunnel, too. */
static void
merge_values (JsonObject *target, JsonObject *sent)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, sent);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING &&
          *json_node_get_string (value) == '\0' && json_object_has_member (target, name) && is_secret (name))
        continue;
      if (JSON_NODE_HOLDS_OBJECT (value) && sluice_json_get_object (target, name) != NULL)
        {
          JsonObject *both = json_object_new ();

          merge_values (both, sluice_json_get_object (target, name));
          merge_values (both, json_node_get_object (value));
          json_object_set_object_member (target, name, both);
          continue;
        }
      json_object_set_member (target, name, json_node_copy (value));
    }
}

static gboolean
host_changes (JsonObject *inputs, JsonObject *sent)
{
  const char *host = sluice_json_get_string (sent, "host", NULL);
  const char *password = sluice_json_get_string (sent, "password", "");

  return host != NULL && !g_str_equal (host, sluice_json_get_string (inputs, "host", "")) && *password == '\0';
}

/* A value that was emptied has to be said to be gone, or the stored one would stay. */
static void
forget_members (JsonObject *stored, JsonObject *inputs)
{
  g_autoptr (GList) names = json_object_get_members (stored);

  for (GList *l = names; l != NULL; l = l->next)
    if (!json_object_has_member (inputs, l->data) && !g_str_has_prefix (l->data, "cdc_"))
      json_object_set_null_member (inputs, l->data);
}

/* Takes new connection values: they are tried before they are kept. */
static gboolean
update_inputs (SluicePractice *practice, SluicePracticeRequest *request, JsonObject *source, JsonObject *sent)
{
  const char *source_type = sluice_json_get_string (source, "source_type", "");
  JsonObject *type = sluice_practice_catalogue_get_type (practice->catalogue, source_type);
  const char *id = sluice_json_get_string (source, "id", "");
  JsonObject *stored = sluice_json_get_object (source, "job_inputs");
  g_autoptr (JsonObject) old_secrets = sluice_practice_vault_lookup (practice->vault, id);
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (JsonObject) inputs = NULL;
  g_autoptr (JsonObject) secrets = NULL;
  g_autoptr (JsonObject) changes = json_object_new ();
  g_autoptr (SluicePgConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *faults = NULL;
  const char *refusal = old_secrets != NULL ? sluice_practice_refuse_tunnel (old_secrets, sent) : NULL;

  if (host_changes (stored, sent))
    refusal = "Changing the connection host requires re-entering your credentials.";
  if (refusal != NULL)
    return sluice_practice_reply_invalid (request, "job_inputs", "%s", refusal);
  merge_values (values, stored);
  if (old_secrets != NULL)
    merge_values (values, old_secrets);
  merge_values (values, sent);
  if ((faults = sluice_practice_config_check (type, values)) != NULL)
    return sluice_practice_reply_message (request, 400, "Invalid source config: %s", faults);
  sluice_practice_config_split (type, values, &inputs, &secrets);
  if (sluice_practice_is_played (source_type))
    sluice_practice_played_check (values, &error);
  else
    connection = sluice_practice_connect (inputs, secrets, NULL, &error);
  if (error != NULL)
    return sluice_practice_reply_message (request, 400, "%s", error->message);

  forget_members (stored, inputs);
  sluice_practice_vault_store (practice->vault, id, secrets);
  if (sluice_practice_is_played (source_type))
    json_object_set_array_member (changes, "conduct", sluice_practice_conduct_read (values));
  json_object_set_object_member (changes, "job_inputs", g_steal_pointer (&inputs));
  sluice_practice_store_patch (practice->store, id, changes);

  return TRUE;
}

void
sluice_practice_update_source (SluicePractice *practice, SluicePracticeRequest *request)
{
  static const char *const writable[] = { "description", "auto_sync_new_schemas", "auto_sync_schema_patterns" };
  g_autoptr (JsonObject) source = sluice_practice_require_source (practice, request, request->args[0]);
  g_autoptr (JsonObject) changes = json_object_new ();
  g_autoptr (JsonObject) updated = NULL;
  JsonObject *sent = sluice_json_get_object (request->body, "job_inputs");
  const char *access = sluice_json_get_string (request->body, "access_method", "warehouse");

  if (source == NULL)
    return;
  if (!g_str_equal (access, "warehouse"))
    {
      sluice_practice_reply_invalid (request, "access_method",
                                     "Access method cannot be changed. Create a new source instead.");
      return;
    }
  if (sent != NULL && !update_inputs (practice, request, source, sent))
    return;
  for (guint i = 0; request->body != NULL && i < G_N_ELEMENTS (writable); i++)
    if (json_object_has_member (request->body, writable[i]))
      json_object_set_member (changes, writable[i], json_object_dup_member (request->body, writable[i]));
  sluice_practice_store_patch (practice->store, request->args[0], changes);
  updated = sluice_practice_require_source (practice, request, request->args[0]);
  if (updated != NULL)
    sluice_practice_reply_object (request, 200, sluice_practice_describe_source (practice, updated, TRUE));
}

/* Stops its syncs and drops its rows. */
static void
clear_tables (SluicePractice *practice, const char *source_id)
{
  g_autoptr (GPtrArray) schemas =
      sluice_practice_store_list (practice->store, SLUICE_PRACTICE_SCHEMA, source_id, FALSE);

  for (guint i = 0; i < schemas->len; i++)
    {
      const char *id = sluice_json_get_string (g_ptr_array_index (schemas, i), "id", "");

      sluice_practice_syncer_cancel (practice->syncer, id);
      sluice_practice_warehouse_drop_table (practice->warehouse, id);
    }
}

void
sluice_practice_delete_source (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) source = sluice_practice_require_source (practice, request, request->args[0]);

  if (source == NULL)
    return;
  clear_tables (practice, request->args[0]);
  sluice_practice_webhooks_remove (practice, source);
  sluice_practice_drop_slot (practice, source);
  sluice_practice_store_remove (practice->store, request->args[0]);
  sluice_practice_vault_forget (practice->vault, request->args[0]);
  sluice_practice_reply_empty (request, 204);
}

void
sluice_practice_reload_source (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) source = sluice_practice_require_source (practice, request, request->args[0]);
  g_autoptr (GPtrArray) schemas = NULL;

  if (source == NULL || !sluice_practice_check_billing (practice, request, source))
    return;
  schemas = sluice_practice_store_list (practice->store, SLUICE_PRACTICE_SCHEMA, request->args[0], FALSE);
  for (guint i = 0; i < schemas->len; i++)
    {
      JsonObject *schema = g_ptr_array_index (schemas, i);

      if (sluice_json_get_boolean (schema, "should_sync", FALSE) &&
          sluice_json_get_string (schema, "sync_type", NULL) != NULL)
        sluice_practice_syncer_start (practice->syncer, sluice_json_get_string (schema, "id", ""));
    }
}

static gboolean
matches_pattern (JsonObject *source, const char *name)
{
  g_auto (GStrv) patterns = sluice_json_dup_strv (source, "auto_sync_schema_patterns");

  if (patterns == NULL || patterns[0] == NULL)
    return TRUE;
  for (guint i = 0; patterns[i] != NULL; i++)
    if (g_pattern_match_simple (patterns[i], name))
      return TRUE;

  return FALSE;
}

/* Adds tables that are new. Gives how many, and how many of them were switched on. */
static guint
add_new_tables (SluicePractice *practice,
                JsonObject *source,
                GPtrArray *schemas,
                GPtrArray *tables,
                const char *only_schema,
                guint *enabled)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  guint added = 0;

  for (guint i = 0; i < schemas->len; i++)
    g_hash_table_add (known, (gpointer) sluice_json_get_string (g_ptr_array_index (schemas, i), "name", ""));
  for (guint i = 0; i < tables->len; i++)
    {
      SluicePgTable *table = g_ptr_array_index (tables, i);
      g_autofree char *name = sluice_practice_table_name (table, only_schema);
      gboolean on = table->readable && sluice_json_get_boolean (source, "auto_sync_new_schemas", FALSE) &&
                    matches_pattern (source, name);
      g_autoptr (JsonObject) entry = NULL;
      g_autofree char *id = NULL;

      if (g_hash_table_contains (known, name))
        continue;
      entry = sluice_practice_plan_make_one (table, only_schema, on);
      sluice_practice_webhooks_mark (sluice_json_get_string (source, "source_type", ""), entry);
      on = sluice_json_get_boolean (entry, "should_sync", FALSE);
      id = sluice_practice_store_insert (practice->store, SLUICE_PRACTICE_SCHEMA,
                                         sluice_json_get_string (source, "id", ""), entry);
      if (on)
        sluice_practice_syncer_schedule (practice->syncer, id);
      added++;
      *enabled += on ? 1 : 0;
    }

  return added;
}

static guint
remove_old_tables (SluicePractice *practice, GPtrArray *schemas, GPtrArray *tables, const char *only_schema)
{
  g_autoptr (GHashTable) by_name = sluice_practice_index_tables (tables, only_schema);
  guint removed = 0;

  for (guint i = 0; i < schemas->len; i++)
    {
      JsonObject *schema = g_ptr_array_index (schemas, i);
      const char *id = sluice_json_get_string (schema, "id", "");

      if (g_hash_table_contains (by_name, sluice_json_get_string (schema, "name", "")))
        continue;
      sluice_practice_syncer_cancel (practice->syncer, id);
      sluice_practice_store_remove (practice->store, id);
      removed++;
    }

  return removed;
}

void
sluice_practice_refresh_schemas (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) source = sluice_practice_require_source (practice, request, request->args[0]);
  g_autoptr (JsonObject) secrets = NULL;
  g_autoptr (SluicePgConnection) connection = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (GPtrArray) schemas = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *only_schema = NULL;
  gboolean played;
  JsonObject *inputs;
  JsonObject *reply;
  guint enabled = 0;

  if (source == NULL)
    return;
  inputs = sluice_json_get_object (source, "job_inputs");
  played = sluice_practice_is_played (sluice_json_get_string (source, "source_type", ""));
  secrets = sluice_practice_vault_lookup (practice->vault, request->args[0]);
  if (inputs == NULL || (secrets == NULL && !played))
    {
      sluice_practice_reply_message (request, 400, "Source has no configuration.");
      return;
    }
  only_schema = played ? g_strdup ("") : sluice_practice_input_get_schema (inputs);
  if (played)
    tables = sluice_practice_played_tables (sluice_json_get_string (source, "source_type", ""));
  else if (!(connection = sluice_practice_connect (inputs, secrets, NULL, &error)) ||
           !(tables = sluice_pg_catalogue_list_tables (connection, only_schema, NULL, &error)))
    {
      sluice_practice_reply_message (request, 400, "%s", error->message);
      return;
    }
  schemas = sluice_practice_store_list (practice->store, SLUICE_PRACTICE_SCHEMA, request->args[0], FALSE);
  reply = json_object_new ();
  json_object_set_int_member (reply, "added",
                              add_new_tables (practice, source, schemas, tables, only_schema, &enabled));
  json_object_set_int_member (reply, "deleted", remove_old_tables (practice, schemas, tables, only_schema));
  json_object_set_int_member (reply, "auto_enabled", enabled);
  json_object_set_int_member (reply, "total_tables_seen", tables->len);
  sluice_practice_reply_object (request, 200, reply);
}

void
sluice_practice_get_cdc_status (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) source = sluice_practice_require_source (practice, request, request->args[0]);
  JsonObject *inputs = sluice_json_get_object (source, "job_inputs");
  g_autoptr (JsonObject) secrets = NULL;
  g_autoptr (SluicePgConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *reply = NULL;

  if (source == NULL)
    return;
  if (!sluice_json_get_boolean (inputs, "cdc_enabled", FALSE))
    {
      reply = json_object_new ();
      json_object_set_boolean_member (reply, "enabled", FALSE);
      sluice_practice_reply_object (request, 200, reply);
      return;
    }
  secrets = sluice_practice_vault_lookup (practice->vault, request->args[0]);
  if (secrets == NULL)
    sluice_practice_reply_message (request, 400, "Source has no configuration.");
  else if ((connection = sluice_practice_connect (inputs, secrets, request->cancellable, &error)) == NULL ||
           (reply = sluice_practice_cdc_describe_status (connection, inputs, &error)) == NULL)
    sluice_practice_reply_message (request, 400, "%s", error->message);
  else
    sluice_practice_reply_object (request, 200, reply);
}
