/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-table-choice.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-choice-private.h"
#include "sluice-json.h"
#include "sluice-table-private.h"

G_DEFINE_ENUM_TYPE (SluiceCdcTableMode,
                    sluice_cdc_table_mode,
                    G_DEFINE_ENUM_VALUE (SLUICE_CDC_TABLE_CONSOLIDATED, "consolidated"),
                    G_DEFINE_ENUM_VALUE (SLUICE_CDC_TABLE_CHANGES, "changes"),
                    G_DEFINE_ENUM_VALUE (SLUICE_CDC_TABLE_BOTH, "both"))

static const struct
{
  const char *word;
  const char *label;
} cdc_table_modes[] = {
  /* Translators: which tables CDC keeps, here and below. */
  [SLUICE_CDC_TABLE_CONSOLIDATED] = { "consolidated", N_ ("Current rows") },
  [SLUICE_CDC_TABLE_CHANGES] = { "cdc_only", N_ ("Log of changes") },
  [SLUICE_CDC_TABLE_BOTH] = { "both", N_ ("Current rows and log of changes") },
};

const char *
sluice_cdc_table_mode_to_word (SluiceCdcTableMode mode)
{
  g_return_val_if_fail ((guint) mode < G_N_ELEMENTS (cdc_table_modes), NULL);

  return cdc_table_modes[mode].word;
}

gboolean
sluice_cdc_table_mode_from_word (const char *word, SluiceCdcTableMode *mode)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (cdc_table_modes); i++)
    if (g_str_equal (cdc_table_modes[i].word, word))
      {
        if (mode != NULL)
          *mode = i;
        return TRUE;
      }

  return FALSE;
}

const char *
sluice_cdc_table_mode_get_label (SluiceCdcTableMode mode)
{
  g_return_val_if_fail ((guint) mode < G_N_ELEMENTS (cdc_table_modes), NULL);

  return _ (cdc_table_modes[mode].label);
}

char *
sluice_time_of_day_to_text (int seconds)
{
  if (seconds < 0 || seconds >= SLUICE_SECONDS_A_DAY)
    return g_strdup ("");

  return g_strdup_printf ("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

int
sluice_time_of_day_from_text (const char *text)
{
  int parts[3] = { 0, 0, 0 };
  gsize length = text != NULL ? strlen (text) : 0;

  if (length != 5 && length != 8)
    return -1;
  for (guint i = 0; i < length; i++)
    {
      if (i % 3 == 2 ? text[i] != ':' : !g_ascii_isdigit (text[i]))
        return -1;
      if (i % 3 != 2)
        parts[i / 3] = parts[i / 3] * 10 + text[i] - '0';
    }

  return parts[0] < 24 && parts[1] < 60 && parts[2] < 60 ? parts[0] * 3600 + parts[1] * 60 + parts[2] : -1;
}

gboolean
sluice_table_has_key (SluiceTable *self)
{
  SluiceChoice choice;

  g_return_val_if_fail (SLUICE_IS_TABLE (self), FALSE);

  sluice_choice_lend (&choice, self);

  return sluice_choice_has_key (&choice, self);
}

gboolean
sluice_table_can_use (SluiceTable *self, SluiceSyncMethod method)
{
  SluiceChoice choice;

  g_return_val_if_fail (SLUICE_IS_TABLE (self), FALSE);

  sluice_choice_lend (&choice, self);

  return sluice_choice_can_use (&choice, self, method);
}

char *
sluice_table_dup_obstacle (SluiceTable *self, SluiceSyncMethod method)
{
  SluiceChoice choice;

  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  sluice_choice_lend (&choice, self);

  return sluice_choice_dup_obstacle (&choice, self, method);
}

char *
sluice_table_dup_part_obstacle (SluiceTable *self, SluiceChoicePart part)
{
  SluiceChoice choice;

  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  sluice_choice_lend (&choice, self);

  return sluice_choice_dup_part_obstacle (&choice, self, part);
}

char *
sluice_table_dup_primary_keys_obstacle (SluiceTable *self, const char *const *columns)
{
  g_auto (SluiceChoice) choice = { 0 };
  char *why = NULL;

  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  sluice_choice_init (&choice, self);
  sluice_choice_set_primary_keys (&choice, self, columns, &why);

  return why;
}

char *
sluice_table_dup_frequency_obstacle (SluiceTable *self, int frequency)
{
  g_auto (SluiceChoice) choice = { 0 };
  char *why = NULL;

  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  sluice_choice_init (&choice, self);
  sluice_choice_set_frequency (&choice, self, frequency, &why);

  return why;
}

char *
sluice_table_dup_full_refresh_obstacle (SluiceTable *self, guint days)
{
  SluiceChoice choice;

  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  sluice_choice_lend (&choice, self);

  return sluice_choice_dup_full_refresh_obstacle (&choice, self, days);
}

const char *
sluice_table_get_cursor (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  return sluice_sync_method_needs_cursor (self->method) ? self->cursor : NULL;
}

const char *const *
sluice_table_get_primary_keys (SluiceTable *self)
{
  SluiceChoice choice;

  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  sluice_choice_lend (&choice, self);

  return sluice_choice_get_primary_keys (&choice, self);
}

int
sluice_table_get_time_of_day (SluiceTable *self)
{
  SluiceChoice choice;

  g_return_val_if_fail (SLUICE_IS_TABLE (self), -1);

  sluice_choice_lend (&choice, self);

  return sluice_choice_get_time_of_day (&choice, self);
}

int
sluice_table_get_look_back (SluiceTable *self)
{
  SluiceChoice choice;

  g_return_val_if_fail (SLUICE_IS_TABLE (self), -1);

  sluice_choice_lend (&choice, self);

  return sluice_choice_get_look_back (&choice, self);
}

guint
sluice_table_get_full_refresh_days (SluiceTable *self)
{
  SluiceChoice choice;

  g_return_val_if_fail (SLUICE_IS_TABLE (self), 0);

  sluice_choice_lend (&choice, self);

  return sluice_choice_get_full_refresh_days (&choice, self);
}

SluiceCdcTableMode
sluice_table_get_cdc_table_mode (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), SLUICE_CDC_TABLE_CONSOLIDATED);

  return self->method == SLUICE_SYNC_METHOD_CDC ? self->cdc_table_mode : SLUICE_CDC_TABLE_CONSOLIDATED;
}

