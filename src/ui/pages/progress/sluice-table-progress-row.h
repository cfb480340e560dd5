/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-table-progress.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLE_PROGRESS_ROW (sluice_table_progress_row_get_type ())

/**
 * SluiceTableProgressRow:
 *
 * How the first sync of one table goes: its state, a bar, and its rows so far. Property "progress" (construct-only).
 */
G_DECLARE_FINAL_TYPE (SluiceTableProgressRow, sluice_table_progress_row, SLUICE, TABLE_PROGRESS_ROW, AdwActionRow)

/* (transfer floating) */
GtkWidget *sluice_table_progress_row_new (SluiceTableProgress *progress);

G_END_DECLS
