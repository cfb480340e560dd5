/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "sluice-connection-private.h"

/* Those of libpq that a connection string may begin with. */
static const char *const keywords[] = { "host",     "hostaddr", "port",    "dbname",          "user",
                                        "password", "options",  "sslmode", "connect_timeout", NULL };

/* Percent-decodes @length bytes. No text of it may stand in the error: it may be the password. */
static char *
decode (const char *text, gsize length, const char *what, GError **error)
{
  char *decoded = g_uri_unescape_segment (text, text + length, NULL);

  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   /* Translators: %s is the name of a part of a connection string: “password”. Keep “%%25” as it is. */
                   _ ("The %s has a “%%” that stands for nothing. Write a plain percent sign as “%%25”."), what);
      sluice_secret_free (decoded);
      return NULL;
    }

  return decoded;
}

static gboolean
parse_query (SluiceConnectionString *self, const char *query, GError **error)
{
  while (*query != '\0' && *query != '#')
    {
      gsize length = strcspn (query, "&#");
      const char *equals = memchr (query, '=', length);

      if (equals != NULL)
        {
          g_auto (SluiceSecretText) keyword = g_strndup (query, equals - query);
          /* What follows a bare “&” may be the rest of a password. */
          const char *what = g_strv_contains (keywords, keyword) ? keyword : _ ("part after the “?”");
          char *value = decode (equals + 1, query + length - equals - 1, what, error);

          if (value == NULL)
            return FALSE;
          sluice_connection_take_keyword (self, keyword, value);
        }
      query += length;
      query += *query == '&';
    }

  return TRUE;
}

static gboolean
parse_user_info (SluiceConnectionString *self, const char *text, gsize length, GError **error)
{
  const char *colon = memchr (text, ':', length);
  /* Translators: what of a connection string is at fault, within “The %s has a …”; so are the next ones */
  char *part = decode (text, colon != NULL ? (gsize) (colon - text) : length, _ ("user"), error);

  if (part == NULL)
    return FALSE;
  sluice_connection_take (&self->user, part);
  if (colon == NULL)
    return TRUE;

  part = decode (colon + 1, text + length - colon - 1, _ ("password"), error);
  if (part == NULL)
    return FALSE;
  sluice_connection_take (&self->password, part);

  return TRUE;
}

/* The host and port of "db.example.com:5432" or "[2001:db8::1]:5432". */
static gboolean
parse_host (SluiceConnectionString *self, const char *text, gsize length, GError **error)
{
  const char *end = text + length;
  const char *host_end;
  const char *port;
  char *host;

  self->n_hosts = length > 0;
  for (const char *at = text; at < end; at++)
    self->n_hosts += *at == ',';
  /* There is a place for one of several. */
  if (self->n_hosts > 1)
    {
      end = memchr (text, ',', length);
      length = end - text;
    }

  if (length > 0 && *text == '[')
    {
      host_end = memchr (text, ']', length);
      if (host_end == NULL)
        return sluice_connection_fail (error, _ ("The host begins with “[” but has no “]”."));
      port = host_end + 1;
      text++;
    }
  else
    {
      host_end = memchr (text, ':', length);
      if (host_end == NULL)
        host_end = end;
      port = host_end;
    }
  if (port < end && *port != ':')
    return sluice_connection_fail (error, _ ("There is something between the host and the port."));
  if (port < end && strspn (port + 1, "0123456789") < (gsize) (end - port - 1))
    return sluice_connection_fail (
        error, _ ("The port is not a number. A “/”, “?”, “#”, “@” or “:” in the password has to be written as "
                  "“%2F”, “%3F”, “%23”, “%40” or “%3A”."));

  host = decode (text, host_end - text, _ ("host"), error);
  if (host == NULL)
    return FALSE;
  sluice_connection_take (&self->host, host);
  if (port < end)
    sluice_connection_take (&self->port, g_strndup (port + 1, end - port - 1));

  return TRUE;
}

