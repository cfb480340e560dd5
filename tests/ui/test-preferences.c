/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "sluice-estimate-details.h"
#include "sluice-estimate-settings.h"
#include "sluice-preferences.h"
#include "sluice-price-row.h"
#include "sluice-receipt.h"
#include "sluice-session.h"
#include "sluice-spin-text.h"
#include "sluice-table-choice.h"
#include "sluice-tables-page.h"
#include "sluice-text-cell.h"
#include "tables-common.h"
#include "widget-common.h"

/* The preferences above a tables page and its receipt: what is set in the one is seen in the others at once. */

typedef struct
{
  SluicePlan *plan;
  SluiceTableList *tables;
  GSettings *settings;
  GtkWidget *window;
  GtkWidget *page;
  AdwDialog *dialog;
  GListStore *sources;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autoptr (SluiceClient) client = sluice_client_new ("http://127.0.0.1:1", "1", "phx_test", NULL);
  g_autoptr (SluiceWorkspace) workspace = sluice_workspace_new (client, NULL);
  g_autoptr (SluiceSession) session = NULL;

  fixture->settings = g_settings_new (APPLICATION_ID);
  g_settings_reset (fixture->settings, "estimate-assumptions");
  g_settings_reset (fixture->settings, "estimate-prices");

  fixture->plan = sluice_plan_new ();
  fixture->tables = sluice_plan_get_tables (fixture->plan);
  tables_common_append (fixture->tables, tables_common_new_table ("public.orders", 10000000, "id at", "updated_at"),
                        tables_common_new_table ("public.event_log", 2000000, "id at", "created_at"),
                        tables_common_new_table ("public.countries", 200, "id", ""), NULL);
  for (guint i = 0; i < 3; i++)
    sluice_table_set_selected (sluice_table_list_get (fixture->tables, i), TRUE);

  session = sluice_session_new (workspace, fixture->plan);
  fixture->page = GTK_WIDGET (sluice_tables_page_new (session));
  gtk_widget_set_hexpand (fixture->page, TRUE);
  fixture->sources = g_list_store_new (SLUICE_TYPE_SOURCE);
  gtk_box_append (GTK_BOX (box), sluice_receipt_new (fixture->plan, G_LIST_MODEL (fixture->sources)));
  gtk_box_append (GTK_BOX (box), fixture->page);
  fixture->window = g_object_new (ADW_TYPE_WINDOW, "default-width", 1200, "default-height", 760, "content", box, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->dialog = sluice_preferences_new (NULL);
  adw_dialog_present (fixture->dialog, fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  widget_common_close (fixture->window, fixture->page);
  g_assert_finalize_object (fixture->plan);
  g_object_unref (fixture->sources);
  g_object_unref (fixture->settings);
}

static gboolean
is_row (GtkWidget *widget, gconstpointer title)
{
  return ADW_IS_PREFERENCES_ROW (widget) &&
         g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static gboolean
is_text (GtkWidget *widget, gconstpointer text)
{
  if (GTK_IS_LABEL (widget))
    return strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;

  return SLUICE_IS_TEXT_CELL (widget) && g_str_equal (sluice_text_cell_get_text (SLUICE_TEXT_CELL (widget)), text);
}

/* Of the page and the receipt. */
static void
see (Fixture *fixture, const char *text)
{
  g_test_message ("waiting to see “%s”", text);
  widget_common_wait_for (fixture->window, is_text, text);
}

static GtkWidget *
find_row (Fixture *fixture, const char *title)
{
  GtkWidget *row = widget_common_find_folded (GTK_WIDGET (fixture->dialog), is_row, title);

  if (row == NULL)
    g_error ("no row “%s”", title);

  return row;
}

/* As a person does: types, and goes on. */
static void
type_number (GtkWidget *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_spin_row_update (ADW_SPIN_ROW (row));
}

static void
assert_shows (GtkWidget *row, const char *text)
{
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, text);
}

static void
activate (Fixture *fixture, const char *title)
{
  g_signal_emit_by_name (find_row (fixture, title), "activated");
}

static void
test_assumptions (Fixture *fixture, gconstpointer data)
{
  GtkWidget *low = find_row (fixture, "Changed, at least");
  GtkWidget *high = find_row (fixture, "Changed, at most");

  assert_shows (low, "3\u00a0%");
  assert_shows (high, "15\u00a0%");
  /* 300,000 to 1,500,000 orders, 20,000 to 100,000 events and 6,000 countries. */
  see (fixture, "≈ 300\u202fk – 1.5\u202fM");
  see (fixture, "≈ 330\u202fk – 1.6\u202fM");
  see (fixture, "$0.00 – $9.09");

  type_number (high, "60");
  assert_shows (high, "60\u00a0%");
  see (fixture, "≈ 300\u202fk – 6\u202fM");
  see (fixture, "≈ 330\u202fk – 6.1\u202fM");
  see (fixture, "$0.00 – $76.59");
  type_number (find_row (fixture, "Added, at most"), "50 %");
  /* A million events instead of 100,000. */
  see (fixture, "$0.00 – $90.09");
  /* Once more, when nothing but this makes the cells new. */
  type_number (high, "70");
  see (fixture, "≈ 300\u202fk – 7\u202fM");
}

/* The end that is moved takes the other one with it. */
static void
test_ends (Fixture *fixture, gconstpointer data)
{
  GtkWidget *low = find_row (fixture, "Changed, at least");
  GtkWidget *high = find_row (fixture, "Changed, at most");

  type_number (low, "20.5%");
  assert_shows (low, "20.50\u00a0%");
  assert_shows (high, "20.50\u00a0%");
  type_number (high, "2");
  assert_shows (low, "2\u00a0%");
  assert_shows (high, "2\u00a0%");
  /* What is no number changes nothing, and what is too much is cut. */
  type_number (high, "many");
  assert_shows (high, "2\u00a0%");
  type_number (high, "");
  assert_shows (high, "2\u00a0%");
  type_number (high, "100000");
  assert_shows (high, "1000\u00a0%");
  g_assert_cmpuint (sluice_table_list_get_assumptions (fixture->tables)->changed_high, ==, SLUICE_SHARE_MAX);
}

static void
test_reset_assumptions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) stored = NULL;

  type_number (find_row (fixture, "Added, at least"), "4");
  activate (fixture, "Reset to 3\u2060–\u206015\u00a0% and 1\u2060–\u20605\u00a0%");
  assert_shows (find_row (fixture, "Added, at least"), "1\u00a0%");
  stored = g_settings_get_value (fixture->settings, "estimate-assumptions");
  g_assert_cmpuint (g_variant_n_children (stored), ==, 0);
}

