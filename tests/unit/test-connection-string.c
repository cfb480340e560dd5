/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "sluice-connection-string.h"

typedef struct
{
  const char *text;
  const char *scheme;
  const char *host;
  const char *port;
  const char *database;
  const char *user;
  const char *password;
  const char *schema;
} GoodCase;

static const GoodCase good[] = {
  { "postgresql://reader:s3cret@db.example.com:5432/shop", "postgresql", "db.example.com", "5432", "shop", "reader",
    "s3cret", NULL },
  { "  postgres://reader@db.example.com/shop\n", "postgres", "db.example.com", NULL, "shop", "reader", NULL, NULL },
  { "POSTGRES://db.example.com", "postgres", "db.example.com", NULL, NULL, NULL, NULL, NULL },
  { "postgres://", "postgres", NULL, NULL, NULL, NULL, NULL, NULL },
  { "postgres:///shop", "postgres", NULL, NULL, "shop", NULL, NULL, NULL },
  { "postgres://db/?sslmode=require", "postgres", "db", NULL, NULL, NULL, NULL, NULL },
  { "postgres://u:@db", "postgres", "db", NULL, NULL, "u", NULL, NULL },
  /* percent-encoded and not */
  { "postgres://us%40er:p%40%3A%2F%25%C3%A9@db/sh%20op", "postgres", "db", NULL, "sh op", "us@er", "p@:/%é", NULL },
  { "postgres://u:a:b@db", "postgres", "db", NULL, NULL, "u", "a:b", NULL },
  { "postgres://u:a@b@db", "postgres", "db", NULL, NULL, "u", "a@b", NULL },
  { "postgres://u:pass word@db", "postgres", "db", NULL, NULL, "u", "pass word", NULL },
  { "postgres://u:+@db", "postgres", "db", NULL, NULL, "u", "+", NULL },
  /* IPv6 */
  { "postgres://u:p@[2001:db8::1]:6543/shop", "postgres", "2001:db8::1", "6543", "shop", "u", "p", NULL },
  { "postgres://[::1]/shop", "postgres", "::1", NULL, "shop", NULL, NULL, NULL },
  /* what stands in the query */
  { "postgres://db/shop?user=u&password=p%26q&port=6000&dbname=other", "postgres", "db", "6000", "other", "u", "p&q",
    NULL },
  { "postgres://u@/shop?host=db.example.com", "postgres", "db.example.com", NULL, "shop", "u", NULL, NULL },
  { "postgres://db/shop?options=-c%20search_path%3Dsales%2Cpublic&sslmode=require", "postgres", "db", NULL, "shop",
    NULL, NULL, "sales" },
  { "postgres://db/shop?options=-csearch_path=sales%20-c%20statement_timeout=5", "postgres", "db", NULL, "shop", NULL,
    NULL, "sales" },
  { "postgres://db/shop?schema=sales", "postgres", "db", NULL, "shop", NULL, NULL, "sales" },
  { "jdbc:postgresql://db:5432/shop?user=u&password=p&currentSchema=sales", "postgresql", "db", "5432", "shop", "u",
    "p", "sales" },
  { "postgres://db/shop#fragment", "postgres", "db", NULL, "shop", NULL, NULL, NULL },
  { "mysql://root:x@db:3306/shop", "mysql", "db", "3306", "shop", "root", "x", NULL },
  /* libpq's own form */
  { "host=db.example.com port=5432 dbname=shop user=reader password=s3cret", NULL, "db.example.com", "5432", "shop",
    "reader", "s3cret", NULL },
  { "host = db  user= 'a b'  password='it\\'s \\\\ here' sslmode=require", NULL, "db", NULL, NULL, "a b",
    "it's \\ here", NULL },
  { "password=a\\ b host=db", NULL, "db", NULL, NULL, NULL, "a b", NULL },
  { "dbname=shop options='-c search_path=sales'", NULL, NULL, NULL, "shop", NULL, NULL, "sales" },
  { "hostaddr=192.0.2.7 user=u", NULL, "192.0.2.7", NULL, NULL, "u", NULL, NULL },
  { "host=db hostaddr=192.0.2.7", NULL, "db", NULL, NULL, NULL, NULL, NULL },
  { "host=db password=a;b", NULL, "db", NULL, NULL, NULL, "a;b", NULL },
  /* several hosts: the first */
  { "postgres://u:p@a:1,b:2/shop", "postgres", "a", "1", "shop", "u", "p", NULL },
  { "host=a,b port=1,2 dbname=shop", NULL, "a", "1", "shop", NULL, NULL, NULL },
  { "mongodb://u:p@a:27017,b:27017/shop?replicaSet=r", "mongodb", "a", "27017", "shop", "u", "p", NULL },
  /* a driver */
  { "postgresql+psycopg2://u@db/shop", "postgresql", "db", NULL, "shop", "u", NULL, NULL },
  { "mssql+pyodbc://u:p@db/shop?driver=ODBC+Driver+18+for+SQL+Server", "mssql", "db", NULL, "shop", "u", "p", NULL },
  /* SQL Server */
  { "Server=tcp:shop.database.windows.net,1433;Initial Catalog=shop;Persist Security Info=False;User ID=reader;"
    "Password=a;MultipleActiveResultSets=False;Encrypt=True;",
    NULL, "shop.database.windows.net", "1433", "shop", "reader", "a", NULL },
  { "Driver={ODBC Driver 18 for SQL Server};Server=db,1500;Database=shop;Uid=reader;Pwd={a;b}}c};", NULL, "db", "1500",
    "shop", "reader", "a;b}c", NULL },
  { "Data Source=db\\SQLEXPRESS; Initial Catalog = shop; User Id=u; Password=\"a;\"\"b\"", NULL, "db", NULL, "shop",
    "u", "a;\"b", NULL },
  { "jdbc:sqlserver://db:1433;databaseName=shop;user=u@x;password={p/;@};encrypt=true", "sqlserver", "db", "1433",
    "shop", "u@x", "p/;@", NULL },
  { "sqlserver://u:p@db:1433?database=shop&encrypt=true", "sqlserver", "db", "1433", "shop", "u", "p", NULL },
  { "mssql://u:p@db\\INST:1433/shop", "mssql", "db", "1433", "shop", "u", "p", NULL },
  /* MySQL and Postgres in .NET's form */
  { "Server=db;Port=3306;Database=shop;Uid=root;Pwd=x;", NULL, "db", "3306", "shop", "root", "x", NULL },
  { "Host=db;Port=5432;Username=u;Password=p;Database=shop;Search Path=sales", NULL, "db", "5432", "shop", "u", "p",
    "sales" },
  /* ClickHouse */
  { "https://db.example.com:8443/?user=u&password=p&database=shop", "https", "db.example.com", "8443", "shop", "u", "p",
    NULL },
  { "jdbc:clickhouse:https://db:8443/shop?user=u", "https", "db", "8443", "shop", "u", NULL, NULL },
  /* a secret store */
  { "{\"engine\": \"postgres\", \"host\": \"db\", \"port\": 5432, \"username\": \"u\", \"password\": \"p\","
    "\"dbname\": \"shop\"}",
    NULL, "db", "5432", "shop", "u", "p", NULL },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      const GoodCase *wanted = &good[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (SluiceConnectionString) got = sluice_connection_string_parse (wanted->text, &error);

      g_test_message ("%s", wanted->text);
      g_assert_no_error (error);
      g_assert_true (sluice_connection_string_looks_like (wanted->text));
      g_assert_cmpstr (got->scheme, ==, wanted->scheme);
      g_assert_cmpstr (got->host, ==, wanted->host);
      g_assert_cmpstr (got->port, ==, wanted->port);
      g_assert_cmpstr (got->database, ==, wanted->database);
      g_assert_cmpstr (got->user, ==, wanted->user);
      g_assert_cmpstr (got->password, ==, wanted->password);
      g_assert_cmpstr (got->schema, ==, wanted->schema);
    }
}

