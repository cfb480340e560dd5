/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * SluiceWhenFunc:
 * @owner: the object that was given
 * @value: (nullable): what the future resolved to; %NULL when it was rejected
 * @error: (nullable): why it was rejected; a cancelled call is told like every other (sluice_error_is_cancelled())
 *
 * Called from the main loop, where widgets may be built.
 */
typedef void (*SluiceWhenFunc) (gpointer owner, const GValue *value, const GError *error);

/**
 * sluice_when:
 * @future: (transfer full): what to wait for
 * @owner: (type GObject): who waits; held weakly
 * @func: what to do then
 *
 * Calls @func once @future has settled, from the main loop and never before this function returns: a callback of libdex
 * may run on a fiber's small stack, where no widgets can be built. Main thread only.
 *
 * Returns: (transfer full): a future that settles as @future did, after @func was called. Keep it for as long as the
 *   answer is wanted: dropping it cancels @future as soon as nothing else is ready in the main loop, and @func is never
 *   called. What a fiber stands behind is dropped in no other way: the source says why.
 */
DexFuture *sluice_when (DexFuture *future, gpointer owner, SluiceWhenFunc func) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
