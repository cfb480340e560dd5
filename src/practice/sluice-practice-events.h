/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the services whose webhooks are played call their objects and events. */

/**
 * sluice_practice_event_object:
 * @source_type: name of a source type
 * @table: name of one of its tables
 *
 * Returns: (transfer full): what the service calls what the table holds, such as `customer`
 */
char *sluice_practice_event_object (const char *source_type, const char *table);

/**
 * sluice_practice_event_names:
 * @source_type: name of a source type
 * @table: name of one of its tables
 *
 * Returns: (transfer full): the events that tell of a change of it, such as `customer.created`, at least one
 */
GStrv sluice_practice_event_names (const char *source_type, const char *table);

G_END_DECLS
