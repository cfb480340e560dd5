/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-remedy.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-sql-quotes.h"
#include "sluice-table-choice.h"
#include "sluice-table-private.h"
#include "sluice-words.h"

struct _SluiceRemedy
{
  GObject parent_instance;

  SluiceWarnings warning;
  SluiceRemedyKind kind;
  char *label;
  char *column; /* the cursor or the key, interned */
  char *sql;
  SluiceSyncMethod method;
  SluiceFrequency frequency;
  guint days;
};

G_DEFINE_FINAL_TYPE (SluiceRemedy, sluice_remedy, G_TYPE_OBJECT)

static void
sluice_remedy_finalize (GObject *object)
{
  SluiceRemedy *self = SLUICE_REMEDY (object);

  g_free (self->label);
  g_free (self->sql);
  g_clear_pointer (&self->column, g_ref_string_release);

  G_OBJECT_CLASS (sluice_remedy_parent_class)->finalize (object);
}

static void
sluice_remedy_class_init (SluiceRemedyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_remedy_finalize;
}

static void
sluice_remedy_init (SluiceRemedy *self)
{
}

/* Takes @label. */
static SluiceRemedy *
add (GPtrArray *remedies, SluiceWarnings warning, SluiceRemedyKind kind, char *label)
{
  SluiceRemedy *self = g_object_new (SLUICE_TYPE_REMEDY, NULL);

  self->warning = warning;
  self->kind = kind;
  self->label = label;
  g_ptr_array_add (remedies, self);

  return self;
}

static void
add_cursor (GPtrArray *remedies, SluiceWarnings warning, const char *field)
{
  SluiceRemedy *self;

  /* Translators: a button. %s is the name of a column that shall be the cursor. */
  self = add (remedies, warning, SLUICE_REMEDY_CURSOR, g_strdup_printf (_ ("Use %s"), field));
  self->column = g_ref_string_new_intern (field);
}

static char *
dup_method_label (SluiceSyncMethod method, const char *cursor)
{
  switch (method)
    {
    case SLUICE_SYNC_METHOD_INCREMENTAL:
      /* Translators: a button. %s is the name of a column. */
      return g_strdup_printf (_ ("Use Incremental on %s"), cursor);
    case SLUICE_SYNC_METHOD_APPEND:
      /* Translators: a button. %s is the name of a column. */
      return g_strdup_printf (_ ("Use Append on %s"), cursor);
    case SLUICE_SYNC_METHOD_XMIN:
      return g_strdup (_ ("Use xmin"));
    case SLUICE_SYNC_METHOD_CDC:
      return g_strdup (_ ("Use CDC"));
    case SLUICE_SYNC_METHOD_WEBHOOK:
      return g_strdup (_ ("Use Webhooks"));
    case SLUICE_SYNC_METHOD_FULL_REFRESH:
    case SLUICE_SYNC_METHOD_NONE:
    default:
      return g_strdup (_ ("Copy All Rows Each Time"));
    }
}

static void
add_method (GPtrArray *remedies, SluiceWarnings warning, SluiceSyncMethod method, const char *cursor)
{
  SluiceRemedy *self = add (remedies, warning, SLUICE_REMEDY_METHOD, dup_method_label (method, cursor));

  self->method = method;
  self->column = cursor != NULL ? g_ref_string_new_intern (cursor) : NULL;
}

static void
add_recommended (GPtrArray *remedies, SluiceWarnings warning, SluiceTable *table)
{
  SluiceAdvice advice = sluice_advisor_recommend (table);

  add_method (remedies, warning, advice.method, advice.cursor);
}

static void
add_deselect (GPtrArray *remedies, SluiceWarnings warning, SluiceTable *table)
{
  if (table->selected)
    add (remedies, warning, SLUICE_REMEDY_DESELECT, g_strdup (_ ("Leave This Table Out")));
}

/* Cursors */

/* What a cursor is good for, the best first. */
typedef enum
{
  RANK_CHANGES, /* what changed, or what was added to a table that only grows */
  RANK_PART,    /* what changed in a part of the row */
  RANK_NEW,     /* what is new */
  RANK_OTHER,
} Rank;

static Rank
get_rank (SluiceTable *table, const SluiceCursor *cursor)
{
  gboolean is_new = cursor - table->cursors == table->traits.created_cursor ||
                    g_strcmp0 (cursor->field, sluice_advisor_get_key_cursor (table)) == 0;

  if (table->method == SLUICE_SYNC_METHOD_APPEND)
    return is_new || cursor - table->cursors == table->traits.append_cursor ? RANK_CHANGES : RANK_OTHER;
  if (sluice_advisor_is_update_cursor (table, cursor))
    return sluice_advisor_is_about_a_part (table, cursor) ? RANK_PART : RANK_CHANGES;

  return is_new ? RANK_NEW : RANK_OTHER;
}

