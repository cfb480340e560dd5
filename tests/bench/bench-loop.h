/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The main loop, looked at while it runs.
 *
 * What a pass of the loop costs is the CPU time of this thread from its beginning to its end: waiting costs nothing
 * then, and neither does another program that has the processor. Of that, what the frame clock's phases take (from
 * before-paint to after-paint: GTK measures, allocates and draws there) is taken away. What is left is ours: every
 * callback, every item that arrives, and all that GTK does under our own calls. That several sources may be dispatched
 * in one pass makes it no smaller.
 */
typedef struct
{
  GdkFrameClock *clock; /* borrowed from the window that is watched */
  gulong handlers[4];
  gint64 paint_began; /* 0: not within a frame */
  gint64 painted;     /* of the pass that runs */

  /* Since the last bench_loop_reset(), in nanoseconds of CPU time */
  gint64 own;     /* without frames */
  gint64 longest; /* the longest pass, without its frame */
  gint64 frames;  /* the frames */
  guint n_frames;
} BenchLoop;

typedef gboolean (*BenchCondition) (gpointer data);

/* Watches the frames of a window that has been realized. */
void bench_loop_watch (BenchLoop *self, GtkWidget *window);
void bench_loop_unwatch (BenchLoop *self);
void bench_loop_reset (BenchLoop *self);
/* Runs the main loop until @condition holds; fails when that takes a minute. */
void bench_loop_run (BenchLoop *self, BenchCondition condition, gpointer data);
/* Runs it until another frame has been painted, and all that was ready is done. */
void bench_loop_run_frame (BenchLoop *self);
/* Runs it until nothing is left to do, and no frame is asked for. */
void bench_loop_settle (BenchLoop *self);

G_END_DECLS
