/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-advisor.h"
#include "sluice-choice-line.h"
#include "sluice-facts.h"

struct _SluiceChoiceLine
{
  GObject parent_instance;

  char *title;
  char *subtitle;
  int value;
  gboolean possible;
};

G_DEFINE_FINAL_TYPE (SluiceChoiceLine, sluice_choice_line, G_TYPE_OBJECT)

typedef enum
{
  PROP_TITLE = 1,
} SluiceChoiceLineProps;

static GParamSpec *properties[PROP_TITLE + 1];

static void
sluice_choice_line_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceChoiceLine *self = SLUICE_CHOICE_LINE (object);

  switch ((SluiceChoiceLineProps) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_choice_line_finalize (GObject *object)
{
  SluiceChoiceLine *self = SLUICE_CHOICE_LINE (object);

  g_free (self->title);
  g_free (self->subtitle);

  G_OBJECT_CLASS (sluice_choice_line_parent_class)->finalize (object);
}

static void
sluice_choice_line_class_init (SluiceChoiceLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sluice_choice_line_get_property;
  object_class->finalize = sluice_choice_line_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_choice_line_init (SluiceChoiceLine *self)
{
}

SluiceChoiceLine *
sluice_choice_line_new (const char *title, const char *subtitle, int value, gboolean possible)
{
  SluiceChoiceLine *self = g_object_new (SLUICE_TYPE_CHOICE_LINE, NULL);

  self->title = g_strdup (title);
  self->subtitle = subtitle != NULL && *subtitle != '\0' ? g_strdup (subtitle) : NULL;
  self->value = value;
  self->possible = possible;

  return self;
}

const char *
sluice_choice_line_get_title (SluiceChoiceLine *self)
{
  g_return_val_if_fail (SLUICE_IS_CHOICE_LINE (self), NULL);

  return self->title;
}

const char *
sluice_choice_line_get_subtitle (SluiceChoiceLine *self)
{
  g_return_val_if_fail (SLUICE_IS_CHOICE_LINE (self), NULL);

  return self->subtitle;
}

int
sluice_choice_line_get_value (SluiceChoiceLine *self)
{
  g_return_val_if_fail (SLUICE_IS_CHOICE_LINE (self), SLUICE_CHOICE_LINE_VARIOUS);

  return self->value;
}

gboolean
sluice_choice_line_get_possible (SluiceChoiceLine *self)
{
  g_return_val_if_fail (SLUICE_IS_CHOICE_LINE (self), FALSE);

  return self->possible;
}

/* In a combo row */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *title =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_MIDDLE, "max-width-chars", 34, NULL);
  GtkWidget *subtitle =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "max-width-chars",
                    34, "css-classes", (const char *[]) { "caption", "dimmed", NULL }, NULL);
  GtkWidget *check = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic", "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), title);
  gtk_box_append (GTK_BOX (lines), subtitle);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_item_set_child (item, box);
}

/* The mark of what is chosen takes its room in every line, or the texts would not line up. */
static void
update_mark (GtkListItem *item, AdwComboRow *row)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  gtk_widget_set_opacity (gtk_widget_get_last_child (box),
                          adw_combo_row_get_selected_item (row) == gtk_list_item_get_item (item) ? 1 : 0);
}

static void
row_selected_cb (GtkListItem *item, GParamSpec *pspec, AdwComboRow *row)
{
  update_mark (item, row);
}

static void
bind_cb (AdwComboRow *row, GtkListItem *item)
{
  SluiceChoiceLine *line = gtk_list_item_get_item (item);
  GtkWidget *lines = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *subtitle = gtk_widget_get_last_child (lines);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (lines)), line->title);
  gtk_label_set_text (GTK_LABEL (subtitle), line->subtitle != NULL ? line->subtitle : "");
  gtk_widget_set_visible (subtitle, line->subtitle != NULL);
  /* Not the reason, which is to be read. */
  gtk_widget_set_sensitive (gtk_widget_get_first_child (lines), line->possible);
  if (line->possible)
    gtk_widget_add_css_class (subtitle, "dimmed");
  else
    gtk_widget_remove_css_class (subtitle, "dimmed");
  /* It can be reached and read, and not be picked. */
  gtk_list_item_set_activatable (item, line->possible);
  gtk_list_item_set_accessible_label (item, line->title);
  gtk_list_item_set_accessible_description (item, line->subtitle != NULL ? line->subtitle : "");
  g_signal_connect_object (row, "notify::selected-item", G_CALLBACK (row_selected_cb), item, G_CONNECT_SWAPPED);
  update_mark (item, row);
}

static void
unbind_cb (AdwComboRow *row, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (row, row_selected_cb, item);
}

