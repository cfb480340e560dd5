/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-copy.h"

#include "sluice-json.h"
#include "sluice-practice-connect.h"
#include "sluice-practice-filters.h"
#include "sluice-practice-names.h"

/* Rows in memory at a time; a transaction of so many rows takes some 20 ms. */
#define CHUNK_ROWS 2000
#define PROGRESS_US (100 * 1000)

typedef struct
{
  SluicePgConnection *connection;
  const SluicePgTable *table;
  GPtrArray *columns; /* borrowed from the table */
  GStrv keys;
  JsonObject *schema;
  const char *method;
  gboolean fresh;
  GString *where;
  GPtrArray *params;

  SluicePracticeWriter *writer;
  SluicePracticeProgress progress;
  gpointer user_data;
  guint64 rows;
  gint64 told_at;
} Copy;

static void
copy_clear (Copy *self)
{
  g_clear_pointer (&self->writer, sluice_practice_writer_free);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->keys, g_strfreev);
  g_clear_pointer (&self->params, g_ptr_array_unref);
  if (self->where != NULL)
    g_string_free (self->where, TRUE);
}

static gboolean
merges (Copy *self)
{
  return g_str_equal (self->method, "incremental") || g_str_equal (self->method, "xmin");
}

static gboolean
follows_cursor (Copy *self)
{
  return g_str_equal (self->method, "incremental") || g_str_equal (self->method, "append");
}

/* The key that was chosen, else the detected one, else a column called id. */
static gboolean
choose_keys (Copy *self, GError **error)
{
  self->keys = sluice_json_dup_strv (self->schema, "primary_key_columns");
  if (self->keys != NULL && self->keys[0] == NULL)
    g_clear_pointer (&self->keys, g_strfreev);
  if (self->keys == NULL)
    self->keys = g_strdupv (self->table->primary_key);
  if (self->keys == NULL && sluice_pg_table_get_column (self->table, "id") != NULL)
    self->keys = g_strdupv ((char *[]) { (char *) "id", NULL });
  if (self->keys == NULL && merges (self))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   "Table '%s' has no primary key to sync incrementally on. Choose a primary key for it, or switch it "
                   "to full table replication.",
                   sluice_json_get_string (self->schema, "name", ""));
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_wanted (Copy *self, const SluicePgColumn *column, GStrv enabled)
{
  return enabled == NULL || g_strv_contains ((const char *const *) enabled, column->name) ||
         (self->keys != NULL && g_strv_contains ((const char *const *) self->keys, column->name)) ||
         g_strcmp0 (sluice_json_get_string (self->schema, "incremental_field", NULL), column->name) == 0;
}

static void
choose_columns (Copy *self)
{
  g_auto (GStrv) enabled = sluice_json_dup_strv (self->schema, "enabled_columns");

  self->columns = g_ptr_array_new ();
  for (guint i = 0; i < self->table->columns->len; i++)
    {
      SluicePgColumn *column = g_ptr_array_index (self->table->columns, i);

      if (is_wanted (self, column, enabled))
        g_ptr_array_add (self->columns, column);
    }
}

static void
add_condition (Copy *self, const char *condition)
{
  g_string_append (self->where, self->where->len > 0 ? " AND " : " WHERE ");
  g_string_append (self->where, condition);
}

/* Only rows after the last cursor; rows without a cursor never, on the first sync too. */
static void
add_cursor_condition (Copy *self)
{
  const char *field = sluice_json_get_string (self->schema, "incremental_field", "");
  const char *last = sluice_json_get_string (self->schema, "cursor", NULL);
  gint64 lookback = sluice_json_get_int (self->schema, "incremental_field_lookback_seconds", 0);
  const SluicePgColumn *column = sluice_pg_table_get_column (self->table, field);
  g_autofree char *quoted = sluice_pg_quote_identifier (field);
  g_autofree char *condition = NULL;

  if (self->fresh || last == NULL)
    condition = g_strconcat (quoted, " IS NOT NULL", NULL);
  else
    {
      gboolean is_time =
          column != NULL && (column->class_ == SLUICE_PG_CLASS_TIMESTAMP || column->class_ == SLUICE_PG_CLASS_DATE);

      g_ptr_array_add (self->params, g_strdup (last));
      if (lookback > 0 && is_time)
        condition = g_strdup_printf ("%s > $%u::text::%s - interval '%" G_GINT64_FORMAT " seconds'", quoted,
                                     self->params->len, column->type, lookback);
      else
        condition = g_strdup_printf ("%s > $%u", quoted, self->params->len);
    }
  add_condition (self, condition);
}