/* Each has a secret in it, which must not come back in the error: an error is shown, copied and logged. */
static const char *const bad[] = {
  "postgres://u:hunter2%zz@db/shop",
  "postgres://u:hunter2%@db/shop",
  "postgres://u:hunter2%00@db/shop",
  "postgres://u:hunter2%ff@db/shop",
  "postgres://u:hunter2/x@db/shop",
  "postgres://u:hunter2#x@db/shop",
  "postgres://u:hunter2@[::1/shop",
  "postgres://u:hunter2@[::1]x/shop",
  "postgres://u:hunter2@db:port/shop",
  "postgres://db/shop?password=hunter2%zz",
  "postgres://db/shop?password=a&hunter2=%zz",
  "host=db password='hunter2",
  "host=db hunter2",
  "hunter2",
  "Server=db;Password=\"hunter2",
  "Server=db;hunter2",
  "Server=db;Password={hunter2}x;Database=y",
  "{\"account\": \"x\", \"password\": \"hunter2\"",
  "",
  "postgres:/hunter2",
  "://hunter2",
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SluiceConnectionString) got = sluice_connection_string_parse (bad[i], &error);

      g_test_message ("%s", bad[i]);
      g_assert_null (got);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_null (strstr (error->message, "hunter2"));
    }
}