static void
test_corrupt_assumptions (Fixture *fixture, gconstpointer data)
{
  static const char start[] = "The stored assumptions cannot be used";

  g_assert_null (widget_common_find_folded (GTK_WIDGET (fixture->dialog), is_text, start));
  g_settings_set_value (fixture->settings, "estimate-assumptions", g_variant_new_parsed ("{'changed-low': 99.0}"));
  see (fixture, start);
  assert_shows (find_row (fixture, "Changed, at least"), "3\u00a0%");
  see (fixture, "≈ 330\u202fk – 1.6\u202fM");
  /* What was stored is gone once a person sets something, be it the same. */
  type_number (find_row (fixture, "Changed, at least"), "4");
  g_assert_null (widget_common_find_folded (GTK_WIDGET (fixture->dialog), is_text, start));
}

static void
show_prices (Fixture *fixture)
{
  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (fixture->dialog), "prices");
}

static GtkWidget *
find_tier (Fixture *fixture, const char *title)
{
  GtkWidget *row = find_row (fixture, title);

  g_assert_true (SLUICE_IS_PRICE_ROW (row));

  return row;
}

static void
type_in_tier (Fixture *fixture, const char *tier, const char *field, const char *text)
{
  type_number (widget_common_find_folded (find_tier (fixture, tier), is_row, field), text);
}

