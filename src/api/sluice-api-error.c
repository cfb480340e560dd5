/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-api-error.h"

#include <glib/gi18n.h>
#include <libdex.h>
#include <libsoup/soup.h>

#include "sluice-certificate.h"
#include "sluice-json.h"

/* A sentence for people, not a document: what is longer was not written to be read. */
#define MAX_MESSAGE_LENGTH 8192

/* Who answers with a page says so at its beginning. */
#define MAX_TITLE_LENGTH 80

/* What a gateway of the cloud says when the server behind it took too long. */
#define STATUS_ORIGIN_TIMEOUT 524

/* Nobody waits longer than a day; a server's larger number would only overflow sums. */
#define MAX_RETRY_AFTER 86400

typedef struct
{
  char *scope;
  char *field;
  char *proxy;
  GTlsCertificateFlags certificate_errors;
  guint status;
  guint retry_after;
  gboolean doubtful;
  gboolean kept;
  gboolean no_such_path;
} SluiceApiErrorPrivate;

static void
sluice_api_error_private_init (SluiceApiErrorPrivate *priv)
{
}

static void
sluice_api_error_private_copy (const SluiceApiErrorPrivate *src, SluiceApiErrorPrivate *dest)
{
  dest->scope = g_strdup (src->scope);
  dest->field = g_strdup (src->field);
  dest->proxy = g_strdup (src->proxy);
  dest->certificate_errors = src->certificate_errors;
  dest->status = src->status;
  dest->retry_after = src->retry_after;
  dest->doubtful = src->doubtful;
  dest->kept = src->kept;
  dest->no_such_path = src->no_such_path;
}

static void
sluice_api_error_private_clear (SluiceApiErrorPrivate *priv)
{
  g_clear_pointer (&priv->scope, g_free);
  g_clear_pointer (&priv->field, g_free);
  g_clear_pointer (&priv->proxy, g_free);
}

G_DEFINE_EXTENDED_ERROR (SluiceApiError, sluice_api_error)

static SluiceApiErrorPrivate *
get_private (const GError *error)
{
  return error != NULL && error->domain == SLUICE_API_ERROR ? sluice_api_error_get_private (error) : NULL;
}

guint
sluice_api_error_get_status (const GError *error)
{
  SluiceApiErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->status : 0;
}

const char *
sluice_api_error_get_scope (const GError *error)
{
  SluiceApiErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->scope : NULL;
}

const char *
sluice_api_error_get_field (const GError *error)
{
  SluiceApiErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->field : NULL;
}

const char *
sluice_api_error_get_proxy (const GError *error)
{
  SluiceApiErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->proxy : NULL;
}

GTlsCertificateFlags
sluice_api_error_get_certificate_errors (const GError *error)
{
  SluiceApiErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->certificate_errors : G_TLS_CERTIFICATE_NO_FLAGS;
}

guint
sluice_api_error_get_retry_after (const GError *error)
{
  SluiceApiErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->retry_after : 0;
}

gboolean
sluice_api_error_is_doubtful (const GError *error)
{
  SluiceApiErrorPrivate *priv = get_private (error);

  return priv != NULL && priv->doubtful;
}

gboolean
sluice_api_error_is_no_such_path (const GError *error)
{
  SluiceApiErrorPrivate *priv = get_private (error);

  return priv != NULL && priv->no_such_path;
}

void
sluice_api_error_set_doubtful (GError *error, gboolean doubtful)
{
  SluiceApiErrorPrivate *priv = get_private (error);

  if (priv != NULL)
    priv->doubtful = !!doubtful;
}

gboolean
sluice_api_error_is_kept (const GError *error)
{
  SluiceApiErrorPrivate *priv = get_private (error);

  return priv != NULL && priv->kept;
}

gboolean
sluice_error_is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED);
}

