/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plan-work.h"

#include "sluice-fiber.h"
#include "sluice-plan-snapshot.h"
#include "sluice-table-edit.h"
#include "sluice-worker.h"

typedef struct
{
  SluicePlan *plan; /* until the snapshot is taken */
  SluicePlanSnapshot *snapshot;
  SluicePlanWork work;
  gpointer data;
  GDestroyNotify destroy;
} Job;

static void
job_free (Job *self)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_clear_pointer (&self->snapshot, sluice_plan_snapshot_unref);
  g_clear_object (&self->plan);
  g_free (self);
}

static void
busy_changed_cb (SluiceTableList *tables, GParamSpec *pspec, gpointer user_data)
{
  if (sluice_table_list_get_busy (tables))
    return;

  g_signal_handlers_disconnect_by_func (tables, busy_changed_cb, user_data);
  dex_promise_resolve_boolean (DEX_PROMISE (user_data), TRUE);
}

DexFuture *
sluice_plan_work_settle (SluicePlan *plan)
{
  SluiceTableList *tables;
  DexPromise *promise;

  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);

  tables = sluice_plan_get_tables (plan);
  if (!sluice_table_list_get_busy (tables))
    return dex_future_new_true ();

  promise = dex_promise_new ();
  g_signal_connect_data (tables, "notify::busy", G_CALLBACK (busy_changed_cb), dex_ref (promise),
                         (GClosureNotify) (void (*) (void)) dex_unref, 0);

  return DEX_FUTURE (promise);
}

/* The snapshot goes where it costs nobody time. */
static DexFuture *
work_fiber (gpointer data)
{
  Job *self = data;
  g_autoptr (SluicePlan) plan = sluice_plan_snapshot_thaw (self->snapshot);

  g_clear_pointer (&self->snapshot, sluice_plan_snapshot_unref);

  return self->work (plan, self->data);
}

static DexFuture *
begin (Job *job)
{
  job->snapshot = sluice_plan_snapshot_new (job->plan);
  g_clear_object (&job->plan);

  return sluice_worker_run (work_fiber, job, (GDestroyNotify) job_free);
}

static DexFuture *
wait_fiber (gpointer data)
{
  Job **job = data;
  GError *error = NULL;

  /* Somebody may have begun another edit before this one was told. */
  while (sluice_table_list_get_busy (sluice_plan_get_tables ((*job)->plan)))
    if (!dex_await (sluice_plan_work_settle ((*job)->plan), &error))
      return dex_future_new_for_error (error);

  return begin (g_steal_pointer (job));
}

static void
waiting_free (gpointer data)
{
  Job **job = data;

  g_clear_pointer (job, job_free);
  g_free (job);
}

DexFuture *
sluice_plan_work_run (SluicePlan *plan, SluicePlanWork work, gpointer data, GDestroyNotify destroy)
{
  Job *job;
  Job **waiting;

  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);
  g_return_val_if_fail (work != NULL, NULL);

  job = g_new0 (Job, 1);
  job->plan = g_object_ref (plan);
  job->work = work;
  job->data = data;
  job->destroy = destroy;
  if (!sluice_table_list_get_busy (sluice_plan_get_tables (plan)))
    return begin (job);

  waiting = g_new0 (Job *, 1);
  *waiting = job;

  return sluice_fiber_spawn (wait_fiber, waiting, waiting_free);
}
