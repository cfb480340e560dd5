/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-cdc-requirement.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CDC_ROW (sluice_cdc_row_get_type ())

/**
 * SluiceCdcRow:
 *
 * One thing that near-real-time needs: whether it is there, and where it is not, why in the server's words, and the SQL
 * that mends it, to be copied. Sluice runs none of it.
 */
G_DECLARE_FINAL_TYPE (SluiceCdcRow, sluice_cdc_row, SLUICE, CDC_ROW, AdwPreferencesRow)

/* (transfer floating) */
GtkWidget *sluice_cdc_row_new (SluiceCdcRequirement *requirement);

G_END_DECLS
