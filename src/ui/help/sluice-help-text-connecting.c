/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-help-text.h"

static const SluiceHelpBlock read_only_user[] = {
  PARAGRAPH (N_ (
      "A read-only user is a login of the database that may look at tables and change nothing. It is good to give PostHog one "
      "of its own: whatever happens to its password, your data cannot be altered with it, and it can be taken away "
      "without anybody else noticing.")),
  PARAGRAPH (N_ (
      "*Make a read-only user* on the page Connect writes the SQL for it, with the names from the form and a new password. An "
      "administrator of the database runs it; Sluice runs nothing. *Fill In This User* then puts both into the form.")),
  PARAGRAPH (N_ ("In PostgreSQL it is, in short:")),
  EXAMPLE ("CREATE ROLE posthog LOGIN PASSWORD '…';\n"
           "GRANT USAGE ON SCHEMA public TO posthog;\n"
           "GRANT SELECT ON ALL TABLES IN SCHEMA public TO posthog;\n"
           "ALTER DEFAULT PRIVILEGES IN SCHEMA public\n"
           "  GRANT SELECT ON TABLES TO posthog;"),
  PARAGRAPH (N_ (
      "The last statement is for tables that come later, and has to be run by whoever will make them. To let the user see some "
      "tables only, grant `SELECT` on those alone: the others are then not listed, or cannot be selected.")),
  PARAGRAPH (N_ ("Where a table has row-level security, the user sees only the rows that the policies show to it.")),
  END,
};

static const SluiceHelpBlock connection_string[] = {
  PARAGRAPH (N_ (
      "A connection string, or database URL, holds everything that a connection needs in one line. Hosting services "
      "have one to copy, often under “Connect”; in a project it stands in `DATABASE_URL`.")),
  EXAMPLE ("postgres://reader:secret@db.example.com:5432/shop"),
  PARAGRAPH (N_ (
      "That is: user `reader`, password `secret`, host `db.example.com`, port `5432`, database `shop`. *Paste Connection "
      "String* takes it from the clipboard and fills in all fields; pasting it into any field does the same, and *Undo* takes it "
      "back. Lines of `key=value` pairs and those of JDBC work, too.")),
  PARAGRAPH (N_ (
      "The password in it goes into its field, where it cannot be read, and nowhere else. It stays in the clipboard until you "
      "copy something else.")),
  END,
};

static const SluiceHelpBlock ssh_tunnel[] = {
  PARAGRAPH (N_ (
      "A database that cannot be reached from the internet can often be reached from another server that can, sometimes called "
      "a bastion or jump host. Through an SSH tunnel PostHog signs in at that server, and connects to the database from "
      "there.")),
  EXAMPLE ("PostHog  →  bastion.example.com:22  →  db.internal:5432"),
  TERM (N_ ("Host and port of the tunnel"),
        N_ ("The address of the SSH server, as seen from the internet. The port is 22 nearly "
            "always.")),
  TERM (N_ ("Host and port of the database"),
        N_ ("As the SSH server sees them: `localhost` there is the SSH server itself.")),
  TERM (N_ ("Signing in"),
        N_ ("By a password, or by a private key. Give PostHog a key of its own and add its public half to "
            "`authorized_keys` on the server. A key can have a passphrase.")),
  PARAGRAPH (N_ (
      "Rows cannot be [counted](help:rows) from this computer through a tunnel. The other ways to get the numbers work as "
      "always.")),
  END,
};

static const SluiceHelpBlock near_real_time[] = {
  PARAGRAPH (N_ (
      "CDC, change data capture, follows the log in which PostgreSQL writes every change anyway. Each insert, update and delete "
      "reaches the warehouse within minutes, and the tables are not read again and again.")),
  TERM (N_ ("Worth it"),
        N_ ("when data has to be fresh, when rows are deleted, or when large tables change a lot and have no good "
            "[cursor](help:cursor).")),
  TERM (N_ ("Not worth it"),
        N_ ("when once a day is enough. Incremental needs nothing to be prepared in the database.")),
  HEADING (N_ ("What it needs")),
  PARAGRAPH (N_ (
      "The database must write its log in enough detail (`wal_level = logical`), the user must be allowed to replicate, and every "
      "table needs a [primary key](help:primary-key). With the switch on, *Check Connection* looks at all of it and lists what is "
      "missing, each with the SQL that mends it. An administrator runs that; some of it takes a restart of the database.")),
  TERM (N_ ("Replication slot"),
        N_ ("How the database remembers what PostHog has read so far. While nobody reads, the log grows: this is what "
            "the two limits are about.")),
  TERM (
      N_ ("Publication"),
      N_ ("Which tables are followed. PostHog makes both by itself, and drops them with the source, unless you choose to do "
          "that yourself.")),
  TERM (N_ ("CDC tables"),
        N_ ("What arrives: one table with the rows as they are now, a log of all changes, or both.")),
  PARAGRAPH (N_ (
      "*Drop the slot when it gets critical* protects the database’s disk. The tables then have to be loaded again.")),
  END,
};

static const SluiceHelpBlock browser[] = {
  PARAGRAPH (N_ (
      "Hubspot, Salesforce, Google Ads and their like are connected by signing in at the service, in the browser. Sluice never sees "
      "the password.")),
  PARAGRAPH (N_ (
      "Accounts that are connected to the project already are offered first. *Use Another Account…* says whom to sign in as and in "
      "which project, opens PostHog’s page, and goes on by itself once the account is there.")),
  TERM (N_ ("I Have Connected It"), N_ ("Looks at once, and says what it finds.")),
  TERM (N_ ("Cancel"), N_ ("Loses nothing: what you finish in the browser afterwards is offered the next time.")),
  PARAGRAPH (N_ (
      "If the API key may not see connected accounts (`integration:read`), what you entered in the browser serves for this one "
      "source.")),
  END,
};

static const char *const after_read_only_user[] = { "connect", "near-real-time", NULL };
static const char *const after_connection_string[] = { "connect", "passwords", NULL };
static const char *const after_ssh_tunnel[] = { "connect", "rows", NULL };
static const char *const after_near_real_time[] = { "methods", "primary-key", "read-only-user", NULL };
static const char *const after_browser[] = { "sign-in", "connect", NULL };

const SluiceHelpTopic sluice_help_connecting[] = {
  { "read-only-user", N_ ("Read-Only User"), N_ ("What is a read-only user?"),
    N_ ("A login for PostHog that cannot change anything"), N_ ("role grant select rights permission SQL account"),
    read_only_user, after_read_only_user },
  { "connection-string", N_ ("Connection String"), N_ ("What is a connection string?"),
    N_ ("One line that fills in the whole form"), N_ ("URL DSN JDBC DATABASE_URL paste clipboard"), connection_string,
    after_connection_string },
  { "ssh-tunnel", N_ ("SSH Tunnel"), N_ ("What is an SSH tunnel?"), N_ ("Reaching a database in a private network"),
    N_ ("bastion jump host private key passphrase localhost firewall"), ssh_tunnel, after_ssh_tunnel },
  { "near-real-time", N_ ("Near-Real-Time (CDC)"), N_ ("What is near-real-time?"),
    N_ ("Following every change of a Postgres database"),
    N_ ("change data capture replication slot publication WAL logical real time"), near_real_time,
    after_near_real_time },
  { "browser", N_ ("Accounts in the Browser"), N_ ("How is an account connected?"),
    N_ ("Hubspot, Salesforce, Google Ads and their like"), N_ ("OAuth sign in integration account authorize"), browser,
    after_browser },
  { NULL },
};
