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
 * Follows the first syncs of a source's tables by asking for the source and its jobs: about once a second while rows
 * move, ever less often down to once in ten seconds while nothing does. Main thread only.
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
