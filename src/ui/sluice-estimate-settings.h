/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sluice-assumptions.h"
#include "sluice-price-list.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_ESTIMATE_SETTINGS (sluice_estimate_settings_get_type ())

/**
 * SluiceEstimateSettings:
 *
 * What estimates assume and what rows cost, as the settings have it: for whoever shows an estimate, and for the
 * preferences. What the settings hold is never trusted; what cannot be used counts as if it were not there, and is
 * told. Main thread only.
 *
 * Properties: "assumptions" (#SluiceAssumptions) and "price-list" (#SluicePriceList), which may be set;
 * "assumptions-problem" and "price-list-problem" (nullable): why what was stored is not used, as translated sentences.
 */
G_DECLARE_FINAL_TYPE (SluiceEstimateSettings, sluice_estimate_settings, SLUICE, ESTIMATE_SETTINGS, GObject)

/**
 * sluice_estimate_settings_get_default:
 *
 * Returns: (transfer none): the one of this program
 */
SluiceEstimateSettings *sluice_estimate_settings_get_default (void);

/**
 * sluice_estimate_settings_get_assumptions:
 * @self: the settings
 *
 * Returns: (transfer none): assumptions that can be used
 */
const SluiceAssumptions *sluice_estimate_settings_get_assumptions (SluiceEstimateSettings *self);

/**
 * sluice_estimate_settings_set_assumptions:
 * @self: the settings
 * @assumptions: assumptions that can be used
 *
 * Stores them.
 */
void sluice_estimate_settings_set_assumptions (SluiceEstimateSettings *self, const SluiceAssumptions *assumptions);

/**
 * sluice_estimate_settings_reset_assumptions:
 * @self: the settings
 *
 * Forgets what was stored.
 */
void sluice_estimate_settings_reset_assumptions (SluiceEstimateSettings *self);

/**
 * sluice_estimate_settings_get_price_list:
 * @self: the settings
 *
 * Returns: (transfer none): a price list that can be used
 */
const SluicePriceList *sluice_estimate_settings_get_price_list (SluiceEstimateSettings *self);

/**
 * sluice_estimate_settings_set_price_list:
 * @self: the settings
 * @price_list: a price list that can be used
 *
 * Stores it.
 */
void sluice_estimate_settings_set_price_list (SluiceEstimateSettings *self, const SluicePriceList *price_list);

/**
 * sluice_estimate_settings_reset_price_list:
 * @self: the settings
 *
 * Forgets what was stored.
 */
void sluice_estimate_settings_reset_price_list (SluiceEstimateSettings *self);

/**
 * sluice_estimate_settings_get_assumptions_problem:
 * @self: the settings
 *
 * Returns: (nullable): why what was stored is not used
 */
const char *sluice_estimate_settings_get_assumptions_problem (SluiceEstimateSettings *self);

/**
 * sluice_estimate_settings_get_price_list_problem:
 * @self: the settings
 *
 * Returns: (nullable): why what was stored is not used
 */
const char *sluice_estimate_settings_get_price_list_problem (SluiceEstimateSettings *self);

G_END_DECLS
