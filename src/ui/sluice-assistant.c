/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-assistant.h"
#include "sluice-connect-page.h"
#include "sluice-error-advice.h"
#include "sluice-keyring-banner.h"
#include "sluice-name-page.h"
#include "sluice-opened-plan.h"
#include "sluice-progress-page.h"
#include "sluice-receipt.h"
#include "sluice-review-page.h"
#include "sluice-setup-secrets.h"
#include "sluice-source-page.h"
#include "sluice-step-row.h"
#include "sluice-tables-page.h"
#include "sluice-toast.h"
#include "sluice-weak.h"
#include "sluice-when.h"

/* So many letters have room in the header of a window 360 pixels wide, the title's and the button's together. */
#define NARROW_LETTERS 32

struct _SluiceAssistant
{
  AdwNavigationPage parent_instance;

  SluiceSession *session;
  SluiceStep *steps[SLUICE_N_STEPS]; /* the stack's */
  SluiceStepRow *rows[SLUICE_N_STEPS];
  SluiceStepId current;
  DexFuture *applying;
  DexFuture *saving; /* the draft, since the person said so */
  guint move_on_id;
  gboolean looked;
  gboolean resuming; /* on the way to the first step that needs the person */
  GSettings *settings;

  AdwOverlaySplitView *split;
  AdwWindowTitle *window_title;
  AdwWindowTitle *narrow_title;
  GtkButton *cancel;
  GtkWidget *back;
  GtkWidget *narrow_back;
  GtkButton *next;
  GtkWidget *next_spinner;
  GtkLabel *next_label;
  GtkButton *stop;
  GtkListBox *list;
  GtkStack *stack;
  SluiceKeyringBanner *keyring_banner;
  AdwBanner *draft_banner;
  AdwBin *receipt_slot;
};

G_DEFINE_FINAL_TYPE (SluiceAssistant, sluice_assistant, ADW_TYPE_NAVIGATION_PAGE)

typedef enum
{
  PROP_SESSION = 1,
} SluiceAssistantProps;

static GParamSpec *properties[PROP_SESSION + 1];

enum
{
  SIGNAL_CLOSED,
  SIGNAL_KEPT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static SluiceStep *
get_step (SluiceAssistant *self)
{
  return self->steps[self->current];
}

/* Between the buttons of a small window there is not always room for the whole title. */
static const char *
get_short_title (SluiceStep *step)
{
  const char *title = sluice_step_get_title (step);
  const glong n_letters = g_utf8_strlen (title, -1) + g_utf8_strlen (sluice_step_get_next_label (step), -1);

  return n_letters > NARROW_LETTERS ? sluice_step_get_label (step) : title;
}

static void
update_header (SluiceAssistant *self)
{
  SluiceStep *step = get_step (self);
  gboolean narrow = adw_overlay_split_view_get_collapsed (self->split);
  gboolean read_only = sluice_session_get_read_only (self->session);
  g_autofree char *position = NULL;

  /* Translators: where one is in the assistant, in a narrow window: the number of the step, and of all steps */
  position = g_strdup_printf (_ ("Step %d of %d"), (int) self->current + 1, SLUICE_N_STEPS);
  adw_window_title_set_title (self->window_title, sluice_step_get_title (step));
  adw_window_title_set_subtitle (self->window_title, sluice_step_get_subtitle (step));
  adw_window_title_set_title (self->narrow_title, get_short_title (step));
  adw_window_title_set_subtitle (self->narrow_title, position);
  gtk_label_set_label (self->next_label, sluice_step_get_next_label (step));
  gtk_widget_set_visible (GTK_WIDGET (self->next_label), !narrow || !sluice_step_get_busy (step));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->next), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sluice_step_get_next_label (step), -1);
  gtk_widget_set_visible (self->next_spinner, sluice_step_get_busy (step));
  gtk_widget_set_visible (GTK_WIDGET (self->stop), sluice_step_get_busy (step) && !read_only);
  gtk_widget_set_visible (self->back, !read_only && !narrow && self->current > SLUICE_STEP_SOURCE);
  gtk_widget_set_visible (self->narrow_back, !read_only && narrow);
  gtk_button_set_label (self->cancel, self->current == SLUICE_STEP_PROGRESS ? _ ("Close") : _ ("Cancel"));
}

