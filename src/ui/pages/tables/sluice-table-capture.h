/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table-filter.h"
#include "sluice-table-list.h"
#include "sluice-table-query.h"

G_BEGIN_DECLS

/**
 * SluiceTableCapture:
 *
 * Writes down what a worker needs of the tables' choices, which only the main thread may look at: whether each
 * passes the filter, and the number it is sorted by. A hundred thousand tables take longer than a frame has time, so it
 * is done in steps.
 */
typedef struct _SluiceTableCapture SluiceTableCapture;

/* Whether each passes @filter, if one is given; and the numbers of @sort, if it is one by choices. */
SluiceTableCapture *
sluice_table_capture_new (SluiceTableList *tables, const SluiceTableFilter *filter, SluiceTableSort sort);
void sluice_table_capture_free (SluiceTableCapture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceTableCapture, sluice_table_capture_free)

/* Goes on until @deadline (g_get_monotonic_time()) has passed; TRUE once all tables are written down. */
gboolean sluice_table_capture_step (SluiceTableCapture *self, gint64 deadline);
/* Once done. (transfer full) (nullable): a byte a table */
GBytes *sluice_table_capture_take_chosen (SluiceTableCapture *self);
/* Once done. (transfer full) (nullable): a gint64 a table; SLUICE_TABLE_VALUE_LAST for those without one */
GBytes *sluice_table_capture_take_values (SluiceTableCapture *self);

G_END_DECLS
