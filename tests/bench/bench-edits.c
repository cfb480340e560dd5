/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libdex.h>

#include "bench-bare.h"
#include "bench-loop.h"
#include "bench.h"
#include "sluice-bulk-edit.h"
#include "sluice-table-edit.h"
#include "sluice-table-history.h"
#include "sluice-table-view.h"

/*
 * What a person does with 100,000 tables on screen, beside a bare view that swaps the same rows.
 *
 * Each deed is done a few times. Of its runs the median counts, and of all deeds of a kind the worst: no keystroke and
 * no column may be slower than the limit says. How long the window stands still at a time is the longest of all runs.
 */

#define N_TABLES 100000
#define N_ROUNDS 5

#define LIMIT_SEARCH_OWN 8.0
#define LIMIT_SEARCH_ANSWER 100.0
#define LIMIT_SEARCH_CPU 1.5
#define LIMIT_EDIT_OWN 50.0
#define LIMIT_PIECE 16.0

typedef struct
{
  BenchPage page;
  BenchLoop loop;
  GtkWidget *search;
  SluiceTableView *view; /* a reference */
  GPtrArray *tables;
  GHashTable *positions; /* SluiceTable → its position in the list */
  SluiceBulkPreview *preview;
  gint64 answered_at; /* in CPU time of the process; 0: not yet */
} Bench;

/* What a deed took, in milliseconds of CPU time. */
typedef struct
{
  BenchRuns *own;    /* of ours, on the main thread */
  BenchRuns *piece;  /* of that, at a time */
  BenchRuns *wall;   /* of ours at a time, on the wall */
  BenchRuns *answer; /* until the worker's answer had come, on all threads */
  BenchRuns *all;    /* until it was on screen and nothing was left to do, on all threads */
} Cost;

typedef void (*Deed) (Bench *self, gconstpointer data);

static Cost
cost_new (void)
{
  return (Cost) { bench_runs_new (), bench_runs_new (), bench_runs_new (), bench_runs_new (), bench_runs_new () };
}

static void
cost_free (Cost *self)
{
  bench_runs_free (self->own);
  bench_runs_free (self->piece);
  bench_runs_free (self->wall);
  bench_runs_free (self->answer);
  bench_runs_free (self->all);
}

/* What is shown follows from what the worker has found: it answers when that is told, or finds nothing new. */
static void
busy_cb (Bench *self)
{
  if (!sluice_table_view_get_busy (self->view))
    self->answered_at = bench_get_process_cpu ();
}

static gboolean
is_answered (gpointer data)
{
  Bench *self = data;

  return (self->answered_at > 0 || self->loop.n_changes > 0) && !sluice_table_view_get_busy (self->view);
}

static void
measure (Bench *self, Cost *cost, Deed deed, gconstpointer data, BenchCondition condition)
{
  gint64 began;
  BenchTime begin;

  bench_loop_settle (&self->loop);
  bench_loop_reset (&self->loop);
  self->answered_at = 0;
  began = bench_get_process_cpu ();
  begin = bench_loop_now ();
  deed (self, data);
  bench_loop_add_own (&self->loop, begin);
  bench_loop_run (&self->loop, condition, self);
  bench_loop_settle (&self->loop);

  bench_runs_add (cost->all, bench_to_ms (bench_get_process_cpu () - began));
  bench_runs_add (cost->own, bench_to_ms (self->loop.own));
  bench_runs_add (cost->piece, bench_to_ms (self->loop.longest));
  bench_runs_add (cost->wall, bench_to_ms (self->loop.longest_wall));
  if (self->loop.n_changes > 0)
    self->answered_at = self->loop.changed_at;
  bench_runs_add (cost->answer, bench_to_ms (self->answered_at - began));
}

#define OWN G_STRUCT_OFFSET (Cost, own)
#define ANSWER G_STRUCT_OFFSET (Cost, answer)

static double
get_worst (Cost *costs, guint n_costs, gsize runs)
{
  double worst = 0;

  for (guint i = 0; i < n_costs; i++)
    worst = MAX (worst, bench_runs_get_median (G_STRUCT_MEMBER (BenchRuns *, &costs[i], runs)));

  return worst;
}

