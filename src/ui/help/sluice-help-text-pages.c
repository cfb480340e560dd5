/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-help-text.h"

static const SluiceHelpBlock source[] = {
  PARAGRAPH (N_ ("Choose what the data comes from. A press on a tile goes on.")),
  PARAGRAPH (
      N_ ("Type a name, a vendor or a kind, such as “postgres”, “payments” or “database”; the best matches come first. "
          "The categories beside the tiles narrow the list and say how many there are in each.")),
  TERM (N_ ("Already connected"),
        N_ ("The project has a source of this kind. It can have another one, whose tables then get "
            "a [prefix](help:prefix).")),
  TERM (N_ ("Previews"), N_ ("Kinds that PostHog is still trying out. They are hidden until *Show previews* is on.")),
  TERM (N_ ("Coming soon"), N_ ("Kinds that PostHog has announced. They cannot be connected yet.")),
  TERM (N_ ("In the browser"),
        N_ ("Kinds that are not connected with a password but by signing in at the service. "
            "[More](help:browser)")),
  END,
};

static const SluiceHelpBlock connect[] = {
  PARAGRAPH (
      N_ ("The form has the fields that this kind of source asks for: what is needed first, the rest under *Optional*. "
          "*Check Connection* tries them out and reads the list of tables. Nothing is created by that.")),
  PARAGRAPH (N_ (
      "It is PostHog that connects, from its own servers, now and at every sync. So a database has to be reachable from "
      "the internet, or through an [SSH tunnel](help:ssh-tunnel); an address such as `localhost` or "
      "`192.168.1.20` is one that only your computer knows. Where a firewall stands before the database, let the "
      "addresses through that the page lists.")),
  TERM (N_ ("User and password"), N_ ("Best those of a user who can only read. [More](help:read-only-user)")),
  TERM (N_ ("Schema"),
        N_ ("One schema of the database, such as “public”. Left empty, all are read, and the name of every table "
            "carries its schema: `public.orders`.")),
  TERM (N_ ("Connection string"), N_ ("One line that fills in the whole form. [More](help:connection-string)")),
  TERM (N_ ("Near-real-time (CDC)"),
        N_ ("Changes follow within minutes, deleted rows too. [More](help:near-real-time)")),
  TERM (
      N_ ("Remember in the keyring"),
      N_ ("Offers the address and the passwords again, when another source of this kind is connected to the same project. "
          "Otherwise they are forgotten once this set-up is done.")),
  HEADING (N_ ("When the check fails")),
  PARAGRAPH (N_ (
      "The server’s own words stand at the top, and below them what usually mends it. The fields concerned are marked. "
      "If the check takes very long, the database has many tables: name one schema.")),
  END,
};

static const SluiceHelpBlock tables[] = {
  PARAGRAPH (N_ (
      "All tables of the source are listed, and none is selected until you select it. *Select Suggested* selects those "
      "that most people would: readable ones below a million rows that do not look like secrets. It says how many "
      "rows that adds.")),
  PARAGRAPH (N_ (
      "The foot of the page and the box at the side add up what is selected: the rows of the first load, the rows of each "
      "month, and [what that may cost](help:cost).")),
  HEADING (N_ ("What a row says")),
  TERM (N_ ("Rows"),
        N_ ("How many rows the table has. The bar is drawn by powers of ten, and hatched where the number is "
            "unknown. [More](help:rows)")),
  TERM (N_ ("Method"),
        N_ ("How it is copied. Sluice suggests one and says why; press it to choose another. "
            "[More](help:methods)")),
  TERM (N_ ("Cursor"), N_ ("The column that tells what is new. [More](help:cursor)")),
  TERM (N_ ("Every"), N_ ("How often it syncs, where that differs from the whole source.")),
  TERM (N_ ("Note"),
        N_ ("What needs attention, such as a table of a million rows or more, or a cursor that may be empty. The "
            "number in *Needs attention* counts selected tables; the key N goes to the next one.")),
  HEADING (N_ ("Working quickly")),
  PARAGRAPH (
      N_ ("Enter opens the details of a table. Rows can be marked with Shift and edited together, and [bulk edit]"
          "(help:bulk) changes thousands by rules. Every change can be undone. *Size Map* shows the same tables as "
          "areas. *Keyboard Shortcuts* in the main menu lists the keys.")),
  PARAGRAPH (N_ ("A table that cannot be selected says why: most often its user may not read it.")),
  END,
};

