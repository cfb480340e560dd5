/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-choice-private.h"

#include <glib/gi18n.h>

#include "sluice-advisor.h"
#include "sluice-table-private.h"

const char *
sluice_choice_get_cursor (const SluiceChoice *self)
{
  return sluice_sync_method_needs_cursor (self->method) ? self->cursor : NULL;
}

const char *const *
sluice_choice_get_primary_keys (const SluiceChoice *self, SluiceTable *table)
{
  if (self->extras != NULL && self->extras->primary_keys != NULL)
    return self->extras->primary_keys;
  if (table->detected_keys != NULL)
    return table->detected_keys;

  return sluice_table_get_id_key (table);
}

SluiceFrequency
sluice_choice_get_planned_frequency (const SluiceChoice *self, SluiceFrequency planned)
{
  if (self->frequency >= 0)
    return self->frequency;

  /* Near-real-time is what CDC is for (DESIGN 7.1). */
  return self->method == SLUICE_SYNC_METHOD_CDC ? SLUICE_FREQUENCY_5MIN : planned;
}

SluiceFrequency
sluice_choice_get_frequency (const SluiceChoice *self, SluiceTable *table)
{
  return sluice_choice_get_planned_frequency (self, table->list != NULL ?
                                                        sluice_table_list_get_frequency (table->list) :
                                                        SLUICE_FREQUENCY_24HOUR);
}

int
sluice_choice_get_time_of_day (const SluiceChoice *self, SluiceTable *table)
{
  return sluice_choice_get_planned_time_of_day (self, table, -1);
}

int
sluice_choice_get_planned_time_of_day (const SluiceChoice *self, SluiceTable *table, int planned)
{
  if (sluice_choice_get_frequency (self, table) < SLUICE_FREQUENCY_24HOUR)
    return -1;

  return self->time_of_day >= 0 ? self->time_of_day : planned;
}

/* Seconds can only be taken off a time. What an API source calls a number may be an epoch. */
static gboolean
looks_back (const SluiceChoice *self, SluiceTable *table)
{
  static const char *const times[] = { "timestamp", "datetime", "date", NULL };
  const SluiceCursor *cursor;

  if (self->method != SLUICE_SYNC_METHOD_INCREMENTAL || !table->takes_rereads)
    return FALSE;

  cursor = sluice_table_find_cursor (table, self->cursor);

  return cursor != NULL && (!table->is_database || g_strv_contains (times, cursor->type));
}

int
sluice_choice_get_look_back (const SluiceChoice *self, SluiceTable *table)
{
  return looks_back (self, table) ? self->look_back : -1;
}

guint
sluice_choice_get_full_refresh_days (const SluiceChoice *self, SluiceTable *table)
{
  if (self->full_refresh_days == 0 || !table->takes_rereads || !sluice_sync_method_takes_full_refreshes (self->method))
    return 0;

  return MAX (self->full_refresh_days, sluice_frequency_get_interval_days (sluice_choice_get_frequency (self, table)));
}

SluiceCdcTableMode
sluice_choice_get_cdc_table_mode (const SluiceChoice *self)
{
  return self->method == SLUICE_SYNC_METHOD_CDC ? self->cdc_table_mode : SLUICE_CDC_TABLE_CONSOLIDATED;
}

const char *const *
sluice_choice_get_enabled_columns (const SluiceChoice *self, SluiceTable *table)
{
  return self->extras != NULL && table->takes_columns ? self->extras->enabled_columns : NULL;
}

GPtrArray *
sluice_choice_get_row_filters (const SluiceChoice *self, SluiceTable *table)
{
  return self->extras != NULL && table->takes_row_filters && self->method != SLUICE_SYNC_METHOD_CDC ?
             self->extras->row_filters :
             NULL;
}

const char *
sluice_choice_get_column_lock (const SluiceChoice *self, SluiceTable *table, const char *column)
{
  const char *const *keys = sluice_choice_get_primary_keys (self, table);

  if (keys != NULL && g_strv_contains (keys, column))
    return _ ("Part of the primary key, so it always syncs.");
  if (g_strcmp0 (sluice_choice_get_cursor (self), column) == 0)
    return _ ("The cursor, so it always syncs.");

  return NULL;
}

