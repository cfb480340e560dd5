/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-json.h"
#include "sluice-pg-error.h"
#include "sluice-practice-catalogue.h"
#include "sluice-practice-config.h"
#include "sluice-practice-filters.h"
#include "sluice-practice-keys.h"
#include "sluice-practice-misbehave.h"
#include "sluice-practice-names.h"
#include "sluice-practice-sql.h"
#include "sluice-practice-store.h"
#include "sluice-practice-tunnel-words.h"

#include <glib/gstdio.h>

static void
test_stored_names (void)
{
  static const struct
  {
    const char *prefix, *table, *stored;
  } rows[] = {
    { NULL, "orders", "postgres_orders" },      { "", "public.users", "postgres_public__users" },
    { "eu", "orders", "eupostgres_orders" },    { "eu_", "orders", "eu_postgres_orders" },
    { "_EU_", "a/b.C", "_eu_postgres_a_b__c" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *stored = sluice_practice_stored_name (rows[i].prefix, "Postgres", rows[i].table);

      g_assert_cmpstr (stored, ==, rows[i].stored);
    }
}

static void
test_dotted_names (void)
{
  g_auto (GStrv) plain = sluice_practice_dotted_names ("_eu_", "Postgres", "orders");
  g_auto (GStrv) dotted = sluice_practice_dotted_names ("", "Postgres", "public.Orders");

  g_assert_true (g_strv_equal ((const char *const *) plain, (const char *const[]) { "postgres.eu.orders", NULL }));
  g_assert_true (g_strv_equal ((const char *const *) dotted,
                               (const char *const[]) { "postgres.public__orders", "postgres.public.orders", NULL }));
}

static void
test_rewriting (void)
{
  static const struct
  {
    const char *sql, *rewritten;
  } rows[] = {
    { "SELECT * FROM postgres.orders", "SELECT * FROM \"s\"" },
    { "SELECT * FROM Postgres.\"orders\" o", "SELECT * FROM \"s\" o" },
    { "SELECT postgres.orders.id, postgres.orders.* FROM postgres.orders", "SELECT \"s\".id, \"s\".* FROM \"s\"" },
    { "SELECT 'postgres.orders' FROM x", "SELECT 'postgres.orders' FROM x" },
    { "SELECT 'it''s postgres.orders'", "SELECT 'it''s postgres.orders'" },
    { "/* postgres.orders */ -- postgres.orders\n1", "/* postgres.orders */ -- postgres.orders\n1" },
    { "SELECT * FROM mypostgres.orders", "SELECT * FROM mypostgres.orders" },
    { "SELECT * FROM postgres.orders_old", "SELECT * FROM postgres.orders_old" },
    { "SELECT * FROM postgres.eu.orders", "SELECT * FROM \"e\"" },
    { "SELECT 1.5, .5, x.y, \"a.b\"", "SELECT 1.5, .5, x.y, \"a.b\"" },
    { "'unterminated postgres.orders", "'unterminated postgres.orders" },
    { "\"unterminated", "\"unterminated" },
    { "postgres.", "postgres." },
    { "", "" },
  };
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (names, (gpointer) "postgres.orders", (gpointer) "s");
  g_hash_table_insert (names, (gpointer) "postgres.eu.orders", (gpointer) "e");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *rewritten = sluice_practice_sql_rewrite (rows[i].sql, names);

      g_assert_cmpstr (rewritten, ==, rows[i].rewritten);
    }
}

static void
test_rules (void)
{
  static const char *const bad[] = { "",
                                     "GET",
                                     "GET /x",
                                     "GET /x=",
                                     "GET /x=odd",
                                     "GET /x=delay:",
                                     "GET /x=delay:abc",
                                     "GET /x=status:99",
                                     "GET /x=status-after:99",
                                     "GET /x=status:400:",
                                     "get /x=drop-before",
                                     "GET /x#=drop-before",
                                     "GET /x=drop-beforehand",
                                     "GET /x=body:" };
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_practice_rule_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) bad_error = NULL;

      g_assert_null (sluice_practice_rule_parse (bad[i], &bad_error));
      g_assert_error (bad_error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
  g_ptr_array_add (rules, sluice_practice_rule_parse ("POST /a/*/b/#2=delay:1.5", &error));
  g_assert_no_error (error);
  g_ptr_array_add (rules, sluice_practice_rule_parse ("* /a/*=status:503", &error));
  g_assert_no_error (error);

  g_assert_cmpint (sluice_practice_rules_match (rules, "POST", "/a/1/b")->fault, ==, SLUICE_PRACTICE_FAULT_STATUS);
  g_assert_cmpint (sluice_practice_rules_match (rules, "POST", "/a/1/b/")->fault, ==, SLUICE_PRACTICE_FAULT_DELAY);
  g_assert_cmpint (sluice_practice_rules_match (rules, "POST", "/a/1/b/")->fault, ==, SLUICE_PRACTICE_FAULT_STATUS);
  g_assert_null (sluice_practice_rules_match (rules, "GET", "/b"));
}

