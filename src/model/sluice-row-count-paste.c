/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-row-count-paste.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "sluice-paste-cells.h"
#include "sluice-table-rows.h"

/* Titles, folded to letters and underscores, the likeliest first. */
static const char *const rows_titles[] = {
  "row_count", "rowcount",  "table_rows", "total_rows", "estimated_visible_rows",
  "tbl_rows",  "num_rows",  "n_live_tup", "reltuples",  "rows",
  "count",     "count_big", "documents",  "estimate",   "estimated_rows",
  "n_rows",    "cnt",       NULL
};
static const char *const name_titles[] = { "table_name", "relname",         "tablename",   "table",     "table_id",
                                           "collection", "collection_name", "object_name", "full_name", "name",
                                           NULL };
static const char *const schema_titles[] = { "table_schema", "schemaname", "schema_name", "schema",   "nspname",
                                             "table_schem",  "dataset_id", "dataset",     "database", "database_name",
                                             "db",           "owner",      NULL };

/* What databases and their clients write for no value. */
static const char *const nulls[] = { "",     "null", "(null)", "[null]", "<null>", "\\n", "ᴺᵁᴸᴸ", "∅",
                                     "none", "nil",  "n/a",    "-",      "–",      "—",   NULL };

/* A header stands near the top, below what the client says first. */
#define MOST_LINES_ABOVE_HEADER 60

typedef struct
{
  int schema; /* -1: none */
  int name;
  int rows;
  guint first; /* the first line that is not a title */
} Columns;

/* A name that several tables have. */
static char several;

/* Tables by their names. */
typedef struct
{
  GHashTable *full;
  GHashTable *bare;
  GHashTable *full_folded;
  GHashTable *bare_folded;
  const char *namespace;
} Index;

static void
pasted_count_free (gpointer data)
{
  SluicePastedCount *self = data;

  g_free (self->name);
  g_free (self->number);
  g_clear_object (&self->table);
  g_free (self);
}

