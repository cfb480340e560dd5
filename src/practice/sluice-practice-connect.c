/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-connect.h"

#include "sluice-json.h"
#include "sluice-practice-tunnel.h"

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

/* Whoever reads it knows the database by its own address, not by this side of the tunnel. */
static void
name_database (GError *error, guint local_port, const char *host, guint port)
{
  g_autofree char *here = g_strdup_printf ("\"127.0.0.1\", port %u failed", local_port);
  g_autofree char *there = g_strdup_printf ("\"%s\", port %u failed", host, port);
  g_autoptr (GString) message = g_string_new (error->message);

  g_string_replace (message, here, there, 0);
  g_set_str (&error->message, message->str);
}

static SluicePgConnection *
connect_directly (const SluicePgTarget *target, GCancellable *cancellable, GError **error)
{
  return sluice_pg_connection_open (target, SLUICE_PG_READ_ONLY, CONNECT_SECONDS, cancellable, error);
}

static SluicePgConnection *
connect_through_tunnel (const SluicePgTarget *target, JsonObject *values, GCancellable *cancellable, GError **error)
{
  g_autoptr (SluicePracticeTunnelLogin) login = sluice_practice_tunnel_login_new (values, error);
  g_autoptr (SluicePracticeTunnel) tunnel = NULL;
  g_autoptr (SluicePgTarget) here = NULL;
  g_autoptr (SluicePgConnection) connection = NULL;
  g_autoptr (GError) local_error = NULL;

  if (login == NULL || !(tunnel = sluice_practice_tunnel_open (login, target->host, target->port, cancellable, error)))
    return NULL;

  here = sluice_pg_target_new ("127.0.0.1", sluice_practice_tunnel_get_port (tunnel), target->database, target->user,
                               target->password);
  here->encrypted = login->require_tls;
  connection = connect_directly (here, cancellable, &local_error);
  if (connection == NULL)
    {
      /* A database that answered is what it is about. */
      g_autofree char *why = g_error_matches (local_error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_CONNECT) ?
                                 sluice_practice_tunnel_explain (tunnel) :
                                 NULL;

      name_database (local_error, here->port, target->host, target->port);
      if (why != NULL)
        g_set_error_literal (error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_CONNECT, why);
      else
        g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  sluice_pg_connection_take_way (connection, g_steal_pointer (&tunnel),
                                 (SluicePgExplainFunc) sluice_practice_tunnel_explain,
                                 (GDestroyNotify) sluice_practice_tunnel_free);

  return g_steal_pointer (&connection);
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

  if (!sluice_practice_check_host (host, error))
    return NULL;
  if (!g_ascii_string_to_unsigned (port, 10, 1, 65535, &number, NULL))
    {
      g_set_error_literal (error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_CONNECT, "Port must be between 1 and 65535");
      return NULL;
    }

  target = sluice_pg_target_new (host, (guint) number, database, user, NULL);
  target->password = dup_input (secrets, "password");
  connection = sluice_practice_tunnel_is_on (secrets) ?
                   connect_through_tunnel (target, secrets, cancellable, &local_error) :
                   connect_directly (target, cancellable, &local_error);
  if (g_error_matches (local_error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_LOGIN))
    g_set_error_literal (error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_LOGIN,
                         "The database rejected the username or password. Check the user and password for this source "
                         "and try again.");
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return g_steal_pointer (&connection);
}

static gboolean
differs (JsonObject *sent, JsonObject *stored, const char *name)
{
  JsonNode *value = json_object_get_member (sent, name);
  JsonNode *known = stored != NULL ? json_object_get_member (stored, name) : NULL;

  return value != NULL && (known == NULL || !json_node_equal (value, known));
}

const char *
sluice_practice_refuse_tunnel (JsonObject *stored, JsonObject *sent)
{
  JsonObject *tunnel = sluice_json_get_object (sent, "ssh_tunnel");
  JsonObject *known = sluice_json_get_object (stored, "ssh_tunnel");
  JsonObject *auth = sluice_json_get_object (tunnel, "auth");

  if (tunnel == NULL || (!sluice_practice_tunnel_is_on (sent) && !sluice_practice_tunnel_is_on (stored)))
    return NULL;
  if ((differs (tunnel, known, "enabled") || differs (tunnel, known, "host") || differs (tunnel, known, "port")) &&
      *sluice_json_get_string (sent, "password", "") == '\0')
    return "Changing the SSH tunnel requires re-entering your database credentials.";
  if (sluice_practice_tunnel_is_on (sent) && differs (tunnel, known, "host") &&
      *sluice_json_get_string (auth, "password", "") == '\0' &&
      *sluice_json_get_string (auth, "private_key", "") == '\0')
    return "Changing the SSH tunnel host requires re-entering your SSH credentials.";

  return NULL;
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
