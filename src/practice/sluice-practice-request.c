/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-request.h"

#include "sluice-json.h"
#include "sluice-secret-text.h"

#include <string.h>

SluicePracticeRequest *
sluice_practice_request_new (const char *method, const char *path, const char *query)
{
  SluicePracticeRequest *self = g_new0 (SluicePracticeRequest, 1);

  self->method = g_strdup (method);
  self->path = g_strdup (path);
  for (gsize n = strlen (self->path); n > 1 && self->path[n - 1] == '/'; n--)
    self->path[n - 1] = '\0';
  self->query = g_strdup (query);
  self->cancellable = g_cancellable_new ();
  self->status = 200;
  self->headers = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
sluice_practice_request_free (SluicePracticeRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->method);
  g_free (self->path);
  g_free (self->query);
  g_free (self->base_url);
  sluice_secret_free (self->authorization);
  g_clear_pointer (&self->raw_body, g_bytes_unref);
  g_clear_pointer (&self->body_node, json_node_unref);
  g_strfreev (self->args);
  sluice_practice_key_free (self->key);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->reply, g_bytes_unref);
  g_free (self->content_type);
  g_ptr_array_unref (self->headers);
  g_free (self);
}

static char *
decode (const char *text)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "+", ' ');
  char *decoded = g_uri_unescape_string (spaced, NULL);

  if (decoded != NULL && g_utf8_validate (decoded, -1, NULL))
    return decoded;
  g_free (decoded);

  return g_steal_pointer (&spaced);
}

static GStrv
find_values (const char *text, const char *name)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_auto (GStrv) pairs = g_strsplit (text, "&", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (pairs[i], "=", 2);
      g_autofree char *key = parts[0] != NULL ? decode (parts[0]) : NULL;

      if (key != NULL && g_str_equal (key, name))
        g_strv_builder_take (values, decode (parts[1] != NULL ? parts[1] : ""));
    }

  return g_strv_builder_end (values);
}

GStrv
sluice_practice_request_get_queries (SluicePracticeRequest *self, const char *name)
{
  return find_values (self->query != NULL ? self->query : "", name);
}

char *
sluice_practice_request_get_form_value (SluicePracticeRequest *self, const char *name)
{
  gsize size = 0;
  const char *data = self->raw_body != NULL ? g_bytes_get_data (self->raw_body, &size) : NULL;
  g_autofree char *text = data != NULL ? g_strndup (data, size) : g_strdup ("");
  g_auto (GStrv) values = find_values (text, name);

  return g_strdup (values[0]);
}

char *
sluice_practice_request_get_query (SluicePracticeRequest *self, const char *name)
{
  g_auto (GStrv) values = sluice_practice_request_get_queries (self, name);

  return g_strdup (values[0]);
}

gboolean
sluice_practice_request_parse_body (SluicePracticeRequest *self)
{
  g_autoptr (GError) error = NULL;
  const char *data;
  gsize size = 0;

  data = self->raw_body != NULL ? g_bytes_get_data (self->raw_body, &size) : NULL;
  if (size == 0)
    return TRUE;

  self->body_node = sluice_json_parse (data, (gssize) size, &error);
  if (self->body_node == NULL)
    return sluice_practice_reply_fault (self, 400, "parse_error", NULL, "JSON parse error: %s", error->message);
  if (!JSON_NODE_HOLDS_OBJECT (self->body_node))
    return sluice_practice_reply_invalid (self, NULL, "Invalid data. Expected a dictionary.");
  self->body = json_node_get_object (self->body_node);

  return TRUE;
}

static void
reply_node (SluicePracticeRequest *self, guint status, JsonNode *node)
{
  char *text = sluice_json_to_text (node);

  self->status = status;
  g_clear_pointer (&self->reply, g_bytes_unref);
  self->reply = g_bytes_new_take (text, strlen (text));
  g_set_str (&self->content_type, "application/json");
}

void
sluice_practice_reply_object (SluicePracticeRequest *self, guint status, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  reply_node (self, status, node);
  json_object_unref (object);
}

void
sluice_practice_reply_array (SluicePracticeRequest *self, JsonArray *array)
{
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);

  reply_node (self, 200, node);
  json_array_unref (array);
}

