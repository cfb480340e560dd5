/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-connect.h"

#include "sluice-json.h"

#include <string.h>

/* A firewall that drops packets gives no answer at all; the real server waits about as long. */
#define CONNECT_SECONDS 15

/* A value of the form as text, trimmed: numbers may be sent as numbers. */
static char *
dup_input (JsonObject *values, const char *name)
{
  JsonNode *node = json_object_get_member (values, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return g_strdup ("");

  return g_strstrip (g_strdup (json_node_get_string (node)));
}

gboolean
sluice_practice_check_host (const char *host, GError **error)
{
  const char *text = NULL;

  if (strstr (host, "://") != NULL)
    text = "Enter just the hostname in the host field, not a URL. Put the database, user and password in their own "
           "fields.";
  else if (strpbrk (host, "/, \t\\@") != NULL || g_str_has_suffix (host, ".") ||
           (strchr (host, ':') != NULL && !g_hostname_is_ip_address (host)))
    text = "Enter a single hostname or IP address for the host, without a port, path, comma, space or trailing dot.";
  if (text != NULL)
    g_set_error_literal (error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_CONNECT, text);

  return text == NULL;
}

static gboolean
check_tunnel (JsonObject *values, GError **error)
{
  JsonObject *tunnel = sluice_json_get_object (values, "ssh_tunnel");

  if (!sluice_json_get_boolean (tunnel, "enabled", FALSE))
    return TRUE;
  g_set_error_literal (error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_CONNECT,
                       "The practice server cannot open SSH tunnels. Switch the tunnel off.");

  return FALSE;
}

SluicePgConnection *
sluice_practice_connect (JsonObject *inputs, JsonObject *secrets, GCancellable *cancellable, GError **error)
{
  g_autofree char *host = dup_input (inputs, "host");
  g_autofree char *port = dup_input (inputs, "port");
  g_autofree char *database = dup_input (inputs, "database");
  g_autofree char *user = dup_input (inputs, "user");
  g_autoptr (SluicePgTarget) target = NULL;
  g_autoptr (SluicePgConnection) connection = NULL;
  g_autoptr (GError) local_error = NULL;
  guint64 number;

  if (!sluice_practice_check_host (host, error) || !check_tunnel (secrets, error))
    return NULL;
  if (!g_ascii_string_to_unsigned (port, 10, 1, 65535, &number, NULL))
    {
      g_set_error_literal (error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_CONNECT, "Port must be between 1 and 65535");
      return NULL;
    }

  target = sluice_pg_target_new (host, (guint) number, database, user, NULL);
  target->password = dup_input (secrets, "password");
  connection = sluice_pg_connection_open (target, SLUICE_PG_READ_ONLY, CONNECT_SECONDS, cancellable, &local_error);
  if (g_error_matches (local_error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_LOGIN))
    g_set_error_literal (error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_LOGIN,
                         "The database rejected the username or password. Check the user and password for this source "
                         "and try again.");
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return g_steal_pointer (&connection);
}

char *
sluice_practice_input_get_schema (JsonObject *inputs)
{
  g_autofree char *schema = dup_input (inputs, "schema");

  return *schema != '\0' ? g_steal_pointer (&schema) : NULL;
}

char *
sluice_practice_table_name (const SluicePgTable *table, const char *schema)
{
  return schema != NULL ? g_strdup (table->name) : g_strconcat (table->schema, ".", table->name, NULL);
}

GHashTable *
sluice_practice_index_tables (GPtrArray *tables, const char *schema)
{
  GHashTable *by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < tables->len; i++)
    {
      SluicePgTable *table = g_ptr_array_index (tables, i);

      g_hash_table_insert (by_name, sluice_practice_table_name (table, schema), table);
    }

  return by_name;
}
