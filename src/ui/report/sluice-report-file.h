/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

#include "sluice-report.h"

G_BEGIN_DECLS

/**
 * sluice_report_file_save:
 * @parent: a widget of the window that asks
 * @report: a report
 *
 * Asks where to save a report, and saves it: as plain text where the name ends in “.txt”, else as Markdown. Main thread
 * only, and not on a fiber.
 *
 * Returns: (transfer full): a future that resolves to the #GFile; rejected with `GTK_DIALOG_ERROR_DISMISSED` when the
 *   person wants none, or with a `G_IO_ERROR`
 */
DexFuture *sluice_report_file_save (GtkWidget *parent, SluiceReport *report);

/**
 * sluice_report_file_tell:
 * @parent: a widget of the window that asked
 * @value: (nullable): what the future resolved to
 * @error: (nullable): why it was rejected
 *
 * Says that it is saved, or why not; nothing if the person wanted no file.
 */
void sluice_report_file_tell (GtkWidget *parent, const GValue *value, const GError *error);

G_END_DECLS
