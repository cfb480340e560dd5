/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the server takes when somebody else has made the publication (contract, section 13.2). */
#define SLUICE_CDC_DEFAULT_PUBLICATION "posthog_pub"

#define SLUICE_TYPE_CDC_CHECK (sluice_cdc_check_get_type ())

/**
 * SluiceCdcCheck:
 *
 * What the server said to the check of what near-real-time needs (contract, section 13.1). It does not change.
 */
G_DECLARE_FINAL_TYPE (SluiceCdcCheck, sluice_cdc_check, SLUICE, CDC_CHECK, GObject)

/**
 * sluice_cdc_check_new_from_json:
 * @root: an answer
 * @error: return location for a `SLUICE_JSON_ERROR`
 *
 * Reads an answer. Only `valid` is needed. The errors may be texts, or objects that hold one; what is neither is kept
 * as its JSON, so that nothing the server says is lost. May run on any thread.
 *
 * Returns: (transfer full) (nullable): the check, or %NULL
 */
SluiceCdcCheck *sluice_cdc_check_new_from_json (JsonNode *root, GError **error);

/**
 * sluice_cdc_check_new:
 * @valid: whether all is there
 * @errors: (nullable) (array zero-terminated=1): what is not, in words
 *
 * Returns: (transfer full): a new check
 */
SluiceCdcCheck *sluice_cdc_check_new (gboolean valid, const char *const *errors);

/**
 * sluice_cdc_check_get_valid:
 * @self: a check
 *
 * Returns: whether near-real-time can be set up
 */
gboolean sluice_cdc_check_get_valid (SluiceCdcCheck *self);

/**
 * sluice_cdc_check_get_errors:
 * @self: a check
 *
 * Returns: (transfer none) (array zero-terminated=1): the server's own words for what is missing, which may be none
 */
const char *const *sluice_cdc_check_get_errors (SluiceCdcCheck *self);

/**
 * sluice_cdc_check_get_fingerprint:
 * @self: a check
 *
 * Returns: (nullable): what was checked
 */
const char *sluice_cdc_check_get_fingerprint (SluiceCdcCheck *self);

/**
 * sluice_cdc_check_set_fingerprint:
 * @self: a check that nobody has seen yet
 * @fingerprint: (nullable): what was checked
 *
 * Remembers what the answer is about.
 */
void sluice_cdc_check_set_fingerprint (SluiceCdcCheck *self, const char *fingerprint);

G_END_DECLS
