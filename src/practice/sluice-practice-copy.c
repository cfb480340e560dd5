/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-copy.h"

#include "sluice-json.h"
#include "sluice-practice-connect.h"
#include "sluice-practice-filters.h"
#include "sluice-practice-follow.h"
#include "sluice-practice-names.h"
#include "sluice-practice-refresh.h"
#include "sluice-practice-store.h"

/* Rows in memory at a time; a transaction of so many rows takes some 20 ms. */
#define CHUNK_ROWS 2000

typedef struct
{
  SluicePgConnection *connection;
  const SluicePgTable *table;
  GPtrArray *columns; /* borrowed from the table */
  GStrv keys;
  JsonObject *schema;
  const char *method;
  char *scope;  /* what a cursor is good for: another method, field or key begins anew */
  char *last;   /* the cursor that the last sync left; NULL to read all */
  char *cursor; /* the one that this sync leaves */
  GString *where;
  GPtrArray *params;
  SluicePracticeFollow *follow; /* for CDC */

  SluicePracticeWarehouse *warehouse;
  const char *stored;
  SluicePracticeWriter *writer;
  SluicePracticePace *pace;
  guint64 rows;
} Copy;

static void
copy_clear (Copy *self)
{
  g_clear_pointer (&self->writer, sluice_practice_writer_free);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->keys, g_strfreev);
  g_clear_pointer (&self->params, g_ptr_array_unref);
  g_clear_pointer (&self->scope, g_free);
  g_clear_pointer (&self->last, g_free);
  g_clear_pointer (&self->cursor, g_free);
  if (self->where != NULL)
    g_string_free (self->where, TRUE);
}

static gboolean
merges (Copy *self)
{
  return g_str_equal (self->method, "incremental") || g_str_equal (self->method, "xmin") || self->follow != NULL;
}

static gboolean
follows_cursor (Copy *self)
{
  return g_str_equal (self->method, "incremental") || g_str_equal (self->method, "append");
}

static const char *
get_field (Copy *self)
{
  return sluice_json_get_string (self->schema, "incremental_field", "");
}

