/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-vault.h"

#include "sluice-json.h"
#include "sluice-secret-text.h"

#include <libsecret/secret.h>

/* A keyring that takes its time is left behind after this long. */
#define KEYRING_SECONDS 20

struct _SluicePracticeVault
{
  GMutex mutex;
  char *state_dir;
  GHashTable *memory;   /* source id → JSON text */
  GThreadPool *keyring; /* one thread: Call after Call */
  gboolean keyring_failed;
};

static const SecretSchema schema = {
  APPLICATION_ID ".Practice",
  SECRET_SCHEMA_NONE,
  { { "state", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "source", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

/* A call about one item. It belongs to whoever asks and to the thread that makes it, which may take longer. */
typedef struct _Call Call;

struct _Call
{
  void (*func) (Call *call);
  GMutex mutex;
  GCond cond;
  gboolean done;
  char *state_dir;
  char *source_id;
  char *text; /* JSON text: to store, or as it was found */
  GError *error;
};

/* A locked keyring is not asked: it would ask the person, who was asked by Sluice a moment ago and said no, or has no
 * idea what another prompt is for. */
static gboolean
check_unlocked (GError **error)
{
  g_autoptr (SecretService) service = secret_service_get_sync (SECRET_SERVICE_NONE, NULL, NULL);
  g_autoptr (SecretCollection) collection = NULL;

  if (service != NULL)
    collection =
        secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, NULL, NULL);
  if (collection == NULL || !secret_collection_get_locked (collection))
    return TRUE;

  g_set_error_literal (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "the keyring is locked");

  return FALSE;
}

static void
store (Call *call)
{
  if (!check_unlocked (&call->error))
    return;

  secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, "Sluice practice source", call->text, NULL,
                              &call->error, "state", call->state_dir, "source", call->source_id, NULL);
}

static void
find (Call *call)
{
  char *found = NULL;

  if (!check_unlocked (&call->error))
    return;

  found = secret_password_lookup_sync (&schema, NULL, &call->error, "state", call->state_dir, "source", call->source_id,
                                       NULL);
  call->text = g_strdup (found);
  secret_password_free (found);
}

static void
clear (Call *call)
{
  secret_password_clear_sync (&schema, NULL, &call->error, "state", call->state_dir, "source", call->source_id, NULL);
}

static Call *
call_new (SluicePracticeVault *self, void (*func) (Call *call), const char *source_id, const char *text)
{
  Call *call = g_atomic_rc_box_new0 (Call);

  call->func = func;
  g_mutex_init (&call->mutex);
  g_cond_init (&call->cond);
  call->state_dir = g_strdup (self->state_dir);
  call->source_id = g_strdup (source_id);
  call->text = g_strdup (text);

  return call;
}

static void
call_clear (gpointer data)
{
  Call *call = data;

  g_mutex_clear (&call->mutex);
  g_cond_clear (&call->cond);
  g_free (call->state_dir);
  g_free (call->source_id);
  g_clear_pointer (&call->text, sluice_secret_free);
  g_clear_error (&call->error);
}

static void
call_unref (Call *call)
{
  g_atomic_rc_box_release_full (call, call_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_unref)

static void
make_call (gpointer data, gpointer user_data)
{
  g_autoptr (Call) call = data;

  call->func (call);
  g_mutex_lock (&call->mutex);
  call->done = TRUE;
  g_cond_signal (&call->cond);
  g_mutex_unlock (&call->mutex);
}

/* Says once that there is no keyring; the text never holds a secret. */
static void
keyring_failed (SluicePracticeVault *self, const GError *error)
{
  if (!self->keyring_failed)
    g_message ("Passwords of sources are kept for this run only: %s",
               error != NULL ? error->message : "no keyring answered");
  self->keyring_failed = TRUE;
}

/* FALSE when it did not happen, or not yet. Nothing is cancelled: gnome-keyring 48 dies of a prompt that is dismissed
 * by whoever asked for it, which is how libsecret cancels. */
static gboolean
ask_keyring (SluicePracticeVault *self, Call *call)
{
  gint64 end = g_get_monotonic_time () + KEYRING_SECONDS * G_USEC_PER_SEC;
  gboolean in_time = TRUE;
  G_MUTEX_AUTO_LOCK (&call->mutex, locker);

  g_thread_pool_push (self->keyring, g_atomic_rc_box_acquire (call), NULL);
  if (self->keyring_failed)
    return FALSE;

  while (!call->done && in_time)
    in_time = g_cond_wait_until (&call->cond, &call->mutex, end);
  if (call->done && call->error == NULL)
    return TRUE;

  keyring_failed (self, call->done ? call->error : NULL);

  return FALSE;
}

SluicePracticeVault *
sluice_practice_vault_new (const char *state_dir)
{
  SluicePracticeVault *self = g_new0 (SluicePracticeVault, 1);

  g_mutex_init (&self->mutex);
  self->state_dir = g_strdup (state_dir);
  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sluice_secret_free);
  self->keyring = g_thread_pool_new (make_call, NULL, 1, FALSE, NULL);

  return self;
}

void
sluice_practice_vault_free (SluicePracticeVault *self)
{
  if (self == NULL)
    return;
  /* A keyring that failed may keep the thread for ever. */
  g_thread_pool_free (self->keyring, FALSE, !self->keyring_failed);
  g_hash_table_unref (self->memory);
  g_free (self->state_dir);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
sluice_practice_vault_store (SluicePracticeVault *self, const char *source_id, JsonObject *secrets)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), secrets);
  char *text = sluice_json_to_text (node);
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  if (!self->keyring_failed)
    {
      g_autoptr (Call) call = call_new (self, store, source_id, text);

      ask_keyring (self, call);
    }
  g_hash_table_insert (self->memory, g_strdup (source_id), text);
}

JsonObject *
sluice_practice_vault_lookup (SluicePracticeVault *self, const char *source_id)
{
  g_autoptr (JsonNode) node = NULL;
  const char *text;
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  text = g_hash_table_lookup (self->memory, source_id);
  if (text == NULL && !self->keyring_failed)
    {
      g_autoptr (Call) call = call_new (self, find, source_id, NULL);

      if (ask_keyring (self, call) && call->text != NULL)
        {
          g_hash_table_insert (self->memory, g_strdup (source_id), g_steal_pointer (&call->text));
          text = g_hash_table_lookup (self->memory, source_id);
        }
    }
  node = text != NULL ? sluice_json_parse (text, -1, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_object_ref (json_node_get_object (node)) : NULL;
}

void
sluice_practice_vault_forget (SluicePracticeVault *self, const char *source_id)
{
  g_autoptr (Call) call = call_new (self, clear, source_id, NULL);
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  g_hash_table_remove (self->memory, source_id);
  /* After what was left behind, should that still be stored. */
  ask_keyring (self, call);
}
