/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-plan.h"

#include "sluice-json.h"
#include "sluice-practice-discovery.h"
#include "sluice-practice-filters.h"

#define MAX_LOOKBACK 5184000

typedef struct
{
  SluicePracticeRequest *request;
  JsonArray *entries;
  GHashTable *tables; /* by name */
  gboolean cdc;
} Check;

static JsonObject *
get_entry (const Check *check, guint index)
{
  return sluice_json_array_get_object (check->entries, index);
}

static SluicePgTable *
get_table (const Check *check, JsonObject *entry)
{
  return g_hash_table_lookup (check->tables, sluice_json_get_string (entry, "name", ""));
}

static gboolean
is_on (JsonObject *entry)
{
  return sluice_json_get_boolean (entry, "should_sync", FALSE);
}

static gboolean
has_method (JsonObject *entry, const char *method)
{
  return is_on (entry) && g_strcmp0 (sluice_json_get_string (entry, "sync_type", NULL), method) == 0;
}

static gboolean
check_names (const Check *check)
{
  for (guint i = 0; i < json_array_get_length (check->entries); i++)
    if (get_entry (check, i) == NULL || get_table (check, get_entry (check, i)) == NULL)
      return sluice_practice_reply_message (check->request, 400, "Schemas given do not exist in source");

  return TRUE;
}

/* (transfer full) */
static char *
join_names (GPtrArray *names)
{
  g_ptr_array_add (names, NULL);

  return g_strjoinv (", ", (char **) names->pdata);
}

static gboolean
check_methods (const Check *check)
{
  static const char *const methods[] = { "full_refresh", "incremental", "append", "webhook", "cdc", "xmin", NULL };
  g_autoptr (GPtrArray) cdc = g_ptr_array_new ();

  for (guint i = 0; i < json_array_get_length (check->entries); i++)
    {
      JsonObject *entry = get_entry (check, i);
      const char *method = sluice_json_get_string (entry, "sync_type", NULL);

      if (method != NULL && !g_strv_contains (methods, method))
        return sluice_practice_reply_message (check->request, 400,
                                              "Unknown sync type: %s. Use one of: full_refresh, incremental, append, "
                                              "webhook, cdc, xmin.",
                                              method);
      if (has_method (entry, "cdc"))
        g_ptr_array_add (cdc, (gpointer) sluice_json_get_string (entry, "name", ""));
    }
  if (cdc->len > 0 && !check->cdc)
    {
      g_autofree char *names = join_names (cdc);

      return sluice_practice_reply_message (check->request, 400,
                                            "CDC must be enabled on the source before selecting it as a sync type. The "
                                            "following schemas requested CDC: %s.",
                                            names);
    }

  return TRUE;
}

/* What needs a key, and what the practice server does not keep. */
static gboolean
check_cdc (const Check *check)
{
  g_autoptr (GPtrArray) keyless = g_ptr_array_new ();
  g_autofree char *names = NULL;

  for (guint i = 0; i < json_array_get_length (check->entries); i++)
    {
      JsonObject *entry = get_entry (check, i);
      const char *name = sluice_json_get_string (entry, "name", "");

      if (!has_method (entry, "cdc"))
        continue;
      if (get_table (check, entry)->primary_key == NULL)
        g_ptr_array_add (keyless, (gpointer) name);
      if (sluice_pg_table_get_column (get_table (check, entry), "_ph_cdc_seq") != NULL)
        return sluice_practice_reply_message (check->request, 400,
                                              "Table '%s' has a column with the reserved name _ph_cdc_seq.", name);
      if (!g_str_equal (sluice_json_get_string (entry, "cdc_table_mode", "consolidated"), "consolidated"))
        return sluice_practice_reply_message (check->request, 400,
                                              "The practice server keeps the current rows of a table only, and no log "
                                              "of its changes. Set the CDC tables of '%s' to the current rows.",
                                              name);
    }
  if (keyless->len == 0)
    return TRUE;
  names = join_names (keyless);

  return sluice_practice_reply_message (check->request, 400,
                                        "CDC requires a primary key on each table. The following tables have no "
                                        "primary key: %s.",
                                        names);
}