static void
test_looks_like (void)
{
  static const char *const no[] = { "",        "shop",   "db.example.com", "db.example.com:5432",
                                    "user@db", "host",   "hostess=1",      "a=b",
                                    "://x",    "1a://x", "postgres:",      "host db" };

  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    {
      g_test_message ("%s", no[i]);
      g_assert_false (sluice_connection_string_looks_like (no[i]));
    }
}

static void
test_address (void)
{
  static const struct
  {
    const char *text;
    const char *address;
  } cases[] = {
    { "mongodb://u:hunter2@a.example.com:27017,b.example.com/shop?tls=true", "a.example.com:27017,b.example.com/shop" },
    { " mongodb+srv://cluster.example.com/#x", "cluster.example.com/" },
    /* Not written as it has to be */
    { "mongodb://u:hunter2/@p@a.example.com/shop", "a.example.com/shop" },
    { "host=db port=5 user=u password=hunter2", "db:5/" },
    { "hunter2", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = sluice_connection_string_dup_address (cases[i].text);

      g_assert_cmpstr (address, ==, cases[i].address);
    }
}

/* Which kind it is of, so that one for another form can be told from it. */
static void
test_engines (void)
{
  static const struct
  {
    const char *text;
    SluiceEngines engines;
  } cases[] = {
    { "postgres://db", SLUICE_ENGINE_POSTGRES },
    { "host=db", SLUICE_ENGINE_POSTGRES },
    { "redshift://db", SLUICE_ENGINE_REDSHIFT },
    { "mariadb://db", SLUICE_ENGINE_MYSQL },
    { "jdbc:mysql://db/shop?useSSL=false", SLUICE_ENGINE_MYSQL },
    { "Server=db,1433;Uid=u", SLUICE_ENGINE_MSSQL },
    { "Driver={MySQL ODBC 8.0 Unicode Driver};Server=db", SLUICE_ENGINE_MYSQL },
    { "Server=db;Port=1;Uid=u", SLUICE_ENGINE_ALL & ~SLUICE_ENGINE_MSSQL },
    { "Server=db;Uid=u", SLUICE_ENGINE_ALL },
    { "clickhouses://db", SLUICE_ENGINE_CLICKHOUSE },
    { "https://db.example.com:8443", SLUICE_ENGINE_CLICKHOUSE },
    { "https://ab12345.snowflakecomputing.com/console/login", SLUICE_ENGINE_SNOWFLAKE },
    { "mongodb+srv://db", SLUICE_ENGINE_MONGODB },
    { "redis://db", SLUICE_ENGINE_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceConnectionString) got = sluice_connection_string_parse (cases[i].text, NULL);

      g_test_message ("%s", cases[i].text);
      g_assert_nonnull (got);
      g_assert_cmpuint (got->engines, ==, cases[i].engines);
    }
  g_assert_cmpstr (sluice_engines_get_label (SLUICE_ENGINE_MSSQL), ==, "SQL Server");
  g_assert_null (sluice_engines_get_label (SLUICE_ENGINE_ALL));
}

/* Snowflake has an account where others have a host, and several ways of writing it. */
static void
test_snowflake (void)
{
  static const struct
  {
    const char *text;
    const char *account;
    const char *database;
    const char *schema;
  } cases[] = {
    { "snowflake://u:p@ab12345.eu-central-1/shop/sales?warehouse=W&role=R", "ab12345.eu-central-1", "shop", "sales" },
    { "snowflake://u:p@org-acct.snowflakecomputing.com:443/shop?warehouse=W&role=R", "org-acct", "shop", NULL },
    { "jdbc:snowflake://org-acct.snowflakecomputing.com/?user=u&password=p&db=shop&warehouse=W&role=R&schema=sales",
      "org-acct", "shop", "sales" },
    { "{\"account\": \"org-acct\", \"user\": \"u\", \"password\": \"p\", \"warehouse\": \"W\", \"role\": \"R\"}",
      "org-acct", NULL, NULL },
  };
  g_autoptr (SluiceConnectionString) page =
      sluice_connection_string_parse ("https://app.snowflake.com/org/acct/#/homepage", NULL);
  g_autoptr (SluiceConnectionString) url =
      sluice_connection_string_parse ("https://ab12345.eu-central-1.snowflakecomputing.com/console/login", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceConnectionString) got = sluice_connection_string_parse (cases[i].text, NULL);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (got->account, ==, cases[i].account);
      g_assert_cmpstr (got->database, ==, cases[i].database);
      g_assert_cmpstr (got->schema, ==, cases[i].schema);
      g_assert_cmpstr (got->warehouse, ==, "W");
      g_assert_cmpstr (got->role, ==, "R");
      g_assert_cmpstr (got->user, ==, "u");
      g_assert_cmpstr (got->password, ==, "p");
      g_assert_null (got->host);
    }
  g_assert_cmpstr (page->account, ==, "org-acct");
  g_assert_null (page->database);
  g_assert_cmpstr (url->account, ==, "ab12345.eu-central-1");
  g_assert_null (url->database);
}

