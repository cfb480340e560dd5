/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-request.h"
#include "sluice-practice.h"

G_BEGIN_DECLS

/* PostHog's side of webhooks: the delivery function of a source and what comes to it (contract, 12). Everything here
 * may be called on any thread but the main one, and blocks. */

/**
 * sluice_practice_webhooks_supported:
 * @practice: the workspace
 * @source_type: name of a source type
 *
 * Returns: whether sources of that type have webhooks
 */
gboolean sluice_practice_webhooks_supported (SluicePractice *practice, const char *source_type);

/**
 * sluice_practice_webhooks_check_plan:
 * @request: a request
 * @source_type: name of a source type
 * @schemas: (nullable): what stands under `schemas` in the payload of create
 *
 * Holds the chosen methods against what can come by webhook; a fault is answered.
 *
 * Returns: whether it can be created
 */
gboolean
sluice_practice_webhooks_check_plan (SluicePracticeRequest *request, const char *source_type, JsonNode *schemas);

/**
 * sluice_practice_webhooks_mark:
 * @source_type: name of a source type
 * @entry: a table that is about to be stored
 *
 * Notes whether it can come by webhook, and only so. What comes by webhook only is off until a person chooses it.
 */
void sluice_practice_webhooks_mark (const char *source_type, JsonObject *entry);

/**
 * sluice_practice_webhooks_describe:
 * @practice: the workspace
 * @source: a source as the store has it
 *
 * Returns: (transfer full): the answer of `webhook_info`
 */
JsonObject *sluice_practice_webhooks_describe (SluicePractice *practice, JsonObject *source);

/**
 * sluice_practice_webhooks_register:
 * @practice: the workspace
 * @source: a source as the store has it, whose type has webhooks
 * @inputs: (nullable): values of the webhook's form
 *
 * Makes the delivery function if there is none, and then has the service register an endpoint, whether there is one or
 * not. Events of the tables that come by webhook begin to arrive.
 *
 * Returns: (transfer full): the answer of `create_webhook`
 */
JsonObject *sluice_practice_webhooks_register (SluicePractice *practice, JsonObject *source, JsonObject *inputs);

/**
 * sluice_practice_webhooks_extend:
 * @practice: the workspace
 * @source: a source as the store has it
 * @table: name of a table that is to come by webhook
 *
 * Has the service send a table's events too: to the endpoint that is registered, else to a new one.
 *
 * Returns: (transfer full) (nullable): why it does not; %NULL if it does
 */
char *sluice_practice_webhooks_extend (SluicePractice *practice, JsonObject *source, const char *table);

/**
 * sluice_practice_webhooks_save_inputs:
 * @practice: the workspace
 * @source: a source as the store has it, that has a delivery function
 * @inputs: values of the webhook's form
 *
 * Saves them. What the service could not deliver without them it delivers now.
 *
 * Returns: whether the service took them; they are saved anyway
 */
gboolean sluice_practice_webhooks_save_inputs (SluicePractice *practice, JsonObject *source, JsonObject *inputs);

/**
 * sluice_practice_webhooks_remove:
 * @practice: the workspace
 * @source: a source as the store has it
 *
 * Removes the delivery function and the endpoints at the service.
 *
 * Returns: whether there was an endpoint that could be removed
 */
gboolean sluice_practice_webhooks_remove (SluicePractice *practice, JsonObject *source);

/**
 * sluice_practice_webhooks_emit:
 * @practice: the workspace
 * @source_type: name of a source type
 * @table: name of one of its tables
 * @count: how many
 *
 * Lets things happen at the service: to each endpoint that is enabled and hears of them it delivers them.
 *
 * Returns: how many deliveries were taken
 */
guint sluice_practice_webhooks_emit (SluicePractice *practice, const char *source_type, const char *table, guint count);

G_END_DECLS
