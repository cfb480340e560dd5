/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-step.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLES_PAGE (sluice_tables_page_get_type ())

/**
 * SluiceTablesPage:
 *
 * The step *Tables*.
 */
G_DECLARE_FINAL_TYPE (SluiceTablesPage, sluice_tables_page, SLUICE, TABLES_PAGE, SluiceStep)

/* (transfer full) */
SluiceStep *sluice_tables_page_new (SluiceSession *session);

G_END_DECLS
