/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-plan.h"

G_BEGIN_DECLS

/**
 * sluice_plan_poll_instead:
 * @self: a plan
 * @tables: a list model of #SluiceSourceTable: those of its source
 *
 * Gives up webhooks: in the plan, tables that use one append where they can, else refresh in full, and those that know
 * nothing else are off. May be called again when the source was not told.
 *
 * Returns: (transfer full): the entries of `bulk_update_schemas` (contract, section 10.8) that make the source follow;
 *   empty when none of its tables uses one
 */
JsonNode *sluice_plan_poll_instead (SluicePlan *self, GListModel *tables);

/**
 * sluice_plan_count_webhook_only:
 * @self: a plan
 *
 * Returns: how many of the tables that are on would be off without a webhook
 */
guint sluice_plan_count_webhook_only (SluicePlan *self);

G_END_DECLS
