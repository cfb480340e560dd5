/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-advisor.h"
#include "sluice-check.h"
#include "sluice-edit-cell.h"
#include "sluice-row-bar.h"
#include "sluice-search-words.h"
#include "sluice-table-cells.h"
#include "sluice-table-change.h"
#include "sluice-table-choice.h"
#include "sluice-table-rows.h"

/* What stands where there is nothing to say. */
#define NOTHING "—"
/* The schema after a name: as “dimmed” has it. */
#define SCHEMA_ALPHA (G_MAXUINT16 * 55 / 100)
#define MARK_ALPHA (G_MAXUINT16 * 35 / 100)

/* A note: what one table wants to tell, if anything. Labels and explanations are constant. */
typedef struct
{
  const char *icon_name; /* NULL: no note */
  const char *css_class;
  const char *label;
  const char *explanation;
} Note;

static GtkWidget *
new_box (GtkOrientation orientation, int spacing, GtkWidget *first, GtkWidget *second)
{
  GtkWidget *box = gtk_box_new (orientation, spacing);

  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);

  return box;
}

static void
set_css_class (GtkWidget *widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* Digits of one width, which the class “numeric” gives to labels: numbers are compared. */
static void
make_numeric (GtkWidget *cell)
{
  static PangoAttrList *attributes;

  if (attributes == NULL)
    {
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
    }
  sluice_text_cell_set_attributes (SLUICE_TEXT_CELL (cell), attributes);
}

static GtkWidget *
create_number (GtkWidget *lead)
{
  GtkWidget *cell = sluice_text_cell_new (lead, 1);

  make_numeric (cell);
  if (lead != NULL)
    gtk_widget_set_hexpand (lead, TRUE);

  return cell;
}

static GtkWidget *
create_note (void)
{
  GtkWidget *cell = sluice_text_cell_new (NULL, 0);

  gtk_widget_add_css_class (cell, "caption");

  return cell;
}

static GtkWidget *
create_two_lines (void)
{
  GtkWidget *name = sluice_text_cell_new (NULL, 0);
  GtkWidget *details = sluice_text_cell_new (NULL, 0);
  GtkWidget *bar = sluice_row_bar_new ();
  /* What it means stands in the row's name. */
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  /* Beside the name, not beside the bar: bars of one length compare. */
  GtkWidget *heading = new_box (GTK_ORIENTATION_HORIZONTAL, 12, name, icon);
  GtkWidget *lines = new_box (GTK_ORIENTATION_VERTICAL, 3, heading, details);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (details, "dimmed");
  gtk_widget_add_css_class (details, "caption");
  make_numeric (details);
  gtk_box_append (GTK_BOX (lines), bar);

  return lines;
}

GtkWidget *
sluice_table_cells_create (SluiceTableColumn column)
{
  switch (column)
    {
    case SLUICE_TABLE_COLUMN_CHECK:
      return sluice_check_new ();
    case SLUICE_TABLE_COLUMN_NAME:
      return sluice_text_cell_new (NULL, 0);
    case SLUICE_TABLE_COLUMN_ROWS:
      return create_number (sluice_row_bar_new ());
    case SLUICE_TABLE_COLUMN_METHOD:
      return sluice_edit_cell_new (TRUE);
    case SLUICE_TABLE_COLUMN_CURSOR:
    case SLUICE_TABLE_COLUMN_FREQUENCY:
      return sluice_edit_cell_new (FALSE);
    case SLUICE_TABLE_COLUMN_MONTH:
      return create_number (NULL);
    case SLUICE_TABLE_COLUMN_NOTE:
      return create_note ();
    case SLUICE_TABLE_COLUMN_TWO_LINES:
      return create_two_lines ();
    default:
      g_return_val_if_reached (NULL);
    }
}

const char *
sluice_table_cells_get_obstacle (SluiceTable *table, const char **icon_name)
{
  const gboolean removed = sluice_table_get_change (table) == SLUICE_TABLE_REMOVED;

  if (icon_name != NULL)
    *icon_name = removed ? "user-trash-symbolic" : "changes-prevent-symbolic";
  if (sluice_table_get_selectable (table))
    return NULL;

  /* Translators: a table that its user may not read, in a cell */
  return removed ? sluice_table_change_get_label (SLUICE_TABLE_REMOVED) : _ ("No permission");
}

static Note
get_note (SluiceTable *table)
{
  const gboolean selected = sluice_table_get_selected (table);
  const char *icon_name = NULL;
  const char *obstacle = sluice_table_cells_get_obstacle (table, &icon_name);
  SluiceWarnings warnings = SLUICE_WARNING_NONE;
  SluiceWarnings first = SLUICE_WARNING_NONE;

  if (obstacle != NULL)
    return (Note) { icon_name, "error", obstacle, NULL };

  warnings = sluice_advisor_get_warnings (table);
  /* Nobody chose it: only some of it is worth knowing beforehand. */
  if (!selected)
    warnings &= SLUICE_WARNINGS_BEFOREHAND;
  first = sluice_warnings_get_first (warnings);
  if (first == SLUICE_WARNING_NONE && sluice_table_get_change (table) != SLUICE_TABLE_UNCHANGED)
    return (Note) { "starred-symbolic", NULL, sluice_table_change_get_label (sluice_table_get_change (table)), NULL };
  if (first == SLUICE_WARNING_NONE)
    return (Note) { NULL, NULL, NULL, NULL };

  return (Note) { "dialog-warning-symbolic", selected ? "warning" : "dimmed", sluice_warning_get_label (first),
                  sluice_warning_get_explanation (first) };
}

static void
show_note_icon (GtkWidget *icon, const Note *note)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), note->icon_name);
  gtk_widget_set_visible (icon, note->icon_name != NULL);
}

