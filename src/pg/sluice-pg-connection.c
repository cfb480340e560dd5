/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-pg-connection.h"

#include <libpq-fe.h>
#include <string.h>

struct _SluicePgConnection
{
  PGconn *conn;
  gint64 patience; /* how long a statement is waited for, in microseconds; 0: for ever */
  SluicePgExplainFunc explain;
  gpointer way;
  GDestroyNotify free_way;
};

/* How much longer than its own limit the server is waited for, and how long for the end of what was cancelled. */
#define GRACE_USEC (5 * G_USEC_PER_SEC)

/* What every session sets, so that a value has one text form wherever it comes from. */
static const char SESSION_SQL[] = "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; "
                                  "SET extra_float_digits = 1; SET bytea_output = 'hex'; SET xmlbinary = 'base64'";

/* Waits until the socket is ready in a direction, the deadline (monotonic, 0 for none) passed, or somebody cancelled.
 */
static gboolean
wait_for_socket (PGconn *conn, GIOCondition condition, gint64 deadline, GCancellable *cancellable, GError **error)
{
  GPollFD fds[2] = { { .fd = PQsocket (conn), .events = condition } };
  guint n_fds = 1;
  int timeout = -1;
  int ready;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (g_cancellable_make_pollfd (cancellable, &fds[1]))
    n_fds = 2;
  if (deadline != 0)
    timeout = (int) CLAMP ((deadline - g_get_monotonic_time ()) / 1000, 0, G_MAXINT);
  do
    ready = g_poll (fds, n_fds, timeout);
  while (ready < 0 && errno == EINTR);
  if (n_fds == 2)
    g_cancellable_release_fd (cancellable);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (ready == 0 && PQstatus (conn) == CONNECTION_OK)
    {
      g_set_error (error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_TIMEOUT, "no answer from server at \"%s\", port %s",
                   PQhost (conn), PQport (conn));
      return FALSE;
    }
  if (ready == 0)
    {
      g_set_error (error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_CONNECT,
                   "connection to server at \"%s\", port %s failed: timeout expired", PQhost (conn), PQport (conn));
      return FALSE;
    }

  return TRUE;
}

static gboolean
finish_connecting (PGconn *conn, gint64 deadline, GCancellable *cancellable, GError **error)
{
  PostgresPollingStatusType status = PGRES_POLLING_WRITING;

  while (status != PGRES_POLLING_OK)
    {
      if (!wait_for_socket (conn, status == PGRES_POLLING_READING ? G_IO_IN : G_IO_OUT, deadline, cancellable, error))
        return FALSE;

      status = PQconnectPoll (conn);
      if (status == PGRES_POLLING_FAILED)
        {
          g_propagate_error (error, sluice_pg_error_new_for_connection (PQerrorMessage (conn)));
          return FALSE;
        }
    }

  return TRUE;
}

void
sluice_pg_forget_environment (void)
{
  g_auto (GStrv) names = g_listenv ();

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], "PG"))
      g_unsetenv (names[i]);
}

/* The default writes to standard error, where a notice would look like a fault of ours. */
static void
ignore_notice (void *user_data, const char *text)
{
}

SluicePgConnection *
sluice_pg_connection_open (const SluicePgTarget *target,
                           SluicePgFlags flags,
                           guint timeout_seconds,
                           GCancellable *cancellable,
                           GError **error)
{
  static const char *const keywords[] = { "host",       "port",
                                          "dbname",     "user",
                                          "password",   "gssencmode",
                                          "passfile",   "application_name",
                                          "options",    "client_encoding",
                                          "sslmode",    "sslcertmode",
                                          "keepalives", "connect_timeout",
                                          NULL };
  g_autofree char *port = g_strdup_printf ("%u", target->port);
  /* We wait by ourselves; this is for the second connection by which libpq cancels. */
  g_autofree char *timeout = g_strdup_printf ("%u", timeout_seconds);
  const char *values[] = { target->host,
                           port,
                           target->database,
                           target->user,
                           target->password,
                           "disable",
                           "/dev/null",
                           "sluice",
                           "",
                           "UTF8",
                           target->encrypted ? "require" : "prefer",
                           "disable",
                           "1",
                           timeout,
                           NULL };
  gint64 deadline = g_get_monotonic_time () + (gint64) timeout_seconds * G_USEC_PER_SEC;
  g_autoptr (SluicePgConnection) self = g_new0 (SluicePgConnection, 1);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  self->conn = PQconnectStartParams (keywords, values, 0);
  if (self->conn == NULL || PQstatus (self->conn) == CONNECTION_BAD)
    {
      g_propagate_error (error, sluice_pg_error_new_for_connection (PQerrorMessage (self->conn)));
      return NULL;
    }

  /* Verbose, because only then a connection message carries the SQLSTATE. */
  PQsetErrorVerbosity (self->conn, PQERRORS_VERBOSE);
  if (!finish_connecting (self->conn, deadline, cancellable, error))
    return NULL;
  PQsetErrorVerbosity (self->conn, PQERRORS_DEFAULT);
  PQsetNoticeProcessor (self->conn, ignore_notice, NULL);

  if (flags == SLUICE_PG_SHARED)
    return g_steal_pointer (&self);

  self->patience = MAX (deadline - g_get_monotonic_time (), 1);
  if (!sluice_pg_connection_execute (self, SESSION_SQL, cancellable, error))
    return NULL;
  if (flags == SLUICE_PG_READ_ONLY &&
      !sluice_pg_connection_execute (self, "SET default_transaction_read_only = on", cancellable, error))
    return NULL;
  self->patience = 0;

  return g_steal_pointer (&self);
}

