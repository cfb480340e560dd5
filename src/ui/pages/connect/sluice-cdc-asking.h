/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-client.h"
#include "sluice-plan-cdc.h"

G_BEGIN_DECLS

/**
 * sluice_cdc_ask:
 * @client: the account
 * @plan: a plan with a form
 *
 * Has near-real-time checked for the plan as it stands, and tells the plan what was found. Main thread only.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when it is possible. It rejects with
 *   `G_IO_ERROR_FAILED_HANDLED` when something is missing, which the plan's check says then; with
 *   `G_IO_ERROR_NOT_SUPPORTED` when the project does not have it; else with a #SLUICE_API_ERROR. To be followed by
 *   sluice_when()
 */
DexFuture *sluice_cdc_ask (SluiceClient *client, SluicePlan *plan);

G_END_DECLS
