/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-form.h"

G_BEGIN_DECLS

/**
 * sluice_form_dup_needed_rights:
 * @self: a form
 *
 * Tells what the credential that is to be typed must be allowed to do: the server's own words where it has any, and for
 * Stripe what those leave out, such as what webhooks need.
 *
 * Returns: (transfer full) (nullable): Markdown; %NULL where nothing is known, and where one signs in instead
 */
char *sluice_form_dup_needed_rights (SluiceForm *self);

/**
 * sluice_source_type_get_webhook_right:
 * @self: a source type
 *
 * Returns: (nullable): a translated sentence: what the credential must be allowed at the service, so that PostHog can
 *   register a webhook there; %NULL where that is not known
 */
const char *sluice_source_type_get_webhook_right (SluiceSourceType *self);

G_END_DECLS
