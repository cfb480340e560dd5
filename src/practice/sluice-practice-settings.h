/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice.h"

G_BEGIN_DECLS

/**
 * sluice_practice_settings_check:
 * @schema: a table as the store has it
 * @changes: what a client wants to change about it
 * @attr: (out) (transfer full): the member at fault
 *
 * Holds a change of a table's settings against the rules (contract, 11.3 and 11.4).
 *
 * Returns: (transfer full) (nullable): the fault in the server's words, or %NULL
 */
char *sluice_practice_settings_check (JsonObject *schema, JsonObject *changes, char **attr);

/**
 * sluice_practice_settings_apply:
 * @practice: the workspace
 * @schema: a table as the store has it
 * @changes: a checked change
 *
 * Saves a change. Another method or cursor means that the next sync begins anew. A table that is switched on starts to
 * sync.
 */
void sluice_practice_settings_apply (SluicePractice *practice, JsonObject *schema, JsonObject *changes);

G_END_DECLS
