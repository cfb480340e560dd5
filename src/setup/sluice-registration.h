/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-client.h"
#include "sluice-clock.h"
#include "sluice-journal.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_REGISTRATION (sluice_registration_get_type ())

/**
 * SluiceRegistration:
 *
 * Has the webhook of a new source registered, once (DESIGN 6, Webhook; contract, section 12). How things stand is asked
 * before every call that may make one; what the service has to be told by hand is left to the person, and nothing is
 * ever registered a second time without a click. What was asked of it goes on when its future is dropped. Main thread
 * only.
 *
 * Properties (read-only, but for none): "state" (#SluiceRegistrationState), "busy" (gboolean), "settled" (gboolean:
 * registered, not needed, or left for later), "webhook" ([class@Webhook], as it was told last, or NULL), "url" (where
 * the service has to send to, or NULL), "message" (the server's words on why it could not be made, or NULL), "error"
 * (GError of the last request that failed, or NULL).
 */
G_DECLARE_FINAL_TYPE (SluiceRegistration, sluice_registration, SLUICE, REGISTRATION, GObject)

/**
 * sluice_registration_new:
 * @client: the account
 * @plan: the plan
 * @journal: the set-up's record
 * @clock: where time comes from; copied
 *
 * Returns: (transfer full): a registration that stands where the record says
 */
SluiceRegistration *
sluice_registration_new (SluiceClient *client, SluicePlan *plan, SluiceJournal *journal, const SluiceClock *clock);

/**
 * sluice_registration_run:
 * @self: a registration
 * @source_id: the source
 *
 * Does what can be done without the person: nothing where none of the tables uses a webhook; else asks how it stands
 * and, only where there is none, has it made. Where a plan gave it up and the server does not know, it is told.
 *
 * Returns: (transfer full): resolves to %TRUE when there is nothing more to do by itself, settled or not; rejects with
 *   `SLUICE_API_ERROR_NOT_FOUND` when the source is gone
 */
DexFuture *sluice_registration_run (SluiceRegistration *self, const char *source_id);

/**
 * sluice_registration_check:
 * @self: a registration that ran
 *
 * Asks how it stands, and takes it for registered when the service delivers and no value is missing.
 *
 * Returns: (transfer full): resolves to whether it is registered; rejects with a [error@ApiError]
 */
DexFuture *sluice_registration_check (SluiceRegistration *self);

/**
 * sluice_registration_register_again:
 * @self: a registration that ran
 *
 * Has it made although it may exist, unless the service delivers by now: on the person's click only.
 *
 * Returns: (transfer full): as [method@Registration.check]
 */
DexFuture *sluice_registration_register_again (SluiceRegistration *self);

/**
 * sluice_registration_enter_inputs:
 * @self: a registration that ran
 * @inputs: an object of texts, one for each field that was filled in; its text is wiped when the call ends
 *
 * Saves what the service showed when the webhook was made by hand, such as its signing secret, and checks.
 *
 * Returns: (transfer full): as [method@Registration.check]
 */
DexFuture *sluice_registration_enter_inputs (SluiceRegistration *self, JsonNode *inputs);

/**
 * sluice_registration_confirm:
 * @self: a registration that nobody can check (SLUICE_WEBHOOK_UNCHECKED)
 *
 * Takes the person's word that the service delivers.
 *
 * Returns: (transfer full): resolves to %TRUE when it is recorded
 */
DexFuture *sluice_registration_confirm (SluiceRegistration *self);

/**
 * sluice_registration_poll_instead:
 * @self: a registration that ran
 *
 * Gives the webhook up: its tables append or refresh in full, those that know nothing else are off. The plan and its
 * record say so first.
 *
 * Returns: (transfer full): resolves to %TRUE when the server has taken it; rejects with a [error@ApiError], and can be
 *   called again
 */
DexFuture *sluice_registration_poll_instead (SluiceRegistration *self);

/**
 * sluice_registration_finish_later:
 * @self: a registration that ran
 *
 * Leaves it for later: the set-up may end, and Home keeps showing what is left to do.
 *
 * Returns: (transfer full): resolves to %TRUE when it is recorded
 */
DexFuture *sluice_registration_finish_later (SluiceRegistration *self);

/**
 * sluice_registration_await_settled:
 * @self: a registration
 *
 * Returns: (transfer full): resolves to %TRUE once it is settled
 */
DexFuture *sluice_registration_await_settled (SluiceRegistration *self);

SluiceRegistrationState sluice_registration_get_state (SluiceRegistration *self);
gboolean sluice_registration_get_busy (SluiceRegistration *self);
gboolean sluice_registration_get_settled (SluiceRegistration *self);
/* (nullable) */
SluiceWebhook *sluice_registration_get_webhook (SluiceRegistration *self);
/* (nullable) */
const char *sluice_registration_get_url (SluiceRegistration *self);
/* (nullable) */
const char *sluice_registration_get_message (SluiceRegistration *self);
/* (nullable) */
const GError *sluice_registration_get_error (SluiceRegistration *self);

/**
 * sluice_registration_get_gone:
 * @self: a registration
 *
 * Returns: whether its source was deleted: what is still under way only ends, and nothing more can be done
 */
gboolean sluice_registration_get_gone (SluiceRegistration *self);

/**
 * sluice_registration_set_gone:
 * @self: a registration
 *
 * Its source was deleted. Nothing more is recorded of it, whatever an answer still says that is under way.
 */
void sluice_registration_set_gone (SluiceRegistration *self);

/**
 * sluice_registration_get_needed:
 * @self: a registration
 *
 * Returns: whether any table that is on uses a webhook, or did and the server was not told yet
 */
gboolean sluice_registration_get_needed (SluiceRegistration *self);

/**
 * sluice_registration_is_missing:
 * @self: a registration
 * @field: a field of the webhook's form
 *
 * Returns: whether the server still needs a value for it
 */
gboolean sluice_registration_is_missing (SluiceRegistration *self, SluiceField *field);

/**
 * sluice_registration_get_plan:
 * @self: a registration
 *
 * Returns: (transfer none): the plan whose webhook it is
 */
SluicePlan *sluice_registration_get_plan (SluiceRegistration *self);

G_END_DECLS
