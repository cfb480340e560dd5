/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-conduct.h"

G_BEGIN_DECLS

#define SLUICE_PRACTICE_PACE_ERROR (sluice_practice_pace_error_quark ())

/**
 * SluicePracticePaceError:
 * @SLUICE_PRACTICE_PACE_ERROR_FAILED: the sync was told to fail
 * @SLUICE_PRACTICE_PACE_ERROR_BILLING_LIMIT: the project's limit is reached
 * @SLUICE_PRACTICE_PACE_ERROR_BILLING_LIMIT_TOO_LOW: the project's limit is too low for the table
 *
 * Why a sync was stopped.
 */
typedef enum
{
  SLUICE_PRACTICE_PACE_ERROR_FAILED,
  SLUICE_PRACTICE_PACE_ERROR_BILLING_LIMIT,
  SLUICE_PRACTICE_PACE_ERROR_BILLING_LIMIT_TOO_LOW,
} SluicePracticePaceError;

GQuark sluice_practice_pace_error_quark (void);

/* What the server says when the limit is reached (contract, 9.3: 6). */
#define SLUICE_PRACTICE_BILLING_TEXT "Monthly sync limit reached. Please increase your billing limit to resume syncing."

/* Says how many rows were copied so far. */
typedef void (*SluicePracticeProgress) (guint64 rows, gpointer user_data);

/**
 * SluicePracticePace:
 * @progress: told a few times a second
 * @user_data: for @progress
 * @cancellable: cancels the sync
 * @rows: how many rows were taken so far
 *
 * How fast a sync goes and how far. The rest is private.
 */
typedef struct
{
  SluicePracticeProgress progress;
  gpointer user_data;
  GCancellable *cancellable;
  guint64 rows;

  gint64 per_second;                                            /* 0 for as fast as can be */
  gint64 stall_after, fail_after, billing_after, too_low_after; /* -1 for never */
  gint64 begun_at, told_at;
} SluicePracticePace;

/**
 * sluice_practice_pace_init:
 * @self: a pace
 * @conduct: what was asked for
 * @source: the source as the store has it
 * @table: name of its table
 * @cancellable: cancels the sync
 * @progress: told a few times a second
 * @user_data: for @progress
 *
 * Works out the pace of one sync.
 */
void sluice_practice_pace_init (SluicePracticePace *self,
                                SluicePracticeConduct *conduct,
                                JsonObject *source,
                                const char *table,
                                GCancellable *cancellable,
                                SluicePracticeProgress progress,
                                gpointer user_data);

/**
 * sluice_practice_pace_take:
 * @self: a pace
 * @rows: how many more rows were taken
 * @error: return location for an error
 *
 * Counts the rows, which may be 0 at the beginning, and waits until they are due. Blocks.
 *
 * Returns: whether the sync goes on
 */
gboolean sluice_practice_pace_take (SluicePracticePace *self, guint rows, GError **error);

/**
 * sluice_practice_pace_get_chunk:
 * @self: a pace
 * @most: how many rows are taken at once when there is no hurry to tell of them
 *
 * Returns: how many rows to take at once, so that progress is seen
 */
guint sluice_practice_pace_get_chunk (const SluicePracticePace *self, guint most);

/**
 * sluice_practice_wait:
 * @cancellable: ends the waiting
 * @seconds: how long; less than 0 for ever
 *
 * Waits. Blocks.
 *
 * Returns: whether the time is over and nobody cancelled
 */
gboolean sluice_practice_wait (GCancellable *cancellable, double seconds);

G_END_DECLS
