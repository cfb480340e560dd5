/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-plan.h"
#include "sluice-workspace.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_OPENED_NOTE (sluice_opened_note_get_type ())

/**
 * SluiceOpenedNote:
 *
 * Says of a set-up that began with a plan file which file that was, for which project it is now, and what comes of the
 * rest of the file. Hidden in every other set-up, and once the file was taken over.
 */
G_DECLARE_FINAL_TYPE (SluiceOpenedNote, sluice_opened_note, SLUICE, OPENED_NOTE, AdwBin)

/**
 * sluice_opened_note_set_plan:
 * @self: a note
 * @plan: the plan of the set-up
 * @workspace: (nullable): what it is for; without one @plan came from no file
 *
 * Says it of @plan, from now on.
 */
void sluice_opened_note_set_plan (SluiceOpenedNote *self, SluicePlan *plan, SluiceWorkspace *workspace);

/**
 * sluice_opened_note_get_text:
 * @self: a note
 *
 * Returns: (nullable): what it says, to be read out; %NULL while it is hidden
 */
const char *sluice_opened_note_get_text (SluiceOpenedNote *self);

G_END_DECLS
