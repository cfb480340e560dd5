/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <libdex.h>
#include <string.h>

#include "bench-loop.h"
#include "bench-page.h"
#include "bench.h"
#include "sluice-json.h"
#include "sluice-plan-export.h"
#include "sluice-plan-files.h"
#include "sluice-plan-snapshot.h"
#include "sluice-plan-work.h"
#include "sluice-table-edit.h"

/*
 * What the model does with whole plans, without a window.
 *
 * A refresh hands over what can be undone to the tables that have changed: in proportion to their number. A plan is
 * saved and exported from a snapshot, and to take that is all that the main thread has to do; so it is for whatever
 * else is done with all of it: a report, what create sends, an import, a comparison.
 */

#define N_REFRESHED 10000
#define N_TIMES 4
#define N_ROUNDS 3
#define N_SAVED 100000

/* Four times as many tables may take four times as long, and a little more for the memory; quadratic would be 16. */
#define LIMIT_REFRESH 8.0
#define LIMIT_PIECE 16.0

static void
select_each (SluicePlan *plan)
{
  SluiceTableList *tables = sluice_plan_get_tables (plan);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    g_ptr_array_add (all, sluice_table_list_get (tables, i));
  sluice_table_list_set_selected (tables, all, TRUE);
  sluice_table_list_finish_edit (tables);
}

/* The same names, but other columns. */
static GPtrArray *
dup_changed (guint n)
{
  GPtrArray *changed = g_ptr_array_new_full (n, g_object_unref);
  g_autoptr (GPtrArray) tables = bench_tables_new (0, n);

  for (guint i = 0; i < n; i++)
    {
      const char *name = sluice_table_get_name (g_ptr_array_index (tables, i));
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_set_string_member (object, "table", name);
      g_ptr_array_add (changed, sluice_table_new_from_json (object, TRUE, NULL));
    }

  return changed;
}

static SluicePlan *
discover (guint n)
{
  g_autoptr (GPtrArray) tables = bench_tables_new (0, n);
  SluicePlan *plan = bench_plan_new ();

  sluice_plan_begin_discovery (plan);
  sluice_plan_append_discovered (plan, tables);
  sluice_plan_finish_discovery (plan);

  return plan;
}

static gpointer
write_thread (gpointer data)
{
  g_autoptr (SluicePlanSnapshot) snapshot = data;
  g_autoptr (JsonNode) export = sluice_plan_snapshot_export (snapshot);
  g_autoptr (JsonNode) draft = sluice_plan_snapshot_to_draft (snapshot);
  g_autofree char *tables = sluice_plan_snapshot_tables_to_text (snapshot);

  return NULL;
}

/* As it is found, no table selected, which takes longest, and all of them. */
static double
measure_snapshot (SluicePlan *plan, const char *name)
{
  g_autoptr (BenchRuns) runs = bench_runs_new ();

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      const gint64 begin = bench_get_thread_cpu ();
      SluicePlanSnapshot *snapshot = sluice_plan_snapshot_new (plan);

      bench_runs_add (runs, bench_to_ms (bench_get_thread_cpu () - begin));
      sluice_plan_snapshot_unref (snapshot);
    }
  bench_tell_runs (name, runs, "ms");

  return bench_runs_get_median (runs);
}

static void
measure_saving (void)
{
  g_autoptr (SluicePlan) plan = discover (N_SAVED);
  g_autoptr (BenchRuns) rest = bench_runs_new ();
  double longest = measure_snapshot (plan, "a snapshot, nothing selected");
  gint64 begin;

  select_each (plan);
  longest = MAX (longest, measure_snapshot (plan, "a snapshot, everything selected"));
  begin = bench_get_process_cpu ();
  g_thread_join (g_thread_new ("write", write_thread, sluice_plan_snapshot_new (plan)));
  bench_runs_add (rest, bench_to_ms (bench_get_process_cpu () - begin));
  bench_tell_runs ("writing it, on a worker", rest, "ms");
  bench_tell_figure ("saving or exporting 100,000 tables, own work on the main thread at a time", longest, LIMIT_PIECE,
                     "ms");
}

static DexFuture *
new_text (char *text)
{
  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_new_take (text, strlen (text)));
}

static DexFuture *
export_work (SluicePlan *plan, gpointer data)
{
  g_autoptr (JsonNode) file = sluice_plan_export (plan);

  return new_text (sluice_plan_file_to_text (file));
}

static DexFuture *
report_work (SluicePlan *plan, gpointer data)
{
  return new_text (sluice_plan_dup_report (plan, data));
}

static DexFuture *
create_work (SluicePlan *plan, gpointer data)
{
  g_autoptr (JsonNode) body = sluice_plan_to_create_body (plan);

  return new_text (sluice_json_to_text (body));
}

static DexFuture *
begin_export (SluicePlan *plan, GFile *file)
{
  return sluice_plan_work_run (plan, export_work, NULL, NULL);
}

