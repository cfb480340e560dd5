/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * sluice_fiber_spawn:
 * @func: what to run; it may wait with dex_await()
 * @data: its data
 * @destroy: (nullable): frees @data when the fiber has ended
 *
 * Runs @func as a fiber of the main thread, on a stack of 1 MiB. That of libdex is 64 KiB, and whatever is chained to
 * the fiber's end or told of a property that it sets runs on it: models, and through them parts of the window. To be
 * called on the main thread.
 *
 * Dropping the future ends the fiber's waiting with %DEX_ERROR_FIBER_CANCELLED in the same turn of the main loop, when
 * all else that is ready has been done.
 *
 * Returns: (transfer full): a future of what @func returns
 */
DexFuture *sluice_fiber_spawn (DexFiberFunc func, gpointer data, GDestroyNotify destroy);

G_END_DECLS