/* Row versions made by transactions that the last sync could not have seen. Transaction numbers wrap at 32 bits. */
static void
add_xmin_condition (Copy *self)
{
  const char *horizon = sluice_json_get_string (self->schema, "cursor", NULL);
  g_autofree char *condition = NULL;

  if (self->fresh || horizon == NULL)
    return;
  g_ptr_array_add (self->params, g_strdup (horizon));
  condition =
      g_strdup_printf ("(xmin::text::bigint - ($%u::bigint & 4294967295) + 4294967296) %% 4294967296 < 2147483648",
                       self->params->len);
  add_condition (self, condition);
}

static gboolean
add_conditions (Copy *self, GError **error)
{
  JsonArray *filters = sluice_json_get_array (self->schema, "row_filters");

  self->where = g_string_new (NULL);
  self->params = g_ptr_array_new_with_free_func (g_free);
  if (follows_cursor (self))
    add_cursor_condition (self);
  else if (g_str_equal (self->method, "xmin"))
    add_xmin_condition (self);
  if (filters != NULL)
    {
      g_autofree char *condition = sluice_practice_filters_to_sql (filters, self->table, self->params, error);

      if (condition == NULL)
        return FALSE;
      if (*condition != '\0')
        add_condition (self, condition);
    }

  return TRUE;
}

static char *
from_clause (Copy *self)
{
  g_autofree char *schema = sluice_pg_quote_identifier (self->table->schema);
  g_autofree char *name = sluice_pg_quote_identifier (self->table->name);

  return g_strconcat (" FROM ", schema, ".", name, self->where->str, NULL);
}

static char *
select_statement (Copy *self)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autofree char *from = from_clause (self);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const SluicePgColumn *column = g_ptr_array_index (self->columns, i);
      g_autofree char *name = sluice_pg_quote_identifier (column->name);

      g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", name);
    }
  g_string_append (sql, from);

  return g_string_free_and_steal (g_steal_pointer (&sql));
}

/* Where the next sync goes on: asked in the snapshot that the rows are read from. NULL leaves what was known. */
static gboolean
find_next_cursor (Copy *self, char **cursor, GCancellable *cancellable, GError **error)
{
  g_autoptr (SluicePgResult) result = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *from = from_clause (self);
  gboolean xmin = g_str_equal (self->method, "xmin");

  *cursor = NULL;
  if (xmin)
    sql = g_strdup ("SELECT pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot())::text");
  else if (follows_cursor (self))
    {
      g_autofree char *field =
          sluice_pg_quote_identifier (sluice_json_get_string (self->schema, "incremental_field", ""));

      sql = g_strdup_printf ("SELECT max(%s)::text%s", field, from);
    }
  else
    return TRUE;

  result = sluice_pg_connection_query (self->connection, sql, (const char *const *) self->params->pdata,
                                       xmin ? 0 : self->params->len, cancellable, error);
  if (result == NULL)
    return FALSE;
  *cursor = g_strdup (sluice_pg_result_get_text (result, 0, 0));

  return TRUE;
}

static gboolean
take_rows (const SluicePgResult *rows, gpointer user_data, GError **error)
{
  Copy *self = user_data;
  gint64 now = g_get_monotonic_time ();

  if (!sluice_practice_writer_write (self->writer, rows, error))
    return FALSE;
  self->rows += sluice_pg_result_get_n_rows (rows);
  if (now - self->told_at > PROGRESS_US)
    {
      self->told_at = now;
      self->progress (self->rows, self->user_data);
    }

  return TRUE;
}

