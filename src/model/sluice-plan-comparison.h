/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-plan-compare.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PLAN_COMPARISON (sluice_plan_comparison_get_type ())

/**
 * SluicePlanComparison:
 *
 * What came of comparing a plan with something, counted. Immutable. It may be made on one thread and given to another;
 * its differences, a million where 100,000 tables differ, are freed on neither.
 */
G_DECLARE_FINAL_TYPE (SluicePlanComparison, sluice_plan_comparison, SLUICE, PLAN_COMPARISON, GObject)

/**
 * sluice_plan_comparison_new:
 * @differences: (transfer full): a list model of #SluicePlanDifference that nobody else holds
 * @notes: (nullable): a list model of #SluicePlanNote: what could not be compared
 *
 * Counts differences.
 *
 * Returns: (transfer full): a new comparison
 */
SluicePlanComparison *sluice_plan_comparison_new (GListModel *differences, GListModel *notes);

/**
 * sluice_plan_comparison_get_differences:
 * @self: a comparison
 *
 * Main thread only: a list model remembers where it was looked at.
 *
 * Returns: (transfer none): a list model of #SluicePlanDifference
 */
GListModel *sluice_plan_comparison_get_differences (SluicePlanComparison *self);

/**
 * sluice_plan_comparison_get_all:
 * @self: a comparison
 *
 * The same differences, in the same order. May run on any thread.
 *
 * Returns: (transfer none) (element-type SluicePlanDifference): the differences
 */
GPtrArray *sluice_plan_comparison_get_all (SluicePlanComparison *self);

/**
 * sluice_plan_comparison_get_n_tables:
 * @self: a comparison
 *
 * Returns: how many tables differ
 */
guint sluice_plan_comparison_get_n_tables (SluicePlanComparison *self);

/**
 * sluice_plan_comparison_get_notes:
 * @self: a comparison
 *
 * Returns: (transfer none) (nullable): a list model of #SluicePlanNote: what could not be compared
 */
GListModel *sluice_plan_comparison_get_notes (SluicePlanComparison *self);

G_END_DECLS
