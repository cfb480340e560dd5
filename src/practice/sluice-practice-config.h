/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * sluice_practice_config_check:
 * @type: a source type's configuration from the catalogue
 * @values: what was sent for its fields
 *
 * Walks the form and holds the values against it.
 *
 * Returns: (transfer full) (nullable): the faults in the server's words, joined by commas, or %NULL
 */
char *sluice_practice_config_check (JsonObject *type, JsonObject *values);

/**
 * sluice_practice_config_find_references:
 * @values: what was sent for a form
 *
 * Returns: (transfer full) (nullable): the names of values that are `{"secretRef": …}`, joined by commas, or %NULL
 */
char *sluice_practice_config_find_references (JsonObject *values);

/**
 * sluice_practice_config_split:
 * @type: a source type's configuration from the catalogue
 * @values: checked values for its fields
 * @inputs: (out) (transfer full): those that may be shown, without unknown ones
 * @secrets: (out) (transfer full): those that may not; groups with secrets in them are here as a whole
 *
 * Parts what may be kept on disk from what may not. Text is trimmed.
 */
void sluice_practice_config_split (JsonObject *type, JsonObject *values, JsonObject **inputs, JsonObject **secrets);

G_END_DECLS
