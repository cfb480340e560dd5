/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-account.h"
#include "sluice-keyring.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_ACCOUNTS (sluice_accounts_get_type ())

/**
 * SluiceAccounts:
 *
 * The projects that a person has signed in to, a #GListModel of #SluiceAccount. Where they are and what they are called
 * is in GSettings (keys "accounts" and "current-account"), their keys are in the keyring. Main thread only.
 *
 * Property "current" (SluiceAccount, NULL for none): the one that was opened last.
 */
G_DECLARE_FINAL_TYPE (SluiceAccounts, sluice_accounts, SLUICE, ACCOUNTS, GObject)

/**
 * sluice_accounts_new:
 * @settings: the program's settings
 * @keyring: where keys are kept
 *
 * Returns: (transfer full): the accounts that were kept
 */
SluiceAccounts *sluice_accounts_new (GSettings *settings, SluiceKeyring *keyring);

/**
 * sluice_accounts_get_keyring:
 * @self: the accounts
 *
 * Returns: (transfer none): where their keys are kept
 */
SluiceKeyring *sluice_accounts_get_keyring (SluiceAccounts *self);

/**
 * sluice_accounts_get_current:
 * @self: the accounts
 *
 * Returns: (transfer none) (nullable): the account that was opened last
 */
SluiceAccount *sluice_accounts_get_current (SluiceAccounts *self);

/**
 * sluice_accounts_set_current:
 * @self: the accounts
 * @account: (nullable): one of them, or %NULL for none
 *
 * Remembers which one is open, for the next start.
 */
void sluice_accounts_set_current (SluiceAccounts *self, SluiceAccount *account);

/**
 * sluice_accounts_has:
 * @self: the accounts
 * @account: a project
 *
 * Returns: whether one of them is of the same project
 */
gboolean sluice_accounts_has (SluiceAccounts *self, SluiceAccount *account);

/**
 * sluice_accounts_find:
 * @self: the accounts
 * @base_url: (nullable): the origin of a server
 * @project_id: (nullable): the number of a project there
 *
 * Returns: (transfer none) (nullable): the one of that project
 */
SluiceAccount *sluice_accounts_find (SluiceAccounts *self, const char *base_url, const char *project_id);

/**
 * sluice_accounts_add:
 * @self: the accounts
 * @account: a project whose key was proved
 * @key: the key
 *
 * Keeps an account, in place of one of the same project, and makes it the current one. Where the keyring does not take
 * the key it stays in memory, and the account is there until the program ends: see sluice_keyring_get_problem().
 *
 * Returns: (transfer full): a future that resolves to the #SluiceClient of the account
 */
DexFuture *sluice_accounts_add (SluiceAccounts *self, SluiceAccount *account, SecretValue *key);

/**
 * sluice_accounts_open:
 * @self: the accounts
 * @account: one of them
 *
 * Gets the key of an account; a locked keyring asks for its password. Nothing is sent.
 *
 * Returns: (transfer full): a future that resolves to the #SluiceClient of the account; rejects with
 *   %G_IO_ERROR_NOT_FOUND when the keyring has no key for it, else with what the keyring says
 */
DexFuture *sluice_accounts_open (SluiceAccounts *self, SluiceAccount *account);

/**
 * sluice_accounts_remove:
 * @self: the accounts
 * @account: one of them
 *
 * Signs out: forgets the key, then the account. When the keyring does not let go of the key the account stays, so that
 * it can be tried again.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with what the keyring says
 */
DexFuture *sluice_accounts_remove (SluiceAccounts *self, SluiceAccount *account);

/**
 * sluice_accounts_sign_out:
 * @self: the accounts
 * @account: one of them
 * @also: (nullable): what else to forget, of #SluiceStoredSecret
 *
 * Forgets @also first, then does what [method@Accounts.remove] does.
 *
 * Returns: (transfer full): what [method@Accounts.remove] gives
 */
DexFuture *sluice_accounts_sign_out (SluiceAccounts *self, SluiceAccount *account, GListModel *also);

G_END_DECLS