GPtrArray *
sluice_choice_list_columns (const SluiceChoice *self, SluiceTable *table)
{
  const char *const *enabled = sluice_choice_get_enabled_columns (self, table);
  GPtrArray *columns = g_ptr_array_new ();

  /* Both are in the same order. */
  for (guint i = 0; i < table->n_columns; i++)
    {
      const char *name = table->columns[i].name;
      gboolean listed = enabled == NULL || (*enabled != NULL && g_str_equal (*enabled, name));

      if (listed || sluice_choice_get_column_lock (self, table, name) != NULL)
        g_ptr_array_add (columns, (char *) name);
      if (listed && enabled != NULL)
        enabled++;
    }

  return columns;
}

gboolean
sluice_choice_has_key (const SluiceChoice *self, SluiceTable *table)
{
  return table->n_columns == 0 || sluice_choice_get_primary_keys (self, table) != NULL;
}

gboolean
sluice_choice_can_use (const SluiceChoice *self, SluiceTable *table, SluiceSyncMethod method)
{
  if (table->permission_error != NULL || (table->webhook_only && method != SLUICE_SYNC_METHOD_WEBHOOK))
    return FALSE;
  if (sluice_sync_method_needs_key (method) && !sluice_choice_has_key (self, table))
    return FALSE;
  if (sluice_sync_method_needs_cursor (method) && table->n_cursors == 0)
    return FALSE;

  switch (method)
    {
    case SLUICE_SYNC_METHOD_FULL_REFRESH:
      return TRUE;
    case SLUICE_SYNC_METHOD_INCREMENTAL:
      return table->incremental_available;
    case SLUICE_SYNC_METHOD_APPEND:
      return table->append_available;
    case SLUICE_SYNC_METHOD_XMIN:
      return table->xmin_available == SLUICE_TRI_YES;
    case SLUICE_SYNC_METHOD_CDC:
      return table->cdc_available == SLUICE_TRI_YES;
    case SLUICE_SYNC_METHOD_WEBHOOK:
      return table->webhook_only || table->supports_webhooks;
    case SLUICE_SYNC_METHOD_NONE:
    default:
      return FALSE;
    }
}

char *
sluice_choice_dup_obstacle (const SluiceChoice *self, SluiceTable *table, SluiceSyncMethod method)
{
  if (sluice_choice_can_use (self, table, method))
    return NULL;
  if (table->permission_error != NULL)
    return g_strdup (table->permission_error);
  if (table->webhook_only)
    return g_strdup (_ ("This table comes by webhook only."));
  if (method == SLUICE_SYNC_METHOD_WEBHOOK)
    return g_strdup (_ ("The service sends no webhooks for this table."));
  if (method == SLUICE_SYNC_METHOD_XMIN && table->xmin_available == SLUICE_TRI_UNKNOWN)
    return g_strdup (_ ("Only tables of Postgres can be followed by xmin."));
  if (method == SLUICE_SYNC_METHOD_XMIN && table->xmin_available == SLUICE_TRI_NO && table->detected_keys == NULL)
    return g_strdup (_ ("xmin needs a primary key in the database, and this table has none."));
  if (method == SLUICE_SYNC_METHOD_XMIN && table->xmin_available == SLUICE_TRI_NO)
    return g_strdup (_ ("This table cannot be followed by xmin, as a view cannot."));
  if (method == SLUICE_SYNC_METHOD_CDC && table->cdc_available == SLUICE_TRI_UNKNOWN)
    return g_strdup (_ ("CDC is not switched on for this project."));
  if (method == SLUICE_SYNC_METHOD_CDC && table->cdc_available == SLUICE_TRI_NO)
    return g_strdup (_ ("This table cannot be followed by CDC."));
  if (sluice_sync_method_needs_cursor (method) && table->n_cursors == 0)
    return g_strdup (_ ("No column can serve as a cursor."));
  if (sluice_sync_method_needs_key (method) && !sluice_choice_has_key (self, table))
    return g_strdup (_ ("Rows are merged by a primary key, and this table has none. Choose one first."));

  return g_strdup (_ ("The source does not offer this method for this table."));
}

static char *
dup_cursor_obstacle (const SluiceChoice *self, SluiceTable *table)
{
  if (!sluice_sync_method_needs_cursor (self->method))
    return g_strdup (_ ("Only incremental and append read from a cursor."));

  return table->n_cursors == 0 ? g_strdup (_ ("No column can serve as a cursor.")) : NULL;
}

