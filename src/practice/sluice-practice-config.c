/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-config.h"

#include "sluice-json.h"

#include <string.h>

static void check_fields (JsonArray *fields, JsonObject *values, GPtrArray *faults);

static void
add_missing (GPtrArray *faults, const char *name)
{
  g_ptr_array_add (faults, g_strdup_printf ("Required field '%s' is missing", name));
}

static void
add_invalid (GPtrArray *faults, const char *name)
{
  g_ptr_array_add (faults, g_strdup_printf ("Field '%s' has an invalid value", name));
}

/* Absent, null, and text of nothing but spaces are all “not given”. */
static gboolean
is_given (JsonNode *value)
{
  g_autofree char *text = NULL;

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return FALSE;
  if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
    return TRUE;
  text = g_strstrip (g_strdup (json_node_get_string (value)));

  return *text != '\0';
}

static gboolean
is_text (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING;
}

static gboolean
is_number (JsonNode *value)
{
  g_autofree char *text = NULL;
  gint64 number;

  if (!JSON_NODE_HOLDS_VALUE (value))
    return FALSE;
  if (json_node_get_value_type (value) == G_TYPE_INT64)
    return TRUE;
  if (!is_text (value))
    return FALSE;
  text = g_strstrip (g_strdup (json_node_get_string (value)));

  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL);
}

static JsonObject *
find_option (JsonArray *options, const char *value)
{
  for (guint i = 0; options != NULL && i < json_array_get_length (options); i++)
    {
      JsonObject *option = sluice_json_array_get_object (options, i);

      if (g_strcmp0 (sluice_json_get_string (option, "value", NULL), value) == 0)
        return option;
    }

  return NULL;
}

static gboolean
options_have_fields (JsonArray *options)
{
  for (guint i = 0; options != NULL && i < json_array_get_length (options); i++)
    if (sluice_json_get_array (sluice_json_array_get_object (options, i), "fields") != NULL)
      return TRUE;

  return FALSE;
}

/* Old clients wrote the choice under other names. */
static const char *
get_selection (JsonObject *group)
{
  return sluice_json_get_string (group, "selection",
                                 sluice_json_get_string (group, "auth_type",
                                                         sluice_json_get_string (group, "type", NULL)));
}

static void
check_select (JsonObject *field, const char *name, JsonNode *value, GPtrArray *faults)
{
  JsonArray *options = sluice_json_get_array (field, "options");

  if (options_have_fields (options))
    {
      JsonObject *group = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
      JsonObject *option = find_option (options, get_selection (group));

      if (option == NULL)
        add_invalid (faults, name);
      else if (sluice_json_get_array (option, "fields") != NULL)
        check_fields (sluice_json_get_array (option, "fields"), group, faults);
    }
  else if (sluice_json_get_boolean (field, "multiple", FALSE))
    {
      if (!JSON_NODE_HOLDS_ARRAY (value))
        add_invalid (faults, name);
    }
  else if (!JSON_NODE_HOLDS_VALUE (value) || (is_text (value) && !find_option (options, json_node_get_string (value))))
    add_invalid (faults, name);
}

static gboolean
is_enabled (JsonObject *group)
{
  const char *text = sluice_json_get_string (group, "enabled", NULL);

  return sluice_json_get_boolean (group, "enabled", text != NULL && g_ascii_strcasecmp (text, "true") == 0);
}

/* Its fields are not in the catalogue; what they have to hold is checked where the tunnel is opened. */
static void
check_tunnel (JsonObject *values, GPtrArray *faults)
{
  static const char *const names[] = { "host", "port", "auth" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!is_given (json_object_get_member (values, names[i])))
      add_missing (faults, names[i]);
}

static void
check_group (JsonObject *field, const char *name, JsonNode *value, GPtrArray *faults)
{
  JsonObject *values = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;

  if (values == NULL)
    add_invalid (faults, name);
  else if (!is_enabled (values))
    return;
  else if (g_str_equal (sluice_json_get_string (field, "type", ""), "ssh-tunnel"))
    check_tunnel (values, faults);
  else if (sluice_json_get_array (field, "fields") != NULL)
    check_fields (sluice_json_get_array (field, "fields"), values, faults);
}

