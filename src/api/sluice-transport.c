/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-transport.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "sluice-api-error.h"
#include "sluice-call-private.h"
#include "sluice-certificate.h"
#include "sluice-proxy.h"

/* 150 s: contract, section 1.8; those calls wait for the customer's own system. */
#define SHORT_TIMEOUT (30 * 1000)
#define LONG_TIMEOUT (150 * 1000)
#define PIECE_SIZE (256 * 1024)

/* The default of 2 lets two long calls block a third. */
#define MAX_CONNECTIONS_PER_HOST 8

struct _SluiceExchange
{
  SoupMessage *message;
  SluiceCall *call;
  GInputStream *stream;
  GTlsCertificate *refused; /* the server's certificate, when it does not verify */
  GTlsCertificateFlags refusal;
  guint timeout;
  gboolean at_end;
};

static SluiceDelayFunc delay_func;
static guint short_timeout = SHORT_TIMEOUT;
static guint long_timeout = LONG_TIMEOUT;

void
sluice_transport_set_delay_func (SluiceDelayFunc func)
{
  delay_func = func;
}

void
sluice_transport_set_timeouts (guint new_short_timeout, guint new_long_timeout)
{
  short_timeout = new_short_timeout != 0 ? new_short_timeout : SHORT_TIMEOUT;
  long_timeout = new_long_timeout != 0 ? new_long_timeout : LONG_TIMEOUT;
}

guint
sluice_transport_get_timeout (gboolean is_long)
{
  return is_long ? long_timeout : short_timeout;
}

DexFuture *
sluice_transport_delay (guint msec)
{
  return delay_func != NULL ? delay_func (msec) : dex_timeout_new_msec (msec);
}

