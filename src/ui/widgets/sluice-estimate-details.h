/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-table-list.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_ESTIMATE_DETAILS (sluice_estimate_details_get_type ())

/**
 * SluiceEstimateDetails:
 *
 * How an estimate comes about, as a dialog: for each method the rows and what is assumed of them, what adds to it, what
 * is not in it, the price list, and the way to the preferences. It follows what is chosen and preferred.
 *
 * Property "tables" (#SluiceTableList, construct-only): what is estimated.
 */
G_DECLARE_FINAL_TYPE (SluiceEstimateDetails, sluice_estimate_details, SLUICE, ESTIMATE_DETAILS, AdwDialog)

/* (transfer floating) */
AdwDialog *sluice_estimate_details_new (SluiceTableList *tables);

G_END_DECLS
