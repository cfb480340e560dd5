/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-plan.h"
#include "sluice-setup.h"
#include "sluice-workspace.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SESSION (sluice_session_get_type ())

/**
 * SluiceSession:
 *
 * What the assistant's pages share: the workspace, the plan and, once it runs, the set-up. Pages never call each other;
 * they meet here. Properties: "workspace", "plan" (construct-only), "setup" (NULL until *Create Source* was pressed),
 * "read-only" (gboolean: the create call was sent, so steps 1–5 only show).
 */
G_DECLARE_FINAL_TYPE (SluiceSession, sluice_session, SLUICE, SESSION, GObject)

SluiceSession *sluice_session_new (SluiceWorkspace *workspace, SluicePlan *plan);
SluiceWorkspace *sluice_session_get_workspace (SluiceSession *self);
SluicePlan *sluice_session_get_plan (SluiceSession *self);
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
