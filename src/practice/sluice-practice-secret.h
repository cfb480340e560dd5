/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sluice_practice_secret_new:
 * @n_bytes: how many random bytes
 *
 * Returns: (transfer full): that many bytes from the kernel, in hexadecimal
 */
char *sluice_practice_secret_new (gsize n_bytes);

/**
 * sluice_practice_secret_load:
 * @path: file name
 * @prefix: what the secret begins with
 * @error: return location for an error
 *
 * Reads a secret from a file that only its owner may read, making it at the first time.
 *
 * Returns: (transfer full): the secret, or %NULL
 */
char *sluice_practice_secret_load (const char *path, const char *prefix, GError **error);

G_END_DECLS
