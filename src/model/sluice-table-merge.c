/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-table-merge.h"

#include "sluice-table-change-private.h"
#include "sluice-table-edit-private.h"
#include "sluice-table-history-private.h"
#include "sluice-table-private.h"

/* What arrived under one name, and what it means. */
typedef struct
{
  SluiceTable *old; /* NULL for one that was not there */
  SluiceTable *new; /* NULL for one that is said to be the same */
  SluiceTableDelta *delta;
  gint64 rows; /* what the server says of one that is the same */
} Arrival;

struct _SluiceTableMerge
{
  SluiceTableList *list;
  GArray *arrivals;
  GHashTable *names; /* lent by the tables */
};

static void
arrival_clear (gpointer data)
{
  Arrival *self = data;

  g_clear_object (&self->old);
  g_clear_object (&self->new);
  g_clear_pointer (&self->delta, sluice_table_delta_free);
}

SluiceTableMerge *
sluice_table_merge_new (SluiceTableList *list)
{
  SluiceTableMerge *self = g_new0 (SluiceTableMerge, 1);

  self->list = g_object_ref (list);
  self->arrivals = g_array_new (FALSE, TRUE, sizeof (Arrival));
  g_array_set_clear_func (self->arrivals, arrival_clear);
  self->names = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

void
sluice_table_merge_free (SluiceTableMerge *self)
{
  g_hash_table_unref (self->names);
  g_array_unref (self->arrivals);
  g_object_unref (self->list);
  g_free (self);
}

void
sluice_table_merge_add (SluiceTableMerge *self, GPtrArray *tables)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (tables != NULL);

  for (guint i = 0; i < tables->len; i++)
    {
      SluiceTable *table = g_ptr_array_index (tables, i);
      SluiceTable *old = sluice_table_list_lookup (self->list, table->name);
      Arrival arrival = { 0 };

      if (table->list != NULL || g_hash_table_contains (self->names, table->name))
        continue;

      arrival.rows = table->rows;
      arrival.old = old != NULL ? g_object_ref (old) : NULL;
      if (old == NULL || !sluice_table_has_same_words (old, table))
        {
          arrival.new = g_object_ref (table);
          arrival.delta = old != NULL ? sluice_table_delta_compare (old, table) : NULL;
        }
      g_hash_table_add (self->names, arrival.new != NULL ? table->name : old->name);
      g_array_append_val (self->arrivals, arrival);
    }
}

guint
sluice_table_merge_get_n_tables (SluiceTableMerge *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->arrivals->len;
}

/* What was chosen, also for a table that had gone since. */
static void
init_kept (SluiceChoice *kept, SluiceTable *old)
{
  sluice_choice_init (kept, old);
  if (old->delta != NULL && old->delta->change == SLUICE_TABLE_REMOVED)
    kept->selected = old->delta->was_selected;
}

/* Whether nothing but the selection was chosen: such a table follows the recommendation, which may be another now. */
static gboolean
stands_as_recommended (const SluiceChoice *kept, SluiceTable *old)
{
  g_auto (SluiceChoice) rest = { 0 };

  sluice_choice_copy (&rest, kept);
  rest.selected = FALSE;

  return !sluice_choice_is_worth_keeping (&rest, old);
}

/* Gives @new what was chosen for @old, as far as it can have it, and says in @delta what it cannot. */
static void
hand_over_choice (SluiceTable *old, SluiceTable *new, SluiceTableDelta *delta)
{
  g_auto (SluiceChoice) kept = { 0 };
  g_auto (SluiceChoice) recommended = { 0 };
  g_auto (SluiceChoice) before = { 0 };
  SluiceChoicePart lost;

  init_kept (&kept, old);
  sluice_choice_copy (&before, &kept);
  if (stands_as_recommended (&kept, old))
    {
      sluice_choice_init_recommended (&recommended, new);
      recommended.selected = kept.selected && sluice_table_get_selectable (new);
      sluice_table_apply_choice (new, &recommended, SLUICE_CHOICE_ALL);
      lost = kept.selected && !recommended.selected ? SLUICE_CHOICE_SELECTED : SLUICE_CHOICE_NONE;
    }
  else
    {
      lost = SLUICE_CHOICE_ALL & ~sluice_choice_fit (&kept, new, SLUICE_CHOICE_ALL);
      if (!sluice_sync_method_needs_cursor (before.method))
        lost &= ~SLUICE_CHOICE_CURSOR;
      sluice_table_apply_choice (new, &kept, SLUICE_CHOICE_ALL);
    }
  if (delta != NULL && lost != SLUICE_CHOICE_NONE)
    {
      delta->lost = lost;
      delta->was = sluice_choice_dup_text (&before, old, SLUICE_CHOICE_ALL & ~SLUICE_CHOICE_SELECTED);
    }
}

/* A count that somebody brought stays where the server gives none. */
static gboolean
keeps_rows (SluiceTable *old, gint64 rows)
{
  return rows < 0 && old->rows_origin > SLUICE_ROWS_FROM_SERVER;
}

