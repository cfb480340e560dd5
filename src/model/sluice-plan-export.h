/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-plan.h"
#include "sluice-price-list.h"

G_BEGIN_DECLS

/* A plan as a file of its own, for somebody else or another day. It holds every choice and no secret. */

/* What the "format" member says, and the newest version that this Sluice writes and reads. */
#define SLUICE_PLAN_FORMAT "sluice-plan"
#define SLUICE_PLAN_FORMAT_VERSION 1

/**
 * sluice_plan_export:
 * @self: a plan with a source type
 *
 * Returns: (transfer full): the plan: format and version, source type, the values of the form that are no secrets,
 *   prefix, description, schedule, what happens to new tables, and the choice of every table that the source has
 */
JsonNode *sluice_plan_export (SluicePlan *self);

/**
 * sluice_plan_file_to_text:
 * @file: what [method@Plan.export] gives
 *
 * May run on any thread: with many tables this takes longest.
 *
 * Returns: (transfer full): indented JSON text that ends in a line break
 */
char *sluice_plan_file_to_text (JsonNode *file);

/**
 * sluice_plan_dup_file_name:
 * @self: a plan
 * @extension: "json" or "md"
 *
 * Returns: (transfer full): a name to save it under: "postgres-shop.json"; letters, digits and dashes only
 */
char *sluice_plan_dup_file_name (SluicePlan *self, const char *extension);

/**
 * sluice_plan_dup_report:
 * @self: a plan with a source type
 * @prices: (nullable): what rows cost, %NULL to leave the cost out
 *
 * Writes the plan for people: what it is of, what it brings and costs, the selected tables with their choices, what
 * needs attention, and what is left out. Names from the source are escaped.
 *
 * Returns: (transfer full): translated Markdown, with numbers as the locale writes them; no secrets
 */
char *sluice_plan_dup_report (SluicePlan *self, const SluicePriceList *prices);

G_END_DECLS
