/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-pg-error.h"
#include "sluice-pg-result.h"
#include "sluice-pg-target.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SluicePgConnection:
 *
 * One session on a PostgreSQL server. Its functions block and are meant for a worker thread; each can be cancelled from
 * another thread through its #GCancellable, which also cancels the statement on the server. One thread at a time.
 *
 * A session speaks UTF-8, UTC, ISO dates and the shortest exact form of floating-point numbers, whatever the server's,
 * the database's or the user's settings are; except one of `SLUICE_PG_SHARED`, which speaks UTF-8.
 */
typedef struct _SluicePgConnection SluicePgConnection;

/**
 * SluicePgFlags:
 * @SLUICE_PG_READ_ONLY: the session's transactions can only read
 * @SLUICE_PG_READ_WRITE: the session may write
 * @SLUICE_PG_SHARED: nothing is set for the session: behind a pooler it is other programs' session, too, and a setting
 *   would reach them. Reading happens between sluice_pg_connection_begin() and sluice_pg_connection_end()
 *
 * What a session is for.
 */
typedef enum
{
  SLUICE_PG_READ_ONLY,
  SLUICE_PG_READ_WRITE,
  SLUICE_PG_SHARED,
} SluicePgFlags;

/**
 * SluicePgRowsFunc:
 * @rows: some rows, at least one; valid during the call
 * @user_data: what was given to sluice_pg_connection_stream()
 * @error: return location for an error that ends the stream
 *
 * Takes a part of a statement's rows.
 *
 * Returns: %TRUE to go on
 */
typedef gboolean (*SluicePgRowsFunc) (const SluicePgResult *rows, gpointer user_data, GError **error);

/**
 * SluicePgExplainFunc:
 * @way: what was given to sluice_pg_connection_take_way()
 *
 * Says why a session broke. Called on the session's thread; it may wait for a moment.
 *
 * Returns: (transfer full) (nullable): the reason, or %NULL when the way is not at fault
 */
typedef char *(*SluicePgExplainFunc) (gpointer way);

/**
 * sluice_pg_forget_environment:
 *
 * Takes everything out of the environment that begins with "PG": libpq would let it decide about what nobody typed,
 * even about the address (`PGHOSTADDR`). To be called before there are threads.
 */
void sluice_pg_forget_environment (void);

/**
 * sluice_pg_connection_open:
 * @target: where to
 * @flags: whether it may write
 * @timeout_seconds: how long the whole attempt may take
 * @cancellable: (nullable): cancels it; the look-up of a host name, which libpq does by itself, is not cut short
 * @error: return location for a `SLUICE_PG_ERROR`
 *
 * Connects and logs in. Password files, service files and Kerberos are not used: what is typed is what is tried.
 *
 * Returns: (transfer full): a session, or %NULL
 */
SluicePgConnection *sluice_pg_connection_open (const SluicePgTarget *target,
                                               SluicePgFlags flags,
                                               guint timeout_seconds,
                                               GCancellable *cancellable,
                                               GError **error);

/**
 * sluice_pg_connection_free:
 * @self: (nullable): a session
 *
 * Logs out and frees @self.
 */
void sluice_pg_connection_free (SluicePgConnection *self);

/**
 * sluice_pg_connection_take_way:
 * @self: a session that has none
 * @way: (transfer full): what the session goes through, a tunnel for example
 * @explain: (scope notified): asked when the session broke; what it says takes the place of libpq's words
 * @free_way: frees @way
 *
 * Has the session keep what leads to the server, for as long as it lives.
 */
void sluice_pg_connection_take_way (SluicePgConnection *self,
                                    gpointer way,
                                    SluicePgExplainFunc explain,
                                    GDestroyNotify free_way);

/**
 * sluice_pg_connection_is_usable:
 * @self: a session
 *
 * Returns: %FALSE once the connection is lost, or the server has gone silent
 */
gboolean sluice_pg_connection_is_usable (SluicePgConnection *self);

