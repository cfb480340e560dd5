/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "play-private.h"

static char *
dup_external_status (PlayWebhook *webhook)
{
  if (webhook->unreachable)
    return g_strdup ("{\"exists\": false, \"url\": null, \"enabled_events\": null, \"status\": null, \"error\": "
                     "\"" PLAY_WEBHOOK_FAULT "\"}");
  if (webhook->n_registered == 0)
    return g_strdup ("{\"exists\": false, \"url\": null, \"enabled_events\": null, \"status\": null, \"error\": null}");

  return g_strdup ("{\"exists\": true, \"url\": \"" PLAY_WEBHOOK_URL
                   "\", \"enabled_events\": [\"*\"], \"status\": \"enabled\", \"error\": null}");
}

/* The shapes of the contract, section 12.1. */
void
play_tell_webhook (Play *play, SoupServerMessage *message)
{
  PlayWebhook *webhook = &play->webhook;
  g_autofree char *status = dup_external_status (webhook);
  g_autofree char *missing =
      webhook->missing_event != NULL ? g_strdup_printf ("\"%s\"", webhook->missing_event) : g_strdup ("");
  g_autofree char *text = NULL;

  if (webhook->function_made)
    text = g_strdup_printf ("{\"supports_webhooks\": true, \"exists\": true, \"auto_creation_blocked_reason\": null, "
                            "\"hog_function\": {\"id\": \"f\", \"name\": \"Webhook\", \"enabled\": true, "
                            "\"status\": {\"state\": 1}}, \"webhook_url\": \"" PLAY_WEBHOOK_URL
                            "\", \"schema_mapping\": {}, \"inputs\": {%s}, \"external_status\": %s, "
                            "\"missing_events\": [%s]}",
                            webhook->has_secret ? "\"signing_secret\": {\"secret\": true}" : "", status, missing);
  else
    text =
        g_strdup ("{\"supports_webhooks\": true, \"exists\": false, \"auto_creation_blocked_reason\": null, "
                  "\"hog_function\": null, \"webhook_url\": null, \"schema_mapping\": {}, \"external_status\": null, "
                  "\"inputs\": {}, \"missing_events\": []}");
  play_answer (message, 200, text);
}

void
play_create_webhook (Play *play, SoupServerMessage *message)
{
  PlayWebhook *webhook = &play->webhook;

  webhook->function_made = TRUE;
  if (webhook->refuses)
    {
      play_answer (message, 200,
                   "{\"success\": false, \"webhook_url\": \"" PLAY_WEBHOOK_URL "\", \"error\": \"" PLAY_WEBHOOK_REFUSAL
                   "\", \"pending_inputs\": [\"signing_secret\"]}");
      return;
    }

  webhook->n_registered++;
  webhook->has_secret = !webhook->wants_secret;
  if (webhook->wants_secret)
    play_answer (message, 200,
                 "{\"success\": true, \"webhook_url\": \"" PLAY_WEBHOOK_URL
                 "\", \"error\": null, \"pending_inputs\": [\"signing_secret\"]}");
  else
    play_answer (message, 200,
                 "{\"success\": true, \"webhook_url\": \"" PLAY_WEBHOOK_URL
                 "\", \"error\": null, \"pending_inputs\": []}");
}
