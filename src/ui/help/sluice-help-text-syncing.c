/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-help-text.h"

static const SluiceHelpBlock methods[] = {
  PARAGRAPH (N_ (
      "The sync method says which rows a sync copies. Sluice suggests one for each table and gives its reason; the suggestion is right "
      "for most tables.")),
  TERM (
      N_ ("Full refresh"),
      N_ ("The whole table, every time. It needs nothing and is always right, deleted rows go, too. All rows count each "
          "time, so it is for small tables: below 50,000 rows or so.")),
  TERM (
      N_ ("Incremental"),
      N_ ("Rows that are new or have changed since the last sync, found by a [cursor](help:cursor) and put in the place of "
          "the old ones by the [primary key](help:primary-key). The usual method for large tables. Deleted rows stay.")),
  TERM (
      N_ ("Append"),
      N_ ("New rows only, which are added and never merged: for logs and events, whose rows do not change. A row that does "
          "change comes again, as another row.")),
  TERM (
      N_ ("xmin"),
      N_ ("Like incremental, by a row version that PostgreSQL keeps itself: for tables without a good cursor. It has to look through "
          "the whole table. Deleted rows stay.")),
  TERM (
      N_ ("CDC"),
      N_ ("Every insert, update and delete, within minutes. It needs [preparation](help:near-real-time) in the database.")),
  TERM (N_ ("Webhook"), N_ ("The service sends each change as it happens. [More](help:webhooks)")),
  HEADING (N_ ("Which one?")),
  PARAGRAPH (N_ (
      "Is the table small? Full refresh. Does it have a column such as `updated_at`, which changes with the row? Incremental on that. "
      "Is it a log? Append, by the time at which a row was written. None of these, and it is PostgreSQL? xmin.")),
  PARAGRAPH (N_ (
      "Where deleted rows stay, *Also in full* reads the whole table again every so many days, which removes them. Those rows "
      "count.")),
  END,
};

static const SluiceHelpBlock cursor[] = {
  PARAGRAPH (N_ (
      "A cursor is a column that tells what is new. PostHog remembers its greatest value, and the next sync copies only rows that have "
      "a greater one.")),
  EXAMPLE (N_ ("id  status    updated_at\n"
               " 7  shipped   2026-03-01 09:12  copied\n"
               " 8  paid      2026-03-01 10:30  copied: the greatest\n"
               " 7  returned  2026-03-02 08:00  changed: copied again\n"
               " 9  new       2026-03-02 08:05  new: copied")),
  HEADING (N_ ("What makes a good one")),
  TERM (
      N_ ("It changes with the row"),
      N_ ("`updated_at`, `modified`, `last_modified_date`. A column such as `created_at` or a counting `id` finds new "
          "rows only: later changes to a row are missed.")),
  TERM (N_ ("It is never empty"), N_ ("Rows whose cursor is empty never sync. Sluice calls such a column nullable.")),
  TERM (N_ ("It has an index"),
        N_ ("Otherwise each sync reads the whole table of the database to find what changed. That costs no rows, but "
            "time.")),
  TERM (N_ ("It does not run backwards"),
        N_ ("Rows that are written late, with an older time, are missed; a [look-back](help:look-back) finds "
            "them.")),
  PARAGRAPH (N_ ("PostHog’s own word for it is *incremental field*.")),
  END,
};

static const SluiceHelpBlock primary_key[] = {
  PARAGRAPH (N_ (
      "A primary key is the column, or the columns together, by which a row is told from all others: mostly `id`. When a row has changed, "
      "its new version takes the place of the one with the same key.")),
  PARAGRAPH (N_ (
      "Incremental, xmin and CDC need one. It is found by itself where the database declares it, or where a column is called `id`. "
      "Otherwise choose it in the details of the table, under *Key*.")),
  TERM (N_ ("Several columns"),
        N_ ("Together they must be different for every row: `order_id` and `line` for the lines of an order.")),
  TERM (
      N_ ("A wrong key"),
      N_ ("If two rows have the same key, one takes the place of the other and is lost from the warehouse. If in doubt, take "
          "full refresh.")),
  TERM (N_ ("No key at all"), N_ ("Full refresh and append work without one.")),
  PARAGRAPH (N_ ("For CDC the database itself has to have the key.")),
  END,
};

