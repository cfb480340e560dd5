/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-older-server.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "sluice-client-private.h"
#include "sluice-request.h"

#define SOURCES "external_data_sources"

/* Whether something that is read is there. Unknown when somebody else answers, or says nothing of it. */
static SluiceTri
look (SluiceRequest *request, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) body = sluice_request_fetch (request, &local_error);

  if (body != NULL)
    return SLUICE_TRI_YES;
  if (sluice_api_error_is_no_such_path (local_error))
    return SLUICE_TRI_NO;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return SLUICE_TRI_UNKNOWN;
}

static SluiceTri
look_below (SluiceClient *client, const char *root, GError **error)
{
  g_autoptr (SluiceRequest) request =
      sluice_request_new (client, SOUP_METHOD_GET, SLUICE_REQUEST_NONE, NULL, SOURCES, NULL);

  sluice_request_set_root (request, root);
  sluice_request_set_query (request, "limit=1");

  return look (request, error);
}

/* An answer of any kind says that the server is there. */
static gboolean
was_answered (const GError *error)
{
  return sluice_api_error_get_status (error) != 0;
}

gboolean
sluice_older_server_find_root (SluiceClient *client, GError **error)
{
  static const char *const roots[] = { "projects", "environments" };
  g_autoptr (GError) local_error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      SluiceTri there = look_below (client, roots[i], &local_error);

      if (there == SLUICE_TRI_YES)
        sluice_client_settle_root (client, roots[i], TRUE);
      if (there != SLUICE_TRI_NO)
        break;
      if (i + 1 == G_N_ELEMENTS (roots))
        sluice_client_settle_root (client, roots[0], FALSE);
    }
  if (local_error == NULL || was_answered (local_error))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static const char *
get_words (SluiceAbility ability)
{
  switch (ability)
    {
    case SLUICE_ABILITY_CHECK_CDC:
      return _ ("This server is older, and cannot check what near-real-time needs.");
    case SLUICE_ABILITY_CONNECT_LINK:
      return _ ("This server is older, and has no page that Sluice could lead to.");
    case SLUICE_ABILITY_INTEGRATIONS:
    case SLUICE_ABILITY_STORED_CREDENTIALS:
    case SLUICE_ABILITY_ACCOUNTS:
      return _ ("This server is older, and does not list connected accounts.");
    case SLUICE_ABILITY_JOBS:
      return _ ("This server is older, and does not tell how many rows a sync has read.");
    case SLUICE_ABILITY_WEBHOOKS:
      return _ ("This server is older, and webhooks are not set up from here.");
    /* These two have another way, and are never told of. */
    case SLUICE_ABILITY_CHECK_PREFIX:
    case SLUICE_ABILITY_UPDATE_MANY:
    case SLUICE_ABILITY_NONE:
    default:
      return _ ("This server is older, and cannot do that.");
    }
}

GError *
sluice_older_server_make_error (SluiceAbility ability)
{
  return g_error_new_literal (SLUICE_API_ERROR, SLUICE_API_ERROR_UNSUPPORTED, get_words (ability));
}

/* A path with the source's id in it says "Not found." of either. */
static gboolean
has_source (SluiceClient *client, const char *source_id)
{
  g_autoptr (SluiceRequest) request =
      sluice_request_new (client, SOUP_METHOD_GET, SLUICE_REQUEST_NONE, NULL, SOURCES, source_id, NULL);

  return look (request, NULL) == SLUICE_TRI_YES;
}

GError *
sluice_older_server_explain (SluiceClient *client, SluiceAbility ability, const char *source_id, GError *refusal)
{
  if (ability == SLUICE_ABILITY_NONE || !sluice_api_error_is_no_such_path (refusal))
    return refusal;
  /* Where there are no sources at all it is the project that is missing, not the endpoint. */
  if (source_id != NULL ? !has_source (client, source_id) : !sluice_client_get_root_found (client))
    return refusal;

  g_error_free (refusal);
  sluice_client_note_lack (client, ability);

  return sluice_older_server_make_error (ability);
}
