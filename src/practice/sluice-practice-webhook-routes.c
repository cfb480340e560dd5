/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-json.h"
#include "sluice-practice-checks.h"
#include "sluice-practice-routes.h"
#include "sluice-practice-webhooks-private.h"

void
sluice_practice_get_webhook_info (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) source = sluice_practice_require_source (practice, request, request->args[0]);

  if (source != NULL)
    sluice_practice_reply_object (request, 200, sluice_practice_webhooks_describe (practice, source));
}

/* A source whose type has webhooks; else the request is answered. (transfer full) (nullable) */
static JsonObject *
require_source (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) source = sluice_practice_require_source (practice, request, request->args[0]);

  if (source == NULL)
    return NULL;
  if (sluice_practice_webhooks_supported (practice, sluice_practice_webhooks_get_type_name (source)))
    return g_steal_pointer (&source);
  sluice_practice_reply_message (request, 400, "This source type does not support webhooks");

  return NULL;
}

static JsonObject *
find_field (SluicePractice *practice, JsonObject *source, const char *name)
{
  JsonArray *fields = sluice_practice_webhooks_get_fields (practice, source);

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = sluice_json_array_get_object (fields, i);

      if (g_str_equal (sluice_json_get_string (field, "name", ""), name))
        return field;
    }

  return NULL;
}

/* The names that are no fields of the form. (transfer full) */
static GStrv
list_unknown (SluicePractice *practice, JsonObject *source, JsonObject *inputs)
{
  g_autoptr (GStrvBuilder) unknown = g_strv_builder_new ();
  g_autoptr (GList) names = json_object_get_members (inputs);

  for (GList *l = names; l != NULL; l = l->next)
    if (find_field (practice, source, l->data) == NULL)
      g_strv_builder_add (unknown, l->data);

  return g_strv_builder_end (unknown);
}

/* The required fields that were sent blank, or as something else than text. (transfer full) */
static GStrv
list_blank (SluicePractice *practice, JsonObject *source, JsonObject *inputs)
{
  g_autoptr (GStrvBuilder) blank = g_strv_builder_new ();
  g_autoptr (GList) names = json_object_get_members (inputs);

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *value = g_strstrip (g_strdup (sluice_json_get_string (inputs, l->data, "")));

      if (*value == '\0' && sluice_json_get_boolean (find_field (practice, source, l->data), "required", FALSE))
        g_strv_builder_add (blank, l->data);
    }

  return g_strv_builder_end (blank);
}

void
sluice_practice_create_webhook (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) source = require_source (practice, request);
  JsonNode *node = request->body != NULL ? json_object_get_member (request->body, "inputs") : NULL;
  JsonObject *inputs = sluice_json_get_object (request->body, "inputs");
  g_auto (GStrv) unknown = NULL;

  if (source == NULL)
    return;
  unknown = inputs != NULL ? list_unknown (practice, source, inputs) : g_new0 (char *, 1);
  if ((node != NULL && !JSON_NODE_HOLDS_NULL (node) && inputs == NULL) || unknown[0] != NULL)
    sluice_practice_reply_message (request, 400, "Invalid webhook inputs");
  else
    sluice_practice_reply_object (request, 200, sluice_practice_webhooks_register (practice, source, inputs));
}

void
sluice_practice_update_webhook_inputs (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) source = require_source (practice, request);
  JsonObject *inputs = sluice_json_get_object (request->body, "inputs");
  g_auto (GStrv) unknown = NULL;
  g_auto (GStrv) blank = NULL;
  g_autofree char *names = NULL;
  JsonObject *reply;
  gboolean taken;

  if (source == NULL)
    return;
  if (inputs == NULL || json_object_get_size (inputs) == 0)
    {
      sluice_practice_reply_message (request, 400, "No inputs provided");
      return;
    }
  unknown = list_unknown (practice, source, inputs);
  blank = list_blank (practice, source, inputs);
  names = g_strjoinv (", ", unknown[0] != NULL ? unknown : blank);
  if (*names != '\0')
    {
      sluice_practice_reply_message (request, 400, "%s: %s",
                                     unknown[0] != NULL ? "Invalid input keys" : "Missing required fields", names);
      return;
    }
  if (sluice_practice_webhooks_get_url (source) == NULL)
    {
      sluice_practice_reply_message (request, 400,
                                     "No webhook function found for this source. Create a webhook first.");
      return;
    }
  taken = sluice_practice_webhooks_save_inputs (practice, source, inputs);
  reply = json_object_new ();
  json_object_set_boolean_member (reply, "success", taken);
  if (!taken)
    json_object_set_string_member (reply, "error", "Failed to update webhook on the external source.");
  sluice_practice_reply_object (request, taken ? 200 : 400, reply);
}

