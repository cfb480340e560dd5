/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-keyring-item.h"

#include <glib/gi18n.h>

/* The attributes of every item; one that an item does not have is left out. */
static const SecretSchema schema = {
  APPLICATION_ID,
  SECRET_SCHEMA_NONE,
  {
      { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "origin", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "project", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "setup", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "source", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "type", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

static void
add_attribute (GHashTable *attributes, const char *name, const char *value)
{
  if (value != NULL)
    g_hash_table_insert (attributes, (gpointer) name, g_strdup (value));
}

SluiceKeyringItem *
sluice_keyring_item_new (const char *kind,
                         const char *origin,
                         const char *project,
                         const char *setup,
                         const char *source)
{
  SluiceKeyringItem *self = g_atomic_rc_box_new0 (SluiceKeyringItem);
  gboolean has_id = setup != NULL || source != NULL;

  self->attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  add_attribute (self->attributes, "kind", kind);
  add_attribute (self->attributes, "origin", origin);
  add_attribute (self->attributes, "project", project);
  add_attribute (self->attributes, "setup", setup);
  add_attribute (self->attributes, "source", source);

  self->search = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  add_attribute (self->search, "kind", kind);
  add_attribute (self->search, "origin", has_id ? NULL : origin);
  add_attribute (self->search, "project", has_id ? NULL : project);
  add_attribute (self->search, "setup", setup);
  add_attribute (self->search, "source", source);

  self->key = g_strjoin ("\n", kind, has_id || origin == NULL ? "" : origin, has_id || project == NULL ? "" : project,
                         setup != NULL ? setup : "", source != NULL ? source : "", NULL);

  return self;
}

void
sluice_keyring_item_set_type (SluiceKeyringItem *self, const char *type)
{
  add_attribute (self->attributes, "type", type);
}

SluiceKeyringItem *
sluice_keyring_item_ref (SluiceKeyringItem *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
item_clear (gpointer data)
{
  SluiceKeyringItem *self = data;

  g_clear_pointer (&self->search, g_hash_table_unref);
  g_clear_pointer (&self->attributes, g_hash_table_unref);
  g_clear_pointer (&self->value, secret_value_unref);
  g_free (self->key);
  g_free (self->label);
}

void
sluice_keyring_item_unref (SluiceKeyringItem *self)
{
  g_atomic_rc_box_release_full (self, item_clear);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  g_autoptr (GError) error = NULL;

  if (secret_password_store_finish (result, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  g_autoptr (GError) error = NULL;
  SecretValue *value = secret_password_lookup_binary_finish (result, &error);

  if (value != NULL)
    dex_promise_resolve_boxed (promise, SECRET_TYPE_VALUE, value);
  else if (error != NULL)
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_reject (promise,
                        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("The keyring has no such secret.")));
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  g_autoptr (GError) error = NULL;

  /* FALSE without an error: there was none. */
  secret_password_clear_finish (result, &error);
  if (error != NULL)
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_resolve_boolean (promise, TRUE);
}

DexFuture *
sluice_keyring_item_store (SluiceKeyringItem *self)
{
  DexPromise *promise = dex_promise_new ();

  secret_password_storev_binary (&schema, self->attributes, SECRET_COLLECTION_DEFAULT, self->label, self->value, NULL,
                                 stored_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}

DexFuture *
sluice_keyring_item_find (SluiceKeyringItem *self)
{
  DexPromise *promise = dex_promise_new ();

  secret_password_lookupv (&schema, self->search, NULL, found_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}

DexFuture *
sluice_keyring_item_clear (SluiceKeyringItem *self)
{
  DexPromise *promise = dex_promise_new ();

  secret_password_clearv (&schema, self->search, NULL, cleared_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}

/* NULL for what Sluice did not write. */
static SluiceStoredSecret *
read_found (SecretRetrievable *found)
{
  g_autoptr (GHashTable) attributes = secret_retrievable_get_attributes (found);
  const char *kind = g_hash_table_lookup (attributes, "kind");
  g_autoptr (SluiceKeyringItem) item = NULL;
  g_autoptr (GDateTime) stored_at = NULL;

  if (kind == NULL)
    return NULL;

  item =
      sluice_keyring_item_new (kind, g_hash_table_lookup (attributes, "origin"),
                               g_hash_table_lookup (attributes, "project"), g_hash_table_lookup (attributes, "setup"),
                               g_hash_table_lookup (attributes, "source"));
  sluice_keyring_item_set_type (item, g_hash_table_lookup (attributes, "type"));
  item->label = secret_retrievable_get_label (found);
  stored_at = g_date_time_new_from_unix_utc ((gint64) secret_retrievable_get_modified (found));

  return sluice_stored_secret_new (item, stored_at);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListStore) list = g_list_store_new (SLUICE_TYPE_STORED_SECRET);
  GList *found = secret_password_search_finish (result, &error);

  for (GList *link = found; link != NULL; link = link->next)
    {
      g_autoptr (SluiceStoredSecret) secret = read_found (link->data);

      if (secret != NULL)
        g_list_store_append (list, secret);
    }
  g_list_free_full (found, g_object_unref);
  if (error != NULL)
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_resolve_object (promise, g_steal_pointer (&list));
}

DexFuture *
sluice_keyring_item_list (gboolean unlock)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GHashTable) everything = g_hash_table_new (g_str_hash, g_str_equal);

  secret_password_searchv (&schema, everything, unlock ? SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK : SECRET_SEARCH_ALL,
                           NULL, listed_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}
