/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-bulk-preview.h"
#include "sluice-bulk-rule.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_BULK_EDIT (sluice_bulk_edit_get_type ())

/**
 * SluiceBulkEdit:
 *
 * Rules for many tables at once, as a #GListModel of #SluiceBulkRule: the first that fits a table decides, and tables
 * that none fits are left. Nothing happens to a table before a preview is applied. Signal "changed": rules or anything
 * in them did, so that an open preview is out of date.
 */
G_DECLARE_FINAL_TYPE (SluiceBulkEdit, sluice_bulk_edit, SLUICE, BULK_EDIT, GObject)

/**
 * sluice_bulk_edit_new:
 *
 * Returns: (transfer full): a bulk edit without rules
 */
SluiceBulkEdit *sluice_bulk_edit_new (void);

/**
 * sluice_bulk_edit_new_example:
 *
 * Returns: (transfer full): rules to begin with: a cursor named updated_at → incremental, under 50,000 rows → full
 *   refresh, else leave
 */
SluiceBulkEdit *sluice_bulk_edit_new_example (void);

/**
 * sluice_bulk_edit_new_from_json:
 * @node: (nullable): what [method@BulkEdit.to_json] wrote
 * @error: return location for a `SLUICE_JSON_ERROR`
 *
 * Reads rules that were kept. Conditions and actions that this version does not know are an error: without them a rule
 * would mean something else.
 *
 * Returns: (transfer full) (nullable): a bulk edit, or %NULL
 */
SluiceBulkEdit *sluice_bulk_edit_new_from_json (JsonNode *node, GError **error);

/**
 * sluice_bulk_edit_to_json:
 * @self: a bulk edit
 *
 * Returns: (transfer full): the rules, to be kept
 */
JsonNode *sluice_bulk_edit_to_json (SluiceBulkEdit *self);

/**
 * sluice_bulk_edit_add:
 * @self: a bulk edit
 * @rule: a rule
 *
 * Adds a rule at the end.
 */
void sluice_bulk_edit_add (SluiceBulkEdit *self, SluiceBulkRule *rule);

/**
 * sluice_bulk_edit_remove:
 * @self: a bulk edit
 * @position: the rule's position
 *
 * Takes a rule away.
 */
void sluice_bulk_edit_remove (SluiceBulkEdit *self, guint position);

/**
 * sluice_bulk_edit_move:
 * @self: a bulk edit
 * @from: the rule's position
 * @to: its position afterwards
 *
 * Moves a rule before or after others, as the first that fits decides.
 */
void sluice_bulk_edit_move (SluiceBulkEdit *self, guint from, guint to);

/**
 * sluice_bulk_edit_preview:
 * @self: a bulk edit
 * @list: the list of the tables
 * @tables: (element-type SluiceTable): the tables to look at, such as those that are shown, or the selected rows. None
 *   else is touched
 *
 * Works out what the rules as they stand would do.
 *
 * Returns: (transfer full): a preview that fills itself
 */
SluiceBulkPreview *sluice_bulk_edit_preview (SluiceBulkEdit *self, SluiceTableList *list, GPtrArray *tables);

G_END_DECLS
