/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-public-table.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-json.h"

static gboolean
has_method (JsonArray *methods, const char *word)
{
  for (guint i = 0; methods != NULL && i < json_array_get_length (methods); i++)
    if (g_strcmp0 (sluice_json_array_get_string (methods, i), word) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
ends_like (const char *name, const char *ending)
{
  const gsize n = strlen (name), n_ending = strlen (ending);

  return n >= n_ending && g_ascii_strcasecmp (name + n - n_ending, ending) == 0;
}

/* The catalogue names cursor fields without their types. Stripe's are times that are stored as seconds (contract,
 * section 8.1). */
static void
set_types (JsonObject *field, const char *name, const char *source_type)
{
  const gboolean is_key = g_ascii_strcasecmp (name, "id") == 0 || ends_like (name, "_id");
  const gboolean is_seconds = g_str_equal (source_type, "Stripe");

  json_object_set_string_member (field, "type", is_key ? "integer" : "datetime");
  json_object_set_string_member (field, "field_type", is_key || is_seconds ? "integer" : "datetime");
}

static JsonArray *
make_cursors (JsonArray *names, const char *source_type)
{
  JsonArray *cursors = json_array_new ();

  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    {
      const char *name = sluice_json_array_get_string (names, i);
      JsonObject *field = NULL;

      if (name == NULL || *name == '\0')
        continue;
      field = json_object_new ();
      json_object_set_string_member (field, "field", name);
      json_object_set_string_member (field, "label", name);
      set_types (field, name, source_type);
      json_array_add_object_element (cursors, field);
    }

  return cursors;
}

/* In the shape of section 8.1 of the contract, which is what tables are read from. (transfer full) */
static JsonObject *
make_discovered (JsonObject *table, const char *source_type)
{
  JsonObject *made = json_object_new ();
  JsonArray *methods = sluice_json_get_array (table, "sync_methods");
  JsonArray *cursors = make_cursors (sluice_json_get_array (table, "incremental_fields"), source_type);
  g_auto (GStrv) keys = sluice_json_dup_strv (table, "primary_keys");
  const gboolean webhook_only = has_method (methods, "Webhook only");
  const gboolean has_cursor = json_array_get_length (cursors) > 0;

  json_object_set_string_member (made, "table", sluice_json_get_string (table, "name", ""));
  sluice_json_set_string (made, "label", sluice_json_get_string (table, "label", NULL));
  sluice_json_set_string (made, "description", sluice_json_get_string (table, "description", NULL));
  json_object_set_boolean_member (made, "should_sync_default", !webhook_only);
  json_object_set_boolean_member (made, "incremental_available", has_cursor && has_method (methods, "Incremental"));
  json_object_set_boolean_member (made, "append_available", has_cursor && has_method (methods, "Append only"));
  json_object_set_boolean_member (made, "supports_webhooks", webhook_only || has_method (methods, "Webhook"));
  json_object_set_boolean_member (made, "webhook_only", webhook_only);
  json_object_set_boolean_member (made, "primary_key_detection_supported", keys != NULL && *keys != NULL);
  if (keys != NULL && *keys != NULL)
    sluice_json_set_strv (made, "detected_primary_keys", (const char *const *) keys);
  if (has_cursor)
    json_object_set_string_member (made, "incremental_field",
                                   sluice_json_get_string (sluice_json_array_get_object (cursors, 0), "field", ""));
  json_object_set_array_member (made, "incremental_fields", cursors);

  return made;
}

GPtrArray *
sluice_public_tables_from_json (JsonNode *root, const char *source_type, gboolean is_database, GError **error)
{
  JsonObject *catalogue = NULL;
  JsonArray *entries = NULL;
  GPtrArray *tables = NULL;

  g_return_val_if_fail (root != NULL, NULL);
  g_return_val_if_fail (source_type != NULL, NULL);

  catalogue = sluice_json_require_object (root, _ ("the answer"), error);
  if (catalogue == NULL)
    return NULL;

  entries = sluice_json_get_array (sluice_json_get_object (catalogue, source_type), "tables");
  tables = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = sluice_json_array_get_object (entries, i);
      const gboolean named = entry != NULL && *sluice_json_get_string (entry, "name", "") != '\0';
      g_autoptr (JsonObject) made = named ? make_discovered (entry, source_type) : NULL;
      SluiceTable *table = made != NULL ? sluice_table_new_from_json (made, is_database, NULL) : NULL;

      if (table != NULL)
        g_ptr_array_add (tables, table);
    }

  return tables;
}
