/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "sluice-size-canvas.h"
#include "sluice-size-cell.h"
#include "sluice-size-map.h"
#include "sluice-size-palette.h"
#include "tables-common.h"
#include "widget-common.h"

typedef struct
{
  SluiceTableList *tables;
  SluiceTableView *view;
  SluiceSizeMap *map;
  GtkWidget *entry; /* something else to focus */
  GtkWidget *window;
  SluiceTable *refused;
  SluiceTable *inspected;
  guint n_edits;
} Fixture;

/* Doing things, as a person does: what the display server sends cannot be told from a keyboard and a mouse. */

static void
do_x (const char *command)
{
  g_autofree char *line = g_strdup_printf ("xdotool %s", command);
  int status = 0;

  g_assert_true (g_spawn_command_line_sync (line, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

static void
refused_cb (Fixture *fixture, SluiceTable *table)
{
  fixture->refused = table;
}

static void
inspect_cb (Fixture *fixture, SluiceTable *table)
{
  fixture->inspected = table;
}

static void
edit_cb (Fixture *fixture, SluiceTable *table, int column, GtkWidget *anchor)
{
  g_assert_true (gtk_widget_get_mapped (anchor));
  fixture->n_edits++;
}

static void
show (Fixture *fixture)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->view = sluice_table_view_new (fixture->tables);
  fixture->map = g_object_new (SLUICE_TYPE_SIZE_MAP, "vexpand", TRUE, NULL);
  sluice_size_map_set_view (fixture->map, fixture->view);
  g_signal_connect_swapped (fixture->map, "refused", G_CALLBACK (refused_cb), fixture);
  g_signal_connect_swapped (fixture->map, "inspect", G_CALLBACK (inspect_cb), fixture);
  g_signal_connect_swapped (fixture->map, "edit", G_CALLBACK (edit_cb), fixture);
  fixture->entry = gtk_entry_new ();
  gtk_box_append (GTK_BOX (box), fixture->entry);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->map));
  fixture->window = g_object_new (ADW_TYPE_WINDOW, "default-width", 900, "default-height", 640, "content", box, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  /* Nobody manages windows here: the keyboard is with the one under the pointer. */
  do_x ("mousemove 4 300 mousemove 6 300");
  tables_common_wait (is_active, fixture->window);
}

static void
set_up_empty (Fixture *fixture, gconstpointer data)
{
  fixture->tables = sluice_table_list_new ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->tables = sluice_table_list_new ();
  tables_common_append (fixture->tables, tables_common_new_table ("public.customers", 40000, "id", ""),
                        tables_common_new_table ("public.orders", 1250000, "id updated_at", "updated_at"),
                        tables_common_new_table ("crm.leads", 10000, "id", ""),
                        tables_common_new_table ("crm.notes", -1, "id", ""),
                        tables_common_new_unreadable ("crm.payroll"), NULL);
  show (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  widget_common_close (fixture->window, fixture->map);
  g_assert_finalize_object (fixture->view);
  g_assert_finalize_object (fixture->tables);
}

/* Finding things */

static gboolean
is_cell (GtkWidget *widget, gconstpointer name)
{
  /* One that has its place. */
  return SLUICE_IS_SIZE_CELL (widget) && gtk_widget_get_width (widget) > 0 && widget_common_has_name (widget, name);
}

static gboolean
is_focused_cell (GtkWidget *widget, gconstpointer name)
{
  return is_cell (widget, name) && gtk_widget_is_focus (widget);
}

static gboolean
is_label (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

static gboolean
is_canvas (GtkWidget *widget, gconstpointer unused)
{
  return SLUICE_IS_SIZE_CANVAS (widget);
}

typedef struct
{
  SluiceSizeMap *map;
  const char *summary;
} Summary;

static gboolean
says (gpointer data)
{
  const Summary *summary = data;

  return g_str_equal (sluice_size_map_get_summary (summary->map), summary->summary);
}

static void
wait_for_summary (Fixture *fixture, const char *text)
{
  Summary summary = { fixture->map, text };

  tables_common_wait (says, &summary);
}

static void
press (const char *keys)
{
  g_autofree char *command = g_strdup_printf ("key --clearmodifiers %s", keys);

  do_x (command);
}

static void
click (GtkWidget *cell, guint times)
{
  GtkNative *native = gtk_widget_get_native (cell);
  graphene_point_t middle;
  g_autofree char *command = NULL;
  double x = 0;
  double y = 0;

  g_assert_true (gtk_widget_compute_point (cell, GTK_WIDGET (native),
                                           &GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (cell) / 2,
                                                                 (float) gtk_widget_get_height (cell) / 2),
                                           &middle));
  gtk_native_get_surface_transform (native, &x, &y);
  command = g_strdup_printf ("mousemove %d %d click --repeat %u --delay 20 1", (int) (middle.x + x),
                             (int) (middle.y + y), times);
  do_x (command);
}

static SluiceTable *
get (Fixture *fixture, const char *name)
{
  return sluice_table_list_lookup (fixture->tables, name);
}

typedef struct
{
  SluiceTable *table;
  gboolean selected;
} Selected;

static gboolean
is_selected (gpointer data)
{
  const Selected *selected = data;

  return sluice_table_get_selected (selected->table) == selected->selected;
}

static void
wait_until_selected (SluiceTable *table, gboolean selected)
{
  Selected wanted = { table, selected };

  tables_common_wait (is_selected, &wanted);
}

#define ORDERS "orders, public, 1,250,000 rows, Incremental on updated_at, Large, 96 % of all"
#define CUSTOMERS "customers, public, 40,000 rows, Full refresh, 3 % of all"
#define LEADS "leads, crm, 10,000 rows, Full refresh, 1 % of all"
#define NOTES "notes, crm, rows unknown, Full refresh"
#define PAYROLL "payroll, crm, rows unknown, No permission"
#define PUBLIC "public, 2 tables, 1,290,000 rows"
#define CRM "crm, 3 tables, 10,000 rows"

static double
get_area (GtkWidget *cell)
{
  return (double) gtk_widget_get_width (cell) * gtk_widget_get_height (cell);
}

/* What a screen reader is told, and that areas are right: 1,250,000 to 40,000 rows are 5.6 to 1 as square roots. */
static void
test_names_and_areas (Fixture *fixture, gconstpointer data)
{
  GtkWidget *orders = widget_common_wait_for (fixture->window, is_cell, ORDERS);
  GtkWidget *customers = widget_common_wait_for (fixture->window, is_cell, CUSTOMERS);
  GtkWidget *canvas = widget_common_find (fixture->window, is_canvas, NULL);
  const double ratio = get_area (orders) / get_area (customers);

  widget_common_wait_for (fixture->window, is_cell, LEADS);
  widget_common_wait_for (fixture->window, is_cell, NOTES);
  widget_common_wait_for (fixture->window, is_cell, PUBLIC);
  widget_common_wait_for (fixture->window, is_cell, CRM);
  g_assert_cmpfloat_with_epsilon (ratio, 5.6, 0.5);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, "Size map");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (orders), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (orders), GTK_ACCESSIBLE_STATE_SELECTED, FALSE);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (widget_common_wait_for (fixture->window, is_cell, PAYROLL)),
                                    GTK_ACCESSIBLE_STATE_DISABLED, TRUE);
}

