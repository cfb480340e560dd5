/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>

#include "play.h"
#include "sluice-json.h"
#include "sluice-pg-connection.h"
#include "sluice-row-counter.h"
#include "sluice-row-count-sql.h"
#include "sluice-table-rows.h"
#include "wait.h"

/* With a PostgreSQL of its own, which with-postgres starts. */

#define N_TABLES 5000

static guint port;
static const char *user;
static const char *password;
static const char *log_path;

static SluicePgConnection *
open_as_owner (const char *database)
{
  g_autoptr (SluicePgTarget) target = sluice_pg_target_new ("127.0.0.1", port, database, user, password);
  g_autoptr (GError) error = NULL;
  SluicePgConnection *connection = sluice_pg_connection_open (target, SLUICE_PG_READ_WRITE, 10, NULL, &error);

  g_assert_no_error (error);

  return connection;
}

static void
run_sql (const char *database, const char *sql)
{
  g_autoptr (SluicePgConnection) connection = open_as_owner (database);
  g_autoptr (GError) error = NULL;

  sluice_pg_connection_execute (connection, sql, NULL, &error);
  g_assert_no_error (error);
}

static gint64
ask_number (const char *sql)
{
  g_autoptr (SluicePgConnection) connection = open_as_owner ("postgres");
  g_autoptr (GError) error = NULL;
  g_autoptr (SluicePgResult) result = sluice_pg_connection_query (connection, sql, NULL, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (sluice_pg_result_get_n_rows (result), ==, 1);

  return sluice_pg_result_get_int (result, 0, 0);
}

/* What Sluice itself asked since @offset, one statement an entry, and where the log ends now. */
static GPtrArray *
read_statements (gsize *offset)
{
  g_autofree char *log = NULL;
  gsize length = 0;
  GPtrArray *statements = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (log_path, &log, &length, NULL));
  lines = g_strsplit (log + *offset, "\n", -1);
  *offset = length;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *statement = strstr (lines[i], "statement: ");
      const char *executed = strstr (lines[i], "execute <unnamed>: ");

      if (!g_str_has_prefix (lines[i], "sluice/LOG:"))
        continue;
      if (statement != NULL)
        g_ptr_array_add (statements, g_strdup (statement + strlen ("statement: ")));
      else if (executed != NULL)
        g_ptr_array_add (statements, g_strdup (executed + strlen ("execute <unnamed>: ")));
    }

  return statements;
}

static SluiceForm *
new_form (const char *host, guint at_port, const char *database, const char *as, const char *with, const char *schema)
{
  static const char type[] =
      "{\"name\": \"Postgres\", \"category\": \"Databases\", \"fields\": ["
      "{\"type\": \"text\", \"name\": \"host\", \"label\": \"Host\", \"required\": true},"
      "{\"type\": \"number\", \"name\": \"port\", \"label\": \"Port\", \"required\": true, \"placeholder\": \"5432\"},"
      "{\"type\": \"text\", \"name\": \"database\", \"label\": \"Database\", \"required\": true},"
      "{\"type\": \"text\", \"name\": \"user\", \"label\": \"User\", \"required\": true},"
      "{\"type\": \"password\", \"name\": \"password\", \"label\": \"Password\", \"required\": true, \"secret\": true},"
      "{\"type\": \"text\", \"name\": \"schema\", \"label\": \"Schema\", \"required\": false},"
      "{\"type\": \"ssh-tunnel\", \"name\": \"ssh_tunnel\", \"label\": \"SSH tunnel\"}]}";
  g_autoptr (JsonNode) node = json_from_string (type, NULL);
  g_autoptr (SluiceSourceType) source_type = sluice_source_type_new_from_json (json_node_get_object (node), NULL);
  g_autofree char *number = g_strdup_printf ("%u", at_port);
  SluiceForm *form = sluice_form_new (source_type);

  sluice_form_set_value (form, "host", host);
  sluice_form_set_value (form, "port", number);
  sluice_form_set_value (form, "database", database);
  sluice_form_set_value (form, "user", as);
  sluice_form_set_value (form, "password", with);
  sluice_form_set_value (form, "schema", schema);

  return form;
}

