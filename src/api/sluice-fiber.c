/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-fiber.h"

/* Only what is used of it is ever in memory. */
#define STACK_BYTES (1024 * 1024)

DexFuture *
sluice_fiber_spawn (DexFiberFunc func, gpointer data, GDestroyNotify destroy)
{
  return dex_scheduler_spawn (dex_scheduler_get_default (), STACK_BYTES, func, data, destroy);
}
