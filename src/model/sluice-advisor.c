/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-advisor.h"

#include <string.h>

#include "sluice-table-private.h"
#include "sluice-words.h"

static gboolean
is_one_of (const char *text, const char *const *words)
{
  return text != NULL && g_strv_contains (words, text);
}

static gboolean
is_time (const SluiceCursor *cursor)
{
  static const char *const times[] = { "datetime", "timestamp", NULL };

  return is_one_of (cursor->type, times);
}

/* A time, or what an API source offers as one: an epoch or a date. A database's date is any date, such as a birthday,
 * and never chosen without a click. */
static gboolean
has_time_type (SluiceTable *table, const SluiceCursor *cursor)
{
  static const char *const api_times[] = { "date", "integer", "numeric", NULL };

  return is_time (cursor) || (!table->is_database && is_one_of (cursor->type, api_times));
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
  static const char *const ends[] = { "by", "count", "version", "id", NULL };

  return is_one_of (sluice_words_get_last (words), ends);
}

/* A time that is set ahead, which says when something will happen and not that it did. */
static gboolean
says_ahead (const char *const *words)
{
  static const char *const phrases[] = { "next",    "scheduled", "planned", "due",        "expected",
                                         "expires", "expire",    "expiry",  "expiration", NULL };

  return contains_any (words, phrases);
}

static gboolean
says_birth (const char *const *words)
{
  static const char *const phrases[] = { "birth", "birthday", "birthdate", "born", "dob", NULL };

  return contains_any (words, phrases);
}

typedef gboolean (*NameTest) (const char *const *words);

static gboolean
says_updated (const char *const *words)
{
  static const char *const phrases[] = { "last modified date", "generated timestamp", "write date", NULL };
  static const char *const stems[] = { "updated", "update", "modified", "changed", "modstamp", "mtime", NULL };

  return (sluice_words_contain_stem (words, stems) || contains_any (words, phrases)) &&
         !ends_in_another_thing (words) && !says_ahead (words);
}

static gboolean
says_created (const char *const *words)
{
  static const char *const stems[] = { "created", "create", "creation", NULL };

  return sluice_words_contain_stem (words, stems) && !ends_in_another_thing (words);
}

static gboolean
says_happened (const char *const *words)
{
  static const char *const stems[] = { "created", "create", "creation", "occurred", "logged", NULL };

  return sluice_words_contain_stem (words, stems) && !ends_in_another_thing (words);
}

static gboolean
says_nothing_special (const char *const *words)
{
  return !says_birth (words) && !says_ahead (words) && !ends_in_another_thing (words);
}

/* Some services call a column one thing and show another, so either may say it. Splitting costs more than looking. */
typedef struct
{
  char **field;
  char **label; /* NULL if it is the same */
} Names;

static void
names_clear (Names *names)
{
  g_strfreev (names->field);
  g_strfreev (names->label);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Names, names_clear)

static Names
split_names (const SluiceCursor *cursor)
{
  return (Names) { sluice_words_split (cursor->field),
                   cursor->label != cursor->field ? sluice_words_split (cursor->label) : NULL };
}

static gboolean
names_pass (const Names *names, NameTest test)
{
  return test ((const char *const *) names->field) ||
         (names->label != NULL && test ((const char *const *) names->label));
}

static gboolean
name_passes (const SluiceCursor *cursor, NameTest test)
{
  g_auto (Names) names = split_names (cursor);

  return names_pass (&names, test);
}

/* Fewer flaws are better: a row without a value never syncs, a column without an index only reads slowly. */
static guint
count_flaws (const SluiceCursor *cursor)
{
  return (cursor->nullable == SLUICE_TRI_YES ? 2 : 0) + (cursor->indexed == SLUICE_TRI_NO ? 1 : 0);
}

