/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sluice_discard:
 * @data: (transfer full) (nullable): something that no other thread uses meanwhile
 * @destroy: frees it
 *
 * Frees on a thread of its own what would take longer than a frame to free: what was made of 100,000 tables. May run on
 * any thread.
 */
void sluice_discard (gpointer data, GDestroyNotify destroy);

G_END_DECLS
