/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-field-editor.h"

#include "sluice-field-label.h"
#include "sluice-form-paste.h"
#include "sluice-markdown.h"

typedef struct
{
  SluiceForm *form;
  SluiceField *field;
  SluiceClient *client;
  char *path;

  GPtrArray *rows;  /* all that stand in the list, in their order */
  GPtrArray *own;   /* those of them that are not a field's within this one */
  GPtrArray *inner; /* the editors of the fields within this one */
  GHashTable *hidden;
  SluiceNoteRow *note;

  guint shown : 1;
  guint secret : 1;
  guint edited : 1;
  guint writing : 1;
} SluiceFieldEditorPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SluiceFieldEditor, sluice_field_editor, G_TYPE_OBJECT)

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_PASTED,
  SIGNAL_CONNECT,
  SIGNAL_BROWSE,
  SIGNAL_LEFT,
  SIGNAL_FIX,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static SluiceFieldEditorPrivate *
get_private (SluiceFieldEditor *self)
{
  return sluice_field_editor_get_instance_private (self);
}

static gboolean
is_chosen (SluiceFieldEditor *self, SluiceFieldEditor *inner)
{
  SluiceFieldEditorClass *klass = SLUICE_FIELD_EDITOR_GET_CLASS (self);

  return klass->is_chosen == NULL || klass->is_chosen (self, inner);
}

static void
update_row (SluiceFieldEditor *self, GtkWidget *row)
{
  SluiceFieldEditorPrivate *priv = get_private (self);
  const gboolean shown = priv->shown && !g_hash_table_contains (priv->hidden, row);

  if (SLUICE_IS_NOTE_ROW (row))
    sluice_note_row_set_shown (SLUICE_NOTE_ROW (row), shown);
  else
    gtk_widget_set_visible (row, shown);
}

static void
update_shown (SluiceFieldEditor *self, gboolean shown)
{
  SluiceFieldEditorPrivate *priv = get_private (self);
  const gboolean hides = SLUICE_FIELD_EDITOR_GET_CLASS (self)->hides_others;

  priv->shown = !!shown;
  for (guint i = 0; i < priv->own->len; i++)
    update_row (self, g_ptr_array_index (priv->own, i));
  for (guint i = 0; i < priv->inner->len; i++)
    {
      SluiceFieldEditor *inner = g_ptr_array_index (priv->inner, i);

      update_shown (inner, shown && (!hides || is_chosen (self, inner)));
    }
}

static void
show_value (SluiceFieldEditor *self)
{
  SluiceFieldEditorPrivate *priv = get_private (self);
  SluiceFieldEditorClass *klass = SLUICE_FIELD_EDITOR_GET_CLASS (self);

  if (!priv->writing && klass->show_value != NULL)
    {
      priv->writing = TRUE;
      klass->show_value (self, sluice_form_get_value (priv->form, priv->path));
      priv->writing = FALSE;
    }
  update_shown (self, priv->shown);
}

static void
value_changed_cb (SluiceFieldEditor *self)
{
  sluice_note_row_set_fault (get_private (self)->note, NULL);
  show_value (self);
}

static void
sluice_field_editor_dispose (GObject *object)
{
  SluiceFieldEditorPrivate *priv = get_private (SLUICE_FIELD_EDITOR (object));

  g_ptr_array_set_size (priv->inner, 0);
  g_ptr_array_set_size (priv->own, 0);
  g_ptr_array_set_size (priv->rows, 0);
  g_hash_table_remove_all (priv->hidden);
  priv->note = NULL;
  g_clear_object (&priv->form);
  g_clear_object (&priv->field);
  g_clear_object (&priv->client);

  G_OBJECT_CLASS (sluice_field_editor_parent_class)->dispose (object);
}

