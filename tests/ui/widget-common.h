/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a test of widgets finds what a person would see. */

typedef gboolean (*WidgetMatches) (GtkWidget *widget, gconstpointer data);

/* The first of @root and what is mapped below it that matches, or NULL. (transfer none) */
GtkWidget *widget_common_find (GtkWidget *root, WidgetMatches matches, gconstpointer data);
/* Also of what is folded away in a row or on its way to the screen: what is not hidden. (transfer none) */
GtkWidget *widget_common_find_folded (GtkWidget *root, WidgetMatches matches, gconstpointer data);
/* As widget_common_find(), once it is there: waits as long as tables_common_wait(). (transfer none) */
GtkWidget *widget_common_wait_for (GtkWidget *root, WidgetMatches matches, gconstpointer data);
/* Until widget_common_find() finds nothing. */
void widget_common_wait_until_gone (GtkWidget *root, WidgetMatches matches, gconstpointer data);
/* Whether @widget is called @name by assistive technology. */
gboolean widget_common_has_name (GtkWidget *widget, const char *name);
/* Destroys @window and asserts that @content goes with it: GTK lets go of rows that leave the screen from an idle
 * callback. */
void widget_common_close (GtkWidget *window, gpointer content);

G_END_DECLS
