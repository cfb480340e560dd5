/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-registration.h"

G_BEGIN_DECLS

/* How the registration of a webhook stands, in words that a person can act on. */

/**
 * sluice_registration_words_dup_detail:
 * @registration: a registration
 *
 * Returns: (transfer full) (nullable): translated: how it stands and what is to be done; %NULL while nobody knows
 */
char *sluice_registration_words_dup_detail (SluiceRegistration *registration);

/**
 * sluice_registration_words_dup_own:
 * @registration: a registration
 *
 * Returns: (transfer full) (nullable): as sluice_registration_words_dup_detail(), without what the service said of a
 *   failure, which may quote something: for what is kept or given away
 */
char *sluice_registration_words_dup_own (SluiceRegistration *registration);

G_END_DECLS
