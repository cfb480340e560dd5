/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-choice-private.h"
#include "sluice-table-private.h"

/* So many conditions are read in a line; more are counted. */
#define MAX_FILTERS_SHOWN 2

const char *
sluice_choice_part_get_label (SluiceChoicePart part)
{
  switch (part)
    {
    case SLUICE_CHOICE_SELECTED:
      /* Translators: here and below, what can be chosen for a table. */
      return C_ ("choice", "Selected");
    case SLUICE_CHOICE_METHOD:
      return C_ ("choice", "Method");
    case SLUICE_CHOICE_CURSOR:
      return C_ ("choice", "Cursor");
    case SLUICE_CHOICE_PRIMARY_KEYS:
      return C_ ("choice", "Primary key");
    case SLUICE_CHOICE_FREQUENCY:
      return C_ ("choice", "Frequency");
    case SLUICE_CHOICE_TIME_OF_DAY:
      return C_ ("choice", "Time of day");
    case SLUICE_CHOICE_LOOK_BACK:
      return C_ ("choice", "Look-back");
    case SLUICE_CHOICE_FULL_REFRESH:
      return C_ ("choice", "Periodic full refresh");
    case SLUICE_CHOICE_CDC_TABLE_MODE:
      return C_ ("choice", "CDC tables");
    case SLUICE_CHOICE_COLUMNS:
      return C_ ("choice", "Columns");
    case SLUICE_CHOICE_ROW_FILTERS:
      return C_ ("choice", "Row filters");
    case SLUICE_CHOICE_NONE:
    case SLUICE_CHOICE_ALL:
    default:
      return "";
    }
}

char *
sluice_look_back_dup_label (int seconds)
{
  if (seconds < 0)
    return g_strdup (_ ("as the server does"));
  if (seconds == 0)
    return g_strdup (C_ ("look-back", "none"));
  if (seconds % SLUICE_SECONDS_A_DAY == 0)
    return g_strdup_printf (ngettext ("%d day", "%d days", seconds / SLUICE_SECONDS_A_DAY),
                            seconds / SLUICE_SECONDS_A_DAY);
  if (seconds % 3600 == 0)
    return g_strdup_printf (ngettext ("%d hour", "%d hours", seconds / 3600), seconds / 3600);
  if (seconds % 60 == 0)
    return g_strdup_printf (ngettext ("%d minute", "%d minutes", seconds / 60), seconds / 60);

  return g_strdup_printf (ngettext ("%d second", "%d seconds", seconds), seconds);
}

char *
sluice_full_refresh_dup_label (guint days)
{
  if (days == 0)
    return g_strdup (C_ ("full refresh", "never"));

  /* Translators: how often a table is copied whole. */
  return g_strdup_printf (ngettext ("every day", "every %u days", days), days);
}

char *
sluice_time_of_day_dup_label (int seconds)
{
  g_autofree char *time = sluice_time_of_day_to_text (seconds);

  /* Whole minutes are shown without seconds. */
  if (seconds % 60 == 0)
    time[strlen ("HH:MM")] = '\0';

  /* Translators: a time of day: "02:00 UTC". */
  return g_strdup_printf (_ ("%s UTC"), time);
}

static char *
dup_time_text (int seconds)
{
  return seconds < 0 ? g_strdup (_ ("as the plan says")) : sluice_time_of_day_dup_label (seconds);
}

static char *
dup_keys_text (const SluiceChoice *self, SluiceTable *table)
{
  const char *const *keys = sluice_choice_get_primary_keys (self, table);

  /* Translators: in place of the columns of a primary key. */
  return keys != NULL ? g_strjoinv (", ", (GStrv) keys) : g_strdup (C_ ("primary key", "none"));
}

static char *
dup_columns_text (const SluiceChoice *self, SluiceTable *table)
{
  g_autoptr (GPtrArray) columns = NULL;

  if (sluice_choice_get_enabled_columns (self, table) == NULL)
    return g_strdup (_ ("all columns"));

  columns = sluice_choice_list_columns (self, table);

  /* Translators: how many of a table's columns sync. */
  return g_strdup_printf (ngettext ("%u of %u column", "%u of %u columns", table->n_columns), columns->len,
                          table->n_columns);
}

