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
 * sluice_practice_warehouse_dup_cursor:
 * @self: a warehouse
 * @id: id of a table of a source
 * @name: its stored name
 * @scope: what the cursor is good for
 *
 * Returns: (transfer full) (nullable): the cursor that the last finished writer left, or %NULL when the rows are not
 * there, are another table's, or were read in another scope
 */
char *sluice_practice_warehouse_dup_cursor (SluicePracticeWarehouse *self,
                                            const char *id,
                                            const char *name,
                                            const char *scope);

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
 * @id: id of a table of a source
 *
 * Removes what was synced of a table, its cursor too.
 */
void sluice_practice_warehouse_drop_table (SluicePracticeWarehouse *self, const char *id);

/**
 * sluice_practice_writer_new:
 * @warehouse: a warehouse
 * @name: stored name of a table
 * @columns: (element-type SluicePgColumn): the columns that rows will have; they live as long as the writer
 * @keys: (nullable): the columns by which a row replaces an older one; %NULL if none is ever replaced
 * @fresh: whether the rows will take the place of those that are there; else they come to them
 * @error: return location for an error
 *
 * Prepares to write. Until sluice_practice_writer_finish() the rows lie beside the table, which stays as it is: who
 * stops half way, or is killed, has changed nothing. One writer a name at a time.
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
 * @id: id of the table of a source
 * @scope: what @cursor is good for
 * @cursor: (nullable): where the next sync goes on; %NULL if it has to read all
 * @error: return location for an error
 *
 * Puts the rows in their place and remembers the cursor, as one transaction.
 *
 * Returns: whether it succeeded; else nothing has changed
 */
gboolean sluice_practice_writer_finish (SluicePracticeWriter *self,
                                        const char *id,
                                        const char *scope,
                                        const char *cursor,
                                        GError **error);

/**
 * sluice_practice_writer_free:
 * @self: (nullable): a writer
 *
 * Frees @self. What was written and not finished is removed.
 */
void sluice_practice_writer_free (SluicePracticeWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeWarehouse, sluice_practice_warehouse_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeWriter, sluice_practice_writer_free)

G_END_DECLS
