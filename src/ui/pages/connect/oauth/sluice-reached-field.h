/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-field-editor.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_REACHED_FIELD (sluice_reached_field_get_type ())

/**
 * SluiceReachedField:
 *
 * Which of the accounts that a connection or a key reaches: typed, or chosen from the list of them where the server
 * gives it. For fields of the kinds “oauth-account-select” and “credential-account-select”.
 */
G_DECLARE_FINAL_TYPE (SluiceReachedField, sluice_reached_field, SLUICE, REACHED_FIELD, SluiceFieldEditor)

G_END_DECLS
