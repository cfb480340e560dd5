/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-fiber.h"
#include "sluice-setup-private.h"

typedef enum
{
  ACT_PAUSE,
  ACT_RESUME,
  ACT_CANCEL,
  ACT_RETRY,
} ActKind;

typedef struct
{
  SluiceSetup *setup;
  SluiceTableProgress *table;
  ActKind kind;
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_object_unref (act->setup);
  g_object_unref (act->table);
  g_free (act);
}

static gboolean
is_complete (SluiceTableProgress *table)
{
  return sluice_table_progress_get_state (table) == SLUICE_STATE_COMPLETED;
}

static void
wake (SluiceSetup *self)
{
  if (self->watching && self->watcher != NULL)
    sluice_watcher_wake (self->watcher);
}

static void
note_change (SluiceSetup *self)
{
  if (self->watching && self->watcher != NULL)
    sluice_watcher_note_change (self->watcher);
}

static DexFuture *
again_fiber (gpointer user_data)
{
  SluiceSetup *self = user_data;
  const gboolean settled = sluice_setup_watch (self);

  if (settled && self->state != SLUICE_SETUP_STATE_GONE && !self->finished && !self->run_waits)
    {
      sluice_setup_set_finished (self);
      sluice_setup_tell (self, SLUICE_SETUP_NEWS_FINISHED);
    }
  dex_clear (&self->again);
  if (!dex_future_is_pending (self->run) && !self->ending)
    sluice_setup_set_busy (self, FALSE);
  sluice_setup_end_if_done (self);

  return dex_future_new_true ();
}

/* The first load was over, for this table too: what comes now is watched like it. */
static void
watch_again (SluiceSetup *self)
{
  if (self->watching)
    return;

  /* A run that waits, such as for its webhook, waits for this as well and then ends by itself. */
  self->run_waits = self->busy && !self->finished;
  if (!self->busy && sluice_setup_get_stopped (self))
    {
      dex_clear (&self->stop);
      self->stop = dex_promise_new ();
    }
  if (self->finished)
    {
      self->finished = FALSE;
      g_object_notify (G_OBJECT (self), "finished");
    }
  self->watching = TRUE;
  sluice_setup_set_busy (self, TRUE);
  sluice_setup_update_attended (self);
  dex_clear (&self->again);
  self->again = sluice_fiber_spawn (again_fiber, g_object_ref (self), g_object_unref);
  dex_future_disown (dex_ref (self->again));
}

/* Once it is on it may run already, and one that was copied before has time. Within a fiber. */
static gboolean
resume (SluiceClient *client, SluiceTableProgress *table, GError **error)
{
  const char *id = sluice_table_progress_get_table_id (table);
  g_autoptr (SluiceSourceTable) changed = dex_await_object (sluice_client_set_table_syncing (client, id, TRUE), error);

  if (changed == NULL)
    return FALSE;
  if (is_complete (table) || sluice_source_table_get_state (changed) == SLUICE_STATE_RUNNING)
    return TRUE;

  return dex_await (sluice_client_reload_table (client, id), error);
}

/* Within a fiber. */
static gboolean
send (Act *act, GError **error)
{
  SluiceClient *client = act->setup->client;
  const char *id = sluice_table_progress_get_table_id (act->table);

  switch (act->kind)
    {
    case ACT_PAUSE:
      return dex_await (sluice_client_set_table_syncing (client, id, FALSE), error);
    case ACT_RESUME:
      return resume (client, act->table, error);
    case ACT_CANCEL:
      return dex_await (sluice_client_cancel_table (client, id), error);
    case ACT_RETRY:
      return dex_await (sluice_client_reload_table (client, id), error);
    default:
      g_assert_not_reached ();
    }
}

static DexFuture *
act_fiber (gpointer user_data)
{
  Act *act = user_data;
  SluiceSetup *self = act->setup;
  g_autoptr (GError) error = NULL;

  if (!send (act, &error))
    {
      /* What it did not do may have been done by somebody else. */
      wake (self);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  sluice_table_progress_set_off (act->table, act->kind == ACT_PAUSE);
  if (act->kind == ACT_RETRY || (act->kind == ACT_RESUME && !is_complete (act->table)))
    {
      sluice_table_progress_restart (act->table);
      watch_again (self);
    }
  note_change (self);

  return dex_future_new_true ();
}

static DexFuture *
begin (SluiceSetup *self, SluiceTableProgress *table, ActKind kind)
{
  Act *act;
  DexFuture *fiber;

  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS (table), NULL);
  g_return_val_if_fail (self->source_id != NULL && sluice_table_progress_get_table_id (table) != NULL, NULL);

  act = g_new0 (Act, 1);
  act->setup = g_object_ref (self);
  act->table = g_object_ref (table);
  act->kind = kind;
  fiber = sluice_fiber_spawn (act_fiber, act, act_free);
  /* What changes the world is not called off with the page that asked for it. */
  dex_future_disown (dex_ref (fiber));

  return fiber;
}

DexFuture *
sluice_setup_pause_table (SluiceSetup *self, SluiceTableProgress *table)
{
  return begin (self, table, ACT_PAUSE);
}

DexFuture *
sluice_setup_resume_table (SluiceSetup *self, SluiceTableProgress *table)
{
  return begin (self, table, ACT_RESUME);
}

DexFuture *
sluice_setup_cancel_table (SluiceSetup *self, SluiceTableProgress *table)
{
  return begin (self, table, ACT_CANCEL);
}

DexFuture *
sluice_setup_retry_table (SluiceSetup *self, SluiceTableProgress *table)
{
  return begin (self, table, ACT_RETRY);
}

DexFuture *
sluice_setup_list_logs (SluiceSetup *self, SluiceTableProgress *table, GDateTime *before)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS (table), NULL);
  g_return_val_if_fail (sluice_table_progress_get_table_id (table) != NULL, NULL);

  return sluice_client_list_logs (self->client, sluice_table_progress_get_table_id (table), before, NULL);
}

void
sluice_setup_look (SluiceSetup *self)
{
  g_return_if_fail (SLUICE_IS_SETUP (self));

  wake (self);
}

void
sluice_setup_set_visible_tables (SluiceSetup *self, const char *const *names)
{
  g_return_if_fail (SLUICE_IS_SETUP (self));

  g_strfreev (self->visible);
  self->visible = g_strdupv ((GStrv) names);
  if (self->watcher != NULL)
    sluice_watcher_set_visible (self->watcher, names);
}
