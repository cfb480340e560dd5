/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <libdex.h>

#include "sluice-connect-page.h"
#include "sluice-field-editor.h"
#include "sluice-review-page.h"
#include "sluice-source-page.h"
#include "sluice-type-tile.h"

typedef struct
{
  SluiceWorkspace *workspace;
  SluicePlan *plan;
  SluiceSession *session;
  GtkWidget *window;
  guint n_advanced;
} Fixture;

static GListModel *
load_types (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "wizard.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  GListModel *types = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  types = sluice_source_type_list_from_json (json_parser_get_root (parser), &error);
  g_assert_no_error (error);

  return types;
}

static void
add_unreleased (GListStore *types)
{
  g_autoptr (JsonNode) node = json_from_string ("{\"name\":\"Soon\",\"unreleasedSource\":true}", NULL);
  g_autoptr (SluiceSourceType) type = sluice_source_type_new_from_json (json_node_get_object (node), NULL);

  g_list_store_append (types, type);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceClient) client = sluice_client_new ("http://127.0.0.1:1", "1", "phx_test", &error);
  g_autoptr (GListModel) types = load_types ();
  GListModel *shown = NULL;

  g_assert_no_error (error);
  fixture->workspace = sluice_workspace_new (client, NULL);
  fixture->plan = sluice_plan_new ();
  fixture->session = sluice_session_new (fixture->workspace, fixture->plan);

  shown = sluice_workspace_get_source_types (fixture->workspace);
  add_unreleased (G_LIST_STORE (shown));
  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (GObject) type = g_list_model_get_item (types, i);

      g_list_store_append (G_LIST_STORE (shown), type);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->session);
  g_assert_finalize_object (g_steal_pointer (&fixture->plan));
  g_assert_finalize_object (g_steal_pointer (&fixture->workspace));
}

static void
advance_cb (Fixture *fixture)
{
  fixture->n_advanced++;
}

static SluiceStep *
show (Fixture *fixture, SluiceStep *step)
{
  g_signal_connect_swapped (step, "advance", G_CALLBACK (advance_cb), fixture);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (step));
  gtk_window_present (GTK_WINDOW (fixture->window));
  sluice_step_shown (step);

  return step;
}

/* The first widget of a kind whose property has a value, in the order in which they stand. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *property, const char *value)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    {
      g_autofree char *is = NULL;

      g_object_get (widget, property, &is, NULL);
      if (g_strcmp0 (is, value) == 0)
        return widget;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, property, value);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_tile (GtkWidget *page, const char *label)
{
  GtkWidget *title = find (page, GTK_TYPE_LABEL, "label", label);

  return title != NULL ? gtk_widget_get_ancestor (title, SLUICE_TYPE_TYPE_TILE) : NULL;
}

/* The search tells a little later what was typed. */
static void
wait_for_tile (SluiceStep *page, const char *label, gboolean there)
{
  gint64 deadline = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  while ((find_tile (GTK_WIDGET (page), label) != NULL) != there)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
}

static GtkEditable *
find_search (SluiceStep *page)
{
  return GTK_EDITABLE (
      find (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY, "placeholder-text", "Search by name, kind or vendor"));
}

/* A click on a tile takes the type and goes on; one that is only announced does neither, and says so. */
static void
test_source_click (Fixture *fixture, gconstpointer data)
{
  SluiceStep *page = show (fixture, sluice_source_page_new (fixture->session));
  GtkWidget *soon = find_tile (GTK_WIDGET (page), "Soon");
  GtkWidget *postgres = find_tile (GTK_WIDGET (page), "Postgres");

  g_assert_false (sluice_step_get_complete (page));
  gtk_test_accessible_assert_state (soon, GTK_ACCESSIBLE_STATE_DISABLED, TRUE);
  gtk_test_accessible_assert_property (soon, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Coming soon");
  g_assert_true (gtk_widget_get_focusable (soon));

  g_signal_emit_by_name (soon, "clicked");
  g_assert_null (sluice_plan_get_source_type (fixture->plan));
  g_assert_cmpuint (fixture->n_advanced, ==, 0);
  g_assert_nonnull (find (GTK_WIDGET (page), GTK_TYPE_LABEL, "label", "Soon: Coming soon"));

  g_signal_emit_by_name (postgres, "clicked");
  g_assert_cmpstr (sluice_source_type_get_name (sluice_plan_get_source_type (fixture->plan)), ==, "Postgres");
  g_assert_cmpuint (fixture->n_advanced, ==, 1);
  g_assert_true (sluice_step_get_complete (page));
  g_assert_cmpstr (sluice_step_get_summary (page), ==, "Postgres");
}

/* What is typed decides what is shown, and Enter takes the best of it. */
static void
test_source_search (Fixture *fixture, gconstpointer data)
{
  SluiceStep *page = show (fixture, sluice_source_page_new (fixture->session));
  GtkEditable *search = find_search (page);

  gtk_editable_set_text (search, "postgresql");
  wait_for_tile (page, "Stripe", FALSE);
  g_assert_nonnull (find_tile (GTK_WIDGET (page), "Postgres"));

  g_signal_emit_by_name (search, "activate");
  g_assert_cmpstr (sluice_source_type_get_name (sluice_plan_get_source_type (fixture->plan)), ==, "Postgres");
  g_assert_cmpuint (fixture->n_advanced, ==, 1);

  gtk_editable_set_text (search, "zzzz");
  wait_for_tile (page, "Postgres", FALSE);
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpuint (fixture->n_advanced, ==, 1);

  gtk_editable_set_text (search, "");
  wait_for_tile (page, "Stripe", TRUE);
}

static void
choose_postgres (Fixture *fixture)
{
  GListModel *types = sluice_workspace_get_source_types (fixture->workspace);

  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (SluiceSourceType) type = g_list_model_get_item (types, i);

      if (g_str_equal (sluice_source_type_get_name (type), "Postgres"))
        sluice_plan_set_source_type (fixture->plan, type);
    }
}

