/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table-choice.h"
#include "sluice-table-list.h"

G_BEGIN_DECLS

/* One choice for several tables, of which some may not be able to have it. */

/**
 * SluiceMarkedEditFunc:
 * @n_set: how many tables have the choice now
 * @n_left: how many cannot have it
 * @user_data: the object that was given along
 */
typedef void (*SluiceMarkedEditFunc) (guint n_set, guint n_left, gpointer user_data);

/**
 * sluice_marked_edit_apply:
 * @table: a table
 * @part: METHOD, CURSOR, FREQUENCY, TIME_OF_DAY, LOOK_BACK, FULL_REFRESH or CDC_TABLE_MODE
 * @value: the choice, but for a cursor
 * @cursor: (nullable): the cursor's name
 *
 * Returns: %FALSE when the table cannot have it
 */
gboolean sluice_marked_edit_apply (SluiceTable *table, SluiceChoicePart part, int value, const char *cursor);

/**
 * sluice_marked_edit_apply_to_all:
 * @list: the list of the tables
 * @tables: (element-type SluiceTable): the tables
 * @part: as above
 * @value: as above
 * @cursor: (nullable): as above
 * @func: told at the end, which may be later for very many tables, unless @object has gone
 * @object: what to give along
 *
 * Applies a choice to all tables that can have it, as one step of the history.
 */
void sluice_marked_edit_apply_to_all (SluiceTableList *list,
                                      GPtrArray *tables,
                                      SluiceChoicePart part,
                                      int value,
                                      const char *cursor,
                                      SluiceMarkedEditFunc func,
                                      GObject *object);

G_END_DECLS
