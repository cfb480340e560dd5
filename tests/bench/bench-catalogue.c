/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "bench-loop.h"
#include "bench-page.h"
#include "bench.h"
#include "sluice-catalogue-view.h"
#include "sluice-json.h"
#include "sluice-tile-grid.h"

/*
 * A catalogue of 1,000 kinds of source: how long the window stands still at most while it opens, while a person types
 * and deletes a search, and while all 1,000 tiles are shown.
 */

#define N_TYPES 1000
#define N_RUNS 5

/* The longest that the window may stand still, in milliseconds: a frame. */
#define LIMIT_DISPATCH 16.0

static GListModel *
new_types (void)
{
  static const char *const categories[] = { "Databases", "CRM",        "Payments & billing", "Advertising",
                                            "Analytics", "E-commerce", "Productivity" };
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *types;

  for (guint i = 0; i < N_TYPES; i++)
    g_string_append_printf (
        text,
        "%s\"Type%u\":{\"name\":\"Type%u\",\"label\":\"%s vendor %u\",\"category\":\"%s\",\"featured\":%s,"
        "\"caption\":\"Enter the credentials of vendor %u to sync its data into the warehouse.\",\"fields\":["
        "{\"type\":\"text\",\"name\":\"host\",\"label\":\"Host\",\"required\":true,\"placeholder\":\"\",\"secret\":false}],"
        "\"keywords\":[\"keyword %u\",\"sql\"]}",
        i > 0 ? "," : "", i, i, i % 3 == 0 ? "Postgres" : "Cloud", i, categories[i % G_N_ELEMENTS (categories)],
        i % 50 == 0 ? "true" : "false", i, i);
  g_string_append_c (text, '}');
  node = sluice_json_parse (text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
  types = sluice_source_type_list_from_json (node, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (types), ==, N_TYPES);

  return types;
}

typedef struct
{
  double longest;
  double longest_wall;
  double frame; /* an average one, which is GTK's work */
  double total;
} Cost;

static Cost
get_cost (BenchLoop *loop)
{
  return (Cost) { bench_to_ms (loop->longest), bench_to_ms (loop->longest_wall),
                  bench_to_ms (loop->n_frames > 0 ? loop->frames / loop->n_frames : 0),
                  bench_to_ms (loop->own + loop->frames) };
}

typedef struct
{
  Cost open;
  Cost search;
  Cost all;
} Costs;

static void
type (BenchLoop *loop, GtkEditable *search, const char *text)
{
  for (guint i = 1; text[i - 1] != '\0'; i++)
    {
      g_autofree char *typed = g_strndup (text, i);

      gtk_editable_set_text (search, typed);
      bench_loop_settle (loop);
    }
}

/* Sets off and waits, as one pass each. */
static void
do_now (BenchLoop *loop, GListModel *types, SluiceCatalogueView *view)
{
  const BenchTime began = bench_loop_now ();

  sluice_catalogue_view_set_source (view, types, NULL);
  bench_loop_add_own (loop, began);
  bench_loop_settle (loop);
}

static GtkWidget *
find_show_all (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "pill"))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_show_all (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static Costs
measure (GListModel *types)
{
  BenchLoop loop = { 0 };
  GtkWidget *view = sluice_catalogue_view_new ();
  GtkWidget *window =
      g_object_new (ADW_TYPE_WINDOW, "default-width", 1280, "default-height", 800, "content", view, NULL);
  GtkEditable *search = GTK_EDITABLE (bench_page_find (view, GTK_TYPE_SEARCH_ENTRY));
  Costs costs;
  BenchTime began;

  gtk_window_present (GTK_WINDOW (window));
  bench_loop_watch (&loop, window);
  bench_loop_settle (&loop);

  bench_loop_reset (&loop);
  do_now (&loop, types, SLUICE_CATALOGUE_VIEW (view));
  costs.open = get_cost (&loop);

  bench_loop_reset (&loop);
  type (&loop, search, "postgres vendor");
  type (&loop, search, "cloud");
  gtk_editable_set_text (search, "");
  bench_loop_settle (&loop);
  costs.search = get_cost (&loop);

  bench_loop_reset (&loop);
  began = bench_loop_now ();
  g_signal_emit_by_name (find_show_all (view), "clicked");
  bench_loop_add_own (&loop, began);
  bench_loop_settle (&loop);
  gtk_editable_set_text (search, "p");
  bench_loop_settle (&loop);
  costs.all = get_cost (&loop);

  bench_loop_unwatch (&loop);
  gtk_window_destroy (GTK_WINDOW (window));
  bench_loop_settle (&loop);

  return costs;
}

int
main (int argc, char *argv[])
{
  g_autoptr (BenchRuns) open = bench_runs_new ();
  g_autoptr (BenchRuns) search = bench_runs_new ();
  g_autoptr (BenchRuns) all = bench_runs_new ();
  g_autoptr (BenchRuns) wall = bench_runs_new ();
  g_autoptr (BenchRuns) open_frame = bench_runs_new ();
  g_autoptr (BenchRuns) all_frame = bench_runs_new ();
  g_autoptr (BenchRuns) open_total = bench_runs_new ();
  g_autoptr (GListModel) types = NULL;

  adw_init ();
  /* A cursor that blinks would always be something to do. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  types = new_types ();
  for (guint i = 0; i < N_RUNS; i++)
    {
      const Costs costs = measure (types);

      bench_runs_add (open, costs.open.longest);
      bench_runs_add (search, costs.search.longest);
      bench_runs_add (all, costs.all.longest);
      bench_runs_add (wall, MAX (costs.open.longest_wall, MAX (costs.search.longest_wall, costs.all.longest_wall)));
      bench_runs_add (open_frame, costs.open.frame);
      bench_runs_add (all_frame, costs.all.frame);
      bench_runs_add (open_total, costs.open.total);
    }

  bench_tell_runs ("1,000 types, opened", open_total, "ms");
  bench_tell_runs ("1,000 types, a frame while they open", open_frame, "ms");
  bench_tell_runs ("1,000 types, a frame while all are shown", all_frame, "ms");
  bench_tell_runs ("1,000 types, longest dispatch of our own, on the wall", wall, "ms");
  bench_tell_figure ("catalogue of 1,000, opening, longest dispatch of our own", bench_runs_get_max (open),
                     LIMIT_DISPATCH, "ms");
  bench_tell_figure ("catalogue of 1,000, searching, longest dispatch of our own", bench_runs_get_max (search),
                     LIMIT_DISPATCH, "ms");
  bench_tell_figure ("catalogue of 1,000, showing all, longest dispatch of our own", bench_runs_get_max (all),
                     LIMIT_DISPATCH, "ms");

  return bench_finish ();
}
