/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-check.h"
#include "sluice-edit-cell.h"
#include "sluice-grid-row.h"
#include "sluice-refocus.h"
#include "sluice-schema-headers.h"
#include "sluice-search-words.h"
#include "sluice-table-widths.h"
#include "sluice-table-tooltip.h"
#include "sluice-tables-grid.h"

#define NOTE_ICON_WIDTH 48

/* One column: where its cells are, so that an edit finds the few that show the table. */
typedef struct
{
  SluiceTablesGrid *grid;
  SluiceTableColumn id;
  SluiceTableSort sort;
  GtkColumnViewColumn *column;
  GHashTable *cells; /* SluiceTable → GtkColumnViewCell, both borrowed while bound */
} Column;

struct _SluiceTablesGrid
{
  AdwBreakpointBin parent_instance;

  SluiceTableView *view;
  GtkMultiSelection *selection;
  SluiceTableCellStyle style;
  Column columns[SLUICE_N_TABLE_COLUMNS];
  GPtrArray *longest; /* of char: names, that the column of names is as wide as */
  GHashTable *rows;   /* SluiceTable → GtkColumnViewRow, as above */
  SluiceSchemaHeaders *headers;
  gboolean searching; /* what is being fetched is to be marked anew */
  gboolean sorting;   /* what is being fetched is to be shown from its top */

  GtkColumnView *column_view;
  GtkColumnViewColumn *check_column;
  GtkColumnViewColumn *name_column;
  GtkColumnViewColumn *rows_column;
  GtkColumnViewColumn *method_column;
  GtkColumnViewColumn *cursor_column;
  GtkColumnViewColumn *frequency_column;
  GtkColumnViewColumn *month_column;
  GtkColumnViewColumn *note_column;
  GtkColumnViewColumn *two_lines_column;
  AdwBreakpoint *short_notes;
  AdwBreakpoint *without_cursor;
  AdwBreakpoint *without_month;
  AdwBreakpoint *roomy;
  AdwBreakpoint *two_lines;
};

G_DEFINE_FINAL_TYPE (SluiceTablesGrid, sluice_tables_grid, ADW_TYPE_BREAKPOINT_BIN)

typedef enum
{
  PROP_CURRENT = 1,
  PROP_SORT,
  PROP_DESCENDING,
} SluiceTablesGridProps;

static GParamSpec *properties[PROP_DESCENDING + 1];

enum
{
  SIGNAL_EDIT,
  SIGNAL_INSPECT,
  SIGNAL_MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
emit_moved (SluiceTablesGrid *self)
{
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

static void
update_cell (Column *column, GtkColumnViewCell *cell)
{
  SluiceTable *table = gtk_column_view_cell_get_item (cell);

  if (table != NULL)
    sluice_table_cells_update (column->id, gtk_column_view_cell_get_child (cell), table, &column->grid->style);
}

static void
update_row (GtkColumnViewRow *row)
{
  SluiceTable *table = gtk_column_view_row_get_item (row);
  g_autofree char *label = NULL;

  if (table == NULL)
    return;

  label = sluice_table_cells_dup_row_label (table);
  gtk_column_view_row_set_accessible_label (row, label);
}

static void
update_column (Column *column)
{
  GHashTableIter iter;
  gpointer bound;

  g_hash_table_iter_init (&iter, column->cells);
  while (g_hash_table_iter_next (&iter, NULL, &bound))
    update_cell (column, bound);
}

static void
update_all (SluiceTablesGrid *self)
{
  for (guint i = 0; i < SLUICE_N_TABLE_COLUMNS; i++)
    update_column (&self->columns[i]);
}

static void
update_months (SluiceTablesGrid *self)
{
  update_column (&self->columns[SLUICE_TABLE_COLUMN_MONTH]);
}

static void
table_changed_cb (SluiceTablesGrid *self, SluiceTable *table)
{
  GtkColumnViewRow *row = g_hash_table_lookup (self->rows, table);

  /* Most have none. */
  if (row == NULL)
    return;

  for (guint i = 0; i < SLUICE_N_TABLE_COLUMNS; i++)
    {
      GtkColumnViewCell *cell = g_hash_table_lookup (self->columns[i].cells, table);

      if (cell != NULL)
        update_cell (&self->columns[i], cell);
    }
  update_row (row);
}

static void
tables_changed_cb (SluiceTablesGrid *self)
{
  GHashTableIter iter;
  gpointer bound;

  update_all (self);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &bound))
    update_row (bound);
}

