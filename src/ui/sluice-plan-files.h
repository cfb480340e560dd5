/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-plan.h"

G_BEGIN_DECLS

/**
 * sluice_plan_files_create_actions:
 * @parent: a widget of the page, which outlives the actions
 * @plan: a plan with a source type
 *
 * Actions for a plan as a file: "import" asks which file, says what it would do and what of it cannot be taken over, and
 * does it when the person says so; one that cannot be used changes nothing. "export" saves the plan without secrets, for
 * another day or somebody else. "report" saves it as a text to be read. What goes wrong is said in a dialog.
 *
 * Returns: (transfer full): the actions, for a group named "plan"
 */
GActionGroup *sluice_plan_files_create_actions (GtkWidget *parent, SluicePlan *plan);

G_END_DECLS
