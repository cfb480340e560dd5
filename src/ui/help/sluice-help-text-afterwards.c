/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-help-text.h"

static const SluiceHelpBlock webhooks[] = {
  PARAGRAPH (N_ (
      "With a webhook a service such as Stripe sends each change to PostHog as it happens, instead of being asked for it at every "
      "sync.")),
  PARAGRAPH (N_ (
      "It is registered once the source is there. What you signed in with at the service needs the right to make webhooks; the page "
      "Review says which right that is. Where it is missing, the page Progress shows what to do by hand:")),
  TERM (N_ ("Address for the events"), N_ ("Copy it, and make a webhook with it in the settings of the service.")),
  TERM (
      N_ ("Signing secret"),
      N_ ("The service shows it when the webhook is made. PostHog proves by it that events are genuine. It goes to PostHog "
          "only.")),
  TERM (N_ ("Check Again"), N_ ("Looks at both sides. It makes nothing.")),
  TERM (
      N_ ("Register Again…"),
      N_ ("Has PostHog try once more. If the service has the webhook already, it may then be there twice and every event "
          "counts twice, so this asks first.")),
  TERM (N_ ("Poll Instead…"), N_ ("Does without the webhook: the tables are asked for by the schedule.")),
  TERM (N_ ("Finish Later"), N_ ("Leaves it. Home keeps showing it.")),
  PARAGRAPH (
      N_ ("The first load polls in any case, and such tables are still read in full now and then, as a safety net.")),
  END,
};

static const SluiceHelpBlock background[] = {
  PARAGRAPH (N_ ("The window can be closed at any time, and the computer switched off.")),
  TERM (
      N_ ("While tables load"),
      N_ ("PostHog does the work on its own servers. Sluice goes on watching in the background, if the system allows it, and "
          "notifies you when all is done, when a table fails or when nothing moves. A click on the notification opens "
          "the window again.")),
  TERM (N_ ("While the source is made"),
        N_ ("Sluice has written down what it was about to do. The next time it looks at what became of it, and goes "
            "on from there.")),
  TERM (N_ ("Before anything was created"),
        N_ ("You are asked whether to keep the set-up for later. Its passwords then go to the keyring.")),
  PARAGRAPH (N_ (
      "*Quit* in the main menu, or Ctrl+Q, ends the watching in the background. The source goes on syncing all the same.")),
  END,
};

static const SluiceHelpBlock report[] = {
  PARAGRAPH (N_ (
      "When the first load is over, Sluice reads the source back from PostHog and compares it with what you asked for: every table, its "
      "method, its cursor, its frequency and its rows.")),
  TERM (N_ ("As you asked for"), N_ ("There is what was asked for.")),
  TERM (
      N_ ("Needs attention"),
      N_ ("Something differs: a setting that the server did not take over, a table that failed, or more or fewer rows than were "
          "discovered. Rows often differ a little, since the database lives on while it is copied.")),
  PARAGRAPH (N_ (
      "It also has the name of each table in SQL and, on a click, its first ten rows. That takes a key with `query:read`. *Save…* keeps the "
      "report as Markdown or plain text.")),
  END,
};

static const SluiceHelpBlock plans[] = {
  PARAGRAPH (N_ (
      "A plan is everything that was chosen for one source: the tables, how each syncs, the prefix and the schedule. It can be exported as a "
      "file, kept, sent to somebody, or used for the next database that looks the same. Passwords and keys are never in it.")),
  TERM (N_ ("Export the Plan…"), N_ ("On the page Review, and in the menu of the page Tables.")),
  TERM (
      N_ ("Import a Plan…"),
      N_ ("In the menu of the page Tables: takes the choices over for tables of the same names. First you see what would change, and "
          "which tables are not there.")),
  TERM (N_ ("Compare…"), N_ ("Shows how this plan differs from a saved one, or from a source that syncs already.")),
  TERM (N_ ("Save a Report…"), N_ ("The plan as text for people: for whoever has to agree to it.")),
  PARAGRAPH (N_ ("`sluice --plan FILE` in a terminal begins a set-up from such a file.")),
  END,
};

