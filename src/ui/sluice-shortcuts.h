/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * sluice_shortcuts_new:
 *
 * The dialog that lists the keyboard shortcuts. AdwShortcutsDialog needs libadwaita 1.8, which is above our floor.
 *
 * Returns: (transfer floating): a dialog to present
 */
AdwDialog *sluice_shortcuts_new (void);

G_END_DECLS
