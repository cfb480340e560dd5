/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-when.h"

typedef struct
{
  GWeakRef owner;
  SluiceWhenFunc func;
  DexFuture *settled;
  DexPromise *promise;
} When;

static void
when_free (gpointer data)
{
  When *when = data;

  g_weak_ref_clear (&when->owner);
  dex_clear (&when->settled);
  dex_clear (&when->promise);
  g_free (when);
}

static When *
when_new (gpointer owner, SluiceWhenFunc func)
{
  When *when = g_new0 (When, 1);

  g_weak_ref_init (&when->owner, owner);
  when->func = func;

  return when;
}

static gboolean
tell_cb (gpointer user_data)
{
  When *when = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&when->owner);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (when->settled, &error);

  /* The promise's cancellable says that the chain was dropped meanwhile. */
  if (owner != NULL && !g_cancellable_is_cancelled (dex_promise_get_cancellable (when->promise)))
    when->func (owner, value, error);

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
  g_autoptr (GObject) owner = g_weak_ref_get (&when->owner);
  When *later = NULL;
  guint id;

  if (owner == NULL)
    return dex_ref (completed);

  later = when_new (owner, when->func);
  later->settled = dex_ref (completed);
  later->promise = dex_promise_new_cancellable ();
  id = g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, later, when_free);
  g_source_set_name_by_id (id, "[sluice] when");

  return dex_ref (later->promise);
}

DexFuture *
sluice_when (DexFuture *future, gpointer owner, SluiceWhenFunc func)
{
  g_return_val_if_fail (DEX_IS_FUTURE (future), NULL);
  g_return_val_if_fail (G_IS_OBJECT (owner), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  return dex_future_finally (future, settled_cb, when_new (owner, func), when_free);
}
