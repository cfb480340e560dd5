/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-plan.h"

G_BEGIN_DECLS

/* What is done with a whole plan, of 100,000 tables maybe, without holding the main thread. */

/**
 * SluicePlanWork:
 * @plan: what [method@PlanSnapshot.thaw] made of the plan
 * @data: what was given along
 *
 * Looks through a plan, on a worker; waits for nothing.
 *
 * Returns: (transfer full): a completed future of what came of it; no JSON nodes of others
 */
typedef DexFuture *(*SluicePlanWork) (SluicePlan *plan, gpointer data);

/**
 * sluice_plan_work_settle:
 * @plan: a plan
 *
 * Waits for an edit in pieces to end. Main thread only.
 *
 * Returns: (transfer full): a future that resolves once none is under way, at once where there is none
 */
DexFuture *sluice_plan_work_settle (SluicePlan *plan);

/**
 * sluice_plan_work_run:
 * @plan: a plan
 * @work: what to do with it
 * @data: what to give along
 * @destroy: (nullable): frees @data, on either thread
 *
 * Does something with the plan as it is now, or is at the end of the edit that is under way. Main thread only. Dropping
 * the future drops the result.
 *
 * Returns: (transfer full): a future of what @work gives
 */
DexFuture *sluice_plan_work_run (SluicePlan *plan, SluicePlanWork work, gpointer data, GDestroyNotify destroy);

G_END_DECLS
