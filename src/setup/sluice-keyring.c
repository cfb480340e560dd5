/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-keyring.h"

struct _SluiceKeyring
{
  GObject parent_instance;

  GHashTable *memory; /* what the keyring did not take: the text of the attributes → SecretValue */
  char *problem;
};

G_DEFINE_FINAL_TYPE (SluiceKeyring, sluice_keyring, G_TYPE_OBJECT)

typedef enum
{
  PROP_PROBLEM = 1,
} SluiceKeyringProps;

static GParamSpec *properties[PROP_PROBLEM + 1];

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

/* --- one call of libsecret as a future --- */

typedef struct
{
  SluiceKeyring *keyring;
  GHashTable *search; /* what finds the item */
  GHashTable *attributes;
  char *label;
  SecretValue *value;
} Item;

static void
item_free (gpointer data)
{
  Item *item = data;

  g_clear_object (&item->keyring);
  g_clear_pointer (&item->search, g_hash_table_unref);
  g_clear_pointer (&item->attributes, g_hash_table_unref);
  g_clear_pointer (&item->value, secret_value_unref);
  g_free (item->label);
  g_free (item);
}

static GHashTable *
new_attributes (const char *kind, const char *origin, const char *project, const char *setup)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (attributes, (gpointer) "kind", g_strdup (kind));
  if (origin != NULL)
    g_hash_table_insert (attributes, (gpointer) "origin", g_strdup (origin));
  if (project != NULL)
    g_hash_table_insert (attributes, (gpointer) "project", g_strdup (project));
  if (setup != NULL)
    g_hash_table_insert (attributes, (gpointer) "setup", g_strdup (setup));

  return attributes;
}

/* The key of an item in memory: its attributes in a fixed order. */
static char *
dup_memory_key (GHashTable *search)
{
  static const char *const names[] = { "kind", "origin", "project", "setup", NULL };
  g_autoptr (GString) key = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *value = g_hash_table_lookup (search, names[i]);

      g_string_append_printf (key, "%s\n", value != NULL ? value : "");
    }

  return g_string_free (g_steal_pointer (&key), FALSE);
}

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  g_autoptr (GError) error = NULL;

  if (secret_password_store_finish (result, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  g_autoptr (GError) error = NULL;
  SecretValue *value = secret_password_lookup_binary_finish (result, &error);

  if (value != NULL)
    dex_promise_resolve_boxed (promise, SECRET_TYPE_VALUE, value);
  else if (error != NULL)
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                                      _ ("The keyring has no such "
                                                         "secret.")));
}

static void
cleared_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  g_autoptr (GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_resolve_boolean (promise, TRUE);
}

static DexFuture *
store_in_keyring (Item *item)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_password_storev_binary (&schema, item->attributes, SECRET_COLLECTION_DEFAULT, item->label, item->value,
                                 dex_promise_get_cancellable (promise), stored_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}

static DexFuture *
find_in_keyring (Item *item)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_password_lookupv (&schema, item->search, dex_promise_get_cancellable (promise), found_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}

static DexFuture *
clear_in_keyring (Item *item)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  secret_password_clearv (&schema, item->search, dex_promise_get_cancellable (promise), cleared_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}

/* --- the flows --- */

