/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-api-error.h"
#include "sluice-error-advice.h"

static const char *
get_api_advice (SluiceApiError code)
{
  switch (code)
    {
    case SLUICE_API_ERROR_NETWORK:
      return _ ("Check this computer’s connection, then try again.");
    case SLUICE_API_ERROR_TIMEOUT:
      return _ ("The server took too long. Naming one schema, or a user who sees fewer tables, makes it faster.");
    case SLUICE_API_ERROR_TLS:
      return _ ("The server’s certificate could not be verified. Check the address, this computer’s clock and its "
                "certificates.");
    case SLUICE_API_ERROR_UNAUTHORIZED:
      return _ ("Check the API key: it may have been revoked, or belong to the other region.");
    case SLUICE_API_ERROR_FORBIDDEN:
      return _ ("The API key may not do this. Give it the scope named above, or use another key.");
    case SLUICE_API_ERROR_NOT_FOUND:
      return _ ("It is not there any more, or belongs to another project. Refresh and look again.");
    case SLUICE_API_ERROR_INVALID:
      return _ ("Change what the message names, then try again.");
    case SLUICE_API_ERROR_RATE_LIMITED:
      return _ ("The server asks for a pause. Wait a minute, then try again.");
    case SLUICE_API_ERROR_SERVER:
      return _ ("The fault is the server’s. Try again in a few minutes.");
    case SLUICE_API_ERROR_PROTOCOL:
      return _ ("The answer could not be understood. Check that the address is a PostHog server’s.");
    default:
      return NULL;
    }
}

const char *
sluice_error_get_advice (const GError *error)
{
  if (error == NULL || sluice_error_is_cancelled (error))
    return NULL;
  if (error->domain == SLUICE_API_ERROR)
    return get_api_advice ((SluiceApiError) error->code);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return _ ("The disk is full. Make some room, then try again: nothing was created.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    return _ ("Sluice could not write to its data folder. Check the rights to it, then try again.");

  return NULL;
}
