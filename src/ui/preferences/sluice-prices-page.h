/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_PRICES_PAGE (sluice_prices_page_get_type ())

/* What rows cost, as a page of the preferences. */
G_DECLARE_FINAL_TYPE (SluicePricesPage, sluice_prices_page, SLUICE, PRICES_PAGE, AdwPreferencesPage)

G_END_DECLS
