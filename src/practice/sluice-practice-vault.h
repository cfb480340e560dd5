/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SluicePracticeVault:
 *
 * Holds the secrets of sources: in the system's keyring where there is one, and in memory. Its functions may be called
 * on any thread and block, so never on the main thread.
 */
typedef struct _SluicePracticeVault SluicePracticeVault;

/**
 * sluice_practice_vault_new:
 * @state_dir: the folder of the state that the secrets belong to
 *
 * Returns: (transfer full): a vault with nothing in memory
 */
SluicePracticeVault *sluice_practice_vault_new (const char *state_dir);

/**
 * sluice_practice_vault_free:
 * @self: (nullable): a vault
 *
 * Frees @self and wipes what is in memory.
 */
void sluice_practice_vault_free (SluicePracticeVault *self);

/**
 * sluice_practice_vault_store:
 * @self: a vault
 * @source_id: id of a source
 * @secrets: the secret values of its form
 *
 * Keeps the secrets of a source. Without a keyring they are gone when the program ends.
 */
void sluice_practice_vault_store (SluicePracticeVault *self, const char *source_id, JsonObject *secrets);

/**
 * sluice_practice_vault_lookup:
 * @self: a vault
 * @source_id: id of a source
 *
 * Returns: (transfer full) (nullable): its secrets, or %NULL when they are gone
 */
JsonObject *sluice_practice_vault_lookup (SluicePracticeVault *self, const char *source_id);

/**
 * sluice_practice_vault_forget:
 * @self: a vault
 * @source_id: id of a source
 *
 * Erases the secrets of a source.
 */
void sluice_practice_vault_forget (SluicePracticeVault *self, const char *source_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeVault, sluice_practice_vault_free)

G_END_DECLS
