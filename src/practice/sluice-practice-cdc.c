/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-cdc.h"

#include "sluice-json.h"

/* A slot is busy for a moment after whoever read from it has hung up. */
#define DROP_TRIES 10

SluicePracticeCdcOffer
sluice_practice_cdc_read_offer (SluicePgConnection *connection, gboolean on, GCancellable *cancellable)
{
  g_autoptr (SluicePgResult) result = NULL;

  if (!on)
    return SLUICE_PRACTICE_CDC_OFF;
  result = sluice_pg_connection_query (connection,
                                       "SELECT pg_catalog.current_setting('wal_level') = 'logical'"
                                       " AND pg_catalog.current_setting('server_version_num')::int >= 130000",
                                       NULL, 0, cancellable, NULL);

  return result != NULL && sluice_pg_result_get_boolean (result, 0, 0) ? SLUICE_PRACTICE_CDC_POSSIBLE :
                                                                         SLUICE_PRACTICE_CDC_IMPOSSIBLE;
}

gboolean
sluice_practice_cdc_is_managed (JsonObject *settings)
{
  return g_strcmp0 (sluice_json_get_string (settings, "cdc_management_mode", NULL), "self_managed") != 0;
}

/* Twelve digits that no other source has. */
static char *
dup_name (const char *beginning)
{
  return g_strdup_printf ("%s%06x%06x", beginning, g_random_int () & 0xffffff, g_random_int () & 0xffffff);
}

static void
set_name (JsonObject *settings, JsonObject *values, const char *member, const char *beginning)
{
  const char *sent = sluice_json_get_string (values, member, "");
  g_autofree char *made = dup_name (beginning);

  json_object_set_string_member (settings, member, *sent != '\0' ? sent : made);
}

JsonObject *
sluice_practice_cdc_dup_settings (JsonObject *values)
{
  JsonObject *settings = json_object_new ();
  const char *mode = sluice_json_get_string (values, "cdc_management_mode", "posthog");
  const char *publication = sluice_json_get_string (values, "cdc_publication_name", "");

  json_object_set_boolean_member (settings, "cdc_enabled", sluice_json_get_boolean (values, "cdc_enabled", FALSE));
  json_object_set_string_member (settings, "cdc_management_mode", mode);
  set_name (settings, values, "cdc_slot_name", "posthog_");
  if (g_str_equal (mode, "self_managed") && *publication == '\0')
    json_object_set_string_member (settings, "cdc_publication_name", "posthog_pub");
  else
    set_name (settings, values, "cdc_publication_name", "posthog_pub_");
  json_object_set_boolean_member (settings, "cdc_auto_drop_slot",
                                  sluice_json_get_boolean (values, "cdc_auto_drop_slot", TRUE));
  json_object_set_int_member (settings, "cdc_lag_warning_threshold_mb",
                              sluice_json_get_int (values, "cdc_lag_warning_threshold_mb", 1024));
  json_object_set_int_member (settings, "cdc_lag_critical_threshold_mb",
                              sluice_json_get_int (values, "cdc_lag_critical_threshold_mb", 10240));

  return settings;
}

gboolean
sluice_practice_cdc_allow_writing (SluicePgConnection *connection, GError **error)
{
  return sluice_pg_connection_execute (connection, "SET default_transaction_read_only = off", NULL, error);
}

static gboolean
create_publication (SluicePgConnection *connection, JsonObject *settings, GPtrArray *tables, GError **error)
{
  g_autofree char *name = sluice_pg_quote_identifier (sluice_json_get_string (settings, "cdc_publication_name", ""));
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "CREATE PUBLICATION %s", name);
  for (guint i = 0; i < tables->len; i++)
    {
      const SluicePgTable *table = g_ptr_array_index (tables, i);
      g_autofree char *schema = sluice_pg_quote_identifier (table->schema);
      g_autofree char *table_name = sluice_pg_quote_identifier (table->name);

      g_string_append_printf (sql, "%s%s.%s", i == 0 ? " FOR TABLE " : ", ", schema, table_name);
    }
  g_string_append (sql, " WITH (publish_via_partition_root = true)");

  return sluice_pg_connection_execute (connection, sql->str, NULL, error);
}

static gboolean
create_slot (SluicePgConnection *connection, JsonObject *settings, GError **error)
{
  const char *params[] = { sluice_json_get_string (settings, "cdc_slot_name", "") };
  g_autoptr (SluicePgResult) result =
      sluice_pg_connection_query (connection, "SELECT pg_catalog.pg_create_logical_replication_slot($1, 'pgoutput')",
                                  params, 1, NULL, error);

  return result != NULL;
}

