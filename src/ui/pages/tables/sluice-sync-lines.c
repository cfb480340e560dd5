/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-advisor.h"
#include "sluice-phrases.h"
#include "sluice-sync-lines.h"

/* More tables than anybody marks one by one; looking at each takes some microseconds. */
#define TABLES_TO_ASK 2000

static guint
count_asked (GPtrArray *tables)
{
  return MIN (tables->len, TABLES_TO_ASK);
}

static SluiceTable *
get_only (GPtrArray *tables)
{
  return tables->len == 1 ? g_ptr_array_index (tables, 0) : NULL;
}

static GPtrArray *
new_lines (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static void
add_line (GPtrArray *lines, const char *title, const char *subtitle, int value, gboolean possible)
{
  g_ptr_array_add (lines, sluice_choice_line_new (title, subtitle, value, possible));
}

/* What the tables have in common */

static gboolean
has_use (SluiceTable *table, SluiceChoicePart part)
{
  g_autofree char *obstacle = NULL;

  if (!sluice_table_get_selectable (table))
    return FALSE;
  if (part == SLUICE_CHOICE_METHOD)
    return TRUE;

  obstacle = sluice_table_dup_part_obstacle (table, part);

  return obstacle == NULL;
}

gboolean
sluice_sync_lines_applies (GPtrArray *tables, SluiceChoicePart part)
{
  for (guint i = 0; i < count_asked (tables); i++)
    if (has_use (g_ptr_array_index (tables, i), part))
      return TRUE;

  return FALSE;
}

gboolean
sluice_sync_lines_has_method (GPtrArray *tables, SluiceSyncMethod method)
{
  for (guint i = 0; i < count_asked (tables); i++)
    if (sluice_table_get_method (g_ptr_array_index (tables, i)) == method)
      return TRUE;

  return FALSE;
}

static int
get_value (SluiceTable *table, SluiceChoicePart part)
{
  if (part == SLUICE_CHOICE_METHOD)
    return (int) sluice_table_get_method (table);
  if (part == SLUICE_CHOICE_FREQUENCY)
    return sluice_table_get_frequency (table);
  if (part == SLUICE_CHOICE_TIME_OF_DAY)
    return sluice_table_get_time_of_day (table);
  if (part == SLUICE_CHOICE_LOOK_BACK)
    return sluice_table_get_look_back (table);
  if (part == SLUICE_CHOICE_FULL_REFRESH)
    return (int) sluice_table_get_full_refresh_days (table);

  return (int) sluice_table_get_cdc_table_mode (table);
}

int
sluice_sync_lines_get_common (GPtrArray *tables, SluiceChoicePart part)
{
  gboolean found = FALSE;
  int common = -1;

  for (guint i = 0; i < count_asked (tables); i++)
    {
      SluiceTable *table = g_ptr_array_index (tables, i);

      if (!has_use (table, part))
        continue;
      if (found && get_value (table, part) != common)
        return SLUICE_CHOICE_LINE_VARIOUS;

      common = get_value (table, part);
      found = TRUE;
    }

  return common;
}

const char *
sluice_sync_lines_get_common_cursor (GPtrArray *tables)
{
  const char *common = NULL;

  for (guint i = 0; i < count_asked (tables); i++)
    {
      const char *cursor = sluice_table_get_cursor (g_ptr_array_index (tables, i));

      if (cursor == NULL)
        continue;
      if (common != NULL && !g_str_equal (cursor, common))
        return NULL;

      common = cursor;
    }

  return common;
}

guint
sluice_sync_lines_get_least_days (SluiceTableList *list, GPtrArray *tables)
{
  guint least = SLUICE_FULL_REFRESH_DAYS_MAX;

  for (guint i = 0; i < count_asked (tables); i++)
    {
      SluiceTable *table = g_ptr_array_index (tables, i);
      const SluiceFrequency frequency = sluice_table_list_get_table_frequency (list, table);

      if (sluice_sync_method_takes_full_refreshes (sluice_table_get_method (table)))
        least = MIN (least, sluice_frequency_get_interval_days (frequency));
    }

  return least;
}

/* Methods */

static void
add_method (GPtrArray *lines, GPtrArray *tables, SluiceSyncMethod method)
{
  SluiceTable *first = g_ptr_array_index (tables, 0);
  const guint n_asked = count_asked (tables);
  g_autofree char *subtitle = NULL;
  gboolean shown = FALSE;
  guint n_can = 0;

  for (guint i = 0; i < n_asked; i++)
    {
      SluiceTable *table = g_ptr_array_index (tables, i);

      n_can += sluice_table_can_use (table, method);
      shown |= sluice_choice_line_is_method_shown (table, method);
    }
  if (!shown)
    return;

  if (n_can == 0)
    subtitle = sluice_table_dup_obstacle (first, method);
  else if (n_can < n_asked)
    /* Translators: how many of the marked tables can have a choice */
    subtitle = g_strdup_printf (_ ("%'u of %'u tables"), n_can, n_asked);
  else if (get_only (tables) != NULL && sluice_advisor_recommend (first).method == method)
    subtitle = g_strdup_printf ("%s · %s", _ ("Recommended"), sluice_sync_method_get_description (method));
  else
    subtitle = g_strdup (sluice_sync_method_get_description (method));
  add_line (lines, sluice_sync_method_get_label (method), subtitle, (int) method, n_can > 0);
}

GPtrArray *
sluice_sync_lines_new_for_methods (GPtrArray *tables)
{
  GPtrArray *lines = new_lines ();

  for (SluiceSyncMethod method = SLUICE_SYNC_METHOD_FULL_REFRESH; method <= SLUICE_SYNC_METHOD_WEBHOOK; method++)
    add_method (lines, tables, method);

  return lines;
}

/* Cursors */

static void
add_cursors_of (GPtrArray *lines, SluiceTable *table, GPtrArray *names)
{
  const SluiceAdvice advice = sluice_advisor_recommend (table);
  guint n_cursors = 0;
  const SluiceCursor *cursors = sluice_table_get_cursors (table, &n_cursors);

  for (guint i = 0; sluice_table_get_cursor (table) != NULL && i < n_cursors; i++)
    {
      g_autofree char *flaws = sluice_choice_line_dup_cursor_flaws (&cursors[i]);
      const gboolean recommended =
          advice.method == sluice_table_get_method (table) && g_strcmp0 (advice.cursor, cursors[i].field) == 0;
      g_autofree char *subtitle = recommended ? g_strdup_printf ("%s · %s", _ ("Recommended"), flaws) : NULL;

      g_ptr_array_add (names, g_strdup (cursors[i].field));
      add_line (lines, cursors[i].field, subtitle != NULL ? subtitle : flaws, (int) i, TRUE);
    }
}

/* By name; how many of the tables have one of that name. */
static void
add_cursors_by_name (GPtrArray *lines, GPtrArray *tables, GPtrArray *names)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_tables = 0;

  for (guint i = 0; i < count_asked (tables); i++)
    {
      guint n_cursors = 0;
      const SluiceCursor *cursors = sluice_table_get_cursors (g_ptr_array_index (tables, i), &n_cursors);

      if (sluice_table_get_cursor (g_ptr_array_index (tables, i)) == NULL)
        continue;

      n_tables++;
      for (guint j = 0; j < n_cursors; j++)
        {
          const guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, cursors[j].field));

          if (count == 0)
            g_ptr_array_add (names, g_strdup (cursors[j].field));
          g_hash_table_insert (counts, (char *) cursors[j].field, GUINT_TO_POINTER (count + 1));
        }
    }
  g_ptr_array_sort_values (names, (GCompareFunc) g_utf8_collate);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *subtitle =
          g_strdup_printf (_ ("%'u of %'u tables"), GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)), n_tables);

      add_line (lines, name, subtitle, (int) i, TRUE);
    }
}