static void
update_rows (SluiceAssistant *self)
{
  gboolean read_only = sluice_session_get_read_only (self->session);

  for (guint i = 0; i < SLUICE_N_STEPS; i++)
    {
      SluiceStepPhase phase = i < self->current ?
                                  SLUICE_STEP_PHASE_DONE :
                                  (i == self->current ? SLUICE_STEP_PHASE_CURRENT : SLUICE_STEP_PHASE_TO_COME);

      sluice_step_row_set_phase (self->rows[i], phase, phase == SLUICE_STEP_PHASE_DONE && !read_only);
    }
}

static void
update (SluiceAssistant *self)
{
  update_header (self);
  update_rows (self);
}

static void
stop_applying (SluiceAssistant *self)
{
  SluiceSetup *setup = sluice_session_get_setup (self->session);

  /* A set-up goes on by itself. Up to the call that creates the source it can still be called off. */
  if (setup != NULL)
    sluice_setup_cancel (setup);
  dex_clear (&self->applying);
  g_clear_handle_id (&self->move_on_id, g_source_remove);
  sluice_step_set_busy (get_step (self), FALSE);
}

/* Whoever does not see the page change hears what it is now. */
static void
announce_step (SluiceStep *step)
{
  const char *subtitle = sluice_step_get_subtitle (step);
  g_autofree char *text =
      g_strjoin (". ", sluice_step_get_title (step), subtitle != NULL && *subtitle != '\0' ? subtitle : NULL, NULL);

  sluice_step_announce (step, text);
}

static void
show_step (SluiceAssistant *self, SluiceStepId id)
{
  const gboolean moves = id != self->current;

  if (moves)
    {
      stop_applying (self);
      sluice_step_hidden (get_step (self));
      self->current = id;
    }
  if (adw_overlay_split_view_get_collapsed (self->split))
    adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (get_step (self)));
  gtk_widget_set_visible (GTK_WIDGET (self->receipt_slot), id >= SLUICE_STEP_TABLES);
  update (self);
  sluice_step_shown (get_step (self));
  if (moves)
    announce_step (get_step (self));
}

/* It is not in the draft: where somebody looked is no part of a plan. */
static void
remember_step (SluiceAssistant *self)
{
  SluiceJournal *journal = sluice_session_get_journal (self->session);

  if (journal != NULL)
    g_settings_set (self->settings, "set-up-left", "(ss)", sluice_journal_get_id (journal),
                    self->current == SLUICE_STEP_REVIEW ? "review" : "");
}

static gboolean
was_left_on_review (SluiceAssistant *self)
{
  SluiceJournal *journal = sluice_session_get_journal (self->session);
  g_autofree char *id = NULL;
  g_autofree char *step = NULL;

  g_settings_get (self->settings, "set-up-left", "(ss)", &id, &step);

  return journal != NULL && g_str_equal (id, sluice_journal_get_id (journal)) && g_str_equal (step, "review");
}

static void
move_on_cb (gpointer user_data)
{
  SluiceAssistant *self = user_data;
  const gboolean resuming = self->resuming;

  self->move_on_id = 0;
  self->resuming = FALSE;
  stop_applying (self);
  if (self->current + 1 < SLUICE_N_STEPS)
    show_step (self, self->current + 1);
  else
    g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
  /* The tables that were chosen are there, and all of them still are. */
  if (resuming && self->current == SLUICE_STEP_TABLES && sluice_step_get_complete (get_step (self)))
    show_step (self, SLUICE_STEP_NAME);
  if (resuming && self->current == SLUICE_STEP_NAME && was_left_on_review (self) &&
      sluice_step_get_complete (get_step (self)))
    show_step (self, SLUICE_STEP_REVIEW);
}

static DexFuture *
applied_cb (DexFuture *future, gpointer user_data)
{
  g_autoptr (SluiceAssistant) self = g_weak_ref_get (user_data);

  if (self == NULL)
    return NULL;

  /* This may run on a fiber's small stack, where no page can be built: move on from the main loop. */
  sluice_step_set_busy (get_step (self), FALSE);
  if (dex_future_is_resolved (future) && self->move_on_id == 0)
    self->move_on_id = g_idle_add_once (move_on_cb, self);

  return NULL;
}

static void
next_clicked_cb (SluiceAssistant *self)
{
  SluiceStep *step = get_step (self);

  if (sluice_step_get_busy (step))
    return;
  if (!sluice_step_get_complete (step))
    {
      sluice_step_complain (step);
      return;
    }

  sluice_step_set_busy (step, TRUE);
  dex_clear (&self->applying);
  self->applying = dex_future_finally (sluice_step_apply (step), applied_cb, sluice_weak_new (self), sluice_weak_free);

  /* A page at work may have made what had the focus insensitive. Without a focus Escape would reach nobody. */
  if (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->next));
}

