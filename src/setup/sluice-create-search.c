/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-create-search.h"

#include "sluice-schedule.h"

/* The waits between the first looks; all later ones are a minute (DESIGN 6). */
static const guint first_waits[] = { 5, 5, 10, 20 };
#define LATER_WAIT 60

typedef struct
{
  const SluiceCreateSearch *search;
  char *author; /* NULL: not known */
  gboolean author_asked;
} Looker;

static gboolean
is_same_text (const char *a, const char *b)
{
  return g_strcmp0 (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static gboolean
may_be_it (Looker *looker, SluiceSource *source)
{
  SluiceJournal *journal = looker->search->journal;
  const char *const *known_ids = sluice_journal_get_known_ids (journal);
  const char *author = sluice_source_get_created_by (source);

  if (known_ids != NULL && g_strv_contains (known_ids, sluice_source_get_id (source)))
    return FALSE;
  if (g_strcmp0 (sluice_source_get_source_type (source), sluice_journal_get_source_type (journal)) != 0 ||
      !is_same_text (sluice_source_get_prefix (source), sluice_journal_get_prefix (journal)))
    return FALSE;

  return author == NULL || looker->author == NULL || g_ascii_strcasecmp (author, looker->author) == 0;
}

/* The list tells of a source in short. What it holds is asked of itself; one that has gone meanwhile is none. */
static gboolean
inspect (Looker *looker, const char *id, SluiceCreateFinding *finding, char **source_id, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (SluiceSource) source = dex_await_object (sluice_client_get_source (looker->search->client, id), &fault);

  if (g_error_matches (fault, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND))
    return TRUE;
  if (source == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }

  *finding =
      sluice_verify_holds (looker->search->plan, source) ? SLUICE_CREATE_FINDING_FOUND : SLUICE_CREATE_FINDING_PARTIAL;
  g_set_str (source_id, id);

  return TRUE;
}

/* Within a fiber. */
static gboolean
look (Looker *looker, SluiceCreateFinding *finding, char **source_id, GError **error)
{
  g_autoptr (GListModel) sources = dex_await_object (sluice_client_list_sources (looker->search->client), error);

  if (sources == NULL)
    return FALSE;

  *finding = SLUICE_CREATE_FINDING_NONE;
  g_clear_pointer (source_id, g_free);
  for (guint i = 0; *finding != SLUICE_CREATE_FINDING_FOUND && i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (SluiceSource) source = g_list_model_get_item (sources, i);

      if (may_be_it (looker, source) && !inspect (looker, sluice_source_get_id (source), finding, source_id, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_refused (const GError *error)
{
  return g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_UNAUTHORIZED) ||
         g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_FORBIDDEN);
}

/* Whose sources are ours, as far as the key may ask. Within a fiber. */
static void
ask_author (Looker *looker)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceIdentity) identity = NULL;

  if (looker->author_asked)
    return;

  identity = dex_await_boxed (sluice_client_get_identity (looker->search->client), &error);
  if (identity != NULL)
    looker->author = g_strdup (sluice_identity_get_email (identity));
  looker->author_asked = identity != NULL || is_refused (error);
}

static gboolean
is_stopped (const SluiceCreateSearch *search)
{
  return search->stop != NULL && !dex_future_is_pending (search->stop);
}

/* FALSE when it was stopped. Within a fiber. */
static gboolean
wait_for_next (const SluiceCreateSearch *search, guint n_looks)
{
  guint seconds = n_looks < G_N_ELEMENTS (first_waits) ? first_waits[n_looks] : LATER_WAIT;
  DexFuture *wait = sluice_clock_wait (search->clock, seconds * 1000);

  if (search->stop != NULL)
    wait = dex_future_first (wait, dex_ref (search->stop), NULL);
  dex_await (wait, NULL);

  return !is_stopped (search);
}

static guint
get_seconds_left (const SluiceCreateSearch *search)
{
  gint64 passed = (sluice_clock_now (search->clock) - search->sent_at) / G_USEC_PER_SEC;

  return (guint) CLAMP (SLUICE_CREATE_SEARCH_SECONDS - passed, 0, SLUICE_CREATE_SEARCH_SECONDS);
}

/* Within a fiber. */
static gboolean
look_until_settled (Looker *looker, SluiceCreateFinding *finding, char **source_id, GError **error)
{
  const SluiceCreateSearch *search = looker->search;

  *finding = SLUICE_CREATE_FINDING_NONE;
  *source_id = NULL;
  for (guint n_looks = 0;; n_looks++)
    {
      g_autoptr (GError) fault = NULL;
      /* Taken before the look: what it shows is at least as new. */
      guint seconds_left;

      if (is_stopped (search) || ((n_looks > 0 || !search->at_once) && !wait_for_next (search, n_looks)))
        break;

      ask_author (looker);
      seconds_left = get_seconds_left (search);
      if (look (looker, finding, source_id, &fault) && (*finding == SLUICE_CREATE_FINDING_FOUND || seconds_left == 0))
        return TRUE;
      if (is_refused (fault))
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      search->func (*finding, seconds_left, fault, search->user_data);
    }

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The search was stopped");

  return FALSE;
}

gboolean
sluice_create_search_run (const SluiceCreateSearch *search,
                          SluiceCreateFinding *finding,
                          char **source_id,
                          GError **error)
{
  Looker looker = { search, NULL, FALSE };
  gboolean settled;

  settled = look_until_settled (&looker, finding, source_id, error);
  g_free (looker.author);

  return settled;
}
