/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-loop.h"

#include "bench.h"

/* Quiet for this long, in milliseconds: idle callbacks of low priority and delayed ones have had their turn. And what a
 * process takes meanwhile that does nothing, in nanoseconds. */
#define QUIET 60
#define NEXT_TO_NOTHING 2000000
#define TOO_LONG_SECONDS 60

/* Nanoseconds that the loop has waited for something to do. */
static gint64 waited;

static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  const gint64 begin = bench_get_wall ();
  const int result = g_poll (fds, n_fds, timeout);

  waited += bench_get_wall () - begin;

  return result;
}

BenchTime
bench_loop_now (void)
{
  return (BenchTime) { bench_get_thread_cpu (), bench_get_wall () - waited };
}

static void
add_since (BenchTime *sum, BenchTime began)
{
  const BenchTime now = bench_loop_now ();

  sum->cpu += now.cpu - began.cpu;
  sum->wall += now.wall - began.wall;
}

static void
begin_frame_cb (BenchLoop *self)
{
  if (self->painting)
    return;

  self->painting = TRUE;
  self->paint_began = bench_loop_now ();
}

static void
end_frame_cb (BenchLoop *self)
{
  if (!self->painting)
    return;

  self->painting = FALSE;
  add_since (&self->painted, self->paint_began);
  self->n_frames++;
}

void
bench_loop_watch (BenchLoop *self, GtkWidget *window)
{
  /* A frame begins with whichever phase was asked for. */
  static const char *const phases[] = { "before-paint", "update", "layout" };

  self->clock = gtk_widget_get_frame_clock (window);
  g_assert_nonnull (self->clock);
  g_main_context_set_poll_func (NULL, poll_cb);
  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    self->handlers[i] = g_signal_connect_swapped (self->clock, phases[i], G_CALLBACK (begin_frame_cb), self);
  self->handlers[3] = g_signal_connect_data (self->clock, "after-paint", G_CALLBACK (end_frame_cb), self, NULL,
                                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/* Before anybody is told. */
static gboolean
changing_hook (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  BenchLoop *self = user_data;

  if (g_value_get_object (&values[0]) == (gpointer) self->model)
    {
      self->change_began = bench_loop_now ();
      self->changed_at = bench_get_process_cpu ();
    }

  return TRUE;
}

static void
changed_cb (BenchLoop *self)
{
  add_since (&self->changed, self->change_began);
  self->n_changes++;
}

void
bench_loop_watch_model (BenchLoop *self, GListModel *model)
{
  self->model = model;
  self->hook =
      g_signal_add_emission_hook (g_signal_lookup ("items-changed", G_TYPE_LIST_MODEL), 0, changing_hook, self, NULL);
  self->changed_handler = g_signal_connect_data (model, "items-changed", G_CALLBACK (changed_cb), self, NULL,
                                                 G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

void
bench_loop_unwatch (BenchLoop *self)
{
  if (self->model != NULL)
    {
      g_signal_remove_emission_hook (g_signal_lookup ("items-changed", G_TYPE_LIST_MODEL), self->hook);
      g_signal_handler_disconnect (self->model, self->changed_handler);
      self->model = NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->handlers); i++)
    g_signal_handler_disconnect (self->clock, self->handlers[i]);
  self->clock = NULL;
}

void
bench_loop_reset (BenchLoop *self)
{
  self->own = 0;
  self->longest = 0;
  self->longest_wall = 0;
  self->frames = 0;
  self->n_frames = 0;
  self->n_changes = 0;
  self->changed = (BenchTime) { 0 };
}

static void
add_pass (BenchLoop *self, BenchTime began, BenchTime not_own)
{
  BenchTime pass = { 0 };

  add_since (&pass, began);
  self->own += pass.cpu - not_own.cpu;
  self->longest = MAX (self->longest, pass.cpu - not_own.cpu);
  self->longest_wall = MAX (self->longest_wall, pass.wall - not_own.wall);
}

void
bench_loop_add_own (BenchLoop *self, BenchTime began)
{
  add_pass (self, began, self->changed);
}

static gboolean
iterate (BenchLoop *self, gboolean may_block)
{
  const BenchTime began = bench_loop_now ();
  gboolean dispatched;

  self->painted = (BenchTime) { 0 };
  self->changed = (BenchTime) { 0 };
  dispatched = g_main_context_iteration (NULL, may_block);
  add_pass (self, began,
            (BenchTime) { self->painted.cpu + self->changed.cpu, self->painted.wall + self->changed.wall });
  self->frames += self->painted.cpu;

  return dispatched;
}

static void
too_long_cb (gpointer user_data)
{
  g_error ("What was waited for has not come in %d seconds", TOO_LONG_SECONDS);
}

void
bench_loop_run (BenchLoop *self, BenchCondition condition, gpointer data)
{
  const guint id = g_timeout_add_seconds_once (TOO_LONG_SECONDS, too_long_cb, NULL);

  while (!condition (data))
    iterate (self, TRUE);
  g_source_remove (id);
}

static gboolean
has_painted (gpointer data)
{
  BenchLoop *self = data;

  return self->n_frames > 0;
}

void
bench_loop_run_frame (BenchLoop *self)
{
  const guint before = self->n_frames;

  self->n_frames = 0;
  gdk_frame_clock_request_phase (self->clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  bench_loop_run (self, has_painted, self);
  self->n_frames += before;
}

static void
over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

void
bench_loop_wait (BenchLoop *self, guint msec)
{
  gboolean over = FALSE;

  g_timeout_add_once (msec, over_cb, &over);
  while (!over)
    iterate (self, TRUE);
}

void
bench_loop_settle (BenchLoop *self)
{
  guint n_frames;
  gint64 cpu;

  do
    {
      n_frames = self->n_frames;
      cpu = bench_get_process_cpu ();
      bench_loop_wait (self, QUIET);
    }
  while (self->n_frames != n_frames || bench_get_process_cpu () - cpu > NEXT_TO_NOTHING);
}
