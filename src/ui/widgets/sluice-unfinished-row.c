/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-ago.h"
#include "sluice-setup.h"
#include "sluice-type-letter.h"
#include "sluice-unfinished-row.h"

static char *
dup_subtitle (SluiceJournal *journal, GDateTime *now)
{
  GDateTime *changed_at = sluice_journal_get_changed_at (journal);
  const char *problem = sluice_journal_get_problem (journal);
  const char *state = problem != NULL ? problem : sluice_setup_state_get_label (sluice_journal_get_state (journal));
  g_autofree char *ago = changed_at != NULL ? sluice_ago_to_string (changed_at, now) : NULL;

  return g_strjoin (" · ", state, ago, NULL);
}

GtkWidget *
sluice_unfinished_row_new (SluiceJournal *journal, GDateTime *now)
{
  GtkWidget *row = NULL;
  GtkWidget *letter = NULL;
  const char *title = NULL;
  g_autofree char *subtitle = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (now != NULL, NULL);

  title = sluice_journal_get_title (journal);
  if (title == NULL || *title == '\0')
    title = _ ("A set-up");
  subtitle = dup_subtitle (journal, now);
  words = g_strsplit (title, " · ", 2);

  letter = sluice_type_letter_new ();
  sluice_type_letter_set_name (SLUICE_TYPE_LETTER (letter), words[0], title);
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), letter);

  return row;
}
