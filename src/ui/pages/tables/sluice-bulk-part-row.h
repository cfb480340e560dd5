/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-bulk-rule.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_BULK_PART_ROW (sluice_bulk_part_row_get_type ())

/**
 * SluiceBulkPartRow:
 *
 * One condition or one action of a rule for many tables: which kind it is, what it takes, and a button to take it away.
 *
 * Signal "removed": that button was pressed.
 */
G_DECLARE_FINAL_TYPE (SluiceBulkPartRow, sluice_bulk_part_row, SLUICE, BULK_PART_ROW, AdwPreferencesRow)

/**
 * sluice_bulk_part_row_new:
 * @part: a #SluiceBulkCondition or a #SluiceBulkAction
 *
 * Returns: (transfer floating): a row that edits it
 */
GtkWidget *sluice_bulk_part_row_new (GObject *part);

/* Gives the focus to the button that takes it away. */
void sluice_bulk_part_row_focus_remove (SluiceBulkPartRow *self);

G_END_DECLS
