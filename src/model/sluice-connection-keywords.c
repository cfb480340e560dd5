/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "sluice-connection-private.h"

typedef enum
{
  PART_HOST,
  PART_HOST_ADDRESS,
  PART_SERVER,
  PART_PORT,
  PART_DATABASE,
  PART_USER,
  PART_PASSWORD,
  PART_SCHEMA,
  PART_ACCOUNT,
  PART_WAREHOUSE,
  PART_ROLE,
  PART_TLS,
  PART_VERIFY,
  PART_TRUST,
  PART_OPTIONS,
  PART_ENGINE,
  PART_NONE,
} Part;

/* The keywords of libpq, of the JDBC and ADO.NET drivers, of ODBC, and of the vendors' own URLs, in lower case without
 * spaces, dashes and underscores. As a person would recognise it is how one that is left out is named. */
static const struct
{
  const char *keyword;
  Part part;
  const char *name;
} keywords[] = {
  { "host", PART_HOST, NULL },
  { "hostname", PART_HOST, NULL },
  { "hostaddr", PART_HOST_ADDRESS, NULL },
  { "server", PART_SERVER, NULL },
  { "servername", PART_SERVER, NULL },
  { "datasource", PART_SERVER, NULL },
  { "addr", PART_SERVER, NULL },
  { "address", PART_SERVER, NULL },
  { "networkaddress", PART_SERVER, NULL },
  { "port", PART_PORT, NULL },
  { "portnumber", PART_PORT, NULL },
  { "dbname", PART_DATABASE, NULL },
  { "database", PART_DATABASE, NULL },
  { "databasename", PART_DATABASE, NULL },
  { "initialcatalog", PART_DATABASE, NULL },
  { "db", PART_DATABASE, NULL },
  { "user", PART_USER, NULL },
  { "userid", PART_USER, NULL },
  { "username", PART_USER, NULL },
  { "uid", PART_USER, NULL },
  { "password", PART_PASSWORD, NULL },
  { "pwd", PART_PASSWORD, NULL },
  { "schema", PART_SCHEMA, NULL },
  { "schemaname", PART_SCHEMA, NULL },
  { "searchpath", PART_SCHEMA, NULL },
  { "currentschema", PART_SCHEMA, NULL },
  { "account", PART_ACCOUNT, NULL },
  { "accountid", PART_ACCOUNT, NULL },
  { "accountname", PART_ACCOUNT, NULL },
  { "warehouse", PART_WAREHOUSE, NULL },
  { "role", PART_ROLE, NULL },
  { "engine", PART_ENGINE, NULL },
  { "sslmode", PART_TLS, "sslmode" },
  { "ssl", PART_TLS, "ssl" },
  { "usessl", PART_TLS, "useSSL" },
  { "requiressl", PART_TLS, "requireSSL" },
  { "secure", PART_TLS, "secure" },
  { "encrypt", PART_TLS, "Encrypt" },
  { "verify", PART_VERIFY, "verify" },
  { "verifyservercertificate", PART_VERIFY, "verifyServerCertificate" },
  { "trustservercertificate", PART_TRUST, "TrustServerCertificate" },
  { "options", PART_OPTIONS, "options" },
  { "applicationintent", PART_NONE, "ApplicationIntent" },
  { "applicationname", PART_NONE, "application_name" },
  { "authentication", PART_NONE, "Authentication" },
  { "authenticator", PART_NONE, "authenticator" },
  { "allowpublickeyretrieval", PART_NONE, "allowPublicKeyRetrieval" },
  { "channelbinding", PART_NONE, "channel_binding" },
  { "charset", PART_NONE, "charset" },
  { "compress", PART_NONE, "compress" },
  { "connectionlimit", PART_NONE, "connection_limit" },
  { "connectiontimeout", PART_NONE, "Connection Timeout" },
  { "connecttimeout", PART_NONE, "connect_timeout" },
  { "driver", PART_NONE, "Driver" },
  { "failovermode", PART_NONE, "failover" },
  { "gssencmode", PART_NONE, "gssencmode" },
  { "hostnameincertificate", PART_NONE, "hostNameInCertificate" },
  { "instancename", PART_NONE, "instanceName" },
  { "integratedsecurity", PART_NONE, "Integrated Security" },
  { "logintimeout", PART_NONE, "loginTimeout" },
  { "multipleactiveresultsets", PART_NONE, "MultipleActiveResultSets" },
  { "passcode", PART_NONE, "passcode" },
  { "persistsecurityinfo", PART_NONE, "Persist Security Info" },
  { "pgbouncer", PART_NONE, "pgbouncer" },
  { "pooltimeout", PART_NONE, "pool_timeout" },
  { "preparethreshold", PART_NONE, "prepareThreshold" },
  { "privatekey", PART_NONE, "private_key" },
  { "privatekeyfile", PART_NONE, "private_key_file" },
  { "protocol", PART_NONE, "protocol" },
  { "servertimezone", PART_NONE, "serverTimezone" },
  { "sslaccept", PART_NONE, "sslaccept" },
  { "sslca", PART_NONE, "ssl-ca" },
  { "sslcert", PART_NONE, "sslcert" },
  { "sslkey", PART_NONE, "sslkey" },
  { "sslrootcert", PART_NONE, "sslrootcert" },
  { "statementtimeout", PART_NONE, "statement_timeout" },
  { "targetsessionattrs", PART_NONE, "target_session_attrs" },
  { "timezone", PART_NONE, "timezone" },
  { "trustedconnection", PART_NONE, "Trusted_Connection" },
};