static void
sluice_field_editor_finalize (GObject *object)
{
  SluiceFieldEditorPrivate *priv = get_private (SLUICE_FIELD_EDITOR (object));

  g_ptr_array_unref (priv->inner);
  g_ptr_array_unref (priv->own);
  g_ptr_array_unref (priv->rows);
  g_hash_table_unref (priv->hidden);
  g_free (priv->path);

  G_OBJECT_CLASS (sluice_field_editor_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, SLUICE_TYPE_FIELD_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_field_editor_class_init (SluiceFieldEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_field_editor_dispose;
  object_class->finalize = sluice_field_editor_finalize;

  signals[SIGNAL_ACTIVATED] = new_signal ("activated");
  /* A static scope: the text is a secret, which is not to be copied into a GValue. */
  signals[SIGNAL_PASTED] = g_signal_new ("pasted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_CONNECT] = new_signal ("connect");
  signals[SIGNAL_BROWSE] = new_signal ("browse");
  signals[SIGNAL_LEFT] = new_signal ("left");
  signals[SIGNAL_FIX] = new_signal ("fix");
}

static void
sluice_field_editor_init (SluiceFieldEditor *self)
{
  SluiceFieldEditorPrivate *priv = get_private (self);

  priv->rows = g_ptr_array_new_with_free_func (g_object_unref);
  priv->own = g_ptr_array_new ();
  priv->inner = g_ptr_array_new_with_free_func (g_object_unref);
  priv->hidden = g_hash_table_new (NULL, NULL);
  priv->shown = TRUE;
}

static gboolean
may_be_secret (SluiceField *field)
{
  switch (sluice_field_get_kind (field))
    {
    case SLUICE_FIELD_KIND_SELECT:
    case SLUICE_FIELD_KIND_SWITCH_GROUP:
    case SLUICE_FIELD_KIND_SSH_TUNNEL:
    case SLUICE_FIELD_KIND_OAUTH:
      return FALSE;
    case SLUICE_FIELD_KIND_UNKNOWN:
    case SLUICE_FIELD_KIND_TEXT:
    case SLUICE_FIELD_KIND_EMAIL:
    case SLUICE_FIELD_KIND_SEARCH:
    case SLUICE_FIELD_KIND_URL:
    case SLUICE_FIELD_KIND_PASSWORD:
    case SLUICE_FIELD_KIND_TIME:
    case SLUICE_FIELD_KIND_NUMBER:
    case SLUICE_FIELD_KIND_TEXTAREA:
    case SLUICE_FIELD_KIND_OAUTH_ACCOUNT_SELECT:
    case SLUICE_FIELD_KIND_CREDENTIAL_ACCOUNT_SELECT:
    case SLUICE_FIELD_KIND_FILE_UPLOAD:
    default:
      return TRUE;
    }
}

SluiceFieldEditor *
sluice_field_editor_new_of_type (GType type,
                                 SluiceForm *form,
                                 SluiceField *field,
                                 const char *path,
                                 SluiceClient *client)
{
  SluiceFieldEditor *self = NULL;
  SluiceFieldEditorPrivate *priv = NULL;
  g_autofree char *detailed = NULL;

  g_return_val_if_fail (g_type_is_a (type, SLUICE_TYPE_FIELD_EDITOR), NULL);
  g_return_val_if_fail (SLUICE_IS_FORM (form), NULL);
  g_return_val_if_fail (SLUICE_IS_FIELD (field), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (type, NULL);
  priv = get_private (self);
  priv->form = g_object_ref (form);
  priv->field = g_object_ref (field);
  priv->path = g_strdup (path);
  g_set_object (&priv->client, client);
  priv->secret = may_be_secret (field) && sluice_form_is_secret (form, path);
  SLUICE_FIELD_EDITOR_GET_CLASS (self)->build (self);
  show_value (self);

  detailed = g_strdup_printf ("value-changed::%s", path);
  g_signal_connect_object (form, detailed, G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

const char *
sluice_field_editor_get_path (SluiceFieldEditor *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD_EDITOR (self), NULL);

  return get_private (self)->path;
}

SluiceField *
sluice_field_editor_get_field (SluiceFieldEditor *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD_EDITOR (self), NULL);

  return get_private (self)->field;
}

GPtrArray *
sluice_field_editor_get_rows (SluiceFieldEditor *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD_EDITOR (self), NULL);

  return get_private (self)->rows;
}

void
sluice_field_editor_foreach (SluiceFieldEditor *self,
                             gboolean only_shown,
                             SluiceFieldEditorFunc func,
                             gpointer user_data)
{
  SluiceFieldEditorPrivate *priv = NULL;

  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));
  g_return_if_fail (func != NULL);

  priv = get_private (self);
  func (self, user_data);
  for (guint i = 0; i < priv->inner->len; i++)
    {
      SluiceFieldEditor *inner = g_ptr_array_index (priv->inner, i);

      if (!only_shown || is_chosen (self, inner))
        sluice_field_editor_foreach (inner, only_shown, func, user_data);
    }
}

char *
sluice_field_editor_check (SluiceFieldEditor *self)
{
  SluiceFieldEditorPrivate *priv = NULL;
  char *fault = NULL;

  g_return_val_if_fail (SLUICE_IS_FIELD_EDITOR (self), NULL);

  priv = get_private (self);
  fault = sluice_form_dup_fault (priv->form, priv->path);
  if (fault != NULL)
    sluice_note_row_set_fault (priv->note, fault);

  return fault;
}

void
sluice_field_editor_mark (SluiceFieldEditor *self)
{
  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));

  sluice_note_row_set_invalid (get_private (self)->note, TRUE);
}

