/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-reached-field.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-json.h"
#include "sluice-press-row.h"
#include "sluice-reached-dialog.h"
#include "sluice-text-row.h"

struct _SluiceReachedField
{
  SluiceFieldEditor parent_instance;

  AdwEntryRow *entry;  /* of one value */
  SluiceTextRow *text; /* of several, on a line each */
  GtkWidget *choose;
};

G_DEFINE_FINAL_TYPE (SluiceReachedField, sluice_reached_field, SLUICE_TYPE_FIELD_EDITOR)

static SluiceField *
get_field (SluiceReachedField *self)
{
  return sluice_field_editor_get_field (SLUICE_FIELD_EDITOR (self));
}

static SluiceForm *
get_form (SluiceReachedField *self)
{
  return sluice_field_editor_get_form (SLUICE_FIELD_EDITOR (self));
}

static void
changed_cb (SluiceReachedField *self)
{
  g_autofree char *text = self->text != NULL ? sluice_text_row_dup_text (self->text) :
                                               g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  sluice_field_editor_store (SLUICE_FIELD_EDITOR (self), text);
}

/* Where the connection stands in the form, if it is one that counts. (transfer full) */
static char *
dup_connection_path (SluiceReachedField *self)
{
  const char *name = sluice_field_get_integration_field (get_field (self));

  return name != NULL ? sluice_form_find_path (get_form (self), name) : NULL;
}

static gboolean
is_by_connection (SluiceReachedField *self)
{
  return sluice_field_get_kind (get_field (self)) == SLUICE_FIELD_KIND_OAUTH_ACCOUNT_SELECT;
}

/* The values of the fields that the accounts are asked for with, wherever they stand. (transfer full) */
static JsonNode *
make_body (SluiceReachedField *self)
{
  SluiceForm *form = get_form (self);
  const char *const *names = sluice_field_get_credential_fields (get_field (self));
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "source_type",
                                 sluice_source_type_get_name (sluice_form_get_source_type (form)));
  for (; names != NULL && *names != NULL; names++)
    {
      g_autofree char *path = sluice_form_find_path (form, *names);

      if (path != NULL)
        json_object_set_string_member (object, *names, sluice_form_get_value (form, path));
    }

  return sluice_json_take_object (object);
}

/* The first of these fields that is wrong or empty. (transfer full) */
static char *
dup_missing (SluiceReachedField *self)
{
  const char *const *names = sluice_field_get_credential_fields (get_field (self));

  for (; names != NULL && *names != NULL; names++)
    {
      g_autofree char *path = sluice_form_find_path (get_form (self), *names);
      char *fault = path != NULL ? sluice_form_dup_fault (get_form (self), path) : NULL;

      if (fault != NULL)
        return fault;
    }

  return NULL;
}

static DexFuture *
list_accounts (const char *search, gpointer user_data)
{
  SluiceReachedField *self = user_data;
  SluiceClient *client = sluice_field_editor_get_client (SLUICE_FIELD_EDITOR (self));
  const char *source_type = sluice_source_type_get_name (sluice_form_get_source_type (get_form (self)));
  g_autofree char *path = dup_connection_path (self);

  if (is_by_connection (self))
    return sluice_client_list_oauth_accounts (client, source_type, sluice_form_get_value (get_form (self), path),
                                              *search != '\0' ? search : NULL);
  else
    {
      g_autoptr (JsonNode) body = make_body (self);

      return sluice_client_list_credential_accounts (client, body);
    }
}

/* Why there is no list to choose from. (transfer full) (nullable) */
static char *
dup_obstacle (SluiceReachedField *self)
{
  g_autofree char *path = NULL;

  if (!is_by_connection (self))
    return dup_missing (self);
  if (*sluice_form_get_value (get_form (self), SLUICE_FORM_CREDENTIAL) != '\0')
    return g_strdup (_ ("What was entered in the browser does not tell which there are: type it here."));

  path = dup_connection_path (self);
  if (path == NULL || *sluice_form_get_value (get_form (self), path) == '\0')
    return g_strdup (
        _ ("Choose or connect an account first: the list is of what it reaches. It can be typed as well."));

  return NULL;
}

static void
chosen_cb (SluiceReachedField *self, const char *value)
{
  sluice_form_set_value (get_form (self), sluice_field_editor_get_path (SLUICE_FIELD_EDITOR (self)), value);
}

