/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-advisor.h"
#include "sluice-estimate.h"
#include "sluice-table-choice.h"
#include "sluice-table-private.h"

/* Two sentences as one text, in the order that the language wants. */
static char *
with_deleted_rows (SluiceTable *table, char *reason)
{
  const guint days = sluice_table_get_full_refresh_days (table);
  g_autofree char *owned = reason;
  g_autofree char *often = sluice_full_refresh_dup_label (days);

  if (days > 0)
    /* Translators: a reason for a sync method; then how often, such as "every 30 days". */
    return g_strdup_printf (_ ("%s Deleted rows stay until all rows are read again, %s."), owned, often);

  /* Translators: a reason for a sync method, and what every such method leaves behind. */
  return g_strdup_printf (_ ("%s Deleted rows stay."), owned);
}

/* Copying all of a table that is not small, or not known to be: why nothing better is possible. */
static char *
dup_reason_of_full_refresh (SluiceTable *table)
{
  const gint16 position = table->traits.update_cursor;
  const char *updated = position >= 0 ? table->cursors[position].field : NULL;
  g_autofree char *rows = sluice_rows_to_string (table->rows);

  if (updated != NULL && !sluice_table_has_key (table) && table->rows < 0)
    /* Translators: %s is the name of a column. */
    return g_strdup_printf (_ ("%s says what changed, but without a primary key changed rows cannot be merged: the "
                               "whole table is copied each time, and its rows are unknown."),
                            updated);
  if (updated != NULL && !sluice_table_has_key (table))
    /* Translators: the first %s is the name of a column, the second a number of rows, 50,000 or more. */
    return g_strdup_printf (_ ("%s says what changed, but without a primary key changed rows cannot be merged: all %s "
                               "rows are copied each time."),
                            updated, rows);
  if (table->rows < 0)
    return g_strdup (_ ("No column says what changed, so the whole table is copied each time; its rows are unknown."));

  /* Translators: %s is a number of rows, 50,000 or more. */
  return g_strdup_printf (_ ("No column says what changed, so all %s rows are copied each time."), rows);
}

static char *
dup_reason_of_rule (SluiceTable *table, const SluiceAdvice *advice)
{
  g_autofree char *small = NULL;

  switch (advice->rule)
    {
    case 1:
      /* Translators: %s is the server's own sentence. */
      return g_strdup_printf (_ ("Cannot be read: %s"), table->permission_error);
    case 2:
      return with_deleted_rows (table, g_strdup (_ ("The service sends this table by webhook only.")));
    case 3:
      return g_strdup (_ ("Near-real-time was asked for, and Postgres itself tells each change, deleted rows too."));
    case 4:
      return with_deleted_rows (table, g_strdup (_ ("The service sends each change by webhook.")));
    case 5:
      /* Translators: %s is the name of a column. */
      return with_deleted_rows (table, g_strdup_printf (_ ("%s catches late changes."), advice->cursor));
    case 6:
      /* Translators: %s is the name of a column. */
      return with_deleted_rows (table, g_strdup_printf (_ ("Rows are only ever added; %s finds the new ones."),
                                                        advice->cursor));
    case 7:
      small = sluice_rows_to_string (SLUICE_SMALL_ROWS);
      /* Translators: %s is a number of rows: 50,000. */
      return g_strdup_printf (_ ("Under %s rows, copying all of them is the simplest thing."), small);
    case 8:
      /* Translators: %s is the name of a column. */
      return with_deleted_rows (table, g_strdup_printf (_ ("The service offers %s to find changes."), advice->cursor));
    case 9:
      return with_deleted_rows (table, g_strdup (_ ("No column says when a row changed; Postgres itself does.")));
    case 10:
      /* Translators: %s is the name of a column. */
      return with_deleted_rows (table, g_strdup_printf (_ ("%s finds new rows; changes to old rows are missed."),
                                                        advice->cursor));
    case 11:
      /* Translators: %s is the name of a column. */
      return with_deleted_rows (table,
                                g_strdup_printf (_ ("The key %s finds new rows; changes to old rows are missed."),
                                                 advice->cursor));
    default:
      return dup_reason_of_full_refresh (table);
    }
}

char *
sluice_advisor_dup_reason (SluiceTable *table)
{
  SluiceAdvice advice;

  g_return_val_if_fail (SLUICE_IS_TABLE (table), NULL);

  advice = sluice_advisor_recommend (table);

  return sluice_table_is_as_recommended (table) ? dup_reason_of_rule (table, &advice) :
                                                  g_strdup (sluice_sync_method_get_description (table->method));
}

const char *
sluice_advisor_get_headline (SluiceTable *table)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (table), NULL);

  switch (table->method)
    {
    case SLUICE_SYNC_METHOD_FULL_REFRESH:
      return _ ("Full refresh copies all rows");
    case SLUICE_SYNC_METHOD_INCREMENTAL:
      return (sluice_advisor_get_warnings (table) & SLUICE_WARNING_ONLY_CREATED_CURSOR) != 0 ?
                 _ ("Incremental finds only new rows here") :
                 _ ("Incremental finds new and changed rows");
    case SLUICE_SYNC_METHOD_APPEND:
      return _ ("Append finds new rows");
    case SLUICE_SYNC_METHOD_XMIN:
      return _ ("xmin finds every change");
    case SLUICE_SYNC_METHOD_CDC:
      return _ ("CDC follows every change");
    case SLUICE_SYNC_METHOD_WEBHOOK:
      return _ ("Webhooks bring every change");
    case SLUICE_SYNC_METHOD_NONE:
    default:
      return _ ("Cannot be synced");
    }
}
