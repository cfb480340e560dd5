/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-sql.h"

#include "sluice-pg-connection.h"

#include <gio/gio.h>
#include <sqlite3.h>
#include <string.h>

#define MAX_ROWS 10000
#define MAX_SECONDS 5
/* How often SQLite asks whether to go on: every so many steps of its machine. */
#define STEPS_BETWEEN_CHECKS 10000

void
sluice_practice_rows_free (SluicePracticeRows *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->types);
  json_array_unref (self->rows);
  g_free (self);
}

static gboolean
is_word_start (char c)
{
  return g_ascii_isalpha (c) || c == '_' || (guchar) c >= 0x80;
}

static gboolean
is_word (char c)
{
  return is_word_start (c) || g_ascii_isdigit (c);
}

/* One name of a dotted chain, quoted or not; %NULL when there is none at @c. Moves @end behind it. */
static char *
read_name (const char *c, const char **end)
{
  GString *name;
  char quote = *c;

  if (is_word_start (*c))
    {
      for (*end = c; is_word (**end);)
        (*end)++;
      return g_strndup (c, (gsize) (*end - c));
    }
  if (quote != '"' && quote != '`')
    return NULL;
  name = g_string_new (NULL);
  for (c++; *c != '\0' && (*c != quote || c[1] == quote); c++)
    {
      if (*c == quote)
        c++;
      g_string_append_c (name, *c);
    }
  *end = *c != '\0' ? c + 1 : c;

  return g_string_free_and_steal (name);
}

/* Behind a text or a comment that begins at @c, or @c itself. */
static const char *
skip_quiet (const char *c)
{
  if (c[0] == '-' && c[1] == '-')
    return c + strcspn (c, "\n");
  if (c[0] == '/' && c[1] == '*')
    {
      const char *end = strstr (c + 2, "*/");

      return end != NULL ? end + 2 : c + strlen (c);
    }
  if (*c == '\'')
    {
      for (c++; *c != '\0' && (*c != '\'' || c[1] == '\''); c++)
        if (*c == '\'')
          c++;
      return *c != '\0' ? c + 1 : c;
    }

  return c;
}

/* Reads a chain of names at @c and writes it, with the longest known beginning replaced. */
static const char *
rewrite_chain (const char *c, GHashTable *names, GString *out)
{
  g_autoptr (GString) dotted = g_string_new (NULL);
  const char *stored = NULL;
  const char *stored_end = NULL;
  const char *place = c;
  const char *end = c;

  while (TRUE)
    {
      g_autofree char *name = read_name (place, &end);
      g_autofree char *folded = NULL;
      const char *found;

      if (name == NULL)
        break;
      g_string_append_printf (dotted, "%s%s", dotted->len > 0 ? "." : "", name);
      folded = g_utf8_strdown (dotted->str, -1);
      found = g_hash_table_lookup (names, folded);
      if (found != NULL)
        {
          stored = found;
          stored_end = end;
        }
      if (*end != '.')
        break;
      place = end + 1;
    }
  if (stored != NULL)
    {
      g_autofree char *quoted = sluice_pg_quote_identifier (stored);

      g_string_append (out, quoted);
      return stored_end;
    }
  /* A chain that ends in a dot, as in “t.*”, was read up to the dot. */
  end = MAX (end, c + 1);
  g_string_append_len (out, c, end - c);

  return end;
}

