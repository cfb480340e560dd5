/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-marked-edit.h"
#include "sluice-table-edit.h"

typedef struct
{
  SluiceChoicePart part;
  int value;
  char *cursor;
  guint n_set;
  guint n_left;
  SluiceMarkedEditFunc func;
  GWeakRef object;
} MarkedEdit;

static gboolean
has_cursor (SluiceTable *table, const char *field)
{
  guint n_cursors = 0;
  const SluiceCursor *cursors = sluice_table_get_cursors (table, &n_cursors);

  for (guint i = 0; i < n_cursors && sluice_table_get_cursor (table) != NULL; i++)
    if (g_strcmp0 (cursors[i].field, field) == 0)
      return TRUE;

  return FALSE;
}

/* (transfer full) (nullable) */
static char *
dup_obstacle (SluiceTable *table, SluiceChoicePart part, int value)
{
  if (part == SLUICE_CHOICE_METHOD)
    return sluice_table_dup_obstacle (table, (SluiceSyncMethod) value);
  if (part == SLUICE_CHOICE_FREQUENCY)
    return sluice_table_dup_frequency_obstacle (table, value);
  if (part == SLUICE_CHOICE_FULL_REFRESH && value > 0)
    return sluice_table_dup_full_refresh_obstacle (table, (guint) value);

  return sluice_table_dup_part_obstacle (table, part);
}

gboolean
sluice_marked_edit_apply (SluiceTable *table, SluiceChoicePart part, int value, const char *cursor)
{
  g_autofree char *obstacle = NULL;

  g_return_val_if_fail (SLUICE_IS_TABLE (table), FALSE);

  obstacle = dup_obstacle (table, part, value);
  if (!sluice_table_get_selectable (table) || obstacle != NULL ||
      (part == SLUICE_CHOICE_CURSOR && !has_cursor (table, cursor)))
    return FALSE;

  if (part == SLUICE_CHOICE_METHOD)
    sluice_table_set_method (table, (SluiceSyncMethod) value);
  else if (part == SLUICE_CHOICE_CURSOR)
    sluice_table_set_cursor (table, cursor);
  else if (part == SLUICE_CHOICE_FREQUENCY)
    sluice_table_set_frequency (table, value);
  else if (part == SLUICE_CHOICE_TIME_OF_DAY)
    sluice_table_set_time_of_day (table, value);
  else if (part == SLUICE_CHOICE_LOOK_BACK)
    sluice_table_set_look_back (table, value);
  else if (part == SLUICE_CHOICE_FULL_REFRESH)
    sluice_table_set_full_refresh_days (table, (guint) value);
  else if (part == SLUICE_CHOICE_CDC_TABLE_MODE)
    sluice_table_set_cdc_table_mode (table, (SluiceCdcTableMode) value);
  else
    g_return_val_if_reached (FALSE);

  return TRUE;
}

static void
apply_to_each (SluiceTable *table, gpointer user_data)
{
  MarkedEdit *edit = user_data;

  if (sluice_marked_edit_apply (table, edit->part, edit->value, edit->cursor))
    edit->n_set++;
  else
    edit->n_left++;
}

static void
finish (gpointer user_data)
{
  MarkedEdit *edit = user_data;
  g_autoptr (GObject) object = g_weak_ref_get (&edit->object);

  if (object != NULL)
    edit->func (edit->n_set, edit->n_left, object);
  g_weak_ref_clear (&edit->object);
  g_free (edit->cursor);
  g_free (edit);
}

void
sluice_marked_edit_apply_to_all (SluiceTableList *list,
                                 GPtrArray *tables,
                                 SluiceChoicePart part,
                                 int value,
                                 const char *cursor,
                                 SluiceMarkedEditFunc func,
                                 GObject *object)
{
  MarkedEdit *edit = NULL;

  g_return_if_fail (SLUICE_IS_TABLE_LIST (list));
  g_return_if_fail (tables != NULL && func != NULL && G_IS_OBJECT (object));

  edit = g_new0 (MarkedEdit, 1);
  edit->part = part;
  edit->value = value;
  edit->cursor = g_strdup (cursor);
  edit->func = func;
  g_weak_ref_init (&edit->object, object);
  sluice_table_list_edit_each (list, tables, apply_to_each, edit, finish, NULL);
}
