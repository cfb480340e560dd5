/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SluiceTableSort:
 *
 * What the tables are sorted by. NONE is the server's order.
 */
typedef enum
{
  SLUICE_TABLE_SORT_NONE,
  SLUICE_TABLE_SORT_SELECTED,
  SLUICE_TABLE_SORT_NAME,
  SLUICE_TABLE_SORT_ROWS,
  SLUICE_TABLE_SORT_METHOD,
  SLUICE_TABLE_SORT_CURSOR,
  SLUICE_TABLE_SORT_FREQUENCY,
  SLUICE_TABLE_SORT_MONTH,
  SLUICE_TABLE_SORT_NOTE,
} SluiceTableSort;

/* A value that comes last, whichever way the sort goes: an unknown number, no cursor, no note. */
#define SLUICE_TABLE_VALUE_LAST G_MAXINT64

/**
 * SluiceTableKeys:
 *
 * What is searched and sorted by, made once from the facts of a list of tables and never changed after: names and
 * column names folded for search, and each table's rank by name. Counted atomically; made on the main thread in no
 * time, filled on the first worker that needs them.
 */
typedef struct _SluiceTableKeys SluiceTableKeys;

/* (element-type GPtrArray of SluiceTable): the tables in the server's order, in batches that never change */
SluiceTableKeys *sluice_table_keys_new (GPtrArray *batches);
SluiceTableKeys *sluice_table_keys_ref (SluiceTableKeys *self);
/* Fills them, if nobody has. Any thread; 100,000 tables take two tenths of a second. */
void sluice_table_keys_fill (SluiceTableKeys *self);
void sluice_table_keys_unref (SluiceTableKeys *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceTableKeys, sluice_table_keys_unref)

/**
 * SluiceTableQuery:
 * @keys: the facts
 * @search: what was typed; each of its words must be found in the name, the schema or the name of a column. %NULL or
 * "": all
 * @schema: (nullable): only tables of this schema
 * @chosen: (nullable): a byte a table; only tables where it is not 0
 * @values: (nullable): a number (gint64) a table to sort by; SLUICE_TABLE_VALUE_LAST comes last
 * @grouped: the tables of a schema stand together, schemas by their names; those without one come first
 * @by_name: sorts by the name
 * @descending: the other way round; equal ones stay in the order of their names
 * @spare: (nullable) (element-type guint): an array that nobody needs any more, for the answer to take. To free one
 * that a worker made would let the allocator tidy up after the worker, for longer than a keystroke may take
 *
 * A question to the keys. It holds all it needs, so a worker may answer it while the tables change.
 */
typedef struct
{
  SluiceTableKeys *keys;
  char *search;
  char *schema;
  GBytes *chosen;
  GBytes *values;
  gboolean grouped;
  gboolean by_name;
  gboolean descending;
  GArray *spare;
} SluiceTableQuery;

void sluice_table_query_free (SluiceTableQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceTableQuery, sluice_table_query_free)

/**
 * sluice_table_query_run:
 * @self: a query
 * @cancellable: (nullable): looked at now and then
 * @sections: (out) (transfer full) (nullable) (element-type guint): where each schema's tables start in the answer, if
 *   they are grouped, else %NULL
 *
 * Answers the query. Any thread; 100,000 tables take some tens of milliseconds.
 *
 * Returns: (transfer full) (element-type guint) (nullable): the tables found, as positions in the server's order; %NULL
 *   when cancelled
 */
GArray *sluice_table_query_run (SluiceTableQuery *self, GCancellable *cancellable, GArray **sections);

G_END_DECLS
