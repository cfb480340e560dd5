/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-session.h"

G_BEGIN_DECLS

/**
 * sluice_resume:
 * @workspace: the workspace of the journal's project
 * @journal: one of its unfinished set-ups
 *
 * Takes up a set-up that was left unfinished: makes sure that nobody else runs it, reads its plan against the catalogue
 * of now, and for a draft gets its secrets from the keyring where they are. One whose create was sent runs on at once;
 * a create whose answer was lost is not sent again. Where the source was deleted, for certain, it becomes a draft
 * again: a new set-up from what was chosen for that one.
 *
 * Returns: (transfer full): resolves to a [class@Session]; rejects with why not, translated or in the server's words,
 *   and then nothing was changed
 */
DexFuture *sluice_resume (SluiceWorkspace *workspace, SluiceJournal *journal);

G_END_DECLS
