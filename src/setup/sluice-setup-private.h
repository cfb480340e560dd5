/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-clock.h"
#include "sluice-setup.h"

G_BEGIN_DECLS

/* For tests: where time comes from, before the set-up runs. */
void sluice_setup_set_clock (SluiceSetup *self, const SluiceClock *clock);

G_END_DECLS
