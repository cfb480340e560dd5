/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-form.h"

G_BEGIN_DECLS

/**
 * SluiceFormPaste:
 *
 * What a connection string has filled into a form, and what was there before. All of it is wiped when it is freed.
 */
typedef struct _SluiceFormPaste SluiceFormPaste;

/**
 * sluice_form_takes_connection_strings:
 * @self: a form
 *
 * Returns: whether this form's type has connection strings
 */
gboolean sluice_form_takes_connection_strings (SluiceForm *self);

/**
 * sluice_form_get_connection_example:
 * @self: a form
 *
 * Returns: (nullable): how a connection string of this form's type looks; %NULL if it has none
 */
const char *sluice_form_get_connection_example (SluiceForm *self);

/**
 * sluice_form_is_connection_string:
 * @self: a form
 * @text: what was pasted
 *
 * Returns: whether the form's type has connection strings and @text is one of some database, with or without faults;
 *   a web address counts only where the type is reached by one
 */
gboolean sluice_form_is_connection_string (SluiceForm *self, const char *text);

/**
 * sluice_form_paste:
 * @self: a form
 * @text: what was pasted
 * @error: return location for an error
 *
 * Fills what a connection string says into the fields that the form's type has for it; what it does not say stays.
 * MongoDB's is left whole in its field (contract, section 6). On an error nothing changes; it is translated and never
 * quotes @text, which holds a secret.
 *
 * Returns: (transfer full) (nullable): what was done, or %NULL
 */
SluiceFormPaste *sluice_form_paste (SluiceForm *self, const char *text, GError **error);

/**
 * sluice_form_paste_find_type:
 * @self: a form
 * @text: what was pasted
 *
 * Returns: (transfer none) (nullable): the API's name of the source type that a connection string is for which is none
 *   of this form's type; %NULL when it is, cannot be told or has a fault
 */
const char *sluice_form_paste_find_type (SluiceForm *self, const char *text);

/**
 * sluice_form_paste_get_left_out:
 * @self: a paste
 *
 * Returns: (nullable): what of it could not be used, and why, translated, on a line each; %NULL when all was
 */
const char *sluice_form_paste_get_left_out (SluiceFormPaste *self);

/**
 * sluice_form_paste_undo:
 * @self: a paste
 *
 * Puts the values back that it replaced.
 */
void sluice_form_paste_undo (SluiceFormPaste *self);

/**
 * sluice_form_paste_free:
 * @self: (nullable): a paste
 *
 * Frees a paste and wipes the values that it replaced. %NULL is fine.
 */
void sluice_form_paste_free (SluiceFormPaste *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceFormPaste, sluice_form_paste_free)

G_END_DECLS