static char *
normalise (const char *keyword)
{
  GString *normal = g_string_new (NULL);

  for (; *keyword != '\0'; keyword++)
    if (strchr (" \t\r\n_-", *keyword) == NULL)
      g_string_append_c (normal, g_ascii_tolower (*keyword));

  return g_string_free_and_steal (normal);
}

gboolean
sluice_connection_fail (GError **error, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, message);

  return FALSE;
}

void
sluice_connection_take (char **part, char *value)
{
  if (value != NULL && *value == '\0')
    g_clear_pointer (&value, g_free);
  if (value == NULL)
    return;

  sluice_secret_free (*part);
  *part = value;
}

static void
leave_out (SluiceConnectionString *self, const char *name)
{
  if (!g_ptr_array_find (self->left_out, name, NULL))
    g_ptr_array_add (self->left_out, (gpointer) name);
}

/* The first one of a list such as "sales, public". */
static char *
dup_first (const char *list)
{
  return g_strstrip (g_strndup (list, strcspn (list, ",")));
}

static void
take_hosts (SluiceConnectionString *self, const char *list)
{
  self->n_hosts = 1;
  for (const char *at = list; *at != '\0'; at++)
    self->n_hosts += *at == ',';
  sluice_connection_take (&self->host, dup_first (list));
}

/* "tcp:db.example.com,1433" or "db.example.com\\INSTANCE" */
static void
take_server (SluiceConnectionString *self, const char *server)
{
  const char *comma;
  g_autofree char *host = NULL;
  char *backslash;

  if (g_ascii_strncasecmp (server, "tcp:", 4) == 0)
    {
      self->engines &= SLUICE_ENGINE_MSSQL;
      server += 4;
    }
  comma = strchr (server, ',');
  if (comma != NULL && comma[1 + strspn (comma + 1, " 0123456789")] != '\0')
    {
      take_hosts (self, server);
      return;
    }

  host = dup_first (server);
  backslash = strchr (host, '\\');
  if (backslash != NULL)
    {
      *backslash = '\0';
      leave_out (self, "instance");
    }
  self->n_hosts = 1;
  sluice_connection_take (&self->host, g_steal_pointer (&host));
  if (comma != NULL)
    {
      self->engines &= SLUICE_ENGINE_MSSQL;
      sluice_connection_take (&self->port, g_strstrip (g_strdup (comma + 1)));
    }
}

/* "-c search_path=sales", "-csearch_path=sales" or "--search_path=sales" among a server's options. */
static gboolean
take_options (SluiceConnectionString *self, const char *options)
{
  const char *found = strstr (options, "search_path");
  const char *end;
  g_autofree char *list = NULL;

  if (found == NULL)
    return FALSE;

  found += strlen ("search_path");
  found += strspn (found, " ");
  if (*found != '=')
    return FALSE;

  found++;
  found += strspn (found, " ");
  end = strstr (found, " -");
  list = end != NULL ? g_strndup (found, end - found) : g_strdup (found);
  sluice_connection_take (&self->schema, dup_first (list));

  return TRUE;
}

/* What a mode of encryption comes to: "true", "false", or NULL for one that leaves it open. */
static const char *
read_switch (const char *mode)
{
  static const char *const on[] = {
    "true",     "1",          "yes",       "on",          "require",         "required", "verify-ca", "verify-full",
    "verifyca", "verifyfull", "verify_ca", "verify_full", "verify_identity", "strict",   "mandatory", NULL
  };
  static const char *const off[] = { "false", "0", "no", "off", "disable", "disabled", "none", NULL };
  g_autofree char *lower = g_ascii_strdown (mode, -1);

  if (g_strv_contains (on, lower))
    return "true";

  return g_strv_contains (off, lower) ? "false" : NULL;
}