static GtkWidget *
find_row (SluiceStep *page, const char *title)
{
  return find (GTK_WIDGET (page), ADW_TYPE_ENTRY_ROW, "title", title);
}

static void
assert_valid (GtkWidget *row, gboolean valid)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  if (valid)
    g_assert_false (gtk_test_accessible_has_state (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_STATE_INVALID));
  else
    gtk_test_accessible_assert_state (text, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_widget_has_css_class (row, "error") == !valid);
}

/* Pressed too early, Next says what is missing at each field; typing takes a field's own fault away and no other. */
static void
test_connect_too_early (Fixture *fixture, gconstpointer data)
{
  SluiceStep *page = NULL;

  choose_postgres (fixture);
  page = show (fixture, sluice_connect_page_new (fixture->session));
  g_assert_cmpstr (sluice_step_get_title (page), ==, "Connect to Postgres");
  g_assert_cmpstr (sluice_step_get_next_label (page), ==, "Check Connection");
  g_assert_false (sluice_step_get_complete (page));
  assert_valid (find_row (page, "Host"), TRUE);

  sluice_step_complain (page);
  assert_valid (find_row (page, "Host"), FALSE);
  assert_valid (find_row (page, "Port"), TRUE);
  assert_valid (find_row (page, "User"), FALSE);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (gtk_editable_get_delegate (
                                                       GTK_EDITABLE (find_row (page, "Host")))),
                                                   GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));

  gtk_editable_set_text (GTK_EDITABLE (find_row (page, "Host")), "db.example.com");
  assert_valid (find_row (page, "Host"), TRUE);
  assert_valid (find_row (page, "User"), FALSE);
  g_assert_cmpstr (sluice_form_get_value (sluice_plan_get_form (fixture->plan), "host"), ==, "db.example.com");
}

/* A connection string that arrives in any field fills all of them and is left in none. */
static void
test_connect_paste (Fixture *fixture, gconstpointer data)
{
  SluiceStep *page = NULL;
  SluiceForm *form = NULL;
  GtkEditable *database = NULL;
  int position = 0;

  choose_postgres (fixture);
  page = show (fixture, sluice_connect_page_new (fixture->session));
  form = sluice_plan_get_form (fixture->plan);
  database = GTK_EDITABLE (find_row (page, "Database"));
  gtk_editable_insert_text (gtk_editable_get_delegate (database), "postgresql://reader:p%40ss@db.example.com:6543/shop",
                            -1, &position);

  g_assert_cmpstr (gtk_editable_get_text (database), ==, "shop");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (page, "Host"))), ==, "db.example.com");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (page, "Port"))), ==, "6543");
  g_assert_cmpstr (sluice_form_get_value (form, "password"), ==, "p@ss");
  g_assert_true (sluice_step_get_complete (page));
  g_assert_cmpstr (sluice_step_get_summary (page), ==, "shop on db.example.com");

  /* Back and forward again: nothing typed is lost. */
  sluice_step_hidden (page);
  choose_postgres (fixture);
  sluice_step_shown (page);
  g_assert_cmpstr (gtk_editable_get_text (database), ==, "shop");
}

/* What is typed into a secret's entry is not kept by undo, nor by an input method, nor in memory that is swapped out.
 */
