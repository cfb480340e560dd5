/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-cdc.h"
#include "sluice-practice-connect.h"

G_BEGIN_DECLS

/**
 * sluice_practice_describe_tables:
 * @connection: a session
 * @tables: (element-type SluicePgTable): its tables
 * @schema: (nullable): the one schema that was asked for
 * @cdc: what the database makes possible
 * @estimate_rows: whether to say how many rows they have
 * @cancellable: (nullable): cancels it
 *
 * Describes tables as `database_schema` does (contract, 8.1). Rows come from the catalogue's estimate; where there is
 * none, or row-level security hides some, small tables are counted, within a second in all. Blocks.
 *
 * Returns: (transfer full): the tables
 */
JsonArray *sluice_practice_describe_tables (SluicePgConnection *connection,
                                            GPtrArray *tables,
                                            const char *schema,
                                            SluicePracticeCdcOffer cdc,
                                            gboolean estimate_rows,
                                            GCancellable *cancellable);

/**
 * sluice_practice_describe_fields:
 * @table: a table
 * @cdc: what the database makes possible
 * @reply: where `incremental_fields`, `…_available`, `available_columns` and the keys go
 *
 * Describes what can be chosen for one table; `database_schema` and `incremental_fields` share these members.
 */
void sluice_practice_describe_fields (const SluicePgTable *table, SluicePracticeCdcOffer cdc, JsonObject *reply);

/**
 * sluice_practice_columns_for_schema:
 * @table: a table
 *
 * Returns: (transfer full): the columns as a table's settings show them (contract, 11.1)
 */
JsonArray *sluice_practice_columns_for_schema (const SluicePgTable *table);

/**
 * sluice_practice_candidate_type:
 * @column: (nullable): a column
 *
 * Returns: (nullable): the type that a cursor on it has, or %NULL if it cannot be one
 */
const char *sluice_practice_candidate_type (const SluicePgColumn *column);

G_END_DECLS
