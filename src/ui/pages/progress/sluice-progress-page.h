/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-step.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PROGRESS_PAGE (sluice_progress_page_get_type ())

/**
 * SluiceProgressPage:
 *
 * The step *Progress*.
 */
G_DECLARE_FINAL_TYPE (SluiceProgressPage, sluice_progress_page, SLUICE, PROGRESS_PAGE, SluiceStep)

/* (transfer full) */
SluiceStep *sluice_progress_page_new (SluiceSession *session);

G_END_DECLS
