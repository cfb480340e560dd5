/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_UNFINISHED_GROUP (sluice_unfinished_group_get_type ())

/**
 * SluiceUnfinishedGroup:
 *
 * The set-ups on Home that were left unfinished. Each can be resumed, and discarded by the rules of DESIGN 6: before
 * create its draft goes; after it the person stops watching, and the source stays, or deletes the source by its name.
 *
 * Signals: "resumed" (SluiceSession): one was taken up and is to be shown. "elsewhere" (SluiceJournal): one of another
 * project is to be resumed there. "changed": one was discarded, or could not be resumed, or the person asks; read them
 * again.
 */
G_DECLARE_FINAL_TYPE (SluiceUnfinishedGroup, sluice_unfinished_group, SLUICE, UNFINISHED_GROUP, AdwPreferencesGroup)

/**
 * sluice_unfinished_group_set_workspace:
 * @self: a group
 * @workspace: whose unfinished set-ups to show
 *
 * To be called once.
 */
void sluice_unfinished_group_set_workspace (SluiceUnfinishedGroup *self, SluiceWorkspace *workspace);

/**
 * sluice_unfinished_group_set_problem:
 * @self: a group
 * @error: (nullable): why the set-ups could not be read, the last time
 *
 * Says so where they would be, with what to do; what was read before stays. To be shown with the next update.
 */
void sluice_unfinished_group_set_problem (SluiceUnfinishedGroup *self, const GError *error);

/**
 * sluice_unfinished_group_update:
 * @self: a group
 * @shown: whether to show them at all
 * @now: the present, for "12 minutes ago"
 *
 * Tells the rows anew; those that there are stay, and with them the focus.
 *
 * Returns: how many things it shows
 */
guint sluice_unfinished_group_update (SluiceUnfinishedGroup *self, gboolean shown, GDateTime *now);

/**
 * sluice_unfinished_group_resume:
 * @self: a group
 * @journal: a set-up of this workspace's project
 *
 * Takes it up, as if its *Resume* had been pressed. One at a time.
 */
void sluice_unfinished_group_resume (SluiceUnfinishedGroup *self, SluiceJournal *journal);

G_END_DECLS
