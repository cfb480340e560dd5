/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table-choice.h"
#include "sluice-table-list.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_BULK_CHANGE (sluice_bulk_change_get_type ())

/**
 * SluiceBulkChange:
 *
 * What a bulk edit would do with one table. Properties: "table" (SluiceTable), "rule" (guint: which rule decided, from
 * 0), "from" and "to" (translated texts of the parts that change: "Full refresh", "Incremental by updated_at"),
 * "obstacle" (nullable: why it cannot be done; the table is left as it is then), "included" (whether it is to be done;
 * can be set, always %FALSE with an obstacle). Texts are not markup.
 */
G_DECLARE_FINAL_TYPE (SluiceBulkChange, sluice_bulk_change, SLUICE, BULK_CHANGE, GObject)

/**
 * sluice_bulk_change_get_table:
 * @self: a change
 *
 * Returns: (transfer none): the table
 */
SluiceTable *sluice_bulk_change_get_table (SluiceBulkChange *self);

/**
 * sluice_bulk_change_get_parts:
 * @self: a change
 *
 * Returns: which parts of the choice would change; none with an obstacle
 */
SluiceChoicePart sluice_bulk_change_get_parts (SluiceBulkChange *self);

/**
 * sluice_bulk_change_get_rule:
 * @self: a change
 *
 * Returns: the position of the rule that decided
 */
guint sluice_bulk_change_get_rule (SluiceBulkChange *self);

/**
 * sluice_bulk_change_dup_from:
 * @self: a change
 *
 * Returns: (transfer full): what the parts are now
 */
char *sluice_bulk_change_dup_from (SluiceBulkChange *self);

/**
 * sluice_bulk_change_dup_to:
 * @self: a change
 *
 * Returns: (transfer full): what they would be; "" with an obstacle
 */
char *sluice_bulk_change_dup_to (SluiceBulkChange *self);

/**
 * sluice_bulk_change_get_obstacle:
 * @self: a change
 *
 * Returns: (nullable): why it cannot be done, as a translated sentence
 */
const char *sluice_bulk_change_get_obstacle (SluiceBulkChange *self);

/**
 * sluice_bulk_change_get_included:
 * @self: a change
 *
 * Returns: whether it is to be done
 */
gboolean sluice_bulk_change_get_included (SluiceBulkChange *self);

/**
 * sluice_bulk_change_set_included:
 * @self: a change
 * @included: whether it is to be done
 *
 * Takes one change out of the edit, or in again; does nothing with an obstacle.
 */
void sluice_bulk_change_set_included (SluiceBulkChange *self, gboolean included);

#define SLUICE_TYPE_BULK_PREVIEW (sluice_bulk_preview_get_type ())

/**
 * SluiceBulkPreview:
 *
 * Everything that a bulk edit would do, and what it cannot, as a #GListModel of #SluiceBulkChange in the order of the
 * tables. Tables that no rule fits, or that are as a rule wants them already, are not in it. It fills itself in pieces
 * that leave the main loop free within a frame, and is complete at once for a few thousand tables.
 *
 * Properties, all read-only: "busy" (it is not complete yet), "n-changes" (changes that are included), "n-obstacles",
 * "n-unchanged" (tables that stay as they are), "summary" (a translated sentence with all of them). Main thread only.
 */
G_DECLARE_FINAL_TYPE (SluiceBulkPreview, sluice_bulk_preview, SLUICE, BULK_PREVIEW, GObject)

/**
 * sluice_bulk_preview_get_busy:
 * @self: a preview
 *
 * Returns: whether there are tables that it has not looked at yet
 */
gboolean sluice_bulk_preview_get_busy (SluiceBulkPreview *self);

/**
 * sluice_bulk_preview_get_n_changes:
 * @self: a preview
 *
 * Returns: how many tables would change
 */
guint sluice_bulk_preview_get_n_changes (SluiceBulkPreview *self);

/**
 * sluice_bulk_preview_get_n_obstacles:
 * @self: a preview
 *
 * Returns: how many cannot be changed as the rules want
 */
guint sluice_bulk_preview_get_n_obstacles (SluiceBulkPreview *self);

/**
 * sluice_bulk_preview_get_n_unchanged:
 * @self: a preview
 *
 * Returns: how many are left, or are so already
 */
guint sluice_bulk_preview_get_n_unchanged (SluiceBulkPreview *self);

/**
 * sluice_bulk_preview_dup_summary:
 * @self: a preview
 *
 * Returns: (transfer full): a translated sentence: "212 tables would change, 3 cannot, 97 stay as they are."
 */
char *sluice_bulk_preview_dup_summary (SluiceBulkPreview *self);

/**
 * sluice_bulk_preview_apply:
 * @self: a preview
 *
 * Does what is included, as one step of the history, in pieces as [func@TableList.edit_each] does. A preview that is
 * not complete is completed first. A table that was changed since it was looked at, or left the list, is let alone:
 * what is done is what was shown. Afterwards the preview is of no use any more.
 *
 * Returns: how many tables change
 */
guint sluice_bulk_preview_apply (SluiceBulkPreview *self);

G_END_DECLS
