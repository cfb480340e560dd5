/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-plan.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_RECEIPT (sluice_receipt_get_type ())

/**
 * SluiceReceipt:
 *
 * What the set-up comes to so far, at the foot of the sidebar: first load, rows each month and their estimated cost.
 * Follows the plan's totals. Properties (construct-only): "plan", "sources" (GListModel of the project's sources, which
 * use what is free, too).
 */
G_DECLARE_FINAL_TYPE (SluiceReceipt, sluice_receipt, SLUICE, RECEIPT, AdwBin)

/* (transfer floating) */
GtkWidget *sluice_receipt_new (SluicePlan *plan, GListModel *sources);

G_END_DECLS
