/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * sluice_worker_run:
 * @func: what to run; it waits for nothing and returns a completed future
 * @data: its data
 * @destroy: (nullable): frees @data, on either thread
 *
 * Runs @func on a thread of its own, with a whole thread's stack: parsing and freeing deep JSON overflows a fiber's. To
 * be called on the main thread. Dropping the future drops the result; @func runs to its end.
 *
 * Returns: (transfer full): a future of what @func returns, completed on the main thread
 */
DexFuture *sluice_worker_run (DexFiberFunc func, gpointer data, GDestroyNotify destroy);

G_END_DECLS