static void
set_note_classes (GtkWidget *widget, const Note *note)
{
  set_css_class (widget, "warning", g_strcmp0 (note->css_class, "warning") == 0);
  set_css_class (widget, "error", g_strcmp0 (note->css_class, "error") == 0);
  set_css_class (widget, "dimmed", g_strcmp0 (note->css_class, "dimmed") == 0);
}

static void
update_check (GtkWidget *cell, SluiceTable *table)
{
  const gboolean selectable = sluice_table_get_selectable (table);
  g_autofree char *label = NULL;

  /* Translators: %s is the name of a table; what a check box does, for a screen reader */
  label = g_strdup_printf (_ ("Select %s"), sluice_table_get_display_name (table));
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_sensitive (cell, selectable);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (cell), sluice_table_get_selected (table));
}

/* The first column that holds a word which stands neither in the name nor in the schema. */
static const char *
find_matching_column (SluiceTable *table, GStrv words, guint32 found)
{
  guint n_columns = 0;
  const SluiceColumn *columns = sluice_table_get_columns (table, &n_columns);

  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *folded = sluice_search_fold (columns[i].name);

      for (guint word = 0; words[word] != NULL; word++)
        if ((found & (1u << word)) == 0 && strstr (folded, words[word]) != NULL)
          return columns[i].name;
    }

  return NULL;
}

/* In the name's own schema a word of the search is found as well, though it may not be shown. */
static guint32
mark_words (PangoAttrList *attributes, const char *text, gsize offset, const SluiceTableCellStyle *style)
{
  if (style->words == NULL)
    return 0;

  return sluice_search_highlight (attributes, text + offset, offset, (const char *const *) style->words, &style->mark,
                                  MARK_ALPHA);
}

static guint32
find_in_schema (SluiceTable *table, const SluiceTableCellStyle *style)
{
  const char *schema = sluice_table_get_schema_name (table);
  g_autoptr (PangoAttrList) unused = pango_attr_list_new ();

  return schema != NULL ? mark_words (unused, schema, 0, style) : 0;
}

/* A column is cut so that what was searched for stays in sight. */
static PangoEllipsizeMode
get_column_ellipsize (const char *column, GStrv words, guint32 found)
{
  g_autofree char *folded = sluice_search_fold (column);
  const gsize length = strlen (folded);

  for (guint word = 0; words[word] != NULL; word++)
    {
      const char *match = (found & (1u << word)) == 0 ? strstr (folded, words[word]) : NULL;

      if (match != NULL)
        return (gsize) (match - folded) + strlen (words[word]) / 2 > length / 2 ? PANGO_ELLIPSIZE_START :
                                                                                  PANGO_ELLIPSIZE_END;
    }

  return PANGO_ELLIPSIZE_END;
}

