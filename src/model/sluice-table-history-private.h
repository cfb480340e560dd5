/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-choice-private.h"
#include "sluice-table-history.h"
#include "sluice-table-list.h"

G_BEGIN_DECLS

/* How the list tells its history what happens. */

/* What one table was before a step, as far as the step changed it; undoing swaps it with what the table is. */
typedef struct
{
  SluiceTable *table;
  SluiceChoice choice;
  guint16 parts;
} SluiceHistoryRecord;

SluiceTableHistory *sluice_table_history_new (SluiceTableList *list);
/* The list is going. */
void sluice_table_history_detach (SluiceTableHistory *self);
/* Before @parts of a table's choice, which is @old, become something else. */
void sluice_table_history_record (SluiceTableHistory *self,
                                  SluiceTable *table,
                                  const SluiceChoice *old,
                                  SluiceChoicePart parts);
void sluice_table_history_record_frequency (SluiceTableHistory *self, SluiceFrequency old);
/* The outermost edit is over: what was recorded becomes a step. */
void sluice_table_history_commit (SluiceTableHistory *self);
/* Nothing is recorded in between. May nest. */
void sluice_table_history_freeze (SluiceTableHistory *self);
void sluice_table_history_thaw (SluiceTableHistory *self);
/* Each value of @replacements takes the place of its key, a table of the same name: steps go on with what it can have
 * of them. All at once, as every record is looked at. */
void sluice_table_history_replace (SluiceTableHistory *self, GHashTable *replacements);

/* Says what a step did, from the records before it and the tables after it. @frequency is the plan's new one, or -1.
 * (transfer full) */
char *sluice_table_history_dup_description (const SluiceHistoryRecord *records,
                                            guint n_records,
                                            guint n_tables,
                                            int frequency);

G_END_DECLS
