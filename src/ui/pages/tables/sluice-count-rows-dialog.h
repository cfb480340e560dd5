/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_COUNT_ROWS_DIALOG (sluice_count_rows_dialog_get_type ())

/**
 * SluiceCountRowsDialog:
 *
 * The ways to get row counts that the server did not give, best first (DESIGN 9.1): from this computer, by SQL to copy
 * and paste, from a source that syncs the same tables, by hand. Nothing is sent to a database before its button is
 * pressed; closing the dialog cancels what is under way.
 */
G_DECLARE_FINAL_TYPE (SluiceCountRowsDialog, sluice_count_rows_dialog, SLUICE, COUNT_ROWS_DIALOG, AdwDialog)

/**
 * sluice_count_rows_dialog_new:
 * @session: the session, whose plan has a form
 * @table: (nullable): the table that the person looks at, on offer besides all tables and the selected ones
 * @only_table: whether that one is what is meant first
 *
 * Returns: (transfer floating): a new dialog
 */
AdwDialog *sluice_count_rows_dialog_new (SluiceSession *session, SluiceTable *table, gboolean only_table);

G_END_DECLS
