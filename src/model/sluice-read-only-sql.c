/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sluice-json.h"
#include "sluice-read-only-user-private.h"
#include "sluice-secret-text.h"
#include "sluice-sql-quotes.h"

/* What is not typed yet stands there in words, so that it cannot be run by mistake. */
static const char *
or_word (const char *name, const char *word)
{
  return *name != '\0' ? name : word;
}

/* What a block of PostgreSQL's code stands between: something that is not in it. */
static char *
dup_mark (const char *body)
{
  char *mark = g_strdup ("$$");

  for (guint i = 1; strstr (body, mark) != NULL; i++)
    {
      g_free (mark);
      mark = g_strdup_printf ("$posthog%u$", i);
    }

  return mark;
}

/* Default privileges are each owner's own: whoever owns a table there may make more. What the administrator may not
 * grant is left out with a warning, or nothing at all would be done. */
static char *
write_postgres_block (const SluiceReaderCase *each)
{
  g_autofree char *role = sluice_sql_quote (SLUICE_SQL_POSTGRES_LITERAL, each->role);
  g_autofree char *schema = sluice_sql_quote (SLUICE_SQL_POSTGRES_LITERAL, each->schema);
  g_autofree char *condition = *each->schema != '\0' ?
                                   g_strconcat ("nspname = ", schema, NULL) :
                                   g_strdup ("nspname !~ '^pg_' AND nspname <> 'information_schema'");
  g_autofree char *body = g_strdup_printf (
      "DECLARE\n"
      "  place name;\n"
      "  owner name;\n"
      "BEGIN\n"
      "  FOR place IN SELECT nspname FROM pg_catalog.pg_namespace WHERE %s LOOP\n"
      "    BEGIN\n"
      "      EXECUTE format('GRANT USAGE ON SCHEMA %%I TO %%I', place, %s);\n"
      "      EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %%I TO %%I', place, %s);\n"
      "    EXCEPTION WHEN insufficient_privilege THEN\n"
      "      RAISE WARNING 'Schema %% cannot be read: %%', place, SQLERRM;\n"
      "      CONTINUE;\n"
      "    END;\n"
      "    FOR owner IN\n"
      "      SELECT current_user UNION SELECT pg_catalog.pg_get_userbyid(c.relowner)\n"
      "      FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace\n"
      "      WHERE n.nspname = place\n"
      "    LOOP\n"
      "      BEGIN\n"
      "        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %%I IN SCHEMA %%I GRANT SELECT ON TABLES TO %%I',\n"
      "          owner, place, %s);\n"
      "      EXCEPTION WHEN insufficient_privilege THEN\n"
      "        RAISE WARNING 'New tables of %% in %% cannot be read: %%', owner, place, SQLERRM;\n"
      "      END;\n"
      "    END LOOP;\n"
      "  END LOOP;\n"
      "END ",
      condition, role, role, role);
  g_autofree char *mark = dup_mark (body);

  return g_strconcat ("DO ", mark, "\n", body, mark, ";\n", NULL);
}

char *
sluice_reader_write_postgres (const SluiceReaderCase *each)
{
  g_autofree char *role = sluice_sql_quote (SLUICE_SQL_IDENTIFIER, each->role);
  g_autofree char *database = sluice_sql_quote (SLUICE_SQL_IDENTIFIER, each->database);
  g_auto (SluiceSecretText) password = sluice_sql_quote (SLUICE_SQL_POSTGRES_LITERAL, each->password);
  g_autofree char *block = write_postgres_block (each);
  g_autofree char *connect =
      *each->database != '\0' ? g_strdup_printf ("GRANT CONNECT ON DATABASE %s TO %s;\n", database, role) : NULL;

  return g_strdup_printf ("CREATE ROLE %s WITH LOGIN PASSWORD %s;\n%s%s", role, password,
                          connect != NULL ? connect : "", block);
}

