/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-estimate.h"
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
 * SluicePollPreview:
 * @n_append: how many tables would append their new rows
 * @n_full_refresh: how many would be read in full each time
 * @n_off: how many would be turned off, as nothing but a webhook brings them
 * @month: the rows a month of all tables that would be on then
 *
 * What giving up the webhook would change.
 */
typedef struct
{
  guint n_append;
  guint n_full_refresh;
  guint n_off;
  SluiceRowRange month;
} SluicePollPreview;

/**
 * sluice_plan_preview_polling:
 * @self: a plan
 *
 * Tells what [method@Plan.poll_instead] would do, and does nothing. Main thread only.
 *
 * Returns: what would change
 */
SluicePollPreview sluice_plan_preview_polling (SluicePlan *self);

/**
 * sluice_plan_count_webhook_only:
 * @self: a plan
 *
 * Returns: how many of the tables that are on would be off without a webhook
 */
guint sluice_plan_count_webhook_only (SluicePlan *self);

G_END_DECLS
