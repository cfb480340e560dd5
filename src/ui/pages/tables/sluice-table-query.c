/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-search-words.h"
#include "sluice-table-query.h"
#include "sluice-table.h"

#include <string.h>

#define CANCEL_EVERY 1024

/*
 * Tables share most of their column names (id, created_at, …), so each different name is kept and searched once: of a
 * hundred thousand tables with twenty columns some thousand names are left.
 */
struct _SluiceTableKeys
{
  GPtrArray *batches; /* of GPtrArray of SluiceTable, which these hold */

  GMutex mutex;
  gboolean filled;
  GPtrArray *tables;       /* all of them in one row, borrowed from the batches */
  char **names;            /* a table: name and schema, folded */
  guint *ranks;            /* a table: its place in the order of names */
  guint *schema_ranks;     /* a table: the place of its schema in the order of schemas; 0 for none */
  guint *first_column;     /* a table, and one more: where its columns start in column_ids */
  guint *column_ids;       /* which of column_names */
  GPtrArray *column_names; /* folded */
};

typedef struct
{
  char *collation;
  guint index;
} NameKey;

typedef struct
{
  gint64 value;
  guint schema;
  guint rank;
  guint index;
} SortKey;

SluiceTableKeys *
sluice_table_keys_new (GPtrArray *batches)
{
  SluiceTableKeys *self = g_atomic_rc_box_new0 (SluiceTableKeys);

  g_mutex_init (&self->mutex);
  self->batches = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < batches->len; i++)
    g_ptr_array_add (self->batches, g_ptr_array_ref (g_ptr_array_index (batches, i)));

  return self;
}

SluiceTableKeys *
sluice_table_keys_ref (SluiceTableKeys *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
sluice_table_keys_clear (SluiceTableKeys *self)
{
  for (guint i = 0; self->filled && i < self->tables->len; i++)
    g_free (self->names[i]);
  g_free (self->names);
  g_free (self->ranks);
  g_free (self->schema_ranks);
  g_free (self->first_column);
  g_free (self->column_ids);
  g_clear_pointer (&self->column_names, g_ptr_array_unref);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->batches, g_ptr_array_unref);
  g_mutex_clear (&self->mutex);
}

void
sluice_table_keys_unref (SluiceTableKeys *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) sluice_table_keys_clear);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const NameKey *key_a = a;
  const NameKey *key_b = b;
  int result = strcmp (key_a->collation, key_b->collation);

  return result != 0 ? result : (key_a->index > key_b->index) - (key_a->index < key_b->index);
}

static void
fill_names (SluiceTableKeys *self)
{
  const guint n_tables = self->tables->len;
  NameKey *keys = g_new (NameKey, n_tables);

  self->names = g_new (char *, n_tables);
  self->ranks = g_new (guint, n_tables);
  for (guint i = 0; i < n_tables; i++)
    {
      SluiceTable *table = g_ptr_array_index (self->tables, i);
      const char *name = sluice_table_get_display_name (table);
      g_autofree char *words = NULL;

      /* The API's own name holds the schema ("public.orders"), and a label need not hold the name. */
      words = g_strjoin ("\n", name, sluice_table_get_name (table), NULL);
      self->names[i] = sluice_search_fold (words);
      /* The one for file names knows numbers: part_2 comes before part_10. */
      keys[i].collation = g_utf8_collate_key_for_filename (name, -1);
      keys[i].index = i;
    }

  qsort (keys, n_tables, sizeof *keys, compare_names);
  for (guint i = 0; i < n_tables; i++)
    {
      self->ranks[keys[i].index] = i;
      g_free (keys[i].collation);
    }
  g_free (keys);
}

