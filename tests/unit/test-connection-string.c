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
  "postgres://u:hunter2@a:1,b:2/shop",
  "postgres://u:hunter2@[::1/shop",
  "postgres://u:hunter2@[::1]x/shop",
  "postgres://u:hunter2@db:port/shop",
  "postgres://db/shop?password=hunter2%zz",
  "postgres://db/shop?password=a&hunter2=%zz",
  "host=db password='hunter2",
  "host=db hunter2",
  "hunter2",
  "Server=db;Password=hunter2;",
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/connection-string/good", test_good);
  g_test_add_func ("/connection-string/bad", test_bad);
  g_test_add_func ("/connection-string/looks-like", test_looks_like);
  g_test_add_func ("/connection-string/address", test_address);

  return g_test_run ();
}