/* What is free is a project's, not a source's: zero dollars would be no promise. */
static void
append_source (Fixture *fixture, const char *prefix)
{
  g_autofree char *text =
      g_strdup_printf ("{\"id\":\"%s\",\"source_type\":\"Postgres\",\"prefix\":\"%s\"}", prefix, prefix);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (SluiceSource) source = sluice_source_new_from_json (json_node_get_object (node), NULL);

  g_list_store_append (fixture->sources, source);
}

static void
test_shared_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = json_from_string ("{\"name\":\"Postgres\",\"fields\":[]}", NULL);
  g_autoptr (SluiceSourceType) type = sluice_source_type_new_from_json (json_node_get_object (node), NULL);

  sluice_plan_set_source_type (fixture->plan, type);
  sluice_plan_set_prefix (fixture->plan, "shop_");
  g_assert_null (widget_common_find_folded (fixture->window, is_text, "for this source alone"));
  append_source (fixture, "other_");
  see (fixture, "The free rows are taken to be for this source alone; 1 other source uses them, too.");
  /* Once it is made, it is among them. */
  append_source (fixture, "shop_");
  see (fixture, "The free rows are taken to be for this source alone; 1 other source uses them, too.");
  append_source (fixture, "third_");
  see (fixture, "The free rows are taken to be for this source alone; 2 other sources use them, too.");
}

static void
test_prices (Fixture *fixture, gconstpointer data)
{
  const SluicePriceList *list;

  show_prices (fixture);
  /* 1,606,000 rows at most, a million of which is free. */
  see (fixture, "$0.00 – $9.09");
  type_in_tier (fixture, "Up to 10\u202fM rows a month", "Price of a million rows", "100");
  see (fixture, "$0.00 – $60.60");
  type_number (find_row (fixture, "Free rows a month"), "0.5 M");
  assert_shows (find_row (fixture, "Free rows a month"), "500,000");
  see (fixture, "500\u202fk rows a month are free, and the first 7 days");
  see (fixture, "$0.00 – $110.60");
  type_number (find_row (fixture, "Free first days of a source"), "0");
  see (fixture, "500\u202fk rows a month are free");
  g_assert_null (widget_common_find_folded (fixture->window, is_text, "and the first"));

  /* 500,000 cost 100 a million, and 606,000 cost 10. */
  type_in_tier (fixture, "Up to 10\u202fM rows a month", "Up to so many rows a month", "1 000 000");
  see (fixture, "$0.00 – $56.06");
  /* A bound stays between its neighbours. */
  type_in_tier (fixture, "Up to 1\u202fM rows a month", "Up to so many rows a month", "5");
  list = sluice_estimate_settings_get_price_list (sluice_estimate_settings_get_default ());
  g_assert_cmpint (list->tiers[0].up_to, ==, 500001);
  type_in_tier (fixture, "Up to 500\u202fk rows a month", "Up to so many rows a month", "3 B");
  list = sluice_estimate_settings_get_price_list (sluice_estimate_settings_get_default ());
  g_assert_cmpint (list->tiers[0].up_to, ==, 99999999);
}

