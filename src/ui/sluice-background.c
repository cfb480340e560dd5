/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-background.h"

#include <glib/gi18n.h>
#include <libportal/portal.h>

#include "sluice-setup-notice.h"

/* How long a window that nobody sees is kept for a click on the notification of its end. */
#define LINGER_SECONDS (60 * 60)

struct _SluiceBackground
{
  GObject parent_instance;

  GtkWindow *window; /* owns this */
  GListModel *sessions;
  GHashTable *tracked; /* SluiceSession, those that are listened to; weak */
  GHashTable *told;    /* id → SluiceSession: what a notification was sent of */
  XdpPortal *portal;   /* NULL: there is no session bus */
  char *status;
  guint linger_id;
  gboolean hidden;
  gboolean allowed;
  gboolean asking;
};

G_DEFINE_FINAL_TYPE (SluiceBackground, sluice_background, G_TYPE_OBJECT)

static GApplication *
get_application (SluiceBackground *self)
{
  return G_APPLICATION (gtk_window_get_application (self->window));
}

static gboolean
is_attended (SluiceBackground *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->sessions); i++)
    {
      g_autoptr (SluiceSession) session = g_list_model_get_item (self->sessions, i);
      SluiceSetup *setup = sluice_session_get_setup (session);

      if (setup != NULL && sluice_setup_get_attended (setup))
        return TRUE;
    }

  return FALSE;
}

static SluiceSession *
find_session (SluiceBackground *self, SluiceSetup *setup)
{
  GHashTableIter iter;
  SluiceSession *session;

  g_hash_table_iter_init (&iter, self->tracked);
  while (g_hash_table_iter_next (&iter, (gpointer *) &session, NULL))
    if (sluice_session_get_setup (session) == setup)
      return session;

  return NULL;
}

/* Notifications */

static void
send (SluiceBackground *self, const char *id, const char *title, const char *body, GNotificationPriority priority)
{
  g_autoptr (GNotification) notification = g_notification_new (title);
  g_autoptr (GIcon) icon = g_themed_icon_new (APPLICATION_ID);

  g_notification_set_body (notification, body);
  g_notification_set_icon (notification, icon);
  g_notification_set_priority (notification, priority);
  g_notification_set_default_action_and_target (notification, "app.show-setup", "s", id);
  g_application_send_notification (get_application (self), id, notification);
}

static gboolean
is_urgent (SluiceSetupNews news)
{
  return news != SLUICE_SETUP_NEWS_FINISHED && news != SLUICE_SETUP_NEWS_STILL_RUNNING;
}

static void
news_cb (SluiceBackground *self, SluiceSetupNews news, SluiceSetup *setup)
{
  SluiceSession *session = find_session (self, setup);
  const char *id = sluice_journal_get_id (sluice_setup_get_journal (setup));
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  /* Who looks sees it. That it goes on is no news to somebody who has the window open. */
  if (session == NULL || get_application (self) == NULL || gtk_window_is_active (self->window) ||
      (!self->hidden && news == SLUICE_SETUP_NEWS_STILL_RUNNING))
    return;

  title = sluice_setup_notice_dup_title (setup, news);
  body = sluice_setup_notice_dup_body (setup, news);
  g_hash_table_replace (self->told, g_strdup (id), g_object_ref (session));
  send (self, id, title, body, is_urgent (news) ? G_NOTIFICATION_PRIORITY_HIGH : G_NOTIFICATION_PRIORITY_NORMAL);
}

/* What the portal is told */

static void
status_set_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* An older portal takes none: nothing is lost. */
  if (!xdp_portal_set_background_status_finish (XDP_PORTAL (object), result, &error))
    g_debug ("No status in the background: %s", error->message);
}

static void
set_status (SluiceBackground *self, const char *status)
{
  if (self->portal != NULL && g_set_str (&self->status, status))
    xdp_portal_set_background_status (self->portal, status, NULL, status_set_cb, NULL);
}

static void
update_status (SluiceBackground *self)
{
  g_autofree char *status = NULL;

  if (!self->hidden || !self->allowed)
    return;

  for (guint i = 0; status == NULL && i < g_list_model_get_n_items (self->sessions); i++)
    {
      g_autoptr (SluiceSession) session = g_list_model_get_item (self->sessions, i);
      SluiceSetup *setup = sluice_session_get_setup (session);

      if (setup != NULL && sluice_setup_get_attended (setup))
        status = sluice_setup_notice_dup_status (setup);
    }
  set_status (self, status);
}

/* Its beginning and its end */

static void
end_cb (gpointer user_data)
{
  SluiceBackground *self = user_data;

  self->linger_id = 0;
  gtk_window_destroy (self->window);
}

static void
update (SluiceBackground *self)
{
  const gboolean over = self->hidden && !is_attended (self);

  update_status (self);
  if (!over)
    g_clear_handle_id (&self->linger_id, g_source_remove);
  else if (self->linger_id == 0)
    self->linger_id = g_timeout_add_seconds_once (LINGER_SECONDS, end_cb, self);
}

/* The server goes on, and the record on the disk says where it stood. */
static void
give_up (SluiceBackground *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->sessions); i++)
    {
      g_autoptr (SluiceSession) session = g_list_model_get_item (self->sessions, i);
      SluiceSetup *setup = sluice_session_get_setup (session);
      g_autofree char *name = sluice_plan_dup_title (sluice_session_get_plan (session));
      g_autofree char *body = NULL;

      if (setup == NULL || !sluice_setup_get_attended (setup))
        continue;
      /* Translators: %s is a set-up: “Postgres · shop” */
      body = g_strdup_printf (_ ("%s goes on at PostHog without it. Open Sluice to see how it goes."), name);
      send (self, sluice_journal_get_id (sluice_setup_get_journal (setup)), _ ("Sluice may not run in the background"),
            body, G_NOTIFICATION_PRIORITY_HIGH);
    }
  gtk_window_destroy (self->window);
}

