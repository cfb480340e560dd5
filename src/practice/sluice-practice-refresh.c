/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-refresh.h"

#include "sluice-json.h"

#include <stdio.h>

/* The same day at another time, which is text like “03:30:00”. */
static GDateTime *
move_to_time_of_day (GDateTime *time, const char *text)
{
  int hour = 0, minute = 0, second = 0;

  if (text == NULL || sscanf (text, "%2d:%2d:%2d", &hour, &minute, &second) < 2)
    return g_date_time_ref (time);

  return g_date_time_new_utc (g_date_time_get_year (time), g_date_time_get_month (time),
                              g_date_time_get_day_of_month (time), hour, minute, second);
}

GDateTime *
sluice_practice_next_full_refresh (JsonObject *schema)
{
  gint64 days = sluice_json_get_int (schema, "full_refresh_interval_days", 0);
  const char *last_text = sluice_json_get_string (schema, "last_full_refresh_at", NULL);
  g_autoptr (GDateTime) last = last_text != NULL ? g_date_time_new_from_iso8601 (last_text, NULL) : NULL;
  g_autoptr (GDateTime) day = NULL;

  if (days <= 0 || last == NULL)
    return NULL;
  day = g_date_time_add_days (last, (int) days);

  return move_to_time_of_day (day, sluice_json_get_string (schema, "full_refresh_time_of_day", NULL));
}

gboolean
sluice_practice_full_refresh_is_due (JsonObject *schema, GDateTime *now)
{
  g_autoptr (GDateTime) next = sluice_practice_next_full_refresh (schema);

  return next != NULL && g_date_time_compare (next, now) <= 0;
}