static gboolean
check_cursors (const Check *check)
{
  for (guint i = 0; i < json_array_get_length (check->entries); i++)
    {
      JsonObject *entry = get_entry (check, i);

      if (!has_method (entry, "incremental") && !has_method (entry, "append"))
        continue;
      if (sluice_json_get_string (entry, "incremental_field", NULL) == NULL)
        return sluice_practice_reply_message (check->request, 400,
                                              "Incremental schemas given do not have an incremental field set");
      if (sluice_json_get_string (entry, "incremental_field_type", NULL) == NULL)
        return sluice_practice_reply_message (check->request, 400,
                                              "Incremental schemas given do not have an incremental field type set");
    }

  return TRUE;
}

static gboolean
check_keys (const Check *check)
{
  for (guint i = 0; i < json_array_get_length (check->entries); i++)
    {
      JsonObject *entry = get_entry (check, i);
      SluicePgTable *table = get_table (check, entry);
      g_auto (GStrv) chosen = sluice_json_dup_strv (entry, "primary_key_columns");
      const char *name = sluice_json_get_string (entry, "name", "");

      for (guint k = 0; chosen != NULL && table->readable && chosen[k] != NULL; k++)
        if (sluice_pg_table_get_column (table, chosen[k]) == NULL)
          return sluice_practice_reply_message (check->request, 400, "'%s' has no column named %s to merge on.", name,
                                                chosen[k]);
      if (!has_method (entry, "incremental") && !has_method (entry, "xmin"))
        continue;
      if (table->readable && table->primary_key == NULL && (chosen == NULL || chosen[0] == NULL) &&
          sluice_pg_table_get_column (table, "id") == NULL)
        return sluice_practice_reply_message (check->request, 400,
                                              "Table '%s' has no primary key to sync incrementally on. Choose a "
                                              "primary key for it, or switch it to full table replication.",
                                              name);
    }

  return TRUE;
}

static gboolean
check_filters (const Check *check)
{
  for (guint i = 0; i < json_array_get_length (check->entries); i++)
    {
      JsonObject *entry = get_entry (check, i);
      JsonNode *node = json_object_get_member (entry, "row_filters");
      g_autoptr (GPtrArray) params = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *sql = NULL;
      g_autoptr (GError) error = NULL;

      if (node == NULL || JSON_NODE_HOLDS_NULL (node))
        continue;
      if (JSON_NODE_HOLDS_ARRAY (node))
        sql = sluice_practice_filters_to_sql (json_node_get_array (node), get_table (check, entry), params, &error);
      if (sql == NULL)
        return sluice_practice_reply_message (check->request, 400, "Invalid row filter for schema '%s': %s",
                                              sluice_json_get_string (entry, "name", ""),
                                              error != NULL ? error->message : "row_filters must be a list");
    }

  return TRUE;
}

static gboolean
check_lookbacks (const Check *check)
{
  for (guint i = 0; i < json_array_get_length (check->entries); i++)
    {
      JsonObject *entry = get_entry (check, i);
      JsonNode *node = json_object_get_member (entry, "incremental_field_lookback_seconds");
      gint64 seconds = sluice_json_get_int (entry, "incremental_field_lookback_seconds", -1);

      if (node != NULL && !JSON_NODE_HOLDS_NULL (node) && (seconds < 0 || seconds > MAX_LOOKBACK))
        return sluice_practice_reply_message (check->request, 400,
                                              "incremental_field_lookback_seconds must be an integer between 0 and "
                                              "5184000 (60 days) for schema '%s'.",
                                              sluice_json_get_string (entry, "name", ""));
    }

  return TRUE;
}

gboolean
sluice_practice_plan_check (SluicePracticeRequest *request,
                            JsonNode *schemas,
                            GPtrArray *tables,
                            const char *schema,
                            gboolean cdc)
{
  g_autoptr (GHashTable) by_name = sluice_practice_index_tables (tables, schema);
  Check check = { .request = request, .tables = by_name, .cdc = cdc };

  if (schemas == NULL || JSON_NODE_HOLDS_NULL (schemas))
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (schemas))
    return sluice_practice_reply_message (request, 400, "The 'schemas' field must be a list of the tables to sync.");
  check.entries = json_node_get_array (schemas);

  return check_names (&check) && check_methods (&check) && check_cdc (&check) && check_cursors (&check) &&
         check_keys (&check) && check_filters (&check) && check_lookbacks (&check);
}

