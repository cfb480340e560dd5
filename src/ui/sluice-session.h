/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-journal.h"
#include "sluice-plan.h"
#include "sluice-setup.h"
#include "sluice-workspace.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SESSION (sluice_session_get_type ())

/**
 * SluiceSession:
 *
 * What the assistant's pages share: the workspace, the plan and, once it runs, the set-up. Pages never call each other;
 * they meet here. What is typed and chosen is kept as a draft on the way (#SluiceDraftKeeper). Properties: "workspace",
 * "plan", "journal" (construct-only), "setup" (NULL until *Create Source* was pressed), "read-only" (gboolean: the
 * create call was sent, so steps 1–5 only show), "under-way" (gboolean: the set-up runs, or waits for the person's
 * decision: it is to be reached again whatever page is closed), "draft-error" (GError: why the draft is not on the disk
 * as it is, or NULL).
 */
G_DECLARE_FINAL_TYPE (SluiceSession, sluice_session, SLUICE, SESSION, GObject)

SluiceSession *sluice_session_new (SluiceWorkspace *workspace, SluicePlan *plan);

/**
 * sluice_session_new_for_journal:
 * @workspace: the workspace of the journal's project
 * @plan: the plan of its draft
 * @journal: the record of a set-up that was left unfinished, taken up
 *
 * Returns: (transfer full): a session that goes on with it
 */
SluiceSession *sluice_session_new_for_journal (SluiceWorkspace *workspace, SluicePlan *plan, SluiceJournal *journal);
SluiceWorkspace *sluice_session_get_workspace (SluiceSession *self);
SluicePlan *sluice_session_get_plan (SluiceSession *self);

/**
 * sluice_session_get_journal:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the record of its set-up; %NULL without a workspace
 */
SluiceJournal *sluice_session_get_journal (SluiceSession *self);
SluiceSetup *sluice_session_get_setup (SluiceSession *self);

/**
 * sluice_session_start_setup:
 * @self: a session
 *
 * Makes the set-up from the plan, or takes the one that was refused before, and runs it.
 *
 * Returns: (transfer full): what sluice_setup_run() gives
 */
DexFuture *sluice_session_start_setup (SluiceSession *self);
gboolean sluice_session_get_read_only (SluiceSession *self);

/**
 * sluice_session_get_resumed:
 * @self: a session
 *
 * Returns: whether it goes on with what an earlier one left
 */
gboolean sluice_session_get_resumed (SluiceSession *self);

/**
 * sluice_session_get_under_way:
 * @self: a session
 *
 * Returns: whether its set-up runs, or waits for the person's decision
 */
gboolean sluice_session_get_under_way (SluiceSession *self);

/**
 * sluice_session_get_changed:
 * @self: a session
 *
 * Returns: whether something was typed or chosen in it, and it is still a draft
 */
gboolean sluice_session_get_changed (SluiceSession *self);

/**
 * sluice_session_get_draft_error:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): why the draft could not be written last: see [method@DraftKeeper.get_error]
 */
const GError *sluice_session_get_draft_error (SluiceSession *self);

/**
 * sluice_session_save_draft:
 * @self: a session
 *
 * Writes at once what is not written yet of the draft.
 *
 * Returns: (transfer full): resolves to %TRUE when the disk has it; rejects as [method@Session.get_draft_error] says
 */
DexFuture *sluice_session_save_draft (SluiceSession *self);

/**
 * sluice_session_keep:
 * @self: a session whose set-up is a draft
 *
 * Leaves the draft for later: what is not written yet is written, and its secrets go to the keyring under the set-up's
 * id (DESIGN 6).
 *
 * Returns: (transfer full): resolves to %TRUE, also where no keyring takes the secrets; rejects with a `G_FILE_ERROR`
 */
DexFuture *sluice_session_keep (SluiceSession *self);

/**
 * sluice_session_discard:
 * @self: a session whose set-up is a draft
 *
 * Removes what was kept of it from the disk and from the keyring. One that is being prepared is called off.
 *
 * Returns: (transfer full): resolves to %TRUE, or rejects with what the disk or the keyring says. Disown it
 */
DexFuture *sluice_session_discard (SluiceSession *self);

/**
 * sluice_session_set_refusal:
 * @self: a session
 * @refusal: (nullable): why the server refused what was sent again
 *
 * Keeps it until the page where it can be mended is shown.
 */
void sluice_session_set_refusal (SluiceSession *self, const GError *refusal);

/**
 * sluice_session_steal_refusal:
 * @self: a session
 *
 * Returns: (transfer full) (nullable): what [method@Session.set_refusal] kept; %NULL from then on
 */
GError *sluice_session_steal_refusal (SluiceSession *self);

G_END_DECLS
