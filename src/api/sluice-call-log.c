/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-call-log.h"

#include "sluice-call-private.h"

struct _SluiceCallLog
{
  GObject parent_instance;

  GListStore *calls;  /* newest first */
  GPtrArray *added;   /* that the list does not have yet, oldest first */
  GPtrArray *changed; /* that have not told yet */
  guint flush_id;
};

enum
{
  SIGNAL_CALLS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void sluice_call_log_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceCallLog,
                               sluice_call_log,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sluice_call_log_list_init))

static void
flush_cb (gpointer user_data)
{
  g_autoptr (SluiceCallLog) self = g_object_ref (user_data);
  g_autoptr (GPtrArray) added = g_steal_pointer (&self->added);
  g_autoptr (GPtrArray) changed = g_steal_pointer (&self->changed);
  guint n_calls;

  self->flush_id = 0;
  self->added = g_ptr_array_new_with_free_func (g_object_unref);
  self->changed = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added->len; i++)
    g_list_store_insert (self->calls, 0, g_ptr_array_index (added, i));
  n_calls = g_list_model_get_n_items (G_LIST_MODEL (self->calls));
  if (n_calls > SLUICE_CALL_LOG_SIZE)
    g_list_store_splice (self->calls, SLUICE_CALL_LOG_SIZE, n_calls - SLUICE_CALL_LOG_SIZE, NULL, 0);
  for (guint i = 0; i < changed->len; i++)
    sluice_call_notify (g_ptr_array_index (changed, i));
  g_signal_emit (self, signals[SIGNAL_CALLS_CHANGED], 0);
}

static void
schedule (SluiceCallLog *self)
{
  if (self->flush_id != 0)
    return;

  self->flush_id = g_timeout_add_once (0, flush_cb, self);
  g_source_set_name_by_id (self->flush_id, "[sluice] call log");
}

static void
items_changed_cb (SluiceCallLog *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static GType
sluice_call_log_get_item_type (GListModel *model)
{
  return SLUICE_TYPE_CALL;
}

static guint
sluice_call_log_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (SLUICE_CALL_LOG (model)->calls));
}

static gpointer
sluice_call_log_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (SLUICE_CALL_LOG (model)->calls), position);
}

static void
sluice_call_log_list_init (GListModelInterface *iface)
{
  iface->get_item_type = sluice_call_log_get_item_type;
  iface->get_n_items = sluice_call_log_get_n_items;
  iface->get_item = sluice_call_log_get_item;
}

static void
sluice_call_log_dispose (GObject *object)
{
  SluiceCallLog *self = SLUICE_CALL_LOG (object);

  g_clear_handle_id (&self->flush_id, g_source_remove);
  g_clear_object (&self->calls);
  g_clear_pointer (&self->added, g_ptr_array_unref);
  g_clear_pointer (&self->changed, g_ptr_array_unref);

  G_OBJECT_CLASS (sluice_call_log_parent_class)->dispose (object);
}

static void
sluice_call_log_class_init (SluiceCallLogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_call_log_dispose;

  signals[SIGNAL_CALLS_CHANGED] =
      g_signal_new ("calls-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_call_log_init (SluiceCallLog *self)
{
  self->calls = g_list_store_new (SLUICE_TYPE_CALL);
  self->added = g_ptr_array_new_with_free_func (g_object_unref);
  self->changed = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect_object (self->calls, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
}

SluiceCallLog *
sluice_call_log_get_default (void)
{
  static SluiceCallLog *log;

  if (log == NULL)
    log = g_object_new (SLUICE_TYPE_CALL_LOG, NULL);

  return log;
}

void
sluice_call_log_add (SluiceCallLog *self, SluiceCall *call)
{
  g_return_if_fail (SLUICE_IS_CALL_LOG (self));
  g_return_if_fail (SLUICE_IS_CALL (call));

  /* Where nobody lets the main loop run, what waits is no longer than what is kept. */
  if (self->added->len >= SLUICE_CALL_LOG_SIZE)
    g_ptr_array_remove_index (self->added, 0);
  g_ptr_array_add (self->added, g_object_ref (call));
  schedule (self);
}

void
sluice_call_log_note_change (SluiceCallLog *self, SluiceCall *call)
{
  g_return_if_fail (SLUICE_IS_CALL_LOG (self));
  g_return_if_fail (SLUICE_IS_CALL (call));

  if (g_ptr_array_find (self->changed, call, NULL))
    return;
  g_ptr_array_add (self->changed, g_object_ref (call));
  schedule (self);
}

void
sluice_call_log_clear (SluiceCallLog *self)
{
  g_return_if_fail (SLUICE_IS_CALL_LOG (self));

  g_ptr_array_set_size (self->added, 0);
  g_list_store_remove_all (self->calls);
}
