/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-webhooks-private.h"

#include "sluice-json.h"
#include "sluice-practice-events.h"
#include "sluice-practice-secret.h"

#include <stdlib.h>
#include <string.h>

/* Addresses that lead nowhere: the services are played, so nobody sends to them. */
#define URL_BASE "https://webhooks.practice.invalid/public/webhooks/dwh/"

/* What has happened at the service by the time that somebody looks. */
#define FIRST_EVENTS 3

gboolean
sluice_practice_webhooks_supported (SluicePractice *practice, const char *source_type)
{
  JsonObject *type = sluice_practice_catalogue_get_type (practice->catalogue, source_type);

  return sluice_json_get_array (type, "webhookFields") != NULL ||
         sluice_json_get_boolean (type, "webhookManualOnly", FALSE);
}

/* Whether the tables of a type can come by webhook, and only so. */
static void
read_flags (const char *source_type, const char *table, gboolean *can, gboolean *only)
{
  g_autoptr (JsonArray) tables = sluice_practice_catalogue_dup_tables (source_type);

  *can = *only = FALSE;
  for (guint i = 0; tables != NULL && i < json_array_get_length (tables); i++)
    {
      JsonObject *entry = sluice_json_array_get_object (tables, i);

      if (!g_str_equal (sluice_json_get_string (entry, "table", ""), table))
        continue;
      *can = sluice_json_get_boolean (entry, "supports_webhooks", FALSE);
      *only = sluice_json_get_boolean (entry, "webhook_only", FALSE);
    }
}

gboolean
sluice_practice_webhooks_check_plan (SluicePracticeRequest *request, const char *source_type, JsonNode *schemas)
{
  JsonArray *entries = schemas != NULL && JSON_NODE_HOLDS_ARRAY (schemas) ? json_node_get_array (schemas) : NULL;

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = sluice_json_array_get_object (entries, i);
      const char *name = sluice_json_get_string (entry, "name", "");
      const char *method = sluice_json_get_string (entry, "sync_type", NULL);
      gboolean can, only;

      if (!sluice_json_get_boolean (entry, "should_sync", FALSE))
        continue;
      read_flags (source_type, name, &can, &only);
      if (only && g_strcmp0 (method, "webhook") != 0)
        return sluice_practice_reply_message (request, 400,
                                              "%s can only be synced via webhooks — pick the Webhook sync method.",
                                              name);
      if (!can && g_strcmp0 (method, "webhook") == 0)
        return sluice_practice_reply_message (request, 400, "%s cannot be synced via webhooks.", name);
    }

  return TRUE;
}

void
sluice_practice_webhooks_mark (const char *source_type, JsonObject *entry)
{
  gboolean can, only;

  read_flags (source_type, sluice_json_get_string (entry, "name", ""), &can, &only);
  if (can)
    json_object_set_boolean_member (entry, "supports_webhooks", TRUE);
  if (!only)
    return;
  json_object_set_boolean_member (entry, "webhook_only", TRUE);
  if (g_strcmp0 (sluice_json_get_string (entry, "sync_type", NULL), "webhook") != 0)
    {
      json_object_set_boolean_member (entry, "should_sync", FALSE);
      json_object_set_null_member (entry, "sync_type");
    }
}

gboolean
sluice_practice_webhooks_has (SluicePractice *practice, JsonObject *source, const char *word)
{
  return sluice_practice_conduct_has (practice->conduct, source, NULL, word, NULL);
}

const char *
sluice_practice_webhooks_get_type_name (JsonObject *source)
{
  return sluice_json_get_string (source, "source_type", "");
}

/* (nullable) */
const char *
sluice_practice_webhooks_get_url (JsonObject *source)
{
  return sluice_json_get_string (sluice_json_get_object (source, "webhook"), "url", NULL);
}

JsonArray *
sluice_practice_webhooks_get_fields (SluicePractice *practice, JsonObject *source)
{
  return sluice_json_get_array (sluice_practice_catalogue_get_type (practice->catalogue,
                                                                    sluice_practice_webhooks_get_type_name (source)),
                                "webhookFields");
}

