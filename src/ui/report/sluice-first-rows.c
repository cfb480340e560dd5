/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-first-rows.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-error-advice.h"
#include "sluice-error-card.h"
#include "sluice-when.h"

/* Every cell is a widget, whether it is seen or not. */
#define MOST_COLUMNS 50
/* What a cell shows of a value, in characters: documents may be megabytes. */
#define MOST_CHARS 200
#define WIDEST_CELL 32
/* So many columns are read out of a row. */
#define SPOKEN_COLUMNS 6

struct _SluiceFirstRows
{
  AdwBin parent_instance;

  SluiceClient *client;
  char *query;
  GStrv columns;
  DexFuture *reading;

  SluiceErrorCard *error_card;
  GtkStack *stack;
  GtkColumnView *view;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (SluiceFirstRows, sluice_first_rows, ADW_TYPE_BIN)

/* --- the rows: a GtkStringList each --- */

static void
setup_cell_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell)
{
  gtk_column_view_cell_set_child (cell, g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END,
                                                      "max-width-chars", WIDEST_CELL, "single-line-mode", TRUE,
                                                      "css-classes", (const char *[]) { "numeric", NULL }, NULL));
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, gpointer column)
{
  GtkWidget *label = gtk_column_view_cell_get_child (cell);
  const char *text = gtk_string_list_get_string (gtk_column_view_cell_get_item (cell), GPOINTER_TO_UINT (column));

  const int n_chars = (int) g_utf8_strlen (text, -1);

  gtk_label_set_text (GTK_LABEL (label), text);
  /* What is wider than the window is scrolled to: a value of which three letters are left says nothing. */
  gtk_label_set_width_chars (GTK_LABEL (label), MIN (n_chars, WIDEST_CELL));
  gtk_widget_set_tooltip_text (label, n_chars > WIDEST_CELL ? text : NULL);
}

/* "id 1, total 9.90, …" */
static void
bind_row_cb (SluiceFirstRows *self, GtkColumnViewRow *row)
{
  GtkStringList *values = gtk_column_view_row_get_item (row);
  g_autoptr (GString) spoken = g_string_new (NULL);

  for (guint i = 0; i < SPOKEN_COLUMNS && self->columns[i] != NULL; i++)
    g_string_append_printf (spoken, "%s%s %s", i > 0 ? ", " : "", self->columns[i],
                            gtk_string_list_get_string (values, i));
  gtk_column_view_row_set_accessible_label (row, spoken->str);
}

static void
add_column (SluiceFirstRows *self, guint position)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (self->columns[position], factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), GUINT_TO_POINTER (position));
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (self->view, column);
}

static void
clear_columns (SluiceFirstRows *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  gtk_column_view_set_model (self->view, NULL);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
}

/* One line, and not all of a long text. */
static char *
dup_shown (const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autofree char *cut = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MOST_CHARS));

  return g_strdelimit (g_steal_pointer (&cut), "\r\n\t", ' ');
}

static GListStore *
list_rows (const SluiceQueryResult *result, guint n_columns)
{
  GListStore *rows = g_list_store_new (GTK_TYPE_STRING_LIST);

  for (guint i = 0; i < result->rows->len; i++)
    {
      const char *const *values = g_ptr_array_index (result->rows, i);
      g_autoptr (GtkStringList) row = gtk_string_list_new (NULL);

      for (guint k = 0; k < n_columns; k++)
        gtk_string_list_take (row, dup_shown (values[k]));
      g_list_store_append (rows, row);
    }

  return rows;
}