static char *
dup_look_back_obstacle (const SluiceChoice *self, SluiceTable *table)
{
  if (looks_back (self, table))
    return NULL;
  if (!table->takes_rereads)
    return g_strdup (_ ("This server is older, and cannot do that."));
  if (self->method != SLUICE_SYNC_METHOD_INCREMENTAL || self->cursor == NULL)
    return g_strdup (_ ("Only incremental can read some rows again without storing them twice."));

  /* Translators: %s is the name of a column. */
  return g_strdup_printf (_ ("%s is not a time, so there are no seconds to look back."), self->cursor);
}

static char *
dup_refresh_obstacle (const SluiceChoice *self, SluiceTable *table)
{
  if (!table->takes_rereads)
    return g_strdup (_ ("This server is older, and cannot do that."));
  if (sluice_sync_method_takes_full_refreshes (self->method))
    return NULL;
  if (self->method == SLUICE_SYNC_METHOD_FULL_REFRESH)
    return g_strdup (_ ("The table is copied whole at every sync as it is."));

  return g_strdup (_ ("Only incremental, append and xmin can be refreshed in full now and then."));
}

static char *
dup_columns_obstacle (SluiceTable *table)
{
  if (!table->takes_columns)
    return g_strdup (_ ("This kind of source always sends all columns."));

  return table->n_columns == 0 ? g_strdup (_ ("The source does not tell which columns the table has.")) : NULL;
}

static char *
dup_row_filters_obstacle (const SluiceChoice *self, SluiceTable *table)
{
  if (!table->takes_row_filters)
    return g_strdup (_ ("This kind of source always sends all rows."));
  if (self->method == SLUICE_SYNC_METHOD_CDC)
    return g_strdup (_ ("CDC follows every row; rows cannot be filtered."));

  return table->n_columns == 0 ? g_strdup (_ ("The source does not tell which columns the table has.")) : NULL;
}

char *
sluice_choice_dup_part_obstacle (const SluiceChoice *self, SluiceTable *table, SluiceChoicePart part)
{
  /* The rest may be chosen: it counts again when the table comes back. */
  if (part == SLUICE_CHOICE_SELECTED && sluice_table_get_change (table) == SLUICE_TABLE_REMOVED)
    return g_strdup (_ ("The source no longer has this table."));
  if (table->permission_error != NULL)
    return g_strdup (table->permission_error);

  switch (part)
    {
    case SLUICE_CHOICE_METHOD:
      return table->webhook_only ? g_strdup (_ ("This table comes by webhook only.")) : NULL;
    case SLUICE_CHOICE_CURSOR:
      return dup_cursor_obstacle (self, table);
    case SLUICE_CHOICE_TIME_OF_DAY:
      return sluice_choice_get_frequency (self, table) >= SLUICE_FREQUENCY_24HOUR ?
                 NULL :
                 g_strdup (_ ("A time of day needs a sync once a day or less often."));
    case SLUICE_CHOICE_LOOK_BACK:
      return dup_look_back_obstacle (self, table);
    case SLUICE_CHOICE_FULL_REFRESH:
      return dup_refresh_obstacle (self, table);
    case SLUICE_CHOICE_CDC_TABLE_MODE:
      return self->method == SLUICE_SYNC_METHOD_CDC ? NULL : g_strdup (_ ("Only CDC can keep a log of changes."));
    case SLUICE_CHOICE_COLUMNS:
      return dup_columns_obstacle (table);
    case SLUICE_CHOICE_ROW_FILTERS:
      return dup_row_filters_obstacle (self, table);
    case SLUICE_CHOICE_SELECTED:
    case SLUICE_CHOICE_PRIMARY_KEYS:
    case SLUICE_CHOICE_FREQUENCY:
    case SLUICE_CHOICE_NONE:
    case SLUICE_CHOICE_ALL:
    default:
      return NULL;
    }
}

char *
sluice_choice_dup_full_refresh_obstacle (const SluiceChoice *self, SluiceTable *table, guint days)
{
  char *obstacle = sluice_choice_dup_part_obstacle (self, table, SLUICE_CHOICE_FULL_REFRESH);

  if (obstacle != NULL)
    return obstacle;
  if (days < 1 || days > SLUICE_FULL_REFRESH_DAYS_MAX)
    return g_strdup_printf (_ ("The days between two full refreshes are 1 to %d."), SLUICE_FULL_REFRESH_DAYS_MAX);
  if (days < sluice_frequency_get_interval_days (sluice_choice_get_frequency (self, table)))
    /* Translators: %s is like "every 7 days". */
    return g_strdup_printf (_ ("The table syncs %s; a full refresh cannot come more often."),
                            sluice_frequency_get_phrase (sluice_choice_get_frequency (self, table)));

  return NULL;
}

