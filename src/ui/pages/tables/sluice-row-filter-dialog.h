/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-table-choice.h"

G_BEGIN_DECLS

#define SLUICE_ROW_FILTER_DIALOG_ADD -1

#define SLUICE_TYPE_ROW_FILTER_DIALOG (sluice_row_filter_dialog_get_type ())

/**
 * SluiceRowFilterDialog:
 *
 * One condition that rows must meet: a column, how it compares, and a value of the column's class. What is wrong stands
 * under the value. Nothing changes before it is added, which is one step.
 */
G_DECLARE_FINAL_TYPE (SluiceRowFilterDialog, sluice_row_filter_dialog, SLUICE, ROW_FILTER_DIALOG, AdwDialog)

/* @position: which filter of the table is edited, or SLUICE_ROW_FILTER_DIALOG_ADD */
SluiceRowFilterDialog *sluice_row_filter_dialog_new (SluiceTable *table, int position);

G_END_DECLS
