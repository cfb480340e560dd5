/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-setup.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_UNSCHEDULED_GROUP (sluice_unscheduled_group_get_type ())

/**
 * SluiceUnscheduledGroup:
 *
 * The tables whose schedule the server did not take, each with the server's words, and *Try Again*, which sends only
 * those. It is there as long as the schedule is not set.
 */
G_DECLARE_FINAL_TYPE (
    SluiceUnscheduledGroup, sluice_unscheduled_group, SLUICE, UNSCHEDULED_GROUP, AdwPreferencesGroup)

/**
 * sluice_unscheduled_group_set_setup:
 * @self: a group
 * @setup: the set-up
 *
 * Says whose tables it shows.
 */
void sluice_unscheduled_group_set_setup (SluiceUnscheduledGroup *self, SluiceSetup *setup);

G_END_DECLS
