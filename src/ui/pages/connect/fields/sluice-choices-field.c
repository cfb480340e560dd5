/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-choices-field.h"

#include <glib/gi18n.h>

#include "sluice-check.h"
#include "sluice-field-label.h"
#include "sluice-fold-row.h"

struct _SluiceChoicesField
{
  SluiceFieldEditor parent_instance;

  AdwExpanderRow *row;
  GPtrArray *checks; /* one an option */
};

G_DEFINE_FINAL_TYPE (SluiceChoicesField, sluice_choices_field, SLUICE_TYPE_FIELD_EDITOR)

static const SluiceFieldOption *
get_option (SluiceChoicesField *self, guint index)
{
  return g_ptr_array_index (sluice_field_get_options (sluice_field_editor_get_field (SLUICE_FIELD_EDITOR (self))),
                            index);
}

/* What is chosen stands beneath the title, so that nobody has to unfold it to know. */
static void
update_subtitle (SluiceChoicesField *self)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autofree char *subtitle = NULL;

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      g_ptr_array_add (labels, (gpointer) sluice_field_label_translate (get_option (self, i)->label));
  g_ptr_array_add (labels, NULL);
  /* Translators: between the options that are chosen: “Contacts, Deals” */
  subtitle = g_strjoinv (_ (", "), (char **) labels->pdata);
  adw_expander_row_set_subtitle (self->row, labels->len > 1 ? subtitle : _ ("Not chosen"));
}

/* The options of the field that are chosen, on a line each. */
static void
toggled_cb (SluiceChoicesField *self)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      g_string_append_printf (value, "%s%s", value->len > 0 ? "\n" : "", get_option (self, i)->value);
  sluice_field_editor_store (SLUICE_FIELD_EDITOR (self), value->str);
  update_subtitle (self);
}

static void
add_option (SluiceChoicesField *self, const SluiceFieldOption *option)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = sluice_check_new ();
  const char *label = sluice_field_label_translate (option->label);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_expander_row_add_row (self->row, row);
  g_ptr_array_add (self->checks, check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
}

static void
sluice_choices_field_build (SluiceFieldEditor *editor)
{
  SluiceChoicesField *self = SLUICE_CHOICES_FIELD (editor);
  SluiceField *field = sluice_field_editor_get_field (editor);
  GPtrArray *options = sluice_field_get_options (field);
  GtkWidget *row = sluice_fold_row_new ();

  self->row = ADW_EXPANDER_ROW (row);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sluice_field_editor_get_label (editor));
  adw_expander_row_set_expanded (self->row, sluice_field_get_required (field));
  for (guint i = 0; i < options->len; i++)
    add_option (self, g_ptr_array_index (options, i));
  sluice_field_editor_add_row (editor, row, NULL);
}

static void
sluice_choices_field_show_value (SluiceFieldEditor *editor, const char *value)
{
  SluiceChoicesField *self = SLUICE_CHOICES_FIELD (editor);
  g_auto (GStrv) values = g_strsplit (value, "\n", -1);

  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (self->checks, i),
                                 g_strv_contains ((const char *const *) values, get_option (self, i)->value));
  update_subtitle (self);
}

static void
sluice_choices_field_finalize (GObject *object)
{
  g_ptr_array_unref (SLUICE_CHOICES_FIELD (object)->checks);

  G_OBJECT_CLASS (sluice_choices_field_parent_class)->finalize (object);
}

static void
sluice_choices_field_class_init (SluiceChoicesFieldClass *klass)
{
  SluiceFieldEditorClass *editor_class = SLUICE_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sluice_choices_field_finalize;
  editor_class->build = sluice_choices_field_build;
  editor_class->show_value = sluice_choices_field_show_value;
}

static void
sluice_choices_field_init (SluiceChoicesField *self)
{
  self->checks = g_ptr_array_new ();
}
