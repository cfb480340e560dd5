/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

struct _BenchRuns
{
  GArray *values; /* of double */
};

static guint n_figures;
static guint n_failed;

static gint64
get_clock (clockid_t id)
{
  struct timespec now;

  clock_gettime (id, &now);

  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

gint64
bench_get_thread_cpu (void)
{
  return get_clock (CLOCK_THREAD_CPUTIME_ID);
}

gint64
bench_get_process_cpu (void)
{
  return get_clock (CLOCK_PROCESS_CPUTIME_ID);
}

gint64
bench_get_wall (void)
{
  return get_clock (CLOCK_MONOTONIC);
}

double
bench_to_ms (gint64 nanoseconds)
{
  return (double) nanoseconds / 1e6;
}

/* A line of /proc/self/status: "VmHWM:   123456 kB". */
static gint64
get_status (const char *field)
{
  g_autofree char *status = NULL;
  g_autoptr (GError) error = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, &error);
  g_assert_no_error (error);
  line = strstr (status, field);
  g_assert_nonnull (line);

  return g_ascii_strtoll (line + strlen (field), NULL, 10) * 1024;
}

gint64
bench_get_peak_memory (void)
{
  return get_status ("VmHWM:");
}

gint64
bench_get_memory (void)
{
  return get_status ("VmRSS:");
}

BenchRuns *
bench_runs_new (void)
{
  BenchRuns *self = g_new0 (BenchRuns, 1);

  self->values = g_array_new (FALSE, FALSE, sizeof (double));

  return self;
}

void
bench_runs_free (BenchRuns *self)
{
  g_array_unref (self->values);
  g_free (self);
}

void
bench_runs_add (BenchRuns *self, double value)
{
  g_array_append_val (self->values, value);
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  const double *value_a = a;
  const double *value_b = b;

  return (*value_a > *value_b) - (*value_a < *value_b);
}

static double
get_value (BenchRuns *self, guint position)
{
  return g_array_index (self->values, double, position);
}

double
bench_runs_get_median (BenchRuns *self)
{
  const guint length = self->values->len;

  g_assert_cmpuint (length, >, 0);
  g_array_sort (self->values, compare_values);

  return (get_value (self, (length - 1) / 2) + get_value (self, length / 2)) / 2;
}

double
bench_runs_get_max (BenchRuns *self)
{
  double max = get_value (self, 0);

  for (guint i = 1; i < self->values->len; i++)
    max = MAX (max, get_value (self, i));

  return max;
}

void
bench_tell_runs (const char *name, BenchRuns *runs, const char *unit)
{
  const double median = bench_runs_get_median (runs);

  printf ("# %s: %.4g %s (%.4g … %.4g)\n", name, median, unit, get_value (runs, 0),
          get_value (runs, runs->values->len - 1));
  fflush (stdout);
}

void
bench_tell_figure (const char *name, double value, double limit, const char *unit)
{
  /* Not a number is over every limit. */
  const gboolean passed = isfinite (value) && value <= limit;
  const char *space = *unit != '\0' ? " " : "";

  n_figures++;
  n_failed += !passed;
  printf ("%s %u %s: %.3g%s%s, limit %g%s%s\n", passed ? "ok" : "not ok", n_figures, name, value, space, unit, limit,
          space, unit);
  fflush (stdout);
}

int
bench_finish (void)
{
  printf ("1..%u\n", n_figures);

  return n_failed > 0 ? 1 : 0;
}
