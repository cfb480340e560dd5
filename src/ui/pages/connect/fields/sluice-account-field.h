/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-field-editor.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_ACCOUNT_FIELD (sluice_account_field_get_type ())

/**
 * SluiceAccountField:
 *
 * An account of another service: one that is connected already, or one that the person connects in the browser, which
 * is asked for with the signal "connect" and followed by sluice_field_editor_refresh().
 */
G_DECLARE_FINAL_TYPE (SluiceAccountField, sluice_account_field, SLUICE, ACCOUNT_FIELD, SluiceFieldEditor)

G_END_DECLS
