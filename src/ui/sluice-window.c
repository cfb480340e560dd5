/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-api-error.h"
#include "sluice-assistant.h"
#include "sluice-dialog-keys.h"
#include "sluice-projects-menu.h"
#include "sluice-switch-dialog.h"
#include "sluice-when.h"
#include "sluice-window-private.h"

G_DEFINE_FINAL_TYPE (SluiceWindow, sluice_window, ADW_TYPE_APPLICATION_WINDOW)

gboolean
sluice_window_is_at_home (SluiceWindow *self)
{
  return self->home != NULL &&
         adw_navigation_view_get_visible_page (self->navigation) == ADW_NAVIGATION_PAGE (self->home);
}

static gboolean
is_at_start (SluiceWindow *self)
{
  return self->start != NULL &&
         adw_navigation_view_get_visible_page (self->navigation) == ADW_NAVIGATION_PAGE (self->start);
}

/* Nothing can be begun on Home that the end of signing out would take away. */
void
sluice_window_update_actions (SluiceWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const gboolean at_home = sluice_window_is_at_home (self) && self->signing_out == NULL;
  GAction *open = g_action_map_lookup_action (G_ACTION_MAP (self->projects), "open");
  g_autofree char *target =
      self->account != NULL ? sluice_projects_menu_dup_target (self->account) : g_strdup (SLUICE_PROJECT_PRACTICE);

  gtk_widget_action_set_enabled (widget, "win.add-source", at_home);
  gtk_widget_action_set_enabled (widget, "win.refresh", at_home);
  gtk_widget_action_set_enabled (widget, "win.browse", is_at_start (self));
  gtk_widget_action_set_enabled (widget, "win.sign-in", at_home || self->start != NULL);
  gtk_widget_action_set_enabled (widget, "win.new-key", sluice_window_can_ask_for_key (self));
  gtk_widget_action_set_enabled (widget, "win.sign-out", at_home && self->account != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (open), at_home);
  g_simple_action_set_state (G_SIMPLE_ACTION (open), g_variant_new_string (target));
  sluice_projects_menu_fill (self->projects_menu, self->accounts, self->account);
  gtk_widget_action_set_enabled (widget, "win.open-plan", self->signing_out == NULL);
  sluice_window_consider_plan (self);
}

