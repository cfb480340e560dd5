/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SluiceWebhookState:
 * @SLUICE_WEBHOOK_UNSUPPORTED: the source type has none
 * @SLUICE_WEBHOOK_ABSENT: none was made: one may be created
 * @SLUICE_WEBHOOK_REGISTERED: the service sends all that is synced
 * @SLUICE_WEBHOOK_INCOMPLETE: the service sends, but not all that is synced
 * @SLUICE_WEBHOOK_UNREGISTERED: PostHog would take deliveries, but the service knows nothing of them
 * @SLUICE_WEBHOOK_DISABLED: it stands on both sides and is switched off on one
 * @SLUICE_WEBHOOK_UNCHECKED: PostHog would take deliveries, and nobody knows whether the service sends any
 *
 * How a source's webhook stands. "exists" says only that PostHog's side was made, which happens before the service is
 * asked: so only REGISTERED is good, and only after ABSENT may one be created without a person's word (DESIGN 6).
 */
typedef enum
{
  SLUICE_WEBHOOK_UNSUPPORTED,
  SLUICE_WEBHOOK_ABSENT,
  SLUICE_WEBHOOK_REGISTERED,
  SLUICE_WEBHOOK_INCOMPLETE,
  SLUICE_WEBHOOK_UNREGISTERED,
  SLUICE_WEBHOOK_DISABLED,
  SLUICE_WEBHOOK_UNCHECKED,
} SluiceWebhookState;

#define SLUICE_TYPE_WEBHOOK (sluice_webhook_get_type ())

/**
 * SluiceWebhook:
 *
 * What a server knows of a source's webhook (contract, section 12.1). Immutable. How one is made by hand stands in the
 * source type: sluice_source_type_get_webhook_setup_caption() and sluice_source_type_get_webhook_fields().
 */
G_DECLARE_FINAL_TYPE (SluiceWebhook, sluice_webhook, SLUICE, WEBHOOK, GObject)

/**
 * sluice_webhook_new_from_json:
 * @root: an answer of `webhook_info`
 * @error: return location for an error
 *
 * Reads the answer. A "supports_webhooks" or "exists" that is missing or no boolean is an error, of
 * `SLUICE_JSON_ERROR`: whoever took it for a no would register a second webhook. Anything else that cannot be read
 * makes the state %SLUICE_WEBHOOK_UNCHECKED at best.
 *
 * Returns: (transfer full) (nullable): a webhook, or %NULL
 */
SluiceWebhook *sluice_webhook_new_from_json (JsonNode *root, GError **error);

/**
 * sluice_webhook_get_state:
 * @self: a webhook
 *
 * Returns: how it stands
 */
SluiceWebhookState sluice_webhook_get_state (SluiceWebhook *self);

/**
 * sluice_webhook_get_exists:
 * @self: a webhook
 *
 * Returns: whether PostHog's side of it was made
 */
gboolean sluice_webhook_get_exists (SluiceWebhook *self);

/**
 * sluice_webhook_get_blocked_reason:
 * @self: a webhook
 *
 * Returns: (nullable): the server's words on why it cannot be made automatically
 */
const char *sluice_webhook_get_blocked_reason (SluiceWebhook *self);

/**
 * sluice_webhook_get_url:
 * @self: a webhook
 *
 * Returns: (nullable): the address that the service has to send to
 */
const char *sluice_webhook_get_url (SluiceWebhook *self);

/**
 * sluice_webhook_get_function_enabled:
 * @self: a webhook
 *
 * Returns: whether PostHog takes what is delivered
 */
gboolean sluice_webhook_get_function_enabled (SluiceWebhook *self);

/**
 * sluice_webhook_get_vendor_status:
 * @self: a webhook
 *
 * Returns: (nullable): the service's own word, such as "enabled"
 */
const char *sluice_webhook_get_vendor_status (SluiceWebhook *self);

/**
 * sluice_webhook_get_vendor_error:
 * @self: a webhook
 *
 * Returns: (nullable): why the service could not be asked
 */
const char *sluice_webhook_get_vendor_error (SluiceWebhook *self);

/**
 * sluice_webhook_get_missing_events:
 * @self: a webhook
 *
 * Returns: (array zero-terminated=1): names of the events that the service does not send though they are synced
 */
