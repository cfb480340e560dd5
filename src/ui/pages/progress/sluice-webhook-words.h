/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-plan-poll.h"
#include "sluice-webhook.h"

G_BEGIN_DECLS

/* How a webhook stands, in words that a person can act on. */

/**
 * sluice_webhook_words_get_posthog:
 * @webhook: a webhook
 *
 * Returns: translated: whether PostHog's side was made and takes what is delivered
 */
const char *sluice_webhook_words_get_posthog (SluiceWebhook *webhook);

/**
 * sluice_webhook_words_dup_service:
 * @webhook: a webhook
 *
 * Returns: (transfer full): translated: what the service has of it; its own words where it could not be asked
 */
char *sluice_webhook_words_dup_service (SluiceWebhook *webhook);

/**
 * sluice_webhook_words_get_right:
 * @source_type: a source type
 * @words: (nullable): why the webhook was not made, in the server's words
 *
 * Returns: (nullable): translated: which right the credential lacks; %NULL where the words speak of no right
 */
const char *sluice_webhook_words_get_right (SluiceSourceType *source_type, const char *words);

/**
 * sluice_webhook_words_dup_polling:
 * @plan: a plan with a webhook
 *
 * Returns: (transfer full): translated lines: what changes when its tables are polled instead
 */
char *sluice_webhook_words_dup_polling (SluicePlan *plan);

G_END_DECLS