/* What is to be read in one's own time, and covers nothing meanwhile. NULL takes it away. */
void
sluice_window_show_notice (SluiceWindow *self, const char *text)
{
  if (text != NULL)
    {
      adw_banner_set_title (self->notice, text);
      sluice_announce (GTK_WIDGET (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  adw_banner_set_revealed (self->notice, text != NULL);
}

/* Where it shows, or shows again: the start page in the place of whatever there is. */
SluiceStartPage *
sluice_window_show_start (SluiceWindow *self)
{
  AdwNavigationPage *pages[1] = { NULL };

  if (self->start == NULL)
    {
      dex_clear (&self->adding);
      self->home = NULL;
      g_clear_object (&self->workspace);
      g_clear_object (&self->account);
      self->start = sluice_start_page_new ();
      pages[0] = ADW_NAVIGATION_PAGE (self->start);
      adw_navigation_view_replace (self->navigation, pages, 1);
    }
  sluice_window_update_actions (self);

  return self->start;
}

/* What was to be resumed, now that its project is open. */
static void
resume_wanted (SluiceWindow *self)
{
  g_autoptr (SluiceJournal) journal = g_steal_pointer (&self->wanted_journal);

  if (journal != NULL && sluice_workspace_has_project (self->workspace, sluice_journal_get_base_url (journal),
                                                       sluice_journal_get_project_id (journal)))
    sluice_home_page_resume (self->home, journal);
}

/* What the launcher asked for, unless a kind of source was picked meanwhile: that is begun by itself. */
static void
add_wanted (SluiceWindow *self)
{
  const gboolean wants_source = self->wants_source;

  self->wants_source = FALSE;
  if (wants_source && self->wanted_type == NULL && sluice_window_is_at_home (self))
    sluice_window_begin_set_up (self, NULL);
}

void
sluice_window_show_workspace (SluiceWindow *self, SluiceWorkspace *workspace, SluiceAccount *account)
{
  AdwNavigationPage *pages[1] = { NULL };

  dex_clear (&self->adding);
  sluice_workspace_set_keyring (workspace, self->keyring);
  g_set_object (&self->workspace, workspace);
  g_set_object (&self->account, account);
  g_clear_object (&self->wanted);
  self->home = sluice_home_page_new (self->workspace);
  sluice_home_page_set_projects_menu (self->home, G_MENU_MODEL (self->projects_menu));
  sluice_home_page_set_sessions (self->home, G_LIST_MODEL (self->sessions));
  g_signal_connect_object (self->home, "show-session", G_CALLBACK (sluice_window_show_session), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->home, "resumed", G_CALLBACK (sluice_window_show_session), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->home, "elsewhere", G_CALLBACK (sluice_window_ask_to_switch), self, G_CONNECT_SWAPPED);
  pages[0] = ADW_NAVIGATION_PAGE (self->home);
  adw_navigation_view_replace (self->navigation, pages, 1);
  self->start = NULL;
  sluice_window_update_actions (self);
  resume_wanted (self);
  add_wanted (self);
}

/* The practice workspace */

/* What became of what was being set up there: whether a create arrived only the server knows. */
static char *
dup_fate (SluiceWindow *self)
{
  SluiceClient *client = sluice_workspace_get_client (self->practice_workspace);
  const guint n_left = sluice_journal_leave_running (sluice_client_get_base_url (client));
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  if (n_left > 0)
    return g_strdup (
        ngettext ("The set-up that was under way is kept. The first page lists it under “Unfinished” once the "
                  "practice workspace is open again, and says there whether its source exists.",
                  "The set-ups that were under way are kept. The first page lists them under “Unfinished” "
                  "once the practice workspace is open again, and says there whether their sources exist.",
                  n_left));

  return SLUICE_IS_ASSISTANT (page) ? g_strdup (_ ("Nothing more was being sent.")) : NULL;
}

/* Nothing of them can go on. */
static void
leave_sessions (SluiceWindow *self, SluiceWorkspace *workspace)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->sessions)); i > 0; i--)
    {
      g_autoptr (SluiceSession) session = g_list_model_get_item (G_LIST_MODEL (self->sessions), i - 1);

      if (sluice_session_get_workspace (session) == workspace)
        g_list_store_remove (self->sessions, i - 1);
    }
}

/* The practice server ended by itself: nothing of it that is shown can be refreshed any more. */
static void
exited_cb (SluiceWindow *self, const char *message)
{
  const gboolean shown = self->workspace != NULL && self->workspace == self->practice_workspace;
  g_autofree char *fate = self->practice_workspace != NULL ? dup_fate (self) : NULL;
  g_autofree char *text = g_strjoin ("\n\n", message, fate, NULL);

  leave_sessions (self, self->practice_workspace);
  g_clear_object (&self->practice_workspace);
  g_clear_object (&self->practice);
  if (shown)
    sluice_start_page_show_failure (sluice_window_show_start (self), _ ("The Practice Workspace Has Ended"), text);
}

static void
started_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceWindow *self = owner;

  dex_clear (&self->opening);
  if (value != NULL)
    {
      self->practice_workspace = sluice_workspace_new (g_value_get_object (value), self->practice);
      sluice_accounts_set_current (self->accounts, NULL);
      sluice_window_show_workspace (self, self->practice_workspace, NULL);
    }
  else if (!sluice_error_is_cancelled (error))
    sluice_start_page_show_failure (sluice_window_show_start (self), _ ("The Practice Workspace Did Not Start"),
                                    error->message);
}

