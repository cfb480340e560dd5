/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-resume.h"

#include "sluice-api-error.h"
#include "sluice-draft.h"
#include "sluice-fiber.h"
#include "sluice-setup-secrets.h"

typedef struct
{
  SluiceWorkspace *workspace;
  SluiceJournal *journal;
} Resume;

static void
resume_free (gpointer data)
{
  Resume *resume = data;

  g_object_unref (resume->workspace);
  g_object_unref (resume->journal);
  g_free (resume);
}

static gboolean
read_catalogue (SluiceWorkspace *workspace, GError **error)
{
  if (g_list_model_get_n_items (sluice_workspace_get_source_types (workspace)) > 0)
    return TRUE;

  return dex_await (sluice_workspace_refresh_source_types (workspace), error);
}

/* Nothing is made again by itself: of a source that somebody deleted a draft is left. */
static gboolean
begin_again (SluiceWorkspace *workspace, SluiceJournal *journal, GError **error)
{
  const char *source_id = sluice_journal_get_source_id (journal);
  g_autoptr (SluiceSource) source = NULL;
  g_autoptr (GError) fault = NULL;

  if (source_id == NULL || !sluice_workspace_is_gone (workspace, journal))
    return TRUE;

  /* What is not listed may have been overlooked. */
  source = dex_await_object (sluice_client_get_source (sluice_workspace_get_client (workspace), source_id), &fault);
  if (source != NULL)
    return TRUE;
  if (g_error_matches (fault, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND))
    return dex_await (sluice_journal_begin_again (journal), error);

  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

static DexFuture *
resume_fiber (gpointer user_data)
{
  Resume *resume = user_data;
  g_autoptr (SluicePlan) plan = NULL;
  g_autoptr (SluiceSession) session = NULL;
  g_autoptr (GError) error = NULL;

  if (!dex_await (sluice_journal_take_up (resume->journal), &error) || !read_catalogue (resume->workspace, &error) ||
      !begin_again (resume->workspace, resume->journal, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  plan = dex_await_object (sluice_draft_load (resume->journal, sluice_workspace_get_source_types (resume->workspace)),
                           &error);
  if (plan == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* What the keyring does not have is asked for again on the page where it belongs. */
  if (sluice_journal_get_state (resume->journal) == SLUICE_SETUP_STATE_DRAFT)
    sluice_setup_secrets_recall (sluice_workspace_get_keyring (resume->workspace), resume->journal, plan, NULL);

  session = sluice_session_new_for_journal (resume->workspace, plan, resume->journal);
  if (sluice_journal_get_state (resume->journal) != SLUICE_SETUP_STATE_DRAFT)
    dex_future_disown (sluice_session_start_setup (session));

  return dex_future_new_take_object (g_steal_pointer (&session));
}

DexFuture *
sluice_resume (SluiceWorkspace *workspace, SluiceJournal *journal)
{
  Resume *resume;

  g_return_val_if_fail (SLUICE_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (SLUICE_IS_JOURNAL (journal), NULL);

  resume = g_new0 (Resume, 1);
  resume->workspace = g_object_ref (workspace);
  resume->journal = g_object_ref (journal);

  return sluice_fiber_spawn (resume_fiber, resume, resume_free);
}
