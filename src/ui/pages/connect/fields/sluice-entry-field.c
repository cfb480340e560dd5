/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-entry-field.h"
#include "sluice-secret-text.h"

struct _SluiceEntryField
{
  SluiceFieldEditor parent_instance;

  AdwEntryRow *row;
};

G_DEFINE_FINAL_TYPE (SluiceEntryField, sluice_entry_field, SLUICE_TYPE_FIELD_EDITOR)

static void
changed_cb (SluiceFieldEditor *editor)
{
  sluice_field_editor_store (editor, gtk_editable_get_text (GTK_EDITABLE (SLUICE_ENTRY_FIELD (editor)->row)));
}

/* Whole connection strings come in by paste or drop. One that is typed letter by letter is left alone. */
static void
insert_text_cb (SluiceFieldEditor *editor, const char *text, int length, int *position, GtkEditable *editable)
{
  g_auto (SluiceSecretText) inserted = length < 0 ? g_strdup (text) : g_strndup (text, (gsize) length);

  if (sluice_field_editor_take_paste (editor, inserted))
    g_signal_stop_emission_by_name (editable, "insert-text");
}

static GtkInputPurpose
get_purpose (SluiceField *field)
{
  switch (sluice_field_get_kind (field))
    {
    case SLUICE_FIELD_KIND_NUMBER:
      return g_str_equal (sluice_field_get_name (field), "port") ? GTK_INPUT_PURPOSE_DIGITS : GTK_INPUT_PURPOSE_NUMBER;
    case SLUICE_FIELD_KIND_EMAIL:
      return GTK_INPUT_PURPOSE_EMAIL;
    case SLUICE_FIELD_KIND_URL:
      return GTK_INPUT_PURPOSE_URL;
    case SLUICE_FIELD_KIND_UNKNOWN:
    case SLUICE_FIELD_KIND_TEXT:
    case SLUICE_FIELD_KIND_SEARCH:
    case SLUICE_FIELD_KIND_PASSWORD:
    case SLUICE_FIELD_KIND_TIME:
    case SLUICE_FIELD_KIND_TEXTAREA:
    case SLUICE_FIELD_KIND_SELECT:
    case SLUICE_FIELD_KIND_SWITCH_GROUP:
    case SLUICE_FIELD_KIND_OAUTH:
    case SLUICE_FIELD_KIND_OAUTH_ACCOUNT_SELECT:
    case SLUICE_FIELD_KIND_CREDENTIAL_ACCOUNT_SELECT:
    case SLUICE_FIELD_KIND_FILE_UPLOAD:
    case SLUICE_FIELD_KIND_SSH_TUNNEL:
    default:
      return GTK_INPUT_PURPOSE_FREE_FORM;
    }
}

static GtkWidget *
new_row (SluiceFieldEditor *editor)
{
  GtkWidget *row = NULL;

  if (sluice_field_editor_is_secret (editor))
    {
      row = adw_password_entry_row_new ();
      /* Nothing is to be kept of it: not by undo, which remembers while it is shown, and not by an input method. */
      gtk_editable_set_enable_undo (GTK_EDITABLE (row), FALSE);
      adw_entry_row_set_input_hints (ADW_ENTRY_ROW (row), GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK);
    }
  else
    {
      row = adw_entry_row_new ();
      adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), get_purpose (sluice_field_editor_get_field (editor)));
      adw_entry_row_set_input_hints (ADW_ENTRY_ROW (row),
                                     GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI | GTK_INPUT_HINT_LOWERCASE);
    }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sluice_field_editor_get_label (editor));

  return row;
}

static void
sluice_entry_field_build (SluiceFieldEditor *editor)
{
  SluiceEntryField *self = SLUICE_ENTRY_FIELD (editor);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *row = new_row (editor);
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  self->row = ADW_ENTRY_ROW (row);
  sluice_field_editor_add_row (editor, row, GTK_WIDGET (text));
  if (sluice_field_get_required (sluice_field_editor_get_field (editor)))
    gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE, -1);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (sluice_field_editor_activate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (text, "insert-text", G_CALLBACK (insert_text_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (sluice_field_editor_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, focus);
}

static void
sluice_entry_field_show_value (SluiceFieldEditor *editor, const char *value)
{
  gtk_editable_set_text (GTK_EDITABLE (SLUICE_ENTRY_FIELD (editor)->row), value);
}

static void
sluice_entry_field_class_init (SluiceEntryFieldClass *klass)
{
  SluiceFieldEditorClass *editor_class = SLUICE_FIELD_EDITOR_CLASS (klass);

  editor_class->build = sluice_entry_field_build;
  editor_class->show_value = sluice_entry_field_show_value;
}

static void
sluice_entry_field_init (SluiceEntryField *self)
{
}
