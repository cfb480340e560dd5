/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-call.h"

G_BEGIN_DECLS

/* For who sends. Everything that is secret is taken out here, before anything is kept. */

/* Begins a call and puts it into the log. @url as it is sent; @authorization (nullable): “Bearer KEY”, which is found in
 * the address and the request's id and not kept. (transfer full) */
SluiceCall *sluice_call_begin (const char *method, const char *url, const char *authorization, gsize sent);
/* The head of the answer is there. */
void sluice_call_set_answer (SluiceCall *self, guint status, const char *request_id, const char *authorization);
void sluice_call_add_received (SluiceCall *self, gsize size);
/* Nothing came, or it broke off: in words of the system's or our own. */
void sluice_call_set_failure (SluiceCall *self, const GError *error);
/* The answer is no, or is none. @message (nullable): without secrets */
void sluice_call_set_message (SluiceCall *self, const char *message);
/* The answer is a no that was reckoned with, and no failure. */
void sluice_call_accept (SluiceCall *self);
/* All that was to be read of it was read. */
void sluice_call_end (SluiceCall *self);
/* For the log: tells that something has changed, from the main loop. */
void sluice_call_notify (SluiceCall *self);

G_END_DECLS
