/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-uncounted-dialog.h"

AdwDialog *
sluice_uncounted_dialog_new (guint n_tables)
{
  g_autofree char *body = NULL;
  AdwDialog *dialog = NULL;

  body =
      g_strdup_printf (ngettext ("%'u more table is suggested, but the server does not say how many rows it has. "
                                 "A large one takes long and may cost more than expected.",
                                 "%'u more tables are suggested, but the server does not say how many rows they have. "
                                 "Large ones take long and may cost more than expected.",
                                 n_tables),
                       n_tables);
  /* Translators: a question: select tables whose rows nobody has counted, too? */
  dialog = adw_alert_dialog_new (_ ("Add Uncounted Tables?"), body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Leave Off"), "select", _ ("_Select"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "select", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");

  return dialog;
}