static JsonArray *
describe_stored_columns (Copy *self)
{
  JsonArray *columns = json_array_new ();

  for (guint i = 0; i < self->columns->len; i++)
    {
      const SluicePgColumn *column = g_ptr_array_index (self->columns, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "key", column->name);
      json_object_set_string_member (object, "name", column->name);
      json_object_set_string_member (object, "type", column->class_ == SLUICE_PG_CLASS_INTEGER ? "integer" : "string");
      json_object_set_boolean_member (object, "schema_valid", TRUE);
      json_object_set_null_member (object, "fields");
      json_object_set_null_member (object, "table");
      json_object_set_null_member (object, "chain");
      json_array_add_object_element (columns, object);
    }

  return columns;
}

static gboolean
copy_rows (Copy *self,
           SluicePracticeWarehouse *warehouse,
           const char *stored,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *sql = select_statement (self);

  self->writer =
      sluice_practice_writer_new (warehouse, stored, self->columns,
                                  merges (self) ? (const char *const *) self->keys : NULL, self->fresh, error);
  if (self->writer == NULL)
    return FALSE;

  return sluice_pg_connection_stream (self->connection, sql, (const char *const *) self->params->pdata,
                                      self->params->len, CHUNK_ROWS, take_rows, self, cancellable, error) &&
         sluice_practice_writer_finish (self->writer, error);
}

static gboolean
run_copy (Copy *self,
          SluicePracticeWarehouse *warehouse,
          const char *stored,
          JsonObject *outcome,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *cursor = NULL;
  JsonObject *table = json_object_new ();

  json_object_set_object_member (outcome, "table", table);
  if (!choose_keys (self, error))
    return FALSE;
  choose_columns (self);
  if (!add_conditions (self, error) || !find_next_cursor (self, &cursor, cancellable, error) ||
      !copy_rows (self, warehouse, stored, cancellable, error))
    return FALSE;

  if (cursor != NULL)
    json_object_set_string_member (outcome, "cursor", cursor);
  json_object_set_string_member (table, "name", stored);
  json_object_set_int_member (table, "row_count", sluice_practice_warehouse_count_rows (warehouse, stored));
  json_object_set_array_member (table, "columns", describe_stored_columns (self));
  json_object_set_int_member (outcome, "rows_synced", (gint64) self->rows);

  return TRUE;
}

JsonObject *
sluice_practice_copy_table (SluicePracticeWarehouse *warehouse,
                            JsonObject *source,
                            JsonObject *schema,
                            JsonObject *secrets,
                            SluicePracticeProgress progress,
                            gpointer user_data,
                            GCancellable *cancellable,
                            GError **error)
{
  JsonObject *inputs = sluice_json_get_object (source, "job_inputs");
  const char *name = sluice_json_get_string (schema, "name", "");
  g_autofree char *only_schema = sluice_practice_input_get_schema (inputs);
  g_autofree char *stored = sluice_practice_stored_name (sluice_json_get_string (source, "prefix", NULL),
                                                         sluice_json_get_string (source, "source_type", ""), name);
  g_autoptr (SluicePgConnection) connection = NULL;
  g_autoptr (SluicePgTable) table = NULL;
  g_autoptr (JsonObject) outcome = json_object_new ();
  Copy copy = { .schema = schema, .progress = progress, .user_data = user_data };
  gboolean copied;

  /* One snapshot for the question where to go on and for the rows, so that none falls between. */
  if (!(connection = sluice_practice_connect (inputs, secrets, cancellable, error)) ||
      !sluice_pg_connection_execute (connection, "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
                                     cancellable, error) ||
      !(table = sluice_pg_catalogue_find_table (connection, only_schema, name, cancellable, error)))
    return NULL;

  copy.connection = connection;
  copy.table = table;
  copy.method = sluice_json_get_string (schema, "sync_type", "full_refresh");
  copy.fresh = g_str_equal (copy.method, "full_refresh") || sluice_json_get_string (schema, "cursor", NULL) == NULL ||
               !sluice_practice_warehouse_has_table (warehouse, stored);
  copied = run_copy (&copy, warehouse, stored, outcome, cancellable, error);
  copy_clear (&copy);

  return copied ? g_steal_pointer (&outcome) : NULL;
}