static SluiceTable *
add_table (SluiceTableList *list, GPtrArray *tables, const char *name)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func (g_object_unref);
  SluiceTable *table;

  json_object_set_string_member (object, "table", name);
  table = sluice_table_new_from_json (object, TRUE, NULL);
  g_ptr_array_add (one, table);
  sluice_table_list_append (list, one);
  g_ptr_array_add (tables, g_object_ref (table));

  return table;
}

typedef struct
{
  SluiceForm *form;
  SluiceTableList *list;
  GPtrArray *tables;
  SluiceRowCounter *counter;
  GPtrArray *failures; /* "name: words" */
  guint n_progress;
} Job;

static void
failed_cb (Job *job, SluiceTable *table, const GError *error)
{
  g_ptr_array_add (job->failures, g_strdup_printf ("%s: %s", sluice_table_get_name (table), error->message));
}

static void
progress_cb (Job *job)
{
  job->n_progress++;
}

/* A counter of tables whose names are separated by "|". Takes @form. */
static Job *
job_new (SluiceForm *form, const char *names)
{
  Job *job = g_new0 (Job, 1);
  g_auto (GStrv) parts = g_strsplit (names, "|", -1);

  job->form = form;
  job->list = sluice_table_list_new ();
  job->tables = g_ptr_array_new_with_free_func (g_object_unref);
  job->failures = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      add_table (job->list, job->tables, parts[i]);
  job->counter = sluice_row_counter_new (job->list, form);
  g_signal_connect_swapped (job->counter, "failed", G_CALLBACK (failed_cb), job);
  g_signal_connect_swapped (job->counter, "progress", G_CALLBACK (progress_cb), job);

  return job;
}

static Job *
job_new_in (const char *database, const char *names)
{
  return job_new (new_form ("127.0.0.1", port, database, user, password, ""), names);
}