/* Gives FALSE with @why, which it takes, if there is one. */
static gboolean
refuse (char **why, char *obstacle)
{
  if (why != NULL)
    *why = obstacle;
  else
    g_free (obstacle);

  return FALSE;
}

static gboolean
can_have (const SluiceChoice *self, SluiceTable *table, SluiceChoicePart part, char **why)
{
  char *obstacle = sluice_choice_dup_part_obstacle (self, table, part);

  return obstacle == NULL || refuse (why, obstacle);
}

gboolean
sluice_choice_set_selected (SluiceChoice *self, SluiceTable *table, gboolean selected, char **why)
{
  if (selected && !can_have (self, table, SLUICE_CHOICE_SELECTED, why))
    return FALSE;

  self->selected = !!selected;

  return TRUE;
}

/* How seldom CDC can sync at most (contract, section 11.3). */
#define SLOWEST_CDC_FREQUENCY SLUICE_FREQUENCY_7DAY

static gboolean
can_be_as_seldom (SluiceSyncMethod method, int frequency)
{
  return method != SLUICE_SYNC_METHOD_CDC || frequency <= (int) SLOWEST_CDC_FREQUENCY;
}

gboolean
sluice_choice_set_method (SluiceChoice *self, SluiceTable *table, SluiceSyncMethod method, char **why)
{
  if (self->method == method)
    return TRUE;
  if (!sluice_choice_can_use (self, table, method))
    return refuse (why, why != NULL ? sluice_choice_dup_obstacle (self, table, method) : NULL);

  sluice_choice_put_method (self, table, method);

  return TRUE;
}

void
sluice_choice_put_method (SluiceChoice *self, SluiceTable *table, SluiceSyncMethod method)
{
  self->method = method;
  if (sluice_sync_method_needs_cursor (method) && self->cursor == NULL)
    self->cursor = sluice_advisor_pick_cursor (table, method);
  if (!can_be_as_seldom (method, self->frequency))
    self->frequency = SLOWEST_CDC_FREQUENCY;
}

void
sluice_choice_set_recommended (SluiceChoice *self, SluiceTable *table)
{
  SluiceAdvice advice = sluice_advisor_recommend (table);

  if (advice.cursor != NULL)
    self->cursor = advice.cursor;
  sluice_choice_put_method (self, table, advice.method);
}

gboolean
sluice_choice_set_cursor (SluiceChoice *self, SluiceTable *table, const char *field, char **why)
{
  const SluiceCursor *cursor = sluice_table_find_cursor (table, field);

  if (!can_have (self, table, SLUICE_CHOICE_CURSOR, why))
    return FALSE;
  if (cursor == NULL)
    /* Translators: %s is the name of a column. */
    return refuse (why,
                   g_strdup_printf (_ ("%s cannot serve as a cursor of this table."), field != NULL ? field : "?"));

  self->cursor = cursor->field;

  return TRUE;
}

/* The first of the names that is no column of the table, or NULL. Any name may be one if the source does not tell. */
static const char *
find_unknown_column (SluiceTable *table, const char *const *names)
{
  g_autoptr (GHashTable) known = NULL;

  if (table->n_columns == 0 || names == NULL || *names == NULL)
    return NULL;

  known = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < table->n_columns; i++)
    g_hash_table_add (known, (char *) table->columns[i].name);
  for (; *names != NULL; names++)
    if (!g_hash_table_contains (known, *names))
      return *names;

  return NULL;
}

static gboolean
knows_columns (SluiceTable *table, const char *const *names, char **why)
{
  const char *unknown = find_unknown_column (table, names);

  /* Translators: %s is the name of a column. */
  return unknown == NULL || refuse (why, g_strdup_printf (_ ("The table has no column %s."), unknown));
}

gboolean
sluice_choice_set_primary_keys (SluiceChoice *self, SluiceTable *table, const char *const *keys, char **why)
{
  SluiceChoiceExtras *extras;

  if (!knows_columns (table, keys, why))
    return FALSE;

  extras = sluice_choice_extras_copy (self->extras);
  sluice_table_free_interned_strv (extras->primary_keys);
  extras->primary_keys = sluice_table_intern_strv (keys);
  sluice_choice_take_extras (self, extras);
  /* Without its key the table cannot be merged any more. */
  if (self->method != SLUICE_SYNC_METHOD_NONE && !sluice_choice_can_use (self, table, self->method))
    self->method = SLUICE_SYNC_METHOD_FULL_REFRESH;

  return TRUE;
}