static const SluiceHelpBlock look_back[] = {
  PARAGRAPH (N_ (
      "A look-back makes each sync begin a little before the greatest cursor that was seen: rows of the last hour, or day, are read "
      "again.")),
  PARAGRAPH (N_ (
      "It finds rows that appear late: a transaction that took long, clocks that differ, numbers that a service corrects for some days, "
      "as advertising does. Rows that come twice are merged by the primary key, so nothing is doubled.")),
  TERM (N_ ("As the server does"),
        N_ ("What PostHog does if you choose nothing. It knows a good value for some services.")),
  TERM (N_ ("None"), N_ ("Nothing is read again, also where PostHog would.")),
  PARAGRAPH (N_ (
      "It can be up to 60 days. Nobody says whether what is read again is billed, so the estimate counts it at most.")),
  END,
};

static const SluiceHelpBlock columns[] = {
  PARAGRAPH (N_ ("The details of a table, opened with Enter, say what of it is copied.")),
  TERM (
      N_ ("Columns"),
      N_ ("Untick what the warehouse must not have, such as addresses of people. The primary key and the cursor are always "
          "copied.")),
  TERM (N_ ("Row Filters"), N_ ("Conditions such as `country = 'DE'`. Only rows that meet all of them are copied.")),
  PARAGRAPH (N_ ("Neither changes the estimate, as nobody knows how many rows a filter keeps out.")),
  PARAGRAPH (N_ (
      "Tables whose names look like secrets, with words such as “token”, “password” or “vault”, are never suggested.")),
  END,
};

static const SluiceHelpBlock bulk[] = {
  PARAGRAPH (N_ (
      "*Bulk Edit* changes many tables at once, by rules. Each rule has conditions and what to do with the tables that meet them; the first "
      "rule that fits a table decides.")),
  EXAMPLE (N_ ("If it has a cursor named updated_at: set the method to incremental\n"
               "If it has fewer than 50,000 rows: set the method to full refresh")),
  PARAGRAPH (N_ (
      "*Preview* lists every change that the rules would make; each can be left out. *Apply To* says which tables they look at: hidden "
      "ones are never touched. One *Undo* takes all of it back.")),
  PARAGRAPH (N_ (
      "For a handful of tables it is quicker to mark their rows, with Shift or Control, and to press the method or the frequency of one of "
      "them.")),
  END,
};

static const SluiceHelpBlock rows[] = {
  PARAGRAPH (
      N_ ("How many rows a table has decides what it costs and which method fits. Servers often do not say it.")),
  TERM ("1,204,331", N_ ("A count.")),
  TERM (N_ ("≈ 1.2 M"), N_ ("An estimate, of the database for instance. It is good enough to choose by.")),
  TERM (
      N_ ("Unknown"),
      N_ ("Nobody has said it yet. A sum that such a table is part of reads “at least …” and is never smaller than it says.")),
  HEADING (N_ ("Count Rows…")),
  TERM (
      N_ ("From this computer"),
      N_ ("For Postgres and Supabase, not through an SSH tunnel. Sluice connects by itself, reads only, and only when you "
          "press the button: the database’s own estimates in seconds, or exact counts of chosen tables.")),
  TERM (
      N_ ("By SQL to copy"),
      N_ ("A query to run wherever you can reach the database. Paste its result back; you see what matched before it is taken "
          "over.")),
  TERM (N_ ("From a source that syncs"), N_ ("What has arrived of the same tables by another source.")),
  TERM (N_ ("By hand"), N_ ("A number that you know.")),
  PARAGRAPH (N_ ("Hold the pointer over a number, or open the table’s details, to see where it comes from.")),
  END,
};

static const SluiceHelpBlock cost[] = {
  PARAGRAPH (N_ (
      "PostHog bills by the rows that are copied. Sluice shows what a plan will copy, as a range where nobody can know it "
      "exactly:")),
  TERM (N_ ("Full refresh"), N_ ("All rows, at every sync: 10,000 rows every 24 hours are 300,000 a month.")),
  TERM (N_ ("Incremental, xmin, CDC, webhook"),
        N_ ("The rows that change: 3–15 percent of the table a month is assumed.")),
  TERM (N_ ("Append"), N_ ("The rows that are added: 1–5 percent a month is assumed.")),
  TERM (N_ ("First load"), N_ ("All rows of the selected tables, once.")),
  PARAGRAPH (N_ (
      "The assumptions and the price list can be changed in *Preferences*. If you know that half of a table changes every month, say "
      "so there.")),
  PARAGRAPH (N_ (
      "The prices that come with Sluice were published by third parties and are not verified, and neither is the rule that the first "
      "days of a source are free. Free rows are shared by everything that your organization syncs. The bill is PostHog’s.")),
  HEADING (N_ ("Spending less")),
  PARAGRAPH (N_ (
      "Leave off what nobody queries; choose incremental for large tables; sync less often what is refreshed in full.")),
  END,
};

