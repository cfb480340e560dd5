/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-table-history-private.h"
#include "sluice-table-private.h"

/* The part that a change is about; NONE if it is about several. */
static SluiceChoicePart
get_main_part (SluiceChoicePart parts)
{
  /* A method brings its cursor along, and CDC its frequency. */
  if ((parts & SLUICE_CHOICE_METHOD) != 0 &&
      (parts & ~(SLUICE_CHOICE_METHOD | SLUICE_CHOICE_CURSOR | SLUICE_CHOICE_FREQUENCY)) == 0)
    return SLUICE_CHOICE_METHOD;
  /* A key takes a method away that cannot be without it. */
  if ((parts & SLUICE_CHOICE_PRIMARY_KEYS) != 0 && (parts & ~(SLUICE_CHOICE_PRIMARY_KEYS | SLUICE_CHOICE_METHOD)) == 0)
    return SLUICE_CHOICE_PRIMARY_KEYS;

  return (parts & (parts - 1)) == 0 ? parts : SLUICE_CHOICE_NONE;
}

/* Whether two tables have the same now, where the description says what. */
static gboolean
is_same_value (SluiceTable *a, SluiceTable *b, SluiceChoicePart part)
{
  switch (part)
    {
    case SLUICE_CHOICE_SELECTED:
      return a->selected == b->selected;
    case SLUICE_CHOICE_METHOD:
      return a->method == b->method;
    case SLUICE_CHOICE_CURSOR:
      return a->cursor == b->cursor || g_strcmp0 (a->cursor, b->cursor) == 0;
    case SLUICE_CHOICE_FREQUENCY:
      return a->frequency == b->frequency;
    case SLUICE_CHOICE_PRIMARY_KEYS:
    case SLUICE_CHOICE_TIME_OF_DAY:
    case SLUICE_CHOICE_LOOK_BACK:
    case SLUICE_CHOICE_FULL_REFRESH:
    case SLUICE_CHOICE_CDC_TABLE_MODE:
    case SLUICE_CHOICE_COLUMNS:
    case SLUICE_CHOICE_ROW_FILTERS:
    case SLUICE_CHOICE_NONE:
    case SLUICE_CHOICE_ALL:
    default:
      return TRUE;
    }
}

static const char *
get_frequency_phrase (int frequency)
{
  return frequency >= 0 ? sluice_frequency_get_phrase (frequency) : _ ("as the plan says");
}

/* A choice that is taken back may leave none, while the method needs none. */
static const char *
get_cursor (SluiceTable *table)
{
  return table->cursor != NULL ? table->cursor : C_ ("cursor", "none");
}

static char *
dup_one (SluiceTable *table, SluiceChoicePart part)
{
  const char *name = sluice_table_get_display_name (table);

  switch (part)
    {
    case SLUICE_CHOICE_SELECTED:
      /* Translators: here and below, what undo and redo would do; %s is the name of a table. */
      return g_strdup_printf (table->selected ? _ ("Select %s") : _ ("Deselect %s"), name);
    case SLUICE_CHOICE_METHOD:
      /* Translators: the name of a table, and a sync method. */
      return g_strdup_printf (_ ("Set %s to %s"), name, sluice_sync_method_get_phrase (table->method));
    case SLUICE_CHOICE_CURSOR:
      /* Translators: the names of a table and of a column. */
      return g_strdup_printf (_ ("Change the cursor of %s to %s"), name, get_cursor (table));
    case SLUICE_CHOICE_PRIMARY_KEYS:
      return g_strdup_printf (_ ("Change the primary key of %s"), name);
    case SLUICE_CHOICE_FREQUENCY:
      /* Translators: the name of a table, then "every 6 hours" or "as the plan says". */
      return g_strdup_printf (_ ("Sync %s %s"), name, get_frequency_phrase (table->frequency));
    case SLUICE_CHOICE_TIME_OF_DAY:
      return g_strdup_printf (_ ("Change the time of day of %s"), name);
    case SLUICE_CHOICE_LOOK_BACK:
      return g_strdup_printf (_ ("Change the look-back of %s"), name);
    case SLUICE_CHOICE_FULL_REFRESH:
      return g_strdup_printf (_ ("Change the periodic full refresh of %s"), name);
    case SLUICE_CHOICE_CDC_TABLE_MODE:
      return g_strdup_printf (_ ("Change the CDC tables of %s"), name);
    case SLUICE_CHOICE_COLUMNS:
      return g_strdup_printf (_ ("Change the columns of %s"), name);
    case SLUICE_CHOICE_ROW_FILTERS:
      return g_strdup_printf (_ ("Change the row filters of %s"), name);
    case SLUICE_CHOICE_NONE:
    case SLUICE_CHOICE_ALL:
    default:
      return g_strdup_printf (_ ("Change %s"), name);
    }
}

