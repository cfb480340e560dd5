/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-field-editor.h"
#include "sluice-markdown.h"
#include "sluice-note-row.h"

struct _SluiceFieldEditor
{
  GObject parent_instance;

  SluiceForm *form;
  char *path;
  SluiceField *field;
  gboolean edited;
  gboolean writing;

  AdwEntryRow *row;
  SluiceNoteRow *note;
};

G_DEFINE_FINAL_TYPE (SluiceFieldEditor, sluice_field_editor, G_TYPE_OBJECT)

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_PASTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const labels[] = {
  N_ ("Host"), N_ ("Port"), N_ ("Database"), N_ ("User"), N_ ("Password"), N_ ("Schema (optional)"),
};

const char *
sluice_field_label_translate (const char *label)
{
  g_return_val_if_fail (label != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (label, labels[i]))
      return _ (labels[i]);

  return label;
}

gboolean
sluice_field_editor_can_edit (SluiceField *field)
{
  switch (sluice_field_get_kind (field))
    {
    case SLUICE_FIELD_KIND_TEXT:
    case SLUICE_FIELD_KIND_EMAIL:
    case SLUICE_FIELD_KIND_SEARCH:
    case SLUICE_FIELD_KIND_URL:
    case SLUICE_FIELD_KIND_PASSWORD:
    case SLUICE_FIELD_KIND_NUMBER:
      return TRUE;
    case SLUICE_FIELD_KIND_UNKNOWN:
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
      return FALSE;
    }
}

static GtkEditable *
get_delegate (SluiceFieldEditor *self)
{
  return gtk_editable_get_delegate (GTK_EDITABLE (self->row));
}

static void
changed_cb (SluiceFieldEditor *self)
{
  if (self->writing)
    return;

  self->edited = TRUE;
  sluice_note_row_set_fault (self->note, NULL);
  self->writing = TRUE;
  sluice_form_set_value (self->form, self->path, gtk_editable_get_text (GTK_EDITABLE (self->row)));
  self->writing = FALSE;
}

static void
value_changed_cb (SluiceFieldEditor *self)
{
  if (self->writing)
    return;

  self->writing = TRUE;
  sluice_note_row_set_fault (self->note, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->row), sluice_form_get_value (self->form, self->path));
  self->writing = FALSE;
}

/* Whole connection strings come in by paste or drop. One that is typed letter by letter is left alone. */
static void
insert_text_cb (SluiceFieldEditor *self, const char *text, int length, int *position, GtkEditable *editable)
{
  g_autofree char *inserted = NULL;

  if (self->writing)
    return;

  inserted = length < 0 ? g_strdup (text) : g_strndup (text, (gsize) length);
  if (sluice_form_is_connection_string (self->form, inserted))
    {
      g_signal_stop_emission_by_name (editable, "insert-text");
      g_signal_emit (self, signals[SIGNAL_PASTED], 0, inserted);
    }
  explicit_bzero (inserted, strlen (inserted));
}

static void
leave_cb (SluiceFieldEditor *self)
{
  /* An empty field that was only passed through is not a fault yet. */
  if (self->edited)
    g_free (sluice_field_editor_check (self));
}

