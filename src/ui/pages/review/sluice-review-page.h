/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-step.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_REVIEW_PAGE (sluice_review_page_get_type ())

/**
 * SluiceReviewPage:
 *
 * The step *Review*.
 */
G_DECLARE_FINAL_TYPE (SluiceReviewPage, sluice_review_page, SLUICE, REVIEW_PAGE, SluiceStep)

/* (transfer full) */
SluiceStep *sluice_review_page_new (SluiceSession *session);

G_END_DECLS