static double
get_longest (Cost *costs, guint n_costs)
{
  double longest = 0;

  for (guint i = 0; i < n_costs; i++)
    longest = MAX (longest, bench_runs_get_max (costs[i].piece));

  return longest;
}

/* Searching */

/* What stands in the search field after each keystroke: many are found, then few, then many again. */
static const char *const searches[] = {
  "cu", "customer", "customer 0", "customer 01", "customer 012", "customer 01", "customer 0", "customer", "cu", "",
};

#define N_SEARCHES G_N_ELEMENTS (searches)

/* By one insertion or one deletion at the end, as one types: to set a text empties the entry first. */
static void
type (Bench *self, gconstpointer text)
{
  GtkEditable *entry = GTK_EDITABLE (self->search);
  int length = (int) strlen (gtk_editable_get_text (entry));

  if (g_str_has_prefix (text, gtk_editable_get_text (entry)))
    gtk_editable_insert_text (entry, (const char *) text + length, -1, &length);
  else
    gtk_editable_delete_text (entry, (int) strlen (text), -1);
}

/* (element-type guint): what the view shows, as positions in the list */
static GArray *
dup_order (Bench *self)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < sluice_table_view_get_size (self->view); i++)
    {
      SluiceTable *table = sluice_table_view_get (self->view, i);
      guint position = GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, table));

      g_array_append_val (order, position);
    }

  return order;
}

/* What the bare view needs to swap to the same rows, and have them on screen. */
static void
swap_bare (BenchBare *bare, BenchRows *rows, GArray *order, BenchRuns *runs)
{
  BenchLoop loop = { 0 };
  gint64 begin;

  bench_loop_watch (&loop, bare->window);
  bench_loop_settle (&loop);
  begin = bench_get_process_cpu ();
  bench_rows_show (rows, order);
  bench_loop_run_frame (&loop);
  bench_loop_settle (&loop);
  bench_runs_add (runs, bench_to_ms (bench_get_process_cpu () - begin));
  bench_loop_unwatch (&loop);
}

static void
compare_searches (Bench *self, BenchBare *bare, BenchRows *rows)
{
  Cost costs[N_SEARCHES];
  BenchRuns *of_bare[N_SEARCHES];
  GArray *orders[N_SEARCHES] = { NULL };
  double all = 0;
  double all_of_bare = 0;

  for (guint i = 0; i < N_SEARCHES; i++)
    {
      costs[i] = cost_new ();
      of_bare[i] = bench_runs_new ();
    }
  for (guint round = 0; round < N_ROUNDS; round++)
    for (guint i = 0; i < N_SEARCHES; i++)
      {
        measure (self, &costs[i], type, searches[i], is_answered);
        if (orders[i] == NULL)
          orders[i] = dup_order (self);
        swap_bare (bare, rows, orders[i], of_bare[i]);
      }
  for (guint i = 0; i < N_SEARCHES; i++)
    {
      g_autofree char *name = g_strdup_printf ("“%s” finds %u", searches[i], orders[i]->len);
      g_autofree char *name_of_bare = g_strdup_printf ("%s, bare view", name);

      bench_tell_runs (name_of_bare, of_bare[i], "ms");
      bench_tell_runs (name, costs[i].all, "ms");
      all += bench_runs_get_median (costs[i].all);
      all_of_bare += bench_runs_get_median (of_bare[i]);
      bench_runs_free (of_bare[i]);
      g_array_unref (orders[i]);
    }

  bench_tell_figure ("a keystroke at 100,000 tables, own work on the main thread", get_worst (costs, N_SEARCHES, OWN),
                     LIMIT_SEARCH_OWN, "ms");
  bench_tell_figure ("a keystroke at 100,000 tables, the worker's answer", get_worst (costs, N_SEARCHES, ANSWER),
                     LIMIT_SEARCH_ANSWER, "ms");
  /* Of all that is typed: where what is shown stays as it was, the bare view does nothing at all. */
  bench_tell_figure ("keystrokes at 100,000 tables, all CPU", all / all_of_bare, LIMIT_SEARCH_CPU, "× bare view");
  for (guint i = 0; i < N_SEARCHES; i++)
    cost_free (&costs[i]);
}

/* Sorting and editing */

static void
sort (Bench *self, gconstpointer word)
{
  gtk_widget_activate_action (self->search, "tables.sort", "s", word);
}

