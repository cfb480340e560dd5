/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SLUICE_PACE_PER_HOUR:
 *
 * How many requests a watch makes in any hour, at most.
 */
#define SLUICE_PACE_PER_HOUR 195

/**
 * SluicePace:
 *
 * When a watch asks again: once a second at first, so that a short sync is seen to end when it ends, then ever less
 * often, down to one request in half a minute. What a reading costs in requests it waits for in proportion, and some
 * are saved for whoever looks at the window again. Times are microseconds of a clock that never goes back.
 */
typedef struct
{
  /*< private >*/
  gint64 begun_at;
  gint64 filled_at;
  gint64 spent_at;
  gint64 held_until;
  double saved;
} SluicePace;

/**
 * sluice_pace_init:
 * @self: a pace
 * @now: the time
 *
 * Begins.
 */
void sluice_pace_init (SluicePace *self, gint64 now);

/**
 * sluice_pace_spend:
 * @self: a pace
 * @n_requests: how many requests were made
 * @now: the time
 *
 * Takes them off what may be made.
 */
void sluice_pace_spend (SluicePace *self, guint n_requests, gint64 now);

/**
 * sluice_pace_hold:
 * @self: a pace
 * @seconds: how long the server asks to be left alone (`Retry-After`)
 * @now: the time
 *
 * Keeps everything back for so long.
 */
void sluice_pace_hold (SluicePace *self, guint seconds, gint64 now);

/**
 * sluice_pace_quicken:
 * @self: a pace
 * @now: the time
 *
 * Somebody looks: asks more often again for a while, as far as requests were saved.
 */
void sluice_pace_quicken (SluicePace *self, gint64 now);

/**
 * sluice_pace_get_wait:
 * @self: a pace
 * @n_requests: how many requests the last reading took
 * @now: the time
 *
 * Returns: how long to wait before the next reading, in milliseconds
 */
guint sluice_pace_get_wait (SluicePace *self, guint n_requests, gint64 now);

/**
 * sluice_pace_get_least_wait:
 * @self: a pace
 * @now: the time
 *
 * Returns: how soon somebody who looks may be shown the state of now, in milliseconds
 */
guint sluice_pace_get_least_wait (SluicePace *self, gint64 now);

G_END_DECLS