static void
toggled_cb (GtkColumnViewCell *cell, GtkCheckButton *check)
{
  SluiceTable *table = gtk_column_view_cell_get_item (cell);

  if (table != NULL)
    sluice_table_set_selected (table, gtk_check_button_get_active (check));
}

static void
edit_cb (Column *column, SluiceEditCell *child)
{
  GtkColumnViewCell *cell = g_object_get_data (G_OBJECT (child), "cell");
  SluiceTable *table = gtk_column_view_cell_get_item (cell);

  if (table != NULL)
    g_signal_emit (column->grid, signals[SIGNAL_EDIT], 0, table, (int) column->id, child);
}

static void
setup_cell_cb (Column *column, GtkColumnViewCell *cell)
{
  GtkWidget *child = sluice_table_cells_create (column->id);

  g_object_set_data (G_OBJECT (child), "cell", cell);
  sluice_table_tooltip_serve (child, cell, column->id);
  if (SLUICE_IS_CHECK (child))
    g_signal_connect_object (child, "toggled", G_CALLBACK (toggled_cb), cell, G_CONNECT_SWAPPED);
  else if (SLUICE_IS_EDIT_CELL (child))
    g_signal_connect_swapped (child, "edit", G_CALLBACK (edit_cb), column);
  gtk_column_view_cell_set_focusable (cell, FALSE);
  gtk_column_view_cell_set_child (cell, child);
}

static void
bind_cell_cb (Column *column, GtkColumnViewCell *cell)
{
  g_hash_table_insert (column->cells, gtk_column_view_cell_get_item (cell), cell);
  update_cell (column, cell);
}

/* A row that takes the table over may be bound before the other lets go of it. */
static void
forget (GHashTable *bound, gpointer item, gpointer holder)
{
  if (g_hash_table_lookup (bound, item) == holder)
    g_hash_table_remove (bound, item);
}

static void
unbind_cell_cb (Column *column, GtkColumnViewCell *cell)
{
  forget (column->cells, gtk_column_view_cell_get_item (cell), cell);
}

static void
bind_row_cb (SluiceTablesGrid *self, GtkColumnViewRow *row)
{
  g_hash_table_insert (self->rows, gtk_column_view_row_get_item (row), row);
  update_row (row);
}

static void
unbind_row_cb (SluiceTablesGrid *self, GtkColumnViewRow *row)
{
  forget (self->rows, gtk_column_view_row_get_item (row), row);
}

/* Names carry the marks of what is searched for; rows that stayed have those of the search before. */
static void
update_names (SluiceTablesGrid *self)
{
  const SluiceTableColumn names[] = { SLUICE_TABLE_COLUMN_NAME, SLUICE_TABLE_COLUMN_TWO_LINES };
  GHashTableIter iter;
  gpointer bound;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_hash_table_iter_init (&iter, self->columns[names[i]].cells);
      while (g_hash_table_iter_next (&iter, NULL, &bound))
        update_cell (&self->columns[names[i]], bound);
    }
}

static void
sections_changed_cb (SluiceTablesGrid *self)
{
  const gboolean grouped = sluice_table_view_get_grouped (self->view);

  if (grouped == self->style.grouped)
    return;

  self->style.grouped = grouped;
  sluice_schema_headers_set_shown (self->headers, grouped);
  update_names (self);
}

static void
set_up_column (SluiceTablesGrid *self, SluiceTableColumn id, SluiceTableSort sort, GtkColumnViewColumn *widget)
{
  Column *column = &self->columns[id];
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  column->grid = self;
  column->id = id;
  column->sort = sort;
  column->column = widget;
  column->cells = g_hash_table_new (NULL, NULL);
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cell_cb), column);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cell_cb), column);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cell_cb), column);
  gtk_column_view_column_set_factory (widget, factory);

  if (sort != SLUICE_TABLE_SORT_NONE)
    {
      /* It makes the header's title a button; the sorting itself is the view's. */
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

      gtk_column_view_column_set_sorter (widget, sorter);
    }
}