static void
select_all (Bench *self, gconstpointer selected)
{
  sluice_table_list_set_selected (self->page.tables, self->tables, GPOINTER_TO_INT (selected));
}

static void
set_method (SluiceTable *table, gpointer method)
{
  sluice_table_set_method (table, GPOINTER_TO_INT (method));
}

static void
set_all_methods (Bench *self, gconstpointer method)
{
  sluice_table_list_edit_each (self->page.tables, self->tables, set_method, (gpointer) method, NULL, NULL);
}

static void
undo (Bench *self, gconstpointer data)
{
  sluice_table_history_undo (sluice_table_list_get_history (self->page.tables));
}

static void
redo (Bench *self, gconstpointer data)
{
  sluice_table_history_redo (sluice_table_list_get_history (self->page.tables));
}

static gboolean
is_edited (gpointer data)
{
  Bench *self = data;

  return !sluice_table_list_get_busy (self->page.tables);
}

typedef struct
{
  const char *name;
  Deed deed;
  gconstpointer data;
  BenchCondition condition;
} Kind;

static void
tell_cost (const char *name, const Cost *cost)
{
  g_autofree char *at_a_time = g_strdup_printf ("%s, at a time", name);
  g_autofree char *on_the_wall = g_strdup_printf ("%s, at a time, on the wall", name);

  bench_tell_runs (name, cost->own, "ms");
  bench_tell_runs (at_a_time, cost->piece, "ms");
  bench_tell_runs (on_the_wall, cost->wall, "ms");
}

static void
measure_kind (Bench *self, const char *name, const Kind *kinds, guint n_kinds)
{
  g_autofree Cost *costs = g_new (Cost, n_kinds);
  g_autofree char *own = g_strdup_printf ("%s, own work on the main thread", name);
  g_autofree char *piece = g_strdup_printf ("%s, own work at a time", name);

  for (guint i = 0; i < n_kinds; i++)
    costs[i] = cost_new ();
  for (guint round = 0; round < N_ROUNDS; round++)
    for (guint i = 0; i < n_kinds; i++)
      measure (self, &costs[i], kinds[i].deed, kinds[i].data, kinds[i].condition);
  for (guint i = 0; i < n_kinds; i++)
    tell_cost (kinds[i].name, &costs[i]);
  bench_tell_figure (own, get_worst (costs, n_kinds, OWN), LIMIT_EDIT_OWN, "ms");
  bench_tell_figure (piece, get_longest (costs, n_kinds), LIMIT_PIECE, "ms");
  for (guint i = 0; i < n_kinds; i++)
    cost_free (&costs[i]);
}

/* By rules, as the dialog does it: a preview of all, and then its changes. */
static void
preview_all (Bench *self, gconstpointer method)
{
  g_autoptr (SluiceBulkEdit) edit = sluice_bulk_edit_new ();
  g_autoptr (SluiceBulkRule) rule = sluice_bulk_rule_new ();
  g_autoptr (SluiceBulkCondition) always = sluice_bulk_condition_new (SLUICE_BULK_ALWAYS);
  g_autoptr (SluiceBulkAction) action = sluice_bulk_action_new (SLUICE_BULK_SET_METHOD);

  g_object_set (action, "method", GPOINTER_TO_INT (method), NULL);
  g_list_store_append (sluice_bulk_rule_get_conditions (rule), always);
  g_list_store_append (sluice_bulk_rule_get_actions (rule), action);
  sluice_bulk_edit_add (edit, rule);
  g_clear_object (&self->preview);
  self->preview = sluice_bulk_edit_preview (edit, self->page.tables, self->tables);
}

static gboolean
is_previewed (gpointer data)
{
  Bench *self = data;

  return !sluice_bulk_preview_get_busy (self->preview);
}

static void
apply_preview (Bench *self, gconstpointer data)
{
  const guint n_changed = sluice_bulk_preview_apply (self->preview);

  /* All but those that nobody may read. */
  g_assert_cmpuint (n_changed, >, N_TABLES / 10 * 9);
}

