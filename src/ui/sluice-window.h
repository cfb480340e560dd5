/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-accounts.h"
#include "sluice-workspace.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WINDOW (sluice_window_get_type ())

/**
 * SluiceWindow:
 *
 * The one window: the start page or Home of the project that is open, and on top of it the assistant while a source is
 * being added, or the page that asks for a key.
 */
G_DECLARE_FINAL_TYPE (SluiceWindow, sluice_window, SLUICE, WINDOW, AdwApplicationWindow)

SluiceWindow *sluice_window_new (AdwApplication *application);

/**
 * sluice_window_get_accounts:
 * @self: a window
 *
 * Returns: (transfer none): the accounts, with the keyring
 */
SluiceAccounts *sluice_window_get_accounts (SluiceWindow *self);

/**
 * sluice_window_open_last:
 * @self: a window
 *
 * Opens the project that was open last, if there is one and nothing is open yet; else the start page stays.
 */
void sluice_window_open_last (SluiceWindow *self);

/**
 * sluice_window_open_practice:
 * @self: a window
 * @arguments: (nullable) (array zero-terminated=1): further arguments for sluice-practice
 *
 * Starts the practice workspace and shows its Home; says so while it starts and when it cannot. What is being done in
 * the window is not left for it.
 */
void sluice_window_open_practice (SluiceWindow *self, const char *const *arguments);

/**
 * sluice_window_add_source:
 * @self: a window
 *
 * Begins to add a source: at once on Home, else as soon as the project is open that is being opened. Where there is no
 * project, it shows what could be connected. What is being done in the window is not left for it.
 */
void sluice_window_add_source (SluiceWindow *self);

/**
 * sluice_window_open_plan:
 * @self: a window
 * @file: a file of a plan
 *
 * Begins a set-up with what the file says, in the project that is open or will be; asks before another one is left. What
 * is no plan is said and changes nothing.
 */
void sluice_window_open_plan (SluiceWindow *self, GFile *file);

/**
 * sluice_window_open_plans:
 * @self: a window
 * @files: (array length=n_files): files that were opened together
 * @n_files: how many
 *
 * As [method@Window.open_plan]: of several none, since they are opened one at a time, which is said.
 */
void sluice_window_open_plans (SluiceWindow *self, GFile **files, guint n_files);

/**
 * sluice_window_show_setup:
 * @self: a window
 * @id: the id of a set-up's journal
 *
 * Shows the progress of a set-up that is under way, or of which a notification told. One of an earlier run is resumed, in
 * its own project; of one that is done, Home has the source.
 */
void sluice_window_show_setup (SluiceWindow *self, const char *id);

/**
 * sluice_window_quit:
 * @self: a window
 *
 * Closes it, and what is under way does not go on in the background. What was typed is not lost without a question.
 */
void sluice_window_quit (SluiceWindow *self);

G_END_DECLS
