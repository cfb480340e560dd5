/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-keyring.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "sluice-fiber.h"
#include "sluice-keyring-item.h"

/* An answer takes milliseconds, unless somebody is asked for a password. */
#define PATIENT_MS 1000
/* While it is waited for, the keyring is asked this often whether it is there at all, and must say so within … */
#define LOOK_EVERY_MS 2000
#define LOOK_MS 4000

#define NOT_WAITED_FOR "The keyring was not waited for"

struct _SluiceKeyring
{
  GObject parent_instance;

  GHashTable *memory; /* what the keyring does not have, or not yet: the item's key → the item, with its value */
  GHashTable *calls;  /* an item's key → the future of the last call about it, while it is under way */
  GHashTable *left;   /* the keys of items with a call under way that was waited for long enough */
  DexPromise *go_on;  /* rejects when nobody wants to wait any longer */
  guint n_waiting;
  gboolean refused; /* the person did not unlock it when asked for that */
  char *problem;
};

G_DEFINE_FINAL_TYPE (SluiceKeyring, sluice_keyring, G_TYPE_OBJECT)

typedef enum
{
  PROP_PROBLEM = 1,
  PROP_WAITING,
} SluiceKeyringProps;

static GParamSpec *properties[PROP_WAITING + 1];

static void
set_problem (SluiceKeyring *self, const GError *error)
{
  g_autofree char *problem = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    problem = g_strdup (_ ("The keyring does not answer. Secrets are kept in memory until Sluice is closed."));
  else if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
           g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    problem = g_strdup (_ ("The keyring was not unlocked. Secrets are kept in memory until Sluice is closed."));
  else if (error != NULL)
    /* Translators: what the system says about it follows */
    problem = g_strdup_printf (_ ("No keyring answers. Secrets are kept in memory until Sluice is closed. (%s)"),
                               error->message);
  if (g_set_str (&self->problem, problem))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
add_waiting (SluiceKeyring *self, int change)
{
  gboolean was = self->n_waiting > 0;

  self->n_waiting += change;
  if (was != (self->n_waiting > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
}

/* --- a call about an item: it runs to its end, whoever waits for it --- */

typedef DexFuture *(*CallFunc) (SluiceKeyringItem *item);

typedef struct
{
  SluiceKeyring *keyring;
  SluiceKeyringItem *item;
  CallFunc func;
  DexFuture *before;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_object (&call->keyring);
  g_clear_pointer (&call->item, sluice_keyring_item_unref);
  dex_clear (&call->before);
  g_free (call);
}

/* The keyring has it now: memory need not, unless there is something newer. */
static void
forget_stored (SluiceKeyring *self, SluiceKeyringItem *item)
{
  if (g_hash_table_lookup (self->memory, item->key) == item)
    g_hash_table_remove (self->memory, item->key);
  if (g_hash_table_size (self->memory) == 0)
    set_problem (self, NULL);
}

static DexFuture *
call_fiber (gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (DexFuture) made = NULL;
  gboolean stores = call->func == sluice_keyring_item_store;

  /* One after the other, or an older value could come to stand over a newer one, or over none. */
  if (call->before != NULL)
    dex_await (g_steal_pointer (&call->before), NULL);
  if (stores && g_hash_table_lookup (call->keyring->memory, call->item->key) != call->item)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Overtaken");

  made = call->func (call->item);
  dex_await (dex_ref (made), NULL);
  if (stores && dex_future_is_resolved (made))
    forget_stored (call->keyring, call->item);

  return g_steal_pointer (&made);
}

static DexFuture *
called_cb (DexFuture *future, gpointer user_data)
{
  Call *call = user_data;

  if (g_hash_table_lookup (call->keyring->calls, call->item->key) == future)
    {
      g_hash_table_remove (call->keyring->calls, call->item->key);
      g_hash_table_remove (call->keyring->left, call->item->key);
    }

  return NULL;
}

static Call *
call_new (SluiceKeyring *self, SluiceKeyringItem *item, CallFunc func)
{
  Call *call = g_new0 (Call, 1);
  DexFuture *before = g_hash_table_lookup (self->calls, item->key);

  call->keyring = g_object_ref (self);
  call->item = sluice_keyring_item_ref (item);
  call->func = func;
  call->before = before != NULL ? dex_ref (before) : NULL;

  return call;
}

/* (transfer full) */
static DexFuture *
begin (SluiceKeyring *self, SluiceKeyringItem *item, CallFunc func)
{
  DexFuture *future = sluice_fiber_spawn (call_fiber, call_new (self, item, func), call_free);

  g_hash_table_replace (self->calls, g_strdup (item->key), dex_ref (future));
  dex_future_disown (dex_future_finally (dex_ref (future), called_cb, call_new (self, item, func), call_free));

  return future;
}

/* --- waiting for one --- */

/* Whether anybody is there, whatever the answer. Within a fiber. */
static gboolean
is_answering (GError **error)
{
  /* In a sandbox libsecret asks the portal for the key of its file. */
  gboolean sandboxed = g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
  g_autoptr (GError) fault = NULL;
  g_autoptr (GDBusConnection) bus = dex_await_object (dex_bus_get (G_BUS_TYPE_SESSION), &fault);
  g_autoptr (GVariant) reply = NULL;

  /* Without a bus the call fails by itself. */
  if (bus != NULL && sandboxed)
    reply = dex_await_variant (dex_dbus_connection_call (bus, "org.freedesktop.portal.Desktop",
                                                         "/org/freedesktop/portal/desktop", "org.freedesktop.DBus.Peer",
                                                         "Ping", NULL, NULL, G_DBUS_CALL_FLAGS_NONE, LOOK_MS),
                               &fault);
  else if (bus != NULL)
    reply = dex_await_variant (dex_dbus_connection_call (bus, "org.freedesktop.secrets", "/org/freedesktop/secrets",
                                                         "org.freedesktop.Secret.Service", "ReadAlias",
                                                         g_variant_new ("(s)", "default"), NULL, G_DBUS_CALL_FLAGS_NONE,
                                                         LOOK_MS),
                               &fault);
  if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _ ("The keyring does not answer."));
  else if (g_error_matches (fault, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&fault));
  else
    return TRUE;

  return FALSE;
}

/* What the session bus says, which asks nobody. FALSE where that is not known. Within a fiber. */
static gboolean
is_locked (void)
{
  g_autoptr (GDBusConnection) bus = dex_await_object (dex_bus_get (G_BUS_TYPE_SESSION), NULL);
  g_autoptr (GVariant) alias = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) locked = NULL;
  const char *path = NULL;

  if (bus != NULL)
    alias = dex_await_variant (dex_dbus_connection_call (bus, "org.freedesktop.secrets", "/org/freedesktop/secrets",
                                                         "org.freedesktop.Secret.Service", "ReadAlias",
                                                         g_variant_new ("(s)", "default"), G_VARIANT_TYPE ("(o)"),
                                                         G_DBUS_CALL_FLAGS_NONE, LOOK_MS),
                               NULL);
  if (alias == NULL)
    return FALSE;

  g_variant_get (alias, "(&o)", &path);
  reply = dex_await_variant (
      dex_dbus_connection_call (bus, "org.freedesktop.secrets", path, "org.freedesktop.DBus.Properties", "Get",
                                g_variant_new ("(ss)", "org.freedesktop.Secret.Collection", "Locked"),
                                G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, LOOK_MS),
      NULL);
  if (reply == NULL)
    return FALSE;

  g_variant_get (reply, "(v)", &locked);

  return g_variant_is_of_type (locked, G_VARIANT_TYPE_BOOLEAN) && g_variant_get_boolean (locked);
}

/* Rejects once the keyring has died or hangs, unless what is waited for is over before. One that waits for the person
 * answers meanwhile. */
static DexFuture *
watch_fiber (gpointer user_data)
{
  DexFuture *over = user_data;
  g_autoptr (GError) error = NULL;

  while (dex_future_is_pending (over))
    {
      if (!is_answering (&error))
        return dex_future_new_for_error (g_steal_pointer (&error));
      dex_await (dex_future_first (dex_ref (over), dex_timeout_new_msec (LOOK_EVERY_MS), NULL), NULL);
    }

  return dex_future_new_true ();
}

/* Watches until @call is over, or nobody waits for it any more. It ends by itself: in libdex 0.10 a fiber that is let
 * go of while it waits can corrupt the list of all that wait, and then nothing goes on any more. (transfer full) */
static DexFuture *
watch (SluiceKeyring *self, DexFuture *call)
{
  DexFuture *over = dex_future_first (dex_ref (call), dex_ref (self->go_on), NULL);
  DexFuture *watching = sluice_fiber_spawn (watch_fiber, over, dex_unref);

  dex_future_disown (dex_ref (watching));

  return watching;
}

/* FALSE when @call failed, or is not worth waiting for any more and goes on by itself. Within a fiber. */
static gboolean
wait_for (SluiceKeyring *self, DexFuture *call, GError **error)
{
  g_autoptr (GError) given_up = NULL;

  dex_await (dex_future_first (dex_ref (call), dex_timeout_new_msec (PATIENT_MS), NULL), &given_up);
  if (dex_future_is_pending (call) && !g_error_matches (given_up, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED))
    {
      g_clear_error (&given_up);
      add_waiting (self, 1);
      dex_await (dex_future_first (dex_ref (call), watch (self, call), dex_ref (self->go_on), NULL), &given_up);
      add_waiting (self, -1);
    }
  if (!dex_future_is_pending (call))
    return dex_await (dex_ref (call), error);

  g_propagate_error (error, g_steal_pointer (&given_up));

  return FALSE;
}

/* The same for what changes the keyring. What stands before it in line was left, so that it has to wait its turn:
 * nobody is kept for that. Within a fiber. */
static gboolean
wait_for_change (SluiceKeyring *self, SluiceKeyringItem *item, DexFuture *call, GError **error)
{
  if (g_hash_table_contains (self->left, item->key))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NOT_WAITED_FOR);
      return FALSE;
    }
  if (wait_for (self, call, error))
    return TRUE;

  if (dex_future_is_pending (call))
    g_hash_table_add (self->left, g_strdup (item->key));

  return FALSE;
}

