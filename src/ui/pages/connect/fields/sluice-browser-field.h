/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-field-editor.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_BROWSER_FIELD (sluice_browser_field_get_type ())

/**
 * SluiceBrowserField:
 *
 * A field of a kind that this version does not know: it can be set up in the browser.
 */
G_DECLARE_FINAL_TYPE (SluiceBrowserField, sluice_browser_field, SLUICE, BROWSER_FIELD, SluiceFieldEditor)

G_END_DECLS
