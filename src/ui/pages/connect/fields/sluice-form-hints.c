/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-form-hints.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"

/* Longer than between two keystrokes, shorter than one waits for anything. */
#define PAUSE_MS 400

struct _SluiceFormHints
{
  GObject parent_instance;

  SluiceForm *form;
  SluiceFormRows *rows;
  SluiceAdviceFlags flags;
  guint timeout_id;
  GHashTable *rules; /* path → the rule that was said last: it is announced once */
};

G_DEFINE_FINAL_TYPE (SluiceFormHints, sluice_form_hints, G_TYPE_OBJECT)

static const struct
{
  const char *icon_name;
  const char *css_class;
} looks[] = {
  [SLUICE_ADVICE_NOTE] = { "dialog-information-symbolic", "dimmed" },
  [SLUICE_ADVICE_WARNING] = { "dialog-warning-symbolic", "warning" },
  [SLUICE_ADVICE_ERROR] = { "dialog-error-symbolic", "error" },
};

static SluiceFieldAdvice *
look_at (SluiceFormHints *self, SluiceFieldEditor *editor)
{
  SluiceAdviceFlags flags = self->flags;

  if (sluice_field_editor_has_focus (editor))
    flags |= SLUICE_ADVICE_UNFINISHED;

  return sluice_field_advice_new (self->form, sluice_field_editor_get_path (editor), flags);
}

static char *
dup_words (SluiceFieldAdvice *advice)
{
  const char *sentence = sluice_field_advice_get_sentence (advice);

  switch (sluice_field_advice_get_severity (advice))
    {
    case SLUICE_ADVICE_ERROR:
      /* Translators: before what will be refused; %s is a sentence. */
      return g_strdup_printf (_ ("Will not work: %s"), sentence);
    case SLUICE_ADVICE_WARNING:
      /* Translators: before what will probably fail; %s is a sentence. */
      return g_strdup_printf (_ ("Warning: %s"), sentence);
    case SLUICE_ADVICE_NOTE:
    default:
      /* Translators: before what there is to know of a value; %s is a sentence. */
      return g_strdup_printf (_ ("Note: %s"), sentence);
    }
}

static void
announce (SluiceFormHints *self, SluiceFieldEditor *editor, SluiceFieldAdvice *advice, const char *words)
{
  const char *path = sluice_field_editor_get_path (editor);
  const char *rule = advice != NULL ? sluice_field_advice_get_rule (advice) : NULL;
  const gboolean is_new = rule != NULL && g_strcmp0 (g_hash_table_lookup (self->rules, path), rule) != 0;

  if (rule != NULL)
    g_hash_table_insert (self->rules, g_strdup (path), (gpointer) rule);
  else
    g_hash_table_remove (self->rules, path);
  if (is_new)
    sluice_announce (GTK_WIDGET (sluice_field_editor_get_note (editor)), words,
                     GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
update_editor (SluiceFieldEditor *editor, gpointer user_data)
{
  SluiceFormHints *self = user_data;
  SluiceNoteRow *note = sluice_field_editor_get_note (editor);
  g_autoptr (SluiceFieldAdvice) advice = NULL;
  g_autofree char *words = NULL;

  if (note == NULL)
    return;

  advice = look_at (self, editor);
  words = advice != NULL ? dup_words (advice) : NULL;
  if (advice != NULL)
    sluice_note_row_set_hint (note, looks[sluice_field_advice_get_severity (advice)].icon_name,
                              looks[sluice_field_advice_get_severity (advice)].css_class, words,
                              sluice_field_advice_get_fix (advice));
  else
    sluice_note_row_set_hint (note, NULL, NULL, NULL, NULL);
  announce (self, editor, advice, words);
}

static void
update_cb (gpointer user_data)
{
  SluiceFormHints *self = user_data;

  self->timeout_id = 0;
  sluice_form_rows_foreach (self->rows, FALSE, update_editor, self);
}

/* What was said of the value before goes at once, if it is no longer so. */
static void
clear_stale (SluiceFieldEditor *editor, gpointer user_data)
{
  SluiceFormHints *self = user_data;
  const char *said = g_hash_table_lookup (self->rules, sluice_field_editor_get_path (editor));
  g_autoptr (SluiceFieldAdvice) advice = said != NULL ? look_at (self, editor) : NULL;

  if (said != NULL && (advice == NULL || !g_str_equal (sluice_field_advice_get_rule (advice), said)) &&
      sluice_field_editor_get_note (editor) != NULL)
    sluice_note_row_set_hint (sluice_field_editor_get_note (editor), NULL, NULL, NULL, NULL);
}

static void
value_changed_cb (SluiceFormHints *self)
{
  sluice_form_rows_foreach (self->rows, FALSE, clear_stale, self);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add_once (PAUSE_MS, update_cb, self);
}

/* Where the focus is by now is known once it is there. */
static void
left_cb (SluiceFormHints *self)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_idle_add_once (update_cb, self);
}

/* The value may have changed since the hint was written. */
static void
fix_cb (SluiceFormHints *self, SluiceFieldEditor *editor)
{
  g_autoptr (SluiceFieldAdvice) advice = look_at (self, editor);

  if (advice != NULL && sluice_field_advice_get_fix (advice) != NULL)
    sluice_field_advice_apply (advice);
  sluice_field_editor_focus (editor);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  update_cb (self);
}

static void
listen (SluiceFieldEditor *editor, gpointer user_data)
{
  g_signal_connect_object (editor, "left", G_CALLBACK (left_cb), user_data, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "fix", G_CALLBACK (fix_cb), user_data, G_CONNECT_SWAPPED);
}

static void
sluice_form_hints_dispose (GObject *object)
{
  SluiceFormHints *self = SLUICE_FORM_HINTS (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->form);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (sluice_form_hints_parent_class)->dispose (object);
}

static void
sluice_form_hints_finalize (GObject *object)
{
  g_hash_table_unref (SLUICE_FORM_HINTS (object)->rules);

  G_OBJECT_CLASS (sluice_form_hints_parent_class)->finalize (object);
}

static void
sluice_form_hints_class_init (SluiceFormHintsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_form_hints_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_form_hints_finalize;
}

static void
sluice_form_hints_init (SluiceFormHints *self)
{
  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

SluiceFormHints *
sluice_form_hints_new (SluiceForm *form, SluiceFormRows *rows, SluiceAdviceFlags flags)
{
  SluiceFormHints *self = NULL;

  g_return_val_if_fail (SLUICE_IS_FORM (form), NULL);
  g_return_val_if_fail (SLUICE_IS_FORM_ROWS (rows), NULL);

  self = g_object_new (SLUICE_TYPE_FORM_HINTS, NULL);
  self->form = g_object_ref (form);
  self->rows = g_object_ref (rows);
  self->flags = flags;
  sluice_form_rows_foreach (rows, FALSE, listen, self);
  g_signal_connect_object (form, "value-changed", G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);
  /* A draft may come with values. */
  left_cb (self);

  return self;
}
