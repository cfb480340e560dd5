/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-advisor.h"
#include "sluice-choice-private.h"
#include "sluice-estimate.h"
#include "sluice-table-choice.h"
#include "sluice-table-private.h"

/* The most important first. */
static const SluiceWarnings order[] = {
  SLUICE_WARNING_CHOICE_LOST,
  SLUICE_WARNING_SECRETS,
  SLUICE_WARNING_DUPLICATE,
  SLUICE_WARNING_UNREAD,
  SLUICE_WARNING_NO_KEY,
  SLUICE_WARNING_NULLABLE_CURSOR,
  SLUICE_WARNING_ROW_SECURITY,
  SLUICE_WARNING_LARGE_FULL_REFRESH,
  SLUICE_WARNING_LARGE,
  SLUICE_WARNING_ONLY_CREATED_CURSOR,
  SLUICE_WARNING_UNINDEXED_CURSOR,
  SLUICE_WARNING_UNKNOWN_ROWS,
};

/* Whether incremental on this cursor misses changes to old rows: a database's column that is no update cursor, or an
 * API's that is its created one. What else an API offers is taken at its word (rule 8), and so is a person who takes a
 * number that is called update_time. A day misses what changes later that day. */
static gboolean
misses_changes (SluiceTable *table, const SluiceCursor *cursor)
{
  const SluiceTraits *traits = &table->traits;
  gint16 position = cursor - table->cursors;

  if (position == traits->update_cursor || sluice_advisor_is_update_cursor (table, cursor))
    return FALSE;
  if (sluice_advisor_sounds_like_update (table, cursor) && !g_str_equal (cursor->type, "date"))
    return FALSE;

  return table->is_database || position == traits->created_cursor || sluice_advisor_recommend (table).rule == 11;
}

static SluiceWarnings
get_cursor_warnings (SluiceTable *table)
{
  const SluiceCursor *cursor = sluice_table_find_cursor (table, sluice_table_get_cursor (table));
  SluiceWarnings warnings = SLUICE_WARNING_NONE;

  if (cursor == NULL)
    return warnings;

  if (cursor->nullable == SLUICE_TRI_YES)
    warnings |= SLUICE_WARNING_NULLABLE_CURSOR;
  if (cursor->indexed == SLUICE_TRI_NO)
    warnings |= SLUICE_WARNING_UNINDEXED_CURSOR;
  /* A full refresh now and then catches what was missed. */
  if (table->method == SLUICE_SYNC_METHOD_INCREMENTAL && misses_changes (table, cursor) &&
      sluice_table_get_full_refresh_days (table) == 0)
    warnings |= SLUICE_WARNING_ONLY_CREATED_CURSOR;

  return warnings;
}

static gboolean
is_not_small (SluiceTable *table)
{
  return table->rows < 0 || table->rows >= SLUICE_SMALL_ROWS;
}

/* A missing key matters where one would let the table be merged instead of copied whole, and where that is worth it:
 * the table is not small, or near-real-time was asked for. */
static gboolean
misses_key (SluiceTable *table)
{
  if (sluice_table_has_key (table))
    return FALSE;
  if (sluice_sync_method_needs_key (table->method))
    return TRUE;
  if (table->method != SLUICE_SYNC_METHOD_FULL_REFRESH)
    return FALSE;

  return (table->near_real_time && table->cdc_available == SLUICE_TRI_YES) ||
         (is_not_small (table) && sluice_advisor_would_use_key (table));
}

static gint64
multiply (gint64 rows, gint64 factor)
{
  gint64 product;

  return __builtin_mul_overflow (rows, factor, &product) ? G_MAXINT64 : product;
}

/* The rows of a month of full refreshes. */
static gint64
get_refreshed_rows (SluiceTable *table, SluiceFrequency frequency)
{
  return multiply (table->rows, sluice_frequency_get_runs_a_month (frequency));
}

static gboolean
is_costly_refresh (SluiceTable *table, guint days)
{
  return days < SLUICE_SELDOM_DAYS && table->rows / days >= SLUICE_COSTLY_ROWS / SLUICE_DAYS_A_MONTH;
}

/* Of a table that is read in full beside, which it cannot be more often than it syncs. */
static int
get_slowest_costly_refresh (SluiceTable *table)
{
  const guint days = table->full_refresh_days;

  if (days == 0 || !sluice_sync_method_takes_full_refreshes (table->method))
    return -1;

  for (int frequency = SLUICE_FREQUENCY_LAST; frequency >= SLUICE_FREQUENCY_24HOUR; frequency--)
    if (is_costly_refresh (table, MAX (days, sluice_frequency_get_interval_days (frequency))))
      return frequency;

  return -1;
}

int
sluice_advisor_get_slowest_costly (SluiceTable *table)
{
  if (table->rows < 0)
    return -1;
  if (table->method != SLUICE_SYNC_METHOD_FULL_REFRESH)
    return get_slowest_costly_refresh (table);

  for (int frequency = SLUICE_FREQUENCY_LAST; frequency >= 0; frequency--)
    if (get_refreshed_rows (table, frequency) >= SLUICE_COSTLY_ROWS)
      return frequency;

  return -1;
}

