/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-advisor.h"
#include "sluice-plan.h"
#include "sluice-table-change.h"
#include "sluice-table-edit.h"
#include "unit-common.h"

#define ID "{'field':'id','type':'integer','field_type':'integer'}"
#define UPDATED "{'field':'updated_at','type':'timestamp','field_type':'timestamp'}"
#define METHODS "'incremental_available':true,'append_available':true,'xmin_available':true"
#define ORDERS_WITH(more, cursors)                                                                                     \
  "{'table':'orders','rows':100000," METHODS ",'detected_primary_keys':['id'],'incremental_fields':[" cursors "],"     \
  "'available_columns':[{'field':'id','type':'bigint'},{'field':'region','type':'text'}" more "]}"
#define ORDERS ORDERS_WITH (",{'field':'updated_at','type':'timestamp'}", UPDATED "," ID)
#define ORDERS_WITHOUT_CURSOR ORDERS_WITH ("", ID)
#define ORDERS_WITH_COLUMN                                                                                             \
  ORDERS_WITH (",{'field':'updated_at','type':'timestamp'},{'field':'notes','type':'text'}", UPDATED "," ID)
#define COUNTRIES "{'table':'countries','rows':200}"
#define SESSIONS "{'table':'sessions','rows':null}"

typedef struct
{
  SluicePlan *plan;
  SluiceTableList *list;
} Fixture;

static void
discover (Fixture *fixture, const char *text)
{
  unit_discover (fixture->plan, text);
  sluice_table_list_finish_edit (fixture->list);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSourceType) type = unit_source_type ("Postgres");

  fixture->plan = sluice_plan_new ();
  fixture->list = sluice_plan_get_tables (fixture->plan);
  sluice_plan_set_source_type (fixture->plan, type);
  sluice_form_set_value (sluice_plan_get_form (fixture->plan), "host", "db.example.com");
  sluice_form_set_value (sluice_plan_get_form (fixture->plan), "database", "shop");
  discover (fixture, "[" ORDERS "," COUNTRIES "," SESSIONS "]");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->plan);
}

static SluiceTable *
get_table (Fixture *fixture, const char *name)
{
  return unit_get_table (fixture->list, name);
}

static void
assert_changes (Fixture *fixture, guint added, guint changed, guint removed)
{
  guint n_changes;

  g_object_get (fixture->list, "n-changes", &n_changes, NULL);
  g_assert_cmpuint (n_changes, ==, added + changed + removed);
  g_assert_cmpuint (sluice_table_list_count_changes (fixture->list, SLUICE_TABLE_ADDED), ==, added);
  g_assert_cmpuint (sluice_table_list_count_changes (fixture->list, SLUICE_TABLE_CHANGED), ==, changed);
  g_assert_cmpuint (sluice_table_list_count_changes (fixture->list, SLUICE_TABLE_REMOVED), ==, removed);
}

static void
assert_change (Fixture *fixture, const char *name, SluiceTableChange change, const char *text)
{
  g_autofree char *got = sluice_table_dup_change_text (get_table (fixture, name));

  g_assert_cmpint (sluice_table_get_change (get_table (fixture, name)), ==, change);
  g_assert_cmpstr (got, ==, text);
}

typedef struct
{
  guint n;
  guint position;
  guint removed;
  guint added;
} Changed;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Changed *changed)
{
  *changed = (Changed) { changed->n + 1, position, removed, added };
}

/* The same again: nothing moves, nothing is marked, nothing is told. */
static void
test_same (Fixture *fixture, gconstpointer data)
{
  static Changed changed;
  SluiceTable *orders = get_table (fixture, "orders");

  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), &changed);
  sluice_table_set_selected (orders, TRUE);
  sluice_table_set_look_back (orders, 60);
  discover (fixture, "[" ORDERS "," COUNTRIES "," SESSIONS "]");
  g_assert_true (get_table (fixture, "orders") == orders);
  g_assert_true (sluice_table_get_selected (orders));
  g_assert_cmpint (sluice_table_get_look_back (orders), ==, 60);
  g_assert_cmpuint (changed.n, ==, 0);
  assert_changes (fixture, 0, 0, 0);
  g_assert_null (sluice_table_list_dup_changes_text (fixture->list));
  g_assert_true (sluice_plan_get_checked (fixture->plan));
}