static void
set_up_columns (SluiceTablesGrid *self)
{
  g_autoptr (GtkListItemFactory) row_factory = gtk_signal_list_item_factory_new ();

  set_up_column (self, SLUICE_TABLE_COLUMN_CHECK, SLUICE_TABLE_SORT_SELECTED, self->check_column);
  set_up_column (self, SLUICE_TABLE_COLUMN_NAME, SLUICE_TABLE_SORT_NAME, self->name_column);
  set_up_column (self, SLUICE_TABLE_COLUMN_ROWS, SLUICE_TABLE_SORT_ROWS, self->rows_column);
  set_up_column (self, SLUICE_TABLE_COLUMN_METHOD, SLUICE_TABLE_SORT_METHOD, self->method_column);
  set_up_column (self, SLUICE_TABLE_COLUMN_CURSOR, SLUICE_TABLE_SORT_CURSOR, self->cursor_column);
  set_up_column (self, SLUICE_TABLE_COLUMN_FREQUENCY, SLUICE_TABLE_SORT_FREQUENCY, self->frequency_column);
  set_up_column (self, SLUICE_TABLE_COLUMN_MONTH, SLUICE_TABLE_SORT_MONTH, self->month_column);
  set_up_column (self, SLUICE_TABLE_COLUMN_NOTE, SLUICE_TABLE_SORT_NOTE, self->note_column);
  set_up_column (self, SLUICE_TABLE_COLUMN_TWO_LINES, SLUICE_TABLE_SORT_NONE, self->two_lines_column);

  g_signal_connect_swapped (row_factory, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect_swapped (row_factory, "unbind", G_CALLBACK (unbind_row_cb), self);
  gtk_column_view_set_row_factory (self->column_view, row_factory);
}

/* Over numbers, which end at the right. The view does not tell of its titles: they are the header's children. */
static void
align_title (SluiceTablesGrid *self, SluiceTableColumn id)
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (self->column_view)));

  GtkWidget *box = NULL;

  for (guint i = 0; i < id && title != NULL; i++)
    title = gtk_widget_get_next_sibling (title);
  box = title != NULL ? gtk_widget_get_first_child (title) : NULL;
  if (!GTK_IS_BOX (box))
    return;

  gtk_widget_set_halign (box, GTK_ALIGN_END);
  /* The arrow, which has its room always, goes before the text. */
  gtk_box_reorder_child_after (GTK_BOX (box), gtk_widget_get_last_child (box), NULL);
}

static void
set_max_width (AdwBreakpoint *breakpoint, int width)
{
  adw_breakpoint_set_condition (breakpoint, adw_breakpoint_condition_new_length (ADW_BREAKPOINT_CONDITION_MAX_WIDTH,
                                                                                 width, ADW_LENGTH_UNIT_PX));
}

/*
 * Fixed widths from what the columns hold in this font and language: they never jump while one scrolls. Where the names
 * of this list would not have what they need decides where columns give way.
 */
static void
update_widths (SluiceTablesGrid *self)
{
  const char *note = gtk_column_view_column_get_title (self->note_column);
  const int note_width = MAX (NOTE_ICON_WIDTH, sluice_table_widths_measure_title (GTK_WIDGET (self), note));
  int widths[SLUICE_N_TABLE_COLUMNS];
  int sum = 0;

  for (guint i = 0; i < SLUICE_TABLE_COLUMN_TWO_LINES; i++)
    {
      widths[i] = sluice_table_widths_measure (GTK_WIDGET (self), i, &self->style, self->longest,
                                               gtk_column_view_column_get_title (self->columns[i].column));
      sum += widths[i];
      if (i != SLUICE_TABLE_COLUMN_CHECK && i != SLUICE_TABLE_COLUMN_NAME)
        gtk_column_view_column_set_fixed_width (self->columns[i].column, widths[i]);
    }
  if (self->style.short_notes)
    gtk_column_view_column_set_fixed_width (self->note_column, note_width);

  set_max_width (self->short_notes, sum - 1);
  sum -= widths[SLUICE_TABLE_COLUMN_NOTE] - note_width;
  set_max_width (self->without_cursor, sum - 1);
  sum -= widths[SLUICE_TABLE_COLUMN_CURSOR];
  set_max_width (self->without_month, sum - 1);
  sum -= widths[SLUICE_TABLE_COLUMN_MONTH];
  set_max_width (self->two_lines, sum - 1);
}