GPtrArray *
sluice_sync_lines_new_for_cursors (GPtrArray *tables, GPtrArray *names)
{
  GPtrArray *lines = new_lines ();

  g_ptr_array_set_size (names, 0);
  if (get_only (tables) != NULL)
    add_cursors_of (lines, get_only (tables), names);
  else
    add_cursors_by_name (lines, tables, names);

  return lines;
}

/* The others */

GPtrArray *
sluice_sync_lines_new_for_frequencies (SluiceTableList *list, GPtrArray *tables)
{
  GPtrArray *lines = new_lines ();
  SluiceTable *table = get_only (tables);
  const char *plan = sluice_frequency_get_label (sluice_table_list_get_frequency (list));
  g_autofree char *title = NULL;

  if (table != NULL && sluice_table_get_method (table) == SLUICE_SYNC_METHOD_CDC)
    /* Translators: a table syncs as often as is usual for CDC; %s is how often, such as “5 minutes” */
    title = g_strdup_printf (_ ("Usual: %s"), sluice_frequency_get_label (SLUICE_FREQUENCY_5MIN));
  else
    /* Translators: a table syncs as often as the whole source does; %s is how often, such as “24 hours” */
    title = g_strdup_printf (_ ("As the plan: %s"), plan);
  add_line (lines, title, NULL, -1, TRUE);
  for (SluiceFrequency frequency = 0; frequency <= SLUICE_FREQUENCY_LAST; frequency++)
    {
      g_autofree char *obstacle = table != NULL ? sluice_table_dup_frequency_obstacle (table, (int) frequency) : NULL;

      add_line (lines, sluice_frequency_get_label (frequency), obstacle, (int) frequency, obstacle == NULL);
    }

  return lines;
}

