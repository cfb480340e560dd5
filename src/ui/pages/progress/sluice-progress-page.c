/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-copy-button.h"
#include "sluice-load-news.h"
#include "sluice-lost-answer.h"
#include "sluice-phrases.h"
#include "sluice-progress-page.h"
#include "sluice-report-group.h"
#include "sluice-stage-row.h"
#include "sluice-table-progress-row.h"
#include "sluice-table-sight.h"
#include "sluice-unscheduled-group.h"
#include "sluice-webhook-card.h"

/* A list box makes a widget for every row: more tables than this are counted instead. */
#define MAX_TABLE_ROWS 100

struct _SluiceProgressPage
{
  SluiceStep parent_instance;

  SluiceSetup *setup;
  SluiceTableSight *sight;
  SluiceLoadNews *news;

  GtkListBox *stages;
  SluiceLostAnswer *lost_answer;
  SluiceUnscheduledGroup *unscheduled;
  GtkWidget *gone_card;
  GtkLabel *gone_body;
  GtkWidget *set_up_again;
  SluiceWebhookCard *webhook_card;
  GtkLabel *hint;
  AdwPreferencesGroup *tables_group;
  GtkListBox *tables;
  GtkLabel *more;
  SluiceReportGroup *report;
  AdwPreferencesGroup *query_group;
  AdwActionRow *query_row;
  SluiceCopyButton *copy;
};

G_DEFINE_FINAL_TYPE (SluiceProgressPage, sluice_progress_page, SLUICE_TYPE_STEP)

static GtkWidget *
create_stage_row_cb (gpointer item, gpointer user_data)
{
  return sluice_stage_row_new (item);
}

static GtkWidget *
create_table_row_cb (gpointer item, gpointer user_data)
{
  SluiceProgressPage *self = user_data;
  GtkWidget *row = sluice_table_progress_row_new (self->setup, item);

  g_object_bind_property (self, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  return row;
}

static gboolean
is_gone (SluiceProgressPage *self)
{
  return self->setup != NULL && sluice_setup_get_state (self->setup) == SLUICE_SETUP_STATE_GONE;
}

static void
update_query (SluiceProgressPage *self)
{
  const char *query = sluice_setup_get_query (self->setup);

  gtk_widget_set_visible (GTK_WIDGET (self->query_group), query != NULL && !is_gone (self));
  if (query != NULL)
    {
      g_autofree char *code = sluice_phrase_code (query);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->query_row), code);
    }
}

static void
update_title (SluiceProgressPage *self)
{
  const gboolean finished = self->setup != NULL && sluice_setup_get_finished (self->setup);
  g_autofree char *name = sluice_plan_dup_title (sluice_step_get_plan (SLUICE_STEP (self)));
  g_autofree char *title = NULL;

  if (finished)
    /* Translators: a source's title: “Postgres · shop is set up” */
    title = g_strdup_printf (_ ("%s is set up"), name);
  else if (is_gone (self))
    /* Translators: a source's title: “Postgres · shop was deleted” */
    title = g_strdup_printf (_ ("%s was deleted"), name);
  else
    /* Translators: a source's title: “Setting up Postgres · shop” */
    title = g_strdup_printf (_ ("Setting up %s"), name);
  sluice_step_set_title (SLUICE_STEP (self), title);
}

/* Nothing goes on by itself, with a window or without. */
static gboolean
waits_for_person (SluiceSetup *setup)
{
  SluiceRegistration *registration = sluice_setup_get_registration (setup);

  return !sluice_setup_get_attended (setup) &&
         (sluice_setup_get_question (setup) != SLUICE_SETUP_QUESTION_NONE ||
          (registration != NULL && !sluice_registration_get_settled (registration)));
}

static const char *
get_hint (SluiceProgressPage *self)
{
  SluiceRegistration *registration = sluice_setup_get_registration (self->setup);
  const gboolean later =
      registration != NULL && sluice_registration_get_state (registration) == SLUICE_REGISTRATION_LATER;

  if (!sluice_setup_get_finished (self->setup) && waits_for_person (self->setup))
    return _ ("It waits for what is asked above. You can close the window: Home keeps showing it.");
  if (!sluice_setup_get_finished (self->setup))
    return _ ("A table is Running, then Completed; that takes seconds to hours. It goes on when you close the window, "
              "and Sluice notifies you when it is done.");
  if (sluice_stage_get_state (sluice_setup_get_stage (self->setup, SLUICE_STAGE_SCHEDULE)) == SLUICE_STAGE_ATTENTION)
    return _ ("The source keeps syncing from now on. Not all of its schedule is set, and Home keeps showing that.");
  if (later)
    return _ ("The source keeps syncing by its schedule from now on. Its webhook is left for later, and Home keeps "
              "showing that.");

  return _ ("The source keeps syncing by its schedule from now on.");
}

