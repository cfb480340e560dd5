/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-assistant.h"
#include "sluice-error-advice.h"
#include "sluice-fiber.h"
#include "sluice-plan-files.h"
#include "sluice-when.h"
#include "sluice-window-private.h"

static void
complain (SluiceWindow *self, const char *message, const char *advice)
{
  g_autofree char *body = g_strjoin ("\n\n", message, advice, NULL);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("This Plan Cannot Be Used"), body);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

void
sluice_window_forget_plan (SluiceWindow *self)
{
  const gboolean waits = self->plan_waits;

  dex_clear (&self->reading_plan);
  dex_clear (&self->beginning_plan);
  g_clear_handle_id (&self->plan_id, g_source_remove);
  g_clear_pointer (&self->wanted_plan, sluice_opened_plan_unref);
  self->making_room = FALSE;
  self->plan_waits = FALSE;
  if (waits)
    sluice_window_show_notice (self, NULL);
}

/* Beginning */

typedef struct
{
  SluiceWorkspace *workspace;
  SluiceOpenedPlan *opened;
} Beginning;

static void
beginning_free (gpointer data)
{
  Beginning *self = data;

  g_object_unref (self->workspace);
  sluice_opened_plan_unref (self->opened);
  g_free (self);
}

static DexFuture *
begin_fiber (gpointer data)
{
  Beginning *self = data;
  GListModel *types = sluice_workspace_get_source_types (self->workspace);
  SluicePlan *plan = NULL;
  GError *error = NULL;

  if (g_list_model_get_n_items (types) == 0 &&
      !dex_await (sluice_workspace_refresh_source_types (self->workspace), &error))
    return dex_future_new_for_error (error);
  plan = sluice_plan_new_from_opened (self->opened, types, &error);

  return plan != NULL ? dex_future_new_take_object (plan) : dex_future_new_for_error (error);
}

static void
begun_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceWindow *self = owner;
  g_autoptr (SluicePlan) plan = value != NULL ? g_value_dup_object (value) : NULL;
  g_autoptr (SluiceSession) session = NULL;

  dex_clear (&self->beginning_plan);
  if (plan == NULL)
    {
      sluice_window_forget_plan (self);
      complain (self, error->message, sluice_error_get_advice (error));
      return;
    }
  /* Somebody went elsewhere meanwhile. */
  if (!sluice_window_is_at_home (self))
    {
      sluice_window_consider_plan (self);
      return;
    }

  session = sluice_session_new (self->workspace, plan);
  sluice_window_forget_plan (self);
  sluice_window_push_session (self, session);
}

static void
begin (SluiceWindow *self)
{
  Beginning *beginning = g_new0 (Beginning, 1);

  beginning->workspace = g_object_ref (self->workspace);
  beginning->opened = sluice_opened_plan_ref (self->wanted_plan);
  self->beginning_plan = sluice_when (sluice_fiber_spawn (begin_fiber, beginning, beginning_free), self, begun_cb);
}

/* Until there is a project that it can be for. */
static void
say_that_it_waits (SluiceWindow *self)
{
  g_autofree char *text = NULL;

  if (self->opening != NULL || self->plan_waits)
    return;

  self->plan_waits = TRUE;
  /* Translators: %s is the name of a file; shown while there is no project yet */
  text = g_strdup_printf (_ ("“%s” is opened once you are connected to PostHog, or in the practice workspace."),
                          sluice_opened_plan_get_name (self->wanted_plan));
  sluice_window_show_notice (self, text);
}

