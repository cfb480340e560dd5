/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_HOME_PAGE (sluice_home_page_get_type ())

/**
 * SluiceHomePage:
 *
 * The sources of a workspace and its unfinished set-ups, grouped by what they need from the person. It refreshes itself
 * when it is shown, when the window gets the focus, and while something runs.
 *
 * Signals: "show-session" (SluiceSession): the page of a set-up that is under way is to be shown again. "resumed"
 * (SluiceSession): an unfinished set-up was taken up. "elsewhere" (SluiceJournal): one of another project is to be
 * resumed.
 */
G_DECLARE_FINAL_TYPE (SluiceHomePage, sluice_home_page, SLUICE, HOME_PAGE, AdwNavigationPage)

/* (transfer floating) */
SluiceHomePage *sluice_home_page_new (SluiceWorkspace *workspace);

/**
 * sluice_home_page_set_projects_menu:
 * @self: a page
 * @menu: the projects to switch to, and the ways in and out
 *
 * Sets what the button for projects opens.
 */
void sluice_home_page_set_projects_menu (SluiceHomePage *self, GMenuModel *menu);

/**
 * sluice_home_page_set_sessions:
 * @self: a page
 * @sessions: a list of [class@Session]: those of this window that are under way
 *
 * Sets what is listed as in progress, as far as it is of this workspace's project.
 */
void sluice_home_page_set_sessions (SluiceHomePage *self, GListModel *sessions);

/**
 * sluice_home_page_resume:
 * @self: a page
 * @journal: an unfinished set-up of this workspace's project
 *
 * Takes it up, as if its *Resume* had been pressed.
 */
void sluice_home_page_resume (SluiceHomePage *self, SluiceJournal *journal);

/**
 * sluice_home_page_refresh:
 * @self: a page
 *
 * Reads everything again, because the person asked to or because something may have changed.
 */
void sluice_home_page_refresh (SluiceHomePage *self);

G_END_DECLS
