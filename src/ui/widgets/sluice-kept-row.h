/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-accounts.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_KEPT_ROW (sluice_kept_row_get_type ())

/**
 * SluiceKeptRow:
 *
 * That a secret is kept: what it belongs to, since when, and *Forget*, which asks first. Never the secret.
 *
 * Signal "forgotten": once it is.
 */
G_DECLARE_FINAL_TYPE (SluiceKeptRow, sluice_kept_row, SLUICE, KEPT_ROW, AdwActionRow)

/**
 * sluice_kept_row_new:
 * @keyring: where it is kept
 * @accounts: (nullable): the accounts, of which a key may be one's
 * @secret: what is kept
 *
 * Returns: (transfer floating): a new row
 */
GtkWidget *sluice_kept_row_new (SluiceKeyring *keyring, SluiceAccounts *accounts, SluiceStoredSecret *secret);

G_END_DECLS
