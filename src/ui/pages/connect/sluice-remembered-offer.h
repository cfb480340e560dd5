/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-form.h"
#include "sluice-workspace.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_REMEMBERED_OFFER (sluice_remembered_offer_get_type ())

/**
 * SluiceRememberedOffer:
 *
 * On *Connect*, what was remembered of sources of the same kind in the same project, newest first, each to be filled in
 * with a click and never by itself. It fills in all of the form, the address with the password that belongs to it; once
 * the address is changed the passwords go again. Hidden while there is nothing to offer.
 *
 * Signal "filled": a remembered form was filled in.
 */
G_DECLARE_FINAL_TYPE (SluiceRememberedOffer, sluice_remembered_offer, SLUICE, REMEMBERED_OFFER, AdwPreferencesGroup)

/**
 * sluice_remembered_offer_set_form:
 * @self: the offer
 * @workspace: whose keyring and whose project
 * @form: (nullable): the form to fill in; %NULL offers nothing
 */
void sluice_remembered_offer_set_form (SluiceRememberedOffer *self, SluiceWorkspace *workspace, SluiceForm *form);

G_END_DECLS
