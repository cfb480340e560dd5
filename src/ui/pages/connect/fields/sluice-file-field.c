/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-file-field.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-error-advice.h"
#include "sluice-key-file.h"
#include "sluice-when.h"

struct _SluiceFileField
{
  SluiceFieldEditor parent_instance;

  AdwActionRow *row;
  GtkWidget *choose;
  GtkWidget *remove;
  /* The name of the file that the value came from, if it came from one. */
  char *name;
  GCancellable *dialog;
  DexFuture *reading;
};

G_DEFINE_FINAL_TYPE (SluiceFileField, sluice_file_field, SLUICE_TYPE_FIELD_EDITOR)

static const char *
get_value (SluiceFileField *self)
{
  SluiceFieldEditor *editor = SLUICE_FIELD_EDITOR (self);

  return sluice_form_get_value (sluice_field_editor_get_form (editor), sluice_field_editor_get_path (editor));
}

/* Where there is no room for all of "reader@acme-prod.…" it goes on in the next line before the @ or a dot: a hyphen at
 * the end of a line could be one of the break's own. */
static char *
dup_names (const char *value)
{
  g_autofree char *names = sluice_key_file_dup_names (value);
  GString *text = g_string_new (names);

  g_string_replace (text, "-", "\u2060-\u2060", 0);
  g_string_replace (text, "@", "\u200b@", 0);
  g_string_replace (text, ".", "\u200b.", 0);

  return g_string_free_and_steal (text);
}

static void
update (SluiceFileField *self)
{
  const char *value = get_value (self);
  const gboolean is_there = *value != '\0';
  g_autofree char *names = is_there ? dup_names (value) : g_strdup ("");
  g_autofree char *subtitle = NULL;

  if (self->reading != NULL)
    /* Translators: a file */
    subtitle = g_strdup_printf (_ ("Reading “%s”…"), self->name);
  else if (!is_there)
    subtitle = g_strdup (_ ("Choose the file, or drop it here"));
  else if (self->name != NULL && *names != '\0')
    subtitle = g_strdup_printf ("%s · %s", self->name, names);
  else
    subtitle = g_strdup (*names != '\0' ? names : self->name != NULL ? self->name : _ ("Chosen earlier"));

  adw_action_row_set_subtitle (self->row, subtitle);
  gtk_widget_set_visible (self->remove, is_there && self->reading == NULL);
  gtk_widget_set_sensitive (self->choose, self->reading == NULL);
}

static void
read_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceFileField *self = owner;
  SluiceFieldEditor *editor = owner;

  dex_clear (&self->reading);
  if (error == NULL)
    sluice_field_editor_store (editor, ((SluiceKeyText *) g_value_get_boxed (value))->text);
  else if (!sluice_error_is_cancelled (error))
    {
      /* What was there before is still there. */
      g_clear_pointer (&self->name, g_free);
      sluice_field_editor_complain (editor, error->message);
      sluice_announce (GTK_WIDGET (self->row), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  update (self);
}

static void
sluice_file_field_take_file (SluiceFieldEditor *editor, GFile *file)
{
  SluiceFileField *self = SLUICE_FILE_FIELD (editor);
  g_autofree char *name = g_file_get_basename (file);

  g_free (self->name);
  self->name = g_filename_display_name (name);
  dex_clear (&self->reading);
  self->reading = sluice_when (sluice_key_file_read (file, sluice_field_editor_get_field (editor)), self, read_cb);
  update (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceFileField) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && sluice_field_editor_get_form (SLUICE_FIELD_EDITOR (self)) != NULL)
    sluice_field_editor_take_file (SLUICE_FIELD_EDITOR (self), file);
}

static void
choose_cb (SluiceFileField *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->row));
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _ ("Key Files"));
  gtk_file_filter_add_suffix (filter, "json");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, sluice_field_editor_get_label (SLUICE_FIELD_EDITOR (self)));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->dialog, opened_cb,
                        g_object_ref (self));
}

static void
remove_cb (SluiceFileField *self)
{
  g_clear_pointer (&self->name, g_free);
  sluice_field_editor_store (SLUICE_FIELD_EDITOR (self), "");
  update (self);
  gtk_widget_grab_focus (self->choose);
}

static void
sluice_file_field_build (SluiceFieldEditor *editor)
{
  SluiceFileField *self = SLUICE_FILE_FIELD (editor);

  self->row = ADW_ACTION_ROW (adw_action_row_new ());
  self->choose = gtk_button_new_with_label (_ ("Choose File…"));
  self->remove = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), sluice_field_editor_get_label (editor));
  gtk_widget_set_valign (self->choose, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->remove, "flat");
  gtk_widget_set_tooltip_text (self->remove, _ ("Forget the File"));
  adw_action_row_add_suffix (self->row, self->remove);
  adw_action_row_add_suffix (self->row, self->choose);
  sluice_field_editor_add_row (editor, GTK_WIDGET (self->row), self->choose);

  g_signal_connect_object (self->choose, "clicked", G_CALLBACK (choose_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
}

static void
sluice_file_field_show_value (SluiceFieldEditor *editor, const char *value)
{
  g_clear_pointer (&SLUICE_FILE_FIELD (editor)->name, g_free);
  update (SLUICE_FILE_FIELD (editor));
}

static void
sluice_file_field_grab_focus (SluiceFieldEditor *editor)
{
  gtk_widget_grab_focus (SLUICE_FILE_FIELD (editor)->choose);
}

static void
sluice_file_field_dispose (GObject *object)
{
  SluiceFileField *self = SLUICE_FILE_FIELD (object);

  if (self->dialog != NULL)
    g_cancellable_cancel (self->dialog);
  g_clear_object (&self->dialog);
  dex_clear (&self->reading);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (sluice_file_field_parent_class)->dispose (object);
}

static void
sluice_file_field_class_init (SluiceFileFieldClass *klass)
{
  SluiceFieldEditorClass *editor_class = SLUICE_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_file_field_dispose;
  editor_class->build = sluice_file_field_build;
  editor_class->show_value = sluice_file_field_show_value;
  editor_class->grab_focus = sluice_file_field_grab_focus;
  editor_class->take_file = sluice_file_field_take_file;
}

static void
sluice_file_field_init (SluiceFileField *self)
{
  self->dialog = g_cancellable_new ();
}