/* The row's own role says nothing of what it is set to. */
static void
selected_item_cb (AdwComboRow *row)
{
  SluiceChoiceLine *line = adw_combo_row_get_selected_item (row);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, line != NULL ? line->title : "", -1);
}

void
sluice_choice_lines_set_up (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkExpression) title = gtk_property_expression_new (SLUICE_TYPE_CHOICE_LINE, NULL, "title");

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), row, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), row, G_CONNECT_SWAPPED);
  adw_combo_row_set_expression (row, title);
  adw_combo_row_set_list_factory (row, factory);
  g_signal_connect (row, "notify::selected-item", G_CALLBACK (selected_item_cb), NULL);
  selected_item_cb (row);
}

static gboolean
line_equal (SluiceChoiceLine *a, SluiceChoiceLine *b)
{
  return a->value == b->value && a->possible == b->possible && g_str_equal (a->title, b->title) &&
         g_strcmp0 (a->subtitle, b->subtitle) == 0;
}

static gboolean
lines_equal (GListModel *model, GPtrArray *lines)
{
  if (g_list_model_get_n_items (model) != lines->len)
    return FALSE;

  for (guint i = 0; i < lines->len; i++)
    {
      g_autoptr (SluiceChoiceLine) line = g_list_model_get_item (model, i);

      if (!line_equal (line, g_ptr_array_index (lines, i)))
        return FALSE;
    }

  return TRUE;
}

void
sluice_choice_lines_show (AdwComboRow *row, GPtrArray *lines, int value)
{
  GListModel *model = NULL;
  guint selected = GTK_INVALID_LIST_POSITION;

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  if (value == SLUICE_CHOICE_LINE_VARIOUS)
    /* Translators: several tables are shown, and their choices differ */
    g_ptr_array_insert (lines, 0, sluice_choice_line_new (_ ("Various"), NULL, value, FALSE));
  /* One model for good: a line is picked within a signal of the selection that is over it. */
  if (adw_combo_row_get_model (row) == NULL)
    {
      g_autoptr (GListStore) store = g_list_store_new (SLUICE_TYPE_CHOICE_LINE);

      adw_combo_row_set_model (row, G_LIST_MODEL (store));
    }
  model = adw_combo_row_get_model (row);
  if (!lines_equal (model, lines))
    g_list_store_splice (G_LIST_STORE (model), 0, g_list_model_get_n_items (model), lines->pdata, lines->len);
  for (guint i = 0; i < lines->len && selected == GTK_INVALID_LIST_POSITION; i++)
    if (((SluiceChoiceLine *) g_ptr_array_index (lines, i))->value == value)
      selected = i;
  adw_combo_row_set_selected (row, selected);
}

gboolean
sluice_choice_lines_get_picked (AdwComboRow *row, int *value)
{
  SluiceChoiceLine *line = adw_combo_row_get_selected_item (row);

  if (line == NULL || !line->possible)
    return FALSE;

  *value = line->value;

  return TRUE;
}

/* What lines say */

gboolean
sluice_choice_line_is_method_shown (SluiceTable *table, SluiceSyncMethod method)
{
  const gboolean chosen = sluice_table_get_method (table) == method;

  switch (method)
    {
    case SLUICE_SYNC_METHOD_XMIN:
      return sluice_table_get_is_database (table);
    case SLUICE_SYNC_METHOD_WEBHOOK:
      return chosen || sluice_table_can_use (table, method);
    case SLUICE_SYNC_METHOD_CDC:
      /* Only where it was asked for, since nothing checks here what it needs. */
      return chosen || sluice_advisor_recommend (table).method == method;
    case SLUICE_SYNC_METHOD_FULL_REFRESH:
    case SLUICE_SYNC_METHOD_INCREMENTAL:
    case SLUICE_SYNC_METHOD_APPEND:
      return TRUE;
    case SLUICE_SYNC_METHOD_NONE:
    default:
      return FALSE;
    }
}

char *
sluice_choice_line_dup_cursor_flaws (const SluiceCursor *cursor)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  if (cursor->type != NULL)
    g_strv_builder_add (builder, cursor->type);
  if (cursor->nullable == SLUICE_TRI_YES)
    /* Translators: a column that may hold NULL */
    g_strv_builder_add (builder, _ ("may be empty: rows without it are missed"));
  if (cursor->indexed == SLUICE_TRI_NO)
    g_strv_builder_add (builder, _ ("not indexed: each sync reads the whole table"));
  else if (cursor->indexed == SLUICE_TRI_YES)
    g_strv_builder_add (builder, _ ("indexed"));
  parts = g_strv_builder_end (builder);

  return sluice_facts_join ((const char *const *) parts);
}