static void
job_free (Job *job)
{
  g_assert_finalize_object (job->counter);
  g_ptr_array_unref (job->tables);
  g_assert_finalize_object (job->list);
  g_object_unref (job->form);
  g_ptr_array_unref (job->failures);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
assert_rows (Job *job, const char *name, gint64 rows, SluiceRowsOrigin origin)
{
  SluiceTable *table = sluice_table_list_lookup (job->list, name);

  g_assert_nonnull (table);
  g_test_message ("%s: %" G_GINT64_FORMAT, name, sluice_table_get_rows (table));
  g_assert_cmpint (sluice_table_get_rows (table), ==, rows);
  g_assert_cmpint (sluice_table_get_rows_origin (table), ==, origin);
}

static void
assert_tally (Job *job, guint n_set, guint n_kept, guint n_unknown, guint n_missing, guint n_failed)
{
  const SluiceRowTally *tally = sluice_row_counter_get_tally (job->counter);

  g_assert_cmpuint (tally->n_set, ==, n_set);
  g_assert_cmpuint (tally->n_kept, ==, n_kept);
  g_assert_cmpuint (tally->n_unknown, ==, n_unknown);
  g_assert_cmpuint (tally->n_missing, ==, n_missing);
  g_assert_cmpuint (tally->n_failed, ==, n_failed);
  g_assert_cmpuint (tally->n_done, ==, n_set + n_kept + n_unknown + n_missing + n_failed);
}

static void
make_shop (void)
{
  run_sql ("shop", "CREATE SCHEMA sales;"
                   "CREATE TABLE orders AS SELECT generate_series(1, 12345) AS id;"
                   "CREATE TABLE sales.orders AS SELECT generate_series(1, 7) AS id;"
                   "CREATE TABLE \"we\"\"ird 表; --\" AS SELECT generate_series(1, 3) AS id;"
                   "CREATE TABLE nothing (id int);"
                   "CREATE TABLE analysed_nothing (id int);"
                   "CREATE TABLE never AS SELECT generate_series(1, 50) AS id;"
                   "CREATE TABLE secret AS SELECT 1 AS id;"
                   "CREATE TABLE log (id int, day date) PARTITION BY RANGE (day);"
                   "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');"
                   "CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');"
                   "CREATE TABLE log_3 PARTITION OF log FOR VALUES FROM ('2026-03-01') TO ('2026-04-01');"
                   "INSERT INTO log SELECT i, '2026-01-01'::date + i % 59 FROM generate_series(1, 1000) AS i;"
                   "CREATE TABLE animals (id int);"
                   "CREATE TABLE cats () INHERITS (animals);"
                   "INSERT INTO animals SELECT generate_series(1, 10);"
                   "INSERT INTO cats SELECT generate_series(1, 90);"
                   "CREATE VIEW view AS SELECT * FROM orders;"
                   "CREATE MATERIALIZED VIEW kept AS SELECT * FROM sales.orders;"
                   "CREATE VIEW slow AS SELECT 1 AS one FROM pg_sleep(600);"
                   "CREATE VIEW read_only AS SELECT 1 WHERE current_setting('transaction_read_only') = 'on';"
                   "CREATE FUNCTION write_it() RETURNS int LANGUAGE sql AS"
                   " $$ INSERT INTO nothing VALUES (1) RETURNING id $$;"
                   "CREATE VIEW writes AS SELECT * FROM write_it();"
                   "ANALYZE orders; ANALYZE sales.orders; ANALYZE \"we\"\"ird 表; --\"; ANALYZE analysed_nothing;"
                   "ANALYZE log_1; ANALYZE log_2; ANALYZE animals; ANALYZE cats; ANALYZE kept;"
                   "CREATE ROLE reader LOGIN PASSWORD 'reader pass';"
                   "GRANT SELECT ON orders, never TO reader");
}

/* Every kind of thing that a catalogue holds, and what the catalogue knows of it. */
static void
test_estimates (void)
{
  g_autoptr (Job) job = job_new_in ("shop", "public.orders|sales.orders|public.we\"ird 表; --|public.nothing|"
                                            "public.analysed_nothing|public.never|public.log|public.log_2|"
                                            "public.animals|public.cats|public.view|public.kept|public.gone");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) statements = NULL;
  g_autofree char *text = NULL;
  gsize offset = 0;

  g_ptr_array_unref (read_statements (&offset));
  g_assert_true (play_await (sluice_row_counter_estimate (job->counter, job->tables), &error));
  g_assert_no_error (error);
  statements = read_statements (&offset);

  assert_rows (job, "public.orders", 12345, SLUICE_ROWS_ESTIMATED);
  assert_rows (job, "sales.orders", 7, SLUICE_ROWS_ESTIMATED);
  assert_rows (job, "public.we\"ird 表; --", 3, SLUICE_ROWS_ESTIMATED);
  assert_rows (job, "public.nothing", 0, SLUICE_ROWS_ESTIMATED);
  assert_rows (job, "public.analysed_nothing", 0, SLUICE_ROWS_ESTIMATED);
  assert_rows (job, "public.never", -1, SLUICE_ROWS_UNKNOWN);
  /* The sum of its partitions, the third of which is empty and was never analysed. */
  assert_rows (job, "public.log", 1000, SLUICE_ROWS_ESTIMATED);
  assert_rows (job, "public.animals", 100, SLUICE_ROWS_ESTIMATED);
  assert_rows (job, "public.cats", 90, SLUICE_ROWS_ESTIMATED);
  assert_rows (job, "public.view", -1, SLUICE_ROWS_UNKNOWN);
  assert_rows (job, "public.kept", 7, SLUICE_ROWS_ESTIMATED);
  assert_rows (job, "public.gone", -1, SLUICE_ROWS_UNKNOWN);
  assert_tally (job, 10, 0, 2, 1, 0);
  g_assert_false (sluice_row_counter_get_busy (job->counter));

  text = sluice_table_dup_rows_text (sluice_table_list_lookup (job->list, "public.orders"));
  g_assert_cmpstr (text, ==, "≈ 12.3\u202fk");

  /* One query, in a transaction that leaves nothing behind. */
  g_assert_cmpuint (statements->len, ==, 3);
  g_assert_cmpstr (statements->pdata[0], ==, "BEGIN READ ONLY; SET LOCAL statement_timeout = 60000");
  g_assert_true (g_str_has_prefix (statements->pdata[1], "WITH RECURSIVE tree"));
  g_assert_cmpstr (statements->pdata[2], ==, "ROLLBACK");
}

