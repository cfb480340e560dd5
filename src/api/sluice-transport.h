/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-call.h"

G_BEGIN_DECLS

/**
 * SluiceExchange:
 *
 * One HTTP request and its answer, the body of which is read in pieces. Used in a fiber on the main thread. Freeing it
 * before the end of the body closes the connection. All errors are of #SLUICE_API_ERROR, or cancelled.
 */
typedef struct _SluiceExchange SluiceExchange;

/**
 * SluiceExchangeHead:
 * @authorization: (nullable): "Bearer KEY"
 * @accept: (nullable): media types; %NULL for JSON
 * @if_none_match: (nullable): what came as "ETag" before
 * @if_modified_since: (nullable): what came as "Last-Modified" before
 *
 * Headers of a request.
 */
typedef struct
{
  const char *authorization;
  const char *accept;
  const char *if_none_match;
  const char *if_modified_since;
} SluiceExchangeHead;

/**
 * sluice_exchange_open:
 * @method: the HTTP method
 * @url: an absolute URL
 * @head: headers to send
 * @body: (nullable): JSON text
 * @timeout: how long silence may last, in milliseconds; counts anew for each piece of the body
 * @error: return location for an error; doubtful when the request may have been received and is not a GET
 *
 * Sends a request, once, and waits for the head of the answer. Anything but a GET gets a connection of its own: on one
 * that was kept open, a server's closing it meanwhile would look like a lost answer.
 *
 * Returns: (transfer full): the exchange, whatever its status, or %NULL
 */
SluiceExchange *sluice_exchange_open (const char *method,
                                      const char *url,
                                      const SluiceExchangeHead *head,
                                      GBytes *body,
                                      guint timeout,
                                      GError **error);
void sluice_exchange_free (SluiceExchange *self);
guint sluice_exchange_get_status (SluiceExchange *self);
const char *sluice_exchange_get_reason (SluiceExchange *self);
/* Its entry in the call log. (transfer none) */
SluiceCall *sluice_exchange_get_call (SluiceExchange *self);
/* Any header of the answer, or NULL */
const char *sluice_exchange_get_header (SluiceExchange *self, const char *name);
/* The next piece of the body, of size 0 at its end. (transfer full) */
GBytes *sluice_exchange_read (SluiceExchange *self, GError **error);
/* The rest of the body, which may have at most @max_size bytes: SLUICE_API_ERROR_PROTOCOL. (transfer full) */
GBytes *sluice_exchange_read_all (SluiceExchange *self, gsize max_size, GError **error);
/* The beginning of the body: all of it, or a little more than @size bytes, or what there was before the connection
 * broke. NULL if it broke before anything came, or the call was cancelled. (transfer full) */
GBytes *sluice_exchange_read_head (SluiceExchange *self, gsize size, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceExchange, sluice_exchange_free)

/**
 * SluiceDelayFunc:
 * @msec: how long to wait
 *
 * Returns: (transfer full): a future that completes, either way, after the wait
 */
typedef DexFuture *(*SluiceDelayFunc) (guint msec);

/* A wait between two tries. */
DexFuture *sluice_transport_delay (guint msec);
/* For tests: another way to wait (NULL: the real one) and other time-outs in milliseconds (0: the real ones). */
void sluice_transport_set_delay_func (SluiceDelayFunc func);
void sluice_transport_set_timeouts (guint short_timeout, guint long_timeout);
/* How long silence may last (contract, section 1.8), in milliseconds */
guint sluice_transport_get_timeout (gboolean is_long);

G_END_DECLS
