/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-plan.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CDC_GROUP (sluice_cdc_group_get_type ())

/**
 * SluiceCdcGroup:
 *
 * Near-real-time on the page *Connect*: the switch, how slot and publication are managed, and what the last check
 * found. Hidden where the source or the project does not have it.
 *
 * Signals: "changed": something was edited; "check-again"; "leave".
 */
G_DECLARE_FINAL_TYPE (SluiceCdcGroup, sluice_cdc_group, SLUICE, CDC_GROUP, AdwBin)

/* Whose settings are edited; once. */
void sluice_cdc_group_set_plan (SluiceCdcGroup *self, SluicePlan *plan);
/* What is offered may have changed: another type, or a discovery. */
void sluice_cdc_group_refresh (SluiceCdcGroup *self);
/* Moves the focus to what the last check found to be missing. */
void sluice_cdc_group_attend (SluiceCdcGroup *self);

/**
 * sluice_cdc_group_complain:
 * @self: a group
 *
 * Shows every fault of the settings and moves the focus to the first.
 *
 * Returns: (transfer full) (nullable): the first one, translated, or %NULL
 */
char *sluice_cdc_group_complain (SluiceCdcGroup *self);

G_END_DECLS
