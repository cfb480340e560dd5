/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-step.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_NAME_PAGE (sluice_name_page_get_type ())

/**
 * SluiceNamePage:
 *
 * The step *Name and schedule*.
 */
G_DECLARE_FINAL_TYPE (SluiceNamePage, sluice_name_page, SLUICE, NAME_PAGE, SluiceStep)

/* (transfer full) */
SluiceStep *sluice_name_page_new (SluiceSession *session);

G_END_DECLS