static void
advance_cb (SluiceAssistant *self, SluiceStep *step)
{
  if (step == get_step (self))
    next_clicked_cb (self);
}

static void
go_to_cb (SluiceAssistant *self, int id, SluiceStep *step)
{
  if (!sluice_session_get_read_only (self->session) && (guint) id < SLUICE_N_STEPS)
    show_step (self, (SluiceStepId) id);
}

static void
row_activated_cb (SluiceAssistant *self, SluiceStepRow *row)
{
  show_step (self, sluice_step_get_id (sluice_step_row_get_step (row)));
}

static void
stop_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  stop_applying (SLUICE_ASSISTANT (widget));
}

static void
back_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SluiceAssistant *self = SLUICE_ASSISTANT (widget);

  if (sluice_session_get_read_only (self->session))
    return;
  if (self->current == SLUICE_STEP_SOURCE)
    gtk_widget_activate_action (widget, "assistant.cancel", NULL);
  else
    show_step (self, self->current - 1);
}

static void
next_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  next_clicked_cb (SLUICE_ASSISTANT (widget));
}

static void
show_steps_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SluiceAssistant *self = SLUICE_ASSISTANT (widget);

  adw_overlay_split_view_set_show_sidebar (self->split, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

/* Escape takes back the last thing: steps laid over the page, a check that runs, the whole set-up after a question. */
static void
escape_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SluiceAssistant *self = SLUICE_ASSISTANT (widget);
  gboolean stoppable = sluice_step_get_busy (get_step (self)) && !sluice_session_get_read_only (self->session);

  if (adw_overlay_split_view_get_collapsed (self->split) && adw_overlay_split_view_get_show_sidebar (self->split))
    {
      adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
      sluice_step_shown (get_step (self));
    }
  else
    gtk_widget_activate_action (widget, stoppable ? "assistant.stop" : "assistant.cancel", NULL);
}

static DexFuture *
settled_cb (DexFuture *completed, gpointer user_data)
{
  g_application_release (user_data);

  return NULL;
}

/* Should the window close now, the program ends when that is done. */
static void
await_settled (DexFuture *future)
{
  GApplication *application = g_application_get_default ();

  g_application_hold (application);
  dex_future_disown (dex_future_finally (future, settled_cb, g_object_ref (application), g_object_unref));
}

static void draft_error_cb (SluiceAssistant *self);

/* Once the disk has it; the keyring may take its time for the passwords. */
static void
kept_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceAssistant *self = owner;

  if (error == NULL)
    await_settled (sluice_session_keep (self->session));
  else
    draft_error_cb (self);
  g_signal_emit (self, signals[error == NULL ? SIGNAL_CLOSED : SIGNAL_KEPT], 0);
}

static void
keep_for_later (SluiceAssistant *self)
{
  remember_step (self);
  /* What is being prepared is not sent behind the person's back. */
  stop_applying (self);
  dex_clear (&self->saving);
  self->saving = sluice_when (sluice_session_save_draft (self->session), self, kept_cb);
}

static void
response_cb (SluiceAssistant *self, const char *response)
{
  if (g_str_equal (response, "later"))
    {
      keep_for_later (self);
      return;
    }

  if (g_str_equal (response, "discard"))
    await_settled (sluice_session_discard (self->session));
  g_signal_emit (self, signals[g_str_equal (response, "keep") ? SIGNAL_KEPT : SIGNAL_CLOSED], 0);
}

