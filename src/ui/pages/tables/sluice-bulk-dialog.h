/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-table-view.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_BULK_DIALOG (sluice_bulk_dialog_get_type ())

/**
 * SluiceBulkDialog:
 *
 * Rules for many tables at once, and beside them every change that they would make, before any happens. What is not
 * shown in the view is never touched.
 *
 * Signal "applied" (guint n_tables): the changes were made, as one step that can be undone.
 */
G_DECLARE_FINAL_TYPE (SluiceBulkDialog, sluice_bulk_dialog, SLUICE, BULK_DIALOG, AdwDialog)

/**
 * sluice_bulk_dialog_new:
 * @view: the tables as they are shown
 * @marked: (nullable) (element-type SluiceTable): the marked rows, if there are several, which the array holds: it is
 * kept, and they may leave the view meanwhile
 *
 * Returns: (transfer floating): a dialog with rules to begin with
 */
SluiceBulkDialog *sluice_bulk_dialog_new (SluiceTableView *view, GPtrArray *marked);

G_END_DECLS
