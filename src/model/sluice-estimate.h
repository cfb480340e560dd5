/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table.h"

G_BEGIN_DECLS

/**
 * SluiceRowRange:
 * @low: rows, at least; 0 and more
 * @high: rows, at most as far as is known
 * @n_unknown: how many tables are not in it because their rows are unknown
 *
 * A number of rows as a range. With unknown tables it means "at least …".
 */
typedef struct
{
  gint64 low;
  gint64 high;
  guint n_unknown;
} SluiceRowRange;

/**
 * SluiceEstimatePart:
 * @n_tables: how many selected tables it is about
 * @rows: the rows of those whose rows are known
 * @month: what they bring in a month for this reason alone; in `n_unknown` those whose rows are unknown
 *
 * A part of the rows of a month, to show how they come about.
 */
typedef struct
{
  guint n_tables;
  gint64 rows;
  SluiceRowRange month;
} SluiceEstimatePart;

/**
 * sluice_estimate_month:
 * @table: a table
 * @frequency: how often it syncs, unless it has a frequency of its own
 *
 * Estimates the rows that a table as chosen, whether selected or not, brings in 30 days (DESIGN 7.2), by the
 * assumptions of the list that it is in. A row filter and columns that are left out change nothing, as nobody knows
 * what they keep out.
 *
 * Returns: the range; for unknown rows it is empty, with one unknown table in it
 */
SluiceRowRange sluice_estimate_month (SluiceTable *table, SluiceFrequency frequency);

/**
 * sluice_estimate_dup_reason:
 * @table: a table
 * @frequency: how often it syncs, unless it has a frequency of its own
 *
 * Says what [func@estimate_month] made of the table.
 *
 * Returns: (transfer full): translated sentences: "3–15 % of 1,250,000 rows, taken to change in a month."
 */
char *sluice_estimate_dup_reason (SluiceTable *table, SluiceFrequency frequency);

/**
 * sluice_row_range_add:
 * @a: a range
 * @b: another
 *
 * Returns: the sum, which stays at %G_MAXINT64 rather than run over
 */
SluiceRowRange sluice_row_range_add (SluiceRowRange a, SluiceRowRange b);

/**
 * sluice_row_range_subtract:
 * @a: a range
 * @b: a range that is part of @a
 *
 * Returns: what is left of @a, never below 0
 */
SluiceRowRange sluice_row_range_subtract (SluiceRowRange a, SluiceRowRange b);

/**
 * sluice_row_range_to_string:
 * @range: a range
 *
 * Returns: (transfer full): "≈ 38 k – 190 k", "36,000", "at least 1.2 M" when tables are missing in it, "unknown"
 *   when nothing else is in it
 */
char *sluice_row_range_to_string (SluiceRowRange range);

/**
 * sluice_rows_to_string:
 * @rows: a number of rows, -1 for unknown
 *
 * Returns: (transfer full): all figures, grouped as the locale does: "1,250,000"; "unknown" for -1
 */
char *sluice_rows_to_string (gint64 rows);

/**
 * sluice_rows_to_short_string:
 * @rows: a number of rows, -1 for unknown
 *
 * Returns: (transfer full): up to three figures with a unit: "1.2 M", "804 k"; "unknown" for -1
 */
char *sluice_rows_to_short_string (gint64 rows);

/**
 * sluice_rows_get_plural:
 * @rows: a number of rows; below 0 counts as 0
 *
 * What ngettext() is given for a sentence with [func@rows_to_string] in it. Languages look at the last figures, as Arabic
 * does at the last two, so a large number is not just “many”.
 *
 * Returns: a number of the same form of the plural, which a gulong of 32 bits holds
 */
gulong sluice_rows_get_plural (gint64 rows);

/**
 * sluice_rows_get_short_plural:
 * @rows: a number of rows; below 0 counts as 0
 *
 * As [func@rows_get_plural], for a sentence with [func@rows_to_short_string] in it: “8.3 k” is a number of thousands.
 *
 * Returns: a number of the form of the plural
 */
gulong sluice_rows_get_short_plural (gint64 rows);

G_END_DECLS