static void
set_problem (SluiceKeyring *self, const GError *error)
{
  g_autofree char *problem = NULL;

  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    problem = g_strdup (_ ("The keyring is locked. Secrets are kept in memory until Sluice is closed."));
  else
    /* Translators: what the system says about it follows */
    problem = g_strdup_printf (_ ("No keyring answers. Secrets are kept in memory until Sluice is closed. (%s)"),
                               error->message);
  if (g_set_str (&self->problem, problem))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
clear_problem (SluiceKeyring *self)
{
  if (g_set_str (&self->problem, NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static DexFuture *
store_fiber (gpointer user_data)
{
  Item *item = user_data;
  SluiceKeyring *self = item->keyring;
  g_autofree char *key = dup_memory_key (item->search);
  g_autoptr (GError) error = NULL;

  if (dex_await (store_in_keyring (item), &error))
    {
      g_hash_table_remove (self->memory, key);
      clear_problem (self);
      return dex_future_new_true ();
    }

  g_hash_table_replace (self->memory, g_steal_pointer (&key), secret_value_ref (item->value));
  set_problem (self, error);

  return dex_future_new_false ();
}

static DexFuture *
find_fiber (gpointer user_data)
{
  Item *item = user_data;
  SluiceKeyring *self = item->keyring;
  g_autofree char *key = dup_memory_key (item->search);
  SecretValue *value = g_hash_table_lookup (self->memory, key);

  if (value != NULL)
    return dex_future_new_take_boxed (SECRET_TYPE_VALUE, secret_value_ref (value));

  return find_in_keyring (item);
}

static DexFuture *
remove_fiber (gpointer user_data)
{
  Item *item = user_data;
  SluiceKeyring *self = item->keyring;
  g_autofree char *key = dup_memory_key (item->search);

  if (g_hash_table_remove (self->memory, key) && self->problem != NULL)
    return dex_future_new_true ();

  return clear_in_keyring (item);
}

static DexFuture *
spawn (SluiceKeyring *self, DexFiberFunc func, GHashTable *search, Item *item)
{
  item->keyring = g_object_ref (self);
  item->search = search;

  return dex_scheduler_spawn (NULL, 0, func, item, item_free);
}

/* --- the object --- */

static void
sluice_keyring_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceKeyring *self = SLUICE_KEYRING (object);

  switch ((SluiceKeyringProps) prop_id)
    {
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_keyring_finalize (GObject *object)
{
  SluiceKeyring *self = SLUICE_KEYRING (object);

  g_hash_table_unref (self->memory);
  g_free (self->problem);

  G_OBJECT_CLASS (sluice_keyring_parent_class)->finalize (object);
}

static void
sluice_keyring_class_init (SluiceKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sluice_keyring_get_property;
  object_class->finalize = sluice_keyring_finalize;

  properties[PROP_PROBLEM] =
      g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_keyring_init (SluiceKeyring *self)
{
  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) secret_value_unref);
}

SluiceKeyring *
sluice_keyring_new (void)
{
  return g_object_new (SLUICE_TYPE_KEYRING, NULL);
}

const char *
sluice_keyring_get_problem (SluiceKeyring *self)
{
  g_return_val_if_fail (SLUICE_IS_KEYRING (self), NULL);

  return self->problem;
}

DexFuture *
sluice_keyring_store_api_key (SluiceKeyring *self,
                              const char *origin,
                              const char *project,
                              const char *label,
                              SecretValue *key)
{
  Item *item = g_new0 (Item, 1);

  item->label = g_strdup (label);
  item->value = secret_value_ref (key);
  item->attributes = new_attributes ("api-key", origin, project, NULL);

  return spawn (self, store_fiber, new_attributes ("api-key", origin, project, NULL), item);
}

DexFuture *
sluice_keyring_lookup_api_key (SluiceKeyring *self, const char *origin, const char *project)
{
  return spawn (self, find_fiber, new_attributes ("api-key", origin, project, NULL), g_new0 (Item, 1));
}

DexFuture *
sluice_keyring_remove_api_key (SluiceKeyring *self, const char *origin, const char *project)
{
  return spawn (self, remove_fiber, new_attributes ("api-key", origin, project, NULL), g_new0 (Item, 1));
}

DexFuture *
sluice_keyring_store_setup (SluiceKeyring *self,
                            const char *origin,
                            const char *project,
                            const char *setup,
                            const char *label,
                            SecretValue *secrets)
{
  Item *item = g_new0 (Item, 1);

  item->label = g_strdup (label);
  item->value = secret_value_ref (secrets);
  item->attributes = new_attributes ("source", origin, project, setup);

  return spawn (self, store_fiber, new_attributes ("source", NULL, NULL, setup), item);
}

DexFuture *
sluice_keyring_lookup_setup (SluiceKeyring *self, const char *setup)
{
  return spawn (self, find_fiber, new_attributes ("source", NULL, NULL, setup), g_new0 (Item, 1));
}

DexFuture *
sluice_keyring_remove_setup (SluiceKeyring *self, const char *setup)
{
  return spawn (self, remove_fiber, new_attributes ("source", NULL, NULL, setup), g_new0 (Item, 1));
}
