/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-call-phrases.h"

#include <glib/gi18n.h>

char *
sluice_call_dup_outcome (SluiceCall *call)
{
  const guint status = sluice_call_get_status (call);

  switch (sluice_call_get_state (call))
    {
    case SLUICE_CALL_PENDING:
      /* Translators: of a call that is not answered yet */
      return g_strdup (C_ ("call", "Waiting…"));
    case SLUICE_CALL_CANCELLED:
      /* Translators: of a call whose answer nobody waits for any more */
      return g_strdup (C_ ("call", "Cancelled"));
    case SLUICE_CALL_FAILED:
      if (status == 0)
        /* Translators: of a call */
        return g_strdup (C_ ("call", "Failed · no answer"));
      /* Translators: of a call; the number is an HTTP status: “Failed · 502” */
      return g_strdup_printf (C_ ("call", "Failed · %u"), status);
    case SLUICE_CALL_ANSWERED:
    default:
      return g_strdup_printf ("%u", status);
    }
}

char *
sluice_call_dup_duration (SluiceCall *call)
{
  const gint64 duration = sluice_call_get_duration (call);
  const int msec = (int) MIN (duration / 1000, G_MAXINT);

  if (duration < 0)
    return g_strdup ("");
  if (msec < 1000)
    /* Translators: milliseconds */
    return g_strdup_printf (_ ("%d ms"), msec);

  /* Translators: seconds */
  return g_strdup_printf (_ ("%.1f s"), msec / 1000.0);
}

char *
sluice_call_dup_time (SluiceCall *call, gboolean with_date)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (sluice_call_get_started_at (call));

  return g_date_time_format (local, with_date ? "%x %X" : "%X");
}

char *
sluice_call_dup_spoken (SluiceCall *call)
{
  g_autofree char *time = sluice_call_dup_time (call, FALSE);
  g_autofree char *outcome = sluice_call_dup_outcome (call);

  /* Translators: what a screen reader says of a call: “GET /api/users/@me/, 10:43:12, Failed · 401” */
  return g_strdup_printf (_ ("%s %s, %s, %s"), sluice_call_get_method (call), sluice_call_get_target (call), time,
                          outcome);
}

const char *
sluice_call_get_icon_name (SluiceCall *call)
{
  switch (sluice_call_get_state (call))
    {
    case SLUICE_CALL_ANSWERED:
      return "object-select-symbolic";
    case SLUICE_CALL_FAILED:
      return "dialog-error-symbolic";
    case SLUICE_CALL_CANCELLED:
      return "process-stop-symbolic";
    case SLUICE_CALL_PENDING:
    default:
      return "sluice-pending-symbolic";
    }
}

const char *
sluice_call_get_css_class (SluiceCall *call)
{
  switch (sluice_call_get_state (call))
    {
    case SLUICE_CALL_ANSWERED:
      return "success";
    case SLUICE_CALL_FAILED:
      return "error";
    case SLUICE_CALL_CANCELLED:
    case SLUICE_CALL_PENDING:
    default:
      return "dimmed";
    }
}
