/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sluice_time_left_to_string:
 * @seconds: how long something will take; less than 0 for unknown
 *
 * Says it as exactly as it can be known.
 *
 * Returns: (transfer full) (nullable): translated: "about 3 minutes left"; %NULL for unknown
 */
char *sluice_time_left_to_string (double seconds);

G_END_DECLS
