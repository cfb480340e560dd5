/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-setup.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_LOST_ANSWER (sluice_lost_answer_get_type ())

/**
 * SluiceLostAnswer:
 *
 * What only the person can decide after the answer to create was lost: a card that is there as long as the set-up has a
 * question. Signal "reopened" (guint, a #SluiceStepId): the set-up is a draft again, to be changed at that step.
 */
G_DECLARE_FINAL_TYPE (SluiceLostAnswer, sluice_lost_answer, SLUICE, LOST_ANSWER, AdwBin)

/**
 * sluice_lost_answer_set_setup:
 * @self: a card
 * @setup: the set-up
 *
 * Says whose question it puts.
 */
void sluice_lost_answer_set_setup (SluiceLostAnswer *self, SluiceSetup *setup);

G_END_DECLS
