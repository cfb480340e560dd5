/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_SELECT_ROW (sluice_select_row_get_type ())

/**
 * SluiceSelectRow:
 *
 * A row with a choice that assistive technology can open: GTK 4.18 gives a plain one no action. Ours is "select.open".
 */
G_DECLARE_FINAL_TYPE (SluiceSelectRow, sluice_select_row, SLUICE, SELECT_ROW, AdwComboRow)

/* The choice stands beneath the title, where there is room for it. */
GtkWidget *sluice_select_row_new (const char *title);

G_END_DECLS
