/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * sluice_icon_image_decode:
 * @bytes: what a server sent as an icon
 * @size: the longer side wanted, in pixels
 *
 * Makes a picture of an SVG or a PNG, on a worker; of anything else, whatever it calls itself, not even an attempt is
 * made. To be called on the main thread.
 *
 * Returns: (transfer full): a future that resolves to a #GdkTexture that fits into @size × @size, or rejects
 */
DexFuture *sluice_icon_image_decode (GBytes *bytes, int size);

G_END_DECLS
