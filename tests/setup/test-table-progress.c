/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-json.h"
#include "sluice-table-progress.h"

static JsonObject *
parse (const char *text, JsonNode **node)
{
  g_autoptr (GError) error = NULL;

  *node = sluice_json_parse (text, -1, &error);
  g_assert_no_error (error);

  return json_node_get_object (*node);
}

static SluiceTableProgress *
make_progress (const char *rows)
{
  g_autofree char *text = g_strdup_printf ("{\"table\": \"public.orders\", \"rows\": %s}", rows);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (SluiceTable) table = sluice_table_new_from_json (parse (text, &node), TRUE, NULL);

  return sluice_table_progress_new (table);
}

/* @status: the table's; @job_status NULL: it has no job */
static void
update (SluiceTableProgress *progress,
        const char *status,
        const char *job,
        const char *job_status,
        gint64 rows,
        double seconds)
{
  g_autofree char *table_text = g_strdup_printf (
      "{\"id\": \"t\", \"name\": \"public.orders\", \"should_sync\": true, \"status\": \"%s\", \"latest_error\": \"It broke.\"}",
      status);
  g_autofree char *job_text =
      g_strdup_printf ("{\"id\": \"%s\", \"status\": \"%s\", \"rows_synced\": %" G_GINT64_FORMAT "}", job, job_status,
                       rows);
  g_autoptr (JsonNode) table_node = NULL;
  g_autoptr (JsonNode) job_node = NULL;
  g_autoptr (SluiceSourceTable) table = sluice_source_table_new_from_json (parse (table_text, &table_node), NULL);
  g_autoptr (SluiceJob) read = job_status != NULL ? sluice_job_new_from_json (parse (job_text, &job_node), NULL) : NULL;

  sluice_table_progress_update (progress, table, read, (gint64) ((seconds + 1) * G_USEC_PER_SEC));
}

static void
update_off (SluiceTableProgress *progress, const char *status, double seconds)
{
  g_autofree char *text =
      g_strdup_printf ("{\"id\": \"t\", \"name\": \"public.orders\", \"should_sync\": false, \"status\": \"%s\"}",
                       status);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (SluiceSourceTable) table = sluice_source_table_new_from_json (parse (text, &node), NULL);

  sluice_table_progress_update (progress, table, NULL, (gint64) ((seconds + 1) * G_USEC_PER_SEC));
}

static void
test_new (void)
{
  g_autoptr (SluiceTableProgress) progress = make_progress ("1000");

  g_assert_cmpstr (sluice_table_progress_get_name (progress), ==, "orders");
  g_assert_cmpstr (sluice_table_progress_get_table_name (progress), ==, "public.orders");
  g_assert_cmpint (sluice_table_progress_get_expected (progress), ==, 1000);
  g_assert_cmpint (sluice_table_progress_get_rows (progress), ==, -1);
  g_assert_cmpstr (sluice_table_progress_get_status_text (progress), ==, "Waiting");
  g_assert_false (sluice_table_progress_get_settled (progress));
}

/* Unknown is not nothing: without a count there is no share, and never a 0. */
static void
test_unknown (void)
{
  g_autoptr (SluiceTableProgress) progress = make_progress ("null");

  update (progress, "Running", "j", "Running", 500, 0);
  g_assert_cmpint (sluice_table_progress_get_expected (progress), ==, -1);
  g_assert_cmpfloat (sluice_table_progress_get_fraction (progress), ==, -1);
  update (progress, "Running", "j", NULL, 0, 1);
  g_assert_cmpint (sluice_table_progress_get_rows (progress), ==, 500);
}

static void
test_fraction (void)
{
  g_autoptr (SluiceTableProgress) progress = make_progress ("1000");

  update (progress, "Running", "j", "Running", 250, 0);
  g_assert_cmpfloat (sluice_table_progress_get_fraction (progress), ==, 0.25);
  /* What was expected was an estimate. */
  update (progress, "Running", "j", "Running", 1500, 1);
  g_assert_cmpfloat (sluice_table_progress_get_fraction (progress), ==, 1);
  /* Fewer came than were expected: complete is complete, and the figures stay what they are. */
  update (progress, "Completed", "j", "Completed", 900, 2);
  g_assert_cmpfloat (sluice_table_progress_get_fraction (progress), ==, 1);
  g_assert_cmpint (sluice_table_progress_get_rows (progress), ==, 900);
  g_assert_cmpint (sluice_table_progress_get_expected (progress), ==, 1000);
}

