/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-client.h"
#include "sluice-clock.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WATCHER (sluice_watcher_get_type ())

/**
 * SluiceWatcher:
 *
 * Follows the first syncs of a source's tables by asking for its jobs, those of the tables that are not over, and for
 * the source itself when one of them has ended or long was not asked for. It never asks for the list of sources. How
 * often, #SluicePace decides: at most 200 requests an hour. Main thread only.
 *
 * Signal "polled" (GError or NULL): after each reading, whether it succeeded or not; an error does not end the
 * watching.
 */
G_DECLARE_FINAL_TYPE (SluiceWatcher, sluice_watcher, SLUICE, WATCHER, GObject)

/**
 * sluice_watcher_new:
 * @client: the account
 * @source_id: the source
 * @tables: a list of [class@TableProgress], which are updated
 * @clock: where time comes from; copied
 *
 * Returns: (transfer full): a watcher that does not watch yet
 */
SluiceWatcher *
sluice_watcher_new (SluiceClient *client, const char *source_id, GListModel *tables, const SluiceClock *clock);

/**
 * sluice_watcher_run:
 * @self: a watcher
 *
 * Watches. The fiber holds @self.
 *
 * Returns: (transfer full): resolves to %TRUE when every table has settled, to %FALSE when it was stopped; rejects with
 *   `SLUICE_API_ERROR_NOT_FOUND` when the source is no longer there
 */
DexFuture *sluice_watcher_run (SluiceWatcher *self);

/**
 * sluice_watcher_stop:
 * @self: a watcher
 *
 * Ends the watching, at the latest when the reading under way is done.
 */
void sluice_watcher_stop (SluiceWatcher *self);

/**
 * sluice_watcher_wake:
 * @self: a watcher
 *
 * Somebody looks: asks as soon as the server lets it, and more often for a while.
 */
void sluice_watcher_wake (SluiceWatcher *self);

/**
 * sluice_watcher_note_change:
 * @self: a watcher
 *
 * The server has taken a change to a table, and the table's progress shows it: what is being read meanwhile may be of
 * before and is left out, and asked for once more as [method@Watcher.wake] says.
 */
void sluice_watcher_note_change (SluiceWatcher *self);

/**
 * sluice_watcher_set_visible:
 * @self: a watcher
 * @names: (nullable) (array zero-terminated=1): API names of the tables that are seen now
 *
 * Has these asked for first where there are more than can be asked for at once.
 */
void sluice_watcher_set_visible (SluiceWatcher *self, const char *const *names);

/**
 * sluice_watcher_dup_summary:
 * @tables: a list of [class@TableProgress]
 *
 * Returns: (transfer full): translated: "2 of 4 tables complete · about 3 minutes left"
 */
char *sluice_watcher_dup_summary (GListModel *tables);

/**
 * sluice_watcher_get_all_settled:
 * @tables: a list of [class@TableProgress]
 *
 * Returns: whether the first sync of each has ended in any way
 */
gboolean sluice_watcher_get_all_settled (GListModel *tables);

G_END_DECLS