void
sluice_practice_reply_empty (SluicePracticeRequest *self, guint status)
{
  self->status = status;
  g_clear_pointer (&self->reply, g_bytes_unref);
}

static void
reply_text (SluicePracticeRequest *self, guint status, const char *member, const char *text)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, member, text);
  sluice_practice_reply_object (self, status, object);
}

gboolean
sluice_practice_reply_message (SluicePracticeRequest *self, guint status, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  reply_text (self, status, "message", text);

  return FALSE;
}

gboolean
sluice_practice_reply_detail (SluicePracticeRequest *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  reply_text (self, 400, "detail", text);

  return FALSE;
}

static const char *
fault_type (guint status)
{
  switch (status)
    {
    case 401:
    case 403:
      return "authentication_error";
    case 404:
    case 405:
      return "invalid_request";
    case 429:
      return "throttled_error";
    default:
      return status >= 500 ? "server_error" : "validation_error";
    }
}

static void
reply_fault_text (SluicePracticeRequest *self, guint status, const char *code, const char *attr, const char *text)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type",
                                 g_str_equal (code, "parse_error") ? "invalid_request" : fault_type (status));
  json_object_set_string_member (object, "code", code);
  json_object_set_string_member (object, "detail", text);
  json_object_set_string_member (object, "attr", attr);
  sluice_practice_reply_object (self, status, object);
}

gboolean
sluice_practice_reply_fault (SluicePracticeRequest *self,
                             guint status,
                             const char *code,
                             const char *attr,
                             const char *format,
                             ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  reply_fault_text (self, status, code, attr, text);

  return FALSE;
}

gboolean
sluice_practice_reply_invalid (SluicePracticeRequest *self, const char *attr, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  reply_fault_text (self, 400, "invalid", attr, text);

  return FALSE;
}

gboolean
sluice_practice_reply_not_found (SluicePracticeRequest *self)
{
  return sluice_practice_reply_fault (self, 404, "not_found", NULL, "Not found.");
}

void
sluice_practice_request_get_page (SluicePracticeRequest *self, guint page_size, guint *limit, guint *offset)
{
  g_autofree char *limit_text = sluice_practice_request_get_query (self, "limit");
  g_autofree char *offset_text = sluice_practice_request_get_query (self, "offset");
  guint64 number;

  *limit = page_size;
  *offset = 0;
  if (limit_text != NULL && g_ascii_string_to_unsigned (limit_text, 10, 1, G_MAXUINT, &number, NULL))
    *limit = (guint) MIN (number, 1000);
  if (offset_text != NULL && g_ascii_string_to_unsigned (offset_text, 10, 0, G_MAXINT, &number, NULL))
    *offset = (guint) number;
}

/* The same address with another limit and offset; everything else in the query stays. */
static char *
page_address (SluicePracticeRequest *self, guint limit, guint offset)
{
  g_autoptr (GString) address = g_string_new (self->base_url);
  g_auto (GStrv) pairs = g_strsplit (self->query != NULL ? self->query : "", "&", -1);
  g_autofree char *path = g_uri_escape_string (self->path, "/@", FALSE);

  g_string_append_printf (address, "%s/?limit=%u&offset=%u", path, limit, offset);
  for (guint i = 0; pairs[i] != NULL; i++)
    if (*pairs[i] != '\0' && !g_str_has_prefix (pairs[i], "limit=") && !g_str_has_prefix (pairs[i], "offset="))
      g_string_append_printf (address, "&%s", pairs[i]);

  return g_string_free_and_steal (g_steal_pointer (&address));
}

void
sluice_practice_reply_page (SluicePracticeRequest *self, JsonArray *items, guint count, guint limit, guint offset)
{
  JsonObject *page = json_object_new ();
  g_autofree char *next = offset + limit < count ? page_address (self, limit, offset + limit) : NULL;
  g_autofree char *previous = offset > 0 ? page_address (self, limit, offset > limit ? offset - limit : 0) : NULL;

  json_object_set_int_member (page, "count", count);
  json_object_set_string_member (page, "next", next);
  json_object_set_string_member (page, "previous", previous);
  json_object_set_array_member (page, "results", items);
  sluice_practice_reply_object (self, 200, page);
}

void
sluice_practice_reply_header (SluicePracticeRequest *self, const char *name, const char *value)
{
  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}
