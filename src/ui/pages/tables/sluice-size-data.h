/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-size-scope.h"
#include "sluice-table-view.h"

G_BEGIN_DECLS

/**
 * SluiceSizeMeasure:
 * @SLUICE_SIZE_BY_ROWS: the rows that a table has
 * @SLUICE_SIZE_BY_MONTH: the rows that it brings in a month, at most
 *
 * What the size map measures tables by.
 */
typedef enum
{
  SLUICE_SIZE_BY_ROWS,
  SLUICE_SIZE_BY_MONTH,
} SluiceSizeMeasure;

#define SLUICE_TYPE_SIZE_DATA (sluice_size_data_get_type ())

/**
 * SluiceSizeData:
 *
 * The sizes of the tables that a #SluiceTableView shows, ranked. Groups are schemas. It follows the view and the tables
 * while it is active: many tables are looked at in slices and ranked by a worker, and until that is done the ranking
 * before stands. A table that is selected changes the ranking in place. Main thread only.
 *
 * Signals: "changed": there is another ranking. "touched" (SluiceTable): something about a table changed, which may be
 * drawn otherwise.
 */
G_DECLARE_FINAL_TYPE (SluiceSizeData, sluice_size_data, SLUICE, SIZE_DATA, GObject)

/* (transfer full) */
SluiceSizeData *sluice_size_data_new (SluiceTableView *view);
/* Nothing is done for a map that nobody sees. */
void sluice_size_data_set_active (SluiceSizeData *self, gboolean active);
SluiceSizeMeasure sluice_size_data_get_measure (SluiceSizeData *self);
void sluice_size_data_set_measure (SluiceSizeData *self, SluiceSizeMeasure measure);

SluiceTableView *sluice_size_data_get_view (SluiceSizeData *self);
/* (transfer none) (nullable): NULL before the first "changed" */
SluiceSizeRanking *sluice_size_data_get_ranking (SluiceSizeData *self);
/* (transfer none): the table of an item of the ranking */
SluiceTable *sluice_size_data_get_table (SluiceSizeData *self, guint item);
/* The item of a table; G_MAXUINT when it is not in the ranking. */
guint sluice_size_data_find (SluiceSizeData *self, SluiceTable *table);
/* (nullable): the schema of a group; NULL for tables without one */
const char *sluice_size_data_get_group_name (SluiceSizeData *self, guint group);
/* The group of that name; G_MAXUINT for none. @name: (nullable) */
guint sluice_size_data_find_group (SluiceSizeData *self, const char *name);

G_END_DECLS
