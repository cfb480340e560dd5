/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-client-private.h"
#include "sluice-json.h"

SluiceQueryResult *
sluice_query_result_copy (const SluiceQueryResult *self)
{
  SluiceQueryResult *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (SluiceQueryResult, 1);
  copy->columns = g_strdupv (self->columns);
  copy->rows = g_ptr_array_ref (self->rows);

  return copy;
}

void
sluice_query_result_free (SluiceQueryResult *self)
{
  if (self == NULL)
    return;

  g_strfreev (self->columns);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (SluiceQueryResult, sluice_query_result, sluice_query_result_copy, sluice_query_result_free)

static char *
dup_value (JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("NULL");
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);

  return sluice_json_to_text (node);
}

static char **
dup_row (JsonArray *array, guint n_columns)
{
  char **row = g_new0 (char *, n_columns + 1);

  for (guint i = 0; i < n_columns; i++)
    row[i] = i < json_array_get_length (array) ? dup_value (json_array_get_element (array, i)) : g_strdup ("NULL");

  return row;
}

static JsonArray *
require_array (JsonObject *object, const char *member, GError **error)
{
  return sluice_json_require_array (json_object_get_member (object, member), member, error);
}

DexFuture *
sluice_query_result_read (JsonNode *root, GError **error)
{
  g_autoptr (SluiceQueryResult) self = NULL;
  JsonObject *object;
  JsonArray *columns;
  JsonArray *results;
  guint n_columns;

  if ((object = sluice_json_require_object (root, _ ("the answer"), error)) == NULL ||
      (columns = require_array (object, "columns", error)) == NULL ||
      (results = require_array (object, "results", error)) == NULL)
    return NULL;

  n_columns = json_array_get_length (columns);
  self = g_new0 (SluiceQueryResult, 1);
  self->columns = dup_row (columns, n_columns);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      JsonArray *row = sluice_json_require_array (json_array_get_element (results, i), _ ("a row"), error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (self->rows, dup_row (row, n_columns));
    }

  return dex_future_new_take_boxed (SLUICE_TYPE_QUERY_RESULT, g_steal_pointer (&self));
}