static void
drop_publication (SluicePgConnection *connection, JsonObject *settings)
{
  g_autofree char *name = sluice_pg_quote_identifier (sluice_json_get_string (settings, "cdc_publication_name", ""));
  g_autofree char *sql = g_strconcat ("DROP PUBLICATION IF EXISTS ", name, NULL);

  sluice_pg_connection_execute (connection, sql, NULL, NULL);
}

gboolean
sluice_practice_cdc_set_up (SluicePgConnection *connection, JsonObject *settings, GPtrArray *tables, GError **error)
{
  if (!sluice_practice_cdc_is_managed (settings))
    return TRUE;
  if (!sluice_practice_cdc_allow_writing (connection, error) ||
      !create_publication (connection, settings, tables, error))
    return FALSE;
  if (create_slot (connection, settings, error))
    return TRUE;
  drop_publication (connection, settings);

  return FALSE;
}

static void
drop_slot (SluicePgConnection *connection, JsonObject *settings)
{
  const char *params[] = { sluice_json_get_string (settings, "cdc_slot_name", "") };

  for (guint i = 0; i < DROP_TRIES; i++)
    {
      g_autoptr (SluicePgResult) dropped = sluice_pg_connection_query (
          connection,
          "SELECT pg_catalog.pg_drop_replication_slot(slot_name) FROM pg_catalog.pg_replication_slots"
          " WHERE slot_name = $1",
          params, 1, NULL, NULL);

      if (dropped != NULL || !sluice_pg_connection_is_usable (connection) ||
          !sluice_pg_connection_execute (connection, "SELECT pg_catalog.pg_sleep(0.1)", NULL, NULL))
        return;
    }
}

void
sluice_practice_cdc_tear_down (SluicePgConnection *connection, JsonObject *settings)
{
  if (!sluice_practice_cdc_is_managed (settings) || !sluice_practice_cdc_allow_writing (connection, NULL))
    return;
  drop_slot (connection, settings);
  drop_publication (connection, settings);
}

static JsonArray *
describe_published (SluicePgConnection *connection, const char *const *params)
{
  JsonArray *tables = json_array_new ();
  g_autoptr (SluicePgResult) result =
      sluice_pg_connection_query (connection,
                                  "SELECT schemaname || '.' || tablename FROM pg_catalog.pg_publication_tables"
                                  " WHERE pubname = $1 ORDER BY 1",
                                  params, 1, NULL, NULL);

  for (guint i = 0; result != NULL && i < sluice_pg_result_get_n_rows (result); i++)
    json_array_add_string_element (tables, sluice_pg_result_get_text (result, i, 0));

  return tables;
}

JsonObject *
sluice_practice_cdc_describe_status (SluicePgConnection *connection, JsonObject *settings, GError **error)
{
  const char *params[] = { sluice_json_get_string (settings, "cdc_slot_name", ""),
                           sluice_json_get_string (settings, "cdc_publication_name", "") };
  JsonObject *status;
  g_autoptr (SluicePgResult) result = sluice_pg_connection_query (
      connection,
      "SELECT EXISTS (SELECT FROM pg_catalog.pg_replication_slots WHERE slot_name = $1),"
      " EXISTS (SELECT FROM pg_catalog.pg_publication WHERE pubname = $2),"
      " (SELECT pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), confirmed_flush_lsn)::bigint"
      " FROM pg_catalog.pg_replication_slots WHERE slot_name = $1)",
      params, G_N_ELEMENTS (params), NULL, error);

  if (result == NULL)
    return NULL;
  status = json_object_new ();
  json_object_set_boolean_member (status, "enabled", TRUE);
  json_object_set_string_member (status, "management_mode",
                                 sluice_json_get_string (settings, "cdc_management_mode", "posthog"));
  json_object_set_string_member (status, "slot_name", params[0]);
  json_object_set_string_member (status, "publication_name", params[1]);
  json_object_set_int_member (status, "lag_warning_threshold_mb",
                              sluice_json_get_int (settings, "cdc_lag_warning_threshold_mb", 1024));
  json_object_set_int_member (status, "lag_critical_threshold_mb",
                              sluice_json_get_int (settings, "cdc_lag_critical_threshold_mb", 10240));
  json_object_set_boolean_member (status, "schedule_paused", FALSE);
  json_object_set_boolean_member (status, "slot_exists", sluice_pg_result_get_boolean (result, 0, 0));
  json_object_set_boolean_member (status, "publication_exists", sluice_pg_result_get_boolean (result, 0, 1));
  if (sluice_pg_result_get_text (result, 0, 2) != NULL)
    json_object_set_int_member (status, "lag_bytes", sluice_pg_result_get_int (result, 0, 2));
  else
    json_object_set_null_member (status, "lag_bytes");
  json_object_set_array_member (status, "published_tables", describe_published (connection, params + 1));

  return status;
}