static void
consider (gpointer user_data)
{
  SluiceWindow *self = user_data;
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  self->plan_id = 0;
  /* The practice workspace may have ended, and the set-up that was asked about with it. */
  if (!SLUICE_IS_ASSISTANT (page))
    self->making_room = FALSE;
  /* What asks something is answered first. */
  if (self->wanted_plan == NULL || self->beginning_plan != NULL || self->making_room || self->signing_out != NULL ||
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return;

  if (sluice_window_is_at_home (self))
    begin (self);
  else if (self->home == NULL || sluice_window_is_asking_for_key (self))
    say_that_it_waits (self);
  else if (SLUICE_IS_ASSISTANT (page) && sluice_assistant_get_has_input (SLUICE_ASSISTANT (page)))
    {
      self->making_room = TRUE;
      gtk_widget_activate_action (GTK_WIDGET (page), "assistant.cancel", NULL);
    }
  else if (SLUICE_IS_ASSISTANT (page))
    adw_navigation_view_pop (self->navigation);
}

void
sluice_window_consider_plan (SluiceWindow *self)
{
  if (self->wanted_plan != NULL && self->plan_id == 0)
    self->plan_id = g_idle_add_once (consider, self);
}

/* Reading */

static void
read_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceWindow *self = owner;
  SluiceOpenedPlan *opened = value != NULL ? g_value_dup_boxed (value) : NULL;
  const gboolean making_room = self->making_room;

  dex_clear (&self->reading_plan);
  if (opened == NULL)
    {
      complain (self, error->message, NULL);
      return;
    }

  sluice_window_forget_plan (self);
  self->wanted_plan = opened;
  /* Whoever is being asked about another set-up is asked once, and answers for this plan, too. */
  self->making_room = making_room;
  sluice_window_consider_plan (self);
}

void
sluice_window_open_plan (SluiceWindow *self, GFile *file)
{
  g_return_if_fail (SLUICE_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  dex_clear (&self->reading_plan);
  self->reading_plan = sluice_when (sluice_plan_file_open (file), self, read_cb);
}

void
sluice_window_open_plans (SluiceWindow *self, GFile **files, guint n_files)
{
  g_return_if_fail (SLUICE_IS_WINDOW (self));

  if (n_files == 1)
    sluice_window_open_plan (self, files[0]);
  else if (n_files > 1)
    complain (self, _ ("Open one plan at a time."), NULL);
}

/* Choosing one, and dropping one */

static void
chosen_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceWindow *self = owner;

  dex_clear (&self->reading_plan);
  if (value != NULL)
    sluice_window_open_plan (self, g_value_get_object (value));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    complain (self, error->message, NULL);
}

static void
open_plan_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);

  /* Not behind a dialog, where the keys still reach the window. */
  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return;

  dex_clear (&self->reading_plan);
  self->reading_plan = sluice_when (sluice_plan_file_choose (widget, _ ("Open a Plan")), self, chosen_cb);
}

/* From a page where files may be something else, too. */
static void
open_plan_file_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  sluice_window_open_plan (SLUICE_WINDOW (widget), file);
}

static GdkDragAction
enter_cb (SluiceWindow *self, double x, double y)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL ? GDK_ACTION_COPY : 0;
}

static gboolean
drop_cb (SluiceWindow *self, const GValue *value)
{
  GSList *list = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (GSList *item = list; item != NULL; item = item->next)
    g_ptr_array_add (files, item->data);
  sluice_window_open_plans (self, (GFile **) files->pdata, files->len);
  g_slist_free (list);

  return TRUE;
}

void
sluice_window_install_plan_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open-plan", NULL, open_plan_action);
  gtk_widget_class_install_action (widget_class, "win.open-plan-file", "s", open_plan_file_action);
}

void
sluice_window_create_plans (SluiceWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->navigation), GTK_EVENT_CONTROLLER (target));
  gtk_widget_add_css_class (GTK_WIDGET (self->navigation), "drop-zone");
  g_signal_connect (self, "notify::visible-dialog", G_CALLBACK (sluice_window_consider_plan), NULL);
}

void
sluice_window_dispose_plans (SluiceWindow *self)
{
  dex_clear (&self->reading_plan);
  dex_clear (&self->beginning_plan);
  g_clear_handle_id (&self->plan_id, g_source_remove);
  g_clear_pointer (&self->wanted_plan, sluice_opened_plan_unref);
}