static void
update_finished (SluiceProgressPage *self)
{
  gboolean finished = sluice_setup_get_finished (self->setup);

  update_title (self);
  sluice_step_set_complete (SLUICE_STEP (self), finished);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), !is_gone (self));
  if (finished && sluice_setup_get_source_id (self->setup) != NULL)
    sluice_report_group_show (self->report, self->setup,
                              sluice_workspace_get_client (
                                  sluice_session_get_workspace (sluice_step_get_session (SLUICE_STEP (self)))));
  else
    sluice_report_group_clear (self->report);
  gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "dim-label");
  gtk_label_set_label (self->hint, get_hint (self));
}

static void
show_tables (SluiceProgressPage *self)
{
  GListModel *tables = sluice_setup_get_tables (self->setup);
  guint n_tables = g_list_model_get_n_items (tables);
  g_autoptr (GtkSliceListModel) slice = gtk_slice_list_model_new (g_object_ref (tables), 0, MAX_TABLE_ROWS);

  gtk_list_box_bind_model (self->tables, G_LIST_MODEL (slice), create_table_row_cb, self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n_tables > MAX_TABLE_ROWS);
  if (n_tables > MAX_TABLE_ROWS)
    {
      g_autofree char *count = sluice_phrase_tables (n_tables - MAX_TABLE_ROWS);
      /* Translators: “and 120 tables more” */
      g_autofree char *text = g_strdup_printf (_ ("and %s more"), count);

      gtk_label_set_label (self->more, text);
    }
}

static void
registration_cb (SluiceProgressPage *self)
{
  SluiceRegistration *registration = sluice_setup_get_registration (self->setup);

  if (registration != NULL)
    sluice_webhook_card_set_registration (self->webhook_card, registration, sluice_setup_get_plan (self->setup));
}

/* The list itself would be no stop that Tab comes by. */
static void
focus_stages (SluiceProgressPage *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->stages));

  gtk_widget_grab_focus (first != NULL ? first : GTK_WIDGET (self->stages));
}

static void
webhook_settled_cb (SluiceProgressPage *self)
{
  update_finished (self);
  focus_stages (self);
}

static void
state_cb (SluiceProgressPage *self)
{
  const gboolean gone = is_gone (self);

  if (gone == gtk_widget_get_visible (self->gone_card))
    return;

  gtk_widget_set_visible (self->gone_card, gone);
  gtk_widget_set_visible (GTK_WIDGET (self->tables_group), !gone);
  update_query (self);
  update_finished (self);
  if (!gone)
    return;

  sluice_step_announce (SLUICE_STEP (self), gtk_label_get_label (self->gone_body));
  gtk_widget_grab_focus (self->set_up_again);
}

static void
setup_cb (SluiceProgressPage *self)
{
  SluiceSetup *setup = sluice_session_get_setup (sluice_step_get_session (SLUICE_STEP (self)));

  if (!g_set_object (&self->setup, setup) || setup == NULL)
    return;

  gtk_list_box_bind_model (self->stages, sluice_setup_get_stages (setup), create_stage_row_cb, NULL, NULL);
  g_signal_connect_object (sluice_setup_get_tables (setup), "items-changed", G_CALLBACK (show_tables), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::query", G_CALLBACK (update_query), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::finished", G_CALLBACK (update_finished), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::attended", G_CALLBACK (update_finished), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sluice_setup_get_stage (setup, SLUICE_STAGE_SCHEDULE), "notify::state",
                           G_CALLBACK (update_finished), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::registration", G_CALLBACK (registration_cb), self, G_CONNECT_SWAPPED);
  sluice_lost_answer_set_setup (self->lost_answer, setup);
  sluice_unscheduled_group_set_setup (self->unscheduled, setup);
  registration_cb (self);
  show_tables (self);
  g_clear_object (&self->sight);
  self->sight = sluice_table_sight_new (setup, self->tables);
  g_clear_object (&self->news);
  self->news = sluice_load_news_new (setup, GTK_WIDGET (self));
  update_query (self);
  update_finished (self);
  state_cb (self);
}

static void
reopened_cb (SluiceProgressPage *self, guint step)
{
  SluiceStage *stage = sluice_setup_get_stage (self->setup, SLUICE_STAGE_CREATE);

  sluice_session_set_refusal (sluice_step_get_session (SLUICE_STEP (self)), sluice_stage_get_error (stage));
  sluice_step_go_to (SLUICE_STEP (self), (SluiceStepId) step);
}

static void
copy_cb (SluiceProgressPage *self)
{
  sluice_copy_button_copy (self->copy, sluice_setup_get_query (self->setup));
}

static void
sluice_progress_page_shown (SluiceStep *step)
{
  update_title (SLUICE_PROGRESS_PAGE (step));
  focus_stages (SLUICE_PROGRESS_PAGE (step));
}

static void
sluice_progress_page_complain (SluiceStep *step)
{
  SluiceProgressPage *self = SLUICE_PROGRESS_PAGE (step);
  const gboolean by_hand = gtk_widget_get_visible (GTK_WIDGET (self->webhook_card));
  const gboolean asked = gtk_widget_get_visible (GTK_WIDGET (self->lost_answer));
  const char *message;

  if (is_gone (self))
    {
      sluice_step_announce (step, gtk_label_get_label (self->gone_body));
      gtk_widget_grab_focus (self->set_up_again);
      return;
    }

  if (asked)
    message = _ ("It waits for what is asked above. You can close the window: Home keeps showing it.");
  else if (by_hand)
    message = _ ("The webhook is not registered yet. Set it up, poll instead, or finish it later.");
  else
    message = _ ("The first load is not complete yet. Close leaves it running; Home shows how it goes.");

  gtk_label_set_label (self->hint, message);
  gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "warning");
  sluice_step_announce (step, message);
  if (asked)
    gtk_widget_child_focus (GTK_WIDGET (self->lost_answer), GTK_DIR_TAB_FORWARD);
  else if (by_hand)
    gtk_widget_grab_focus (GTK_WIDGET (self->webhook_card));
}

