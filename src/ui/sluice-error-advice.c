/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

#include "sluice-api-error.h"
#include "sluice-error-advice.h"
#include "sluice-pg-error.h"

/* Which box to tick, by the words that PostHog’s own page has for it. */
static const char *
get_scope_advice (const char *scope)
{
  if (scope == NULL)
    return _ ("This API key may not do that here. Use another key, or ask who manages the project.");
  if (g_str_equal (scope, "external_data_source:write"))
    return _ ("In PostHog, under Personal API keys, edit this key: tick “Write” for “External data source”. Then try "
              "again.");
  if (g_str_equal (scope, "external_data_source:read"))
    return _ ("In PostHog, under Personal API keys, edit this key: tick “Write” for “External data source”; “Read” "
              "alone sets nothing up. Then try again.");

  return _ ("In PostHog, under Personal API keys, edit this key: give it the scope named above. Then try again.");
}

static const char *
get_tls_advice (GTlsCertificateFlags errors)
{
  if (errors & G_TLS_CERTIFICATE_REVOKED)
    return _ ("Go no further, and ask whoever runs the server.");
  if (errors & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _ (
        "Check the address. If it is right, something else may have answered, such as a network that wants you to "
        "sign in first.");
  if (errors & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return _ (
        "If your company or this server has an authority of its own, install its certificate in the system, which "
        "a Flatpak uses too, then start Sluice again. Otherwise go no further: somebody may be listening in.");
  if (errors & (G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED))
    return _ ("Check this computer’s date and time. If they are right, whoever runs the server has to renew the "
              "certificate.");

  return _ ("The server’s certificate could not be verified. Check the address, this computer’s clock and its "
            "certificates.");
}

static const char *
get_network_advice (const GError *error)
{
  if (sluice_api_error_get_proxy (error) == NULL)
    return _ ("Check this computer’s connection, then try again.");
  if (sluice_api_error_get_status (error) == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED)
    return _ (
        "The proxy wants a password, which Sluice does not send. Ask for a way to this address without one, or let "
        "a proxy on this computer sign in for it.");
  if (sluice_api_error_get_status (error) != 0)
    return _ ("The proxy does not lead to this address. Ask whoever runs it.");

  return _ (
      "The system’s network settings, or the variable https_proxy, lead through this proxy. Check them, and that it "
      "runs.");
}

static const char *
get_protocol_advice (guint status)
{
  if (status >= 300 && status < 400)
    return _ ("Nothing was sent there: neither the API key nor what you typed. If PostHog has moved to that address, "
              "sign in with it.");
  /* A yes that is a page: somebody else said it. */
  if (status != 0)
    return _ ("Something else than PostHog may have answered, such as a proxy, or a network that wants you to sign in "
              "first. Open the address in a browser, then try again.");

  return _ ("Try again. If that does not help, check that the address is a PostHog server’s, and that Sluice is up to "
            "date.");
}

/* That a project has as many sources of a type as it may (contract, section 9.3). */
static gboolean
is_about_number (const GError *error)
{
  return strstr (error->message, "You can create at most") != NULL;
}

static const char *
get_api_advice (const GError *error)
{
  if (sluice_error_is_about_billing (error))
    return _ ("Change the plan or its limit in PostHog, or ask who may; then try again.");
  if (is_about_number (error))
    return _ ("Nothing was created, and what you chose is kept. Delete a source of this type that nobody needs any "
              "more, then try again.");

  switch ((SluiceApiError) error->code)
    {
    case SLUICE_API_ERROR_NETWORK:
      return get_network_advice (error);
    case SLUICE_API_ERROR_TIMEOUT:
      return _ ("The server took too long. Try again in a few minutes.");
    case SLUICE_API_ERROR_TLS:
      return get_tls_advice (sluice_api_error_get_certificate_errors (error));
    case SLUICE_API_ERROR_UNAUTHORIZED:
      return _ ("Check the API key: it may have been revoked, or belong to the other region. What you typed stays "
                "here.");
    case SLUICE_API_ERROR_FORBIDDEN:
      return get_scope_advice (sluice_api_error_get_scope (error));
    case SLUICE_API_ERROR_NOT_FOUND:
      return _ ("It is not there any more, or belongs to another project. Refresh and look again.");
    case SLUICE_API_ERROR_INVALID:
      return _ ("Change what the message names, then try again.");
    case SLUICE_API_ERROR_RATE_LIMITED:
      return _ ("The server asks for a pause. Wait a minute, then try again.");
    case SLUICE_API_ERROR_SERVER:
      return _ ("The fault is the server’s. Try again in a few minutes.");
    case SLUICE_API_ERROR_UNSUPPORTED:
      return _ ("It came with a newer version of PostHog. Whoever runs this server can update it.");
    case SLUICE_API_ERROR_PROTOCOL:
      return get_protocol_advice (sluice_api_error_get_status (error));
    default:
      return NULL;
    }
}

/* Of a database that this computer asks itself. */
static const char *
get_pg_advice (SluicePgError code)
{
  switch (code)
    {
    case SLUICE_PG_ERROR_CONNECT:
      return _ ("This computer does not reach the database, though PostHog may: copy the SQL instead, and run it where "
                "the database can be reached.");
    case SLUICE_PG_ERROR_LOGIN:
      return _ ("Check the user and the password on the Connect page.");
    case SLUICE_PG_ERROR_DATABASE:
      return _ ("Check the name of the database on the Connect page.");
    case SLUICE_PG_ERROR_PERMISSION:
      return _ ("The user may not read it. Grant SELECT on it, or read the estimates, which everybody may.");
    case SLUICE_PG_ERROR_TIMEOUT:
      return _ ("It takes longer than it was given. Allow it more time, or be content with the estimate.");
    case SLUICE_PG_ERROR_QUERY:
    default:
      return NULL;
    }
}

/* Of what Sluice keeps on this computer. */
static const char *
get_file_advice (int code)
{
  switch (code)
    {
    case G_FILE_ERROR_NOSPC:
      return _ ("Make some room on that disk, then try again.");
    case G_FILE_ERROR_ROFS:
      return _ ("That disk can only be read. Make it writable, then try again.");
    case G_FILE_ERROR_ACCES:
    case G_FILE_ERROR_PERM:
      return _ ("Sluice has to be allowed to write there. Change the rights of that folder, then try again.");
    case G_FILE_ERROR_EXIST:
    case G_FILE_ERROR_NOTDIR:
      return _ ("Something else stands where Sluice keeps its set-ups. Move it away, then try again.");
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
    return get_api_advice (error);
  if (error->domain == SLUICE_PG_ERROR)
    return get_pg_advice ((SluicePgError) error->code);
  if (error->domain == G_FILE_ERROR)
    return get_file_advice (error->code);

  return NULL;
}

gboolean
sluice_error_is_about_key (const GError *error)
{
  return g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_UNAUTHORIZED) ||
         g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_FORBIDDEN);
}

gboolean
sluice_error_is_about_billing (const GError *error)
{
  g_autofree char *words = NULL;

  if (error == NULL || error->domain != SLUICE_API_ERROR)
    return FALSE;

  words = g_utf8_strdown (error->message, -1);

  /* Tables, hosts and rights are called “billing” as well. */
  return sluice_api_error_get_status (error) == SOUP_STATUS_PAYMENT_REQUIRED || strstr (words, "billing limit") != NULL;
}
