/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLE_FAULT (sluice_table_fault_get_type ())

/**
 * SluiceTableFault:
 *
 * What the server did not take for one table, and why. Immutable.
 */
G_DECLARE_FINAL_TYPE (SluiceTableFault, sluice_table_fault, SLUICE, TABLE_FAULT, GObject)

/**
 * sluice_table_fault_new:
 * @name: the table's name as the server has it
 * @message: (nullable): the server's words
 *
 * Returns: (transfer full): a new fault
 */
SluiceTableFault *sluice_table_fault_new (const char *name, const char *message);

/**
 * sluice_table_fault_get_name:
 * @self: a fault
 *
 * Returns: (transfer none): the table's name as the server has it, such as "public.orders"
 */
const char *sluice_table_fault_get_name (SluiceTableFault *self);

/**
 * sluice_table_fault_get_message:
 * @self: a fault
 *
 * Returns: (transfer none) (nullable): the server's words; %NULL when it said nothing
 */
const char *sluice_table_fault_get_message (SluiceTableFault *self);

/**
 * sluice_table_fault_dup_reason:
 * @message: what the server said of a batch of tables
 * @names: the tables of the batch
 * @name: one of them
 *
 * Takes what concerns one table out of "These schemas in the batch could not be saved: NAME (REASON), NAME (REASON). Any
 * other …" (contract, section 10.8). Names and reasons may hold any character.
 *
 * Returns: (transfer full) (nullable): the reason; %NULL when the message does not tell of that table
 */
char *sluice_table_fault_dup_reason (const char *message, const char *const *names, const char *name);

G_END_DECLS
