/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SluiceCallState:
 * @SLUICE_CALL_PENDING: not answered yet
 * @SLUICE_CALL_ANSWERED: answered with a yes
 * @SLUICE_CALL_FAILED: refused, not answered, or not understood
 * @SLUICE_CALL_CANCELLED: nobody waits for the answer any more
 *
 * What became of a call.
 */
typedef enum
{
  SLUICE_CALL_PENDING,
  SLUICE_CALL_ANSWERED,
  SLUICE_CALL_FAILED,
  SLUICE_CALL_CANCELLED,
} SluiceCallState;

#define SLUICE_TYPE_CALL_STATE (sluice_call_state_get_type ())
GType sluice_call_state_get_type (void);

#define SLUICE_TYPE_CALL (sluice_call_get_type ())

/**
 * SluiceCall:
 *
 * One HTTP request and what came back, as the call log keeps it: never a body, never a header but the answer's id, no
 * value of an address's query but those that are known to be harmless, and a server's words without any secret that was
 * sent. Main thread only.
 *
 * Property: "state" (#SluiceCallState, read-only; notified from the main loop whenever anything changes).
 */
G_DECLARE_FINAL_TYPE (SluiceCall, sluice_call, SLUICE, CALL, GObject)

/**
 * sluice_call_get_state:
 * @self: a call
 *
 * Returns: what became of it so far
 */
SluiceCallState sluice_call_get_state (SluiceCall *self);

/**
 * sluice_call_get_method:
 * @self: a call
 *
 * Returns: the HTTP method: "GET"
 */
const char *sluice_call_get_method (SluiceCall *self);

/**
 * sluice_call_get_origin:
 * @self: a call
 *
 * Returns: where it went: "https://us.posthog.com"
 */
const char *sluice_call_get_origin (SluiceCall *self);

/**
 * sluice_call_get_target:
 * @self: a call
 *
 * Returns: path and query; values that may be anything are left out: "/api/projects/1/query/?token=…"
 */
const char *sluice_call_get_target (SluiceCall *self);

/**
 * sluice_call_get_started_at:
 * @self: a call
 *
 * Returns: (transfer none): when it was sent, in UTC
 */
GDateTime *sluice_call_get_started_at (SluiceCall *self);

/**
 * sluice_call_get_duration:
 * @self: a call
 *
 * Returns: how long it took until the last byte, in microseconds; -1 until then
 */
gint64 sluice_call_get_duration (SluiceCall *self);

/**
 * sluice_call_get_status:
 * @self: a call
 *
 * Returns: the HTTP status, 0 where there was no answer
 */
guint sluice_call_get_status (SluiceCall *self);

/**
 * sluice_call_get_sent:
 * @self: a call
 *
 * Returns: the size of the body that was sent, in bytes
 */
gint64 sluice_call_get_sent (SluiceCall *self);

/**
 * sluice_call_get_received:
 * @self: a call
 *
 * Returns: how much of the answer's body was read, in bytes
 */
gint64 sluice_call_get_received (SluiceCall *self);

/**
 * sluice_call_get_request_id:
 * @self: a call
 *
 * Returns: (nullable): what the server, or the gateway before it, calls this request in its own logs
 */
const char *sluice_call_get_request_id (SluiceCall *self);

/**
 * sluice_call_get_message:
 * @self: a call
 *
 * Returns: (nullable): what went wrong, in the server's words where it sent any, with “***” in the place of secrets
 */
const char *sluice_call_get_message (SluiceCall *self);

/**
 * sluice_call_append_text:
 * @self: a call
 * @text: where to
 *
 * Writes the call as a line of technical text, and what went wrong on a second: not translated, since whoever helps may
 * read another language.
 */
void sluice_call_append_text (SluiceCall *self, GString *text);

G_END_DECLS