/* What was asked for, and by whom. */
typedef struct
{
  SluiceKeyring *keyring;
  SluiceKeyringItem *item;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->keyring);
  sluice_keyring_item_unref (wish->item);
  g_free (wish);
}

static DexFuture *
spawn (SluiceKeyring *self, DexFiberFunc func, SluiceKeyringItem *item)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->keyring = g_object_ref (self);
  wish->item = item;

  return sluice_fiber_spawn (func, wish, wish_free);
}

static DexFuture *
store_fiber (gpointer user_data)
{
  Wish *wish = user_data;
  SluiceKeyring *self = wish->keyring;
  g_autoptr (DexFuture) call = NULL;
  g_autoptr (GError) error = NULL;

  /* First of all, so that it is found whatever the keyring does. */
  g_hash_table_replace (self->memory, g_strdup (wish->item->key), sluice_keyring_item_ref (wish->item));
  /* One prompt for one refusal: whoever said no is not asked again for the next secret. */
  if (self->refused && is_locked ())
    return dex_future_new_false ();

  self->refused = FALSE;
  call = begin (self, wish->item, sluice_keyring_item_store);
  if (wait_for_change (self, wish->item, call, &error))
    return dex_future_new_true ();

  /* Whoever did not wait for it said nothing of that: the prompt may still be there. */
  self->refused = !dex_future_is_pending (call) && (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
                                                    g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  /* A keyring that hangs may still come round: then it is stored, and the problem is none any more. */
  if (g_hash_table_lookup (self->memory, wish->item->key) == wish->item)
    set_problem (self, error);

  return dex_future_new_false ();
}

static DexFuture *
find_fiber (gpointer user_data)
{
  Wish *wish = user_data;
  SluiceKeyringItem *kept = g_hash_table_lookup (wish->keyring->memory, wish->item->key);
  g_autoptr (DexFuture) call = NULL;
  g_autoptr (GError) error = NULL;

  if (kept != NULL)
    return dex_future_new_take_boxed (SECRET_TYPE_VALUE, secret_value_ref (kept->value));

  call = begin (wish->keyring, wish->item, sluice_keyring_item_find);
  if (wait_for (wish->keyring, call, &error))
    return g_steal_pointer (&call);

  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
remove_fiber (gpointer user_data)
{
  Wish *wish = user_data;
  SluiceKeyring *self = wish->keyring;
  gboolean was_here = g_hash_table_remove (self->memory, wish->item->key);
  g_autoptr (DexFuture) call = begin (self, wish->item, sluice_keyring_item_clear);
  g_autoptr (GError) error = NULL;

  if (wait_for_change (self, wish->item, call, &error))
    return dex_future_new_true ();

  /* Where there is no keyring it was in memory only; one that is locked or hangs may have it from before. */
  if (was_here && sluice_keyring_error_is_absent (error))
    return dex_future_new_true ();

  return dex_future_new_for_error (g_steal_pointer (&error));
}

/* --- what is kept --- */

static int
compare_newest_first (gconstpointer a, gconstpointer b, gpointer unused)
{
  GDateTime *first = sluice_stored_secret_get_stored_at ((SluiceStoredSecret *) a);
  GDateTime *second = sluice_stored_secret_get_stored_at ((SluiceStoredSecret *) b);

  if (first == NULL || second == NULL)
    return (first != NULL) - (second != NULL);

  return g_date_time_compare (second, first);
}

/* What only memory has stands for itself, and for an older one of the same in the keyring. */
static DexFuture *
list_with_memory (SluiceKeyring *self, GListModel *stored)
{
  g_autoptr (GListStore) list = g_list_store_new (SLUICE_TYPE_STORED_SECRET);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->memory);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      g_autoptr (SluiceStoredSecret) secret = sluice_stored_secret_new (item, NULL);

      g_list_store_append (list, secret);
    }
  for (guint i = 0; stored != NULL && i < g_list_model_get_n_items (stored); i++)
    {
      g_autoptr (SluiceStoredSecret) secret = g_list_model_get_item (stored, i);

      if (!g_hash_table_contains (self->memory, sluice_stored_secret_get_item (secret)->key))
        g_list_store_append (list, secret);
    }
  g_list_store_sort (list, compare_newest_first, NULL);

  return dex_future_new_take_object (g_steal_pointer (&list));
}

