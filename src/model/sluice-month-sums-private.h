/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-assumptions.h"
#include "sluice-estimate.h"
#include "sluice-table-choice.h"

G_BEGIN_DECLS

/* What the rows of a month are worked out from, for any number of tables, so that another frequency of the plan and
 * other assumptions need no walk over the tables (DESIGN 7.2). */

/* Wide enough for a sum over any number of tables, so that what was added can be taken away again exactly. */
__extension__ typedef unsigned __int128 SluiceWideRows;

#define SLUICE_N_SYNC_METHODS (SLUICE_SYNC_METHOD_WEBHOOK + 1)

typedef struct
{
  guint n_tables;
  guint n_unknown; /* of these, whose rows are not in the sum */
  SluiceWideRows rows;
} SluiceRowSum;

/* "Own" are tables with a frequency of their own, "plan" those that follow the plan's. */
typedef struct
{
  SluiceRowSum methods[SLUICE_N_SYNC_METHODS];
  SluiceRowSum refreshed;    /* those that are read in full again now and then */
  SluiceRowSum looking_back; /* those that read some rows again at each sync */

  /* Full refreshes */
  SluiceWideRows own_runs; /* rows times runs a month */
  SluiceWideRows plan_rows;

  /* Rows by the days between two readings in full: in effect, and as chosen, which the plan's frequency may outdo. */
  SluiceWideRows own_days[SLUICE_FULL_REFRESH_DAYS_MAX + 1];
  SluiceWideRows plan_days[SLUICE_FULL_REFRESH_DAYS_MAX + 1];

  /* Rows times the seconds that are read again, at each run or in a month. */
  SluiceWideRows own_seconds;
  SluiceWideRows plan_seconds;
} SluiceMonthSums;

/* Adds a table as chosen, or takes it away; whether it is selected is the caller's to look at. Sums wrap around, which
 * is why the one undoes the other. */
void sluice_month_sums_count (SluiceMonthSums *self, SluiceTable *table, gboolean add);

guint sluice_month_sums_get_n_unknown (const SluiceMonthSums *self);
SluiceRowRange sluice_month_sums_get_first_load (const SluiceMonthSums *self);
/* The sum of all parts, to the row. */
SluiceRowRange sluice_month_sums_get_month (const SluiceMonthSums *self,
                                            SluiceFrequency frequency,
                                            const SluiceAssumptions *assumptions);
SluiceEstimatePart sluice_month_sums_get_method (const SluiceMonthSums *self,
                                                 SluiceSyncMethod method,
                                                 SluiceFrequency frequency,
                                                 const SluiceAssumptions *assumptions);
SluiceEstimatePart sluice_month_sums_get_refreshed (const SluiceMonthSums *self, SluiceFrequency frequency);
SluiceEstimatePart sluice_month_sums_get_looking_back (const SluiceMonthSums *self,
                                                       SluiceFrequency frequency,
                                                       const SluiceAssumptions *assumptions);

/* Of one table */
const SluiceAssumptions *sluice_month_get_assumptions (SluiceTable *table);
/* The days between two readings in full, 0 for never. They cannot be fewer than between two syncs. */
guint sluice_month_get_refresh_days (SluiceTable *table, SluiceFrequency plan);
/* The seconds that each sync reads again. */
guint sluice_month_get_look_back (SluiceTable *table);

gint64 sluice_wide_rows_saturate (SluiceWideRows rows);

G_END_DECLS