static void
test_summary (Fixture *fixture, gconstpointer data)
{
  const char *text = "orders is the largest with 1,250,000 rows, 96 % of all. It is followed by customers (40,000), "
                     "leads (10,000). The rows of 2 tables are unknown. 0 of 5 tables are selected.";

  wait_for_summary (fixture, text);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget_common_find (fixture->window, is_canvas, NULL)),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text);
}

static void
test_click_selects (Fixture *fixture, gconstpointer data)
{
  SluiceTable *orders = get (fixture, "public.orders");
  GtkWidget *cell = NULL;

  click (widget_common_wait_for (fixture->window, is_cell, ORDERS), 1);
  wait_until_selected (orders, TRUE);
  cell = widget_common_wait_for (
      fixture->window, is_cell,
      "orders, public, 1,250,000 rows, Incremental on updated_at, Large, selected, 96 % of all");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  widget_common_wait_for (fixture->window, is_cell, "public, 2 tables, 1 selected, 1,290,000 rows");

  /* It follows what happens elsewhere too. */
  sluice_table_set_selected (orders, FALSE);
  widget_common_wait_for (fixture->window, is_cell, ORDERS);
  widget_common_wait_for (fixture->window, is_cell, PUBLIC);
}

static void
test_forbidden (Fixture *fixture, gconstpointer data)
{
  SluiceTable *payroll = get (fixture, "crm.payroll");
  GtkWidget *cell = widget_common_wait_for (fixture->window, is_cell, PAYROLL);

  g_assert_true (gtk_widget_activate_action (cell, "cell.press", NULL));
  g_assert_true (fixture->refused == payroll);
  g_assert_false (sluice_table_get_selected (payroll));
}

