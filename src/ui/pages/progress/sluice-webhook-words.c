/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-webhook-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-needed-rights.h"

const char *
sluice_webhook_words_get_posthog (SluiceWebhook *webhook)
{
  g_return_val_if_fail (SLUICE_IS_WEBHOOK (webhook), NULL);

  if (!sluice_webhook_get_exists (webhook))
    return _ ("Not made");

  return sluice_webhook_get_function_enabled (webhook) ? _ ("Takes events") : _ ("Switched off");
}

char *
sluice_webhook_words_dup_service (SluiceWebhook *webhook)
{
  const char *error;
  const char *status;

  g_return_val_if_fail (SLUICE_IS_WEBHOOK (webhook), NULL);

  error = sluice_webhook_get_vendor_error (webhook);
  status = sluice_webhook_get_vendor_status (webhook);
  if (error != NULL)
    return g_strdup (error);
  if (g_strcmp0 (status, "enabled") == 0)
    return g_strdup (_ ("Sends events"));
  if (g_strcmp0 (status, "disabled") == 0)
    return g_strdup (_ ("Switched off"));
  if (status != NULL)
    return g_strdup (status);
  if (sluice_webhook_get_state (webhook) == SLUICE_WEBHOOK_UNCHECKED)
    return g_strdup (_ ("Could not be asked"));

  return g_strdup (_ ("Has no webhook with this address"));
}

const char *
sluice_webhook_words_get_right (SluiceSourceType *source_type, const char *words)
{
  static const char *const signs[] = { "permission", "may not",      "not allowed",    "forbidden",
                                       "scope",      "unauthorized", "not authorized", "access to" };
  g_autofree char *lower = NULL;

  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (source_type), NULL);

  if (words == NULL)
    return NULL;

  lower = g_utf8_strdown (words, -1);
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (lower, signs[i]) != NULL)
      {
        const char *right = sluice_source_type_get_webhook_right (source_type);

        return right != NULL ? right : _ ("What signs in there needs the right to make webhooks.");
      }

  return NULL;
}

char *
sluice_webhook_words_dup_polling (SluicePlan *plan)
{
  SluicePollPreview preview;
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);

  preview = sluice_plan_preview_polling (plan);
  before = sluice_row_range_to_string (sluice_table_list_get_month (sluice_plan_get_tables (plan)));
  after = sluice_row_range_to_string (preview.month);
  if (preview.n_append > 0)
    g_strv_builder_take (lines,
                         g_strdup_printf (ngettext ("%'u table appends its new rows at each sync; rows that change "
                                                    "later are missed.",
                                                    "%'u tables append their new rows at each sync; rows that change "
                                                    "later are missed.",
                                                    preview.n_append),
                                          preview.n_append));
  if (preview.n_full_refresh > 0)
    g_strv_builder_take (lines, g_strdup_printf (ngettext ("%'u table is read in full at each sync.",
                                                           "%'u tables are read in full at each sync.",
                                                           preview.n_full_refresh),
                                                 preview.n_full_refresh));
  if (preview.n_off > 0)
    g_strv_builder_take (lines, g_strdup_printf (ngettext ("%'u table is turned off: only a webhook brings it.",
                                                           "%'u tables are turned off: only a webhook brings them.",
                                                           preview.n_off),
                                                 preview.n_off));
  if (g_str_equal (before, after))
    /* Translators: a number of rows, such as “≈ 38 k – 190 k” or “unknown” */
    g_strv_builder_take (lines, g_strdup_printf (_ ("Rows a month: %s, as before."), after));
  else
    /* Translators: both are numbers of rows, such as “≈ 38 k – 190 k” */
    g_strv_builder_take (lines, g_strdup_printf (_ ("Rows a month: %s, instead of %s."), after, before));
  words = g_strv_builder_end (lines);

  return g_strjoinv ("\n\n", words);
}
