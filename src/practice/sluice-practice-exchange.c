/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-exchange.h"

#include <string.h>

static void
disconnected_cb (SoupServerMessage *message, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

SluicePracticeExchange *
sluice_practice_exchange_new (SoupServerMessage *message, const char *base_url, gpointer user_data)
{
  SluicePracticeExchange *self = g_new0 (SluicePracticeExchange, 1);
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *path = g_uri_unescape_string (g_uri_get_path (uri), NULL);

  self->message = g_object_ref (message);
  soup_server_message_pause (message);
  /* A path that cannot be decoded is one that nothing answers to. */
  self->request = sluice_practice_request_new (soup_server_message_get_method (message),
                                               path != NULL && g_utf8_validate (path, -1, NULL) ? path : "/?",
                                               g_uri_get_query (uri));
  self->request->base_url = g_strdup (base_url);
  self->request->authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  self->request->raw_body = soup_message_body_flatten (body);
  self->user_data = user_data;
  g_signal_connect_data (message, "disconnected", G_CALLBACK (disconnected_cb),
                         g_object_ref (self->request->cancellable), (GClosureNotify) (void (*) (void)) g_object_unref,
                         G_CONNECT_DEFAULT);

  return self;
}

void
sluice_practice_exchange_free (SluicePracticeExchange *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->message);
  sluice_practice_request_free (self->request);
  g_free (self->argument);
  g_free (self);
}

static void
spoil_with_status (SluicePracticeExchange *self, guint status)
{
  SluicePracticeRequest *request = self->request;

  if (status == 429)
    {
      sluice_practice_reply_fault (request, 429, "throttled", NULL,
                                   "Request was throttled. Expected available in 2 seconds.");
      sluice_practice_reply_header (request, "Retry-After", "2");
    }
  else if (status >= 502 && status <= 504)
    {
      g_autofree char *page =
          g_strdup_printf ("<html><head><title>%u %s</title></head><body><center><h1>%u %s</h1>"
                           "</center></body></html>\n",
                           status, soup_status_get_phrase (status), status, soup_status_get_phrase (status));

      request->status = status;
      g_clear_pointer (&request->reply, g_bytes_unref);
      request->reply = g_bytes_new (page, strlen (page));
      g_set_str (&request->content_type, "text/html");
    }
  else if (status >= 500)
    sluice_practice_reply_fault (request, status, "error", NULL, "A server error occurred.");
  else if (status >= 400)
    sluice_practice_reply_fault (request, status, "practice", NULL, "The practice server was told to answer %u.",
                                 status);
  else
    sluice_practice_reply_empty (request, status);
}

void
sluice_practice_exchange_spoil (SluicePracticeExchange *self)
{
  g_autoptr (GError) error = NULL;
  char *contents = NULL;
  gsize length = 0;

  if (self->fault == SLUICE_PRACTICE_FAULT_STATUS_AFTER ||
      (self->fault == SLUICE_PRACTICE_FAULT_STATUS && self->argument == NULL))
    spoil_with_status (self, (guint) self->number);
  else if (self->fault == SLUICE_PRACTICE_FAULT_REDIRECT)
    {
      sluice_practice_reply_empty (self->request, SOUP_STATUS_TEMPORARY_REDIRECT);
      sluice_practice_reply_header (self->request, "Location", self->argument);
    }
  else if (g_file_get_contents (self->argument, &contents, &length, &error))
    {
      if (self->fault == SLUICE_PRACTICE_FAULT_STATUS)
        self->request->status = (guint) self->number;
      self->request->reply = g_bytes_new_take (contents, length);
      g_set_str (&self->request->content_type,
                 g_str_has_suffix (self->argument, ".html") ? "text/html" : "application/json");
    }
  else
    sluice_practice_reply_fault (self->request, 500, "error", NULL, "%s", error->message);
}

static void
closed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_io_stream_close_finish (G_IO_STREAM (object), result, NULL);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GIOStream *stream = user_data;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL);
  g_io_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, closed_cb, NULL);
  g_object_unref (stream);
}

/* Takes the connection away from libsoup and hangs up, after some bytes or none. */
static void
hang_up (SluicePracticeExchange *self, GBytes *bytes)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (self->message);
  gsize size = 0;
  const void *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (stream == NULL)
    return;
  if (bytes == NULL)
    g_io_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, closed_cb, NULL);
  else
    {
      g_object_set_data_full (G_OBJECT (stream), "bytes", g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
      g_output_stream_write_all_async (g_io_stream_get_output_stream (stream), data, size, G_PRIORITY_DEFAULT, NULL,
                                       written_cb, g_object_ref (stream));
    }
}

/* The whole length is promised, a part of it sent. */
static void
send_truncated (SluicePracticeExchange *self)
{
  SluicePracticeRequest *request = self->request;
  gsize length = request->reply != NULL ? g_bytes_get_size (request->reply) : 0;
  gsize part = MIN (length, (gsize) self->number);
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *head =
      g_strdup_printf ("HTTP/1.1 %u %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n",
                       request->status, soup_status_get_phrase (request->status),
                       request->content_type != NULL ? request->content_type : "application/json", length);

  g_byte_array_append (answer, (const guint8 *) head, (guint) strlen (head));
  if (part > 0)
    g_byte_array_append (answer, g_bytes_get_data (request->reply, NULL), (guint) part);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&answer));
  hang_up (self, bytes);
}

static void
send_whole (SluicePracticeExchange *self)
{
  SluicePracticeRequest *request = self->request;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  soup_server_message_set_status (self->message, request->status, NULL);
  for (guint i = 0; i + 1 < request->headers->len; i += 2)
    soup_message_headers_append (headers, g_ptr_array_index (request->headers, i),
                                 g_ptr_array_index (request->headers, i + 1));
  if (request->reply != NULL)
    {
      soup_message_headers_set_content_type (headers, request->content_type, NULL);
      soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), request->reply);
    }
  soup_server_message_unpause (self->message);
}

void
sluice_practice_exchange_send (SluicePracticeExchange *self)
{
  /* Nobody is there any more. */
  if (g_cancellable_is_cancelled (self->request->cancellable))
    {
      sluice_practice_exchange_free (self);
      return;
    }
  switch (self->fault)
    {
    case SLUICE_PRACTICE_FAULT_DROP_BEFORE:
    case SLUICE_PRACTICE_FAULT_DROP_AFTER:
      hang_up (self, NULL);
      break;
    case SLUICE_PRACTICE_FAULT_TRUNCATE:
      send_truncated (self);
      break;
    case SLUICE_PRACTICE_FAULT_NONE:
    case SLUICE_PRACTICE_FAULT_DELAY:
    case SLUICE_PRACTICE_FAULT_STATUS:
    case SLUICE_PRACTICE_FAULT_STATUS_AFTER:
    case SLUICE_PRACTICE_FAULT_BODY:
    case SLUICE_PRACTICE_FAULT_REDIRECT:
    case SLUICE_PRACTICE_FAULT_KEY:
    case SLUICE_PRACTICE_FAULT_REVOKE:
    default:
      send_whole (self);
      break;
    }
  sluice_practice_exchange_free (self);
}
