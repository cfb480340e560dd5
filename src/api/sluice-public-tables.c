/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-fiber.h"
#include "sluice-public-table.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "sluice-answer-cache.h"
#include "sluice-client-private.h"
#include "sluice-json.h"
#include "sluice-request.h"
#include "sluice-worker.h"

/* Counted, since what is told to the caller is told from the main loop, and the call may be dropped before. */
typedef struct
{
  SluiceRequest *request;
  char *source_type;
  gboolean is_database;
  SluiceTablesFunc func;
  gpointer user_data;
  GDestroyNotify user_data_destroy;
  GPtrArray *tables;
  DexPromise *told;
  gboolean closed; /* nobody is told anything any more */
} Listing;

static void
listing_clear (gpointer data)
{
  Listing *self = data;

  g_clear_pointer (&self->request, sluice_request_free);
  g_clear_pointer (&self->source_type, g_free);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  dex_clear (&self->told);
}

static void
listing_unref (gpointer data)
{
  g_rc_box_release_full (data, listing_clear);
}

static void
listing_close (gpointer data)
{
  Listing *self = data;

  self->closed = TRUE;
  if (self->user_data_destroy != NULL)
    self->user_data_destroy (self->user_data);
  listing_unref (self);
}

typedef struct
{
  GBytes *body;
  char *source_type;
  gboolean is_database;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_bytes_unref (self->body);
  g_free (self->source_type);
  g_free (self);
}

static DexFuture *
read_fiber (gpointer data)
{
  Reading *self = data;
  GError *error = NULL;
  g_autoptr (JsonNode) root = sluice_request_parse (self->body, &error);
  GPtrArray *tables =
      root != NULL ? sluice_public_tables_from_json (root, self->source_type, self->is_database, &error) : NULL;

  if (tables == NULL)
    return dex_future_new_for_error (sluice_api_error_take (error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, tables);
}

static DexFuture *
read_tables (Listing *self, GBytes *body)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->body = g_bytes_ref (body);
  reading->source_type = g_strdup (self->source_type);
  reading->is_database = self->is_database;

  return sluice_worker_run (read_fiber, reading, reading_free);
}

/* The catalogue was read a moment ago by those who browsed it. */
static GPtrArray *
fetch_tables (Listing *self, GError **error)
{
  g_autofree char *url = sluice_request_dup_url (self->request);
  g_autoptr (SluiceKeptAnswer) kept = dex_await_boxed (sluice_answer_cache_load (url), NULL);
  g_autoptr (GBytes) body = NULL;
  GPtrArray *tables = NULL;

  if (kept != NULL && kept->fresh)
    tables = dex_await_boxed (read_tables (self, kept->body), NULL);
  if (tables != NULL && tables->len > 0)
    return tables;

  g_clear_pointer (&tables, g_ptr_array_unref);
  body = sluice_request_fetch (self->request, error);

  return body != NULL ? dex_await_boxed (read_tables (self, body), error) : NULL;
}

static gboolean
tell_cb (gpointer user_data)
{
  Listing *self = user_data;

  if (!self->closed)
    self->func (self->tables, self->user_data);
  dex_promise_resolve_boolean (self->told, TRUE);

  return G_SOURCE_REMOVE;
}

static GError *
make_error (GError *error)
{
  if (error != NULL && !g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND))
    return error;

  g_clear_error (&error);

  return g_error_new_literal (
      G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
      _ ("What was entered in the browser works only once, when the source is created, and this "
         "server has no list of the tables of this kind of source. Fill in the form here, or "
         "finish the source in the browser."));
}

static DexFuture *
list_fiber (gpointer data)
{
  Listing *self = data;
  GError *error = NULL;
  guint id;

  self->tables = fetch_tables (self, &error);
  if (self->tables == NULL || self->tables->len == 0)
    return dex_future_new_for_error (make_error (error));

  self->told = dex_promise_new ();
  id = g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, g_rc_box_acquire (self), listing_unref);
  g_source_set_name_by_id (id, "[sluice] public tables");
  if (!dex_await (DEX_FUTURE (dex_ref (self->told)), &error))
    return dex_future_new_for_error (error);

  return dex_future_new_for_int ((int) self->tables->len);
}

DexFuture *
sluice_client_list_public_tables (SluiceClient *self,
                                  const char *source_type,
                                  gboolean is_database,
                                  SluiceTablesFunc func,
                                  gpointer user_data,
                                  GDestroyNotify user_data_destroy)
{
  Listing *listing = g_rc_box_new0 (Listing);

  listing->request = sluice_request_new (self, SOUP_METHOD_GET, SLUICE_REQUEST_SITE | SLUICE_REQUEST_ANONYMOUS, NULL,
                                         "public_source_configs", NULL);
  listing->source_type = g_strdup (source_type);
  listing->is_database = is_database;
  listing->func = func;
  listing->user_data = user_data;
  listing->user_data_destroy = user_data_destroy;

  return sluice_fiber_spawn (list_fiber, listing, listing_close);
}
