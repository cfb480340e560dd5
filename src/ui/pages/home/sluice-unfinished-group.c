/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-api-error.h"
#include "sluice-delete-dialog.h"
#include "sluice-error-advice.h"
#include "sluice-error-card.h"
#include "sluice-region.h"
#include "sluice-resume.h"
#include "sluice-source-dialog.h"
#include "sluice-toast.h"
#include "sluice-unfinished-group.h"
#include "sluice-unfinished-row.h"
#include "sluice-when.h"

struct _SluiceUnfinishedGroup
{
  AdwPreferencesGroup parent_instance;

  SluiceWorkspace *workspace;
  GPtrArray *rows;
  SluiceJournal *resumed; /* the one that is being taken up */
  DexFuture *resuming;
  SluiceJournal *left; /* the one whose source is being deleted */
  char *problem;       /* why they could not be read, or NULL */

  SluiceErrorCard *card;
};

G_DEFINE_FINAL_TYPE (SluiceUnfinishedGroup, sluice_unfinished_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_RESUMED,
  SIGNAL_ELSEWHERE,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
discarded_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceUnfinishedGroup *self = owner;
  g_autofree char *message = NULL;

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (error == NULL)
    return;

  /* Translators: %s is technical, why a set-up could not be discarded */
  message = g_strdup_printf (_ ("Not discarded: %s"), error->message);
  sluice_toast_show (GTK_WIDGET (self), message);
}

static void
discard (SluiceUnfinishedGroup *self, SluiceJournal *journal)
{
  dex_future_disown (sluice_when (sluice_workspace_discard (self->workspace, journal), self, discarded_cb));
}

static void
deleted_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceUnfinishedGroup *self = owner;
  g_autoptr (SluiceJournal) journal = g_steal_pointer (&self->left);
  g_autofree char *message = NULL;

  if (error == NULL || g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND))
    {
      discard (self, journal);
      return;
    }

  /* Translators: %s is technical, why a source could not be deleted */
  message = g_strdup_printf (_ ("Not deleted: %s"), error->message);
  sluice_toast_show (GTK_WIDGET (self), message);
}

static void
delete_response_cb (SluiceUnfinishedGroup *self, const char *response, AdwDialog *dialog)
{
  const char *id = g_object_get_data (G_OBJECT (dialog), "source-id");

  if (!g_str_equal (response, "delete") || self->left != NULL)
    return;

  self->left = g_object_ref (g_object_get_data (G_OBJECT (dialog), "journal"));
  dex_future_disown (
      sluice_when (sluice_client_delete_source (sluice_workspace_get_client (self->workspace), id), self, deleted_cb));
}

