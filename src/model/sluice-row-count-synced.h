/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-form.h"
#include "sluice-source.h"

G_BEGIN_DECLS

/**
 * sluice_row_count_synced_read:
 * @source: a source that exists
 * @form: the form of a set-up
 * @tables: (element-type SluiceTable): tables of that set-up
 * @n_known: (out) (optional): how many of them it has rows of
 *
 * Tells what a source has stored of the same tables (contract, section 10.1, "table.row_count"): what its jobs synced
 * so far. It knows nothing of another database or account (sluice_duplicates_is_same_origin()).
 *
 * Returns: (transfer full) (element-type gint64): the rows of each of @tables, -1 where it has none
 */
GArray *sluice_row_count_synced_read (SluiceSource *source, SluiceForm *form, GPtrArray *tables, guint *n_known);

G_END_DECLS
