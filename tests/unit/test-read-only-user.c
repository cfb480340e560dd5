/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-read-only-user.h"
#include "unit-common.h"

#include <string.h>

#define PASSWORD "Fresh-1"
#define TYPED "hunter2"
#define VALUES(...) ((const char *const[]) { __VA_ARGS__, NULL })

/* @values: path and value in turn */
static SluiceForm *
new_form (const char *source_type, const char *const *values)
{
  g_autoptr (SluiceSourceType) type = unit_source_type (source_type);
  SluiceForm *form = sluice_form_new (type);

  sluice_form_set_value (form, "password", TYPED);
  sluice_form_set_value (form, "auth_type/password", TYPED);
  for (; *values != NULL; values += 2)
    sluice_form_set_value (form, values[0], values[1]);

  return form;
}

static void
assert_text (const char *source_type, const char *const *values, const char *wanted)
{
  g_autoptr (SluiceForm) form = new_form (source_type, values);
  g_autoptr (SluiceReadOnlyUser) user = sluice_read_only_user_new (form, PASSWORD);

  g_assert_cmpstr (user->text, ==, wanted);
  g_assert_nonnull (user->where);
  g_assert_null (strstr (user->text, TYPED));
}

#define BLOCK(CONDITION, MARK, ROLE)                                                                                   \
  "DO " MARK "\nDECLARE\n  place name;\n  owner name;\nBEGIN\n"                                                        \
  "  FOR place IN SELECT nspname FROM pg_catalog.pg_namespace WHERE " CONDITION " LOOP\n"                              \
  "    BEGIN\n"                                                                                                        \
  "      EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', place, " ROLE ");\n"                                         \
  "      EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I', place, " ROLE ");\n"                          \
  "    EXCEPTION WHEN insufficient_privilege THEN\n"                                                                   \
  "      RAISE WARNING 'Schema % cannot be read: %', place, SQLERRM;\n"                                                \
  "      CONTINUE;\n"                                                                                                  \
  "    END;\n"                                                                                                         \
  "    FOR owner IN\n"                                                                                                 \
  "      SELECT current_user UNION SELECT pg_catalog.pg_get_userbyid(c.relowner)\n"                                    \
  "      FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace\n"                  \
  "      WHERE n.nspname = place\n"                                                                                    \
  "    LOOP\n"                                                                                                         \
  "      BEGIN\n"                                                                                                      \
  "        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT SELECT ON TABLES TO %I',\n"         \
  "          owner, place, " ROLE ");\n"                                                                               \
  "      EXCEPTION WHEN insufficient_privilege THEN\n"                                                                 \
  "        RAISE WARNING 'New tables of % in % cannot be read: %', owner, place, SQLERRM;\n"                           \
  "      END;\n"                                                                                                       \
  "    END LOOP;\n  END LOOP;\nEND " MARK ";\n"

/* tests/practice runs it in a real PostgreSQL; here is what it says, and what stands between its quotes. */
static void
test_postgres (void)
{
  assert_text ("Postgres", VALUES ("database", "shop", "schema", "public", "user", "reader"),
               "CREATE ROLE \"reader\" WITH LOGIN PASSWORD '" PASSWORD "';\n"
               "GRANT CONNECT ON DATABASE \"shop\" TO \"reader\";\n" BLOCK ("nspname = 'public'", "$$", "'reader'"));
  assert_text ("Supabase", VALUES ("database", "Our \"Shop\"", "schema", "a$$'\\b", "user", "o'hara"),
               "CREATE ROLE \"o'hara\" WITH LOGIN PASSWORD '" PASSWORD "';\n"
               "GRANT CONNECT ON DATABASE \"Our \"\"Shop\"\"\" TO \"o'hara\";\n" BLOCK ("nspname = E'a$$''\\\\b'",
                                                                                        "$posthog1$", "'o''hara'"));
}

