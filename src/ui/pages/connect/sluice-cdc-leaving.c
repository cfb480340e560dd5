/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-cdc-asking.h"
#include "sluice-cdc-dialog.h"
#include "sluice-cdc-leaving.h"
#include "sluice-when.h"

static void
settled_cb (SluiceStep *step)
{
  sluice_step_advance (step);
}

static void
asked_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceStep *step = owner;
  AdwDialog *dialog = NULL;

  if (error == NULL || sluice_error_is_cancelled (error))
    return;

  dialog = sluice_cdc_dialog_new (sluice_workspace_get_client (sluice_step_get_workspace (step)),
                                  sluice_step_get_plan (step));
  g_signal_connect_object (dialog, "settled", G_CALLBACK (settled_cb), step, G_CONNECT_SWAPPED);
  sluice_cdc_dialog_say (SLUICE_CDC_DIALOG (dialog), error);
  adw_dialog_present (dialog, GTK_WIDGET (step));
}

/* Whoever sets a table to CDC asks for near-real-time by it. */
DexFuture *
sluice_cdc_leave_tables (SluiceStep *step)
{
  SluicePlan *plan = sluice_step_get_plan (step);
  SluiceTableList *tables = sluice_plan_get_tables (plan);

  if (sluice_table_list_count_method (tables, SLUICE_SYNC_METHOD_CDC) > 0)
    sluice_cdc_set_enabled (sluice_plan_get_cdc (plan), TRUE);
  if (sluice_plan_get_cdc_ready (plan))
    return dex_future_new_true ();

  sluice_step_set_subtitle (step, _ ("Checking near-real-time for the chosen tables"));
  sluice_step_announce (step, _ ("Checking near-real-time for the chosen tables"));

  return sluice_when (sluice_cdc_ask (sluice_workspace_get_client (sluice_step_get_workspace (step)), plan), step,
                      asked_cb);
}