void
sluice_window_start_practice (SluiceWindow *self)
{
  dex_clear (&self->opening);
  g_clear_object (&self->wanted);
  if (self->practice_workspace != NULL)
    {
      sluice_accounts_set_current (self->accounts, NULL);
      sluice_window_show_workspace (self, self->practice_workspace, NULL);
      return;
    }

  g_clear_object (&self->practice);
  self->practice = sluice_practice_process_new ();
  g_signal_connect_object (self->practice, "exited", G_CALLBACK (exited_cb), self, G_CONNECT_SWAPPED);

  sluice_start_page_show_progress (sluice_window_show_start (self), _ ("Starting the Practice Workspace…"),
                                   sluice_practice_process_is_confined () ?
                                       "" :
                                       _ ("The first time this fills a sample database, which takes a moment."));
  self->opening =
      sluice_when (sluice_practice_process_start (self->practice, (const char *const *) self->practice_arguments), self,
                   started_cb);
}

static void
retry_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);
  g_autoptr (SluiceAccount) wanted = self->wanted != NULL ? g_object_ref (self->wanted) : NULL;

  if (self->start == NULL)
    return;
  if (wanted != NULL)
    sluice_window_open_account (self, wanted);
  else
    sluice_window_start_practice (self);
}

static void
notice_cb (SluiceWindow *self)
{
  if (self->plan_waits)
    sluice_window_forget_plan (self);
  adw_banner_set_revealed (self->notice, FALSE);
}

static void
practice_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);

  if (self->start != NULL && self->opening == NULL)
    sluice_window_start_practice (self);
}

static void
closed_cb (SluiceWindow *self)
{
  const gboolean closing = self->closing;

  self->closing = FALSE;
  self->making_room = FALSE;
  if (!closing || (!self->quitting && sluice_background_enter (self->background)))
    adw_navigation_view_pop (self->navigation);
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
kept_cb (SluiceWindow *self)
{
  self->closing = FALSE;
  self->quitting = FALSE;
  if (self->making_room)
    sluice_window_forget_plan (self);
}

static void
popped_cb (SluiceWindow *self, AdwNavigationPage *page)
{
  /* Whoever goes back wants the key no more, and may begin something else. */
  if (SLUICE_IS_SIGN_IN_PAGE (page))
    {
      dex_clear (&self->adding);
      g_clear_pointer (&self->wanted_type, g_free);
      g_clear_object (&self->wanted_journal);
      self->wants_source = FALSE;
    }
  sluice_window_update_actions (self);
  if (self->home != NULL)
    sluice_home_page_refresh (self->home);
}

static void
under_way_cb (SluiceWindow *self, GParamSpec *pspec, SluiceSession *session)
{
  guint position;

  if (sluice_session_get_under_way (session))
    {
      if (!g_list_store_find (self->sessions, session, NULL))
        g_list_store_append (self->sessions, session);
    }
  else if (g_list_store_find (self->sessions, session, &position))
    g_list_store_remove (self->sessions, position);
}

/* What is under way is on Home for as long, whether its page is open or not. */
static void
follow_session (SluiceWindow *self, SluiceSession *session)
{
  g_signal_handlers_disconnect_by_func (session, under_way_cb, self);
  g_signal_connect_object (session, "notify::under-way", G_CALLBACK (under_way_cb), self, G_CONNECT_SWAPPED);
  under_way_cb (self, NULL, session);
}

static SluiceAssistant *
push_assistant (SluiceWindow *self, SluiceSession *session)
{
  SluiceAssistant *assistant = sluice_assistant_new (session);

  g_signal_connect_object (assistant, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (assistant, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  follow_session (self, session);

  return assistant;
}

void
sluice_window_show_session (SluiceWindow *self, SluiceSession *session)
{
  g_autoptr (SluiceSession) held = g_object_ref (session);

  /* Somebody went elsewhere while it was being read: Home lists it, a draft as before, one that goes on as such. */
  if (!sluice_window_is_at_home (self))
    {
      follow_session (self, held);
      return;
    }

  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (push_assistant (self, held)));
  sluice_window_update_actions (self);
}

void
sluice_window_quit (SluiceWindow *self)
{
  g_return_if_fail (SLUICE_IS_WINDOW (self));

  self->quitting = TRUE;
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_window_close (GTK_WINDOW (self));
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

void
sluice_window_push_session (SluiceWindow *self, SluiceSession *session)
{
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (push_assistant (self, session)));
  sluice_window_update_actions (self);
}

/* @type_name: (nullable): the kind of source that was picked already */
void
sluice_window_begin_set_up (SluiceWindow *self, const char *type_name)
{
  g_autoptr (SluicePlan) plan = sluice_plan_new ();
  g_autoptr (SluiceSession) session = sluice_session_new (self->workspace, plan);
  SluiceAssistant *assistant = push_assistant (self, session);

  if (type_name != NULL)
    sluice_assistant_want_type (assistant, type_name);
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (assistant));
  sluice_window_update_actions (self);
}

/* A set-up keeps its own project */

static void
switch_response_cb (SluiceWindow *self, const char *response, AdwDialog *dialog)
{
  SluiceJournal *journal = sluice_switch_dialog_get_journal (dialog);
  SluiceAccount *account;

  if (!g_str_equal (response, "switch") || !sluice_window_is_at_home (self))
    return;

  g_set_object (&self->wanted_journal, journal);
  account = sluice_accounts_find (self->accounts, sluice_journal_get_base_url (journal),
                                  sluice_journal_get_project_id (journal));
  if (account != NULL)
    sluice_window_open_account (self, account);
  else
    sluice_sign_in_page_set_purpose (sluice_window_ask_for_key (self, NULL, NULL),
                                     sluice_journal_get_base_url (journal), sluice_switch_dialog_get_purpose (dialog));
}

void
sluice_window_ask_to_switch (SluiceWindow *self, SluiceJournal *journal)
{
  SluiceAccount *account = sluice_accounts_find (self->accounts, sluice_journal_get_base_url (journal),
                                                 sluice_journal_get_project_id (journal));
  AdwDialog *dialog = sluice_switch_dialog_new (journal, account);

  g_signal_connect_object (dialog, "response", G_CALLBACK (switch_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
add_source_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);

  /* Not behind a dialog, where the keys still reach the window. */
  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL)
    sluice_window_begin_set_up (self, NULL);
}

/* From where it was being watched: Home reads what was kept of it, and opens that as a draft. */
static void
set_up_again_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);
  g_autoptr (SluiceJournal) journal = NULL;

  if (!SLUICE_IS_ASSISTANT (page) || self->home == NULL)
    return;

  g_set_object (&journal, sluice_session_get_journal (sluice_assistant_get_session (SLUICE_ASSISTANT (page))));
  adw_navigation_view_pop (self->navigation);
  /* A notification shows a set-up over whichever project is open. */
  if (sluice_workspace_has_project (self->workspace, sluice_journal_get_base_url (journal),
                                    sluice_journal_get_project_id (journal)))
    sluice_home_page_resume (self->home, journal);
  else
    sluice_window_ask_to_switch (self, journal);
}

