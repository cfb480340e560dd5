/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-plan.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PLAN_SNAPSHOT (sluice_plan_snapshot_get_type ())

/**
 * SluicePlanSnapshot:
 *
 * A plan as it was at one moment, to be written down or looked through while the plan goes on. It is taken on the main
 * thread, which for 100,000 tables is less than a frame; it does not change, any thread may hold it, and what takes
 * long, making JSON of it or a plan, may run on any thread. Secrets are in it, but not in the JSON; they are wiped with
 * it.
 */
typedef struct _SluicePlanSnapshot SluicePlanSnapshot;

GType sluice_plan_snapshot_get_type (void);

/**
 * sluice_plan_snapshot_new:
 * @plan: a plan
 *
 * Takes a snapshot. Of an edit in pieces, what has been done so far is in it, unless [method@TableList.finish_edit]
 * comes first. Main thread only.
 *
 * Returns: (transfer full): a new snapshot
 */
SluicePlanSnapshot *sluice_plan_snapshot_new (SluicePlan *plan);

/**
 * sluice_plan_snapshot_ref:
 * @self: a snapshot
 *
 * May run on any thread.
 *
 * Returns: (transfer full): @self with another reference
 */
SluicePlanSnapshot *sluice_plan_snapshot_ref (SluicePlanSnapshot *self);

/**
 * sluice_plan_snapshot_unref:
 * @self: a snapshot
 *
 * Drops a reference. May run on any thread; the last one of many tables better on none that has to be quick.
 */
void sluice_plan_snapshot_unref (SluicePlanSnapshot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePlanSnapshot, sluice_plan_snapshot_unref)

/**
 * sluice_plan_snapshot_thaw:
 * @self: a snapshot
 *
 * Makes a plan that is as the one was that the snapshot is of, secrets and all, and that does not count as checked. It
 * belongs to the thread that calls, and may be looked through there in every way, but is not to be edited: what edits
 * in pieces needs the main loop. Its tables share with those of the snapshot what never changes, so they cost little.
 * May run on any thread.
 *
 * Returns: (transfer full): a new plan
 */
SluicePlan *sluice_plan_snapshot_thaw (SluicePlanSnapshot *self);

/**
 * sluice_plan_snapshot_export:
 * @self: a snapshot of a plan with a source type
 *
 * Writes what [method@Plan.export] writes. May run on any thread.
 *
 * Returns: (transfer full): the plan as an exported file has it
 */
JsonNode *sluice_plan_snapshot_export (SluicePlanSnapshot *self);

/**
 * sluice_plan_snapshot_to_draft:
 * @self: a snapshot
 *
 * Writes what [method@Plan.to_draft] writes. May run on any thread.
 *
 * Returns: (transfer full): the draft
 */
JsonNode *sluice_plan_snapshot_to_draft (SluicePlanSnapshot *self);

/**
 * sluice_plan_snapshot_tables_to_text:
 * @self: a snapshot
 *
 * Writes what [method@Plan.tables_to_json] writes, table by table: all of it as JSON nodes takes gigabytes where tables
 * are many and wide. May run on any thread.
 *
 * Returns: (transfer full): the tables as compact JSON text
 */
char *sluice_plan_snapshot_tables_to_text (SluicePlanSnapshot *self);

G_END_DECLS
