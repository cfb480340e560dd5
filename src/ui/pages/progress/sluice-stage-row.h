/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-setup.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_STAGE_ROW (sluice_stage_row_get_type ())

/**
 * SluiceStageRow:
 *
 * One stage of a set-up with its state in words, colour and shape, and the time it took. Property "stage"
 * (construct-only).
 */
G_DECLARE_FINAL_TYPE (SluiceStageRow, sluice_stage_row, SLUICE, STAGE_ROW, AdwActionRow)

/* (transfer floating) */
GtkWidget *sluice_stage_row_new (SluiceStage *stage);

G_END_DECLS
