/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-report-file.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "sluice-plan-files.h"
#include "sluice-toast.h"
#include "sluice-worker.h"

typedef struct
{
  SluiceReport *report;
  SluiceReportFormat format;
} Writing;

static void
writing_free (Writing *self)
{
  g_object_unref (self->report);
  g_free (self);
}

static DexFuture *
write_fiber (gpointer data)
{
  Writing *self = data;
  char *text = sluice_report_to_text (self->report, self->format);

  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_new_take (text, strlen (text)));
}

static DexFuture *
chosen_cb (DexFuture *chosen, gpointer user_data)
{
  GFile *file = g_value_get_object (dex_future_get_value (chosen, NULL));
  g_autofree char *name = g_file_get_basename (file);
  Writing *writing = g_new0 (Writing, 1);

  writing->report = g_object_ref (user_data);
  writing->format = name != NULL && g_str_has_suffix (name, ".txt") ? SLUICE_REPORT_PLAIN : SLUICE_REPORT_MARKDOWN;

  return sluice_plan_file_write (file, sluice_worker_run (write_fiber, writing, (GDestroyNotify) writing_free));
}

DexFuture *
sluice_report_file_save (GtkWidget *parent, SluiceReport *report)
{
  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (SLUICE_IS_REPORT (report), NULL);

  return dex_future_then (sluice_plan_file_choose_new (parent, _ ("Save the Report"),
                                                       sluice_report_get_file_name (report)),
                          chosen_cb, g_object_ref (report), g_object_unref);
}

void
sluice_report_file_tell (GtkWidget *parent, const GValue *value, const GError *error)
{
  g_return_if_fail (GTK_IS_WIDGET (parent));

  if (error == NULL)
    {
      g_autofree char *name = g_file_get_basename (g_value_get_object (value));
      /* Translators: %s is the name of a file */
      g_autofree char *message = g_strdup_printf (_ ("Saved “%s”"), name);

      sluice_toast_show (parent, message);
    }
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    {
      AdwDialog *dialog = adw_alert_dialog_new (_ ("Not Saved"), error->message);

      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
      adw_dialog_present (dialog, parent);
    }
}
