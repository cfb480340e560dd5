/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-field-editor.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_FILE_FIELD (sluice_file_field_get_type ())

/**
 * SluiceFileField:
 *
 * A key file, chosen in a dialog, or dropped on the page. Of what is in it only names are shown.
 */
G_DECLARE_FINAL_TYPE (SluiceFileField, sluice_file_field, SLUICE, FILE_FIELD, SluiceFieldEditor)

G_END_DECLS