char *
sluice_practice_sql_rewrite (const char *sql, GHashTable *names)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *c = sql;

  while (*c != '\0')
    {
      const char *behind = skip_quiet (c);

      if (behind != c)
        {
          g_string_append_len (out, c, behind - c);
          c = behind;
        }
      else if (is_word_start (*c) || *c == '"' || *c == '`')
        c = rewrite_chain (c, names, out);
      else if (g_ascii_isdigit (*c))
        while (is_word (*c) || *c == '.')
          g_string_append_c (out, *c++);
      else
        g_string_append_c (out, *c++);
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* The functions of SQLite that reach outside of the query. */
static gboolean
is_forbidden_function (const char *name)
{
  static const char *const forbidden[] = { "load_extension", "readfile", "writefile", "edit", "fts3_tokenizer", NULL };

  for (guint i = 0; name != NULL && forbidden[i] != NULL; i++)
    if (g_ascii_strcasecmp (name, forbidden[i]) == 0)
      return TRUE;

  return FALSE;
}

static int
authorize (void *user_data,
           int action,
           const char *first,
           const char *second,
           const char *database,
           const char *trigger)
{
  GHashTable *tables = user_data;

  switch (action)
    {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    case SQLITE_READ:
      /* A table made by the query itself (WITH …) has no database. */
      return database == NULL || (first != NULL && g_hash_table_contains (tables, first)) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_FUNCTION:
      return is_forbidden_function (second) ? SQLITE_DENY : SQLITE_OK;
    default:
      return SQLITE_DENY;
    }
}

static int
check_time (void *user_data)
{
  const gint64 *deadline = user_data;

  return g_get_monotonic_time () > *deadline;
}

static JsonNode *
value_to_node (sqlite3_stmt *statement, int column)
{
  JsonNode *node = json_node_alloc ();

  switch (sqlite3_column_type (statement, column))
    {
    case SQLITE_NULL:
      return json_node_init_null (node);
    case SQLITE_INTEGER:
      return json_node_init_int (node, sqlite3_column_int64 (statement, column));
    case SQLITE_FLOAT:
      return json_node_init_double (node, sqlite3_column_double (statement, column));
    default:
      {
        const char *text = (const char *) sqlite3_column_text (statement, column);
        g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

        return json_node_init_string (node, valid);
      }
    }
}

static SluicePracticeRows *
read_rows (sqlite3 *db, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (SluicePracticeRows) rows = g_new0 (SluicePracticeRows, 1);
  int n_columns = sqlite3_column_count (statement);
  int status;

  rows->columns = g_ptr_array_new_with_free_func (g_free);
  rows->types = g_ptr_array_new_with_free_func (g_free);
  rows->rows = json_array_new ();
  for (int i = 0; i < n_columns; i++)
    {
      const char *type = sqlite3_column_decltype (statement, i);

      g_ptr_array_add (rows->columns, g_strdup (sqlite3_column_name (statement, i)));
      g_ptr_array_add (rows->types, g_strdup (type != NULL ? type : ""));
    }
  while ((status = sqlite3_step (statement)) == SQLITE_ROW)
    {
      JsonArray *row;

      if (json_array_get_length (rows->rows) == MAX_ROWS)
        {
          rows->has_more = TRUE;
          return g_steal_pointer (&rows);
        }
      row = json_array_new ();
      for (int i = 0; i < n_columns; i++)
        json_array_add_element (row, value_to_node (statement, i));
      json_array_add_array_element (rows->rows, row);
    }
  if (status != SQLITE_DONE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s",
                   status == SQLITE_INTERRUPT ? "Timeout exceeded: the query ran for more than 5 seconds." :
                                                sqlite3_errmsg (db));
      return NULL;
    }

  return g_steal_pointer (&rows);
}

static gboolean
is_blank (const char *tail)
{
  while (*tail != '\0')
    {
      const char *behind = skip_quiet (tail);

      if (behind != tail && *tail != '\'')
        tail = behind;
      else if (g_ascii_isspace (*tail) || *tail == ';')
        tail++;
      else
        return FALSE;
    }

  return TRUE;
}

static sqlite3_stmt *
prepare (sqlite3 *db, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  const char *tail = NULL;
  int status = sqlite3_prepare_v2 (db, sql, -1, &statement, &tail);

  if (status == SQLITE_AUTH || (statement != NULL && !sqlite3_stmt_readonly (statement)))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "Only SELECT on synced tables is allowed: %s",
                 status == SQLITE_AUTH ? sqlite3_errmsg (db) : "the statement writes");
  else if (status != SQLITE_OK)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, sqlite3_errmsg (db));
  else if (statement == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The query is empty");
  else if (!is_blank (tail))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Only one statement can be run");
  else
    return statement;
  sqlite3_finalize (statement);

  return NULL;
}

SluicePracticeRows *
sluice_practice_sql_run (const char *path, const char *sql, GHashTable *tables, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + MAX_SECONDS * G_USEC_PER_SEC;
  SluicePracticeRows *rows = NULL;
  sqlite3_stmt *statement;
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The warehouse cannot be read: %s", sqlite3_errmsg (db));
      sqlite3_close (db);
      return NULL;
    }
  sqlite3_busy_timeout (db, 5000);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  /* “"nosuch"” is a name, never a text: a mistyped column is an error and not a column of constants. */
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_progress_handler (db, STEPS_BETWEEN_CHECKS, check_time, &deadline);
  sqlite3_set_authorizer (db, authorize, tables);
  statement = prepare (db, sql, error);
  if (statement != NULL)
    rows = read_rows (db, statement, error);
  sqlite3_finalize (statement);
  sqlite3_close (db);

  return rows;
}
