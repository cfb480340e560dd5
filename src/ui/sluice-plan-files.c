/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "sluice-estimate-settings.h"
#include "sluice-plan-export.h"
#include "sluice-plan-files.h"
#include "sluice-plan-import.h"

/* A plan of 100,000 tables has some tens of megabytes. */
#define MOST_BYTES (256 * 1024 * 1024)
/* So many notes are read; more are counted. */
#define MOST_NOTES 12

/* Whose actions these are. */
typedef struct
{
  GtkWidget *parent; /* outlives them */
  SluicePlan *plan;
} Page;

/* What a dialog of files is for. */
typedef struct
{
  GWeakRef parent;
  SluicePlan *plan;
  char *text; /* to be saved */
} Work;

static Work *
work_new (GtkWidget *parent, SluicePlan *plan, char *text)
{
  Work *work = g_new0 (Work, 1);

  g_weak_ref_init (&work->parent, parent);
  work->plan = g_object_ref (plan);
  work->text = text;

  return work;
}

static void
work_free (Work *work)
{
  g_weak_ref_clear (&work->parent);
  g_object_unref (work->plan);
  g_free (work->text);
  g_free (work);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

static GtkWindow *
get_window (GtkWidget *parent)
{
  GtkRoot *root = gtk_widget_get_root (parent);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
complain (Work *work, const char *heading, const char *message)
{
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&work->parent);
  AdwDialog *dialog = NULL;

  if (parent == NULL)
    return;

  dialog = adw_alert_dialog_new (heading, message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, parent);
}

static void
tell (Work *work, const char *message)
{
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&work->parent);
  GtkWidget *overlay = parent != NULL ? gtk_widget_get_ancestor (parent, ADW_TYPE_TOAST_OVERLAY) : NULL;
  AdwToast *toast = NULL;

  if (overlay == NULL)
    return;

  toast = adw_toast_new (message);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

/* Saving */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) work = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *message = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      complain (work, _ ("Not Saved"), error->message);
      return;
    }

  name = g_file_get_basename (G_FILE (source));
  /* Translators: %s is the name of a file */
  message = g_strdup_printf (_ ("Saved “%s”"), name);
  tell (work, message);
}

static void
save_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) work = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  const char *text = work->text;

  if (file == NULL)
    {
      if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
        complain (work, _ ("Not Saved"), error->message);
      return;
    }

  g_file_replace_contents_async (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL, saved_cb,
                                 g_steal_pointer (&work));
}

static void
save (GtkWidget *parent, SluicePlan *plan, const char *title, const char *extension, char *text)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = sluice_plan_dup_file_name (plan, extension);

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, get_window (parent), NULL, save_chosen_cb, work_new (parent, plan, text));
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Page *page = user_data;

  save (page->parent, page->plan, _ ("Export the Plan"), "json", sluice_plan_export_to_text (page->plan));
}

static void
report_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const SluicePriceList *prices = sluice_estimate_settings_get_price_list (sluice_estimate_settings_get_default ());
  Page *page = user_data;

  save (page->parent, page->plan, _ ("Save a Report"), "md", sluice_plan_dup_report (page->plan, prices));
}

/* Opening */

static void
response_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  if (g_str_equal (response, "apply"))
    sluice_plan_import_apply (SLUICE_PLAN_IMPORT (user_data));
}

static char *
dup_body (SluicePlanImport *import)
{
  GListModel *notes = sluice_plan_import_get_notes (import);
  const guint n_notes = g_list_model_get_n_items (notes);
  g_autofree char *summary = sluice_plan_import_dup_summary (import);
  g_autoptr (GString) body = g_string_new (summary);

  if (n_notes > 0)
    g_string_append_c (body, '\n');
  for (guint i = 0; i < MIN (n_notes, MOST_NOTES); i++)
    {
      g_autoptr (SluicePlanNote) note = g_list_model_get_item (notes, i);

      g_string_append_printf (body, "\n%s", sluice_plan_note_get_text (note));
    }
  if (n_notes > MOST_NOTES)
    {
      const guint n_more = n_notes - MOST_NOTES;
      g_autofree char *more = NULL;

      more = g_strdup_printf (ngettext ("… and %u more note", "… and %u more notes", n_more), n_more);
      g_string_append_printf (body, "\n%s", more);
    }

  return g_string_free (g_steal_pointer (&body), FALSE);
}

static void
offer (Work *work, SluicePlanImport *import)
{
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&work->parent);
  g_autofree char *body = NULL;
  AdwDialog *dialog = NULL;

  if (parent == NULL)
    return;

  body = dup_body (import);
  /* Translators: a question: take the choices of a plan file over? */
  dialog = adw_alert_dialog_new (_ ("Take This Plan Over?"), body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "apply", _ ("_Take Over"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "apply", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "apply",
                                         sluice_plan_import_get_n_matched (import) > 0);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "apply");
  adw_alert_dialog_set_prefer_wide_layout (ADW_ALERT_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), g_object_ref (import),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  adw_dialog_present (dialog, parent);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) work = user_data;
  g_autoptr (SluicePlanImport) import = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize length = 0;

  if (g_file_load_contents_finish (G_FILE (source), result, &data, &length, NULL, &error))
    import = sluice_plan_import_new (work->plan, data, (gssize) length, &error);
  if (import == NULL)
    complain (work, _ ("This Plan Cannot Be Used"), error->message);
  else
    offer (work, import);
}

static void
sized_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) work = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (info == NULL)
    complain (work, _ ("This Plan Cannot Be Used"), error->message);
  else if (g_file_info_get_size (info) > MOST_BYTES)
    complain (work, _ ("This Plan Cannot Be Used"), _ ("The file is too large to be a plan."));
  else
    g_file_load_contents_async (G_FILE (source), NULL, loaded_cb, g_steal_pointer (&work));
}

static void
open_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) work = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL,
                             sized_cb, g_steal_pointer (&work));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    complain (work, _ ("This Plan Cannot Be Used"), error->message);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Page *page = user_data;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _ ("Plans"));
  gtk_file_filter_add_suffix (filter, "json");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _ ("Import a Plan"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, get_window (page->parent), NULL, open_chosen_cb,
                        work_new (page->parent, page->plan, NULL));
}

static void
page_free (gpointer data)
{
  Page *page = data;

  g_object_unref (page->plan);
  g_free (page);
}

GActionGroup *
sluice_plan_files_create_actions (GtkWidget *parent, SluicePlan *plan)
{
  static const GActionEntry entries[] = {
    { .name = "import", .activate = import_cb },
    { .name = "export", .activate = export_cb },
    { .name = "report", .activate = report_cb },
  };
  GSimpleActionGroup *actions = NULL;
  Page *page = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);

  actions = g_simple_action_group_new ();
  page = g_new0 (Page, 1);
  page->parent = parent;
  page->plan = g_object_ref (plan);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), page);
  g_object_set_data_full (G_OBJECT (actions), "page", page, page_free);

  return G_ACTION_GROUP (actions);
}
