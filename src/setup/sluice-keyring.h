/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsecret/secret.h>

#include "sluice-stored-secret.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_KEYRING (sluice_keyring_get_type ())

/**
 * SluiceKeyring:
 *
 * API keys and source credentials in the system keyring (DESIGN 10). Items have a schema named like the application id,
 * a label that a person understands in Seahorse, and the attributes `kind`, `origin`, `project`, and `setup` or
 * `source` with `type`; attributes are not encrypted, so none holds a secret. Where no keyring answers, or its prompt
 * was refused, secrets stay in the memory of this run and "problem" says why.
 *
 * A keyring that is silent is given up after five seconds. One that answers but waits for somebody to type its password
 * is waited for, until [method@Keyring.go_on]. What was given up still happens should the keyring come round, in the
 * order in which it was asked for.
 *
 * Main thread only. Properties, read-only: "problem" (nullable): why secrets are in memory only, translated; "waiting"
 * (gboolean): something has taken longer than an answer takes, so the keyring may be asking for its password.
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
 * sluice_keyring_get_waiting:
 * @self: a keyring
 *
 * Returns: whether something is under way for longer than a second
 */
gboolean sluice_keyring_get_waiting (SluiceKeyring *self);

/**
 * sluice_keyring_go_on:
 * @self: a keyring
 *
 * Waits no longer for anything that is under way, as if the keyring's prompt had been refused. The prompt itself stays
 * until the person answers it, since gnome-keyring 48 does not survive it being taken away; what was asked for then
 * happens after all.
 */
void sluice_keyring_go_on (SluiceKeyring *self);

/**
 * sluice_keyring_is_locked:
 * @self: a keyring
 *
 * Asks nobody for the password.
 *
 * Returns: (transfer full): a future that resolves to whether the keyring would have to be unlocked; %FALSE where that
 *   is not known
 */
DexFuture *sluice_keyring_is_locked (SluiceKeyring *self);

/**
 * sluice_keyring_error_is_absent:
 * @error: (nullable): why a call rejected
 *
 * Returns: whether it says that there is no keyring at all, rather than one that is locked or silent and may have the
 *   secret
 */
gboolean sluice_keyring_error_is_absent (const GError *error);

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
 * none is stored, %G_IO_ERROR_TIMED_OUT when the keyring is silent, %G_IO_ERROR_CANCELLED when it was not waited for,
 * else what the keyring says
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
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects when the keyring may still have it
 */
DexFuture *sluice_keyring_remove_api_key (SluiceKeyring *self, const char *origin, const char *project);

/**
 * sluice_keyring_store_setup:
 * @self: a keyring
 * @origin: the set-up's origin
 * @project: the set-up's project
 * @setup: the uuid of the set-up
 * @source_type: (nullable): the API's name of its source type
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
                                       const char *source_type,
                                       const char *label,
                                       SecretValue *secrets);

/**
 * sluice_keyring_lookup_setup:
 * @self: a keyring
 * @setup: the uuid of a set-up
 *
 * Returns: (transfer full): what [method@Keyring.lookup_api_key] gives
 */
DexFuture *sluice_keyring_lookup_setup (SluiceKeyring *self, const char *setup);

/**
 * sluice_keyring_remove_setup:
 * @self: a keyring
 * @setup: the uuid of a set-up
 *
 * Erases the secrets of a set-up that is done, gone or discarded.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects when the keyring may still have them
 */
DexFuture *sluice_keyring_remove_setup (SluiceKeyring *self, const char *setup);

/**
 * sluice_keyring_store_source:
 * @self: a keyring
 * @origin: the source's origin
 * @project: the source's project
 * @source: the id of the source
 * @source_type: (nullable): the API's name of its source type
 * @label: what the item is called in Seahorse
 * @secrets: the secret values of its form, as one JSON text
 *
 * Keeps the secrets of a source for next time, where the person asked for it.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the keyring has it, to %FALSE when only memory has
 */
DexFuture *sluice_keyring_store_source (SluiceKeyring *self,
                                        const char *origin,
                                        const char *project,
                                        const char *source,
                                        const char *source_type,
                                        const char *label,
                                        SecretValue *secrets);

/**
 * sluice_keyring_lookup_source:
 * @self: a keyring
 * @source: the id of a source
 *
 * Returns: (transfer full): what [method@Keyring.lookup_api_key] gives
 */
DexFuture *sluice_keyring_lookup_source (SluiceKeyring *self, const char *source);

/**
 * sluice_keyring_remove_source:
 * @self: a keyring
 * @source: the id of a source
 *
 * Forgets the secrets of a source.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects when the keyring may still have them
 */
DexFuture *sluice_keyring_remove_source (SluiceKeyring *self, const char *source);

/**
 * sluice_keyring_list:
 * @self: a keyring
 * @unlock: whether a locked keyring asks for its password, which has to be what the person wants
 *
 * Tells what is kept, in the keyring and in memory, without any secret.
 *
 * Returns: (transfer full): a future that resolves to a #GListModel of #SluiceStoredSecret, newest first, or rejects:
 *   %SECRET_ERROR_IS_LOCKED when the keyring is locked, %G_IO_ERROR_TIMED_OUT when it is silent,
 *   %G_IO_ERROR_CANCELLED when it was not waited for, else what the keyring says
 */
DexFuture *sluice_keyring_list (SluiceKeyring *self, gboolean unlock);

/**
 * sluice_keyring_lookup:
 * @self: a keyring
 * @secret: what is kept
 *
 * Returns: (transfer full): what [method@Keyring.lookup_api_key] gives
 */
DexFuture *sluice_keyring_lookup (SluiceKeyring *self, SluiceStoredSecret *secret);

/**
 * sluice_keyring_forget:
 * @self: a keyring
 * @secret: what is kept
 *
 * Forgets it, in the keyring and in memory.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects when the keyring may still have it
 */
DexFuture *sluice_keyring_forget (SluiceKeyring *self, SluiceStoredSecret *secret);

G_END_DECLS