/* A driver after a plus sign says nothing about the database, but “mongodb+srv” is a scheme of its own. */
static char *
dup_scheme (const char *text, gsize length)
{
  char *scheme = g_ascii_strdown (text, (gssize) length);

  if (!g_str_equal (scheme, "mongodb+srv"))
    scheme[strcspn (scheme, "+")] = '\0';

  return scheme;
}

/* Of “host\INSTANCE” there is a place for the host only. */
static void
cut_instance (SluiceConnectionString *self)
{
  char *backslash = self->host != NULL ? strchr (self->host, '\\') : NULL;

  if (backslash == NULL)
    return;
  *backslash = '\0';
  g_ptr_array_add (self->left_out, (gpointer) "instance");
}

static gboolean
parse_url (SluiceConnectionString *self, const char *text, GError **error)
{
  gsize scheme_length = strstr (text, "://") - text;
  const char *authority = text + scheme_length + 3;
  const char *end = authority + strcspn (authority, "/?#");
  const char *at = memrchr (authority, '@', end - authority);
  const char *host = at != NULL ? at + 1 : authority;
  const char *pairs;

  self->scheme = dup_scheme (text, scheme_length);
  self->engines = sluice_engines_from_scheme (self->scheme);
  /* SQL Server’s JDBC driver has “;databaseName=…” there, and an @ may follow. */
  pairs = authority + strcspn (authority, ";@");
  if (self->engines == SLUICE_ENGINE_MSSQL && *pairs == ';')
    {
      end = pairs;
      at = NULL;
      host = authority;
    }
  if (at != NULL && !parse_user_info (self, authority, at - authority, error))
    return FALSE;
  if (!parse_host (self, host, end - host, error))
    return FALSE;
  cut_instance (self);
  if (end == pairs && *pairs == ';')
    return sluice_connection_parse_pairs (self, pairs, error);

  if (*end == '/')
    {
      gsize length = strcspn (end + 1, "?#");
      char *database = decode (end + 1, length, _ ("database"), error);

      if (database == NULL)
        return FALSE;
      sluice_connection_take (&self->database, database);
      end += 1 + length;
    }

  return *end != '?' || parse_query (self, end + 1, error);
}

/* One value of libpq's form: bare up to a space, or in single quotes; a backslash takes the next character as it is. */
static char *
parse_keyword_value (const char **at, GError **error)
{
  const char *text = *at;
  gboolean quoted = *text == '\'';
  gsize size = strlen (text) + 1;
  g_auto (SluiceSecretText) value = g_malloc0 (size);
  char *out = value;

  if (quoted)
    text++;
  while (*text != '\0' && (quoted ? *text != '\'' : !g_ascii_isspace (*text)))
    {
      if (*text == '\\' && text[1] != '\0')
        text++;
      *out++ = *text++;
    }
  if (quoted && *text != '\'')
    {
      sluice_connection_fail (error, _ ("A single quote is opened and not closed."));
      return NULL;
    }
  *at = quoted ? text + 1 : text;

  return g_steal_pointer (&value);
}

static gboolean
parse_keywords (SluiceConnectionString *self, const char *text, GError **error)
{
  for (text += strspn (text, " \t\r\n"); *text != '\0'; text += strspn (text, " \t\r\n"))
    {
      gsize length = strcspn (text, "= \t\r\n");
      g_auto (SluiceSecretText) keyword = g_strndup (text, length);
      char *value;

      text += length;
      text += strspn (text, " \t\r\n");
      if (*text != '=')
        return sluice_connection_fail (
            error, _ ("A word stands alone, without “=”. Put a value with spaces in single quotes."));
      text++;
      text += strspn (text, " \t\r\n");

      value = parse_keyword_value (&text, error);
      if (value == NULL)
        return FALSE;
      sluice_connection_take_keyword (self, keyword, value);
    }

  return TRUE;
}

static gboolean
has_scheme (const char *text)
{
  gsize length = 0;

  if (!g_ascii_isalpha (*text))
    return FALSE;
  while (g_ascii_isalnum (text[length]) || strchr ("+-.", text[length]) != NULL)
    {
      if (text[length] == '\0')
        return FALSE;
      length++;
    }

  return g_str_has_prefix (text + length, "://");
}