/* Behind the name: the schema, unless that is said above, or the column that a search found. */
static void
update_tail (SluiceTextCell *cell, SluiceTable *table, const SluiceTableCellStyle *style, guint32 found)
{
  const gboolean searched = style->words != NULL && style->words[0] != NULL;
  const char *column = searched ? find_matching_column (table, style->words, found) : NULL;
  const char *schema = style->grouped ? NULL : sluice_table_get_schema_name (table);
  const char *tail = column != NULL ? column : schema;
  g_autoptr (PangoAttrList) attributes = NULL;

  if (tail != NULL)
    {
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, pango_attr_scale_new (SLUICE_TABLE_TAIL_SCALE));
      pango_attr_list_insert (attributes, pango_attr_foreground_alpha_new (SCHEMA_ALPHA));
      mark_words (attributes, tail, 0, style);
    }
  sluice_text_cell_set_tail (cell, tail, attributes,
                             column != NULL ? get_column_ellipsize (column, style->words, found) : PANGO_ELLIPSIZE_END,
                             column != NULL);
}

/* Attributes, since a name may look like markup. */
static void
update_name (GtkWidget *cell, SluiceTable *table, const SluiceTableCellStyle *style)
{
  const char *name = sluice_table_get_display_name (table);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  const guint32 found = mark_words (attributes, name, 0, style) | find_in_schema (table, style);

  if (sluice_table_get_selected (table))
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  sluice_text_cell_set_text (SLUICE_TEXT_CELL (cell), name);
  sluice_text_cell_set_attributes (SLUICE_TEXT_CELL (cell), attributes);
  update_tail (SLUICE_TEXT_CELL (cell), table, style, found);
  set_css_class (cell, "dimmed", !sluice_table_get_selectable (table));
}

static gint64
get_bar_rows (SluiceTable *table)
{
  gint64 rows = sluice_table_get_rows (table);

  return rows < 0 && !sluice_table_get_selectable (table) ? SLUICE_ROW_BAR_EMPTY : rows;
}

static void
update_rows (GtkWidget *cell, SluiceTable *table, const SluiceTableCellStyle *style)
{
  GtkWidget *bar = sluice_text_cell_get_lead (SLUICE_TEXT_CELL (cell));
  g_autofree char *text = sluice_table_dup_rows_text (table);

  sluice_row_bar_set_rows (SLUICE_ROW_BAR (bar), get_bar_rows (table));
  gtk_widget_set_visible (bar, style->bars);
  sluice_text_cell_set_text (SLUICE_TEXT_CELL (cell), get_bar_rows (table) == SLUICE_ROW_BAR_EMPTY ? NOTHING : text);
  set_css_class (cell, "unknown", sluice_table_get_rows (table) < 0);
}

static void
set_edit_cell (GtkWidget *cell, const char *what, const char *label, gboolean editable)
{
  sluice_edit_cell_set_label (SLUICE_EDIT_CELL (cell), what, label);
  sluice_edit_cell_set_editable (SLUICE_EDIT_CELL (cell), editable);
}

static void
update_method (GtkWidget *cell, SluiceTable *table)
{
  const gboolean selectable = sluice_table_get_selectable (table);
  const SluiceSyncMethod method = selectable ? sluice_table_get_method (table) : SLUICE_SYNC_METHOD_NONE;

  sluice_edit_cell_set_method (SLUICE_EDIT_CELL (cell), method);
  set_edit_cell (cell, _ ("Method"),
                 method == SLUICE_SYNC_METHOD_NONE ? NOTHING : sluice_sync_method_get_label (method), selectable);
}

static void
update_cursor (GtkWidget *cell, SluiceTable *table)
{
  const char *cursor = sluice_table_get_selectable (table) ? sluice_table_get_cursor (table) : NULL;

  set_edit_cell (cell, _ ("Cursor"), cursor != NULL ? cursor : NOTHING, cursor != NULL);
  set_css_class (cell, "dimmed", cursor == NULL);
}

static void
update_frequency (GtkWidget *cell, SluiceTable *table, const SluiceTableCellStyle *style)
{
  const gboolean selectable = sluice_table_get_selectable (table);
  const SluiceFrequency frequency = sluice_table_list_get_table_frequency (style->tables, table);

  /* Translators: “Every: 24 h”, how often a table syncs */
  set_edit_cell (cell, _ ("Every"), selectable ? sluice_frequency_get_short_label (frequency) : NOTHING, selectable);
}

