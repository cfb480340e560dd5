/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-step.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CONNECT_PAGE (sluice_connect_page_get_type ())

/**
 * SluiceConnectPage:
 *
 * The step *Connect*.
 */
G_DECLARE_FINAL_TYPE (SluiceConnectPage, sluice_connect_page, SLUICE, CONNECT_PAGE, SluiceStep)

/* (transfer full) */
SluiceStep *sluice_connect_page_new (SluiceSession *session);

G_END_DECLS