static int
code_for_status (guint status)
{
  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
      return SLUICE_API_ERROR_UNAUTHORIZED;
    case SOUP_STATUS_FORBIDDEN:
      return SLUICE_API_ERROR_FORBIDDEN;
    case SOUP_STATUS_NOT_FOUND:
      return SLUICE_API_ERROR_NOT_FOUND;
    case 429: /* libsoup has no name for it. */
      return SLUICE_API_ERROR_RATE_LIMITED;
    case SOUP_STATUS_REQUEST_TIMEOUT:
    case SOUP_STATUS_GATEWAY_TIMEOUT:
    case STATUS_ORIGIN_TIMEOUT:
      return SLUICE_API_ERROR_TIMEOUT;
    default:
      if (SOUP_STATUS_IS_SERVER_ERROR (status))
        return SLUICE_API_ERROR_SERVER;
      return SOUP_STATUS_IS_CLIENT_ERROR (status) ? SLUICE_API_ERROR_INVALID : SLUICE_API_ERROR_PROTOCOL;
    }
}

static const char *
get_text (JsonObject *object, const char *member)
{
  const char *text = sluice_json_get_string (object, member, NULL);

  return text != NULL && *text != '\0' ? text : NULL;
}

/* The order is contract, section 2. */
static const char *
find_text (JsonObject *object)
{
  static const char *const members[] = { "message", "detail", "error" };
  JsonArray *errors;
  JsonObject *first;
  const char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (members) && text == NULL; i++)
    text = get_text (object, members[i]);
  if (text != NULL || (errors = sluice_json_get_array (object, "errors")) == NULL ||
      json_array_get_length (errors) == 0)
    return text;

  if ((text = sluice_json_array_get_string (errors, 0)) != NULL)
    return *text != '\0' ? text : NULL;

  first = sluice_json_array_get_object (errors, 0);
  for (guint i = 0; i < G_N_ELEMENTS (members) && text == NULL; i++)
    text = get_text (first, members[i]);

  return text;
}

/* "API key missing required scope 'external_data_source:write'": the quoted word that has a colon or is a star. */
static char *
dup_scope (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "'", 16);

  for (guint i = 1; parts[0] != NULL && parts[i] != NULL && parts[i + 1] != NULL; i++)
    {
      const char *part = parts[i];
      gboolean fits = strcmp (part, "*") == 0 || (strchr (part, ':') != NULL && *part != ':');

      if (fits && part[strspn (part, "abcdefghijklmnopqrstuvwxyz0123456789_:*")] == '\0')
        return g_strdup (part);
    }

  return NULL;
}

static guint
parse_retry_after (const char *text)
{
  g_autoptr (GDateTime) when = NULL;
  g_autoptr (GDateTime) now = NULL;
  guint64 seconds;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &seconds, NULL))
    return MIN (seconds, MAX_RETRY_AFTER);
  if ((when = soup_date_time_new_from_http_string (text)) == NULL)
    return 0;

  now = g_date_time_new_now_utc ();

  return CLAMP (g_date_time_difference (when, now) / G_TIME_SPAN_SECOND, 0, MAX_RETRY_AFTER);
}

static char *
dup_status_line (guint status, const char *reason)
{
  g_autofree char *valid = NULL;

  if (reason == NULL || *reason == '\0')
    reason = soup_status_get_phrase (status);
  valid = g_utf8_make_valid (reason, -1);

  return g_strdup_printf ("%u %s", status, valid);
}

gboolean
sluice_content_type_is_html (const char *content_type)
{
  return content_type != NULL && g_ascii_strncasecmp (content_type, "text/html", 9) == 0;
}

static JsonNode *
parse_body (const char *content_type, GBytes *body)
{
  gsize size = 0;
  const char *data = body != NULL ? g_bytes_get_data (body, &size) : NULL;

  if (size == 0 || sluice_content_type_is_html (content_type))
    return NULL;

  return sluice_json_parse (data, size, NULL);
}

/* Other frameworks answer with a “detail” as well, so do gateways that are made of them: the codes are PostHog’s. */
static gboolean
says_no_such_path (guint status, JsonObject *object)
{
  const char *code = get_text (object, "code");

  return (status == SOUP_STATUS_NOT_FOUND && g_strcmp0 (code, "not_found") == 0) ||
         (status == SOUP_STATUS_METHOD_NOT_ALLOWED && g_strcmp0 (code, "method_not_allowed") == 0);
}