static void
test_marks (Fixture *fixture, gconstpointer data)
{
  static Changed changed;
  SluiceTable *countries = get_table (fixture, "countries");
  SluiceTable *orders = get_table (fixture, "orders");
  g_autofree char *text = NULL;

  sluice_table_set_selected (countries, TRUE);
  sluice_table_set_selected (orders, TRUE);
  sluice_table_set_frequency (orders, SLUICE_FREQUENCY_1HOUR);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), &changed);
  discover (fixture, "[{'table':'coupons','rows':5}," ORDERS_WITH_COLUMN "," SESSIONS "]");

  /* One change of the model, and totals that are right. */
  g_assert_cmpuint (changed.n, ==, 1);
  g_assert_cmpuint (changed.removed, ==, 3);
  g_assert_cmpuint (changed.added, ==, 4);
  assert_changes (fixture, 1, 1, 1);
  text = sluice_table_list_dup_changes_text (fixture->list);
  g_assert_cmpstr (text, ==, "Tables since the last look: 1 new, 1 changed, 1 gone.");
  assert_change (fixture, "coupons", SLUICE_TABLE_ADDED, "It was not there at the last look.");
  assert_change (fixture, "orders", SLUICE_TABLE_CHANGED, "New column: notes.");
  assert_change (fixture, "countries", SLUICE_TABLE_REMOVED, "The source no longer has this table.");
  assert_change (fixture, "sessions", SLUICE_TABLE_UNCHANGED, NULL);
  g_assert_cmpuint (sluice_table_list_get_n_selected (fixture->list), ==, 1);
  g_assert_cmpint (sluice_table_list_get_first_load (fixture->list).low, ==, 100000);

  /* What is still possible stays chosen; there is nothing to look after. */
  orders = get_table (fixture, "orders");
  g_assert_true (sluice_table_get_selected (orders));
  g_assert_cmpint (sluice_table_get_frequency (orders), ==, SLUICE_FREQUENCY_1HOUR);
  g_assert_cmpint (sluice_table_get_lost_parts (orders), ==, SLUICE_CHOICE_NONE);
  g_assert_cmpuint (sluice_table_list_get_n_attention (fixture->list), ==, 0);
}

/* A table that is gone can be seen, but neither selected nor sent. */
static void
test_removed (Fixture *fixture, gconstpointer data)
{
  SluiceTable *countries = get_table (fixture, "countries");
  g_autoptr (JsonNode) body = NULL;
  g_autofree char *obstacle = NULL;

  sluice_table_set_frequency (countries, SLUICE_FREQUENCY_7DAY);
  sluice_table_set_selected (countries, TRUE);
  discover (fixture, "[" ORDERS "," SESSIONS "]");
  g_assert_true (get_table (fixture, "countries") == countries);
  g_assert_false (sluice_table_get_selected (countries));
  g_assert_false (sluice_table_get_selectable (countries));
  sluice_table_set_selected (countries, TRUE);
  g_assert_false (sluice_table_get_selected (countries));
  obstacle = sluice_table_dup_part_obstacle (countries, SLUICE_CHOICE_SELECTED);
  g_assert_nonnull (obstacle);
  /* Undo cannot bring back what is not there. */
  sluice_table_history_undo (sluice_table_list_get_history (fixture->list));
  sluice_table_history_redo (sluice_table_list_get_history (fixture->list));
  g_assert_false (sluice_table_get_selected (countries));
  body = sluice_plan_to_create_body (fixture->plan);
  g_assert_false (unit_node_holds (body, "countries"));

  /* It is still gone at the next look, and comes back as it was. */
  discover (fixture, "[" ORDERS "," SESSIONS "]");
  assert_changes (fixture, 0, 0, 1);
  discover (fixture, "[" ORDERS "," COUNTRIES "," SESSIONS "]");
  assert_changes (fixture, 0, 0, 0);
  g_assert_true (get_table (fixture, "countries") == countries);
  g_assert_true (sluice_table_get_selected (countries));
  g_assert_cmpint (sluice_table_get_frequency (countries), ==, SLUICE_FREQUENCY_7DAY);
}

