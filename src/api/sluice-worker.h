/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * sluice_worker_run:
 * @func: what to run
 * @data: its data
 * @destroy: frees @data, on the worker
 *
 * Runs @func as a fiber on the thread pool with enough stack to parse and free deep JSON (a default fiber's 128 KiB
 * overflow).
 *
 * Returns: (transfer full): what @func returns
 */
DexFuture *sluice_worker_run (DexFiberFunc func, gpointer data, GDestroyNotify destroy);

G_END_DECLS
