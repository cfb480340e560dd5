/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-step.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_STEP_ROW (sluice_step_row_get_type ())

/**
 * SluiceStepRow:
 *
 * A step in the assistant's sidebar: its number or a check mark, its label and the choice made there. Properties:
 * "step" (construct-only), "phase".
 */
G_DECLARE_FINAL_TYPE (SluiceStepRow, sluice_step_row, SLUICE, STEP_ROW, GtkListBoxRow)

/**
 * SluiceStepPhase:
 *
 * Where a step stands in the sidebar.
 */
typedef enum
{
  SLUICE_STEP_PHASE_TO_COME,
  SLUICE_STEP_PHASE_CURRENT,
  SLUICE_STEP_PHASE_DONE,
} SluiceStepPhase;

GtkWidget *sluice_step_row_new (SluiceStep *step);
SluiceStep *sluice_step_row_get_step (SluiceStepRow *self);

/**
 * sluice_step_row_set_phase:
 * @self: a row
 * @phase: where its step stands
 * @reachable: whether the row can be activated now: a done step, unless the set-up is read-only
 */
void sluice_step_row_set_phase (SluiceStepRow *self, SluiceStepPhase phase, gboolean reachable);

G_END_DECLS
