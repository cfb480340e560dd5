/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sluice-accounts.h"

G_BEGIN_DECLS

/* What "win.open-project" takes for the practice workspace; a project is named by sluice_projects_menu_dup_target(). */
#define SLUICE_PROJECT_PRACTICE "practice"

/**
 * sluice_projects_menu_dup_target:
 * @account: a project
 *
 * Returns: (transfer full): what "win.open-project" takes for it
 */
char *sluice_projects_menu_dup_target (SluiceAccount *account);

/**
 * sluice_projects_menu_fill:
 * @menu: a menu
 * @accounts: the projects that were signed in to
 * @current: (nullable): the one that is open, %NULL for the practice workspace
 *
 * Fills the menu anew: the projects and the practice workspace to switch to, then the way to another one, and out.
 */
void sluice_projects_menu_fill (GMenu *menu, SluiceAccounts *accounts, SluiceAccount *current);

/**
 * sluice_projects_menu_find:
 * @accounts: the projects that were signed in to
 * @target: what "win.open-project" was given
 *
 * Returns: (transfer full) (nullable): the project, %NULL when it is none of them
 */
SluiceAccount *sluice_projects_menu_find (SluiceAccounts *accounts, const char *target);

G_END_DECLS
