/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-filters.h"

#include "sluice-json.h"

#include <string.h>

#define MAX_FILTERS 20
#define MAX_VALUES 1000

static const struct
{
  const char *word;
  const char *sql;
} operators[] = {
  { ">", ">" },  { ">=", ">=" }, { "<", "<" },   { "<=", "<=" }, { "=", "=" },
  { "==", "=" }, { "!=", "<>" }, { "<>", "<>" }, { "IN", "IN" }, { "NOT IN", "NOT IN" },
};

static gboolean fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (GError **error, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, text);

  return FALSE;
}

/* A value as text: numbers and booleans may be sent as such. */
static char *
value_to_text (JsonNode *node)
{
  GType type;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");

  return sluice_json_to_text (node);
}

static gboolean
is_date (const char *text)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *stamp = g_strconcat (text, "T00:00:00Z", NULL);

  date = g_date_time_new_from_iso8601 (stamp, NULL);

  return strlen (text) == 10 && date != NULL;
}

static gboolean
is_timestamp (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  return time != NULL || is_date (text);
}

static gboolean
check_value (const SluicePgColumn *column, const char *text, GError **error)
{
  gint64 integer;
  char *end = NULL;

  switch (column->class_)
    {
    case SLUICE_PG_CLASS_INTEGER:
      return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &integer, NULL) ||
             fail (error, "Expected an integer value, got '%s'", text);
    case SLUICE_PG_CLASS_NUMERIC:
      g_ascii_strtod (text, &end);
      return (*text != '\0' && *end == '\0') || fail (error, "Expected a numeric value, got '%s'", text);
    case SLUICE_PG_CLASS_BOOLEAN:
      return g_ascii_strcasecmp (text, "true") == 0 || g_ascii_strcasecmp (text, "false") == 0 ||
             g_str_equal (text, "0") || g_str_equal (text, "1") ||
             fail (error, "Expected a boolean value, got '%s'", text);
    case SLUICE_PG_CLASS_DATE:
      return is_date (text) || fail (error, "Expected an ISO date string (YYYY-MM-DD), got '%s'", text);
    case SLUICE_PG_CLASS_TIMESTAMP:
      return is_timestamp (text) || fail (error, "Expected an ISO 8601 timestamp, got '%s'", text);
    case SLUICE_PG_CLASS_STRING:
    case SLUICE_PG_CLASS_OTHER:
    default:
      return TRUE;
    }
}

/* “a, 'b, c', 'it''s'” */
static gboolean
split_list (const char *text, GStrvBuilder *values, GError **error)
{
  const char *c = text;

  do
    {
      g_autoptr (GString) value = g_string_new (NULL);

      while (*c == ' ')
        c++;
      if (*c == '\'')
        {
          for (c++; *c != '\0' && (*c != '\'' || c[1] == '\''); c++)
            {
              if (*c == '\'')
                c++;
              g_string_append_c (value, *c);
            }
          if (*c != '\'')
            return fail (error, "Unterminated quote in IN list");
          c++;
        }
      while (*c != '\0' && *c != ',')
        g_string_append_c (value, *c++);
      g_strv_builder_take (values, g_strstrip (g_string_free_and_steal (g_steal_pointer (&value))));
    }
  while (*c++ == ',');

  return TRUE;
}

static GStrv
list_values (JsonNode *node, GError **error)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          char *text = value_to_text (json_array_get_element (array, i));

          g_strv_builder_take (values, text != NULL ? text : g_strdup (""));
        }
    }
  else if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      if (*json_node_get_string (node) != '\0' && !split_list (json_node_get_string (node), values, error))
        return NULL;
    }

  list = g_strv_builder_end (values);
  if (list[0] == NULL)
    return fail (error, "IN operator requires at least one value") ? NULL : NULL;
  if (g_strv_length (list) > MAX_VALUES)
    return fail (error, "Too many values for IN (max %d)", MAX_VALUES) ? NULL : NULL;
  if (g_strv_contains ((const char *const *) list, ""))
    return fail (error, "IN list has an empty value") ? NULL : NULL;

  return g_steal_pointer (&list);
}

static const char *
find_operator (const char *word)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (operators); i++)
    if (g_ascii_strcasecmp (operators[i].word, word) == 0)
      return operators[i].sql;

  return NULL;
}

/* Text and its kin are compared as text, so that a uuid or an enum takes any value without an error. */
static gboolean
add_value (const SluicePgColumn *column, const char *text, GString *sql, GPtrArray *params, GError **error)
{
  if (!check_value (column, text, error))
    return FALSE;
  g_ptr_array_add (params, g_strdup (text));
  g_string_append_printf (sql, "$%u%s", params->len, column->class_ == SLUICE_PG_CLASS_STRING ? "::text" : "");

  return TRUE;
}

static gboolean
add_filter (JsonObject *filter,
            guint index,
            const SluicePgTable *table,
            GString *sql,
            GPtrArray *params,
            GError **error)
{
  const char *name = sluice_json_get_string (filter, "column", NULL);
  const char *word = sluice_json_get_string (filter, "operator", NULL);
  const char *operator= find_operator (word);
  const SluicePgColumn *column;
  g_autofree char *quoted = NULL;
  JsonNode *value;

  if (filter == NULL)
    return fail (error, "Row filter at index %u must be an object", index);
  if (name == NULL)
    return fail (error, "Row filter at index %u is missing a column", index);
  if (!(column = sluice_pg_table_get_column (table, name)))
    return fail (error, "Unknown column '%s' for this schema", name);
  if (column->class_ == SLUICE_PG_CLASS_OTHER)
    return fail (error, "Cannot filter on column '%s': its type '%s' is not supported for filtering", name,
                 column->type);
  if (operator== NULL)
    return fail (error, "Unsupported operator '%s'. Allowed operators: >, >=, <, <=, =, !=, IN, NOT IN",
                 word != NULL ? word : "");

  value = json_object_get_member (filter, "value");
  quoted = sluice_pg_quote_identifier (name);
  g_string_append_printf (sql, "%s%s%s %s ", sql->len > 0 ? " AND " : "", quoted,
                          column->class_ == SLUICE_PG_CLASS_STRING ? "::text" : "", operator);
  if (g_str_has_suffix (operator, "IN"))
    {
      g_auto (GStrv) values = list_values (value, error);

      for (guint i = 0; values != NULL && values[i] != NULL; i++)
        {
          g_string_append (sql, i > 0 ? ", " : "(");
          if (!add_value (column, values[i], sql, params, error))
            return FALSE;
        }
      g_string_append_c (sql, ')');
      return values != NULL;
    }
  else
    {
      g_autofree char *text = value_to_text (value);

      if (text == NULL)
        return fail (error, "Row filter on column '%s' is missing a value", name);
      return add_value (column, text, sql, params, error);
    }
}

char *
sluice_practice_filters_to_sql (JsonArray *filters, const SluicePgTable *table, GPtrArray *params, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  if (json_array_get_length (filters) > MAX_FILTERS)
    {
      fail (error, "Too many row filters (max %d)", MAX_FILTERS);
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (filters); i++)
    if (!add_filter (sluice_json_array_get_object (filters, i), i, table, sql, params, error))
      return NULL;

  return g_string_free_and_steal (g_steal_pointer (&sql));
}