static DexFuture *
list (SluiceKeyring *self, gboolean unlock)
{
  g_autoptr (DexFuture) call = NULL;
  g_autoptr (GListModel) stored = NULL;
  g_autoptr (GError) error = NULL;

  if (!unlock && is_locked ())
    return dex_future_new_reject (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "%s", _ ("The keyring is locked."));

  call = sluice_keyring_item_list (unlock);
  if (wait_for (self, call, &error))
    stored = g_value_dup_object (dex_future_get_value (call, NULL));
  else if (!sluice_keyring_error_is_absent (error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* Whoever was asked for the password and did not give it. */
  if (unlock && is_locked ())
    return dex_future_new_reject (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "%s", _ ("The keyring is locked."));
  if (unlock)
    self->refused = FALSE;

  return list_with_memory (self, stored);
}

static DexFuture *
list_fiber (gpointer user_data)
{
  return list (user_data, FALSE);
}

static DexFuture *
list_unlocked_fiber (gpointer user_data)
{
  return list (user_data, TRUE);
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
    case PROP_WAITING:
      g_value_set_boolean (value, self->n_waiting > 0);
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
  g_hash_table_unref (self->calls);
  g_hash_table_unref (self->left);
  dex_clear (&self->go_on);
  g_free (self->problem);

  G_OBJECT_CLASS (sluice_keyring_parent_class)->finalize (object);
}

static void
sluice_keyring_class_init (SluiceKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_keyring_get_property;
  object_class->finalize = sluice_keyring_finalize;

  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  properties[PROP_WAITING] = g_param_spec_boolean ("waiting", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_keyring_init (SluiceKeyring *self)
{
  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sluice_keyring_item_unref);
  self->calls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) dex_unref);
  self->left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->go_on = dex_promise_new ();
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

gboolean
sluice_keyring_get_waiting (SluiceKeyring *self)
{
  g_return_val_if_fail (SLUICE_IS_KEYRING (self), FALSE);

  return self->n_waiting > 0;
}

static DexFuture *
is_locked_fiber (gpointer user_data)
{
  return dex_future_new_for_boolean (is_locked ());
}

DexFuture *
sluice_keyring_is_locked (SluiceKeyring *self)
{
  g_return_val_if_fail (SLUICE_IS_KEYRING (self), NULL);

  return sluice_fiber_spawn (is_locked_fiber, NULL, NULL);
}

gboolean
sluice_keyring_error_is_absent (const GError *error)
{
  return error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) &&
         !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
         !g_error_matches (error, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED) &&
         !g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED);
}

