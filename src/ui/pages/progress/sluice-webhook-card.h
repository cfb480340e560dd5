/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-registration.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WEBHOOK_CARD (sluice_webhook_card_get_type ())

/**
 * SluiceWebhookCard:
 *
 * What is left to do of a webhook that could not be registered by itself: why, how it stands, how it is made by hand,
 * and the ways out. It is there as long as the registration needs the person. Secrets that are typed into it are wiped
 * once they were taken.
 *
 * Signal "settled": nothing is left to do, and the card has gone.
 */
G_DECLARE_FINAL_TYPE (SluiceWebhookCard, sluice_webhook_card, SLUICE, WEBHOOK_CARD, AdwBin)

/* (transfer floating) */
GtkWidget *sluice_webhook_card_new (void);

/**
 * sluice_webhook_card_set_registration:
 * @self: a card
 * @registration: what registers the webhook
 * @plan: the plan that it is of
 *
 * Says which webhook it is about.
 */
void sluice_webhook_card_set_registration (SluiceWebhookCard *self, SluiceRegistration *registration, SluicePlan *plan);

G_END_DECLS
