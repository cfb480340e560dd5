/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-accounts.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PASSWORDS_PAGE (sluice_passwords_page_get_type ())

/**
 * SluicePasswordsPage:
 *
 * All that Sluice keeps in the keyring, or in memory where there is none: keys of projects, what was remembered of
 * sources, the secrets of set-ups that are not done; each with *Forget*. A locked keyring is unlocked on a click only.
 */
G_DECLARE_FINAL_TYPE (SluicePasswordsPage, sluice_passwords_page, SLUICE, PASSWORDS_PAGE, AdwPreferencesPage)

/**
 * sluice_passwords_page_set_accounts:
 * @self: the page
 * @accounts: the accounts, with the keyring that has their keys
 *
 * Shows what is kept; to be called once.
 */
void sluice_passwords_page_set_accounts (SluicePasswordsPage *self, SluiceAccounts *accounts);

G_END_DECLS