/* The column that a table was read by is gone: it says so until somebody has chosen anew. */
static void
test_lost_cursor (Fixture *fixture, gconstpointer data)
{
  SluiceTable *orders = get_table (fixture, "orders");
  g_autoptr (SluiceRowFilter) filter = sluice_row_filter_new (orders, "region", SLUICE_FILTER_EQUAL, "eu", NULL);

  sluice_table_set_selected (orders, TRUE);
  sluice_table_set_full_refresh_days (orders, 7);
  sluice_table_add_row_filter (orders, filter);
  sluice_table_set_enabled_columns (orders, (const char *const[]) { "updated_at", NULL });
  discover (fixture, "[" ORDERS_WITHOUT_CURSOR "," COUNTRIES "," SESSIONS "]");
  orders = get_table (fixture, "orders");
  assert_change (fixture, "orders", SLUICE_TABLE_CHANGED,
                 "Column gone: updated_at. Not everything that was chosen is still possible; it was: Incremental by "
                 "updated_at · whole every 7 days · 2 of 3 columns · region = eu.");
  g_assert_cmpint (sluice_table_get_lost_parts (orders), ==, SLUICE_CHOICE_CURSOR | SLUICE_CHOICE_COLUMNS);
  g_assert_cmpint (sluice_table_get_method (orders), ==, SLUICE_SYNC_METHOD_INCREMENTAL);
  g_assert_cmpstr (sluice_table_get_cursor (orders), ==, "id");
  g_assert_cmpuint (sluice_table_get_full_refresh_days (orders), ==, 7);
  g_assert_cmpuint (sluice_table_get_row_filters (orders)->len, ==, 1);
  g_assert_true (sluice_advisor_get_warnings (orders) & SLUICE_WARNING_CHOICE_LOST);
  g_assert_cmpuint (sluice_table_list_get_n_attention (fixture->list), ==, 1);

  sluice_table_set_method (orders, SLUICE_SYNC_METHOD_XMIN);
  g_assert_cmpint (sluice_table_get_lost_parts (orders), ==, SLUICE_CHOICE_NONE);
  g_assert_cmpuint (sluice_table_list_get_n_attention (fixture->list), ==, 0);
}

static void
test_lost_key_and_filters (Fixture *fixture, gconstpointer data)
{
  SluiceTable *orders = get_table (fixture, "orders");
  g_autoptr (SluiceRowFilter) region = sluice_row_filter_new (orders, "region", SLUICE_FILTER_EQUAL, "eu", NULL);
  g_autoptr (SluiceRowFilter) id = sluice_row_filter_new (orders, "id", SLUICE_FILTER_GREATER, "5", NULL);

  sluice_table_set_selected (orders, TRUE);
  sluice_table_set_primary_keys (orders, (const char *const[]) { "region", NULL });
  sluice_table_add_row_filter (orders, region);
  sluice_table_add_row_filter (orders, id);
  discover (fixture, "[{'table':'orders','rows':100000," METHODS ",'detected_primary_keys':['id'],"
                     "'incremental_fields':[" UPDATED "],'available_columns':[{'field':'id','type':'text'},"
                     "{'field':'updated_at','type':'timestamp'}]}]");
  orders = get_table (fixture, "orders");
  g_assert_cmpint (sluice_table_get_lost_parts (orders), ==, SLUICE_CHOICE_PRIMARY_KEYS | SLUICE_CHOICE_ROW_FILTERS);
  g_assert_cmpstr (sluice_table_get_primary_keys (orders)[0], ==, "id");
  /* A number is compared as text from now on, which is what the column is. */
  g_assert_cmpuint (sluice_table_get_row_filters (orders)->len, ==, 1);
  g_assert_cmpint (sluice_row_filter_get_class (g_ptr_array_index (sluice_table_get_row_filters (orders), 0)), ==,
                   SLUICE_COLUMN_CLASS_STRING);
}

