/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_CONNECT_LINK (sluice_connect_link_get_type ())

/**
 * SluiceConnectLink:
 *
 * The page on which a person connects a source in the browser (contract, section 15.1). Never changes.
 */
G_DECLARE_FINAL_TYPE (SluiceConnectLink, sluice_connect_link, SLUICE, CONNECT_LINK, GObject)

/**
 * sluice_connect_link_new_from_json:
 * @object: the answer
 * @error: return location for an error
 *
 * Reads the answer. An address that is missing, or that is neither https nor http to this computer, is an error, of
 * `SLUICE_JSON_ERROR`; it is not quoted there.
 *
 * Returns: (transfer full) (nullable): a link, or %NULL
 */
SluiceConnectLink *sluice_connect_link_new_from_json (JsonObject *object, GError **error);

/**
 * sluice_connect_link_get_url:
 * @self: a link
 *
 * Returns: the address, which may be opened
 */
const char *sluice_connect_link_get_url (SluiceConnectLink *self);

/**
 * sluice_connect_link_get_instructions:
 * @self: a link
 *
 * Returns: what the server says one does there; "" if it says nothing
 */
const char *sluice_connect_link_get_instructions (SluiceConnectLink *self);

/**
 * sluice_connect_link_get_stores_credentials:
 * @self: a link
 *
 * Returns: whether secrets are entered there rather than an account connected
 */
gboolean sluice_connect_link_get_stores_credentials (SluiceConnectLink *self);

/**
 * sluice_uri_may_be_opened:
 * @uri: an address from the network
 *
 * Returns: whether it is safe to give to the browser: https, or http to this computer (DESIGN 10)
 */
gboolean sluice_uri_may_be_opened (const char *uri);

G_END_DECLS