/* Most tables have nothing to tell, and no icon for it. */
static void
update_icon (SluiceTextCell *cell, const char *icon_name)
{
  GtkWidget *icon = sluice_text_cell_get_lead (cell);

  if (icon_name == NULL)
    sluice_text_cell_set_lead (cell, NULL);
  else if (icon == NULL)
    sluice_text_cell_set_lead (cell, g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "accessible-role",
                                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  else
    gtk_image_set_from_icon_name (GTK_IMAGE (icon), icon_name);
}

static void
update_month (GtkWidget *cell, SluiceTable *table, const SluiceTableCellStyle *style)
{
  SluiceRowRange month = { 0, 0, 0 };
  g_autofree char *text = NULL;
  gboolean costly = FALSE;

  if (sluice_table_get_selectable (table))
    {
      month = sluice_estimate_month (table, sluice_table_list_get_frequency (style->tables));
      text = sluice_row_range_to_string (month);
    }
  /* Nobody chose the others. */
  costly = sluice_table_get_selected (table) && sluice_advisor_get_costly (table);
  sluice_text_cell_set_text (SLUICE_TEXT_CELL (cell), text != NULL ? text : NOTHING);
  set_css_class (cell, "unknown", text == NULL || month.n_unknown > 0);
  set_css_class (cell, "warning", costly);
  update_icon (SLUICE_TEXT_CELL (cell), costly ? "dialog-warning-symbolic" : NULL);
}

static void
update_note (GtkWidget *cell, SluiceTable *table, const SluiceTableCellStyle *style)
{
  const Note note = get_note (table);

  update_icon (SLUICE_TEXT_CELL (cell), note.icon_name);
  sluice_text_cell_set_text (SLUICE_TEXT_CELL (cell), note.label != NULL && !style->short_notes ? note.label : "");
  if (style->short_notes)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    note.label != NULL ? note.label : "", -1);
  set_note_classes (cell, &note);
}

static void
update_two_lines (GtkWidget *cell, SluiceTable *table, const SluiceTableCellStyle *style)
{
  GtkWidget *heading = gtk_widget_get_first_child (cell);
  GtkWidget *name = gtk_widget_get_first_child (heading);
  GtkWidget *icon = gtk_widget_get_next_sibling (name);
  GtkWidget *details = gtk_widget_get_next_sibling (heading);
  GtkWidget *bar = gtk_widget_get_next_sibling (details);
  const Note note = get_note (table);
  g_autofree char *rows = sluice_table_cells_dup_rows_phrase (table);
  g_autofree char *method = sluice_table_cells_dup_method_phrase (table);
  g_autofree char *text = NULL;

  if (sluice_table_get_selectable (table))
    /* Translators: at the beginning of a line; elsewhere “rows unknown” stands within one */
    text = g_strdup_printf ("%s · %s", sluice_table_get_rows (table) < 0 ? _ ("Rows unknown") : rows, method);
  update_name (name, table, style);
  sluice_text_cell_set_text (SLUICE_TEXT_CELL (details), text != NULL ? text : method);
  sluice_row_bar_set_rows (SLUICE_ROW_BAR (bar), get_bar_rows (table));
  gtk_widget_set_visible (bar, style->bars);
  show_note_icon (icon, &note);
  set_note_classes (icon, &note);
}

void
sluice_table_cells_update (SluiceTableColumn column,
                           GtkWidget *cell,
                           SluiceTable *table,
                           const SluiceTableCellStyle *style)
{
  switch (column)
    {
    case SLUICE_TABLE_COLUMN_CHECK:
      update_check (cell, table);
      break;
    case SLUICE_TABLE_COLUMN_NAME:
      update_name (cell, table, style);
      break;
    case SLUICE_TABLE_COLUMN_ROWS:
      update_rows (cell, table, style);
      break;
    case SLUICE_TABLE_COLUMN_METHOD:
      update_method (cell, table);
      break;
    case SLUICE_TABLE_COLUMN_CURSOR:
      update_cursor (cell, table);
      break;
    case SLUICE_TABLE_COLUMN_FREQUENCY:
      update_frequency (cell, table, style);
      break;
    case SLUICE_TABLE_COLUMN_MONTH:
      update_month (cell, table, style);
      break;
    case SLUICE_TABLE_COLUMN_NOTE:
      update_note (cell, table, style);
      break;
    case SLUICE_TABLE_COLUMN_TWO_LINES:
      update_two_lines (cell, table, style);
      break;
    default:
      g_return_if_reached ();
    }
}