static DexFuture *
begin_report (SluicePlan *plan, GFile *file)
{
  return sluice_plan_work_run (plan, report_work, sluice_price_list_new (), (GDestroyNotify) sluice_price_list_free);
}

static DexFuture *
begin_create (SluicePlan *plan, GFile *file)
{
  return sluice_plan_work_run (plan, create_work, NULL, NULL);
}

static DexFuture *
begin_import (SluicePlan *plan, GFile *file)
{
  return sluice_plan_file_read (file, plan);
}

static DexFuture *
begin_compare (SluicePlan *plan, GFile *file)
{
  return sluice_plan_file_compare (file, plan);
}

static gboolean
is_settled (gpointer future)
{
  return !dex_future_is_pending (future);
}

/* The longest that the main loop is held, from the call to where all that came of it is dropped. */
static void
measure_work (const char *name, SluicePlan *plan, GFile *file, DexFuture *(*begin) (SluicePlan *plan, GFile *file))
{
  g_autoptr (BenchRuns) runs = bench_runs_new ();
  g_autoptr (BenchRuns) wall = bench_runs_new ();
  g_autofree char *figure = g_strdup_printf ("%s 100,000 tables, own work on the main thread at a time", name);

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      BenchLoop loop = { 0 };
      BenchTime began = bench_loop_now ();
      const gint64 begin_wall = bench_get_wall ();
      DexFuture *future = begin (plan, file);
      g_autoptr (GError) error = NULL;

      bench_loop_add_own (&loop, began);
      bench_loop_run (&loop, is_settled, future);
      bench_runs_add (wall, bench_to_ms (bench_get_wall () - begin_wall));
      dex_future_get_value (future, &error);
      g_assert_no_error (error);
      began = bench_loop_now ();
      dex_unref (future);
      bench_loop_add_own (&loop, began);
      bench_loop_settle (&loop);
      bench_runs_add (runs, bench_to_ms (loop.longest));
    }
  bench_tell_runs (name, wall, "ms until it is there");
  bench_tell_figure (figure, bench_runs_get_median (runs), LIMIT_PIECE, "ms");
}

/* A file of the plan as it stands, to be read for the plan as it will be: every table is another. */
static GFile *
write_file (SluicePlan *plan, const char *folder)
{
  g_autoptr (JsonNode) export = sluice_plan_export (plan);
  g_autofree char *text = sluice_plan_file_to_text (export);
  g_autofree char *path = g_build_filename (folder, "plan.json", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

static void
set_hourly (SluiceTable *table, gpointer user_data)
{
  sluice_table_set_frequency (table, SLUICE_FREQUENCY_1HOUR);
}

static void
measure_works (void)
{
  g_autoptr (SluicePlan) plan = discover (N_SAVED);
  SluiceTableList *tables = sluice_plan_get_tables (plan);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autofree char *folder = g_dir_make_tmp ("bench-plan-XXXXXX", NULL);
  g_autoptr (GFile) file = NULL;

  select_each (plan);
  file = write_file (plan, folder);
  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    g_ptr_array_add (all, sluice_table_list_get (tables, i));
  sluice_table_list_edit_each (tables, all, set_hourly, NULL, NULL, NULL);
  sluice_table_list_finish_edit (tables);
  measure_work ("exporting", plan, file, begin_export);
  measure_work ("a report of", plan, file, begin_report);
  measure_work ("what create sends of", plan, file, begin_create);
  measure_work ("importing", plan, file, begin_import);
  measure_work ("comparing", plan, file, begin_compare);
  g_file_delete (file, NULL, NULL);
  g_rmdir (folder);
}

static double
measure_refresh (guint n)
{
  g_autoptr (BenchRuns) runs = bench_runs_new ();
  g_autofree char *name = g_strdup_printf ("%u changed tables refreshed", n);

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (SluicePlan) plan = discover (n);
      g_autoptr (GPtrArray) changed = dup_changed (n);
      gint64 begin;

      select_each (plan);
      sluice_plan_begin_discovery (plan);
      begin = bench_get_thread_cpu ();
      sluice_plan_append_discovered (plan, changed);
      sluice_plan_finish_discovery (plan);
      sluice_table_list_finish_edit (sluice_plan_get_tables (plan));
      bench_runs_add (runs, bench_to_ms (bench_get_thread_cpu () - begin));
    }
  bench_tell_runs (name, runs, "ms");

  return bench_runs_get_median (runs);
}

int
main (int argc, char *argv[])
{
  double few;
  double many;

  dex_init ();
  few = measure_refresh (N_REFRESHED);
  many = measure_refresh (N_TIMES * N_REFRESHED);
  bench_tell_figure ("a refresh of 40,000 changed tables that can be undone", many / few, LIMIT_REFRESH,
                     "× one of 10,000");
  measure_saving ();
  measure_works ();

  return bench_finish ();
}
