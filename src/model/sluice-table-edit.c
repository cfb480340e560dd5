/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-table-edit-private.h"
#include "sluice-table-history-private.h"

/* Less than half a frame: the history's own work at the end, handlers and drawing take the rest. */
#define PIECE_USEC 5000
/* The clock is looked at every so many tables. */
#define LOOK_EVERY 64

struct _SluiceTableEdit
{
  SluiceTableList *list; /* weak: it cancels before it goes */
  SluiceTableEditStep step;
  gpointer user_data;
  GDestroyNotify done;
  guint n;
  guint position;
  guint source_id;
  gboolean running;
};

/* Whether all is done. */
static gboolean
run_piece (SluiceTableEdit *self, gint64 usec)
{
  gint64 end = g_get_monotonic_time () + usec;

  self->running = TRUE;
  while (self->position < self->n)
    {
      self->step (self->position++, self->user_data);
      if (usec > 0 && self->position % LOOK_EVERY == 0 && g_get_monotonic_time () >= end)
        break;
    }
  self->running = FALSE;

  return self->position >= self->n;
}

static void
complete (SluiceTableEdit *self)
{
  SluiceTableList *list = g_object_ref (self->list);
  gboolean was_busy = self->source_id != 0;

  g_clear_handle_id (&self->source_id, g_source_remove);
  *sluice_table_list_peek_edit (list) = NULL;
  sluice_table_list_end_edit (list);
  if (self->done != NULL)
    self->done (self->user_data);
  g_free (self);
  if (was_busy)
    sluice_table_list_notify_busy (list);
  g_object_unref (list);
}

static gboolean
piece_cb (gpointer user_data)
{
  SluiceTableEdit *self = user_data;

  /* What follows the last table is a piece of its own. */
  if (self->position < self->n)
    {
      run_piece (self, PIECE_USEC);
      return G_SOURCE_CONTINUE;
    }

  complete (self);

  return G_SOURCE_REMOVE;
}

/* Within another edit there is nobody to wait for. */
static void
run_now (SluiceTableList *list, guint n, SluiceTableEditStep step, gpointer user_data, GDestroyNotify done)
{
  sluice_table_list_begin_edit (list);
  for (guint i = 0; i < n; i++)
    step (i, user_data);
  sluice_table_list_end_edit (list);
  if (done != NULL)
    done (user_data);
}

void
sluice_table_edit_run (SluiceTableList *list,
                       guint n,
                       SluiceTableEditStep step,
                       gpointer user_data,
                       GDestroyNotify done)
{
  SluiceTableEdit *self;

  sluice_table_list_finish_edit (list);
  if (sluice_table_list_get_in_edit (list))
    {
      run_now (list, n, step, user_data, done);
      return;
    }

  self = g_new0 (SluiceTableEdit, 1);
  self->list = list;
  self->step = step;
  self->user_data = user_data;
  self->done = done;
  self->n = n;
  sluice_table_list_begin_edit (list);
  sluice_table_list_expect_changes (list, n);
  *sluice_table_list_peek_edit (list) = self;
  if (run_piece (self, PIECE_USEC))
    {
      complete (self);
      return;
    }

  self->source_id = g_idle_add (piece_cb, self);
  g_source_set_name_by_id (self->source_id, "[sluice] edit of tables");
  sluice_table_list_notify_busy (list);
}

void
sluice_table_edit_cancel (SluiceTableEdit *self)
{
  g_clear_handle_id (&self->source_id, g_source_remove);
  if (self->done != NULL)
    self->done (self->user_data);
  g_free (self);
}

gboolean
sluice_table_list_get_busy (SluiceTableList *self)
{
  SluiceTableEdit *edit;

  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), FALSE);

  edit = *sluice_table_list_peek_edit (self);

  return edit != NULL && edit->source_id != 0;
}

void
sluice_table_list_finish_edit (SluiceTableList *self)
{
  SluiceTableEdit *edit;

  g_return_if_fail (SLUICE_IS_TABLE_LIST (self));

  edit = *sluice_table_list_peek_edit (self);
  if (edit == NULL || edit->running)
    return;

  run_piece (edit, 0);
  complete (edit);
}

gboolean
sluice_table_list_get_in_edit (SluiceTableList *self)
{
  SluiceTableEdit *edit = *sluice_table_list_peek_edit (self);

  return edit != NULL ? edit->running : sluice_table_list_get_edit_depth (self) > 0;
}

typedef struct
{
  GPtrArray *tables;
  SluiceTableEditFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} Each;

static void
each_step (guint position, gpointer user_data)
{
  Each *each = user_data;

  each->func (g_ptr_array_index (each->tables, position), each->user_data);
}

static void
each_done (gpointer user_data)
{
  Each *each = user_data;

  g_ptr_array_unref (each->tables);
  if (each->destroy != NULL)
    each->destroy (each->user_data);
  g_free (each);
}

void
sluice_table_list_edit_each (SluiceTableList *self,
                             GPtrArray *tables,
                             SluiceTableEditFunc func,
                             gpointer user_data,
                             GDestroyNotify destroy,
                             const char *description)
{
  Each *each;

  g_return_if_fail (SLUICE_IS_TABLE_LIST (self));
  g_return_if_fail (tables != NULL);
  g_return_if_fail (func != NULL);

  sluice_table_list_finish_edit (self);
  each = g_new0 (Each, 1);
  /* Without references: before tables leave the list, what is left of an edit is done. */
  each->tables = g_ptr_array_sized_new (tables->len);
  g_ptr_array_extend (each->tables, tables, NULL, NULL);
  each->func = func;
  each->user_data = user_data;
  each->destroy = destroy;
  if (description != NULL)
    sluice_table_history_describe (sluice_table_list_get_history (self), description);
  sluice_table_edit_run (self, tables->len, each_step, each, each_done);
}