static void
choose_cb (SluiceReachedField *self)
{
  g_autofree char *obstacle = dup_obstacle (self);
  SluiceReachedDialog *dialog = NULL;

  if (obstacle != NULL)
    {
      sluice_field_editor_complain (SLUICE_FIELD_EDITOR (self), obstacle);
      sluice_announce (GTK_WIDGET (self->choose), obstacle, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
      return;
    }

  dialog =
      sluice_reached_dialog_new (sluice_field_editor_get_label (SLUICE_FIELD_EDITOR (self)),
                                 sluice_field_get_multiple (get_field (self)), is_by_connection (self),
                                 sluice_form_get_value (get_form (self),
                                                        sluice_field_editor_get_path (SLUICE_FIELD_EDITOR (self))));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  sluice_reached_dialog_list_with (dialog, list_accounts, g_object_ref (self), g_object_unref);
  adw_dialog_present (ADW_DIALOG (dialog), self->choose);
}

/* There is a list only of what is reached by the way of signing in that is chosen. */
static void
update_choose (SluiceReachedField *self)
{
  g_autofree char *path = dup_connection_path (self);

  sluice_field_editor_set_row_shown (SLUICE_FIELD_EDITOR (self), self->choose,
                                     sluice_field_editor_get_client (SLUICE_FIELD_EDITOR (self)) != NULL &&
                                         (!is_by_connection (self) || path != NULL));
}

static GtkWidget *
build_text (SluiceReachedField *self)
{
  const char *label = sluice_field_editor_get_label (SLUICE_FIELD_EDITOR (self));
  /* Translators: %s is what is asked for, such as “Repositories” */
  g_autofree char *title = g_strdup_printf (_ ("%s, one on each line"), label);
  GtkWidget *row = sluice_text_row_new (title, FALSE);

  self->text = SLUICE_TEXT_ROW (row);
  sluice_field_editor_add_row (SLUICE_FIELD_EDITOR (self), row, sluice_text_row_get_view (self->text));
  g_signal_connect_object (row, "left", G_CALLBACK (sluice_field_editor_left), self, G_CONNECT_SWAPPED);

  return sluice_text_row_get_view (self->text);
}

static GtkWidget *
build_entry (SluiceReachedField *self)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = ADW_ENTRY_ROW (row);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sluice_field_editor_get_label (SLUICE_FIELD_EDITOR (self)));
  adw_entry_row_set_input_hints (self->entry,
                                 GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI | GTK_INPUT_HINT_LOWERCASE);
  sluice_field_editor_add_row (SLUICE_FIELD_EDITOR (self), row,
                               GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row))));
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (sluice_field_editor_activate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (sluice_field_editor_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, focus);

  return GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row)));
}

static void
sluice_reached_field_build (SluiceFieldEditor *editor)
{
  SluiceReachedField *self = SLUICE_REACHED_FIELD (editor);
  GtkWidget *control = sluice_field_get_multiple (get_field (self)) ? build_text (self) : build_entry (self);

  if (sluice_field_get_required (get_field (self)))
    gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE, -1);
  g_signal_connect_object (self->text != NULL ? G_OBJECT (self->text) : G_OBJECT (self->entry), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  self->choose = sluice_press_row_new (_ ("Choose From a List…"), "go-next-symbolic");
  g_signal_connect_object (self->choose, "activated", G_CALLBACK (choose_cb), self, G_CONNECT_SWAPPED);
  sluice_field_editor_add_further_row (editor, self->choose);
  g_signal_connect_object (get_form (self), "value-changed", G_CALLBACK (update_choose), self, G_CONNECT_SWAPPED);
  update_choose (self);
}

static void
sluice_reached_field_show_value (SluiceFieldEditor *editor, const char *value)
{
  SluiceReachedField *self = SLUICE_REACHED_FIELD (editor);

  if (self->text != NULL)
    sluice_text_row_set_text (self->text, value, FALSE);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->entry), value);
}

static void
sluice_reached_field_class_init (SluiceReachedFieldClass *klass)
{
  SluiceFieldEditorClass *editor_class = SLUICE_FIELD_EDITOR_CLASS (klass);

  editor_class->build = sluice_reached_field_build;
  editor_class->show_value = sluice_reached_field_show_value;
}

static void
sluice_reached_field_init (SluiceReachedField *self)
{
}
