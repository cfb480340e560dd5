/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-assistant.h"
#include "sluice-when.h"
#include "sluice-window-private.h"

static gboolean
is_shown (SluiceWindow *self, SluiceSession *session)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  return SLUICE_IS_ASSISTANT (page) && sluice_assistant_get_session (SLUICE_ASSISTANT (page)) == session;
}

/* Another one that was sent goes on; what is still being typed stays where it is. */
static void
make_room (SluiceWindow *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  if (SLUICE_IS_ASSISTANT (page) && !sluice_assistant_get_has_input (SLUICE_ASSISTANT (page)))
    adw_navigation_view_pop (self->navigation);
}

/* (transfer full) (nullable) */
static SluiceJournal *
find_journal (GListModel *journals, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (journals); i++)
    {
      g_autoptr (SluiceJournal) journal = g_list_model_get_item (journals, i);

      if (g_strcmp0 (sluice_journal_get_id (journal), id) == 0)
        return g_steal_pointer (&journal);
    }

  return NULL;
}

/* Nothing is open yet: what the set-up belongs to. */
static void
open_its_project (SluiceWindow *self, SluiceJournal *journal)
{
  const char *base_url = sluice_journal_get_base_url (journal);
  SluiceAccount *account = sluice_accounts_find (self->accounts, base_url, sluice_journal_get_project_id (journal));

  g_set_object (&self->wanted_journal, journal);
  if (account != NULL)
    sluice_window_open_account (self, account);
  else if (sluice_workspace_is_practice_origin (base_url))
    sluice_window_start_practice (self);
  else
    {
      /* Signed out since: Home of another project lists it. */
      g_clear_object (&self->wanted_journal);
      sluice_window_open_last (self);
    }
}

static void
resume (SluiceWindow *self, SluiceJournal *journal)
{
  make_room (self);
  if (!sluice_window_is_at_home (self))
    return;

  if (sluice_workspace_has_project (self->workspace, sluice_journal_get_base_url (journal),
                                    sluice_journal_get_project_id (journal)))
    sluice_home_page_resume (self->home, journal);
  else
    sluice_window_ask_to_switch (self, journal);
}

static void
listed_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceWindow *self = owner;
  g_autofree char *id = g_steal_pointer (&self->wanted_setup);
  g_autoptr (SluiceJournal) journal = value != NULL ? find_journal (g_value_get_object (value), id) : NULL;

  dex_clear (&self->finding);
  /* Of one that is done there is no record, only its source: Home has that. */
  if (journal == NULL || sluice_journal_get_problem (journal) != NULL)
    sluice_window_open_last (self);
  else if (self->home != NULL)
    resume (self, journal);
  else if (self->opening == NULL && self->wanted == NULL && !sluice_window_is_asking_for_key (self))
    open_its_project (self, journal);
  else
    g_set_object (&self->wanted_journal, journal);
}

void
sluice_window_show_setup (SluiceWindow *self, const char *id)
{
  SluiceSession *session;

  g_return_if_fail (SLUICE_IS_WINDOW (self));
  g_return_if_fail (id != NULL);

  session = sluice_background_find (self->background, id);
  if (session == NULL)
    {
      /* The program has ended since: what it was doing is on the disk. */
      g_set_str (&self->wanted_setup, id);
      dex_clear (&self->finding);
      self->finding = sluice_when (sluice_journal_list_unfinished (), self, listed_cb);
      return;
    }
  if (!is_shown (self, session))
    {
      g_autoptr (SluiceSession) held = g_object_ref (session);

      make_room (self);
      sluice_window_show_session (self, held);
      if (!is_shown (self, held))
        return;
    }
  sluice_background_forget (self->background, id);
}
