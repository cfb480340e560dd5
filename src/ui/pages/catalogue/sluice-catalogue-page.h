/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-source-type.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CATALOGUE_PAGE (sluice_catalogue_page_get_type ())

/**
 * SluiceCataloguePage:
 *
 * The kinds of source that a PostHog server shows to anybody, for a person who has entered no key yet.
 *
 * Signal "picked" (SluiceSourceType, char *base_url): the person wants to set one up, there. Its buttons activate
 * "win.sign-in".
 */
G_DECLARE_FINAL_TYPE (SluiceCataloguePage, sluice_catalogue_page, SLUICE, CATALOGUE_PAGE, AdwNavigationPage)

/* A page that reads the catalogue of the US cloud once it is shown. (transfer floating) */
SluiceCataloguePage *sluice_catalogue_page_new (void);

G_END_DECLS
