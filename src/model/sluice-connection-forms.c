/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "sluice-connection-private.h"
#include "sluice-json.h"

#define SNOWFLAKE_DOMAIN ".snowflakecomputing."

SluiceEngines
sluice_engines_from_scheme (const char *scheme)
{
  static const struct
  {
    const char *scheme;
    SluiceEngines engines;
  } schemes[] = {
    { "postgres", SLUICE_ENGINE_POSTGRES },
    { "postgresql", SLUICE_ENGINE_POSTGRES },
    { "pgsql", SLUICE_ENGINE_POSTGRES },
    { "aurora-postgresql", SLUICE_ENGINE_POSTGRES },
    { "redshift", SLUICE_ENGINE_REDSHIFT },
    { "mysql", SLUICE_ENGINE_MYSQL },
    { "mysql2", SLUICE_ENGINE_MYSQL },
    { "mysqlx", SLUICE_ENGINE_MYSQL },
    { "mariadb", SLUICE_ENGINE_MYSQL },
    { "mssql", SLUICE_ENGINE_MSSQL },
    { "sqlserver", SLUICE_ENGINE_MSSQL },
    { "clickhouse", SLUICE_ENGINE_CLICKHOUSE },
    { "clickhouses", SLUICE_ENGINE_CLICKHOUSE },
    { "ch", SLUICE_ENGINE_CLICKHOUSE },
    { "mongodb", SLUICE_ENGINE_MONGODB },
    { "mongodb+srv", SLUICE_ENGINE_MONGODB },
    { "snowflake", SLUICE_ENGINE_SNOWFLAKE },
    /* Of these the host decides. */
    { "https", SLUICE_ENGINE_CLICKHOUSE | SLUICE_ENGINE_SNOWFLAKE },
    { "http", SLUICE_ENGINE_CLICKHOUSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (schemes[i].scheme, scheme))
      return schemes[i].engines;

  return SLUICE_ENGINE_NONE;
}

const char *
sluice_engines_get_label (SluiceEngines engines)
{
  switch (engines)
    {
    case SLUICE_ENGINE_POSTGRES:
      return "Postgres";
    case SLUICE_ENGINE_REDSHIFT:
      return "Redshift";
    case SLUICE_ENGINE_MYSQL:
      return "MySQL";
    case SLUICE_ENGINE_MSSQL:
      return "SQL Server";
    case SLUICE_ENGINE_CLICKHOUSE:
      return "ClickHouse";
    case SLUICE_ENGINE_MONGODB:
      return "MongoDB";
    case SLUICE_ENGINE_SNOWFLAKE:
      return "Snowflake";
    case SLUICE_ENGINE_NONE:
    case SLUICE_ENGINE_ALL:
    default:
      return NULL;
    }
}

/* “Server=…;Database=…” */

/* Whether a key that such a string begins with is at the start, in any case. */
static gboolean
has_first_key (const char *text, const char **value)
{
  static const char *const keys[] = { "server",          "data source", "addr",     "address",
                                      "network address", "driver",      "host",     "dsn",
                                      "user id",         "uid",         "database", "initial catalog",
                                      "username",        "account",     NULL };
  gsize length = strcspn (text, "=;\n");
  /* Any text that is pasted comes here, a secret too. */
  g_auto (SluiceSecretText) key = g_strstrip (g_ascii_strdown (text, (gssize) length));

  if (text[length] != '=' || !g_strv_contains (keys, key))
    return FALSE;
  *value = text + length + 1;

  return TRUE;
}

/* Past a value that begins here, quoted or not: at the semicolon after it, or at the end; NULL when a quote is open. */
static const char *
skip_value (const char *at)
{
  char close = *at == '{' ? '}' : *at;

  if (strchr ("{\"'", *at) == NULL || *at == '\0')
    return at + strcspn (at, ";");

  for (at++; *at != '\0'; at++)
    if (*at == close)
      {
        if (at[1] != close)
          return at + 1 + strspn (at + 1, " \t\r\n");
        at++;
      }

  return NULL;
}

gboolean
sluice_connection_is_pairs (const char *text)
{
  const char *value;
  const char *end;

  if (!has_first_key (text, &value))
    return FALSE;
  value += strspn (value, " \t");
  end = skip_value (value);

  /* libpq's form begins like this as well, but has spaces between its pairs. */
  if (g_ascii_strncasecmp (text, "host", 4) == 0)
    return end != NULL && *end == ';' && memchr (value, ' ', end - value) == NULL;

  return TRUE;
}

static char *
dup_value (const char *start, const char *end)
{
  char close = *start == '{' ? '}' : *start;
  char *value;
  char *out;

  if (strchr ("{\"'", *start) == NULL || start == end)
    return g_strstrip (g_strndup (start, end - start));

  value = g_malloc0 (end - start + 1);
  out = value;
  for (start++; start < end && !(*start == close && start[1] != close); start++)
    {
      *out++ = *start;
      start += *start == close;
    }

  return value;
}

gboolean
sluice_connection_parse_pairs (SluiceConnectionString *self, const char *text, GError **error)
{
  while (text[strspn (text, "; \t\r\n")] != '\0')
    {
      const char *end;
      gsize length;
      g_auto (SluiceSecretText) keyword = NULL;

      text += strspn (text, "; \t\r\n");
      length = strcspn (text, "=;");
      if (text[length] != '=')
        return sluice_connection_fail (
            error, _ ("A word stands alone, without “=”. Put a value with a semicolon in double quotes or braces."));
      keyword = g_strndup (text, length);
      text += length + 1;
      text += strspn (text, " \t\r\n");
      end = skip_value (text);
      if (end == NULL)
        return sluice_connection_fail (error, _ ("A quote or brace is opened and not closed."));
      if (*end != ';' && *end != '\0')
        return sluice_connection_fail (error, _ ("There is something between a closing quote and the semicolon."));
      /* “Server” and “Port” together are how MySQL’s driver has it. */
      if (g_ascii_strcasecmp (keyword, "port") == 0)
        self->engines &= ~SLUICE_ENGINE_MSSQL;
      sluice_connection_take_keyword (self, keyword, dup_value (text, end));
      text = end;
    }

  return TRUE;
}

/* JSON, as secret stores and Snowflake's own tools have it */

gboolean
sluice_connection_is_json (const char *text)
{
  return *text == '{' && strstr (text, "\"type\": \"service_account\"") == NULL &&
         (strcasestr (text, "\"host\"") != NULL || strcasestr (text, "\"account\"") != NULL ||
          strcasestr (text, "\"hostname\"") != NULL || strcasestr (text, "\"server\"") != NULL);
}

gboolean
sluice_connection_parse_json (SluiceConnectionString *self, const char *text, GError **error)
{
  g_autoptr (JsonNode) node = sluice_json_parse (text, -1, NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return sluice_connection_fail (error, _ ("It begins like a JSON object but is none."));

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      if (!JSON_NODE_HOLDS_VALUE (member))
        continue;
      if (json_node_get_value_type (member) == G_TYPE_STRING)
        sluice_connection_take_keyword (self, name, g_strdup (json_node_get_string (member)));
      else if (json_node_get_value_type (member) == G_TYPE_INT64)
        sluice_connection_take_keyword (self, name, g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (member)));
      else if (json_node_get_value_type (member) == G_TYPE_BOOLEAN)
        sluice_connection_take_keyword (self, name, g_strdup (json_node_get_boolean (member) ? "true" : "false"));
    }

  return TRUE;
}