const char *const *
sluice_table_get_enabled_columns (SluiceTable *self)
{
  SluiceChoice choice;

  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  sluice_choice_lend (&choice, self);

  return sluice_choice_get_enabled_columns (&choice, self);
}

GPtrArray *
sluice_table_get_row_filters (SluiceTable *self)
{
  SluiceChoice choice;

  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  sluice_choice_lend (&choice, self);

  return sluice_choice_get_row_filters (&choice, self);
}

char *
sluice_table_dup_column_lock (SluiceTable *self, const char *column)
{
  SluiceChoice choice;

  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);
  g_return_val_if_fail (column != NULL, NULL);

  sluice_choice_lend (&choice, self);

  return g_strdup (sluice_choice_get_column_lock (&choice, self, column));
}

gboolean
sluice_table_get_column_enabled (SluiceTable *self, const char *column)
{
  const char *const *enabled;
  SluiceChoice choice;

  g_return_val_if_fail (SLUICE_IS_TABLE (self), FALSE);
  g_return_val_if_fail (column != NULL, FALSE);

  sluice_choice_lend (&choice, self);
  enabled = sluice_choice_get_enabled_columns (&choice, self);

  return enabled == NULL || g_strv_contains (enabled, column) ||
         sluice_choice_get_column_lock (&choice, self, column) != NULL;
}

guint
sluice_table_count_enabled_columns (SluiceTable *self)
{
  SluiceChoice choice;
  g_autoptr (GPtrArray) columns = NULL;

  g_return_val_if_fail (SLUICE_IS_TABLE (self), 0);

  sluice_choice_lend (&choice, self);
  columns = sluice_choice_list_columns (&choice, self);

  return columns->len;
}

/* What is chosen, to be changed and applied. */
static void
begin_choice (SluiceChoice *choice, SluiceTable *self)
{
  sluice_table_settle (self);
  sluice_choice_init (choice, self);
}

void
sluice_table_set_selected (SluiceTable *self, gboolean selected)
{
  g_auto (SluiceChoice) choice = { 0 };

  g_return_if_fail (SLUICE_IS_TABLE (self));

  sluice_table_settle (self);
  if (self->selected == (guint) !!selected)
    return;

  begin_choice (&choice, self);
  if (sluice_choice_set_selected (&choice, self, selected, NULL))
    sluice_table_apply_choice (self, &choice, SLUICE_CHOICE_SELECTED);
}

