/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-store.h"

#include "sluice-json.h"

#include <sqlite3.h>

struct _SluicePracticeStore
{
  GMutex mutex;
  sqlite3 *db;
};

static const char SCHEMA_SQL[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF;"
    "CREATE TABLE IF NOT EXISTS records (seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL UNIQUE,"
    " parent TEXT NOT NULL, doc TEXT NOT NULL);"
    "CREATE INDEX IF NOT EXISTS records_by_parent ON records (kind, parent, seq);"
    "CREATE INDEX IF NOT EXISTS records_below ON records (parent);"
    "CREATE INDEX IF NOT EXISTS records_stored ON records (json_extract(doc, '$.table.name')) WHERE kind = 'schema';";

char *
sluice_practice_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *seconds = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%06dZ", seconds, g_date_time_get_microsecond (now));
}

SluicePracticeStore *
sluice_practice_store_open (const char *path, GError **error)
{
  g_autoptr (SluicePracticeStore) self = g_new0 (SluicePracticeStore, 1);

  g_mutex_init (&self->mutex);
  if (sqlite3_open (path, &self->db) != SQLITE_OK || sqlite3_exec (self->db, SCHEMA_SQL, NULL, NULL, NULL) != SQLITE_OK)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", path, sqlite3_errmsg (self->db));
      return NULL;
    }
  sqlite3_busy_timeout (self->db, 10000);

  return g_steal_pointer (&self);
}

void
sluice_practice_store_free (SluicePracticeStore *self)
{
  if (self == NULL)
    return;
  sqlite3_close (self->db);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* Every statement here is ours and takes text only, so a failure is a full disk or a broken file: worth a warning. */
static sqlite3_stmt *
prepare (SluicePracticeStore *self, const char *sql, const char *const *params)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      g_warning ("The state cannot be read: %s", sqlite3_errmsg (self->db));
      return NULL;
    }
  for (int i = 0; params[i] != NULL; i++)
    sqlite3_bind_text (statement, i + 1, params[i], -1, SQLITE_TRANSIENT);

  return statement;
}

static gboolean
run (SluicePracticeStore *self, const char *sql, const char *const *params)
{
  sqlite3_stmt *statement = prepare (self, sql, params);
  gboolean changed;

  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_DONE)
    g_warning ("The state cannot be written: %s", sqlite3_errmsg (self->db));
  changed = sqlite3_changes (self->db) > 0;
  sqlite3_finalize (statement);

  return changed;
}

static char *
object_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return sluice_json_to_text (node);
}

/* A row of id, parent and text becomes an object that can be changed. */
static JsonObject *
object_from_row (sqlite3_stmt *statement)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  const char *text = (const char *) sqlite3_column_text (statement, 2);
  JsonObject *object;

  if (text == NULL || !json_parser_load_from_data (parser, text, -1, NULL) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return json_object_new ();

  object = json_object_ref (json_node_get_object (json_parser_get_root (parser)));
  json_object_set_string_member (object, "id", (const char *) sqlite3_column_text (statement, 0));
  json_object_set_string_member (object, "parent", (const char *) sqlite3_column_text (statement, 1));

  return object;
}

char *
sluice_practice_store_insert (SluicePracticeStore *self, const char *kind, const char *parent, JsonObject *doc)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *text = object_to_text (doc);
  const char *params[] = { kind, id, parent, text, NULL };
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  run (self, "INSERT INTO records (kind, id, parent, doc) VALUES (?, ?, ?, ?)", params);

  return g_steal_pointer (&id);
}

JsonObject *
sluice_practice_store_dup (SluicePracticeStore *self, const char *kind, const char *id)
{
  const char *params[] = { kind, id, NULL };
  JsonObject *object = NULL;
  sqlite3_stmt *statement;
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  statement = prepare (self, "SELECT id, parent, doc FROM records WHERE kind = ? AND id = ?", params);
  if (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    object = object_from_row (statement);
  sqlite3_finalize (statement);

  return object;
}

GPtrArray *
sluice_practice_store_list (SluicePracticeStore *self, const char *kind, const char *parent, gboolean newest_first)
{
  const char *params[] = { kind, parent, NULL };
  GPtrArray *objects = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  sqlite3_stmt *statement;
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  statement =
      prepare (self,
               newest_first ? "SELECT id, parent, doc FROM records WHERE kind = ?1 AND (?2 IS NULL OR parent = ?2)"
                              " ORDER BY seq DESC" :
                              "SELECT id, parent, doc FROM records WHERE kind = ?1 AND (?2 IS NULL OR parent = ?2)"
                              " ORDER BY seq",
               params);
  while (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (objects, object_from_row (statement));
  sqlite3_finalize (statement);

  return objects;
}

gboolean
sluice_practice_store_patch (SluicePracticeStore *self, const char *id, JsonObject *changes)
{
  g_autofree char *text = object_to_text (changes);
  const char *params[] = { text, id, NULL };
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  return run (self, "UPDATE records SET doc = json_patch(doc, ?) WHERE id = ?", params);
}

gboolean
sluice_practice_store_has_stored_name (SluicePracticeStore *self, const char *name, const char *except_id)
{
  const char *params[] = { name, except_id, NULL };
  sqlite3_stmt *statement;
  gboolean found;
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  statement =
      prepare (self,
               "SELECT 1 FROM records WHERE kind = 'schema' AND json_extract(doc, '$.table.name') = ? AND id <> ?",
               params);
  found = statement != NULL && sqlite3_step (statement) == SQLITE_ROW;
  sqlite3_finalize (statement);

  return found;
}

gboolean
sluice_practice_store_remove (SluicePracticeStore *self, const char *id)
{
  const char *params[] = { id, NULL };
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  run (self, "DELETE FROM records WHERE parent IN (SELECT id FROM records WHERE parent = ?)", params);
  run (self, "DELETE FROM records WHERE parent = ?", params);

  return run (self, "DELETE FROM records WHERE id = ?", params);
}
