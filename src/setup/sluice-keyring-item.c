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