static gboolean
has_edited (gpointer fixture)
{
  return ((Fixture *) fixture)->n_edits == 1;
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  SluiceTable *orders = get (fixture, "public.orders");

  widget_common_wait_for (fixture->window, is_cell, ORDERS);
  gtk_widget_grab_focus (fixture->entry);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->map));
  widget_common_wait_for (fixture->window, is_focused_cell, PUBLIC);

  press ("Down");
  widget_common_wait_for (fixture->window, is_focused_cell, ORDERS);
  press ("space");
  wait_until_selected (orders, TRUE);
  press ("space");
  wait_until_selected (orders, FALSE);
  press ("Right");
  widget_common_wait_for (fixture->window, is_focused_cell, CUSTOMERS);
  press ("Left");
  widget_common_wait_for (fixture->window, is_focused_cell, ORDERS);
  press ("Page_Down");
  widget_common_wait_for (fixture->window, is_focused_cell, CUSTOMERS);
  press ("End");
  widget_common_wait_for (fixture->window, is_focused_cell, PAYROLL);
  press ("Home");
  widget_common_wait_for (fixture->window, is_focused_cell, PUBLIC);

  press ("Down Return m");
  tables_common_wait (has_edited, fixture);
  g_assert_true (fixture->inspected == orders);
  g_assert_true (sluice_size_map_get_current (fixture->map) == orders);
}

/* Tab goes through the map in one step, to the tile that was left. */
static void
test_one_tab_stop (Fixture *fixture, gconstpointer data)
{
  widget_common_wait_for (fixture->window, is_cell, ORDERS);
  sluice_size_map_reveal (fixture->map, get (fixture, "crm.leads"));
  widget_common_wait_for (fixture->window, is_focused_cell, LEADS);
  press ("Tab");
  widget_common_wait_until_gone (fixture->window, is_focused_cell, LEADS);
  press ("shift+Tab");
  widget_common_wait_for (fixture->window, is_focused_cell, LEADS);
}

static void
test_zoom (Fixture *fixture, gconstpointer data)
{
  widget_common_wait_for (fixture->window, is_cell, ORDERS);
  sluice_size_map_reveal (fixture->map, get (fixture, "crm.leads"));
  widget_common_wait_for (fixture->window, is_focused_cell, LEADS);

  /* Into the schema of a table, which stays where the person is. */
  press ("plus");
  widget_common_wait_until_gone (fixture->window, is_cell, ORDERS);
  widget_common_wait_for (fixture->window, is_focused_cell, LEADS);
  widget_common_wait_for (fixture->window, is_label, "crm");
  widget_common_wait_for (fixture->window, is_cell, NOTES);

  press ("Escape");
  widget_common_wait_for (fixture->window, is_cell, ORDERS);
  widget_common_wait_for (fixture->window, is_focused_cell, CRM);
  widget_common_wait_until_gone (fixture->window, is_label, "crm");

  press ("Return");
  widget_common_wait_until_gone (fixture->window, is_cell, ORDERS);
  press ("BackSpace");
  widget_common_wait_for (fixture->window, is_focused_cell, CRM);
}

/* The second click of two would hit a tile that the first one brought there. */
static void
test_double_click_zooms_once (Fixture *fixture, gconstpointer data)
{
  click (widget_common_wait_for (fixture->window, is_cell, PUBLIC), 2);
  widget_common_wait_until_gone (fixture->window, is_cell, LEADS);
  widget_common_wait_for (fixture->window, is_label, "public");
  /* Both clicks have been seen once a third one has. */
  press ("End space");
  wait_until_selected (get (fixture, "public.customers"), TRUE);
  g_assert_false (sluice_table_get_selected (get (fixture, "public.orders")));
}