static void
sluice_progress_page_constructed (GObject *object)
{
  SluiceProgressPage *self = SLUICE_PROGRESS_PAGE (object);

  G_OBJECT_CLASS (sluice_progress_page_parent_class)->constructed (object);

  g_signal_connect_object (sluice_step_get_session (SLUICE_STEP (self)), "notify::setup", G_CALLBACK (setup_cb), self,
                           G_CONNECT_SWAPPED);
  /* One that runs already: its page was closed, or it was taken up again. */
  setup_cb (self);
}

static void
sluice_progress_page_dispose (GObject *object)
{
  SluiceProgressPage *self = SLUICE_PROGRESS_PAGE (object);

  g_clear_object (&self->news);
  g_clear_object (&self->sight);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_PROGRESS_PAGE);
  g_clear_object (&self->setup);

  G_OBJECT_CLASS (sluice_progress_page_parent_class)->dispose (object);
}

static void
sluice_progress_page_class_init (SluiceProgressPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SluiceStepClass *step_class = SLUICE_STEP_CLASS (klass);

  object_class->constructed = sluice_progress_page_constructed;
  object_class->dispose = sluice_progress_page_dispose;

  step_class->shown = sluice_progress_page_shown;
  step_class->complain = sluice_progress_page_complain;

  g_type_ensure (SLUICE_TYPE_COPY_BUTTON);
  g_type_ensure (SLUICE_TYPE_LOST_ANSWER);
  g_type_ensure (SLUICE_TYPE_UNSCHEDULED_GROUP);
  g_type_ensure (SLUICE_TYPE_WEBHOOK_CARD);
  g_type_ensure (SLUICE_TYPE_REPORT_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/progress/sluice-progress-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceProgressPage, stages);
  gtk_widget_class_bind_template_child (widget_class, SluiceProgressPage, lost_answer);
  gtk_widget_class_bind_template_child (widget_class, SluiceProgressPage, unscheduled);
  gtk_widget_class_bind_template_child (widget_class, SluiceProgressPage, webhook_card);
  gtk_widget_class_bind_template_child (widget_class, SluiceProgressPage, gone_card);
  gtk_widget_class_bind_template_child (widget_class, SluiceProgressPage, gone_body);
  gtk_widget_class_bind_template_child (widget_class, SluiceProgressPage, set_up_again);
  gtk_widget_class_bind_template_child (widget_class, SluiceProgressPage, hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceProgressPage, tables_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceProgressPage, tables);
  gtk_widget_class_bind_template_child (widget_class, SluiceProgressPage, more);
  gtk_widget_class_bind_template_child (widget_class, SluiceProgressPage, report);
  gtk_widget_class_bind_template_child (widget_class, SluiceProgressPage, query_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceProgressPage, query_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceProgressPage, copy);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, reopened_cb);
  gtk_widget_class_bind_template_callback (widget_class, webhook_settled_cb);
}

static void
sluice_progress_page_init (SluiceProgressPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_copy_button_name (self->copy, _ ("Copy the query"));
}

SluiceStep *
sluice_progress_page_new (SluiceSession *session)
{
  return g_object_new (SLUICE_TYPE_PROGRESS_PAGE, "session", session, "id", SLUICE_STEP_PROGRESS, NULL);
}
