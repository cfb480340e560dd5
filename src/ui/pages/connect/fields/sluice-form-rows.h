/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-field-editor.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_FORM_ROWS (sluice_form_rows_get_type ())

/**
 * SluiceFormRows:
 *
 * All rows of one form: what is required, and folded away beneath what is not. What can be switched on stands by
 * itself.
 *
 * Signals, with the editor that they come from: "activated", "pasted" (const char *text), "connect", "browse", as those
 * of #SluiceFieldEditor.
 */
G_DECLARE_FINAL_TYPE (SluiceFormRows, sluice_form_rows, SLUICE, FORM_ROWS, GObject)

/**
 * sluice_form_rows_new:
 * @form: a form
 * @client: (nullable): whom to ask what the form does not say
 * @required: where required fields go
 * @optional: a row in which optional ones are folded away; hidden when there are none
 * @switches: where what can be switched on goes
 *
 * Makes the rows and puts them into their places, until the object goes.
 *
 * Returns: (transfer full): the rows
 */
SluiceFormRows *sluice_form_rows_new (SluiceForm *form,
                                      SluiceClient *client,
                                      AdwPreferencesGroup *required,
                                      AdwExpanderRow *optional,
                                      AdwPreferencesGroup *switches);

/* Takes the rows out of their places. */
void sluice_form_rows_remove (SluiceFormRows *self);
/* Whether the group with what can be switched on has any row of the form. */
gboolean sluice_form_rows_get_has_switches (SluiceFormRows *self);
/* The editor of a path, of several the one that is shown; NULL when none is. (transfer none) */
SluiceFieldEditor *sluice_form_rows_find (SluiceFormRows *self, const char *path);
/* Calls @func for the editors of all fields, or of those that count as the form stands. */
void
sluice_form_rows_foreach (SluiceFormRows *self, gboolean only_shown, SluiceFieldEditorFunc func, gpointer user_data);
/* The first one. (nullable) (transfer none) */
SluiceFieldEditor *sluice_form_rows_get_first (SluiceFormRows *self);

/**
 * sluice_form_rows_check:
 * @self: the rows
 * @fault: (out) (transfer full) (nullable): what is wrong there
 *
 * Shows at each field that counts what is wrong with it.
 *
 * Returns: (transfer none) (nullable): the first editor with a fault
 */
SluiceFieldEditor *sluice_form_rows_check (SluiceFormRows *self, char **fault);

/**
 * sluice_form_rows_show_error:
 * @self: the rows
 * @error: what the server answered
 *
 * Says at the fields what the answer says about them: the one that it names as an attribute, or all whose names stand
 * in its words (contract, sections 2 and 6).
 *
 * Returns: (transfer none) (nullable): the first editor that is concerned
 */
SluiceFieldEditor *sluice_form_rows_show_error (SluiceFormRows *self, const GError *error);

/* Has every editor look again at what may have changed in the browser. */
void sluice_form_rows_refresh (SluiceFormRows *self);

G_END_DECLS
