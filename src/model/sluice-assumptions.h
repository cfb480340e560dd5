/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The largest share that is taken, in hundredths of a percent: each row ten times a month. */
#define SLUICE_SHARE_MAX 100000
/* Hundredths of a percent in one percent. */
#define SLUICE_SHARES_A_PERCENT 100

#define SLUICE_TYPE_ASSUMPTIONS (sluice_assumptions_get_type ())

/**
 * SluiceAssumptions:
 * @changed_low: how many of a table's rows change in a month, at least: for incremental, xmin, CDC and webhook
 * @changed_high: the same, at most
 * @added_low: how many rows a month adds, at least, as a share of those there are: for append
 * @added_high: the same, at most
 *
 * What an estimate has to assume, as nobody knows it beforehand (DESIGN 7.2). Shares are in hundredths of a percent,
 * 0 … `SLUICE_SHARE_MAX`; a row that changes twice counts twice. A boxed type that can be copied as a value.
 */
typedef struct
{
  guint changed_low;
  guint changed_high;
  guint added_low;
  guint added_high;
} SluiceAssumptions;

GType sluice_assumptions_get_type (void);

/**
 * sluice_assumptions_get_default:
 *
 * Returns: (transfer none): the usual assumptions: 3–15 % and 1–5 %
 */
const SluiceAssumptions *sluice_assumptions_get_default (void);

/**
 * sluice_assumptions_copy:
 * @self: assumptions
 *
 * Returns: (transfer full): the same, to be freed with [method@Assumptions.free]
 */
SluiceAssumptions *sluice_assumptions_copy (const SluiceAssumptions *self);

/**
 * sluice_assumptions_free:
 * @self: assumptions
 *
 * Frees what [method@Assumptions.copy] gave.
 */
void sluice_assumptions_free (SluiceAssumptions *self);

/**
 * sluice_assumptions_equal:
 * @self: assumptions
 * @other: others
 *
 * Returns: whether they say the same
 */
gboolean sluice_assumptions_equal (const SluiceAssumptions *self, const SluiceAssumptions *other);

/**
 * sluice_assumptions_check:
 * @self: assumptions
 * @why: (out) (optional) (transfer full): what is wrong, as a translated sentence
 *
 * Tells whether they can be used: no share above `SLUICE_SHARE_MAX`, and none at least more than at most.
 *
 * Returns: whether they can; @why is set when not
 */
gboolean sluice_assumptions_check (const SluiceAssumptions *self, char **why);

/**
 * sluice_assumptions_to_variant:
 * @self: assumptions
 *
 * Returns: (transfer full): a floating `a{sd}` of percents, for the settings; empty for the usual ones
 */
GVariant *sluice_assumptions_to_variant (const SluiceAssumptions *self);

/**
 * sluice_assumptions_from_variant:
 * @variant: what the settings hold, of any type
 * @self: (out): where the assumptions go
 * @note: (out) (optional) (transfer full): what is wrong with @variant, as translated sentences
 *
 * Reads what [method@Assumptions.to_variant] wrote. What is missing is as usual; if anything cannot be used, all is as
 * usual, and @note says why.
 *
 * Returns: %FALSE if @variant cannot be used
 */
gboolean sluice_assumptions_from_variant (GVariant *variant, SluiceAssumptions *self, char **note);

/**
 * sluice_share_dup_range:
 * @low: a share in hundredths of a percent
 * @high: another, not below @low
 *
 * Returns: (transfer full): "3–15 %", or "5 %" if both are the same
 */
char *sluice_share_dup_range (guint low, guint high);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceAssumptions, sluice_assumptions_free)

G_END_DECLS