static SoupSession *
make_session (void)
{
  g_autoptr (GTlsDatabase) database = sluice_certificate_dup_database ();
  /* The deadlines are ours: left alone, libsoup gives up after a minute of silence, and a discovery may take two. */
  SoupSession *session = soup_session_new_with_options ("user-agent", "Sluice/" PACKAGE_VERSION, "timeout", 0,
                                                        "max-conns-per-host", MAX_CONNECTIONS_PER_HOST, NULL);

  /* The key goes where we say, and in no other way than we say. A proxy's password cannot be sent either: libsoup 3.6
   * would say it to the server behind the proxy as well. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  if (database != NULL)
    soup_session_set_tls_database (session, database);

  return session;
}

/* One session for the program; plain HTTP, which is loopback only, has one without the proxy that would get the key. */
static SoupSession *
get_session (GUri *uri)
{
  static SoupSession *session;
  static SoupSession *loopback_session;

  if (g_str_equal (g_uri_get_scheme (uri), "http"))
    {
      if (loopback_session == NULL)
        {
          loopback_session = make_session ();
          soup_session_set_proxy_resolver (loopback_session, NULL);
        }
      return loopback_session;
    }

  if (session == NULL)
    session = make_session ();

  return session;
}

/* Refused whatever is wrong with it: here it is only remembered, to be told. */
static gboolean
accept_cb (SoupMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags errors, SluiceExchange *self)
{
  g_set_object (&self->refused, certificate);
  self->refusal = errors;

  return FALSE;
}

static void
starting_cb (SoupMessage *message, gboolean *sent)
{
  *sent = TRUE;
}

static void
add_header (SoupMessageHeaders *headers, const char *name, const char *value)
{
  if (value != NULL)
    soup_message_headers_replace (headers, name, value);
}

static SoupMessage *
make_message (const char *method, GUri *uri, const SluiceExchangeHead *head, GBytes *body)
{
  SoupMessage *message = soup_message_new_from_uri (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  SoupMessageFlags flags = SOUP_MESSAGE_NO_REDIRECT;

  if (!g_str_equal (method, SOUP_METHOD_GET))
    flags |= SOUP_MESSAGE_NEW_CONNECTION;
  soup_message_set_flags (message, flags);
  add_header (headers, "Accept", head->accept != NULL ? head->accept : "application/json");
  add_header (headers, "Authorization", head->authorization);
  add_header (headers, "If-None-Match", head->if_none_match);
  add_header (headers, "If-Modified-Since", head->if_modified_since);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", body);

  return message;
}

static void
send_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  g_autoptr (GError) error = NULL;
  GInputStream *stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (stream != NULL)
    dex_promise_resolve_object (promise, stream);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

/* DexAsyncPair has no place for the priority. */
static DexFuture *
send_message (SoupMessage *message)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  dex_future_set_static_name (DEX_FUTURE (promise), "sluice-send");
  soup_session_send_async (get_session (soup_message_get_uri (message)), message, G_PRIORITY_DEFAULT,
                           dex_promise_get_cancellable (promise), send_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}

static DexFuture *
with_deadline (DexFuture *future, guint timeout)
{
  return dex_future_first (future, dex_timeout_new_msec (timeout), NULL);
}

/* Nothing that is not a GET was surely not done once its bytes may have left. */
static gboolean
fail (GError **error, GError *cause, gboolean doubtful)
{
  GError *mapped = sluice_api_error_take (cause);

  sluice_api_error_set_doubtful (mapped, doubtful);
  g_propagate_error (error, mapped);

  return FALSE;
}

/* What the proxy is that stands between, "" if there is none. */
static char *
find_proxy (SluiceExchange *self)
{
  g_autofree char *url = g_uri_to_string_partial (soup_message_get_uri (self->message), G_URI_HIDE_QUERY);
  char *proxy = dex_await_string (sluice_proxy_find (url), NULL);

  return proxy != NULL ? proxy : g_strdup ("");
}

static gboolean
is_tls (SluiceExchange *self)
{
  return g_str_equal (g_uri_get_scheme (soup_message_get_uri (self->message)), "https");
}

/* Takes @error; says who is at fault, as far as that can be known. */
static GError *
explain (SluiceExchange *self, GError *error)
{
  g_autofree char *proxy = NULL;
  GError *mapped = NULL;

  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE) && self->refused != NULL)
    {
      g_error_free (error);
      return sluice_api_error_new_for_certificate (self->refused, self->refusal,
                                                   g_uri_get_host (soup_message_get_uri (self->message)));
    }

  mapped = sluice_api_error_take (error);
  if (!is_tls (self) || !g_error_matches (mapped, SLUICE_API_ERROR, SLUICE_API_ERROR_NETWORK) ||
      sluice_api_error_is_doubtful (mapped))
    return mapped;

  proxy = find_proxy (self);
  if (*proxy != '\0')
    sluice_api_error_blame_proxy (mapped, proxy);

  return mapped;
}

/* An answer to a request for TLS that came without any is not the server's. */
static gboolean
refuse_proxy (SluiceExchange *self, GError **error)
{
  g_autofree char *proxy = NULL;

  if (!is_tls (self) || soup_message_get_tls_peer_certificate (self->message) != NULL)
    return TRUE;

  proxy = find_proxy (self);
  if (*proxy == '\0')
    return TRUE;

  g_propagate_error (error, sluice_api_error_new_for_proxy (proxy, sluice_exchange_get_status (self),
                                                            sluice_exchange_get_reason (self)));

  return FALSE;
}

/* What a server or a gateway calls the request in its own log. */
static const char *
find_request_id (SluiceExchange *self)
{
  static const char *const names[] = { "X-Request-Id", "Request-Id", "X-Correlation-Id", "CF-Ray" };
  const char *id = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names) && id == NULL; i++)
    id = sluice_exchange_get_header (self, names[i]);

  return id;
}

/* The head of the answer, as far as it is the server's. */
static gboolean
take_answer (SluiceExchange *self, const SluiceExchangeHead *head, GError **error)
{
  GError *local_error = NULL;

  sluice_call_set_answer (self->call, sluice_exchange_get_status (self), find_request_id (self), head->authorization);
  if (refuse_proxy (self, &local_error))
    return TRUE;

  sluice_call_set_failure (self->call, local_error);
  g_propagate_error (error, local_error);

  return FALSE;
}