gboolean
sluice_practice_webhooks_is_manual (SluicePractice *practice, JsonObject *source)
{
  JsonObject *type =
      sluice_practice_catalogue_get_type (practice->catalogue, sluice_practice_webhooks_get_type_name (source));

  return sluice_practice_webhooks_has (practice, source, SLUICE_PRACTICE_WEBHOOK_MANUAL) ||
         sluice_json_get_boolean (type, "webhookManualOnly", FALSE);
}

/* Why nobody even tries to make one; NULL when it is tried. */
const char *
sluice_practice_webhooks_get_blocked_reason (SluicePractice *practice, JsonObject *source)
{
  if (sluice_practice_webhooks_is_manual (practice, source))
    return "This service has no way to make webhooks: set it up by hand.";
  if (sluice_practice_webhooks_has (practice, source, SLUICE_PRACTICE_WEBHOOK_BLOCKED))
    return "The API key has no write permission for webhook endpoints.";

  return NULL;
}

static gboolean
comes_by_webhook (JsonObject *schema)
{
  return sluice_json_get_boolean (schema, "should_sync", FALSE) &&
         g_strcmp0 (sluice_json_get_string (schema, "sync_type", NULL), "webhook") == 0;
}

/* The source's tables that come by webhook. (element-type JsonObject) */
GPtrArray *
sluice_practice_webhooks_list_tables (SluicePractice *practice, JsonObject *source)
{
  GPtrArray *tables = sluice_practice_store_list (practice->store, SLUICE_PRACTICE_SCHEMA,
                                                  sluice_json_get_string (source, "id", ""), FALSE);

  for (guint i = tables->len; i > 0; i--)
    if (!comes_by_webhook (g_ptr_array_index (tables, i - 1)))
      g_ptr_array_remove_index (tables, i - 1);

  return tables;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The events of these tables, in order, each once. */
GStrv
sluice_practice_webhooks_list_events (JsonObject *source, GPtrArray *tables)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GStrv events;

  for (guint i = 0; i < tables->len; i++)
    {
      g_auto (GStrv) names =
          sluice_practice_event_names (sluice_practice_webhooks_get_type_name (source),
                                       sluice_json_get_string (g_ptr_array_index (tables, i), "name", ""));

      for (guint k = 0; names[k] != NULL; k++)
        if (g_hash_table_add (seen, g_strdup (names[k])))
          g_strv_builder_add (builder, names[k]);
    }
  events = g_strv_builder_end (builder);
  qsort (events, g_strv_length (events), sizeof *events, compare_names);

  return events;
}

/* The values of the form as the store keeps them: of a secret only that there is one. */
static JsonObject *
make_inputs (SluicePractice *practice, JsonObject *source, JsonObject *values)
{
  JsonArray *fields = sluice_practice_webhooks_get_fields (practice, source);
  JsonObject *inputs = json_object_new ();

  for (guint i = 0; values != NULL && fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = sluice_json_array_get_object (fields, i);
      const char *name = sluice_json_get_string (field, "name", "");
      const char *value = sluice_json_get_string (values, name, "");
      JsonObject *input;

      if (*value == '\0')
        continue;
      input = json_object_new ();
      json_object_set_boolean_member (input, "right", !g_str_equal (value, "wrong"));
      if (!sluice_json_get_boolean (field, "secret", FALSE))
        json_object_set_string_member (input, "value", value);
      json_object_set_object_member (inputs, name, input);
    }

  return inputs;
}

/* (transfer full) */
static JsonObject *
save (SluicePractice *practice, JsonObject *source, JsonObject *webhook)
{
  const char *id = sluice_json_get_string (source, "id", "");
  g_autoptr (JsonObject) changes = json_object_new ();

  json_object_set_object_member (changes, "webhook", json_object_ref (webhook));
  sluice_practice_store_patch (practice->store, id, changes);

  return sluice_practice_store_dup (practice->store, SLUICE_PRACTICE_SOURCE, id);
}

