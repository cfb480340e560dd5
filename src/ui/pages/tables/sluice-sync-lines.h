/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-choice-line.h"
#include "sluice-table-choice.h"
#include "sluice-table-list.h"

G_BEGIN_DECLS

/* What can be chosen for a table, or for several, as lines of combo rows. Of very many tables the first two thousand
 * say what is offered; whether one can have it is asked of each when it is applied.
 *
 * All take a #GPtrArray of #SluiceTable with one table at least. */

/* (transfer full) (element-type SluiceChoiceLine), all of them */
GPtrArray *sluice_sync_lines_new_for_methods (GPtrArray *tables);
/* @names (element-type char) is filled with what the values of the lines stand for. Empty when none reads from one. */
GPtrArray *sluice_sync_lines_new_for_cursors (GPtrArray *tables, GPtrArray *names);
GPtrArray *sluice_sync_lines_new_for_frequencies (SluiceTableList *list, GPtrArray *tables);
/* The values are the seconds of a unit; -1 is as the server does. */
GPtrArray *sluice_sync_lines_new_for_look_back (GPtrArray *tables);
/* Never, and every @days days. */
GPtrArray *sluice_sync_lines_new_for_full_refresh (guint days);
GPtrArray *sluice_sync_lines_new_for_cdc_table_modes (void);

/* Whether one of the tables at least has use for a part. */
gboolean sluice_sync_lines_applies (GPtrArray *tables, SluiceChoicePart part);
gboolean sluice_sync_lines_has_method (GPtrArray *tables, SluiceSyncMethod method);
/* The value of a part that all tables that have use for it have in common, else SLUICE_CHOICE_LINE_VARIOUS; -1 when
 * none has. */
int sluice_sync_lines_get_common (GPtrArray *tables, SluiceChoicePart part);
/* (transfer none) (nullable) */
const char *sluice_sync_lines_get_common_cursor (GPtrArray *tables);
/* The fewest days between full refreshes that one of the tables can have. */
guint sluice_sync_lines_get_least_days (SluiceTableList *list, GPtrArray *tables);
/* "03:30 here"; "" for below 0. (transfer full) */
char *sluice_sync_lines_dup_local_time (int seconds);

G_END_DECLS
