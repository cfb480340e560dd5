/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-api-error.h"
#include "sluice-connect-advice.h"
#include "sluice-error-advice.h"

static const char *const no_fields[] = { NULL };
static const char *const login_fields[] = { "user", "password", NULL };
static const char *const host_fields[] = { "host", NULL };
static const char *const place_fields[] = { "host", "port", NULL };
static const char *const database_fields[] = { "database", NULL };
static const char *const user_fields[] = { "user", NULL };
static const char *const schema_fields[] = { "schema", NULL };

/* A piece of a message, and what it means. The first one that is found decides: the more special ones stand first. */
static const struct
{
  const char *words;
  const char *sentence;
  const char *const *fields;
} rules[] = {
  { "rejected the username or password",
    N_ ("Check the user and the password below. On Supabase’s pooler the user is postgres.<project>, not postgres."),
    login_fields },
  { "password authentication failed", N_ ("Check the user and the password below."), login_fields },
  { "no password supplied", N_ ("This user needs a password: type it below."), login_fields },
  { "internal or private IP address",
    N_ ("PostHog connects from the internet. Use the database’s public host name, or have it made reachable."),
    host_fields },
  { "Couldn't resolve the host",
    N_ ("Check the spelling of the host. It must be a public name, not one of your network."), host_fields },
  { "could not translate host name",
    N_ ("Check the spelling of the host. It must be a public name, not one of your network."), host_fields },
  { "Enter a single hostname",
    N_ ("Type the host alone, such as db.example.com. The port and the database have fields of their own."),
    host_fields },
  { "Enter just the hostname",
    N_ ("Type the host alone, or paste the whole connection string: it fills all the fields."), host_fields },
  { "Connection refused",
    N_ ("Nothing answers at this host and port. Check both, and that the database is running and listens to the network."),
    place_fields },
  { "timeout expired",
    N_ ("No answer. A firewall may be in the way: let PostHog’s addresses in, and check host and port."),
    place_fields },
  { "timed out", N_ ("No answer. A firewall may be in the way: let PostHog’s addresses in, and check host and port."),
    place_fields },
  { "No route to host", N_ ("This host cannot be reached. Check it, and the firewall in front of it."), place_fields },
  { "Network is unreachable", N_ ("This host cannot be reached. Check it, and the firewall in front of it."),
    place_fields },
  { "no pg_hba.conf entry",
    N_ ("The database does not let this user in from outside. Its pg_hba.conf needs a line for PostHog’s addresses."),
    user_fields },
  { "permission denied for database",
    N_ ("This user may not connect to this database. Grant it CONNECT, or use another user."), user_fields },
  { "permission denied", N_ ("This user may not read enough. Grant it USAGE on the schema and SELECT on the tables."),
    user_fields },
  { "is not permitted to log in", N_ ("This role cannot log in. Give it LOGIN, or use another user."), user_fields },
  { "too many clients", N_ ("The database has no connection left. Close some, or try again in a few minutes."),
    no_fields },
  { "too many connections", N_ ("The database has no connection left. Close some, or try again in a few minutes."),
    no_fields },
  { "remaining connection slots",
    N_ ("The database has no connection left. Close some, or try again in a few minutes."), no_fields },
  { "starting up", N_ ("The database is just starting. Try again in a moment."), no_fields },
  { "shutting down", N_ ("The database is being stopped. Start it, then try again."), no_fields },
  { "does not support SSL", N_ ("Turn on TLS on the database’s side: PostHog connects with TLS only."), no_fields },
  { "server closed the connection",
    N_ ("Something answered and hung up. Check that host and port are the database’s own."), place_fields },
  { "received invalid response", N_ ("What answers there is not a Postgres server. Check host and port."),
    place_fields },
};

static gboolean
is_missing (const char *message, const char *what)
{
  const char *at = strstr (message, what);

  return at != NULL && strstr (at, "does not exist") != NULL;
}

static SluiceConnectAdvice
get_source_advice (const char *message)
{
  if (is_missing (message, "database \""))
    return (SluiceConnectAdvice) { _ ("Check the name of the database: upper and lower case count."), database_fields };
  if (is_missing (message, "role \""))
    return (SluiceConnectAdvice) { _ ("Check the user: the database does not know this one."), user_fields };
  if (is_missing (message, "schema \""))
    return (SluiceConnectAdvice) { _ ("Check the name of the schema, or leave it empty to see all."), schema_fields };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (strstr (message, rules[i].words) != NULL)
      return (SluiceConnectAdvice) { _ (rules[i].sentence), rules[i].fields };

  return (SluiceConnectAdvice) { NULL, no_fields };
}

SluiceConnectAdvice
sluice_connect_advice_get (const GError *error)
{
  SluiceConnectAdvice advice = { NULL, no_fields };

  if (error == NULL || sluice_error_is_cancelled (error))
    return advice;

  /* Our own finding: the connection is good, but there is nothing to copy. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return (SluiceConnectAdvice) {
      _ ("Check the names of the database and the schema, and that this user may see the tables: grant it USAGE on the "
         "schema and SELECT on the tables."),
      database_fields,
    };

  if (g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_INVALID))
    advice = get_source_advice (error->message);
  if (g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_TIMEOUT))
    return (SluiceConnectAdvice) {
      _ ("Listing the tables took too long. Naming one schema, or a user who sees fewer tables, makes it faster."),
      no_fields,
    };
  if (advice.sentence == NULL)
    advice.sentence = sluice_error_get_advice (error);

  return advice;
}
