/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-json.h"
#include "sluice-practice-askpass.h"
#include "sluice-practice-guard.h"
#include "sluice-practice-keys.h"
#include "sluice-practice-lifetime.h"
#include "sluice-practice-sample.h"
#include "sluice-practice-secret.h"
#include "sluice-practice-server.h"
#include "sluice-secret-text.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* A thread that waits for the system's name service cannot be stopped; the state on disk does not need it to end. */
#define SHUTDOWN_SECONDS 8
#define SAMPLE_ROWS 1000000

typedef struct
{
  int port;
  char *state_dir;
  gboolean sample_database;
  int sample_rows;
  char *rows;
  char *era;
  char **misbehave;
  char **conduct;
  int lifetime_fd;
  int page_size;
  gboolean no_cdc;
  gboolean no_accounts;
} Options;

static const char SUMMARY[] =
    "A server on this computer that speaks PostHog's API for data-warehouse sources, to practise with and to test\n"
    "against. Postgres sources are real: it connects to the database that it is told, lists its tables, and copies\n"
    "their rows into a SQLite file. Other kinds of sources are played: whatever is filled in is right, except the word\n"
    "'wrong', and their rows are invented. So are the services that send them webhooks.\n"
    "\n"
    "When it is ready it prints one line of JSON: url, key, project_id, sample_database (host, port, database, user,\n"
    "password, or null) and misbehave_token. It ends with the process that started it.";

static char *
make_description (void)
{
  g_autofree char *keys = sluice_practice_keys_describe ();
  g_autofree char *words = sluice_practice_conduct_describe ();

  return g_strconcat (
      keys,
      "\nMisbehaviour, one rule an option, N meaning the Nth such request only:\n"
      "  'METHOD PATH-GLOB[#N]=FAULT', METHOD may be *, for example\n"
      "  --misbehave 'POST /api/projects/*/external_data_sources#1=drop-after'\n"
      "  FAULT is delay:SECONDS, status:CODE, status:CODE:FILE, status-after:CODE (the work is done all the same),\n"
      "  drop-before, drop-after, truncate:BYTES, body:FILE (a web page if it ends in .html), redirect:URL, key:END, as if\n"
      "  KEYEND had come: key:_readonly, key:_revoked, or revoke:END, which refuses KEYEND and no other key: revoke:_limited.\n"
      "  While it runs: GET or POST {\"rules\": [RULE, …]} at /_practice/misbehave, Authorization: Bearer TOKEN.\n"
      "  GET /_practice/sources/ID with the same token gives the list of tables that made the source.\n"
      "\nConduct, one rule an option, for the sources of a type or some of their tables:\n"
      "  'TYPE[/TABLE-GLOB]=WORD[:N]', for example --conduct 'Postgres/public.orders=fail:1000'\n"
      "  A played source can ask for it by itself, in any text that is filled in: rk_live_x+WORD[:N][@TABLE-GLOB]\n",
      words,
      "  While it runs: GET or POST {\"rules\": [RULE, …]} at /_practice/conduct, with the token.\n"
      "  What the services know of webhooks, with the token, below /_practice/vendor/:\n"
      "  GET endpoints lists them, POST endpoints {source_type, url, enabled_events} makes one as by hand, PATCH and\n"
      "  DELETE endpoints/ID change one, POST events {source_type, table, count} lets something happen there.\n",
      NULL);
}

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &options->port, "Listen on this port of 127.0.0.1 (default: any free one)",
      "N" },
    { "state-dir", 0, 0, G_OPTION_ARG_FILENAME, &options->state_dir,
      "Keep sources, rows, keys and the known SSH hosts here (default: $XDG_STATE_HOME/sluice/practice)", "DIR" },
    { "sample-database", 0, 0, G_OPTION_ARG_NONE, &options->sample_database,
      "Run a private PostgreSQL with a shop in it, up to 1,000,000 rows a table", NULL },
    { "rows", 0, 0, G_OPTION_ARG_STRING, &options->rows,
      "Whether discovery says how many rows tables have: none, as the newest servers (default), or estimate",
      "none|estimate" },
    { "era", 0, 0, G_OPTION_ARG_STRING, &options->era,
      "Speak as the servers of today (default), or of 2025: below /api/environments/, without what came later",
      "now|2025" },
    { "no-cdc", 0, 0, G_OPTION_ARG_NONE, &options->no_cdc, "Be a project without near-real-time (CDC)", NULL },
    { "no-accounts", 0, 0, G_OPTION_ARG_NONE, &options->no_accounts,
      "Be a project in which no account of any service is connected yet", NULL },
    { "misbehave", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->misbehave, "Go wrong in a chosen way; see below",
      "RULE" },
    { "conduct", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->conduct, "Let sources behave in a chosen way; see below",
      "RULE" },
    { "lifetime-fd", 0, 0, G_OPTION_ARG_INT, &options->lifetime_fd,
      "End when this inherited pipe reaches its end (default: when the parent process ends)", "N" },
    { "sample-rows", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &options->sample_rows, NULL, NULL },
    { "page-size", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &options->page_size, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *description = make_description ();

  g_option_context_set_summary (context, SUMMARY);
  g_option_context_set_description (context, description);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc > 1 ||
      (options->rows != NULL && !g_str_equal (options->rows, "none") && !g_str_equal (options->rows, "estimate")) ||
      (options->era != NULL && !g_str_equal (options->era, "now") && !g_str_equal (options->era, "2025")) ||
      options->port < 0 || options->port > 65535 || options->sample_rows < 1 || options->page_size < 1)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "An argument makes no sense; see --help");
      return FALSE;
    }
  if (options->state_dir == NULL)
    options->state_dir = g_build_filename (g_get_user_state_dir (), "sluice", "practice", NULL);
  else if (!g_path_is_absolute (options->state_dir))
    {
      char *absolute = g_canonicalize_filename (options->state_dir, NULL);

      g_free (options->state_dir);
      options->state_dir = absolute;
    }

  return TRUE;
}