static void
test_rate (void)
{
  g_autoptr (SluiceTableProgress) progress = make_progress ("100000");

  update (progress, "Running", "j", "Running", 0, 0);
  g_assert_cmpfloat (sluice_table_progress_get_rate (progress), ==, 0);
  g_assert_cmpstr (sluice_table_progress_get_status_text (progress), ==, "Running");
  update (progress, "Running", "j", "Running", 8234, 1);
  g_assert_cmpfloat (sluice_table_progress_get_rate (progress), ==, 8234);
  g_assert_cmpstr (sluice_table_progress_get_status_text (progress), ==,
                   "Running · 8,200 rows a second · less than a minute left");
  /* Another job begins at nothing: no rate below none, and none from the old one's rows. */
  update (progress, "Running", "k", "Running", 10, 2);
  g_assert_cmpfloat (sluice_table_progress_get_rate (progress), >=, 0);
  update (progress, "Completed", "k", "Completed", 100000, 3);
  g_assert_cmpfloat (sluice_table_progress_get_rate (progress), ==, 0);
  g_assert_cmpstr (sluice_table_progress_get_status_text (progress), ==, "Completed");
}

static void
test_words (void)
{
  static const struct
  {
    const char *status;
    SluiceState state;
    gboolean settled;
    gboolean error;
  } cases[] = {
    { "Running", SLUICE_STATE_RUNNING, FALSE, FALSE },
    { "Paused", SLUICE_STATE_PAUSED, FALSE, FALSE },
    { "Completed", SLUICE_STATE_COMPLETED, TRUE, FALSE },
    { "Failed", SLUICE_STATE_FAILED, TRUE, TRUE },
    { "Billing limits", SLUICE_STATE_BILLING_LIMIT, TRUE, TRUE },
    { "Billing limits too low", SLUICE_STATE_BILLING_LIMIT, TRUE, TRUE },
    { "Simmering", SLUICE_STATE_OTHER, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceTableProgress) progress = make_progress ("10");

      update (progress, cases[i].status, "j", "Running", 5, 0);
      g_assert_cmpint (sluice_table_progress_get_state (progress), ==, cases[i].state);
      g_assert_cmpint (sluice_table_progress_get_settled (progress), ==, cases[i].settled);
      g_assert_cmpstr (sluice_table_progress_get_error (progress), ==, cases[i].error ? "It broke." : NULL);
    }
}

/* How long it takes is only said where it is known how much there is. */
static void
test_time_left (void)
{
  g_autoptr (SluiceTableProgress) counted = make_progress ("1000000");
  g_autoptr (SluiceTableProgress) uncounted = make_progress ("null");

  for (guint i = 0; i < 2; i++)
    {
      update (counted, "Running", "j", "Running", 1000 * i, i);
      update (uncounted, "Running", "j", "Running", 1000 * i, i);
    }
  g_assert_cmpstr (sluice_table_progress_get_status_text (counted), ==,
                   "Running · 1,000 rows a second · about 17 minutes left");
  g_assert_cmpstr (sluice_table_progress_get_status_text (uncounted), ==, "Running · 1,000 rows a second");
  /* A reading that says nothing of its rows does not make it slower. */
  update (counted, "Running", "j", NULL, 0, 30);
  g_assert_cmpfloat (sluice_table_progress_get_rate (counted), ==, 1000);
}

/* What was switched off is not waited for, unless it still runs. */
static void
test_off (void)
{
  g_autoptr (SluiceTableProgress) progress = make_progress ("1000");

  update (progress, "Running", "j", "Running", 10, 0);
  sluice_table_progress_set_off (progress, TRUE);
  g_assert_false (sluice_table_progress_get_settled (progress));
  g_assert_cmpstr (sluice_table_progress_get_status_text (progress), ==, "Running · paused after this sync");
  sluice_table_progress_set_off (progress, FALSE);

  update_off (progress, "Paused", 1);
  g_assert_true (sluice_table_progress_get_settled (progress));
  g_assert_cmpstr (sluice_table_progress_get_status_text (progress), ==, "Paused");
  g_assert_null (sluice_table_progress_get_error (progress));
}

/* A second sync is watched like the first. */
static void
test_restart (void)
{
  g_autoptr (SluiceTableProgress) progress = make_progress ("1000");

  update (progress, "Failed", "j", "Failed", 400, 0);
  g_assert_true (sluice_table_progress_get_settled (progress));
  sluice_table_progress_restart (progress);
  g_assert_false (sluice_table_progress_get_settled (progress));
  g_assert_null (sluice_table_progress_get_error (progress));
  g_assert_cmpint (sluice_table_progress_get_rows (progress), ==, -1);
  update (progress, "Completed", "k", "Completed", 1000, 1);
  g_assert_cmpint (sluice_table_progress_get_rows (progress), ==, 1000);
}