static void
activated_cb (SluiceFieldEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static GtkInputPurpose
get_purpose (SluiceField *field)
{
  switch (sluice_field_get_kind (field))
    {
    case SLUICE_FIELD_KIND_NUMBER:
      return GTK_INPUT_PURPOSE_DIGITS;
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

static void
create_row (SluiceFieldEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  const char *label = sluice_field_label_translate (sluice_field_get_label (self->field));

  if (sluice_field_get_secret (self->field) || sluice_field_get_kind (self->field) == SLUICE_FIELD_KIND_PASSWORD)
    {
      self->row = g_object_ref_sink (ADW_ENTRY_ROW (adw_password_entry_row_new ()));
      /* Nothing is to be kept of it: not by undo, which remembers while it is shown, and not by an input method. */
      gtk_editable_set_enable_undo (GTK_EDITABLE (self->row), FALSE);
      adw_entry_row_set_input_hints (self->row, GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK);
    }
  else
    {
      self->row = g_object_ref_sink (ADW_ENTRY_ROW (adw_entry_row_new ()));
      adw_entry_row_set_input_purpose (self->row, get_purpose (self->field));
      adw_entry_row_set_input_hints (self->row,
                                     GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI | GTK_INPUT_HINT_LOWERCASE);
    }

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), label);
  gtk_editable_set_text (GTK_EDITABLE (self->row), sluice_form_get_value (self->form, self->path));
  if (sluice_field_get_required (self->field))
    gtk_accessible_update_property (GTK_ACCESSIBLE (get_delegate (self)), GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE, -1);

  g_signal_connect_object (self->row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "entry-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_delegate (self), "insert-text", G_CALLBACK (insert_text_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->row), focus);
}

static void
create_note (SluiceFieldEditor *self)
{
  g_autofree char *caption = sluice_markdown_to_markup (sluice_field_get_caption (self->field));

  self->note = g_object_ref_sink (SLUICE_NOTE_ROW (sluice_note_row_new (self->row)));
  sluice_note_row_set_caption (self->note, caption);
}

static void
sluice_field_editor_dispose (GObject *object)
{
  SluiceFieldEditor *self = SLUICE_FIELD_EDITOR (object);

  g_clear_object (&self->row);
  g_clear_object (&self->note);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (sluice_field_editor_parent_class)->dispose (object);
}

static void
sluice_field_editor_finalize (GObject *object)
{
  SluiceFieldEditor *self = SLUICE_FIELD_EDITOR (object);

  g_free (self->path);

  G_OBJECT_CLASS (sluice_field_editor_parent_class)->finalize (object);
}

static void
sluice_field_editor_class_init (SluiceFieldEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_field_editor_dispose;
  object_class->finalize = sluice_field_editor_finalize;

  signals[SIGNAL_ACTIVATED] =
      g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* A static scope: the text is a secret, which is not to be copied into a GValue. */
  signals[SIGNAL_PASTED] = g_signal_new ("pasted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
sluice_field_editor_init (SluiceFieldEditor *self)
{
}

SluiceFieldEditor *
sluice_field_editor_new (SluiceForm *form, const char *path)
{
  SluiceFieldEditor *self = NULL;
  g_autofree char *detailed = NULL;

  g_return_val_if_fail (SLUICE_IS_FORM (form), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_FIELD_EDITOR, NULL);
  self->form = g_object_ref (form);
  self->path = g_strdup (path);
  self->field = sluice_form_get_field (form, path);
  create_row (self);
  create_note (self);

  detailed = g_strdup_printf ("value-changed::%s", path);
  g_signal_connect_object (form, detailed, G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

const char *
sluice_field_editor_get_path (SluiceFieldEditor *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD_EDITOR (self), NULL);

  return self->path;
}

GtkWidget *
sluice_field_editor_get_row (SluiceFieldEditor *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD_EDITOR (self), NULL);

  return GTK_WIDGET (self->row);
}

GtkWidget *
sluice_field_editor_get_note (SluiceFieldEditor *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD_EDITOR (self), NULL);

  return GTK_WIDGET (self->note);
}

char *
sluice_field_editor_check (SluiceFieldEditor *self)
{
  char *fault = NULL;

  g_return_val_if_fail (SLUICE_IS_FIELD_EDITOR (self), NULL);

  fault = sluice_form_dup_fault (self->form, self->path);
  if (fault != NULL)
    sluice_note_row_set_fault (self->note, fault);

  return fault;
}

void
sluice_field_editor_mark (SluiceFieldEditor *self)
{
  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));

  sluice_note_row_set_invalid (self->note, TRUE);
}

void
sluice_field_editor_complain (SluiceFieldEditor *self, const char *message)
{
  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));

  sluice_note_row_set_fault (self->note, message);
}

void
sluice_field_editor_grab_focus (SluiceFieldEditor *self)
{
  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->row));
}