static void
test_tiers (Fixture *fixture, gconstpointer data)
{
  const SluicePriceList *list;

  show_prices (fixture);
  activate (fixture, "Add a Price");
  list = sluice_estimate_settings_get_price_list (sluice_estimate_settings_get_default ());
  g_assert_cmpuint (list->n_tiers, ==, 4);
  g_assert_cmpint (list->tiers[2].up_to, ==, 1000000000);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (find_tier (fixture, "Up to 1\u202fB rows a month"))));
  for (guint i = 0; i < 20; i++)
    activate (fixture, "Add a Price");
  list = sluice_estimate_settings_get_price_list (sluice_estimate_settings_get_default ());
  g_assert_cmpuint (list->n_tiers, ==, SLUICE_PRICE_TIERS_MAX);
  g_assert_false (gtk_widget_get_sensitive (find_row (fixture, "Add a Price")));

  for (guint i = SLUICE_PRICE_TIERS_MAX; i > 1; i--)
    {
      g_autofree char *rows = sluice_price_list_dup_tier_rows (list, list->n_tiers - 1);

      g_signal_emit_by_name (widget_common_find_folded (find_tier (fixture, rows), is_row, "Remove This Price"),
                             "activated");
      list = sluice_estimate_settings_get_price_list (sluice_estimate_settings_get_default ());
      g_assert_cmpuint (list->n_tiers, ==, i - 1);
      g_assert_cmpint (list->tiers[list->n_tiers - 1].up_to, ==, SLUICE_NO_BOUND);
    }
  /* The only price that is left cannot go. */
  g_assert_null (
      widget_common_find_folded (find_tier (fixture, "Above 1\u202fM rows a month"), is_row, "Remove This Price"));
  g_assert_cmpfloat (list->tiers[0].price, ==, 0.000015);
}

static void
test_price_facts (Fixture *fixture, gconstpointer data)
{
  GtkEditable *day;
  GtkEditable *currency;
  const SluicePriceList *list;

  show_prices (fixture);
  day = GTK_EDITABLE (find_row (fixture, "Prices of the day"));
  currency = GTK_EDITABLE (find_row (fixture, "Currency"));
  g_assert_cmpstr (gtk_editable_get_text (day), ==, "2026-09-01");
  gtk_editable_set_text (day, "2027-13-01");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (gtk_editable_get_delegate (day)), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  see (fixture, "A day such as 2026-09-01.");
  see (fixture, "An estimate by prices of September 2026");
  gtk_editable_set_text (day, "2027-02-28");
  see (fixture, "An estimate by prices of February 2027");
  g_assert_null (widget_common_find_folded (GTK_WIDGET (fixture->dialog), is_text, "A day such as 2026-09-01."));

  gtk_editable_set_text (currency, "");
  see (fixture, "Letters or a currency sign");
  see (fixture, "$0.00 – $9.09");
  gtk_editable_set_text (currency, "CHF");
  see (fixture, "CHF\u00a00.00 – CHF\u00a09.09");

  gtk_editable_set_text (GTK_EDITABLE (find_row (fixture, "Where the prices come from")), "Our contract");
  list = sluice_estimate_settings_get_price_list (sluice_estimate_settings_get_default ());
  g_assert_cmpstr (list->source, ==, "Our contract");

  activate (fixture, "Reset to the Prices of September 2026");
  see (fixture, "An estimate by prices of September 2026");
  see (fixture, "$0.00 – $9.09");
  g_assert_cmpstr (gtk_editable_get_text (currency), ==, "$");
  g_assert_nonnull (
      strstr (gtk_editable_get_text (GTK_EDITABLE (find_row (fixture, "Where the prices come from"))), "not verified"));
}

static void
test_corrupt_prices (Fixture *fixture, gconstpointer data)
{
  static const char start[] = "The stored prices cannot be used";

  show_prices (fixture);
  g_settings_set_value (fixture->settings, "estimate-prices", g_variant_new_parsed ("{'tiers': <@a(xd) []>}"));
  see (fixture, start);
  see (fixture, "$0.00 – $9.09");
  activate (fixture, "Reset to the Prices of September 2026");
  g_assert_null (widget_common_find_folded (GTK_WIDGET (fixture->dialog), is_text, start));
}

