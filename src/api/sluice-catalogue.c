/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

#include "sluice-answer-cache.h"
#include "sluice-call-private.h"
#include "sluice-client-private.h"
#include "sluice-fiber.h"
#include "sluice-request.h"

/* Some are photographs of logos; none is as large as this. */
#define MAX_ICON_SIZE (1024 * 1024)
#define ICON_SECONDS 30

static DexFuture *
read_source_types (JsonNode *root, GError **error)
{
  GListModel *list = sluice_source_type_list_from_json (root, error);

  return list != NULL ? dex_future_new_take_object (list) : NULL;
}

/* Half a catalogue is not kept: the server may have been mended the next time somebody looks. */
static gboolean
is_worth_keeping (GListModel *types)
{
  const guint n_types = g_list_model_get_n_items (types);

  for (guint i = 0; i < n_types; i++)
    {
      g_autoptr (SluiceSourceType) source_type = g_list_model_get_item (types, i);

      if (!sluice_source_type_get_readable (source_type))
        return FALSE;
    }

  return n_types > 0;
}

/* A server may quote our own headers back: the key goes into no file. */
static gboolean
holds_key (SluiceRequest *request, GBytes *body)
{
  const char *authorization = sluice_client_get_authorization (sluice_request_get_client (request));
  const char *key = authorization != NULL ? authorization + strlen ("Bearer ") : NULL;
  gsize size;
  const void *data = g_bytes_get_data (body, &size);

  return key != NULL && data != NULL && memmem (data, size, key, strlen (key)) != NULL;
}

static DexFuture *
list_types_fiber (gpointer data)
{
  SluiceRequest *request = data;
  g_autofree char *url = sluice_request_dup_url (request);
  g_autoptr (SluiceKeptAnswer) kept = dex_await_boxed (sluice_answer_cache_load (url), NULL);
  g_autoptr (SluiceKeeping) keeping = NULL;
  g_autoptr (GListModel) types = NULL;
  g_autoptr (GBytes) body = NULL;
  GError *error = NULL;

  /* What is kept is a file, and may be anything. */
  if (kept != NULL && kept->fresh)
    types = dex_await_object (sluice_request_read (request, kept->body, read_source_types), NULL);
  if (types != NULL)
    return dex_future_new_take_object (g_steal_pointer (&types));

  if ((body = sluice_request_fetch (request, &error)) == NULL ||
      (types = dex_await_object (sluice_request_read (request, body, read_source_types), &error)) == NULL)
    return dex_future_new_for_error (error);

  if (is_worth_keeping (types) && !holds_key (request, body))
    keeping = sluice_keeping_new (sluice_request_get_cache_control (request), NULL, NULL, NULL);
  if (keeping != NULL || kept != NULL)
    dex_future_disown (sluice_answer_cache_store (url, body, keeping));

  return dex_future_new_take_object (g_steal_pointer (&types));
}

static DexFuture *
list_types (SluiceRequest *request)
{
  return sluice_fiber_spawn (list_types_fiber, request, (GDestroyNotify) sluice_request_free);
}

DexFuture *
sluice_client_list_source_types (SluiceClient *self)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);

  return list_types (
      sluice_request_new (self, SOUP_METHOD_GET, SLUICE_REQUEST_NONE, NULL, "external_data_sources", "wizard", NULL));
}

DexFuture *
sluice_client_list_public_source_types (SluiceClient *self)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);

  return list_types (sluice_request_new (self, SOUP_METHOD_GET, SLUICE_REQUEST_SITE | SLUICE_REQUEST_ANONYMOUS, NULL,
                                         "public_source_configs", NULL));
}

/* The address of an icon, if that is on the client's own host. (transfer full) (nullable) */
static char *
dup_icon_url (SluiceClient *self, const char *icon_path)
{
  const char *base_url = sluice_client_get_base_url (self);
  g_autoptr (GUri) base = g_uri_parse (base_url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GUri) uri = g_uri_parse_relative (base, icon_path, SOUP_HTTP_URI_FLAGS, NULL);
  g_autofree char *origin = uri != NULL ? sluice_uri_dup_origin (uri) : NULL;

  if (origin == NULL || !g_str_equal (origin, base_url) || g_uri_get_userinfo (uri) != NULL)
    return NULL;

  return g_uri_to_string (uri);
}

/* An answer that says "as before" need not say again what it was known by. */
static SluiceKeeping *
make_keeping (SluiceExchange *exchange, SluiceKeptAnswer *before)
{
  const char *etag = sluice_exchange_get_header (exchange, "ETag");
  const char *last_modified = sluice_exchange_get_header (exchange, "Last-Modified");

  if (before != NULL && etag == NULL)
    etag = before->etag;
  if (before != NULL && last_modified == NULL)
    last_modified = before->last_modified;

  return sluice_keeping_new (sluice_exchange_get_header (exchange, "Cache-Control"),
                             sluice_exchange_get_header (exchange, "Age"), etag, last_modified);
}

static DexFuture *
fetch_icon_fiber (gpointer data)
{
  const char *url = data;
  g_autoptr (SluiceKeptAnswer) kept = dex_await_boxed (sluice_answer_cache_load (url), NULL);
  SluiceExchangeHead head = { .accept = "image/svg+xml, image/png" };
  g_autoptr (SluiceExchange) exchange = NULL;
  g_autoptr (SluiceKeeping) keeping = NULL;
  g_autoptr (GBytes) body = NULL;
  GError *error = NULL;
  guint status;

  if (kept != NULL && kept->fresh)
    return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_ref (kept->body));

  head.if_none_match = kept != NULL ? kept->etag : NULL;
  head.if_modified_since = kept != NULL ? kept->last_modified : NULL;
  exchange = sluice_exchange_open (SOUP_METHOD_GET, url, &head, NULL, sluice_transport_get_timeout (FALSE), &error);
  if (exchange == NULL)
    return dex_future_new_for_error (error);

  status = sluice_exchange_get_status (exchange);
  /* Not every server has all icons. */
  if (status == SOUP_STATUS_NOT_FOUND)
    sluice_call_accept (sluice_exchange_get_call (exchange));
  if (status == SOUP_STATUS_NOT_MODIFIED && kept != NULL)
    body = g_bytes_ref (kept->body);
  else if (status != SOUP_STATUS_OK)
    return dex_future_new_for_error (
        sluice_api_error_new_for_answer (status, sluice_exchange_get_reason (exchange), NULL, NULL, NULL));
  else if ((body = sluice_exchange_read_all (exchange, MAX_ICON_SIZE, &error)) == NULL)
    return dex_future_new_for_error (error);

  keeping = make_keeping (exchange, status == SOUP_STATUS_NOT_MODIFIED ? kept : NULL);
  if (keeping != NULL || kept != NULL)
    dex_future_disown (sluice_answer_cache_store (url, body, keeping));

  return dex_future_new_take_boxed (G_TYPE_BYTES, g_steal_pointer (&body));
}

DexFuture *
sluice_client_fetch_icon (SluiceClient *self, const char *icon_path)
{
  g_autofree char *url = NULL;

  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (icon_path != NULL, NULL);

  if ((url = dup_icon_url (self, icon_path)) == NULL)
    return dex_future_new_reject (SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND, "%s",
                                  _ ("The icon is not on the server."));

  return dex_future_first (sluice_fiber_spawn (fetch_icon_fiber, g_steal_pointer (&url), g_free),
                           dex_timeout_new_seconds (ICON_SECONDS), NULL);
}
