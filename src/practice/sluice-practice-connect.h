/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-pg-catalogue.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * sluice_practice_connect:
 * @inputs: the shown values of a Postgres form
 * @secrets: its secret values; the same object may be given for both
 * @cancellable: (nullable): cancels it
 * @error: return location for an error whose message is what the server says
 *
 * Checks the host as it is written and logs in to the database, read-only, through an SSH tunnel if one is switched on.
 * A rejected login has the contract's words (6.1), and so has what is wrong with a tunnel's fields; everything else has
 * PostgreSQL's or ssh's own. Blocks.
 *
 * Returns: (transfer full): a session, or %NULL
 */
SluicePgConnection *
sluice_practice_connect (JsonObject *inputs, JsonObject *secrets, GCancellable *cancellable, GError **error);

/**
 * sluice_practice_check_host:
 * @host: what was filled in for a host
 * @error: return location for an error whose message is what the server says
 *
 * Returns: whether it is written as a host is (contract, 6.1)
 */
gboolean sluice_practice_check_host (const char *host, GError **error);

/**
 * sluice_practice_refuse_tunnel:
 * @stored: the secret values that a source has
 * @sent: values to change
 *
 * Keeps stored secrets from being sent to where they were not meant for: whoever changes an SSH tunnel types them again
 * (contract, 10.4).
 *
 * Returns: (nullable): why the tunnel cannot be changed so
 */
const char *sluice_practice_refuse_tunnel (JsonObject *stored, JsonObject *sent);

/**
 * sluice_practice_input_get_schema:
 * @inputs: the shown values of a Postgres form
 *
 * Returns: (transfer full) (nullable): the one schema that was asked for, or %NULL for all
 */
char *sluice_practice_input_get_schema (JsonObject *inputs);

/**
 * sluice_practice_table_name:
 * @table: a table
 * @schema: (nullable): the one schema that was asked for
 *
 * Returns: (transfer full): the name by which the server knows @table
 */
char *sluice_practice_table_name (const SluicePgTable *table, const char *schema);

/**
 * sluice_practice_index_tables:
 * @tables: (element-type SluicePgTable): tables
 * @schema: (nullable): the one schema that was asked for
 *
 * Returns: (transfer full) (element-type utf8 SluicePgTable): the tables by the name that sluice_practice_table_name()
 * gives them
 */
GHashTable *sluice_practice_index_tables (GPtrArray *tables, const char *schema);

G_END_DECLS
