/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-assumptions.h"
#include "sluice-estimate.h"
#include "sluice-table-history.h"
#include "sluice-table.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLE_LIST (sluice_table_list_get_type ())

/**
 * SluiceTableList:
 *
 * The tables of one discovery as a #GListModel, in the server's order, with totals that are kept as choices change and
 * never recomputed over all rows. Main thread only.
 *
 * Properties, notified once per edit: "busy" (an edit in pieces is under way, see sluice-table-edit.h), "n-selected",
 * "n-unknown" (selected tables without a count), "n-attention" (selected tables with warnings), "frequency" (the plan's
 * default, #SluiceFrequency), "assumptions" (#SluiceAssumptions). Signals: "table-changed" (SluiceTable): a
 * table's choice or rows changed; "tables-changed": at the end of an edit of more than a thousand tables, instead of
 * telling of each; "totals-changed": after an edit, once.
 */
G_DECLARE_FINAL_TYPE (SluiceTableList, sluice_table_list, SLUICE, TABLE_LIST, GObject)

/**
 * sluice_table_list_new:
 *
 * Returns: (transfer full): an empty list whose frequency is every 24 hours
 */
SluiceTableList *sluice_table_list_new (void);

/**
 * sluice_table_list_set_supports:
 * @self: a list of tables
 * @columns: whether the source has a choice of columns
 * @row_filters: whether the source can filter rows
 * @rereads: whether the server can look back, and refresh in full now and then, which older ones cannot
 *
 * Tells what the source of the tables can do, for those there are and those that come. What was chosen is kept either
 * way, but has no effect where the source does not take it. Until told, a database is taken to be able to do both.
 */
void sluice_table_list_set_supports (SluiceTableList *self, gboolean columns, gboolean row_filters, gboolean rereads);

/**
 * sluice_table_list_get_takes_rereads:
 * @self: a list of tables
 *
 * Returns: whether the server can look back, and refresh in full now and then; %TRUE until told
 */
gboolean sluice_table_list_get_takes_rereads (SluiceTableList *self);

/**
 * sluice_table_list_get_history:
 * @self: a list of tables
 *
 * Returns: (transfer none): what was chosen step by step, for undo and redo; always the same object
 */
SluiceTableHistory *sluice_table_list_get_history (SluiceTableList *self);

/**
 * sluice_table_list_append:
 * @self: a list of tables
 * @tables: (element-type SluiceTable): tables
 *
 * Adds tables at the end, as one change. A name that is there already is passed over, and so is a table of another
 * list.
 */
void sluice_table_list_append (SluiceTableList *self, GPtrArray *tables);

/**
 * sluice_table_list_clear:
 * @self: a list of tables
 *
 * Takes all tables out.
 */
void sluice_table_list_clear (SluiceTableList *self);

/**
 * sluice_table_list_get:
 * @self: a list of tables
 * @position: a position
 *
 * Returns: (transfer none) (nullable): the table, or %NULL past the end
 */
SluiceTable *sluice_table_list_get (SluiceTableList *self, guint position);

/**
 * sluice_table_list_lookup:
 * @self: a list of tables
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the table of that name, found in constant time
 */
SluiceTable *sluice_table_list_lookup (SluiceTableList *self, const char *name);

/**
 * sluice_table_list_get_size:
 * @self: a list of tables
 *
 * Returns: the number of tables
 */
guint sluice_table_list_get_size (SluiceTableList *self);

/**
 * sluice_table_list_get_n_selected:
 * @self: a list of tables
 *
 * Returns: how many are selected
 */
guint sluice_table_list_get_n_selected (SluiceTableList *self);

/**
 * sluice_table_list_get_n_counted:
 * @self: a list of tables
 *
 * Returns: how many of all have a number of rows, wherever it comes from
 */
guint sluice_table_list_get_n_counted (SluiceTableList *self);

/**
 * sluice_table_list_get_n_uncounted:
 * @self: a list of tables
 *
 * Returns: how many of all that can be selected have none
 */
guint sluice_table_list_get_n_uncounted (SluiceTableList *self);

/**
 * sluice_table_list_get_n_attention:
 * @self: a list of tables
 *
 * Returns: how many of the selected ones have warnings
 */
guint sluice_table_list_get_n_attention (SluiceTableList *self);

/**
 * sluice_table_list_get_first_load:
 * @self: a list of tables
 *
 * Returns: the rows of the selected tables whose rows are known, low and high alike; the others are counted in
 *   `n_unknown`
 */
SluiceRowRange sluice_table_list_get_first_load (SluiceTableList *self);

/**
 * sluice_table_list_get_month:
 * @self: a list of tables
 *
 * Returns: the rows that the selected tables bring in a month (DESIGN 7.2)
 */
SluiceRowRange sluice_table_list_get_month (SluiceTableList *self);

