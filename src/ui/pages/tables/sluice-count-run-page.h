/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-row-counter.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_COUNT_RUN_PAGE (sluice_count_run_page_get_type ())

/**
 * SluiceCountRunPage:
 *
 * A count from this computer while it runs, and what it came to: progress, Cancel, and what the database said of each
 * table that could not be counted, with what to do. One cannot go back while it runs; leaving cancels it.
 */
G_DECLARE_FINAL_TYPE (SluiceCountRunPage, sluice_count_run_page, SLUICE, COUNT_RUN_PAGE, AdwNavigationPage)

/* @counter: what counts */
AdwNavigationPage *sluice_count_run_page_new (SluiceRowCounter *counter);

/**
 * sluice_count_run_page_start:
 * @self: a page
 * @tables: (element-type SluiceTable): tables
 * @seconds: how long each may be counted; 0 to read the database's estimates of all
 *
 * Starts, and shows only what belongs to that.
 */
void sluice_count_run_page_start (SluiceCountRunPage *self, GPtrArray *tables, guint seconds);

G_END_DECLS
