/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-pace.h"

/* Two readings are never closer. */
#define WAIT_MIN_SECONDS 1.0
/* A request is waited for a sixteenth of the time that has gone by, so that the delay of what is seen stays small
 * beside what was waited for anyway, but no longer than this. */
#define AGE_SHARE 16.0
#define WAIT_MAX_SECONDS 32.0
/* How old a watch is at most that somebody looks at. */
#define AGE_LOOKED_AT_SECONDS 32.0
/* A bucket of tokens: so many at once and one in so many seconds. With what one reading may overdraw, any hour stays
 * below SLUICE_PACE_PER_HOUR. */
#define SAVED_MOST 70.0
#define SECONDS_A_TOKEN 30.0

static double
get_seconds (gint64 from, gint64 to)
{
  return MAX (to - from, 0) / (double) G_USEC_PER_SEC;
}

static void
fill (SluicePace *self, gint64 now)
{
  self->saved = MIN (self->saved + get_seconds (self->filled_at, now) / SECONDS_A_TOKEN, SAVED_MOST);
  self->filled_at = now;
}

void
sluice_pace_init (SluicePace *self, gint64 now)
{
  *self = (SluicePace) { .begun_at = now, .filled_at = now, .saved = SAVED_MOST };
}

void
sluice_pace_spend (SluicePace *self, guint n_requests, gint64 now)
{
  fill (self, now);
  self->saved -= n_requests;
  self->spent_at = now;
}

void
sluice_pace_hold (SluicePace *self, guint seconds, gint64 now)
{
  self->held_until = MAX (self->held_until, now + seconds * G_USEC_PER_SEC);
}

void
sluice_pace_quicken (SluicePace *self, gint64 now)
{
  self->begun_at = MAX (self->begun_at, now - (gint64) (AGE_LOOKED_AT_SECONDS * G_USEC_PER_SEC));
}

/* What the server and the savings allow, whoever asks. */
static double
get_least (SluicePace *self, double n_requests, gint64 now)
{
  fill (self, now);

  return MAX ((n_requests - self->saved) * SECONDS_A_TOKEN, get_seconds (now, self->held_until));
}

guint
sluice_pace_get_wait (SluicePace *self, guint n_requests, gint64 now)
{
  const double each = MIN (get_seconds (self->begun_at, now) / AGE_SHARE, WAIT_MAX_SECONDS);
  const double seconds = MAX (each * n_requests, WAIT_MIN_SECONDS);

  /* The next reading takes what the last one did. */
  return (guint) (MAX (seconds, get_least (self, n_requests, now)) * 1000);
}

guint
sluice_pace_get_least_wait (SluicePace *self, gint64 now)
{
  const double seconds = WAIT_MIN_SECONDS - get_seconds (self->spent_at, now);

  return (guint) (MAX (MAX (seconds, 0), get_least (self, 1, now)) * 1000);
}
