/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_RUNNING_ROW (sluice_running_row_get_type ())

/**
 * SluiceRunningRow:
 *
 * A set-up on Home that goes on although its page was closed: what is being set up and what it is doing now. Property
 * "session" (construct-only). Signal "show-again": its page is to be shown again.
 */
G_DECLARE_FINAL_TYPE (SluiceRunningRow, sluice_running_row, SLUICE, RUNNING_ROW, AdwActionRow)

/**
 * sluice_running_row_new:
 * @session: a session whose set-up is under way
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *sluice_running_row_new (SluiceSession *session);

/**
 * sluice_running_row_get_session:
 * @self: a row
 *
 * Returns: (transfer none): its session
 */
SluiceSession *sluice_running_row_get_session (SluiceRunningRow *self);

G_END_DECLS
