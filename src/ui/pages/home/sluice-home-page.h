/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-workspace.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_HOME_PAGE (sluice_home_page_get_type ())

/**
 * SluiceHomePage:
 *
 * The sources of a workspace and its unfinished set-ups, grouped by what they need from the person. It refreshes itself
 * when it is shown, when the window gets the focus, and while something runs.
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
 * sluice_home_page_refresh:
 * @self: a page
 *
 * Reads everything again, because the person asked to or because something may have changed.
 */
void sluice_home_page_refresh (SluiceHomePage *self);

G_END_DECLS