static void
measure_rules (Bench *self)
{
  static const SluiceSyncMethod methods[] = { SLUICE_SYNC_METHOD_FULL_REFRESH, SLUICE_SYNC_METHOD_INCREMENTAL };
  Cost preview = cost_new ();
  Cost edit = cost_new ();

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      gconstpointer method = GINT_TO_POINTER (methods[round % G_N_ELEMENTS (methods)]);

      measure (self, &preview, preview_all, method, is_previewed);
      measure (self, &edit, apply_preview, NULL, is_edited);
    }
  tell_cost ("all previewed by a rule", &preview);
  tell_cost ("all changed by a rule", &edit);
  bench_tell_figure ("previewing a bulk edit of 100,000 tables, own work at a time", get_longest (&preview, 1),
                     LIMIT_PIECE, "ms");
  bench_tell_figure ("a bulk edit of 100,000 tables, own work on the main thread", get_worst (&edit, 1, OWN),
                     LIMIT_EDIT_OWN, "ms");
  bench_tell_figure ("a bulk edit of 100,000 tables, own work at a time", get_longest (&edit, 1), LIMIT_PIECE, "ms");
  cost_free (&preview);
  cost_free (&edit);
  g_clear_object (&self->preview);
}

static const Kind sorts[] = {
  { "sorted by name", sort, "name", is_answered },         { "sorted by rows", sort, "rows", is_answered },
  { "sorted by method", sort, "method", is_answered },     { "sorted by cursor", sort, "cursor", is_answered },
  { "sorted by month", sort, "month", is_answered },       { "sorted by note", sort, "note", is_answered },
  { "as the server has them", sort, "none", is_answered },
};

static const Kind edits[] = {
  { "all selected", select_all, GINT_TO_POINTER (TRUE), is_edited },
  { "all set to full refresh", set_all_methods, GINT_TO_POINTER (SLUICE_SYNC_METHOD_FULL_REFRESH), is_edited },
  { "all set to incremental", set_all_methods, GINT_TO_POINTER (SLUICE_SYNC_METHOD_INCREMENTAL), is_edited },
  { "all deselected", select_all, GINT_TO_POINTER (FALSE), is_edited },
};

static const Kind undos[] = {
  { "undone", undo, NULL, is_edited },
  { "undone, a step more", undo, NULL, is_edited },
  { "done again", redo, NULL, is_edited },
  { "done again, a step more", redo, NULL, is_edited },
};

static void
open_page (Bench *self, SluicePlan *plan)
{
  GtkSelectionModel *selection;

  bench_page_open (&self->page, plan);
  selection = gtk_column_view_get_model (self->page.column_view);
  g_object_get (selection, "model", &self->view, NULL);
  self->search = bench_page_find (GTK_WIDGET (self->page.page), GTK_TYPE_SEARCH_ENTRY);
  self->positions = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < self->tables->len; i++)
    g_hash_table_insert (self->positions, g_ptr_array_index (self->tables, i), GUINT_TO_POINTER (i));
  g_signal_connect_swapped (self->view, "notify::busy", G_CALLBACK (busy_cb), self);
  bench_loop_watch (&self->loop, self->page.window);
  bench_loop_watch_model (&self->loop, G_LIST_MODEL (selection));
  /* What is done when a list has arrived */
  bench_loop_wait (&self->loop, 500);
  bench_loop_settle (&self->loop);
}

int
main (int argc, char *argv[])
{
  Bench self = { 0 };
  g_autoptr (SluicePlan) plan = NULL;
  g_autoptr (BenchRows) rows = NULL;
  BenchLayout layout;
  BenchBare bare;

  dex_init ();
  adw_init ();
  self.tables = bench_tables_new (0, N_TABLES);
  plan = bench_plan_new ();
  sluice_table_list_append (sluice_plan_get_tables (plan), self.tables);
  open_page (&self, plan);
  bench_layout_read (&layout, &self.page);
  rows = bench_rows_new (self.page.tables);
  bench_rows_show_all (rows);
  bench_bare_open (&bare, rows, &layout);
  bench_loop_settle (&self.loop);

  compare_searches (&self, &bare, rows);
  bench_bare_close (&bare);
  measure_kind (&self, "sorting 100,000 tables", sorts, G_N_ELEMENTS (sorts));
  measure_kind (&self, "editing 100,000 tables", edits, G_N_ELEMENTS (edits));
  measure_kind (&self, "undoing and redoing it", undos, G_N_ELEMENTS (undos));
  measure_rules (&self);

  return bench_finish ();
}
