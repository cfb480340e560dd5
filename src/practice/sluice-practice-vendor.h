/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-store.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SluicePracticeVendor:
 *
 * The services behind the played sources, which no server on this computer can reach: what they know of the webhooks
 * that are registered at them, and how many events they have had. One account a source type. It knows nothing of
 * PostHog: so a webhook that was registered twice is two here. Kept in the store, its functions may be called on any
 * thread, and block.
 *
 * An endpoint is an object of `id`, `source_type`, `url`, `status` (`enabled` or `disabled`), `enabled_events`,
 * `created_at`, `sent` and `refused`, which counts the deliveries that the other side did not take.
 */
typedef struct _SluicePracticeVendor SluicePracticeVendor;

/**
 * sluice_practice_vendor_new:
 * @store: where it is kept; has to live as long
 *
 * Returns: (transfer full): the services
 */
SluicePracticeVendor *sluice_practice_vendor_new (SluicePracticeStore *store);

/**
 * sluice_practice_vendor_free:
 * @self: (nullable): the services
 *
 * Frees @self.
 */
void sluice_practice_vendor_free (SluicePracticeVendor *self);

/**
 * sluice_practice_vendor_add:
 * @self: the services
 * @source_type: which of them
 * @url: where to send to
 * @events: (array zero-terminated=1): what to send; `*` is everything
 * @enabled: whether to send at all
 *
 * Registers an endpoint, one more if there is one of this address already.
 *
 * Returns: (transfer full): its id
 */
char *sluice_practice_vendor_add (SluicePracticeVendor *self,
                                  const char *source_type,
                                  const char *url,
                                  const char *const *events,
                                  gboolean enabled);

/**
 * sluice_practice_vendor_list:
 * @self: the services
 * @source_type: (nullable): which of them, %NULL for all
 * @url: (nullable): only endpoints of that address
 *
 * Returns: (transfer full) (element-type JsonObject): the endpoints, the oldest first
 */
GPtrArray *sluice_practice_vendor_list (SluicePracticeVendor *self, const char *source_type, const char *url);

/**
 * sluice_practice_vendor_change:
 * @self: the services
 * @id: an endpoint's id
 * @changes: `url`, `status`, `enabled_events`
 *
 * Changes an endpoint.
 *
 * Returns: whether it is there
 */
gboolean sluice_practice_vendor_change (SluicePracticeVendor *self, const char *id, JsonObject *changes);

/**
 * sluice_practice_vendor_remove:
 * @self: the services
 * @id: an endpoint's id
 *
 * Removes an endpoint.
 *
 * Returns: whether it was there
 */
gboolean sluice_practice_vendor_remove (SluicePracticeVendor *self, const char *id);

/**
 * sluice_practice_vendor_hears:
 * @endpoint: an endpoint
 * @event: name of an event
 *
 * Returns: whether the event is sent to it, if it is enabled
 */
gboolean sluice_practice_vendor_hears (JsonObject *endpoint, const char *event);

/**
 * sluice_practice_vendor_count_event:
 * @self: the services
 * @source_type: which of them
 * @table: name of a table
 *
 * One more thing happens that the table holds.
 *
 * Returns: how many did so far
 */
gint64 sluice_practice_vendor_count_event (SluicePracticeVendor *self, const char *source_type, const char *table);

/**
 * sluice_practice_vendor_get_n_events:
 * @self: the services
 * @source_type: which of them
 * @table: name of a table
 *
 * Returns: how many things happened that the table holds, beside those of the beginning
 */
gint64 sluice_practice_vendor_get_n_events (SluicePracticeVendor *self, const char *source_type, const char *table);

/**
 * sluice_practice_vendor_count_delivery:
 * @self: the services
 * @endpoint_id: an endpoint's id
 * @table: name of the table that the event is about
 * @number: which event of the table it is
 * @taken: whether the other side took it; else it is kept to be sent again
 *
 * Notes a delivery.
 */
void sluice_practice_vendor_count_delivery (SluicePracticeVendor *self,
                                            const char *endpoint_id,
                                            const char *table,
                                            gint64 number,
                                            gboolean taken);

/**
 * sluice_practice_vendor_steal_refused:
 * @self: the services
 * @url: an address
 *
 * Forgets what was refused at that address.
 *
 * Returns: (transfer full) (element-type JsonObject): what is to be sent again: `endpoint` (an id), `table`, `number`
 */
GPtrArray *sluice_practice_vendor_steal_refused (SluicePracticeVendor *self, const char *url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeVendor, sluice_practice_vendor_free)

G_END_DECLS
