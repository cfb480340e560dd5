/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-applier.h"

#include "sluice-practice-warehouse-private.h"

typedef struct
{
  SluicePracticeWarehouse *warehouse;
  char *quoted; /* the stored name */
  GPtrArray *columns;
  const char *const *keys;
} Applier;

/* The column of that name, if it is one that is stored. */
static const SluicePgColumn *
find_column (Applier *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const SluicePgColumn *column = g_ptr_array_index (self->columns, i);

      if (g_str_equal (column->name, name))
        return column;
    }

  return NULL;
}

static const SluicePracticeValue *
find_value (GPtrArray *row, const char *column)
{
  for (guint i = 0; row != NULL && i < row->len; i++)
    {
      const SluicePracticeValue *value = g_ptr_array_index (row, i);

      if (g_str_equal (value->column, column))
        return value;
    }

  return NULL;
}

static void
bind (Applier *self, sqlite3_stmt *statement, int place, const SluicePracticeValue *value)
{
  const SluicePgColumn *column = value != NULL ? find_column (self, value->column) : NULL;

  if (value == NULL || value->text == NULL)
    sqlite3_bind_null (statement, place);
  else if (column != NULL && column->class_ == SLUICE_PG_CLASS_INTEGER)
    sqlite3_bind_int64 (statement, place, g_ascii_strtoll (value->text, NULL, 10));
  else
    sqlite3_bind_text (statement, place, value->text, -1, SQLITE_STATIC);
}

/* The values that are stored and were sent. (transfer container) */
static GPtrArray *
list_stored (Applier *self, GPtrArray *row)
{
  GPtrArray *values = g_ptr_array_new ();

  for (guint i = 0; i < row->len; i++)
    {
      SluicePracticeValue *value = g_ptr_array_index (row, i);

      if (!value->unchanged && find_column (self, value->column) != NULL)
        g_ptr_array_add (values, value);
    }

  return values;
}

static void
append_key_condition (Applier *self, GString *sql)
{
  for (guint i = 0; self->keys[i] != NULL; i++)
    {
      g_autofree char *key = sluice_pg_quote_identifier (self->keys[i]);

      g_string_append_printf (sql, "%s%s = ?", i > 0 ? " AND " : " WHERE ", key);
    }
}

static int
bind_key (Applier *self, sqlite3_stmt *statement, int place, GPtrArray *row)
{
  for (guint i = 0; self->keys[i] != NULL; i++)
    bind (self, statement, place++, find_value (row, self->keys[i]));

  return place;
}

/* Runs @sql with the values and then the key of @row as parameters, either of which may be NULL. */
static gboolean
run (Applier *self, const char *sql, GPtrArray *values, GPtrArray *row, int *n_rows, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int place = 1;
  int status = sqlite3_prepare_v2 (self->warehouse->db, sql, -1, &statement, NULL);

  if (status == SQLITE_OK)
    {
      for (guint i = 0; values != NULL && i < values->len; i++)
        bind (self, statement, place++, g_ptr_array_index (values, i));
      if (row != NULL)
        bind_key (self, statement, place, row);
      status = sqlite3_step (statement);
    }
  if (n_rows != NULL)
    *n_rows = sqlite3_changes (self->warehouse->db);
  sqlite3_finalize (statement);

  return status == SQLITE_DONE || sluice_practice_warehouse_set_error (self->warehouse, error);
}

static gboolean
insert_row (Applier *self, GPtrArray *values, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GString) marks = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT OR REPLACE INTO %s (", self->quoted);
  for (guint i = 0; i < values->len; i++)
    {
      const SluicePracticeValue *value = g_ptr_array_index (values, i);
      g_autofree char *name = sluice_pg_quote_identifier (value->column);

      g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", name);
      g_string_append (marks, i > 0 ? ", ?" : "?");
    }
  g_string_append_printf (sql, ") VALUES (%s)", marks->str);

  return run (self, sql->str, values, NULL, NULL, error);
}

/* A row that is not there, since its deletion was seen already, comes again as far as it is known. */
static gboolean
update_row (Applier *self, const SluicePracticeChange *change, GPtrArray *values, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  int n_rows = 0;

  g_string_append_printf (sql, "UPDATE OR REPLACE %s SET ", self->quoted);
  for (guint i = 0; i < values->len; i++)
    {
      const SluicePracticeValue *value = g_ptr_array_index (values, i);
      g_autofree char *name = sluice_pg_quote_identifier (value->column);

      g_string_append_printf (sql, "%s%s = ?", i > 0 ? ", " : "", name);
    }
  append_key_condition (self, sql);
  if (!run (self, sql->str, values, change->old_row != NULL ? change->old_row : change->new_row, &n_rows, error))
    return FALSE;

  return n_rows > 0 || insert_row (self, values, error);
}

static gboolean
delete_row (Applier *self, const SluicePracticeChange *change, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "DELETE FROM %s", self->quoted);
  append_key_condition (self, sql);

  return run (self, sql->str, NULL, change->old_row, NULL, error);
}

static gboolean
apply_change (Applier *self, const SluicePracticeChange *change, GError **error)
{
  g_autoptr (GPtrArray) values = change->new_row != NULL ? list_stored (self, change->new_row) : NULL;

  switch (change->kind)
    {
    case SLUICE_PRACTICE_INSERT:
      return insert_row (self, values, error);
    case SLUICE_PRACTICE_UPDATE:
      return update_row (self, change, values, error);
    case SLUICE_PRACTICE_DELETE:
      return delete_row (self, change, error);
    case SLUICE_PRACTICE_TRUNCATE:
    default:
      {
        g_autofree char *sql = g_strconcat ("DELETE FROM ", self->quoted, NULL);

        return sluice_practice_warehouse_execute (self->warehouse, sql, error);
      }
    }
}

static gboolean
apply_all (Applier *self, GPtrArray *changes, GError **error)
{
  for (guint i = 0; i < changes->len; i++)
    if (!apply_change (self, g_ptr_array_index (changes, i), error))
      return FALSE;

  return TRUE;
}

gboolean
sluice_practice_warehouse_apply (SluicePracticeWarehouse *self,
                                 const char *id,
                                 const char *name,
                                 GPtrArray *columns,
                                 const char *const *keys,
                                 GPtrArray *changes,
                                 const char *scope,
                                 const char *cursor,
                                 GError **error)
{
  g_autofree char *quoted = sluice_pg_quote_identifier (name);
  Applier applier = { self, quoted, columns, keys };
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  if (!sluice_practice_warehouse_execute (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (!sluice_practice_warehouse_add_new_columns (self, name, columns, error) ||
      !apply_all (&applier, changes, error) ||
      !sluice_practice_warehouse_remember (self, id, name, scope, cursor, error) ||
      !sluice_practice_warehouse_execute (self, "COMMIT", error))
    {
      sluice_practice_warehouse_execute (self, "ROLLBACK", NULL);
      return FALSE;
    }

  return TRUE;
}