static void
items_changed_cb (SluiceTablesGrid *self, guint position, guint removed, guint added)
{
  if (sluice_table_widths_follow_names (self->longest, self->style.tables, position, removed, added))
    update_widths (self);
}

/* Not by setters of the breakpoints: headers of schemas are to be off meanwhile. */
static void
show_columns (SluiceTablesGrid *self, AdwBreakpoint *current)
{
  const gboolean two_lines = current == self->two_lines;
  const gboolean month = !two_lines && current != self->without_month;

  sluice_schema_headers_hold (self->headers);
  for (guint i = SLUICE_TABLE_COLUMN_NAME; i < SLUICE_TABLE_COLUMN_TWO_LINES; i++)
    gtk_column_view_column_set_visible (self->columns[i].column, !two_lines);
  gtk_column_view_column_set_visible (self->month_column, month);
  gtk_column_view_column_set_visible (self->cursor_column, month && current != self->without_cursor);
  gtk_column_view_column_set_visible (self->two_lines_column, two_lines);
  sluice_schema_headers_release (self->headers);
}

static void
refocus_cb (AdwBreakpointBin *bin)
{
  sluice_tables_grid_focus_rows (SLUICE_TABLES_GRID (bin));
}

static void
current_breakpoint_cb (SluiceTablesGrid *self)
{
  AdwBreakpoint *current = adw_breakpoint_bin_get_current_breakpoint (ADW_BREAKPOINT_BIN (self));
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->column_view));

  show_columns (self, current);
  self->style.short_notes = current != NULL && current != self->roomy;
  /* The header row has no name in the interface; it is the first child. */
  gtk_widget_set_visible (header, current != self->two_lines);
  if (current == self->two_lines)
    gtk_widget_add_css_class (GTK_WIDGET (self->column_view), "two-lines");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->column_view), "two-lines");
  update_widths (self);
  update_all (self);
  emit_moved (self);
}

static void
scroll_to_top (SluiceTablesGrid *self)
{
  if (sluice_table_view_get_size (self->view) > 0)
    gtk_column_view_scroll_to (self->column_view, 0, NULL, GTK_LIST_SCROLL_NONE, NULL);
}

static void
busy_cb (SluiceTablesGrid *self)
{
  if (sluice_table_view_get_busy (self->view))
    return;

  if (self->searching)
    update_names (self);
  self->searching = FALSE;
  if (!self->sorting)
    return;

  self->sorting = FALSE;
  scroll_to_top (self);
}

static void
sorter_changed_cb (SluiceTablesGrid *self)
{
  gboolean descending = FALSE;
  SluiceTableSort sort = sluice_tables_grid_get_sort (self, &descending);

  if (self->view == NULL)
    return;

  emit_moved (self);
  self->sorting = TRUE;
  sluice_table_view_set_sort (self->view, sort, descending);
  busy_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCENDING]);
}

