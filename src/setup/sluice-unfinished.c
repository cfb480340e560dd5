/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-unfinished.h"

static gboolean
may_be_it (SluiceJournal *journal, SluiceSource *source)
{
  const char *const *known_ids = sluice_journal_get_known_ids (journal);
  const char *prefix = sluice_source_get_prefix (source);
  const char *wanted = sluice_journal_get_prefix (journal);

  return g_strcmp0 (sluice_source_get_source_type (source), sluice_journal_get_source_type (journal)) == 0 &&
         g_strcmp0 (prefix != NULL ? prefix : "", wanted != NULL ? wanted : "") == 0 &&
         (known_ids == NULL || !g_strv_contains (known_ids, sluice_source_get_id (source)));
}

SluiceSource *
sluice_unfinished_find_source (SluiceJournal *journal, GListModel *sources)
{
  const char *id = NULL;
  g_autoptr (SluiceSource) found = NULL;
  guint n_found = 0;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (sources), NULL);

  id = sluice_journal_get_source_id (journal);
  if (id == NULL && sluice_journal_get_state (journal) != SLUICE_SETUP_STATE_CREATING)
    return NULL;

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (SluiceSource) source = g_list_model_get_item (sources, i);

      if (id != NULL ? g_str_equal (sluice_source_get_id (source), id) : may_be_it (journal, source))
        {
          n_found++;
          g_set_object (&found, source);
        }
    }

  return n_found == 1 ? g_steal_pointer (&found) : NULL;
}

static gboolean
is_settled (SluiceSourceTable *table)
{
  if (!sluice_source_table_get_should_sync (table) || sluice_source_table_get_first_sync_done (table))
    return TRUE;

  switch (sluice_source_table_get_state (table))
    {
    case SLUICE_STATE_COMPLETED:
    case SLUICE_STATE_FAILED:
    case SLUICE_STATE_CANCELLED:
    case SLUICE_STATE_BILLING_LIMIT:
      return TRUE;
    case SLUICE_STATE_NONE:
    case SLUICE_STATE_RUNNING:
    case SLUICE_STATE_PAUSED:
    case SLUICE_STATE_OTHER:
    default:
      return FALSE;
    }
}

/* A record that was written before there was such a state says "to do" to the end. */
static gboolean
is_registered (SluiceJournal *journal)
{
  SluiceRegistrationState state = sluice_journal_get_registration_state (journal);

  return state == SLUICE_REGISTRATION_REGISTERED ||
         (state == SLUICE_REGISTRATION_TO_DO && sluice_journal_get_state (journal) >= SLUICE_SETUP_STATE_VERIFYING);
}

gboolean
sluice_unfinished_is_over (SluiceJournal *journal, SluiceSource *source)
{
  GListModel *tables = NULL;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (journal), FALSE);
  g_return_val_if_fail (SLUICE_IS_SOURCE (source), FALSE);

  if (g_strcmp0 (sluice_journal_get_source_id (journal), sluice_source_get_id (source)) != 0 ||
      sluice_journal_get_schedule_state (journal) != SLUICE_SCHEDULE_STATE_DONE || !is_registered (journal))
    return FALSE;
  if (sluice_source_get_n_syncing (source) == 0)
    return sluice_source_get_state (source) == SLUICE_STATE_COMPLETED;

  tables = sluice_source_get_tables (source);
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (SluiceSourceTable) table = g_list_model_get_item (tables, i);

      if (!is_settled (table))
        return FALSE;
    }

  return TRUE;
}