/* No schema means all of them, but never the system's. */
static void
test_no_schema (void)
{
  g_autoptr (SluiceForm) one = new_form ("Postgres", VALUES ("database", "shop", "schema", "public"));
  g_autoptr (SluiceForm) all = new_form ("Postgres", VALUES ("database", "shop"));
  g_autoptr (SluiceReadOnlyUser) for_one = sluice_read_only_user_new (one, PASSWORD);
  g_autoptr (SluiceReadOnlyUser) for_all = sluice_read_only_user_new (all, PASSWORD);

  assert_text ("Postgres", VALUES ("database", "shop", "user", "reader"),
               "CREATE ROLE \"reader\" WITH LOGIN PASSWORD '" PASSWORD "';\n"
               "GRANT CONNECT ON DATABASE \"shop\" TO \"reader\";\n" BLOCK (
                   "nspname !~ '^pg_' AND nspname <> 'information_schema'", "$$", "'reader'"));
  g_assert_nonnull (strstr (for_one->where, "shop"));
  g_assert_nonnull (strstr (for_all->caveat, "A schema that is new"));
  g_assert_null (strstr (for_one->caveat, "A schema that is new"));
}

static void
test_mysql (void)
{
  assert_text ("MySQL", VALUES ("database", "shop_eu", "user", "o'hara"),
               "CREATE USER 'o''hara'@'%' IDENTIFIED BY '" PASSWORD "';\n"
               "GRANT SELECT, SHOW VIEW ON `shop\\_eu`.* TO 'o''hara'@'%';\n");
  assert_text ("MySQL", VALUES ("database", "shop", "schema", "a`b%", "user", "r"),
               "CREATE USER 'r'@'%' IDENTIFIED BY '" PASSWORD "';\n"
               "GRANT SELECT, SHOW VIEW ON `a``b\\%`.* TO 'r'@'%';\n");
}

static void
test_mssql (void)
{
  assert_text ("MSSQL", VALUES ("host", "db.example.com", "database", "a]b", "schema", "dbo", "user", "r"),
               "CREATE LOGIN [r] WITH PASSWORD = N'" PASSWORD "';\n"
               "USE [a]]b];\n"
               "CREATE USER [r] FOR LOGIN [r];\n"
               "GRANT SELECT ON SCHEMA::[dbo] TO [r];\n");
  /* Azure has no USE; its users live in their database. */
  assert_text ("MSSQL", VALUES ("host", "x.Database.windows.net ", "database", "shop", "user", "r"),
               "CREATE USER [r] WITH PASSWORD = N'" PASSWORD "';\n"
               "ALTER ROLE db_datareader ADD MEMBER [r];\n");
}

static void
test_redshift (void)
{
  assert_text ("Redshift", VALUES ("database", "dev", "schema", "sales", "user", "r"),
               "CREATE USER \"r\" PASSWORD '" PASSWORD "';\n"
               "GRANT USAGE ON SCHEMA \"sales\" TO \"r\";\n"
               "GRANT SELECT FOR TABLES IN SCHEMA \"sales\" DATABASE \"dev\" TO \"r\";\n");
  assert_text ("Redshift", VALUES ("database", "dev", "user", "r"),
               "CREATE USER \"r\" PASSWORD '" PASSWORD "';\n"
               "GRANT USAGE FOR SCHEMAS IN DATABASE \"dev\" TO \"r\";\n"
               "GRANT SELECT FOR TABLES IN DATABASE \"dev\" TO \"r\";\n");
}

static void
test_clickhouse (void)
{
  assert_text ("ClickHouse", VALUES ("database", "we`b\\", "user", "r"),
               "CREATE USER `r` IDENTIFIED WITH sha256_password BY '" PASSWORD "';\n"
               "GRANT SELECT ON `we\\`b\\\\`.* TO `r`;\n");
}