GPtrArray *
sluice_sync_lines_new_for_look_back (GPtrArray *tables)
{
  GPtrArray *lines = new_lines ();
  const gboolean applies = sluice_sync_lines_applies (tables, SLUICE_CHOICE_LOOK_BACK);
  g_autofree char *obstacle =
      applies ? NULL : sluice_table_dup_part_obstacle (g_ptr_array_index (tables, 0), SLUICE_CHOICE_LOOK_BACK);

  add_line (lines, _ ("Automatic"), obstacle != NULL ? obstacle : _ ("As the server does"), -1, TRUE);
  /* Translators: how far a sync looks back, in minutes, hours or days */
  add_line (lines, _ ("Minutes"), NULL, 60, applies);
  add_line (lines, _ ("Hours"), NULL, 3600, applies);
  add_line (lines, _ ("Days"), NULL, SLUICE_SECONDS_A_DAY, applies);

  return lines;
}

GPtrArray *
sluice_sync_lines_new_for_full_refresh (guint days)
{
  GPtrArray *lines = new_lines ();
  g_autofree char *never = sluice_full_refresh_dup_label (0);
  g_autofree char *every = sluice_full_refresh_dup_label (days);

  add_line (lines, never, _ ("Rows that are deleted at the source stay"), 0, TRUE);
  add_line (lines, every, _ ("All rows come again, and deleted ones go"), (int) days, TRUE);

  return lines;
}

GPtrArray *
sluice_sync_lines_new_for_cdc_table_modes (void)
{
  GPtrArray *lines = new_lines ();

  for (SluiceCdcTableMode mode = 0; mode <= SLUICE_CDC_TABLE_LAST; mode++)
    add_line (lines, sluice_cdc_table_mode_get_label (mode), NULL, (int) mode, TRUE);

  return lines;
}

char *
sluice_sync_lines_dup_local_time (int seconds)
{
  g_autofree char *local = NULL;

  if (seconds < 0)
    return g_strdup ("");

  local = sluice_phrase_local_time (seconds);

  /* Translators: %s is a time of day on this computer's clock */
  return g_strdup_printf (_ ("%s here"), local);
}