static int
compare_schemas (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static void
fill_schemas (SluiceTableKeys *self)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) schemas = g_ptr_array_new ();

  self->schema_ranks = g_new0 (guint, self->tables->len);
  for (guint i = 0; i < self->tables->len; i++)
    {
      const char *schema = sluice_table_get_schema_name (g_ptr_array_index (self->tables, i));

      if (schema != NULL && g_hash_table_add (places, (gpointer) schema))
        g_ptr_array_add (schemas, (gpointer) schema);
    }
  g_ptr_array_sort (schemas, compare_schemas);
  for (guint i = 0; i < schemas->len; i++)
    g_hash_table_insert (places, g_ptr_array_index (schemas, i), GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < self->tables->len; i++)
    {
      const char *schema = sluice_table_get_schema_name (g_ptr_array_index (self->tables, i));

      if (schema != NULL)
        self->schema_ranks[i] = GPOINTER_TO_UINT (g_hash_table_lookup (places, schema));
    }
}

static void
fill_columns (SluiceTableKeys *self)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *column_ids = g_array_new (FALSE, FALSE, sizeof (guint));

  self->column_names = g_ptr_array_new_with_free_func (g_free);
  self->first_column = g_new (guint, self->tables->len + 1);
  for (guint i = 0; i < self->tables->len; i++)
    {
      guint n_columns = 0;
      const SluiceColumn *columns = sluice_table_get_columns (g_ptr_array_index (self->tables, i), &n_columns);

      self->first_column[i] = column_ids->len;
      for (guint c = 0; c < n_columns; c++)
        {
          gpointer found = g_hash_table_lookup (ids, columns[c].name);
          guint id;

          if (found == NULL)
            {
              g_ptr_array_add (self->column_names, sluice_search_fold (columns[c].name));
              found = GUINT_TO_POINTER (self->column_names->len);
              g_hash_table_insert (ids, (gpointer) columns[c].name, found);
            }
          id = GPOINTER_TO_UINT (found) - 1;
          g_array_append_val (column_ids, id);
        }
    }
  self->first_column[self->tables->len] = column_ids->len;
  self->column_ids = (guint *) g_array_free (column_ids, FALSE);
}

void
sluice_table_keys_fill (SluiceTableKeys *self)
{
  g_mutex_lock (&self->mutex);
  if (!self->filled)
    {
      self->tables = g_ptr_array_new ();
      for (guint i = 0; i < self->batches->len; i++)
        g_ptr_array_extend (self->tables, g_ptr_array_index (self->batches, i), NULL, NULL);
      fill_names (self);
      fill_schemas (self);
      fill_columns (self);
      self->filled = TRUE;
    }
  g_mutex_unlock (&self->mutex);
}

void
sluice_table_query_free (SluiceTableQuery *self)
{
  g_clear_pointer (&self->keys, sluice_table_keys_unref);
  g_free (self->search);
  g_free (self->schema);
  g_clear_pointer (&self->chosen, g_bytes_unref);
  g_clear_pointer (&self->values, g_bytes_unref);
  g_clear_pointer (&self->spare, g_array_unref);
  g_free (self);
}

/* The words that @text holds, a bit each. */
static guint32
find_words (GStrv words, const char *text)
{
  guint32 found = 0;

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) != NULL)
      found |= 1u << i;

  return found;
}

static guint32 *
find_in_columns (SluiceTableKeys *keys, GStrv words)
{
  guint32 *found = g_new (guint32, keys->column_names->len);

  for (guint i = 0; i < keys->column_names->len; i++)
    found[i] = find_words (words, g_ptr_array_index (keys->column_names, i));

  return found;
}

static gboolean
matches_words (SluiceTableKeys *keys, guint index, GStrv words, const guint32 *in_columns, guint32 all)
{
  guint32 found = find_words (words, keys->names[index]);

  for (guint i = keys->first_column[index]; found != all && i < keys->first_column[index + 1]; i++)
    found |= in_columns[keys->column_ids[i]];

  return found == all;
}

/* With room for all tables, so that it is never moved while it grows. */
static GArray *
take_array (SluiceTableQuery *self, guint n_tables)
{
  if (self->spare == NULL)
    return g_array_sized_new (FALSE, FALSE, sizeof (guint), n_tables);

  g_array_set_size (self->spare, n_tables);
  g_array_set_size (self->spare, 0);

  return g_steal_pointer (&self->spare);
}