/* A plain name means capitals; the role that may do everything is not granted to anybody. */
static void
test_snowflake (void)
{
  g_autoptr (SluiceForm) form = NULL;
  g_autoptr (SluiceReadOnlyUser) user = NULL;

  assert_text ("Snowflake",
               VALUES ("database", "shop", "warehouse", "w h", "schema", "Sales", "role", "accountadmin", "auth_type",
                       "password", "auth_type/user", "ada"),
               "USE ROLE SECURITYADMIN;\n"
               "CREATE ROLE IF NOT EXISTS \"POSTHOG_READER\";\n"
               "GRANT USAGE ON WAREHOUSE \"w h\" TO ROLE \"POSTHOG_READER\";\n"
               "GRANT USAGE ON DATABASE \"SHOP\" TO ROLE \"POSTHOG_READER\";\n"
               "GRANT USAGE ON SCHEMA \"SHOP\".\"SALES\" TO ROLE \"POSTHOG_READER\";\n"
               "GRANT SELECT ON ALL TABLES IN SCHEMA \"SHOP\".\"SALES\" TO ROLE \"POSTHOG_READER\";\n"
               "GRANT SELECT ON FUTURE TABLES IN SCHEMA \"SHOP\".\"SALES\" TO ROLE \"POSTHOG_READER\";\n"
               "GRANT SELECT ON ALL VIEWS IN SCHEMA \"SHOP\".\"SALES\" TO ROLE \"POSTHOG_READER\";\n"
               "GRANT SELECT ON FUTURE VIEWS IN SCHEMA \"SHOP\".\"SALES\" TO ROLE \"POSTHOG_READER\";\n"
               "CREATE USER \"ADA\" TYPE = LEGACY_SERVICE PASSWORD = '" PASSWORD "'\n"
               "  DEFAULT_ROLE = \"POSTHOG_READER\" DEFAULT_WAREHOUSE = \"w h\";\n"
               "GRANT ROLE \"POSTHOG_READER\" TO USER \"ADA\";\n");

  form = new_form ("Snowflake", VALUES ("database", "shop", "auth_type", "keypair", "auth_type/user", "ada"));
  user = sluice_read_only_user_new (form, PASSWORD);
  g_assert_nonnull (strstr (user->text, "RSA_PUBLIC_KEY = '<public key>'"));
  g_assert_nonnull (strstr (user->text, "GRANT USAGE ON FUTURE SCHEMAS IN DATABASE \"SHOP\""));
  g_assert_nonnull (strstr (user->text, "ON WAREHOUSE \"<warehouse>\""));
  g_assert_null (strstr (user->text, PASSWORD));
  g_assert_null (user->password);
}

static void
test_bigquery (void)
{
  assert_text ("BigQuery", VALUES ("dataset_id", "sales"),
               "PROJECT=$(gcloud config get-value project)\n"
               "READER=posthog-reader@$PROJECT.iam.gserviceaccount.com\n"
               "gcloud iam service-accounts create posthog-reader --project=\"$PROJECT\"\n"
               "gcloud projects add-iam-policy-binding \"$PROJECT\" --condition=None \\\n"
               "  --member=\"serviceAccount:$READER\" --role=roles/bigquery.jobUser\n"
               "gcloud projects add-iam-policy-binding \"$PROJECT\" --condition=None \\\n"
               "  --member=\"serviceAccount:$READER\" --role=roles/bigquery.readSessionUser\n"
               "bq query --project_id=\"$PROJECT\" --use_legacy_sql=false \\\n"
               "  'GRANT `roles/bigquery.dataViewer` ON SCHEMA `sales` TO \"serviceAccount:'\"$READER\"'\"'\n"
               "gcloud iam service-accounts keys create posthog-reader.json --iam-account=\"$READER\"\n");
  /* Who has a key file has an account already. */
  assert_text (
      "BigQuery",
      VALUES ("dataset_id", "sal'es", "key_file", "{\"client_email\":\"a@b.c\",\"project_id\":\"p'q\"}",
              "temporary-dataset", "true", "temporary-dataset/temporary_dataset_id", "tmp", "dataset_project", "true",
              "dataset_project/dataset_project_id", "other"),
      "PROJECT='p'\\''q'\n"
      "READER='a@b.c'\n"
      "gcloud projects add-iam-policy-binding \"$PROJECT\" --condition=None \\\n"
      "  --member=\"serviceAccount:$READER\" --role=roles/bigquery.jobUser\n"
      "gcloud projects add-iam-policy-binding \"$PROJECT\" --condition=None \\\n"
      "  --member=\"serviceAccount:$READER\" --role=roles/bigquery.readSessionUser\n"
      "bq query --project_id=\"$PROJECT\" --use_legacy_sql=false \\\n"
      "  'GRANT `roles/bigquery.dataViewer` ON SCHEMA `other.sal'\\''es` TO \"serviceAccount:'\"$READER\"'\"'\n"
      "bq query --project_id=\"$PROJECT\" --use_legacy_sql=false \\\n"
      "  'GRANT `roles/bigquery.dataEditor` ON SCHEMA `other.tmp` TO \"serviceAccount:'\"$READER\"'\"'\n");
}

