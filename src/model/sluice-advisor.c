/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-advisor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-estimate.h"
#include "sluice-table-private.h"
#include "sluice-words.h"

static gboolean
is_one_of (const char *text, const char *const *words)
{
  return text != NULL && g_strv_contains (words, text);
}

/* A time, or what an API source offers as one: an epoch or a date. A database's date is any date, such as a birthday,
 * and never chosen without a click. */
static gboolean
has_time_type (SluiceTable *table, const SluiceCursor *cursor)
{
  static const char *const times[] = { "datetime", "timestamp", NULL };
  static const char *const api_times[] = { "date", "integer", "numeric", NULL };

  return is_one_of (cursor->type, times) || (!table->is_database && is_one_of (cursor->type, api_times));
}

static gboolean
contains_any (const char *const *words, const char *const *phrases)
{
  for (; *phrases != NULL; phrases++)
    if (sluice_words_contain (words, *phrases))
      return TRUE;

  return FALSE;
}

/* "updated_by" names a person and "update_count" a number, whatever their types. */
static gboolean
ends_in_another_thing (const char *const *words)
{
  static const char *const ends[] = { "by", "count", "version", NULL };

  return is_one_of (sluice_words_get_last (words), ends);
}

typedef gboolean (*NameTest) (const char *const *words);

static gboolean
says_updated (const char *const *words)
{
  static const char *const phrases[] = {
    "updated",    "update", "modified", "changed", "last modified date", "modstamp", "mtime", "generated timestamp",
    "write date", NULL
  };

  return contains_any (words, phrases) && !ends_in_another_thing (words);
}

static gboolean
says_created (const char *const *words)
{
  static const char *const phrases[] = { "created", "create", "creation", NULL };

  return contains_any (words, phrases) && !ends_in_another_thing (words);
}

static gboolean
says_happened (const char *const *words)
{
  static const char *const phrases[] = { "created", "create", "creation", "occurred", "logged", NULL };

  return contains_any (words, phrases) && !ends_in_another_thing (words);
}

static gboolean
says_birth (const char *const *words)
{
  static const char *const phrases[] = { "birth", "birthday", "birthdate", "born", "dob", NULL };

  return contains_any (words, phrases);
}

static gboolean
says_nothing_special (const char *const *words)
{
  return !says_birth (words) && !ends_in_another_thing (words);
}

/* Some services call a column one thing and show another, so either may say it. */
static gboolean
name_passes (const SluiceCursor *cursor, NameTest test)
{
  g_auto (GStrv) words = sluice_words_split (cursor->field);
  g_auto (GStrv) label_words = NULL;

  if (test ((const char *const *) words))
    return TRUE;
  if (cursor->label == cursor->field)
    return FALSE;

  label_words = sluice_words_split (cursor->label);

  return test ((const char *const *) label_words);
}

/* Fewer flaws are better: a row without a value never syncs, a column without an index only reads slowly. */
static guint
count_flaws (const SluiceCursor *cursor)
{
  return (cursor->nullable == SLUICE_TRI_YES ? 2 : 0) + (cursor->indexed == SLUICE_TRI_NO ? 1 : 0);
}

static gint16
find_time_cursor (SluiceTable *table, NameTest test)
{
  gint16 best = -1;

  for (guint i = 0; i < table->n_cursors; i++)
    {
      const SluiceCursor *cursor = &table->cursors[i];

      if (has_time_type (table, cursor) && name_passes (cursor, test) &&
          (best < 0 || count_flaws (cursor) < count_flaws (&table->cursors[best])))
        best = i;
    }

  return best;
}

/* Any time there is. An epoch needs a name that says so: an API's plain number is not a time. */
static gint16
find_plain_time_cursor (SluiceTable *table)
{
  gint16 best = -1;

  for (guint i = 0; i < table->n_cursors; i++)
    {
      const SluiceCursor *cursor = &table->cursors[i];

      if ((g_str_equal (cursor->type, "timestamp") || g_str_equal (cursor->type, "datetime")) &&
          name_passes (cursor, says_nothing_special) &&
          (best < 0 || count_flaws (cursor) < count_flaws (&table->cursors[best])))
        best = i;
    }

  return best;
}