static void
toggle (SluiceTablesGrid *self, SluiceTable *table)
{
  g_autoptr (GPtrArray) marked = sluice_tables_grid_dup_marked (self, table);

  if (marked != NULL)
    sluice_table_list_set_selected (self->style.tables, marked, !sluice_table_get_selected (table));
  else if (sluice_table_get_selectable (table))
    sluice_table_set_selected (table, !sluice_table_get_selected (table));
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* Space on a row selects its table. On a button or a check within the row it presses that, as everywhere; Return on the
 * check opens the details, as on the row. */
static gboolean
key_pressed_cb (SluiceTablesGrid *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *row = sluice_grid_row_find_focused (GTK_WIDGET (self->column_view));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  SluiceTable *table = row != NULL ? sluice_grid_row_get_table (row) : NULL;
  const gboolean space = keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space;
  const gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;

  if (table == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  if (space && focus == row)
    toggle (self, table);
  else if (enter && SLUICE_IS_CHECK (focus))
    g_signal_emit (self, signals[SIGNAL_INSPECT], 0, table);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

/* Where a popover for @table's column points: to the cell, or to what stands for it in a narrow place. */
static GtkWidget *
find_anchor (SluiceTablesGrid *self, SluiceTable *table, SluiceTableColumn id)
{
  const SluiceTableColumn candidates[] = { id, SLUICE_TABLE_COLUMN_METHOD, SLUICE_TABLE_COLUMN_TWO_LINES };

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      Column *column = &self->columns[candidates[i]];
      GtkColumnViewCell *cell = g_hash_table_lookup (column->cells, table);

      if (cell != NULL && gtk_column_view_column_get_visible (column->column))
        return gtk_column_view_cell_get_child (cell);
    }

  return NULL;
}

static gboolean
edit_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  SluiceTablesGrid *self = SLUICE_TABLES_GRID (widget);
  SluiceTable *table = sluice_tables_grid_get_current (self);
  const int id = g_variant_get_int32 (args);
  GtkWidget *anchor = NULL;

  if (table == NULL || !sluice_table_get_selectable (table))
    return GDK_EVENT_PROPAGATE;
  if (!(anchor = find_anchor (self, table, (SluiceTableColumn) id)))
    return GDK_EVENT_PROPAGATE;

  g_signal_emit (self, signals[SIGNAL_EDIT], 0, table, id, anchor);

  return GDK_EVENT_STOP;
}

static gboolean
tooltip_cb (SluiceTablesGrid *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  return sluice_table_tooltip_query (GTK_WIDGET (self->column_view), self->style.tables, x, y, keyboard, tooltip);
}

static void
activate_cb (SluiceTablesGrid *self, guint position)
{
  SluiceTable *table = self->view != NULL ? sluice_table_view_get (self->view, position) : NULL;

  if (table != NULL)
    g_signal_emit (self, signals[SIGNAL_INSPECT], 0, table);
}

/* The one row that is marked; NULL for none and for several. (transfer none) */
static SluiceTable *
get_only_marked (SluiceTablesGrid *self)
{
  g_autoptr (GtkBitset) marked = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  if (self->view == NULL || gtk_bitset_get_size (marked) != 1)
    return NULL;

  return sluice_table_view_get (self->view, gtk_bitset_get_nth (marked, 0));
}

static void
selection_changed_cb (SluiceTablesGrid *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
}

static void
sluice_tables_grid_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceTablesGrid *self = SLUICE_TABLES_GRID (object);
  gboolean descending = FALSE;

  switch ((SluiceTablesGridProps) prop_id)
    {
    case PROP_CURRENT:
      g_value_set_object (value, get_only_marked (self));
      break;
    case PROP_SORT:
      g_value_set_int (value, (int) sluice_tables_grid_get_sort (self, NULL));
      break;
    case PROP_DESCENDING:
      sluice_tables_grid_get_sort (self, &descending);
      g_value_set_boolean (value, descending);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_tables_grid_dispose (GObject *object)
{
  SluiceTablesGrid *self = SLUICE_TABLES_GRID (object);

  if (self->column_view != NULL)
    gtk_column_view_set_model (self->column_view, NULL);
  /* The template lets go of a direct child that is bound, of which AdwBreakpointBin would not know. */
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_TABLES_GRID);
  g_clear_object (&self->headers);
  g_clear_object (&self->selection);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (sluice_tables_grid_parent_class)->dispose (object);
}

static void
sluice_tables_grid_finalize (GObject *object)
{
  SluiceTablesGrid *self = SLUICE_TABLES_GRID (object);

  for (guint i = 0; i < SLUICE_N_TABLE_COLUMNS; i++)
    g_clear_pointer (&self->columns[i].cells, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_ptr_array_unref (self->longest);
  g_strfreev (self->style.words);

  G_OBJECT_CLASS (sluice_tables_grid_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/tables/sluice-tables-grid.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesGrid, column_view);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesGrid, check_column);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesGrid, name_column);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesGrid, rows_column);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesGrid, method_column);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesGrid, cursor_column);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesGrid, frequency_column);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesGrid, month_column);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesGrid, note_column);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesGrid, two_lines_column);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesGrid, short_notes);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesGrid, without_cursor);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesGrid, without_month);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesGrid, roomy);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablesGrid, two_lines);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, tooltip_cb);
}

