/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What every benchmark needs: clocks, medians, and a line a figure. */

/* Times are in nanoseconds. What is limited is CPU time, of this thread or of all threads of the process, and not time
 * on the wall: that grows with whatever else runs on the machine, so that a limit of 16 ms would fail where nothing of
 * ours has become slower. Time on the wall is what a person waits for, which is longer where we wait for a disk or a
 * lock: it is told beside, without a limit. */
gint64 bench_get_thread_cpu (void);
gint64 bench_get_process_cpu (void);
gint64 bench_get_wall (void);
double bench_to_ms (gint64 nanoseconds);

/* The most memory that the process has had at a time, and what it has now, in bytes: resident, as the kernel counts. */
gint64 bench_get_peak_memory (void);
gint64 bench_get_memory (void);

/* The runs of one measurement. */
typedef struct _BenchRuns BenchRuns;

BenchRuns *bench_runs_new (void);
void bench_runs_free (BenchRuns *self);
void bench_runs_add (BenchRuns *self, double value);
double bench_runs_get_median (BenchRuns *self);
/* For what must never happen, not even once. */
double bench_runs_get_max (BenchRuns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchRuns, bench_runs_free)

/* What the figures after it are made of: "first frame, bare view: 103 ms (101 … 110)", as a comment. */
void bench_tell_runs (const char *name, BenchRuns *runs, const char *unit);

/* A figure and its limit, which it fails when it is larger: "NAME: N, limit N". @unit may be "". */
void bench_tell_figure (const char *name, double value, double limit, const char *unit);

/* To be called last. Returns: the exit status of the program. */
int bench_finish (void);

G_END_DECLS
