/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-catalogue.h"

#include "sluice-json.h"
#include "sluice-practice-resources.h"

#include <string.h>

#define RESOURCE_PATH "/io/github/sluice_app/practice/catalogue/"

struct _SluicePracticeCatalogue
{
  GBytes *bytes;
  JsonNode *root;
  JsonObject *types;
  GBytes *public_bytes;
  GHashTable
      *texts; /* name → JSON text: json-glib counts an object's references without locks, so threads share text */
};

static void make_public (SluicePracticeCatalogue *self);
static void make_texts (SluicePracticeCatalogue *self);

SluicePracticeCatalogue *
sluice_practice_catalogue_new (GError **error)
{
  g_autoptr (SluicePracticeCatalogue) self = g_new0 (SluicePracticeCatalogue, 1);
  gsize size;
  const char *data;

  self->bytes = g_resource_lookup_data (sluice_practice_get_resource (), RESOURCE_PATH "wizard.json",
                                        G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (self->bytes == NULL)
    return NULL;
  data = g_bytes_get_data (self->bytes, &size);
  if (!(self->root = sluice_json_parse (data, (gssize) size, error)) ||
      !(self->types = sluice_json_require_object (self->root, "The catalogue", error)))
    return NULL;
  make_texts (self);
  make_public (self);

  return g_steal_pointer (&self);
}

gboolean
sluice_practice_catalogue_set_manual (SluicePracticeCatalogue *self, const char *source_type)
{
  JsonObject *types = json_object_new ();
  JsonObject *type = json_object_new ();
  JsonNode *root = sluice_json_take_object (types);
  char *text;

  if (sluice_json_get_object (self->types, source_type) == NULL)
    {
      json_object_unref (type);
      json_node_unref (root);
      return FALSE;
    }
  sluice_json_copy_members (type, sluice_json_get_object (self->types, source_type));
  json_object_set_boolean_member (type, "webhookManualOnly", TRUE);
  sluice_json_copy_members (types, self->types);
  json_object_set_object_member (types, source_type, type);

  json_node_unref (self->root);
  self->root = root;
  self->types = types;
  text = sluice_json_to_text (root);
  g_bytes_unref (self->bytes);
  self->bytes = g_bytes_new_take (text, strlen (text));
  g_hash_table_unref (self->texts);
  g_bytes_unref (self->public_bytes);
  make_texts (self);
  make_public (self);

  return TRUE;
}

void
sluice_practice_catalogue_free (SluicePracticeCatalogue *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->root, json_node_unref);
  g_clear_pointer (&self->public_bytes, g_bytes_unref);
  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_free (self);
}

GBytes *
sluice_practice_catalogue_get_bytes (SluicePracticeCatalogue *self)
{
  return self->bytes;
}

JsonObject *
sluice_practice_catalogue_get_type (SluicePracticeCatalogue *self, const char *source_type)
{
  return sluice_json_get_object (self->types, source_type);
}

/* The methods of a table in the words of the public catalogue. */
static JsonArray *
describe_methods (JsonObject *table)
{
  JsonArray *methods = json_array_new ();

  if (sluice_json_get_boolean (table, "webhook_only", FALSE))
    {
      json_array_add_string_element (methods, "Webhook only");
      return methods;
    }
  if (sluice_json_get_boolean (table, "supports_webhooks", FALSE))
    json_array_add_string_element (methods, "Webhook");
  if (sluice_json_get_boolean (table, "incremental_available", FALSE))
    json_array_add_string_element (methods, "Incremental");
  if (sluice_json_get_boolean (table, "append_available", FALSE))
    json_array_add_string_element (methods, "Append only");
  json_array_add_string_element (methods, "Full refresh");

  return methods;
}

static JsonObject *
describe_table (JsonObject *table)
{
  JsonObject *described = json_object_new ();
  JsonArray *fields = json_array_new ();
  JsonArray *keys = json_array_new ();
  JsonArray *candidates = sluice_json_get_array (table, "incremental_fields");
  g_auto (GStrv) detected = sluice_json_dup_strv (table, "detected_primary_keys");

  for (guint i = 0; candidates != NULL && i < json_array_get_length (candidates); i++)
    json_array_add_string_element (fields,
                                   sluice_json_get_string (sluice_json_array_get_object (candidates, i), "field", ""));
  for (guint i = 0; detected != NULL && detected[i] != NULL; i++)
    json_array_add_string_element (keys, detected[i]);
  json_object_set_string_member (described, "name", sluice_json_get_string (table, "table", ""));
  json_object_set_string_member (described, "label", sluice_json_get_string (table, "label", NULL));
  json_object_set_string_member (described, "description", sluice_json_get_string (table, "description", NULL));
  json_object_set_array_member (described, "sync_methods", describe_methods (table));
  json_object_set_array_member (described, "incremental_fields", fields);
  json_object_set_array_member (described, "primary_keys", keys);

  return described;
}

JsonArray *
sluice_practice_catalogue_dup_tables (const char *source_type)
{
  g_autofree char *lower = g_ascii_strdown (source_type, -1);
  g_autofree char *path = g_strdup_printf (RESOURCE_PATH "%s-tables.json", lower);
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (sluice_practice_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *tables = NULL;

  if (bytes != NULL)
    root = sluice_json_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL);
  if (root != NULL)
    tables = sluice_json_require_array (root, path, NULL);

  return tables != NULL ? json_array_ref (tables) : NULL;
}

/* The fixed tables of a type; a type whose tables are discovered has none. */
static JsonArray *
describe_tables (const char *source_type)
{
  JsonArray *described = json_array_new ();
  g_autoptr (JsonArray) tables = sluice_practice_catalogue_dup_tables (source_type);

  for (guint i = 0; tables != NULL && i < json_array_get_length (tables); i++)
    json_array_add_object_element (described, describe_table (sluice_json_array_get_object (tables, i)));

  return described;
}

static void
make_texts (SluicePracticeCatalogue *self)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  json_object_iter_init (&iter, self->types);
  while (json_object_iter_next (&iter, &name, &node))
    g_hash_table_insert (self->texts, g_strdup (name), sluice_json_to_text (node));
}

static void
make_public (SluicePracticeCatalogue *self)
{
  JsonObject *types = json_object_new ();
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), types);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  char *text;

  json_object_iter_init (&iter, self->types);
  while (json_object_iter_next (&iter, &name, &node))
    {
      JsonObject *type = json_object_new ();
      JsonObjectIter members;
      const char *member;
      JsonNode *value;

      json_object_iter_init (&members, json_node_get_object (node));
      while (json_object_iter_next (&members, &member, &value))
        json_object_set_member (type, member, json_node_copy (value));
      json_object_set_array_member (type, "tables", describe_tables (name));
      json_object_set_object_member (types, name, type);
    }
  text = sluice_json_to_text (root);
  self->public_bytes = g_bytes_new_take (text, strlen (text));
  json_object_unref (types);
}

const char *
sluice_practice_catalogue_get_text (SluicePracticeCatalogue *self, const char *source_type)
{
  return g_hash_table_lookup (self->texts, source_type);
}

GBytes *
sluice_practice_catalogue_get_public_bytes (SluicePracticeCatalogue *self)
{
  return self->public_bytes;
}
