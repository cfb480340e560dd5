/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "sluice-form-paste.h"
#include "unit-common.h"

static SluiceForm *
make_form (const char *source_type)
{
  g_autoptr (SluiceSourceType) type = unit_source_type (source_type);

  return sluice_form_new (type);
}

/* (transfer full) what was said */
static char *
paste (SluiceForm *form, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceFormPaste) done = sluice_form_paste (form, text, &error);

  g_test_message ("%s", text);
  g_assert_no_error (error);

  return g_strdup (sluice_form_paste_get_left_out (done));
}

/* Each type has its values under the names of its own form (the fields of wizard.json). */
static void
test_each_type (void)
{
  static const struct
  {
    const char *source_type;
    const char *text;
    const char *flat;
  } cases[] = {
    { "Postgres", "postgresql://reader:p%40ss@[2001:db8::1]:6543/shop?options=-csearch_path%3Dsales",
      "{'source_type':'Postgres','host':'2001:db8::1','port':'6543','database':'shop','user':'reader',"
      "'password':'p@ss','schema':'sales','ssh_tunnel':{'enabled':false}}" },
    { "Supabase", "jdbc:postgresql://aws-0-eu.pooler.supabase.com:5432/postgres?user=postgres.abc&password=x",
      "{'source_type':'Supabase','host':'aws-0-eu.pooler.supabase.com','port':'5432','database':'postgres',"
      "'user':'postgres.abc','password':'x','ssh_tunnel':{'enabled':false}}" },
    { "Redshift", "redshift://u:p@c.example.com/dev",
      "{'source_type':'Redshift','host':'c.example.com','port':'5439','database':'dev','user':'u','password':'p',"
      "'ssh_tunnel':{'enabled':false}}" },
    { "MySQL", "mysql://u:p@db:3307/shop?ssl-mode=DISABLED",
      "{'source_type':'MySQL','host':'db','port':'3307','database':'shop','user':'u','password':'p',"
      "'using_ssl':'false','verify_server_certificate':'false','ssh_tunnel':{'enabled':false}}" },
    { "MSSQL", "Server=tcp:db.example.com,1500;Database=shop;User Id=u;Password=p;Encrypt=True",
      "{'source_type':'MSSQL','host':'db.example.com','port':'1500','database':'shop','user':'u','password':'p',"
      "'ssh_tunnel':{'enabled':false}}" },
    { "ClickHouse", "http://u:p@db.example.com:8123/?database=shop",
      "{'source_type':'ClickHouse','host':'db.example.com','port':'8123','database':'shop','user':'u','password':'p',"
      "'secure':'false','verify':'true','ssh_tunnel':{'enabled':false}}" },
    { "Snowflake", "snowflake://u:p@org-acct/shop/sales?warehouse=W&role=R",
      "{'source_type':'Snowflake','account_id':'org-acct','database':'shop','warehouse':'W','role':'R',"
      "'schema':'sales','auth_type':{'selection':'password','user':'u','password':'p'}}" },
    { "MongoDB", " mongodb+srv://u:p@cluster.example.com/shop?w=majority\n",
      "{'source_type':'MongoDB','connection_string':'mongodb+srv://u:p@cluster.example.com/shop?w=majority'}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceForm) form = make_form (cases[i].source_type);
      g_autofree char *said = paste (form, cases[i].text);

      g_assert_true (sluice_form_takes_connection_strings (form));
      g_assert_nonnull (sluice_form_get_connection_example (form));
      g_assert_true (sluice_form_is_connection_string (form, cases[i].text));
      g_assert_true (sluice_form_get_complete (form));
      unit_assert_json (sluice_form_to_flat (form), cases[i].flat);
    }
}

/* A form that asks for a key pair asks for a password once one was pasted. */
static void
test_snowflake_password (void)
{
  g_autoptr (SluiceForm) form = make_form ("Snowflake");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  sluice_form_set_value (form, "auth_type", "keypair");
  first = paste (form, "https://ab12345.eu-central-1.snowflakecomputing.com");
  g_assert_cmpstr (sluice_form_get_value (form, "auth_type"), ==, "keypair");
  g_assert_cmpstr (sluice_form_get_value (form, "account_id"), ==, "ab12345.eu-central-1");
  second = paste (form, "snowflake://u:p@x");
  g_assert_cmpstr (sluice_form_get_value (form, "auth_type"), ==, "password");
}

/* What it does not say stays, and what has no place is said. */
static void
test_left_out (void)
{
  g_autoptr (SluiceForm) form = make_form ("Postgres");
  g_autofree char *first = paste (form, "postgres://u:p@a.example.com,b.example.com/shop?sslmode=require&"
                                        "application_name=x&hunter2=y");
  g_autofree char *second = paste (form, "host=db.example.com");

  g_assert_nonnull (strstr (first, "2 hosts"));
  g_assert_nonnull (strstr (first, "application_name, sslmode"));
  g_assert_nonnull (strstr (first, "1 part"));
  g_assert_null (strstr (first, "hunter2"));
  g_assert_null (second);
  g_assert_cmpstr (sluice_form_get_value (form, "host"), ==, "db.example.com");
  g_assert_cmpstr (sluice_form_get_value (form, "database"), ==, "shop");
  g_assert_cmpstr (sluice_form_get_value (form, "port"), ==, "5432");
}

/* On an error nothing changes, and nothing of what was pasted is in its words. */
static void
test_bad (void)
{
  static const struct
  {
    const char *text;
    const char *said;
  } bad[] = {
    { "postgres://u:hunter2%zz@other/shop", "password" },
    { "mysql://u:hunter2@other/shop", "This is a connection string of MySQL; this form is for Postgres." },
    { "Server=other,1433;Pwd=hunter2", "This is a connection string of SQL Server; this form is for Postgres." },
    { "postgres://u:hunter2@other:x/shop", "port" },
    { "hunter2", "not a connection string" },
  };
  g_autoptr (SluiceForm) form = make_form ("Postgres");
  g_autofree char *before = sluice_form_dup_fingerprint (form);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      g_assert_null (sluice_form_paste (form, bad[i].text, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_null (strstr (error->message, "hunter2"));
      g_assert_nonnull (strstr (error->message, bad[i].said));
      after = sluice_form_dup_fingerprint (form);
      g_assert_cmpstr (before, ==, after);
    }
}

static void
test_undo (void)
{
  g_autoptr (SluiceForm) form = make_form ("Snowflake");
  g_autoptr (SluiceFormPaste) done = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  sluice_form_set_value (form, "account_id", "mine");
  sluice_form_set_value (form, "auth_type", "keypair");
  before = sluice_form_dup_fingerprint (form);
  done = sluice_form_paste (form, "snowflake://u:p@other/shop?warehouse=W", NULL);
  g_assert_cmpstr (sluice_form_get_value (form, "account_id"), ==, "other");
  sluice_form_paste_undo (done);
  after = sluice_form_dup_fingerprint (form);
  g_assert_cmpstr (before, ==, after);
}

/* Any database's, so that a password in it does not end in a field that shows it; web addresses only where they are
 * what one connects to. */
static void
test_is_connection_string (void)
{
  g_autoptr (SluiceForm) postgres = make_form ("Postgres");
  g_autoptr (SluiceForm) clickhouse = make_form ("ClickHouse");
  g_autoptr (SluiceForm) stripe = make_form ("Stripe");

  g_assert_true (sluice_form_is_connection_string (postgres, "postgres://db/shop"));
  g_assert_true (sluice_form_is_connection_string (postgres, "host=db dbname=shop"));
  /* One with a fault is one too: pasting it says what is wrong. */
  g_assert_true (sluice_form_is_connection_string (postgres, "postgres://u:%zz@db/shop"));
  g_assert_true (sluice_form_is_connection_string (postgres, "mysql://db/shop"));
  g_assert_false (sluice_form_is_connection_string (postgres, "db.example.com"));
  g_assert_false (sluice_form_is_connection_string (postgres, "https://db.example.com:5432"));
  g_assert_true (sluice_form_is_connection_string (clickhouse, "https://db.example.com:8443"));
  g_assert_false (sluice_form_is_connection_string (clickhouse, "https://x.snowflakecomputing.com"));
  g_assert_false (sluice_form_is_connection_string (stripe, "postgres://db/shop"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-paste/each-type", test_each_type);
  g_test_add_func ("/form-paste/snowflake-password", test_snowflake_password);
  g_test_add_func ("/form-paste/left-out", test_left_out);
  g_test_add_func ("/form-paste/bad", test_bad);
  g_test_add_func ("/form-paste/undo", test_undo);
  g_test_add_func ("/form-paste/is", test_is_connection_string);

  return g_test_run ();
}
