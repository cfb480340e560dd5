/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-plan.h"
#include "sluice-workspace.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_COMPARE_DIALOG (sluice_compare_dialog_get_type ())

/**
 * SluiceCompareDialog:
 *
 * In what a plan differs from another: from one that was saved, or from a source that syncs. Asks which, then lists
 * what is different, side by side.
 */
G_DECLARE_FINAL_TYPE (SluiceCompareDialog, sluice_compare_dialog, SLUICE, COMPARE_DIALOG, AdwDialog)

/**
 * sluice_compare_dialog_new:
 * @workspace: whose sources of the plan's type are offered
 * @plan: a plan with a source type
 *
 * Returns: (transfer full): a dialog
 */
AdwDialog *sluice_compare_dialog_new (SluiceWorkspace *workspace, SluicePlan *plan);

G_END_DECLS
