/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <math.h>
#include <stdio.h>

#include "bench-loop.h"
#include "bench.h"
#include "sluice-size-map.h"

/*
 * The size map of 10,000 and 100,000 tables, beside a GtkColumnView of one column of plain labels over the same tables:
 * what it costs to bring up, to draw again after a click, and how long the window stands still for it at most.
 */

#define N_RUNS 5
#define N_SCHEMAS 12

/* The longest that the window may stand still, in milliseconds: a frame. */
#define LIMIT_DISPATCH 16.0
/* Beside a list of plain labels, which looks at none of its rows but those on the screen: the map looks at all. */
#define LIMIT_FIRST_10000 2.5
#define LIMIT_FIRST_100000 5.0
#define LIMIT_CLICK 1.0

/* Few large tables and many small ones, some of unknown size. */
static SluiceTable *
new_table (guint i)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *name = g_strdup_printf ("schema_%u.table_%u", i % N_SCHEMAS, i);
  SluiceTable *table = NULL;

  json_object_set_string_member (object, "table", name);
  if (i % 50 != 7)
    json_object_set_int_member (object, "rows", (gint64) (1e9 / pow (i + 1, 1.1)));
  table = sluice_table_new_from_json (object, TRUE, NULL);
  g_assert_nonnull (table);

  return table;
}

static SluiceTableList *
new_tables (guint n_tables)
{
  g_autoptr (GPtrArray) batch = g_ptr_array_new_full (n_tables, g_object_unref);
  SluiceTableList *tables = sluice_table_list_new ();

  for (guint i = 0; i < n_tables; i++)
    g_ptr_array_add (batch, new_table (i));
  sluice_table_list_append (tables, batch);

  return tables;
}

static GtkWidget *
open_window (GtkWidget *child)
{
  GtkWidget *window =
      g_object_new (ADW_TYPE_WINDOW, "default-width", 1200, "default-height", 760, "content", child, NULL);

  gtk_window_present (GTK_WINDOW (window));

  return window;
}

/* What the process and its main thread spent until nothing is left to do, in milliseconds. */
typedef struct
{
  double total;
  double longest;
  double longest_wall;
  double frame;
} Cost;

static Cost
get_cost (BenchLoop *loop, gint64 begin)
{
  return (Cost) {
    .total = bench_to_ms (bench_get_process_cpu () - begin),
    .longest = bench_to_ms (loop->longest),
    .longest_wall = bench_to_ms (loop->longest_wall),
    .frame = loop->n_frames > 0 ? bench_to_ms (loop->frames) / loop->n_frames : 0,
  };
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell)
{
  gtk_column_view_cell_set_child (cell, gtk_label_new (NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell)
{
  gtk_label_set_text (GTK_LABEL (gtk_column_view_cell_get_child (cell)),
                      sluice_table_get_name (gtk_column_view_cell_get_item (cell)));
}

static Cost
show_bare (SluiceTableList *tables)
{
  BenchLoop loop = { 0 };
  GtkSelectionModel *model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (tables))));
  GtkWidget *view = gtk_column_view_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new ("Table", factory);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *window = NULL;
  gint64 begin = 0;
  Cost cost;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  window = open_window (scrolled);
  bench_loop_watch (&loop, window);
  bench_loop_settle (&loop);

  bench_loop_reset (&loop);
  begin = bench_get_process_cpu ();
  gtk_column_view_set_model (GTK_COLUMN_VIEW (view), model);
  g_object_unref (model);
  bench_loop_settle (&loop);
  cost = get_cost (&loop, begin);
  bench_loop_unwatch (&loop);
  gtk_window_destroy (GTK_WINDOW (window));
  bench_loop_settle (&loop);

  return cost;
}

typedef struct
{
  Cost first;  /* from nothing to all of the map */
  Cost click;  /* another table is selected */
  Cost filter; /* one schema is left */
} MapCosts;