/* What a full refresh brings where that is much, and else what was assumed. */
static char *
dup_month_tooltip (SluiceTable *table, SluiceTableList *tables)
{
  if (!sluice_table_get_selectable (table))
    return NULL;
  if (sluice_advisor_get_costly (table))
    return sluice_warning_dup_explanation (SLUICE_WARNING_LARGE_FULL_REFRESH, table);

  return sluice_estimate_dup_reason (table, sluice_table_list_get_frequency (tables));
}

/* What is different this time is said in full. */
static char *
dup_note_tooltip (SluiceTable *table, const Note *note)
{
  if (note->explanation != NULL)
    return g_strdup (note->explanation);
  if (!sluice_table_get_selectable (table) && sluice_table_get_change (table) != SLUICE_TABLE_REMOVED)
    return sluice_table_dup_part_obstacle (table, SLUICE_CHOICE_SELECTED);

  return sluice_table_dup_change_text (table);
}

char *
sluice_table_cells_dup_tooltip (SluiceTableColumn column, SluiceTable *table, SluiceTableList *tables)
{
  const Note note = get_note (table);

  switch (column)
    {
    case SLUICE_TABLE_COLUMN_CHECK:
      return sluice_table_dup_part_obstacle (table, SLUICE_CHOICE_SELECTED);
    case SLUICE_TABLE_COLUMN_NAME:
      return g_strdup (sluice_table_get_name (table));
    case SLUICE_TABLE_COLUMN_ROWS:
      return sluice_table_dup_rows_origin_text (table);
    case SLUICE_TABLE_COLUMN_MONTH:
      return dup_month_tooltip (table, tables);
    case SLUICE_TABLE_COLUMN_NOTE:
      return dup_note_tooltip (table, &note);
    case SLUICE_TABLE_COLUMN_TWO_LINES:
      return g_strdup (note.label != NULL ? note.label : sluice_table_get_name (table));
    case SLUICE_TABLE_COLUMN_METHOD:
    case SLUICE_TABLE_COLUMN_CURSOR:
    case SLUICE_TABLE_COLUMN_FREQUENCY:
    default:
      return NULL;
    }
}

char *
sluice_table_cells_dup_rows_phrase (SluiceTable *table)
{
  const gint64 rows = sluice_table_get_rows (table);
  g_autofree char *number = NULL;

  if (rows < 0)
    return g_strdup (_ ("rows unknown"));

  number = sluice_table_dup_rows_text (table);
  /* Translators: %s is a number of rows in the locale's form, such as “1,250,000” */
  return g_strdup_printf (ngettext ("%s row", "%s rows", sluice_rows_get_plural (rows)), number);
}

char *
sluice_table_cells_dup_method_phrase (SluiceTable *table)
{
  const SluiceSyncMethod method = sluice_table_get_method (table);
  const char *cursor = sluice_table_get_cursor (table);
  const char *obstacle = sluice_table_cells_get_obstacle (table, NULL);

  if (obstacle != NULL)
    return g_strdup (obstacle);
  if (cursor == NULL)
    return g_strdup (sluice_sync_method_get_label (method));

  /* Translators: a sync method and its column: “Incremental on updated_at” */
  return g_strdup_printf (C_ ("sync method", "%s on %s"), sluice_sync_method_get_label (method), cursor);
}

char *
sluice_table_cells_dup_row_label (SluiceTable *table)
{
  const char *schema = sluice_table_get_schema_name (table);
  const Note note = get_note (table);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  g_strv_builder_add (builder, sluice_table_get_display_name (table));
  if (schema != NULL)
    g_strv_builder_add (builder, schema);
  g_strv_builder_take (builder, sluice_table_cells_dup_rows_phrase (table));
  g_strv_builder_take (builder, sluice_table_cells_dup_method_phrase (table));
  if (note.label != NULL && sluice_table_get_selectable (table))
    g_strv_builder_add (builder, note.label);
  if (sluice_table_get_selected (table))
    /* Translators: at the end of how a table’s row is read out */
    g_strv_builder_add (builder, _ ("selected"));
  parts = g_strv_builder_end (builder);

  /* Translators: between the parts of how a table’s row is read out */
  return g_strjoinv (C_ ("read out", ", "), parts);
}
