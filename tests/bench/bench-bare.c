/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-bare.h"

#include "sluice-advisor.h"
#include "sluice-table-cells.h"
#include "sluice-table-rows.h"

/* The columns of a window that is wide enough for all. */
#define N_COLUMNS SLUICE_TABLE_COLUMN_TWO_LINES

#define BENCH_TYPE_ROW (bench_row_get_type ())
G_DECLARE_FINAL_TYPE (BenchRow, bench_row, BENCH, ROW, GObject)

struct _BenchRow
{
  GObject parent_instance;

  char *texts[N_COLUMNS];
};

G_DEFINE_FINAL_TYPE (BenchRow, bench_row, G_TYPE_OBJECT)

struct _BenchRows
{
  GObject parent_instance;

  GPtrArray *rows; /* of BenchRow */
  GArray *order;   /* of guint */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BenchRows,
                               bench_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
bench_row_finalize (GObject *object)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (BENCH_ROW (object)->texts[i]);

  G_OBJECT_CLASS (bench_row_parent_class)->finalize (object);
}

static void
bench_row_class_init (BenchRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bench_row_finalize;
}

static void
bench_row_init (BenchRow *self)
{
}

static char *
dup_name (SluiceTable *table)
{
  return g_strdup_printf ("%s\u2002%s", sluice_table_get_display_name (table), sluice_table_get_schema_name (table));
}

static char *
dup_month (SluiceTableList *list, SluiceTable *table)
{
  return sluice_row_range_to_string (sluice_estimate_month (table, sluice_table_list_get_frequency (list)));
}

/* What the page says of a table that nobody has selected. */
static BenchRow *
bench_row_new (SluiceTableList *list, SluiceTable *table)
{
  BenchRow *self = g_object_new (BENCH_TYPE_ROW, NULL);
  const gboolean readable = sluice_table_get_selectable (table);
  const SluiceWarnings warnings = sluice_advisor_get_warnings (table) & SLUICE_WARNING_LARGE;
  const char *cursor = sluice_table_get_cursor (table);

  self->texts[SLUICE_TABLE_COLUMN_CHECK] = g_strdup ("");
  self->texts[SLUICE_TABLE_COLUMN_NAME] = dup_name (table);
  self->texts[SLUICE_TABLE_COLUMN_ROWS] = sluice_table_dup_rows_text (table);
  self->texts[SLUICE_TABLE_COLUMN_METHOD] =
      g_strdup (readable ? sluice_sync_method_get_label (sluice_table_get_method (table)) : "—");
  self->texts[SLUICE_TABLE_COLUMN_CURSOR] = g_strdup (cursor != NULL ? cursor : "—");
  self->texts[SLUICE_TABLE_COLUMN_FREQUENCY] =
      g_strdup (readable ? sluice_frequency_get_short_label (sluice_table_list_get_frequency (list)) : "—");
  self->texts[SLUICE_TABLE_COLUMN_MONTH] = readable ? dup_month (list, table) : g_strdup ("—");
  self->texts[SLUICE_TABLE_COLUMN_NOTE] = g_strdup (readable ? sluice_warning_get_label (warnings) : "No permission");

  return self;
}

static GType
bench_rows_get_item_type (GListModel *model)
{
  return BENCH_TYPE_ROW;
}

static guint
bench_rows_get_n_items (GListModel *model)
{
  return BENCH_ROWS (model)->order->len;
}

static gpointer
bench_rows_get_item (GListModel *model, guint position)
{
  BenchRows *self = BENCH_ROWS (model);

  if (position >= self->order->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->rows, g_array_index (self->order, guint, position)));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = bench_rows_get_item_type;
  iface->get_n_items = bench_rows_get_n_items;
  iface->get_item = bench_rows_get_item;
}

static void
bench_rows_finalize (GObject *object)
{
  g_ptr_array_unref (BENCH_ROWS (object)->rows);
  g_array_unref (BENCH_ROWS (object)->order);

  G_OBJECT_CLASS (bench_rows_parent_class)->finalize (object);
}

