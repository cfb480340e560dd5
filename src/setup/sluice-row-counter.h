/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-form.h"
#include "sluice-table-list.h"

G_BEGIN_DECLS

/**
 * SluiceRowTally:
 * @n_total: the tables that were asked for
 * @n_done: those that are settled
 * @n_set: those that have a number now
 * @n_kept: those that keep a count which is better than the estimate that came
 * @n_unknown: those whose rows the database does not know: views, foreign tables, tables that were never analysed
 * @n_missing: those that are not in the database
 * @n_failed: those that could not be counted
 *
 * How a count stands. The last five add up to @n_done.
 */
typedef struct
{
  guint n_total;
  guint n_done;
  guint n_set;
  guint n_kept;
  guint n_unknown;
  guint n_missing;
  guint n_failed;
} SluiceRowTally;

#define SLUICE_TYPE_ROW_COUNTER (sluice_row_counter_get_type ())

/**
 * SluiceRowCounter:
 *
 * Gets the row counts that the server did not give (DESIGN 9.1): asks the database itself, from this computer, and gives
 * tables what comes from elsewhere. Nothing is sent before one of its functions asks for it, and then to the host that
 * stands in the form and nobody else: read-only, each statement in a transaction of its own that leaves nothing behind
 * in a pooler's session. Over the open network only encrypted.
 *
 * Main thread only; it never blocks it. One thing at a time. Tables are changed as numbers arrive, in pieces of less
 * than a frame, and never from a count to an estimate (sluice_table_offer_rows()).
 *
 * Properties: "busy" (gboolean), "current" (SluiceTable or NULL: the one that is being counted).
 * Signals: "progress": the tally has changed. "failed" (SluiceTable, GError): one table could not be counted; the others
 * go on.
 */
G_DECLARE_FINAL_TYPE (SluiceRowCounter, sluice_row_counter, SLUICE, ROW_COUNTER, GObject)

/**
 * sluice_row_counter_new:
 * @tables: the tables
 * @form: the form of their source
 *
 * Returns: (transfer full): a counter that has done nothing yet
 */
SluiceRowCounter *sluice_row_counter_new (SluiceTableList *tables, SluiceForm *form);

/**
 * sluice_row_counter_dup_obstacle:
 * @self: a counter
 *
 * Returns: (transfer full) (nullable): why the database cannot be asked from this computer, as a translated sentence;
 *   %NULL when it can
 */
char *sluice_row_counter_dup_obstacle (SluiceRowCounter *self);

/**
 * sluice_row_counter_dup_address:
 * @self: a counter
 *
 * Returns: (transfer full): where it would ask: "shop on db.example.com:5432"
 */
char *sluice_row_counter_dup_address (SluiceRowCounter *self);

/**
 * sluice_row_counter_estimate:
 * @self: a counter that is not busy
 * @tables: (element-type SluiceTable): the tables to set
 *
 * Reads the database's own estimates by one query, and sets them (`SLUICE_ROWS_ESTIMATED`).
 *
 * Returns: (transfer full): resolves to %TRUE when all of @tables are settled; rejects with a `SLUICE_PG_ERROR`, or with
 *   `G_IO_ERROR_CANCELLED`. Dropping what is chained to it cancels, on the server too
 */
DexFuture *sluice_row_counter_estimate (SluiceRowCounter *self, GPtrArray *tables);

/**
 * sluice_row_counter_count:
 * @self: a counter that is not busy
 * @tables: (element-type SluiceTable): the tables to count
 * @seconds: how long the server may count one table
 *
 * Counts tables one after another, those with the fewest rows first, and sets each as its number comes
 * (`SLUICE_ROWS_COUNTED`). A table that cannot be counted does not end it; a connection that is lost is made anew.
 *
 * Returns: (transfer full): resolves to %TRUE when all are settled; rejects with a `SLUICE_PG_ERROR` when there is no
 *   connection, or with `G_IO_ERROR_CANCELLED`, and then keeps what was counted. Dropping what is chained to it cancels,
 *   on the server too
 */
DexFuture *sluice_row_counter_count (SluiceRowCounter *self, GPtrArray *tables, guint seconds);

/**
 * sluice_row_counter_take:
 * @self: a counter that is not busy
 * @tables: (element-type SluiceTable): tables
 * @rows: (element-type gint64): the rows of each, -1 for those that nobody knows
 * @origin: where they come from
 *
 * Gives tables numbers that come from elsewhere.
 *
 * Returns: (transfer full): resolves to %TRUE when all are settled; rejects with `G_IO_ERROR_CANCELLED`
 */
DexFuture *sluice_row_counter_take (SluiceRowCounter *self, GPtrArray *tables, GArray *rows, SluiceRowsOrigin origin);

/**
 * sluice_row_counter_cancel:
 * @self: a counter
 *
 * Stops what is under way, on the server too. Numbers that have come stay.
 */
void sluice_row_counter_cancel (SluiceRowCounter *self);

/**
 * sluice_row_counter_get_busy:
 * @self: a counter
 *
 * Returns: whether something is under way
 */
gboolean sluice_row_counter_get_busy (SluiceRowCounter *self);

/**
 * sluice_row_counter_get_current:
 * @self: a counter
 *
 * Returns: (transfer none) (nullable): the table that is being counted now
 */
SluiceTable *sluice_row_counter_get_current (SluiceRowCounter *self);

/**
 * sluice_row_counter_get_tally:
 * @self: a counter
 *
 * Returns: (transfer none): how what is under way stands, or how the last one ended
 */
const SluiceRowTally *sluice_row_counter_get_tally (SluiceRowCounter *self);

G_END_DECLS
