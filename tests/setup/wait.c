/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "wait.h"

#define LIMIT (60 * G_USEC_PER_SEC)
#define TICK_MILLISECONDS 20

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
wait_until (gboolean (*condition) (gpointer data), gpointer data)
{
  const gint64 end = g_get_monotonic_time () + LIMIT;
  const guint id = g_timeout_add (TICK_MILLISECONDS, tick_cb, NULL);

  while (!condition (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (id);
}
