/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-step.h"

G_BEGIN_DECLS

/**
 * sluice_cdc_leave_tables:
 * @step: the step *Tables*
 *
 * Has near-real-time checked for the tables that are chosen now, where any of them wants it, and shows what is missing.
 *
 * Returns: (transfer full): a future that resolves when the frame may go on
 */
DexFuture *sluice_cdc_leave_tables (SluiceStep *step);

G_END_DECLS