#define ORDERS_OF(columns)                                                                                             \
  "[{'table':'orders','rows':100000," METHODS ",'detected_primary_keys':['id'],'incremental_fields':[" ID "],"         \
  "'available_columns':[" columns "]}," COUNTRIES "," SESSIONS "]"
#define COLUMN(name) "{'field':'" name "','type':'text'}"

static void
assert_sent_columns (SluiceTable *table, const char *expected)
{
  g_autoptr (JsonObject) entry = sluice_table_to_create_entry (table);

  unit_assert_json (json_node_copy (json_object_get_member (entry, "enabled_columns")), expected);
}

/* A server that lists columns in another order takes none away. */
static void
test_column_order (Fixture *fixture, gconstpointer data)
{
  SluiceTableHistory *history = sluice_table_list_get_history (fixture->list);
  SluiceTable *orders;

  discover (fixture, ORDERS_OF (COLUMN ("id") "," COLUMN ("a") "," COLUMN ("b") "," COLUMN ("c")));
  orders = get_table (fixture, "orders");
  sluice_table_set_selected (orders, TRUE);
  sluice_table_set_enabled_columns (orders, (const char *const[]) { "a", "c", NULL });
  sluice_table_set_enabled_columns (orders, (const char *const[]) { "a", "b", NULL });
  sluice_table_set_enabled_columns (orders, (const char *const[]) { "a", "c", NULL });
  discover (fixture, ORDERS_OF (COLUMN ("c") "," COLUMN ("b") "," COLUMN ("a") "," COLUMN ("id")));
  orders = get_table (fixture, "orders");
  g_assert_cmpint (sluice_table_get_lost_parts (orders), ==, SLUICE_CHOICE_NONE);
  g_assert_cmpuint (sluice_table_count_enabled_columns (orders), ==, 3);
  assert_sent_columns (orders, "['c','a','id']");
  sluice_table_history_undo (history);
  assert_sent_columns (orders, "['b','a','id']");
  sluice_table_history_undo (history);
  assert_sent_columns (orders, "['c','a','id']");
}

/* A column that was left out does not sync because it was away for a while. */
static void
test_column_back (Fixture *fixture, gconstpointer data)
{
  discover (fixture, ORDERS_OF (COLUMN ("id") "," COLUMN ("a") "," COLUMN ("private")));
  sluice_table_set_selected (get_table (fixture, "orders"), TRUE);
  sluice_table_set_enabled_columns (get_table (fixture, "orders"), (const char *const[]) { "id", "a", NULL });
  discover (fixture, ORDERS_OF (COLUMN ("id") "," COLUMN ("a")));
  g_assert_cmpint (sluice_table_get_lost_parts (get_table (fixture, "orders")), ==, SLUICE_CHOICE_NONE);
  discover (fixture, ORDERS_OF (COLUMN ("private") "," COLUMN ("a") "," COLUMN ("id")));
  assert_sent_columns (get_table (fixture, "orders"), "['a','id']");
}

