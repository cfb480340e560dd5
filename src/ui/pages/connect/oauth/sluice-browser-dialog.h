/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-browser-connection.h"
#include "sluice-field-editor.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_BROWSER_DIALOG (sluice_browser_dialog_get_type ())

/**
 * SluiceBrowserDialog:
 *
 * Connects an account, or has secrets entered, in the browser: says whom to sign in as and where, opens the page, and
 * waits until something new is there, which it puts into the form. Whichever way it is closed before, nothing in the
 * form changes.
 *
 * Signal "connected" (const char *what): the form has it now; @what says what, for the person.
 */
G_DECLARE_FINAL_TYPE (SluiceBrowserDialog, sluice_browser_dialog, SLUICE, BROWSER_DIALOG, AdwDialog)

/**
 * sluice_browser_dialog_new:
 * @editor: a field of the kind “oauth”, or of one that nobody knows; it has a client
 * @clock: where time comes from
 *
 * Returns: (transfer floating): a dialog that asks the server as soon as it is shown
 */
SluiceBrowserDialog *sluice_browser_dialog_new (SluiceFieldEditor *editor, const SluiceClock *clock);

/* What is waited for. (transfer none) */
SluiceBrowserConnection *sluice_browser_dialog_get_connection (SluiceBrowserDialog *self);

G_END_DECLS
