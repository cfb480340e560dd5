/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-fiber.h"

#include <gio/gio.h>

/* Only what is used of it is ever in memory. */
#define STACK_BYTES (1024 * 1024)
/* After all that is ready in one turn of the main loop, and before the next turn. */
#define DROP_PRIORITY (G_PRIORITY_DEFAULT + 1)

typedef struct
{
  DexFuture *chain;    /* the fiber, until nobody needs it any more */
  DexPromise *promise; /* what the caller waits for */
  gulong cancelled_id;
} Flow;

static void
flow_clear (gpointer data)
{
  Flow *flow = data;

  dex_clear (&flow->chain);
  dex_clear (&flow->promise);
}

static void
flow_unref (gpointer flow)
{
  g_rc_box_release_full (flow, flow_clear);
}

static gboolean
drop_cb (gpointer user_data)
{
  Flow *flow = user_data;

  g_clear_signal_handler (&flow->cancelled_id, dex_promise_get_cancellable (flow->promise));
  dex_clear (&flow->chain);

  return G_SOURCE_REMOVE;
}

/* In libdex 0.10 a fiber that is dropped while it waits, and whose wait ends before it has run again, corrupts the list
 * of those that can run: the program ends there, or no fiber of it goes on any more. So a fiber is dropped only when
 * nothing else is ready: then it is the next to run. */
static void
drop_soon (Flow *flow)
{
  guint id = g_idle_add_full (DROP_PRIORITY, drop_cb, g_rc_box_acquire (flow), flow_unref);

  g_source_set_name_by_id (id, "[sluice] drop");
}

static void
cancelled_cb (GCancellable *cancellable, Flow *flow)
{
  drop_soon (flow);
}

static DexFuture *
ended_cb (DexFuture *completed, gpointer user_data)
{
  Flow *flow = user_data;
  GError *error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  drop_soon (flow);
  if (value != NULL)
    dex_promise_resolve (flow->promise, value);
  else
    dex_promise_reject (flow->promise, error);

  return dex_ref (completed);
}

static DexFuture *
pass_cb (DexFuture *completed, gpointer user_data)
{
  return dex_ref (completed);
}

DexFuture *
sluice_fiber_spawn (DexFiberFunc func, gpointer data, GDestroyNotify destroy)
{
  DexFuture *fiber = dex_scheduler_spawn (dex_scheduler_get_default (), STACK_BYTES, func, data, destroy);
  Flow *flow = g_rc_box_new0 (Flow);
  DexFuture *result;

  flow->promise = dex_promise_new_cancellable ();
  flow->cancelled_id =
      g_signal_connect (dex_promise_get_cancellable (flow->promise), "cancelled", G_CALLBACK (cancelled_cb), flow);
  /* Only what is chained to a promise cancels it when it is dropped. */
  result = dex_future_finally (DEX_FUTURE (dex_ref (flow->promise)), pass_cb, NULL, NULL);
  /* This circle lasts until the fiber has ended or nobody wants it to. */
  flow->chain = dex_future_finally (fiber, ended_cb, g_rc_box_acquire (flow), flow_unref);
  flow_unref (flow);

  return result;
}
