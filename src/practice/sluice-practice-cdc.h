/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-pg-catalogue.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Change data capture: the replication slot and the publication of a source. All functions block. */

/**
 * SluicePracticeCdcOffer:
 * @SLUICE_PRACTICE_CDC_OFF: the project does not have it
 * @SLUICE_PRACTICE_CDC_IMPOSSIBLE: the database's log cannot be decoded
 * @SLUICE_PRACTICE_CDC_POSSIBLE: tables with a key can be followed
 *
 * What discovery says of tables (contract, 8.1: `cdc_available`).
 */
typedef enum
{
  SLUICE_PRACTICE_CDC_OFF,
  SLUICE_PRACTICE_CDC_IMPOSSIBLE,
  SLUICE_PRACTICE_CDC_POSSIBLE,
} SluicePracticeCdcOffer;

/**
 * sluice_practice_cdc_read_offer:
 * @connection: a session
 * @on: whether the project has it
 * @cancellable: (nullable): cancels it
 *
 * Returns: what the server of @connection makes possible
 */
SluicePracticeCdcOffer
sluice_practice_cdc_read_offer (SluicePgConnection *connection, gboolean on, GCancellable *cancellable);

/**
 * sluice_practice_cdc_is_managed:
 * @settings: `cdc_*` of a source
 *
 * Returns: whether the server makes and drops slot and publication
 */
gboolean sluice_practice_cdc_is_managed (JsonObject *settings);

/**
 * sluice_practice_cdc_dup_settings:
 * @values: what was sent: `payload` of create, or the body of a check
 *
 * Takes the `cdc_*` values with the server's defaults for what is left out (contract, 13.2).
 *
 * Returns: (transfer full): the settings
 */
JsonObject *sluice_practice_cdc_dup_settings (JsonObject *values);

/**
 * sluice_practice_cdc_set_up:
 * @connection: a session
 * @settings: `cdc_*` of a source
 * @tables: (element-type SluicePgTable): the tables to publish
 * @error: return location for an error
 *
 * Makes publication and slot, of which neither is there afterwards if one cannot be made. What somebody else manages is
 * left as it is.
 *
 * Returns: whether both are there
 */
gboolean
sluice_practice_cdc_set_up (SluicePgConnection *connection, JsonObject *settings, GPtrArray *tables, GError **error);

/**
 * sluice_practice_cdc_tear_down:
 * @connection: a session
 * @settings: `cdc_*` of a source
 *
 * Drops slot and publication, unless somebody else manages them. A slot that is left behind makes the database keep its
 * log for ever.
 */
void sluice_practice_cdc_tear_down (SluicePgConnection *connection, JsonObject *settings);

/**
 * sluice_practice_cdc_describe_status:
 * @connection: a session
 * @settings: `cdc_*` of a source
 * @error: return location for an error
 *
 * Returns: (transfer full): the answer of `cdc_status` (contract, 13.3), or %NULL
 */
JsonObject *sluice_practice_cdc_describe_status (SluicePgConnection *connection, JsonObject *settings, GError **error);

/**
 * sluice_practice_cdc_allow_writing:
 * @connection: a session
 * @error: return location for an error
 *
 * Lets a session that only reads make a publication.
 *
 * Returns: whether it may
 */
gboolean sluice_practice_cdc_allow_writing (SluicePgConnection *connection, GError **error);

G_END_DECLS