/* Makes the delivery function, once for all, before anybody asks the service. (transfer full) (nullable) */
static JsonObject *
ensure_function (SluicePractice *practice, JsonObject *source, JsonObject *values)
{
  g_autoptr (JsonObject) webhook = json_object_new ();
  g_autoptr (JsonObject) current = NULL;
  G_MUTEX_AUTO_LOCK (&practice->webhook_mutex, locker);

  current =
      sluice_practice_store_dup (practice->store, SLUICE_PRACTICE_SOURCE, sluice_json_get_string (source, "id", ""));
  if (current == NULL)
    return NULL;
  if (sluice_practice_webhooks_get_url (current) == NULL)
    {
      g_autofree char *function_id = g_uuid_string_random ();
      g_autofree char *token = sluice_practice_secret_new (16);
      g_autofree char *url = g_strconcat (URL_BASE, token, NULL);
      g_autofree char *now = sluice_practice_now ();

      json_object_set_string_member (webhook, "function_id", function_id);
      json_object_set_string_member (webhook, "url", url);
      json_object_set_string_member (webhook, "created_at", now);
    }
  json_object_set_object_member (webhook, "inputs", make_inputs (practice, source, values));

  return save (practice, source, webhook);
}

/* The service gives the secret that it signs with. (transfer full) (nullable) */
static JsonObject *
take_secret (SluicePractice *practice, JsonObject *source)
{
  JsonArray *fields = sluice_practice_webhooks_get_fields (practice, source);
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (JsonObject) webhook = json_object_new ();

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = sluice_json_array_get_object (fields, i);

      if (sluice_json_get_boolean (field, "secret", FALSE))
        json_object_set_string_member (values, sluice_json_get_string (field, "name", ""), "invented");
    }
  json_object_set_object_member (webhook, "inputs", make_inputs (practice, source, values));

  return save (practice, source, webhook);
}

/* What a person still has to enter. */
static JsonArray *
list_pending (SluicePractice *practice, JsonObject *source)
{
  JsonArray *fields = sluice_practice_webhooks_get_fields (practice, source);
  JsonObject *inputs = sluice_json_get_object (sluice_json_get_object (source, "webhook"), "inputs");
  JsonArray *pending = json_array_new ();

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = sluice_json_array_get_object (fields, i);
      const char *name = sluice_json_get_string (field, "name", "");

      if (sluice_json_get_boolean (field, "required", FALSE) && sluice_json_get_object (inputs, name) == NULL)
        json_array_add_string_element (pending, name);
    }

  return pending;
}

static JsonObject *
make_outcome (JsonObject *source, const char *error, JsonArray *pending)
{
  JsonObject *outcome = json_object_new ();

  json_object_set_boolean_member (outcome, "success", error == NULL);
  json_object_set_string_member (outcome, "webhook_url", sluice_practice_webhooks_get_url (source));
  json_object_set_string_member (outcome, "error", error);
  json_object_set_array_member (outcome, "pending_inputs", pending);

  return outcome;
}

/* What the service says to a new endpoint; NULL when it takes it. */
static const char *
add_endpoint (SluicePractice *practice, JsonObject *source, GPtrArray *tables)
{
  g_auto (GStrv) events = sluice_practice_webhooks_list_events (source, tables);
  g_autofree char *id = NULL;

  if (sluice_practice_webhooks_has (practice, source, SLUICE_PRACTICE_WEBHOOK_FORBIDDEN))
    return "The API key may not create webhook endpoints.";
  if (events[0] == NULL)
    return "An endpoint needs at least one event: no table is synced by webhook.";
  if (sluice_practice_webhooks_has (practice, source, SLUICE_PRACTICE_WEBHOOK_PARTIAL) && events[1] != NULL)
    g_clear_pointer (&events[g_strv_length (events) - 1], g_free);
  id = sluice_practice_vendor_add (practice->vendor, sluice_practice_webhooks_get_type_name (source),
                                   sluice_practice_webhooks_get_url (source), (const char *const *) events,
                                   !sluice_practice_webhooks_has (practice, source, SLUICE_PRACTICE_WEBHOOK_DISABLED));

  return NULL;
}

/* Life goes on at the service, and now one hears of it. */
static void
emit_first (SluicePractice *practice, JsonObject *source, GPtrArray *tables)
{
  for (guint i = 0; i < tables->len; i++)
    sluice_practice_webhooks_emit (practice, sluice_practice_webhooks_get_type_name (source),
                                   sluice_json_get_string (g_ptr_array_index (tables, i), "name", ""), FIRST_EVENTS);
}

