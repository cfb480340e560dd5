/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-worker.h"

#include <gio/gio.h>

typedef struct
{
  DexFiberFunc func;
  gpointer data;
  GDestroyNotify destroy;
  DexFuture *result;
} Work;

static void
work_free (Work *self)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  dex_clear (&self->result);
  g_free (self);
}

static void
work_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *self = task_data;

  self->result = self->func (self->data);
  g_task_return_boolean (task, TRUE);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  Work *work = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  const GValue *value = dex_future_get_value (work->result, &error);

  if (value != NULL)
    dex_promise_resolve (promise, value);
  else
    dex_promise_reject (promise, error);
}

/* A plain thread, and a promise that is kept on the thread of the caller: in libdex 0.10, discarding a future while
 * another thread completes it corrupts the list of those who wait, and whoever cancels a call does just that. */
DexFuture *
sluice_worker_run (DexFiberFunc func, gpointer data, GDestroyNotify destroy)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GTask) task = g_task_new (NULL, NULL, done_cb, dex_ref (promise));
  Work *work = g_new0 (Work, 1);

  work->func = func;
  work->data = data;
  work->destroy = destroy;
  dex_future_set_static_name (DEX_FUTURE (promise), "sluice-worker");
  g_task_set_source_tag (task, sluice_worker_run);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, work_thread);

  return DEX_FUTURE (promise);
}