gboolean
sluice_choice_set_frequency (SluiceChoice *self, SluiceTable *table, int frequency, char **why)
{
  g_autofree char *obstacle = NULL;

  if (frequency < -1 || frequency > (int) SLUICE_FREQUENCY_LAST)
    return refuse (why, g_strdup (_ ("There is no such frequency.")));
  if (!can_be_as_seldom (self->method, frequency))
    return refuse (why, g_strdup (_ ("CDC has to sync every 7 days at least.")));

  self->frequency = frequency;

  return TRUE;
}

gboolean
sluice_choice_set_time_of_day (SluiceChoice *self, SluiceTable *table, int seconds, char **why)
{
  if (seconds >= 0 && !can_have (self, table, SLUICE_CHOICE_TIME_OF_DAY, why))
    return FALSE;
  if (seconds >= SLUICE_SECONDS_A_DAY)
    return refuse (why, g_strdup (_ ("There is no such time of day.")));

  self->time_of_day = MAX (seconds, -1);

  return TRUE;
}

gboolean
sluice_choice_set_look_back (SluiceChoice *self, SluiceTable *table, int seconds, char **why)
{
  if (seconds >= 0 && !can_have (self, table, SLUICE_CHOICE_LOOK_BACK, why))
    return FALSE;
  if (seconds > SLUICE_LOOK_BACK_MAX)
    return refuse (why, g_strdup (_ ("60 days are the most that a table can look back.")));

  self->look_back = MAX (seconds, -1);

  return TRUE;
}

gboolean
sluice_choice_set_full_refresh_days (SluiceChoice *self, SluiceTable *table, guint days, char **why)
{
  char *obstacle = days > 0 ? sluice_choice_dup_full_refresh_obstacle (self, table, days) : NULL;

  if (obstacle != NULL)
    return refuse (why, obstacle);

  self->full_refresh_days = days;

  return TRUE;
}

gboolean
sluice_choice_set_cdc_table_mode (SluiceChoice *self, SluiceTable *table, SluiceCdcTableMode mode, char **why)
{
  if (!can_have (self, table, SLUICE_CHOICE_CDC_TABLE_MODE, why))
    return FALSE;

  self->cdc_table_mode = mode;

  return TRUE;
}

/* Those of @columns that the table has, in its order. (transfer full) */
static const char **
order_columns (SluiceTable *table, const char *const *columns)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) ordered = g_ptr_array_new_null_terminated (4, NULL, TRUE);

  for (; *columns != NULL; columns++)
    g_hash_table_add (chosen, (char *) *columns);
  for (guint i = 0; i < table->n_columns; i++)
    if (g_hash_table_remove (chosen, table->columns[i].name))
      g_ptr_array_add (ordered, g_ref_string_acquire ((char *) table->columns[i].name));

  return (const char **) g_ptr_array_free (g_steal_pointer (&ordered), FALSE);
}

gboolean
sluice_choice_set_enabled_columns (SluiceChoice *self, SluiceTable *table, const char *const *columns, char **why)
{
  SluiceChoiceExtras *extras;

  if (columns != NULL && (!can_have (self, table, SLUICE_CHOICE_COLUMNS, why) || !knows_columns (table, columns, why)))
    return FALSE;

  extras = sluice_choice_extras_copy (self->extras);
  sluice_table_free_interned_strv (extras->enabled_columns);
  extras->enabled_columns = columns != NULL ? order_columns (table, columns) : NULL;
  if (extras->enabled_columns != NULL && g_strv_length ((GStrv) extras->enabled_columns) == table->n_columns)
    g_clear_pointer (&extras->enabled_columns, sluice_table_free_interned_strv);
  sluice_choice_take_extras (self, extras);

  return TRUE;
}

