/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-accounts.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PREFERENCES (sluice_preferences_get_type ())

/**
 * SluicePreferences:
 *
 * What a person may set for the whole program: what estimates assume, what rows cost, and what the keyring has. What is
 * changed counts at once, for every page that is open; nothing that could not be used is stored.
 */
G_DECLARE_FINAL_TYPE (SluicePreferences, sluice_preferences, SLUICE, PREFERENCES, AdwPreferencesDialog)

/* @accounts: (nullable): with the keyring; %NULL leaves the passwords out
 *
 * (transfer floating) */
AdwDialog *sluice_preferences_new (SluiceAccounts *accounts);

G_END_DECLS
