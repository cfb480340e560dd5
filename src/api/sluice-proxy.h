/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * sluice_proxy_find:
 * @url: where a request goes
 *
 * Asks the system's settings which proxy a request goes through. Main thread only.
 *
 * Returns: (transfer full): a future of a string: the proxy's host and port, without a user and password, or "" for a
 *   direct way; it is never rejected but when it is cancelled
 */
DexFuture *sluice_proxy_find (const char *url) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