/**
 * sluice_pg_connection_query:
 * @self: a session
 * @sql: one statement, with `$1`, `$2`, … where @params go
 * @params: (array length=n_params) (nullable): values as text; %NULL stands for SQL's NULL
 * @n_params: how many
 * @cancellable: (nullable): cancels it
 * @error: return location for an error
 *
 * Runs a statement and waits for all of its rows.
 *
 * Returns: (transfer full): its rows (none for a statement that gives none), or %NULL
 */
SluicePgResult *sluice_pg_connection_query (SluicePgConnection *self,
                                            const char *sql,
                                            const char *const *params,
                                            guint n_params,
                                            GCancellable *cancellable,
                                            GError **error);

/**
 * sluice_pg_connection_execute:
 * @self: a session
 * @sql: one or more statements, separated by semicolons
 * @cancellable: (nullable): cancels it
 * @error: return location for an error
 *
 * Runs statements whose rows are of no interest.
 *
 * Returns: whether all of them succeeded
 */
gboolean
sluice_pg_connection_execute (SluicePgConnection *self, const char *sql, GCancellable *cancellable, GError **error);

/**
 * sluice_pg_connection_stream:
 * @self: a session
 * @sql: one statement, with `$1`, `$2`, … where @params go
 * @params: (array length=n_params) (nullable): values as text; %NULL stands for SQL's NULL
 * @n_params: how many
 * @chunk: how many rows at most are given at a time
 * @func: (scope call): takes them
 * @user_data: for @func
 * @cancellable: (nullable): cancels it
 * @error: return location for an error
 *
 * Runs a statement and hands out its rows as they arrive, so that memory holds one chunk and never all of them.
 *
 * Returns: whether all rows were taken
 */
gboolean sluice_pg_connection_stream (SluicePgConnection *self,
                                      const char *sql,
                                      const char *const *params,
                                      guint n_params,
                                      guint chunk,
                                      SluicePgRowsFunc func,
                                      gpointer user_data,
                                      GCancellable *cancellable,
                                      GError **error);

/**
 * sluice_pg_connection_set_timeout:
 * @self: a session
 * @milliseconds: how long one statement may take on the server; 0 for no limit
 * @cancellable: (nullable): cancels it
 * @error: return location for an error
 *
 * Sets the limit for the statements that follow. One that takes longer fails with `SLUICE_PG_ERROR_TIMEOUT`.
 *
 * Returns: whether it was set
 */
gboolean sluice_pg_connection_set_timeout (SluicePgConnection *self,
                                           guint milliseconds,
                                           GCancellable *cancellable,
                                           GError **error);

/**
 * sluice_pg_connection_begin:
 * @self: a session
 * @timeout_ms: how long one statement may take on the server, in milliseconds; 0 for no limit
 * @cancellable: (nullable): cancels it
 * @error: return location for an error
 *
 * Begins a transaction that can only read. The limit holds to its end; a server that says nothing for some seconds more
 * is given up with the same `SLUICE_PG_ERROR_TIMEOUT`.
 *
 * Returns: whether it began
 */
gboolean
sluice_pg_connection_begin (SluicePgConnection *self, guint timeout_ms, GCancellable *cancellable, GError **error);

/**
 * sluice_pg_connection_end:
 * @self: a session
 *
 * Ends the transaction, if there is one, and with it all that was set in it. Not waited for longer than some seconds.
 */
void sluice_pg_connection_end (SluicePgConnection *self);

/**
 * sluice_pg_dup_client_version:
 *
 * Returns: (transfer full): the version of libpq that runs, such as “17.5”
 */
char *sluice_pg_dup_client_version (void);

/**
 * sluice_pg_quote_identifier:
 * @name: a name
 *
 * Returns: (transfer full): @name as it stands in SQL, in double quotes
 */
char *sluice_pg_quote_identifier (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePgConnection, sluice_pg_connection_free)

G_END_DECLS
