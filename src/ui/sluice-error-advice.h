/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * sluice_error_get_advice:
 * @error: any error
 *
 * The one place that turns a domain and a code into what to do next. The server's words stand in @error and are shown
 * above this, never replaced by it.
 *
 * Returns: (nullable): a whole translated sentence, or %NULL when there is nothing to add or nothing to say (a
 * cancelled call)
 */
const char *sluice_error_get_advice (const GError *error);

/**
 * sluice_error_is_about_key:
 * @error: (nullable): an error of any domain
 *
 * Returns: whether PostHog refuses the API key, so that another key, or one with more rights, mends it
 */
gboolean sluice_error_is_about_key (const GError *error);

/**
 * sluice_error_is_about_billing:
 * @error: (nullable): an error of any domain
 *
 * Returns: whether the server wants its plan or billing limit changed first (contract, sections 2 and 9.3)
 */
gboolean sluice_error_is_about_billing (const GError *error);

G_END_DECLS
