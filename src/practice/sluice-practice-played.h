/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-pg-catalogue.h"
#include "sluice-practice-conduct.h"
#include "sluice-practice-copy.h"
#include "sluice-practice-vendor.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Sources whose service no server on this computer can reach. They take whatever is filled in, have the tables of the
 * catalogue, or three of a shop where it has none, and their rows are invented. All of it says so. */

/**
 * sluice_practice_is_played:
 * @source_type: name of a source type
 *
 * Returns: whether the source is played rather than connected to
 */
gboolean sluice_practice_is_played (const char *source_type);

/**
 * sluice_practice_played_check:
 * @values: what was filled in
 * @error: return location for an error whose message is what the server says
 *
 * Refuses what the contract has a message for: a host that is written wrongly, and the magic values of its section 18:
 * a host in a private network, and “wrong” wherever a text is.
 *
 * Returns: whether the credentials pass
 */
gboolean sluice_practice_played_check (JsonObject *values, GError **error);

/**
 * sluice_practice_played_tables:
 * @source_type: name of a source type
 *
 * Returns: (transfer full) (element-type SluicePgTable): its tables
 */
GPtrArray *sluice_practice_played_tables (const char *source_type);

/**
 * sluice_practice_played_describe:
 * @conduct: what special was asked for
 * @source: a source, or one that could be made: its `source_type` and `conduct` matter
 * @estimate_rows: whether to say how many rows they have
 *
 * Returns: (transfer full): the tables as `database_schema` gives them
 */
JsonArray *sluice_practice_played_describe (SluicePracticeConduct *conduct, JsonObject *source, gboolean estimate_rows);

/**
 * SluicePracticeStage:
 * @store: sources and tables, and what was delivered to them
 * @warehouse: where rows go
 * @vendor: the services
 * @conduct: what special was asked for
 *
 * What a played sync needs of the workspace.
 */
typedef struct
{
  SluicePracticeStore *store;
  SluicePracticeWarehouse *warehouse;
  SluicePracticeVendor *vendor;
  SluicePracticeConduct *conduct;
} SluicePracticeStage;

/**
 * sluice_practice_played_sync:
 * @stage: the workspace
 * @source: the source as the store has it
 * @schema: the table as the store has it
 * @pace: how fast it goes, and how far
 * @error: return location for an error
 *
 * Writes a table's rows: always all of them, except that what comes by webhook is read whole once and from then on
 * taken from what was delivered. What comes by webhook only is never read. Blocks.
 *
 * Returns: (transfer full): what to remember about the table, or %NULL
 */
JsonObject *sluice_practice_played_sync (const SluicePracticeStage *stage,
                                         JsonObject *source,
                                         JsonObject *schema,
                                         SluicePracticePace *pace,
                                         GError **error);

/**
 * sluice_practice_played_has_more:
 * @stage: the workspace
 * @schema_id: id of a table
 *
 * Returns: whether something was delivered that no sync has taken in yet
 */
gboolean sluice_practice_played_has_more (const SluicePracticeStage *stage, const char *schema_id);

G_END_DECLS