static void
test_permission (Fixture *fixture, gconstpointer data)
{
  sluice_table_set_selected (get_table (fixture, "orders"), TRUE);
  discover (fixture, "[{'table':'orders','permission_error':'no right'}," COUNTRIES "," SESSIONS "]");
  g_assert_false (sluice_table_get_selected (get_table (fixture, "orders")));
  g_assert_cmpint (sluice_table_get_lost_parts (get_table (fixture, "orders")), ==, SLUICE_CHOICE_SELECTED);
  assert_change (
      fixture, "orders", SLUICE_TABLE_CHANGED,
      "Columns gone: id, region, updated_at. It cannot be read any more. Its primary key is another one. Not "
      "everything that was chosen is still possible; it was: Incremental by updated_at.");
  discover (fixture, "[" ORDERS "," COUNTRIES "," SESSIONS "]");
  g_assert_true (sluice_table_get_selectable (get_table (fixture, "orders")));
}

/* What stood as recommended follows; what was chosen does not. */
static void
test_recommendation (Fixture *fixture, gconstpointer data)
{
  SluiceTable *orders = get_table (fixture, "orders");

  sluice_table_set_selected (orders, TRUE);
  discover (fixture, "[" ORDERS_WITHOUT_CURSOR "," COUNTRIES "," SESSIONS "]");
  orders = get_table (fixture, "orders");
  g_assert_true (sluice_table_get_selected (orders));
  g_assert_cmpint (sluice_table_get_method (orders), ==, SLUICE_SYNC_METHOD_XMIN);
  g_assert_cmpint (sluice_table_get_lost_parts (orders), ==, SLUICE_CHOICE_NONE);
}

/* A server that has been set up for CDC has not changed its tables, one by one; they can sync by it all the same. */
static void
test_near_real_time (Fixture *fixture, gconstpointer data)
{
  discover (fixture, "[{'table':'orders','rows':null,'cdc_available':false,'detected_primary_keys':['id']}]");
  sluice_table_list_dismiss_changes (fixture->list);
  discover (fixture, "[{'table':'orders','rows':null,'cdc_available':true,'detected_primary_keys':['id']}]");
  assert_changes (fixture, 0, 0, 0);
  g_assert_true (sluice_table_can_use (get_table (fixture, "orders"), SLUICE_SYNC_METHOD_CDC));

  discover (fixture, "[{'table':'orders','rows':null,'cdc_available':false,'detected_primary_keys':['id']}]");
  assert_changes (fixture, 0, 1, 0);
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  SluiceTable *sessions = get_table (fixture, "sessions");
  SluiceTable *orders = get_table (fixture, "orders");

  sluice_table_set_rows_at (sessions, 42, SLUICE_ROWS_BY_HAND, 7);
  sluice_table_set_rows (orders, 100001, SLUICE_ROWS_COUNTED);
  sluice_table_set_selected (sessions, TRUE);
  discover (fixture, "[" ORDERS_WITH_COLUMN "," COUNTRIES "," SESSIONS "]");
  g_assert_cmpint (sluice_table_get_rows (sessions), ==, 42);
  g_assert_cmpint (sluice_table_get_rows_origin (sessions), ==, SLUICE_ROWS_BY_HAND);
  g_assert_cmpint (sluice_table_get_rows_at (sessions), ==, 7);
  g_assert_cmpint (sluice_table_get_rows (get_table (fixture, "orders")), ==, 100000);
  g_assert_cmpint (sluice_table_get_rows_origin (get_table (fixture, "orders")), ==, SLUICE_ROWS_FROM_SERVER);

  /* The server counts what it had not counted, and the totals follow. */
  discover (fixture, "[" ORDERS_WITH_COLUMN "," COUNTRIES ",{'table':'sessions','rows':50}]");
  g_assert_cmpint (sluice_table_get_rows (sessions), ==, 50);
  g_assert_cmpint (sluice_table_list_get_first_load (fixture->list).low, ==, 50);
}

