/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-help-text.h"

/* Translators: in all of the help, *…* is what stands on a button or page, which has to be what you call it there; `…`
 * stays as it is; in [words](help:name) only the words are yours. */
static const SluiceHelpBlock basics[] = {
  PARAGRAPH (
      N_ ("Sluice sets up *sources* for a PostHog data warehouse. A source is a database, or an account of a service "
          "such as Stripe. PostHog copies its tables at regular intervals, so that they can be queried with SQL "
          "beside your events.")),
  PARAGRAPH (N_ ("Adding a source takes six pages:")),
  TERM (N_ ("Source"), N_ ("What kind of source it is. [More](help:source)")),
  TERM (N_ ("Connect"), N_ ("Its address and password, which are checked at once. [More](help:connect)")),
  TERM (N_ ("Tables"), N_ ("Which tables are copied, and how each of them is. [More](help:tables)")),
  TERM (N_ ("Name and schedule"),
        N_ ("What the tables will be called in SQL, and how often they sync. [More](help:name)")),
  TERM (N_ ("Review"), N_ ("All of it in words and numbers, before anything happens. [More](help:review)")),
  TERM (N_ ("Progress"), N_ ("How the first rows arrive, table by table. [More](help:progress)")),
  PARAGRAPH (
      N_ ("Up to *Create Source* on the page Review nothing is created, and you can go back to any page. Nothing that "
          "you choose is lost, also when the window is closed: [Home](help:home) has it.")),
  PARAGRAPH (N_ (
      "Sluice reads your database and never writes to it. Where something has to be changed there, it shows the SQL "
      "for you to run.")),
  HEADING (N_ ("Words")),
  TERM (N_ ("Sync"), N_ ("One copying of a table. The first one is the *first load*.")),
  TERM (N_ ("Sync method"), N_ ("Which rows a sync copies: all of them, or what is new. [More](help:methods)")),
  TERM (N_ ("Plan"), N_ ("Everything that was chosen for one source. It can be saved in a file. [More](help:plans)")),
  END,
};

static const SluiceHelpBlock practice[] = {
  PARAGRAPH (
      N_ ("The practice workspace is a small server on this computer that speaks PostHog’s interface. It needs no "
          "account, and nothing leaves the computer. Everything works there as it does in a real project, so it is the "
          "place to try things out.")),
  PARAGRAPH (
      N_ ("*Try Without an Account* on the first page opens it, and so does *Projects* in the header bar of Home, or "
          "`sluice --practice` in a terminal.")),
  TERM (
      N_ ("Sample database"),
      N_ ("A PostgreSQL with a shop of 14 tables, from five rows to a million. *Fill In the Sample Database* on the page "
          "Connect fills in its address. In a Flatpak no database can be started: connect one of your own, or a played "
          "source.")),
  TERM (
      N_ ("A database of your own"),
      N_ ("Postgres sources are real. The password, the tables and their rows are the database’s own, and a source that you "
          "create copies its rows into a file that can be queried.")),
  TERM (
      N_ ("Played sources"),
      N_ ("Stripe and all other kinds are played. Whatever is filled in is right, except the word “wrong”; their tables are "
          "those that the real ones have, and their rows are invented.")),
  END,
};

