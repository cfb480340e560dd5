/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-changes.h"
#include "sluice-practice-warehouse.h"

G_BEGIN_DECLS

/**
 * sluice_practice_warehouse_apply:
 * @self: a warehouse
 * @id: id of a table of a source
 * @name: its stored name
 * @columns: (element-type SluicePgColumn): its columns; values of others are left out
 * @keys: the columns of its key
 * @changes: (element-type SluicePracticeChange): changes of whole transactions, in their order
 * @scope: what @cursor is good for
 * @cursor: where the next sync goes on
 * @error: return location for an error
 *
 * Does to the stored rows what was done to the table's, and remembers the cursor, as one transaction. Changes that the
 * rows hold already may come again.
 *
 * Returns: whether it succeeded; else nothing has changed
 */
gboolean sluice_practice_warehouse_apply (SluicePracticeWarehouse *self,
                                          const char *id,
                                          const char *name,
                                          GPtrArray *columns,
                                          const char *const *keys,
                                          GPtrArray *changes,
                                          const char *scope,
                                          const char *cursor,
                                          GError **error);

G_END_DECLS