/* Whether the text begins with a keyword of libpq and an equals sign. */
static gboolean
has_keyword (const char *text)
{
  gsize length = strcspn (text, "= \t\r\n");
  g_auto (SluiceSecretText) keyword = g_strndup (text, length);

  text += length;
  text += strspn (text, " \t\r\n");

  return *text == '=' && g_strv_contains (keywords, keyword);
}

static const char *
skip_start (const char *text)
{
  text += strspn (text, " \t\r\n");
  if (!g_str_has_prefix (text, "jdbc:"))
    return text;

  text += strlen ("jdbc:");
  /* “jdbc:clickhouse:https://…” */
  if (g_str_has_prefix (text, "clickhouse:http") || g_str_has_prefix (text, "ch:http"))
    text = strchr (text, ':') + 1;

  return text;
}

gboolean
sluice_connection_string_looks_like (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  text = skip_start (text);

  return has_scheme (text) || has_keyword (text) || sluice_connection_is_pairs (text) ||
         sluice_connection_is_json (text);
}

SluiceConnectionString *
sluice_connection_string_parse (const char *text, GError **error)
{
  g_autoptr (SluiceConnectionString) self = NULL;
  g_auto (SluiceSecretText) trimmed = NULL;
  gboolean ok;

  g_return_val_if_fail (text != NULL, NULL);

  trimmed = g_strdup (skip_start (text));
  g_strchomp (trimmed);
  if (!g_utf8_validate (trimmed, -1, NULL))
    {
      sluice_connection_fail (error, _ ("The connection string is not UTF-8 text."));
      return NULL;
    }

  self = g_new0 (SluiceConnectionString, 1);
  self->engines = SLUICE_ENGINE_ALL;
  self->left_out = g_ptr_array_new ();
  if (has_scheme (trimmed))
    ok = parse_url (self, trimmed, error);
  else if (sluice_connection_is_pairs (trimmed))
    ok = sluice_connection_parse_pairs (self, trimmed, error);
  else if (has_keyword (trimmed))
    {
      self->engines = SLUICE_ENGINE_POSTGRES;
      ok = parse_keywords (self, trimmed, error);
    }
  else if (sluice_connection_is_json (trimmed))
    ok = sluice_connection_parse_json (self, trimmed, error);
  else
    ok = sluice_connection_fail (error,
                                 _ ("This is not a connection string. It begins like “postgresql://” or “host=”."));

  if (ok)
    sluice_connection_settle (self);

  return ok ? g_steal_pointer (&self) : NULL;
}

static char *
dup_url_address (const char *text)
{
  const char *authority = strstr (text, "://") + 3;
  gsize length = strcspn (authority, "?# \t\r\n");
  const char *at = memrchr (authority, '@', length);
  const char *address = at != NULL ? at + 1 : authority;

  return g_strndup (address, authority + length - address);
}

char *
sluice_connection_string_dup_address (const char *text)
{
  g_autoptr (SluiceConnectionString) parts = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  text = skip_start (text);
  if (has_scheme (text))
    return dup_url_address (text);

  parts = sluice_connection_string_parse (text, NULL);
  if (parts == NULL)
    return NULL;

  return g_strdup_printf ("%s:%s/%s", parts->host != NULL ? parts->host : "", parts->port != NULL ? parts->port : "",
                          parts->database != NULL ? parts->database : "");
}

void
sluice_connection_string_free (SluiceConnectionString *self)
{
  if (self == NULL)
    return;

  /* A password that was not written as it has to be comes apart into any of them. */
  sluice_secret_free (self->scheme);
  sluice_secret_free (self->host);
  sluice_secret_free (self->port);
  sluice_secret_free (self->database);
  sluice_secret_free (self->user);
  sluice_secret_free (self->password);
  sluice_secret_free (self->schema);
  sluice_secret_free (self->account);
  sluice_secret_free (self->warehouse);
  sluice_secret_free (self->role);
  sluice_secret_free (self->tls);
  sluice_secret_free (self->verify);
  g_ptr_array_unref (self->left_out);
  g_free (self);
}
