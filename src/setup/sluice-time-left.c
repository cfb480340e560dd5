/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-time-left.h"

#include <glib/gi18n.h>
#include <math.h>

char *
sluice_time_left_to_string (double seconds)
{
  guint minutes;

  if (seconds < 0)
    return NULL;
  if (seconds < 50)
    return g_strdup (_ ("less than a minute left"));

  minutes = (guint) MIN (round (seconds / 60), 60.0 * 24 * 30);
  minutes = MAX (minutes, 1);
  if (minutes < 90)
    return g_strdup_printf (ngettext ("about %u minute left", "about %u minutes left", minutes), minutes);

  return g_strdup_printf (ngettext ("about %u hour left", "about %u hours left", (minutes + 30) / 60),
                          (minutes + 30) / 60);
}
