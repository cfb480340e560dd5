/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-failure-advice.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const no_fields[] = { NULL };
static const char *const login_fields[] = { "user", "auth_type/user", "password", "auth_type/password", NULL };
static const char *const host_fields[] = { "host", NULL };
static const char *const place_fields[] = { "host", "port", NULL };
static const char *const port_fields[] = { "port", NULL };
static const char *const database_fields[] = { "database", NULL };
static const char *const user_fields[] = { "user", "auth_type/user", NULL };
static const char *const schema_fields[] = { "schema", NULL };
static const char *const stripe_fields[] = { "auth_method/stripe_secret_key", NULL };
static const char *const key_file_fields[] = { "key_file", NULL };
static const char *const tunnel_host_fields[] = { "ssh_tunnel/host", NULL };
static const char *const tunnel_port_fields[] = { "ssh_tunnel/port", NULL };
static const char *const tunnel_method_fields[] = { "ssh_tunnel/auth", NULL };
static const char *const tunnel_login_fields[] = { "ssh_tunnel/auth/username", "ssh_tunnel/auth/password", NULL };
static const char *const tunnel_place_fields[] = { "ssh_tunnel/host", "ssh_tunnel/port", NULL };
static const char *const tunnel_auth_fields[] = { "ssh_tunnel/auth/username", "ssh_tunnel/auth/password",
                                                  "ssh_tunnel/auth/private_key", NULL };
static const char *const tunnel_key_fields[] = { "ssh_tunnel/auth/private_key", NULL };

/* What is said of more than one message */
#define LOGIN N_ ("Check the user and the password below.")
#define SPELLING N_ ("Check the spelling of the host. It must be a public name, not one of your network.")
#define NO_ANSWER N_ ("No answer. A firewall may be in the way: let PostHog’s addresses in, and check host and port.")
#define NO_ROUTE N_ ("This host cannot be reached. Check it, and the firewall in front of it.")
#define FULL N_ ("The database has no connection left. Close some, or try again in a few minutes.")
#define NO_DATABASE N_ ("Check the name of the database: upper and lower case count.")
#define TOO_LONG                                                                                                       \
  N_ ("Listing the tables took too long. Naming one schema, or a user who sees fewer tables, makes it faster.")

/* Pieces of a message, all of which are in it in this order, and what it means. The first one that fits decides: the
 * more special ones stand first. */
typedef struct
{
  const char *words;
  const char *more; /* nullable */
  const char *sentence;
  const char *const *fields;
  gboolean wants_schema;
} Rule;

/* The practice server's words for what the contract has none for. They may hold words of a database, too. */
static const Rule tunnel_rules[] = {
  { "The SSH server rejected", NULL,
    N_ ("Check the tunnel’s user, and its password or private key. For a key, the SSH server needs the public half in "
        "this user’s authorized_keys."),
    tunnel_auth_fields },
  { "The SSH server ", "another host key",
    N_ ("Ask whoever runs the SSH server. If nobody changed its key, something else may be answering in its place."),
    tunnel_place_fields },
  { "The SSH tunnel is open, but", NULL,
    N_ ("Host and port of the database are those that the SSH server sees. If the database runs on it, the host is "
        "127.0.0.1."),
    place_fields },
  { "The SSH tunnel through", NULL,
    N_ ("Check host and port of the tunnel, and that the SSH server is running and lets PostHog’s addresses in."),
    tunnel_place_fields },
};

/* PostHog’s own words: contract, sections 6.1, 8.1 and 14. */
static const Rule posthog_rules[] = {
  { "rejected the username or password", NULL,
    N_ ("Check the user and the password below. On Supabase’s pooler the user is postgres.<project>, not postgres."),
    login_fields },
  { "internal or private IP address", NULL,
    N_ ("PostHog connects from the internet. Use the database’s public host name, an SSH tunnel, or have it made "
        "reachable."),
    host_fields },
  { "Couldn't resolve the host", NULL, SPELLING, host_fields },
  { "Enter a single hostname", NULL,
    N_ ("Type the host alone, such as db.example.com. The port and the database have fields of their own."),
    host_fields },
  { "Enter just the hostname", NULL,
    N_ ("Type the host alone, or paste the whole connection string: it fills all the fields."), host_fields },
  { "Authentication type not recognised", NULL, N_ ("Choose how the tunnel logs in: by password or by key pair."),
    tunnel_method_fields },
  { "Username and password required", NULL, N_ ("Type the tunnel’s user and password."), tunnel_login_fields },
  { "Private key is required", NULL, N_ ("Paste the tunnel’s private key."), tunnel_key_fields },
  { "Private key could not be parsed", NULL,
    N_ ("Paste the whole private key, with its first and last line, and type its passphrase if it has one. A .ppk file "
        "of PuTTY has to be exported as an OpenSSH key first."),
    tunnel_key_fields },
  { "Port must be a number between", NULL, N_ ("Type the port alone: digits, 65535 at most."), port_fields },
  { "Port must be between", NULL, N_ ("Type the port alone: digits, 65535 at most."), port_fields },
  { "Port ", " is not allowed", N_ ("Web servers answer at this port. SSH mostly does at 22."), port_fields },
  { "Stripe rejected the API key", NULL,
    N_ ("Copy the key from Stripe’s dashboard again: one of this account that has not expired."), stripe_fields },
  { "Stripe credentials lack permissions for", NULL,
    N_ ("In Stripe’s dashboard, edit the key: give it “Read” for what the message names."), stripe_fields },
  { "CDC prerequisite checks are ", NULL, N_ ("Turn near-real-time off; the tables can sync incrementally."),
    no_fields },
  { "Could not fetch schemas from source", NULL,
    N_ ("PostHog got in, but could not list the tables. Check that the user may read them. With thousands of tables, "
        "name one schema."),
    user_fields, TRUE },
};

