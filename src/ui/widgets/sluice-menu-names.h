/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * sluice_menu_names_add:
 * @button: a menu button with a menu model
 *
 * Gives the items of its menu, whenever that opens, the accessible names that they show: those of GTK 4.18 have none.
 */
void sluice_menu_names_add (GtkMenuButton *button);

G_END_DECLS
