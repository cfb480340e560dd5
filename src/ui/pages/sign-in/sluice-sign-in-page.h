/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-sign-in.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SIGN_IN_PAGE (sluice_sign_in_page_get_type ())

/**
 * SluiceSignInPage:
 *
 * Where a person says which PostHog project to work on and with which key. The key is proved before it is kept: what it
 * may do, and in which project. What goes wrong stands at the field where it can be mended, and nothing typed is lost.
 *
 * Signal "signed-in" (SluiceSignIn, SluiceAccount): the key was proved for that project; nothing is kept yet.
 */
G_DECLARE_FINAL_TYPE (SluiceSignInPage, sluice_sign_in_page, SLUICE, SIGN_IN_PAGE, AdwNavigationPage)

/**
 * sluice_sign_in_page_new:
 * @account: (nullable): a project whose key is asked for again, or %NULL for any
 * @reason: (nullable): why it is asked for, translated
 *
 * Returns: (transfer floating): a page that has asked nothing yet
 */
SluiceSignInPage *sluice_sign_in_page_new (SluiceAccount *account, const char *reason);

/**
 * sluice_sign_in_page_set_purpose:
 * @self: a page
 * @base_url: the server that the person was looking at
 * @purpose: what comes after, translated: “Then set up Stripe”
 *
 * Chooses the server, which can be changed, and says under the title what the key is for.
 */
void sluice_sign_in_page_set_purpose (SluiceSignInPage *self, const char *base_url, const char *purpose);

G_END_DECLS
