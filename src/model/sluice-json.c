/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-json.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (sluice - json - error - quark, sluice_json_error)

static JsonNode *
get_member (JsonObject *object, const char *member, JsonNodeType type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && json_node_get_node_type (node) == type ? node : NULL;
}

static JsonNode *
get_value (JsonObject *object, const char *member, GType type)
{
  JsonNode *node = get_member (object, member, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == type ? node : NULL;
}

JsonNode *
sluice_json_parse (const char *data, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local_error = NULL;

  json_parser_set_strict (parser, TRUE);
  if (data == NULL || length == 0 || *data == '\0')
    {
      g_set_error_literal (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_PARSE, _ ("The document is empty"));
      return NULL;
    }
  if (!json_parser_load_from_data (parser, data, length, &local_error))
    {
      /* Translators: %s says where reading failed, in English */
      g_set_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_PARSE, _ ("The document is not JSON: %s"),
                   local_error->message);
      return NULL;
    }
  if (json_parser_get_root (parser) == NULL)
    {
      g_set_error_literal (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_PARSE, _ ("The document is empty"));
      return NULL;
    }

  return json_parser_steal_root (parser);
}

const char *
sluice_json_get_string (JsonObject *object, const char *member, const char *fallback)
{
  JsonNode *node = get_value (object, member, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : fallback;
}

gboolean
sluice_json_get_boolean (JsonObject *object, const char *member, gboolean fallback)
{
  JsonNode *node = get_value (object, member, G_TYPE_BOOLEAN);

  return node != NULL ? json_node_get_boolean (node) : fallback;
}

gint64
sluice_json_get_int (JsonObject *object, const char *member, gint64 fallback)
{
  JsonNode *node = get_value (object, member, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : fallback;
}

double
sluice_json_get_double (JsonObject *object, const char *member, double fallback)
{
  JsonNode *node = get_value (object, member, G_TYPE_DOUBLE);

  if (node == NULL)
    node = get_value (object, member, G_TYPE_INT64);

  return node != NULL ? json_node_get_double (node) : fallback;
}

JsonObject *
sluice_json_get_object (JsonObject *object, const char *member)
{
  JsonNode *node = get_member (object, member, JSON_NODE_OBJECT);

  return node != NULL ? json_node_get_object (node) : NULL;
}

JsonArray *
sluice_json_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = get_member (object, member, JSON_NODE_ARRAY);

  return node != NULL ? json_node_get_array (node) : NULL;
}

char **
sluice_json_dup_strv (JsonObject *object, const char *member)
{
  JsonArray *array = sluice_json_get_array (object, member);
  g_autoptr (GStrvBuilder) builder = NULL;

  if (array == NULL)
    return NULL;

  builder = g_strv_builder_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *string = sluice_json_array_get_string (array, i);

      if (string != NULL)
        g_strv_builder_add (builder, string);
    }

  return g_strv_builder_end (builder);
}

gboolean
sluice_json_is_other (JsonObject *object, const char *member, GType type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) && json_node_get_value_type (node) != type;
}

const char *
sluice_json_require_string (JsonObject *object, const char *member, GError **error)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    {
      g_set_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_MISSING, _ ("“%s” is missing"), member);
      return NULL;
    }
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      g_set_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE, _ ("“%s” is not text"), member);
      return NULL;
    }

  return json_node_get_string (node);
}

gboolean
sluice_json_require_boolean (JsonObject *object, const char *member, gboolean *value, GError **error)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    {
      g_set_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_MISSING, _ ("“%s” is missing"), member);
      return FALSE;
    }
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      g_set_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE, _ ("“%s” is neither true nor false"), member);
      return FALSE;
    }
  *value = json_node_get_boolean (node);

  return TRUE;
}

JsonObject *
sluice_json_require_object (JsonNode *node, const char *what, GError **error)
{
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      /* Translators: %s is a part of a document, such as “the answer” */
      g_set_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE, _ ("%s is not an object"), what);
      return NULL;
    }

  return json_node_get_object (node);
}

JsonArray *
sluice_json_require_array (JsonNode *node, const char *what, GError **error)
{
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE, _ ("%s is not a list"), what);
      return NULL;
    }

  return json_node_get_array (node);
}

JsonObject *
sluice_json_array_get_object (JsonArray *array, guint index)
{
  JsonNode *node = index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

const char *
sluice_json_array_get_string (JsonArray *array, guint index)
{
  JsonNode *node = index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ?
             json_node_get_string (node) :
             NULL;
}

GDateTime *
sluice_json_dup_time (JsonObject *object, const char *member)
{
  const char *text = sluice_json_get_string (object, member, NULL);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;
}

void
sluice_json_set_string (JsonObject *object, const char *member, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
  else
    json_object_set_null_member (object, member);
}

void
sluice_json_set_strv (JsonObject *object, const char *member, const char *const *strings)
{
  JsonArray *array;

  if (strings == NULL)
    {
      json_object_set_null_member (object, member);
      return;
    }

  array = json_array_new ();
  for (; *strings != NULL; strings++)
    json_array_add_string_element (array, *strings);
  json_object_set_array_member (object, member, array);
}

void
sluice_json_set_time (JsonObject *object, const char *member, GDateTime *time)
{
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  sluice_json_set_string (object, member, text);
}

void
sluice_json_copy_members (JsonObject *object, JsonObject *from)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, from);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (object, name, json_node_copy (node));
}

JsonNode *
sluice_json_take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);

  return node;
}

JsonNode *
sluice_json_take_array (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);

  return node;
}

char *
sluice_json_dup_stamp (JsonObject *object)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      g_autofree char *text = sluice_json_to_text (node);

      /* With the zero bytes, so that nothing can pass for something else. */
      g_checksum_update (checksum, (const guchar *) member, (gssize) strlen (member) + 1);
      g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
    }

  return g_strdup (g_checksum_get_string (checksum));
}

char *
sluice_json_to_text (JsonNode *node)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  json_generator_set_root (generator, node);

  return json_generator_to_data (generator, NULL);
}
