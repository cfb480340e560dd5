/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-setup.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLE_PROGRESS_ROW (sluice_table_progress_row_get_type ())

/**
 * SluiceTableProgressRow:
 *
 * How the first sync of one table goes: its state, a bar, its rows so far, and a menu of what can be done to it; what
 * the server refuses it says. Properties "setup", "progress" (both construct-only) and "narrow".
 */
G_DECLARE_FINAL_TYPE (SluiceTableProgressRow, sluice_table_progress_row, SLUICE, TABLE_PROGRESS_ROW, AdwActionRow)

/* (transfer floating) */
GtkWidget *sluice_table_progress_row_new (SluiceSetup *setup, SluiceTableProgress *progress);

/**
 * sluice_table_progress_row_get_table_name:
 * @self: a row
 *
 * Returns: (transfer none): the API's name of its table
 */
const char *sluice_table_progress_row_get_table_name (SluiceTableProgressRow *self);

G_END_DECLS