/* Rights that are scoped hold for what is made later too, whoever makes it. */
char *
sluice_reader_write_redshift (const SluiceReaderCase *each)
{
  g_autofree char *role = sluice_sql_quote (SLUICE_SQL_IDENTIFIER, each->role);
  g_autofree char *database = sluice_sql_quote (SLUICE_SQL_IDENTIFIER, or_word (each->database, "<database>"));
  g_autofree char *schema = sluice_sql_quote (SLUICE_SQL_IDENTIFIER, each->schema);
  g_auto (SluiceSecretText) password = sluice_sql_quote (SLUICE_SQL_BACKSLASH_LITERAL, each->password);

  if (*each->schema != '\0')
    return g_strdup_printf ("CREATE USER %s PASSWORD %s;\n"
                            "GRANT USAGE ON SCHEMA %s TO %s;\n"
                            "GRANT SELECT FOR TABLES IN SCHEMA %s DATABASE %s TO %s;\n",
                            role, password, schema, role, schema, database, role);

  return g_strdup_printf ("CREATE USER %s PASSWORD %s;\n"
                          "GRANT USAGE FOR SCHEMAS IN DATABASE %s TO %s;\n"
                          "GRANT SELECT FOR TABLES IN DATABASE %s TO %s;\n",
                          role, password, database, role, database, role);
}

/* In a grant, the name of a database is a pattern. */
static char *
dup_mysql_pattern (const char *name)
{
  g_autoptr (GString) pattern = g_string_new (name);

  g_string_replace (pattern, "_", "\\_", 0);
  g_string_replace (pattern, "%", "\\%", 0);

  return sluice_sql_quote (SLUICE_SQL_BACKTICKS, pattern->str);
}

char *
sluice_reader_write_mysql (const SluiceReaderCase *each)
{
  g_autofree char *role = sluice_sql_quote (SLUICE_SQL_BACKSLASH_LITERAL, each->role);
  g_autofree char *database = dup_mysql_pattern (or_word (each->schema, or_word (each->database, "<database>")));
  g_auto (SluiceSecretText) password = sluice_sql_quote (SLUICE_SQL_BACKSLASH_LITERAL, each->password);

  return g_strdup_printf ("CREATE USER %s@'%%' IDENTIFIED BY %s;\n"
                          "GRANT SELECT, SHOW VIEW ON %s.* TO %s@'%%';\n",
                          role, password, database, role);
}

gboolean
sluice_reader_is_azure (const SluiceReaderCase *each)
{
  g_autofree char *host = g_ascii_strdown (sluice_form_get_value (each->form, "host"), -1);

  return g_str_has_suffix (g_strstrip (host), ".database.windows.net");
}

char *
sluice_reader_write_mssql (const SluiceReaderCase *each)
{
  g_autofree char *role = sluice_sql_quote (SLUICE_SQL_BRACKETS, each->role);
  g_autofree char *database = sluice_sql_quote (SLUICE_SQL_BRACKETS, or_word (each->database, "<database>"));
  g_autofree char *schema = sluice_sql_quote (SLUICE_SQL_BRACKETS, each->schema);
  g_auto (SluiceSecretText) password = sluice_sql_quote (SLUICE_SQL_UNICODE_LITERAL, each->password);
  g_autofree char *grant = *each->schema != '\0' ?
                               g_strdup_printf ("GRANT SELECT ON SCHEMA::%s TO %s;\n", schema, role) :
                               g_strdup_printf ("ALTER ROLE db_datareader ADD MEMBER %s;\n", role);

  if (sluice_reader_is_azure (each))
    return g_strdup_printf ("CREATE USER %s WITH PASSWORD = %s;\n%s", role, password, grant);

  return g_strdup_printf ("CREATE LOGIN %s WITH PASSWORD = %s;\n"
                          "USE %s;\n"
                          "CREATE USER %s FOR LOGIN %s;\n%s",
                          role, password, database, role, role, grant);
}

char *
sluice_reader_write_clickhouse (const SluiceReaderCase *each)
{
  g_autofree char *role = sluice_sql_quote (SLUICE_SQL_ESCAPED_BACKTICKS, each->role);
  g_autofree char *database = sluice_sql_quote (SLUICE_SQL_ESCAPED_BACKTICKS, or_word (each->schema, "<database>"));
  g_auto (SluiceSecretText) password = sluice_sql_quote (SLUICE_SQL_ESCAPED_LITERAL, each->password);

  return g_strdup_printf ("CREATE USER %s IDENTIFIED WITH sha256_password BY %s;\n"
                          "GRANT SELECT ON %s.* TO %s;\n",
                          role, password, database, role);
}