void
sluice_pg_connection_free (SluicePgConnection *self)
{
  if (self == NULL)
    return;
  if (self->conn != NULL)
    PQfinish (self->conn);
  /* After the last words, which go over it. */
  if (self->free_way != NULL)
    self->free_way (self->way);
  g_free (self);
}

void
sluice_pg_connection_take_way (SluicePgConnection *self,
                               gpointer way,
                               SluicePgExplainFunc explain,
                               GDestroyNotify free_way)
{
  g_return_if_fail (self->way == NULL);

  self->way = way;
  self->explain = explain;
  self->free_way = free_way;
}

gboolean
sluice_pg_connection_is_usable (SluicePgConnection *self)
{
  return PQstatus (self->conn) == CONNECTION_OK && PQtransactionStatus (self->conn) != PQTRANS_ACTIVE;
}

static void
set_error_from_result (SluicePgConnection *self, const PGresult *result, GError **error)
{
  const char *state = result != NULL ? PQresultErrorField (result, PG_DIAG_SQLSTATE) : NULL;
  const char *text = result != NULL ? PQresultErrorMessage (result) : PQerrorMessage (self->conn);
  SluicePgError fallback = PQstatus (self->conn) == CONNECTION_BAD ? SLUICE_PG_ERROR_CONNECT : SLUICE_PG_ERROR_QUERY;
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *reason = NULL;

  if (fallback == SLUICE_PG_ERROR_CONNECT && self->explain != NULL)
    reason = self->explain (self->way);
  if (reason != NULL)
    {
      g_set_error_literal (error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_CONNECT, reason);
      return;
    }
  g_strchomp (valid);
  g_set_error_literal (error, SLUICE_PG_ERROR, sluice_pg_error_from_sqlstate (state, fallback),
                       *valid != '\0' ? valid : "The server gave no answer");
}

/* Ends the running statement on the server and reads what is left of its answer, so that the session stays usable;
 * unless the server has gone silent. */
static void
abandon (SluicePgConnection *self)
{
  PGcancelConn *cancel = PQcancelCreate (self->conn);
  const gint64 deadline = g_get_monotonic_time () + GRACE_USEC;
  PGresult *result = NULL;

  if (cancel != NULL)
    PQcancelBlocking (cancel);
  PQcancelFinish (cancel);
  do
    {
      g_clear_pointer (&result, PQclear);
      while (PQisBusy (self->conn))
        if (!wait_for_socket (self->conn, G_IO_IN, deadline, NULL, NULL) || !PQconsumeInput (self->conn))
          return;
    }
  while ((result = PQgetResult (self->conn)) != NULL);
}

static gboolean
next_result (SluicePgConnection *self, PGresult **result, gint64 deadline, GCancellable *cancellable, GError **error)
{
  while (TRUE)
    {
      int flushed = PQflush (self->conn);

      if (flushed == 0 && !PQisBusy (self->conn))
        break;
      if (!wait_for_socket (self->conn, flushed > 0 ? G_IO_IN | G_IO_OUT : G_IO_IN, deadline, cancellable, error))
        {
          abandon (self);
          return FALSE;
        }
      if (!PQconsumeInput (self->conn))
        {
          set_error_from_result (self, NULL, error);
          return FALSE;
        }
    }
  *result = PQgetResult (self->conn);

  return TRUE;
}