char *
sluice_choice_dup_filters_text (const SluiceChoice *self, SluiceTable *table)
{
  GPtrArray *filters = sluice_choice_get_row_filters (self, table);
  GString *text;

  if (filters == NULL)
    return g_strdup (_ ("all rows"));

  text = g_string_new (NULL);
  for (guint i = 0; i < filters->len; i++)
    {
      g_autofree char *phrase = sluice_row_filter_dup_phrase (g_ptr_array_index (filters, i));

      /* Translators: stands between two conditions that rows must both meet. */
      g_string_append_printf (text, "%s%s", i > 0 ? _ (" and ") : "", phrase);
    }

  return g_string_free_and_steal (text);
}

static char *
dup_few_filters_text (const SluiceChoice *self, SluiceTable *table)
{
  GPtrArray *filters = sluice_choice_get_row_filters (self, table);

  if (filters != NULL && filters->len > MAX_FILTERS_SHOWN)
    return g_strdup_printf (ngettext ("%u row filter", "%u row filters", filters->len), filters->len);

  return sluice_choice_dup_filters_text (self, table);
}

char *
sluice_choice_dup_part_text (const SluiceChoice *self, SluiceTable *table, SluiceChoicePart part)
{
  const char *cursor;

  switch (part)
    {
    case SLUICE_CHOICE_SELECTED:
      return g_strdup (self->selected ? C_ ("table", "selected") : C_ ("table", "not selected"));
    case SLUICE_CHOICE_METHOD:
      return g_strdup (sluice_sync_method_get_label (self->method));
    case SLUICE_CHOICE_CURSOR:
      cursor = sluice_choice_get_cursor (self);
      /* Translators: in place of the name of a cursor column. */
      return g_strdup (cursor != NULL ? cursor : C_ ("cursor", "none"));
    case SLUICE_CHOICE_PRIMARY_KEYS:
      return dup_keys_text (self, table);
    case SLUICE_CHOICE_FREQUENCY:
      return g_strdup (self->frequency < 0 ? _ ("as the plan says") : sluice_frequency_get_phrase (self->frequency));
    case SLUICE_CHOICE_TIME_OF_DAY:
      return dup_time_text (sluice_choice_get_time_of_day (self, table));
    case SLUICE_CHOICE_LOOK_BACK:
      return sluice_look_back_dup_label (sluice_choice_get_look_back (self, table));
    case SLUICE_CHOICE_FULL_REFRESH:
      return sluice_full_refresh_dup_label (sluice_choice_get_full_refresh_days (self, table));
    case SLUICE_CHOICE_CDC_TABLE_MODE:
      return g_strdup (sluice_cdc_table_mode_get_label (sluice_choice_get_cdc_table_mode (self)));
    case SLUICE_CHOICE_COLUMNS:
      return dup_columns_text (self, table);
    case SLUICE_CHOICE_ROW_FILTERS:
      return dup_few_filters_text (self, table);
    case SLUICE_CHOICE_NONE:
    case SLUICE_CHOICE_ALL:
    default:
      return g_strdup ("");
    }
}

static char *
dup_method_text (const SluiceChoice *self, SluiceChoicePart parts)
{
  const char *method = sluice_sync_method_get_label (self->method);
  const char *cursor = (parts & SLUICE_CHOICE_CURSOR) != 0 ? sluice_choice_get_cursor (self) : NULL;

  if (cursor == NULL)
    return g_strdup (method);

  /* Translators: a sync method and its cursor: "Incremental by updated_at". */
  return g_strdup_printf (_ ("%s by %s"), method, cursor);
}

/* Whether a part is other than everybody would expect. */
static gboolean
says_something (const SluiceChoice *self, SluiceTable *table, SluiceChoicePart part)
{
  switch (part)
    {
    case SLUICE_CHOICE_SELECTED:
      return TRUE;
    case SLUICE_CHOICE_PRIMARY_KEYS:
      return self->extras != NULL && self->extras->primary_keys != NULL;
    case SLUICE_CHOICE_FREQUENCY:
      return self->frequency >= 0;
    case SLUICE_CHOICE_TIME_OF_DAY:
      return sluice_choice_get_time_of_day (self, table) >= 0;
    case SLUICE_CHOICE_LOOK_BACK:
      return sluice_choice_get_look_back (self, table) >= 0;
    case SLUICE_CHOICE_FULL_REFRESH:
      return sluice_choice_get_full_refresh_days (self, table) > 0;
    case SLUICE_CHOICE_CDC_TABLE_MODE:
      return sluice_choice_get_cdc_table_mode (self) != SLUICE_CDC_TABLE_CONSOLIDATED;
    case SLUICE_CHOICE_COLUMNS:
      return sluice_choice_get_enabled_columns (self, table) != NULL;
    case SLUICE_CHOICE_ROW_FILTERS:
      return sluice_choice_get_row_filters (self, table) != NULL;
    case SLUICE_CHOICE_METHOD:
    case SLUICE_CHOICE_CURSOR:
    case SLUICE_CHOICE_NONE:
    case SLUICE_CHOICE_ALL:
    default:
      return FALSE;
    }
}

