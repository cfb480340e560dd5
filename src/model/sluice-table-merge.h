/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table-list.h"

G_BEGIN_DECLS

/**
 * SluiceTableMerge:
 *
 * Another discovery of tables that a list has already. What arrives is compared as it comes; the list and what is
 * chosen in it stay as they are until the end, when everything changes at once, or not at all. Main thread only.
 */
typedef struct _SluiceTableMerge SluiceTableMerge;

/**
 * sluice_table_merge_new:
 * @list: a list of tables
 *
 * Returns: (transfer full): a new merge
 */
SluiceTableMerge *sluice_table_merge_new (SluiceTableList *list);

/**
 * sluice_table_merge_free:
 * @self: a merge
 *
 * Drops what arrived.
 */
void sluice_table_merge_free (SluiceTableMerge *self);

/**
 * sluice_table_merge_add:
 * @self: a merge
 * @tables: (element-type SluiceTable): tables that arrived, of no list
 *
 * Takes a batch. A name that has arrived already is passed over.
 */
void sluice_table_merge_add (SluiceTableMerge *self, GPtrArray *tables);

/**
 * sluice_table_merge_get_n_tables:
 * @self: a merge
 *
 * Returns: how many tables have arrived
 */
guint sluice_table_merge_get_n_tables (SluiceTableMerge *self);

/**
 * sluice_table_merge_finish:
 * @self: a merge
 * @same_source: whether it is the source that the list's tables come from
 *
 * Puts what arrived in place, as one change of the list. A table that is said to be the same stays the same object,
 * with its choice and its rows, unless the server counted them anew. One that is different takes the choice over as far
 * as it can have it. Of the same source, new, different and missing tables are marked and the history stays; of another
 * one, what is missing goes, and the history with it.
 */
void sluice_table_merge_finish (SluiceTableMerge *self, gboolean same_source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceTableMerge, sluice_table_merge_free)

G_END_DECLS