static void
test_keys (void)
{
  static const char *const wrong[] = { "", "phx_x", "phx_maine", "phx_main_revoked", "phx_main_", NULL };
  g_autoptr (SluicePracticeKey) read_only = sluice_practice_key_find ("phx_main", "phx_main_readonly");
  g_autoptr (SluicePracticeKey) all = sluice_practice_key_find ("phx_main", "phx_main");

  for (guint i = 0; wrong[i] != NULL; i++)
    g_assert_null (sluice_practice_key_find ("phx_main", wrong[i]));
  g_assert_null (sluice_practice_key_find ("phx_main", NULL));
  g_assert_true (sluice_practice_key_has_scope (all, "anything:write"));
  g_assert_true (sluice_practice_key_has_scope (read_only, "external_data_source:read"));
  g_assert_false (sluice_practice_key_has_scope (read_only, "external_data_source:write"));
}

static char *
check_config (SluicePracticeCatalogue *catalogue, const char *type, const char *values)
{
  g_autoptr (JsonNode) node = sluice_json_parse (values, -1, NULL);

  return sluice_practice_config_check (sluice_practice_catalogue_get_type (catalogue, type),
                                       json_node_get_object (node));
}

/* The walk serves every kind of field, also those of types that cannot be connected yet. */
static void
test_forms (void)
{
  static const struct
  {
    const char *type, *values, *faults;
  } rows[] = {
    { "Postgres", "{}",
      "Required field 'host' is missing, Required field 'port' is missing, Required field 'database' is missing, "
      "Required field 'user' is missing, Required field 'password' is missing" },
    { "Postgres", "{\"host\":\"h\",\"port\":5432,\"database\":\"d\",\"user\":\"u\",\"password\":\"p\"}", NULL },
    { "Postgres", "{\"host\":[],\"port\":\"5.5\",\"database\":\"d\",\"user\":\"u\",\"password\":{}}",
      "Field 'host' has an invalid value, Field 'port' has an invalid value, Field 'password' has an invalid value" },
    { "Snowflake",
      "{\"account_id\":\"a\",\"database\":\"d\",\"warehouse\":\"w\",\"auth_type\":{\"selection\":\"nope\"}}",
      "Field 'auth_type' has an invalid value" },
    { "Snowflake",
      "{\"account_id\":\"a\",\"database\":\"d\",\"warehouse\":\"w\",\"auth_type\":{\"selection\":\"password\"}}",
      "Required field 'user' is missing" },
    { "BigQuery", "{\"key_file\":{\"project_id\":\"p\"},\"dataset_id\":\"d\",\"use_custom_region\":{\"enabled\":true}}",
      "Required field 'private_key' is missing, Required field 'private_key_id' is missing, Required field "
      "'client_email' is missing, Required field 'token_uri' is missing, Required field 'region' is missing" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluicePracticeCatalogue) catalogue = sluice_practice_catalogue_new (&error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *faults = check_config (catalogue, rows[i].type, rows[i].values);

      g_assert_cmpstr (faults, ==, rows[i].faults);
    }
}

static void
test_secrets_are_split_off (void)
{
  g_autoptr (SluicePracticeCatalogue) catalogue = sluice_practice_catalogue_new (NULL);
  g_autoptr (JsonNode) node =
      sluice_json_parse ("{\"host\":\" h \",\"port\":\"5432\",\"password\":\"geheim\",\"user\":\"u\",\"unknown\":1,"
                         "\"connection_string\":\"postgres://u:geheim@h/d\",\"ssh_tunnel\":{\"enabled\":false,"
                         "\"auth\":{\"password\":\"geheim\"}}}",
                         -1, NULL);
  g_autoptr (JsonObject) inputs = NULL;
  g_autoptr (JsonObject) secrets = NULL;
  g_autoptr (JsonNode) shown = NULL;
  g_autofree char *text = NULL;

  sluice_practice_config_split (sluice_practice_catalogue_get_type (catalogue, "Postgres"), json_node_get_object (node),
                                &inputs, &secrets);
  shown = json_node_init_object (json_node_alloc (), inputs);
  text = sluice_json_to_text (shown);
  g_assert_cmpstr (sluice_json_get_string (inputs, "host", NULL), ==, "h");
  g_assert_cmpstr (sluice_json_get_string (secrets, "password", NULL), ==, "geheim");
  g_assert_null (strstr (text, "geheim"));
  g_assert_false (json_object_has_member (inputs, "unknown"));
}

static char *
filter (const char *filters, GPtrArray *params, GError **error)
{
  g_autoptr (JsonNode) node = sluice_json_parse (filters, -1, NULL);
  SluicePgColumn columns[] = {
    { .name = (char *) "id", .type = (char *) "bigint", .class_ = SLUICE_PG_CLASS_INTEGER },
    { .name = (char *) "re\"gion", .type = (char *) "text", .class_ = SLUICE_PG_CLASS_STRING },
    { .name = (char *) "day", .type = (char *) "date", .class_ = SLUICE_PG_CLASS_DATE },
    { .name = (char *) "doc", .type = (char *) "jsonb", .class_ = SLUICE_PG_CLASS_OTHER },
  };
  SluicePgTable table = { .columns = g_ptr_array_new () };
  char *sql;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_ptr_array_add (table.columns, &columns[i]);
  sql = sluice_practice_filters_to_sql (json_node_get_array (node), &table, params, error);
  g_ptr_array_unref (table.columns);

  return sql;
}

static void
test_filters (void)
{
  static const struct
  {
    const char *filters, *message;
  } bad[] = {
    { "[1]", "Row filter at index 0 must be an object" },
    { "[{}]", "Row filter at index 0 is missing a column" },
    { "[{\"column\":\"x\"}]", "Unknown column 'x' for this schema" },
    { "[{\"column\":\"doc\",\"operator\":\"=\",\"value\":1}]",
      "Cannot filter on column 'doc': its type 'jsonb' is not supported for filtering" },
    { "[{\"column\":\"id\",\"operator\":\"~\",\"value\":1}]",
      "Unsupported operator '~'. Allowed operators: >, >=, <, <=, =, !=, IN, NOT IN" },
    { "[{\"column\":\"id\",\"operator\":\"=\"}]", "Row filter on column 'id' is missing a value" },
    { "[{\"column\":\"id\",\"operator\":\"=\",\"value\":\"abc\"}]", "Expected an integer value, got 'abc'" },
    { "[{\"column\":\"day\",\"operator\":\"=\",\"value\":\"x\"}]",
      "Expected an ISO date string (YYYY-MM-DD), got 'x'" },
    { "[{\"column\":\"id\",\"operator\":\"IN\",\"value\":[]}]", "IN operator requires at least one value" },
    { "[{\"column\":\"id\",\"operator\":\"IN\",\"value\":\"1,,2\"}]", "IN list has an empty value" },
    { "[{\"column\":\"re\\\"gion\",\"operator\":\"IN\",\"value\":\"'a\"}]", "Unterminated quote in IN list" },
  };
  g_autoptr (GPtrArray) params = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) bad_error = NULL;

      g_assert_null (filter (bad[i].filters, params, &bad_error));
      g_assert_nonnull (bad_error);
      g_assert_cmpstr (bad_error->message, ==, bad[i].message);
    }
  g_ptr_array_set_size (params, 0);
  sql = filter ("[{\"column\":\"id\",\"operator\":\">=\",\"value\":5},"
                "{\"column\":\"re\\\"gion\",\"operator\":\"not in\",\"value\":\"eu, 'it''s, us'\"}]",
                params, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sql, ==, "\"id\" >= $1 AND \"re\"\"gion\"::text NOT IN ($2::text, $3::text)");
  g_assert_cmpuint (params->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (params, 2), ==, "it's, us");
}

