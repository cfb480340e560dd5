/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-form-rows.h"

#include "sluice-api-error.h"
#include "sluice-field-factory.h"

struct _SluiceFormRows
{
  GObject parent_instance;

  AdwPreferencesGroup *required;
  AdwExpanderRow *optional;
  AdwPreferencesGroup *switches;
  GPtrArray *editors;
  gboolean has_switches;
};

G_DEFINE_FINAL_TYPE (SluiceFormRows, sluice_form_rows, G_TYPE_OBJECT)

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_PASTED,
  SIGNAL_CONNECT,
  SIGNAL_BROWSE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
activated_cb (SluiceFormRows *self, SluiceFieldEditor *editor)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, editor);
}

static void
pasted_cb (SluiceFormRows *self, const char *text, SluiceFieldEditor *editor)
{
  g_signal_emit (self, signals[SIGNAL_PASTED], 0, editor, text);
}

static void
connect_cb (SluiceFormRows *self, SluiceFieldEditor *editor)
{
  g_signal_emit (self, signals[SIGNAL_CONNECT], 0, editor);
}

static void
browse_cb (SluiceFormRows *self, SluiceFieldEditor *editor)
{
  g_signal_emit (self, signals[SIGNAL_BROWSE], 0, editor);
}

static void
listen (SluiceFieldEditor *editor, gpointer user_data)
{
  g_signal_connect_object (editor, "activated", G_CALLBACK (activated_cb), user_data, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "pasted", G_CALLBACK (pasted_cb), user_data, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "connect", G_CALLBACK (connect_cb), user_data, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "browse", G_CALLBACK (browse_cb), user_data, G_CONNECT_SWAPPED);
}

static gboolean
is_switch (SluiceField *field)
{
  return sluice_field_get_kind (field) == SLUICE_FIELD_KIND_SWITCH_GROUP ||
         sluice_field_get_kind (field) == SLUICE_FIELD_KIND_SSH_TUNNEL;
}

static void
place_row (SluiceFormRows *self, SluiceField *field, GtkWidget *row)
{
  if (is_switch (field))
    adw_preferences_group_add (self->switches, row);
  else if (sluice_field_get_required (field))
    adw_preferences_group_add (self->required, row);
  else
    adw_expander_row_add_row (self->optional, row);
}

static void
unplace_row (SluiceFormRows *self, SluiceField *field, GtkWidget *row)
{
  if (is_switch (field))
    adw_preferences_group_remove (self->switches, row);
  else if (sluice_field_get_required (field))
    adw_preferences_group_remove (self->required, row);
  else
    adw_expander_row_remove (self->optional, row);
}

static void
add_field (SluiceFormRows *self, SluiceForm *form, SluiceField *field, SluiceClient *client)
{
  SluiceFieldEditor *editor = sluice_field_editor_new (form, field, NULL, client);
  GPtrArray *rows = sluice_field_editor_get_rows (editor);

  for (guint i = 0; i < rows->len; i++)
    place_row (self, field, g_ptr_array_index (rows, i));
  if (is_switch (field))
    self->has_switches = TRUE;
  else if (!sluice_field_get_required (field))
    gtk_widget_set_visible (GTK_WIDGET (self->optional), TRUE);
  sluice_field_editor_foreach (editor, FALSE, listen, self);
  g_ptr_array_add (self->editors, editor);
}

static void
sluice_form_rows_dispose (GObject *object)
{
  SluiceFormRows *self = SLUICE_FORM_ROWS (object);

  g_ptr_array_set_size (self->editors, 0);
  g_clear_object (&self->required);
  g_clear_object (&self->optional);
  g_clear_object (&self->switches);

  G_OBJECT_CLASS (sluice_form_rows_parent_class)->dispose (object);
}

static void
sluice_form_rows_finalize (GObject *object)
{
  g_ptr_array_unref (SLUICE_FORM_ROWS (object)->editors);

  G_OBJECT_CLASS (sluice_form_rows_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, SLUICE_TYPE_FORM_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                       SLUICE_TYPE_FIELD_EDITOR);
}

static void
sluice_form_rows_class_init (SluiceFormRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_form_rows_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_form_rows_finalize;

  signals[SIGNAL_ACTIVATED] = new_signal ("activated");
  /* A static scope: the text is a secret, which is not to be copied into a GValue. */
  signals[SIGNAL_PASTED] =
      g_signal_new ("pasted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                    SLUICE_TYPE_FIELD_EDITOR, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_CONNECT] = new_signal ("connect");
  signals[SIGNAL_BROWSE] = new_signal ("browse");
}

static void
sluice_form_rows_init (SluiceFormRows *self)
{
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
}

SluiceFormRows *
sluice_form_rows_new (SluiceForm *form,
                      SluiceClient *client,
                      AdwPreferencesGroup *required,
                      AdwExpanderRow *optional,
                      AdwPreferencesGroup *switches)
{
  SluiceFormRows *self = NULL;
  GPtrArray *fields = NULL;

  g_return_val_if_fail (SLUICE_IS_FORM (form), NULL);

  self = g_object_new (SLUICE_TYPE_FORM_ROWS, NULL);
  self->required = g_object_ref (required);
  self->optional = g_object_ref (optional);
  self->switches = g_object_ref (switches);
  gtk_widget_set_visible (GTK_WIDGET (optional), FALSE);

  fields = sluice_form_get_fields (form);
  for (guint i = 0; i < fields->len; i++)
    if (sluice_field_is_shown (g_ptr_array_index (fields, i)))
      add_field (self, form, g_ptr_array_index (fields, i), client);

  return self;
}

void
sluice_form_rows_remove (SluiceFormRows *self)
{
  g_return_if_fail (SLUICE_IS_FORM_ROWS (self));

  for (guint i = 0; i < self->editors->len; i++)
    {
      SluiceFieldEditor *editor = g_ptr_array_index (self->editors, i);
      GPtrArray *rows = sluice_field_editor_get_rows (editor);

      for (guint j = 0; j < rows->len; j++)
        unplace_row (self, sluice_field_editor_get_field (editor), g_ptr_array_index (rows, j));
    }
  g_ptr_array_set_size (self->editors, 0);
  self->has_switches = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->optional), FALSE);
}

