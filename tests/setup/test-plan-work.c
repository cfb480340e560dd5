/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "play.h"
#include "sluice-json.h"
#include "sluice-plan-work.h"
#include "sluice-table-edit.h"

#define N_TABLES 200
/* So that the edit of all tables does not fit into a frame, however fast the machine is. */
#define EDIT_USEC 100

static void
select_slowly (SluiceTable *table, gpointer user_data)
{
  const gint64 end = g_get_monotonic_time () + EDIT_USEC;

  sluice_table_set_selected (table, TRUE);
  while (g_get_monotonic_time () < end)
    ;
}

/* Begins to select all tables; most are still to come. */
static void
begin_edit (Play *play)
{
  SluiceTableList *tables = sluice_plan_get_tables (play->plan);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  play_discover_many (play, N_TABLES, FALSE);
  for (guint i = 0; i < N_TABLES; i++)
    g_ptr_array_add (all, sluice_table_list_get (tables, i));
  sluice_table_list_edit_each (tables, all, select_slowly, NULL, NULL, NULL);
  g_assert_true (sluice_table_list_get_busy (tables));
}

static DexFuture *
count_work (SluicePlan *plan, gpointer data)
{
  g_assert_false (g_main_context_is_owner (g_main_context_default ()));

  return dex_future_new_for_int (sluice_table_list_get_n_selected (sluice_plan_get_tables (plan)));
}

/* What is done with a plan is done with the whole edit that somebody has begun, and nobody waits for it but this. */
static void
test_edit (Play *play, gconstpointer user_data)
{
  g_autoptr (DexFuture) counting = NULL;
  g_autoptr (GError) error = NULL;

  begin_edit (play);
  counting = sluice_plan_work_run (play->plan, count_work, NULL, NULL);
  g_assert_true (sluice_table_list_get_busy (sluice_plan_get_tables (play->plan)));
  g_assert_true (play_await (dex_ref (counting), &error));
  g_assert_no_error (error);
  g_assert_cmpint (dex_await_int (g_steal_pointer (&counting), &error), ==, N_TABLES);
}

/* A later edit is not in what was begun before it. */
static void
test_moment (Play *play, gconstpointer user_data)
{
  g_autoptr (DexFuture) counting = NULL;
  g_autoptr (GError) error = NULL;

  play_discover_many (play, N_TABLES, TRUE);
  counting = sluice_plan_work_run (play->plan, count_work, NULL, NULL);
  sluice_table_set_selected (sluice_table_list_get (sluice_plan_get_tables (play->plan), 0), FALSE);
  g_assert_true (play_await (dex_ref (counting), &error));
  g_assert_no_error (error);
  g_assert_cmpint (dex_await_int (g_steal_pointer (&counting), &error), ==, N_TABLES);
}

static DexFuture *
fail_work (SluicePlan *plan, gpointer data)
{
  return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_FAILED, "%s", (const char *) data);
}

static void
test_error (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  play_discover_many (play, 1, TRUE);
  g_assert_false (play_await (sluice_plan_work_run (play->plan, fail_work, g_strdup ("No"), g_free), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "No");
}

/* Whoever waits no longer loses nothing else, and neither does an edit that goes on. */
static void
test_dropped (Play *play, gconstpointer user_data)
{
  SluiceTableList *tables = sluice_plan_get_tables (play->plan);
  g_autoptr (DexFuture) first = NULL;
  g_autoptr (DexFuture) second = NULL;

  begin_edit (play);
  first = dex_future_first (sluice_plan_work_run (play->plan, count_work, NULL, NULL), NULL);
  dex_clear (&first);
  second = sluice_plan_work_settle (play->plan);
  g_assert_true (play_await (dex_ref (second), NULL));
  g_assert_cmpuint (sluice_table_list_get_n_selected (tables), ==, N_TABLES);
}

/* Nothing but the whole edit is sent. */
static void
test_create (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  JsonArray *schemas = NULL;

  begin_edit (play);
  g_assert_true (play_run (play, &error));
  g_assert_no_error (error);
  schemas = sluice_json_get_array (
      sluice_json_get_object (json_node_get_object (play_get_request (play, PLAY_CREATE, 0)->body), "payload"),
      "schemas");
  g_assert_cmpuint (json_array_get_length (schemas), ==, N_TABLES);
  for (guint i = 0; i < N_TABLES; i++)
    g_assert_true (sluice_json_get_boolean (sluice_json_array_get_object (schemas, i), "should_sync", FALSE));
  sluice_setup_stop (play->setup);
  play_finish (play);
}

static void
add_tests (void)
{
  PLAY_ADD ("/plan-work/edit", test_edit);
  PLAY_ADD ("/plan-work/moment", test_moment);
  PLAY_ADD ("/plan-work/error", test_error);
  PLAY_ADD ("/plan-work/dropped", test_dropped);
  PLAY_ADD ("/plan-work/create", test_create);
}

int
main (int argc, char *argv[])
{
  return play_main (argc, argv, add_tests);
}