static void
test_connection_errors (void)
{
  static const struct
  {
    const char *text, *message;
    SluicePgError code;
  } rows[] = {
    { "connection to server at \"h\", port 1 failed: FATAL:  28P01: password authentication failed for user \"u\"\n"
      "LOCATION:  auth_failed, auth.c:321\n",
      "connection to server at \"h\", port 1 failed: FATAL:  password authentication failed for user \"u\"",
      SLUICE_PG_ERROR_LOGIN },
    { "connection to server at \"h\", port 1 failed: 致命错误:  3D000: 数据库 \"x\" 不存在\n位置:  InitPostgres, postinit.c:941\n",
      "connection to server at \"h\", port 1 failed: 致命错误:  数据库 \"x\" 不存在", SLUICE_PG_ERROR_DATABASE },
    { "connection to server at \"h\", port 1 failed: Connection refused\n\tIs the server running on that host?\n",
      "connection to server at \"h\", port 1 failed: Connection refused\n\tIs the server running on that host?",
      SLUICE_PG_ERROR_CONNECT },
    { "connection to server at \"h\", port 1 failed: FATAL:  28000: no pg_hba.conf entry for host \"h\"\n",
      "connection to server at \"h\", port 1 failed: FATAL:  no pg_hba.conf entry for host \"h\"",
      SLUICE_PG_ERROR_CONNECT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = sluice_pg_error_new_for_connection (rows[i].text);

      g_assert_error (error, SLUICE_PG_ERROR, (gint) rows[i].code);
      g_assert_cmpstr (error->message, ==, rows[i].message);
    }
}

static void
test_store (void)
{
  g_autofree char *dir = g_dir_make_tmp ("sluice-store-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "state.sqlite", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluicePracticeStore) store = sluice_practice_store_open (path, &error);
  g_autoptr (JsonObject) doc = json_object_new ();
  g_autoptr (JsonObject) changes = json_object_new ();
  g_autoptr (JsonObject) found = NULL;
  g_autofree char *source = NULL;
  g_autofree char *schema = NULL;
  g_autofree char *log = NULL;

  g_assert_no_error (error);
  json_object_set_string_member (doc, "kept", "yes");
  json_object_set_string_member (doc, "gone", "soon");
  source = sluice_practice_store_insert (store, SLUICE_PRACTICE_SOURCE, "12345", doc);
  schema = sluice_practice_store_insert (store, SLUICE_PRACTICE_SCHEMA, source, doc);
  log = sluice_practice_store_insert (store, SLUICE_PRACTICE_LOG, schema, doc);
  json_object_set_null_member (changes, "gone");
  json_object_set_int_member (changes, "new", 3);
  g_assert_true (sluice_practice_store_patch (store, schema, changes));
  g_clear_pointer (&store, sluice_practice_store_free);

  store = sluice_practice_store_open (path, &error);
  g_assert_no_error (error);
  found = sluice_practice_store_dup (store, SLUICE_PRACTICE_SCHEMA, schema);
  g_assert_nonnull (found);
  g_assert_cmpstr (sluice_json_get_string (found, "kept", NULL), ==, "yes");
  g_assert_cmpint (sluice_json_get_int (found, "new", 0), ==, 3);
  g_assert_false (json_object_has_member (found, "gone"));
  g_assert_cmpstr (sluice_json_get_string (found, "parent", NULL), ==, source);

  g_assert_true (sluice_practice_store_remove (store, source));
  g_assert_null (sluice_practice_store_dup (store, SLUICE_PRACTICE_SCHEMA, schema));
  g_assert_null (sluice_practice_store_dup (store, SLUICE_PRACTICE_LOG, log));
  g_assert_false (sluice_practice_store_patch (store, schema, changes));
  g_clear_pointer (&store, sluice_practice_store_free);
  g_unlink (path);
  g_rmdir (dir);
}

/* A port of this computer that was taken meanwhile is no reason to bother a person; a greeting of the server is none
 * why it failed. */
static void
test_tunnel_words (void)
{
  static const char greeted[] = "Warning: Permanently added '[127.0.0.1]:2222' (ED25519) to the list of known hosts.\n"
                                "kex_exchange_identification: Connection closed by remote host\r\n"
                                "** WARNING: connection is not using a post-quantum key exchange algorithm.\n\n";
  g_autofree char *words = sluice_practice_tunnel_last_words (greeted);
  g_autofree char *nothing = sluice_practice_tunnel_last_words ("\n");

  g_assert_true (
      sluice_practice_tunnel_port_was_taken ("bind [127.0.0.1]:53503: Address already in use\n"
                                             "channel_setup_fwd_listener_tcpip: cannot listen to port: 53503\n"
                                             "Could not request local forwarding.\n"));
  g_assert_false (sluice_practice_tunnel_port_was_taken ("ssh: connect to host h port 22: Connection refused\r\n"));
  g_assert_cmpstr (words, ==, "kex_exchange_identification: Connection closed by remote host");
  g_assert_cmpstr (nothing, ==, "ssh ended without a word");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/practice/stored-names", test_stored_names);
  g_test_add_func ("/practice/dotted-names", test_dotted_names);
  g_test_add_func ("/practice/rewriting", test_rewriting);
  g_test_add_func ("/practice/rules", test_rules);
  g_test_add_func ("/practice/keys", test_keys);
  g_test_add_func ("/practice/forms", test_forms);
  g_test_add_func ("/practice/secrets-are-split-off", test_secrets_are_split_off);
  g_test_add_func ("/practice/filters", test_filters);
  g_test_add_func ("/practice/connection-errors", test_connection_errors);
  g_test_add_func ("/practice/store", test_store);
  g_test_add_func ("/practice/tunnel-words", test_tunnel_words);

  return g_test_run ();
}
