/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-text-field.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-error-advice.h"
#include "sluice-key-file.h"
#include "sluice-secret-text.h"
#include "sluice-text-row.h"
#include "sluice-when.h"

struct _SluiceTextField
{
  SluiceFieldEditor parent_instance;

  SluiceTextRow *row;
  DexFuture *reading; /* a file that was dropped */
};

G_DEFINE_FINAL_TYPE (SluiceTextField, sluice_text_field, SLUICE_TYPE_FIELD_EDITOR)

static void
changed_cb (SluiceFieldEditor *editor)
{
  char *text = sluice_text_row_dup_text (SLUICE_TEXT_FIELD (editor)->row);

  sluice_field_editor_store (editor, text);
  sluice_secret_free (text);
}

static void
reveal_cb (SluiceFieldEditor *editor)
{
  sluice_text_row_set_text (SLUICE_TEXT_FIELD (editor)->row,
                            sluice_form_get_value (sluice_field_editor_get_form (editor),
                                                   sluice_field_editor_get_path (editor)),
                            TRUE);
}

static void
read_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceTextField *self = owner;
  SluiceFieldEditor *editor = owner;

  dex_clear (&self->reading);
  if (error == NULL)
    {
      const char *text = ((SluiceKeyText *) g_value_get_boxed (value))->text;

      sluice_field_editor_store (editor, text);
      sluice_text_row_set_text (self->row, text, FALSE);
    }
  else if (!sluice_error_is_cancelled (error))
    {
      /* What was there before is still there. */
      sluice_field_editor_complain (editor, error->message);
      sluice_announce (GTK_WIDGET (self->row), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
}

static void
sluice_text_field_take_file (SluiceFieldEditor *editor, GFile *file)
{
  SluiceTextField *self = SLUICE_TEXT_FIELD (editor);

  dex_clear (&self->reading);
  self->reading = sluice_when (sluice_key_file_read (file, sluice_field_editor_get_field (editor)), self, read_cb);
}

static char *
dup_title (SluiceFieldEditor *editor)
{
  const char *label = sluice_field_editor_get_label (editor);

  if (sluice_field_get_multiple (sluice_field_editor_get_field (editor)))
    /* Translators: %s is what is asked for, such as “Repositories” */
    return g_strdup_printf (_ ("%s, one on each line"), label);

  return g_strdup (label);
}

static void
sluice_text_field_build (SluiceFieldEditor *editor)
{
  SluiceTextField *self = SLUICE_TEXT_FIELD (editor);
  g_autofree char *title = dup_title (editor);
  GtkWidget *row = sluice_text_row_new (title, sluice_field_editor_is_secret (editor));
  GtkWidget *view = sluice_text_row_get_view (SLUICE_TEXT_ROW (row));

  self->row = SLUICE_TEXT_ROW (row);
  sluice_field_editor_add_row (editor, row, view);
  if (sluice_field_get_required (sluice_field_editor_get_field (editor)))
    gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE, -1);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "left", G_CALLBACK (sluice_field_editor_left), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "reveal", G_CALLBACK (reveal_cb), self, G_CONNECT_SWAPPED);
}

static void
sluice_text_field_show_value (SluiceFieldEditor *editor, const char *value)
{
  sluice_text_row_set_text (SLUICE_TEXT_FIELD (editor)->row, value, FALSE);
}

static void
sluice_text_field_dispose (GObject *object)
{
  dex_clear (&SLUICE_TEXT_FIELD (object)->reading);

  G_OBJECT_CLASS (sluice_text_field_parent_class)->dispose (object);
}

static void
sluice_text_field_class_init (SluiceTextFieldClass *klass)
{
  SluiceFieldEditorClass *editor_class = SLUICE_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_text_field_dispose;
  editor_class->take_file = sluice_text_field_take_file;
  editor_class->build = sluice_text_field_build;
  editor_class->show_value = sluice_text_field_show_value;
}

static void
sluice_text_field_init (SluiceTextField *self)
{
}
