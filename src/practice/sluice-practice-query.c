/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-json.h"
#include "sluice-practice-checks.h"
#include "sluice-practice-names.h"
#include "sluice-practice-routes.h"
#include "sluice-practice-sql.h"

/* Collects what a project's tables are called: in HogQL, and in the warehouse. */
static void
collect_names (SluicePractice *practice, SluicePracticeRequest *request, GHashTable *names, GHashTable *tables)
{
  g_autofree char *project = sluice_practice_project_parent (request);
  g_autoptr (GPtrArray) sources = sluice_practice_store_list (practice->store, SLUICE_PRACTICE_SOURCE, project, FALSE);

  for (guint i = 0; i < sources->len; i++)
    {
      JsonObject *source = g_ptr_array_index (sources, i);
      g_autoptr (GPtrArray) schemas = sluice_practice_store_list (practice->store, SLUICE_PRACTICE_SCHEMA,
                                                                  sluice_json_get_string (source, "id", ""), FALSE);

      for (guint k = 0; k < schemas->len; k++)
        {
          JsonObject *schema = g_ptr_array_index (schemas, k);
          const char *stored = sluice_json_get_string (sluice_json_get_object (schema, "table"), "name", NULL);
          g_auto (GStrv) dotted = NULL;

          if (stored == NULL)
            continue;
          dotted = sluice_practice_dotted_names (sluice_json_get_string (source, "prefix", NULL),
                                                 sluice_json_get_string (source, "source_type", ""),
                                                 sluice_json_get_string (schema, "name", ""));
          for (guint n = 0; dotted[n] != NULL; n++)
            g_hash_table_insert (names, g_strdup (dotted[n]), g_strdup (stored));
          g_hash_table_add (tables, g_strdup (stored));
        }
    }
}

static SluicePracticeRows *
run (SluicePractice *practice, SluicePracticeRequest *request, const char *query, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *sql = NULL;

  collect_names (practice, request, names, tables);
  sql = sluice_practice_sql_rewrite (query, names);

  return sluice_practice_sql_run (sluice_practice_warehouse_get_path (practice->warehouse), sql, tables, error);
}

void
sluice_practice_run_query (SluicePractice *practice, SluicePracticeRequest *request)
{
  JsonObject *query = sluice_json_get_object (request->body, "query");
  const char *kind = sluice_json_get_string (query, "kind", NULL);
  const char *text = sluice_json_get_string (query, "query", NULL);
  g_autoptr (SluicePracticeRows) rows = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *reply;
  JsonArray *columns;
  JsonArray *types;

  if (query == NULL || text == NULL)
    {
      sluice_practice_reply_fault (request, 400, "required", "query", "This field is required.");
      return;
    }
  if (g_strcmp0 (kind, "HogQLQuery") != 0)
    {
      sluice_practice_reply_invalid (request, "query", "The practice server runs queries of kind HogQLQuery only.");
      return;
    }
  if (!(rows = run (practice, request, text, &error)))
    {
      sluice_practice_reply_invalid (request, NULL, "%s", error->message);
      return;
    }

  reply = json_object_new ();
  columns = json_array_new ();
  types = json_array_new ();
  for (guint i = 0; i < rows->columns->len; i++)
    {
      JsonArray *pair = json_array_new ();

      json_array_add_string_element (columns, g_ptr_array_index (rows->columns, i));
      json_array_add_string_element (pair, g_ptr_array_index (rows->columns, i));
      json_array_add_string_element (pair, g_ptr_array_index (rows->types, i));
      json_array_add_array_element (types, pair);
    }
  json_object_set_array_member (reply, "columns", columns);
  json_object_set_array_member (reply, "types", types);
  json_object_set_array_member (reply, "results", json_array_ref (rows->rows));
  json_object_set_boolean_member (reply, "hasMore", rows->has_more);
  json_object_set_null_member (reply, "error");
  sluice_practice_reply_object (request, 200, reply);
}

/* Rows as text, one a line, columns parted by bars. */
static char *
rows_to_text (SluicePracticeRows *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->columns->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", (const char *) g_ptr_array_index (rows->columns, i));
  for (guint i = 0; i < json_array_get_length (rows->rows); i++)
    {
      JsonArray *row = json_array_get_array_element (rows->rows, i);

      g_string_append_c (text, '\n');
      for (guint k = 0; k < json_array_get_length (row); k++)
        {
          JsonNode *node = json_array_get_element (row, k);
          g_autofree char *value = NULL;

          if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
            value = g_strdup (json_node_get_string (node));
          else
            value = sluice_json_to_text (node);
          g_string_append_printf (text, "%s%s", k > 0 ? "|" : "", value);
        }
    }

  return g_string_free_and_steal (text);
}

void
sluice_practice_execute_sql (SluicePractice *practice, SluicePracticeRequest *request)
{
  JsonObject *args = sluice_json_get_object (request->body, "args");
  const char *query = sluice_json_get_string (args, "query", NULL);
  g_autoptr (SluicePracticeRows) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  JsonObject *reply;

  if (query == NULL)
    {
      sluice_practice_reply_fault (request, 400, "required", "args__query", "This field is required.");
      return;
    }
  rows = run (practice, request, query, &error);
  text = rows != NULL ? rows_to_text (rows) : g_strdup (error->message);
  reply = json_object_new ();
  json_object_set_boolean_member (reply, "success", rows != NULL);
  json_object_set_string_member (reply, "content", text);
  sluice_practice_reply_object (request, 200, reply);
}
