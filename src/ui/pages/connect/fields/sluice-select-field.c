/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-select-field.h"

#include <glib/gi18n.h>

#include "sluice-field-factory.h"
#include "sluice-field-label.h"
#include "sluice-select-row.h"

struct _SluiceSelectField
{
  SluiceFieldEditor parent_instance;

  AdwComboRow *row;
  /* Whether the first entry stands for no option at all. */
  gboolean has_none;
  /* Editor of a field within an option → the option; both belong to others. */
  GHashTable *option_of;
};

G_DEFINE_FINAL_TYPE (SluiceSelectField, sluice_select_field, SLUICE_TYPE_FIELD_EDITOR)

static GPtrArray *
get_options (SluiceSelectField *self)
{
  return sluice_field_get_options (sluice_field_editor_get_field (SLUICE_FIELD_EDITOR (self)));
}

static const char *
get_value (SluiceSelectField *self)
{
  SluiceFieldEditor *editor = SLUICE_FIELD_EDITOR (self);

  return sluice_form_get_value (sluice_field_editor_get_form (editor), sluice_field_editor_get_path (editor));
}

/* Where the value stands among the options; their number when it is none of them. */
static guint
find_option (SluiceSelectField *self, const char *value)
{
  GPtrArray *options = get_options (self);

  for (guint i = 0; i < options->len; i++)
    if (g_str_equal (((const SluiceFieldOption *) g_ptr_array_index (options, i))->value, value))
      return i;

  return options->len;
}

static void
selected_cb (SluiceSelectField *self)
{
  GPtrArray *options = get_options (self);
  const guint selected = adw_combo_row_get_selected (self->row);
  const guint index = self->has_none ? selected - 1 : selected;

  if (selected == GTK_INVALID_LIST_POSITION)
    return;
  if (index < options->len)
    sluice_field_editor_store (SLUICE_FIELD_EDITOR (self),
                               ((const SluiceFieldOption *) g_ptr_array_index (options, index))->value);
  else
    sluice_field_editor_store (SLUICE_FIELD_EDITOR (self), "");
}

static GListModel *
make_names (SluiceSelectField *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  GPtrArray *options = get_options (self);

  if (self->has_none)
    /* Translators: the entry of a list of options that stands for none of them */
    gtk_string_list_append (names, _ ("Not chosen"));
  for (guint i = 0; i < options->len; i++)
    {
      const SluiceFieldOption *option = g_ptr_array_index (options, i);

      gtk_string_list_append (names, sluice_field_label_translate (option->label));
    }

  return G_LIST_MODEL (names);
}

/* Whoever chose an option chose its fields: none of them is folded away. */
static void
add_option_fields (SluiceSelectField *self, const SluiceFieldOption *option)
{
  for (guint i = 0; i < option->fields->len; i++)
    {
      SluiceField *field = g_ptr_array_index (option->fields, i);
      SluiceFieldEditor *inner = NULL;

      if (!sluice_field_is_shown (field))
        continue;
      inner = sluice_field_editor_new_inner (SLUICE_FIELD_EDITOR (self), field);
      g_hash_table_insert (self->option_of, inner, (gpointer) option);
      sluice_field_editor_add_beneath (SLUICE_FIELD_EDITOR (self), inner);
    }
}

static void
sluice_select_field_build (SluiceFieldEditor *editor)
{
  SluiceSelectField *self = SLUICE_SELECT_FIELD (editor);
  GPtrArray *options = get_options (self);
  GtkWidget *row = sluice_select_row_new (sluice_field_editor_get_label (editor));
  g_autoptr (GListModel) names = NULL;

  self->row = ADW_COMBO_ROW (row);
  self->has_none = !sluice_field_get_required (sluice_field_editor_get_field (editor)) ||
                   find_option (self, get_value (self)) == options->len;
  names = make_names (self);
  adw_combo_row_set_model (self->row, names);
  adw_combo_row_set_enable_search (self->row, options->len > 10);
  sluice_field_editor_add_row (editor, row, NULL);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);

  for (guint i = 0; i < options->len; i++)
    add_option_fields (self, g_ptr_array_index (options, i));
}

static void
sluice_select_field_show_value (SluiceFieldEditor *editor, const char *value)
{
  SluiceSelectField *self = SLUICE_SELECT_FIELD (editor);
  const guint index = find_option (self, value);
  const gboolean is_none = index == get_options (self)->len;

  if (is_none)
    adw_combo_row_set_selected (self->row, self->has_none ? 0 : GTK_INVALID_LIST_POSITION);
  else
    adw_combo_row_set_selected (self->row, self->has_none ? index + 1 : index);
}

static gboolean
sluice_select_field_is_chosen (SluiceFieldEditor *editor, SluiceFieldEditor *inner)
{
  SluiceSelectField *self = SLUICE_SELECT_FIELD (editor);
  const SluiceFieldOption *option = g_hash_table_lookup (self->option_of, inner);

  return option != NULL && g_str_equal (option->value, get_value (self));
}

static void
sluice_select_field_finalize (GObject *object)
{
  g_hash_table_unref (SLUICE_SELECT_FIELD (object)->option_of);

  G_OBJECT_CLASS (sluice_select_field_parent_class)->finalize (object);
}

static void
sluice_select_field_class_init (SluiceSelectFieldClass *klass)
{
  SluiceFieldEditorClass *editor_class = SLUICE_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sluice_select_field_finalize;
  editor_class->build = sluice_select_field_build;
  editor_class->show_value = sluice_select_field_show_value;
  editor_class->is_chosen = sluice_select_field_is_chosen;
  editor_class->hides_others = TRUE;
}

static void
sluice_select_field_init (SluiceSelectField *self)
{
  self->option_of = g_hash_table_new (NULL, NULL);
}
