/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-ago.h"
#include "sluice-facts.h"
#include "sluice-setup.h"
#include "sluice-type-letter.h"
#include "sluice-unfinished-row.h"

struct _SluiceUnfinishedRow
{
  AdwActionRow parent_instance;

  SluiceJournal *journal;
  SluiceSource *source; /* what came of it, as far as that is known */
  gboolean gone;        /* that was there, and is no more */

  SluiceTypeLetter *letter;
  GtkWidget *discard;
  GtkWidget *resume;
  GtkWidget *spinner;
};

G_DEFINE_FINAL_TYPE (SluiceUnfinishedRow, sluice_unfinished_row, ADW_TYPE_ACTION_ROW)

enum
{
  SIGNAL_DISCARD,
  SIGNAL_OPENED,
  SIGNAL_RESUME,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Which part of the schedule was not set, the server's words say. */
static char *
dup_schedule_text (SluiceJournal *journal)
{
  const char *problem = sluice_journal_get_schedule_problem (journal);

  if (problem == NULL)
    return g_strdup (_ ("The source is there; not all of its schedule was set"));

  /* Translators: %s is the server's words, in English */
  return g_strdup_printf (_ ("The source is there; not all of its schedule was set: %s"), problem);
}

static gboolean
is_schedule_left (SluiceJournal *journal, SluiceSource *source)
{
  return source != NULL && sluice_journal_get_problem (journal) == NULL && !sluice_journal_get_locked (journal) &&
         sluice_journal_get_source_id (journal) != NULL &&
         sluice_journal_get_schedule_state (journal) != SLUICE_SCHEDULE_STATE_DONE;
}

static const char *
get_state_text (SluiceJournal *journal, SluiceSource *source, gboolean gone)
{
  if (sluice_journal_get_problem (journal) != NULL)
    return sluice_journal_get_problem (journal);
  if (sluice_journal_get_locked (journal))
    return _ ("Open in another window");
  if (source == NULL)
    return sluice_setup_state_get_label (gone ? SLUICE_SETUP_STATE_GONE : sluice_journal_get_state (journal));
  if (sluice_journal_get_source_id (journal) == NULL)
    return _ ("The answer was lost, but there is a new source of this kind: see whether it is the one");
  if (sluice_journal_get_registration_state (journal) == SLUICE_REGISTRATION_LATER)
    return _ ("The source is there; its webhook was left for later");
  if (sluice_journal_get_registration_state (journal) == SLUICE_REGISTRATION_MANUAL)
    return _ ("The source is there; its webhook is not registered");

  return _ ("The source is there; its first load is not over");
}

static char *
dup_subtitle (SluiceJournal *journal, SluiceSource *source, gboolean gone, const char *project, GDateTime *now)
{
  GDateTime *changed_at = sluice_journal_get_changed_at (journal);
  g_autofree char *state = is_schedule_left (journal, source) ? dup_schedule_text (journal) :
                                                                g_strdup (get_state_text (journal, source, gone));
  g_autofree char *ago = changed_at != NULL ? sluice_ago_to_string (changed_at, now) : NULL;

  if (project == NULL)
    return sluice_facts_join ((const char *const[]) { state, ago, NULL });

  return sluice_facts_join ((const char *const[]) { project, state, ago, NULL });
}

/* A record that cannot be read is left alone, and one of a source that may be there is needed to find it again. */
static gboolean
can_discard (SluiceJournal *journal, SluiceSource *source, gboolean gone)
{
  return sluice_journal_get_problem (journal) == NULL && !sluice_journal_get_locked (journal) &&
         (source != NULL || gone || sluice_journal_get_state (journal) == SLUICE_SETUP_STATE_DRAFT);
}

static gboolean
can_resume (SluiceJournal *journal)
{
  return sluice_journal_get_problem (journal) == NULL && !sluice_journal_get_locked (journal);
}

/* Of a source that somebody deleted only the draft is left to go on with. */
static char *
dup_resume_name (const char *title, gboolean gone)
{
  if (gone)
    /* Translators: what a button does, for a screen reader; %s is a set-up: “Postgres · shop” */
    return g_strdup_printf (_ ("Set Up %s Again"), title);

  /* Translators: what a button does, for a screen reader; %s is a set-up: “Postgres · shop” */
  return g_strdup_printf (_ ("Resume %s"), title);
}

static void
resume_clicked_cb (SluiceUnfinishedRow *self)
{
  g_signal_emit (self, signals[SIGNAL_RESUME], 0);
}

static void
discard_clicked_cb (SluiceUnfinishedRow *self)
{
  g_signal_emit (self, signals[SIGNAL_DISCARD], 0);
}

static void
activated_cb (SluiceUnfinishedRow *self)
{
  if (self->source != NULL)
    g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static void
sluice_unfinished_row_dispose (GObject *object)
{
  SluiceUnfinishedRow *self = SLUICE_UNFINISHED_ROW (object);

  g_clear_object (&self->journal);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (sluice_unfinished_row_parent_class)->dispose (object);
}

static void
sluice_unfinished_row_class_init (SluiceUnfinishedRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_unfinished_row_dispose;

  signals[SIGNAL_DISCARD] =
      g_signal_new ("discard", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPENED] =
      g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_RESUME] =
      g_signal_new ("resume", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_unfinished_row_init (SluiceUnfinishedRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  self->letter = SLUICE_TYPE_LETTER (sluice_type_letter_new ());
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->letter));
  self->spinner = adw_spinner_new ();
  gtk_widget_set_visible (self->spinner, FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->spinner);

  self->discard = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_set_valign (self->discard, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->discard, "flat");
  g_signal_connect_object (self->discard, "clicked", G_CALLBACK (discard_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->discard);

  /* Translators: a button: goes on with a set-up that was left unfinished */
  self->resume = gtk_button_new_with_label (_ ("Resume"));
  gtk_widget_set_valign (self->resume, GTK_ALIGN_CENTER);
  /* The caption alone does not say which one. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->resume), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  g_signal_connect_object (self->resume, "clicked", G_CALLBACK (resume_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->resume);
  g_signal_connect (self, "activated", G_CALLBACK (activated_cb), NULL);
}

GtkWidget *
sluice_unfinished_row_new (void)
{
  return g_object_new (SLUICE_TYPE_UNFINISHED_ROW, NULL);
}

SluiceJournal *
sluice_unfinished_row_get_journal (SluiceUnfinishedRow *self)
{
  g_return_val_if_fail (SLUICE_IS_UNFINISHED_ROW (self), NULL);

  return self->journal;
}

gboolean
sluice_unfinished_row_get_gone (SluiceUnfinishedRow *self)
{
  g_return_val_if_fail (SLUICE_IS_UNFINISHED_ROW (self), FALSE);

  return self->gone;
}

SluiceSource *
sluice_unfinished_row_get_source (SluiceUnfinishedRow *self)
{
  g_return_val_if_fail (SLUICE_IS_UNFINISHED_ROW (self), NULL);

  return self->source;
}

void
sluice_unfinished_row_update (SluiceUnfinishedRow *self,
                              SluiceJournal *journal,
                              SluiceSource *source,
                              gboolean gone,
                              const char *project,
                              GDateTime *now)
{
  const char *title = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *discard = NULL;
  g_autofree char *resume = NULL;
  g_auto (GStrv) words = NULL;

  g_return_if_fail (SLUICE_IS_UNFINISHED_ROW (self));
  g_return_if_fail (SLUICE_IS_JOURNAL (journal));
  g_return_if_fail (now != NULL);

  g_set_object (&self->journal, journal);
  g_set_object (&self->source, source);
  self->gone = gone;
  title = sluice_journal_get_title (journal);
  if (*title == '\0')
    title = _ ("A set-up");
  subtitle = dup_subtitle (journal, source, gone, project, now);
  words = g_strsplit (title, " · ", 2);

  sluice_type_letter_set_name (self->letter, words[0], title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), source != NULL);
  gtk_widget_set_visible (self->discard, can_discard (journal, source, gone));
  gtk_widget_set_visible (self->resume, can_resume (journal));
  /* Translators: a button: begins a new set-up with what was chosen for a source that was deleted */
  gtk_button_set_label (GTK_BUTTON (self->resume), gone ? _ ("Set Up Again") : _ ("Resume"));
  /* Translators: what a button does; %s is a set-up: “Postgres · shop” */
  discard = g_strdup_printf (source != NULL ? _ ("Stop Watching or Delete %s") : _ ("Discard %s"), title);
  gtk_widget_set_tooltip_text (self->discard, source != NULL ? _ ("Stop Watching or Delete") : _ ("Discard"));
  /* Two of one name differ by when they were left. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->discard), GTK_ACCESSIBLE_PROPERTY_LABEL, discard,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  resume = dup_resume_name (title, gone);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->resume), GTK_ACCESSIBLE_PROPERTY_LABEL, resume,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
}

void
sluice_unfinished_row_set_busy (SluiceUnfinishedRow *self, gboolean busy)
{
  g_return_if_fail (SLUICE_IS_UNFINISHED_ROW (self));

  gtk_widget_set_visible (self->spinner, busy);
  gtk_widget_set_sensitive (self->resume, !busy);
  gtk_widget_set_sensitive (self->discard, !busy);
}
