/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-pg-catalogue.h"
#include "sluice-practice-store.h"
#include "sluice-practice-warehouse.h"

G_BEGIN_DECLS

/**
 * SluicePracticeFollow:
 * @store: the state
 * @warehouse: where rows go
 * @connection: a session of the source's user
 * @source: the source as the store has it
 * @scope: what a cursor of its tables is good for; another one once the slot was made anew
 * @start: from which place of the log on the slot still has all changes
 *
 * How the tables of one source are followed. One slot serves all of them, each of which has its own place in the log;
 * the slot moves on to the earliest. Changes are looked at before they are taken away, so that a sync that is killed
 * loses none.
 */
typedef struct
{
  SluicePracticeStore *store;
  SluicePracticeWarehouse *warehouse;
  SluicePgConnection *connection;
  JsonObject *source;
  char *scope;
  char *start;
} SluicePracticeFollow;

/**
 * sluice_practice_follow_clear:
 * @self: a follow
 *
 * Frees what @self holds.
 */
void sluice_practice_follow_clear (SluicePracticeFollow *self);

/**
 * sluice_practice_follow_begin:
 * @self: a follow without @scope and @start
 * @error: return location for an error
 *
 * Looks for the slot. One that is gone, as it is after the server was ended, is made anew if the server manages it;
 * everything has to be copied again then. Blocks.
 *
 * Returns: whether it is there
 */
gboolean sluice_practice_follow_begin (SluicePracticeFollow *self, GError **error);

/**
 * sluice_practice_follow_dup_cursor:
 * @self: a follow that has begun
 * @id: id of a table of the source
 * @stored: its stored name
 *
 * Returns: (transfer full) (nullable): how far the table was followed; %NULL if all of it has to be copied
 */
char *sluice_practice_follow_dup_cursor (SluicePracticeFollow *self, const char *id, const char *stored);

/**
 * sluice_practice_follow_read:
 * @self: a follow that has begun
 * @id: id of a table of the source
 * @stored: its stored name
 * @table: the table
 * @columns: (element-type SluicePgColumn): the columns that are stored
 * @cursor: how far it was followed
 * @n_changes: (out): how many changes there were
 * @cancellable: cancels it
 * @error: return location for an error
 *
 * Reads what has changed since, and does it to the stored rows. Blocks.
 *
 * Returns: whether it succeeded
 */
gboolean sluice_practice_follow_read (SluicePracticeFollow *self,
                                      const char *id,
                                      const char *stored,
                                      const SluicePgTable *table,
                                      GPtrArray *columns,
                                      const char *cursor,
                                      guint64 *n_changes,
                                      GCancellable *cancellable,
                                      GError **error);

/**
 * sluice_practice_follow_release:
 * @self: a follow that has begun
 *
 * Lets the database forget what every table of the source has taken. Blocks.
 */
void sluice_practice_follow_release (SluicePracticeFollow *self);

G_END_DECLS
