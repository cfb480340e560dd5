/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-choice-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-advisor.h"
#include "sluice-table-private.h"

static void
extras_clear (gpointer data)
{
  SluiceChoiceExtras *self = data;

  sluice_table_free_interned_strv (self->primary_keys);
  sluice_table_free_interned_strv (self->enabled_columns);
  g_clear_pointer (&self->row_filters, g_ptr_array_unref);
  g_free (self->unknown);
}

SluiceChoiceExtras *
sluice_choice_extras_ref (SluiceChoiceExtras *self)
{
  return self != NULL ? g_atomic_rc_box_acquire (self) : NULL;
}

void
sluice_choice_extras_unref (SluiceChoiceExtras *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, extras_clear);
}

SluiceChoiceExtras *
sluice_choice_extras_copy (const SluiceChoiceExtras *other)
{
  SluiceChoiceExtras *self = g_atomic_rc_box_new0 (SluiceChoiceExtras);

  if (other == NULL)
    return self;

  self->primary_keys = sluice_table_copy_interned_strv (other->primary_keys);
  self->enabled_columns = sluice_table_copy_interned_strv (other->enabled_columns);
  self->row_filters = other->row_filters != NULL ? g_ptr_array_ref (other->row_filters) : NULL;
  self->unknown = g_strdup (other->unknown);

  return self;
}

void
sluice_choice_take_extras (SluiceChoice *self, SluiceChoiceExtras *extras)
{
  sluice_choice_extras_unref (self->extras);
  self->extras = extras;
  if (extras->primary_keys == NULL && extras->enabled_columns == NULL && extras->row_filters == NULL &&
      extras->unknown == NULL)
    g_clear_pointer (&self->extras, sluice_choice_extras_unref);
}

void
sluice_choice_lend (SluiceChoice *self, SluiceTable *table)
{
  *self = (SluiceChoice) {
    .cursor = table->cursor,
    .extras = table->extras,
    .time_of_day = table->time_of_day,
    .look_back = table->look_back,
    .selected = table->selected,
    .method = table->method,
    .frequency = table->frequency,
    .full_refresh_days = table->full_refresh_days,
    .cdc_table_mode = table->cdc_table_mode,
  };
}

void
sluice_choice_init (SluiceChoice *self, SluiceTable *table)
{
  sluice_choice_lend (self, table);
  sluice_choice_extras_ref (self->extras);
}

void
sluice_choice_init_recommended (SluiceChoice *self, SluiceTable *table)
{
  SluiceAdvice advice = sluice_advisor_recommend (table);

  *self = (SluiceChoice) {
    .cursor = advice.cursor,
    .time_of_day = -1,
    .look_back = -1,
    .method = advice.method,
    .frequency = -1,
  };
}

void
sluice_choice_copy (SluiceChoice *self, const SluiceChoice *other)
{
  *self = *other;
  sluice_choice_extras_ref (self->extras);
}

void
sluice_choice_clear (SluiceChoice *self)
{
  g_clear_pointer (&self->extras, sluice_choice_extras_unref);
}

static gboolean
is_same_strv (const char *const *a, const char *const *b)
{
  return a == b || (a != NULL && b != NULL && g_strv_equal (a, b));
}

