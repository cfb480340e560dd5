/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-warehouse-private.h"

struct _SluicePracticeWriter
{
  SluicePracticeWarehouse *warehouse;
  char *name;
  char *loading; /* where rows go first; NULL once they are in their place */
  GPtrArray *columns;
  gboolean fresh;
  gboolean merge;
  sqlite3_stmt *insert;
};

/* No stored name begins like this: it is a letter or an underscore. */
#define LOADING "(loading) "

/* Which table of a source stands under which stored name, and how far it was read. It lies beside the rows, so that
 * both change in one transaction: a cursor elsewhere could be older than the rows, which then came a second time, or
 * newer, and rows were lost. */
static const char TABLES_SQL[] = "CREATE TABLE IF NOT EXISTS \"(tables)\" (id TEXT PRIMARY KEY, stored TEXT NOT NULL,"
                                 " scope TEXT NOT NULL, cursor TEXT) WITHOUT ROWID";

gboolean
sluice_practice_warehouse_set_error (SluicePracticeWarehouse *self, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The warehouse cannot be written: %s", sqlite3_errmsg (self->db));

  return FALSE;
}

gboolean
sluice_practice_warehouse_execute (SluicePracticeWarehouse *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK ||
         sluice_practice_warehouse_set_error (self, error);
}

