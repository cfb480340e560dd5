/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Passing notes. They appear over the nearest toast overlay around @from, or @from itself if it is one, and nowhere if
 * there is none; where that shows a page with an overlay of its own, over that one, which leaves the page's bar free. A
 * note takes the place of the one before: what was done last is what counts. The text is no markup, since most of it is
 * what a server says or a table is called. libadwaita reads it out. */

/* For as long as notes usually stay. */
void sluice_toast_show (GtkWidget *from, const char *text);
/* @seconds: 0 for until it is closed */
void sluice_toast_show_for (GtkWidget *from, const char *text, guint seconds);
/* With a button that activates @action_name, which has to be known where the overlay is.
 *
 * Returns: (transfer none) (nullable): the toast, to be dismissed once the button would do something else */
AdwToast *sluice_toast_offer (GtkWidget *from, const char *text, const char *button_label, const char *action_name);
/* The same, for @seconds. @action_name: (nullable): %NULL for whoever listens to "button-clicked" */
AdwToast *sluice_toast_offer_for (GtkWidget *from,
                                  const char *text,
                                  guint seconds,
                                  const char *button_label,
                                  const char *action_name);

G_END_DECLS
