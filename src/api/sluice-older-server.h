/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-client.h"

G_BEGIN_DECLS

/* For the other files of this layer: what becomes of a call on a server that lags (contract, sections 1.2 and 19). All
 * of it within a fiber on the main thread. */

/**
 * sluice_older_server_find_root:
 * @client: a client that does not know yet below which name its server has the sources
 * @error: return location for an error
 *
 * Reads the list of sources below “projects” and, only if the server itself says that there is none, below
 * “environments”. What an answer leaves open stays open: then the call itself will be told.
 *
 * Returns: %FALSE if no server was reached
 */
gboolean sluice_older_server_find_root (SluiceClient *client, GError **error);

/**
 * sluice_older_server_explain:
 * @client: a client
 * @ability: what was asked of the server
 * @source_id: (nullable): of which source
 * @refusal: (transfer full): how it failed
 *
 * Tells a server that lacks an endpoint from one that lacks the source.
 *
 * Returns: (transfer full): @refusal, or a `SLUICE_API_ERROR_UNSUPPORTED`, which the client remembers
 */
GError *
sluice_older_server_explain (SluiceClient *client, SluiceAbility ability, const char *source_id, GError *refusal);

/**
 * sluice_older_server_make_error:
 * @ability: what was asked of the server
 *
 * Returns: (transfer full): the `SLUICE_API_ERROR_UNSUPPORTED` that says that this is missing
 */
GError *sluice_older_server_make_error (SluiceAbility ability);

G_END_DECLS
