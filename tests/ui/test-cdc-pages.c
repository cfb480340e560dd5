/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <libdex.h>

#include "sluice-cdc-group.h"
#include "sluice-plan-cdc.h"
#include "sluice-review-page.h"
#include "sluice-table.h"

#define TABLES                                                                                                         \
  "[{\"table\":\"public.orders\",\"cdc_available\":true,\"detected_primary_keys\":[\"id\"],"                           \
  "\"available_columns\":[{\"field\":\"id\",\"type\":\"bigint\"}]}]"

typedef struct
{
  SluiceWorkspace *workspace;
  SluicePlan *plan;
  SluiceSession *session;
  GtkWidget *window;
} Fixture;

static SluiceSourceType *
load_type (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "wizard.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GListModel) types = NULL;
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  types = sluice_source_type_list_from_json (json_parser_get_root (parser), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (SluiceSourceType) type = g_list_model_get_item (types, i);

      if (g_str_equal (sluice_source_type_get_name (type), name))
        return g_steal_pointer (&type);
    }
  g_assert_not_reached ();
}

static void
choose (Fixture *fixture, const char *name)
{
  g_autoptr (SluiceSourceType) type = load_type (name);

  sluice_plan_set_source_type (fixture->plan, type);
}

static void
discover (Fixture *fixture, const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *array = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (tables, sluice_table_new_from_json (json_array_get_object_element (array, i), TRUE, NULL));
  sluice_plan_begin_discovery (fixture->plan);
  sluice_plan_append_discovered (fixture->plan, tables);
  sluice_plan_finish_discovery (fixture->plan);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceClient) client = sluice_client_new ("http://127.0.0.1:1", "1", "phx_test", &error);

  g_assert_no_error (error);
  fixture->workspace = sluice_workspace_new (client, NULL);
  fixture->plan = sluice_plan_new ();
  fixture->session = sluice_session_new (fixture->workspace, fixture->plan);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->session);
  g_assert_finalize_object (g_steal_pointer (&fixture->plan));
  g_assert_finalize_object (g_steal_pointer (&fixture->workspace));
}

static GtkWidget *
show (Fixture *fixture, GtkWidget *widget)
{
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), widget);
  gtk_window_present (GTK_WINDOW (fixture->window));

  return widget;
}

/* The row of that title that can be edited. */
static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static SluiceCdcGroup *
show_group (Fixture *fixture)
{
  SluiceCdcGroup *group = g_object_new (SLUICE_TYPE_CDC_GROUP, NULL);

  sluice_cdc_group_set_plan (group, fixture->plan);
  show (fixture, GTK_WIDGET (group));

  return group;
}

/* Off by default, and without its settings until it is on; nothing of it for a type that does not have it. */
static void
test_offered (Fixture *fixture, gconstpointer data)
{
  SluiceCdcGroup *group = NULL;
  GtkWidget *settings = NULL;
  AdwSwitchRow *enabled = NULL;

  choose (fixture, "Postgres");
  group = show_group (fixture);
  enabled = ADW_SWITCH_ROW (find_row (GTK_WIDGET (group), "Near-real-time (CDC)"));
  settings = find_row (GTK_WIDGET (group), "Slot and Publication");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (group)));
  g_assert_false (adw_switch_row_get_active (enabled));
  g_assert_false (gtk_widget_get_visible (settings));

  adw_switch_row_set_active (enabled, TRUE);
  g_assert_true (sluice_cdc_get_enabled (sluice_plan_get_cdc (fixture->plan)));
  g_assert_true (gtk_widget_get_visible (settings));

  choose (fixture, "MySQL");
  sluice_cdc_group_refresh (group);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (group)));
  choose (fixture, "Postgres");
  discover (fixture, "[{\"table\":\"public.orders\",\"cdc_available\":null}]");
  sluice_cdc_group_refresh (group);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (group)));
}

