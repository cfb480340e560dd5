/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-setup-notice.h"

#include <glib/gi18n.h>

#include "sluice-watcher.h"

/* The Background portal takes no more. */
#define MAX_STATUS 96

static char *
dup_name (SluiceSetup *setup)
{
  return sluice_plan_dup_title (sluice_setup_get_plan (setup));
}

/* The first one. (transfer full) (nullable) */
static SluiceTableProgress *
find_failed (SluiceSetup *setup, guint *n_failed)
{
  GListModel *tables = sluice_setup_get_tables (setup);
  g_autoptr (SluiceTableProgress) first = NULL;
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (SluiceTableProgress) table = g_list_model_get_item (tables, i);
      const SluiceState state = sluice_table_progress_get_state (table);

      if (!sluice_table_progress_get_settled (table) || state == SLUICE_STATE_COMPLETED || state == SLUICE_STATE_PAUSED)
        continue;
      n++;
      if (first == NULL)
        first = g_steal_pointer (&table);
    }
  if (n_failed != NULL)
    *n_failed = n;

  return g_steal_pointer (&first);
}

/* Which one it is now is not known where others failed before. */
static char *
dup_failed_title (const char *name, SluiceTableProgress *first, guint n_failed)
{
  if (n_failed > 1)
    /* Translators: a notification; a set-up, “Postgres · shop”, and how many tables */
    return g_strdup_printf (ngettext ("%s: %'u table did not complete", "%s: %'u tables did not complete", n_failed),
                            name, n_failed);

  /* Translators: a notification; a set-up, “Postgres · shop”, and a table */
  return g_strdup_printf (_ ("%s: %s did not complete"), name,
                          first != NULL ? sluice_table_progress_get_name (first) : "");
}

char *
sluice_setup_notice_dup_title (SluiceSetup *setup, SluiceSetupNews news)
{
  g_autofree char *name = dup_name (setup);
  guint n_failed = 0;
  g_autoptr (SluiceTableProgress) failed = find_failed (setup, &n_failed);

  switch (news)
    {
    case SLUICE_SETUP_NEWS_FINISHED:
      if (failed != NULL)
        /* Translators: a notification; %s is a set-up: “Postgres · shop” */
        return g_strdup_printf (_ ("%s: not every table completed"), name);
      return g_strdup_printf (_ ("%s is set up"), name);

    case SLUICE_SETUP_NEWS_TABLE_FAILED:
      return dup_failed_title (name, failed, n_failed);

    case SLUICE_SETUP_NEWS_STALLED:
      /* Translators: a notification; %s is a set-up: “Postgres · shop” */
      return g_strdup_printf (_ ("%s stands still"), name);

    case SLUICE_SETUP_NEWS_STILL_RUNNING:
      /* Translators: a notification; %s is a set-up: “Postgres · shop” */
      return g_strdup_printf (_ ("%s is still running"), name);

    case SLUICE_SETUP_NEWS_REFUSED:
      /* Translators: a notification; %s is a set-up: “Postgres · shop” */
      return g_strdup_printf (_ ("%s was not created"), name);

    case SLUICE_SETUP_NEWS_GONE:
      /* Translators: a notification; %s is a set-up: “Postgres · shop” */
      return g_strdup_printf (_ ("%s was deleted"), name);

    case SLUICE_SETUP_NEWS_NEEDS_PERSON:
    default:
      /* Translators: a notification; %s is a set-up, “Postgres · shop”, which cannot go on by itself */
      return g_strdup_printf (_ ("%s needs you"), name);
    }
}

static char *
dup_failure (SluiceSetup *setup)
{
  g_autoptr (SluiceTableProgress) failed = find_failed (setup, NULL);
  const char *error = failed != NULL ? sluice_table_progress_get_error (failed) : NULL;

  if (error == NULL)
    return NULL;

  /* Translators: a table, and the server's words about it */
  return g_strdup_printf (C_ ("failure", "%s: %s"), sluice_table_progress_get_name (failed), error);
}

static const char *
get_error_text (SluiceSetup *setup, SluiceStageKind kind)
{
  const GError *error = sluice_stage_get_error (sluice_setup_get_stage (setup, kind));

  return error != NULL ? error->message : NULL;
}

static char *
dup_lines (const char *first, const char *second)
{
  if (first == NULL || second == NULL || *second == '\0')
    return g_strdup (first != NULL ? first : second);

  return g_strdup_printf ("%s\n%s", first, second);
}

/* The stage that waits says for what. */
static const char *
get_need (SluiceSetup *setup)
{
  const SluiceStageKind kind =
      sluice_setup_get_question (setup) != SLUICE_SETUP_QUESTION_NONE ? SLUICE_STAGE_CREATE : SLUICE_STAGE_WEBHOOK;
  SluiceStage *stage = sluice_setup_get_stage (setup, kind);
  const char *detail = sluice_stage_get_detail (stage);

  return *detail != '\0' ? detail : sluice_stage_get_title (stage);
}

/* What Home keeps showing, as the first load does not wait for it. */
static const char *
get_left (SluiceSetup *setup)
{
  SluiceStage *stage = sluice_setup_get_stage (setup, SLUICE_STAGE_SCHEDULE);

  return sluice_stage_get_state (stage) == SLUICE_STAGE_ATTENTION ? sluice_stage_get_title (stage) : NULL;
}

char *
sluice_setup_notice_dup_body (SluiceSetup *setup, SluiceSetupNews news)
{
  g_autofree char *summary = sluice_watcher_dup_summary (sluice_setup_get_tables (setup));
  g_autofree char *failure = dup_failure (setup);
  g_autofree char *tables = dup_lines (summary, failure);
  const char *error = NULL;

  switch (news)
    {
    case SLUICE_SETUP_NEWS_FINISHED:
      return dup_lines (tables, get_left (setup));

    case SLUICE_SETUP_NEWS_TABLE_FAILED:
      return g_steal_pointer (&tables);

    case SLUICE_SETUP_NEWS_STALLED:
      error = get_error_text (setup, SLUICE_STAGE_FIRST_LOAD);
      return dup_lines (error != NULL ? error : _ ("No row has come for ten minutes."), summary);

    case SLUICE_SETUP_NEWS_REFUSED:
      error = get_error_text (setup, SLUICE_STAGE_CREATE);
      return g_strdup (error != NULL ? error : "");

    case SLUICE_SETUP_NEWS_GONE:
      return g_strdup (_ ("Somebody deleted the source. It is not made again by itself."));

    case SLUICE_SETUP_NEWS_NEEDS_PERSON:
      return g_strdup (get_need (setup));

    case SLUICE_SETUP_NEWS_STILL_RUNNING:
    default:
      return g_steal_pointer (&summary);
    }
}

char *
sluice_setup_notice_dup_status (SluiceSetup *setup)
{
  g_autofree char *name = dup_name (setup);
  g_autofree char *summary = sluice_watcher_dup_summary (sluice_setup_get_tables (setup));
  /* Translators: a set-up, “Postgres · shop”, and how far it is: “2 of 4 tables complete” */
  g_autofree char *status = g_strdup_printf (C_ ("set-up", "%s: %s"), name, summary);

  if (g_utf8_strlen (status, -1) <= MAX_STATUS)
    return g_steal_pointer (&status);

  return g_utf8_truncate_middle (status, MAX_STATUS);
}
