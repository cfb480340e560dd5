/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-plan.h"

G_BEGIN_DECLS

/* The name that files of plans have at their end, and what a file manager knows them as. */
#define SLUICE_PLAN_EXTENSION "sluice-plan"
#define SLUICE_PLAN_CONTENT_TYPE "application/x-sluice-plan+json"

#define SLUICE_TYPE_OPENED_PLAN (sluice_opened_plan_get_type ())

/**
 * SluiceOpenedPlan:
 *
 * A plan file that a set-up begins with: what it says beside its tables fills the plan at once
 * ([func@Plan.new_from_opened]), what it says of the tables waits in [method@Plan.get_opened] until they are known. A
 * draft keeps it. Boxed; it never changes, and any thread may hold it. It has no secret: an exported plan has none.
 */
typedef struct _SluiceOpenedPlan SluiceOpenedPlan;

GType sluice_opened_plan_get_type (void);

/**
 * sluice_opened_plan_new:
 * @text: what is in the file
 * @name: what the file is called
 * @error: return location for an error
 *
 * Looks whether it is a plan that this Sluice can read, for whichever source. May run on any thread: of a large file
 * this takes long.
 *
 * Returns: (transfer full) (nullable): the plan, or %NULL with a `SLUICE_PLAN_IMPORT_ERROR`, translated
 */
SluiceOpenedPlan *sluice_opened_plan_new (GBytes *text, const char *name, GError **error);

/**
 * sluice_opened_plan_ref:
 * @self: an opened plan
 *
 * Returns: (transfer full): @self with another reference
 */
SluiceOpenedPlan *sluice_opened_plan_ref (SluiceOpenedPlan *self);

/**
 * sluice_opened_plan_unref:
 * @self: an opened plan
 *
 * Drops a reference.
 */
void sluice_opened_plan_unref (SluiceOpenedPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceOpenedPlan, sluice_opened_plan_unref)

/**
 * sluice_opened_plan_get_name:
 * @self: an opened plan
 *
 * Returns: (transfer none): what the file is called
 */
const char *sluice_opened_plan_get_name (SluiceOpenedPlan *self);

/**
 * sluice_opened_plan_get_n_selected:
 * @self: an opened plan
 *
 * Returns: how many tables it syncs
 */
guint sluice_opened_plan_get_n_selected (SluiceOpenedPlan *self);

/**
 * sluice_opened_plan_get_text:
 * @self: an opened plan
 *
 * Returns: (transfer none): the file as compact JSON, to be imported
 */
GBytes *sluice_opened_plan_get_text (SluiceOpenedPlan *self);

/**
 * sluice_plan_new_from_opened:
 * @opened: an opened plan
 * @source_types: a list model of #SluiceSourceType
 * @error: return location for an error
 *
 * Begins a plan as the file says: its type, the values of its form, which have no secrets, prefix, description,
 * schedule, and what happens to new tables. Members that are odd are passed over here; importing the file says so.
 *
 * Returns: (transfer full) (nullable): a new plan, or %NULL with a `SLUICE_PLAN_IMPORT_ERROR` when its type is not
 *   offered
 */
SluicePlan *sluice_plan_new_from_opened (SluiceOpenedPlan *opened, GListModel *source_types, GError **error);

/**
 * sluice_plan_get_opened:
 * @self: a plan
 *
 * Returns: (transfer none) (nullable): the file whose choices wait for the tables; %NULL when none does. Another type
 *   of source drops it
 */
SluiceOpenedPlan *sluice_plan_get_opened (SluicePlan *self);

/**
 * sluice_plan_set_opened:
 * @self: a plan
 * @opened: (nullable): the file whose choices wait for the tables; %NULL once they were taken over
 *
 * Property "opened".
 */
void sluice_plan_set_opened (SluicePlan *self, SluiceOpenedPlan *opened);

G_END_DECLS
