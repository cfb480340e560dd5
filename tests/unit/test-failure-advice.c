/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-failure-advice.h"
#include "unit-common.h"

#include <string.h>

/* Each wording of the contract, in its order, then what databases say; the values to look at; a word of the advice. */
static const struct
{
  const char *message;
  const char *fields;
  const char *advice;
} failures[] = {
  { "This host points to an internal or private IP address, which PostHog can't reach. Use a host that's reachable from "
    "the public internet.",
    "host", "SSH tunnel" },
  { "Couldn't resolve the host 'db.example.com'. Check that it's spelled correctly and reachable from the public "
    "internet.",
    "host", "spelling" },
  { "Enter a single hostname or IP address for the host, without a port, path, comma, space or trailing dot.", "host",
    "host alone" },
  { "Enter just the hostname in the host field, not a URL.", "host", "whole connection string" },
  { "The database rejected the username or password. Check the user and password for this source and try again.",
    "user auth_type/user password auth_type/password", "pooler" },
  { "Authentication type not recognised", "ssh_tunnel/auth", "key pair" },
  { "Username and password required", "ssh_tunnel/auth/username ssh_tunnel/auth/password", "tunnel" },
  { "Private key is required", "ssh_tunnel/auth/private_key", "private key" },
  { "Private key could not be parsed: unsupported format", "ssh_tunnel/auth/private_key", "passphrase" },
  { "Port must be a number between 1 and 65535", "port", "65535" },
  { "Port must be between 1 and 65535", "port", "65535" },
  { "Port 80 is not allowed", "port", "22" },
  { "Port 443 is not allowed", "port", "22" },
  { "CDC prerequisite checks are only supported for CDC enabled sources.", "", "near-real-time off" },
  { "Could not fetch schemas from source.", "user auth_type/user", "one schema" },
  { "Stripe rejected the API key. Check that it is a restricted key.", "auth_method/stripe_secret_key", "dashboard" },
  { "Stripe rejected the API key: Expired API Key provided.", "auth_method/stripe_secret_key", "expired" },
  { "Stripe credentials lack permissions for Invoice, Charge", "auth_method/stripe_secret_key", "“Read”" },
  { "connection to server at \"127.0.0.1\", port 1 failed: Connection refused\n\tIs the server running on that host and "
    "accepting TCP/IP connections?",
    "host port", "Nothing answers" },
  { "connection to server at \"10.0.0.1\", port 5432 failed: timeout expired", "host port", "firewall" },
  { "ERROR:  canceling statement due to statement timeout", "", "Naming one schema" },
  { "FATAL:  database \"shpo\" does not exist", "database", "upper and lower case" },
  { "FATAL:  role \"reader\" does not exist", "user auth_type/user", "does not know" },
  { "FATAL:  permission denied for database \"shop\"", "user auth_type/user", "CONNECT" },
  { "ERROR:  permission denied for schema sales", "user auth_type/user", "USAGE" },
  { "root@bastion: Permission denied (publickey,password).", "ssh_tunnel/auth/username ssh_tunnel/auth/password",
    "tunnel" },
  { "(1045, \"Access denied for user 'ada'@'1.2.3.4' (using password: YES)\")",
    "user auth_type/user password auth_type/password", "any host" },
  { "(1049, \"Unknown database 'shpo'\")", "database", "upper and lower case" },
  { "Login failed for user 'ada'.", "user auth_type/user password auth_type/password", "password" },
  { "250001: Incorrect username or password was specified.", "user auth_type/user password auth_type/password",
    "password" },
  { "403 Access Denied: Project p: User does not have bigquery.jobs.create permission in project p.", "key_file",
    "Job User" },
  { "FATAL:  sorry, too many clients already", "", "no connection left" },
  { "The SSH server rejected the SSH user 'tunnel'. Check the tunnel's username and password and try again.",
    "ssh_tunnel/auth/username ssh_tunnel/auth/password ssh_tunnel/auth/private_key", "authorized_keys" },
  { "The SSH server bastion, port 22, has another host key, SHA256:x, than the one it had before.",
    "ssh_tunnel/host ssh_tunnel/port", "in its place" },
  { "The SSH tunnel through bastion, port 22, could not be opened: connect to host bastion port 22: Connection refused",
    "ssh_tunnel/host ssh_tunnel/port", "of the tunnel" },
  { "The SSH tunnel is open, but from its server the database at db, port 5432, cannot be reached: Connection refused",
    "host port", "that the SSH server sees" },
};

