/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-setup.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_REPORT_GROUP (sluice_report_group_get_type ())

/**
 * SluiceReportGroup:
 *
 * What became of a set-up, once its first load has ended: whether everything is as it was asked for, in three lines,
 * and the ways to all of it and to a file. Hidden until it is given a set-up that has finished.
 */
G_DECLARE_FINAL_TYPE (SluiceReportGroup, sluice_report_group, SLUICE, REPORT_GROUP, AdwPreferencesGroup)

/**
 * sluice_report_group_show:
 * @self: a group
 * @setup: a set-up that has finished
 * @client: the account to ask for the first rows of a table
 *
 * Reads what there is and shows what came of it. A second call with the same set-up does nothing.
 */
void sluice_report_group_show (SluiceReportGroup *self, SluiceSetup *setup, SluiceClient *client);

/**
 * sluice_report_group_clear:
 * @self: a group
 *
 * Hides it: a table is being had synced again, and what there is has to be read anew once that is over.
 */
void sluice_report_group_clear (SluiceReportGroup *self);

G_END_DECLS