/* Names without a schema are those of the one that is typed. */
static void
test_typed_schema (void)
{
  g_autoptr (Job) job = job_new (new_form ("127.0.0.1", port, "shop", user, password, " sales "), "orders|never");
  g_autoptr (GError) error = NULL;

  g_assert_true (play_await (sluice_row_counter_estimate (job->counter, job->tables), &error));
  assert_rows (job, "orders", 7, SLUICE_ROWS_ESTIMATED);
  assert_rows (job, "never", -1, SLUICE_ROWS_UNKNOWN);
  assert_tally (job, 1, 0, 0, 1, 0);

  /* A count of the server's, or of ours, is not lost to an estimate. */
  sluice_table_set_rows (sluice_table_list_lookup (job->list, "orders"), 8, SLUICE_ROWS_FROM_SERVER);
  g_assert_true (play_await (sluice_row_counter_estimate (job->counter, job->tables), &error));
  assert_rows (job, "orders", 8, SLUICE_ROWS_FROM_SERVER);
  assert_tally (job, 0, 1, 0, 1, 0);
}

/* 5,000 tables by one query, and the main loop goes on meanwhile. */
static void
test_many (void)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (Job) job = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) statements = NULL;
  gsize offset = 0;
  gint64 start;

  run_sql ("many", "DO $$ BEGIN FOR i IN 1 .. 5000 LOOP"
                   " EXECUTE format('CREATE TABLE t%s (id int)', i);"
                   " IF i % 100 = 0 THEN"
                   " EXECUTE format('INSERT INTO t%s SELECT generate_series(1, %s)', i, i);"
                   " EXECUTE format('ANALYZE t%s', i);"
                   " END IF; END LOOP; END $$");
  for (guint i = 1; i <= N_TABLES; i++)
    g_string_append_printf (names, "public.t%u|", i);
  job = job_new_in ("many", names->str);

  g_ptr_array_unref (read_statements (&offset));
  start = g_get_monotonic_time ();
  g_assert_true (play_await (sluice_row_counter_estimate (job->counter, job->tables), &error));
  g_assert_no_error (error);
  g_test_message ("%d tables: %.2f s", N_TABLES, (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  statements = read_statements (&offset);

  assert_tally (job, N_TABLES, 0, 0, 0, 0);
  assert_rows (job, "public.t100", 100, SLUICE_ROWS_ESTIMATED);
  assert_rows (job, "public.t5000", 5000, SLUICE_ROWS_ESTIMATED);
  assert_rows (job, "public.t4999", 0, SLUICE_ROWS_ESTIMATED);
  g_assert_cmpuint (statements->len, ==, 3);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

/* One that may not be read does not end the others, and says what the database says. */
static void
test_counts (void)
{
  g_autoptr (Job) job = job_new (new_form ("127.0.0.1", port, "shop", "reader", "reader pass", ""),
                                 "public.secret|public.orders|public.never|public.gone");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) statements = NULL;
  gsize offset = 0;

  g_ptr_array_unref (read_statements (&offset));
  g_assert_true (play_await (sluice_row_counter_count (job->counter, job->tables, 30), &error));
  g_assert_no_error (error);
  statements = read_statements (&offset);

  assert_rows (job, "public.orders", 12345, SLUICE_ROWS_COUNTED);
  assert_rows (job, "public.never", 50, SLUICE_ROWS_COUNTED);
  assert_rows (job, "public.secret", -1, SLUICE_ROWS_UNKNOWN);
  assert_tally (job, 2, 0, 0, 0, 2);
  g_assert_cmpuint (job->n_progress, ==, 4);
  g_assert_cmpuint (job->failures->len, ==, 2);
  g_assert_cmpstr (job->failures->pdata[0], ==, "public.secret: ERROR:  permission denied for table secret");
  g_assert_true (
      g_str_has_prefix (job->failures->pdata[1], "public.gone: ERROR:  relation \"public.gone\" does not exist"));

  /* Each in a transaction of its own that sets nothing for the session. */
  g_assert_cmpuint (statements->len, ==, 10); /* those two came to no execution */
  for (guint i = 0; i < statements->len; i++)
    {
      const char *statement = statements->pdata[i];

      g_assert_true (g_str_equal (statement, "BEGIN READ ONLY; SET LOCAL statement_timeout = 30000") ||
                     g_str_has_prefix (statement, "SELECT pg_catalog.count(*) FROM \"public\".") ||
                     g_str_equal (statement, "ROLLBACK"));
    }
}

static void
test_odd_names (void)
{
  g_autoptr (Job) job = job_new_in ("shop", "public.we\"ird 表; --|public.log|public.view|public.animals");

  g_assert_true (play_await (sluice_row_counter_count (job->counter, job->tables, 30), NULL));
  assert_rows (job, "public.we\"ird 表; --", 3, SLUICE_ROWS_COUNTED);
  assert_rows (job, "public.log", 1000, SLUICE_ROWS_COUNTED);
  assert_rows (job, "public.view", 12345, SLUICE_ROWS_COUNTED);
  assert_rows (job, "public.animals", 100, SLUICE_ROWS_COUNTED);
}

/* Whatever a view does, it cannot write. */
static void
test_read_only (void)
{
  g_autoptr (Job) job = job_new_in ("shop", "public.read_only|public.writes|public.nothing");

  g_assert_true (play_await (sluice_row_counter_count (job->counter, job->tables, 30), NULL));
  assert_rows (job, "public.read_only", 1, SLUICE_ROWS_COUNTED);
  assert_rows (job, "public.writes", -1, SLUICE_ROWS_UNKNOWN);
  assert_rows (job, "public.nothing", 0, SLUICE_ROWS_COUNTED);
  g_assert_cmpuint (job->failures->len, ==, 1);
  g_assert_nonnull (strstr (job->failures->pdata[0], "cannot execute INSERT in a read-only transaction"));
}

static void
test_timeout (void)
{
  g_autoptr (Job) job = job_new_in ("shop", "public.slow|public.orders");
  const gint64 start = g_get_monotonic_time ();

  g_assert_true (play_await (sluice_row_counter_count (job->counter, job->tables, 1), NULL));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
  assert_rows (job, "public.slow", -1, SLUICE_ROWS_UNKNOWN);
  assert_rows (job, "public.orders", 12345, SLUICE_ROWS_COUNTED);
  g_assert_cmpuint (job->failures->len, ==, 1);
  g_assert_cmpstr (job->failures->pdata[0], ==, "public.slow: ERROR:  canceling statement due to statement timeout");
}

static gboolean
is_counting_slow (gpointer data)
{
  SluiceTable *current = sluice_row_counter_get_current (((Job *) data)->counter);

  return current != NULL && g_str_equal (sluice_table_get_name (current), "public.slow");
}

static const char SLEEPING[] = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%\"slow\"%'"
                               " AND state = 'active' AND pid <> pg_backend_pid()";

static gboolean
is_sleeping (gpointer data)
{
  return ask_number (SLEEPING) == 1;
}

static gboolean
is_awake (gpointer data)
{
  return ask_number (SLEEPING) == 0;
}

/* The server stops too; what was counted stays, and what was not is as it was. */
static void
test_cancel (void)
{
  g_autoptr (Job) job = job_new_in ("shop", "public.orders|public.slow|public.never");
  g_autoptr (DexFuture) future = NULL;
  g_autoptr (GError) error = NULL;

  future = sluice_row_counter_count (job->counter, job->tables, 300);
  wait_until (is_counting_slow, job);
  wait_until (is_sleeping, NULL);
  g_assert_true (sluice_row_counter_get_busy (job->counter));
  sluice_row_counter_cancel (job->counter);
  g_assert_false (sluice_row_counter_get_busy (job->counter));
  g_assert_null (sluice_row_counter_get_current (job->counter));

  wait_until (is_awake, NULL);
  g_assert_false (play_await (g_steal_pointer (&future), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_rows (job, "public.orders", 12345, SLUICE_ROWS_COUNTED);
  assert_rows (job, "public.slow", -1, SLUICE_ROWS_UNKNOWN);
  assert_rows (job, "public.never", -1, SLUICE_ROWS_UNKNOWN);
  assert_tally (job, 1, 0, 0, 0, 0);
}

static DexFuture *
pass_on (DexFuture *completed, gpointer user_data)
{
  return dex_ref (completed);
}

/* A window that closes only drops what it waits for. */
static void
test_drop (void)
{
  g_autoptr (Job) job = job_new_in ("shop", "public.slow");
  DexFuture *chained =
      dex_future_finally (sluice_row_counter_count (job->counter, job->tables, 300), pass_on, NULL, NULL);

  wait_until (is_sleeping, NULL);
  dex_unref (chained);
  wait_until (is_awake, NULL);
  g_assert_false (sluice_row_counter_get_busy (job->counter));
}

/* Somebody ends our session: that table says so, and the next is counted by a new one. */
static void
test_lost_connection (void)
{
  g_autoptr (Job) job = job_new_in ("shop", "public.slow|public.never");
  g_autoptr (DexFuture) future = NULL;

  future = sluice_row_counter_count (job->counter, job->tables, 300);
  wait_until (is_sleeping, NULL);
  ask_number ("SELECT pg_terminate_backend(pid)::int FROM pg_stat_activity WHERE query LIKE '%\"slow\"%'"
              " AND pid <> pg_backend_pid()");
  g_assert_true (play_await (g_steal_pointer (&future), NULL));
  assert_rows (job, "public.never", 50, SLUICE_ROWS_COUNTED);
  assert_tally (job, 1, 0, 0, 0, 1);
  g_assert_nonnull (strstr (job->failures->pdata[0], "terminating connection due to administrator command"));
}

/* A server that says nothing any more, as when the network is gone: its own time-out never comes, ours does. */
static void
test_gone_silent (void)
{
  g_autoptr (Job) job = job_new_in ("shop", "public.slow|public.never");
  g_autoptr (DexFuture) future = NULL;
  GPid backend;

  future = sluice_row_counter_count (job->counter, job->tables, 5);
  wait_until (is_sleeping, NULL);
  backend = (GPid) ask_number ("SELECT pid FROM pg_stat_activity WHERE query LIKE '%\"slow\"%'"
                               " AND pid <> pg_backend_pid()");
  g_assert_cmpint (backend, >, 1);
  g_assert_cmpint (kill (backend, SIGSTOP), ==, 0);
  g_assert_true (play_await (g_steal_pointer (&future), NULL));
  kill (backend, SIGCONT);
  assert_rows (job, "public.never", 50, SLUICE_ROWS_COUNTED);
  assert_tally (job, 1, 0, 0, 0, 1);
  g_assert_nonnull (strstr (job->failures->pdata[0], "no answer from server at \"127.0.0.1\""));
}

static void
assert_refused (SluiceForm *form, SluicePgError code, const char *words)
{
  g_autoptr (Job) job = job_new (form, "public.orders");

  for (guint exact = 0; exact < 2; exact++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (play_await (exact ? sluice_row_counter_count (job->counter, job->tables, 5) :
                                          sluice_row_counter_estimate (job->counter, job->tables),
                                  &error));
      g_assert_error (error, SLUICE_PG_ERROR, (int) code);
      g_assert_nonnull (strstr (error->message, words));
      assert_rows (job, "public.orders", -1, SLUICE_ROWS_UNKNOWN);
      g_assert_false (sluice_row_counter_get_busy (job->counter));
    }
}

static void
test_refused (void)
{
  assert_refused (new_form ("127.0.0.1", port, "shop", user, "wrong", ""), SLUICE_PG_ERROR_LOGIN,
                  "password authentication failed for user \"tester\"");
  assert_refused (new_form ("127.0.0.1", port, "nowhere", user, password, ""), SLUICE_PG_ERROR_DATABASE,
                  "database \"nowhere\" does not exist");
  assert_refused (new_form ("127.0.0.1", 1, "shop", user, password, ""), SLUICE_PG_ERROR_CONNECT, "Connection refused");
  /* The resolver takes this for 127.0.0.1; for Sluice it is a name, and a password goes to a name only over TLS. */
  assert_refused (new_form ("127.1", port, "shop", user, password, ""), SLUICE_PG_ERROR_CONNECT,
                  "server does not support SSL, but SSL was required");
}

/* A socket that takes connections and never says anything. */
static GSocket *
listen_in_silence (const char *host, guint16 at_port)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (host, at_port);
  GSocket *listener = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_assert_true (g_socket_bind (listener, address, FALSE, NULL));
  g_assert_true (g_socket_listen (listener, NULL));

  return listener;
}

static guint16
get_port (GSocket *listener)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (listener, NULL);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

static gboolean
has_caller (gpointer listener)
{
  return (g_socket_condition_check (listener, G_IO_IN) & G_IO_IN) != 0;
}

/* Nothing is sent before it is asked for; and a host that does not answer is given up soon, which is said. */
static void
test_silent_host (void)
{
  g_autoptr (GSocket) listener = listen_in_silence ("127.0.0.1", 0);
  g_autoptr (Job) job =
      job_new (new_form ("127.0.0.1", get_port (listener), "shop", user, password, ""), "public.orders");
  g_autofree char *obstacle = sluice_row_counter_dup_obstacle (job->counter);
  g_autofree char *address = sluice_row_counter_dup_address (job->counter);
  g_autoptr (DexFuture) future = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 start = g_get_monotonic_time ();

  g_assert_null (obstacle);
  g_assert_true (g_str_has_prefix (address, "shop on 127.0.0.1:"));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (has_caller (listener));

  future = sluice_row_counter_estimate (job->counter, job->tables);
  wait_until (has_caller, listener);
  g_assert_false (play_await (g_steal_pointer (&future), &error));
  g_assert_error (error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_CONNECT);
  g_assert_nonnull (strstr (error->message, "timeout expired"));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 12 * G_USEC_PER_SEC);
}

/* Cancelling does not wait for a host that does not answer. */
static void
test_cancel_silent_host (void)
{
  g_autoptr (GSocket) listener = listen_in_silence ("127.0.0.1", 0);
  g_autoptr (Job) job =
      job_new (new_form ("127.0.0.1", get_port (listener), "shop", user, password, ""), "public.orders");
  g_autoptr (DexFuture) future = sluice_row_counter_count (job->counter, job->tables, 300);
  const gint64 start = g_get_monotonic_time ();

  wait_until (has_caller, listener);
  sluice_row_counter_cancel (job->counter);
  g_assert_false (play_await (g_steal_pointer (&future), NULL));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 4 * G_USEC_PER_SEC);
}

