/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-client.h"
#include "sluice-plan.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CDC_DIALOG (sluice_cdc_dialog_get_type ())

/**
 * SluiceCdcDialog:
 *
 * What near-real-time lacks for the chosen tables, on leaving *Tables*.
 *
 * Signal "settled": nothing is lacking any more, be it that it was mended or that the tables sync without it; the
 * dialog has closed.
 */
G_DECLARE_FINAL_TYPE (SluiceCdcDialog, sluice_cdc_dialog, SLUICE, CDC_DIALOG, AdwDialog)

/* (transfer floating) */
AdwDialog *sluice_cdc_dialog_new (SluiceClient *client, SluicePlan *plan);
/* @error: why near-real-time was not found possible: see sluice_cdc_ask() */
void sluice_cdc_dialog_say (SluiceCdcDialog *self, const GError *error);

G_END_DECLS
