/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-advisor.h"
#include "sluice-table-capture.h"

/* How many tables between two looks at the clock. */
#define TABLES_A_LOOK 128

/* A table that cannot be read stands before every warning. */
#define UNREADABLE_VALUE (G_GINT64_CONSTANT (1) << 32)

struct _SluiceTableCapture
{
  SluiceTableList *tables;
  SluiceTableFilter filter;
  SluiceTableSort sort;
  guint n_tables;
  guint next;

  guint8 *chosen; /* NULL: not wanted */
  gint64 *values; /* NULL: not wanted */

  /* Only for the sort by cursor: its values are places in this list until all are known. */
  GPtrArray *cursors; /* of char */
  GHashTable *places; /* char → place + 1 */
};

SluiceTableCapture *
sluice_table_capture_new (SluiceTableList *tables, const SluiceTableFilter *filter, SluiceTableSort sort)
{
  SluiceTableCapture *self = g_new0 (SluiceTableCapture, 1);

  self->tables = g_object_ref (tables);
  self->n_tables = sluice_table_list_get_size (tables);
  self->sort = sort;
  if (filter != NULL)
    {
      self->filter = *filter;
      self->chosen = g_new (guint8, self->n_tables);
    }
  if (sort != SLUICE_TABLE_SORT_NONE && sort != SLUICE_TABLE_SORT_NAME)
    self->values = g_new (gint64, self->n_tables);
  self->cursors = g_ptr_array_new_with_free_func (g_free);
  self->places = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

void
sluice_table_capture_free (SluiceTableCapture *self)
{
  g_free (self->chosen);
  g_free (self->values);
  g_hash_table_unref (self->places);
  g_ptr_array_unref (self->cursors);
  g_object_unref (self->tables);
  g_free (self);
}

static gint64
get_cursor_place (SluiceTableCapture *self, SluiceTable *table)
{
  const char *cursor = sluice_table_get_cursor (table);
  gpointer place = NULL;

  if (cursor == NULL)
    return SLUICE_TABLE_VALUE_LAST;

  place = g_hash_table_lookup (self->places, cursor);
  if (place == NULL)
    {
      char *copy = g_strdup (cursor);

      g_ptr_array_add (self->cursors, copy);
      place = GUINT_TO_POINTER (self->cursors->len);
      g_hash_table_insert (self->places, copy, place);
    }

  return GPOINTER_TO_UINT (place) - 1;
}

static gint64
get_note_value (SluiceTable *table)
{
  SluiceWarnings warnings = SLUICE_WARNING_NONE;

  if (!sluice_table_get_selectable (table))
    return UNREADABLE_VALUE;

  warnings = sluice_advisor_get_warnings (table);
  /* As the cells have it: of a table that nobody chose only some of it is told. */
  if (!sluice_table_get_selected (table))
    warnings &= SLUICE_WARNINGS_BEFOREHAND;

  return warnings == SLUICE_WARNING_NONE ? SLUICE_TABLE_VALUE_LAST : (gint64) sluice_warnings_get_first (warnings);
}

static gint64
get_month_value (SluiceTableCapture *self, SluiceTable *table)
{
  const SluiceRowRange month = sluice_estimate_month (table, sluice_table_list_get_frequency (self->tables));

  return month.n_unknown > 0 ? SLUICE_TABLE_VALUE_LAST : month.high;
}

static gint64
get_value (SluiceTableCapture *self, SluiceTable *table)
{
  switch (self->sort)
    {
    case SLUICE_TABLE_SORT_SELECTED:
      /* Selected ones first. */
      return !sluice_table_get_selected (table);
    case SLUICE_TABLE_SORT_ROWS:
      return sluice_table_get_rows (table) >= 0 ? sluice_table_get_rows (table) : SLUICE_TABLE_VALUE_LAST;
    case SLUICE_TABLE_SORT_NOTE:
      return get_note_value (table);
    case SLUICE_TABLE_SORT_METHOD:
    case SLUICE_TABLE_SORT_CURSOR:
    case SLUICE_TABLE_SORT_FREQUENCY:
    case SLUICE_TABLE_SORT_MONTH:
      if (!sluice_table_get_selectable (table))
        return SLUICE_TABLE_VALUE_LAST;
      if (self->sort == SLUICE_TABLE_SORT_METHOD)
        return (gint64) sluice_table_get_method (table);
      if (self->sort == SLUICE_TABLE_SORT_CURSOR)
        return get_cursor_place (self, table);
      if (self->sort == SLUICE_TABLE_SORT_FREQUENCY)
        return (gint64) sluice_table_list_get_table_frequency (self->tables, table);
      return get_month_value (self, table);
    case SLUICE_TABLE_SORT_NAME:
    case SLUICE_TABLE_SORT_NONE:
    default:
      return SLUICE_TABLE_VALUE_LAST;
    }
}

static int
compare_cursors (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/* From places in the list of cursors, of which there are few, to their ranks by name. */
static void
rank_cursors (SluiceTableCapture *self)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autofree gint64 *ranks = g_new (gint64, self->cursors->len + 1);

  g_ptr_array_extend (sorted, self->cursors, NULL, NULL);
  g_ptr_array_sort (sorted, compare_cursors);
  for (guint i = 0; i < sorted->len; i++)
    {
      gpointer place = g_hash_table_lookup (self->places, g_ptr_array_index (sorted, i));

      ranks[GPOINTER_TO_UINT (place) - 1] = i;
    }
  for (guint i = 0; i < self->n_tables; i++)
    if (self->values[i] != SLUICE_TABLE_VALUE_LAST)
      self->values[i] = ranks[self->values[i]];
}

static void
write_down (SluiceTableCapture *self, guint end)
{
  for (; self->next < end; self->next++)
    {
      SluiceTable *table = sluice_table_list_get (self->tables, self->next);

      if (self->chosen != NULL)
        self->chosen[self->next] = (guint8) sluice_table_filter_matches (&self->filter, table);
      if (self->values != NULL)
        self->values[self->next] = get_value (self, table);
    }
}

gboolean
sluice_table_capture_step (SluiceTableCapture *self, gint64 deadline)
{
  if (self->chosen == NULL && self->values == NULL)
    return TRUE;

  do
    write_down (self, MIN (self->n_tables, self->next + TABLES_A_LOOK));
  while (self->next < self->n_tables && g_get_monotonic_time () < deadline);

  if (self->next < self->n_tables)
    return FALSE;
  if (self->sort == SLUICE_TABLE_SORT_CURSOR)
    rank_cursors (self);

  return TRUE;
}

GBytes *
sluice_table_capture_take_chosen (SluiceTableCapture *self)
{
  return self->chosen != NULL ? g_bytes_new_take (g_steal_pointer (&self->chosen), self->n_tables) : NULL;
}

GBytes *
sluice_table_capture_take_values (SluiceTableCapture *self)
{
  return self->values != NULL ? g_bytes_new_take (g_steal_pointer (&self->values), self->n_tables * sizeof (gint64)) :
                                NULL;
}
