/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-step.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SOURCE_PAGE (sluice_source_page_get_type ())

/**
 * SluiceSourcePage:
 *
 * The step *Source*.
 */
G_DECLARE_FINAL_TYPE (SluiceSourcePage, sluice_source_page, SLUICE, SOURCE_PAGE, SluiceStep)

/* (transfer full) */
SluiceStep *sluice_source_page_new (SluiceSession *session);

/**
 * sluice_source_page_want:
 * @self: a page that was not shown yet
 * @name: a source type's name
 *
 * Picks the type as soon as the catalogue is there, as if its tile had been clicked; says so if there is none.
 */
void sluice_source_page_want (SluiceSourcePage *self, const char *name);

G_END_DECLS