void
sluice_table_set_method (SluiceTable *self, SluiceSyncMethod method)
{
  g_auto (SluiceChoice) choice = { 0 };

  g_return_if_fail (SLUICE_IS_TABLE (self));

  begin_choice (&choice, self);
  if (sluice_choice_set_method (&choice, self, method, NULL))
    sluice_table_apply_choice (self, &choice, SLUICE_CHOICE_ALL);
}

void
sluice_table_set_cursor (SluiceTable *self, const char *field)
{
  g_auto (SluiceChoice) choice = { 0 };

  g_return_if_fail (SLUICE_IS_TABLE (self));

  begin_choice (&choice, self);
  if (sluice_choice_set_cursor (&choice, self, field, NULL))
    sluice_table_apply_choice (self, &choice, SLUICE_CHOICE_CURSOR);
}

void
sluice_table_set_primary_keys (SluiceTable *self, const char *const *columns)
{
  g_auto (SluiceChoice) choice = { 0 };
  gboolean follows;

  g_return_if_fail (SLUICE_IS_TABLE (self));

  begin_choice (&choice, self);
  if (!sluice_choice_set_primary_keys (&choice, self, columns, NULL))
    return;

  /* One edit: a key makes methods possible, and who has not chosen otherwise takes the best. */
  follows = sluice_table_is_as_recommended (self);
  if (self->list != NULL)
    sluice_table_list_begin_edit (self->list);
  sluice_table_apply_choice (self, &choice, SLUICE_CHOICE_ALL);
  if (follows)
    {
      sluice_choice_clear (&choice);
      sluice_choice_init (&choice, self);
      sluice_choice_set_recommended (&choice, self);
      sluice_table_apply_choice (self, &choice, SLUICE_CHOICE_ALL);
    }
  if (self->list != NULL)
    sluice_table_list_end_edit (self->list);
}

void
sluice_table_set_frequency (SluiceTable *self, int frequency)
{
  g_auto (SluiceChoice) choice = { 0 };

  g_return_if_fail (SLUICE_IS_TABLE (self));

  begin_choice (&choice, self);
  if (sluice_choice_set_frequency (&choice, self, frequency, NULL))
    sluice_table_apply_choice (self, &choice, SLUICE_CHOICE_FREQUENCY);
}

void
sluice_table_set_time_of_day (SluiceTable *self, int seconds)
{
  g_auto (SluiceChoice) choice = { 0 };

  g_return_if_fail (SLUICE_IS_TABLE (self));

  begin_choice (&choice, self);
  if (sluice_choice_set_time_of_day (&choice, self, seconds, NULL))
    sluice_table_apply_choice (self, &choice, SLUICE_CHOICE_TIME_OF_DAY);
}

void
sluice_table_set_look_back (SluiceTable *self, int seconds)
{
  g_auto (SluiceChoice) choice = { 0 };

  g_return_if_fail (SLUICE_IS_TABLE (self));

  begin_choice (&choice, self);
  if (sluice_choice_set_look_back (&choice, self, seconds, NULL))
    sluice_table_apply_choice (self, &choice, SLUICE_CHOICE_LOOK_BACK);
}

void
sluice_table_set_full_refresh_days (SluiceTable *self, guint days)
{
  g_auto (SluiceChoice) choice = { 0 };

  g_return_if_fail (SLUICE_IS_TABLE (self));

  begin_choice (&choice, self);
  if (sluice_choice_set_full_refresh_days (&choice, self, days, NULL))
    sluice_table_apply_choice (self, &choice, SLUICE_CHOICE_FULL_REFRESH);
}

void
sluice_table_set_cdc_table_mode (SluiceTable *self, SluiceCdcTableMode mode)
{
  g_auto (SluiceChoice) choice = { 0 };

  g_return_if_fail (SLUICE_IS_TABLE (self));
  g_return_if_fail ((guint) mode <= SLUICE_CDC_TABLE_LAST);

  begin_choice (&choice, self);
  if (sluice_choice_set_cdc_table_mode (&choice, self, mode, NULL))
    sluice_table_apply_choice (self, &choice, SLUICE_CHOICE_CDC_TABLE_MODE);
}

void
sluice_table_set_enabled_columns (SluiceTable *self, const char *const *columns)
{
  g_auto (SluiceChoice) choice = { 0 };

  g_return_if_fail (SLUICE_IS_TABLE (self));

  begin_choice (&choice, self);
  if (sluice_choice_set_enabled_columns (&choice, self, columns, NULL))
    sluice_table_apply_choice (self, &choice, SLUICE_CHOICE_COLUMNS);
}

