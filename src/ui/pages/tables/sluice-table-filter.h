/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table.h"

G_BEGIN_DECLS

/**
 * SluiceTableSize:
 *
 * How large a table is: below 50,000 rows, below a million, from there on, or nobody knows (DESIGN 7.1).
 */
typedef enum
{
  SLUICE_TABLE_SIZE_SMALL,
  SLUICE_TABLE_SIZE_MEDIUM,
  SLUICE_TABLE_SIZE_LARGE,
  SLUICE_TABLE_SIZE_UNKNOWN,
} SluiceTableSize;

#define SLUICE_N_TABLE_SIZES (SLUICE_TABLE_SIZE_UNKNOWN + 1)

/**
 * SluiceTableFilter:
 * @selected: only selected tables
 * @attention: only selected tables with a warning
 * @methods: only tables that sync by one of these: bits `1 << SluiceSyncMethod`; 0 for all
 * @sizes: only tables of one of these sizes: bits `1 << SluiceTableSize`; 0 for all
 *
 * What is shown of the tables, by their choices and rows. All that is set must hold. {} lets everything through.
 */
typedef struct
{
  gboolean selected;
  gboolean attention;
  guint methods;
  guint sizes;
} SluiceTableFilter;

gboolean sluice_table_filter_is_empty (const SluiceTableFilter *self);
gboolean sluice_table_filter_equal (const SluiceTableFilter *self, const SluiceTableFilter *other);

/**
 * sluice_table_filter_matches:
 * @self: a filter
 * @table: a table
 *
 * Main thread only, since it looks at the choices.
 *
 * Returns: whether the table is shown
 */
gboolean sluice_table_filter_matches (const SluiceTableFilter *self, SluiceTable *table);

/**
 * sluice_table_size_of:
 * @table: a table
 *
 * Returns: how large it is
 */
SluiceTableSize sluice_table_size_of (SluiceTable *table);

/**
 * sluice_table_size_get_label:
 * @size: a size
 *
 * Returns: what it is called, translated: "Under 50,000 rows"
 */
const char *sluice_table_size_get_label (SluiceTableSize size);

G_END_DECLS
