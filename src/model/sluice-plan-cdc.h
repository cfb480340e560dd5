/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-cdc-requirement.h"
#include "sluice-plan.h"

G_BEGIN_DECLS

/* Near-real-time in a plan: what is checked, and whether what is asked for has been found possible. */

/**
 * sluice_plan_get_cdc:
 * @self: a plan
 *
 * Returns: (transfer none): the settings of near-real-time, always the same object
 */
SluiceCdc *sluice_plan_get_cdc (SluicePlan *self);

/**
 * sluice_plan_takes_cdc:
 * @self: a plan
 *
 * Tells whether near-real-time can be offered: the source type has it (contract, section 13), and discovery has not
 * said that the project does not. Once asked for, it stays to be seen.
 *
 * Returns: whether it can be
 */
gboolean sluice_plan_takes_cdc (SluicePlan *self);

/**
 * sluice_plan_is_cdc_off_for_project:
 * @self: a plan
 *
 * Returns: whether discovery said of every table that near-real-time is not switched on for the project (contract,
 *   section 8.1: `cdc_available` is null)
 */
gboolean sluice_plan_is_cdc_off_for_project (SluicePlan *self);

/**
 * sluice_plan_list_cdc_tables:
 * @self: a plan
 *
 * Returns: (transfer container) (element-type SluiceTable): the selected tables that are to sync by CDC
 */
GPtrArray *sluice_plan_list_cdc_tables (SluicePlan *self);

/**
 * sluice_plan_to_cdc_check_body:
 * @self: a plan
 *
 * Returns: (transfer full): the flat body of `check_cdc_prerequisites` (contract, section 13.1) with the tables of
 *   [method@Plan.list_cdc_tables]; holds secrets
 */
JsonNode *sluice_plan_to_cdc_check_body (SluicePlan *self);

/**
 * sluice_plan_dup_cdc_fingerprint:
 * @self: a plan
 *
 * Gives a text that changes whenever what would be checked changes: the form, the settings, the tables. It tells
 * nothing about secrets.
 *
 * Returns: (transfer full): the fingerprint
 */
char *sluice_plan_dup_cdc_fingerprint (SluicePlan *self);

/**
 * sluice_plan_take_cdc_check:
 * @self: a plan
 * @check: an answer, with the fingerprint of what was asked
 *
 * Remembers the answer.
 */
void sluice_plan_take_cdc_check (SluicePlan *self, SluiceCdcCheck *check);

/**
 * sluice_plan_recommend_cdc:
 * @self: a plan
 *
 * Has CDC recommended for the tables that can have it (DESIGN 7.1, rule 3), if it was asked for and found possible.
 */
void sluice_plan_recommend_cdc (SluicePlan *self);

/**
 * sluice_plan_get_cdc_ready:
 * @self: a plan
 *
 * Returns: whether nothing near-real-time is asked for, or the last check said that it is possible for the form, the
 *   settings and the tables as they stand
 */
gboolean sluice_plan_get_cdc_ready (SluicePlan *self);

/**
 * sluice_plan_list_cdc_requirements:
 * @self: a plan with a form
 *
 * Returns: (transfer full) (nullable): the lines of the last check, a list model of #SluiceCdcRequirement; %NULL when
 *   there is none, or when it was about another form, other settings or other tables
 */
GListModel *sluice_plan_list_cdc_requirements (SluicePlan *self);

/**
 * sluice_plan_leave_cdc:
 * @self: a plan
 *
 * The way out: asks for near-real-time no longer, and gives the tables that were to sync by CDC the method that is
 * recommended without it, as one step of the history.
 */
void sluice_plan_leave_cdc (SluicePlan *self);

G_END_DECLS
