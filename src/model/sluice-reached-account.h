/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_REACHED_ACCOUNT (sluice_reached_account_get_type ())

/**
 * SluiceReachedAccount:
 *
 * What a connection reaches and a source reads from: an advertising account, a repository (contract, section 15.4).
 * Never changes.
 */
G_DECLARE_FINAL_TYPE (SluiceReachedAccount, sluice_reached_account, SLUICE, REACHED_ACCOUNT, GObject)

/**
 * sluice_reached_account_new_from_json:
 * @object: one entry of the list
 * @error: return location for an error
 *
 * Reads an entry. Only a missing value is an error, of `SLUICE_JSON_ERROR`; a number will do.
 *
 * Returns: (transfer full) (nullable): an account, or %NULL
 */
SluiceReachedAccount *sluice_reached_account_new_from_json (JsonObject *object, GError **error);

/**
 * sluice_reached_account_get_value:
 * @self: an account
 *
 * Returns: what is sent
 */
const char *sluice_reached_account_get_value (SluiceReachedAccount *self);

/**
 * sluice_reached_account_get_name:
 * @self: an account
 *
 * Returns: what it is called; the value where the server has no name for it
 */
const char *sluice_reached_account_get_name (SluiceReachedAccount *self);

/**
 * sluice_reached_account_dup_details:
 * @self: an account
 *
 * Returns: (transfer full): what tells it apart from others of its name, in one line: its group, the server's second
 *   line or the value, its badges; "" if there is nothing
 */
char *sluice_reached_account_dup_details (SluiceReachedAccount *self);

/**
 * sluice_reached_account_get_primary:
 * @self: an account
 *
 * Returns: whether it is the one that the connection was made with
 */
gboolean sluice_reached_account_get_primary (SluiceReachedAccount *self);

G_END_DECLS
