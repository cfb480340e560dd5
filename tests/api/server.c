/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server.h"

typedef struct
{
  guint status;
  char *headers;
  GBytes *body;
  gboolean raw;
  gboolean hang;
} Answer;

static void
answer_free (Answer *self)
{
  g_free (self->headers);
  g_bytes_unref (self->body);
  g_free (self);
}

static void
request_free (TestRequest *self)
{
  g_free (self->method);
  g_free (self->path);
  g_free (self->query);
  g_free (self->authorization);
  g_free (self->content_type);
  g_free (self->body);
  g_free (self->user_agent);
  g_free (self->if_none_match);
  g_free (self->if_modified_since);
  g_free (self);
}

static void
record (TestServer *self, SoupServerMessage *message, const char *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  TestRequest *request = g_new0 (TestRequest, 1);

  request->method = g_strdup (soup_server_message_get_method (message));
  request->path = g_strdup (path);
  request->query = g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));
  request->authorization = g_strdup (soup_message_headers_get_list (headers, "Authorization"));
  request->content_type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));
  request->user_agent = g_strdup (soup_message_headers_get_one (headers, "User-Agent"));
  request->if_none_match = g_strdup (soup_message_headers_get_one (headers, "If-None-Match"));
  request->if_modified_since = g_strdup (soup_message_headers_get_one (headers, "If-Modified-Since"));
  request->body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_ptr_array_add (self->requests, request);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TestServer *self = user_data;
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && n <= 0)
    self->n_closed++;
}

static void
answer_raw (TestServer *self, SoupServerMessage *message, Answer *answer)
{
  static char buffer[16];
  GIOStream *stream = soup_server_message_steal_connection (message);
  gsize size;
  const char *data = g_bytes_get_data (answer->body, &size);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), data, size, NULL, NULL, NULL);
  if (answer->hang)
    {
      g_input_stream_read_async (g_io_stream_get_input_stream (stream), buffer, sizeof buffer, G_PRIORITY_DEFAULT, NULL,
                                 closed_cb, self);
      g_ptr_array_add (self->streams, stream);
      return;
    }

  g_io_stream_close (stream, NULL, NULL);
  g_object_unref (stream);
}

static void
add_headers (SoupServerMessage *message, const char *text)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], ": ", 2);

      soup_message_headers_replace (headers, parts[0], parts[1]);
    }
}

static void
handler (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  TestServer *self = user_data;
  Answer *answer = g_hash_table_lookup (self->routes, path);
  Answer *last = NULL;

  record (self, message, path);
  if (answer == NULL && g_queue_get_length (self->answers) > 1)
    answer = last = g_queue_pop_head (self->answers);
  else if (answer == NULL)
    answer = g_queue_peek_head (self->answers);
  g_assert_nonnull (answer);

  if (answer->raw)
    answer_raw (self, message, answer);
  else
    {
      soup_server_message_set_status (message, answer->status, NULL);
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Content-Type",
                                    "application/json");
      if (answer->headers != NULL)
        add_headers (message, answer->headers);
      if (g_bytes_get_size (answer->body) > 0)
        soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer->body);
    }
  g_clear_pointer (&last, answer_free);
}

TestServer *
test_server_new (void)
{
  TestServer *self = g_new0 (TestServer, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) request_free);
  self->streams = g_ptr_array_new_with_free_func (g_object_unref);
  self->answers = g_queue_new ();
  self->routes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) answer_free);
  soup_server_add_handler (self->server, NULL, handler, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return self;
}

void
test_server_reset (TestServer *self)
{
  g_ptr_array_set_size (self->requests, 0);
  g_queue_clear_full (self->answers, (GDestroyNotify) answer_free);
  g_hash_table_remove_all (self->routes);
}

void
test_server_free (TestServer *self)
{
  soup_server_disconnect (self->server);
  test_settle ();
  g_clear_object (&self->server);
  test_server_reset (self);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_clear_pointer (&self->streams, g_ptr_array_unref);
  g_clear_pointer (&self->answers, g_queue_free);
  g_clear_pointer (&self->routes, g_hash_table_unref);
  g_free (self->url);
  g_free (self);
}

static Answer *
answer_new (guint status, const char *headers, const char *body, gssize length)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->status = status;
  answer->headers = g_strdup (headers);
  answer->body = g_bytes_new (body, length >= 0 ? (gsize) length : strlen (body));

  return answer;
}

void
test_server_answer (TestServer *self, guint status, const char *headers, const char *body)
{
  g_queue_push_tail (self->answers, answer_new (status, headers, body, -1));
}

void
test_server_answer_bytes (TestServer *self, guint status, GBytes *body)
{
  g_queue_push_tail (self->answers, answer_new (status, NULL, g_bytes_get_data (body, NULL), g_bytes_get_size (body)));
}

void
test_server_route (TestServer *self, const char *path, guint status, const char *body)
{
  g_hash_table_insert (self->routes, g_strdup (path), answer_new (status, NULL, body, -1));
}

void
test_server_answer_raw (TestServer *self, const char *raw, gssize length)
{
  Answer *answer = answer_new (0, NULL, raw, length);

  answer->raw = TRUE;
  g_queue_push_tail (self->answers, answer);
}

void
test_server_answer_hang (TestServer *self, const char *raw)
{
  Answer *answer = answer_new (0, NULL, raw, -1);

  answer->raw = answer->hang = TRUE;
  g_queue_push_tail (self->answers, answer);
}

TestRequest *
test_server_get_request (TestServer *self, guint index)
{
  g_assert_cmpuint (index, <, self->requests->len);

  return g_ptr_array_index (self->requests, index);
}

static const GValue *
await_value (DexFuture *future, GError **error)
{
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  return dex_future_get_value (future, error);
}

gboolean
test_await (DexFuture *future, GError **error)
{
  gboolean done = await_value (future, error) != NULL;

  dex_unref (future);

  return done;
}

gpointer
test_await_object (DexFuture *future, GError **error)
{
  const GValue *value = await_value (future, error);
  gpointer object = value != NULL ? g_value_dup_object (value) : NULL;

  dex_unref (future);

  return object;
}

char *
test_await_string (DexFuture *future, GError **error)
{
  const GValue *value = await_value (future, error);
  char *string = value != NULL ? g_value_dup_string (value) : NULL;

  dex_unref (future);

  return string;
}

int
test_await_int (DexFuture *future, GError **error)
{
  const GValue *value = await_value (future, error);
  int number = value != NULL ? g_value_get_int (value) : -1;

  dex_unref (future);

  return number;
}

gpointer
test_await_boxed (DexFuture *future, GError **error)
{
  const GValue *value = await_value (future, error);
  gpointer boxed = value != NULL ? g_value_dup_boxed (value) : NULL;

  dex_unref (future);

  return boxed;
}

void
test_await_count (const guint *count, guint value)
{
  while (*count < value)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (*count, ==, value);
}

void
test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}
