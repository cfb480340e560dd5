/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-plan.h"
#include "sluice-workspace.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PLAN_ACTIONS (sluice_plan_actions_get_type ())

/**
 * SluicePlanActions:
 *
 * What can be done with a plan as a whole: "import" asks which file, says what it would do and what of it cannot be
 * taken over, and does it when the person says so; one that cannot be used changes nothing. "export" saves the plan
 * without secrets, for another day or somebody else. "report" saves it as a text to be read. "compare" shows in what it
 * differs from a plan that was saved, or from a source that syncs. "take-opened" chooses the tables as the file says that the
 * set-up began with, if there is one, and says what of it does not fit. What goes wrong is said in a dialog.
 */
G_DECLARE_FINAL_TYPE (SluicePlanActions, sluice_plan_actions, SLUICE, PLAN_ACTIONS, GSimpleActionGroup)

/**
 * sluice_plan_actions_insert:
 * @parent: a widget of the page that offers them; held weakly
 * @workspace: whose sources can be compared with
 * @plan: a plan with a source type
 *
 * Offers the actions to @parent, as its group "plan", until it is disposed of.
 */
void sluice_plan_actions_insert (GtkWidget *parent, SluiceWorkspace *workspace, SluicePlan *plan);

/**
 * sluice_plan_notes_dup_text:
 * @notes: a list model of #SluicePlanNote
 *
 * Returns: (transfer full): the notes, a line each; of many the first ones and how many more there are
 */
char *sluice_plan_notes_dup_text (GListModel *notes);

G_END_DECLS