/* The best cursor that does no less than @current and lacks its flaw, with no other flaw instead. */
static const SluiceCursor *
find_flawless_cursor (SluiceTable *table, const SluiceCursor *current)
{
  const SluiceCursor *best = NULL;
  Rank best_rank = RANK_OTHER;

  for (guint i = 0; i < table->n_cursors; i++)
    {
      const SluiceCursor *cursor = &table->cursors[i];
      Rank rank;

      if (cursor->nullable == SLUICE_TRI_YES || cursor->indexed == SLUICE_TRI_NO)
        continue;

      rank = get_rank (table, cursor);
      if (rank < best_rank && rank <= get_rank (table, current))
        {
          best = cursor;
          best_rank = rank;
        }
    }

  return best;
}

static gboolean
can_copy_whole (SluiceTable *table)
{
  return table->rows >= 0 && table->rows < SLUICE_SMALL_ROWS &&
         sluice_table_can_use (table, SLUICE_SYNC_METHOD_FULL_REFRESH);
}

static void
add_other_methods (GPtrArray *remedies, SluiceWarnings warning, SluiceTable *table)
{
  if (sluice_table_can_use (table, SLUICE_SYNC_METHOD_XMIN))
    add_method (remedies, warning, SLUICE_SYNC_METHOD_XMIN, NULL);
  else if (can_copy_whole (table))
    add_method (remedies, warning, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL);
}

static void
add_for_nullable (GPtrArray *remedies, SluiceTable *table, const SluiceCursor *current)
{
  const SluiceCursor *better = find_flawless_cursor (table, current);

  if (better != NULL)
    add_cursor (remedies, SLUICE_WARNING_NULLABLE_CURSOR, better->field);
  else
    add_other_methods (remedies, SLUICE_WARNING_NULLABLE_CURSOR, table);
}

/* PostgreSQL's words, for what is like it: without locking the table against writes. */
static char *
dup_index_sql (SluiceTable *table, const SluiceCursor *cursor)
{
  const char *bare = table->schema_name != NULL ? table->name + strlen (table->schema_name) + 1 : table->name;
  g_autofree char *schema =
      table->schema_name != NULL ? sluice_sql_quote (SLUICE_SQL_IDENTIFIER, table->schema_name) : NULL;
  g_autofree char *name = sluice_sql_quote (SLUICE_SQL_IDENTIFIER, bare);
  g_autofree char *column = sluice_sql_quote (SLUICE_SQL_IDENTIFIER, cursor->field);

  return g_strdup_printf ("CREATE INDEX CONCURRENTLY ON %s%s%s (%s);", schema != NULL ? schema : "",
                          schema != NULL ? "." : "", name, column);
}

static void
add_for_unindexed (GPtrArray *remedies, SluiceTable *table, const SluiceCursor *current)
{
  const SluiceCursor *better = find_flawless_cursor (table, current);
  SluiceRemedy *self;

  if (better != NULL)
    add_cursor (remedies, SLUICE_WARNING_UNINDEXED_CURSOR, better->field);
  if (table->xmin_available == SLUICE_TRI_UNKNOWN)
    return;

  self =
      add (remedies, SLUICE_WARNING_UNINDEXED_CURSOR, SLUICE_REMEDY_COPY_SQL, g_strdup (_ ("Copy SQL for an Index")));
  self->sql = dup_index_sql (table, current);
}

/* "update_time" that counts seconds: a database says only that it is a number, and a person may know better. */
static const char *
find_update_number (SluiceTable *table)
{
  for (guint i = 0; i < table->n_cursors; i++)
    if (sluice_advisor_sounds_like_update (table, &table->cursors[i]))
      return table->cursors[i].field;

  return NULL;
}

static void
add_full_refresh (GPtrArray *remedies, SluiceWarnings warning, SluiceTable *table, guint days)
{
  g_autofree char *obstacle = sluice_table_dup_full_refresh_obstacle (table, days);
  g_autofree char *often = sluice_full_refresh_dup_label (days);
  SluiceRemedy *self;

  if (obstacle != NULL)
    return;

  /* Translators: a button. %s is how often: "every 30 days". */
  self = add (remedies, warning, SLUICE_REMEDY_FULL_REFRESH, g_strdup_printf (_ ("Read all rows again %s"), often));
  self->days = days;
}

static void
add_for_created (GPtrArray *remedies, SluiceTable *table)
{
  const gint16 position = table->traits.update_cursor;
  const char *updated = position >= 0 ? table->cursors[position].field : find_update_number (table);

  if (updated != NULL)
    add_cursor (remedies, SLUICE_WARNING_ONLY_CREATED_CURSOR, updated);
  add_other_methods (remedies, SLUICE_WARNING_ONLY_CREATED_CURSOR, table);
  /* Seldom enough to cost little, often enough to keep a copy near the truth. */
  add_full_refresh (remedies, SLUICE_WARNING_ONLY_CREATED_CURSOR, table, SLUICE_SELDOM_DAYS);
}

