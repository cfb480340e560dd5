/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-journal.h"
#include "sluice-keyring.h"

G_BEGIN_DECLS

/* What the keyring has of a set-up: the secrets that its draft leaves out (DESIGN 6). Without a keyring nothing is
 * kept. Main thread only. */

/**
 * sluice_setup_secrets_take:
 * @plan: a plan
 *
 * Returns: (transfer full) (nullable): the secret values of its form as one text, in memory that is never swapped out;
 *   %NULL when there are none
 */
SecretValue *sluice_setup_secrets_take (SluicePlan *plan);

/**
 * sluice_setup_secrets_store:
 * @keyring: (nullable): the keyring
 * @journal: the set-up's record, which is on disk
 * @secrets: (nullable): the secrets
 *
 * Returns: (transfer full): resolves to %TRUE when the keyring has them, to %FALSE when only memory has
 */
DexFuture *sluice_setup_secrets_store (SluiceKeyring *keyring, SluiceJournal *journal, SecretValue *secrets);

/**
 * sluice_setup_secrets_recall:
 * @keyring: (nullable): the keyring
 * @journal: the set-up's record
 * @plan: its plan, whose form takes what the keyring has and it lacks
 * @error: return location for an error
 *
 * Within a fiber.
 *
 * Returns: %FALSE when the form lacks secrets and the keyring has none (`G_IO_ERROR_NOT_FOUND`, translated)
 */
gboolean sluice_setup_secrets_recall (SluiceKeyring *keyring, SluiceJournal *journal, SluicePlan *plan, GError **error);

/**
 * sluice_setup_secrets_remember:
 * @keyring: (nullable): the keyring
 * @journal: the record of a set-up that created its source
 * @secrets: (nullable): the secrets
 *
 * Keeps the secrets under the source's id, for next time.
 *
 * Returns: (transfer full): resolves to %TRUE when the keyring has them, to %FALSE when only memory has
 */
DexFuture *sluice_setup_secrets_remember (SluiceKeyring *keyring, SluiceJournal *journal, SecretValue *secrets);

/**
 * sluice_setup_secrets_erase:
 * @keyring: (nullable): the keyring
 * @journal: the set-up's record
 *
 * Returns: (transfer full): resolves to %TRUE, or rejects when the keyring may still have them
 */
DexFuture *sluice_setup_secrets_erase (SluiceKeyring *keyring, SluiceJournal *journal);

/**
 * sluice_setup_secrets_end:
 * @keyring: (nullable): the keyring
 * @journal: the record of a set-up that nobody works on
 *
 * Ends a set-up on this computer, whatever was to be remembered: the record says so first, then its secrets are erased,
 * then the record goes. Where the keyring does not let go, the record stays for [func@setup_secrets_clean_up].
 *
 * Returns: (transfer full): resolves to %TRUE, or rejects with what the disk or the keyring says
 */
DexFuture *sluice_setup_secrets_end (SluiceKeyring *keyring, SluiceJournal *journal);

/**
 * sluice_setup_secrets_finish:
 * @keyring: (nullable): the keyring
 * @journal: the record of a set-up that nobody works on and whose source is there
 *
 * Ends it too, and first leaves its secrets with the source where that was asked for. A locked keyring is left alone,
 * and the record with it: nobody is asked for a password who did nothing.
 *
 * Returns: (transfer full): resolves to %TRUE, or rejects with what the disk or the keyring says
 */
DexFuture *sluice_setup_secrets_finish (SluiceKeyring *keyring, SluiceJournal *journal);

/**
 * sluice_setup_secrets_clean_up:
 * @keyring: the keyring
 *
 * Finishes what earlier runs did not get to the end: set-ups that are done and still have a record, and what is left of
 * a record.
 *
 * Returns: (transfer full): resolves to %TRUE, or rejects with what the disk says
 */
DexFuture *sluice_setup_secrets_clean_up (SluiceKeyring *keyring);

G_END_DECLS
