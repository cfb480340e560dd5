/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-month-sums-private.h"

#include "sluice-choice-private.h"
#include "sluice-table-private.h"

#define SECONDS_A_MONTH ((guint64) SLUICE_DAYS_A_MONTH * SLUICE_SECONDS_A_DAY)
#define SHARES_IN_ALL (G_GUINT64_CONSTANT (100) * SLUICE_SHARES_A_PERCENT)

gint64
sluice_wide_rows_saturate (SluiceWideRows rows)
{
  return rows > (SluiceWideRows) G_MAXINT64 ? G_MAXINT64 : (gint64) rows;
}

static SluiceWideRows
multiply (SluiceWideRows rows, guint64 factor)
{
  SluiceWideRows product;

  return __builtin_mul_overflow (rows, (SluiceWideRows) factor, &product) ? ~(SluiceWideRows) 0 : product;
}

static gint64
divide (SluiceWideRows rows, guint64 divisor, gboolean up)
{
  return sluice_wide_rows_saturate (rows / divisor + (up && rows % divisor > 0));
}

/* The low end is rounded down and the high end up. */
static SluiceRowRange
get_shares (SluiceWideRows rows, guint low, guint high)
{
  return (SluiceRowRange) { divide (multiply (rows, low), SHARES_IN_ALL, FALSE),
                            divide (multiply (rows, high), SHARES_IN_ALL, TRUE), 0 };
}

static SluiceRowRange
get_exactly (SluiceWideRows rows)
{
  const gint64 sum = sluice_wide_rows_saturate (rows);

  return (SluiceRowRange) { sum, sum, 0 };
}

static SluiceRowRange
get_refreshes (SluiceWideRows rows, guint days)
{
  return (SluiceRowRange) { divide (multiply (rows, SLUICE_DAYS_A_MONTH), days, FALSE),
                            divide (multiply (rows, SLUICE_DAYS_A_MONTH), days, TRUE), 0 };
}

/* Changes are taken to be spread evenly over the month. Nobody says whether a row that is read again and has not
 * changed counts again: it does not at the low end. */
static SluiceRowRange
get_rereads (SluiceWideRows seconds, const SluiceAssumptions *assumptions)
{
  return (SluiceRowRange) {
    0, divide (multiply (seconds, assumptions->changed_high), SHARES_IN_ALL * SECONDS_A_MONTH, TRUE), 0
  };
}

/* Of a table */

static guint
get_own_runs (SluiceTable *table)
{
  return table->frequency >= 0 ? sluice_frequency_get_runs_a_month (table->frequency) : 0;
}

static SluiceFrequency
get_frequency (SluiceTable *table, SluiceFrequency plan)
{
  SluiceChoice choice;

  sluice_choice_lend (&choice, table);

  return sluice_choice_get_planned_frequency (&choice, plan);
}

guint
sluice_month_get_refresh_days (SluiceTable *table, SluiceFrequency plan)
{
  if (table->full_refresh_days == 0 || !sluice_sync_method_takes_full_refreshes (table->method))
    return 0;

  return MAX (table->full_refresh_days, sluice_frequency_get_interval_days (get_frequency (table, plan)));
}

guint
sluice_month_get_look_back (SluiceTable *table)
{
  return table->look_back > 0 ? (guint) MAX (sluice_table_get_look_back (table), 0) : 0;
}

const SluiceAssumptions *
sluice_month_get_assumptions (SluiceTable *table)
{
  return table->list != NULL ? sluice_table_list_get_assumptions (table->list) : sluice_assumptions_get_default ();
}

static SluiceRowRange
get_method_range (SluiceSyncMethod method,
                  SluiceWideRows rows,
                  SluiceWideRows runs,
                  const SluiceAssumptions *assumptions)
{
  switch (method)
    {
    case SLUICE_SYNC_METHOD_NONE:
      return (SluiceRowRange) { 0, 0, 0 };
    case SLUICE_SYNC_METHOD_FULL_REFRESH:
      return get_exactly (runs);
    case SLUICE_SYNC_METHOD_APPEND:
      return get_shares (rows, assumptions->added_low, assumptions->added_high);
    case SLUICE_SYNC_METHOD_INCREMENTAL:
    case SLUICE_SYNC_METHOD_XMIN:
    case SLUICE_SYNC_METHOD_CDC:
    case SLUICE_SYNC_METHOD_WEBHOOK:
    default:
      return get_shares (rows, assumptions->changed_low, assumptions->changed_high);
    }
}

SluiceRowRange
sluice_estimate_month (SluiceTable *table, SluiceFrequency frequency)
{
  const SluiceAssumptions *assumptions;
  SluiceRowRange month;
  guint runs;
  guint days;
  guint look_back;

  g_return_val_if_fail (SLUICE_IS_TABLE (table), ((SluiceRowRange) { 0, 0, 0 }));

  if (table->method == SLUICE_SYNC_METHOD_NONE)
    return (SluiceRowRange) { 0, 0, 0 };
  if (table->rows < 0)
    return (SluiceRowRange) { 0, 0, 1 };

  assumptions =
      table->list != NULL ? sluice_table_list_get_assumptions (table->list) : sluice_assumptions_get_default ();
  runs = sluice_frequency_get_runs_a_month (get_frequency (table, frequency));
  days = sluice_month_get_refresh_days (table, frequency);
  look_back = sluice_month_get_look_back (table);

  month = get_method_range (table->method, table->rows, multiply (table->rows, runs), assumptions);
  if (days > 0)
    month = sluice_row_range_add (month, get_refreshes (table->rows, days));
  if (look_back > 0)
    month = sluice_row_range_add (month, get_rereads (multiply (multiply (table->rows, look_back), runs), assumptions));

  return month;
}