void
sluice_keyring_go_on (SluiceKeyring *self)
{
  g_autoptr (DexPromise) go_on = NULL;

  g_return_if_fail (SLUICE_IS_KEYRING (self));

  go_on = g_steal_pointer (&self->go_on);
  self->go_on = dex_promise_new ();
  dex_promise_reject (go_on, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, NOT_WAITED_FOR));
}

/* Takes @item. */
static DexFuture *
store (SluiceKeyring *self, SluiceKeyringItem *item, const char *label, SecretValue *value)
{
  item->label = g_strdup (label);
  item->value = secret_value_ref (value);

  return spawn (self, store_fiber, item);
}

DexFuture *
sluice_keyring_store_api_key (SluiceKeyring *self,
                              const char *origin,
                              const char *project,
                              const char *label,
                              SecretValue *key)
{
  return store (self, sluice_keyring_item_new ("api-key", origin, project, NULL, NULL), label, key);
}

DexFuture *
sluice_keyring_lookup_api_key (SluiceKeyring *self, const char *origin, const char *project)
{
  return spawn (self, find_fiber, sluice_keyring_item_new ("api-key", origin, project, NULL, NULL));
}

DexFuture *
sluice_keyring_remove_api_key (SluiceKeyring *self, const char *origin, const char *project)
{
  return spawn (self, remove_fiber, sluice_keyring_item_new ("api-key", origin, project, NULL, NULL));
}

