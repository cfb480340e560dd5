/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-lost-answer.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-step.h"
#include "sluice-when.h"

struct _SluiceLostAnswer
{
  AdwBin parent_instance;

  SluiceSetup *setup;
  DexFuture *acting;

  GtkLabel *heading;
  GtkLabel *body;
  GtkButton *look;
  GtkButton *change;
  GtkButton *send;
};

G_DEFINE_FINAL_TYPE (SluiceLostAnswer, sluice_lost_answer, ADW_TYPE_BIN)

enum
{
  SIGNAL_REOPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_send_again (SluiceLostAnswer *self)
{
  gtk_label_set_label (self->heading, _ ("Send It Again?"));
  gtk_label_set_label (self->body,
                       _ ("Sluice looked for ten minutes after the answer was lost. The source is not there, so "
                          "nothing was created. Sending it again creates it once."));
  gtk_button_set_label (self->change, _ ("_Change It First"));
  gtk_button_set_label (self->send, _ ("_Send Again"));
  gtk_widget_set_css_classes (GTK_WIDGET (self->send), (const char *[]) { "suggested-action", NULL });
}

static void
show_delete (SluiceLostAnswer *self)
{
  gtk_label_set_label (self->heading, _ ("Delete What Is There, and Send It Again?"));
  gtk_label_set_label (self->body,
                       _ ("Ten minutes after the answer was lost there is a source with this prefix that does not "
                          "hold the tables you chose. Most likely the server stopped half way. Delete it only if "
                          "nobody else made it."));
  gtk_button_set_label (self->send, _ ("_Delete and Send Again…"));
  gtk_widget_set_css_classes (GTK_WIDGET (self->send), (const char *[]) { "destructive-action", NULL });
}

static void
show_new_prefix (SluiceLostAnswer *self)
{
  gtk_label_set_label (self->heading, _ ("Choose Another Prefix"));
  gtk_label_set_label (self->body,
                       _ ("Your source was not created, and somebody else’s now uses the prefix. With another one "
                          "it can be created."));
  gtk_button_set_label (self->change, _ ("_Choose Another Prefix"));
}

static void
update (SluiceLostAnswer *self)
{
  SluiceSetupQuestion question = sluice_setup_get_question (self->setup);

  gtk_widget_set_visible (GTK_WIDGET (self), question != SLUICE_SETUP_QUESTION_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->change), question != SLUICE_SETUP_QUESTION_DELETE_AND_SEND_AGAIN);
  gtk_widget_set_visible (GTK_WIDGET (self->send), question != SLUICE_SETUP_QUESTION_NEW_PREFIX);

  switch (question)
    {
    case SLUICE_SETUP_QUESTION_SEND_AGAIN:
      show_send_again (self);
      break;
    case SLUICE_SETUP_QUESTION_DELETE_AND_SEND_AGAIN:
      show_delete (self);
      break;
    case SLUICE_SETUP_QUESTION_NEW_PREFIX:
      show_new_prefix (self);
      break;
    case SLUICE_SETUP_QUESTION_NONE:
    default:
      return;
    }

  sluice_announce (GTK_WIDGET (self), gtk_label_get_label (self->body), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
acted_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceLostAnswer *self = owner;
  gboolean secrets_missing = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  /* What else went wrong stands in the stage, and on the last page before this. */
  if (sluice_setup_get_state (self->setup) == SLUICE_SETUP_STATE_DRAFT)
    g_signal_emit (self, signals[SIGNAL_REOPENED], 0, secrets_missing ? SLUICE_STEP_CONNECT : SLUICE_STEP_REVIEW);
}

static void
reopened_cb (gpointer owner, const GValue *value, const GError *error)
{
  if (error == NULL)
    g_signal_emit (owner, signals[SIGNAL_REOPENED], 0, SLUICE_STEP_NAME);
}

static void
look_cb (SluiceLostAnswer *self)
{
  dex_clear (&self->acting);
  self->acting = sluice_when (sluice_setup_run (self->setup), self, acted_cb);
}

static void
change_cb (SluiceLostAnswer *self)
{
  dex_clear (&self->acting);
  self->acting = sluice_when (sluice_setup_reopen (self->setup), self, reopened_cb);
}

static void
send (SluiceLostAnswer *self)
{
  dex_clear (&self->acting);
  self->acting = sluice_when (sluice_setup_send_again (self->setup), self, acted_cb);
}

static void
response_cb (SluiceLostAnswer *self, const char *response)
{
  if (g_str_equal (response, "delete") &&
      sluice_setup_get_question (self->setup) == SLUICE_SETUP_QUESTION_DELETE_AND_SEND_AGAIN)
    send (self);
}

static void
ask_before_delete (SluiceLostAnswer *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (
      _ ("Delete the Source in PostHog?"),
      _ ("The source with this prefix is deleted for everybody, and what it has synced with it. Then "
         "yours is created."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _ ("_Keep"), "delete",
                                  _ ("_Delete and Send Again"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
send_cb (SluiceLostAnswer *self)
{
  if (sluice_setup_get_question (self->setup) == SLUICE_SETUP_QUESTION_DELETE_AND_SEND_AGAIN)
    ask_before_delete (self);
  else
    send (self);
}

static void
sluice_lost_answer_dispose (GObject *object)
{
  SluiceLostAnswer *self = SLUICE_LOST_ANSWER (object);

  dex_clear (&self->acting);
  /* The template lets go of a direct child that is bound, of which AdwBin would not know. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_LOST_ANSWER);
  g_clear_object (&self->setup);

  G_OBJECT_CLASS (sluice_lost_answer_parent_class)->dispose (object);
}

static void
sluice_lost_answer_class_init (SluiceLostAnswerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_lost_answer_dispose;

  signals[SIGNAL_REOPENED] = g_signal_new ("reopened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/progress/sluice-lost-answer.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceLostAnswer, heading);
  gtk_widget_class_bind_template_child (widget_class, SluiceLostAnswer, body);
  gtk_widget_class_bind_template_child (widget_class, SluiceLostAnswer, look);
  gtk_widget_class_bind_template_child (widget_class, SluiceLostAnswer, change);
  gtk_widget_class_bind_template_child (widget_class, SluiceLostAnswer, send);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
sluice_lost_answer_init (SluiceLostAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sluice_lost_answer_set_setup (SluiceLostAnswer *self, SluiceSetup *setup)
{
  g_return_if_fail (SLUICE_IS_LOST_ANSWER (self));
  g_return_if_fail (SLUICE_IS_SETUP (setup));

  if (!g_set_object (&self->setup, setup))
    return;

  g_signal_connect_object (setup, "notify::question", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