/* What each kind has in its own places */

/* “ab12345.eu-central-1.snowflakecomputing.com” is the account “ab12345.eu-central-1”; in the address of Snowflake’s
 * own page the organisation and the account are its path. */
static void
settle_snowflake (SluiceConnectionString *self)
{
  char *domain;
  g_auto (GStrv) path = NULL;

  if (self->account == NULL)
    self->account = g_steal_pointer (&self->host);
  if (self->account == NULL)
    return;

  path = g_strsplit (self->database != NULL ? self->database : "", "/", 3);
  domain = strcasestr (self->account, SNOWFLAKE_DOMAIN);
  if (domain != NULL)
    *domain = '\0';
  if (g_strcmp0 (self->scheme, "https") == 0)
    {
      /* Where one signs in is no database. */
      if (g_ascii_strcasecmp (self->account, "app.snowflake.com") == 0 && g_strv_length (path) >= 2)
        sluice_connection_take (&self->account, g_strconcat (path[0], "-", path[1], NULL));
      g_clear_pointer (&self->database, sluice_secret_free);
    }
  else if (g_strv_length (path) >= 2)
    {
      sluice_connection_take (&self->database, g_strdup (path[0]));
      if (self->schema == NULL)
        sluice_connection_take (&self->schema, g_strdup (path[1]));
    }
  g_clear_pointer (&self->port, sluice_secret_free);
}

static void
settle_clickhouse (SluiceConnectionString *self)
{
  if (self->tls != NULL || self->scheme == NULL)
    return;
  if (g_str_equal (self->scheme, "https") || g_str_equal (self->scheme, "clickhouses"))
    self->tls = g_strdup ("true");
  else if (g_str_equal (self->scheme, "http"))
    self->tls = g_strdup ("false");
}

static gboolean
is_snowflake_host (const char *host)
{
  return host != NULL &&
         (strcasestr (host, SNOWFLAKE_DOMAIN) != NULL || g_ascii_strcasecmp (host, "app.snowflake.com") == 0);
}

void
sluice_connection_settle (SluiceConnectionString *self)
{
  if (is_snowflake_host (self->host))
    self->engines &= SLUICE_ENGINE_SNOWFLAKE;
  else if (g_strcmp0 (self->scheme, "https") == 0)
    self->engines &= ~SLUICE_ENGINE_SNOWFLAKE;

  if (self->engines == SLUICE_ENGINE_SNOWFLAKE)
    settle_snowflake (self);
  if (self->engines == SLUICE_ENGINE_CLICKHOUSE)
    settle_clickhouse (self);
}