static const SluiceHelpBlock prefix[] = {
  PARAGRAPH (N_ (
      "A prefix is what the names of a source’s tables begin with in the warehouse. It tells the `orders` of one database from those of "
      "another.")),
  EXAMPLE (N_ ("table   prefix  name in SQL\n"
               "orders          postgres_orders     or  postgres.orders\n"
               "orders  eu_     eu_postgres_orders  or  postgres.eu.orders\n"
               "orders  eu      eupostgres_orders   or  postgres.eu.orders")),
  PARAGRAPH (N_ ("Nothing is put between the prefix and the kind of source, so let it end with an underscore.")),
  TERM (N_ ("The first source of its kind"), N_ ("needs none.")),
  TERM (N_ ("Any other one"),
        N_ ("needs one that differs from theirs. `shop`, `shop_` and `Shop_` count as the same, as their tables would "
            "clash.")),
  TERM (N_ ("Letters"), N_ ("a to z, digits and underscores, not beginning with a digit.")),
  PARAGRAPH (N_ ("It cannot be changed once the source exists. The page shows every resulting name while you type.")),
  END,
};

static const char *const after_methods[] = { "cursor", "primary-key", "cost", "near-real-time", NULL };
static const char *const after_cursor[] = { "methods", "look-back", "primary-key", NULL };
static const char *const after_primary_key[] = { "methods", "cursor", NULL };
static const char *const after_look_back[] = { "cursor", "cost", NULL };
static const char *const after_columns[] = { "tables", "primary-key", NULL };
static const char *const after_bulk[] = { "tables", "methods", NULL };
static const char *const after_rows[] = { "cost", "tables", NULL };
static const char *const after_cost[] = { "rows", "methods", NULL };
static const char *const after_prefix[] = { "name", NULL };

const SluiceHelpTopic sluice_help_syncing[] = {
  { "methods", N_ ("Sync Method"), N_ ("Which sync method?"), N_ ("Which rows a sync copies, and which method fits"),
    N_ ("full refresh incremental append xmin CDC webhook deleted rows"), methods, after_methods },
  { "cursor", N_ ("Cursor"), N_ ("What is a cursor?"), N_ ("The column that tells what is new"),
    N_ ("incremental field updated_at created_at nullable index replication key"), cursor, after_cursor },
  { "primary-key", N_ ("Primary Key"), N_ ("What is a primary key?"), N_ ("By what a row is told from all others"),
    N_ ("id unique merge duplicate composite"), primary_key, after_primary_key },
  { "look-back", N_ ("Look-Back"), N_ ("What is a look-back?"), N_ ("Reading the last hours or days again"),
    N_ ("late rows lookback overlap window"), look_back, after_look_back },
  { "columns", N_ ("Columns and Row Filters"), N_ ("How do I copy only part of a table?"),
    N_ ("Copying only part of a table"), N_ ("personal data privacy where condition secrets"), columns, after_columns },
  { "bulk", N_ ("Bulk Edit"), N_ ("How does bulk edit work?"), N_ ("Changing thousands of tables by rules"),
    N_ ("rules many preview undo mark"), bulk, after_bulk },
  { "rows", N_ ("Rows and Estimates"), N_ ("Where do the row counts come from?"),
    N_ ("Where the numbers come from, and how to get them"), N_ ("count unknown estimate size exact"), rows,
    after_rows },
  { "cost", N_ ("What It Costs"), N_ ("How is the cost estimated?"),
    N_ ("Rows a month, the price list and what is assumed"), N_ ("price bill money month free estimate"), cost,
    after_cost },
  { "prefix", N_ ("Prefix"), N_ ("What is a prefix?"), N_ ("What the names of the tables begin with"),
    N_ ("name SQL clash second source underscore"), prefix, after_prefix },
  { NULL },
};