/* The best method, as the server chooses it when nobody did: by the first cursor and a key, else all rows. */
static void
set_default_method (const SluicePgTable *table, JsonObject *entry)
{
  g_autoptr (JsonObject) facts = json_object_new ();
  JsonObject *field;
  gboolean has_key = table->primary_key != NULL || sluice_pg_table_get_column (table, "id") != NULL;

  sluice_practice_describe_fields (table, SLUICE_PRACTICE_CDC_OFF, facts);
  field = sluice_json_array_get_object (sluice_json_get_array (facts, "incremental_fields"), 0);
  if (field == NULL)
    {
      json_object_set_string_member (entry, "sync_type", "full_refresh");
      return;
    }
  json_object_set_string_member (entry, "sync_type", has_key ? "incremental" : "append");
  json_object_set_string_member (entry, "incremental_field", sluice_json_get_string (field, "field", NULL));
  json_object_set_string_member (entry, "incremental_field_type", sluice_json_get_string (field, "field_type", NULL));
}

JsonObject *
sluice_practice_plan_make_one (const SluicePgTable *table, const char *schema, gboolean on)
{
  JsonObject *entry = json_object_new ();
  g_autofree char *name = sluice_practice_table_name (table, schema);

  json_object_set_string_member (entry, "name", name);
  json_object_set_boolean_member (entry, "should_sync", on);
  json_object_set_string_member (entry, "sync_frequency", "6hour");
  json_object_set_string_member (entry, "cdc_table_mode", "consolidated");
  json_object_set_array_member (entry, "available_columns", sluice_practice_columns_for_schema (table));
  if (table->comment != NULL)
    json_object_set_string_member (entry, "description", table->comment);
  if (table->primary_key != NULL && table->readable)
    {
      JsonArray *keys = json_array_new ();

      for (guint i = 0; table->primary_key[i] != NULL; i++)
        json_array_add_string_element (keys, table->primary_key[i]);
      json_object_set_array_member (entry, "primary_key_columns", keys);
    }
  if (on)
    set_default_method (table, entry);

  return entry;
}

static JsonObject *
make_chosen (JsonObject *choice, const SluicePgTable *table, const char *schema)
{
  static const char *const members[] = {
    "sync_type",           "incremental_field", "incremental_field_type", "incremental_field_lookback_seconds",
    "primary_key_columns", "sync_time_of_day",  "enabled_columns",        "row_filters",
    "cdc_table_mode"
  };
  JsonObject *entry = sluice_practice_plan_make_one (table, schema, FALSE);

  json_object_set_boolean_member (entry, "should_sync", is_on (choice));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *node = json_object_get_member (choice, members[i]);

      if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
        json_object_set_member (entry, members[i], json_node_copy (node));
    }

  return entry;
}

GPtrArray *
sluice_practice_plan_make (JsonNode *schemas, GPtrArray *tables, const char *schema)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  JsonArray *chosen = schemas != NULL && JSON_NODE_HOLDS_ARRAY (schemas) ? json_node_get_array (schemas) : NULL;
  g_autoptr (GHashTable) by_name = NULL;

  if (chosen == NULL || json_array_get_length (chosen) == 0)
    {
      for (guint i = 0; i < tables->len; i++)
        {
          SluicePgTable *table = g_ptr_array_index (tables, i);
          gboolean on =
              table->readable && (table->kind == SLUICE_PG_TABLE || table->kind == SLUICE_PG_PARTITIONED_TABLE);

          g_ptr_array_add (entries, sluice_practice_plan_make_one (table, schema, on));
        }
      return entries;
    }
  by_name = sluice_practice_index_tables (tables, schema);
  for (guint i = 0; i < json_array_get_length (chosen); i++)
    {
      JsonObject *choice = sluice_json_array_get_object (chosen, i);
      const char *name = sluice_json_get_string (choice, "name", "");
      SluicePgTable *table = g_hash_table_lookup (by_name, name);

      /* A table that is named twice is made once. */
      if (table == NULL)
        continue;
      g_ptr_array_add (entries, make_chosen (choice, table, schema));
      g_hash_table_remove (by_name, name);
    }

  return entries;
}
