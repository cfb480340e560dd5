/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-when.h"

/* After all that is ready in one turn of the main loop, and before the next turn. */
#define DROP_PRIORITY (G_PRIORITY_DEFAULT + 1)

typedef struct
{
  gatomicrefcount ref_count;
  GWeakRef owner;
  SluiceWhenFunc func;
  DexFuture *chain; /* what is waited for, until it is told or dropped */
  DexFuture *settled;
  DexPromise *promise;
  gulong cancelled_id;
} When;

static When *
when_new (gpointer owner, SluiceWhenFunc func)
{
  When *when = g_new0 (When, 1);

  g_atomic_ref_count_init (&when->ref_count);
  g_weak_ref_init (&when->owner, owner);
  when->func = func;
  when->promise = dex_promise_new_cancellable ();

  return when;
}

static When *
when_ref (When *when)
{
  g_atomic_ref_count_inc (&when->ref_count);

  return when;
}

static void
when_unref (gpointer data)
{
  When *when = data;

  if (!g_atomic_ref_count_dec (&when->ref_count))
    return;

  g_weak_ref_clear (&when->owner);
  dex_clear (&when->chain);
  dex_clear (&when->settled);
  dex_clear (&when->promise);
  g_free (when);
}

static GCancellable *
get_cancellable (When *when)
{
  return dex_promise_get_cancellable (when->promise);
}

static gboolean
tell_cb (gpointer user_data)
{
  When *when = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&when->owner);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (when->settled, &error);

  /* The promise's cancellable says that the chain was dropped meanwhile. */
  if (owner != NULL && !g_cancellable_is_cancelled (get_cancellable (when)))
    when->func (owner, value, error);

  g_clear_signal_handler (&when->cancelled_id, get_cancellable (when));
  dex_clear (&when->chain);
  if (value != NULL)
    dex_promise_resolve (when->promise, value);
  else
    dex_promise_reject (when->promise, g_steal_pointer (&error));

  return G_SOURCE_REMOVE;
}

static DexFuture *
settled_cb (DexFuture *completed, gpointer user_data)
{
  When *when = user_data;
  guint id;

  when->settled = dex_ref (completed);
  id = g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, when_ref (when), when_unref);
  g_source_set_name_by_id (id, "[sluice] when");

  return dex_ref (completed);
}

static gboolean
drop_cb (gpointer user_data)
{
  When *when = user_data;

  g_clear_signal_handler (&when->cancelled_id, get_cancellable (when));
  dex_clear (&when->chain);

  return G_SOURCE_REMOVE;
}

/* In libdex 0.10 a fiber that is dropped while it waits, and whose wait ends before it has run again, corrupts the
 * list of those that can run, and the program ends there. A key that is pressed and a timer that ends come in the same
 * turn of the main loop soon enough. So what is waited for is dropped only when nothing else is ready: then the fiber
 * is the next to run. */
static void
cancelled_cb (GCancellable *cancellable, When *when)
{
  guint id = g_idle_add_full (DROP_PRIORITY, drop_cb, when_ref (when), when_unref);

  g_source_set_name_by_id (id, "[sluice] drop");
}

static DexFuture *
pass_cb (DexFuture *completed, gpointer user_data)
{
  return dex_ref (completed);
}

DexFuture *
sluice_when (DexFuture *future, gpointer owner, SluiceWhenFunc func)
{
  When *when = NULL;
  DexFuture *result = NULL;

  g_return_val_if_fail (DEX_IS_FUTURE (future), NULL);
  g_return_val_if_fail (G_IS_OBJECT (owner), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  when = when_new (owner, func);
  when->cancelled_id = g_signal_connect (get_cancellable (when), "cancelled", G_CALLBACK (cancelled_cb), when);
  /* Only what is chained to a promise cancels it when it is dropped. */
  result = dex_future_finally (DEX_FUTURE (dex_ref (when->promise)), pass_cb, NULL, NULL);
  /* This circle lasts until the owner is told or does not want to be. */
  when->chain = dex_future_finally (future, settled_cb, when_ref (when), when_unref);
  when_unref (when);

  return result;
}
