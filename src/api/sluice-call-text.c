/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-call-log.h"

static const char *
get_word (SluiceCall *call)
{
  switch (sluice_call_get_state (call))
    {
    case SLUICE_CALL_PENDING:
      return "pending";
    case SLUICE_CALL_CANCELLED:
      return "cancelled";
    case SLUICE_CALL_FAILED:
      return "failed";
    case SLUICE_CALL_ANSWERED:
    default:
      return "answered";
    }
}

void
sluice_call_append_text (SluiceCall *self, GString *text)
{
  g_autofree char *time = NULL;
  const char *message;

  g_return_if_fail (SLUICE_IS_CALL (self));
  g_return_if_fail (text != NULL);

  time = g_date_time_format (sluice_call_get_started_at (self), "%Y-%m-%dT%H:%M:%S");
  g_string_append_printf (text, "%s.%03dZ %s %s%s", time,
                          g_date_time_get_microsecond (sluice_call_get_started_at (self)) / 1000,
                          sluice_call_get_method (self), sluice_call_get_origin (self), sluice_call_get_target (self));
  if (sluice_call_get_status (self) != 0)
    g_string_append_printf (text, " %u", sluice_call_get_status (self));
  g_string_append_printf (text, " %s", get_word (self));
  if (sluice_call_get_duration (self) >= 0)
    g_string_append_printf (text, " %" G_GINT64_FORMAT " ms", sluice_call_get_duration (self) / 1000);
  g_string_append_printf (text, " sent %" G_GINT64_FORMAT " B received %" G_GINT64_FORMAT " B",
                          sluice_call_get_sent (self), sluice_call_get_received (self));
  if (sluice_call_get_request_id (self) != NULL)
    g_string_append_printf (text, " id %s", sluice_call_get_request_id (self));
  g_string_append_c (text, '\n');

  if ((message = sluice_call_get_message (self)) != NULL)
    {
      /* What goes on in the next line must not look like another call. */
      g_auto (GStrv) lines = g_strsplit_set (message, "\r\n", -1);
      g_autofree char *indented = g_strjoinv ("\n    ", lines);

      g_string_append_printf (text, "    %s\n", indented);
    }
}

char *
sluice_call_log_dup_text (SluiceCallLog *self)
{
  GString *text;

  g_return_val_if_fail (SLUICE_IS_CALL_LOG (self), NULL);

  text = g_string_new (NULL);
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self)); i > 0; i--)
    {
      g_autoptr (SluiceCall) call = g_list_model_get_item (G_LIST_MODEL (self), i - 1);

      sluice_call_append_text (call, text);
    }

  return g_string_free_and_steal (text);
}
