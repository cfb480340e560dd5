/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-pg-catalogue.h"

G_BEGIN_DECLS

/**
 * SluicePracticeWarehouse:
 *
 * The SQLite file that synced rows go to. Integers are INTEGER, everything else is PostgreSQL's text, NULL is NULL. All
 * functions may be called on any thread; they block.
 */
typedef struct _SluicePracticeWarehouse SluicePracticeWarehouse;

/**
 * SluicePracticeWriter:
 *
 * Writes the rows of one sync. One thread at a time.
 */
typedef struct _SluicePracticeWriter SluicePracticeWriter;

/**
 * sluice_practice_warehouse_open:
 * @path: file name
 * @error: return location for an error
 *
 * Returns: (transfer full): the warehouse, made when there was none, or %NULL
 */
SluicePracticeWarehouse *sluice_practice_warehouse_open (const char *path, GError **error);

/**
 * sluice_practice_warehouse_free:
 * @self: (nullable): a warehouse
 *
 * Closes the file.
 */
void sluice_practice_warehouse_free (SluicePracticeWarehouse *self);

/**
 * sluice_practice_warehouse_get_path:
 * @self: a warehouse
 *
 * Returns: (transfer none): file name
 */
const char *sluice_practice_warehouse_get_path (SluicePracticeWarehouse *self);

/**
 * sluice_practice_warehouse_has_table:
 * @self: a warehouse
 * @name: stored name of a table
 *
 * Returns: whether it is there
 */
gboolean sluice_practice_warehouse_has_table (SluicePracticeWarehouse *self, const char *name);

/**
 * sluice_practice_warehouse_count_rows:
 * @self: a warehouse
 * @name: stored name of a table
 *
 * Returns: how many rows it has
 */
gint64 sluice_practice_warehouse_count_rows (SluicePracticeWarehouse *self, const char *name);

/**
 * sluice_practice_warehouse_drop_table:
 * @self: a warehouse
 * @name: stored name of a table
 *
 * Removes a table if it is there.
 */
void sluice_practice_warehouse_drop_table (SluicePracticeWarehouse *self, const char *name);

/**
 * sluice_practice_writer_new:
 * @warehouse: a warehouse
 * @name: stored name of a table
 * @columns: (element-type SluicePgColumn): the columns that rows will have
 * @keys: (nullable): the columns by which a row replaces an older one; %NULL if none is ever replaced
 * @fresh: whether all rows are written anew, beside the old ones, which stay until the end
 * @error: return location for an error
 *
 * Prepares to write.
 *
 * Returns: (transfer full): a writer, or %NULL
 */
SluicePracticeWriter *sluice_practice_writer_new (SluicePracticeWarehouse *warehouse,
                                                  const char *name,
                                                  GPtrArray *columns,
                                                  const char *const *keys,
                                                  gboolean fresh,
                                                  GError **error);

/**
 * sluice_practice_writer_write:
 * @self: a writer
 * @rows: rows with the writer's columns
 * @error: return location for an error
 *
 * Writes some rows as one transaction.
 *
 * Returns: whether they were written
 */
gboolean sluice_practice_writer_write (SluicePracticeWriter *self, const SluicePgResult *rows, GError **error);

/**
 * sluice_practice_writer_finish:
 * @self: a writer
 * @error: return location for an error
 *
 * Puts the rows of a fresh writer in the place of the old ones.
 *
 * Returns: whether it succeeded
 */
gboolean sluice_practice_writer_finish (SluicePracticeWriter *self, GError **error);

/**
 * sluice_practice_writer_free:
 * @self: (nullable): a writer
 *
 * Frees @self. What a fresh writer wrote and did not finish is removed.
 */
void sluice_practice_writer_free (SluicePracticeWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeWarehouse, sluice_practice_warehouse_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeWriter, sluice_practice_writer_free)

G_END_DECLS