/* What stands in the environment leads nobody to another host. */
static void
test_environment (void)
{
  g_autoptr (GSocket) trap = listen_in_silence ("127.0.0.2", (guint16) port);
  g_autoptr (Job) job = job_new_in ("shop", "public.orders");
  g_autoptr (DexFuture) future = NULL;

  /* It is a trap: */
  g_setenv ("PGHOSTADDR", "127.0.0.2", TRUE);
  future = sluice_row_counter_estimate (job->counter, job->tables);
  wait_until (has_caller, trap);
  g_object_unref (g_socket_accept (trap, NULL, NULL));
  sluice_row_counter_cancel (job->counter);
  play_await (g_steal_pointer (&future), NULL);

  g_setenv ("PGOPTIONS", "-c search_path=nowhere", TRUE);
  sluice_pg_forget_environment ();
  g_assert_null (g_getenv ("PGHOSTADDR"));
  g_assert_true (play_await (sluice_row_counter_estimate (job->counter, job->tables), NULL));
  assert_rows (job, "public.orders", 12345, SLUICE_ROWS_ESTIMATED);
  g_assert_false (has_caller (trap));
}

static void
test_obstacles (void)
{
  g_autoptr (Job) job = job_new_in ("shop", "public.orders");
  g_autofree char *tunnel = NULL;
  g_autofree char *empty = NULL;

  sluice_form_set_value (job->form, "ssh_tunnel", "true");
  tunnel = sluice_row_counter_dup_obstacle (job->counter);
  g_assert_nonnull (strstr (tunnel, "SSH tunnel"));
  sluice_form_set_value (job->form, "ssh_tunnel", "false");
  sluice_form_set_value (job->form, "password", "");
  empty = sluice_row_counter_dup_obstacle (job->counter);
  g_assert_nonnull (empty);
}

