/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plan-actions.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "sluice-compare-dialog.h"
#include "sluice-estimate-settings.h"
#include "sluice-plan-export.h"
#include "sluice-plan-files.h"
#include "sluice-plan-import.h"
#include "sluice-plan-work.h"
#include "sluice-toast.h"
#include "sluice-when.h"

/* So many notes are read; more are counted. */
#define MOST_NOTES 12
/* What takes no longer than this needs no dialog to be waited in. */
#define PATIENCE_MS 400
/* Long enough to look at what was chosen, and to undo it. */
#define TAKEN_OVER_SECONDS 12

struct _SluicePlanActions
{
  GSimpleActionGroup parent_instance;

  GtkWidget *parent; /* weak */
  SluiceWorkspace *workspace;
  SluicePlan *plan;
  DexFuture *work;
  DexFuture *text;        /* what is to be saved, while somebody chooses where */
  const char *wait_title; /* static */
  guint wait_source;
  AdwDialog *waiting; /* weak */
};

G_DEFINE_FINAL_TYPE (SluicePlanActions, sluice_plan_actions, G_TYPE_SIMPLE_ACTION_GROUP)

static void
complain (SluicePlanActions *self, const char *heading, const GError *error)
{
  AdwDialog *dialog = NULL;

  /* The person wanted no file, or has left the page. */
  if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) || self->parent == NULL)
    return;

  dialog = adw_alert_dialog_new (heading, error->message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, self->parent);
}

/* Waiting */

static void
end_wait (SluicePlanActions *self)
{
  g_clear_handle_id (&self->wait_source, g_source_remove);
  if (self->waiting == NULL)
    return;

  /* To close it is to cancel, as far as it knows. */
  g_signal_handlers_disconnect_by_data (self->waiting, self);
  adw_dialog_force_close (self->waiting);
  g_clear_weak_pointer (&self->waiting);
}

static void
wait_response_cb (SluicePlanActions *self)
{
  g_clear_weak_pointer (&self->waiting);
  dex_clear (&self->work);
}

static void
show_wait (gpointer user_data)
{
  SluicePlanActions *self = user_data;
  AdwDialog *dialog = NULL;

  self->wait_source = 0;
  if (self->parent == NULL)
    return;

  dialog = adw_alert_dialog_new (self->wait_title, NULL);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"));
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog),
                                    g_object_new (ADW_TYPE_SPINNER, "width-request", 32, "height-request", 32, NULL));
  g_signal_connect_object (dialog, "response", G_CALLBACK (wait_response_cb), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->waiting, dialog);
  adw_dialog_present (dialog, self->parent);
}

/* May run on the stack of a fiber, where no dialog can be built. */
static void
begin_wait (SluicePlanActions *self, const char *title)
{
  g_clear_handle_id (&self->wait_source, g_source_remove);
  self->wait_title = title;
  self->wait_source = g_timeout_add_once (PATIENCE_MS, show_wait, self);
  g_source_set_name_by_id (self->wait_source, "[sluice] wait for a plan");
}

/* Before another thing is begun. */
static void
stop (SluicePlanActions *self)
{
  end_wait (self);
  dex_clear (&self->work);
  dex_clear (&self->text);
}

/* Saving */

static void
saved_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluicePlanActions *self = owner;
  g_autofree char *name = NULL;
  g_autofree char *message = NULL;

  stop (self);
  if (error != NULL)
    {
      complain (self, _ ("Not Saved"), error);
      return;
    }

  name = g_file_get_basename (g_value_get_object (value));
  /* Translators: %s is the name of a file */
  message = g_strdup_printf (_ ("Saved “%s”"), name);
  if (self->parent != NULL)
    sluice_toast_show (self->parent, message);
}

/* Futures that wait for a choice hold their owner weakly: it goes with the page. */
static DexFuture *
save_chosen_cb (DexFuture *chosen, gpointer user_data)
{
  g_autoptr (SluicePlanActions) self = g_weak_ref_get (user_data);

  if (self == NULL || self->text == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The page was left");

  begin_wait (self, _ ("Saving…"));

  return sluice_plan_file_write (g_value_get_object (dex_future_get_value (chosen, NULL)),
                                 g_steal_pointer (&self->text));
}

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static gpointer
weak_new (gpointer object)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, object);

  return weak;
}