static void
test_connect_secret_entry (Fixture *fixture, gconstpointer data)
{
  SluiceStep *page = NULL;
  GtkEditable *row = NULL;
  GtkText *text = NULL;

  choose_postgres (fixture);
  page = show (fixture, sluice_connect_page_new (fixture->session));
  row = GTK_EDITABLE (find_row (page, "Password"));
  text = GTK_TEXT (gtk_editable_get_delegate (row));
  g_assert_false (gtk_editable_get_enable_undo (row));
  g_assert_false (gtk_text_get_visibility (text));
  g_assert_cmpint (gtk_text_get_input_hints (text) & GTK_INPUT_HINT_PRIVATE, !=, 0);
  g_assert_true (GTK_IS_PASSWORD_ENTRY_BUFFER (gtk_text_get_buffer (text)));
}

/* Off until the person says so, off again for another kind of source, and not offered where nothing can be kept. */
static void
test_connect_remember (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();
  SluiceStep *page = NULL;
  GtkWidget *row = NULL;

  choose_postgres (fixture);
  page = show (fixture, sluice_connect_page_new (fixture->session));
  row = find (GTK_WIDGET (page), ADW_TYPE_SWITCH_ROW, "title", "Remember in the keyring");
  g_assert_false (gtk_widget_get_visible (row));

  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&fixture->window)));
  sluice_workspace_set_keyring (fixture->workspace, keyring);
  page = show (fixture, sluice_connect_page_new (fixture->session));
  row = find (GTK_WIDGET (page), ADW_TYPE_SWITCH_ROW, "title", "Remember in the keyring");
  g_assert_true (gtk_widget_get_visible (row));
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  g_assert_true (sluice_plan_get_remember (fixture->plan));
  sluice_plan_set_remember (fixture->plan, FALSE);
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
}

static GtkWidget *
find_text_view (GtkWidget *widget)
{
  if (GTK_IS_TEXT_VIEW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text_view (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static char *
dup_offered (GtkWidget *row)
{
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_text_view (row))), "text", &text, NULL);

  return g_steal_pointer (&text);
}

/* What makes a read-only user follows what is typed, holds a new password and never the typed one, and puts that into
 * the form only on a click. */
static void
test_connect_getting_ready (Fixture *fixture, gconstpointer data)
{
  SluiceStep *page = NULL;
  SluiceForm *form = NULL;
  GtkWidget *row = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autofree char *literal = NULL;
  g_auto (GValue) copied = G_VALUE_INIT;

  choose_postgres (fixture);
  page = show (fixture, sluice_connect_page_new (fixture->session));
  form = sluice_plan_get_form (fixture->plan);
  row = find (GTK_WIDGET (page), ADW_TYPE_EXPANDER_ROW, "title", "Make a read-only user");
  g_assert_false (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  folded = dup_offered (row);
  g_assert_cmpstr (folded, ==, "");

  sluice_form_set_value (form, "database", "shop");
  sluice_form_set_value (form, "user", "postgres");
  sluice_form_set_value (form, "password", "typed-secret");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  sluice_form_set_value (form, "schema", "sales");
  text = dup_offered (row);
  g_assert_nonnull (strstr (text, "GRANT CONNECT ON DATABASE \"shop\" TO \"posthog_reader\""));
  g_assert_nonnull (strstr (text, "nspname = 'sales'"));
  g_assert_null (strstr (text, "typed-secret"));
  g_assert_null (strstr (text, "<password>"));
  g_assert_cmpstr (sluice_form_get_value (form, "password"), ==, "typed-secret");
  g_assert_cmpstr (sluice_form_get_value (form, "user"), ==, "postgres");

  g_signal_emit_by_name (find (row, GTK_TYPE_BUTTON, "label", "_Fill In This User"), "clicked");
  g_assert_cmpstr (sluice_form_get_value (form, "user"), ==, "posthog_reader");
  literal = g_strdup_printf ("PASSWORD '%s';", sluice_form_get_value (form, "password"));
  g_assert_nonnull (strstr (text, literal));
  again = dup_offered (row);
  g_assert_cmpstr (again, ==, text);

  g_signal_emit_by_name (find (row, GTK_TYPE_BUTTON, "tooltip-text", "Copy what to run, with the new password"),
                         "clicked");
  g_value_init (&copied, G_TYPE_STRING);
  gdk_content_provider_get_value (gdk_clipboard_get_content (gtk_widget_get_clipboard (row)), &copied, NULL);
  g_assert_cmpstr (g_value_get_string (&copied), ==, text);
  g_assert_nonnull (find (row, GTK_TYPE_LABEL, "label", "Copied"));
}

/* A source that is none has rights to read about, and no user to make; the rights go when one signs in instead. */
static void
test_connect_rights (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = json_from_string (
      "{\"name\":\"Stripe\",\"permissionsCaption\":\"Grant **read** & [write](https://example.com).\",\"fields\":[{"
      "\"type\":\"select\",\"name\":\"auth_method\",\"defaultValue\":\"api_key\",\"options\":[{\"value\":\"api_key\","
      "\"label\":\"Key\"},{\"value\":\"oauth\",\"label\":\"Sign in\"}]}]}",
      NULL);
  g_autoptr (SluiceSourceType) type = sluice_source_type_new_from_json (json_node_get_object (node), NULL);
  SluiceStep *page = NULL;
  GtkWidget *rights = NULL;

  sluice_plan_set_source_type (fixture->plan, type);
  page = show (fixture, sluice_connect_page_new (fixture->session));
  rights = find (GTK_WIDGET (page), ADW_TYPE_EXPANDER_ROW, "title", "Rights that it needs");
  g_assert_true (gtk_widget_get_visible (rights));
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (rights)));
  g_assert_false (
      gtk_widget_get_visible (find (GTK_WIDGET (page), ADW_TYPE_EXPANDER_ROW, "title", "Make a read-only user")));
  sluice_form_set_value (sluice_plan_get_form (fixture->plan), "auth_method", "oauth");
  g_assert_false (gtk_widget_get_visible (rights));
}

