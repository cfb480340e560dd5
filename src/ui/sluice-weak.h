/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * sluice_weak_new:
 * @object: (type GObject): whom a callback is for
 *
 * For the data of a future's callback, which must not keep its page alive. Get the object with g_weak_ref_get().
 *
 * Returns: (transfer full): a reference that holds nobody; free it with sluice_weak_free()
 */
GWeakRef *sluice_weak_new (gpointer object);

/**
 * sluice_weak_free:
 * @weak: (type GWeakRef): what sluice_weak_new() gave
 *
 * Frees it, as a #GDestroyNotify.
 */
void sluice_weak_free (gpointer weak);

G_END_DECLS