gboolean
sluice_reader_has_key_pair (const SluiceReaderCase *each)
{
  return g_str_equal (sluice_form_get_value (each->form, "auth_type"), "keypair");
}

/* The role that is typed, unless it may do everything. */
static char *
dup_snowflake_role (const SluiceReaderCase *each)
{
  static const char *const system_roles[] = { "ACCOUNTADMIN", "SYSADMIN", "SECURITYADMIN",  "USERADMIN",
                                              "ORGADMIN",     "PUBLIC",   "GLOBALORGADMIN", NULL };
  g_autofree char *typed = g_strstrip (g_strdup (sluice_form_get_value (each->form, "role")));
  g_autofree char *name = sluice_sql_dup_snowflake_name (typed);

  return g_strdup (*name == '\0' || g_strv_contains (system_roles, name) ? "POSTHOG_READER" : name);
}

/* @schema: "" for all of them */
static char *
dup_snowflake_grants (const char *role, const char *warehouse, const char *database, const char *schema)
{
  static const char *const kinds[] = { "TABLES", "VIEWS" };
  g_autofree char *place = *schema != '\0' ? g_strconcat ("SCHEMA ", database, ".", schema, NULL) :
                                             g_strconcat ("DATABASE ", database, NULL);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "GRANT USAGE ON WAREHOUSE %s TO ROLE %s;\n", warehouse, role);
  g_string_append_printf (sql, "GRANT USAGE ON DATABASE %s TO ROLE %s;\n", database, role);
  if (*schema != '\0')
    g_string_append_printf (sql, "GRANT USAGE ON %s TO ROLE %s;\n", place, role);
  else
    g_string_append_printf (sql,
                            "GRANT USAGE ON ALL SCHEMAS IN %s TO ROLE %s;\n"
                            "GRANT USAGE ON FUTURE SCHEMAS IN %s TO ROLE %s;\n",
                            place, role, place, role);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_string_append_printf (sql,
                            "GRANT SELECT ON ALL %s IN %s TO ROLE %s;\n"
                            "GRANT SELECT ON FUTURE %s IN %s TO ROLE %s;\n",
                            kinds[i], place, role, kinds[i], place, role);

  return g_string_free_and_steal (sql);
}

/* Who is no person needs no second factor. */
static char *
dup_snowflake_login (const SluiceReaderCase *each)
{
  g_auto (SluiceSecretText) password = NULL;

  if (sluice_reader_has_key_pair (each))
    return g_strdup ("SERVICE RSA_PUBLIC_KEY = '<public key>'");
  password = sluice_sql_quote (SLUICE_SQL_BACKSLASH_LITERAL, each->password);

  return g_strconcat ("LEGACY_SERVICE PASSWORD = ", password, NULL);
}

static char *
quote_snowflake_name (const char *typed)
{
  g_autofree char *name = sluice_sql_dup_snowflake_name (typed);

  return *name != '\0' ? sluice_sql_quote (SLUICE_SQL_IDENTIFIER, name) : g_strdup ("");
}

char *
sluice_reader_write_snowflake (const SluiceReaderCase *each)
{
  g_autofree char *role_name = dup_snowflake_role (each);
  g_autofree char *role = sluice_sql_quote (SLUICE_SQL_IDENTIFIER, role_name);
  g_autofree char *user = quote_snowflake_name (each->role);
  g_autofree char *database = quote_snowflake_name (or_word (each->database, "<database>"));
  g_autofree char *schema = quote_snowflake_name (each->schema);
  g_autofree char *warehouse =
      quote_snowflake_name (or_word (sluice_form_get_value (each->form, "warehouse"), "<warehouse>"));
  g_autofree char *grants = dup_snowflake_grants (role, warehouse, database, schema);
  g_auto (SluiceSecretText) login = dup_snowflake_login (each);

  return g_strdup_printf ("USE ROLE SECURITYADMIN;\n"
                          "CREATE ROLE IF NOT EXISTS %s;\n%s"
                          "CREATE USER %s TYPE = %s\n  DEFAULT_ROLE = %s DEFAULT_WAREHOUSE = %s;\n"
                          "GRANT ROLE %s TO USER %s;\n",
                          role, grants, user, login, role, warehouse, role, user);
}