static void
cancel_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SluiceAssistant *self = SLUICE_ASSISTANT (widget);
  AdwDialog *dialog = NULL;

  if (!sluice_assistant_get_has_input (self))
    {
      g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
      return;
    }

  dialog = adw_alert_dialog_new (_ ("Keep This Set-up for Later?"),
                                 _ ("Nothing has been created yet. What is kept is listed on the first page; its "
                                    "passwords and keys go to the keyring."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _ ("Keep _Editing"), "discard", _ ("_Discard"),
                                  "later", _ ("Keep for _Later"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "later", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "later");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static char *
dup_draft_problem (const GError *error)
{
  const char *advice = sluice_error_get_advice (error);

  if (advice == NULL)
    /* Translators: %s is the system's words for what is wrong. */
    return g_strdup_printf (_ ("What you choose is not being kept: %s"), error->message);

  /* Translators: the system's words for what is wrong, then a sentence with what to do about it. */
  return g_strdup_printf (_ ("What you choose is not being kept: %s. %s"), error->message, advice);
}

/* Long before anything is sent, which needs the disk too. */
static void
draft_error_cb (SluiceAssistant *self)
{
  const GError *error = sluice_session_get_draft_error (self->session);
  const gboolean shown = error != NULL && !sluice_session_get_read_only (self->session);
  g_autofree char *text = shown ? dup_draft_problem (error) : g_strdup ("");

  /* Its title is its name too, whether it is revealed or not. */
  adw_banner_set_title (self->draft_banner, text);
  adw_banner_set_revealed (self->draft_banner, shown);
  if (shown)
    sluice_announce (GTK_WIDGET (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
saved_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceAssistant *self = owner;

  if (error == NULL)
    sluice_announce (GTK_WIDGET (self), _ ("What you choose is being kept again."),
                     GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  else
    draft_error_cb (self);
}

static void
save_draft_cb (SluiceAssistant *self)
{
  dex_clear (&self->saving);
  self->saving = sluice_when (sluice_session_save_draft (self->session), self, saved_cb);
}

static void
read_only_cb (SluiceAssistant *self)
{
  update (self);
  draft_error_cb (self);
}

static void
collapsed_cb (SluiceAssistant *self)
{
  gboolean narrow = adw_overlay_split_view_get_collapsed (self->split);

  adw_overlay_split_view_set_show_sidebar (self->split, !narrow);
  for (guint i = 0; i < SLUICE_N_STEPS; i++)
    g_object_set (self->steps[i], "narrow", narrow, NULL);
  update_header (self);
}

static void
add_step (SluiceAssistant *self, SluiceStep *step)
{
  SluiceStepId id = sluice_step_get_id (step);

  self->steps[id] = step;
  gtk_stack_add_child (self->stack, GTK_WIDGET (step));
  self->rows[id] = SLUICE_STEP_ROW (sluice_step_row_new (step));
  gtk_list_box_append (self->list, GTK_WIDGET (self->rows[id]));

  g_signal_connect_object (step, "notify", G_CALLBACK (update_header), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (step, "advance", G_CALLBACK (advance_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (step, "go-to", G_CALLBACK (go_to_cb), self, G_CONNECT_SWAPPED);
}

static SluiceStepId
get_first_step (SluiceAssistant *self)
{
  if (sluice_session_get_setup (self->session) != NULL)
    return SLUICE_STEP_PROGRESS;

  /* What kind of source it is, somebody has said. */
  return sluice_session_get_resumed (self->session) ||
                 sluice_plan_get_opened (sluice_session_get_plan (self->session)) != NULL ?
             SLUICE_STEP_CONNECT :
             SLUICE_STEP_SOURCE;
}

static void
sluice_assistant_constructed (GObject *object)
{
  SluiceAssistant *self = SLUICE_ASSISTANT (object);

  G_OBJECT_CLASS (sluice_assistant_parent_class)->constructed (object);

  add_step (self, sluice_source_page_new (self->session));
  add_step (self, sluice_connect_page_new (self->session));
  add_step (self, sluice_tables_page_new (self->session));
  add_step (self, sluice_name_page_new (self->session));
  add_step (self, sluice_review_page_new (self->session));
  add_step (self, sluice_progress_page_new (self->session));

  adw_bin_set_child (self->receipt_slot,
                     sluice_receipt_new (sluice_session_get_plan (self->session),
                                         sluice_workspace_get_sources (sluice_session_get_workspace (self->session))));

  sluice_keyring_banner_set_keyring (self->keyring_banner,
                                     sluice_workspace_get_keyring (sluice_session_get_workspace (self->session)));
  g_signal_connect_object (self->session, "notify::read-only", G_CALLBACK (read_only_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::draft-error", G_CALLBACK (draft_error_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->split, "notify::collapsed", G_CALLBACK (collapsed_cb), self, G_CONNECT_SWAPPED);
  show_step (self, get_first_step (self));
}

/* A draft does not count as checked: what it lacks nothing for is checked again, and what was chosen is there. */
static void
sluice_assistant_map (GtkWidget *widget)
{
  SluiceAssistant *self = SLUICE_ASSISTANT (widget);

  GTK_WIDGET_CLASS (sluice_assistant_parent_class)->map (widget);

  if (self->looked)
    return;
  self->looked = TRUE;
  if (!sluice_session_get_resumed (self->session) || self->current != SLUICE_STEP_CONNECT)
    return;
  if (sluice_step_get_complete (get_step (self)))
    {
      self->resuming = TRUE;
      next_clicked_cb (self);
    }
  else
    {
      SluiceForm *form = sluice_plan_get_form (sluice_session_get_plan (self->session));
      g_autoptr (SecretValue) secrets = sluice_setup_secrets_take (sluice_session_get_plan (self->session));

      sluice_step_complain (get_step (self));
      if (secrets == NULL && form != NULL && sluice_form_has_secret_fields (form))
        sluice_toast_show_for (
            GTK_WIDGET (self),
            _ ("This computer does not have the source’s passwords and keys any more. Enter them again."), 10);
    }
}

static void
sluice_assistant_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceAssistant *self = SLUICE_ASSISTANT (object);

  switch ((SluiceAssistantProps) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_assistant_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SluiceAssistant *self = SLUICE_ASSISTANT (object);

  switch ((SluiceAssistantProps) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_assistant_dispose (GObject *object)
{
  SluiceAssistant *self = SLUICE_ASSISTANT (object);

  dex_clear (&self->applying);
  dex_clear (&self->saving);
  g_clear_handle_id (&self->move_on_id, g_source_remove);
  /* The pages go now and tell of it: there is no header left to be told. */
  for (guint i = 0; i < SLUICE_N_STEPS; i++)
    if (self->steps[i] != NULL)
      g_signal_handlers_disconnect_by_data (self->steps[i], self);
  if (self->split != NULL)
    g_signal_handlers_disconnect_by_data (self->split, self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_ASSISTANT);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sluice_assistant_parent_class)->dispose (object);
}

/* Back is the arrow that points to where one came from: the other one where lines are read from right to left. */
static gboolean
arrow_cb (GtkWidget *widget, GVariant *arguments, gpointer unused)
{
  if (g_variant_get_int32 (arguments) != (gint32) gtk_widget_get_direction (widget))
    return GDK_EVENT_PROPAGATE;

  return gtk_widget_activate_action (widget, "assistant.back", NULL);
}

static void
sluice_assistant_class_init (SluiceAssistantClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sluice_assistant_constructed;
  object_class->get_property = sluice_assistant_get_property;
  object_class->set_property = sluice_assistant_set_property;
  object_class->dispose = sluice_assistant_dispose;
  widget_class->map = sluice_assistant_map;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, SLUICE_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CLOSED] =
      g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_KEPT] =
      g_signal_new ("kept", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_KEYRING_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sluice_app/Sluice/sluice-assistant.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceAssistant, split);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssistant, window_title);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssistant, narrow_title);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssistant, cancel);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssistant, back);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssistant, narrow_back);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssistant, next);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssistant, next_spinner);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssistant, next_label);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssistant, stop);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssistant, list);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssistant, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssistant, keyring_banner);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssistant, draft_banner);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssistant, receipt_slot);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_draft_cb);

  gtk_widget_class_install_action (widget_class, "assistant.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "assistant.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "assistant.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "assistant.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "assistant.escape", NULL, escape_action);
  gtk_widget_class_install_action (widget_class, "assistant.show-steps", NULL, show_steps_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, arrow_cb, "i", GTK_TEXT_DIR_LTR);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_ALT_MASK, arrow_cb, "i", GTK_TEXT_DIR_RTL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "assistant.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "assistant.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "assistant.escape", NULL);
}

static void
sluice_assistant_init (SluiceAssistant *self)
{
  self->settings = g_settings_new (APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
}

SluiceAssistant *
sluice_assistant_new (SluiceSession *session)
{
  return g_object_new (SLUICE_TYPE_ASSISTANT, "session", session, NULL);
}

SluiceSession *
sluice_assistant_get_session (SluiceAssistant *self)
{
  g_return_val_if_fail (SLUICE_IS_ASSISTANT (self), NULL);

  return self->session;
}

gboolean
sluice_assistant_get_has_input (SluiceAssistant *self)
{
  g_return_val_if_fail (SLUICE_IS_ASSISTANT (self), FALSE);

  return sluice_session_get_changed (self->session);
}

void
sluice_assistant_want_type (SluiceAssistant *self, const char *name)
{
  g_return_if_fail (SLUICE_IS_ASSISTANT (self));

  sluice_source_page_want (SLUICE_SOURCE_PAGE (self->steps[SLUICE_STEP_SOURCE]), name);
}