/**
 * sluice_table_list_get_method_part:
 * @self: a list of tables
 * @method: a method
 *
 * Returns: what the selected tables of this method bring in a month. With the other two parts, those of all methods
 *   add up to [method@TableList.get_month]
 */
SluiceEstimatePart sluice_table_list_get_method_part (SluiceTableList *self, SluiceSyncMethod method);

/**
 * sluice_table_list_get_refreshed_part:
 * @self: a list of tables
 *
 * Returns: what the selected tables that are read in full now and then bring beside, for that
 */
SluiceEstimatePart sluice_table_list_get_refreshed_part (SluiceTableList *self);

/**
 * sluice_table_list_get_looking_back_part:
 * @self: a list of tables
 *
 * Returns: what the selected tables with a look-back bring beside, for what each sync reads again
 */
SluiceEstimatePart sluice_table_list_get_looking_back_part (SluiceTableList *self);

/**
 * sluice_table_list_count_method:
 * @self: a list of tables
 * @method: a method
 *
 * Returns: how many selected tables use the method
 */
guint sluice_table_list_count_method (SluiceTableList *self, SluiceSyncMethod method);

/**
 * sluice_table_list_get_assumptions:
 * @self: a list of tables
 *
 * Returns: (transfer none): what estimates of a month assume
 */
const SluiceAssumptions *sluice_table_list_get_assumptions (SluiceTableList *self);

/**
 * sluice_table_list_set_assumptions:
 * @self: a list of tables
 * @assumptions: assumptions that can be used
 *
 * Sets what estimates of a month assume. No table is looked at for it. It is no choice, and so no step of the history.
 */
void sluice_table_list_set_assumptions (SluiceTableList *self, const SluiceAssumptions *assumptions);

/**
 * sluice_table_list_get_frequency:
 * @self: a list of tables
 *
 * Returns: the plan's frequency
 */
SluiceFrequency sluice_table_list_get_frequency (SluiceTableList *self);

/**
 * sluice_table_list_set_frequency:
 * @self: a list of tables
 * @frequency: a frequency
 *
 * Sets the frequency of tables that have none of their own.
 */
void sluice_table_list_set_frequency (SluiceTableList *self, SluiceFrequency frequency);

/**
 * sluice_table_list_set_near_real_time:
 * @self: a list of tables
 * @asked: whether near-real-time was asked for on the source, and the check of what it needs has passed
 *
 * Lets the advisor recommend CDC (rule 3 of DESIGN 7.1), for the tables there are and those that come. Choices that
 * stand as recommended follow, as one edit; others stay.
 */
void sluice_table_list_set_near_real_time (SluiceTableList *self, gboolean asked);

/**
 * sluice_table_list_get_table_frequency:
 * @self: a list of tables
 * @table: a table
 *
 * Returns: the frequency that counts for the table: its own, every 5 minutes for CDC, else the list's
 */
SluiceFrequency sluice_table_list_get_table_frequency (SluiceTableList *self, SluiceTable *table);

/**
 * sluice_table_list_preview_suggested:
 * @self: a list of tables
 * @n_tables: (out) (optional): how many tables with known rows
 * @rows: (out) (optional): their rows
 * @n_unknown: (out) (optional): how many more with unknown rows
 *
 * Tells what Select Suggested would add now. The counts may be %NULL.
 */
void sluice_table_list_preview_suggested (SluiceTableList *self, guint *n_tables, gint64 *rows, guint *n_unknown);

/**
 * sluice_table_list_select_suggested:
 * @self: a list of tables
 * @with_unknown: whether tables with unknown rows are taken too
 *
 * Selects the suggested tables (DESIGN 7.1) as one edit. Many are done in pieces, as [func@TableList.edit_each] does.
 *
 * Returns: how many are added
 */
guint sluice_table_list_select_suggested (SluiceTableList *self, gboolean with_unknown);

/**
 * sluice_table_list_set_selected:
 * @self: a list of tables
 * @tables: (element-type SluiceTable): tables
 * @selected: whether it is to be selected
 *
 * Selects or deselects tables as one edit, leaving out those that cannot be selected. Many are done in pieces, as
 * [func@TableList.edit_each] does.
 */
void sluice_table_list_set_selected (SluiceTableList *self, GPtrArray *tables, gboolean selected);

/**
 * sluice_table_list_begin_edit:
 * @self: a list of tables
 *
 * Begins an edit of several changes: the totals are told once, at its end, and all of it is one step of the history.
 * May nest.
 */
void sluice_table_list_begin_edit (SluiceTableList *self);

/**
 * sluice_table_list_end_edit:
 * @self: a list of tables
 *
 * Ends an edit.
 */
void sluice_table_list_end_edit (SluiceTableList *self);

G_END_DECLS
