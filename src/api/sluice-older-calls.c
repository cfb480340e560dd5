/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>

#include "sluice-client-private.h"
#include "sluice-fiber.h"
#include "sluice-json.h"
#include "sluice-prefix.h"
#include "sluice-request.h"

/* What an older server can be brought to do in another way. */

#define SOURCES "external_data_sources"

typedef struct
{
  SluiceClient *client;
  SluiceRequest *request; /* of today */
  char *subject;          /* a source type, or a source's id */
  char *prefix;
  JsonNode *entries;
} Call;

static Call *
call_new (SluiceClient *client, const char *subject)
{
  Call *self = g_new0 (Call, 1);

  self->client = g_object_ref (client);
  self->subject = g_strdup (subject);

  return self;
}

static void
call_free (gpointer data)
{
  Call *self = data;

  g_clear_pointer (&self->request, sluice_request_free);
  g_clear_pointer (&self->entries, json_node_unref);
  g_clear_object (&self->client);
  g_free (self->subject);
  g_free (self->prefix);
  g_free (self);
}

static gboolean
is_unsupported (const GError *error)
{
  return g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_UNSUPPORTED);
}

/* --- the prefix --- */

/* The same rules over the sources that are there. */
static DexFuture *
compare_prefix (Call *self)
{
  GError *error = NULL;
  g_autoptr (GListModel) sources = dex_await_object (sluice_client_list_sources (self->client), &error);
  g_autofree char *fault = NULL;

  if (sources == NULL)
    return dex_future_new_for_error (error);
  if ((fault = sluice_prefix_dup_fault (self->prefix, self->subject, sources)) != NULL)
    return dex_future_new_reject (SLUICE_API_ERROR, SLUICE_API_ERROR_INVALID, "%s", fault);

  return dex_future_new_for_boolean (FALSE);
}

static DexFuture *
check_prefix_fiber (gpointer data)
{
  Call *self = data;
  GError *error = NULL;
  g_autoptr (GBytes) body = sluice_request_fetch (self->request, &error);

  if (body != NULL)
    return dex_future_new_for_boolean (TRUE);
  if (!is_unsupported (error))
    return dex_future_new_for_error (error);
  g_error_free (error);

  return compare_prefix (self);
}

DexFuture *
sluice_client_check_prefix (SluiceClient *self, const char *source_type, const char *prefix)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) body = sluice_json_take_object (object);
  Call *call = NULL;

  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (source_type != NULL, NULL);

  json_object_set_string_member (object, "source_type", source_type);
  json_object_set_string_member (object, "prefix", prefix != NULL ? prefix : "");
  call = call_new (self, source_type);
  call->prefix = g_strdup (prefix != NULL ? prefix : "");
  call->request =
      sluice_request_new (self, SOUP_METHOD_POST, SLUICE_REQUEST_NONE, body, SOURCES, "source_prefix", NULL);
  sluice_request_set_ability (call->request, SLUICE_ABILITY_CHECK_PREFIX, NULL);

  return sluice_fiber_spawn (check_prefix_fiber, call, call_free);
}

/* --- many tables --- */

static gpointer
make_table (JsonObject *object, GError **error)
{
  return sluice_source_table_new_from_json (object, error);
}

static DexFuture *
read_tables (JsonNode *root, GError **error)
{
  return sluice_list_read (root, SLUICE_TYPE_SOURCE_TABLE, make_table, error);
}

static SluiceSourceTable *
update_table (SluiceClient *client, JsonObject *entry, GError **error)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) patch = sluice_json_take_object (object);
  const char *id = sluice_json_require_string (entry, "id", error);

  if (id == NULL)
    return NULL;
  sluice_json_copy_members (object, entry);
  json_object_remove_member (object, "id");

  return dex_await_object (sluice_client_update_table (client, id, patch), error);
}

/* As the request for many does: each is saved by itself, and the first fault is told in the end. */
static DexFuture *
update_each (Call *self)
{
  g_autoptr (GListStore) tables = g_list_store_new (SLUICE_TYPE_SOURCE_TABLE);
  JsonArray *entries = json_node_get_array (self->entries);
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      GError *error = NULL;
      g_autoptr (SluiceSourceTable) table =
          update_table (self->client, sluice_json_array_get_object (entries, i), &error);

      if (table != NULL)
        g_list_store_append (tables, table);
      else if (sluice_error_is_cancelled (error))
        return dex_future_new_for_error (error);
      else if (first == NULL)
        first = sluice_api_error_take (error);
      else
        g_error_free (error);
    }
  if (first != NULL)
    return dex_future_new_for_error (g_steal_pointer (&first));

  return dex_future_new_take_object (g_steal_pointer (&tables));
}

static DexFuture *
update_tables_fiber (gpointer data)
{
  Call *self = data;
  GError *error = NULL;
  g_autoptr (GBytes) body = sluice_request_fetch (self->request, &error);

  if (body != NULL)
    return sluice_request_read (self->request, body, read_tables);
  if (!is_unsupported (error))
    return dex_future_new_for_error (error);
  g_error_free (error);

  return update_each (self);
}

DexFuture *
sluice_client_update_tables (SluiceClient *self, const char *source_id, JsonNode *entries)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) body = sluice_json_take_object (object);
  Call *call = NULL;

  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (source_id != NULL, NULL);
  g_return_val_if_fail (entries != NULL && JSON_NODE_HOLDS_ARRAY (entries), NULL);

  json_object_set_member (object, "schemas", json_node_copy (entries));
  call = call_new (self, source_id);
  call->entries = json_node_ref (entries);
  call->request =
      sluice_request_new (self, "PATCH", SLUICE_REQUEST_LONG, body, SOURCES, source_id, "bulk_update_schemas", NULL);
  sluice_request_set_ability (call->request, SLUICE_ABILITY_UPDATE_MANY, source_id);

  return sluice_fiber_spawn (update_tables_fiber, call, call_free);
}
