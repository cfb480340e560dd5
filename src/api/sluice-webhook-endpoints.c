/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>

#include "sluice-client-private.h"
#include "sluice-json.h"
#include "sluice-request.h"

#define SOURCES "external_data_sources"

static DexFuture *
read_webhook (JsonNode *root, GError **error)
{
  SluiceWebhook *webhook = sluice_webhook_new_from_json (root, error);

  return webhook != NULL ? dex_future_new_take_object (webhook) : NULL;
}

DexFuture *
sluice_client_get_webhook_info (SluiceClient *self, const char *source_id)
{
  SluiceRequest *request = NULL;

  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (source_id != NULL, NULL);

  request =
      sluice_request_new (self, SOUP_METHOD_GET, SLUICE_REQUEST_NONE, NULL, SOURCES, source_id, "webhook_info", NULL);
  sluice_request_set_ability (request, SLUICE_ABILITY_WEBHOOKS, source_id);

  return sluice_request_run (request, read_webhook);
}

static DexFuture *
read_creation (JsonNode *root, GError **error)
{
  SluiceWebhookCreation *creation = sluice_webhook_creation_new_from_json (root, error);

  return creation != NULL ? dex_future_new_take_object (creation) : NULL;
}

static DexFuture *
send_inputs (SluiceClient *self, const char *source_id, JsonNode *inputs, const char *action, SluiceReadFunc read)
{
  g_autoptr (JsonNode) body = sluice_json_take_object (json_object_new ());
  SluiceRequest *request = NULL;

  if (inputs != NULL)
    json_object_set_member (json_node_get_object (body), "inputs", json_node_copy (inputs));

  request = sluice_request_new (self, SOUP_METHOD_POST, SLUICE_REQUEST_LONG, body, SOURCES, source_id, action, NULL);
  sluice_request_set_ability (request, SLUICE_ABILITY_WEBHOOKS, source_id);

  return sluice_request_run (request, read);
}

DexFuture *
sluice_client_create_webhook (SluiceClient *self, const char *source_id, JsonNode *inputs)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (source_id != NULL, NULL);
  g_return_val_if_fail (inputs == NULL || JSON_NODE_HOLDS_OBJECT (inputs), NULL);

  return send_inputs (self, source_id, inputs, "create_webhook", read_creation);
}

DexFuture *
sluice_client_update_webhook_inputs (SluiceClient *self, const char *source_id, JsonNode *inputs)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (source_id != NULL, NULL);
  g_return_val_if_fail (inputs != NULL && JSON_NODE_HOLDS_OBJECT (inputs), NULL);

  return send_inputs (self, source_id, inputs, "update_webhook_inputs", NULL);
}

static DexFuture *
read_removal (JsonNode *root, GError **error)
{
  SluiceWebhookRemoval *removal = sluice_webhook_removal_new_from_json (root, error);

  return removal != NULL ? dex_future_new_take_object (removal) : NULL;
}

DexFuture *
sluice_client_delete_webhook (SluiceClient *self, const char *source_id)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (source_id != NULL, NULL);

  return send_inputs (self, source_id, NULL, "delete_webhook", read_removal);
}