gboolean
sluice_advisor_get_costly (SluiceTable *table)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (table), FALSE);

  return (int) sluice_advisor_get_frequency (table) <= sluice_advisor_get_slowest_costly (table);
}

guint
sluice_advisor_get_affordable_days (SluiceTable *table)
{
  static const guint offered[] = { 7, 14 };

  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    if (!is_costly_refresh (table, offered[i]) && sluice_table_get_full_refresh_days (table) < offered[i])
      return offered[i];

  return SLUICE_SELDOM_DAYS;
}

SluiceFrequency
sluice_advisor_get_frequency (SluiceTable *table)
{
  SluiceChoice choice;

  sluice_choice_lend (&choice, table);

  return sluice_choice_get_frequency (&choice, table);
}

SluiceWarnings
sluice_advisor_get_warnings (SluiceTable *table)
{
  SluiceWarnings warnings;

  g_return_val_if_fail (SLUICE_IS_TABLE (table), SLUICE_WARNING_NONE);

  if (!sluice_table_get_selectable (table))
    return SLUICE_WARNING_NONE;

  warnings = get_cursor_warnings (table);
  if (misses_key (table))
    warnings |= SLUICE_WARNING_NO_KEY;
  if (table->unread != 0)
    warnings |= SLUICE_WARNING_UNREAD;
  if (table->rls_warning != NULL)
    warnings |= SLUICE_WARNING_ROW_SECURITY;
  if (table->rows >= SLUICE_LARGE_ROWS)
    warnings |= SLUICE_WARNING_LARGE;
  /* Without a count nothing says what a full refresh will cost; the other methods read little, however large. */
  if (table->method == SLUICE_SYNC_METHOD_FULL_REFRESH && table->rows < 0)
    warnings |= SLUICE_WARNING_UNKNOWN_ROWS;
  if (sluice_advisor_get_costly (table))
    warnings |= SLUICE_WARNING_LARGE_FULL_REFRESH;
  if (table->traits.secrets)
    warnings |= SLUICE_WARNING_SECRETS;
  if (table->synced_by != NULL)
    warnings |= SLUICE_WARNING_DUPLICATE;
  if (sluice_table_get_lost_parts (table) != SLUICE_CHOICE_NONE)
    warnings |= SLUICE_WARNING_CHOICE_LOST;

  return warnings;
}

SluiceWarnings
sluice_warnings_get_first (SluiceWarnings warnings)
{
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if ((warnings & order[i]) != 0)
      return order[i];

  return SLUICE_WARNING_NONE;
}

const char *
sluice_warning_get_label (SluiceWarnings warning)
{
  switch (warning)
    {
    case SLUICE_WARNING_NULLABLE_CURSOR:
      return _ ("Nullable cursor");
    case SLUICE_WARNING_UNINDEXED_CURSOR:
      return _ ("Unindexed cursor");
    case SLUICE_WARNING_ONLY_CREATED_CURSOR:
      return _ ("Misses changes");
    case SLUICE_WARNING_NO_KEY:
      return _ ("No primary key");
    case SLUICE_WARNING_ROW_SECURITY:
      return _ ("Row-level security");
    case SLUICE_WARNING_LARGE:
      /* Translators: a table of a million rows or more, in a table cell. */
      return _ ("Large");
    case SLUICE_WARNING_LARGE_FULL_REFRESH:
      return _ ("Large full refresh");
    case SLUICE_WARNING_UNKNOWN_ROWS:
      return _ ("Rows unknown");
    case SLUICE_WARNING_SECRETS:
      return _ ("Looks like secrets");
    case SLUICE_WARNING_DUPLICATE:
      return _ ("Already synced");
    case SLUICE_WARNING_CHOICE_LOST:
      /* Translators: what was chosen for a table is not possible any more, in a table cell. */
      return _ ("Choice was lost");
    case SLUICE_WARNING_UNREAD:
      return _ ("Partly unreadable");
    case SLUICE_WARNING_NONE:
    default:
      return "";
    }
}

