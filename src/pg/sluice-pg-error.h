/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SLUICE_PG_ERROR:
 *
 * The domain of errors from a PostgreSQL server or from the way to it. The message is libpq's or the server's own text.
 */
#define SLUICE_PG_ERROR (sluice_pg_error_quark ())

/**
 * SluicePgError:
 * @SLUICE_PG_ERROR_CONNECT: the server cannot be reached, or refuses connections
 * @SLUICE_PG_ERROR_LOGIN: the server rejected the user or the password
 * @SLUICE_PG_ERROR_DATABASE: the server has no such database
 * @SLUICE_PG_ERROR_PERMISSION: the user may not do this
 * @SLUICE_PG_ERROR_TIMEOUT: a time limit of ours passed
 * @SLUICE_PG_ERROR_QUERY: anything else the server answered
 *
 * What went wrong. A cancelled call gives `G_IO_ERROR_CANCELLED` instead.
 */
typedef enum
{
  SLUICE_PG_ERROR_CONNECT,
  SLUICE_PG_ERROR_LOGIN,
  SLUICE_PG_ERROR_DATABASE,
  SLUICE_PG_ERROR_PERMISSION,
  SLUICE_PG_ERROR_TIMEOUT,
  SLUICE_PG_ERROR_QUERY,
} SluicePgError;

GQuark sluice_pg_error_quark (void);

/**
 * sluice_pg_error_from_sqlstate:
 * @sqlstate: (nullable): the five characters of an SQLSTATE
 * @fallback: the code for every other state
 *
 * Returns: the code that @sqlstate stands for
 */
SluicePgError sluice_pg_error_from_sqlstate (const char *sqlstate, SluicePgError fallback);

/**
 * sluice_pg_error_new_for_connection:
 * @text: what libpq says about a failed attempt to connect, written verbosely
 *
 * Makes an error of a verbose connection message: takes the code from the SQLSTATE in it, which does not depend on the
 * server's language, and gives back the text as it would be without the SQLSTATE and the place in the server's source.
 *
 * Returns: (transfer full): a new error
 */
GError *sluice_pg_error_new_for_connection (const char *text);

G_END_DECLS
