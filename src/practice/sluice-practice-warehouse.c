/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-warehouse.h"

#include <sqlite3.h>

struct _SluicePracticeWarehouse
{
  GMutex mutex; /* one writer's transaction at a time; readers have connections of their own */
  char *path;
  sqlite3 *db;
};

struct _SluicePracticeWriter
{
  SluicePracticeWarehouse *warehouse;
  char *name;
  char *loading; /* where rows of a fresh writer go first, NULL when they go straight to the table */
  GArray *is_integer;
  sqlite3_stmt *insert;
};

static gboolean
set_error (SluicePracticeWarehouse *self, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The warehouse cannot be written: %s", sqlite3_errmsg (self->db));

  return FALSE;
}

static gboolean
execute (SluicePracticeWarehouse *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK || set_error (self, error);
}

SluicePracticeWarehouse *
sluice_practice_warehouse_open (const char *path, GError **error)
{
  g_autoptr (SluicePracticeWarehouse) self = g_new0 (SluicePracticeWarehouse, 1);

  g_mutex_init (&self->mutex);
  self->path = g_strdup (path);
  if (sqlite3_open (path, &self->db) != SQLITE_OK)
    {
      set_error (self, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->db, 10000);
  /* Practice rows can be read again from their source, so the disk need not be waited for. */
  if (!execute (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768", error))
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

static gint64
query_number (SluicePracticeWarehouse *self, const char *sql, const char *param)
{
  sqlite3_stmt *statement = NULL;
  gint64 number = 0;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) == SQLITE_OK)
    {
      if (param != NULL)
        sqlite3_bind_text (statement, 1, param, -1, SQLITE_TRANSIENT);
      if (sqlite3_step (statement) == SQLITE_ROW)
        number = sqlite3_column_int64 (statement, 0);
    }
  sqlite3_finalize (statement);

  return number;
}

gboolean
sluice_practice_warehouse_has_table (SluicePracticeWarehouse *self, const char *name)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  return query_number (self, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?", name) > 0;
}

gint64
sluice_practice_warehouse_count_rows (SluicePracticeWarehouse *self, const char *name)
{
  g_autofree char *quoted = sluice_pg_quote_identifier (name);
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM ", quoted, NULL);
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  return query_number (self, sql, NULL);
}

static gboolean
drop_table (SluicePracticeWarehouse *self, const char *name, GError **error)
{
  g_autofree char *quoted = sluice_pg_quote_identifier (name);
  g_autofree char *sql = g_strconcat ("DROP TABLE IF EXISTS ", quoted, NULL);

  return execute (self, sql, error);
}

void
sluice_practice_warehouse_drop_table (SluicePracticeWarehouse *self, const char *name)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  drop_table (self, name, NULL);
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

  return execute (self, sql->str, error);
}

/* The rows that are there keep NULL in a column that is new. */
static gboolean
add_new_columns (SluicePracticeWarehouse *self, const char *name, GPtrArray *columns, GError **error)
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
      if (!execute (self, sql, error))
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

  return execute (self, sql->str, error);
}

static gboolean
prepare_insert (SluicePracticeWriter *self, GPtrArray *columns, gboolean replace, GError **error)
{
  g_autofree char *quoted = sluice_pg_quote_identifier (self->loading != NULL ? self->loading : self->name);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) marks = g_string_new (NULL);
  g_autofree char *sql = NULL;

  for (guint i = 0; i < columns->len; i++)
    {
      const SluicePgColumn *column = g_ptr_array_index (columns, i);
      g_autofree char *column_name = sluice_pg_quote_identifier (column->name);
      gboolean is_integer = column->class_ == SLUICE_PG_CLASS_INTEGER;

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", column_name);
      g_string_append (marks, i > 0 ? ", ?" : "?");
      g_array_append_val (self->is_integer, is_integer);
    }
  sql = g_strdup_printf ("INSERT %sINTO %s (%s) VALUES (%s)", replace ? "OR REPLACE " : "", quoted, names->str,
                         marks->str);

  return sqlite3_prepare_v3 (self->warehouse->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &self->insert, NULL) ==
             SQLITE_OK ||
         set_error (self->warehouse, error);
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
  self->loading = fresh ? g_strconcat (name, " (loading)", NULL) : NULL;
  self->is_integer = g_array_new (FALSE, FALSE, sizeof (gboolean));

  g_mutex_lock (&warehouse->mutex);
  if (fresh)
    ready = drop_table (warehouse, self->loading, error) && create_table (warehouse, self->loading, columns, error) &&
            (keys == NULL || create_key (warehouse, self->loading, keys, error));
  else
    ready = add_new_columns (warehouse, name, columns, error);
  ready = ready && prepare_insert (self, columns, keys != NULL, error);
  g_mutex_unlock (&warehouse->mutex);

  return ready ? g_steal_pointer (&self) : NULL;
}

static gboolean
write_row (SluicePracticeWriter *self, const SluicePgResult *rows, guint row)
{
  for (guint i = 0; i < self->is_integer->len; i++)
    {
      const char *text = sluice_pg_result_get_text (rows, row, i);
      int place = (int) i + 1;

      if (text == NULL)
        sqlite3_bind_null (self->insert, place);
      else if (g_array_index (self->is_integer, gboolean, i))
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

  if (!execute (self->warehouse, "BEGIN IMMEDIATE", error))
    return FALSE;
  for (guint i = 0; i < sluice_pg_result_get_n_rows (rows); i++)
    if (!write_row (self, rows, i))
      {
        set_error (self->warehouse, error);
        sqlite3_reset (self->insert);
        execute (self->warehouse, "ROLLBACK", NULL);
        return FALSE;
      }

  return execute (self->warehouse, "COMMIT", error);
}

gboolean
sluice_practice_writer_finish (SluicePracticeWriter *self, GError **error)
{
  SluicePracticeWarehouse *warehouse = self->warehouse;
  g_autofree char *name = sluice_pg_quote_identifier (self->name);
  g_autofree char *loading = NULL;
  g_autofree char *sql = NULL;
  G_MUTEX_AUTO_LOCK (&warehouse->mutex, locker);

  g_clear_pointer (&self->insert, sqlite3_finalize);
  if (self->loading == NULL)
    return TRUE;
  loading = sluice_pg_quote_identifier (self->loading);
  sql = g_strdup_printf ("BEGIN; DROP TABLE IF EXISTS %s; ALTER TABLE %s RENAME TO %s; COMMIT", name, loading, name);
  if (!execute (warehouse, sql, error))
    {
      execute (warehouse, "ROLLBACK", NULL);
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
  g_array_unref (self->is_integer);
  g_free (self->loading);
  g_free (self->name);
  g_free (self);
}
