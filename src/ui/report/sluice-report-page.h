/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-client.h"
#include "sluice-report.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_REPORT_PAGE (sluice_report_page_get_type ())

/**
 * SluiceReportPage:
 *
 * One table of a report: what was asked of it and what there is, its name in SQL and a query, both to copy, and its
 * first rows on a click.
 */
G_DECLARE_FINAL_TYPE (SluiceReportPage, sluice_report_page, SLUICE, REPORT_PAGE, AdwNavigationPage)

/* (transfer floating) */
AdwNavigationPage *sluice_report_page_new (SluiceReportTable *table, SluiceClient *client);

G_END_DECLS