static void
ask_to_delete (SluiceUnfinishedGroup *self, SluiceJournal *journal, const char *source_id)
{
  AdwDialog *dialog = sluice_delete_dialog_new (sluice_journal_get_title (journal));

  g_object_set_data_full (G_OBJECT (dialog), "journal", g_object_ref (journal), g_object_unref);
  g_object_set_data_full (G_OBJECT (dialog), "source-id", g_strdup (source_id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (delete_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
discard_response_cb (SluiceUnfinishedGroup *self, const char *response, AdwDialog *dialog)
{
  SluiceJournal *journal = g_object_get_data (G_OBJECT (dialog), "journal");

  if (g_str_equal (response, "discard"))
    discard (self, journal);
  else if (g_str_equal (response, "delete"))
    ask_to_delete (self, journal, g_object_get_data (G_OBJECT (dialog), "source-id"));
}

static void
ask_about_draft (AdwAlertDialog *dialog, const char *title, gboolean gone)
{
  /* Translators: a question; %s is a set-up: “Postgres · shop” */
  adw_alert_dialog_format_heading (dialog, _ ("Discard %s?"), title);
  adw_alert_dialog_set_body (dialog, gone ?
                                         _ ("Its source no longer exists. What was chosen for it is removed from this "
                                            "computer.") :
                                         _ ("Nothing has been created. What was chosen is removed from this "
                                            "computer, and its passwords and keys from the keyring."));
  adw_alert_dialog_add_responses (dialog, "keep", _ ("_Keep"), "discard", _ ("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
}

/* Which of the two it is only the record of the set-up itself knows: a source that only may be it is not deleted. */
static void
ask_about_source (AdwAlertDialog *dialog, const char *title, gboolean certain)
{
  /* Translators: a question; %s is a set-up: “Postgres · shop” */
  adw_alert_dialog_format_heading (dialog, _ ("Stop Watching %s?"), title);
  adw_alert_dialog_set_body (dialog, _ ("The source stays in PostHog as it is. Only this entry goes, and with it what "
                                        "was chosen for it and the passwords and keys kept on this computer."));
  adw_alert_dialog_add_response (dialog, "keep", _ ("_Keep"));
  if (certain)
    {
      adw_alert_dialog_add_response (dialog, "delete", _ ("_Delete Source…"));
      adw_alert_dialog_set_response_appearance (dialog, "delete", ADW_RESPONSE_DESTRUCTIVE);
    }
  adw_alert_dialog_add_response (dialog, "discard", _ ("_Stop Watching"));
}

static void
discard_cb (SluiceUnfinishedGroup *self, SluiceUnfinishedRow *row)
{
  SluiceJournal *journal = sluice_unfinished_row_get_journal (row);
  SluiceSource *source = sluice_unfinished_row_get_source (row);
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  AdwDialog *dialog = adw_alert_dialog_new (NULL, NULL);

  if (source == NULL)
    ask_about_draft (ADW_ALERT_DIALOG (dialog), title, sluice_unfinished_row_get_gone (row));
  else
    ask_about_source (ADW_ALERT_DIALOG (dialog), title, sluice_journal_get_source_id (journal) != NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_object_set_data_full (G_OBJECT (dialog), "journal", g_object_ref (journal), g_object_unref);
  g_object_set_data_full (G_OBJECT (dialog), "source-id", g_strdup (sluice_journal_get_source_id (journal)), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
opened_cb (SluiceUnfinishedGroup *self, SluiceUnfinishedRow *row)
{
  adw_dialog_present (sluice_source_dialog_new (self->workspace, sluice_unfinished_row_get_source (row)),
                      GTK_WIDGET (self));
}

static gboolean
is_resumed (SluiceUnfinishedGroup *self, SluiceJournal *journal)
{
  return self->resumed != NULL && g_str_equal (sluice_journal_get_id (self->resumed), sluice_journal_get_id (journal));
}

static void
update_busy (SluiceUnfinishedGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      SluiceUnfinishedRow *row = g_ptr_array_index (self->rows, i);

      sluice_unfinished_row_set_busy (row, is_resumed (self, sluice_unfinished_row_get_journal (row)));
    }
}

static void
show_refusal (SluiceUnfinishedGroup *self, SluiceJournal *journal, const GError *error)
{
  const char *advice = sluice_error_get_advice (error);
  g_autofree char *words = g_strjoin (" ", error->message, advice, NULL);
  AdwDialog *dialog = adw_alert_dialog_new (NULL, NULL);

  /* Translators: %s is a set-up: “Postgres · shop” */
  adw_alert_dialog_format_heading (ADW_ALERT_DIALOG (dialog), _ ("%s Could Not Be Resumed"),
                                   sluice_journal_get_title (journal));
  /* Translators: %s is why a set-up could not be resumed, in somebody else's words */
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                _ ("%s\n\nNothing was sent or changed, and nothing is lost."), words);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
resumed_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceUnfinishedGroup *self = owner;
  g_autoptr (SluiceJournal) journal = g_steal_pointer (&self->resumed);

  dex_clear (&self->resuming);
  update_busy (self);
  if (value != NULL)
    g_signal_emit (self, signals[SIGNAL_RESUMED], 0, g_value_get_object (value));
  else
    {
      show_refusal (self, journal, error);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
}

static void
resume_cb (SluiceUnfinishedGroup *self, SluiceUnfinishedRow *row)
{
  SluiceJournal *journal = sluice_unfinished_row_get_journal (row);

  if (sluice_workspace_has_project (self->workspace, sluice_journal_get_base_url (journal),
                                    sluice_journal_get_project_id (journal)))
    sluice_unfinished_group_resume (self, journal);
  else
    g_signal_emit (self, signals[SIGNAL_ELSEWHERE], 0, journal);
}

static void
add_row (SluiceUnfinishedGroup *self)
{
  GtkWidget *row = sluice_unfinished_row_new ();

  g_signal_connect_object (row, "discard", G_CALLBACK (discard_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "resume", G_CALLBACK (resume_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

/* A set-up keeps its own project, which is said where it is not the one that is open. */
static char *
dup_project (SluiceUnfinishedGroup *self, SluiceJournal *journal)
{
  const char *base_url = sluice_journal_get_base_url (journal);
  const char *project_id = sluice_journal_get_project_id (journal);
  g_autofree char *region = NULL;

  if (base_url == NULL || project_id == NULL || sluice_workspace_has_project (self->workspace, base_url, project_id))
    return NULL;

  region = sluice_region_dup_label (base_url);

  /* Translators: the number of a project, then where it is: “Project 12 · EU” */
  return g_strdup_printf (_ ("Project %s · %s"), project_id, region);
}

static void
try_again_cb (SluiceUnfinishedGroup *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
sluice_unfinished_group_dispose (GObject *object)
{
  SluiceUnfinishedGroup *self = SLUICE_UNFINISHED_GROUP (object);

  dex_clear (&self->resuming);
  g_clear_object (&self->resumed);
  g_clear_object (&self->left);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (sluice_unfinished_group_parent_class)->dispose (object);
}

static void
sluice_unfinished_group_finalize (GObject *object)
{
  SluiceUnfinishedGroup *self = SLUICE_UNFINISHED_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_free (self->problem);

  G_OBJECT_CLASS (sluice_unfinished_group_parent_class)->finalize (object);
}

static void
sluice_unfinished_group_class_init (SluiceUnfinishedGroupClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_unfinished_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_unfinished_group_finalize;

  signals[SIGNAL_RESUMED] =
      g_signal_new ("resumed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_SESSION);
  signals[SIGNAL_ELSEWHERE] =
      g_signal_new ("elsewhere", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_JOURNAL);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_unfinished_group_init (SluiceUnfinishedGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Unfinished"));
  self->card = SLUICE_ERROR_CARD (sluice_error_card_new ());
  g_signal_connect_object (self->card, "activated", G_CALLBACK (try_again_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->card));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
sluice_unfinished_group_set_workspace (SluiceUnfinishedGroup *self, SluiceWorkspace *workspace)
{
  g_return_if_fail (SLUICE_IS_UNFINISHED_GROUP (self));
  g_return_if_fail (SLUICE_IS_WORKSPACE (workspace));

  g_set_object (&self->workspace, workspace);
}

void
sluice_unfinished_group_set_problem (SluiceUnfinishedGroup *self, const GError *error)
{
  g_return_if_fail (SLUICE_IS_UNFINISHED_GROUP (self));

  /* Told once: Home reads again whenever somebody comes back to it. */
  if (!g_set_str (&self->problem, error != NULL ? error->message : NULL))
    return;

  if (error != NULL)
    sluice_error_card_show_error (self->card, error->message, sluice_error_get_advice (error), _ ("Try Again"));
  else
    sluice_error_card_clear (self->card);
}

guint
sluice_unfinished_group_update (SluiceUnfinishedGroup *self, gboolean shown, GDateTime *now)
{
  GListModel *journals;
  guint n_journals, n_shown;

  g_return_val_if_fail (SLUICE_IS_UNFINISHED_GROUP (self), 0);
  g_return_val_if_fail (self->workspace != NULL, 0);

  journals = sluice_workspace_get_unfinished (self->workspace);
  n_journals = shown ? g_list_model_get_n_items (journals) : 0;
  while (self->rows->len > n_journals)
    {
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, self->rows->len - 1));
      g_ptr_array_set_size (self->rows, (int) self->rows->len - 1);
    }
  while (self->rows->len < n_journals)
    add_row (self);
  for (guint i = 0; i < n_journals; i++)
    {
      g_autoptr (SluiceJournal) journal = g_list_model_get_item (journals, i);
      g_autoptr (SluiceSource) source = sluice_workspace_find_source (self->workspace, journal);
      g_autofree char *project = dup_project (self, journal);

      sluice_unfinished_row_update (g_ptr_array_index (self->rows, i), journal, source,
                                    sluice_workspace_is_gone (self->workspace, journal), project, now);
    }
  update_busy (self);
  n_shown = n_journals + (shown && self->problem != NULL);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self), n_journals > 0 ?
                                        _ ("These were left before they were done. Nothing is sent again by itself.") :
                                        _ ("What was left before it was done cannot be read."));
  gtk_widget_set_visible (GTK_WIDGET (self), n_shown > 0);

  return n_shown;
}

void
sluice_unfinished_group_resume (SluiceUnfinishedGroup *self, SluiceJournal *journal)
{
  g_return_if_fail (SLUICE_IS_UNFINISHED_GROUP (self));
  g_return_if_fail (SLUICE_IS_JOURNAL (journal));

  if (self->resuming != NULL)
    return;

  g_set_object (&self->resumed, journal);
  update_busy (self);
  self->resuming = sluice_when (sluice_resume (self->workspace, journal), self, resumed_cb);
}