static const SluiceHelpBlock sign_in[] = {
  PARAGRAPH (N_ (
      "A *personal API key* lets Sluice act for you in PostHog. It begins with `phx_`. *Make a Key* opens the page of "
      "PostHog where keys are made: Settings → Personal API keys. The project’s own key, which your website uses, "
      "only sends events and cannot be used here.")),
  HEADING (N_ ("What the key must be allowed to do")),
  TERM ("external_data_source:write",
        N_ ("Needed: to list the tables of a source, to make it, to set how it syncs and to watch its first sync.")),
  TERM ("user:read",
        N_ ("To find your projects. Without it you type the project’s number, which stands in PostHog’s "
            "address after “/project/”.")),
  TERM ("integration:read", N_ ("Optional: to choose an account that is connected already, such as Hubspot’s.")),
  TERM ("query:read", N_ ("Optional: to look at the first rows once they have arrived.")),
  PARAGRAPH (
      N_ ("The key may be limited to one project or one organization. Sluice tries out what it may do before it keeps "
          "the key, and changes nothing while doing so.")),
  HEADING (N_ ("Where is your project?")),
  PARAGRAPH (N_ (
      "The address of PostHog in your browser says it: `us.posthog.com` is the US cloud, `eu.posthog.com` the EU "
      "cloud, anything else a server of one’s own. A key that one cloud does not know is tried at the other one, and "
      "sent to nobody else.")),
  PARAGRAPH (
      N_ ("PostHog shows a key only once, when it is made. If it is lost, make another one. The key is kept in the "
          "[keyring](help:passwords), and *Sign Out* in the menu Projects removes it from there.")),
  END,
};

static const SluiceHelpBlock home[] = {
  PARAGRAPH (N_ (
      "Home lists the sources of the project: those of yours and of everybody else. *Add Source* begins a new one.")),
  HEADING (N_ ("Groups")),
  TERM (
      N_ ("Unfinished"),
      N_ ("Set-ups that were left before they were done. *Resume* goes on where you were; the connection is checked again "
          "first. Nothing is ever sent a second time by itself. One that is open in another window of Sluice is left alone.")),
  TERM (N_ ("In Progress"), N_ ("Set-ups that go on right now. *Show* brings their page back.")),
  TERM (N_ ("Needs attention"), N_ ("Sources of which a table failed, or that wait for something.")),
  TERM (N_ ("Healthy"), N_ ("All others.")),
  HEADING (N_ ("States")),
  TERM (N_ ("Not synced yet"), N_ ("Nothing has been copied so far.")),
  TERM (N_ ("Running"), N_ ("Rows are being copied. The first time this takes seconds to hours.")),
  TERM (N_ ("Completed"), N_ ("The last sync went well. The next one comes by the schedule.")),
  TERM (N_ ("Failed"),
        N_ ("The last sync stopped with an error. The details of the source have the server’s words; often a "
            "password has changed or a column is gone.")),
  TERM (N_ ("Paused"), N_ ("Somebody has paused it. It stays so until it is resumed.")),
  TERM (N_ ("Billing limit reached"),
        N_ ("The organization’s limit for rows is used up. Syncs go on when it is raised, or next month.")),
  PARAGRAPH (N_ (
      "A press on a source opens its details: each table with its state and when it last synced. *Sync Now* starts a "
      "sync without waiting for the schedule.")),
  END,
};

static const char *const after_basics[] = { "practice", "methods", "cost", NULL };
static const char *const after_practice[] = { "connect", "rows", NULL };
static const char *const after_sign_in[] = { "passwords", "practice", "trouble", NULL };
static const char *const after_home[] = { "progress", "background", "trouble", NULL };

const SluiceHelpTopic sluice_help_start[] = {
  { "basics", N_ ("What Sluice Does"), NULL, N_ ("Sources, tables and syncs, in a few words"),
    N_ ("introduction overview start data warehouse PostHog"), basics, after_basics },
  { "practice", N_ ("Practice Workspace"), N_ ("What is the practice workspace?"),
    N_ ("Trying everything out without an account"), N_ ("demo test sample shop try"), practice, after_practice },
  { "sign-in", N_ ("API Key"), N_ ("Which key do I need?"),
    N_ ("Which one Sluice needs, and what it must be allowed to do"),
    N_ ("sign in login scope token personal project region cloud self-hosted"), sign_in, after_sign_in },
  { "home", N_ ("Home"), N_ ("What do the states mean?"), N_ ("Your sources, and what their states mean"),
    N_ ("source list status resume discard unfinished"), home, after_home },
  { NULL },
};