/* A part within a line of several, where its name has to stand beside a bare value. */
static char *
dup_named_part (const SluiceChoice *self, SluiceTable *table, SluiceChoicePart part)
{
  g_autofree char *text = sluice_choice_dup_part_text (self, table, part);

  switch (part)
    {
    case SLUICE_CHOICE_PRIMARY_KEYS:
      /* Translators: %s are the columns of a primary key. */
      return g_strdup_printf (_ ("key %s"), text);
    case SLUICE_CHOICE_TIME_OF_DAY:
      /* Translators: %s is a time of day. */
      return g_strdup_printf (_ ("at %s"), text);
    case SLUICE_CHOICE_LOOK_BACK:
      /* Translators: %s is like "2 days": so much of the time before the last sync is read again. */
      return g_strdup_printf (_ ("looks back %s"), text);
    case SLUICE_CHOICE_FULL_REFRESH:
      /* Translators: %s is like "every 7 days": the table is copied whole so often. */
      return g_strdup_printf (_ ("whole %s"), text);
    case SLUICE_CHOICE_SELECTED:
    case SLUICE_CHOICE_METHOD:
    case SLUICE_CHOICE_CURSOR:
    case SLUICE_CHOICE_FREQUENCY:
    case SLUICE_CHOICE_CDC_TABLE_MODE:
    case SLUICE_CHOICE_COLUMNS:
    case SLUICE_CHOICE_ROW_FILTERS:
    case SLUICE_CHOICE_NONE:
    case SLUICE_CHOICE_ALL:
    default:
      return g_steal_pointer (&text);
    }
}

char *
sluice_choice_dup_text (const SluiceChoice *self, SluiceTable *table, SluiceChoicePart parts)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_null_terminated (8, g_free, TRUE);

  if (parts & SLUICE_CHOICE_METHOD)
    g_ptr_array_add (texts, dup_method_text (self, parts));
  for (guint part = SLUICE_CHOICE_SELECTED; part < SLUICE_CHOICE_ALL; part <<= 1)
    if ((parts & part) != 0 && says_something (self, table, part))
      g_ptr_array_add (texts, dup_named_part (self, table, part));

  return g_strjoinv (" · ", (GStrv) texts->pdata);
}

/* What is as usual says nothing by itself: "never" needs its name beside it. */
static char *
dup_told_part (const SluiceChoice *self, SluiceTable *table, SluiceChoicePart part)
{
  g_autofree char *text = NULL;

  if (says_something (self, table, part))
    return dup_named_part (self, table, part);

  text = sluice_choice_dup_part_text (self, table, part);

  /* Translators: what can be chosen for a table, and what is chosen: "Periodic full refresh: never". */
  return g_strdup_printf (_ ("%s: %s"), sluice_choice_part_get_label (part), text);
}

char *
sluice_choice_dup_parts_text (const SluiceChoice *self, SluiceTable *table, SluiceChoicePart parts)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_null_terminated (8, g_free, TRUE);
  SluiceChoicePart both = SLUICE_CHOICE_METHOD | SLUICE_CHOICE_CURSOR;

  /* A method is said with its cursor where either is another one. */
  if ((parts & SLUICE_CHOICE_METHOD) != 0)
    {
      g_ptr_array_add (texts, dup_method_text (self, both));
      parts &= ~both;
    }
  for (guint part = SLUICE_CHOICE_SELECTED; part < SLUICE_CHOICE_ALL; part <<= 1)
    if ((parts & part) != 0)
      g_ptr_array_add (texts, dup_told_part (self, table, part));

  return g_strjoinv (" · ", (GStrv) texts->pdata);
}
