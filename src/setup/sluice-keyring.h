/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_KEYRING (sluice_keyring_get_type ())

/**
 * SluiceKeyring:
 *
 * API keys and source credentials in the system keyring (DESIGN 10). Items have a schema named like the application id,
 * a label that a person understands in Seahorse, and the attributes `kind`, `origin`, `project` and `setup` or
 * `source`; attributes are not encrypted, so none holds a secret. Where no keyring answers, or its prompt was refused,
 * secrets stay in the memory of this run and "problem" says why.
 *
 * Main thread only. Property "problem" (read-only, nullable): why secrets are in memory only, translated.
 */
G_DECLARE_FINAL_TYPE (SluiceKeyring, sluice_keyring, SLUICE, KEYRING, GObject)

SluiceKeyring *sluice_keyring_new (void);

/**
 * sluice_keyring_get_problem:
 * @self: a keyring
 *
 * Returns: (nullable): why secrets are kept in memory only, translated; %NULL while the system keyring keeps them
 */
const char *sluice_keyring_get_problem (SluiceKeyring *self);

/**
 * sluice_keyring_store_api_key:
 * @self: a keyring
 * @origin: the origin the key belongs to, such as "https://eu.posthog.com"
 * @project: the number of the project
 * @label: what the item is called in Seahorse
 * @key: the personal API key
 *
 * Keeps a key, in place of the one there was.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the keyring has it, to %FALSE when only memory has
 */
DexFuture *sluice_keyring_store_api_key (SluiceKeyring *self,
                                         const char *origin,
                                         const char *project,
                                         const char *label,
                                         SecretValue *key);

/**
 * sluice_keyring_lookup_api_key:
 * @self: a keyring
 * @origin: an origin
 * @project: the number of a project
 *
 * Finds a key; a locked keyring asks for its password.
 *
 * Returns: (transfer full): a future that resolves to a #SecretValue (boxed), or rejects: %G_IO_ERROR_NOT_FOUND when
 * none is stored, else what the keyring says
 */
DexFuture *sluice_keyring_lookup_api_key (SluiceKeyring *self, const char *origin, const char *project);

/**
 * sluice_keyring_remove_api_key:
 * @self: a keyring
 * @origin: an origin
 * @project: the number of a project
 *
 * Forgets a key, in the keyring and in memory.
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *sluice_keyring_remove_api_key (SluiceKeyring *self, const char *origin, const char *project);

/**
 * sluice_keyring_store_setup:
 * @self: a keyring
 * @origin: the set-up's origin
 * @project: the set-up's project
 * @setup: the uuid of the set-up
 * @label: what the item is called in Seahorse
 * @secrets: the secret values of its form, as one JSON text
 *
 * Keeps what a draft may not hold, until the set-up is done.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the keyring has it, to %FALSE when only memory has
 */
DexFuture *sluice_keyring_store_setup (SluiceKeyring *self,
                                       const char *origin,
                                       const char *project,
                                       const char *setup,
                                       const char *label,
                                       SecretValue *secrets);

/**
 * sluice_keyring_lookup_setup:
 * @self: a keyring
 * @setup: the uuid of a set-up
 *
 * Returns: (transfer full): a future that resolves to a #SecretValue (boxed), or rejects with %G_IO_ERROR_NOT_FOUND
 */
DexFuture *sluice_keyring_lookup_setup (SluiceKeyring *self, const char *setup);

/**
 * sluice_keyring_remove_setup:
 * @self: a keyring
 * @setup: the uuid of a set-up
 *
 * Erases the secrets of a set-up that is done or discarded.
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *sluice_keyring_remove_setup (SluiceKeyring *self, const char *setup);

G_END_DECLS