GError *
sluice_api_error_new_for_answer (guint status,
                                 const char *reason,
                                 const char *content_type,
                                 const char *retry_after,
                                 GBytes *body)
{
  g_autoptr (JsonNode) root = parse_body (content_type, body);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  const char *text = find_text (object);
  g_autofree char *message = text != NULL ?
                                 g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_MESSAGE_LENGTH)) :
                                 dup_status_line (status, reason);
  GError *error = g_error_new_literal (SLUICE_API_ERROR, code_for_status (status), message);
  SluiceApiErrorPrivate *priv = sluice_api_error_get_private (error);

  priv->status = status;
  priv->retry_after = parse_retry_after (retry_after);
  priv->doubtful =
      status == SOUP_STATUS_BAD_GATEWAY || status == SOUP_STATUS_GATEWAY_TIMEOUT || status == STATUS_ORIGIN_TIMEOUT;
  priv->kept = status == SOUP_STATUS_BAD_REQUEST && !sluice_json_get_boolean (object, "success", TRUE);
  priv->field = g_strdup (get_text (object, "attr"));
  priv->no_such_path = says_no_such_path (status, object);
  if (status == SOUP_STATUS_FORBIDDEN && text != NULL)
    priv->scope = dup_scope (text);

  return error;
}

/* What stands between the tags of the title, as a line of text. Read on the main thread: no expression goes over the
 * same text twice. */
