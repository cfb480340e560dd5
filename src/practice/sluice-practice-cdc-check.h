/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-pg-catalogue.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * sluice_practice_cdc_check:
 * @connection: a session
 * @settings: `cdc_*` of a source
 * @names: (nullable) (array zero-terminated=1): the tables to follow, as the server knows them
 * @schema: (nullable): the one schema that was asked for
 * @cancellable: (nullable): cancels it
 * @error: return location for an error
 *
 * Asks the database for all that change data capture needs (contract, 13.1). Nothing is changed. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): what is missing, in words; empty when all is there
 */
GPtrArray *sluice_practice_cdc_check (SluicePgConnection *connection,
                                      JsonObject *settings,
                                      const char *const *names,
                                      const char *schema,
                                      GCancellable *cancellable,
                                      GError **error);

G_END_DECLS
