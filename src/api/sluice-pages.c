/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "sluice-client-private.h"
#include "sluice-fiber.h"
#include "sluice-json.h"
#include "sluice-request.h"
#include "sluice-worker.h"

#define PAGE_SIZE 100
/* Ends a server's endless list of pages. */
#define MAX_PAGES 1000

GListModel *
sluice_list_from_json (JsonNode *root, GType item_type, SluiceItemFunc make_item, GError **error)
{
  g_autoptr (GListStore) store = g_list_store_new (item_type);
  JsonArray *array = sluice_json_require_array (root, _ ("the list"), error);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object =
          sluice_json_require_object (json_array_get_element (array, i), _ ("an entry of the list"), error);
      g_autoptr (GObject) item = object != NULL ? make_item (object, error) : NULL;

      if (item == NULL)
        return NULL;
      g_list_store_append (store, item);
    }

  return array != NULL ? G_LIST_MODEL (g_steal_pointer (&store)) : NULL;
}

DexFuture *
sluice_list_read (JsonNode *root, GType item_type, SluiceItemFunc make_item, GError **error)
{
  GListModel *list = sluice_list_from_json (root, item_type, make_item, error);

  return list != NULL ? dex_future_new_take_object (list) : NULL;
}

typedef struct
{
  gatomicrefcount ref_count;
  GListModel *items;
  char *next;
} SluicePage;

GType sluice_page_get_type (void);

static SluicePage *
sluice_page_ref (SluicePage *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static void
sluice_page_unref (SluicePage *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_object (&self->items);
  g_clear_pointer (&self->next, g_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePage, sluice_page_unref)
G_DEFINE_BOXED_TYPE (SluicePage, sluice_page, sluice_page_ref, sluice_page_unref)

typedef struct
{
  GBytes *body;
  GType item_type;
  SluiceItemFunc make_item;
} PageReading;

static void
page_reading_free (PageReading *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static SluicePage *
read_page (PageReading *self, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GListModel) items = NULL;
  JsonObject *object;
  JsonNode *results;
  SluicePage *page;

  if ((root = sluice_request_parse (self->body, error)) == NULL ||
      (object = sluice_json_require_object (root, _ ("the answer"), error)) == NULL)
    return NULL;
  results = json_object_get_member (object, "results");
  if ((items = sluice_list_from_json (results, self->item_type, self->make_item, error)) == NULL)
    return NULL;
  /* Whatever it is, there is more: a list that ends too early looks whole. */
  if (sluice_json_is_other (object, "next", G_TYPE_STRING))
    {
      sluice_json_require_string (object, "next", error);
      return NULL;
    }

  page = g_new0 (SluicePage, 1);
  g_atomic_ref_count_init (&page->ref_count);
  page->items = g_steal_pointer (&items);
  page->next = g_strdup (sluice_json_get_string (object, "next", NULL));

  return page;
}

static DexFuture *
read_page_fiber (gpointer data)
{
  GError *error = NULL;
  SluicePage *page = read_page (data, &error);

  if (page == NULL)
    return dex_future_new_for_error (sluice_api_error_take (error));

  return dex_future_new_take_boxed (sluice_page_get_type (), page);
}

typedef struct
{
  SluiceClient *client;
  char *collection;
  GType item_type;
  SluiceItemFunc make_item;
  const char *(*get_id) (gpointer item);
} Listing;

static void
listing_free (Listing *self)
{
  g_clear_object (&self->client);
  g_clear_pointer (&self->collection, g_free);
  g_free (self);
}

static SluicePage *
fetch_page (Listing *self, SluiceRequest *request, GError **error)
{
  g_autoptr (GBytes) body = sluice_request_fetch (request, error);
  PageReading *reading;

  if (body == NULL)
    return NULL;

  reading = g_new0 (PageReading, 1);
  reading->body = g_steal_pointer (&body);
  reading->item_type = self->item_type;
  reading->make_item = self->make_item;

  return dex_await_boxed (sluice_worker_run (read_page_fiber, reading, (GDestroyNotify) page_reading_free), error);
}

/* Path and query of @next if it is of our own origin (contract, section 1.6). */
static char *
dup_target (Listing *self, const char *next)
{
  g_autoptr (GUri) uri = g_uri_parse (next, SOUP_HTTP_URI_FLAGS, NULL);
  g_autofree char *origin = uri != NULL ? sluice_uri_dup_origin (uri) : NULL;

  if (g_strcmp0 (origin, sluice_client_get_base_url (self->client)) != 0)
    return NULL;

  return g_strconcat (g_uri_get_path (uri), g_uri_get_query (uri) != NULL ? "?" : NULL, g_uri_get_query (uri), NULL);
}

static void
add_page (Listing *self, SluicePage *page, GListStore *store, GHashTable *seen)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (page->items); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (page->items, i);

      if (g_hash_table_add (seen, g_strdup (self->get_id (item))))
        g_ptr_array_add (fresh, g_steal_pointer (&item));
    }

  g_list_store_splice (store, g_list_model_get_n_items (G_LIST_MODEL (store)), 0, fresh->pdata, fresh->len);
}

static DexFuture *
list_fiber (gpointer data)
{
  Listing *self = data;
  g_autoptr (GListStore) store = g_list_store_new (self->item_type);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) followed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *target = NULL;
  guint offset = 0;

  for (guint n_pages = 0; n_pages < MAX_PAGES; n_pages++)
    {
      g_autoptr (SluiceRequest) request =
          sluice_request_new (self->client, SOUP_METHOD_GET, SLUICE_REQUEST_COLLECTION, NULL, self->collection, NULL);
      g_autofree char *query = g_strdup_printf ("limit=%d&offset=%u", PAGE_SIZE, offset);
      g_autoptr (SluicePage) page = NULL;
      GError *error = NULL;

      sluice_request_set_query (request, query);
      sluice_request_set_target (request, target);
      if ((page = fetch_page (self, request, &error)) == NULL)
        return dex_future_new_for_error (error);

      add_page (self, page, store, seen);
      offset += g_list_model_get_n_items (page->items);
      if (page->next == NULL || g_list_model_get_n_items (page->items) == 0)
        break;

      g_clear_pointer (&target, g_free);
      target = dup_target (self, page->next);
      /* A circle of pages would never end. */
      if (target != NULL && !g_hash_table_add (followed, g_strdup (target)))
        break;
    }

  return dex_future_new_take_object (g_steal_pointer (&store));
}

DexFuture *
sluice_client_list_pages (SluiceClient *self,
                          const char *collection,
                          GType item_type,
                          SluiceItemFunc make_item,
                          const char *(*get_id) (gpointer item))
{
  Listing *listing = g_new0 (Listing, 1);

  listing->client = g_object_ref (self);
  listing->collection = g_strdup (collection);
  listing->item_type = item_type;
  listing->make_item = make_item;
  listing->get_id = get_id;

  return sluice_fiber_spawn (list_fiber, listing, (GDestroyNotify) listing_free);
}
