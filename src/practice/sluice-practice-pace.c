/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-pace.h"

#define PROGRESS_US (100 * 1000)
#define CHUNKS_PER_SECOND 5

G_DEFINE_QUARK (sluice - practice - pace - error - quark, sluice_practice_pace_error)

/* -1 unless it was asked for. */
static gint64
read_limit (SluicePracticeConduct *conduct, JsonObject *source, const char *table, const char *word)
{
  gint64 number;

  return sluice_practice_conduct_has (conduct, source, table, word, &number) ? number : -1;
}

void
sluice_practice_pace_init (SluicePracticePace *self,
                           SluicePracticeConduct *conduct,
                           JsonObject *source,
                           const char *table,
                           GCancellable *cancellable,
                           SluicePracticeProgress progress,
                           gpointer user_data)
{
  *self = (SluicePracticePace) { .progress = progress, .user_data = user_data, .cancellable = cancellable };
  self->per_second = MAX (read_limit (conduct, source, table, SLUICE_PRACTICE_SLOW), 0);
  self->stall_after = read_limit (conduct, source, table, SLUICE_PRACTICE_STALL);
  self->fail_after = read_limit (conduct, source, table, SLUICE_PRACTICE_FAIL);
  self->billing_after = read_limit (conduct, source, table, SLUICE_PRACTICE_BILLING_LIMIT);
  self->too_low_after = read_limit (conduct, source, table, SLUICE_PRACTICE_BILLING_LIMIT_TOO_LOW);
  self->begun_at = g_get_monotonic_time ();
}

gboolean
sluice_practice_wait (GCancellable *cancellable, double seconds)
{
  gint64 end = seconds < 0 ? G_MAXINT64 : g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);
  GPollFD poll_fd;
  gint64 left;

  if (!g_cancellable_make_pollfd (cancellable, &poll_fd))
    return !g_cancellable_is_cancelled (cancellable);
  while (!g_cancellable_is_cancelled (cancellable) && (left = end - g_get_monotonic_time ()) > 0)
    g_poll (&poll_fd, 1, (int) MIN (left / 1000 + 1, 60 * 1000));
  g_cancellable_release_fd (cancellable);

  return !g_cancellable_is_cancelled (cancellable);
}

static gboolean
is_over (const SluicePracticePace *self, gint64 limit)
{
  return limit >= 0 && self->rows >= (guint64) limit;
}

static gboolean
check_limits (const SluicePracticePace *self, GError **error)
{
  if (is_over (self, self->billing_after))
    g_set_error_literal (error, SLUICE_PRACTICE_PACE_ERROR, SLUICE_PRACTICE_PACE_ERROR_BILLING_LIMIT,
                         SLUICE_PRACTICE_BILLING_TEXT);
  else if (is_over (self, self->too_low_after))
    g_set_error_literal (error, SLUICE_PRACTICE_PACE_ERROR, SLUICE_PRACTICE_PACE_ERROR_BILLING_LIMIT_TOO_LOW,
                         "Your billing limit is too low for this table. Please increase it to resume syncing.");
  else if (is_over (self, self->fail_after))
    g_set_error (error, SLUICE_PRACTICE_PACE_ERROR, SLUICE_PRACTICE_PACE_ERROR_FAILED,
                 "The practice server was told to let this table fail after %" G_GINT64_FORMAT " rows.",
                 self->fail_after);
  else
    return TRUE;

  return FALSE;
}

static void
tell (SluicePracticePace *self)
{
  gint64 now = g_get_monotonic_time ();

  if (now - self->told_at <= PROGRESS_US)
    return;
  self->told_at = now;
  self->progress (self->rows, self->user_data);
}

gboolean
sluice_practice_pace_take (SluicePracticePace *self, guint rows, GError **error)
{
  self->rows += rows;
  if (self->per_second > 0)
    {
      gint64 due = self->begun_at + (gint64) ((double) self->rows / (double) self->per_second * G_USEC_PER_SEC);

      sluice_practice_wait (self->cancellable,
                            (double) MAX (due - g_get_monotonic_time (), 0) / (double) G_USEC_PER_SEC);
    }
  if (rows > 0)
    tell (self);
  if (!check_limits (self, error))
    return FALSE;
  if (is_over (self, self->stall_after))
    sluice_practice_wait (self->cancellable, -1);

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

guint
sluice_practice_pace_get_chunk (const SluicePracticePace *self, guint most)
{
  const gint64 limits[] = { self->stall_after, self->fail_after, self->billing_after, self->too_low_after };
  gint64 chunk = self->per_second > 0 ? self->per_second / CHUNKS_PER_SECOND : most;

  /* A limit is met exactly by the chunks before it, or overstepped by less than one. */
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    if (limits[i] > 0)
      chunk = MIN (chunk, limits[i]);

  return (guint) CLAMP (chunk, 1, most);
}