SluiceExchange *
sluice_exchange_open (const char *method,
                      const char *url,
                      const SluiceExchangeHead *head,
                      GBytes *body,
                      guint timeout,
                      GError **error)
{
  g_autoptr (SluiceExchange) self = g_new0 (SluiceExchange, 1);
  g_autoptr (GUri) uri = NULL;
  GError *local_error = NULL;
  gboolean sent = FALSE;
  gulong starting_id;

  if ((uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, &local_error)) == NULL)
    {
      fail (error, local_error, FALSE);
      return NULL;
    }

  self->timeout = timeout;
  self->message = make_message (method, uri, head, body);
  self->call = sluice_call_begin (method, url, head->authorization, body != NULL ? g_bytes_get_size (body) : 0);
  g_signal_connect (self->message, "accept-certificate", G_CALLBACK (accept_cb), self);
  starting_id = g_signal_connect (self->message, "starting", G_CALLBACK (starting_cb), &sent);
  self->stream = dex_await_object (with_deadline (send_message (self->message), timeout), &local_error);
  g_signal_handler_disconnect (self->message, starting_id);
  if (self->stream == NULL)
    {
      local_error = explain (self, local_error);
      sluice_call_set_failure (self->call, local_error);
      fail (error, local_error, sent && !g_str_equal (method, SOUP_METHOD_GET));
      return NULL;
    }
  if (!take_answer (self, head, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_input_stream_close_finish (G_INPUT_STREAM (source), result, NULL);
}

void
sluice_exchange_free (SluiceExchange *self)
{
  if (self->stream != NULL && !self->at_end)
    g_input_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, closed_cb, NULL);
  g_clear_object (&self->stream);
  g_clear_object (&self->refused);
  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  if (self->call != NULL)
    sluice_call_end (self->call);
  g_clear_object (&self->call);
  g_free (self);
}

guint
sluice_exchange_get_status (SluiceExchange *self)
{
  return soup_message_get_status (self->message);
}

const char *
sluice_exchange_get_reason (SluiceExchange *self)
{
  return soup_message_get_reason_phrase (self->message);
}

SluiceCall *
sluice_exchange_get_call (SluiceExchange *self)
{
  return self->call;
}

const char *
sluice_exchange_get_header (SluiceExchange *self, const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (self->message), name);
}

GBytes *
sluice_exchange_read (SluiceExchange *self, GError **error)
{
  GError *local_error = NULL;
  GBytes *bytes;

  bytes = dex_await_boxed (with_deadline (dex_input_stream_read_bytes (self->stream, PIECE_SIZE, G_PRIORITY_DEFAULT),
                                          self->timeout),
                           &local_error);
  if (bytes == NULL)
    {
      sluice_call_set_failure (self->call, local_error);
      fail (error, local_error, !g_str_equal (soup_message_get_method (self->message), SOUP_METHOD_GET));
      return NULL;
    }

  sluice_call_add_received (self->call, g_bytes_get_size (bytes));
  if (g_bytes_get_size (bytes) == 0)
    {
      self->at_end = TRUE;
      sluice_call_end (self->call);
    }

  return bytes;
}

GBytes *
sluice_exchange_read_all (SluiceExchange *self, gsize max_size, GError **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();

  while (!self->at_end)
    {
      g_autoptr (GBytes) piece = sluice_exchange_read (self, error);

      if (piece == NULL)
        return NULL;
      if (g_bytes_get_size (piece) > max_size - all->len)
        {
          g_set_error_literal (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL, _ ("The answer is too large."));
          return NULL;
        }
      g_byte_array_append (all, g_bytes_get_data (piece, NULL), g_bytes_get_size (piece));
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

GBytes *
sluice_exchange_read_head (SluiceExchange *self, gsize size, GError **error)
{
  g_autoptr (GByteArray) head = g_byte_array_new ();

  while (!self->at_end && head->len <= size)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (GBytes) piece = sluice_exchange_read (self, &local_error);

      if (piece == NULL && (head->len == 0 || sluice_error_is_cancelled (local_error)))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (piece == NULL)
        break;
      g_byte_array_append (head, g_bytes_get_data (piece, NULL), g_bytes_get_size (piece));
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&head));
}
