/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-field-editor.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CHOICES_FIELD (sluice_choices_field_get_type ())

/**
 * SluiceChoicesField:
 *
 * Any number of several options.
 */
G_DECLARE_FINAL_TYPE (SluiceChoicesField, sluice_choices_field, SLUICE, CHOICES_FIELD, SluiceFieldEditor)

G_END_DECLS