/* What a killed server left half loaded. */
static gboolean
drop_unfinished (SluicePracticeWarehouse *self, GError **error)
{
  sqlite3_stmt *statement = NULL;
  g_autoptr (GString) sql = g_string_new (NULL);

  if (sqlite3_prepare_v2 (self->db,
                          "SELECT 'DROP TABLE \"' || replace(name, '\"', '\"\"') || '\";' FROM sqlite_schema"
                          " WHERE type = 'table' AND name GLOB '" LOADING "*'",
                          -1, &statement, NULL) != SQLITE_OK)
    return sluice_practice_warehouse_set_error (self, error);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append (sql, (const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);

  return sluice_practice_warehouse_execute (self, sql->str, error);
}

SluicePracticeWarehouse *
sluice_practice_warehouse_open (const char *path, GError **error)
{
  g_autoptr (SluicePracticeWarehouse) self = g_new0 (SluicePracticeWarehouse, 1);

  g_mutex_init (&self->mutex);
  self->path = g_strdup (path);
  if (sqlite3_open (path, &self->db) != SQLITE_OK)
    {
      sluice_practice_warehouse_set_error (self, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->db, 10000);
  /* Practice rows can be read again from their source, so the disk need not be waited for. */
  if (!sluice_practice_warehouse_execute (
          self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768", error) ||
      !sluice_practice_warehouse_execute (self, TABLES_SQL, error) || !drop_unfinished (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
sluice_practice_warehouse_free (SluicePracticeWarehouse *self)
{
  if (self == NULL)
    return;
  sqlite3_close (self->db);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self);
}

const char *
sluice_practice_warehouse_get_path (SluicePracticeWarehouse *self)
{
  return self->path;
}

/* Runs a statement with texts as its parameters. What stands in the first column of the first row goes to @text. */
static gboolean
query (SluicePracticeWarehouse *self, const char *sql, const char *const *params, guint n_params, char **text)
{
  sqlite3_stmt *statement = NULL;
  int status = sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL);

  for (guint i = 0; status == SQLITE_OK && i < n_params; i++)
    status = sqlite3_bind_text (statement, (int) i + 1, params[i], -1, SQLITE_STATIC);
  if (status == SQLITE_OK)
    status = sqlite3_step (statement);
  if (status == SQLITE_ROW && text != NULL)
    *text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);

  return status == SQLITE_ROW || status == SQLITE_DONE;
}

char *
sluice_practice_warehouse_dup_cursor (SluicePracticeWarehouse *self,
                                      const char *id,
                                      const char *name,
                                      const char *scope)
{
  const char *params[] = { id, name, scope };
  char *cursor = NULL;
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  query (self,
         "SELECT cursor FROM \"(tables)\" WHERE id = ? AND stored = ? AND scope = ? AND stored IN"
         " (SELECT name FROM sqlite_schema WHERE type = 'table')",
         params, G_N_ELEMENTS (params), &cursor);

  return cursor;
}

gint64
sluice_practice_warehouse_count_rows (SluicePracticeWarehouse *self, const char *name)
{
  g_autofree char *quoted = sluice_pg_quote_identifier (name);
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM ", quoted, NULL);
  g_autofree char *count = NULL;
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  query (self, sql, NULL, 0, &count);

  return count != NULL ? g_ascii_strtoll (count, NULL, 10) : 0;
}

static gboolean
drop_table (SluicePracticeWarehouse *self, const char *name, GError **error)
{
  g_autofree char *quoted = sluice_pg_quote_identifier (name);
  g_autofree char *sql = g_strconcat ("DROP TABLE IF EXISTS ", quoted, NULL);

  return sluice_practice_warehouse_execute (self, sql, error);
}

void
sluice_practice_warehouse_drop_table (SluicePracticeWarehouse *self, const char *id)
{
  const char *params[] = { id };
  g_autofree char *name = NULL;
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  query (self, "SELECT stored FROM \"(tables)\" WHERE id = ?", params, 1, &name);
  if (name == NULL || !sluice_practice_warehouse_execute (self, "BEGIN IMMEDIATE", NULL))
    return;
  if (!drop_table (self, name, NULL) || !query (self, "DELETE FROM \"(tables)\" WHERE id = ?", params, 1, NULL) ||
      !sluice_practice_warehouse_execute (self, "COMMIT", NULL))
    sluice_practice_warehouse_execute (self, "ROLLBACK", NULL);
}

static gboolean
create_table (SluicePracticeWarehouse *self, const char *name, GPtrArray *columns, GError **error)
{
  g_autofree char *quoted = sluice_pg_quote_identifier (name);
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "CREATE TABLE %s (", quoted);
  for (guint i = 0; i < columns->len; i++)
    {
      const SluicePgColumn *column = g_ptr_array_index (columns, i);
      g_autofree char *column_name = sluice_pg_quote_identifier (column->name);

      g_string_append_printf (sql, "%s%s %s", i > 0 ? ", " : "", column_name,
                              column->class_ == SLUICE_PG_CLASS_INTEGER ? "INTEGER" : "TEXT");
    }
  g_string_append_c (sql, ')');

  return sluice_practice_warehouse_execute (self, sql->str, error);
}

/* The rows that are there keep NULL in a column that is new. */
gboolean
sluice_practice_warehouse_add_new_columns (SluicePracticeWarehouse *self,
                                           const char *name,
                                           GPtrArray *columns,
                                           GError **error)
{
  g_autofree char *quoted = sluice_pg_quote_identifier (name);

  for (guint i = 0; i < columns->len; i++)
    {
      const SluicePgColumn *column = g_ptr_array_index (columns, i);
      g_autofree char *column_name = sluice_pg_quote_identifier (column->name);
      g_autofree char *sql = NULL;

      if (sqlite3_table_column_metadata (self->db, "main", name, column->name, NULL, NULL, NULL, NULL, NULL) ==
          SQLITE_OK)
        continue;
      sql = g_strdup_printf ("ALTER TABLE %s ADD COLUMN %s %s", quoted, column_name,
                             column->class_ == SLUICE_PG_CLASS_INTEGER ? "INTEGER" : "TEXT");
      if (!sluice_practice_warehouse_execute (self, sql, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
create_key (SluicePracticeWarehouse *self, const char *name, const char *const *keys, GError **error)
{
  g_autofree char *quoted = sluice_pg_quote_identifier (name);
  g_autofree char *stamp = g_uuid_string_random ();
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "CREATE UNIQUE INDEX \"key %s\" ON %s (", stamp, quoted);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *key = sluice_pg_quote_identifier (keys[i]);

      g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", key);
    }
  g_string_append_c (sql, ')');

  return sluice_practice_warehouse_execute (self, sql->str, error);
}

/* The names of the columns as SQL lists them. */
static char *
list_columns (GPtrArray *columns)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    {
      const SluicePgColumn *column = g_ptr_array_index (columns, i);
      g_autofree char *name = sluice_pg_quote_identifier (column->name);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }

  return g_string_free_and_steal (g_steal_pointer (&names));
}

static const char *
insert_words (SluicePracticeWriter *self)
{
  return self->merge ? "INSERT OR REPLACE INTO" : "INSERT INTO";
}

static gboolean
prepare_insert (SluicePracticeWriter *self, GError **error)
{
  g_autofree char *quoted = sluice_pg_quote_identifier (self->loading);
  g_autofree char *names = list_columns (self->columns);
  g_autoptr (GString) marks = g_string_new ("?");
  g_autofree char *sql = NULL;

  for (guint i = 1; i < self->columns->len; i++)
    g_string_append (marks, ", ?");
  sql = g_strdup_printf ("%s %s (%s) VALUES (%s)", insert_words (self), quoted, names, marks->str);

  return sqlite3_prepare_v3 (self->warehouse->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &self->insert, NULL) ==
             SQLITE_OK ||
         sluice_practice_warehouse_set_error (self->warehouse, error);
}

SluicePracticeWriter *
sluice_practice_writer_new (SluicePracticeWarehouse *warehouse,
                            const char *name,
                            GPtrArray *columns,
                            const char *const *keys,
                            gboolean fresh,
                            GError **error)
{
  g_autoptr (SluicePracticeWriter) self = g_new0 (SluicePracticeWriter, 1);
  gboolean ready;

  self->warehouse = warehouse;
  self->name = g_strdup (name);
  self->loading = g_strconcat (LOADING, name, NULL);
  self->columns = g_ptr_array_ref (columns);
  self->fresh = fresh;
  self->merge = keys != NULL;

  g_mutex_lock (&warehouse->mutex);
  ready = drop_table (warehouse, self->loading, error) && create_table (warehouse, self->loading, columns, error) &&
          (!self->fresh || !self->merge || create_key (warehouse, self->loading, keys, error)) &&
          prepare_insert (self, error);
  g_mutex_unlock (&warehouse->mutex);

  return ready ? g_steal_pointer (&self) : NULL;
}

static gboolean
write_row (SluicePracticeWriter *self, const SluicePgResult *rows, guint row)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const SluicePgColumn *column = g_ptr_array_index (self->columns, i);
      const char *text = sluice_pg_result_get_text (rows, row, i);
      int place = (int) i + 1;

      if (text == NULL)
        sqlite3_bind_null (self->insert, place);
      else if (column->class_ == SLUICE_PG_CLASS_INTEGER)
        sqlite3_bind_int64 (self->insert, place, g_ascii_strtoll (text, NULL, 10));
      else
        sqlite3_bind_text (self->insert, place, text, (int) sluice_pg_result_get_length (rows, row, i), SQLITE_STATIC);
    }
  if (sqlite3_step (self->insert) != SQLITE_DONE)
    return FALSE;
  sqlite3_reset (self->insert);

  return TRUE;
}

gboolean
sluice_practice_writer_write (SluicePracticeWriter *self, const SluicePgResult *rows, GError **error)
{
  G_MUTEX_AUTO_LOCK (&self->warehouse->mutex, locker);

  if (!sluice_practice_warehouse_execute (self->warehouse, "BEGIN IMMEDIATE", error))
    return FALSE;
  for (guint i = 0; i < sluice_pg_result_get_n_rows (rows); i++)
    if (!write_row (self, rows, i))
      {
        sluice_practice_warehouse_set_error (self->warehouse, error);
        sqlite3_reset (self->insert);
        sluice_practice_warehouse_execute (self->warehouse, "ROLLBACK", NULL);
        return FALSE;
      }

  return sluice_practice_warehouse_execute (self->warehouse, "COMMIT", error);
}

/* The loaded rows become the table, or come to those that are there. */
static gboolean
put_in_place (SluicePracticeWriter *self, GError **error)
{
  g_autofree char *name = sluice_pg_quote_identifier (self->name);
  g_autofree char *loading = sluice_pg_quote_identifier (self->loading);
  g_autofree char *columns = list_columns (self->columns);
  g_autofree char *sql = NULL;

  if (self->fresh)
    sql = g_strdup_printf ("DROP TABLE IF EXISTS %s; ALTER TABLE %s RENAME TO %s", name, loading, name);
  else
    {
      if (!sluice_practice_warehouse_add_new_columns (self->warehouse, self->name, self->columns, error))
        return FALSE;
      sql = g_strdup_printf ("%s %s (%s) SELECT %s FROM %s; DROP TABLE %s", insert_words (self), name, columns, columns,
                             loading, loading);
    }

  return sluice_practice_warehouse_execute (self->warehouse, sql, error);
}

gboolean
sluice_practice_warehouse_remember (SluicePracticeWarehouse *self,
                                    const char *id,
                                    const char *name,
                                    const char *scope,
                                    const char *cursor,
                                    GError **error)
{
  const char *params[] = { id, name, scope, cursor };

  return (query (self, "DELETE FROM \"(tables)\" WHERE id = ? OR stored = ?", params, 2, NULL) &&
          query (self, "INSERT INTO \"(tables)\" (id, stored, scope, cursor) VALUES (?, ?, ?, ?)", params,
                 G_N_ELEMENTS (params), NULL)) ||
         sluice_practice_warehouse_set_error (self, error);
}

gboolean
sluice_practice_writer_finish (SluicePracticeWriter *self,
                               const char *id,
                               const char *scope,
                               const char *cursor,
                               GError **error)
{
  SluicePracticeWarehouse *warehouse = self->warehouse;
  G_MUTEX_AUTO_LOCK (&warehouse->mutex, locker);

  g_clear_pointer (&self->insert, sqlite3_finalize);
  if (!sluice_practice_warehouse_execute (warehouse, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (!put_in_place (self, error) ||
      !sluice_practice_warehouse_remember (warehouse, id, self->name, scope, cursor, error) ||
      !sluice_practice_warehouse_execute (warehouse, "COMMIT", error))
    {
      sluice_practice_warehouse_execute (warehouse, "ROLLBACK", NULL);
      return FALSE;
    }
  g_clear_pointer (&self->loading, g_free);

  return TRUE;
}

void
sluice_practice_writer_free (SluicePracticeWriter *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->warehouse->mutex);
  g_clear_pointer (&self->insert, sqlite3_finalize);
  if (self->loading != NULL)
    drop_table (self->warehouse, self->loading, NULL);
  g_mutex_unlock (&self->warehouse->mutex);
  g_ptr_array_unref (self->columns);
  g_free (self->loading);
  g_free (self->name);
  g_free (self);
}