static gboolean
are_same_filters (GPtrArray *a, GPtrArray *b)
{
  guint n = a != NULL ? a->len : 0;

  if (a == b)
    return TRUE;
  if (n != (b != NULL ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!sluice_row_filter_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

static SluiceChoicePart
diff_extras (const SluiceChoiceExtras *a, const SluiceChoiceExtras *b)
{
  static const SluiceChoiceExtras none = { 0 };
  SluiceChoicePart parts = SLUICE_CHOICE_NONE;

  if (a == b)
    return parts;

  a = a != NULL ? a : &none;
  b = b != NULL ? b : &none;
  if (!is_same_strv (a->primary_keys, b->primary_keys))
    parts |= SLUICE_CHOICE_PRIMARY_KEYS;
  if (!is_same_strv (a->enabled_columns, b->enabled_columns))
    parts |= SLUICE_CHOICE_COLUMNS;
  if (!are_same_filters (a->row_filters, b->row_filters))
    parts |= SLUICE_CHOICE_ROW_FILTERS;

  return parts;
}

SluiceChoicePart
sluice_choice_diff (const SluiceChoice *self, const SluiceChoice *other)
{
  SluiceChoicePart parts = diff_extras (self->extras, other->extras);

  if (self->selected != other->selected)
    parts |= SLUICE_CHOICE_SELECTED;
  if (self->method != other->method)
    parts |= SLUICE_CHOICE_METHOD;
  if (g_strcmp0 (self->cursor, other->cursor) != 0)
    parts |= SLUICE_CHOICE_CURSOR;
  if (self->frequency != other->frequency)
    parts |= SLUICE_CHOICE_FREQUENCY;
  if (self->time_of_day != other->time_of_day)
    parts |= SLUICE_CHOICE_TIME_OF_DAY;
  if (self->look_back != other->look_back)
    parts |= SLUICE_CHOICE_LOOK_BACK;
  if (self->full_refresh_days != other->full_refresh_days)
    parts |= SLUICE_CHOICE_FULL_REFRESH;
  if (self->cdc_table_mode != other->cdc_table_mode)
    parts |= SLUICE_CHOICE_CDC_TABLE_MODE;

  return parts;
}

SluiceChoicePart
sluice_choice_diff_in_effect (const SluiceChoice *self, const SluiceChoice *other, SluiceTable *table)
{
  SluiceChoicePart parts =
      sluice_choice_diff (self, other) & (SLUICE_CHOICE_SELECTED | SLUICE_CHOICE_METHOD | SLUICE_CHOICE_FREQUENCY);

  if (g_strcmp0 (sluice_choice_get_cursor (self), sluice_choice_get_cursor (other)) != 0)
    parts |= SLUICE_CHOICE_CURSOR;
  if (!is_same_strv (sluice_choice_get_primary_keys (self, table), sluice_choice_get_primary_keys (other, table)))
    parts |= SLUICE_CHOICE_PRIMARY_KEYS;
  if (sluice_choice_get_time_of_day (self, table) != sluice_choice_get_time_of_day (other, table))
    parts |= SLUICE_CHOICE_TIME_OF_DAY;
  if (sluice_choice_get_look_back (self, table) != sluice_choice_get_look_back (other, table))
    parts |= SLUICE_CHOICE_LOOK_BACK;
  if (sluice_choice_get_full_refresh_days (self, table) != sluice_choice_get_full_refresh_days (other, table))
    parts |= SLUICE_CHOICE_FULL_REFRESH;
  if (sluice_choice_get_cdc_table_mode (self) != sluice_choice_get_cdc_table_mode (other))
    parts |= SLUICE_CHOICE_CDC_TABLE_MODE;
  if (!is_same_strv (sluice_choice_get_enabled_columns (self, table), sluice_choice_get_enabled_columns (other, table)))
    parts |= SLUICE_CHOICE_COLUMNS;
  if (!are_same_filters (sluice_choice_get_row_filters (self, table), sluice_choice_get_row_filters (other, table)))
    parts |= SLUICE_CHOICE_ROW_FILTERS;

  return parts;
}

static void
take_extra_parts (SluiceChoice *self, const SluiceChoice *other, SluiceChoicePart parts)
{
  SluiceChoiceExtras *extras = sluice_choice_extras_copy (self->extras);

  if (parts & SLUICE_CHOICE_PRIMARY_KEYS)
    {
      sluice_table_free_interned_strv (extras->primary_keys);
      extras->primary_keys =
          other->extras != NULL ? sluice_table_copy_interned_strv (other->extras->primary_keys) : NULL;
    }
  if (parts & SLUICE_CHOICE_COLUMNS)
    {
      sluice_table_free_interned_strv (extras->enabled_columns);
      extras->enabled_columns =
          other->extras != NULL ? sluice_table_copy_interned_strv (other->extras->enabled_columns) : NULL;
    }
  if (parts & SLUICE_CHOICE_ROW_FILTERS)
    {
      g_clear_pointer (&extras->row_filters, g_ptr_array_unref);
      if (other->extras != NULL && other->extras->row_filters != NULL)
        extras->row_filters = g_ptr_array_ref (other->extras->row_filters);
    }
  sluice_choice_take_extras (self, extras);
}

void
sluice_choice_take_parts (SluiceChoice *self, const SluiceChoice *other, SluiceChoicePart parts)
{
  if (parts & SLUICE_CHOICE_SELECTED)
    self->selected = other->selected;
  if (parts & SLUICE_CHOICE_METHOD)
    self->method = other->method;
  if (parts & SLUICE_CHOICE_CURSOR)
    self->cursor = other->cursor;
  if (parts & SLUICE_CHOICE_FREQUENCY)
    self->frequency = other->frequency;
  if (parts & SLUICE_CHOICE_TIME_OF_DAY)
    self->time_of_day = other->time_of_day;
  if (parts & SLUICE_CHOICE_LOOK_BACK)
    self->look_back = other->look_back;
  if (parts & SLUICE_CHOICE_FULL_REFRESH)
    self->full_refresh_days = other->full_refresh_days;
  if (parts & SLUICE_CHOICE_CDC_TABLE_MODE)
    self->cdc_table_mode = other->cdc_table_mode;
  if (diff_extras (self->extras, other->extras) & parts)
    take_extra_parts (self, other, parts);
}

gboolean
sluice_choice_is_worth_keeping (const SluiceChoice *self, SluiceTable *table)
{
  SluiceChoice recommended;
  SluiceChoicePart parts;

  if (self->selected)
    return TRUE;

  sluice_choice_init_recommended (&recommended, table);
  parts = sluice_choice_diff (self, &recommended);
  /* A cursor that the method does not need says nothing. */
  if (!sluice_sync_method_needs_cursor (self->method))
    parts &= ~SLUICE_CHOICE_CURSOR;

  return parts != SLUICE_CHOICE_NONE || (self->extras != NULL && self->extras->unknown != NULL);
}
