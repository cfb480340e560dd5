/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-webhooks.h"

G_BEGIN_DECLS

/* For the files that play webhooks. */

/* Whether something special was asked for of the source's webhook. */
gboolean sluice_practice_webhooks_has (SluicePractice *practice, JsonObject *source, const char *word);
const char *sluice_practice_webhooks_get_type_name (JsonObject *source);
/* The address of the delivery function; NULL when none was made. */
const char *sluice_practice_webhooks_get_url (JsonObject *source);
/* The webhook's form; NULL for none. */
JsonArray *sluice_practice_webhooks_get_fields (SluicePractice *practice, JsonObject *source);
/* Whether the service has no way to make webhooks. */
gboolean sluice_practice_webhooks_is_manual (SluicePractice *practice, JsonObject *source);
/* Why nobody even tries to make one; NULL when it is tried. */
const char *sluice_practice_webhooks_get_blocked_reason (SluicePractice *practice, JsonObject *source);
/* The source's tables that come by webhook. (transfer full) (element-type JsonObject) */
GPtrArray *sluice_practice_webhooks_list_tables (SluicePractice *practice, JsonObject *source);
/* The events of these tables, in order, each once. (transfer full) */
GStrv sluice_practice_webhooks_list_events (JsonObject *source, GPtrArray *tables);
/* Delivers what was refused before. */
void sluice_practice_webhooks_retry (SluicePractice *practice, JsonObject *source);
/* Whoever signs with it is known as the service. No secret is ever wrong, except the word “wrong”. */
gboolean sluice_practice_webhooks_has_right_secret (SluicePractice *practice, JsonObject *source);

G_END_DECLS
