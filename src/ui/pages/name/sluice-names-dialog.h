/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-plan.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_NAMES_DIALOG (sluice_names_dialog_get_type ())

/**
 * SluiceNamesDialog:
 *
 * Every resulting table name of a plan in both forms: as it is stored, and the dotted one of a query (contract, section
 * 7).
 */
G_DECLARE_FINAL_TYPE (SluiceNamesDialog, sluice_names_dialog, SLUICE, NAMES_DIALOG, AdwDialog)

/* (transfer floating) */
AdwDialog *sluice_names_dialog_new (SluicePlan *plan);

G_END_DECLS
