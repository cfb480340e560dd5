/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceEngines:
 *
 * The kinds of databases that a connection string can be one of.
 */
typedef enum
{
  SLUICE_ENGINE_NONE = 0,
  SLUICE_ENGINE_POSTGRES = 1 << 0,
  SLUICE_ENGINE_REDSHIFT = 1 << 1,
  SLUICE_ENGINE_MYSQL = 1 << 2,
  SLUICE_ENGINE_MSSQL = 1 << 3,
  SLUICE_ENGINE_CLICKHOUSE = 1 << 4,
  SLUICE_ENGINE_MONGODB = 1 << 5,
  SLUICE_ENGINE_SNOWFLAKE = 1 << 6,
  SLUICE_ENGINE_ALL = (1 << 7) - 1,
} SluiceEngines;

/**
 * SluiceConnectionString:
 * @engines: which kinds of databases it may be one of; several where the form does not tell
 * @scheme: (nullable): the scheme in lower case, without a driver after a plus sign; %NULL for the forms without one
 * @host: (nullable): a host name or an IP address without brackets
 * @port: (nullable): digits
 * @database: (nullable): the database
 * @user: (nullable): the user
 * @password: (nullable): the password
 * @schema: (nullable): the first schema of a search path
 * @account: (nullable): Snowflake's account, without the domain
 * @warehouse: (nullable): Snowflake's warehouse
 * @role: (nullable): Snowflake's role
 * @tls: (nullable): "true" or "false"
 * @tls_keyword: (nullable): what said so, static
 * @verify: (nullable): "true" or "false": whether the server's certificate is verified
 * @verify_keyword: (nullable): what said so, static
 * @n_hosts: how many hosts it names, of which @host is the first
 * @left_out: (element-type utf8): well-known keywords whose values are not here; static texts
 * @n_unknown: how many more parts were passed over; what stands there may be the rest of a password
 *
 * A connection string taken apart; what it does not say is %NULL. Everything in it is wiped when it is freed.
 */
typedef struct
{
  SluiceEngines engines;
  char *scheme;
  char *host;
  char *port;
  char *database;
  char *user;
  char *password;
  char *schema;
  char *account;
  char *warehouse;
  char *role;
  char *tls;
  const char *tls_keyword;
  char *verify;
  const char *verify_keyword;
  guint n_hosts;
  GPtrArray *left_out;
  guint n_unknown;
} SluiceConnectionString;

/**
 * sluice_connection_string_parse:
 * @text: what was pasted
 * @error: return location for an error
 *
 * Takes a connection string apart: a URL with percent-decoding, also after "jdbc:" and with a list of hosts; libpq's
 * form "host=… port=…"; the form "Server=…;Database=…" of ADO.NET, ODBC and SQL Server's JDBC; or a JSON object of such
 * parts. The error, of `G_IO_ERROR`, is translated, says which part is odd and never quotes @text, which holds a
 * secret.
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
 * Returns: whether it begins with a scheme and "://", with a keyword and "=", or is a JSON object with a host or an
 * account
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
 * sluice_engines_get_label:
 * @engines: kinds of databases
 *
 * Returns: (nullable): the name of the one, untranslated; %NULL unless it is exactly one
 */
const char *sluice_engines_get_label (SluiceEngines engines);

/**
 * sluice_connection_string_free:
 * @self: (nullable): the parts
 *
 * Frees the parts and wipes the password. %NULL is fine.
 */
void sluice_connection_string_free (SluiceConnectionString *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceConnectionString, sluice_connection_string_free)

G_END_DECLS