/* What the settings hold at the start counts for what is made later. */
static void
test_stored (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluicePlan) plan = sluice_plan_new ();
  g_autoptr (SluiceSession) session = NULL;

  g_settings_set_value (fixture->settings, "estimate-assumptions", g_variant_new_parsed ("{'changed-high': 44.0}"));
  session = sluice_session_new (NULL, plan);
  g_assert_cmpuint (sluice_table_list_get_assumptions (sluice_plan_get_tables (plan))->changed_high, ==, 4400);
}

static void
assert_line (AdwDialog *details, const char *title, const char *subtitle, const char *figure)
{
  GtkWidget *row = widget_common_find_folded (GTK_WIDGET (details), is_row, title);

  if (row == NULL)
    g_error ("no line “%s”", title);
  if (subtitle != NULL)
    g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, subtitle);
  if (figure != NULL && widget_common_find_folded (row, is_text, figure) == NULL)
    g_error ("“%s” does not say “%s”", title, figure);
}

/* Each method with its rows and what is assumed of them, what adds to it, what is not in it, and the prices. */
static void
test_details (Fixture *fixture, gconstpointer data)
{
  AdwDialog *details = sluice_estimate_details_new (fixture->tables);
  SluiceTable *countries = sluice_table_list_lookup (fixture->tables, "public.countries");

  adw_dialog_close (fixture->dialog);
  adw_dialog_present (details, fixture->window);
  assert_line (details, "Incremental · 1 table",
               "10,000,000 rows; it is assumed that 3\u2060–\u206015\u00a0% change in a month",
               "≈ 300\u202fk – 1.5\u202fM");
  assert_line (details, "Append · 1 table",
               "2,000,000 rows; it is assumed that 1\u2060–\u20605\u00a0% are added in a month",
               "≈ 20\u202fk – 100\u202fk");
  assert_line (details, "Full refresh · 1 table", "200 rows, all of them at every sync", "6,000");
  assert_line (details, "Each month", "", "≈ 330\u202fk – 1.6\u202fM");
  assert_line (details, "The first 1\u202fM rows a month", NULL, "free");
  assert_line (details, "Up to 10\u202fM rows a month", NULL, "$15.00 a million");
  assert_line (details, "Estimated cost a month", NULL, "$0.00 – $9.09");
  see (fixture, "Prices of September 2026.");
  see (fixture, "not verified");

  sluice_table_set_rows (countries, -1, SLUICE_ROWS_UNKNOWN);
  assert_line (details, "Each month", "1 table of unknown size is not included", "at least 320\u202fk");
  sluice_table_set_full_refresh_days (sluice_table_list_lookup (fixture->tables, "public.orders"), 30);
  assert_line (details, "Read in full again · 1 table", "10,000,000 rows, all of them as often as chosen",
               "10,000,000");
  sluice_estimate_settings_set_assumptions (sluice_estimate_settings_get_default (),
                                            &(SluiceAssumptions) { 0, 100, 0, 100 });
  assert_line (details, "Incremental · 1 table",
               "10,000,000 rows; it is assumed that 0\u2060–\u20601\u00a0% change in a month", "≈ 0 – 100\u202fk");
  for (guint i = 0; i < 3; i++)
    sluice_table_set_selected (sluice_table_list_get (fixture->tables, i), FALSE);
  assert_line (details, "Nothing is selected yet", "", NULL);
}

static gboolean
is_costly_cell (GtkWidget *widget, gconstpointer text)
{
  return SLUICE_IS_TEXT_CELL (widget) && g_str_equal (sluice_text_cell_get_text (SLUICE_TEXT_CELL (widget)), text) &&
         gtk_widget_has_css_class (widget, "warning") && sluice_text_cell_get_lead (SLUICE_TEXT_CELL (widget)) != NULL;
}

