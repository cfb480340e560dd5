/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table-choice.h"
#include "sluice-table-list.h"

G_BEGIN_DECLS

/* What another discovery of the same source found to be different. Marks stay until they are dismissed. */

/**
 * SluiceTableChange:
 * @SLUICE_TABLE_UNCHANGED: it is as it was, or was there from the first look on
 * @SLUICE_TABLE_ADDED: it was not there before
 * @SLUICE_TABLE_CHANGED: its columns, its keys or what can be done with it are different. Its choice stayed as far as
 *   that is possible
 * @SLUICE_TABLE_REMOVED: it is not there any more. It is shown, but cannot be selected and is sent nowhere
 *
 * How a table differs from the discovery before.
 */
typedef enum
{
  SLUICE_TABLE_UNCHANGED,
  SLUICE_TABLE_ADDED,
  SLUICE_TABLE_CHANGED,
  SLUICE_TABLE_REMOVED,
} SluiceTableChange;

#define SLUICE_TYPE_TABLE_CHANGE (sluice_table_change_get_type ())
GType sluice_table_change_get_type (void);

/**
 * sluice_table_change_get_label:
 * @change: how a table differs
 *
 * Returns: a translated word for a badge: "New"; "" for UNCHANGED
 */
const char *sluice_table_change_get_label (SluiceTableChange change);

/**
 * sluice_table_get_change:
 * @self: a table
 *
 * Returns: how it differs from the discovery before; property "change"
 */
SluiceTableChange sluice_table_get_change (SluiceTable *self);

/**
 * sluice_table_get_lost_parts:
 * @self: a table
 *
 * Returns: which parts of its choice were not possible any more, until they are chosen anew; the table needs attention
 *   as long as there are any
 */
SluiceChoicePart sluice_table_get_lost_parts (SluiceTable *self);

/**
 * sluice_table_dup_change_text:
 * @self: a table
 *
 * Says what is different, and what became of the choice: "Columns gone: updated_at. It was Incremental by updated_at,
 * which is not possible any more."
 *
 * Returns: (transfer full) (nullable): translated sentences, not markup; %NULL for UNCHANGED
 */
char *sluice_table_dup_change_text (SluiceTable *self);

/**
 * sluice_table_list_count_changes:
 * @self: a list of tables
 * @change: how tables differ
 *
 * Returns: how many tables differ so; property "n-changes" has the sum of those that do
 */
guint sluice_table_list_count_changes (SluiceTableList *self, SluiceTableChange change);

/**
 * sluice_table_list_dup_changes_text:
 * @self: a list of tables
 *
 * Returns: (transfer full) (nullable): a translated sentence for a banner: "3 tables are new, 2 have changed, 1 is
 *   gone."; %NULL when nothing is marked
 */
char *sluice_table_list_dup_changes_text (SluiceTableList *self);

/**
 * sluice_table_list_dismiss_changes:
 * @self: a list of tables
 *
 * Takes all marks away, and the removed tables out of the list, as one change. Parts of choices that were lost are not
 * asked about any more.
 */
void sluice_table_list_dismiss_changes (SluiceTableList *self);

/**
 * sluice_table_list_dismiss_change:
 * @self: a list of tables
 * @table: one of its tables
 *
 * Takes the mark of one table away, and the table if it is removed.
 */
void sluice_table_list_dismiss_change (SluiceTableList *self, SluiceTable *table);

G_END_DECLS