static void
test_follows_filters (Fixture *fixture, gconstpointer data)
{
  widget_common_wait_for (fixture->window, is_cell, ORDERS);
  gtk_widget_grab_focus (fixture->entry);
  sluice_table_view_set_schema (fixture->view, "crm");
  widget_common_wait_until_gone (fixture->window, is_cell, ORDERS);
  widget_common_wait_for (fixture->window, is_cell, "leads, crm, 10,000 rows, Full refresh, 100 % of all");
  /* One schema needs no header, and a filter takes no focus from where it is typed. */
  widget_common_wait_until_gone (fixture->window, is_cell, CRM);
  g_assert_true (gtk_widget_get_focus_child (gtk_widget_get_parent (fixture->entry)) == fixture->entry);

  /* What was zoomed into may go with a filter. */
  sluice_table_view_clear_filters (fixture->view);
  widget_common_wait_for (fixture->window, is_cell, ORDERS);
  g_assert_true (
      gtk_widget_activate_action (widget_common_wait_for (fixture->window, is_cell, CRM), "cell.press", NULL));
  widget_common_wait_until_gone (fixture->window, is_cell, ORDERS);
  sluice_table_view_set_schema (fixture->view, "public");
  widget_common_wait_for (fixture->window, is_cell,
                          "orders, public, 1,250,000 rows, Incremental on updated_at, Large, 97 % of all");
  widget_common_wait_until_gone (fixture->window, is_label, "crm");
}

typedef struct
{
  GtkWidget *cell;
  double area;
} Growth;

static gboolean
has_grown (gpointer data)
{
  const Growth *growth = data;

  return get_area (growth->cell) > growth->area;
}

static void
test_follows_counts (Fixture *fixture, gconstpointer data)
{
  GtkWidget *customers = widget_common_wait_for (fixture->window, is_cell, CUSTOMERS);
  Growth growth = { NULL, 2 * get_area (customers) };

  sluice_table_set_rows (get (fixture, "public.customers"), 1250000, SLUICE_ROWS_COUNTED);
  growth.cell = widget_common_wait_for (fixture->window, is_cell,
                                        "customers, public, 1,250,000 rows, Full refresh, Large, 50 % of all");
  tables_common_wait (has_grown, &growth);
  wait_for_summary (fixture, "customers is the largest with 1,250,000 rows, 50 % of all. It is followed by orders "
                             "(1,250,000), leads (10,000). The rows of 2 tables are unknown. 0 of 5 tables are "
                             "selected.");
}

static void
test_by_month (Fixture *fixture, gconstpointer data)
{
  widget_common_wait_for (fixture->window, is_cell, ORDERS);
  g_assert_true (gtk_widget_activate_action (widget_common_find (fixture->window, is_canvas, NULL), "size-map.measure",
                                             "s", "month"));
  /* Read as a whole each day, the smaller table brings more in a month: 30 × 40,000 against 15 % of 1,250,000. */
  wait_for_summary (fixture, "customers is the largest with 1,200,000 rows a month, 71 % of all. It is followed by "
                             "leads (300,000), orders (187,500). The rows of 2 tables are unknown. 0 of 5 tables are "
                             "selected.");
  widget_common_wait_for (fixture->window, is_label, "Area: rows a month (square root)");

  /* Another method, another area. */
  sluice_table_set_method (get (fixture, "public.orders"), SLUICE_SYNC_METHOD_FULL_REFRESH);
  widget_common_wait_for (fixture->window, is_cell, "orders, public, 1,250,000 rows, Full refresh, Large, 96 % of all");
}

static void
test_all_unknown (Fixture *fixture, gconstpointer data)
{
  tables_common_append (fixture->tables, tables_common_new_table ("a", -1, "id", ""),
                        tables_common_new_table ("b", -1, "id", ""), NULL);
  show (fixture);
  widget_common_wait_for (fixture->window, is_label, "No Row Counts");
  g_assert_null (widget_common_find (fixture->window, is_canvas, NULL));

  /* The map comes with the first count. */
  sluice_table_set_rows (get (fixture, "b"), 7, SLUICE_ROWS_COUNTED);
  widget_common_wait_for (fixture->window, is_cell, "b, 7 rows, Full refresh, 100 % of all");
  widget_common_wait_for (fixture->window, is_cell, "a, rows unknown, Full refresh");
}

static void
test_bad_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *longest = g_strnfill (500, 'x');
  g_autofree char *name = g_strdup_printf ("%s, 5 rows, Full refresh, less than 1 %% of all", longest);

  tables_common_append (fixture->tables,
                        tables_common_new_table ("<b>x</b>&amp;%s", G_GINT64_CONSTANT (1) << 62, "id", ""),
                        tables_common_new_table (longest, 5, "id", ""), tables_common_new_table ("عربي\n", 0, "id", ""),
                        NULL);
  show (fixture);
  widget_common_wait_for (fixture->window, is_cell, name);
  widget_common_wait_for (fixture->window, is_cell,
                          "<b>x</b>&amp;%s, 4,611,686,018,427,387,904 rows, Full refresh, Large, 100 % of all");
}

