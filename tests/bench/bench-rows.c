/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libdex.h>

#include "bench-bare.h"
#include "bench-loop.h"
#include "bench.h"

/* Opening and scrolling the page, beside a bare view of plain labels that shows the same rows. */

#define N_TABLES 10000
#define N_MANY_TABLES 100000
#define N_FIRST_FRAMES 9
#define N_SCROLLS 5
#define N_FRAMES 60
/* A brisk turn of the wheel: this many pixels a frame. */
#define SCROLL_STEP 100

#define LIMIT_FIRST_FRAME 1.6
#define LIMIT_SCROLLING 1.6

/* Makes the page, with everything on it, until its rows are on screen. */
static double
open_page (BenchPage *page, SluicePlan *plan)
{
  const gint64 begin = bench_get_process_cpu ();
  BenchLoop loop = { 0 };

  bench_page_open (page, plan);
  bench_loop_watch (&loop, page->window);
  bench_loop_run_frame (&loop);
  bench_loop_unwatch (&loop);

  return bench_to_ms (bench_get_process_cpu () - begin);
}

static double
open_bare (BenchBare *bare, BenchRows *rows, const BenchLayout *layout)
{
  const gint64 begin = bench_get_process_cpu ();
  BenchLoop loop = { 0 };

  bench_bare_open (bare, rows, layout);
  bench_loop_watch (&loop, bare->window);
  bench_loop_run_frame (&loop);
  bench_loop_unwatch (&loop);

  return bench_to_ms (bench_get_process_cpu () - begin);
}

/* One of each that does not count: they load fonts, icons and style. It also tells how rows are laid out. */
static void
warm_up (SluicePlan *plan, BenchRows *rows, BenchLayout *layout)
{
  BenchLoop loop = { 0 };
  BenchPage page;
  BenchBare bare;

  open_page (&page, plan);
  bench_loop_settle (&loop);
  bench_layout_read (layout, &page);
  bench_page_close (&page);
  open_bare (&bare, rows, layout);
  bench_loop_settle (&loop);
  bench_bare_check (&bare, layout);
  bench_bare_close (&bare);
  bench_loop_settle (&loop);
}

static void
compare_first_frames (SluicePlan *plan, BenchRows *rows, const BenchLayout *layout)
{
  g_autoptr (BenchRuns) of_page = bench_runs_new ();
  g_autoptr (BenchRuns) of_bare = bench_runs_new ();
  BenchLoop loop = { 0 };

  for (guint i = 0; i < N_FIRST_FRAMES; i++)
    {
      BenchPage page;
      BenchBare bare;

      bench_runs_add (of_page, open_page (&page, plan));
      bench_loop_settle (&loop);
      bench_page_close (&page);
      bench_loop_settle (&loop);
      bench_runs_add (of_bare, open_bare (&bare, rows, layout));
      bench_loop_settle (&loop);
      bench_bare_close (&bare);
      bench_loop_settle (&loop);
    }

  bench_tell_runs ("first frame of 10,000 tables, bare view", of_bare, "ms");
  bench_tell_runs ("first frame of 10,000 tables, page", of_page, "ms");
  bench_tell_figure ("first frame of 10,000 tables", bench_runs_get_median (of_page) / bench_runs_get_median (of_bare),
                     LIMIT_FIRST_FRAME, "× bare view");
}

/* A frame, on the average of some that scroll down from the middle. */
static double
scroll (BenchLoop *loop, GtkColumnView *column_view)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (column_view));
  gint64 begin;

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
  bench_loop_settle (loop);
  begin = bench_get_process_cpu ();
  for (guint i = 0; i < N_FRAMES; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + SCROLL_STEP);
      bench_loop_run_frame (loop);
    }

  return bench_to_ms (bench_get_process_cpu () - begin) / N_FRAMES;
}

static void
scroll_window (GtkWidget *window, GtkColumnView *column_view, BenchRuns *runs)
{
  BenchLoop loop = { 0 };

  bench_loop_watch (&loop, window);
  for (guint i = 0; i < N_SCROLLS; i++)
    bench_runs_add (runs, scroll (&loop, column_view));
  bench_loop_unwatch (&loop);
}

static void
compare_scrolling (SluicePlan *plan, BenchRows *rows, const BenchLayout *layout)
{
  g_autoptr (BenchRuns) of_page = bench_runs_new ();
  g_autoptr (BenchRuns) of_bare = bench_runs_new ();
  BenchLoop loop = { 0 };
  BenchPage page;
  BenchBare bare;

  bench_page_open (&page, plan);
  bench_loop_settle (&loop);
  scroll_window (page.window, page.column_view, of_page);
  bench_page_close (&page);
  bench_loop_settle (&loop);
  bench_bare_open (&bare, rows, layout);
  bench_loop_settle (&loop);
  scroll_window (bare.window, bare.column_view, of_bare);
  bench_bare_close (&bare);

  bench_tell_runs ("a frame of scrolling, bare view", of_bare, "ms");
  bench_tell_runs ("a frame of scrolling, page", of_page, "ms");
  bench_tell_figure ("a frame of scrolling 100,000 tables",
                     bench_runs_get_median (of_page) / bench_runs_get_median (of_bare), LIMIT_SCROLLING, "× bare view");
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (GPtrArray) more_tables = NULL;
  g_autoptr (SluicePlan) plan = NULL;
  g_autoptr (BenchRows) rows = NULL;
  g_autoptr (BenchRows) many_rows = NULL;
  BenchLayout layout;

  dex_init ();
  adw_init ();

  tables = bench_tables_new (0, N_TABLES);
  plan = bench_plan_new ();
  sluice_table_list_append (sluice_plan_get_tables (plan), tables);
  rows = bench_rows_new (sluice_plan_get_tables (plan));
  bench_rows_show_all (rows);
  warm_up (plan, rows, &layout);
  compare_first_frames (plan, rows, &layout);

  more_tables = bench_tables_new (N_TABLES, N_MANY_TABLES - N_TABLES);
  sluice_table_list_append (sluice_plan_get_tables (plan), more_tables);
  many_rows = bench_rows_new (sluice_plan_get_tables (plan));
  bench_rows_show_all (many_rows);
  compare_scrolling (plan, many_rows, &layout);

  return bench_finish ();
}