static void
show_note (SluiceFirstRows *self, guint n_rows, guint n_shown, guint n_columns)
{
  g_autofree char *rows = g_strdup_printf (ngettext ("%u row", "%u rows", n_rows), n_rows);
  g_autofree char *note = NULL;

  if (n_shown < n_columns)
    /* Translators: %1$s is “10 rows” */
    note = g_strdup_printf (ngettext ("%1$s, the first %2$u of %3$u column", "%1$s, the first %2$u of %3$u columns",
                                      n_columns),
                            rows, n_shown, n_columns);
  gtk_label_set_text (self->note, note != NULL ? note : rows);
  sluice_announce (GTK_WIDGET (self), gtk_label_get_text (self->note), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_rows (SluiceFirstRows *self, const SluiceQueryResult *result)
{
  const guint n_columns = g_strv_length (result->columns);
  const guint n_shown = MIN (n_columns, MOST_COLUMNS);
  g_autoptr (GtkNoSelection) selection = NULL;

  clear_columns (self);
  g_strfreev (self->columns);
  self->columns = g_new0 (char *, n_shown + 1);
  for (guint i = 0; i < n_shown; i++)
    {
      self->columns[i] = g_utf8_make_valid (result->columns[i], -1);
      add_column (self, i);
    }
  selection = gtk_no_selection_new (G_LIST_MODEL (list_rows (result, n_shown)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  show_note (self, result->rows->len, n_shown, n_columns);
  gtk_stack_set_visible_child_name (self->stack, result->rows->len > 0 ? "rows" : "nothing");
  /* What was pressed is gone, and the focus with it. */
  if (result->rows->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* --- asking --- */

static void
complain (SluiceFirstRows *self, const GError *error)
{
  gtk_stack_set_visible_child_name (self->stack, "refused");
  sluice_error_card_show_error (self->error_card, error->message, sluice_error_get_advice (error), _ ("Try Again"));
  sluice_error_card_offer_new_key (self->error_card, error);
  gtk_widget_child_focus (GTK_WIDGET (self->error_card), GTK_DIR_TAB_FORWARD);
}

static void
read_done_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceFirstRows *self = owner;

  if (error == NULL)
    show_rows (self, g_value_get_boxed (value));
  else if (!sluice_error_is_cancelled (error))
    complain (self, error);
  else
    gtk_stack_set_visible_child_name (self->stack, "offer");
}

static void
read_cb (SluiceFirstRows *self)
{
  sluice_error_card_clear (self->error_card);
  gtk_stack_set_visible_child_name (self->stack, "reading");
  dex_clear (&self->reading);
  self->reading = sluice_when (sluice_client_query (self->client, self->query), self, read_done_cb);
}

static void
sluice_first_rows_dispose (GObject *object)
{
  SluiceFirstRows *self = SLUICE_FIRST_ROWS (object);

  dex_clear (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_FIRST_ROWS);
  g_clear_object (&self->client);
  g_clear_pointer (&self->query, g_free);
  g_clear_pointer (&self->columns, g_strfreev);

  G_OBJECT_CLASS (sluice_first_rows_parent_class)->dispose (object);
}

static void
sluice_first_rows_class_init (SluiceFirstRowsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_first_rows_dispose;

  g_type_ensure (SLUICE_TYPE_ERROR_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/report/sluice-first-rows.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceFirstRows, error_card);
  gtk_widget_class_bind_template_child (widget_class, SluiceFirstRows, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceFirstRows, view);
  gtk_widget_class_bind_template_child (widget_class, SluiceFirstRows, note);
  gtk_widget_class_bind_template_callback (widget_class, read_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
}

static void
sluice_first_rows_init (SluiceFirstRows *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sluice_first_rows_offer (SluiceFirstRows *self, SluiceClient *client, const char *table, const char *query)
{
  g_autofree char *name = NULL;

  g_return_if_fail (SLUICE_IS_FIRST_ROWS (self));
  g_return_if_fail (SLUICE_IS_CLIENT (client));
  g_return_if_fail (table != NULL && query != NULL);

  g_set_object (&self->client, client);
  g_set_str (&self->query, query);
  /* Translators: %s is the name of a table */
  name = g_strdup_printf (_ ("First rows of %s"), table);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
