/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-field-editor.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TEXT_FIELD (sluice_text_field_get_type ())

/**
 * SluiceTextField:
 *
 * Several lines of text, or several values on a line each.
 */
G_DECLARE_FINAL_TYPE (SluiceTextField, sluice_text_field, SLUICE, TEXT_FIELD, SluiceFieldEditor)

G_END_DECLS
