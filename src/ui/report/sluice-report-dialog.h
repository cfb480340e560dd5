/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-client.h"
#include "sluice-report.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_REPORT_DIALOG (sluice_report_dialog_get_type ())

/**
 * SluiceReportDialog:
 *
 * A report, table by table: how each was asked to sync and how it does, its rows, its name in SQL, its first rows. Ten
 * thousand of them are as easy as ten: they can be searched, and those that need attention shown alone.
 */
G_DECLARE_FINAL_TYPE (SluiceReportDialog, sluice_report_dialog, SLUICE, REPORT_DIALOG, AdwDialog)

/* @client: the account to ask for first rows. (transfer floating) */
AdwDialog *sluice_report_dialog_new (SluiceReport *report, SluiceClient *client);

G_END_DECLS