gboolean
sluice_advisor_is_update_cursor (SluiceTable *table, const SluiceCursor *cursor)
{
  return has_time_type (table, cursor) && name_passes (cursor, says_updated);
}

void
sluice_advisor_read_traits (SluiceTable *table)
{
  static const char *const append_only[] = { "log",         "logs",   "event",   "events",     "audit",    "audits",
                                             "history",     "ledger", "click",   "impression", "pageview", "histories",
                                             "impressions", "clicks", "ledgers", "pageviews",  NULL };
  static const char *const secrets[] = { "vault",  "vaults",  "token",      "tokens",      "password", "passwords",
                                         "secret", "secrets", "credential", "credentials", NULL };
  g_auto (GStrv) words = sluice_words_split (table->name);
  SluiceTraits *traits = &table->traits;

  traits->append_only = is_one_of (sluice_words_get_last ((const char *const *) words), append_only);
  traits->secrets = contains_any ((const char *const *) words, secrets);
  traits->update_cursor = find_time_cursor (table, says_updated);
  traits->created_cursor = find_time_cursor (table, says_created);
  traits->append_cursor = find_time_cursor (table, says_happened);
  if (traits->append_cursor < 0)
    traits->append_cursor = find_plain_time_cursor (table);
}

static const char *
get_field (SluiceTable *table, gint16 position)
{
  return position >= 0 ? table->cursors[position].field : NULL;
}

/* The cursor that is the table's whole key and only grows, or NULL. */
static const char *
find_key_cursor (SluiceTable *table)
{
  static const char *const growing[] = { "integer", "numeric", "objectid", NULL };
  const char *const *keys = sluice_table_get_primary_keys (table);
  const SluiceCursor *cursor;

  if (keys == NULL || keys[1] != NULL)
    return NULL;

  cursor = sluice_table_find_cursor (table, keys[0]);

  return cursor != NULL && is_one_of (cursor->type, growing) ? cursor->field : NULL;
}

/* What the server suggests, unless it is a birthday. */
static const char *
find_suggested_cursor (SluiceTable *table)
{
  const SluiceCursor *cursor = sluice_table_find_cursor (table, table->suggested_cursor);

  return cursor != NULL && !name_passes (cursor, says_birth) ? cursor->field : NULL;
}

static const char *
find_append_cursor (SluiceTable *table)
{
  const char *field = get_field (table, table->traits.append_cursor);

  return field != NULL ? field : find_key_cursor (table);
}

static gboolean
is_small (SluiceTable *table)
{
  return table->rows >= 0 && table->rows < SLUICE_SMALL_ROWS;
}

SluiceAdvice
sluice_advisor_recommend (SluiceTable *table)
{
  const char *updated;
  const char *field;

  g_return_val_if_fail (SLUICE_IS_TABLE (table), ((SluiceAdvice) { 0 }));

  updated = get_field (table, table->traits.update_cursor);

  if (table->permission_error != NULL)
    return (SluiceAdvice) { 1, SLUICE_SYNC_METHOD_NONE, NULL };
  if (table->webhook_only)
    return (SluiceAdvice) { 2, SLUICE_SYNC_METHOD_WEBHOOK, NULL };
  /* Rule 3, CDC, needs that a person asked for it on this source and that its check passed. */
  if (table->supports_webhooks)
    return (SluiceAdvice) { 4, SLUICE_SYNC_METHOD_WEBHOOK, NULL };
  if (updated != NULL && sluice_table_can_use (table, SLUICE_SYNC_METHOD_INCREMENTAL))
    return (SluiceAdvice) { 5, SLUICE_SYNC_METHOD_INCREMENTAL, updated };
  if (table->traits.append_only && updated == NULL && sluice_table_can_use (table, SLUICE_SYNC_METHOD_APPEND) &&
      (field = find_append_cursor (table)) != NULL)
    return (SluiceAdvice) { 6, SLUICE_SYNC_METHOD_APPEND, field };
  if (is_small (table))
    return (SluiceAdvice) { 7, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL };
  if (!table->is_database && sluice_table_can_use (table, SLUICE_SYNC_METHOD_INCREMENTAL) &&
      (field = find_suggested_cursor (table)) != NULL)
    return (SluiceAdvice) { 8, SLUICE_SYNC_METHOD_INCREMENTAL, field };
  if (sluice_table_can_use (table, SLUICE_SYNC_METHOD_XMIN))
    return (SluiceAdvice) { 9, SLUICE_SYNC_METHOD_XMIN, NULL };
  if (sluice_table_can_use (table, SLUICE_SYNC_METHOD_INCREMENTAL))
    {
      if ((field = get_field (table, table->traits.created_cursor)) != NULL)
        return (SluiceAdvice) { 10, SLUICE_SYNC_METHOD_INCREMENTAL, field };
      if ((field = find_key_cursor (table)) != NULL)
        return (SluiceAdvice) { 11, SLUICE_SYNC_METHOD_INCREMENTAL, field };
    }

  return (SluiceAdvice) { 12, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL };
}

