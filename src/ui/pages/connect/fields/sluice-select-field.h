/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-field-editor.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SELECT_FIELD (sluice_select_field_get_type ())

/**
 * SluiceSelectField:
 *
 * One of several options, and beneath it the fields of the one that is chosen.
 */
G_DECLARE_FINAL_TYPE (SluiceSelectField, sluice_select_field, SLUICE, SELECT_FIELD, SluiceFieldEditor)

G_END_DECLS
