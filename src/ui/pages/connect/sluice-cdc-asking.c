/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-cdc-asking.h"
#include "sluice-when.h"

/* An answer is about what was asked, whatever has been edited meanwhile. */
static DexFuture *
stamp_cb (DexFuture *completed, gpointer user_data)
{
  SluiceCdcCheck *check = g_value_get_object (dex_future_get_value (completed, NULL));

  sluice_cdc_check_set_fingerprint (check, user_data);

  return dex_ref (completed);
}

static void
answered_cb (gpointer owner, const GValue *value, const GError *error)
{
  if (error == NULL)
    sluice_plan_take_cdc_check (owner, g_value_get_object (value));
}

static DexFuture *
verdict_cb (DexFuture *completed, gpointer user_data)
{
  SluiceCdcCheck *check = g_value_get_object (dex_future_get_value (completed, NULL));

  if (sluice_cdc_check_get_valid (check))
    return dex_future_new_true ();

  return dex_future_new_for_error (g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED_HANDLED, "shown line by line"));
}

DexFuture *
sluice_cdc_ask (SluiceClient *client, SluicePlan *plan)
{
  g_autoptr (JsonNode) body = NULL;
  DexFuture *future = NULL;

  g_return_val_if_fail (SLUICE_IS_CLIENT (client), NULL);
  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);

  if (sluice_plan_is_cdc_off_for_project (plan))
    return dex_future_new_for_error (
        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("CDC is not switched on for this project.")));

  body = sluice_plan_to_cdc_check_body (plan);
  future = sluice_client_check_cdc (client, body);
  future = dex_future_then (future, stamp_cb, sluice_plan_dup_cdc_fingerprint (plan), g_free);
  future = sluice_when (future, plan, answered_cb);

  return dex_future_then (future, verdict_cb, NULL, NULL);
}