/* What is set is the plan's; a name that PostgreSQL does not take is said at its entry, and stands against going on. */
static void
test_settings (Fixture *fixture, gconstpointer data)
{
  SluiceCdcGroup *group = NULL;
  SluiceCdc *cdc = sluice_plan_get_cdc (fixture->plan);
  GtkWidget *slot = NULL;
  g_autofree char *fault = NULL;

  choose (fixture, "Postgres");
  sluice_cdc_set_enabled (cdc, TRUE);
  group = show_group (fixture);
  slot = find_row (GTK_WIDGET (group), "Replication slot");
  g_assert_null (sluice_cdc_group_complain (group));

  gtk_editable_set_text (GTK_EDITABLE (slot), "My Slot");
  g_assert_cmpstr (sluice_cdc_get_slot_name (cdc), ==, "My Slot");
  g_assert_true (gtk_widget_has_css_class (slot, "error"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (slot))),
                                    GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  fault = sluice_cdc_group_complain (group);
  g_assert_nonnull (fault);
  g_assert_true (
      adw_expander_row_get_expanded (ADW_EXPANDER_ROW (find_row (GTK_WIDGET (group), "Slot and Publication"))));

  gtk_editable_set_text (GTK_EDITABLE (slot), "my_slot");
  g_assert_false (gtk_widget_has_css_class (slot, "error"));
  adw_spin_row_set_value (ADW_SPIN_ROW (find_row (GTK_WIDGET (group), "Critical at")), 5);
  g_assert_false (sluice_cdc_get_complete (cdc));
  adw_spin_row_set_value (ADW_SPIN_ROW (find_row (GTK_WIDGET (group), "Warn at")), 4);
  g_assert_true (sluice_cdc_get_complete (cdc));

  /* One's own slot needs a name: there is one to begin with. */
  gtk_editable_set_text (GTK_EDITABLE (slot), "");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (GTK_WIDGET (group), "Managed by")), 1);
  g_assert_cmpint (sluice_cdc_get_management (cdc), ==, SLUICE_CDC_SELF_MANAGED);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (slot)), ==, "posthog_slot");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (GTK_WIDGET (group), "Managed by")), 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (slot)), ==, "");
}

static void
answer (Fixture *fixture, gboolean valid)
{
  const char *errors[] = { "The moon is full.", NULL };
  g_autoptr (SluiceCdcCheck) check = sluice_cdc_check_new (valid, valid ? NULL : errors);
  g_autofree char *fingerprint = sluice_plan_dup_cdc_fingerprint (fixture->plan);

  sluice_cdc_check_set_fingerprint (check, fingerprint);
  sluice_plan_take_cdc_check (fixture->plan, check);
}

/* Create Source does nothing but say why, until the check has said yes to just these tables. */
static void
test_review (Fixture *fixture, gconstpointer data)
{
  SluiceStep *page = NULL;
  SluiceTable *table = NULL;

  choose (fixture, "Postgres");
  discover (fixture, TABLES);
  table = sluice_table_list_get (sluice_plan_get_tables (fixture->plan), 0);
  sluice_table_set_selected (table, TRUE);
  page = SLUICE_STEP (show (fixture, GTK_WIDGET (sluice_review_page_new (fixture->session))));
  sluice_step_shown (page);
  g_assert_true (sluice_step_get_complete (page));

  sluice_table_set_method (table, SLUICE_SYNC_METHOD_CDC);
  sluice_step_shown (page);
  g_assert_false (sluice_step_get_complete (page));
  sluice_cdc_set_enabled (sluice_plan_get_cdc (fixture->plan), TRUE);
  answer (fixture, FALSE);
  sluice_step_shown (page);
  g_assert_false (sluice_step_get_complete (page));
  answer (fixture, TRUE);
  sluice_step_shown (page);
  g_assert_true (sluice_step_get_complete (page));
  /* Whatever the plan says, they follow each change. */
  g_assert_nonnull (find_row (GTK_WIDGET (page), "Syncs every 5 minutes"));
  g_object_set (sluice_plan_get_cdc (fixture->plan), "slot-name", "another", NULL);
  sluice_step_shown (page);
  g_assert_false (sluice_step_get_complete (page));
  sluice_plan_leave_cdc (fixture->plan);
  sluice_step_shown (page);
  g_assert_true (sluice_step_get_complete (page));
  g_assert_nonnull (find_row (GTK_WIDGET (page), "Syncs every 24 hours"));
}

int
main (int argc, char *argv[])
{
  dex_init ();
  /* The session has a real bus; here the widgets' own states are asked for. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/cdc/offered", Fixture, NULL, set_up, test_offered, tear_down);
  g_test_add ("/cdc/settings", Fixture, NULL, set_up, test_settings, tear_down);
  g_test_add ("/cdc/review", Fixture, NULL, set_up, test_review, tear_down);

  return g_test_run ();
}