/* Choices may be made while it runs, and nothing of it is seen before its end. */
static void
test_while_it_runs (Fixture *fixture, gconstpointer data)
{
  static Changed changed;
  g_autoptr (GPtrArray) first = unit_tables ("[" ORDERS_WITH_COLUMN "]");
  g_autoptr (GPtrArray) second = unit_tables ("[" COUNTRIES "," ORDERS ",{'table':'new'}]");

  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), &changed);
  sluice_plan_begin_discovery (fixture->plan);
  g_assert_false (sluice_plan_get_checked (fixture->plan));
  sluice_plan_append_discovered (fixture->plan, first);
  sluice_table_set_selected (get_table (fixture, "orders"), TRUE);
  sluice_table_set_look_back (get_table (fixture, "orders"), 60);
  sluice_plan_append_discovered (fixture->plan, second);
  g_assert_cmpuint (sluice_plan_get_n_discovered (fixture->plan), ==, 3);
  g_assert_cmpuint (changed.n, ==, 0);
  g_assert_cmpuint (sluice_table_list_get_size (fixture->list), ==, 3);
  sluice_plan_finish_discovery (fixture->plan);
  g_assert_cmpuint (changed.n, ==, 1);
  g_assert_true (sluice_table_get_selected (get_table (fixture, "orders")));
  g_assert_cmpint (sluice_table_get_look_back (get_table (fixture, "orders")), ==, 60);
  assert_changes (fixture, 1, 1, 1);
}

/* Undo goes on over a refresh, also for a table that is different now. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  SluiceTableHistory *history = sluice_table_list_get_history (fixture->list);
  SluiceTable *orders = get_table (fixture, "orders");

  sluice_table_set_method (orders, SLUICE_SYNC_METHOD_XMIN);
  sluice_table_set_cursor (orders, "id");
  sluice_table_set_selected (orders, TRUE);
  sluice_table_set_selected (get_table (fixture, "countries"), TRUE);
  discover (fixture, "[" ORDERS_WITHOUT_CURSOR "," COUNTRIES "," SESSIONS "]");
  orders = get_table (fixture, "orders");
  g_assert_cmpstr (sluice_table_history_get_undo_description (history), ==, "Select countries");
  sluice_table_history_undo (history);
  g_assert_false (sluice_table_get_selected (get_table (fixture, "countries")));
  sluice_table_history_undo (history);
  g_assert_false (sluice_table_get_selected (orders));
  sluice_table_history_undo (history);
  g_assert_cmpint (sluice_table_get_method (orders), ==, SLUICE_SYNC_METHOD_INCREMENTAL);
  /* By a cursor that there is. */
  g_assert_cmpstr (sluice_table_get_cursor (orders), ==, "id");
}

static void
test_dismiss (Fixture *fixture, gconstpointer data)
{
  static Changed changed;

  discover (fixture, "[{'table':'coupons','rows':5}," ORDERS_WITHOUT_CURSOR "," SESSIONS "]");
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), &changed);
  sluice_table_list_dismiss_change (fixture->list, get_table (fixture, "coupons"));
  g_assert_cmpuint (changed.n, ==, 0);
  assert_changes (fixture, 0, 1, 1);
  sluice_table_list_dismiss_changes (fixture->list);
  assert_changes (fixture, 0, 0, 0);
  g_assert_cmpuint (changed.n, ==, 1);
  g_assert_cmpuint (changed.removed, ==, 1);
  g_assert_cmpuint (changed.added, ==, 0);
  g_assert_null (sluice_table_list_lookup (fixture->list, "countries"));
  assert_change (fixture, "orders", SLUICE_TABLE_UNCHANGED, NULL);
}

