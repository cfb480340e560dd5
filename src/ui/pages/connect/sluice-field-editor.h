/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-form.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_FIELD_EDITOR (sluice_field_editor_get_type ())

/**
 * SluiceFieldEditor:
 *
 * The rows with which one field of a form is edited: the entry, and beneath it a note with the field's caption and what
 * is wrong with it. What is typed goes into the form at once, and what the form says into the entry.
 *
 * A fault is shown once the person has left the field, and goes as soon as the value changes.
 *
 * Signals: "activated": Enter was pressed. "pasted" (const char *text): a connection string came in, which is not put
 * into the entry.
 */
G_DECLARE_FINAL_TYPE (SluiceFieldEditor, sluice_field_editor, SLUICE, FIELD_EDITOR, GObject)

/**
 * sluice_field_editor_can_edit:
 * @field: a field
 *
 * Returns: whether an editor can be made for it: one line of text, a number, a password
 */
gboolean sluice_field_editor_can_edit (SluiceField *field);

/* @path: the path of a field of @form that can be edited. (transfer full) */
SluiceFieldEditor *sluice_field_editor_new (SluiceForm *form, const char *path);
const char *sluice_field_editor_get_path (SluiceFieldEditor *self);
/* The entry's row, and the row that belongs directly beneath it. (transfer none) */
GtkWidget *sluice_field_editor_get_row (SluiceFieldEditor *self);
GtkWidget *sluice_field_editor_get_note (SluiceFieldEditor *self);

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
/* Says something that is not a fault of the value, such as what is odd about a pasted text. */
void sluice_field_editor_complain (SluiceFieldEditor *self, const char *message);
void sluice_field_editor_grab_focus (SluiceFieldEditor *self);

/* A field's label in the person's language where it is one of the usual ones; @label as it is otherwise. */
const char *sluice_field_label_translate (const char *label);

G_END_DECLS