static const SluiceHelpBlock passwords[] = {
  PARAGRAPH (N_ (
      "Secrets are kept in the system keyring and nowhere else on this computer. The app *Passwords and Keys* shows them under “Sluice”. In a "
      "Flatpak they are in an encrypted file, whose key the system’s keyring has.")),
  TERM (N_ ("API key"), N_ ("Until you sign out of its project.")),
  TERM (
      N_ ("Passwords of a set-up"),
      N_ ("In memory while you work on it, and in the keyring until it is done, so that it can go on after a crash.")),
  TERM (
      N_ ("Remembered sources"),
      N_ ("Only where *Remember in the keyring* was on. The passwords are offered for the same address and no other.")),
  PARAGRAPH (N_ (
      "*Preferences › Passwords* lists all of it and forgets any. Drafts, exported plans, reports, the call log and error texts never hold a "
      "secret.")),
  HEADING (N_ ("When the keyring asks for a password")),
  PARAGRAPH (N_ (
      "The keyring is usually unlocked when you log in. If it is not, the system asks for its password: mostly the one you log in with. "
      "Sluice waits. *Go On Without It* does without: secrets are then kept in memory, and asked for again the next time.")),
  END,
};

static const SluiceHelpBlock trouble[] = {
  PARAGRAPH (N_ ("Sluice shows the server’s words as they are, and below them what to do next.")),
  TERM (N_ ("The connection is refused"),
        N_ ("Compare host and port; ask whether a firewall lets PostHog in; see [Connect](help:connect).")),
  TERM (N_ ("The password is refused"),
        N_ ("Type it again rather than pasting it: a space at the end is easily copied.")),
  TERM (N_ ("A scope is missing"),
        N_ ("Edit the key in PostHog and tick what the message names. The key itself stays the same. See "
            "[API Key](help:sign-in).")),
  TERM (N_ ("A table fails"), N_ ("Its menu has *Logs…*, with what the server wrote. *Retry* starts it again.")),
  TERM (
      N_ ("Nothing moves"),
      N_ ("PostHog may be busy with others. After ten minutes without news Sluice says so; nothing is lost by waiting.")),
  HEADING (N_ ("Asking for help")),
  PARAGRAPH (N_ (
      "*Call Log* in the main menu lists what was sent to the server and what came back. *About Sluice › Troubleshooting* has the versions of "
      "everything. Both can be copied, and neither holds a key or a password. Names of hosts and tables can be in the call log: read it before "
      "you publish it.")),
  END,
};

static const char *const after_webhooks[] = { "methods", "progress", NULL };
static const char *const after_background[] = { "progress", "home", "passwords", NULL };
static const char *const after_report[] = { "progress", "plans", NULL };
static const char *const after_plans[] = { "review", "tables", NULL };
static const char *const after_passwords[] = { "sign-in", "connect", NULL };
static const char *const after_trouble[] = { "connect", "progress", NULL };

const SluiceHelpTopic sluice_help_afterwards[] = {
  { "webhooks", N_ ("Webhooks"), N_ ("What is a webhook?"),
    N_ ("Services that send their changes, and what to do by hand"),
    N_ ("Stripe events register signing secret poll address"), webhooks, after_webhooks },
  { "background", N_ ("Closing the Window"), N_ ("What happens when I close the window?"),
    N_ ("What goes on, and what notifies you"), N_ ("background notification quit crash later shut down"), background,
    after_background },
  { "report", N_ ("Verified Report"), N_ ("What does the report verify?"),
    N_ ("What you asked for against what there is"), N_ ("compare result first rows save Markdown"), report,
    after_report },
  { "plans", N_ ("Plans in Files"), N_ ("What is a plan?"), N_ ("Exporting, importing and comparing what was chosen"),
    N_ ("export import file compare json share open"), plans, after_plans },
  { "passwords", N_ ("Passwords and the Keyring"), N_ ("Where are my passwords?"),
    N_ ("Where secrets are kept, and for how long"),
    N_ ("secret keyring security Seahorse remember forget unlock Flatpak"), passwords, after_passwords },
  { "trouble", N_ ("When Something Goes Wrong"), N_ ("What can I do about an error?"),
    N_ ("Common errors, and asking for help"), N_ ("error problem failed support debug log bug"), trouble,
    after_trouble },
  { NULL },
};
