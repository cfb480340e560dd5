/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-request.h"
#include "sluice-practice.h"

G_BEGIN_DECLS

/**
 * sluice_practice_describe_source:
 * @practice: the workspace
 * @source: a source as the store has it
 * @full: whether its tables are described in full, as on retrieve, or shortly, as in the list
 *
 * Returns: (transfer full): the source as the API shows it (contract, 10.1)
 */
JsonObject *sluice_practice_describe_source (SluicePractice *practice, JsonObject *source, gboolean full);

/**
 * sluice_practice_describe_schema:
 * @schema: a table as the store has it
 * @source: (nullable): its source, if it is to be shown with it
 *
 * Returns: (transfer full): the table as the API shows it (contract, 11.1)
 */
JsonObject *sluice_practice_describe_schema (JsonObject *schema, JsonObject *source);

/**
 * sluice_practice_copy_members:
 * @from: an object
 * @to: another
 * @names: (array zero-terminated=1): members
 *
 * Copies members; those that @from does not have become null.
 */
void sluice_practice_copy_members (JsonObject *from, JsonObject *to, const char *const *names);

G_END_DECLS
