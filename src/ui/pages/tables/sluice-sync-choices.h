/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-table-list.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SYNC_CHOICES (sluice_sync_choices_get_type ())

/**
 * SluiceSyncChoices:
 *
 * How a table syncs, or several: method, cursor, key, how often and when, look-back, full refresh, and the tables of
 * CDC. Of several tables it shows what they have in common, and an edit is one step for all that can have it. What does
 * not apply to the method is not shown.
 *
 * Signal "applied" (guint n_set, guint n_left): an edit of several tables was made; so many took it, and so many
 * cannot.
 */
G_DECLARE_FINAL_TYPE (SluiceSyncChoices, sluice_sync_choices, SLUICE, SYNC_CHOICES, AdwPreferencesGroup)

/**
 * sluice_sync_choices_set_tables:
 * @self: the choices
 * @list: (nullable): the list of the tables
 * @tables: (nullable) (element-type SluiceTable): one table or several; %NULL for none
 *
 * Shows other tables. Whoever calls it says by sluice_sync_choices_update() when their choices change.
 */
void sluice_sync_choices_set_tables (SluiceSyncChoices *self, SluiceTableList *list, GPtrArray *tables);
void sluice_sync_choices_update (SluiceSyncChoices *self);
/* As if the row of the key was pressed. */
void sluice_sync_choices_choose_key (SluiceSyncChoices *self);
/* The first row. */
void sluice_sync_choices_focus (SluiceSyncChoices *self);

G_END_DECLS