static MapCosts
show_map (SluiceTableList *tables)
{
  g_autoptr (SluiceTableView) view = sluice_table_view_new (tables);
  BenchLoop loop = { 0 };
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *map = g_object_new (SLUICE_TYPE_SIZE_MAP, NULL);
  GtkWidget *window = NULL;
  SluiceTable *largest = sluice_table_list_get (tables, 0);
  MapCosts costs;
  gint64 begin = 0;

  sluice_size_map_set_view (SLUICE_SIZE_MAP (map), view);
  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("Nothing"), "nothing");
  gtk_stack_add_named (GTK_STACK (stack), map, "map");
  window = open_window (stack);
  bench_loop_watch (&loop, window);
  bench_loop_settle (&loop);

  bench_loop_reset (&loop);
  begin = bench_get_process_cpu ();
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "map");
  bench_loop_settle (&loop);
  costs.first = get_cost (&loop, begin);
  g_assert_cmpstr (sluice_size_map_get_summary (SLUICE_SIZE_MAP (map)), !=, "");

  bench_loop_reset (&loop);
  begin = bench_get_process_cpu ();
  sluice_table_set_selected (largest, !sluice_table_get_selected (largest));
  bench_loop_settle (&loop);
  costs.click = get_cost (&loop, begin);

  bench_loop_reset (&loop);
  begin = bench_get_process_cpu ();
  sluice_table_view_set_schema (view, "schema_1");
  bench_loop_settle (&loop);
  costs.filter = get_cost (&loop, begin);

  bench_loop_unwatch (&loop);
  gtk_window_destroy (GTK_WINDOW (window));
  bench_loop_settle (&loop);

  return costs;
}

static void
tell (guint n_tables, const char *what, BenchRuns *runs)
{
  g_autofree char *name = g_strdup_printf ("%'u tables, %s", n_tables, what);

  bench_tell_runs (name, runs, "ms");
}

static void
tell_figure (guint n_tables, const char *what, double value, double limit, const char *unit)
{
  g_autofree char *name = g_strdup_printf ("size map of %'u, %s", n_tables, what);

  bench_tell_figure (name, value, limit, unit);
}

static void
measure (guint n_tables, double limit_first)
{
  g_autoptr (SluiceTableList) tables = new_tables (n_tables);
  g_autoptr (BenchRuns) bare = bench_runs_new ();
  g_autoptr (BenchRuns) first = bench_runs_new ();
  g_autoptr (BenchRuns) click = bench_runs_new ();
  g_autoptr (BenchRuns) filter = bench_runs_new ();
  g_autoptr (BenchRuns) frame = bench_runs_new ();
  g_autoptr (BenchRuns) longest = bench_runs_new ();
  g_autoptr (BenchRuns) longest_wall = bench_runs_new ();

  for (guint i = 0; i < N_RUNS; i++)
    {
      const Cost list = show_bare (tables);
      const MapCosts map = show_map (tables);

      bench_runs_add (bare, list.total);
      bench_runs_add (first, map.first.total);
      bench_runs_add (click, map.click.total);
      bench_runs_add (filter, map.filter.total);
      bench_runs_add (frame, map.first.frame);
      bench_runs_add (longest, MAX (map.first.longest, MAX (map.click.longest, map.filter.longest)));
      bench_runs_add (longest_wall,
                      MAX (map.first.longest_wall, MAX (map.click.longest_wall, map.filter.longest_wall)));
    }

  tell (n_tables, "list of labels", bare);
  tell (n_tables, "map, from nothing", first);
  tell (n_tables, "map, a frame of that", frame);
  tell (n_tables, "map, a table selected", click);
  tell (n_tables, "map, another filter", filter);
  tell (n_tables, "map, longest dispatch of our own", longest);
  tell (n_tables, "map, longest dispatch of our own, on the wall", longest_wall);
  tell_figure (n_tables, "longest dispatch of our own", bench_runs_get_max (longest), LIMIT_DISPATCH, "ms");
  tell_figure (n_tables, "from nothing", bench_runs_get_median (first) / bench_runs_get_median (bare), limit_first,
               "× a list of labels");
  tell_figure (n_tables, "a table selected", bench_runs_get_median (click) / bench_runs_get_median (bare), LIMIT_CLICK,
               "× a list of labels");
}

int
main (int argc, char *argv[])
{
  adw_init ();
  measure (10000, LIMIT_FIRST_10000);
  measure (100000, LIMIT_FIRST_100000);

  return bench_finish ();
}