static void
take_switch (SluiceConnectionString *self, char **part, const char **keyword, const char *name, const char *is)
{
  if (is == NULL)
    {
      leave_out (self, name);
      return;
    }

  sluice_connection_take (part, g_strdup (is));
  *keyword = name;
}

static void
take_tls (SluiceConnectionString *self, const char *name, const char *mode)
{
  take_switch (self, &self->tls, &self->tls_keyword, name, read_switch (mode));
  if (g_ascii_strncasecmp (mode, "verify", 6) == 0)
    take_switch (self, &self->verify, &self->verify_keyword, name, "true");
}

static void
take_engine (SluiceConnectionString *self, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  self->engines &= sluice_engines_from_scheme (lower);
}

/* Drivers of ODBC are named "ODBC Driver 18 for SQL Server", "MySQL ODBC 8.0 Unicode Driver", … */
static void
take_driver (SluiceConnectionString *self, const char *driver)
{
  static const struct
  {
    const char *word;
    SluiceEngines engine;
  } drivers[] = {
    { "sql server", SLUICE_ENGINE_MSSQL },    { "freetds", SLUICE_ENGINE_MSSQL },
    { "mysql", SLUICE_ENGINE_MYSQL },         { "mariadb", SLUICE_ENGINE_MYSQL },
    { "postgres", SLUICE_ENGINE_POSTGRES },   { "redshift", SLUICE_ENGINE_REDSHIFT },
    { "snowflake", SLUICE_ENGINE_SNOWFLAKE }, { "clickhouse", SLUICE_ENGINE_CLICKHOUSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (drivers); i++)
    if (strcasestr (driver, drivers[i].word) != NULL)
      {
        self->engines &= drivers[i].engine;
        return;
      }
}

static void
take_part (SluiceConnectionString *self, Part part, const char *name, const char *value)
{
  const char *is;

  switch (part)
    {
    case PART_HOST:
      take_hosts (self, value);
      break;
    case PART_HOST_ADDRESS:
      if (self->host == NULL)
        take_hosts (self, value);
      break;
    case PART_SERVER:
      take_server (self, value);
      break;
    case PART_PORT:
      sluice_connection_take (&self->port, dup_first (value));
      break;
    case PART_DATABASE:
      sluice_connection_take (&self->database, g_strdup (value));
      break;
    case PART_USER:
      sluice_connection_take (&self->user, g_strdup (value));
      break;
    case PART_PASSWORD:
      sluice_connection_take (&self->password, g_strdup (value));
      break;
    case PART_SCHEMA:
      sluice_connection_take (&self->schema, dup_first (value));
      break;
    case PART_ACCOUNT:
      self->engines &= SLUICE_ENGINE_SNOWFLAKE;
      sluice_connection_take (&self->account, g_strdup (value));
      break;
    case PART_WAREHOUSE:
      sluice_connection_take (&self->warehouse, g_strdup (value));
      break;
    case PART_ROLE:
      sluice_connection_take (&self->role, g_strdup (value));
      break;
    case PART_TLS:
      take_tls (self, name, value);
      break;
    case PART_VERIFY:
      take_switch (self, &self->verify, &self->verify_keyword, name, read_switch (value));
      break;
    case PART_TRUST:
      is = read_switch (value);
      take_switch (self, &self->verify, &self->verify_keyword, name,
                   is == NULL               ? NULL :
                   g_str_equal (is, "true") ? "false" :
                                              "true");
      break;
    case PART_OPTIONS:
      if (!take_options (self, value))
        leave_out (self, name);
      break;
    case PART_ENGINE:
      take_engine (self, value);
      break;
    case PART_NONE:
    default:
      if (g_str_equal (name, "Driver"))
        take_driver (self, value);
      else
        leave_out (self, name);
      break;
    }
}

void
sluice_connection_take_keyword (SluiceConnectionString *self, const char *keyword, char *value)
{
  g_auto (SluiceSecretText) text = value;
  g_auto (SluiceSecretText) normal = normalise (keyword);

  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (g_str_equal (keywords[i].keyword, normal))
      {
        take_part (self, keywords[i].part, keywords[i].name, text);
        return;
      }

  self->n_unknown++;
}
