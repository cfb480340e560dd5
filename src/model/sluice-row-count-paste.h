/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table.h"

G_BEGIN_DECLS

/**
 * SluicePasteMatch:
 * @SLUICE_PASTE_MATCHED: one table has this name, and there is a number
 * @SLUICE_PASTE_NO_NUMBER: one table has this name, and its number is NULL or negative: the database does not know it
 * @SLUICE_PASTE_NOT_A_NUMBER: what stands where the number should is none
 * @SLUICE_PASTE_NOT_FOUND: no table has this name
 * @SLUICE_PASTE_AMBIGUOUS: tables of several schemas have this name, and the line names no schema
 * @SLUICE_PASTE_CONTRADICTED: another line gives the same table another number
 *
 * What became of a pasted line.
 */
typedef enum
{
  SLUICE_PASTE_MATCHED,
  SLUICE_PASTE_NO_NUMBER,
  SLUICE_PASTE_NOT_A_NUMBER,
  SLUICE_PASTE_NOT_FOUND,
  SLUICE_PASTE_AMBIGUOUS,
  SLUICE_PASTE_CONTRADICTED,
} SluicePasteMatch;

#define SLUICE_N_PASTE_MATCHES (SLUICE_PASTE_CONTRADICTED + 1)

/**
 * SluicePastedCount:
 * @name: the table as the line names it, with its schema where it has one
 * @number: what stood for its rows
 * @match: what became of it
 * @table: (nullable): the table that is meant
 * @rows: its rows, when @match is `SLUICE_PASTE_MATCHED`; else -1
 *
 * One line of a pasted result.
 */
typedef struct
{
  char *name;
  char *number;
  SluicePasteMatch match;
  SluiceTable *table;
  gint64 rows;
} SluicePastedCount;

/**
 * SluiceRowCountPaste:
 * @counts: (element-type SluicePastedCount): the lines, in their order
 * @n: how many there are of each #SluicePasteMatch
 *
 * A pasted result, held against the tables. It does not change, and any thread may hold it.
 */
typedef struct
{
  GPtrArray *counts;
  guint n[SLUICE_N_PASTE_MATCHES];
} SluiceRowCountPaste;

/**
 * sluice_row_count_paste_new:
 * @text: what was pasted
 * @tables: (element-type SluiceTable): the tables of the source
 * @namespace_: (nullable): the schema that tables without one belong to; %NULL or "" when nobody knows
 *
 * Reads a pasted result: which columns hold the schema, the name and the rows is taken from the header, and without one
 * from what stands in them. A name is looked for as it is, then without regard to case; with its schema if it has one.
 * May run on any thread while @tables are held: it reads of them what never changes.
 *
 * Returns: (transfer full): what was found; without lines when there are no names with numbers in @text
 */
SluiceRowCountPaste *sluice_row_count_paste_new (const char *text, GPtrArray *tables, const char *namespace_);

#define SLUICE_TYPE_ROW_COUNT_PASTE (sluice_row_count_paste_get_type ())
GType sluice_row_count_paste_get_type (void);
SluiceRowCountPaste *sluice_row_count_paste_ref (SluiceRowCountPaste *self);
void sluice_row_count_paste_unref (SluiceRowCountPaste *self);

/**
 * sluice_paste_match_get_label:
 * @match: what became of a line
 *
 * Returns: it in a few words, translated: "Not a table of this source"
 */
const char *sluice_paste_match_get_label (SluicePasteMatch match);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceRowCountPaste, sluice_row_count_paste_unref)

G_END_DECLS
