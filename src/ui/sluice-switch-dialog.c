/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-switch-dialog.h"

#include <glib/gi18n.h>

AdwDialog *
sluice_switch_dialog_new (SluiceJournal *journal, SluiceAccount *account)
{
  g_autofree char *project = account != NULL ? sluice_account_dup_title (account) : NULL;
  AdwDialog *dialog = adw_alert_dialog_new (NULL, NULL);

  g_return_val_if_fail (SLUICE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (account == NULL || SLUICE_IS_ACCOUNT (account), NULL);

  if (project == NULL)
    /* Translators: %s is a project's number */
    project = g_strdup_printf (_ ("project %s"), sluice_journal_get_project_id (journal));
  /* Translators: %s is a project: “Shop · EU” */
  adw_alert_dialog_format_heading (ADW_ALERT_DIALOG (dialog), _ ("Switch to %s?"), project);
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog),
                             account != NULL ?
                                 _ ("This set-up was begun in that project and goes on there.") :
                                 _ ("This set-up was begun in that project and goes on there. Sluice has no "
                                    "key for it: enter one first."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "stay", _ ("_Stay Here"), "switch",
                                  account != NULL ? _ ("S_witch") : _ ("_Enter a Key"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "switch");
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "switch", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "stay");
  g_object_set_data_full (G_OBJECT (dialog), "journal", g_object_ref (journal), g_object_unref);
  /* Translators: under the title “Connect to PostHog”; the first %s is a set-up, the second a project's number */
  g_object_set_data_full (G_OBJECT (dialog), "purpose",
                          g_strdup_printf (_ ("Then resume %s in project %s"), sluice_journal_get_title (journal),
                                           sluice_journal_get_project_id (journal)),
                          g_free);

  return dialog;
}

SluiceJournal *
sluice_switch_dialog_get_journal (AdwDialog *dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "journal");
}

const char *
sluice_switch_dialog_get_purpose (AdwDialog *dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "purpose");
}