static void
bench_rows_class_init (BenchRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bench_rows_finalize;
}

static void
bench_rows_init (BenchRows *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
}

BenchRows *
bench_rows_new (SluiceTableList *list)
{
  BenchRows *self = g_object_new (BENCH_TYPE_ROWS, NULL);

  for (guint i = 0; i < sluice_table_list_get_size (list); i++)
    g_ptr_array_add (self->rows, bench_row_new (list, sluice_table_list_get (list, i)));

  return self;
}

void
bench_rows_show_all (BenchRows *self)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->rows->len; i++)
    g_array_append_val (all, i);
  bench_rows_show (self, all);
}

void
bench_rows_show (BenchRows *self, GArray *positions)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->order);
  const guint shorter = MIN (old->len, positions->len);
  guint start = 0;
  guint end = 0;

  self->order = g_array_ref (positions);
  while (start < shorter && g_array_index (old, guint, start) == g_array_index (positions, guint, start))
    start++;
  while (end < shorter - start &&
         g_array_index (old, guint, old->len - end - 1) == g_array_index (positions, guint, positions->len - end - 1))
    end++;
  g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end, positions->len - start - end);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_size_request (label, -1, GPOINTER_TO_INT (user_data));
  gtk_column_view_cell_set_child (cell, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, gpointer user_data)
{
  BenchRow *row = gtk_column_view_cell_get_item (cell);

  gtk_label_set_text (GTK_LABEL (gtk_column_view_cell_get_child (cell)), row->texts[GPOINTER_TO_INT (user_data)]);
}

static void
add_column (GtkColumnView *column_view, guint id, int width, int row_height)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (row_height));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (id));
  column = gtk_column_view_column_new ("Column", factory);
  if (width < 0)
    gtk_column_view_column_set_expand (column, TRUE);
  else
    gtk_column_view_column_set_fixed_width (column, width);
  gtk_column_view_append_column (column_view, column);
}

/* The widget of the first row that is shown: the list comes after the header, and its rows are in their order. */
static int
get_row_height (GtkColumnView *column_view)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (column_view));

  while (list != NULL && g_strcmp0 (gtk_widget_get_css_name (list), "listview") != 0)
    list = gtk_widget_get_prev_sibling (list);
  g_assert_nonnull (list);

  return gtk_widget_get_height (gtk_widget_get_first_child (list));
}

void
bench_layout_read (BenchLayout *self, BenchPage *page)
{
  GListModel *columns = gtk_column_view_get_columns (page->column_view);
  GtkWidget *scrolled = gtk_widget_get_parent (GTK_WIDGET (page->column_view));

  self->width = gtk_widget_get_width (scrolled);
  self->height = gtk_widget_get_height (scrolled);
  self->row_height = get_row_height (page->column_view);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      self->column_widths[i] =
          gtk_column_view_column_get_expand (column) ? -1 : gtk_column_view_column_get_fixed_width (column);
    }
}

void
bench_bare_open (BenchBare *self, BenchRows *rows, const BenchLayout *layout)
{
  GtkNoSelection *selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (rows)));
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  /* Space that the theme leaves around a cell's child, above and below together. */
  const int label_height = layout->row_height - 16;

  self->column_view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (selection)));
  gtk_column_view_set_show_row_separators (self->column_view, TRUE);
  for (guint i = 0; i < N_COLUMNS; i++)
    add_column (self->column_view, i, layout->column_widths[i], label_height);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->column_view));
  self->window = g_object_new (ADW_TYPE_WINDOW, "default-width", layout->width, "default-height", layout->height,
                               "content", scrolled, NULL);
  gtk_window_present (GTK_WINDOW (self->window));
}

void
bench_bare_check (BenchBare *self, const BenchLayout *layout)
{
  g_assert_cmpint (get_row_height (self->column_view), ==, layout->row_height);
}

void
bench_bare_close (BenchBare *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
}
