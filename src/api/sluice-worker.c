/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-worker.h"

#define STACK_SIZE (512 * 1024)

DexFuture *
sluice_worker_run (DexFiberFunc func, gpointer data, GDestroyNotify destroy)
{
  return dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), STACK_SIZE, func, data, destroy);
}
