/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-api-error.h"
#include "sluice-assistant.h"
#include "sluice-home-page.h"
#include "sluice-start-page.h"
#include "sluice-when.h"
#include "sluice-window.h"

struct _SluiceWindow
{
  AdwApplicationWindow parent_instance;

  GSettings *settings;
  SluicePracticeProcess *practice;
  SluiceWorkspace *workspace;
  GStrv practice_arguments;
  DexFuture *starting;
  gboolean closing;

  AdwToastOverlay *toasts;
  AdwNavigationView *navigation;
  SluiceStartPage *start;
  SluiceHomePage *home;
};

G_DEFINE_FINAL_TYPE (SluiceWindow, sluice_window, ADW_TYPE_APPLICATION_WINDOW)

static gboolean
is_adding (SluiceWindow *self)
{
  return SLUICE_IS_ASSISTANT (adw_navigation_view_get_visible_page (self->navigation));
}

static void
update_actions (SluiceWindow *self)
{
  gboolean at_home = self->home != NULL && !is_adding (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.add-source", at_home);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.refresh", at_home);
}

static void
show_home (SluiceWindow *self)
{
  AdwNavigationPage *pages[1] = { NULL };

  self->home = sluice_home_page_new (self->workspace);
  pages[0] = ADW_NAVIGATION_PAGE (self->home);
  adw_navigation_view_replace (self->navigation, pages, 1);
  self->start = NULL;
  update_actions (self);
}

/* The practice server ended by itself: nothing that is shown can be refreshed any more. */
static void
exited_cb (SluiceWindow *self, const char *message)
{
  AdwNavigationPage *pages[1] = { NULL };

  self->home = NULL;
  g_clear_object (&self->workspace);
  g_clear_object (&self->practice);
  self->start = sluice_start_page_new ();
  sluice_start_page_show_failure (self->start, _ ("The Practice Workspace Has Ended"), message);
  pages[0] = ADW_NAVIGATION_PAGE (self->start);
  adw_navigation_view_replace (self->navigation, pages, 1);
  update_actions (self);
}

static void
started_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceWindow *self = owner;

  if (value != NULL)
    {
      self->workspace = sluice_workspace_new (g_value_get_object (value), self->practice);
      show_home (self);
    }
  else if (!sluice_error_is_cancelled (error))
    sluice_start_page_show_failure (self->start, _ ("The Practice Workspace Did Not Start"), error->message);
}

static void
start_practice (SluiceWindow *self)
{
  g_clear_object (&self->practice);
  self->practice = sluice_practice_process_new ();
  g_signal_connect_object (self->practice, "exited", G_CALLBACK (exited_cb), self, G_CONNECT_SWAPPED);

  sluice_start_page_show_progress (self->start);
  dex_clear (&self->starting);
  self->starting =
      sluice_when (sluice_practice_process_start (self->practice, (const char *const *) self->practice_arguments), self,
                   started_cb);
}

static void
practice_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);

  if (self->start != NULL)
    start_practice (self);
}

static void
closed_cb (SluiceWindow *self)
{
  if (self->closing)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    adw_navigation_view_pop (self->navigation);
}

static void
kept_cb (SluiceWindow *self)
{
  self->closing = FALSE;
}

static void
popped_cb (SluiceWindow *self, AdwNavigationPage *page)
{
  update_actions (self);
  if (self->home != NULL)
    sluice_home_page_refresh (self->home);
}

static void
add_source_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);
  g_autoptr (SluicePlan) plan = NULL;
  g_autoptr (SluiceSession) session = NULL;
  SluiceAssistant *assistant = NULL;

  /* Not behind a dialog, where the keys still reach the window. */
  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return;

  plan = sluice_plan_new ();
  session = sluice_session_new (self->workspace, plan);
  assistant = sluice_assistant_new (session);
  g_signal_connect_object (assistant, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (assistant, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (assistant));
  update_actions (self);
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

  return GTK_WINDOW_CLASS (sluice_window_parent_class)->close_request (window);
}

static void
sluice_window_dispose (GObject *object)
{
  SluiceWindow *self = SLUICE_WINDOW (object);

  dex_clear (&self->starting);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_WINDOW);
  self->start = NULL;
  self->home = NULL;
  g_clear_object (&self->workspace);
  g_clear_object (&self->practice);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sluice_window_parent_class)->dispose (object);
}

static void
sluice_window_finalize (GObject *object)
{
  SluiceWindow *self = SLUICE_WINDOW (object);

  g_strfreev (self->practice_arguments);

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
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SluiceWindow, navigation);
  gtk_widget_class_bind_template_callback (widget_class, popped_cb);

  gtk_widget_class_install_action (widget_class, "win.practice", NULL, practice_action);
  gtk_widget_class_install_action (widget_class, "win.add-source", NULL, add_source_action);
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

  self->start = sluice_start_page_new ();
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (self->start));
  update_actions (self);
}

SluiceWindow *
sluice_window_new (AdwApplication *application)
{
  g_return_val_if_fail (ADW_IS_APPLICATION (application), NULL);

  return g_object_new (SLUICE_TYPE_WINDOW, "application", application, NULL);
}

void
sluice_window_open_practice (SluiceWindow *self, const char *const *arguments)
{
  g_return_if_fail (SLUICE_IS_WINDOW (self));

  /* Already open, or on its way: another one would leave what is being done here. */
  if (self->start == NULL || self->starting != NULL)
    return;

  g_strfreev (self->practice_arguments);
  self->practice_arguments = g_strdupv ((char **) arguments);
  start_practice (self);
}