void
sluice_practice_delete_webhook (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) source = require_source (practice, request);
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  JsonObject *reply;
  gboolean removed;

  if (source == NULL)
    return;
  tables = sluice_practice_webhooks_list_tables (practice, source);
  for (guint i = 0; i < tables->len; i++)
    g_ptr_array_add (names, (gpointer) sluice_json_get_string (g_ptr_array_index (tables, i), "name", ""));
  g_ptr_array_add (names, NULL);
  if (tables->len > 0)
    {
      g_autofree char *joined = g_strjoinv (", ", (char **) names->pdata);

      sluice_practice_reply_message (request, 400,
                                     "Cannot delete webhook while tables are using webhook sync: %s. Switch them to "
                                     "full refresh, incremental, or disable syncing first.",
                                     joined);
      return;
    }
  removed = sluice_practice_webhooks_remove (practice, source);
  reply = json_object_new ();
  json_object_set_boolean_member (reply, "success", TRUE);
  json_object_set_boolean_member (reply, "external_deleted", removed);
  json_object_set_null_member (reply, "error");
  sluice_practice_reply_object (request, 200, reply);
}

/* What a person sees in the dashboard of the service. */
static void
list_endpoints (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autofree char *source_type = sluice_practice_request_get_query (request, "source_type");
  g_autoptr (GPtrArray) endpoints = sluice_practice_vendor_list (practice->vendor, source_type, NULL);
  JsonArray *reply = json_array_new ();

  for (guint i = 0; i < endpoints->len; i++)
    {
      JsonObject *endpoint = g_ptr_array_index (endpoints, i);

      json_object_remove_member (endpoint, "parent");
      json_array_add_object_element (reply, json_object_ref (endpoint));
    }
  sluice_practice_reply_array (request, reply);
}

/* What a person makes there by hand. */
static void
add_endpoint (SluicePractice *practice, SluicePracticeRequest *request)
{
  const char *source_type = sluice_json_get_string (request->body, "source_type", NULL);
  const char *url = sluice_json_get_string (request->body, "url", NULL);
  g_auto (GStrv) events = sluice_json_dup_strv (request->body, "enabled_events");
  const char *const everything[] = { "*", NULL };
  JsonObject *reply;
  g_autofree char *id = NULL;

  if (source_type == NULL || url == NULL)
    {
      sluice_practice_reply_message (request, 400, "“source_type” and “url” are needed");
      return;
    }
  id = sluice_practice_vendor_add (practice->vendor, source_type, url,
                                   events != NULL ? (const char *const *) events : everything, TRUE);
  reply = json_object_new ();
  json_object_set_string_member (reply, "id", id);
  sluice_practice_reply_object (request, 201, reply);
}

static void
emit (SluicePractice *practice, SluicePracticeRequest *request)
{
  gint64 count = sluice_json_get_int (request->body, "count", 1);
  JsonObject *reply = json_object_new ();

  json_object_set_int_member (reply, "taken",
                              sluice_practice_webhooks_emit (practice,
                                                             sluice_json_get_string (request->body, "source_type", ""),
                                                             sluice_json_get_string (request->body, "table", ""),
                                                             (guint) CLAMP (count, 0, 10000)));
  sluice_practice_reply_object (request, 200, reply);
}

static void
answer_endpoint (SluicePractice *practice, SluicePracticeRequest *request, const char *id)
{
  gboolean known;

  if (g_str_equal (request->method, "DELETE"))
    known = sluice_practice_vendor_remove (practice->vendor, id);
  else
    known = g_str_equal (request->method, "PATCH") && request->body != NULL &&
            sluice_practice_vendor_change (practice->vendor, id, request->body);
  if (known)
    sluice_practice_reply_empty (request, 204);
  else
    sluice_practice_reply_not_found (request);
}

void
sluice_practice_answer_vendor (SluicePractice *practice, SluicePracticeRequest *request, const char *path)
{
  gboolean reads = g_str_equal (request->method, "GET");

  if (!reads && !sluice_practice_request_parse_body (request))
    return;
  if (g_str_equal (path, "endpoints") && reads)
    list_endpoints (practice, request);
  else if (g_str_equal (path, "endpoints") && g_str_equal (request->method, "POST"))
    add_endpoint (practice, request);
  else if (g_str_equal (path, "events") && g_str_equal (request->method, "POST"))
    emit (practice, request);
  else if (g_str_has_prefix (path, "endpoints/"))
    answer_endpoint (practice, request, path + strlen ("endpoints/"));
  else
    sluice_practice_reply_not_found (request);
}
