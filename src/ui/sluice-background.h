/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_BACKGROUND (sluice_background_get_type ())

/**
 * SluiceBackground:
 *
 * Lets set-ups go on when the window is closed: hides the window instead, asks the Background portal whether that may
 * be, tells it how far they are, and has whoever does not look notified of what is new. Once nothing goes on any more,
 * the window, and with it the program, stays for an hour in case a notification is clicked. Main thread only.
 */
G_DECLARE_FINAL_TYPE (SluiceBackground, sluice_background, SLUICE, BACKGROUND, GObject)

/**
 * sluice_background_new:
 * @window: the window of an application, which owns what is returned
 * @sessions: a list of [class@Session]: those whose set-up is under way
 *
 * Returns: (transfer full): a background that listens for news
 */
SluiceBackground *sluice_background_new (GtkWindow *window, GListModel *sessions);

/**
 * sluice_background_enter:
 * @self: a background
 *
 * The window is to close: hides it if a set-up goes on that needs nobody. Where the portal does not allow that, says so
 * and destroys the window.
 *
 * Returns: whether it did; %FALSE when the window may as well close
 */
gboolean sluice_background_enter (SluiceBackground *self);

/**
 * sluice_background_find:
 * @self: a background
 * @id: the id of a set-up's journal
 *
 * Finds what a notification was about, also when it is over.
 *
 * Returns: (transfer none) (nullable): the session; %NULL when this run of the program knows none
 */
SluiceSession *sluice_background_find (SluiceBackground *self, const char *id);

/**
 * sluice_background_forget:
 * @self: a background
 * @id: the id of a set-up's journal
 *
 * Withdraws its notification: the person looks at it.
 */
void sluice_background_forget (SluiceBackground *self, const char *id);

G_END_DECLS