static JsonObject *
describe_sample (SluicePracticeSample *sample)
{
  const SluicePgTarget *target = sluice_practice_sample_get_target (sample);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "host", target->host);
  json_object_set_int_member (object, "port", target->port);
  json_object_set_string_member (object, "database", target->database);
  json_object_set_string_member (object, "user", target->user);
  json_object_set_string_member (object, "password", target->password);

  return object;
}

/* The one line on standard output. */
static void
announce (SluicePractice *practice, SluicePracticeServer *server, SluicePracticeSample *sample)
{
  g_autoptr (JsonObject) line = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), line);
  g_auto (SluiceSecretText) text = NULL;

  json_object_set_string_member (line, "url", sluice_practice_server_get_url (server));
  json_object_set_string_member (line, "key", practice->key);
  json_object_set_int_member (line, "project_id", SLUICE_PRACTICE_PROJECT);
  if (sample != NULL)
    json_object_set_object_member (line, "sample_database", describe_sample (sample));
  else
    json_object_set_null_member (line, "sample_database");
  json_object_set_string_member (line, "misbehave_token", sluice_practice_server_get_token (server));
  text = sluice_json_to_text (node);
  fprintf (stdout, "%s\n", text);
  fflush (stdout);
}

/* A type whose webhooks are made by hand only says so in the catalogue. */
static gboolean
set_conduct (SluicePractice *practice, char **rules, GError **error)
{
  if (rules == NULL)
    return TRUE;
  for (guint i = 0; rules[i] != NULL; i++)
    {
      g_auto (GStrv) sides = g_strsplit (rules[i], "=", 2);

      if (g_strcmp0 (sides[1], SLUICE_PRACTICE_WEBHOOK_MANUAL) == 0)
        sluice_practice_catalogue_set_manual (practice->catalogue, sides[0]);
    }

  return sluice_practice_conduct_set_rules (practice->conduct, (const char *const *) rules, error);
}

static gboolean
run (Options *options, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SluicePracticeLifetime) lifetime = NULL;
  g_autoptr (SluicePracticeSample) sample = NULL;
  g_autoptr (SluicePractice) practice = NULL;
  g_autoptr (SluicePracticeServer) server = NULL;
  g_autofree char *key_path = g_build_filename (options->state_dir, "key", NULL);
  g_autofree char *key = NULL;

  if (g_mkdir_with_parents (options->state_dir, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", options->state_dir, g_strerror (errno));
      return FALSE;
    }
  if (!(lifetime = sluice_practice_lifetime_new (loop, options->state_dir, options->lifetime_fd, error)) ||
      !(key = sluice_practice_secret_load (key_path, "phx_practice_", error)) ||
      !(practice = sluice_practice_new (options->state_dir, key, error)))
    return FALSE;
  practice->estimate_rows = g_strcmp0 (options->rows, "estimate") == 0;
  practice->page_size = (guint) options->page_size;
  practice->old = g_strcmp0 (options->era, "2025") == 0;
  practice->cdc = !options->no_cdc && !practice->old;
  practice->accounts = !options->no_accounts;
  if (!set_conduct (practice, options->conduct, error))
    return FALSE;
  if (!(server = sluice_practice_server_new (practice, (guint) options->port, error)))
    return FALSE;
  for (guint i = 0; options->misbehave != NULL && options->misbehave[i] != NULL; i++)
    if (!sluice_practice_server_add_rule (server, options->misbehave[i], error))
      return FALSE;
  if (options->sample_database &&
      !(sample = sluice_practice_sample_start (options->state_dir, (guint) options->sample_rows, error)))
    return FALSE;

  announce (practice, server, sample);
  g_main_loop_run (loop);
  alarm (SHUTDOWN_SECONDS);

  return TRUE;
}

int
main (int argc, char **argv)
{
  Options options = { .lifetime_fd = -1, .sample_rows = SAMPLE_ROWS, .page_size = 10 };
  const struct rlimit no_core = { 0, 0 };
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (argc > 1 && g_str_equal (argv[1], SLUICE_PRACTICE_GUARD))
    return sluice_practice_guard_main (argc, argv);
  if (sluice_practice_askpass_is_asked ())
    return sluice_practice_askpass_main ();

  /* The one line on standard output is read by a program, whatever G_MESSAGES_DEBUG asks for. */
  g_log_writer_default_set_use_stderr (TRUE);
  setlocale (LC_ALL, "");
  setrlimit (RLIMIT_CORE, &no_core);
  g_set_prgname ("sluice-practice");
  if (!parse_options (&options, &argc, &argv, &error) || !run (&options, &error))
    {
      g_printerr ("sluice-practice: %s\n", error->message);
      status = 1;
    }
  g_free (options.state_dir);
  g_free (options.rows);
  g_free (options.era);
  g_strfreev (options.misbehave);
  g_strfreev (options.conduct);

  return status;
}
