/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-page.h"

#include "bench-answer.h"
#include "sluice-json.h"
#include "sluice-source-type.h"
#include "sluice-tables-page.h"

/* What AdwApplication does: without it there are no bars and no dots. */
static void
load_style (void)
{
  static GtkCssProvider *provider;

  if (provider != NULL)
    return;

  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/io/github/sluice_app/Sluice/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

SluicePlan *
bench_plan_new (void)
{
  g_autoptr (JsonNode) node =
      sluice_json_parse ("{\"name\": \"Postgres\", \"category\": \"Databases\", \"fields\": []}", -1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceSourceType) source_type = sluice_source_type_new_from_json (json_node_get_object (node), &error);
  SluicePlan *plan = sluice_plan_new ();

  g_assert_no_error (error);
  sluice_plan_set_source_type (plan, source_type);

  return plan;
}

GPtrArray *
bench_tables_new (guint first, guint n_tables)
{
  GPtrArray *tables = g_ptr_array_new_full (n_tables, g_object_unref);

  for (guint i = 0; i < n_tables; i++)
    {
      g_autofree char *json = bench_answer_dup_table (first + i);
      g_autoptr (JsonNode) node = sluice_json_parse (json, -1, NULL);
      g_autoptr (GError) error = NULL;
      SluiceTable *table = sluice_table_new_from_json (json_node_get_object (node), TRUE, &error);

      g_assert_no_error (error);
      g_ptr_array_add (tables, table);
    }

  return tables;
}

GtkWidget *
bench_page_find (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = bench_page_find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

void
bench_page_open (BenchPage *self, SluicePlan *plan)
{
  g_autoptr (SluiceSession) session = g_object_new (SLUICE_TYPE_SESSION, "plan", plan, NULL);

  load_style ();
  self->plan = g_object_ref (plan);
  self->tables = sluice_plan_get_tables (plan);
  self->page = sluice_tables_page_new (session);
  self->column_view = GTK_COLUMN_VIEW (bench_page_find (GTK_WIDGET (self->page), GTK_TYPE_COLUMN_VIEW));
  self->window =
      g_object_new (ADW_TYPE_WINDOW, "default-width", 1280, "default-height", 800, "content", self->page, NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  sluice_step_shown (self->page);
}

void
bench_page_close (BenchPage *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->plan);
}
