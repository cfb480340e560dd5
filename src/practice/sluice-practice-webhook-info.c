/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-json.h"
#include "sluice-practice-events.h"
#include "sluice-practice-webhooks-private.h"

/* Adds the members that every answer has. */
static JsonObject *
describe_none (gboolean supported)
{
  JsonObject *info = json_object_new ();

  json_object_set_boolean_member (info, "supports_webhooks", supported);
  json_object_set_boolean_member (info, "exists", FALSE);
  json_object_set_null_member (info, "auto_creation_blocked_reason");
  json_object_set_null_member (info, "hog_function");
  json_object_set_null_member (info, "webhook_url");
  json_object_set_object_member (info, "schema_mapping", json_object_new ());
  json_object_set_null_member (info, "external_status");
  if (supported)
    {
      json_object_set_object_member (info, "inputs", json_object_new ());
      json_object_set_array_member (info, "missing_events", json_array_new ());
    }

  return info;
}

static JsonObject *
describe_function (JsonObject *source)
{
  JsonObject *webhook = sluice_json_get_object (source, "webhook");
  JsonObject *function = json_object_new ();
  JsonObject *status = json_object_new ();
  g_autofree char *name = g_strconcat (sluice_practice_webhooks_get_type_name (source), " webhook", NULL);

  json_object_set_string_member (function, "id", sluice_json_get_string (webhook, "function_id", ""));
  json_object_set_string_member (function, "name", name);
  json_object_set_boolean_member (function, "enabled", TRUE);
  json_object_set_string_member (function, "created_at", sluice_json_get_string (webhook, "created_at", ""));
  json_object_set_int_member (status, "state", 1);
  json_object_set_int_member (status, "tokens", 10000);
  json_object_set_object_member (function, "status", status);

  return function;
}

/* What the service calls its objects, and which table each goes to. */
static JsonObject *
describe_mapping (JsonObject *source, GPtrArray *tables)
{
  JsonObject *mapping = json_object_new ();

  for (guint i = 0; i < tables->len; i++)
    {
      JsonObject *table = g_ptr_array_index (tables, i);
      g_autofree char *object = sluice_practice_event_object (sluice_practice_webhooks_get_type_name (source),
                                                              sluice_json_get_string (table, "name", ""));

      json_object_set_string_member (mapping, object, sluice_json_get_string (table, "id", ""));
    }

  return mapping;
}

/* Secrets without their value. */
static JsonObject *
describe_inputs (JsonObject *source)
{
  JsonObject *stored = sluice_json_get_object (sluice_json_get_object (source, "webhook"), "inputs");
  JsonObject *inputs = json_object_new ();
  g_autoptr (GList) names = stored != NULL ? json_object_get_members (stored) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *input = json_object_new ();
      const char *value = sluice_json_get_string (sluice_json_get_object (stored, l->data), "value", NULL);

      if (value != NULL)
        json_object_set_string_member (input, "value", value);
      else
        json_object_set_boolean_member (input, "secret", TRUE);
      json_object_set_object_member (inputs, l->data, input);
    }

  return inputs;
}

/* What the service says of the endpoint. */
static JsonObject *
describe_vendor (JsonObject *endpoint, const char *error)
{
  JsonObject *status = json_object_new ();
  JsonArray *events = sluice_json_get_array (endpoint, "enabled_events");

  json_object_set_boolean_member (status, "exists", endpoint != NULL);
  json_object_set_string_member (status, "url", sluice_json_get_string (endpoint, "url", NULL));
  if (events != NULL)
    json_object_set_array_member (status, "enabled_events", json_array_ref (events));
  else
    json_object_set_null_member (status, "enabled_events");
  json_object_set_string_member (status, "status", sluice_json_get_string (endpoint, "status", NULL));
  json_object_set_null_member (status, "description");
  json_object_set_string_member (status, "created_at", sluice_json_get_string (endpoint, "created_at", NULL));
  json_object_set_null_member (status, "api_version");
  json_object_set_string_member (status, "error", error);

  return status;
}

static JsonArray *
describe_missing (JsonObject *source, GPtrArray *tables, JsonObject *endpoint)
{
  JsonArray *missing = json_array_new ();
  g_auto (GStrv) events = sluice_practice_webhooks_list_events (source, tables);

  for (guint i = 0; endpoint != NULL && events[i] != NULL; i++)
    if (!sluice_practice_vendor_hears (endpoint, events[i]))
      json_array_add_string_element (missing, events[i]);

  return missing;
}

static void
describe_made (SluicePractice *practice, JsonObject *source, JsonObject *info)
{
  const char *url = sluice_practice_webhooks_get_url (source);
  g_autoptr (GPtrArray) tables = sluice_practice_webhooks_list_tables (practice, source);
  g_autoptr (GPtrArray) endpoints =
      sluice_practice_vendor_list (practice->vendor, sluice_practice_webhooks_get_type_name (source), url);
  gboolean unreadable = sluice_practice_webhooks_has (practice, source, SLUICE_PRACTICE_WEBHOOK_UNREADABLE);
  JsonObject *endpoint = endpoints->len > 0 && !unreadable ? g_ptr_array_index (endpoints, 0) : NULL;

  json_object_set_boolean_member (info, "exists", TRUE);
  json_object_set_object_member (info, "hog_function", describe_function (source));
  json_object_set_string_member (info, "webhook_url", url);
  json_object_set_object_member (info, "schema_mapping", describe_mapping (source, tables));
  json_object_set_object_member (info, "inputs", describe_inputs (source));
  /* A service that cannot make webhooks cannot be asked about them either. */
  if (sluice_practice_webhooks_is_manual (practice, source))
    return;
  json_object_set_object_member (
      info, "external_status",
      describe_vendor (endpoint, unreadable ? "The API key has no read permission for webhook endpoints." : NULL));
  json_object_set_array_member (info, "missing_events", describe_missing (source, tables, endpoint));
}

JsonObject *
sluice_practice_webhooks_describe (SluicePractice *practice, JsonObject *source)
{
  gboolean supported = sluice_practice_webhooks_supported (practice, sluice_practice_webhooks_get_type_name (source));
  JsonObject *info = describe_none (supported);

  if (!supported)
    return info;
  json_object_set_string_member (info, "auto_creation_blocked_reason",
                                 sluice_practice_webhooks_get_blocked_reason (practice, source));
  if (sluice_practice_webhooks_get_url (source) != NULL)
    describe_made (practice, source, info);

  return info;
}
