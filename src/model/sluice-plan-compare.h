/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-plan-import.h"
#include "sluice-plan.h"

G_BEGIN_DECLS

/**
 * SluiceDifferenceKind:
 * @SLUICE_DIFFERENCE_SETTING: a setting of the whole plan: its prefix, say
 * @SLUICE_DIFFERENCE_ONLY_FIRST: a table that only the first syncs
 * @SLUICE_DIFFERENCE_ONLY_SECOND: a table that only the second syncs
 * @SLUICE_DIFFERENCE_TABLE: a table that both sync, but otherwise
 *
 * What differs.
 */
typedef enum
{
  SLUICE_DIFFERENCE_SETTING,
  SLUICE_DIFFERENCE_ONLY_FIRST,
  SLUICE_DIFFERENCE_ONLY_SECOND,
  SLUICE_DIFFERENCE_TABLE,
} SluiceDifferenceKind;

#define SLUICE_TYPE_DIFFERENCE_KIND (sluice_difference_kind_get_type ())
GType sluice_difference_kind_get_type (void);

#define SLUICE_TYPE_PLAN_DIFFERENCE (sluice_plan_difference_get_type ())

/**
 * SluicePlanDifference:
 *
 * One thing in which two plans, or a plan and a source, differ. Immutable. Properties: "kind" (#SluiceDifferenceKind),
 * "name" (of the table; of the setting, translated), "part" (what of a table, translated: "Cursor"; "" otherwise),
 * "first", "second" (what each has, translated; "" for nothing). Texts are not markup.
 */
G_DECLARE_FINAL_TYPE (SluicePlanDifference, sluice_plan_difference, SLUICE, PLAN_DIFFERENCE, GObject)

/**
 * sluice_plan_difference_get_kind:
 * @self: a difference
 *
 * Returns: what differs
 */
SluiceDifferenceKind sluice_plan_difference_get_kind (SluicePlanDifference *self);

/**
 * sluice_plan_difference_get_name:
 * @self: a difference
 *
 * Returns: the name of the table or the setting
 */
const char *sluice_plan_difference_get_name (SluicePlanDifference *self);

/**
 * sluice_plan_difference_get_part:
 * @self: a difference
 *
 * Returns: which part of a table's choice, translated; "" otherwise
 */
const char *sluice_plan_difference_get_part (SluicePlanDifference *self);

/**
 * sluice_plan_difference_get_first:
 * @self: a difference
 *
 * Returns: what the first has
 */
const char *sluice_plan_difference_get_first (SluicePlanDifference *self);

/**
 * sluice_plan_difference_get_second:
 * @self: a difference
 *
 * Returns: what the second has
 */
const char *sluice_plan_difference_get_second (SluicePlanDifference *self);

/**
 * sluice_plan_compare:
 * @first: a plan
 * @second: another
 *
 * Compares settings and what counts for each table. Tables that neither syncs are the same whatever is chosen for them.
 *
 * Returns: (transfer full): a list model of #SluicePlanDifference: settings, then tables in the order of the first,
 *   then those that only the second syncs; empty when they are the same
 */
GListModel *sluice_plan_compare (SluicePlan *first, SluicePlan *second);

/**
 * sluice_plan_compare_with_import:
 * @plan: a plan
 * @import: a plan file read for its tables
 *
 * Compares the plan with the file as it stands. Settings that the file does not name are the same; tables that it does
 * not name are such as it does not sync.
 *
 * Returns: (transfer full): a list model of #SluicePlanDifference, the plan being the first and the file the second
 */
GListModel *sluice_plan_compare_with_import (SluicePlan *plan, SluicePlanImport *import);

/**
 * sluice_plan_compare_with_source:
 * @plan: a plan
 * @source: a source as the server has it, with full tables; of short ones only method and frequency are compared
 *
 * Compares a plan with what really syncs.
 *
 * Returns: (transfer full): a list model of #SluicePlanDifference, the plan being the first and the source the second
 */
GListModel *sluice_plan_compare_with_source (SluicePlan *plan, SluiceSource *source);

G_END_DECLS
