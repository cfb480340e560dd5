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

/* Rows a month for a table as chosen, @frequency being the plan's (DESIGN 7.2). Sums saturate at G_MAXINT64. */
SluiceRowRange sluice_estimate_month (SluiceTable *table, SluiceFrequency frequency);
SluiceRowRange sluice_row_range_add (SluiceRowRange a, SluiceRowRange b);
SluiceRowRange sluice_row_range_subtract (SluiceRowRange a, SluiceRowRange b);
/* Translated: "≈ 38 k – 190 k", "36,000", "at least 1.2 M", "unknown". (transfer full) */
char *sluice_row_range_to_string (SluiceRowRange range);
/* By locale, grouped: "1,250,000"; "unknown" for -1. (transfer full) */
char *sluice_rows_to_string (gint64 rows);
/* Short, three figures: "1.2 M", "804 k". (transfer full) */
char *sluice_rows_to_short_string (gint64 rows);

/* US dollars for a month of @rows by the price list of this version (contract, section 16.3: unverified third-party
 * figures), and the month of that list ("September 2026", translated). */
double sluice_estimate_cost (gint64 rows);
char *sluice_estimate_dup_price_date (void);
/* "$0.00", "$2.40 – $31.00", "at least $3.10". (transfer full) */
char *sluice_estimate_dup_cost (SluiceRowRange month);

G_END_DECLS
