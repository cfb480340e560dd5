/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-account.h"
#include "sluice-journal.h"

G_BEGIN_DECLS

/**
 * sluice_switch_dialog_new:
 * @journal: the record of a set-up of another project
 * @account: (nullable): that project, if there is a key for it
 *
 * Asks whether to switch to the project of a set-up that is to be resumed. Its response is "switch" or "stay".
 *
 * Returns: (transfer floating): an alert dialog
 */
AdwDialog *sluice_switch_dialog_new (SluiceJournal *journal, SluiceAccount *account);

/**
 * sluice_switch_dialog_get_journal:
 * @dialog: what sluice_switch_dialog_new() gave
 *
 * Returns: (transfer none): the record
 */
SluiceJournal *sluice_switch_dialog_get_journal (AdwDialog *dialog);

/**
 * sluice_switch_dialog_get_purpose:
 * @dialog: what sluice_switch_dialog_new() gave
 *
 * Returns: (transfer none): what a key is asked for, translated: “Then resume Postgres · shop in project 7”
 */
const char *sluice_switch_dialog_get_purpose (AdwDialog *dialog);

G_END_DECLS
