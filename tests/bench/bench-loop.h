/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The main loop, looked at while it runs.
 *
 * What a pass of the loop costs is the CPU time of this thread from its beginning to its end: waiting costs nothing
 * then, and neither does another program that has the processor. Time on the wall is kept beside it, without what the
 * loop itself waits for something to do. Of that, what the frame clock's phases take (from
 * before-paint to after-paint: GTK measures, allocates and draws there) is taken away. What is left is ours: every
 * callback, every item that arrives, and all that GTK does under our own calls. That several sources may be dispatched
 * in one pass makes it no smaller.
 *
 * When a list is watched too, what GTK does when it is told that the list has changed is taken away as well: it binds
 * rows to other items then, which is measured as a whole beside a bare view.
 */
/* A moment, or how long something took, by both clocks. */
typedef struct
{
  gint64 cpu; /* of this thread */
  gint64 wall;
} BenchTime;

typedef struct
{
  GdkFrameClock *clock; /* borrowed from the window that is watched */
  gulong handlers[4];
  gboolean painting;
  BenchTime paint_began;
  BenchTime painted; /* of the pass that runs */
  GListModel *model; /* borrowed; NULL: none is watched */
  gulong hook;
  gulong changed_handler;
  BenchTime change_began;
  BenchTime changed; /* of the pass that runs */

  /* Since the last bench_loop_reset(), in nanoseconds of CPU time */
  gint64 own;          /* without frames, and what GTK does about changes */
  gint64 longest;      /* the longest pass of that */
  gint64 longest_wall; /* that on the wall: it may be another pass */
  gint64 frames;       /* the frames */
  guint n_frames;
  guint n_changes;   /* of the list */
  gint64 changed_at; /* when it was told last, in CPU time of the process */
} BenchLoop;

typedef gboolean (*BenchCondition) (gpointer data);

/* Watches the frames of a window that has been realized. */
void bench_loop_watch (BenchLoop *self, GtkWidget *window);
void bench_loop_unwatch (BenchLoop *self);
/* Watches a list that GTK itself listens to: a view's selection. */
void bench_loop_watch_model (BenchLoop *self, GListModel *model);
void bench_loop_reset (BenchLoop *self);
BenchTime bench_loop_now (void);
/* Counts something that was done outside of the loop since @began, as one pass. What GTK did about changes is taken
 * away. */
void bench_loop_add_own (BenchLoop *self, BenchTime began);
/* Runs the main loop until @condition holds; fails when that takes a minute. */
void bench_loop_run (BenchLoop *self, BenchCondition condition, gpointer data);
/* Runs it until another frame has been painted, and all that was ready is done. */
void bench_loop_run_frame (BenchLoop *self);
/* Runs it for so many milliseconds: for what is left to timers. */
void bench_loop_wait (BenchLoop *self, guint msec);
/* Runs it until nothing is left to do: no frame is drawn, and no thread is at work. */
void bench_loop_settle (BenchLoop *self);

G_END_DECLS