static void
assert_advice (SluiceFailureAdvice advice, const char *fields, const char *words)
{
  g_autofree char *is = g_strjoinv (" ", (char **) advice.fields);

  g_assert_cmpstr (is, ==, fields);
  g_assert_nonnull (advice.sentence);
  g_assert_nonnull (strstr (advice.sentence, words));
}

static void
test_wordings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_test_message ("%s", failures[i].message);
      assert_advice (sluice_failure_advice_get (failures[i].message, NULL), failures[i].fields, failures[i].advice);
    }
  g_assert_true (sluice_failure_advice_get ("canceling statement due to statement timeout", NULL).wants_schema);
  g_assert_true (sluice_failure_advice_get ("Could not fetch schemas from source.", NULL).wants_schema);
  g_assert_false (sluice_failure_advice_get ("timeout expired", NULL).wants_schema);
}

/* Of what nobody knows nothing is made up; some words say all there is to say. */
static void
test_unknown (void)
{
  static const char *const messages[] = {
    "",
    "The flux capacitor is out of alignment.",
    "We couldn't validate those credentials. Check they're correct and have the required access, then try again.",
    "Invalid source config: Required field 'host' is missing",
    "The Foo source isn't available to connect yet. Choose a different source, or contact support if you were expecting "
    "it.",
    "does not exist: a database",
    "is not allowed: Port of Spain",
  };

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      SluiceFailureAdvice advice = sluice_failure_advice_get (messages[i], NULL);

      g_test_message ("%s", messages[i]);
      g_assert_null (advice.sentence);
      g_assert_null (advice.fields[0]);
      g_assert_false (advice.wants_schema);
    }
}

/* With a tunnel, host and port are its own, unless the message names the database’s host. */
static void
test_tunnel (void)
{
  g_autoptr (SluiceSourceType) type = unit_source_type ("Postgres");
  g_autoptr (SluiceForm) form = sluice_form_new (type);

  sluice_form_set_value (form, "host", "db.internal");
  sluice_form_set_value (form, "ssh_tunnel/host", "bastion.example.com");
  assert_advice (sluice_failure_advice_get ("Couldn't resolve the host 'bastion.example.com'.", form), "host", "host");
  sluice_form_set_value (form, "ssh_tunnel", "true");
  assert_advice (sluice_failure_advice_get ("Couldn't resolve the host 'bastion.example.com'.", form),
                 "ssh_tunnel/host", "host");
  assert_advice (sluice_failure_advice_get ("Couldn't resolve the host 'db.internal'.", form), "host", "host");
  assert_advice (sluice_failure_advice_get ("Port 80 is not allowed", form), "ssh_tunnel/port", "22");
  g_assert_nonnull (sluice_form_get_field (form, "ssh_tunnel/port"));
  g_assert_nonnull (sluice_form_get_field (form, "ssh_tunnel/auth"));
  g_assert_nonnull (sluice_form_get_field (form, "ssh_tunnel/auth/username"));
}

/* A service that is no database has no firewall, and nothing to GRANT. */
static void
test_no_database (void)
{
  static const char *const messages[] = { "The request timed out.",
                                          "The caller does not have permission: permission denied",
                                          "Connection refused" };
  g_autoptr (SluiceSourceType) sheets = unit_source_type ("GoogleSheets");
  g_autoptr (SluiceSourceType) bigquery = unit_source_type ("BigQuery");
  g_autoptr (SluiceForm) form = sluice_form_new (sheets);
  g_autoptr (SluiceForm) database = sluice_form_new (bigquery);

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_assert_null (sluice_failure_advice_get (messages[i], form).sentence);
      g_assert_nonnull (sluice_failure_advice_get (messages[i], database).sentence);
    }
  g_assert_nonnull (sluice_failure_advice_get ("Could not fetch schemas from source.", form).sentence);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/failure-advice/wordings", test_wordings);
  g_test_add_func ("/failure-advice/unknown", test_unknown);
  g_test_add_func ("/failure-advice/tunnel", test_tunnel);
  g_test_add_func ("/failure-advice/no-database", test_no_database);

  return g_test_run ();
}
