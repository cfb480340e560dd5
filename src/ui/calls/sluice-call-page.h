/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-call.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CALL_PAGE (sluice_call_page_get_type ())

/**
 * SluiceCallPage:
 *
 * All that is known of one call, and follows it while it is under way.
 */
G_DECLARE_FINAL_TYPE (SluiceCallPage, sluice_call_page, SLUICE, CALL_PAGE, AdwNavigationPage)

/* (transfer floating) */
AdwNavigationPage *sluice_call_page_new (SluiceCall *call);

G_END_DECLS
