/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-setup.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLE_LOGS (sluice_table_logs_get_type ())

/**
 * SluiceTableLogs:
 *
 * What the server wrote while it synced a table: newest first, by level, to be copied.
 */
G_DECLARE_FINAL_TYPE (SluiceTableLogs, sluice_table_logs, SLUICE, TABLE_LOGS, AdwDialog)

/**
 * sluice_table_logs_new:
 * @setup: a set-up whose source is there
 * @table: one of its tables, whose id is known
 *
 * Returns: (transfer floating): a dialog that reads them at once
 */
AdwDialog *sluice_table_logs_new (SluiceSetup *setup, SluiceTableProgress *table);

G_END_DECLS