/* "COUNT(*)" becomes "count", "Row Count" becomes "row_count". */
static char *
fold_title (const char *title)
{
  GString *folded = g_string_new (NULL);

  for (const char *c = title; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (folded, g_ascii_tolower (*c));
    else if (folded->len > 0 && folded->str[folded->len - 1] != '_')
      g_string_append_c (folded, '_');
  while (folded->len > 0 && folded->str[folded->len - 1] == '_')
    g_string_truncate (folded, folded->len - 1);

  return g_string_free_and_steal (folded);
}

/* The column whose title comes first among @titles, or -1. */
static int
find_title (const char *const *folded, const char *const *titles)
{
  for (guint i = 0; titles[i] != NULL; i++)
    for (int column = 0; folded[column] != NULL; column++)
      if (g_str_equal (folded[column], titles[i]))
        return column;

  return -1;
}

static gboolean
find_header (GPtrArray *lines, Columns *columns)
{
  for (guint i = 0; i < MIN (lines->len, MOST_LINES_ABOVE_HEADER); i++)
    {
      g_auto (GStrv) folded = g_strdupv (g_ptr_array_index (lines, i));

      for (guint j = 0; folded[j] != NULL; j++)
        {
          char *title = fold_title (folded[j]);

          g_free (folded[j]);
          folded[j] = title;
        }
      columns->rows = find_title ((const char *const *) folded, rows_titles);
      columns->name = find_title ((const char *const *) folded, name_titles);
      columns->schema = find_title ((const char *const *) folded, schema_titles);
      columns->first = i + 1;
      if (columns->rows >= 0 && columns->name >= 0 && columns->rows != columns->name)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_null (const char *text)
{
  g_autofree char *folded = g_utf8_strdown (text, -1);

  for (guint i = 0; nulls[i] != NULL; i++)
    if (g_str_equal (text, nulls[i]) || g_str_equal (folded, nulls[i]))
      return TRUE;

  /* PostgreSQL's “never analysed” */
  return *text == '-' && g_ascii_isdigit (text[1]);
}

/* A number as people and programs write it: reltuples may be "1.20433e+06". */
static gboolean
read_number (const char *text, gint64 *rows)
{
  char *end = NULL;
  double value;

  if (sluice_rows_from_text (text, rows))
    return TRUE;
  if (!g_ascii_isdigit (*text) || strpbrk (text, "eE") == NULL)
    return FALSE;

  value = g_ascii_strtod (text, &end);
  if (*end != '\0' || value > 9e15)
    return FALSE;
  *rows = (gint64) (value + 0.5);

  return TRUE;
}

/* Without titles: the last column that holds more numbers than anything else, and the two before it. A first line that
 * is different is a header in words nobody knows. */
static gboolean
guess_columns (GPtrArray *lines, Columns *columns)
{
  const guint first = lines->len > 1 ? 1 : 0;
  guint width = 0;

  for (guint i = 0; i < lines->len; i++)
    width = MAX (width, g_strv_length (g_ptr_array_index (lines, i)));

  for (int column = (int) width - 1; column >= 0; column--)
    {
      guint n_numbers = 0;
      guint n_others = 0;
      gint64 rows;

      for (guint i = first; i < lines->len; i++)
        {
          GStrv cells = g_ptr_array_index (lines, i);
          const char *cell = (guint) column < g_strv_length (cells) ? cells[column] : "";

          if (read_number (cell, &rows))
            n_numbers++;
          else if (!is_null (cell))
            n_others++;
        }
      if (n_numbers > n_others)
        {
          GStrv cells = g_ptr_array_index (lines, 0);
          const char *cell = (guint) column < g_strv_length (cells) ? cells[column] : "";

          columns->rows = column;
          columns->name = column > 0 ? column - 1 : 1;
          columns->schema = column > 1 ? column - 2 : -1;
          columns->first = read_number (cell, &rows) || is_null (cell) ? 0 : 1;
          return TRUE;
        }
    }

  return FALSE;
}

static void
index_add (GHashTable *index, char *name, SluiceTable *table)
{
  gpointer there = g_hash_table_lookup (index, name);

  g_hash_table_insert (index, name, there == NULL || there == table ? (gpointer) table : &several);
}

static void
index_fill (Index *self, GPtrArray *tables)
{
  self->full = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->bare = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->full_folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->bare_folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < tables->len; i++)
    {
      SluiceTable *table = g_ptr_array_index (tables, i);
      const char *name = sluice_table_get_name (table);
      const char *bare = sluice_table_get_bare_name (table);

      index_add (self->full, g_strdup (name), table);
      index_add (self->bare, g_strdup (bare), table);
      index_add (self->full_folded, g_utf8_casefold (name, -1), table);
      index_add (self->bare_folded, g_utf8_casefold (bare, -1), table);
    }
}

static void
index_clear (Index *self)
{
  g_hash_table_unref (self->full);
  g_hash_table_unref (self->bare);
  g_hash_table_unref (self->full_folded);
  g_hash_table_unref (self->bare_folded);
}

/* As it is first, then without regard to case. A table, &several or NULL. */
static gpointer
look_up (GHashTable *exact, GHashTable *folded, const char *name)
{
  gpointer found = g_hash_table_lookup (exact, name);
  g_autofree char *fold = found == NULL ? g_utf8_casefold (name, -1) : NULL;

  return found != NULL ? found : g_hash_table_lookup (folded, fold);
}

static gboolean
is_same_name (const char *a, const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return g_str_equal (folded_a, folded_b);
}

static gpointer
find_in_schema (const Index *index, const char *schema, const char *name)
{
  g_autofree char *full = g_strjoin (".", schema, name, NULL);
  gpointer found = look_up (index->full, index->full_folded, full);

  if (found != NULL)
    return found;

  /* Names that carry no schema are all of one. */
  if (index->namespace != NULL && *index->namespace != '\0' && !is_same_name (schema, index->namespace))
    return NULL;
  found = look_up (index->full, index->full_folded, name);

  return found != NULL && found != &several && sluice_table_get_schema_name (found) != NULL ? NULL : found;
}

/* Takes quotes and brackets off, and cuts at the dots outside them: `"public"."orders"`, `[dbo].[Orders]`. */
static GStrv
split_name (const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GString) part = g_string_new (NULL);
  char closing = '\0';

  for (const char *c = name; *c != '\0'; c++)
    {
      if (closing != '\0' && *c == closing && c[1] == closing)
        g_string_append_c (part, *c++);
      else if (closing != '\0' && *c == closing)
        closing = '\0';
      else if (closing == '\0' && part->len == 0 && strchr ("\"`[", *c) != NULL)
        closing = *c == '[' ? ']' : *c;
      else if (closing == '\0' && *c == '.')
        {
          g_strv_builder_add (builder, part->str);
          g_string_truncate (part, 0);
        }
      else
        g_string_append_c (part, *c);
    }
  g_strv_builder_add (builder, part->str);

  return g_strv_builder_end (builder);
}

static gpointer
find_table (const Index *index, const char *schema, const char *name)
{
  g_auto (GStrv) parts = NULL;
  gpointer found;
  guint n_parts;

  if (*schema != '\0')
    return find_in_schema (index, schema, name);

  found = look_up (index->full, index->full_folded, name);
  if (found == NULL)
    found = look_up (index->bare, index->bare_folded, name);
  if (found != NULL)
    return found;

  parts = split_name (name);
  n_parts = g_strv_length (parts);
  if (n_parts > 1)
    return find_in_schema (index, parts[n_parts - 2], parts[n_parts - 1]);

  return g_str_equal (parts[0], name) ? NULL : look_up (index->bare, index->bare_folded, parts[0]);
}

/* A count that is written with commas between commas, "public,orders,1,204,331", has become several cells. */
static char *
dup_number (const char *const *cells, guint column)
{
  g_autoptr (GString) number = NULL;
  const guint n_cells = g_strv_length ((GStrv) cells);

  if (column >= n_cells)
    return g_strdup ("");

  number = g_string_new (cells[column]);
  for (guint i = column + 1; i < n_cells; i++)
    {
      if (strlen (cells[i]) != 3 || strspn (cells[i], "0123456789") != 3)
        return g_strdup (cells[column]);
      g_string_append_printf (number, ",%s", cells[i]);
    }

  return g_string_free_and_steal (g_steal_pointer (&number));
}

static const char *
get_cell (const char *const *cells, int column)
{
  return column >= 0 && (guint) column < g_strv_length ((GStrv) cells) ? cells[column] : "";
}

static SluicePastedCount *
read_line (const Index *index, const char *const *cells, const Columns *columns)
{
  const char *schema = get_cell (cells, columns->schema);
  const char *name = get_cell (cells, columns->name);
  SluicePastedCount *count = g_new0 (SluicePastedCount, 1);
  gpointer found = find_table (index, schema, name);

  count->name = *schema != '\0' ? g_strjoin (".", schema, name, NULL) : g_strdup (name);
  count->number = dup_number (cells, (guint) columns->rows);
  count->rows = -1;
  count->table = found != NULL && found != &several ? g_object_ref (found) : NULL;
  if (found == NULL)
    count->match = SLUICE_PASTE_NOT_FOUND;
  else if (found == &several)
    count->match = SLUICE_PASTE_AMBIGUOUS;
  else if (is_null (count->number))
    count->match = SLUICE_PASTE_NO_NUMBER;
  else if (!read_number (count->number, &count->rows))
    count->match = SLUICE_PASTE_NOT_A_NUMBER;
  else
    count->match = SLUICE_PASTE_MATCHED;

  return count;
}

static void
contradict (SluicePastedCount *count)
{
  if (count->match == SLUICE_PASTE_MATCHED)
    count->match = SLUICE_PASTE_CONTRADICTED;
  count->rows = -1;
}

/* Two lines that give one table two numbers: nobody knows which is meant. */
static void
find_contradictions (GPtrArray *counts)
{
  g_autoptr (GHashTable) first = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < counts->len; i++)
    {
      SluicePastedCount *count = g_ptr_array_index (counts, i);
      SluicePastedCount *other;

      if (count->match != SLUICE_PASTE_MATCHED)
        continue;

      other = g_hash_table_lookup (first, count->table);
      if (other == NULL)
        g_hash_table_insert (first, count->table, count);
      else if (other->rows != count->rows)
        {
          contradict (other);
          contradict (count);
        }
    }
}