/* The key that was chosen, else the detected one, else a column called id. */
static gboolean
choose_keys (Copy *self, GError **error)
{
  /* PostgreSQL's log tells rows apart by the table's own key. */
  self->keys = self->follow == NULL ? sluice_json_dup_strv (self->schema, "primary_key_columns") : NULL;
  if (self->keys != NULL && self->keys[0] == NULL)
    g_clear_pointer (&self->keys, g_strfreev);
  if (self->keys == NULL)
    self->keys = g_strdupv (self->table->primary_key);
  if (self->keys == NULL && self->follow == NULL && sluice_pg_table_get_column (self->table, "id") != NULL)
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

/* Goes on where the last sync ended, unless all is to be read. */
static void
choose_start (Copy *self)
{
  const char *id = sluice_json_get_string (self->schema, "id", "");
  const char *field = follows_cursor (self) ? get_field (self) : "";
  g_autofree char *keys = merges (self) ? g_strjoinv ("\n", self->keys) : g_strdup ("");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (self->follow != NULL)
    {
      self->scope = g_strdup (self->follow->scope);
      self->last = sluice_practice_follow_dup_cursor (self->follow, id, self->stored);
      return;
    }
  self->scope = g_strjoin ("\n", self->method, field, keys, NULL);
  if (!g_str_equal (self->method, "full_refresh") && !sluice_practice_full_refresh_is_due (self->schema, now))
    self->last = sluice_practice_warehouse_dup_cursor (self->warehouse, id, self->stored, self->scope);
}

static void
add_condition (Copy *self, const char *condition)
{
  g_string_append (self->where, self->where->len > 0 ? " AND " : " WHERE ");
  g_string_append (self->where, condition);
}

/* The number of the parameter, as SQL counts them. */
static guint
add_param (Copy *self, const char *value)
{
  g_ptr_array_add (self->params, g_strdup (value));

  return self->params->len;
}

/* The type that the cursor has to say in SQL so that an interval can be subtracted from it; NULL when none can. */
static const char *
get_time_type (Copy *self)
{
  const SluicePgColumn *column = sluice_pg_table_get_column (self->table, get_field (self));

  return column != NULL && (column->class_ == SLUICE_PG_CLASS_TIMESTAMP || column->class_ == SLUICE_PG_CLASS_DATE) ?
             column->type :
             NULL;
}

/* The last cursor as SQL: the first parameter. */
static char *
last_to_sql (Copy *self)
{
  const char *type = get_time_type (self);

  return type != NULL ? g_strconcat ("$1::text::", type, NULL) : g_strdup ("$1");
}

/* Only rows after the last cursor; rows without a cursor never, on the first sync too. */
static void
add_cursor_condition (Copy *self)
{
  gint64 lookback = sluice_json_get_int (self->schema, "incremental_field_lookback_seconds", 0);
  g_autofree char *field = sluice_pg_quote_identifier (get_field (self));
  g_autofree char *last = last_to_sql (self);
  g_autofree char *condition = NULL;

  if (self->last == NULL)
    condition = g_strconcat (field, " IS NOT NULL", NULL);
  else if (lookback > 0 && get_time_type (self) != NULL)
    condition = g_strdup_printf ("%s > %s - interval '%" G_GINT64_FORMAT " seconds'", field, last, lookback);
  else
    condition = g_strdup_printf ("%s > %s", field, last);
  if (self->last != NULL)
    add_param (self, self->last);
  add_condition (self, condition);
}

/* Only row versions made by transactions that the last sync could not have seen: those that were running then, and all
 * since. A row has but the low 32 bits of its transaction's number, so the rows are those whose number lies in the
 * window from the last sync's oldest running transaction to this one's newest, counted around the 32 bits. A window as
 * wide as all numbers, and one that runs backwards because the database was restored, hold every row. */
static gboolean
add_xmin_condition (Copy *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (SluicePgResult) snapshot = NULL;
  g_autofree char *start = NULL;
  g_autofree char *width = NULL;
  g_autofree char *condition = NULL;
  guint64 last, next;

  snapshot =
      sluice_pg_connection_query (self->connection,
                                  "SELECT pg_catalog.pg_snapshot_xmin(s)::text, pg_catalog.pg_snapshot_xmax(s)::text"
                                  " FROM pg_catalog.pg_current_snapshot() AS s",
                                  NULL, 0, cancellable, error);
  if (snapshot == NULL)
    return FALSE;
  self->cursor = g_strdup (sluice_pg_result_get_text (snapshot, 0, 0));
  next = g_ascii_strtoull (sluice_pg_result_get_text (snapshot, 0, 1), NULL, 10);
  if (self->last == NULL)
    return TRUE;
  last = g_ascii_strtoull (self->last, NULL, 10);
  if (next < last || next - last > G_MAXUINT32)
    return TRUE;

  start = g_strdup_printf ("%" G_GUINT64_FORMAT, last & G_MAXUINT32);
  width = g_strdup_printf ("%" G_GUINT64_FORMAT, next - last);
  condition = g_strdup_printf ("(xmin::text::bigint - $%u::bigint + 4294967296) %% 4294967296 < $%u::bigint",
                               add_param (self, start), add_param (self, width));
  add_condition (self, condition);

  return TRUE;
}

static gboolean
add_filters (Copy *self, GError **error)
{
  JsonArray *filters = sluice_json_get_array (self->schema, "row_filters");
  g_autofree char *condition = NULL;

  if (filters == NULL)
    return TRUE;
  condition = sluice_practice_filters_to_sql (filters, self->table, self->params, error);
  if (condition == NULL)
    return FALSE;
  if (*condition != '\0')
    add_condition (self, condition);

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

/* Where the next sync goes on. Never back, though the last row may be gone that a look-back reads again. */
static gboolean
find_next_cursor (Copy *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (SluicePgResult) result = NULL;
  g_autofree char *field = sluice_pg_quote_identifier (get_field (self));
  g_autofree char *last = last_to_sql (self);
  g_autofree char *from = from_clause (self);
  g_autofree char *sql = self->last != NULL ?
                             g_strdup_printf ("SELECT greatest(max(%s), %s)::text%s", field, last, from) :
                             g_strdup_printf ("SELECT max(%s)::text%s", field, from);

  result = sluice_pg_connection_query (self->connection, sql, (const char *const *) self->params->pdata,
                                       self->params->len, cancellable, error);
  if (result == NULL)
    return FALSE;
  self->cursor = g_strdup (sluice_pg_result_get_text (result, 0, 0));

  return TRUE;
}

/* Which rows are read, and where the next sync goes on: both from the snapshot that the rows are read from, so that
 * none falls between. */
static gboolean
choose_rows (Copy *self, GCancellable *cancellable, GError **error)
{
  self->where = g_string_new (NULL);
  self->params = g_ptr_array_new_with_free_func (g_free);
  if (follows_cursor (self))
    add_cursor_condition (self);
  else if (g_str_equal (self->method, "xmin") && !add_xmin_condition (self, cancellable, error))
    return FALSE;
  else if (self->follow != NULL)
    self->cursor = g_strdup (self->follow->start);

  return add_filters (self, error) && (!follows_cursor (self) || find_next_cursor (self, cancellable, error));
}

static gboolean
take_rows (const SluicePgResult *rows, gpointer user_data, GError **error)
{
  Copy *self = user_data;

  if (!sluice_practice_writer_write (self->writer, rows, error))
    return FALSE;
  self->rows += sluice_pg_result_get_n_rows (rows);

  return sluice_practice_pace_take (self->pace, sluice_pg_result_get_n_rows (rows), error);
}

JsonArray *
sluice_practice_stored_columns (GPtrArray *stored)
{
  JsonArray *columns = json_array_new ();

  for (guint i = 0; i < stored->len; i++)
    {
      const SluicePgColumn *column = g_ptr_array_index (stored, i);
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
copy_rows (Copy *self, GCancellable *cancellable, GError **error)
{
  const char *id = sluice_json_get_string (self->schema, "id", "");
  g_autofree char *sql = select_statement (self);

  self->writer =
      sluice_practice_writer_new (self->warehouse, self->stored, self->columns,
                                  merges (self) ? (const char *const *) self->keys : NULL, self->last == NULL, error);
  if (self->writer == NULL)
    return FALSE;

  /* Without the end of the transaction PostgreSQL counts a rollback, and its statistics leave the statement out. */
  return sluice_pg_connection_stream (self->connection, sql, (const char *const *) self->params->pdata,
                                      self->params->len, sluice_practice_pace_get_chunk (self->pace, CHUNK_ROWS),
                                      take_rows, self, cancellable, error) &&
         sluice_pg_connection_execute (self->connection, "COMMIT", cancellable, error) &&
         sluice_practice_writer_finish (self->writer, id, self->scope, self->cursor, error);
}

/* Only what has changed since the last time, out of PostgreSQL's log: the table itself is not read. */
static gboolean
follow_changes (Copy *self, GCancellable *cancellable, GError **error)
{
  return sluice_pg_connection_execute (self->connection, "COMMIT", cancellable, error) &&
         sluice_practice_follow_read (self->follow, sluice_json_get_string (self->schema, "id", ""), self->stored,
                                      self->table, self->columns, self->last, &self->rows, cancellable, error);
}

static gboolean
read_table (Copy *self, GCancellable *cancellable, GError **error)
{
  if (self->follow != NULL && self->last != NULL)
    return follow_changes (self, cancellable, error);

  return choose_rows (self, cancellable, error) && copy_rows (self, cancellable, error);
}

static gboolean
run_copy (Copy *self, JsonObject *outcome, GCancellable *cancellable, GError **error)
{
  g_autofree char *now = sluice_practice_now ();
  JsonObject *table = json_object_new ();

  json_object_set_object_member (outcome, "table", table);
  if (!choose_keys (self, error))
    return FALSE;
  choose_columns (self);
  choose_start (self);
  if (!read_table (self, cancellable, error))
    return FALSE;

  if (self->last == NULL)
    json_object_set_string_member (outcome, "last_full_refresh_at", now);
  json_object_set_string_member (table, "name", self->stored);
  json_object_set_int_member (table, "row_count", sluice_practice_warehouse_count_rows (self->warehouse, self->stored));
  json_object_set_array_member (table, "columns", sluice_practice_stored_columns (self->columns));
  json_object_set_int_member (outcome, "rows_synced", (gint64) self->rows);

  return TRUE;
}

JsonObject *
sluice_practice_copy_table (SluicePracticeStore *store,
                            SluicePracticeWarehouse *warehouse,
                            JsonObject *source,
                            JsonObject *schema,
                            JsonObject *secrets,
                            SluicePracticePace *pace,
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
  Copy copy = { .schema = schema, .warehouse = warehouse, .stored = stored, .pace = pace };
  SluicePracticeFollow follow = { .store = store, .warehouse = warehouse, .source = source };
  gboolean copied;

  copy.method = sluice_json_get_string (schema, "sync_type", "full_refresh");
  if (!(connection = sluice_practice_connect (inputs, secrets, cancellable, error)))
    return NULL;
  follow.connection = connection;
  if (g_str_equal (copy.method, "cdc"))
    {
      if (!sluice_practice_follow_begin (&follow, error))
        return NULL;
      copy.follow = &follow;
    }
  if (!sluice_pg_connection_execute (connection, "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
                                     cancellable, error) ||
      !(table = sluice_pg_catalogue_find_table (connection, only_schema, name, cancellable, error)))
    {
      sluice_practice_follow_clear (&follow);
      return NULL;
    }

  copy.connection = connection;
  copy.table = table;
  copied = run_copy (&copy, outcome, cancellable, error);
  if (copied && copy.follow != NULL)
    sluice_practice_follow_release (&follow);
  copy_clear (&copy);
  sluice_practice_follow_clear (&follow);

  return copied ? g_steal_pointer (&outcome) : NULL;
}