/* What is passed over is told by names that are known, since an unknown one may be the rest of a password. */
static void
test_left_out (void)
{
  g_autoptr (SluiceConnectionString) got =
      sluice_connection_string_parse ("postgres://u:a@a,b,c/shop?connect_timeout=5&channel_binding=require&hunter2=x",
                                      NULL);
  g_autoptr (SluiceConnectionString) tls =
      sluice_connection_string_parse ("mysql://db/shop?ssl-mode=VERIFY_CA&allowPublicKeyRetrieval=true", NULL);
  g_autoptr (SluiceConnectionString) open = sluice_connection_string_parse ("postgres://db?sslmode=prefer", NULL);

  g_assert_cmpuint (got->n_hosts, ==, 3);
  g_assert_cmpuint (got->n_unknown, ==, 1);
  g_assert_cmpuint (got->left_out->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (got->left_out, 0), ==, "connect_timeout");
  g_assert_cmpstr (g_ptr_array_index (got->left_out, 1), ==, "channel_binding");
  g_assert_cmpstr (tls->tls, ==, "true");
  g_assert_cmpstr (tls->tls_keyword, ==, "sslmode");
  g_assert_cmpstr (tls->verify, ==, "true");
  g_assert_null (open->tls);
  g_assert_cmpstr (g_ptr_array_index (open->left_out, 0), ==, "sslmode");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/connection-string/good", test_good);
  g_test_add_func ("/connection-string/bad", test_bad);
  g_test_add_func ("/connection-string/looks-like", test_looks_like);
  g_test_add_func ("/connection-string/address", test_address);
  g_test_add_func ("/connection-string/engines", test_engines);
  g_test_add_func ("/connection-string/snowflake", test_snowflake);
  g_test_add_func ("/connection-string/left-out", test_left_out);

  return g_test_run ();
}
