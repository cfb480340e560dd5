/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tls-server.h"

#include <string.h>

#define MAX_HEAD 16384

/* Both: a service, and what it was asked. */
typedef struct
{
  GSocketService *service;
  guint16 port;
  GMutex mutex;
  char *head;
  int n_requests;
} Listener;

struct _TlsServer
{
  Listener listener;
  GTlsCertificate *certificate;
  char *url;
};

struct _TestProxy
{
  Listener listener;
  char *answer;
  char *credentials;
};

static void
listen_on_loopback (Listener *self, GCallback run, gpointer user_data)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->mutex);
  self->service = g_threaded_socket_service_new (8);
  g_signal_connect (self->service, "run", run, user_data);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any_port, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &address, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

static void
listener_clear (Listener *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
  g_mutex_clear (&self->mutex);
  g_free (self->head);
}

static void
note (Listener *self, const char *head)
{
  g_mutex_lock (&self->mutex);
  g_set_str (&self->head, head);
  self->n_requests++;
  g_mutex_unlock (&self->mutex);
}

static int
get_n_requests (Listener *self)
{
  int n_requests;

  g_mutex_lock (&self->mutex);
  n_requests = self->n_requests;
  g_mutex_unlock (&self->mutex);

  return n_requests;
}

static char *
dup_head (Listener *self)
{
  char *head;

  g_mutex_lock (&self->mutex);
  head = g_strdup (self->head);
  g_mutex_unlock (&self->mutex);

  return head;
}

/* Up to the empty line; NULL if it never comes. */
static char *
read_head (GInputStream *stream)
{
  g_autoptr (GString) head = g_string_new (NULL);
  char byte;

  while (head->len < MAX_HEAD && g_input_stream_read (stream, &byte, 1, NULL, NULL) == 1)
    {
      g_string_append_c (head, byte);
      if (g_str_has_suffix (head->str, "\r\n\r\n"))
        return g_string_free_and_steal (g_steal_pointer (&head));
    }

  return NULL;
}

static void
write_text (GIOStream *stream, const char *text)
{
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), text, strlen (text), NULL, NULL, NULL);
}

static gboolean
tls_run_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source_object, gpointer user_data)
{
  TlsServer *self = user_data;
  g_autoptr (GIOStream) tls = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  static const char body[] = "{\"detail\":\"" TLS_SERVER_WORDS "\"}";
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\n"
                                             "Content-Length: %zu\r\nConnection: close\r\n\r\n%s",
                                             strlen (body), body);
  g_autofree char *head = NULL;

  if (!g_tls_connection_handshake (G_TLS_CONNECTION (tls), NULL, NULL) ||
      (head = read_head (g_io_stream_get_input_stream (tls))) == NULL)
    return TRUE;
  note (&self->listener, head);
  write_text (tls, answer);
  g_io_stream_close (tls, NULL, NULL);

  return TRUE;
}

TlsServer *
tls_server_new (const char *certificate)
{
  TlsServer *self = g_new0 (TlsServer, 1);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "api", "certificates", certificate, NULL);
  g_autoptr (GError) error = NULL;

  self->certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);
  listen_on_loopback (&self->listener, G_CALLBACK (tls_run_cb), self);
  self->url = g_strdup_printf ("https://127.0.0.1:%u", self->listener.port);

  return self;
}

void
tls_server_free (TlsServer *self)
{
  listener_clear (&self->listener);
  g_clear_object (&self->certificate);
  g_free (self->url);
  g_free (self);
}

const char *
tls_server_get_url (TlsServer *self)
{
  return self->url;
}

int
tls_server_get_n_requests (TlsServer *self)
{
  return get_n_requests (&self->listener);
}

char *
tls_server_dup_head (TlsServer *self)
{
  return dup_head (&self->listener);
}

typedef struct
{
  GInputStream *from;
  GOutputStream *to;
} Pipe;