/* Reads the results of what was sent: the last one goes to @last if wanted, chunks to @func. */
static gboolean
read_results (SluicePgConnection *self,
              SluicePgResult **last,
              SluicePgRowsFunc func,
              gpointer user_data,
              GCancellable *cancellable,
              GError **error)
{
  const gint64 deadline = self->patience != 0 ? g_get_monotonic_time () + self->patience : 0;
  g_autoptr (GError) failure = NULL;

  while (TRUE)
    {
      g_autoptr (SluicePgResult) result = NULL;
      ExecStatusType status;

      if (!next_result (self, &result, deadline, cancellable, error))
        return FALSE;
      if (result == NULL)
        break;

      status = PQresultStatus (result);
      if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE)
        {
          if (failure == NULL)
            set_error_from_result (self, result, &failure);
        }
      else if (func != NULL)
        {
          if (PQntuples (result) > 0 && !func (result, user_data, error))
            {
              abandon (self);
              return FALSE;
            }
        }
      else if (last != NULL)
        {
          g_clear_pointer (last, sluice_pg_result_free);
          *last = g_steal_pointer (&result);
        }
    }
  if (failure != NULL)
    {
      if (last != NULL)
        g_clear_pointer (last, sluice_pg_result_free);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return TRUE;
}

SluicePgResult *
sluice_pg_connection_query (SluicePgConnection *self,
                            const char *sql,
                            const char *const *params,
                            guint n_params,
                            GCancellable *cancellable,
                            GError **error)
{
  SluicePgResult *result = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (!PQsendQueryParams (self->conn, sql, (int) n_params, NULL, params, NULL, NULL, 0))
    {
      set_error_from_result (self, NULL, error);
      return NULL;
    }
  if (!read_results (self, &result, NULL, NULL, cancellable, error))
    return NULL;

  return result;
}

gboolean
sluice_pg_connection_execute (SluicePgConnection *self, const char *sql, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!PQsendQuery (self->conn, sql))
    {
      set_error_from_result (self, NULL, error);
      return FALSE;
    }

  return read_results (self, NULL, NULL, NULL, cancellable, error);
}

gboolean
sluice_pg_connection_stream (SluicePgConnection *self,
                             const char *sql,
                             const char *const *params,
                             guint n_params,
                             guint chunk,
                             SluicePgRowsFunc func,
                             gpointer user_data,
                             GCancellable *cancellable,
                             GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!PQsendQueryParams (self->conn, sql, (int) n_params, NULL, params, NULL, NULL, 0) ||
      !PQsetChunkedRowsMode (self->conn, (int) chunk))
    {
      set_error_from_result (self, NULL, error);
      return FALSE;
    }

  return read_results (self, NULL, func, user_data, cancellable, error);
}

gboolean
sluice_pg_connection_set_timeout (SluicePgConnection *self,
                                  guint milliseconds,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SET statement_timeout = %u", milliseconds);

  return sluice_pg_connection_execute (self, sql, cancellable, error);
}

gboolean
sluice_pg_connection_begin (SluicePgConnection *self, guint timeout_ms, GCancellable *cancellable, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("BEGIN READ ONLY; SET LOCAL statement_timeout = %u", timeout_ms);

  self->patience = GRACE_USEC;
  if (!sluice_pg_connection_execute (self, sql, cancellable, error))
    return FALSE;
  self->patience = timeout_ms != 0 ? (gint64) timeout_ms * 1000 + GRACE_USEC : 0;

  return TRUE;
}

void
sluice_pg_connection_end (SluicePgConnection *self)
{
  self->patience = GRACE_USEC;
  if (PQtransactionStatus (self->conn) == PQTRANS_INTRANS || PQtransactionStatus (self->conn) == PQTRANS_INERROR)
    sluice_pg_connection_execute (self, "ROLLBACK", NULL, NULL);
  self->patience = 0;
}

char *
sluice_pg_dup_client_version (void)
{
  const int version = PQlibVersion ();

  /* Since 10 the last four digits are the minor version. */
  return g_strdup_printf ("%d.%d", version / 10000, version % 10000);
}

char *
sluice_pg_quote_identifier (const char *name)
{
  GString *quoted = g_string_new ("\"");

  for (const char *c = name; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (quoted, '"');
      g_string_append_c (quoted, *c);
    }
  g_string_append_c (quoted, '"');

  return g_string_free_and_steal (quoted);
}
