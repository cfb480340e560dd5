/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-icon-store.h"

#include "sluice-icon-image.h"
#include "sluice-when.h"

/* What the person does goes first: the client has eight connections. */
#define MOST_AT_A_TIME 4
/* A tile's icon has at most 36 pixels a side; twice that for sharp screens, and scaled down on others. */
#define SIZE 72

#define SLUICE_TYPE_ICON_ORDER (sluice_icon_order_get_type ())
G_DECLARE_FINAL_TYPE (SluiceIconOrder, sluice_icon_order, SLUICE, ICON_ORDER, GObject)

/* One icon that is wanted, until it is there. */
struct _SluiceIconOrder
{
  GObject parent_instance;

  SluiceIconStore *store; /* which holds this */
  char *path;
  DexPromise *promise; /* what those who want it wait for */
  DexFuture *work;     /* NULL while it waits for its turn */
};

struct _SluiceIconStore
{
  GObject parent_instance;

  GWeakRef client;   /* it may be what keeps this */
  GHashTable *icons; /* path → GdkTexture, or NULL: there is none */
  GPtrArray *orders; /* in order of arrival */
};

G_DEFINE_FINAL_TYPE (SluiceIconOrder, sluice_icon_order, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (SluiceIconStore, sluice_icon_store, G_TYPE_OBJECT)

static void take_orders (SluiceIconStore *self);

static void
sluice_icon_order_dispose (GObject *object)
{
  SluiceIconOrder *self = SLUICE_ICON_ORDER (object);

  dex_clear (&self->work);

  G_OBJECT_CLASS (sluice_icon_order_parent_class)->dispose (object);
}

static void
sluice_icon_order_finalize (GObject *object)
{
  SluiceIconOrder *self = SLUICE_ICON_ORDER (object);

  g_free (self->path);
  dex_clear (&self->promise);

  G_OBJECT_CLASS (sluice_icon_order_parent_class)->finalize (object);
}

static void
sluice_icon_order_class_init (SluiceIconOrderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_icon_order_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_icon_order_finalize;
}

static void
sluice_icon_order_init (SluiceIconOrder *self)
{
  self->promise = dex_promise_new_cancellable ();
  dex_future_set_static_name (DEX_FUTURE (self->promise), "sluice-icon");
}

static gboolean
is_called_off (SluiceIconOrder *order)
{
  return order->work == NULL && g_cancellable_is_cancelled (dex_promise_get_cancellable (order->promise));
}

static SluiceIconOrder *
find_order (SluiceIconStore *self, const char *path)
{
  for (guint i = 0; i < self->orders->len; i++)
    {
      SluiceIconOrder *order = g_ptr_array_index (self->orders, i);

      if (g_str_equal (order->path, path))
        return order;
    }

  return NULL;
}

static void
done_cb (gpointer owner, const GValue *value, const GError *error)
{
  g_autoptr (SluiceIconOrder) order = g_object_ref (owner);
  SluiceIconStore *self = order->store;

  /* What a network did not let through may be asked for again; what is no picture will be none the next time. */
  if (value != NULL)
    g_hash_table_insert (self->icons, g_strdup (order->path), g_value_dup_object (value));
  else if (!g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NETWORK) && !sluice_error_is_cancelled (error))
    g_hash_table_insert (self->icons, g_strdup (order->path), NULL);
  g_ptr_array_remove (self->orders, order);

  if (value != NULL)
    dex_promise_resolve (order->promise, value);
  else
    dex_promise_reject (order->promise, g_error_copy (error));
  take_orders (self);
}

static DexFuture *
fetched_cb (DexFuture *completed, gpointer user_data)
{
  const GValue *value = dex_future_get_value (completed, NULL);

  return sluice_icon_image_decode (g_value_get_boxed (value), SIZE);
}

static void
begin (SluiceIconStore *self, SluiceIconOrder *order)
{
  g_autoptr (SluiceClient) client = g_weak_ref_get (&self->client);
  DexFuture *icon = NULL;

  if (client != NULL)
    icon = dex_future_then (sluice_client_fetch_icon (client, order->path), fetched_cb, NULL, NULL);
  else
    icon = dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody is there to ask.");
  order->work = sluice_when (icon, order, done_cb);
}

static void
take_orders (SluiceIconStore *self)
{
  guint n_begun = 0;

  for (guint i = 0; i < self->orders->len && n_begun < MOST_AT_A_TIME;)
    {
      SluiceIconOrder *order = g_ptr_array_index (self->orders, i);

      if (is_called_off (order))
        {
          g_ptr_array_remove_index (self->orders, i);
          continue;
        }
      if (order->work == NULL)
        begin (self, order);
      n_begun++;
      i++;
    }
}

static void
unref_icon (gpointer icon)
{
  if (icon != NULL)
    g_object_unref (icon);
}

static void
sluice_icon_store_finalize (GObject *object)
{
  SluiceIconStore *self = SLUICE_ICON_STORE (object);

  g_weak_ref_clear (&self->client);
  g_hash_table_unref (self->icons);
  g_ptr_array_unref (self->orders);

  G_OBJECT_CLASS (sluice_icon_store_parent_class)->finalize (object);
}

static void
sluice_icon_store_class_init (SluiceIconStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_icon_store_finalize;
}

static void
sluice_icon_store_init (SluiceIconStore *self)
{
  g_weak_ref_init (&self->client, NULL);
  self->icons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_icon);
  self->orders = g_ptr_array_new_with_free_func (g_object_unref);
}

SluiceIconStore *
sluice_icon_store_get_for_client (SluiceClient *client)
{
  SluiceIconStore *self;

  g_return_val_if_fail (SLUICE_IS_CLIENT (client), NULL);

  self = g_object_get_data (G_OBJECT (client), "sluice-icon-store");
  if (self == NULL)
    {
      self = g_object_new (SLUICE_TYPE_ICON_STORE, NULL);
      g_weak_ref_set (&self->client, client);
      g_object_set_data_full (G_OBJECT (client), "sluice-icon-store", self, g_object_unref);
    }

  return self;
}

GdkTexture *
sluice_icon_store_peek (SluiceIconStore *self, const char *icon_path)
{
  g_return_val_if_fail (SLUICE_IS_ICON_STORE (self), NULL);

  return g_hash_table_lookup (self->icons, icon_path);
}

DexFuture *
sluice_icon_store_load (SluiceIconStore *self, const char *icon_path)
{
  SluiceIconOrder *order;
  gpointer icon = NULL;

  g_return_val_if_fail (SLUICE_IS_ICON_STORE (self), NULL);
  g_return_val_if_fail (icon_path != NULL, NULL);

  if (g_hash_table_lookup_extended (self->icons, icon_path, NULL, &icon))
    return icon != NULL ? dex_future_new_take_object (g_object_ref (icon)) :
                          dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no such icon.");

  order = find_order (self, icon_path);
  if (order != NULL && is_called_off (order))
    {
      g_ptr_array_remove (self->orders, order);
      order = NULL;
    }
  if (order == NULL)
    {
      order = g_object_new (SLUICE_TYPE_ICON_ORDER, NULL);
      order->store = self;
      order->path = g_strdup (icon_path);
      g_ptr_array_add (self->orders, order);
      take_orders (self);
    }

  return DEX_FUTURE (dex_ref (order->promise));
}