/* Takes @text, which is written while somebody chooses where. */
static void
save (SluicePlanActions *self, const char *title, const char *extension, DexFuture *text)
{
  g_autofree char *name = sluice_plan_dup_file_name (self->plan, extension);
  DexFuture *chosen = sluice_plan_file_choose_new (self->parent, title, name);

  stop (self);
  self->text = text;
  self->work = sluice_when (dex_future_then (chosen, save_chosen_cb, weak_new (self), weak_free), self, saved_cb);
}

/* Takes @text. */
static DexFuture *
new_text (char *text)
{
  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_new_take (text, strlen (text)));
}

static DexFuture *
export_work (SluicePlan *plan, gpointer data)
{
  g_autoptr (JsonNode) file = sluice_plan_export (plan);

  return new_text (sluice_plan_file_to_text (file));
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluicePlanActions *self = user_data;

  save (self, _ ("Export the Plan"), SLUICE_PLAN_EXTENSION, sluice_plan_work_run (self->plan, export_work, NULL, NULL));
}

static DexFuture *
report_work (SluicePlan *plan, gpointer data)
{
  return new_text (sluice_plan_dup_report (plan, data));
}

static void
report_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const SluicePriceList *prices = sluice_estimate_settings_get_price_list (sluice_estimate_settings_get_default ());
  SluicePlanActions *self = user_data;

  save (self, _ ("Save a Report"), "md",
        sluice_plan_work_run (self->plan, report_work, prices != NULL ? sluice_price_list_copy (prices) : NULL,
                              (GDestroyNotify) sluice_price_list_free));
}

/* Importing */

char *
sluice_plan_notes_dup_text (GListModel *notes)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_notes;

  g_return_val_if_fail (G_IS_LIST_MODEL (notes), NULL);

  n_notes = g_list_model_get_n_items (notes);
  for (guint i = 0; i < MIN (n_notes, MOST_NOTES); i++)
    {
      g_autoptr (SluicePlanNote) note = g_list_model_get_item (notes, i);

      const char *name = sluice_plan_note_get_name (note);

      if (i > 0)
        g_string_append_c (text, '\n');
      if (*name != '\0')
        /* Translators: what a plan file names, such as a table, and what is said about it */
        g_string_append_printf (text, _ ("%s: %s"), name, sluice_plan_note_get_text (note));
      else
        g_string_append (text, sluice_plan_note_get_text (note));
    }
  if (n_notes > MOST_NOTES)
    {
      const guint n_more = n_notes - MOST_NOTES;
      g_autofree char *more = NULL;

      more = g_strdup_printf (ngettext ("… and %u more note", "… and %u more notes", n_more), n_more);
      g_string_append_printf (text, "\n%s", more);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
response_cb (SluicePlanImport *import, const char *response, AdwDialog *dialog)
{
  if (g_str_equal (response, "apply"))
    sluice_plan_import_apply (import, g_object_get_data (G_OBJECT (dialog), "plan"));
}

static void
offer (SluicePlanActions *self, SluicePlanImport *import)
{
  g_autofree char *summary = sluice_plan_import_dup_summary (import);
  g_autofree char *notes = sluice_plan_notes_dup_text (sluice_plan_import_get_notes (import));
  g_autofree char *body = g_strjoin ("\n\n", summary, *notes != '\0' ? notes : NULL, NULL);
  /* Translators: a question: take the choices of a plan file over? */
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Take This Plan Over?"), body);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "apply", _ ("_Take Over"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "apply", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "apply",
                                         sluice_plan_import_get_n_matched (import) > 0);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "apply");
  adw_alert_dialog_set_prefer_wide_layout (ADW_ALERT_DIALOG (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "plan", g_object_ref (self->plan), g_object_unref);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), g_object_ref (import),
                         (GClosureNotify) (void (*) (void)) g_object_unref, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, self->parent);
}

static void
read_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluicePlanActions *self = owner;

  /* What is held here would keep the import. */
  stop (self);
  if (error != NULL)
    complain (self, _ ("This Plan Cannot Be Used"), error);
  else if (self->parent != NULL)
    offer (self, g_value_get_object (value));
}