const char *
sluice_advisor_pick_cursor (SluiceTable *table, SluiceSyncMethod method)
{
  const char *updated = get_field (table, table->traits.update_cursor);
  const char *created = find_append_cursor (table);
  /* Append never merges: a column that changes would bring the same row again and again. */
  const char *first = method == SLUICE_SYNC_METHOD_APPEND ? created : updated;
  const char *second = method == SLUICE_SYNC_METHOD_APPEND ? updated : created;

  if (first != NULL)
    return first;
  if (second != NULL)
    return second;
  if (find_suggested_cursor (table) != NULL)
    return find_suggested_cursor (table);

  return get_field (table, table->n_cursors > 0 ? 0 : -1);
}

/* Two sentences as one text, in the order that the language wants. */
static char *
with_deleted_rows (char *reason)
{
  g_autofree char *owned = reason;

  /* Translators: a reason for a sync method, and what every such method leaves behind. */
  return g_strdup_printf (_ ("%s Deleted rows stay."), owned);
}

static char *
dup_reason_of_full_refresh (SluiceTable *table)
{
  g_autofree char *rows = sluice_rows_to_string (table->rows);

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
      return with_deleted_rows (g_strdup (_ ("The service sends this table by webhook only.")));
    case 4:
      return with_deleted_rows (g_strdup (_ ("The service sends each change by webhook.")));
    case 5:
      /* Translators: %s is the name of a column. */
      return with_deleted_rows (g_strdup_printf (_ ("%s catches late changes."), advice->cursor));
    case 6:
      /* Translators: %s is the name of a column. */
      return with_deleted_rows (
          g_strdup_printf (_ ("Rows are only ever added; %s finds the new ones."), advice->cursor));
    case 7:
      small = sluice_rows_to_string (SLUICE_SMALL_ROWS);
      /* Translators: %s is a number of rows: 50,000. */
      return g_strdup_printf (_ ("Under %s rows, copying all of them is the simplest thing."), small);
    case 8:
      /* Translators: %s is the name of a column. */
      return with_deleted_rows (g_strdup_printf (_ ("The service offers %s to find changes."), advice->cursor));
    case 9:
      return with_deleted_rows (g_strdup (_ ("No column says when a row changed; Postgres itself does.")));
    case 10:
      /* Translators: %s is the name of a column. */
      return with_deleted_rows (
          g_strdup_printf (_ ("%s finds new rows; changes to old rows are missed."), advice->cursor));
    case 11:
      /* Translators: %s is the name of a column. */
      return with_deleted_rows (
          g_strdup_printf (_ ("The key %s finds new rows; changes to old rows are missed."), advice->cursor));
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

gboolean
sluice_advisor_is_suggested (SluiceTable *table)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (table), FALSE);

  return table->should_sync_default && sluice_table_get_selectable (table) && !table->webhook_only &&
         !table->traits.secrets && table->rows < SLUICE_LARGE_ROWS;
}
