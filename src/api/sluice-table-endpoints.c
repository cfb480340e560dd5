/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "sluice-client-private.h"
#include "sluice-json.h"
#include "sluice-request.h"

#define TABLES "external_data_schemas"
#define LOGS_LIMIT "200"

/* What only starts or stops something, and answers nothing to read. */
static DexFuture *
act (SluiceClient *self, const char *table_id, const char *action)
{
  return sluice_request_run (sluice_request_new (self, SOUP_METHOD_POST, SLUICE_REQUEST_NONE, NULL, TABLES, table_id,
                                                 action, NULL),
                             NULL);
}

DexFuture *
sluice_client_reload_table (SluiceClient *self, const char *table_id)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (table_id != NULL, NULL);

  return act (self, table_id, "reload");
}

DexFuture *
sluice_client_resync_table (SluiceClient *self, const char *table_id)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (table_id != NULL, NULL);

  return act (self, table_id, "resync");
}

DexFuture *
sluice_client_cancel_table (SluiceClient *self, const char *table_id)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (table_id != NULL, NULL);

  return act (self, table_id, "cancel");
}

static DexFuture *
read_table (JsonNode *root, GError **error)
{
  JsonObject *object = sluice_json_require_object (root, _ ("the answer"), error);
  SluiceSourceTable *table = object != NULL ? sluice_source_table_new_from_json (object, error) : NULL;

  return table != NULL ? dex_future_new_take_object (table) : NULL;
}

DexFuture *
sluice_client_update_table (SluiceClient *self, const char *table_id, JsonNode *patch)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (table_id != NULL, NULL);
  g_return_val_if_fail (patch != NULL && JSON_NODE_HOLDS_OBJECT (patch), NULL);

  return sluice_request_run (sluice_request_new (self, "PATCH", SLUICE_REQUEST_LONG, patch, TABLES, table_id, NULL),
                             read_table);
}

DexFuture *
sluice_client_set_table_syncing (SluiceClient *self, const char *table_id, gboolean syncing)
{
  g_autoptr (JsonNode) patch = sluice_json_take_object (json_object_new ());

  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (table_id != NULL, NULL);

  json_object_set_boolean_member (json_node_get_object (patch), "should_sync", !!syncing);

  return sluice_client_update_table (self, table_id, patch);
}

/* Newest first; those without a time, of which nobody knows, last. */
static int
compare_lines (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GDateTime *first = sluice_log_line_get_time ((SluiceLogLine *) a);
  GDateTime *second = sluice_log_line_get_time ((SluiceLogLine *) b);

  if (first == NULL || second == NULL)
    return (first == NULL) - (second == NULL);

  return g_date_time_compare (second, first);
}

static DexFuture *
read_logs (JsonNode *root, GError **error)
{
  JsonObject *object = sluice_json_require_object (root, _ ("the answer"), error);
  JsonArray *array = object != NULL ?
                         sluice_json_require_array (json_object_get_member (object, "results"), _ ("the list"), error) :
                         NULL;
  g_autoptr (GListStore) lines = g_list_store_new (SLUICE_TYPE_LOG_LINE);

  if (array == NULL)
    return NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (SluiceLogLine) line = sluice_log_line_new_from_json (sluice_json_array_get_object (array, i), NULL);

      if (line != NULL)
        g_list_store_append (lines, line);
    }
  g_list_store_sort (lines, compare_lines, NULL);

  return dex_future_new_take_object (g_steal_pointer (&lines));
}

DexFuture *
sluice_client_list_logs (SluiceClient *self, const char *table_id, GDateTime *before, const char *run_id)
{
  g_autoptr (GString) query = g_string_new ("limit=" LOGS_LIMIT);
  SluiceRequest *request;

  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (table_id != NULL, NULL);

  if (before != NULL)
    {
      g_autoptr (GDateTime) utc = g_date_time_to_utc (before);
      g_autofree char *text = g_date_time_format_iso8601 (utc);

      sluice_query_append (query, "before", text);
    }
  if (run_id != NULL)
    sluice_query_append (query, "instance_id", run_id);
  request = sluice_request_new (self, SOUP_METHOD_GET, SLUICE_REQUEST_NONE, NULL, TABLES, table_id, "logs", NULL);
  sluice_request_set_query (request, query->str);

  return sluice_request_run (request, read_logs);
}
