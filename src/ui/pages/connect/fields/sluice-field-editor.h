/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-client.h"
#include "sluice-form.h"
#include "sluice-note-row.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_FIELD_EDITOR (sluice_field_editor_get_type ())

/**
 * SluiceFieldEditor:
 *
 * The rows with which one field of a form is edited, and those of the fields within it. What is typed goes into the
 * form at once, and what the form says into the rows. Beneath the first row stands a note with the field's caption and
 * what is wrong with its value.
 *
 * A fault is shown once the person has left the field, and goes as soon as the value changes.
 *
 * Signals: "activated": Enter was pressed. "pasted" (const char *text): a connection string came in, which is not put
 * into the entry. "connect": the person wants to connect an account of the field's kind. "browse": the person wants to
 * go on in the browser, as this field can be set up nowhere else. "left": the person has left the field. "fix": the
 * button of the hint beneath it was pressed.
 */
G_DECLARE_DERIVABLE_TYPE (SluiceFieldEditor, sluice_field_editor, SLUICE, FIELD_EDITOR, GObject)

/**
 * SluiceFieldEditorClass:
 * @build: makes the rows, with sluice_field_editor_add_row() and the like; called once
 * @show_value: the form has another value than the rows show; also called after @build
 * @grab_focus: puts the focus where the value is changed; by default on the first row
 * @refresh: looks again at what may have changed while the person was in the browser; by default nothing
 * @is_chosen: whether a field within this one counts, as the value stands; by default all do
 * @take_file: takes what is in a file as the value; %NULL: no file can be its value
 * @hides_others: whether the rows of those that do not count are hidden
 */
struct _SluiceFieldEditorClass
{
  GObjectClass parent_class;

  void (*build) (SluiceFieldEditor *self);
  void (*show_value) (SluiceFieldEditor *self, const char *value);
  void (*grab_focus) (SluiceFieldEditor *self);
  void (*refresh) (SluiceFieldEditor *self);
  gboolean (*is_chosen) (SluiceFieldEditor *self, SluiceFieldEditor *inner);
  void (*take_file) (SluiceFieldEditor *self, GFile *file);
  gboolean hides_others;
};

/* For the page */

const char *sluice_field_editor_get_path (SluiceFieldEditor *self);
SluiceField *sluice_field_editor_get_field (SluiceFieldEditor *self);
/* (transfer none) (element-type GtkWidget): the rows in their order, to be put into one list */
GPtrArray *sluice_field_editor_get_rows (SluiceFieldEditor *self);

/* @user_data: the data. Called for an editor. */
typedef void (*SluiceFieldEditorFunc) (SluiceFieldEditor *self, gpointer user_data);

/**
 * sluice_field_editor_foreach:
 * @self: an editor
 * @only_shown: whether to pass over fields within options that are not chosen and groups that are off
 * @func: what to call
 * @user_data: its data
 *
 * Calls @func for the editor and those within it, from the outside in, in the order of the form.
 */
void sluice_field_editor_foreach (SluiceFieldEditor *self,
                                  gboolean only_shown,
                                  SluiceFieldEditorFunc func,
                                  gpointer user_data);

/**
 * sluice_field_editor_check:
 * @self: an editor
 *
 * Shows the fault of the value as it is, if there is one.
 *
 * Returns: (transfer full) (nullable): the fault
 */
char *sluice_field_editor_check (SluiceFieldEditor *self);

/* Marks the field as one that the server's answer concerns, until its value changes. */
void sluice_field_editor_mark (SluiceFieldEditor *self);
/* Takes back what was marked or said at the field since its value last changed. */
void sluice_field_editor_unmark (SluiceFieldEditor *self);
/* Says something at the field that is not a fault as this computer sees it, until its value changes. */
void sluice_field_editor_complain (SluiceFieldEditor *self, const char *message);
/* Says something beneath the field, in plain text, in the place of its caption; NULL: no more. It is no fault. */
void sluice_field_editor_inform (SluiceFieldEditor *self, const char *text);
/* Unfolds what the field is folded away in, and puts the focus on it. */
void sluice_field_editor_focus (SluiceFieldEditor *self);
/* Whether what is in a file can be its value: a key file, or a secret text of several lines. */
gboolean sluice_field_editor_takes_files (SluiceFieldEditor *self);
/* Takes what is in a file as the value; what is wrong with it is said there. */
void sluice_field_editor_take_file (SluiceFieldEditor *self, GFile *file);
/* Whether the focus is in its first row. */
gboolean sluice_field_editor_has_focus (SluiceFieldEditor *self);
/* What is written beneath its first row; NULL once it is gone. (transfer none) (nullable) */
SluiceNoteRow *sluice_field_editor_get_note (SluiceFieldEditor *self);
/* Looks again at what may have changed elsewhere, such as which accounts are connected. */
void sluice_field_editor_refresh (SluiceFieldEditor *self);

/* For the kinds of editors */

/* (transfer none) */
SluiceForm *sluice_field_editor_get_form (SluiceFieldEditor *self);
/* (nullable) (transfer none) */
SluiceClient *sluice_field_editor_get_client (SluiceFieldEditor *self);
/* The label in the person's language. */
const char *sluice_field_editor_get_label (SluiceFieldEditor *self);
gboolean sluice_field_editor_is_secret (SluiceFieldEditor *self);

/**
 * sluice_field_editor_add_row:
 * @self: an editor
 * @row: (transfer floating): its first row
 * @control: (nullable): what in the row has the focus and can be invalid; %NULL for the row itself
 *
 * Adds the first row, and the note beneath it.
 */
void sluice_field_editor_add_row (SluiceFieldEditor *self, GtkWidget *row, GtkWidget *control);
/* Adds a further row. @row: (transfer floating) */
void sluice_field_editor_add_further_row (SluiceFieldEditor *self, GtkWidget *row);
/* Adds a field within this one whose rows the editor itself puts somewhere. @inner: (transfer full) */
void sluice_field_editor_add_inner (SluiceFieldEditor *self, SluiceFieldEditor *inner);
/* Adds a field within this one whose rows stand beneath its own. @inner: (transfer full) */
void sluice_field_editor_add_beneath (SluiceFieldEditor *self, SluiceFieldEditor *inner);
/* Shows or hides a further row, in so far as the editor is shown. */
void sluice_field_editor_set_row_shown (SluiceFieldEditor *self, GtkWidget *row, gboolean shown);
/* The note then says nothing by itself: the caption stands elsewhere. */
void sluice_field_editor_drop_caption (SluiceFieldEditor *self);
/* Puts a value into the form: the person changed it. */
void sluice_field_editor_store (SluiceFieldEditor *self, const char *value);
/* The person has left the field. */
void sluice_field_editor_left (SluiceFieldEditor *self);
void sluice_field_editor_activate (SluiceFieldEditor *self);
/* Whether @text is a connection string; then "pasted" was emitted, and it is not to be put into the entry. */
gboolean sluice_field_editor_take_paste (SluiceFieldEditor *self, const char *text);
void sluice_field_editor_connect_account (SluiceFieldEditor *self);
void sluice_field_editor_browse (SluiceFieldEditor *self);

/* For the factory: @type: a class of editors; @path: the value's path. (transfer full) */
SluiceFieldEditor *sluice_field_editor_new_of_type (GType type,
                                                    SluiceForm *form,
                                                    SluiceField *field,
                                                    const char *path,
                                                    SluiceClient *client);

G_END_DECLS
