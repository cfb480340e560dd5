/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-accounts.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SIGN_OUT_DIALOG (sluice_sign_out_dialog_get_type ())

/**
 * SluiceSignOutDialog:
 *
 * Asks whether to sign out of a project, and says what goes: its key, and what else the keyring has of the project if
 * that is chosen. Its response is "sign-out" or "cancel".
 */
G_DECLARE_FINAL_TYPE (SluiceSignOutDialog, sluice_sign_out_dialog, SLUICE, SIGN_OUT_DIALOG, AdwAlertDialog)

/**
 * sluice_sign_out_dialog_new:
 * @accounts: the accounts
 * @account: one of them
 *
 * Returns: (transfer floating): a new dialog
 */
AdwDialog *sluice_sign_out_dialog_new (SluiceAccounts *accounts, SluiceAccount *account);

/**
 * sluice_sign_out_dialog_get_forgotten:
 * @self: the dialog
 *
 * Returns: (transfer none) (nullable): what else is to be forgotten, of #SluiceStoredSecret; %NULL for nothing
 */
GListModel *sluice_sign_out_dialog_get_forgotten (SluiceSignOutDialog *self);

G_END_DECLS
