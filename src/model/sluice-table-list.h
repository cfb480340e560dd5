/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-estimate.h"
#include "sluice-table.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLE_LIST (sluice_table_list_get_type ())

/**
 * SluiceTableList:
 *
 * The tables of one discovery as a #GListModel, in the server's order, with totals that are kept as choices change and
 * never recomputed over all rows. Main thread only.
 *
 * Properties, notified once per edit: "n-selected", "n-unknown" (selected tables without a count), "n-attention"
 * (selected tables with warnings), "frequency" (the plan's default, #SluiceFrequency).
 * Signal "totals-changed": after an edit, once. Signal "table-changed" (SluiceTable): a table's choice or rows changed.
 */
G_DECLARE_FINAL_TYPE (SluiceTableList, sluice_table_list, SLUICE, TABLE_LIST, GObject)

SluiceTableList *sluice_table_list_new (void);
/* (element-type SluiceTable): adds them at the end as one change. A name that is there already is passed over. */
void sluice_table_list_append (SluiceTableList *self, GPtrArray *tables);
void sluice_table_list_clear (SluiceTableList *self);
/* (transfer none) */
SluiceTable *sluice_table_list_get (SluiceTableList *self, guint position);
SluiceTable *sluice_table_list_lookup (SluiceTableList *self, const char *name);
guint sluice_table_list_get_size (SluiceTableList *self);

guint sluice_table_list_get_n_selected (SluiceTableList *self);
guint sluice_table_list_get_n_attention (SluiceTableList *self);
/* Rows of the selected tables whose rows are known; n_unknown counts the others. low equals high. */
SluiceRowRange sluice_table_list_get_first_load (SluiceTableList *self);
SluiceRowRange sluice_table_list_get_month (SluiceTableList *self);
guint sluice_table_list_count_method (SluiceTableList *self, SluiceSyncMethod method); /* selected ones */
SluiceFrequency sluice_table_list_get_frequency (SluiceTableList *self);
void sluice_table_list_set_frequency (SluiceTableList *self, SluiceFrequency frequency);
/* The frequency that counts for a table: its own or the list's. */
SluiceFrequency sluice_table_list_get_table_frequency (SluiceTableList *self, SluiceTable *table);

/* What Select Suggested would add now: tables with known rows and their rows, and how many more with unknown rows. */
void sluice_table_list_preview_suggested (SluiceTableList *self, guint *n_tables, gint64 *rows, guint *n_unknown);
/* Selects them as one edit; returns how many were added. */
guint sluice_table_list_select_suggested (SluiceTableList *self, gboolean with_unknown);
/* Selects or deselects the given tables as one edit, leaving out what cannot be selected. (element-type SluiceTable) */
void sluice_table_list_set_selected (SluiceTableList *self, GPtrArray *tables, gboolean selected);
/* Groups edits: totals and "totals-changed" are told once at the end. May nest. */
void sluice_table_list_begin_edit (SluiceTableList *self);
void sluice_table_list_end_edit (SluiceTableList *self);

G_END_DECLS