/* The words of an error on top of the page; NULL when there is none. */
static GtkWidget *
find_error (SluiceStep *page, const char *words)
{
  GtkWidget *row = find (GTK_WIDGET (page), ADW_TYPE_ACTION_ROW, "title", words);

  return row != NULL && gtk_widget_get_mapped (row) ? row : NULL;
}

static void
refuse (Fixture *fixture, const char *words)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, words);

  sluice_session_set_refusal (fixture->session, error);
}

/* What a set-up that was sent again lacked is said where it can be entered, and not again the next time. */
static void
test_connect_refused (Fixture *fixture, gconstpointer data)
{
  SluiceStep *page = NULL;

  choose_postgres (fixture);
  refuse (fixture, "Enter them again.");
  page = show (fixture, sluice_connect_page_new (fixture->session));
  g_assert_nonnull (find_error (page, "Enter them again."));
  g_assert_null (sluice_session_steal_refusal (fixture->session));
}

static void
discover (Fixture *fixture)
{
  g_autoptr (JsonNode) node = json_from_string ("{\"table\":\"public.orders\",\"rows\":10}", NULL);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (tables, sluice_table_new_from_json (json_node_get_object (node), TRUE, NULL));
  sluice_plan_begin_discovery (fixture->plan);
  sluice_plan_append_discovered (fixture->plan, tables);
  sluice_plan_finish_discovery (fixture->plan);
  sluice_table_set_selected (sluice_table_list_get (sluice_plan_get_tables (fixture->plan), 0), TRUE);
}

/* Why the server refused what was sent again is said on the page that one comes back to. */
static void
test_review_refused (Fixture *fixture, gconstpointer data)
{
  SluiceStep *page = NULL;

  choose_postgres (fixture);
  discover (fixture);
  refuse (fixture, "Refused.");
  page = show (fixture, sluice_review_page_new (fixture->session));
  g_assert_nonnull (find_error (page, "Refused."));

  sluice_step_shown (page);
  g_assert_null (find_error (page, "Refused."));
}

/* Who comes to the page starts to read where it starts, and not at a button further down. */
static void
test_review_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus = NULL;

  choose_postgres (fixture);
  discover (fixture);
  show (fixture, sluice_review_page_new (fixture->session));
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (ADW_IS_ACTION_ROW (focus));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (focus)), ==, "Full refresh");
}

int
main (int argc, char *argv[])
{
  dex_init ();
  /* The session has a real bus; here the widgets' own states are asked for. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/source/click", Fixture, NULL, set_up, test_source_click, tear_down);
  g_test_add ("/source/search", Fixture, NULL, set_up, test_source_search, tear_down);
  g_test_add ("/connect/too-early", Fixture, NULL, set_up, test_connect_too_early, tear_down);
  g_test_add ("/connect/paste", Fixture, NULL, set_up, test_connect_paste, tear_down);
  g_test_add ("/connect/secret-entry", Fixture, NULL, set_up, test_connect_secret_entry, tear_down);
  g_test_add ("/connect/getting-ready", Fixture, NULL, set_up, test_connect_getting_ready, tear_down);
  g_test_add ("/connect/rights", Fixture, NULL, set_up, test_connect_rights, tear_down);
  g_test_add ("/connect/refused", Fixture, NULL, set_up, test_connect_refused, tear_down);
  g_test_add ("/review/refused", Fixture, NULL, set_up, test_review_refused, tear_down);
  g_test_add ("/review/focus", Fixture, NULL, set_up, test_review_focus, tear_down);
  g_test_add ("/connect/remember", Fixture, NULL, set_up, test_connect_remember, tear_down);

  return g_test_run ();
}
