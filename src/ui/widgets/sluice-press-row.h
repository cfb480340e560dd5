/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_PRESS_ROW (sluice_press_row_get_type ())

/**
 * SluicePressRow:
 *
 * A row that does something when it is pressed, as "activated" says, and that assistive technology can press: GTK 4.18
 * gives a plain one no action. Ours is "press.row".
 */
G_DECLARE_FINAL_TYPE (SluicePressRow, sluice_press_row, SLUICE, PRESS_ROW, AdwActionRow)

/* @icon_name: (nullable): what stands at its end. (transfer floating) */
GtkWidget *sluice_press_row_new (const char *title, const char *icon_name);

G_END_DECLS