void
sluice_field_editor_unmark (SluiceFieldEditor *self)
{
  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));

  if (get_private (self)->note != NULL)
    sluice_note_row_set_fault (get_private (self)->note, NULL);
}

void
sluice_field_editor_complain (SluiceFieldEditor *self, const char *message)
{
  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));

  sluice_note_row_set_fault (get_private (self)->note, message);
}

void
sluice_field_editor_inform (SluiceFieldEditor *self, const char *text)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));

  if (get_private (self)->note == NULL)
    return;
  markup = text != NULL ? g_markup_escape_text (text, -1) :
                          sluice_markdown_to_markup (sluice_field_get_caption (get_private (self)->field));
  sluice_note_row_set_caption (get_private (self)->note, markup);
}

void
sluice_field_editor_focus (SluiceFieldEditor *self)
{
  GtkWidget *row = NULL;
  SluiceFieldEditorClass *klass = NULL;

  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));

  klass = SLUICE_FIELD_EDITOR_GET_CLASS (self);
  row = g_ptr_array_index (get_private (self)->own, 0);
  for (GtkWidget *above = gtk_widget_get_parent (row); above != NULL; above = gtk_widget_get_parent (above))
    if (ADW_IS_EXPANDER_ROW (above))
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (above), TRUE);

  if (klass->grab_focus != NULL)
    klass->grab_focus (self);
  else
    gtk_widget_grab_focus (row);
}

void
sluice_field_editor_refresh (SluiceFieldEditor *self)
{
  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));

  if (SLUICE_FIELD_EDITOR_GET_CLASS (self)->refresh != NULL)
    SLUICE_FIELD_EDITOR_GET_CLASS (self)->refresh (self);
}

SluiceForm *
sluice_field_editor_get_form (SluiceFieldEditor *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD_EDITOR (self), NULL);

  return get_private (self)->form;
}

SluiceClient *
sluice_field_editor_get_client (SluiceFieldEditor *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD_EDITOR (self), NULL);

  return get_private (self)->client;
}

const char *
sluice_field_editor_get_label (SluiceFieldEditor *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD_EDITOR (self), NULL);

  return sluice_field_label_translate (sluice_field_get_label (get_private (self)->field));
}

gboolean
sluice_field_editor_is_secret (SluiceFieldEditor *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD_EDITOR (self), TRUE);

  return get_private (self)->secret;
}

static void
add_own (SluiceFieldEditor *self, GtkWidget *row)
{
  SluiceFieldEditorPrivate *priv = get_private (self);

  g_ptr_array_add (priv->rows, g_object_ref_sink (row));
  g_ptr_array_add (priv->own, row);
}

static void
fix_cb (SluiceFieldEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_FIX], 0);
}

void
sluice_field_editor_add_row (SluiceFieldEditor *self, GtkWidget *row, GtkWidget *control)
{
  SluiceFieldEditorPrivate *priv = NULL;
  g_autofree char *caption = NULL;

  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));
  g_return_if_fail (GTK_IS_WIDGET (row));

  priv = get_private (self);
  caption = sluice_markdown_to_markup (sluice_field_get_caption (priv->field));
  control = control != NULL ? control : row;
  add_own (self, row);
  priv->note = SLUICE_NOTE_ROW (sluice_note_row_new_for (row, control));
  sluice_note_row_set_caption (priv->note, caption);
  g_signal_connect_object (priv->note, "fix", G_CALLBACK (fix_cb), self, G_CONNECT_SWAPPED);
  add_own (self, GTK_WIDGET (priv->note));
}

