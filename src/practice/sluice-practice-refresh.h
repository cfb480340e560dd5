/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * sluice_practice_next_full_refresh:
 * @schema: a table as the store has it
 *
 * When the table is read as a whole again (contract, 11.1): `full_refresh_interval_days` after the last time, at
 * `full_refresh_time_of_day` (UTC) of that day if one is set. There is no timer: the first sync after it does it.
 *
 * Returns: (transfer full) (nullable): the time, or %NULL if none was asked for or the table was never read
 */
GDateTime *sluice_practice_next_full_refresh (JsonObject *schema);

/**
 * sluice_practice_full_refresh_is_due:
 * @schema: a table as the store has it
 * @now: the time
 *
 * Returns: whether a sync at @now has to read the table as a whole because of its age
 */
gboolean sluice_practice_full_refresh_is_due (JsonObject *schema, GDateTime *now);

G_END_DECLS