gboolean
sluice_choice_put_row_filters (SluiceChoice *self, SluiceTable *table, GPtrArray *filters, char **why)
{
  SluiceChoiceExtras *extras;
  guint n = filters != NULL ? filters->len : 0;

  if (n > 0 && !table->takes_row_filters)
    return refuse (why, dup_row_filters_obstacle (self, table));
  if (n > SLUICE_ROW_FILTERS_MAX)
    return refuse (why, g_strdup_printf (_ ("A table takes at most %d row filters."), SLUICE_ROW_FILTERS_MAX));
  for (guint i = 0; i < n; i++)
    {
      char *obstacle =
          sluice_row_filter_dup_column_obstacle (table, sluice_row_filter_get_column (g_ptr_array_index (filters, i)));

      if (obstacle != NULL)
        return refuse (why, obstacle);
    }

  extras = sluice_choice_extras_copy (self->extras);
  g_clear_pointer (&extras->row_filters, g_ptr_array_unref);
  if (n > 0)
    {
      extras->row_filters = g_ptr_array_new_full (n, g_object_unref);
      for (guint i = 0; i < n; i++)
        g_ptr_array_add (extras->row_filters, g_object_ref (g_ptr_array_index (filters, i)));
    }
  sluice_choice_take_extras (self, extras);

  return TRUE;
}

gboolean
sluice_choice_set_row_filters (SluiceChoice *self, SluiceTable *table, GPtrArray *filters, char **why)
{
  if (filters != NULL && filters->len > 0 && !can_have (self, table, SLUICE_CHOICE_ROW_FILTERS, why))
    return FALSE;

  return sluice_choice_put_row_filters (self, table, filters, why);
}

/* Leaves out the columns that are not there any more; the others may stand in another order. All that are left are no
 * wish for all: a column that was left out and is gone may come back. */
static gboolean
fit_columns (SluiceChoice *self, SluiceTable *table)
{
  const char **columns = self->extras->enabled_columns;
  SluiceChoiceExtras *extras;
  gboolean fits;

  if (columns == NULL || table->n_columns == 0)
    return TRUE;

  extras = sluice_choice_extras_copy (self->extras);
  sluice_table_free_interned_strv (extras->enabled_columns);
  extras->enabled_columns = order_columns (table, columns);
  fits = g_strv_length ((GStrv) extras->enabled_columns) == g_strv_length ((GStrv) columns);
  sluice_choice_take_extras (self, extras);

  return fits;
}

/* Makes the filters anew: a column may have become another class. Leaves out what cannot be. */
static gboolean
fit_filters (SluiceChoice *self, SluiceTable *table)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *filters = self->extras->row_filters;
  guint n = filters != NULL ? filters->len : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (JsonObject) object = sluice_row_filter_to_json (g_ptr_array_index (filters, i));
      SluiceRowFilter *filter = sluice_row_filter_new_from_json (table, object, NULL);

      if (filter != NULL)
        g_ptr_array_add (left, filter);
    }
  if (n > 0)
    sluice_choice_put_row_filters (self, table, left, NULL);

  return left->len == n;
}

static gboolean
fit_keys (SluiceChoice *self, SluiceTable *table)
{
  const char **keys = self->extras->primary_keys;
  SluiceChoiceExtras *extras;

  if (keys == NULL || find_unknown_column (table, keys) == NULL)
    return TRUE;

  extras = sluice_choice_extras_copy (self->extras);
  g_clear_pointer (&extras->primary_keys, sluice_table_free_interned_strv);
  sluice_choice_take_extras (self, extras);

  return FALSE;
}

SluiceChoicePart
sluice_choice_fit (SluiceChoice *self, SluiceTable *table, SluiceChoicePart parts)
{
  const SluiceCursor *cursor = sluice_table_find_cursor (table, self->cursor);
  SluiceAdvice advice = sluice_advisor_recommend (table);
  SluiceSyncMethod method = self->method;
  int frequency = self->frequency;

  if (self->extras != NULL && !fit_keys (self, table))
    parts &= ~SLUICE_CHOICE_PRIMARY_KEYS;
  if (self->extras != NULL && !fit_columns (self, table))
    parts &= ~SLUICE_CHOICE_COLUMNS;
  if (self->extras != NULL && !fit_filters (self, table))
    parts &= ~SLUICE_CHOICE_ROW_FILTERS;

  if (self->cursor != NULL && cursor == NULL)
    parts &= ~SLUICE_CHOICE_CURSOR;
  self->cursor = cursor != NULL ? cursor->field : NULL;
  if (!sluice_choice_can_use (self, table, self->method))
    {
      method = advice.method;
      parts &= ~SLUICE_CHOICE_METHOD;
    }
  sluice_choice_put_method (self, table, method);
  if (self->frequency != frequency)
    parts &= ~SLUICE_CHOICE_FREQUENCY;
  if (self->selected && !sluice_table_get_selectable (table))
    {
      self->selected = FALSE;
      parts &= ~SLUICE_CHOICE_SELECTED;
    }

  return parts;
}