/* Of many */

static void
count (SluiceRowSum *sum, SluiceTable *table, guint one, SluiceWideRows rows)
{
  sum->n_tables += one;
  if (table->rows < 0)
    sum->n_unknown += one;
  sum->rows += rows;
}

void
sluice_month_sums_count (SluiceMonthSums *self, SluiceTable *table, gboolean add)
{
  const guint one = add ? 1 : -1;
  const SluiceWideRows rows = (add ? 1 : -1) * (SluiceWideRows) MAX (table->rows, 0);
  const guint runs = get_own_runs (table);
  const guint days = sluice_month_get_refresh_days (table, SLUICE_FREQUENCY_5MIN);
  const guint look_back = sluice_month_get_look_back (table);

  count (&self->methods[table->method], table, one, rows);
  if (table->method == SLUICE_SYNC_METHOD_FULL_REFRESH)
    {
      self->own_runs += rows * runs;
      self->plan_rows += runs == 0 ? rows : 0;
    }
  if (days > 0)
    {
      count (&self->refreshed, table, one, rows);
      *(runs > 0 ? &self->own_days[days] : &self->plan_days[days]) += rows;
    }
  if (look_back > 0)
    {
      count (&self->looking_back, table, one, rows);
      self->own_seconds += rows * look_back * runs;
      self->plan_seconds += runs == 0 ? rows * look_back : 0;
    }
}

static SluiceEstimatePart
make_part (const SluiceRowSum *sum, SluiceRowRange month)
{
  month.n_unknown = sum->n_unknown;

  return (SluiceEstimatePart) { sum->n_tables, sluice_wide_rows_saturate (sum->rows), month };
}

SluiceEstimatePart
sluice_month_sums_get_method (const SluiceMonthSums *self,
                              SluiceSyncMethod method,
                              SluiceFrequency frequency,
                              const SluiceAssumptions *assumptions)
{
  const SluiceRowSum *sum = &self->methods[method];
  const SluiceWideRows runs =
      self->own_runs + multiply (self->plan_rows, sluice_frequency_get_runs_a_month (frequency));

  return make_part (sum, get_method_range (method, sum->rows, runs, assumptions));
}

SluiceEstimatePart
sluice_month_sums_get_refreshed (const SluiceMonthSums *self, SluiceFrequency frequency)
{
  const guint interval = sluice_frequency_get_interval_days (frequency);
  SluiceRowRange month = { 0, 0, 0 };

  for (guint days = 1; days <= SLUICE_FULL_REFRESH_DAYS_MAX && self->refreshed.n_tables > 0; days++)
    {
      month = sluice_row_range_add (month, get_refreshes (self->own_days[days], days));
      month = sluice_row_range_add (month, get_refreshes (self->plan_days[days], MAX (days, interval)));
    }

  return make_part (&self->refreshed, month);
}

SluiceEstimatePart
sluice_month_sums_get_looking_back (const SluiceMonthSums *self,
                                    SluiceFrequency frequency,
                                    const SluiceAssumptions *assumptions)
{
  const SluiceWideRows seconds =
      self->own_seconds + multiply (self->plan_seconds, sluice_frequency_get_runs_a_month (frequency));

  return make_part (&self->looking_back, get_rereads (seconds, assumptions));
}

guint
sluice_month_sums_get_n_unknown (const SluiceMonthSums *self)
{
  guint n = 0;

  for (guint i = 0; i < SLUICE_N_SYNC_METHODS; i++)
    n += self->methods[i].n_unknown;

  return n;
}

SluiceRowRange
sluice_month_sums_get_first_load (const SluiceMonthSums *self)
{
  SluiceWideRows rows = 0;
  SluiceRowRange load;

  for (guint i = 0; i < SLUICE_N_SYNC_METHODS; i++)
    rows += self->methods[i].rows;
  load = get_exactly (rows);
  load.n_unknown = sluice_month_sums_get_n_unknown (self);

  return load;
}

SluiceRowRange
sluice_month_sums_get_month (const SluiceMonthSums *self,
                             SluiceFrequency frequency,
                             const SluiceAssumptions *assumptions)
{
  SluiceRowRange month = sluice_month_sums_get_refreshed (self, frequency).month;

  month = sluice_row_range_add (month, sluice_month_sums_get_looking_back (self, frequency, assumptions).month);
  for (SluiceSyncMethod method = 0; method < SLUICE_N_SYNC_METHODS; method++)
    month = sluice_row_range_add (month, sluice_month_sums_get_method (self, method, frequency, assumptions).month);
  /* Parts share tables. */
  month.n_unknown = sluice_month_sums_get_n_unknown (self);

  return month;
}