static void
append_many (SluiceTableList *tables, guint n_tables)
{
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_tables; i++)
    {
      g_autofree char *name = g_strdup_printf ("schema_%u.table_%u", i % 5, i);

      g_ptr_array_add (batch, tables_common_new_table (name, 100000000 / (i + 1), "id", ""));
    }
  sluice_table_list_append (tables, batch);
}

static gboolean
is_rest (GtkWidget *widget, gconstpointer unused)
{
  return SLUICE_IS_SIZE_CELL (widget) &&
         gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_BUTTON &&
         gtk_widget_is_focus (widget);
}

/* Most are too small for a tile of their own. Each can be gone to all the same. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  SluiceTable *last = NULL;

  append_many (fixture->tables, 20000);
  show (fixture);
  widget_common_wait_for (fixture->window, is_cell, "schema_0, 4000 tables, 271,658,313 rows");

  last = get (fixture, "schema_4.table_19999");
  g_assert_true (sluice_size_map_reveal (fixture->map, last));
  widget_common_wait_for (fixture->window, is_focused_cell,
                          "table_19999, schema_4, 5,000 rows, Full refresh, less than 1 % of all");
  press ("space");
  wait_until_selected (last, TRUE);

  /* Back where it all began. */
  for (guint i = 0;
       i < 100 && widget_common_find (fixture->window, is_cell, "schema_0, 4000 tables, 271,658,313 rows") == NULL; i++)
    {
      press ("minus");
      widget_common_wait_for (fixture->window, is_rest, NULL);
    }
}

static void
test_contrast (Fixture *fixture, gconstpointer data)
{
  static const GdkRGBA grounds[] = {
    { 0.98f, 0.98f, 0.98f, 1 }, { 0.13f, 0.13f, 0.15f, 1 }, { 1, 1, 1, 1 }, { 0, 0, 0, 1 }
  };
  static const GdkRGBA texts[] = { { 0, 0, 0.02f, 0.8f }, { 1, 1, 1, 1 }, { 0, 0, 0, 1 }, { 1, 1, 1, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
    {
      GdkRGBA methods[SLUICE_SIZE_N_METHODS];
      SluiceSizePalette palette;

      for (guint j = 0; j < SLUICE_SIZE_N_METHODS; j++)
        methods[j] = (GdkRGBA) { (float) (j & 1), (float) (j & 2) / 2, (float) (j & 4) / 4, j == 0 ? 0.5f : 1 };
      sluice_size_palette_fill (&palette, &grounds[i], &texts[i], methods);
      for (guint j = 0; j < SLUICE_SIZE_N_METHODS; j++)
        {
          const SluiceSizeColours *selected = &palette.selected[j];
          const SluiceSizeColours *faint = &palette.faint[j];

          g_assert_cmpfloat (sluice_size_palette_get_contrast (&selected->fill, &selected->text), >=, 4.5);
          g_assert_cmpfloat (sluice_size_palette_get_contrast (&faint->fill, &faint->text), >=, 4.5);
        }
      g_assert_cmpfloat (sluice_size_palette_get_contrast (&palette.plain.fill, &palette.plain.text), >=, 4.5);
      g_assert_cmpfloat (sluice_size_palette_get_contrast (&palette.frame.fill, &palette.frame.text), >=, 4.5);
    }
}

int
main (int argc, char *argv[])
{
  /* The session has a real bus; here the widgets' own names are asked for. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, prepare, func) g_test_add ("/size-map/" path, Fixture, NULL, prepare, func, tear_down)
  ADD ("names-and-areas", set_up, test_names_and_areas);
  ADD ("summary", set_up, test_summary);
  ADD ("click-selects", set_up, test_click_selects);
  ADD ("forbidden", set_up, test_forbidden);
  ADD ("keys", set_up, test_keys);
  ADD ("one-tab-stop", set_up, test_one_tab_stop);
  ADD ("zoom", set_up, test_zoom);
  ADD ("double-click-zooms-once", set_up, test_double_click_zooms_once);
  ADD ("follows-filters", set_up, test_follows_filters);
  ADD ("follows-counts", set_up, test_follows_counts);
  ADD ("by-month", set_up, test_by_month);
  ADD ("all-unknown", set_up_empty, test_all_unknown);
  ADD ("bad-names", set_up_empty, test_bad_names);
  ADD ("many", set_up_empty, test_many);
  g_test_add ("/size-map/contrast", Fixture, NULL, NULL, test_contrast, NULL);

  return g_test_run ();
}