static const SluiceHelpBlock name[] = {
  PARAGRAPH (N_ ("Here the tables get the names that you will write in SQL, and the source its schedule.")),
  TERM (N_ ("Prefix"), N_ ("What the names begin with. It cannot be changed later. [More](help:prefix)")),
  TERM (N_ ("Every table will be called"), N_ ("The exact names, while you type. *All Names* lists them.")),
  TERM (N_ ("Description"), N_ ("A note for your colleagues, which PostHog shows beside the source.")),
  HEADING (N_ ("Schedule")),
  TERM (
      N_ ("Every"),
      N_ ("How often all tables sync, from every 5 minutes to every 30 days. A table can have a frequency of its own, "
          "on the page Tables. Tables that sync by CDC do so every 5 minutes unless you say otherwise.")),
  TERM (N_ ("At"), N_ ("The time of day. Servers count in UTC, so the page says what that is on your clock.")),
  PARAGRAPH (N_ (
      "A full refresh costs all rows of the table each time: every 6 hours is four times as much as every 24 hours.")),
  HEADING (N_ ("Later")),
  PARAGRAPH (N_ (
      "Tables that appear in the database after the set-up can be left off, turned on, or turned on when their name fits a "
      "pattern such as `public.order*`.")),
  END,
};

static const SluiceHelpBlock review[] = {
  PARAGRAPH (N_ (
      "The whole plan in words and numbers. There is nothing new to decide; each part leads back to the page where it can "
      "be changed.")),
  TERM (N_ ("Left to look at"), N_ ("What was noticed about selected tables. None of it stops you.")),
  TERM (N_ ("What it copies"), N_ ("The tables by their sync method.")),
  TERM (N_ ("What it costs"), N_ ("An estimate, with what it assumes. [More](help:cost)")),
  TERM (N_ ("The plan"), N_ ("It can be saved in a file, without passwords. [More](help:plans)")),
  PARAGRAPH (N_ (
      "*Create Source* is the first thing that changes anything in PostHog. From then on the earlier pages can only be "
      "looked at, and the first load begins at once.")),
  END,
};

static const SluiceHelpBlock progress[] = {
  PARAGRAPH (N_ ("First the stages of the set-up, each with its state and how long it took:")),
  TERM (
      N_ ("Create"),
      N_ ("PostHog makes the source and its tables. If the answer is lost, by a broken connection for instance, Sluice "
          "looks for the source before it asks you whether to send again. It never makes a second one by itself.")),
  TERM (N_ ("Schedule"), N_ ("Frequencies and times are set. Until then tables sync every 6 hours.")),
  TERM (N_ ("Webhook"), N_ ("Only for sources that send their changes. [More](help:webhooks)")),
  TERM (N_ ("First load"), N_ ("All rows of the selected tables are copied once.")),
  HEADING (N_ ("Tables")),
  PARAGRAPH (N_ (
      "A table is *Running*, then *Completed*. That takes seconds for some thousand rows and hours for many millions. Rows so "
      "far and rows a second are PostHog’s own numbers; the time left is shown where it can be known.")),
  PARAGRAPH (N_ (
      "The menu of a table pauses it, cancels its sync, starts it again and shows the server’s logs. A table that fails does "
      "not stop the others. Most failures go away with *Retry*; what the server says about it stands in the row.")),
  PARAGRAPH (N_ (
      "The window [can be closed](help:background). In the end there is a [verified report](help:report), and a query to try "
      "in PostHog.")),
  END,
};

static const char *const after_source[] = { "connect", "browser", NULL };
static const char *const after_connect[] = { "read-only-user", "ssh-tunnel", "passwords", NULL };
static const char *const after_tables[] = { "methods", "cursor", "columns", "bulk", NULL };
static const char *const after_name[] = { "prefix", "cost", NULL };
static const char *const after_review[] = { "plans", "progress", NULL };
static const char *const after_progress[] = { "background", "webhooks", "trouble", NULL };

const SluiceHelpTopic sluice_help_pages[] = {
  { "source", N_ ("Source"), N_ ("Which kind of source?"), N_ ("Finding the kind of source, and what the marks mean"),
    N_ ("type catalogue tile category preview database service"), source, after_source },
  { "connect", N_ ("Connect"), N_ ("How does PostHog reach the source?"),
    N_ ("Filling in the form, and when the check fails"),
    N_ ("host port user password schema firewall address localhost check error"), connect, after_connect },
  { "tables", N_ ("Tables"), N_ ("How do I choose tables?"), N_ ("Choosing what is copied, and reading the list"),
    N_ ("select suggested size map filter search schema attention large"), tables, after_tables },
  { "name", N_ ("Name and schedule"), NULL, N_ ("Names in SQL, how often tables sync, and tables that come later"),
    N_ ("frequency time UTC hour description new tables"), name, after_name },
  { "review", N_ ("Review"), N_ ("What happens next?"), N_ ("What happens, and what it costs, before it happens"),
    N_ ("create source summary export"), review, after_review },
  { "progress", N_ ("Progress"), N_ ("What happens now?"),
    N_ ("From creating the source to the last row of the first load"),
    N_ ("running completed failed retry pause logs stages lost answer"), progress, after_progress },
  { NULL },
};
