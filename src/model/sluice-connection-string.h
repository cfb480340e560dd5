/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceConnectionString:
 * @scheme: (nullable): the scheme in lower case; %NULL for libpq's own form
 * @host: (nullable): a host name or an IP address without brackets
 * @port: (nullable): digits
 * @database: (nullable): the database
 * @user: (nullable): the user
 * @password: (nullable): the password
 * @schema: (nullable): the first schema of a search path
 *
 * A connection string taken apart; what it does not say is %NULL. The password is wiped when it is freed.
 */
typedef struct
{
  char *scheme;
  char *host;
  char *port;
  char *database;
  char *user;
  char *password;
  char *schema;
} SluiceConnectionString;

/**
 * sluice_connection_string_parse:
 * @text: what was pasted
 * @error: return location for an error
 *
 * Takes a connection string apart: a URL, with percent-decoding, or libpq's form "host=… port=…". The error, of
 * `G_IO_ERROR`, is translated, says which part is odd and never quotes @text, which holds a secret.
 *
 * Returns: (transfer full) (nullable): the parts, or %NULL
 */
SluiceConnectionString *sluice_connection_string_parse (const char *text, GError **error);

/**
 * sluice_connection_string_looks_like:
 * @text: a text
 *
 * Tells whether it is worth trying to take @text apart.
 *
 * Returns: whether it begins with a scheme and "://", or with a keyword of libpq and "="
 */
gboolean sluice_connection_string_looks_like (const char *text);

/**
 * sluice_connection_string_dup_address:
 * @text: what was pasted
 *
 * Tells which database @text leads to, whoever asks: of a URL what stands between the user and the query, also where it
 * names several hosts; of libpq's form host, port and database. It is to be compared, not shown: of a password that was
 * not written as it has to be, a part may be in it.
 *
 * Returns: (transfer full) (nullable): an address, to be wiped; %NULL if @text says none
 */
char *sluice_connection_string_dup_address (const char *text);

/**
 * sluice_connection_string_free:
 * @self: (nullable): the parts
 *
 * Frees the parts and wipes the password. %NULL is fine.
 */
void sluice_connection_string_free (SluiceConnectionString *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceConnectionString, sluice_connection_string_free)

G_END_DECLS