JsonObject *
sluice_practice_webhooks_register (SluicePractice *practice, JsonObject *source, JsonObject *inputs)
{
  const char *blocked = sluice_practice_webhooks_get_blocked_reason (practice, source);
  g_autoptr (JsonObject) made = ensure_function (practice, source, inputs);
  g_autoptr (GPtrArray) tables = NULL;
  const char *error;
  JsonObject *outcome;

  if (made == NULL)
    return make_outcome (source, "The source is gone.", json_array_new ());
  if (blocked != NULL)
    return make_outcome (made, blocked, json_array_new ());
  tables = sluice_practice_webhooks_list_tables (practice, made);
  if ((error = add_endpoint (practice, made, tables)) != NULL)
    return make_outcome (made, error, list_pending (practice, made));

  if (!sluice_practice_webhooks_has (practice, made, SLUICE_PRACTICE_WEBHOOK_PENDING))
    {
      JsonObject *known = take_secret (practice, made);

      json_object_unref (made);
      made = known != NULL ? known : json_object_ref (source);
    }
  outcome = make_outcome (made, NULL, list_pending (practice, made));
  emit_first (practice, made, tables);

  return outcome;
}

char *
sluice_practice_webhooks_extend (SluicePractice *practice, JsonObject *source, const char *table)
{
  const char *blocked = sluice_practice_webhooks_get_blocked_reason (practice, source);
  g_autoptr (JsonObject) made = NULL;
  g_autoptr (JsonObject) known = NULL;
  g_autoptr (GPtrArray) endpoints = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  JsonObject *wanted;
  const char *error;

  if (blocked != NULL)
    return g_strdup (blocked);
  made = ensure_function (practice, source, NULL);
  if (made == NULL)
    return g_strdup ("The source is gone.");

  tables = sluice_practice_webhooks_list_tables (practice, made);
  wanted = json_object_new ();
  json_object_set_string_member (wanted, "name", table);
  g_ptr_array_add (tables, wanted);
  endpoints = sluice_practice_vendor_list (practice->vendor, sluice_practice_webhooks_get_type_name (made),
                                           sluice_practice_webhooks_get_url (made));
  if (endpoints->len > 0)
    {
      g_auto (GStrv) events = sluice_practice_webhooks_list_events (made, tables);
      g_autoptr (JsonObject) changes = json_object_new ();

      sluice_json_set_strv (changes, "enabled_events", (const char *const *) events);
      sluice_practice_vendor_change (practice->vendor,
                                     sluice_json_get_string (g_ptr_array_index (endpoints, 0), "id", ""), changes);
      return NULL;
    }
  if ((error = add_endpoint (practice, made, tables)) != NULL)
    return g_strdup (error);
  if (!sluice_practice_webhooks_has (practice, made, SLUICE_PRACTICE_WEBHOOK_PENDING))
    known = take_secret (practice, made);

  return NULL;
}

gboolean
sluice_practice_webhooks_save_inputs (SluicePractice *practice, JsonObject *source, JsonObject *inputs)
{
  g_autoptr (JsonObject) saved = ensure_function (practice, source, inputs);

  if (saved == NULL || !sluice_practice_webhooks_has_right_secret (practice, saved))
    return FALSE;
  sluice_practice_webhooks_retry (practice, saved);

  return TRUE;
}

gboolean
sluice_practice_webhooks_remove (SluicePractice *practice, JsonObject *source)
{
  const char *url = sluice_practice_webhooks_get_url (source);
  g_autoptr (GPtrArray) endpoints = NULL;
  g_autoptr (JsonObject) changes = json_object_new ();
  gboolean removed = FALSE;

  if (url == NULL)
    return FALSE;
  json_object_set_null_member (changes, "webhook");
  sluice_practice_store_patch (practice->store, sluice_json_get_string (source, "id", ""), changes);
  if (sluice_practice_webhooks_get_blocked_reason (practice, source) != NULL ||
      sluice_practice_webhooks_has (practice, source, SLUICE_PRACTICE_WEBHOOK_FORBIDDEN))
    return FALSE;
  endpoints = sluice_practice_vendor_list (practice->vendor, sluice_practice_webhooks_get_type_name (source), url);
  for (guint i = 0; i < endpoints->len; i++)
    removed |= sluice_practice_vendor_remove (practice->vendor,
                                              sluice_json_get_string (g_ptr_array_index (endpoints, i), "id", ""));

  return removed;
}
