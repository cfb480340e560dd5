/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "sluice-client-private.h"
#include "sluice-json.h"
#include "sluice-request.h"

#define SOURCES "external_data_sources"
#define TABLES "external_data_schemas"

DexFuture *
sluice_client_get_identity (SluiceClient *self)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);

  return sluice_request_run (sluice_request_new (self, SOUP_METHOD_GET, SLUICE_REQUEST_SITE, NULL, "users", "@me",
                                                 NULL),
                             sluice_identity_read);
}

static DexFuture *
read_key_projects (JsonNode *root, GError **error)
{
  JsonObject *object = sluice_json_require_object (root, _ ("the answer"), error);
  JsonArray *teams = object != NULL ? sluice_json_get_array (object, "scoped_teams") : NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (object == NULL)
    return NULL;

  for (guint i = 0; teams != NULL && i < json_array_get_length (teams); i++)
    {
      JsonNode *node = json_array_get_element (teams, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
        g_strv_builder_take (ids, g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node)));
    }

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (ids));
}

DexFuture *
sluice_client_list_key_projects (SluiceClient *self)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);

  return sluice_request_run (sluice_request_new (self, SOUP_METHOD_GET, SLUICE_REQUEST_SITE, NULL, "personal_api_keys",
                                                 "@current", NULL),
                             read_key_projects);
}

DexFuture *
sluice_client_check_integrations (SluiceClient *self)
{
  SluiceRequest *request;

  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);

  request = sluice_request_new (self, SOUP_METHOD_GET, SLUICE_REQUEST_NONE, NULL, "integrations", NULL);
  sluice_request_set_ability (request, SLUICE_ABILITY_INTEGRATIONS, NULL);

  return sluice_request_run (request, NULL);
}

void
sluice_query_append (GString *query, const char *name, const char *value)
{
  if (query->len > 0)
    g_string_append_c (query, '&');
  g_string_append_printf (query, "%s=", name);
  g_string_append_uri_escaped (query, value, NULL, FALSE);
}

static DexFuture *
read_cdc_check (JsonNode *root, GError **error)
{
  SluiceCdcCheck *check = sluice_cdc_check_new_from_json (root, error);

  return check != NULL ? dex_future_new_take_object (check) : NULL;
}

DexFuture *
sluice_client_check_cdc (SluiceClient *self, JsonNode *flat_body)
{
  SluiceRequest *request;

  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (flat_body != NULL, NULL);

  request = sluice_request_new (self, SOUP_METHOD_POST, SLUICE_REQUEST_LONG, flat_body, SOURCES,
                                "check_cdc_prerequisites", NULL);
  sluice_request_set_ability (request, SLUICE_ABILITY_CHECK_CDC, NULL);

  return sluice_request_run (request, read_cdc_check);
}

static DexFuture *
read_id (JsonNode *root, GError **error)
{
  JsonObject *object = sluice_json_require_object (root, _ ("the answer"), error);
  const char *id = object != NULL ? sluice_json_require_string (object, "id", error) : NULL;

  if (id != NULL && *id == '\0')
    {
      g_set_error_literal (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_MISSING, _ ("“id” is empty"));
      return NULL;
    }

  return id != NULL ? dex_future_new_for_string (id) : NULL;
}

DexFuture *
sluice_client_create_source (SluiceClient *self, GBytes *body)
{
  SluiceRequest *request;

  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (body != NULL, NULL);

  request = sluice_request_new (self, SOUP_METHOD_POST, SLUICE_REQUEST_LONG, NULL, SOURCES, NULL);
  sluice_request_set_payload (request, body);

  return sluice_request_run (request, read_id);
}

static gpointer
make_source (JsonObject *object, GError **error)
{
  return sluice_source_new_from_json (object, error);
}

static const char *
get_source_id (gpointer source)
{
  return sluice_source_get_id (source);
}

DexFuture *
sluice_client_list_sources (SluiceClient *self)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);

  return sluice_client_list_pages (self, SOURCES, SLUICE_TYPE_SOURCE, make_source, get_source_id);
}

