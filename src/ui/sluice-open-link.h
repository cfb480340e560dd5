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

/* @parent: the widget that was pressed; @opened: whether a browser has the page. Called on the main thread, and a second
 * time when one comes late after all. */
typedef void (*SluiceLinkFunc) (GtkWidget *parent, gboolean opened);

/* As sluice_open_link(), and tells what came of it instead of showing a dialog, unless @parent goes before. @func:
 * (nullable) */
void sluice_open_link_then (GtkWidget *parent, const char *uri, SluiceLinkFunc func);

G_END_DECLS