static void
sluice_tables_grid_class_init (SluiceTablesGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_tables_grid_get_property;
  object_class->dispose = sluice_tables_grid_dispose;
  object_class->finalize = sluice_tables_grid_finalize;

  properties[PROP_CURRENT] = g_param_spec_object ("current", NULL, NULL, SLUICE_TYPE_TABLE, flags);
  properties[PROP_SORT] = g_param_spec_int ("sort", NULL, NULL, 0, SLUICE_TABLE_SORT_NOTE, 0, flags);
  properties[PROP_DESCENDING] = g_param_spec_boolean ("descending", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 3, SLUICE_TYPE_TABLE, G_TYPE_INT, GTK_TYPE_WIDGET);
  signals[SIGNAL_INSPECT] = g_signal_new ("inspect", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, SLUICE_TYPE_TABLE);
  signals[SIGNAL_MOVED] =
      g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_m, 0, edit_shortcut_cb, "i", SLUICE_TABLE_COLUMN_METHOD);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, 0, edit_shortcut_cb, "i", SLUICE_TABLE_COLUMN_CURSOR);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, 0, edit_shortcut_cb, "i", SLUICE_TABLE_COLUMN_FREQUENCY);

  bind_template (widget_class);
}

static void
sluice_tables_grid_init (SluiceTablesGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  /* Not a template child: disposing the template would take it from under the bin. */
  GtkWidget *scrolled = NULL;

  self->style.bars = TRUE;
  self->longest = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->headers = sluice_schema_headers_new (self->column_view);
  scrolled = adw_breakpoint_bin_get_child (ADW_BREAKPOINT_BIN (self));
  set_up_columns (self);
  align_title (self, SLUICE_TABLE_COLUMN_MONTH);
  self->selection = gtk_multi_selection_new (NULL);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);

  sluice_edit_cell_serve (GTK_WIDGET (self->column_view));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->column_view), keys);

  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed", G_CALLBACK (sorter_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)), "value-changed",
                           G_CALLBACK (emit_moved), self, G_CONNECT_SWAPPED);
  sluice_refocus_after_breakpoint (ADW_BREAKPOINT_BIN (self), GTK_WIDGET (self), refocus_cb);
  g_signal_connect (self, "notify::current-breakpoint", G_CALLBACK (current_breakpoint_cb), NULL);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (update_widths), NULL);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (update_widths), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-font-name",
                           G_CALLBACK (update_widths), self, G_CONNECT_SWAPPED);
  update_widths (self);
}

