/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-plan.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CDC_LINES (sluice_cdc_lines_get_type ())

/**
 * SluiceCdcLines:
 *
 * What the last check of near-real-time found, a line for each requirement, and the two ways on. Hidden before the
 * first check and once what was checked has changed.
 *
 * Property "buttons" (construct-only): whether the two ways on are here; by default they are.
 *
 * Signals: "check-again"; "leave": the person rather has the tables synced without near-real-time.
 */
G_DECLARE_FINAL_TYPE (SluiceCdcLines, sluice_cdc_lines, SLUICE, CDC_LINES, AdwPreferencesGroup)

/* Whose check is shown. */
void sluice_cdc_lines_set_plan (SluiceCdcLines *self, SluicePlan *plan);
/* Other tables may have been chosen. */
void sluice_cdc_lines_refresh (SluiceCdcLines *self);
/* Says how many are missing, brings them into view, and moves the focus to where the person goes on, if that is here.
 */
void sluice_cdc_lines_attend (SluiceCdcLines *self);

G_END_DECLS