/* Marks are not lost when the application is closed before anybody looked. */
static void
test_draft (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) types = unit_source_types ();
  g_autoptr (JsonNode) draft = NULL;
  g_autoptr (JsonNode) tables = NULL;
  g_autofree char *text = NULL;
  Fixture again = { 0 };

  sluice_table_set_selected (get_table (fixture, "countries"), TRUE);
  sluice_table_set_selected (get_table (fixture, "orders"), TRUE);
  sluice_table_set_look_back (get_table (fixture, "orders"), 60);
  discover (fixture, "[{'table':'coupons','rows':5}," ORDERS_WITHOUT_CURSOR "," SESSIONS "]");
  text = sluice_table_dup_change_text (get_table (fixture, "orders"));
  draft = sluice_plan_to_draft (fixture->plan);
  tables = sluice_plan_tables_to_json (fixture->plan);
  again.plan = sluice_plan_new_from_draft (draft, tables, types, NULL);
  again.list = sluice_plan_get_tables (again.plan);
  g_assert_false (sluice_table_history_get_can_undo (sluice_table_list_get_history (again.list)));
  assert_changes (&again, 1, 1, 1);
  assert_change (&again, "orders", SLUICE_TABLE_CHANGED, text);
  g_assert_cmpint (sluice_table_get_lost_parts (get_table (&again, "orders")), ==, SLUICE_CHOICE_CURSOR);
  g_assert_false (sluice_table_get_selected (get_table (&again, "countries")));

  /* The source is known again, and the next look goes on from there. */
  discover (&again, "[{'table':'coupons','rows':5}," ORDERS_WITHOUT_CURSOR "," COUNTRIES "," SESSIONS "]");
  assert_changes (&again, 1, 1, 0);
  g_assert_true (sluice_table_get_selected (get_table (&again, "countries")));
  tear_down (&again, NULL);
}

/* Another database is another source: nothing is new or gone, but a table of the same name keeps its choice. */
static void
test_other_source (Fixture *fixture, gconstpointer data)
{
  SluiceForm *form = sluice_plan_get_form (fixture->plan);

  sluice_table_set_selected (get_table (fixture, "orders"), TRUE);
  sluice_form_set_value (form, "user", "another");
  discover (fixture, "[" ORDERS "," COUNTRIES "]");
  assert_changes (fixture, 0, 0, 1);

  sluice_form_set_value (form, "database", "staging");
  discover (fixture, "[" ORDERS ",{'table':'other','rows':5}]");
  assert_changes (fixture, 0, 0, 0);
  g_assert_cmpuint (sluice_table_list_get_size (fixture->list), ==, 2);
  g_assert_true (sluice_table_get_selected (get_table (fixture, "orders")));
  g_assert_false (sluice_table_history_get_can_undo (sluice_table_list_get_history (fixture->list)));
}

/* A table of ten thousand columns that lost them all says so in a line. */
static void
test_many_columns (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) json = g_string_new ("[{'table':'wide','rows':5,'available_columns':[");
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) tables = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (json, "%s{'field':'column_%u','type':'text'}", i > 0 ? "," : "", i);
  g_string_append (json, "]}]");
  discover (fixture, json->str);
  discover (fixture, "[{'table':'wide','rows':5,'available_columns':[{'field':'id','type':'text'}]}]");
  text = sluice_table_dup_change_text (get_table (fixture, "wide"));
  g_assert_cmpstr (text, ==,
                   "Columns gone: column_0, column_1, column_2, column_3, column_4 and 9995 more. New column: id.");
  tables = sluice_plan_tables_to_json (fixture->plan);
  g_assert_false (unit_node_holds (tables, "column_21"));
}

#define add(path, func) g_test_add ("/table-merge/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("same", test_same);
  add ("marks", test_marks);
  add ("removed", test_removed);
  add ("lost-cursor", test_lost_cursor);
  add ("lost-key-and-filters", test_lost_key_and_filters);
  add ("column-order", test_column_order);
  add ("column-back", test_column_back);
  add ("permission", test_permission);
  add ("recommendation", test_recommendation);
  add ("near-real-time", test_near_real_time);
  add ("rows", test_rows);
  add ("while-it-runs", test_while_it_runs);
  add ("history", test_history);
  add ("dismiss", test_dismiss);
  add ("draft", test_draft);
  add ("other-source", test_other_source);
  add ("many-columns", test_many_columns);

  return g_test_run ();
}
