/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-keys.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SluicePracticeRequest:
 * @method: the HTTP method
 * @path: the decoded path, without a slash at its end
 * @query: the undecoded query, %NULL if there is none
 * @base_url: scheme, host and port that absolute addresses begin with
 * @authorization: (nullable): the header of that name
 * @raw_body: what was sent
 * @body: (nullable): the same as an object; %NULL when nothing was sent
 * @args: what stands in the path where the route has a star
 * @key: whose request it is
 * @project: the project in the path, 0 outside of a project
 * @cancellable: cancelled when the caller hangs up
 * @status: answer: status
 * @reply: (nullable): answer: body
 * @content_type: answer: type of the body
 * @headers: answer: more headers, name and value in turn
 *
 * One request and its answer. A worker thread owns it from the moment that it is handed over until the answer is sent.
 */
typedef struct
{
  char *method;
  char *path;
  char *query;
  char *base_url;
  char *authorization;
  GBytes *raw_body;
  JsonNode *body_node;
  JsonObject *body;
  GStrv args;
  SluicePracticeKey *key;
  gint64 project;
  GCancellable *cancellable;

  guint status;
  GBytes *reply;
  char *content_type;
  GPtrArray *headers;
} SluicePracticeRequest;

/**
 * sluice_practice_request_new:
 * @method: the HTTP method
 * @path: the decoded path
 * @query: (nullable): the undecoded query
 *
 * Returns: (transfer full): a new request whose answer is an empty 200
 */
SluicePracticeRequest *sluice_practice_request_new (const char *method, const char *path, const char *query);

/**
 * sluice_practice_request_free:
 * @self: (nullable): a request
 *
 * Frees @self.
 */
void sluice_practice_request_free (SluicePracticeRequest *self);

/**
 * sluice_practice_request_get_query:
 * @self: a request
 * @name: name of a parameter
 *
 * Returns: (transfer full) (nullable): the parameter's first value
 */
char *sluice_practice_request_get_query (SluicePracticeRequest *self, const char *name);

/**
 * sluice_practice_request_get_queries:
 * @self: a request
 * @name: name of a parameter that may repeat
 *
 * Returns: (transfer full): all of its values
 */
GStrv sluice_practice_request_get_queries (SluicePracticeRequest *self, const char *name);

/**
 * sluice_practice_request_get_form_value:
 * @self: a request whose body is what a browser makes of a form
 * @name: name of a field
 *
 * Returns: (transfer full) (nullable): the field's first value
 */
char *sluice_practice_request_get_form_value (SluicePracticeRequest *self, const char *name);

/**
 * sluice_practice_request_parse_body:
 * @self: a request
 *
 * Parses what was sent, which must be an object or nothing; else answers as the server does.
 *
 * Returns: whether the request can go on
 */
gboolean sluice_practice_request_parse_body (SluicePracticeRequest *self);

/**
 * sluice_practice_reply_object:
 * @self: a request
 * @status: HTTP status
 * @object: (transfer full): the answer
 *
 * Answers with an object.
 */
void sluice_practice_reply_object (SluicePracticeRequest *self, guint status, JsonObject *object);

/**
 * sluice_practice_reply_array:
 * @self: a request
 * @array: (transfer full): the answer
 *
 * Answers 200 with an array.
 */
void sluice_practice_reply_array (SluicePracticeRequest *self, JsonArray *array);

/**
 * sluice_practice_reply_empty:
 * @self: a request
 * @status: HTTP status
 *
 * Answers without a body.
 */
void sluice_practice_reply_empty (SluicePracticeRequest *self, guint status);

/**
 * sluice_practice_reply_message:
 * @self: a request
 * @status: HTTP status
 * @format: text, as for printf()
 *
 * Answers with an error that the source endpoints write themselves (contract, 2: family B).
 *
 * Returns: %FALSE, so that a check can return it
 */
gboolean sluice_practice_reply_message (SluicePracticeRequest *self, guint status, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/**
 * sluice_practice_reply_detail:
 * @self: a request
 * @format: text, as for printf()
 *
 * Answers 400 with an error of the table actions (contract, 2: family C).
 *
 * Returns: %FALSE, so that a check can return it
 */
gboolean sluice_practice_reply_detail (SluicePracticeRequest *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * sluice_practice_reply_fault:
 * @self: a request
 * @status: HTTP status
 * @code: the code of the fault
 * @attr: (nullable): the field at fault
 * @format: text, as for printf()
 *
 * Answers with an error that the framework raises (contract, 2: family A); its `type` follows from the status.
 *
 * Returns: %FALSE, so that a check can return it
 */
gboolean sluice_practice_reply_fault (SluicePracticeRequest *self,
                                      guint status,
                                      const char *code,
                                      const char *attr,
                                      const char *format,
                                      ...) G_GNUC_PRINTF (5, 6);

/**
 * sluice_practice_reply_invalid:
 * @self: a request
 * @attr: (nullable): the field at fault
 * @format: text, as for printf()
 *
 * Answers 400 with a `validation_error` of code `invalid` (contract, 2: family A).
 *
 * Returns: %FALSE, so that a check can return it
 */
gboolean sluice_practice_reply_invalid (SluicePracticeRequest *self, const char *attr, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/**
 * sluice_practice_reply_not_found:
 * @self: a request
 *
 * Answers 404.
 *
 * Returns: %FALSE, so that a check can return it
 */
gboolean sluice_practice_reply_not_found (SluicePracticeRequest *self);

/**
 * sluice_practice_reply_page:
 * @self: a request; its `limit` and `offset` say which page
 * @items: (transfer full): the items of that page
 * @count: how many there are in all
 * @limit: what sluice_practice_request_get_page() gave
 * @offset: what sluice_practice_request_get_page() gave
 *
 * Answers with one page of a list and the absolute addresses of its neighbours (contract, 1.6).
 */
void sluice_practice_reply_page (SluicePracticeRequest *self, JsonArray *items, guint count, guint limit, guint offset);

/**
 * sluice_practice_request_get_page:
 * @self: a request
 * @page_size: how many items a page has when the request does not say
 * @limit: (out): how many items are wanted
 * @offset: (out): how many are passed over
 *
 * Reads `limit` and `offset`, passing over what makes no sense.
 */
void sluice_practice_request_get_page (SluicePracticeRequest *self, guint page_size, guint *limit, guint *offset);

/**
 * sluice_practice_reply_header:
 * @self: a request
 * @name: name of a header
 * @value: its value
 *
 * Adds a header to the answer.
 */
void sluice_practice_reply_header (SluicePracticeRequest *self, const char *name, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeRequest, sluice_practice_request_free)

G_END_DECLS
