/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SluicePracticeStore:
 *
 * The practice server's state: sources, tables, jobs and log lines, each an object of JSON with an id and a parent,
 * kept in a SQLite file. All functions may be called on any thread; they block, so never on the main thread after the
 * start. What they give are copies.
 */
typedef struct _SluicePracticeStore SluicePracticeStore;

/* The kinds of objects. A source's parent is its project, a table's and a job's its source, a log line's and a
 * delivery's its table. */
#define SLUICE_PRACTICE_SOURCE "source"
#define SLUICE_PRACTICE_SCHEMA "schema"
#define SLUICE_PRACTICE_JOB "job"
#define SLUICE_PRACTICE_LOG "log"
/* Those of what comes from the browser, all of a project: connected accounts, stored credentials, and the tickets of
 * pages that are open. */
#define SLUICE_PRACTICE_ACCOUNT "account"
#define SLUICE_PRACTICE_CREDENTIAL "credential"
#define SLUICE_PRACTICE_TICKET "ticket"
/* What was delivered and waits for its table's next sync. */
#define SLUICE_PRACTICE_DELIVERY "delivery"

/**
 * sluice_practice_store_open:
 * @path: file name
 * @error: return location for an error
 *
 * Opens the state, made when there is none.
 *
 * Returns: (transfer full): the store, or %NULL
 */
SluicePracticeStore *sluice_practice_store_open (const char *path, GError **error);

/**
 * sluice_practice_store_free:
 * @self: (nullable): a store
 *
 * Closes the file.
 */
void sluice_practice_store_free (SluicePracticeStore *self);

/**
 * sluice_practice_store_insert:
 * @self: a store
 * @kind: what it is
 * @parent: id of its parent
 * @doc: the object, without id
 *
 * Adds an object.
 *
 * Returns: (transfer full): its new id
 */
char *sluice_practice_store_insert (SluicePracticeStore *self, const char *kind, const char *parent, JsonObject *doc);

/**
 * sluice_practice_store_dup:
 * @self: a store
 * @kind: what it is
 * @id: its id
 *
 * Returns: (transfer full) (nullable): the object with `id` and `parent` in it, or %NULL when there is none
 */
JsonObject *sluice_practice_store_dup (SluicePracticeStore *self, const char *kind, const char *id);

/**
 * sluice_practice_store_list:
 * @self: a store
 * @kind: what they are
 * @parent: (nullable): only those of this parent
 * @newest_first: else the oldest come first
 *
 * Returns: (transfer full) (element-type JsonObject): the objects with `id` and `parent` in them
 */
GPtrArray *
sluice_practice_store_list (SluicePracticeStore *self, const char *kind, const char *parent, gboolean newest_first);

/**
 * sluice_practice_store_patch:
 * @self: a store
 * @id: an object's id
 * @changes: the members to set; null removes one
 *
 * Changes an object in one step, as RFC 7396 says, leaving what others changed meanwhile.
 *
 * Returns: whether the object is there
 */
gboolean sluice_practice_store_patch (SluicePracticeStore *self, const char *id, JsonObject *changes);

/**
 * sluice_practice_store_has_stored_name:
 * @self: a store
 * @name: stored name of a table
 * @except_id: id of a table that does not count
 *
 * Returns: whether another table is stored under that name
 */
gboolean sluice_practice_store_has_stored_name (SluicePracticeStore *self, const char *name, const char *except_id);

/**
 * sluice_practice_store_remove:
 * @self: a store
 * @id: an object's id
 *
 * Removes an object and everything below it.
 *
 * Returns: whether it was there
 */
gboolean sluice_practice_store_remove (SluicePracticeStore *self, const char *id);

/**
 * sluice_practice_now:
 *
 * Returns: (transfer full): the time in ISO 8601 with microseconds, in UTC
 */
char *sluice_practice_now (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeStore, sluice_practice_store_free)

G_END_DECLS