static void
check_file (JsonObject *field, const char *name, JsonNode *value, GPtrArray *faults)
{
  g_auto (GStrv) keys = sluice_json_dup_strv (sluice_json_get_object (field, "fileFormat"), "keys");

  if (!JSON_NODE_HOLDS_OBJECT (value))
    {
      add_invalid (faults, name);
      return;
    }
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!json_object_has_member (json_node_get_object (value), keys[i]))
      add_missing (faults, keys[i]);
}

static void
check_field (JsonObject *field, JsonObject *values, GPtrArray *faults)
{
  const char *name = sluice_json_get_string (field, "name", "");
  const char *type = sluice_json_get_string (field, "type", "");
  JsonNode *value = values != NULL ? json_object_get_member (values, name) : NULL;

  if (!is_given (value))
    {
      if (sluice_json_get_boolean (field, "required", FALSE) && !sluice_json_get_boolean (field, "hidden", FALSE))
        add_missing (faults, name);
      return;
    }

  if (g_str_equal (type, "select"))
    check_select (field, name, value, faults);
  else if (g_str_equal (type, "switch-group") || g_str_equal (type, "ssh-tunnel"))
    check_group (field, name, value, faults);
  else if (g_str_equal (type, "file-upload"))
    check_file (field, name, value, faults);
  else if (g_str_equal (type, "number") || g_str_equal (type, "oauth"))
    {
      if (!is_number (value))
        add_invalid (faults, name);
    }
  else if (!is_text (value) && !(JSON_NODE_HOLDS_ARRAY (value) && sluice_json_get_boolean (field, "multiple", FALSE)) &&
           !is_number (value))
    add_invalid (faults, name);
}

static void
check_fields (JsonArray *fields, JsonObject *values, GPtrArray *faults)
{
  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = sluice_json_array_get_object (fields, i);

      if (field != NULL)
        check_field (field, values, faults);
    }
}

static char *
join (GPtrArray *texts)
{
  if (texts->len == 0)
    return NULL;
  g_ptr_array_add (texts, NULL);

  return g_strjoinv (", ", (char **) texts->pdata);
}

char *
sluice_practice_config_check (JsonObject *type, JsonObject *values)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  JsonArray *fields = sluice_json_get_array (type, "fields");

  if (fields != NULL)
    check_fields (fields, values, faults);

  return join (faults);
}

static void
find_references (JsonObject *values, GPtrArray *names)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (!JSON_NODE_HOLDS_OBJECT (value))
        continue;
      if (json_object_has_member (json_node_get_object (value), "secretRef"))
        g_ptr_array_add (names, g_strdup (name));
      else
        find_references (json_node_get_object (value), names);
    }
}

char *
sluice_practice_config_find_references (JsonObject *values)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  find_references (values, names);

  return join (names);
}

static JsonNode *
trimmed_copy (JsonNode *value)
{
  g_autofree char *text = NULL;

  if (!is_text (value))
    return json_node_copy (value);
  text = g_strstrip (g_strdup (json_node_get_string (value)));

  return json_node_init_string (json_node_alloc (), text);
}

void
sluice_practice_config_split (JsonObject *type, JsonObject *values, JsonObject **inputs, JsonObject **secrets)
{
  JsonArray *fields = sluice_json_get_array (type, "fields");

  *inputs = json_object_new ();
  *secrets = json_object_new ();
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = sluice_json_array_get_object (fields, i);
      const char *name = sluice_json_get_string (field, "name", "");
      JsonNode *value = json_object_get_member (values, name);
      gboolean plain;

      /* The connection string is a convenience of the client: its parts stand in the other fields. */
      if (!is_given (value) || g_str_equal (name, "connection_string"))
        continue;
      plain = !sluice_json_get_boolean (field, "secret", FALSE) && JSON_NODE_HOLDS_VALUE (value) &&
              !g_str_equal (sluice_json_get_string (field, "type", ""), "password");
      json_object_set_member (plain ? *inputs : *secrets, name, trimmed_copy (value));
    }
}