const char *const *sluice_webhook_get_missing_events (SluiceWebhook *self);

/**
 * sluice_webhook_has_input:
 * @self: a webhook
 * @name: the name of a field of the webhook's form
 *
 * Returns: whether the server has a value for it, which may be a secret that it does not show
 */
gboolean sluice_webhook_has_input (SluiceWebhook *self, const char *name);

/**
 * sluice_webhook_get_input:
 * @self: a webhook
 * @name: the name of a field of the webhook's form
 *
 * Returns: (nullable): the value that the server has; %NULL for none and for a secret
 */
const char *sluice_webhook_get_input (SluiceWebhook *self, const char *name);

/**
 * sluice_webhook_covers_table:
 * @self: a webhook
 * @table_id: the id of a source's table
 *
 * Returns: whether deliveries go to that table
 */
gboolean sluice_webhook_covers_table (SluiceWebhook *self, const char *table_id);

#define SLUICE_TYPE_WEBHOOK_CREATION (sluice_webhook_creation_get_type ())

/**
 * SluiceWebhookCreation:
 *
 * What came of creating a webhook (contract, section 12.2). Immutable.
 */
G_DECLARE_FINAL_TYPE (SluiceWebhookCreation, sluice_webhook_creation, SLUICE, WEBHOOK_CREATION, GObject)

/**
 * sluice_webhook_creation_new_from_json:
 * @root: an answer of `create_webhook`
 * @error: return location for an error
 *
 * Reads the answer. A "success" that is missing or no boolean is an error, of `SLUICE_JSON_ERROR`.
 *
 * Returns: (transfer full) (nullable): what came of it, or %NULL
 */
SluiceWebhookCreation *sluice_webhook_creation_new_from_json (JsonNode *root, GError **error);

/**
 * sluice_webhook_creation_get_success:
 * @self: what came of it
 *
 * Returns: whether the service took it; else it has to be made there by hand
 */
gboolean sluice_webhook_creation_get_success (SluiceWebhookCreation *self);

/**
 * sluice_webhook_creation_get_url:
 * @self: what came of it
 *
 * Returns: (nullable): the address that the service has to send to
 */
const char *sluice_webhook_creation_get_url (SluiceWebhookCreation *self);

/**
 * sluice_webhook_creation_get_error:
 * @self: what came of it
 *
 * Returns: (nullable): the server's words on why the service did not take it
 */
const char *sluice_webhook_creation_get_error (SluiceWebhookCreation *self);

/**
 * sluice_webhook_creation_get_pending_inputs:
 * @self: what came of it
 *
 * Gives what a person still has to enter though it was a success. Where it was none, all fields of the webhook's form
 * are wanted, whatever stands here.
 *
 * Returns: (array zero-terminated=1): names of fields
 */
const char *const *sluice_webhook_creation_get_pending_inputs (SluiceWebhookCreation *self);

#define SLUICE_TYPE_WEBHOOK_REMOVAL (sluice_webhook_removal_get_type ())

/**
 * SluiceWebhookRemoval:
 *
 * What came of deleting a webhook (contract, section 12.4). Immutable.
 */
G_DECLARE_FINAL_TYPE (SluiceWebhookRemoval, sluice_webhook_removal, SLUICE, WEBHOOK_REMOVAL, GObject)

/**
 * sluice_webhook_removal_new_from_json:
 * @root: an answer of `delete_webhook`
 * @error: return location for an error
 *
 * Reads the answer. One that does not clearly say that the service's side went means that it is still there.
 *
 * Returns: (transfer full) (nullable): what came of it, or %NULL
 */
SluiceWebhookRemoval *sluice_webhook_removal_new_from_json (JsonNode *root, GError **error);

/**
 * sluice_webhook_removal_get_complete:
 * @self: what came of it
 *
 * Returns: whether the service's side went too; else it has to be removed there by hand
 */
gboolean sluice_webhook_removal_get_complete (SluiceWebhookRemoval *self);

/**
 * sluice_webhook_removal_get_error:
 * @self: what came of it
 *
 * Returns: (nullable): the server's words on why the service's side is still there
 */
const char *sluice_webhook_removal_get_error (SluiceWebhookRemoval *self);

G_END_DECLS