/* A full refresh that brings millions of rows a month is marked where these stand, and no longer once it does not. */
static void
test_costly (Fixture *fixture, gconstpointer data)
{
  SluiceTable *orders = sluice_table_list_lookup (fixture->tables, "public.orders");

  adw_dialog_close (fixture->dialog);
  see (fixture, "≈ 300\u202fk – 1.5\u202fM");
  g_assert_null (widget_common_find_folded (fixture->window, is_costly_cell, "≈ 300\u202fk – 1.5\u202fM"));
  sluice_table_set_method (orders, SLUICE_SYNC_METHOD_FULL_REFRESH);
  see (fixture, "300,000,000");
  g_assert_nonnull (widget_common_find_folded (fixture->window, is_costly_cell, "300,000,000"));
  sluice_table_set_selected (orders, FALSE);
  g_assert_null (widget_common_find_folded (fixture->window, is_costly_cell, "300,000,000"));
}

/* What a row of a number of rows is after that was typed in it; -1 if it is as it was. */
static double
type_count (const char *text)
{
  const double before = 7e12;
  AdwSpinRow *row = ADW_SPIN_ROW (g_object_ref_sink (adw_spin_row_new_with_range (0, 1e13, 1)));
  double after = 0;

  g_test_message ("“%s”", text);
  adw_spin_row_set_numeric (row, FALSE);
  sluice_spin_text_show_count (row);
  adw_spin_row_set_value (row, before);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_spin_row_update (row);
  after = adw_spin_row_get_value (row);
  g_object_unref (row);

  return after == before ? -1 : after;
}

static void
test_typed_numbers (void)
{
  static const struct
  {
    const char *text;
    double count; /* below 0: none */
  } counts[] = {
    { "0", 0 },           { "1000000", 1e6 }, { "1,000,000", 1e6 }, { "1 000 000", 1e6 }, { "1\u202f000", 1000 },
    { "1.000.000", 1e6 }, { "10 M", 1e7 },    { "10m", 1e7 },       { "1.5 k", 1500 },    { " 2b ", 2e9 },
    { "1_000", 1000 },    { "", -1 },         { " ", -1 },          { "many", -1 },       { "-5", -1 },
    { "5 x", -1 },        { "5 Mx", -1 },     { "M", -1 },          { "٣", 3 },           { "1.5 M", 1.5e6 },
    { "1,5 M", 1.5e6 },
  };
  static const struct
  {
    const char *text;
    double percent;
  } percents[] = {
    { "3", 3 },         { "3%", 3 }, { "3\u00a0%", 3 }, { "0.25 %", 0.25 }, { "12.5", 12.5 }, { "", -1 },
    { "12,5 %", 12.5 }, { "%", -1 }, { "-3", -1 },      { "3 of 4", -1 },   { "1.2.3", -1 },  { "3%%", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_cmpfloat (type_count (counts[i].text), ==, counts[i].count);
  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    {
      double value = -1;

      g_test_message ("“%s”", percents[i].text);
      g_assert_cmpint (sluice_spin_text_parse_percent (percents[i].text, &value), ==, percents[i].percent >= 0);
      if (percents[i].percent >= 0)
        g_assert_cmpfloat (value, ==, percents[i].percent);
    }
}

int
main (int argc, char *argv[])
{
  /* See test-tables-page.c. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  /* The session has settings in a file; these are forgotten. */
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/preferences/assumptions", test_assumptions);
  ADD ("/preferences/assumptions/ends", test_ends);
  ADD ("/preferences/assumptions/reset", test_reset_assumptions);
  ADD ("/preferences/assumptions/corrupt", test_corrupt_assumptions);
  ADD ("/preferences/shared-rows", test_shared_rows);
  ADD ("/preferences/prices", test_prices);
  ADD ("/preferences/prices/tiers", test_tiers);
  ADD ("/preferences/prices/facts", test_price_facts);
  ADD ("/preferences/prices/corrupt", test_corrupt_prices);
  ADD ("/preferences/stored", test_stored);
  ADD ("/preferences/details", test_details);
  ADD ("/preferences/costly", test_costly);
#undef ADD
  g_test_add_func ("/preferences/typed-numbers", test_typed_numbers);

  return g_test_run ();
}