/* A statement for bq, in which only the shell's $READER is not yet known. */
static void
append_dataset_grant (GString *commands, const SluiceReaderCase *each, const char *role, const char *dataset)
{
  g_autofree char *path = *each->project != '\0' ? g_strjoin (".", each->project, dataset, NULL) : g_strdup (dataset);
  g_autofree char *name = sluice_sql_quote (SLUICE_SQL_ESCAPED_BACKTICKS, path);
  g_autofree char *statement = g_strdup_printf ("GRANT `%s` ON SCHEMA %s TO \"serviceAccount:", role, name);
  g_autofree char *word = g_shell_quote (statement);

  g_string_append_printf (commands,
                          "bq query --project_id=\"$PROJECT\" --use_legacy_sql=false \\\n  %s\"$READER\"'\"'\n", word);
}

char *
sluice_reader_write_bigquery (const SluiceReaderCase *each)
{
  static const char *const roles[] = { "roles/bigquery.jobUser", "roles/bigquery.readSessionUser" };
  g_autoptr (JsonNode) key = sluice_json_parse (sluice_form_get_value (each->form, "key_file"), -1, NULL);
  JsonObject *object = key != NULL && JSON_NODE_HOLDS_OBJECT (key) ? json_node_get_object (key) : NULL;
  const char *email = sluice_json_get_string (object, "client_email", "");
  const char *key_project = sluice_json_get_string (object, "project_id", "");
  const char *temporary = g_str_equal (sluice_form_get_value (each->form, "temporary-dataset"), "true") ?
                              sluice_form_get_value (each->form, "temporary-dataset/temporary_dataset_id") :
                              "";
  g_autofree char *project =
      *key_project != '\0' ? g_shell_quote (key_project) : g_strdup ("$(gcloud config get-value project)");
  g_autofree char *reader =
      *email != '\0' ? g_shell_quote (email) : g_strdup ("posthog-reader@$PROJECT.iam.gserviceaccount.com");
  GString *commands = g_string_new (NULL);

  g_string_append_printf (commands, "PROJECT=%s\nREADER=%s\n", project, reader);
  if (*email == '\0')
    g_string_append (commands, "gcloud iam service-accounts create posthog-reader --project=\"$PROJECT\"\n");
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    g_string_append_printf (commands,
                            "gcloud projects add-iam-policy-binding \"$PROJECT\" --condition=None \\\n"
                            "  --member=\"serviceAccount:$READER\" --role=%s\n",
                            roles[i]);
  append_dataset_grant (commands, each, "roles/bigquery.dataViewer", or_word (each->schema, "<dataset>"));
  if (*temporary != '\0')
    append_dataset_grant (commands, each, "roles/bigquery.dataEditor", temporary);
  if (*email == '\0')
    g_string_append (commands,
                     "gcloud iam service-accounts keys create posthog-reader.json --iam-account=\"$READER\"\n");

  return g_string_free_and_steal (commands);
}

static char *
quote_for_javascript (const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  return json_to_string (node, FALSE);
}

/* mongosh asks for the password itself, so that it stands in no history. */
char *
sluice_reader_write_mongodb (const SluiceReaderCase *each)
{
  g_autofree char *user = quote_for_javascript (each->role);
  g_autofree char *database = quote_for_javascript (*each->schema != '\0' ? each->schema : "admin");

  return g_strdup_printf ("db.getSiblingDB(\"admin\").createUser({\n"
                          "  user: %s,\n"
                          "  pwd: passwordPrompt(),\n"
                          "  roles: [{ role: \"%s\", db: %s }]\n"
                          "});\n",
                          user, *each->schema != '\0' ? "read" : "readAnyDatabase", database);
}
