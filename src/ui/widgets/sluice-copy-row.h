/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row of a card that copies when it is pressed, where a #SluiceCopyButton would be one button more. */

/**
 * sluice_copy_row_new:
 * @title: what it says, translated; no markup
 *
 * Returns: (transfer floating): a row with the icon for copying; whoever owns it connects to "activated"
 */
AdwButtonRow *sluice_copy_row_new (const char *title);

/**
 * sluice_copy_row_copy:
 * @self: a row of sluice_copy_row_new()
 * @text: what goes to the clipboard
 *
 * Copies @text and shows “Copied” for a moment. Whoever owns the row announces it.
 */
void sluice_copy_row_copy (AdwButtonRow *self, const char *text);

G_END_DECLS
