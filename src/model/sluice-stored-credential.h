/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_STORED_CREDENTIAL (sluice_stored_credential_get_type ())

/**
 * SluiceStoredCredential:
 *
 * What a person entered in the browser, as PostHog keeps it for a day and for one use (contract, section 15.3). The
 * secrets themselves are never sent to anybody. Never changes.
 */
G_DECLARE_FINAL_TYPE (SluiceStoredCredential, sluice_stored_credential, SLUICE, STORED_CREDENTIAL, GObject)

/**
 * sluice_stored_credential_new_from_json:
 * @object: one entry of the list
 * @error: return location for an error
 *
 * Reads an entry. Only a missing id is an error, of `SLUICE_JSON_ERROR`.
 *
 * Returns: (transfer full) (nullable): a credential, or %NULL
 */
SluiceStoredCredential *sluice_stored_credential_new_from_json (JsonObject *object, GError **error);

/**
 * sluice_stored_credential_get_id:
 * @self: a credential
 *
 * Returns: what create is given in place of the secrets
 */
const char *sluice_stored_credential_get_id (SluiceStoredCredential *self);

/**
 * sluice_stored_credential_get_created_at:
 * @self: a credential
 *
 * Returns: (transfer none) (nullable): when it was entered, if the server says so
 */
GDateTime *sluice_stored_credential_get_created_at (SluiceStoredCredential *self);

/**
 * sluice_stored_credential_get_expires_at:
 * @self: a credential
 *
 * Returns: (transfer none) (nullable): until when it can be used, if the server says so
 */
GDateTime *sluice_stored_credential_get_expires_at (SluiceStoredCredential *self);

/**
 * sluice_stored_credential_is_usable:
 * @self: a credential
 * @source_type: the type of source that it is wanted for
 * @now: what time it is
 *
 * Returns: whether it is for that type and has not run out. One of which the server says neither is given the benefit
 *   of the doubt
 */
gboolean sluice_stored_credential_is_usable (SluiceStoredCredential *self, const char *source_type, GDateTime *now);

/**
 * sluice_stored_credential_get_stamp:
 * @self: a credential
 *
 * Returns: a text that differs whenever anything the server says of it does
 */
const char *sluice_stored_credential_get_stamp (SluiceStoredCredential *self);

G_END_DECLS
