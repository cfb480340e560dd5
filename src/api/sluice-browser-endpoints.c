/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "sluice-client-private.h"
#include "sluice-json.h"
#include "sluice-request.h"

/* What is connected or entered in the browser, and what can be chosen then (contract, section 15). */

#define SOURCES "external_data_sources"

/* With a query of pairs of names and values; a NULL value is left out. */
static SluiceRequest *
set_parameters (SluiceRequest *request, const char *const *pairs)
{
  g_autoptr (GString) query = g_string_new (NULL);

  for (; pairs[0] != NULL; pairs += 2)
    if (pairs[1] != NULL)
      sluice_query_append (query, pairs[0], pairs[1]);
  sluice_request_set_query (request, query->str);

  return request;
}

static gpointer
make_integration (JsonObject *object, GError **error)
{
  return sluice_integration_new_from_json (object, error);
}

static DexFuture *
read_integrations (JsonNode *root, GError **error)
{
  JsonObject *object = sluice_json_require_object (root, _ ("the answer"), error);

  return object != NULL ? sluice_list_read (json_object_get_member (object, "results"), SLUICE_TYPE_INTEGRATION,
                                            make_integration, error) :
                          NULL;
}

DexFuture *
sluice_client_list_integrations (SluiceClient *self, const char *kind)
{
  SluiceRequest *request = NULL;
  const char *const parameters[] = { "limit", "100", "kind", kind, NULL };

  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  request = sluice_request_new (self, SOUP_METHOD_GET, SLUICE_REQUEST_NONE, NULL, "integrations", NULL);
  sluice_request_set_ability (request, SLUICE_ABILITY_INTEGRATIONS, NULL);

  return sluice_request_run (set_parameters (request, parameters), read_integrations);
}

static DexFuture *
read_connect_link (JsonNode *root, GError **error)
{
  JsonObject *object = sluice_json_require_object (root, _ ("the answer"), error);
  SluiceConnectLink *link = object != NULL ? sluice_connect_link_new_from_json (object, error) : NULL;

  return link != NULL ? dex_future_new_take_object (link) : NULL;
}

DexFuture *
sluice_client_get_connect_link (SluiceClient *self, const char *source_type)
{
  SluiceRequest *request = NULL;
  const char *const parameters[] = { "source_type", source_type, NULL };

  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (source_type != NULL, NULL);

  request = sluice_request_new (self, SOUP_METHOD_GET, SLUICE_REQUEST_NONE, NULL, SOURCES, "connect_link", NULL);
  sluice_request_set_ability (request, SLUICE_ABILITY_CONNECT_LINK, NULL);

  return sluice_request_run (set_parameters (request, parameters), read_connect_link);
}

static gpointer
make_credential (JsonObject *object, GError **error)
{
  return sluice_stored_credential_new_from_json (object, error);
}

static DexFuture *
read_credentials (JsonNode *root, GError **error)
{
  return sluice_list_read (root, SLUICE_TYPE_STORED_CREDENTIAL, make_credential, error);
}

DexFuture *
sluice_client_list_stored_credentials (SluiceClient *self, const char *source_type)
{
  SluiceRequest *request = NULL;
  const char *const parameters[] = { "source_type", source_type, NULL };

  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (source_type != NULL, NULL);

  request = sluice_request_new (self, SOUP_METHOD_GET, SLUICE_REQUEST_NONE, NULL, SOURCES, "stored_credentials", NULL);
  sluice_request_set_ability (request, SLUICE_ABILITY_STORED_CREDENTIALS, NULL);

  return sluice_request_run (set_parameters (request, parameters), read_credentials);
}

static gpointer
make_account (JsonObject *object, GError **error)
{
  return sluice_reached_account_new_from_json (object, error);
}

static DexFuture *
read_accounts (JsonNode *root, GError **error)
{
  JsonObject *object = sluice_json_require_object (root, _ ("the answer"), error);

  return object != NULL ? sluice_list_read (json_object_get_member (object, "accounts"), SLUICE_TYPE_REACHED_ACCOUNT,
                                            make_account, error) :
                          NULL;
}

DexFuture *
sluice_client_list_oauth_accounts (SluiceClient *self,
                                   const char *source_type,
                                   const char *integration_id,
                                   const char *search)
{
  SluiceRequest *request = NULL;
  const char *const parameters[] = { "source_type", source_type, "integration_id", integration_id, "search",
                                     search,        NULL };

  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (source_type != NULL, NULL);
  g_return_val_if_fail (integration_id != NULL, NULL);

  request = sluice_request_new (self, SOUP_METHOD_GET, SLUICE_REQUEST_NONE, NULL, SOURCES, "oauth_accounts", NULL);
  sluice_request_set_ability (request, SLUICE_ABILITY_ACCOUNTS, NULL);

  return sluice_request_run (set_parameters (request, parameters), read_accounts);
}

DexFuture *
sluice_client_list_credential_accounts (SluiceClient *self, JsonNode *flat_body)
{
  SluiceRequest *request = NULL;

  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (flat_body != NULL, NULL);

  request =
      sluice_request_new (self, SOUP_METHOD_POST, SLUICE_REQUEST_LONG, flat_body, SOURCES, "credential_accounts", NULL);

  return sluice_request_run (request, read_accounts);
}
