/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_HELP_DIALOG (sluice_help_dialog_get_type ())

/**
 * SluiceHelpDialog:
 *
 * The guide: an index that can be searched, and a page for each topic. Escape goes back from a topic that was followed to,
 * and closes the dialog from the one that it was opened at.
 */
G_DECLARE_FINAL_TYPE (SluiceHelpDialog, sluice_help_dialog, SLUICE, HELP_DIALOG, AdwDialog)

/**
 * sluice_help_dialog_show:
 * @window: (nullable): where it is asked for
 * @id: (nullable): the topic to show; %NULL, or one that does not exist: the index
 *
 * Shows the guide over whatever there is in @window, other dialogs too; one that is open already turns to the topic. Does
 * nothing without a window. Main thread only.
 */
void sluice_help_dialog_show (GtkWindow *window, const char *id);

G_END_DECLS