/* How the sync before ended is still said for a while, of the table and of its job. */
static void
test_restart_shows_late (void)
{
  g_autoptr (SluiceTableProgress) progress = make_progress ("1000");

  update (progress, "Failed", "j", "Failed", 400, 0);
  sluice_table_progress_restart (progress);
  update (progress, "Failed", "j", "Failed", 400, 1);
  g_assert_cmpint (sluice_table_progress_get_state (progress), ==, SLUICE_STATE_NONE);
  g_assert_cmpint (sluice_table_progress_get_rows (progress), ==, -1);
  g_assert_null (sluice_table_progress_get_error (progress));
  g_assert_true (sluice_table_progress_get_restarted (progress));

  /* Its job comes before its word. */
  update (progress, "Failed", "k", "Running", 10, 2);
  g_assert_cmpint (sluice_table_progress_get_state (progress), ==, SLUICE_STATE_RUNNING);
  g_assert_cmpint (sluice_table_progress_get_rows (progress), ==, 10);
  update (progress, "Failed", "k", "Completed", 1000, 3);
  g_assert_false (sluice_table_progress_get_settled (progress));
  update (progress, "Completed", "k", "Completed", 1000, 4);
  g_assert_cmpint (sluice_table_progress_get_state (progress), ==, SLUICE_STATE_COMPLETED);
  g_assert_false (sluice_table_progress_get_restarted (progress));
}

/* One that was called off a job may call otherwise than its table does. */
static void
test_restart_is_cancelled (void)
{
  g_autoptr (SluiceTableProgress) progress = make_progress ("1000");

  update (progress, "Failed", "j", "Failed", 400, 0);
  sluice_table_progress_restart (progress);
  update (progress, "Failed", "k", "Running", 10, 1);
  update (progress, "Failed", "k", "Cancelled", 10, 2);
  g_assert_cmpint (sluice_table_progress_get_state (progress), ==, SLUICE_STATE_FAILED);
  g_assert_nonnull (sluice_table_progress_get_error (progress));
}

/* A word that nobody knows is shown as it came. */
static void
test_other_word (void)
{
  g_autoptr (SluiceTableProgress) progress = make_progress ("10");

  update (progress, "Simmering", "j", "Running", 5, 0);
  g_assert_cmpstr (sluice_table_progress_get_status_text (progress), ==, "Simmering");
}

/* A full bar beside fewer rows than were expected says why, where it is known. */
static void
test_nullable_cursor (void)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (SluiceTable) table = sluice_table_new_from_json (
      parse (
          "{\"table\": \"public.orders\", \"rows\": 100000, \"incremental_available\": true,"
          " \"detected_primary_keys\": [\"id\"], \"incremental_fields\": [{\"field\": \"updated_at\","
          " \"label\": \"updated_at\", \"type\": \"timestamp\", \"field_type\": \"timestamp\", \"nullable\": true}]}",
          &node),
      TRUE, NULL);
  g_autoptr (SluiceTableProgress) progress = NULL;

  sluice_table_set_selected (table, TRUE);
  g_assert_cmpstr (sluice_table_get_cursor (table), ==, "updated_at");
  progress = sluice_table_progress_new (table);
  update (progress, "Completed", "j", "Completed", 99000, 0);
  g_assert_cmpstr (sluice_table_progress_get_status_text (progress), ==,
                   "Completed; rows without updated_at never sync");
  update (progress, "Completed", "j", "Completed", 100000, 1);
  g_assert_cmpstr (sluice_table_progress_get_status_text (progress), ==, "Completed");
}

static void
count (SluiceTableProgress *progress, GParamSpec *pspec, guint *n)
{
  ++*n;
}

static void
test_notifies_changes_only (void)
{
  g_autoptr (SluiceTableProgress) progress = make_progress ("1000");
  guint n = 0;

  update (progress, "Completed", "j", "Completed", 1000, 0);
  g_signal_connect (progress, "notify", G_CALLBACK (count), &n);
  update (progress, "Completed", "j", "Completed", 1000, 1);
  g_assert_cmpuint (n, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/table-progress/new", test_new);
  g_test_add_func ("/table-progress/unknown", test_unknown);
  g_test_add_func ("/table-progress/fraction", test_fraction);
  g_test_add_func ("/table-progress/rate", test_rate);
  g_test_add_func ("/table-progress/time-left", test_time_left);
  g_test_add_func ("/table-progress/off", test_off);
  g_test_add_func ("/table-progress/restart", test_restart);
  g_test_add_func ("/table-progress/restart/shows-late", test_restart_shows_late);
  g_test_add_func ("/table-progress/restart/is-cancelled", test_restart_is_cancelled);
  g_test_add_func ("/table-progress/words", test_words);
  g_test_add_func ("/table-progress/other-word", test_other_word);
  g_test_add_func ("/table-progress/nullable-cursor", test_nullable_cursor);
  g_test_add_func ("/table-progress/notifies", test_notifies_changes_only);

  return g_test_run ();
}
