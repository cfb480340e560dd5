/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-connection-string.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "sluice-secret-private.h"

/* Those of libpq that a connection string may begin with. */
static const char *const keywords[] = { "host",     "hostaddr", "port",    "dbname",          "user",
                                        "password", "options",  "sslmode", "connect_timeout", NULL };

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, message);

  return FALSE;
}

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

/* Takes @value, which may be NULL; what is empty says nothing. */
static void
take (char **part, char *value)
{
  if (value != NULL && *value == '\0')
    g_clear_pointer (&value, g_free);
  if (value == NULL)
    return;

  sluice_secret_free (*part);
  *part = value;
}

/* The first schema of a list such as "sales, public". */
static void
take_search_path (SluiceConnectionString *self, const char *list)
{
  g_auto (GStrv) schemas = g_strsplit (list, ",", 2);

  if (schemas[0] != NULL)
    {
      g_strstrip (schemas[0]);
      take (&self->schema, g_strdup (schemas[0]));
    }
}

/* "-c search_path=sales", "-csearch_path=sales" or "--search_path=sales" among a server's options. */
static void
take_options (SluiceConnectionString *self, const char *options)
{
  const char *found = strstr (options, "search_path");
  const char *end;
  g_autofree char *list = NULL;

  if (found == NULL)
    return;

  found += strlen ("search_path");
  found += strspn (found, " ");
  if (*found != '=')
    return;

  found++;
  found += strspn (found, " ");
  end = strstr (found, " -");
  list = end != NULL ? g_strndup (found, end - found) : g_strdup (found);
  take_search_path (self, list);
}

/* A keyword of libpq, or of the drivers that write a schema in the address. Others, such as sslmode, are passed over.
 * Takes @value. */
static void
take_keyword (SluiceConnectionString *self, const char *keyword, char *value)
{
  if (g_str_equal (keyword, "host") || (g_str_equal (keyword, "hostaddr") && self->host == NULL))
    take (&self->host, value);
  else if (g_str_equal (keyword, "port"))
    take (&self->port, value);
  else if (g_str_equal (keyword, "dbname") || g_str_equal (keyword, "database"))
    take (&self->database, value);
  else if (g_str_equal (keyword, "user"))
    take (&self->user, value);
  else if (g_str_equal (keyword, "password"))
    take (&self->password, value);
  else
    {
      g_auto (SluiceSecretText) text = value;

      if (g_str_equal (keyword, "options"))
        take_options (self, text);
      else if (g_str_equal (keyword, "search_path") || g_str_equal (keyword, "currentSchema") ||
               g_str_equal (keyword, "schema"))
        take_search_path (self, text);
    }
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
          take_keyword (self, keyword, value);
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
  char *part = decode (text, colon != NULL ? (gsize) (colon - text) : length, _ ("user"), error);

  if (part == NULL)
    return FALSE;
  take (&self->user, part);
  if (colon == NULL)
    return TRUE;

  part = decode (colon + 1, text + length - colon - 1, _ ("password"), error);
  if (part == NULL)
    return FALSE;
  take (&self->password, part);

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

  if (memchr (text, ',', length) != NULL)
    return fail (error, _ ("The connection string names several hosts. Choose one of them."));

  if (length > 0 && *text == '[')
    {
      host_end = memchr (text, ']', length);
      if (host_end == NULL)
        return fail (error, _ ("The host begins with “[” but has no “]”."));
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
    return fail (error, _ ("There is something between the host and the port."));
  if (port < end && strspn (port + 1, "0123456789") < (gsize) (end - port - 1))
    return fail (error, _ ("The port is not a number. A “/”, “?”, “#”, “@” or “:” in the password has to be written as "
                           "“%2F”, “%3F”, “%23”, “%40” or “%3A”."));

  host = decode (text, host_end - text, _ ("host"), error);
  if (host == NULL)
    return FALSE;
  take (&self->host, host);
  if (port < end)
    take (&self->port, g_strndup (port + 1, end - port - 1));

  return TRUE;
}

static gboolean
parse_url (SluiceConnectionString *self, const char *text, GError **error)
{
  gsize scheme_length = strstr (text, "://") - text;
  const char *authority = text + scheme_length + 3;
  const char *end = authority + strcspn (authority, "/?#");
  const char *at = memrchr (authority, '@', end - authority);
  const char *host = at != NULL ? at + 1 : authority;

  self->scheme = g_ascii_strdown (text, scheme_length);
  if (at != NULL && !parse_user_info (self, authority, at - authority, error))
    return FALSE;
  if (!parse_host (self, host, end - host, error))
    return FALSE;

  if (*end == '/')
    {
      gsize length = strcspn (end + 1, "?#");
      char *database = decode (end + 1, length, _ ("database"), error);

      if (database == NULL)
        return FALSE;
      take (&self->database, database);
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
      fail (error, _ ("A single quote is opened and not closed."));
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
        return fail (error, _ ("A word stands alone, without “=”. Put a value with spaces in single quotes."));
      text++;
      text += strspn (text, " \t\r\n");

      value = parse_keyword_value (&text, error);
      if (value == NULL)
        return FALSE;
      take_keyword (self, keyword, value);
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

  return g_str_has_prefix (text, "jdbc:") ? text + strlen ("jdbc:") : text;
}

gboolean
sluice_connection_string_looks_like (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  text = skip_start (text);

  return has_scheme (text) || has_keyword (text);
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
      fail (error, _ ("The connection string is not UTF-8 text."));
      return NULL;
    }

  self = g_new0 (SluiceConnectionString, 1);
  if (has_scheme (trimmed))
    ok = parse_url (self, trimmed, error);
  else if (has_keyword (trimmed))
    ok = parse_keywords (self, trimmed, error);
  else
    ok = fail (error, _ ("This is not a connection string. It begins like “postgresql://” or “host=”."));

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
  g_free (self);
}
