/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_INTEGRATION (sluice_integration_get_type ())

/**
 * SluiceIntegration:
 *
 * An account of another service that is connected to the project already (contract, section 15.2). Its id is the value
 * of an oauth field. Never changes.
 */
G_DECLARE_FINAL_TYPE (SluiceIntegration, sluice_integration, SLUICE, INTEGRATION, GObject)

/**
 * sluice_integration_new_from_json:
 * @object: one entry of the list
 * @error: return location for an error
 *
 * Reads an entry. Only a missing id, which has to be a whole number, is an error, of `SLUICE_JSON_ERROR`.
 *
 * Returns: (transfer full) (nullable): an integration, or %NULL
 */
SluiceIntegration *sluice_integration_new_from_json (JsonObject *object, GError **error);

/**
 * sluice_integration_get_id:
 * @self: an integration
 *
 * Returns: the number as text, as the value of a form's field has it
 */
const char *sluice_integration_get_id (SluiceIntegration *self);

/**
 * sluice_integration_get_kind:
 * @self: an integration
 *
 * Returns: the kind, such as "hubspot"; "" if the server does not say
 */
const char *sluice_integration_get_kind (SluiceIntegration *self);

/**
 * sluice_integration_get_label:
 * @self: an integration
 *
 * Returns: what the account is called; the id where the server has no name for it
 */
const char *sluice_integration_get_label (SluiceIntegration *self);

/**
 * sluice_integration_get_broken:
 * @self: an integration
 *
 * Returns: whether the server says that its access no longer works
 */
gboolean sluice_integration_get_broken (SluiceIntegration *self);

/**
 * sluice_integration_get_stamp:
 * @self: an integration
 *
 * Connecting an account again may change nothing but what the server notes of it.
 *
 * Returns: a text that differs whenever anything the server says of it does
 */
const char *sluice_integration_get_stamp (SluiceIntegration *self);

G_END_DECLS