/* @table is any of them: they have the same. */
static char *
dup_many (guint n, SluiceTable *table, SluiceChoicePart part)
{
  g_autofree char *number = sluice_rows_to_string (n);

  switch (part)
    {
    case SLUICE_CHOICE_SELECTED:
      /* Translators: here and below, %s is a number of tables. */
      return g_strdup_printf (table->selected ? ngettext ("Select %s table", "Select %s tables", n) :
                                                ngettext ("Deselect %s table", "Deselect %s tables", n),
                              number);
    case SLUICE_CHOICE_METHOD:
      /* Translators: the second %s is a sync method. */
      return g_strdup_printf (ngettext ("Set %s table to %s", "Set %s tables to %s", n), number,
                              sluice_sync_method_get_phrase (table->method));
    case SLUICE_CHOICE_CURSOR:
      /* Translators: the second %s is the name of a column. */
      return g_strdup_printf (ngettext ("Change the cursor of %s table to %s", "Change the cursor of %s tables to %s",
                                        n),
                              number, get_cursor (table));
    case SLUICE_CHOICE_PRIMARY_KEYS:
      return g_strdup_printf (ngettext ("Change the primary key of %s table", "Change the primary keys of %s tables",
                                        n),
                              number);
    case SLUICE_CHOICE_FREQUENCY:
      /* Translators: the second %s is "every 6 hours" or "as the plan says". */
      return g_strdup_printf (ngettext ("Sync %s table %s", "Sync %s tables %s", n), number,
                              get_frequency_phrase (table->frequency));
    case SLUICE_CHOICE_TIME_OF_DAY:
      return g_strdup_printf (ngettext ("Change the time of day of %s table", "Change the time of day of %s tables", n),
                              number);
    case SLUICE_CHOICE_LOOK_BACK:
      return g_strdup_printf (ngettext ("Change the look-back of %s table", "Change the look-back of %s tables", n),
                              number);
    case SLUICE_CHOICE_FULL_REFRESH:
      return g_strdup_printf (ngettext ("Change the periodic full refresh of %s table",
                                        "Change the periodic full refresh of %s tables", n),
                              number);
    case SLUICE_CHOICE_CDC_TABLE_MODE:
      return g_strdup_printf (ngettext ("Change the CDC tables of %s table", "Change the CDC tables of %s tables", n),
                              number);
    case SLUICE_CHOICE_COLUMNS:
      return g_strdup_printf (ngettext ("Change the columns of %s table", "Change the columns of %s tables", n),
                              number);
    case SLUICE_CHOICE_ROW_FILTERS:
      return g_strdup_printf (ngettext ("Change the row filters of %s table", "Change the row filters of %s tables", n),
                              number);
    case SLUICE_CHOICE_NONE:
    case SLUICE_CHOICE_ALL:
    default:
      return g_strdup_printf (ngettext ("Change %s table", "Change %s tables", n), number);
    }
}

char *
sluice_table_history_dup_description (const SluiceHistoryRecord *records,
                                      guint n_records,
                                      guint n_tables,
                                      int frequency)
{
  SluiceChoicePart part;

  if (n_records == 0)
    /* Translators: %s is like "every 6 hours": how often tables of the plan sync. */
    return g_strdup_printf (_ ("Sync the plan %s"), get_frequency_phrase (frequency));

  part = get_main_part (records[0].parts);
  for (guint i = 1; i < n_records && part != SLUICE_CHOICE_NONE; i++)
    if (get_main_part (records[i].parts) != part || !is_same_value (records[0].table, records[i].table, part))
      part = SLUICE_CHOICE_NONE;
  if (frequency >= 0)
    part = SLUICE_CHOICE_NONE;

  return n_tables == 1 ? dup_one (records[0].table, n_records == 1 ? part : SLUICE_CHOICE_NONE) :
                         dup_many (n_tables, records[0].table, part);
}