DexFuture *
sluice_keyring_store_setup (SluiceKeyring *self,
                            const char *origin,
                            const char *project,
                            const char *setup,
                            const char *source_type,
                            const char *label,
                            SecretValue *secrets)
{
  SluiceKeyringItem *item = sluice_keyring_item_new ("source", origin, project, setup, NULL);

  sluice_keyring_item_set_type (item, source_type);

  return store (self, item, label, secrets);
}

DexFuture *
sluice_keyring_lookup_setup (SluiceKeyring *self, const char *setup)
{
  return spawn (self, find_fiber, sluice_keyring_item_new ("source", NULL, NULL, setup, NULL));
}

DexFuture *
sluice_keyring_remove_setup (SluiceKeyring *self, const char *setup)
{
  return spawn (self, remove_fiber, sluice_keyring_item_new ("source", NULL, NULL, setup, NULL));
}

DexFuture *
sluice_keyring_store_source (SluiceKeyring *self,
                             const char *origin,
                             const char *project,
                             const char *source,
                             const char *source_type,
                             const char *label,
                             SecretValue *secrets)
{
  SluiceKeyringItem *item = sluice_keyring_item_new ("source", origin, project, NULL, source);

  sluice_keyring_item_set_type (item, source_type);

  return store (self, item, label, secrets);
}

DexFuture *
sluice_keyring_lookup_source (SluiceKeyring *self, const char *source)
{
  return spawn (self, find_fiber, sluice_keyring_item_new ("source", NULL, NULL, NULL, source));
}

DexFuture *
sluice_keyring_remove_source (SluiceKeyring *self, const char *source)
{
  return spawn (self, remove_fiber, sluice_keyring_item_new ("source", NULL, NULL, NULL, source));
}

DexFuture *
sluice_keyring_list (SluiceKeyring *self, gboolean unlock)
{
  g_return_val_if_fail (SLUICE_IS_KEYRING (self), NULL);

  return sluice_fiber_spawn (unlock ? list_unlocked_fiber : list_fiber, g_object_ref (self), g_object_unref);
}

DexFuture *
sluice_keyring_lookup (SluiceKeyring *self, SluiceStoredSecret *secret)
{
  g_return_val_if_fail (SLUICE_IS_KEYRING (self), NULL);
  g_return_val_if_fail (SLUICE_IS_STORED_SECRET (secret), NULL);

  return spawn (self, find_fiber, sluice_keyring_item_ref (sluice_stored_secret_get_item (secret)));
}

DexFuture *
sluice_keyring_forget (SluiceKeyring *self, SluiceStoredSecret *secret)
{
  g_return_val_if_fail (SLUICE_IS_KEYRING (self), NULL);
  g_return_val_if_fail (SLUICE_IS_STORED_SECRET (secret), NULL);

  return spawn (self, remove_fiber, sluice_keyring_item_ref (sluice_stored_secret_get_item (secret)));
}
