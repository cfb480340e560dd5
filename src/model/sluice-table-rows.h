/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table.h"

G_BEGIN_DECLS

/**
 * sluice_rows_origin_is_exact:
 * @origin: where rows come from
 *
 * Returns: whether they are a count; what is estimated, or stored elsewhere, is near it
 */
gboolean sluice_rows_origin_is_exact (SluiceRowsOrigin origin);

/**
 * sluice_table_dup_rows_text:
 * @self: a table
 *
 * The rows as they are shown (DESIGN 9.1): "1,204,331" for a count, "≈ 1.2 M" for an estimate, "unknown".
 *
 * Returns: (transfer full): translated text
 */
char *sluice_table_dup_rows_text (SluiceTable *self);

/**
 * sluice_table_dup_rows_origin_text:
 * @self: a table
 *
 * Returns: (transfer full) (nullable): where the rows come from and since when, as a translated sentence without a
 *   full stop; %NULL when they are unknown
 */
char *sluice_table_dup_rows_origin_text (SluiceTable *self);

/**
 * sluice_table_get_bare_name:
 * @self: a table
 *
 * Returns: (transfer none): the name that the source knows it by, without its schema: "orders"
 */
const char *sluice_table_get_bare_name (SluiceTable *self);

/**
 * sluice_table_offer_rows:
 * @self: a table
 * @rows: the rows, 0 or more
 * @origin: where they come from
 * @at: when that was, in seconds since 1970
 *
 * Sets the rows as [method@Table.set_rows_at] does, unless what is there is better: an estimate never takes the place
 * of a count.
 *
 * Returns: whether they were taken
 */
gboolean sluice_table_offer_rows (SluiceTable *self, gint64 rows, SluiceRowsOrigin origin, gint64 at);

/**
 * sluice_rows_from_text:
 * @text: what somebody typed or pasted
 * @rows: (out): return location for the number of rows
 *
 * Reads a number of rows: "1204331", "1,204,331", "1.204.331", "1 204 331", "1.2 M", "50k", "≈ 3 bn", "1,5 Mio",
 * "120 万". One point or comma with other than three digits after it stands for a fraction; one with three digits
 * groups thousands, except before a unit.
 *
 * Returns: %FALSE if it is no number of rows
 */
gboolean sluice_rows_from_text (const char *text, gint64 *rows);

G_END_DECLS
