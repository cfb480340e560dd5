/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-pg-catalogue.h"
#include "sluice-practice-request.h"

G_BEGIN_DECLS

/**
 * sluice_practice_plan_check:
 * @request: a request
 * @schemas: (nullable): what stands under `schemas` in the payload
 * @tables: (element-type SluicePgTable): the source's tables
 * @schema: (nullable): the one schema that was asked for
 * @cdc: whether change data capture is on for the source
 *
 * Holds the choice of tables against the source, in the server's order (contract, 9.3: 11–19); a fault is answered.
 *
 * Returns: whether it can be created
 */
gboolean sluice_practice_plan_check (SluicePracticeRequest *request,
                                     JsonNode *schemas,
                                     GPtrArray *tables,
                                     const char *schema,
                                     gboolean cdc);

/**
 * sluice_practice_plan_make:
 * @schemas: (nullable): a checked choice; %NULL or an empty list makes all tables with defaults
 * @tables: (element-type SluicePgTable): the source's tables
 * @schema: (nullable): the one schema that was asked for
 *
 * Returns: (transfer full) (element-type JsonObject): the tables to create, as the store keeps them
 */
GPtrArray *sluice_practice_plan_make (JsonNode *schemas, GPtrArray *tables, const char *schema);

/**
 * sluice_practice_plan_make_one:
 * @table: a table of the source
 * @schema: (nullable): the one schema that was asked for
 * @on: whether it is to sync
 *
 * Returns: (transfer full): the table with defaults, as the store keeps it
 */
JsonObject *sluice_practice_plan_make_one (const SluicePgTable *table, const char *schema, gboolean on);

G_END_DECLS