void
sluice_table_set_column_enabled (SluiceTable *self, const char *column, gboolean enabled)
{
  g_auto (SluiceChoice) choice = { 0 };
  g_autoptr (GPtrArray) columns = NULL;
  guint position;

  g_return_if_fail (SLUICE_IS_TABLE (self));
  g_return_if_fail (column != NULL);

  begin_choice (&choice, self);
  if (sluice_choice_get_column_lock (&choice, self, column) != NULL)
    return;

  columns = sluice_choice_list_columns (&choice, self);
  if (g_ptr_array_find_with_equal_func (columns, column, g_str_equal, &position) == !!enabled)
    return;

  if (enabled)
    g_ptr_array_add (columns, (char *) column);
  else
    g_ptr_array_remove_index (columns, position);
  g_ptr_array_add (columns, NULL);
  sluice_table_set_enabled_columns (self, (const char *const *) columns->pdata);
}

void
sluice_table_set_row_filters (SluiceTable *self, GPtrArray *filters)
{
  g_auto (SluiceChoice) choice = { 0 };

  g_return_if_fail (SLUICE_IS_TABLE (self));

  begin_choice (&choice, self);
  if (sluice_choice_set_row_filters (&choice, self, filters, NULL))
    sluice_table_apply_choice (self, &choice, SLUICE_CHOICE_ROW_FILTERS);
}

/* The filters in an array of its own. (transfer full) */
static GPtrArray *
copy_filters (SluiceTable *self)
{
  GPtrArray *filters = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *old = sluice_table_get_row_filters (self);

  for (guint i = 0; old != NULL && i < old->len; i++)
    g_ptr_array_add (filters, g_object_ref (g_ptr_array_index (old, i)));

  return filters;
}

gboolean
sluice_table_add_row_filter (SluiceTable *self, SluiceRowFilter *filter)
{
  g_autoptr (GPtrArray) filters = NULL;
  GPtrArray *now;

  g_return_val_if_fail (SLUICE_IS_TABLE (self), FALSE);
  g_return_val_if_fail (SLUICE_IS_ROW_FILTER (filter), FALSE);

  sluice_table_settle (self);
  filters = copy_filters (self);
  g_ptr_array_add (filters, g_object_ref (filter));
  sluice_table_set_row_filters (self, filters);
  now = sluice_table_get_row_filters (self);

  return now != NULL && now->len == filters->len;
}

void
sluice_table_remove_row_filter (SluiceTable *self, guint position)
{
  g_autoptr (GPtrArray) filters = NULL;

  g_return_if_fail (SLUICE_IS_TABLE (self));

  sluice_table_settle (self);
  filters = copy_filters (self);
  if (position >= filters->len)
    return;

  g_ptr_array_remove_index (filters, position);
  sluice_table_set_row_filters (self, filters);
}

void
sluice_table_reset_choice (SluiceTable *self)
{
  g_auto (SluiceChoice) choice = { 0 };

  g_return_if_fail (SLUICE_IS_TABLE (self));

  /* The key first: the recommendation depends on it. */
  begin_choice (&choice, self);
  sluice_choice_set_primary_keys (&choice, self, NULL, NULL);
  if (self->list != NULL)
    sluice_table_list_begin_edit (self->list);
  sluice_table_apply_choice (self, &choice, SLUICE_CHOICE_ALL);
  sluice_choice_clear (&choice);
  sluice_choice_init_recommended (&choice, self);
  sluice_table_apply_choice (self, &choice, SLUICE_CHOICE_ALL & ~SLUICE_CHOICE_SELECTED);
  if (self->list != NULL)
    sluice_table_list_end_edit (self->list);
}

char *
sluice_table_dup_choice_text (SluiceTable *self)
{
  g_auto (SluiceChoice) choice = { 0 };

  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  sluice_choice_init (&choice, self);

  return sluice_choice_dup_text (&choice, self, SLUICE_CHOICE_ALL & ~SLUICE_CHOICE_SELECTED);
}

JsonNode *
sluice_table_choice_to_json (SluiceTable *self)
{
  g_auto (SluiceChoice) choice = { 0 };

  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  sluice_choice_init (&choice, self);

  return sluice_json_take_object (sluice_choice_to_json (&choice));
}

void
sluice_table_load_choice (SluiceTable *self, JsonObject *object)
{
  g_auto (SluiceChoice) choice = { 0 };

  g_return_if_fail (SLUICE_IS_TABLE (self));

  begin_choice (&choice, self);
  sluice_choice_load_json (&choice, self, object, NULL);
  sluice_table_restore_choice (self, &choice);
}
