/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-workspace.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WINDOW (sluice_window_get_type ())

/**
 * SluiceWindow:
 *
 * The one window: Home, and the assistant on top of it while a source is being added.
 */
G_DECLARE_FINAL_TYPE (SluiceWindow, sluice_window, SLUICE, WINDOW, AdwApplicationWindow)

SluiceWindow *sluice_window_new (AdwApplication *application);

/**
 * sluice_window_open_practice:
 * @self: a window
 * @arguments: (nullable) (array zero-terminated=1): further arguments for sluice-practice
 *
 * Starts the practice workspace and shows its Home; says so while it starts and when it cannot.
 */
void sluice_window_open_practice (SluiceWindow *self, const char *const *arguments);

G_END_DECLS
