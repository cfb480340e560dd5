/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-settings.h"

#include "sluice-json.h"

static const char *const writable[] = { "should_sync",
                                        "sync_type",
                                        "incremental_field",
                                        "incremental_field_type",
                                        "incremental_field_lookback_seconds",
                                        "sync_frequency",
                                        "sync_time_of_day",
                                        "full_refresh_interval_days",
                                        "full_refresh_time_of_day",
                                        "primary_key_columns",
                                        "cdc_table_mode",
                                        "enabled_columns",
                                        "row_filters",
                                        "api_version",
                                        "description",
                                        NULL };

/* Minutes between syncs, in the order of the server's choices. */
static const struct
{
  const char *word;
  guint minutes;
} frequencies[] = {
  { "5min", 5 },     { "15min", 15 },    { "30min", 30 },   { "1hour", 60 },    { "6hour", 360 },
  { "12hour", 720 }, { "24hour", 1440 }, { "7day", 10080 }, { "30day", 43200 },
};

/* The member as it will be: what is sent, else what is stored. */
static const char *
get_text (JsonObject *schema, JsonObject *changes, const char *member)
{
  return json_object_has_member (changes, member) ? sluice_json_get_string (changes, member, NULL) :
                                                    sluice_json_get_string (schema, member, NULL);
}

static guint
frequency_minutes (const char *word)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (frequencies); i++)
    if (g_str_equal (frequencies[i].word, word))
      return frequencies[i].minutes;

  return 0;
}

static char *
check_frequency (JsonObject *changes)
{
  JsonNode *node = json_object_get_member (changes, "sync_frequency");
  const char *word = sluice_json_get_string (changes, "sync_frequency", NULL);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node) || frequency_minutes (word) > 0)
    return NULL;
  if (g_strcmp0 (word, "never") == 0)
    return g_strdup ("\"never\" is not a sync frequency. To stop syncing this table, set should_sync to false.");

  return g_strdup_printf ("\"%s\" is not a valid sync frequency. The fastest sync frequency is 5 minutes.",
                          word != NULL ? word : "");
}

static gboolean
is_time_of_day (JsonObject *changes, const char *member)
{
  JsonNode *node = json_object_get_member (changes, member);
  const char *text = sluice_json_get_string (changes, member, "");

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ||
         g_regex_match_simple ("^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?\\z", text, G_REGEX_DEFAULT,
                               G_REGEX_MATCH_DEFAULT);
}

static gboolean
has_column (JsonObject *schema, const char *name)
{
  JsonArray *columns = sluice_json_get_array (schema, "available_columns");

  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    if (g_strcmp0 (sluice_json_get_string (sluice_json_array_get_object (columns, i), "name", NULL), name) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
columns_are_known (JsonObject *schema)
{
  JsonArray *columns = sluice_json_get_array (schema, "available_columns");

  return columns != NULL && json_array_get_length (columns) > 0;
}

static char *
check_method (JsonObject *schema, JsonObject *changes)
{
  static const char *const methods[] = { "full_refresh", "incremental", "append", "xmin", "cdc", "webhook", NULL };
  const char *method = get_text (schema, changes, "sync_type");
  const char *name = sluice_json_get_string (schema, "name", "");

  if (method == NULL)
    return sluice_json_get_boolean (changes, "should_sync", FALSE) ?
               g_strdup ("Sync type must be set up first before enabling schema") :
               NULL;
  /* What is not among the published tables cannot be followed later. */
  if (g_str_equal (method, "cdc") && g_strcmp0 (sluice_json_get_string (schema, "sync_type", NULL), "cdc") != 0)
    return g_strdup ("CDC is not enabled for this team");
  if (!g_strv_contains (methods, method))
    return g_strdup_printf ("\"%s\" is not a valid choice.", method);
  if (sluice_json_get_boolean (schema, "webhook_only", FALSE) && !g_str_equal (method, "webhook"))
    return g_strdup_printf ("%s can only be synced via webhooks — pick the Webhook sync method.", name);
  if (!sluice_json_get_boolean (schema, "supports_webhooks", FALSE) && g_str_equal (method, "webhook"))
    return g_strdup_printf ("%s cannot be synced via webhooks.", name);
  if ((g_str_equal (method, "incremental") || g_str_equal (method, "append")) &&
      (get_text (schema, changes, "incremental_field") == NULL ||
       get_text (schema, changes, "incremental_field_type") == NULL))
    return g_strdup ("Incremental schemas given do not have an incremental field set");
  if (json_object_has_member (changes, "incremental_field") && !json_object_has_member (changes, "sync_type") &&
      (g_str_equal (method, "full_refresh") || g_str_equal (method, "xmin")))
    return g_strdup_printf ("Incremental settings for '%s' cannot be applied to a schema with sync type %s on its own. "
                            "Include sync_type in the same request.",
                            name, method);

  return NULL;
}

static char *
check_keys (JsonObject *schema, JsonObject *changes)
{
  const char *method = get_text (schema, changes, "sync_type");
  const char *name = sluice_json_get_string (schema, "name", "");
  gboolean sent = json_object_has_member (changes, "primary_key_columns");
  g_auto (GStrv) keys = sluice_json_dup_strv (sent ? changes : schema, "primary_key_columns");
  g_auto (GStrv) old_keys = sluice_json_dup_strv (schema, "primary_key_columns");

  if (!columns_are_known (schema))
    return NULL;
  for (guint i = 0; sent && keys != NULL && keys[i] != NULL; i++)
    if (!has_column (schema, keys[i]))
      return g_strdup_printf ("'%s' has no column named %s to merge on.", name, keys[i]);
  if (sent && sluice_json_get_object (schema, "table") != NULL && keys != NULL && old_keys != NULL &&
      !g_strv_equal ((const char *const *) keys, (const char *const *) old_keys))
    return g_strdup ("Primary key cannot be changed after data has been synced. Delete the synced data first, then "
                     "change the primary key.");
  if ((g_strcmp0 (method, "incremental") == 0 || g_strcmp0 (method, "xmin") == 0) &&
      (keys == NULL || keys[0] == NULL) && !has_column (schema, "id"))
    return g_strdup_printf ("'%s' has no primary key to sync incrementally on. Choose a primary key for it, or switch "
                            "it to full table replication.",
                            name);

  return NULL;
}

static char *
check_columns (JsonObject *schema, JsonObject *changes)
{
  g_auto (GStrv) columns = sluice_json_dup_strv (changes, "enabled_columns");

  for (guint i = 0; columns != NULL && columns_are_known (schema) && columns[i] != NULL; i++)
    if (!has_column (schema, columns[i]))
      return g_strdup_printf ("Unknown columns in enabled_columns: ['%s']", columns[i]);

  return NULL;
}

static char *
check_lookback (JsonObject *changes)
{
  JsonNode *node = json_object_get_member (changes, "incremental_field_lookback_seconds");
  gint64 seconds = sluice_json_get_int (changes, "incremental_field_lookback_seconds", -1);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node) || (seconds >= 0 && seconds <= 5184000))
    return NULL;

  return g_strdup ("Ensure this value is an integer between 0 and 5184000.");
}