static void
hand_over (SluiceTableMerge *self, Arrival *arrival, gboolean same_source)
{
  SluiceTable *old = arrival->old;
  SluiceTable *new = arrival->new;
  SluiceTableDelta *delta = g_steal_pointer (&arrival->delta);

  if (keeps_rows (old, new->rows))
    sluice_table_set_rows_at (new, old->rows, old->rows_origin, old->rows_at);
  sluice_table_set_synced_by (new, old->synced_by);
  hand_over_choice (old, new, delta);
  if (!same_source)
    g_clear_pointer (&delta, sluice_table_delta_free);
  /* A mark that nobody dismissed stays; one that had gone is back. */
  else if (delta == NULL && old->delta != NULL && old->delta->change != SLUICE_TABLE_REMOVED)
    delta = g_steal_pointer (&old->delta);
  sluice_table_set_delta (new, delta);
}

/* What became of one that arrived. Lent. */
static SluiceTable *
settle_arrival (SluiceTableMerge *self, Arrival *arrival, gboolean same_source)
{
  if (arrival->old == NULL)
    {
      if (same_source)
        sluice_table_set_delta (arrival->new, sluice_table_delta_new (SLUICE_TABLE_ADDED));
      return arrival->new;
    }

  arrival->old->is_staying = TRUE;
  if (arrival->new != NULL)
    {
      hand_over (self, arrival, same_source);
      return arrival->new;
    }
  /* One that had gone is back. */
  if (!same_source || sluice_table_get_change (arrival->old) == SLUICE_TABLE_REMOVED)
    sluice_table_set_delta (arrival->old, NULL);

  return arrival->old;
}

/* What the list shall have: what arrived in the server's order, then what is missing. (transfer full) */
static GPtrArray *
list_tables (SluiceTableMerge *self, gboolean same_source)
{
  GPtrArray *tables = g_ptr_array_new_full (self->arrivals->len, g_object_unref);
  guint size = sluice_table_list_get_size (self->list);

  for (guint i = 0; i < self->arrivals->len; i++)
    g_ptr_array_add (tables,
                     g_object_ref (settle_arrival (self, &g_array_index (self->arrivals, Arrival, i), same_source)));
  for (guint i = 0; i < size; i++)
    {
      SluiceTable *table = sluice_table_list_get (self->list, i);
      gboolean arrived = table->is_staying;

      table->is_staying = FALSE;
      if (arrived || !same_source)
        continue;
      if (sluice_table_get_change (table) != SLUICE_TABLE_REMOVED)
        sluice_table_set_delta (table, sluice_table_delta_new (SLUICE_TABLE_REMOVED));
      g_ptr_array_add (tables, g_object_ref (table));
    }

  return tables;
}

static void
replace_in_history (SluiceTableMerge *self, SluiceTableHistory *history)
{
  g_autoptr (GHashTable) replacements = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->arrivals->len; i++)
    {
      const Arrival *arrival = &g_array_index (self->arrivals, Arrival, i);

      if (arrival->old != NULL && arrival->new != NULL)
        g_hash_table_insert (replacements, arrival->old, arrival->new);
    }
  if (g_hash_table_size (replacements) > 0)
    sluice_table_history_replace (history, replacements);
}

/* Whether every table is said to be there as it was, in the same order: what a refresh mostly finds. */
static gboolean
is_all_the_same (SluiceTableMerge *self)
{
  if (self->arrivals->len != sluice_table_list_get_size (self->list) ||
      sluice_table_list_count_changes (self->list, SLUICE_TABLE_REMOVED) > 0)
    return FALSE;

  for (guint i = 0; i < self->arrivals->len; i++)
    {
      const Arrival *arrival = &g_array_index (self->arrivals, Arrival, i);

      if (arrival->new != NULL || arrival->old != sluice_table_list_get (self->list, i))
        return FALSE;
    }

  return TRUE;
}

static void
update_rows (guint position, gpointer user_data)
{
  Arrival *arrival = &g_array_index ((GArray *) user_data, Arrival, position);

  if (arrival->new == NULL && !keeps_rows (arrival->old, arrival->rows))
    sluice_table_set_rows_at (arrival->old, arrival->rows, SLUICE_ROWS_FROM_SERVER, 0);
}

void
sluice_table_merge_finish (SluiceTableMerge *self, gboolean same_source)
{
  SluiceTableHistory *history;
  GPtrArray *tables;

  g_return_if_fail (self != NULL);

  history = sluice_table_list_get_history (self->list);
  sluice_table_list_finish_edit (self->list);
  if (!same_source || !is_all_the_same (self))
    {
      sluice_table_history_freeze (history);
      sluice_table_list_begin_edit (self->list);
      tables = list_tables (self, same_source);
      if (same_source)
        replace_in_history (self, history);
      sluice_table_list_replace (self->list, tables);
      sluice_table_list_end_edit (self->list);
      sluice_table_history_thaw (history);
    }
  if (!same_source)
    sluice_table_history_clear (history);
  sluice_table_edit_run (self->list, self->arrivals->len, update_rows, g_array_ref (self->arrivals),
                         (GDestroyNotify) g_array_unref);
}