static DexFuture *
chosen_cb (DexFuture *chosen, gpointer user_data)
{
  g_autoptr (SluicePlanActions) self = g_weak_ref_get (user_data);

  if (self == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The page was left");

  begin_wait (self, _ ("Reading the Plan…"));

  return sluice_plan_file_read (g_value_get_object (dex_future_get_value (chosen, NULL)), self->plan);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluicePlanActions *self = user_data;
  DexFuture *chosen = sluice_plan_file_choose (self->parent, _ ("Import a Plan"));

  stop (self);
  self->work = sluice_when (dex_future_then (chosen, chosen_cb, weak_new (self), weak_free), self, read_cb);
}

/* Of the file that the set-up began with */

static void
tell_taken_over (SluicePlanActions *self, SluicePlanImport *import)
{
  GListModel *notes = sluice_plan_import_get_notes (import);
  g_autofree char *summary = sluice_plan_import_dup_summary (import);
  g_autofree char *text = NULL;
  g_autofree char *body = NULL;
  AdwDialog *dialog = NULL;

  if (g_list_model_get_n_items (notes) == 0)
    {
      sluice_toast_offer_for (self->parent, _ ("The plan’s tables are chosen"), TAKEN_OVER_SECONDS, _ ("Undo"),
                              "history.undo");
      return;
    }

  text = sluice_plan_notes_dup_text (notes);
  body = g_strjoin ("\n\n", summary, text, NULL);
  dialog = adw_alert_dialog_new (_ ("Not All of the Plan Fits"), body);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_alert_dialog_set_prefer_wide_layout (ADW_ALERT_DIALOG (dialog), TRUE);
  adw_dialog_present (dialog, self->parent);
}

static void
opened_read_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluicePlanActions *self = owner;
  g_autoptr (SluicePlanImport) import = value != NULL ? g_value_dup_object (value) : NULL;

  stop (self);
  sluice_plan_set_opened (self->plan, NULL);
  if (import == NULL)
    {
      complain (self, _ ("This Plan Cannot Be Used"), error);
      return;
    }

  sluice_plan_import_apply_tables (import, self->plan);
  if (self->parent != NULL)
    tell_taken_over (self, import);
}

static void
take_opened_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluicePlanActions *self = user_data;
  SluiceOpenedPlan *opened = sluice_plan_get_opened (self->plan);

  if (opened == NULL)
    return;

  stop (self);
  begin_wait (self, _ ("Reading the Plan…"));
  self->work = sluice_when (sluice_plan_file_import (opened, self->plan), self, opened_read_cb);
}

/* Comparing */

static void
compare_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluicePlanActions *self = user_data;

  adw_dialog_present (sluice_compare_dialog_new (self->workspace, self->plan), self->parent);
}

static void
sluice_plan_actions_dispose (GObject *object)
{
  SluicePlanActions *self = SLUICE_PLAN_ACTIONS (object);

  stop (self);
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->workspace);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (sluice_plan_actions_parent_class)->dispose (object);
}

static void
sluice_plan_actions_class_init (SluicePlanActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_plan_actions_dispose;
}

static void
sluice_plan_actions_init (SluicePlanActions *self)
{
  static const GActionEntry entries[] = {
    { .name = "import", .activate = import_cb },           { .name = "export", .activate = export_cb },
    { .name = "report", .activate = report_cb },           { .name = "compare", .activate = compare_cb },
    { .name = "take-opened", .activate = take_opened_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

void
sluice_plan_actions_insert (GtkWidget *parent, SluiceWorkspace *workspace, SluicePlan *plan)
{
  g_autoptr (SluicePlanActions) self = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (SLUICE_IS_WORKSPACE (workspace));
  g_return_if_fail (SLUICE_IS_PLAN (plan));

  self = g_object_new (SLUICE_TYPE_PLAN_ACTIONS, NULL);
  g_set_weak_pointer (&self->parent, parent);
  self->workspace = g_object_ref (workspace);
  self->plan = g_object_ref (plan);
  gtk_widget_insert_action_group (parent, "plan", G_ACTION_GROUP (self));
}
