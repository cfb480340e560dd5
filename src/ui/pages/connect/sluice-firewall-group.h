/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-region.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_FIREWALL_GROUP (sluice_firewall_group_get_type ())

/**
 * SluiceFirewallGroup:
 *
 * The addresses that PostHog's cloud connects from, to be let in by the firewall in front of a database, with a button
 * that copies them.
 */
G_DECLARE_FINAL_TYPE (SluiceFirewallGroup, sluice_firewall_group, SLUICE, FIREWALL_GROUP, AdwPreferencesGroup)

/* @region: whose addresses; with none to show it hides */
void sluice_firewall_group_set_region (SluiceFirewallGroup *self, SluiceRegion region);

G_END_DECLS