const char *
sluice_warning_get_explanation (SluiceWarnings warning)
{
  switch (warning)
    {
    case SLUICE_WARNING_NULLABLE_CURSOR:
      return _ ("Rows whose cursor is empty never sync. Choose another cursor, or make the column not null.");
    case SLUICE_WARNING_UNINDEXED_CURSOR:
      return _ ("Each sync reads the whole table to find what changed. An index on the cursor makes it quick.");
    case SLUICE_WARNING_ONLY_CREATED_CURSOR:
      return _ ("The cursor finds new rows; changes to old rows are missed. Choose a column that changes with the row, "
                "or another method.");
    case SLUICE_WARNING_NO_KEY:
      return _ ("Without a primary key, changed rows cannot be merged. Choose one, or copy the whole table each time.");
    case SLUICE_WARNING_ROW_SECURITY:
      return _ ("Row-level security may hide rows from this user; hidden rows do not sync.");
    case SLUICE_WARNING_LARGE:
      return _ ("The first load has a million rows or more.");
    case SLUICE_WARNING_LARGE_FULL_REFRESH:
      return _ ("Every sync counts all rows again. Choose another method, or sync less often.");
    case SLUICE_WARNING_UNKNOWN_ROWS:
      return _ ("Every sync copies all rows, and nobody has counted them. Count them to see what it costs.");
    case SLUICE_WARNING_SECRETS:
      return _ ("The name suggests passwords or keys. Think twice before copying them.");
    case SLUICE_WARNING_DUPLICATE:
      return _ ("Another source already syncs this table; its rows would be counted twice.");
    case SLUICE_WARNING_CHOICE_LOST:
      return _ ("The table is different since the last look, and not everything that was chosen is still possible.");
    case SLUICE_WARNING_UNREAD:
      return _ ("The server said something about this table that cannot be read. It counts as unknown.");
    case SLUICE_WARNING_NONE:
    default:
      return "";
    }
}

/* What a full refresh costs is what it brings a month, whatever the table's size. */
static char *
dup_costly_explanation (SluiceTable *table)
{
  SluiceFrequency frequency = sluice_advisor_get_frequency (table);
  g_autofree char *rows = sluice_rows_to_string (table->rows);
  const guint days = sluice_table_get_full_refresh_days (table);
  g_autofree char *month = NULL;
  g_autofree char *often = NULL;

  if (days > 0)
    {
      month = sluice_rows_to_short_string (multiply (table->rows / days, SLUICE_DAYS_A_MONTH));
      often = sluice_full_refresh_dup_label (days);
      /* Translators: a number of rows; how often, such as "every 3 days"; and another number of rows. */
      return g_strdup_printf (
          _ ("All %s rows are read again %s: %s rows a month beside those that change. Read them again less often."),
          rows, often, month);
    }

  month = sluice_rows_to_short_string (get_refreshed_rows (table, frequency));
  /* Translators: a number of rows; how often, such as "every 24 hours"; and another number of rows. */
  return g_strdup_printf (_ ("All %s rows are copied %s: %s rows a month. Sync less often, or by another method."),
                          rows, sluice_frequency_get_phrase (frequency), month);
}

char *
sluice_warning_dup_explanation (SluiceWarnings warning, SluiceTable *table)
{
  const char *cursor;
  g_autofree char *rows = NULL;
  g_autofree char *unread = NULL;

  g_return_val_if_fail (SLUICE_IS_TABLE (table), NULL);

  cursor = sluice_table_get_cursor (table);
  rows = sluice_rows_to_string (table->rows);
  if (warning == SLUICE_WARNING_NULLABLE_CURSOR && cursor != NULL)
    /* Translators: %s is the name of a column. */
    return g_strdup_printf (
        _ ("Rows where %s is empty never sync. Choose another cursor, or make the column not null."), cursor);
  if (warning == SLUICE_WARNING_UNINDEXED_CURSOR && cursor != NULL)
    /* Translators: %s is the name of a column. */
    return g_strdup_printf (_ ("Each sync reads the whole table to find what changed. An index on %s makes it quick."),
                            cursor);
  if (warning == SLUICE_WARNING_ONLY_CREATED_CURSOR && cursor != NULL)
    /* Translators: %s is the name of a column. */
    return g_strdup_printf (_ ("%s finds new rows; changes to old rows are missed. Choose a column that changes with "
                               "the row, or another method."),
                            cursor);
  if (warning == SLUICE_WARNING_ROW_SECURITY && table->rls_warning != NULL)
    /* Translators: %s is the server's own sentence. */
    return g_strdup_printf (_ ("%s Let this user see all rows, or accept that some are missing."), table->rls_warning);
  if (warning == SLUICE_WARNING_UNREAD && (unread = sluice_table_dup_unread (table)) != NULL)
    /* Translators: %s is the names of facts as the server has them, such as “rows, label” */
    return g_strdup_printf (_ ("What the server says of “%s” cannot be read. It counts as unknown."), unread);
  if (warning == SLUICE_WARNING_LARGE && table->rows >= 0)
    /* Translators: %s is a number of rows, a million or more. */
    return g_strdup_printf (_ ("The first load brings %s rows. Leave the table out unless you need it."), rows);
  if (warning == SLUICE_WARNING_LARGE_FULL_REFRESH && table->rows >= 0)
    return dup_costly_explanation (table);
  if (warning == SLUICE_WARNING_DUPLICATE && table->synced_by != NULL)
    /* Translators: %s is a source: "Postgres · shop". */
    return g_strdup_printf (_ ("%s already syncs this table; its rows would be counted twice."), table->synced_by);
  if (warning == SLUICE_WARNING_CHOICE_LOST && table->delta != NULL)
    return sluice_table_dup_change_text (table);

  return g_strdup (sluice_warning_get_explanation (warning));
}