static GArray *
filter (SluiceTableQuery *self, GCancellable *cancellable)
{
  SluiceTableKeys *keys = self->keys;
  const guint n_tables = keys->tables->len;
  g_auto (GStrv) words = sluice_search_split (self->search);
  const guint n_words = g_strv_length (words);
  g_autofree guint32 *in_columns = find_in_columns (keys, words);
  const guint32 all = n_words == SLUICE_MAX_SEARCH_WORDS ? G_MAXUINT32 : (1u << n_words) - 1;
  g_autoptr (GArray) found = take_array (self, n_tables);
  gsize n_chosen = 0;
  const guint8 *chosen = self->chosen != NULL ? g_bytes_get_data (self->chosen, &n_chosen) : NULL;

  for (guint i = 0; i < n_tables; i++)
    {
      if (i % CANCEL_EVERY == 0 && g_cancellable_is_cancelled (cancellable))
        return NULL;
      if (self->chosen != NULL && (i >= n_chosen || chosen[i] == 0))
        continue;
      if (self->schema != NULL &&
          g_strcmp0 (self->schema, sluice_table_get_schema_name (g_ptr_array_index (keys->tables, i))) != 0)
        continue;
      if (n_words > 0 && !matches_words (keys, i, words, in_columns, all))
        continue;
      g_array_append_val (found, i);
    }

  return g_steal_pointer (&found);
}

static int
compare_sort_keys (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const SortKey *key_a = a;
  const SortKey *key_b = b;
  const gboolean descending = GPOINTER_TO_INT (user_data);

  if (key_a->schema != key_b->schema)
    return key_a->schema < key_b->schema ? -1 : 1;
  if (key_a->value != key_b->value)
    {
      int result = key_a->value < key_b->value ? -1 : 1;

      if (key_a->value == SLUICE_TABLE_VALUE_LAST || key_b->value == SLUICE_TABLE_VALUE_LAST)
        return result;
      return descending ? -result : result;
    }

  return (key_a->rank > key_b->rank) - (key_a->rank < key_b->rank);
}

static void
sort (const SluiceTableQuery *self, GArray *found)
{
  g_autofree SortKey *sorted = g_new (SortKey, found->len);
  gsize size = 0;
  const gint64 *values = self->values != NULL ? g_bytes_get_data (self->values, &size) : NULL;

  for (guint i = 0; i < found->len; i++)
    {
      guint index = g_array_index (found, guint, i);

      sorted[i].index = index;
      sorted[i].rank = self->keys->ranks[index];
      sorted[i].schema = self->grouped ? self->keys->schema_ranks[index] : 0;
      if (self->by_name)
        sorted[i].value = sorted[i].rank;
      else if (self->values == NULL)
        /* Within its schema as the server has it. */
        sorted[i].value = index;
      else
        sorted[i].value = index < size / sizeof *values ? values[index] : SLUICE_TABLE_VALUE_LAST;
    }

  g_sort_array (sorted, found->len, sizeof *sorted, compare_sort_keys, GINT_TO_POINTER (self->descending));
  for (guint i = 0; i < found->len; i++)
    g_array_index (found, guint, i) = sorted[i].index;
}

static GArray *
find_sections (const SluiceTableQuery *self, GArray *found)
{
  GArray *sections = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint *ranks = self->keys->schema_ranks;

  for (guint i = 0; i < found->len; i++)
    if (i == 0 || ranks[g_array_index (found, guint, i)] != ranks[g_array_index (found, guint, i - 1)])
      g_array_append_val (sections, i);

  return sections;
}

GArray *
sluice_table_query_run (SluiceTableQuery *self, GCancellable *cancellable, GArray **sections)
{
  GArray *found = NULL;

  g_return_val_if_fail (self != NULL && self->keys != NULL, NULL);
  g_return_val_if_fail (sections != NULL, NULL);

  *sections = NULL;
  sluice_table_keys_fill (self->keys);
  found = filter (self, cancellable);
  if (found == NULL)
    return NULL;

  if (self->grouped || self->by_name || self->values != NULL)
    sort (self, found);
  if (self->grouped)
    *sections = find_sections (self, found);

  return found;
}
