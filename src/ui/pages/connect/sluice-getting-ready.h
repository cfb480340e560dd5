/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-form.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_GETTING_READY (sluice_getting_ready_get_type ())

/**
 * SluiceGettingReady:
 *
 * What has to be done elsewhere before a connection can be made: which rights the credential needs, and for databases,
 * folded away, what makes a user who may read and nothing else. Hidden for a source that needs neither.
 *
 * Signal "filled": the new user and its password were put into the form.
 */
G_DECLARE_FINAL_TYPE (SluiceGettingReady, sluice_getting_ready, SLUICE, GETTING_READY, AdwPreferencesGroup)

/**
 * sluice_getting_ready_set_form:
 * @self: the group
 * @form: (nullable): the form, whose values it follows
 *
 * Sets what it is about.
 */
void sluice_getting_ready_set_form (SluiceGettingReady *self, SluiceForm *form);

G_END_DECLS
