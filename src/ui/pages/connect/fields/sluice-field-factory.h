/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-field-editor.h"

G_BEGIN_DECLS

/**
 * sluice_field_editor_new:
 * @form: a form
 * @field: a field of it, which is neither hidden nor an aid
 * @outer: (nullable): the path of the field that it is within
 * @client: (nullable): whom to ask what the form does not say, such as which accounts are connected
 *
 * Makes an editor for whatever kind of field, with those of the fields within it.
 *
 * Returns: (transfer full): the editor
 */
SluiceFieldEditor *
sluice_field_editor_new (SluiceForm *form, SluiceField *field, const char *outer, SluiceClient *client);

/* Whether a form shows @field: not one that is kept for old sources, nor one that any other takes the place of. */
gboolean sluice_field_is_shown (SluiceField *field);

/**
 * sluice_field_editor_new_inner:
 * @outer: an editor
 * @field: a field within its field
 *
 * Returns: (transfer full): an editor
 */
SluiceFieldEditor *sluice_field_editor_new_inner (SluiceFieldEditor *outer, SluiceField *field);

G_END_DECLS
