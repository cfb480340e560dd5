/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A server on loopback that records what it is asked and answers what it was told to, well or badly. */

typedef struct
{
  char *method;
  char *path;
  char *query;
  char *authorization;
  char *content_type;
  char *body;
  char *user_agent;
  char *if_none_match;
  char *if_modified_since;
} TestRequest;

typedef struct
{
  SoupServer *server;
  char *url;           /* "http://127.0.0.1:PORT" */
  GPtrArray *requests; /* TestRequest, in order of arrival */
  GQueue *answers;     /* the last one stays */
  GHashTable *routes;  /* path to one answer, asked first */
  GPtrArray *streams;  /* connections taken from the server */
  guint n_closed;      /* of these: closed by the client while hanging */
} TestServer;

TestServer *test_server_new (void);
void test_server_free (TestServer *self);
/* Appends an answer. @headers are "Name: value" lines, or NULL. */
void test_server_answer (TestServer *self, guint status, const char *headers, const char *body);
/* Every request for @path gets this. */
void test_server_route (TestServer *self, const char *path, guint status, const char *body);
/* Sends @raw as it stands, then closes the connection; @length -1: up to the zero byte. */
void test_server_answer_raw (TestServer *self, const char *raw, gssize length);
/* Sends @raw and then nothing, until the client closes. */
void test_server_answer_hang (TestServer *self, const char *raw);
/* Serves @body in pieces of @piece bytes, with the length told beforehand or, chunked, not. */
void test_server_answer_bytes (TestServer *self, guint status, GBytes *body);
TestRequest *test_server_get_request (TestServer *self, guint index);
/* Forgets requests and answers. */
void test_server_reset (TestServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestServer, test_server_free)

/* Runs the main context until @future is done. They take the future. */
gboolean test_await (DexFuture *future, GError **error);
gpointer test_await_object (DexFuture *future, GError **error);
char *test_await_string (DexFuture *future, GError **error);
int test_await_int (DexFuture *future, GError **error);
gpointer test_await_boxed (DexFuture *future, GError **error);
/* Runs the main context until *@count is @value. */
void test_await_count (const guint *count, guint value);
/* Runs what is ready in the main context. */
void test_settle (void);

G_END_DECLS