static DexFuture *
read_source (JsonNode *root, GError **error)
{
  JsonObject *object = sluice_json_require_object (root, _ ("the answer"), error);
  SluiceSource *source = object != NULL ? sluice_source_new_from_json (object, error) : NULL;

  return source != NULL ? dex_future_new_take_object (source) : NULL;
}

DexFuture *
sluice_client_get_source (SluiceClient *self, const char *source_id)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (source_id != NULL, NULL);

  return sluice_request_run (sluice_request_new (self, SOUP_METHOD_GET, SLUICE_REQUEST_NONE, NULL, SOURCES, source_id,
                                                 NULL),
                             read_source);
}

DexFuture *
sluice_client_update_source (SluiceClient *self, const char *source_id, JsonNode *patch)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (source_id != NULL, NULL);
  g_return_val_if_fail (patch != NULL, NULL);

  return sluice_request_run (sluice_request_new (self, "PATCH", SLUICE_REQUEST_LONG, patch, SOURCES, source_id, NULL),
                             read_source);
}

DexFuture *
sluice_client_delete_source (SluiceClient *self, const char *source_id)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (source_id != NULL, NULL);

  return sluice_request_run (sluice_request_new (self, SOUP_METHOD_DELETE, SLUICE_REQUEST_LONG, NULL, SOURCES,
                                                 source_id, NULL),
                             NULL);
}

static gpointer
make_table (JsonObject *object, GError **error)
{
  return sluice_source_table_new_from_json (object, error);
}

static const char *
get_table_id (gpointer table)
{
  return sluice_source_table_get_id (table);
}

DexFuture *
sluice_client_list_tables (SluiceClient *self)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);

  return sluice_client_list_pages (self, TABLES, SLUICE_TYPE_SOURCE_TABLE, make_table, get_table_id);
}

DexFuture *
sluice_client_reload_source (SluiceClient *self, const char *source_id)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (source_id != NULL, NULL);

  return sluice_request_run (sluice_request_new (self, SOUP_METHOD_POST, SLUICE_REQUEST_NONE, NULL, SOURCES, source_id,
                                                 "reload", NULL),
                             NULL);
}

static gpointer
make_job (JsonObject *object, GError **error)
{
  return sluice_job_new_from_json (object, error);
}

static DexFuture *
read_jobs (JsonNode *root, GError **error)
{
  return sluice_list_read (root, SLUICE_TYPE_JOB, make_job, error);
}

DexFuture *
sluice_client_list_jobs (SluiceClient *self, const char *source_id, GDateTime *before, const char *const *tables)
{
  g_autoptr (GString) query = g_string_new (NULL);
  SluiceRequest *request;

  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (source_id != NULL, NULL);

  if (before != NULL)
    {
      g_autoptr (GDateTime) utc = g_date_time_to_utc (before);
      g_autofree char *text = g_date_time_format_iso8601 (utc);

      sluice_query_append (query, "before", text);
    }
  for (guint i = 0; tables != NULL && tables[i] != NULL; i++)
    sluice_query_append (query, "schemas", tables[i]);

  request = sluice_request_new (self, SOUP_METHOD_GET, SLUICE_REQUEST_NONE, NULL, SOURCES, source_id, "jobs", NULL);
  sluice_request_set_ability (request, SLUICE_ABILITY_JOBS, source_id);
  if (query->len > 0)
    sluice_request_set_query (request, query->str);

  return sluice_request_run (request, read_jobs);
}

DexFuture *
sluice_client_query (SluiceClient *self, const char *sql)
{
  g_autoptr (JsonNode) body = sluice_json_take_object (json_object_new ());
  JsonObject *query = json_object_new ();

  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (sql != NULL, NULL);

  json_object_set_string_member (query, "kind", "HogQLQuery");
  json_object_set_string_member (query, "query", sql);
  json_object_set_object_member (json_node_get_object (body), "query", query);

  return sluice_request_run (sluice_request_new (self, SOUP_METHOD_POST, SLUICE_REQUEST_LONG, body, "query", NULL),
                             sluice_query_result_read);
}