static void
refresh_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);

  sluice_home_page_refresh (self->home);
}

/* What was typed is not lost without a question. */
static gboolean
sluice_window_close_request (GtkWindow *window)
{
  SluiceWindow *self = SLUICE_WINDOW (window);
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  if (SLUICE_IS_ASSISTANT (page) && sluice_assistant_get_has_input (SLUICE_ASSISTANT (page)))
    {
      if (!self->closing)
        gtk_widget_activate_action (GTK_WIDGET (page), "assistant.cancel", NULL);
      self->closing = TRUE;
      return GDK_EVENT_STOP;
    }
  /* What is under way goes on, unless it was asked to end as well. */
  if (!self->quitting && sluice_background_enter (self->background))
    return GDK_EVENT_STOP;

  return GTK_WINDOW_CLASS (sluice_window_parent_class)->close_request (window);
}

static void
sluice_window_dispose (GObject *object)
{
  SluiceWindow *self = SLUICE_WINDOW (object);

  dex_clear (&self->opening);
  dex_clear (&self->adding);
  dex_clear (&self->signing_out);
  dex_clear (&self->finding);
  sluice_window_dispose_plans (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "projects", NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_WINDOW);
  self->start = NULL;
  self->home = NULL;
  /* The portal's answer may hold it, and the window is no more. */
  if (self->background != NULL)
    g_object_run_dispose (G_OBJECT (self->background));
  g_clear_object (&self->background);
  g_clear_object (&self->sessions);
  g_clear_object (&self->wanted_journal);
  g_clear_object (&self->workspace);
  g_clear_object (&self->practice_workspace);
  g_clear_object (&self->practice);
  g_clear_object (&self->account);
  g_clear_object (&self->wanted);
  g_clear_object (&self->added);
  g_clear_object (&self->accounts);
  g_clear_object (&self->keyring);
  g_clear_object (&self->projects_menu);
  g_clear_object (&self->projects);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sluice_window_parent_class)->dispose (object);
}