gboolean
sluice_form_rows_get_has_switches (SluiceFormRows *self)
{
  g_return_val_if_fail (SLUICE_IS_FORM_ROWS (self), FALSE);

  return self->has_switches;
}

void
sluice_form_rows_foreach (SluiceFormRows *self, gboolean only_shown, SluiceFieldEditorFunc func, gpointer user_data)
{
  g_return_if_fail (SLUICE_IS_FORM_ROWS (self));
  g_return_if_fail (func != NULL);

  for (guint i = 0; i < self->editors->len; i++)
    sluice_field_editor_foreach (g_ptr_array_index (self->editors, i), only_shown, func, user_data);
}

typedef struct
{
  const char *path;
  SluiceFieldEditor *found;
} Search;

static void
compare_path (SluiceFieldEditor *editor, gpointer user_data)
{
  Search *search = user_data;

  if (search->found == NULL && g_strcmp0 (sluice_field_editor_get_path (editor), search->path) == 0)
    search->found = editor;
}

SluiceFieldEditor *
sluice_form_rows_find (SluiceFormRows *self, const char *path)
{
  Search search = { path, NULL };

  g_return_val_if_fail (SLUICE_IS_FORM_ROWS (self), NULL);

  sluice_form_rows_foreach (self, TRUE, compare_path, &search);

  return search.found;
}

SluiceFieldEditor *
sluice_form_rows_get_first (SluiceFormRows *self)
{
  g_return_val_if_fail (SLUICE_IS_FORM_ROWS (self), NULL);

  return self->editors->len > 0 ? g_ptr_array_index (self->editors, 0) : NULL;
}

typedef struct
{
  SluiceFieldEditor *first;
  char *fault;
} Check;

static void
check_editor (SluiceFieldEditor *editor, gpointer user_data)
{
  Check *check = user_data;
  g_autofree char *fault = sluice_field_editor_check (editor);

  if (fault == NULL || check->first != NULL)
    return;
  check->first = editor;
  check->fault = g_steal_pointer (&fault);
}

SluiceFieldEditor *
sluice_form_rows_check (SluiceFormRows *self, char **fault)
{
  Check check = { NULL, NULL };

  g_return_val_if_fail (SLUICE_IS_FORM_ROWS (self), NULL);
  g_return_val_if_fail (fault != NULL, NULL);

  sluice_form_rows_foreach (self, TRUE, check_editor, &check);
  *fault = check.fault;

  return check.first;
}

typedef struct
{
  const GError *error;
  const char *attribute; /* without what stands around the fields */
  GHashTable *said;      /* name of a field → what the words say of it */
  SluiceFieldEditor *first;
} Answer;

/* “Required field 'host' is missing, Field 'port' has an invalid value”: each field gets what is said of it. */
static GHashTable *
read_names (const char *words)
{
  g_autoptr (GRegex) regex = g_regex_new ("(?:Required field|Field) '([^']+)' (?:is missing|has an invalid value)",
                                          G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GHashTable *said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_regex_match (regex, words, G_REGEX_MATCH_DEFAULT, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    g_hash_table_insert (said, g_match_info_fetch (match, 1), g_match_info_fetch (match, 0));

  return said;
}

static void
show_answer (SluiceFieldEditor *editor, gpointer user_data)
{
  Answer *answer = user_data;
  const char *name = sluice_field_get_name (sluice_field_editor_get_field (editor));
  g_auto (GStrv) parts = g_strsplit (sluice_field_editor_get_path (editor), "/", -1);
  g_autofree char *attribute = g_strjoinv ("__", parts);
  const char *said = g_hash_table_lookup (answer->said, name);

  if (g_strcmp0 (attribute, answer->attribute) == 0)
    said = answer->error->message;
  if (said == NULL)
    return;
  sluice_field_editor_complain (editor, said);
  if (answer->first == NULL)
    answer->first = editor;
}

SluiceFieldEditor *
sluice_form_rows_show_error (SluiceFormRows *self, const GError *error)
{
  Answer answer = { error, sluice_api_error_get_field (error), NULL, NULL };

  g_return_val_if_fail (SLUICE_IS_FORM_ROWS (self), NULL);
  g_return_val_if_fail (error != NULL, NULL);

  if (answer.attribute != NULL && g_str_has_prefix (answer.attribute, "payload__"))
    answer.attribute += strlen ("payload__");
  answer.said = read_names (error->message);
  sluice_form_rows_foreach (self, TRUE, show_answer, &answer);
  g_hash_table_unref (answer.said);

  return answer.first;
}

static void
refresh_editor (SluiceFieldEditor *editor, gpointer user_data)
{
  sluice_field_editor_refresh (editor);
}

void
sluice_form_rows_refresh (SluiceFormRows *self)
{
  g_return_if_fail (SLUICE_IS_FORM_ROWS (self));

  sluice_form_rows_foreach (self, FALSE, refresh_editor, NULL);
}
