/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-sign-in.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SCOPE_ROW (sluice_scope_row_get_type ())

/**
 * SluiceScopeRow:
 *
 * One thing that a key must or may be allowed to do: PostHog's word for it, what for, and whether this key has it.
 */
G_DECLARE_FINAL_TYPE (SluiceScopeRow, sluice_scope_row, SLUICE, SCOPE_ROW, AdwActionRow)

/**
 * sluice_scope_row_new:
 * @scope: a scope
 *
 * Returns: (transfer floating): a row that does not know yet
 */
GtkWidget *sluice_scope_row_new (SluiceScope scope);

/**
 * sluice_scope_row_set_granted:
 * @self: a row
 * @granted: whether the key has the scope
 *
 * Shows what was found out, in shape, colour and words.
 */
void sluice_scope_row_set_granted (SluiceScopeRow *self, SluiceTri granted);

G_END_DECLS