/* Where no portal answers, nothing forbids it. */
static gboolean
is_refusal (const GError *error)
{
  return error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceBackground) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean granted = xdp_portal_request_background_finish (XDP_PORTAL (object), result, &error);

  self->asking = FALSE;
  /* The window is no more. */
  if (self->sessions == NULL)
    return;
  self->allowed = granted || !is_refusal (error);
  if (!self->hidden)
    return;
  if (!self->allowed)
    {
      give_up (self);
      return;
    }
  update (self);
}

static void
ask (SluiceBackground *self)
{
  g_autoptr (GError) error = NULL;

  if (self->portal == NULL && (self->portal = xdp_portal_initable_new (&error)) == NULL)
    {
      g_debug ("No portals: %s", error->message);
      self->allowed = TRUE;
    }
  if (self->allowed || self->asking)
    return;

  self->asking = TRUE;
  xdp_portal_request_background (self->portal, NULL,
                                 /* Translators: why Sluice wants to run in the background, asked by the system */
                                 (char *) _ ("Sluice watches the first load of a source and tells you when it is done"),
                                 NULL, XDP_BACKGROUND_FLAG_NONE, NULL, answered_cb, g_object_ref (self));
}

static void
visible_cb (SluiceBackground *self)
{
  if (!self->hidden || !gtk_widget_get_visible (GTK_WIDGET (self->window)))
    return;

  self->hidden = FALSE;
  set_status (self, NULL);
  update (self);
}

static void
gone_cb (gpointer user_data, GObject *session)
{
  g_hash_table_remove (user_data, session);
}

static void
track (SluiceBackground *self, SluiceSession *session)
{
  SluiceSetup *setup = sluice_session_get_setup (session);
  SluiceStage *stage = setup != NULL ? sluice_setup_get_stage (setup, SLUICE_STAGE_FIRST_LOAD) : NULL;

  if (setup == NULL || !g_hash_table_add (self->tracked, session))
    return;

  g_object_weak_ref (G_OBJECT (session), gone_cb, self->tracked);
  g_signal_connect_object (setup, "news", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::attended", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stage, "notify::detail", G_CALLBACK (update_status), self, G_CONNECT_SWAPPED);
}

static void
sessions_cb (SluiceBackground *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (SluiceSession) session = g_list_model_get_item (self->sessions, i);

      track (self, session);
    }
  update (self);
}

static void
sluice_background_dispose (GObject *object)
{
  SluiceBackground *self = SLUICE_BACKGROUND (object);
  GHashTableIter iter;
  gpointer session;

  g_clear_handle_id (&self->linger_id, g_source_remove);
  g_hash_table_iter_init (&iter, self->tracked);
  while (g_hash_table_iter_next (&iter, &session, NULL))
    g_object_weak_unref (session, gone_cb, self->tracked);
  g_hash_table_remove_all (self->tracked);
  g_clear_object (&self->sessions);
  g_clear_object (&self->portal);

  G_OBJECT_CLASS (sluice_background_parent_class)->dispose (object);
}

static void
sluice_background_finalize (GObject *object)
{
  SluiceBackground *self = SLUICE_BACKGROUND (object);

  g_hash_table_unref (self->tracked);
  g_hash_table_unref (self->told);
  g_free (self->status);

  G_OBJECT_CLASS (sluice_background_parent_class)->finalize (object);
}

static void
sluice_background_class_init (SluiceBackgroundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_background_dispose;
  object_class->finalize = sluice_background_finalize;
}

static void
sluice_background_init (SluiceBackground *self)
{
  self->tracked = g_hash_table_new (NULL, NULL);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

SluiceBackground *
sluice_background_new (GtkWindow *window, GListModel *sessions)
{
  SluiceBackground *self;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (sessions), NULL);

  self = g_object_new (SLUICE_TYPE_BACKGROUND, NULL);
  self->window = window;
  self->sessions = g_object_ref (sessions);
  g_signal_connect_object (sessions, "items-changed", G_CALLBACK (sessions_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::visible", G_CALLBACK (visible_cb), self, G_CONNECT_SWAPPED);

  return self;
}

gboolean
sluice_background_enter (SluiceBackground *self)
{
  g_return_val_if_fail (SLUICE_IS_BACKGROUND (self), FALSE);

  if (!is_attended (self))
    return FALSE;

  gtk_widget_set_visible (GTK_WIDGET (self->window), FALSE);
  self->hidden = TRUE;
  ask (self);
  update (self);

  return TRUE;
}

SluiceSession *
sluice_background_find (SluiceBackground *self, const char *id)
{
  g_return_val_if_fail (SLUICE_IS_BACKGROUND (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (self->sessions); i++)
    {
      /* The list holds it. */
      g_autoptr (SluiceSession) session = g_list_model_get_item (self->sessions, i);
      SluiceSetup *setup = sluice_session_get_setup (session);

      if (setup != NULL && g_strcmp0 (sluice_journal_get_id (sluice_setup_get_journal (setup)), id) == 0)
        return session;
    }

  return g_hash_table_lookup (self->told, id);
}

void
sluice_background_forget (SluiceBackground *self, const char *id)
{
  g_return_if_fail (SLUICE_IS_BACKGROUND (self));

  if (g_hash_table_remove (self->told, id) && get_application (self) != NULL)
    g_application_withdraw_notification (get_application (self), id);
}
