/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-check-progress.h"
#include "sluice-plan.h"
#include "sluice-workspace.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CONNECT_CHECK (sluice_connect_check_get_type ())

/**
 * SluiceConnectCheck:
 *
 * Checks a plan's connection: has its tables listed, which come into the plan as they arrive, then asks for what
 * near-real-time needs where that is wanted. Main thread only.
 *
 * Property "running" (gboolean, readable): something is waited for, and the form must not change.
 *
 * Signals, once it runs no more: "failed" (GError, char *timeout): the tables could not be listed; the second is what
 * to say if it took too long. "cdc-failed" (GError): near-real-time is not possible, or that could not be found out, as
 * sluice_cdc_ask() says. A call that was cancelled is no failure.
 */
G_DECLARE_FINAL_TYPE (SluiceConnectCheck, sluice_connect_check, SLUICE, CONNECT_CHECK, GObject)

/**
 * sluice_connect_check_new:
 * @workspace: (nullable): whose server is asked; %NULL for a page that is only looked at
 * @plan: what is checked, and told
 * @progress: where it says how far it is
 *
 * Returns: (transfer full): a new check, which does not run yet
 */
SluiceConnectCheck *
sluice_connect_check_new (SluiceWorkspace *workspace, SluicePlan *plan, SluiceCheckProgress *progress);

/**
 * sluice_connect_check_get_settled:
 * @self: a check
 *
 * Returns: whether all that has to be checked for these values is
 */
gboolean sluice_connect_check_get_settled (SluiceConnectCheck *self);

/**
 * sluice_connect_check_run:
 * @self: a check that does not run
 *
 * Checks what is not settled. Whoever drops the future calls sluice_connect_check_stop().
 *
 * Returns: (transfer full): a future that resolves to %TRUE once all is settled, and rejects when it cannot be
 */
DexFuture *sluice_connect_check_run (SluiceConnectCheck *self);

/**
 * sluice_connect_check_stop:
 * @self: a check
 *
 * Takes back what has come of a check whose future was dropped.
 *
 * Returns: whether it ran
 */
gboolean sluice_connect_check_stop (SluiceConnectCheck *self);

G_END_DECLS
