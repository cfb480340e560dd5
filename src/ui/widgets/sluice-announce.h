/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * sluice_announce:
 * @from: a widget in the window in which it happened
 * @text: what to say
 * @priority: how urgent it is; what is high interrupts what is being said
 *
 * Has a screen reader say something that does not have the focus. The window says it, since a widget that was shown
 * just now, or that no screen reader has come by yet, is not heard. Nothing is said of what is in no window.
 */
void sluice_announce (GtkWidget *from, const char *text, GtkAccessibleAnnouncementPriority priority);

G_END_DECLS