static char *
dup_title (const char *page, gsize size)
{
  static const char *const entities[][2] = {
    { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&#39;", "'" }, { "&amp;", "&" },
  };
  g_autofree char *raw = g_strndup (page, size);
  g_autofree char *text = g_utf8_make_valid (raw, -1);
  g_autoptr (GRegex) regex = g_regex_new ("<title[^<>]*>([^<]*)</title", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GRegex) spaces = g_regex_new ("\\s+", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *inner = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GString) title = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return NULL;

  inner = g_match_info_fetch (match, 1);
  line = g_regex_replace_literal (spaces, inner, -1, 0, " ", 0, NULL);
  title = g_string_new (g_strstrip (line));
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    g_string_replace (title, entities[i][0], entities[i][1], 0);
  if (title->len == 0)
    return NULL;
  if (g_utf8_strlen (title->str, -1) > MAX_TITLE_LENGTH)
    {
      g_string_truncate (title, g_utf8_offset_to_pointer (title->str, MAX_TITLE_LENGTH - 1) - title->str);
      g_string_append (title, "…");
    }

  return g_string_free_and_steal (g_steal_pointer (&title));
}

GError *
sluice_api_error_new_for_page (guint status, const char *content_type, GBytes *body)
{
  gsize size = 0;
  const char *data = body != NULL ? g_bytes_get_data (body, &size) : NULL;
  gsize head_size = MIN (size, SLUICE_PAGE_HEAD_SIZE);
  gsize n_spaces = 0;
  g_autofree char *title = NULL;
  GError *error;

  while (n_spaces < head_size && g_ascii_isspace (data[n_spaces]))
    n_spaces++;
  if (n_spaces == size)
    return NULL;
  if (!sluice_content_type_is_html (content_type) && (n_spaces == head_size || data[n_spaces] != '<'))
    return NULL;

  if ((title = dup_title (data, head_size)) != NULL)
    /* Translators: %s is the title of a web page, such as “Sign in to Wi-Fi” */
    error = g_error_new (SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL,
                         _ ("The answer is a web page, “%s”, and no data."), title);
  else
    error =
        g_error_new_literal (SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL, _ ("The answer is a web page, and no data."));
  sluice_api_error_get_private (error)->status = status;

  return error;
}

GError *
sluice_api_error_new_for_certificate (GTlsCertificate *certificate, GTlsCertificateFlags errors, const char *host)
{
  g_autofree char *fault = sluice_certificate_dup_fault (certificate, errors, host);
  GError *error = g_error_new_literal (SLUICE_API_ERROR, SLUICE_API_ERROR_TLS, fault);

  sluice_api_error_get_private (error)->certificate_errors = errors;

  return error;
}

GError *
sluice_api_error_new_for_proxy (const char *proxy, guint status, const char *reason)
{
  g_autofree char *line = dup_status_line (status, reason);
  GError *error;

  /* Translators: %1$s is the address of a proxy, %2$s what it answered, such as “407 Proxy Authentication Required” */
  error = g_error_new (SLUICE_API_ERROR, SLUICE_API_ERROR_NETWORK, _ ("The proxy %1$s answers: %2$s"), proxy, line);
  sluice_api_error_get_private (error)->status = status;
  sluice_api_error_get_private (error)->proxy = g_strdup (proxy);

  return error;
}

void
sluice_api_error_blame_proxy (GError *error, const char *proxy)
{
  SluiceApiErrorPrivate *priv = get_private (error);
  g_autofree char *words = NULL;

  if (priv == NULL)
    return;
  words = g_steal_pointer (&error->message);
  /* Translators: %1$s is the address of a proxy, %2$s what went wrong, in the system’s words */
  error->message = g_strdup_printf (_ ("The proxy %1$s cannot be reached: %2$s"), proxy, words);
  g_set_str (&priv->proxy, proxy);
}

static int
code_for_error (const GError *error)
{
  if (g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return SLUICE_API_ERROR_TIMEOUT;
  /* A connection that ends in the middle of TLS is a broken one, not a certificate to look at. */
  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_EOF))
    return SLUICE_API_ERROR_NETWORK;
  if (error->domain == G_TLS_ERROR)
    return SLUICE_API_ERROR_TLS;
  if (g_error_matches (error, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING) ||
      g_error_matches (error, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return SLUICE_API_ERROR_PROTOCOL;
  if (error->domain == G_IO_ERROR || error->domain == G_RESOLVER_ERROR || error->domain == SOUP_SESSION_ERROR)
    return SLUICE_API_ERROR_NETWORK;

  return SLUICE_API_ERROR_PROTOCOL;
}

/* Failures before a connection stands: the request cannot have been received. */
static gboolean
is_before_connection (const GError *error)
{
  static const int codes[] = { G_IO_ERROR_CONNECTION_REFUSED,  G_IO_ERROR_HOST_UNREACHABLE,
                               G_IO_ERROR_NETWORK_UNREACHABLE, G_IO_ERROR_HOST_NOT_FOUND,
                               G_IO_ERROR_PROXY_FAILED,        G_IO_ERROR_PROXY_AUTH_FAILED,
                               G_IO_ERROR_PROXY_NEED_AUTH,     G_IO_ERROR_PROXY_NOT_ALLOWED };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, G_IO_ERROR, codes[i]))
      return TRUE;

  return error->domain == G_RESOLVER_ERROR;
}

/* What a reader of documents says, as what is said of an answer. */
static char *
dup_message (const GError *error)
{
  if (g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return g_strdup (_ ("There was no answer in time."));
  if (g_error_matches (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_PARSE))
    return g_strdup (_ ("The answer is not JSON, or only a part of it."));
  if (error->domain == SLUICE_JSON_ERROR)
    /* Translators: %s says what, such as “table” is not text */
    return g_strdup_printf (_ ("The answer cannot be used: %s."), error->message);

  return g_strdup (error->message);
}

GError *
sluice_api_error_take (GError *error)
{
  g_autoptr (GError) original = error;
  g_autofree char *message = NULL;
  GError *mapped;
  int code;

  if (error == NULL)
    return NULL;
  if (error->domain == SLUICE_API_ERROR || sluice_error_is_cancelled (error))
    return g_steal_pointer (&original);

  code = code_for_error (error);
  message = dup_message (error);
  mapped = g_error_new_literal (SLUICE_API_ERROR, code, message);
  sluice_api_error_set_doubtful (mapped, code == SLUICE_API_ERROR_TIMEOUT ||
                                             (code == SLUICE_API_ERROR_NETWORK && !is_before_connection (error)));

  return mapped;
}
