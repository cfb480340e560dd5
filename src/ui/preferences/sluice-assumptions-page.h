/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_ASSUMPTIONS_PAGE (sluice_assumptions_page_get_type ())

/* What estimates assume, as a page of the preferences. */
G_DECLARE_FINAL_TYPE (SluiceAssumptionsPage, sluice_assumptions_page, SLUICE, ASSUMPTIONS_PAGE, AdwPreferencesPage)

G_END_DECLS
