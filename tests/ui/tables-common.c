/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tables-common.h"

static JsonArray *
new_fields (const char *names, gboolean is_cursor)
{
  JsonArray *fields = json_array_new ();
  g_auto (GStrv) parts = g_strsplit (names, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      JsonObject *field = json_object_new ();

      if (*parts[i] == '\0')
        {
          json_object_unref (field);
          continue;
        }
      json_object_set_string_member (field, "field", parts[i]);
      json_object_set_string_member (field, "label", parts[i]);
      json_object_set_string_member (field, "type", is_cursor ? "timestamp" : "text");
      if (is_cursor)
        json_object_set_string_member (field, "field_type", "timestamp");
      json_object_set_boolean_member (field, "nullable", FALSE);
      if (is_cursor)
        json_object_set_boolean_member (field, "is_indexed", TRUE);
      json_array_add_object_element (fields, field);
    }

  return fields;
}

static SluiceTable *
new_table (const char *name, gint64 rows, const char *columns, const char *cursors, const char *permission_error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *keys = json_array_new ();
  SluiceTable *table = NULL;

  json_array_add_string_element (keys, "id");
  json_object_set_string_member (object, "table", name);
  if (rows >= 0)
    json_object_set_int_member (object, "rows", rows);
  else
    json_object_set_null_member (object, "rows");
  json_object_set_array_member (object, "available_columns", new_fields (columns, FALSE));
  json_object_set_array_member (object, "incremental_fields", new_fields (cursors, TRUE));
  json_object_set_array_member (object, "detected_primary_keys", keys);
  json_object_set_boolean_member (object, "should_sync_default", TRUE);
  json_object_set_boolean_member (object, "incremental_available", *cursors != '\0');
  json_object_set_boolean_member (object, "append_available", *cursors != '\0');
  if (permission_error != NULL)
    json_object_set_string_member (object, "permission_error", permission_error);

  table = sluice_table_new_from_json (object, TRUE, &error);
  g_assert_no_error (error);

  return table;
}

SluiceTable *
tables_common_new_table (const char *name, gint64 rows, const char *columns, const char *cursors)
{
  return new_table (name, rows, columns, cursors, NULL);
}

SluiceTable *
tables_common_new_unreadable (const char *name)
{
  return new_table (name, -1, "", "", "The user has no SELECT permission on <this> table.");
}

void
tables_common_append (SluiceTableList *tables, SluiceTable *first, ...)
{
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (g_object_unref);
  va_list args;

  va_start (args, first);
  for (SluiceTable *table = first; table != NULL; table = va_arg (args, SluiceTable *))
    g_ptr_array_add (batch, table);
  va_end (args);
  sluice_table_list_append (tables, batch);
}

static void
too_long_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

void
tables_common_wait (gboolean (*condition) (gpointer data), gpointer data)
{
  gboolean too_long = FALSE;
  guint id = g_timeout_add_seconds_once (10, too_long_cb, &too_long);

  while (!condition (data) && !too_long)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (too_long);
  g_source_remove (id);
}