/* Whether @word is one of the table's own, in the singular or the plural: "post_modified" of "wp_posts". */
static gboolean
is_word_of_table (const char *const *table_words, const char *word)
{
  for (; *table_words != NULL; table_words++)
    if (g_str_has_prefix (*table_words, word))
      {
        const char *rest = *table_words + strlen (word);

        if (*rest == '\0' || g_str_equal (rest, "s"))
          return TRUE;
      }

  return FALSE;
}

static gboolean
is_about_a_part (const char *const *words, const char *const *table_words)
{
  static const char *const neutral[] = { "last", "row", "record", "system", "date",     "time",      "at",
                                         "on",   "ts",  "gmt",    "utc",    "datetime", "timestamp", NULL };
  static const char *const stems[] = { "updated", "update", "modified", "changed",  "modstamp", "mtime",     "write",
                                       "created", "create", "creation", "occurred", "logged",   "generated", NULL };

  for (; *words != NULL; words++)
    {
      const char *const one[] = { *words, NULL };

      if (!is_one_of (*words, neutral) && !sluice_words_contain_stem (one, stems) &&
          !is_word_of_table (table_words, *words))
        return TRUE;
    }

  return FALSE;
}

/* The best cursor of a kind so far. */
typedef struct
{
  gint16 position; /* -1 for none */
  guint rank;
} Best;

static void
consider (Best *best, guint position, guint rank)
{
  if (best->position < 0 || rank < best->rank)
    *best = (Best) { position, rank };
}

/* As many as traits have bits for. */
#define MAX_UPDATED_NAMES 64

static void
read_cursors (SluiceTable *table, const char *const *table_words)
{
  Best updated = { -1, 0 };
  Best created = { -1, 0 };
  Best happened = { -1, 0 };
  Best plain = { -1, 0 };

  for (guint i = 0; i < table->n_cursors; i++)
    {
      const SluiceCursor *cursor = &table->cursors[i];
      const guint flaws = count_flaws (cursor);
      g_auto (Names) names = split_names (cursor);
      const gboolean is_updated = names_pass (&names, says_updated);
      guint rank;

      if (is_updated && i < MAX_UPDATED_NAMES)
        table->traits.updated_names |= G_GUINT64_CONSTANT (1) << i;
      if (!has_time_type (table, cursor))
        continue;

      rank = flaws + (is_about_a_part ((const char *const *) names.field, table_words) ? 4 : 0);
      if (is_updated)
        consider (&updated, i, rank);
      if (names_pass (&names, says_created))
        consider (&created, i, rank);
      if (names_pass (&names, says_happened))
        consider (&happened, i, rank);
      /* Any time there is. An epoch needs a name that says so: an API's plain number is not a time. */
      if (is_time (cursor) && names_pass (&names, says_nothing_special))
        consider (&plain, i, flaws);
    }

  table->traits.update_cursor = updated.position;
  table->traits.created_cursor = created.position;
  table->traits.append_cursor = happened.position >= 0 ? happened.position : plain.position;
}

gboolean
sluice_advisor_is_update_cursor (SluiceTable *table, const SluiceCursor *cursor)
{
  return has_time_type (table, cursor) && sluice_advisor_sounds_like_update (table, cursor);
}

gboolean
sluice_advisor_is_about_a_part (SluiceTable *table, const SluiceCursor *cursor)
{
  g_auto (GStrv) words = sluice_words_split (cursor->field);
  g_auto (GStrv) table_words = sluice_words_split (table->name);

  return is_about_a_part ((const char *const *) words, (const char *const *) table_words);
}

gboolean
sluice_advisor_sounds_like_update (SluiceTable *table, const SluiceCursor *cursor)
{
  const gsize position = cursor - table->cursors;

  /* Warnings ask, of each table twice for each choice: looking at names would take longer than the rest. */
  if (position < MAX_UPDATED_NAMES)
    return (table->traits.updated_names >> position & 1) != 0;

  return name_passes (cursor, says_updated);
}

