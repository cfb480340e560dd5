/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-field-editor.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SWITCH_FIELD (sluice_switch_field_get_type ())

/**
 * SluiceSwitchField:
 *
 * Something to be switched on, with fields of its own: a switch-group or an SSH tunnel.
 */
G_DECLARE_FINAL_TYPE (SluiceSwitchField, sluice_switch_field, SLUICE, SWITCH_FIELD, SluiceFieldEditor)

G_END_DECLS
