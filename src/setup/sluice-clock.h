/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * SluiceClock:
 * @now: gives microseconds that never go back
 * @wait: gives a future that ends after some milliseconds, resolved or rejected
 * @data: what both get
 *
 * Where time comes from, so that a test need not wait for it.
 */
typedef struct
{
  gint64 (*now) (gpointer data);
  DexFuture *(*wait) (guint milliseconds, gpointer data);
  gpointer data;
} SluiceClock;

/* The computer's own clock. */
extern const SluiceClock sluice_clock_real;

gint64 sluice_clock_now (const SluiceClock *clock);
/* (transfer full) */
DexFuture *sluice_clock_wait (const SluiceClock *clock, guint milliseconds);

G_END_DECLS
