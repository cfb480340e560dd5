/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-vault.h"

#include "sluice-json.h"

#include <libsecret/secret.h>
#include <string.h>

/* A keyring that wants its password asks the person; nobody answers in a test, so a call gives up after this long. */
#define KEYRING_SECONDS 20

struct _SluicePracticeVault
{
  GMutex mutex;
  char *state_dir;
  GHashTable *memory; /* source id → JSON text */
  gboolean keyring_failed;
};

static const SecretSchema schema = {
  APPLICATION_ID ".Practice",
  SECRET_SCHEMA_NONE,
  { { "state", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "source", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

static void
wipe (gpointer data)
{
  explicit_bzero (data, strlen (data));
  g_free (data);
}

SluicePracticeVault *
sluice_practice_vault_new (const char *state_dir)
{
  SluicePracticeVault *self = g_new0 (SluicePracticeVault, 1);

  g_mutex_init (&self->mutex);
  self->state_dir = g_strdup (state_dir);
  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, wipe);

  return self;
}

void
sluice_practice_vault_free (SluicePracticeVault *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->memory);
  g_free (self->state_dir);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

/* Cancels itself on the main thread, which is never the one that waits. */
static GSource *
deadline_new (GCancellable **cancellable)
{
  GSource *deadline = g_timeout_source_new_seconds (KEYRING_SECONDS);

  *cancellable = g_cancellable_new ();
  g_source_set_callback (deadline, cancel_cb, g_object_ref (*cancellable), g_object_unref);
  g_source_attach (deadline, NULL);

  return deadline;
}

static void
deadline_free (GSource *deadline)
{
  g_source_destroy (deadline);
  g_source_unref (deadline);
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

void
sluice_practice_vault_store (SluicePracticeVault *self, const char *source_id, JsonObject *secrets)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), secrets);
  char *text = sluice_json_to_text (node);
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = NULL;
  GSource *deadline;
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  if (!self->keyring_failed)
    {
      deadline = deadline_new (&cancellable);
      if (!secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, "Sluice practice source", text, cancellable,
                                       &error, "state", self->state_dir, "source", source_id, NULL))
        keyring_failed (self, error);
      deadline_free (deadline);
    }
  g_hash_table_insert (self->memory, g_strdup (source_id), text);
}

JsonObject *
sluice_practice_vault_lookup (SluicePracticeVault *self, const char *source_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = NULL;
  g_autoptr (JsonNode) node = NULL;
  const char *text;
  GSource *deadline;
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  text = g_hash_table_lookup (self->memory, source_id);
  if (text == NULL && !self->keyring_failed)
    {
      char *stored;

      deadline = deadline_new (&cancellable);
      stored = secret_password_lookup_sync (&schema, cancellable, &error, "state", self->state_dir, "source", source_id,
                                            NULL);
      deadline_free (deadline);
      if (error != NULL)
        keyring_failed (self, error);
      if (stored != NULL)
        {
          g_hash_table_insert (self->memory, g_strdup (source_id), g_strdup (stored));
          secret_password_free (stored);
          text = g_hash_table_lookup (self->memory, source_id);
        }
    }
  node = text != NULL ? sluice_json_parse (text, -1, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_object_ref (json_node_get_object (node)) : NULL;
}

void
sluice_practice_vault_forget (SluicePracticeVault *self, const char *source_id)
{
  g_autoptr (GCancellable) cancellable = NULL;
  GSource *deadline;
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  g_hash_table_remove (self->memory, source_id);
  if (self->keyring_failed)
    return;
  deadline = deadline_new (&cancellable);
  secret_password_clear_sync (&schema, cancellable, NULL, "state", self->state_dir, "source", source_id, NULL);
  deadline_free (deadline);
}
