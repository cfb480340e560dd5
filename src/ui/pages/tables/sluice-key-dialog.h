/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-column-list.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_KEY_DIALOG (sluice_key_dialog_get_type ())

/**
 * SluiceKeyDialog:
 *
 * The columns that are a table's primary key, one or several. Nothing changes before Set Key, which is one step.
 */
G_DECLARE_FINAL_TYPE (SluiceKeyDialog, sluice_key_dialog, SLUICE, KEY_DIALOG, AdwDialog)

SluiceKeyDialog *sluice_key_dialog_new (SluiceTable *table);

G_END_DECLS
