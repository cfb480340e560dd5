/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_MENU_BUTTON (sluice_menu_button_get_type ())

/**
 * SluiceMenuButton:
 *
 * The main menu, for the header bars that have it. F10 opens it.
 */
G_DECLARE_FINAL_TYPE (SluiceMenuButton, sluice_menu_button, SLUICE, MENU_BUTTON, AdwBin)

G_END_DECLS