void
sluice_field_editor_add_further_row (SluiceFieldEditor *self, GtkWidget *row)
{
  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));
  g_return_if_fail (GTK_IS_WIDGET (row));

  add_own (self, row);
}

void
sluice_field_editor_add_inner (SluiceFieldEditor *self, SluiceFieldEditor *inner)
{
  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));
  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (inner));

  g_ptr_array_add (get_private (self)->inner, inner);
}

void
sluice_field_editor_add_beneath (SluiceFieldEditor *self, SluiceFieldEditor *inner)
{
  GPtrArray *rows = NULL;

  sluice_field_editor_add_inner (self, inner);
  rows = sluice_field_editor_get_rows (inner);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (get_private (self)->rows, g_object_ref (g_ptr_array_index (rows, i)));
}

void
sluice_field_editor_set_row_shown (SluiceFieldEditor *self, GtkWidget *row, gboolean shown)
{
  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));

  if (shown)
    g_hash_table_remove (get_private (self)->hidden, row);
  else
    g_hash_table_add (get_private (self)->hidden, row);
  update_row (self, row);
}

void
sluice_field_editor_drop_caption (SluiceFieldEditor *self)
{
  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));

  sluice_note_row_set_caption (get_private (self)->note, NULL);
}

void
sluice_field_editor_store (SluiceFieldEditor *self, const char *value)
{
  SluiceFieldEditorPrivate *priv = NULL;

  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));

  priv = get_private (self);
  if (priv->writing || priv->form == NULL)
    return;

  priv->edited = TRUE;
  sluice_note_row_set_fault (priv->note, NULL);
  priv->writing = TRUE;
  sluice_form_set_value (priv->form, priv->path, value);
  priv->writing = FALSE;
}

void
sluice_field_editor_left (SluiceFieldEditor *self)
{
  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));

  /* An empty field that was only passed through is not a fault yet. */
  if (get_private (self)->edited && get_private (self)->form != NULL)
    g_free (sluice_field_editor_check (self));
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

gboolean
sluice_field_editor_has_focus (SluiceFieldEditor *self)
{
  GtkWidget *row = NULL;

  g_return_val_if_fail (SLUICE_IS_FIELD_EDITOR (self), FALSE);

  row = g_ptr_array_index (get_private (self)->own, 0);

  return (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

SluiceNoteRow *
sluice_field_editor_get_note (SluiceFieldEditor *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD_EDITOR (self), NULL);

  return get_private (self)->note;
}

void
sluice_field_editor_activate (SluiceFieldEditor *self)
{
  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));

  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

/* Where the type has its connection string in one field, it is put there as anything else is. */
static gboolean
is_for_whole_string (SluiceFieldEditor *self)
{
  return g_str_equal (get_private (self)->path, "connection_string");
}

gboolean
sluice_field_editor_takes_files (SluiceFieldEditor *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD_EDITOR (self), FALSE);

  return SLUICE_FIELD_EDITOR_GET_CLASS (self)->take_file != NULL &&
         (sluice_field_get_kind (sluice_field_editor_get_field (self)) == SLUICE_FIELD_KIND_FILE_UPLOAD ||
          sluice_field_editor_is_secret (self));
}

void
sluice_field_editor_take_file (SluiceFieldEditor *self, GFile *file)
{
  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));
  g_return_if_fail (G_IS_FILE (file));

  if (sluice_field_editor_takes_files (self))
    SLUICE_FIELD_EDITOR_GET_CLASS (self)->take_file (self, file);
}

gboolean
sluice_field_editor_take_paste (SluiceFieldEditor *self, const char *text)
{
  SluiceFieldEditorPrivate *priv = NULL;

  g_return_val_if_fail (SLUICE_IS_FIELD_EDITOR (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  priv = get_private (self);
  if (priv->writing || is_for_whole_string (self) || !sluice_form_is_connection_string (priv->form, text))
    return FALSE;
  g_signal_emit (self, signals[SIGNAL_PASTED], 0, text);

  return TRUE;
}

void
sluice_field_editor_connect_account (SluiceFieldEditor *self)
{
  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));

  g_signal_emit (self, signals[SIGNAL_CONNECT], 0);
}

void
sluice_field_editor_browse (SluiceFieldEditor *self)
{
  g_return_if_fail (SLUICE_IS_FIELD_EDITOR (self));

  g_signal_emit (self, signals[SIGNAL_BROWSE], 0);
}
