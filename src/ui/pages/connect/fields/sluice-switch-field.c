/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-switch-field.h"

#include <glib/gi18n.h>

#include "sluice-field-factory.h"
#include "sluice-fold-row.h"
#include "sluice-help-button.h"
#include "sluice-markdown.h"

struct _SluiceSwitchField
{
  SluiceFieldEditor parent_instance;

  /* An AdwExpanderRow, or an AdwSwitchRow where there is nothing within. */
  GtkWidget *row;
  AdwExpanderRow *optional;
};

G_DEFINE_FINAL_TYPE (SluiceSwitchField, sluice_switch_field, SLUICE_TYPE_FIELD_EDITOR)

static const char *
get_property (SluiceSwitchField *self)
{
  return ADW_IS_EXPANDER_ROW (self->row) ? "enable-expansion" : "active";
}

static void
switched_cb (SluiceSwitchField *self)
{
  gboolean on = FALSE;

  g_object_get (self->row, get_property (self), &on, NULL);
  sluice_field_editor_store (SLUICE_FIELD_EDITOR (self), on ? "true" : "false");
}

static char *
dup_subtitle (SluiceFieldEditor *editor)
{
  SluiceField *field = sluice_field_editor_get_field (editor);

  /* The server says nothing about a tunnel, nor about what is in it. */
  if (sluice_field_get_kind (field) == SLUICE_FIELD_KIND_SSH_TUNNEL && sluice_field_get_caption (field) == NULL)
    return g_markup_escape_text (_ ("When the database is not reachable from the internet"), -1);

  return sluice_markdown_to_markup (sluice_field_get_caption (field));
}

static GPtrArray *
get_fields (SluiceFieldEditor *editor)
{
  return sluice_field_get_fields (sluice_field_editor_get_field (editor));
}

static gboolean
shows_any (GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    if (sluice_field_is_shown (g_ptr_array_index (fields, i)))
      return TRUE;

  return FALSE;
}

/* Where there is something that has to be filled in, the rest is folded away. */
static AdwExpanderRow *
find_place (SluiceSwitchField *self, SluiceField *field, gboolean folds)
{
  const SluiceFieldKind kind = sluice_field_get_kind (field);

  if (!folds || sluice_field_get_required (field) || kind == SLUICE_FIELD_KIND_SWITCH_GROUP ||
      kind == SLUICE_FIELD_KIND_SSH_TUNNEL)
    return ADW_EXPANDER_ROW (self->row);

  if (self->optional == NULL)
    {
      self->optional = ADW_EXPANDER_ROW (sluice_fold_row_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->optional), _ ("Optional"));
    }

  return self->optional;
}

static gboolean
requires_any (GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    if (sluice_field_get_required (g_ptr_array_index (fields, i)))
      return TRUE;

  return FALSE;
}

static void
add_fields (SluiceSwitchField *self, GPtrArray *fields)
{
  const gboolean folds = requires_any (fields);

  for (guint i = 0; i < fields->len; i++)
    {
      SluiceField *field = g_ptr_array_index (fields, i);
      SluiceFieldEditor *inner = NULL;
      GPtrArray *rows = NULL;

      if (!sluice_field_is_shown (field))
        continue;
      inner = sluice_field_editor_new_inner (SLUICE_FIELD_EDITOR (self), field);
      rows = sluice_field_editor_get_rows (inner);
      for (guint j = 0; j < rows->len; j++)
        adw_expander_row_add_row (find_place (self, field, folds), g_ptr_array_index (rows, j));
      sluice_field_editor_add_inner (SLUICE_FIELD_EDITOR (self), inner);
    }
  if (self->optional != NULL)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (self->row), GTK_WIDGET (self->optional));
}

static void
add_help (SluiceSwitchField *self)
{
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (self->row),
                               g_object_new (SLUICE_TYPE_HELP_BUTTON, "topic", "ssh-tunnel", NULL));
}

static void
sluice_switch_field_build (SluiceFieldEditor *editor)
{
  SluiceSwitchField *self = SLUICE_SWITCH_FIELD (editor);
  const gboolean has_fields = shows_any (get_fields (editor));
  g_autofree char *title = g_markup_escape_text (sluice_field_editor_get_label (editor), -1);
  g_autofree char *subtitle = dup_subtitle (editor);
  g_autofree char *notification = NULL;

  self->row = has_fields ? sluice_fold_row_new () : adw_switch_row_new ();
  g_object_set (self->row, "title", title, "subtitle", subtitle, NULL);
  if (has_fields)
    {
      adw_expander_row_set_show_enable_switch (ADW_EXPANDER_ROW (self->row), TRUE);
      add_fields (self, get_fields (editor));
      if (sluice_field_get_kind (sluice_field_editor_get_field (editor)) == SLUICE_FIELD_KIND_SSH_TUNNEL)
        add_help (self);
    }
  sluice_field_editor_add_row (editor, self->row, NULL);
  /* It stands in the row itself. */
  sluice_field_editor_drop_caption (editor);

  notification = g_strconcat ("notify::", get_property (self), NULL);
  g_signal_connect_object (self->row, notification, G_CALLBACK (switched_cb), self, G_CONNECT_SWAPPED);
}

static void
sluice_switch_field_show_value (SluiceFieldEditor *editor, const char *value)
{
  SluiceSwitchField *self = SLUICE_SWITCH_FIELD (editor);
  const gboolean on = g_str_equal (value, "true");

  g_object_set (self->row, get_property (self), on, NULL);
  if (ADW_IS_EXPANDER_ROW (self->row))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self->row), on);
}

static gboolean
sluice_switch_field_is_chosen (SluiceFieldEditor *editor, SluiceFieldEditor *inner)
{
  return g_str_equal (sluice_form_get_value (sluice_field_editor_get_form (editor),
                                             sluice_field_editor_get_path (editor)),
                      "true");
}

static void
sluice_switch_field_class_init (SluiceSwitchFieldClass *klass)
{
  SluiceFieldEditorClass *editor_class = SLUICE_FIELD_EDITOR_CLASS (klass);

  editor_class->build = sluice_switch_field_build;
  editor_class->show_value = sluice_switch_field_show_value;
  editor_class->is_chosen = sluice_switch_field_is_chosen;
}

static void
sluice_switch_field_init (SluiceSwitchField *self)
{
}
