/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_ARRAY_STREAM (sluice_array_stream_get_type ())

/**
 * SluiceArrayStream:
 *
 * Cuts the bytes of one JSON array, as they arrive in pieces of any size, into its top-level elements, so that the
 * whole document is never held at once (DESIGN 5). A string-aware bracket counter; refuses a depth over 64, an element
 * over 64 MiB, and anything that is not one array. For one thread at a time.
 */
G_DECLARE_FINAL_TYPE (SluiceArrayStream, sluice_array_stream, SLUICE, ARRAY_STREAM, GObject)

/**
 * sluice_array_stream_new:
 *
 * Begins with no bytes.
 *
 * Returns: (transfer full): a new stream
 */
SluiceArrayStream *sluice_array_stream_new (void);

/**
 * sluice_array_stream_push:
 * @self: a stream
 * @data: (array length=length): more bytes
 * @length: how many
 * @elements: (element-type GBytes): where elements that became whole are appended, each as its own JSON text
 * @error: return location for a `SLUICE_API_ERROR_PROTOCOL`
 *
 * Takes more bytes, cut anywhere. Once failed, a stream stays so.
 *
 * Returns: %FALSE if this is not one array
 */
gboolean
sluice_array_stream_push (SluiceArrayStream *self, const char *data, gsize length, GPtrArray *elements, GError **error);

/**
 * sluice_array_stream_finish:
 * @self: a stream
 * @error: return location for a `SLUICE_API_ERROR_PROTOCOL`
 *
 * Says that there are no more bytes.
 *
 * Returns: %FALSE if the array has not ended
 */
gboolean sluice_array_stream_finish (SluiceArrayStream *self, GError **error);

G_END_DECLS
