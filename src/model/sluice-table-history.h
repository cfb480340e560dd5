/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLE_HISTORY (sluice_table_history_get_type ())

/**
 * SluiceTableHistory:
 *
 * What was chosen for the tables of a list, step by step, to be undone and done again. A list has one and records every
 * choice in it by itself: one setter is one step, and so is all between [method@TableList.begin_edit] and
 * [method@TableList.end_edit], an edit of many tables, and another frequency of the plan. What follows from facts, such
 * as a recommendation that changes with the rows, is no step.
 *
 * Undoing touches the parts of the choice that the step changed and leaves others. A large step is undone in pieces
 * that each leave the main loop free within a frame; [property@TableList:busy] says while it lasts, and totals are told
 * at its end. Whoever changes a choice meanwhile finds it finished first.
 *
 * Properties: "can-undo", "can-redo", and "undo-description", "redo-description" (nullable): translated imperatives
 * such as "Set 212 tables to incremental", for a tooltip or a toast; names of tables in them are not markup. Main
 * thread only.
 *
 * Signal "moved": a step was made, undone, done again or forgotten, so that to undo means something else from now on.
 */
G_DECLARE_FINAL_TYPE (SluiceTableHistory, sluice_table_history, SLUICE, TABLE_HISTORY, GObject)

/**
 * sluice_table_history_get_can_undo:
 * @self: a history
 *
 * Returns: whether there is a step to undo
 */
gboolean sluice_table_history_get_can_undo (SluiceTableHistory *self);

/**
 * sluice_table_history_get_can_redo:
 * @self: a history
 *
 * Returns: whether there is an undone step; a new one forgets them
 */
gboolean sluice_table_history_get_can_redo (SluiceTableHistory *self);

/**
 * sluice_table_history_get_undo_description:
 * @self: a history
 *
 * Returns: (nullable): what would be undone
 */
const char *sluice_table_history_get_undo_description (SluiceTableHistory *self);

/**
 * sluice_table_history_get_redo_description:
 * @self: a history
 *
 * Returns: (nullable): what would be done again
 */
const char *sluice_table_history_get_redo_description (SluiceTableHistory *self);

/**
 * sluice_table_history_undo:
 * @self: a history
 *
 * Undoes the last step; does nothing when there is none or while an edit is open.
 *
 * Returns: whether there was one; it may still be under way
 */
gboolean sluice_table_history_undo (SluiceTableHistory *self);

/**
 * sluice_table_history_redo:
 * @self: a history
 *
 * Does the last undone step again.
 *
 * Returns: whether there was one; it may still be under way
 */
gboolean sluice_table_history_redo (SluiceTableHistory *self);

/**
 * sluice_table_history_clear:
 * @self: a history
 *
 * Forgets all steps.
 */
void sluice_table_history_clear (SluiceTableHistory *self);

/**
 * sluice_table_history_describe:
 * @self: a history
 * @description: a translated imperative: "Import a plan"
 *
 * Names the step that is open, instead of by what it changes. Between [method@TableList.begin_edit] and
 * [method@TableList.end_edit].
 */
void sluice_table_history_describe (SluiceTableHistory *self, const char *description);

/**
 * sluice_table_history_begin_typing:
 * @self: a history
 *
 * Somebody begins to type in an entry, or to turn a spin button: from here on changes of the same part of the same
 * table are one step, until [method@TableHistory.end_typing] or another change. Call it when the entry gets the focus.
 */
void sluice_table_history_begin_typing (SluiceTableHistory *self);

/**
 * sluice_table_history_end_typing:
 * @self: a history
 *
 * The entry lost the focus: the next change is a step of its own.
 */
void sluice_table_history_end_typing (SluiceTableHistory *self);

G_END_DECLS