static void
sluice_window_finalize (GObject *object)
{
  SluiceWindow *self = SLUICE_WINDOW (object);

  g_strfreev (self->practice_arguments);
  g_free (self->wanted_type);
  g_free (self->wanted_setup);

  G_OBJECT_CLASS (sluice_window_parent_class)->finalize (object);
}

static void
sluice_window_class_init (SluiceWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_window_dispose;
  object_class->finalize = sluice_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = sluice_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sluice_app/Sluice/sluice-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, navigation);
  gtk_widget_class_bind_template_callback (widget_class, notice_cb);
  gtk_widget_class_bind_template_callback (widget_class, popped_cb);

  sluice_window_install_account_actions (widget_class);
  sluice_window_install_plan_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "win.practice", NULL, practice_action);
  gtk_widget_class_install_action (widget_class, "win.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "win.add-source", NULL, add_source_action);
  gtk_widget_class_install_action (widget_class, "win.set-up-again", NULL, set_up_again_action);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
}

static void
sluice_window_init (SluiceWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  if (DEVELOPMENT_BUILD)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");

  self->settings = g_settings_new (APPLICATION_ID);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);

  sluice_dialog_keys_serve (ADW_APPLICATION_WINDOW (self));
  self->sessions = g_list_store_new (SLUICE_TYPE_SESSION);
  self->background = sluice_background_new (GTK_WINDOW (self), G_LIST_MODEL (self->sessions));
  sluice_window_create_accounts (self);
  sluice_window_create_plans (self);
  self->start = sluice_start_page_new ();
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (self->start));
  sluice_window_update_actions (self);
}

SluiceWindow *
sluice_window_new (AdwApplication *application)
{
  g_return_val_if_fail (ADW_IS_APPLICATION (application), NULL);

  return g_object_new (SLUICE_TYPE_WINDOW, "application", application, NULL);
}

SluiceAccounts *
sluice_window_get_accounts (SluiceWindow *self)
{
  g_return_val_if_fail (SLUICE_IS_WINDOW (self), NULL);

  return self->accounts;
}

void
sluice_window_open_last (SluiceWindow *self)
{
  SluiceAccount *current = NULL;

  g_return_if_fail (SLUICE_IS_WINDOW (self));

  current = sluice_accounts_get_current (self->accounts);
  if (current != NULL && self->start != NULL && self->opening == NULL && self->wanted == NULL &&
      !sluice_window_is_asking_for_key (self))
    sluice_window_open_account (self, current);
}

void
sluice_window_open_practice (SluiceWindow *self, const char *const *arguments)
{
  gboolean can_leave;

  g_return_if_fail (SLUICE_IS_WINDOW (self));

  /* Home of another project, or the start page unless a key is being added there or it is on its way already. */
  can_leave = self->start == NULL ?
                  sluice_window_is_at_home (self) && self->account != NULL && self->signing_out == NULL :
                  self->adding == NULL && (self->opening == NULL || self->wanted != NULL);
  if (!can_leave)
    return;

  if (arguments != NULL && self->practice_workspace == NULL)
    {
      g_strfreev (self->practice_arguments);
      self->practice_arguments = g_strdupv ((char **) arguments);
    }
  sluice_window_start_practice (self);
}

void
sluice_window_add_source (SluiceWindow *self)
{
  g_return_if_fail (SLUICE_IS_WINDOW (self));

  /* Not behind a dialog, which may hold what was typed. */
  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return;

  if (self->start != NULL && self->opening != NULL)
    self->wants_source = TRUE;
  else if (sluice_window_is_at_home (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.add-source", NULL);
  else if (is_at_start (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.browse", NULL);
}