static char *
check_full_refresh (JsonObject *schema, JsonObject *changes)
{
  JsonNode *node = json_object_get_member (changes, "full_refresh_interval_days");
  gint64 days = sluice_json_get_int (changes, "full_refresh_interval_days", -1);
  const char *method = get_text (schema, changes, "sync_type");

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (days < 1 || days > 90)
    return g_strdup ("Ensure this value is between 1 and 90.");
  if (g_strcmp0 (method, "incremental") != 0 && g_strcmp0 (method, "append") != 0 && g_strcmp0 (method, "xmin") != 0)
    return g_strdup ("A periodic full refresh is only available for incremental, append and xmin tables.");
  if (days * 1440 < frequency_minutes (get_text (schema, changes, "sync_frequency")))
    return g_strdup ("The full refresh interval cannot be shorter than the sync interval.");

  return NULL;
}

char *
sluice_practice_settings_check (JsonObject *schema, JsonObject *changes, char **attr)
{
  static const struct
  {
    const char *member, *fault;
  } times[] = {
    { "sync_time_of_day", "Invalid sync time of day" },
    { "full_refresh_time_of_day", "Invalid full refresh time of day" },
  };
  JsonNode *on = json_object_get_member (changes, "should_sync");
  char *fault;

  *attr = NULL;
  if (on != NULL && (!JSON_NODE_HOLDS_VALUE (on) || json_node_get_value_type (on) != G_TYPE_BOOLEAN))
    {
      *attr = g_strdup ("should_sync");
      return g_strdup ("Must be a valid boolean.");
    }
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    if (!is_time_of_day (changes, times[i].member))
      {
        *attr = g_strdup (times[i].member);
        return g_strdup (times[i].fault);
      }
  if ((fault = check_frequency (changes)) != NULL)
    *attr = g_strdup ("sync_frequency");
  else if ((fault = check_method (schema, changes)) != NULL)
    *attr = g_strdup ("sync_type");
  else if ((fault = check_keys (schema, changes)) != NULL)
    *attr = g_strdup ("primary_key_columns");
  else if ((fault = check_columns (schema, changes)) != NULL)
    *attr = g_strdup ("enabled_columns");
  else if ((fault = check_lookback (changes)) != NULL)
    *attr = g_strdup ("incremental_field_lookback_seconds");
  else if ((fault = check_full_refresh (schema, changes)) != NULL)
    *attr = g_strdup ("full_refresh_interval_days");

  return fault;
}

void
sluice_practice_settings_apply (SluicePractice *practice, JsonObject *schema, JsonObject *changes)
{
  g_autoptr (JsonObject) patch = json_object_new ();
  const char *id = sluice_json_get_string (schema, "id", "");
  gboolean was_on = sluice_json_get_boolean (schema, "should_sync", FALSE);

  for (guint i = 0; writable[i] != NULL; i++)
    if (json_object_has_member (changes, writable[i]))
      json_object_set_member (patch, writable[i], json_object_dup_member (changes, writable[i]));
  sluice_practice_store_patch (practice->store, id, patch);
  if (!was_on && sluice_json_get_boolean (changes, "should_sync", FALSE))
    sluice_practice_syncer_schedule (practice->syncer, id);
}