/* Keys */

/* "order_id" of "orders", or a column that is called a key. */
static gboolean
looks_like_key (SluiceTable *table, const SluiceColumn *column)
{
  static const char *const keys[] = { "uuid", "guid", "pk", "key", NULL };
  static const char *const endings[] = { "id", "uuid", "guid", "key", "sk", "pk", NULL };
  g_auto (GStrv) words = sluice_words_split (column->name);
  g_auto (GStrv) table_words = sluice_words_split (sluice_table_get_display_name (table));
  const char *last = sluice_words_get_last ((const char *const *) table_words);
  const guint n_words = g_strv_length (words);

  if (column->nullable == SLUICE_TRI_YES)
    return FALSE;
  if (n_words == 1)
    return g_strv_contains (keys, words[0]);

  return n_words == 2 && last != NULL && g_strv_contains (endings, words[1]) && g_str_has_prefix (last, words[0]) &&
         (last[strlen (words[0])] == '\0' || g_str_equal (last + strlen (words[0]), "s"));
}

static const char *
find_evident_key (SluiceTable *table)
{
  const char *found = NULL;

  for (guint i = 0; i < table->n_columns; i++)
    if (looks_like_key (table, &table->columns[i]))
      {
        /* Two are not evident. */
        if (found != NULL)
          return NULL;
        found = table->columns[i].name;
      }

  return found;
}

static void
add_for_key (GPtrArray *remedies, SluiceTable *table)
{
  const char *column = find_evident_key (table);
  SluiceRemedy *self;

  if (column != NULL)
    {
      /* Translators: a button. %s is the name of a column. */
      self =
          add (remedies, SLUICE_WARNING_NO_KEY, SLUICE_REMEDY_KEY, g_strdup_printf (_ ("Use %s as the Key"), column));
      self->column = g_ref_string_new_intern (column);
    }
  else
    {
      add (remedies, SLUICE_WARNING_NO_KEY, SLUICE_REMEDY_CHOOSE_KEY, g_strdup (_ ("Choose a Key…")));
    }
}

/* Rows */

static void
add_slower (GPtrArray *remedies, SluiceTable *table)
{
  /* The fastest that is not costly, or as slow as can be. */
  const int slowest_costly = sluice_advisor_get_slowest_costly (table);
  const SluiceFrequency slower = MIN (slowest_costly + 1, (int) SLUICE_FREQUENCY_LAST);
  SluiceRemedy *self;

  if (slower <= sluice_advisor_get_frequency (table))
    return;

  self = add (remedies, SLUICE_WARNING_LARGE_FULL_REFRESH, SLUICE_REMEDY_FREQUENCY,
              /* Translators: a button. %s is how often: "every 7 days". */
              g_strdup_printf (_ ("Sync %s"), sluice_frequency_get_phrase (slower)));
  self->frequency = slower;
}

static void
add_for_costly (GPtrArray *remedies, SluiceTable *table)
{
  if (table->method != SLUICE_SYNC_METHOD_FULL_REFRESH)
    {
      add_full_refresh (remedies, SLUICE_WARNING_LARGE_FULL_REFRESH, table, sluice_advisor_get_affordable_days (table));
      return;
    }

  if (sluice_advisor_recommend (table).method != SLUICE_SYNC_METHOD_FULL_REFRESH)
    add_recommended (remedies, SLUICE_WARNING_LARGE_FULL_REFRESH, table);
  /* A small table is recommended to be copied whole, but not every 5 minutes. */
  else if (sluice_table_can_use (table, SLUICE_SYNC_METHOD_XMIN))
    add_method (remedies, SLUICE_WARNING_LARGE_FULL_REFRESH, SLUICE_SYNC_METHOD_XMIN, NULL);
  add_slower (remedies, table);
}