static gboolean
says_append_only (const char *const *words)
{
  static const char *const last_words[] = { "log",         "logs",   "event",   "events",     "audit",    "audits",
                                            "history",     "ledger", "click",   "impression", "pageview", "histories",
                                            "impressions", "clicks", "ledgers", "pageviews",  NULL };
  const char *last = sluice_words_get_last (words);
  guint n_words = g_strv_length ((char **) words);

  if (is_one_of (last, last_words))
    return TRUE;

  /* "page_views" is the same thing. */
  return n_words >= 2 && g_str_equal (words[n_words - 2], "page") &&
         (g_str_equal (last, "view") || g_str_equal (last, "views"));
}

void
sluice_advisor_read_traits (SluiceTable *table)
{
  static const char *const secrets[] = { "vault",  "vaults",  "token",      "tokens",      "password", "passwords",
                                         "secret", "secrets", "credential", "credentials", NULL };
  g_auto (GStrv) split = sluice_words_split (table->name);
  const char *const *words = (const char *const *) split;
  SluiceTraits *traits = &table->traits;

  traits->append_only = says_append_only (words);
  traits->secrets = contains_any (words, secrets);
  read_cursors (table, words);
}

static const char *
get_field (SluiceTable *table, gint16 position)
{
  return position >= 0 ? table->cursors[position].field : NULL;
}

static gboolean
is_growing (const SluiceCursor *cursor)
{
  static const char *const growing[] = { "integer", "numeric", "objectid", NULL };

  return is_one_of (cursor->type, growing);
}

/* Where no columns are told, a candidate can still be the "id" that everything has: MongoDB's "_id". */
static const SluiceCursor *
find_id_cursor (SluiceTable *table)
{
  for (guint i = 0; i < table->n_cursors; i++)
    {
      const char *field = table->cursors[i].field;

      if (g_ascii_strcasecmp (field, "id") == 0 || g_str_equal (field, "_id"))
        return &table->cursors[i];
    }

  return NULL;
}

const char *
sluice_advisor_get_key_cursor (SluiceTable *table)
{
  const char *const *keys = sluice_table_get_primary_keys (table);
  const SluiceCursor *cursor = NULL;

  if (keys != NULL && keys[1] == NULL)
    cursor = sluice_table_find_cursor (table, keys[0]);
  else if (keys == NULL && table->n_columns == 0)
    cursor = find_id_cursor (table);

  return cursor != NULL && is_growing (cursor) ? cursor->field : NULL;
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

  return field != NULL ? field : sluice_advisor_get_key_cursor (table);
}

/* "order_id", "C_CUSTKEY": what could be the key, were it known to be. */
static gboolean
sounds_like_key (const SluiceCursor *cursor)
{
  static const char *const ends[] = { "id", "sk", "pk", "no", "number", "seq", NULL };
  g_auto (GStrv) words = sluice_words_split (cursor->field);
  const char *last = sluice_words_get_last ((const char *const *) words);

  return last != NULL && (g_strv_contains (ends, last) || g_str_has_suffix (last, "key"));
}

gboolean
sluice_advisor_would_use_key (SluiceTable *table)
{
  if (table->xmin_available == SLUICE_TRI_YES)
    return TRUE;
  if (!table->incremental_available)
    return FALSE;
  if (table->traits.update_cursor >= 0 || table->traits.created_cursor >= 0)
    return TRUE;

  /* Rule 11, once somebody says that this column is the key. */
  for (guint i = 0; i < table->n_cursors; i++)
    if (is_growing (&table->cursors[i]) && sounds_like_key (&table->cursors[i]))
      return TRUE;

  return FALSE;
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
  if (table->near_real_time && sluice_table_can_use (table, SLUICE_SYNC_METHOD_CDC))
    return (SluiceAdvice) { 3, SLUICE_SYNC_METHOD_CDC, NULL };
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
      if ((field = sluice_advisor_get_key_cursor (table)) != NULL)
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

gboolean
sluice_advisor_is_suggested (SluiceTable *table)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (table), FALSE);

  return table->should_sync_default && sluice_table_get_selectable (table) && !table->webhook_only &&
         !table->traits.secrets && table->rows < SLUICE_LARGE_ROWS;
}
