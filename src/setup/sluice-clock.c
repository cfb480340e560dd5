/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-clock.h"

static gint64
real_now (gpointer data)
{
  return g_get_monotonic_time ();
}

static DexFuture *
real_wait (guint milliseconds, gpointer data)
{
  return dex_timeout_new_msec (milliseconds);
}

const SluiceClock sluice_clock_real = { real_now, real_wait, NULL };

gint64
sluice_clock_now (const SluiceClock *clock)
{
  return clock->now (clock->data);
}

DexFuture *
sluice_clock_wait (const SluiceClock *clock, guint milliseconds)
{
  return clock->wait (milliseconds, clock->data);
}
