/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-pace.h"
#include "sluice-practice-store.h"
#include "sluice-practice-warehouse.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * sluice_practice_stored_columns:
 * @stored: (element-type SluicePgColumn): the columns that were stored of a table
 *
 * Returns: (transfer full): them, as the warehouse's table is described (contract, 11.1)
 */
JsonArray *sluice_practice_stored_columns (GPtrArray *stored);

/**
 * sluice_practice_copy_table:
 * @store: the state
 * @warehouse: where rows go
 * @source: the source as the store has it
 * @schema: the table as the store has it
 * @secrets: the source's secrets
 * @pace: how fast it goes, and how far
 * @cancellable: cancels it
 * @error: return location for an error
 *
 * Copies a table's rows by the table's method: all of them, or those that are new since the last time. Blocks.
 *
 * Returns: (transfer full): what to remember about the table (where the next sync goes on, its stored name, its
 * columns), or %NULL
 */
JsonObject *sluice_practice_copy_table (SluicePracticeStore *store,
                                        SluicePracticeWarehouse *warehouse,
                                        JsonObject *source,
                                        JsonObject *schema,
                                        JsonObject *secrets,
                                        SluicePracticePace *pace,
                                        GCancellable *cancellable,
                                        GError **error);

G_END_DECLS
