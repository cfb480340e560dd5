/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plan-actions.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "sluice-compare-dialog.h"
#include "sluice-estimate-settings.h"
#include "sluice-plan-export.h"
#include "sluice-plan-files.h"
#include "sluice-plan-import.h"
#include "sluice-toast.h"
#include "sluice-when.h"
#include "sluice-worker.h"

/* So many notes are read; more are counted. */
#define MOST_NOTES 12

struct _SluicePlanActions
{
  GSimpleActionGroup parent_instance;

  GtkWidget *parent; /* weak */
  SluiceWorkspace *workspace;
  SluicePlan *plan;
  DexFuture *work;
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

/* Saving */

static void
saved_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluicePlanActions *self = owner;
  g_autofree char *name = NULL;
  g_autofree char *message = NULL;

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

/* Takes @text. */
static void
save (SluicePlanActions *self, const char *title, const char *extension, DexFuture *text)
{
  g_autofree char *name = sluice_plan_dup_file_name (self->plan, extension);

  dex_clear (&self->work);
  self->work = sluice_when (sluice_plan_file_save (self->parent, title, name, text), self, saved_cb);
}

static DexFuture *
write_fiber (gpointer data)
{
  return dex_future_new_take_string (sluice_plan_file_to_text (data));
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluicePlanActions *self = user_data;

  save (self, _ ("Export the Plan"), "json",
        sluice_worker_run (write_fiber, sluice_plan_export (self->plan), (GDestroyNotify) json_node_unref));
}

static void
report_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const SluicePriceList *prices = sluice_estimate_settings_get_price_list (sluice_estimate_settings_get_default ());
  SluicePlanActions *self = user_data;

  save (self, _ ("Save a Report"), "md", dex_future_new_take_string (sluice_plan_dup_report (self->plan, prices)));
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

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", sluice_plan_note_get_text (note));
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
response_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  if (g_str_equal (response, "apply"))
    sluice_plan_import_apply (SLUICE_PLAN_IMPORT (user_data));
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
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), g_object_ref (import),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  adw_dialog_present (dialog, self->parent);
}

static void
read_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluicePlanActions *self = owner;
  g_autoptr (SluicePlanImport) import = NULL;
  g_autoptr (GError) fault = NULL;

  if (error == NULL)
    import = sluice_plan_import_new (self->plan, g_value_get_boxed (value), &fault);
  if (import == NULL)
    complain (self, _ ("This Plan Cannot Be Used"), error != NULL ? error : fault);
  else if (self->parent != NULL)
    offer (self, import);
}

static DexFuture *
chosen_cb (DexFuture *chosen, gpointer user_data)
{
  return sluice_plan_file_read (g_value_get_object (dex_future_get_value (chosen, NULL)));
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluicePlanActions *self = user_data;
  DexFuture *chosen = sluice_plan_file_choose (self->parent, _ ("Import a Plan"));

  dex_clear (&self->work);
  self->work = sluice_when (dex_future_then (chosen, chosen_cb, NULL, NULL), self, read_cb);
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

  dex_clear (&self->work);
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
    { .name = "import", .activate = import_cb },
    { .name = "export", .activate = export_cb },
    { .name = "report", .activate = report_cb },
    { .name = "compare", .activate = compare_cb },
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