static void
test_mongodb (void)
{
  assert_text ("MongoDB", VALUES ("connection_string", "mongodb://ada:" TYPED "@db.example.com/shop"),
               "db.getSiblingDB(\"admin\").createUser({\n"
               "  user: \"ada\",\n"
               "  pwd: passwordPrompt(),\n"
               "  roles: [{ role: \"read\", db: \"shop\" }]\n"
               "});\n");
  assert_text ("MongoDB", VALUES ("connection_string", "", "database_name", ""),
               "db.getSiblingDB(\"admin\").createUser({\n"
               "  user: \"posthog_reader\",\n"
               "  pwd: passwordPrompt(),\n"
               "  roles: [{ role: \"readAnyDatabase\", db: \"admin\" }]\n"
               "});\n");
}

/* An administrator is not made read-only, and what is typed stays until the person asks for the new one. */
static void
test_fill (void)
{
  g_autoptr (SluiceForm) form =
      new_form ("Supabase", VALUES ("host", "aws-0-eu.pooler.supabase.com", "user", "postgres.abcdef"));
  g_autoptr (SluiceReadOnlyUser) user = sluice_read_only_user_new (form, PASSWORD);
  g_autoptr (SluiceForm) snowflake = new_form ("Snowflake", VALUES ("auth_type", "password"));
  g_autoptr (SluiceReadOnlyUser) other = sluice_read_only_user_new (snowflake, PASSWORD);

  g_assert_cmpstr (user->user, ==, "posthog_reader.abcdef");
  g_assert_true (g_str_has_prefix (user->text, "CREATE ROLE \"posthog_reader\" "));
  g_assert_cmpstr (sluice_form_get_value (form, "password"), ==, TYPED);
  g_assert_cmpstr (sluice_form_get_value (form, "user"), ==, "postgres.abcdef");
  sluice_read_only_user_fill_form (user, form);
  g_assert_cmpstr (sluice_form_get_value (form, "password"), ==, PASSWORD);
  g_assert_cmpstr (sluice_form_get_value (form, "user"), ==, "posthog_reader.abcdef");

  sluice_read_only_user_fill_form (other, snowflake);
  g_assert_cmpstr (sluice_form_get_value (snowflake, "auth_type/user"), ==, "posthog_reader");
  g_assert_cmpstr (sluice_form_get_value (snowflake, "auth_type/password"), ==, PASSWORD);
}

/* Every database of the catalogue, and nothing for what is none. */
static void
test_kinds (void)
{
  g_autoptr (GListModel) types = unit_source_types ();

  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (SluiceSourceType) type = g_list_model_get_item (types, i);
      g_autoptr (SluiceForm) form = sluice_form_new (type);
      g_autoptr (SluiceReadOnlyUser) user = sluice_read_only_user_new (form, NULL);

      g_assert_cmpint (user != NULL, ==, sluice_source_type_is_database (type));
      if (user != NULL && user->user != NULL && !g_str_equal (sluice_source_type_get_name (type), "MongoDB"))
        g_assert_nonnull (strstr (user->text, "<password>"));
    }
}

static void
test_password (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 200; i++)
    {
      char *password = sluice_password_generate ();

      g_assert_cmpuint (strlen (password), ==, 27);
      g_assert_nonnull (strpbrk (password, G_CSET_A_2_Z));
      g_assert_nonnull (strpbrk (password, G_CSET_a_2_z));
      g_assert_nonnull (strpbrk (password, G_CSET_DIGITS));
      g_assert_cmpuint (strspn (password, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-"), ==, 27);
      g_assert_true (g_hash_table_add (seen, password));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/read-only-user/postgres", test_postgres);
  g_test_add_func ("/read-only-user/no-schema", test_no_schema);
  g_test_add_func ("/read-only-user/mysql", test_mysql);
  g_test_add_func ("/read-only-user/mssql", test_mssql);
  g_test_add_func ("/read-only-user/redshift", test_redshift);
  g_test_add_func ("/read-only-user/clickhouse", test_clickhouse);
  g_test_add_func ("/read-only-user/snowflake", test_snowflake);
  g_test_add_func ("/read-only-user/bigquery", test_bigquery);
  g_test_add_func ("/read-only-user/mongodb", test_mongodb);
  g_test_add_func ("/read-only-user/fill", test_fill);
  g_test_add_func ("/read-only-user/kinds", test_kinds);
  g_test_add_func ("/read-only-user/password", test_password);

  return g_test_run ();
}