static gpointer
pipe_thread (gpointer data)
{
  Pipe *pipe = data;

  g_output_stream_splice (pipe->to, pipe->from, G_OUTPUT_STREAM_SPLICE_NONE, NULL, NULL);

  return NULL;
}

/* Both ways at once, until the server has said all. */
static void
lead (GSocketConnection *client, const char *place)
{
  g_autoptr (GSocketClient) connector = g_socket_client_new ();
  g_autoptr (GSocketConnection) server = NULL;
  g_autoptr (GThread) thread = NULL;
  Pipe there;
  Pipe back;

  g_socket_client_set_enable_proxy (connector, FALSE);
  server = g_socket_client_connect_to_host (connector, place, 443, NULL, NULL);
  if (server == NULL)
    return;
  write_text (G_IO_STREAM (client), "HTTP/1.1 200 Connection established\r\n\r\n");
  there = (Pipe) { g_io_stream_get_input_stream (G_IO_STREAM (client)),
                   g_io_stream_get_output_stream (G_IO_STREAM (server)) };
  back = (Pipe) { g_io_stream_get_input_stream (G_IO_STREAM (server)),
                  g_io_stream_get_output_stream (G_IO_STREAM (client)) };
  thread = g_thread_new ("there", pipe_thread, &there);
  pipe_thread (&back);
  g_socket_shutdown (g_socket_connection_get_socket (client), TRUE, TRUE, NULL);
  g_thread_join (g_steal_pointer (&thread));
}

/* What is said to @head instead of leading anywhere, NULL to lead. (transfer full) */
static char *
dup_refusal (TestProxy *self, const char *head)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->listener.mutex);
  g_autofree char *coded = NULL;
  g_autofree char *header = NULL;

  if (self->answer != NULL || self->credentials == NULL)
    return g_strdup (self->answer);

  coded = g_base64_encode ((const guchar *) self->credentials, strlen (self->credentials));
  header = g_strdup_printf ("Proxy-Authorization: Basic %s\r\n", coded);
  if (strstr (head, header) != NULL)
    return NULL;

  return g_strdup ("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"");
}

static gboolean
proxy_run_cb (GThreadedSocketService *service,
              GSocketConnection *connection,
              GObject *source_object,
              gpointer user_data)
{
  TestProxy *self = user_data;
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));

  /* Who is asked for a password may ask again on the same connection. */
  for (;;)
    {
      g_autofree char *head = read_head (stream);
      g_auto (GStrv) words = head != NULL ? g_strsplit (head, " ", 3) : NULL;
      g_autofree char *refusal = NULL;

      if (head == NULL)
        return TRUE;
      note (&self->listener, head);
      if ((refusal = dup_refusal (self, head)) == NULL)
        {
          lead (connection, words[1]);
          return TRUE;
        }
      write_text (G_IO_STREAM (connection), refusal);
      write_text (G_IO_STREAM (connection), "\r\nContent-Length: 0\r\n\r\n");
    }
}

TestProxy *
test_proxy_new (void)
{
  TestProxy *self = g_new0 (TestProxy, 1);

  listen_on_loopback (&self->listener, G_CALLBACK (proxy_run_cb), self);

  return self;
}

void
test_proxy_set (TestProxy *self, const char *answer, const char *credentials)
{
  g_mutex_lock (&self->listener.mutex);
  g_set_str (&self->answer, answer);
  g_set_str (&self->credentials, credentials);
  g_clear_pointer (&self->listener.head, g_free);
  self->listener.n_requests = 0;
  g_mutex_unlock (&self->listener.mutex);
}

void
test_proxy_free (TestProxy *self)
{
  listener_clear (&self->listener);
  g_free (self->answer);
  g_free (self->credentials);
  g_free (self);
}

guint16
test_proxy_get_port (TestProxy *self)
{
  return self->listener.port;
}

int
test_proxy_get_n_requests (TestProxy *self)
{
  return get_n_requests (&self->listener);
}

char *
test_proxy_dup_head (TestProxy *self)
{
  return dup_head (&self->listener);
}
