/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * sluice_open_link:
 * @parent: the widget that was pressed
 * @uri: an address; anything but https, and http to this computer, is not opened
 *
 * Opens a page in the browser. Where none answers within some seconds, a dialog gives the address to copy. Main thread
 * only.
 */
void sluice_open_link (GtkWidget *parent, const char *uri);

G_END_DECLS