static void
add_for_warning (GPtrArray *remedies, SluiceWarnings warning, SluiceTable *table)
{
  const SluiceCursor *cursor = sluice_table_find_cursor (table, sluice_table_get_cursor (table));

  switch (warning)
    {
    case SLUICE_WARNING_NULLABLE_CURSOR:
      add_for_nullable (remedies, table, cursor);
      break;
    case SLUICE_WARNING_UNINDEXED_CURSOR:
      add_for_unindexed (remedies, table, cursor);
      break;
    case SLUICE_WARNING_ONLY_CREATED_CURSOR:
      add_for_created (remedies, table);
      break;
    case SLUICE_WARNING_NO_KEY:
      add_for_key (remedies, table);
      break;
    case SLUICE_WARNING_LARGE_FULL_REFRESH:
      add_for_costly (remedies, table);
      break;
    case SLUICE_WARNING_UNKNOWN_ROWS:
      add (remedies, warning, SLUICE_REMEDY_COUNT_ROWS, g_strdup (_ ("Count Rows…")));
      break;
    case SLUICE_WARNING_ROW_SECURITY:
    case SLUICE_WARNING_LARGE:
    case SLUICE_WARNING_SECRETS:
    case SLUICE_WARNING_DUPLICATE:
    case SLUICE_WARNING_UNREAD:
      add_deselect (remedies, warning, table);
      break;
    case SLUICE_WARNING_CHOICE_LOST:
      add (remedies, warning, SLUICE_REMEDY_ACCEPT, g_strdup (_ ("Keep as It Is Now")));
      add_deselect (remedies, warning, table);
      break;
    case SLUICE_WARNING_NONE:
    default:
      break;
    }
}

GPtrArray *
sluice_advisor_list_remedies (SluiceTable *table)
{
  GPtrArray *remedies;
  SluiceWarnings warnings;

  g_return_val_if_fail (SLUICE_IS_TABLE (table), NULL);

  remedies = g_ptr_array_new_with_free_func (g_object_unref);
  if (!sluice_table_get_selectable (table))
    return remedies;

  warnings = sluice_advisor_get_warnings (table);
  if (table->rows < 0)
    warnings |= SLUICE_WARNING_UNKNOWN_ROWS;
  while (warnings != SLUICE_WARNING_NONE)
    {
      SluiceWarnings first = sluice_warnings_get_first (warnings);

      add_for_warning (remedies, first, table);
      warnings &= ~first;
    }
  if (!sluice_table_is_as_recommended (table))
    add_recommended (remedies, SLUICE_WARNING_NONE, table);

  return remedies;
}

static void
take_key (SluiceTable *table, const char *column)
{
  const char *const key[] = { column, NULL };
  SluiceAdvice advice;

  sluice_table_set_primary_keys (table, key);
  advice = sluice_advisor_recommend (table);
  sluice_table_set_method (table, advice.method);
  sluice_table_set_cursor (table, advice.cursor);
}

static gboolean
apply (SluiceRemedy *self, SluiceTable *table)
{
  switch (self->kind)
    {
    case SLUICE_REMEDY_CURSOR:
      sluice_table_set_cursor (table, self->column);
      return TRUE;
    case SLUICE_REMEDY_METHOD:
      sluice_table_set_method (table, self->method);
      sluice_table_set_cursor (table, self->column);
      return TRUE;
    case SLUICE_REMEDY_KEY:
      take_key (table, self->column);
      return TRUE;
    case SLUICE_REMEDY_FREQUENCY:
      sluice_table_set_frequency (table, self->frequency);
      return TRUE;
    case SLUICE_REMEDY_FULL_REFRESH:
      sluice_table_set_full_refresh_days (table, self->days);
      return TRUE;
    case SLUICE_REMEDY_DESELECT:
      sluice_table_set_selected (table, FALSE);
      return TRUE;
    case SLUICE_REMEDY_ACCEPT:
      sluice_table_set_delta (table, NULL);
      return TRUE;
    case SLUICE_REMEDY_COUNT_ROWS:
    case SLUICE_REMEDY_CHOOSE_KEY:
    case SLUICE_REMEDY_COPY_SQL:
    default:
      return FALSE;
    }
}

gboolean
sluice_remedy_apply (SluiceRemedy *self, SluiceTable *table)
{
  SluiceTableList *list;
  gboolean applied;

  g_return_val_if_fail (SLUICE_IS_REMEDY (self), FALSE);
  g_return_val_if_fail (SLUICE_IS_TABLE (table), FALSE);

  list = table->list;
  if (list != NULL)
    sluice_table_list_begin_edit (list);
  applied = apply (self, table);
  if (list != NULL)
    sluice_table_list_end_edit (list);

  return applied;
}

SluiceWarnings
sluice_remedy_get_warning (SluiceRemedy *self)
{
  g_return_val_if_fail (SLUICE_IS_REMEDY (self), SLUICE_WARNING_NONE);

  return self->warning;
}

SluiceRemedyKind
sluice_remedy_get_kind (SluiceRemedy *self)
{
  g_return_val_if_fail (SLUICE_IS_REMEDY (self), SLUICE_REMEDY_COUNT_ROWS);

  return self->kind;
}

const char *
sluice_remedy_get_label (SluiceRemedy *self)
{
  g_return_val_if_fail (SLUICE_IS_REMEDY (self), NULL);

  return self->label;
}

const char *
sluice_remedy_get_sql (SluiceRemedy *self)
{
  g_return_val_if_fail (SLUICE_IS_REMEDY (self), NULL);

  return self->sql;
}
