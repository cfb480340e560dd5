/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-clock.h"
#include "sluice-stage.h"

G_BEGIN_DECLS

/* What only a set-up does with its stages. */

SluiceStage *sluice_stage_new (SluiceStageKind kind, const SluiceClock *clock);
/* Enters a state; @title NULL is the state's own, @detail NULL is none, @error is copied and may be NULL. */
void sluice_stage_enter (SluiceStage *self,
                         SluiceStageState state,
                         const char *title,
                         const char *detail,
                         const GError *error);
/* Changes the words within a state. */
void sluice_stage_set_detail (SluiceStage *self, const char *detail, const GError *error);
void sluice_stage_set_clock (SluiceStage *self, const SluiceClock *clock);

G_END_DECLS