/* Those of databases, as far as they are passed on. */
static const Rule database_rules[] = {
  { "password authentication failed", NULL, LOGIN, login_fields },
  { "Access denied for user", NULL,
    N_ ("Check the user and the password below, and that the user may come from any host ('%')."), login_fields },
  { "Login failed for user", NULL, LOGIN, login_fields },
  { "Incorrect username or password", NULL, LOGIN, login_fields },
  { "no password supplied", NULL, N_ ("This user needs a password: type it below."), login_fields },
  { "database \"", "does not exist", NO_DATABASE, database_fields },
  { "Unknown database", NULL, NO_DATABASE, database_fields },
  { "role \"", "does not exist", N_ ("Check the user: the database does not know this one."), user_fields },
  { "schema \"", "does not exist", N_ ("Check the name of the schema, or leave it empty to see all."), schema_fields },
  { "could not translate host name", NULL, SPELLING, host_fields },
  { "Connection refused", NULL,
    N_ ("Nothing answers at this host and port. Check both, and that the database is running and listens to the network."),
    place_fields },
  { "statement timeout", NULL, TOO_LONG, no_fields, TRUE },
  { "timeout expired", NULL, NO_ANSWER, place_fields },
  { "timed out", NULL, NO_ANSWER, place_fields },
  { "No route to host", NULL, NO_ROUTE, place_fields },
  { "Network is unreachable", NULL, NO_ROUTE, place_fields },
  { "no pg_hba.conf entry", NULL,
    N_ ("The database does not let this user in from outside. Its pg_hba.conf needs a line for PostHog’s addresses."),
    user_fields },
  { "Permission denied (", NULL, N_ ("The tunnel’s server refuses the login. Check its user, and the password or key."),
    tunnel_login_fields },
  { "permission denied for database", NULL,
    N_ ("This user may not connect to this database. Grant it CONNECT, or use another user."), user_fields },
  { "permission denied", NULL,
    N_ ("This user may not read enough. Grant it USAGE on the schema and SELECT on the tables."), user_fields },
  { "bigquery.jobs.create", NULL, N_ ("Grant the account of the key file the role “BigQuery Job User”."),
    key_file_fields },
  { "bigquery.readsessions", NULL, N_ ("Grant the account of the key file the role “BigQuery Read Session User”."),
    key_file_fields },
  { "is not permitted to log in", NULL, N_ ("This role cannot log in. Give it LOGIN, or use another user."),
    user_fields },
  { "too many clients", NULL, FULL, no_fields },
  { "too many connections", NULL, FULL, no_fields },
  { "remaining connection slots", NULL, FULL, no_fields },
  { "starting up", NULL, N_ ("The database is just starting. Try again in a moment."), no_fields },
  { "shutting down", NULL, N_ ("The database is being stopped. Start it, then try again."), no_fields },
  { "does not support SSL", NULL, N_ ("Turn on TLS on the database’s side: PostHog connects with TLS only."),
    no_fields },
  { "server closed the connection", NULL,
    N_ ("Something answered and hung up. Check that host and port are the database’s own."), place_fields },
  { "received invalid response", NULL, N_ ("What answers there is not a Postgres server. Check host and port."),
    place_fields },
};

static const Rule *
find_rule (const Rule *rules, gsize n_rules, const char *message)
{
  for (gsize i = 0; i < n_rules; i++)
    {
      const char *at = strstr (message, rules[i].words);

      if (at != NULL && (rules[i].more == NULL || strstr (at, rules[i].more) != NULL))
        return &rules[i];
    }

  return NULL;
}

/* Through a tunnel it is the tunnel that PostHog reaches, unless the message names the database’s host. */
static const char *const *
find_fields (const Rule *rule, const char *message, SluiceForm *form)
{
  const char *host;

  if (form == NULL || !g_str_equal (sluice_form_get_value (form, "ssh_tunnel"), "true"))
    return rule->fields;
  if (rule->fields == port_fields)
    return tunnel_port_fields;

  host = sluice_form_get_value (form, "host");
  if (rule->fields == host_fields && (*host == '\0' || strstr (message, host) == NULL))
    return tunnel_host_fields;

  return rule->fields;
}

/* “Permission denied” of a spreadsheet is mended by no GRANT, and a service’s “timed out” by no firewall of one’s own.
 */
static gboolean
may_be_database (SluiceForm *form)
{
  return form == NULL || sluice_source_type_is_database (sluice_form_get_source_type (form)) ||
         sluice_form_get_field (form, "host") != NULL;
}

SluiceFailureAdvice
sluice_failure_advice_get (const char *message, SluiceForm *form)
{
  const Rule *rule;

  g_return_val_if_fail (message != NULL, ((SluiceFailureAdvice) { NULL, no_fields }));
  g_return_val_if_fail (form == NULL || SLUICE_IS_FORM (form), ((SluiceFailureAdvice) { NULL, no_fields }));

  rule = find_rule (tunnel_rules, G_N_ELEMENTS (tunnel_rules), message);
  if (rule == NULL)
    rule = find_rule (posthog_rules, G_N_ELEMENTS (posthog_rules), message);
  if (rule == NULL && may_be_database (form))
    rule = find_rule (database_rules, G_N_ELEMENTS (database_rules), message);
  if (rule == NULL)
    return (SluiceFailureAdvice) { NULL, no_fields };

  return (SluiceFailureAdvice) { _ (rule->sentence), find_fields (rule, message, form), rule->wants_schema };
}
