/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "sluice-open-link.h"

#include "sluice-connect-link.h"
#include "sluice-copy-button.h"

/* Without an OpenURI portal the launcher of GTK 4.18 may never call back. */
#define ANSWER_SECONDS 5

typedef struct
{
  GWeakRef parent;
  char *uri;
  guint deadline_id;
  SluiceLinkFunc func; /* NULL: a dialog says that none opened */
} Opening;

static void
opening_free (Opening *opening)
{
  g_clear_handle_id (&opening->deadline_id, g_source_remove);
  g_weak_ref_clear (&opening->parent);
  g_free (opening->uri);
  g_free (opening);
}

static void
copy_clicked_cb (SluiceCopyButton *button, gpointer user_data)
{
  sluice_copy_button_copy (button, user_data);
}

static void
offer_address (Opening *opening)
{
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&opening->parent);
  AdwDialog *dialog = NULL;
  GtkWidget *copy = NULL;

  if (parent == NULL || !gtk_widget_get_mapped (parent))
    return;

  dialog = adw_alert_dialog_new (_ ("No Browser Opened"), opening->uri);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  copy = g_object_new (SLUICE_TYPE_COPY_BUTTON, "caption", _ ("Copy _Address"), "halign", GTK_ALIGN_CENTER, NULL);
  g_signal_connect_data (copy, "clicked", G_CALLBACK (copy_clicked_cb), g_strdup (opening->uri),
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), copy);
  adw_dialog_set_focus (dialog, copy);
  adw_dialog_present (dialog, parent);
}

/* Tells who asked, if that is still there. */
static void
tell (Opening *opening, gboolean opened)
{
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&opening->parent);

  if (opening->func == NULL && !opened)
    offer_address (opening);
  else if (opening->func != NULL && parent != NULL)
    opening->func (parent, opened);
}

static gboolean
deadline_cb (gpointer user_data)
{
  Opening *opening = user_data;

  opening->deadline_id = 0;
  tell (opening, FALSE);

  return G_SOURCE_REMOVE;
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opening *opening = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean in_time = opening->deadline_id != 0;
  gboolean opened;
  gboolean dismissed;

  opened = gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error);
  dismissed = g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED);
  /* Whoever has a function hears of a browser that comes late, too. */
  if ((opened && opening->func != NULL) || (!opened && in_time && (!dismissed || opening->func != NULL)))
    tell (opening, opened);
  opening_free (opening);
}

void
sluice_open_link (GtkWidget *parent, const char *uri)
{
  sluice_open_link_then (parent, uri, NULL);
}

void
sluice_open_link_then (GtkWidget *parent, const char *uri, SluiceLinkFunc func)
{
  g_autoptr (GtkUriLauncher) launcher = NULL;
  GtkRoot *root = NULL;
  Opening *opening = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (uri != NULL);

  if (!sluice_uri_may_be_opened (uri))
    return;

  launcher = gtk_uri_launcher_new (uri);
  root = gtk_widget_get_root (parent);
  opening = g_new0 (Opening, 1);
  g_weak_ref_init (&opening->parent, parent);
  opening->uri = g_strdup (uri);
  opening->func = func;
  opening->deadline_id = g_timeout_add_seconds (ANSWER_SECONDS, deadline_cb, opening);
  g_source_set_name_by_id (opening->deadline_id, "[sluice] no browser");
  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, launched_cb, opening);
}