static void
test_take (void)
{
  g_autoptr (Job) job = job_new_in ("shop", "public.orders|public.never|public.view");
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  const gint64 numbers[] = { 5, 6, -1 };

  sluice_table_set_rows (g_ptr_array_index (job->tables, 1), 50, SLUICE_ROWS_COUNTED);
  g_array_append_vals (rows, numbers, G_N_ELEMENTS (numbers));
  g_assert_true (play_await (sluice_row_counter_take (job->counter, job->tables, rows, SLUICE_ROWS_BY_HAND), NULL));
  assert_rows (job, "public.orders", 5, SLUICE_ROWS_BY_HAND);
  assert_rows (job, "public.never", 50, SLUICE_ROWS_COUNTED);
  assert_rows (job, "public.view", -1, SLUICE_ROWS_UNKNOWN);
  assert_tally (job, 1, 1, 1, 0, 0);
}

/* What is offered to be copied is SQL that this database takes, whatever tables are called. */
static void
test_sql_to_copy (void)
{
  g_autoptr (Job) job = job_new_in ("shop", "public.we\"ird 表; --|sales.orders");
  g_autoptr (SluiceRowCountSql) sql = sluice_row_count_sql_new_exact (job->form, job->tables);
  g_autoptr (SluicePgConnection) connection = open_as_owner ("shop");
  g_autoptr (GError) error = NULL;
  g_autoptr (SluicePgResult) rows = sluice_pg_connection_query (connection, sql->text, NULL, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (sluice_pg_result_get_n_rows (rows), ==, 2);
  g_assert_cmpstr (sluice_pg_result_get_text (rows, 0, 1), ==, "we\"ird 表; --");
  g_assert_cmpint (sluice_pg_result_get_int (rows, 0, 2), ==, 3);
  g_assert_cmpstr (sluice_pg_result_get_text (rows, 1, 0), ==, "sales");
  g_assert_cmpint (sluice_pg_result_get_int (rows, 1, 2), ==, 7);
}

static void
add_tests (void)
{
  port = (guint) g_ascii_strtoull (g_getenv ("SLUICE_POSTGRES_PORT"), NULL, 10);
  user = g_getenv ("SLUICE_POSTGRES_USER");
  password = g_getenv ("SLUICE_POSTGRES_PASSWORD");
  log_path = g_getenv ("SLUICE_POSTGRES_LOG");
  run_sql ("postgres", "CREATE DATABASE shop");
  run_sql ("postgres", "CREATE DATABASE many");
  make_shop ();

  g_test_add_func ("/row-counter/estimates", test_estimates);
  g_test_add_func ("/row-counter/typed-schema", test_typed_schema);
  g_test_add_func ("/row-counter/many", test_many);
  g_test_add_func ("/row-counter/counts", test_counts);
  g_test_add_func ("/row-counter/odd-names", test_odd_names);
  g_test_add_func ("/row-counter/read-only", test_read_only);
  g_test_add_func ("/row-counter/timeout", test_timeout);
  g_test_add_func ("/row-counter/cancel", test_cancel);
  g_test_add_func ("/row-counter/drop", test_drop);
  g_test_add_func ("/row-counter/lost-connection", test_lost_connection);
  g_test_add_func ("/row-counter/gone-silent", test_gone_silent);
  g_test_add_func ("/row-counter/refused", test_refused);
  g_test_add_func ("/row-counter/silent-host", test_silent_host);
  g_test_add_func ("/row-counter/cancel-silent-host", test_cancel_silent_host);
  g_test_add_func ("/row-counter/environment", test_environment);
  g_test_add_func ("/row-counter/obstacles", test_obstacles);
  g_test_add_func ("/row-counter/take", test_take);
  g_test_add_func ("/row-counter/sql-to-copy", test_sql_to_copy);
}

int
main (int argc, char **argv)
{
  return play_main (argc, argv, add_tests);
}
