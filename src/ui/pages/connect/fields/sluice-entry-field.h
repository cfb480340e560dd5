/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-field-editor.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_ENTRY_FIELD (sluice_entry_field_get_type ())

/**
 * SluiceEntryField:
 *
 * One line of text: a name, a number, an address, a time, a password.
 */
G_DECLARE_FINAL_TYPE (SluiceEntryField, sluice_entry_field, SLUICE, ENTRY_FIELD, SluiceFieldEditor)

G_END_DECLS
