/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-delete-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

static void
changed_cb (AdwAlertDialog *dialog, GtkEditable *entry)
{
  const char *name = g_object_get_data (G_OBJECT (dialog), "name");
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (dialog, "delete", g_str_equal (typed, name));
}

/* The title is of two parts, with a dot between them that few keyboards have: what tells the source apart is enough. */
static const char *
get_name (const char *title)
{
  const char *dot = strstr (title, " · ");

  return dot != NULL ? dot + strlen (" · ") : title;
}

AdwDialog *
sluice_delete_dialog_new (const char *name)
{
  AdwDialog *dialog = adw_alert_dialog_new (NULL, NULL);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entry = adw_entry_row_new ();
  g_autofree char *label = NULL;

  /* Translators: a question; %s is a source: “Postgres · shop” */
  adw_alert_dialog_format_heading (ADW_ALERT_DIALOG (dialog), _ ("Delete %s?"), name);
  adw_alert_dialog_set_body (
      ADW_ALERT_DIALOG (dialog),
      _ ("The source and its tables are deleted in PostHog, with all rows that were copied. This "
         "cannot be undone."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _ ("_Keep"), "delete", _ ("_Delete Source"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "delete", FALSE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");

  /* Translators: the label of an entry; %s is a source's name, which is to be typed */
  label = g_strdup_printf (_ ("Type “%s”"), get_name (name));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (entry), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), label);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), list);
  g_object_set_data_full (G_OBJECT (dialog), "name", g_strdup (get_name (name)), g_free);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), dialog, G_CONNECT_SWAPPED);

  return dialog;
}