void
sluice_tables_grid_set_view (SluiceTablesGrid *self, SluiceTableView *view)
{
  g_return_if_fail (SLUICE_IS_TABLES_GRID (self));
  g_return_if_fail (SLUICE_IS_TABLE_VIEW (view) && self->view == NULL);

  self->view = g_object_ref (view);
  self->style.tables = sluice_table_view_get_tables (view);
  g_signal_connect_object (self->style.tables, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->style.tables, "table-changed", G_CALLBACK (table_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->style.tables, "tables-changed", G_CALLBACK (tables_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->style.tables, "notify::frequency", G_CALLBACK (update_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->style.tables, "notify::assumptions", G_CALLBACK (update_months), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "items-changed", G_CALLBACK (emit_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "sections-changed", G_CALLBACK (sections_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->style.tables, "totals-changed", G_CALLBACK (sluice_schema_headers_queue_update),
                           self->headers, G_CONNECT_SWAPPED);
  sluice_schema_headers_set_view (self->headers, view);
  gtk_multi_selection_set_model (self->selection, G_LIST_MODEL (view));
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  items_changed_cb (self, 0, 0, sluice_table_list_get_size (self->style.tables));
}

void
sluice_tables_grid_set_bars (SluiceTablesGrid *self, gboolean bars)
{
  g_return_if_fail (SLUICE_IS_TABLES_GRID (self));

  if (self->style.bars == !!bars)
    return;

  self->style.bars = !!bars;
  update_widths (self);
  update_all (self);
}

GPtrArray *
sluice_tables_grid_dup_marked (SluiceTablesGrid *self, SluiceTable *table)
{
  g_autoptr (GtkBitset) marked = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  GtkBitsetIter iter;
  gboolean found = table == NULL;
  guint position = 0;

  g_return_val_if_fail (SLUICE_IS_TABLES_GRID (self), NULL);

  if (self->view == NULL)
    return NULL;

  marked = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  if (gtk_bitset_get_size (marked) < 2)
    return NULL;

  tables = g_ptr_array_new_with_free_func (g_object_unref);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, marked, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      SluiceTable *other = sluice_table_view_get (self->view, position);

      found |= other == table;
      g_ptr_array_add (tables, g_object_ref (other));
    }

  return found ? g_steal_pointer (&tables) : NULL;
}

void
sluice_tables_grid_set_search (SluiceTablesGrid *self, const char *search)
{
  GdkRGBA accent;

  g_return_if_fail (SLUICE_IS_TABLES_GRID (self));

  adw_accent_color_to_rgba (adw_style_manager_get_accent_color (adw_style_manager_get_default ()), &accent);
  self->style.mark = (PangoColor) { (guint16) (accent.red * G_MAXUINT16), (guint16) (accent.green * G_MAXUINT16),
                                    (guint16) (accent.blue * G_MAXUINT16) };
  g_strfreev (self->style.words);
  self->style.words = sluice_search_split (search);
  self->searching = TRUE;
  busy_cb (self);
}

void
sluice_tables_grid_sort_by (SluiceTablesGrid *self, SluiceTableSort sort, gboolean descending)
{
  GtkColumnViewColumn *column = NULL;

  g_return_if_fail (SLUICE_IS_TABLES_GRID (self));

  for (guint i = 0; i < SLUICE_N_TABLE_COLUMNS && sort != SLUICE_TABLE_SORT_NONE; i++)
    if (self->columns[i].sort == sort)
      column = self->columns[i].column;

  gtk_column_view_sort_by_column (self->column_view, column, descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

SluiceTableSort
sluice_tables_grid_get_sort (SluiceTablesGrid *self, gboolean *descending)
{
  GtkColumnViewSorter *sorter = NULL;
  GtkColumnViewColumn *column = NULL;

  g_return_val_if_fail (SLUICE_IS_TABLES_GRID (self), SLUICE_TABLE_SORT_NONE);

  sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->column_view));
  column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  if (descending != NULL)
    *descending = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;
  for (guint i = 0; i < SLUICE_N_TABLE_COLUMNS && column != NULL; i++)
    if (self->columns[i].column == column)
      return self->columns[i].sort;

  return SLUICE_TABLE_SORT_NONE;
}

SluiceTable *
sluice_tables_grid_get_current (SluiceTablesGrid *self)
{
  GtkWidget *row = NULL;

  g_return_val_if_fail (SLUICE_IS_TABLES_GRID (self), NULL);

  row = sluice_grid_row_find_focused (GTK_WIDGET (self->column_view));

  return row != NULL ? sluice_grid_row_get_table (row) : get_only_marked (self);
}

gboolean
sluice_tables_grid_reveal (SluiceTablesGrid *self, SluiceTable *table)
{
  guint position = 0;

  g_return_val_if_fail (SLUICE_IS_TABLES_GRID (self), FALSE);

  position = sluice_table_view_find (self->view, table);
  if (position == G_MAXUINT)
    return FALSE;

  gtk_column_view_scroll_to (self->column_view, position, NULL, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->column_view));

  return TRUE;
}

void
sluice_tables_grid_focus_rows (SluiceTablesGrid *self)
{
  g_autoptr (GtkBitset) marked = NULL;

  g_return_if_fail (SLUICE_IS_TABLES_GRID (self));

  if (sluice_table_view_get_size (self->view) == 0)
    return;

  marked = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  gtk_column_view_scroll_to (self->column_view, gtk_bitset_is_empty (marked) ? 0 : gtk_bitset_get_minimum (marked),
                             NULL, GTK_LIST_SCROLL_FOCUS, NULL);
  /* That only chose the row which gets the focus when the list does. */
  gtk_widget_grab_focus (GTK_WIDGET (self->column_view));
}