SluiceRowCountPaste *
sluice_row_count_paste_new (const char *text, GPtrArray *tables, const char *namespace_)
{
  SluiceRowCountPaste *self = g_atomic_rc_box_new0 (SluiceRowCountPaste);
  g_autoptr (GPtrArray) lines = NULL;
  Columns columns = { -1, -1, -1, 0 };
  Index index = { .namespace = namespace_ };

  g_return_val_if_fail (text != NULL && tables != NULL, NULL);

  self->counts = g_ptr_array_new_with_free_func (pasted_count_free);
  lines = sluice_paste_cells_read (text);
  if (lines->len == 0 || (!find_header (lines, &columns) && !guess_columns (lines, &columns)))
    return self;

  index_fill (&index, tables);
  for (guint i = columns.first; i < lines->len; i++)
    {
      const char *const *cells = g_ptr_array_index (lines, i);

      /* Some clients say the titles again every so many lines. */
      if (columns.first > 0 && g_strv_equal (cells, g_ptr_array_index (lines, columns.first - 1)))
        continue;
      if (*get_cell (cells, columns.name) != '\0')
        g_ptr_array_add (self->counts, read_line (&index, cells, &columns));
    }
  index_clear (&index);
  find_contradictions (self->counts);
  for (guint i = 0; i < self->counts->len; i++)
    self->n[((SluicePastedCount *) g_ptr_array_index (self->counts, i))->match]++;

  return self;
}

SluiceRowCountPaste *
sluice_row_count_paste_ref (SluiceRowCountPaste *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
paste_clear (gpointer data)
{
  g_ptr_array_unref (((SluiceRowCountPaste *) data)->counts);
}

void
sluice_row_count_paste_unref (SluiceRowCountPaste *self)
{
  g_atomic_rc_box_release_full (self, paste_clear);
}

G_DEFINE_BOXED_TYPE (SluiceRowCountPaste,
                     sluice_row_count_paste,
                     sluice_row_count_paste_ref,
                     sluice_row_count_paste_unref)

const char *
sluice_paste_match_get_label (SluicePasteMatch match)
{
  switch (match)
    {
    case SLUICE_PASTE_MATCHED:
      return _ ("Matched");
    case SLUICE_PASTE_NO_NUMBER:
      return _ ("The database does not know its rows");
    case SLUICE_PASTE_NOT_A_NUMBER:
      return _ ("Not a number of rows");
    case SLUICE_PASTE_NOT_FOUND:
      return _ ("Not a table of this source");
    case SLUICE_PASTE_AMBIGUOUS:
      return _ ("Several schemas have a table of this name");
    case SLUICE_PASTE_CONTRADICTED:
      return _ ("Another line gives it another number");
    default:
      g_return_val_if_reached (NULL);
    }
}
