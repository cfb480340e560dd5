/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-bulk-edit.h"
#include "sluice-table-edit.h"
#include "unit-common.h"

#define UPDATED "{'field':'updated_at','type':'timestamp','field_type':'timestamp'}"
#define ID "{'field':'id','type':'integer','field_type':'integer'}"
#define METHODS                                                                                                        \
  "'incremental_available':true,'append_available':true,'xmin_available':true,'detected_primary_keys':['id']"

static const char *const entries[] = {
  "{'table':'public.orders','rows':2000000," METHODS ",'incremental_fields':[" ID "," UPDATED "],"
  "'available_columns':[{'field':'id','type':'bigint'},{'field':'updated_at','type':'timestamp'},"
  "{'field':'Region','type':'text'}]}",
  "{'table':'public.countries','rows':200}",
  "{'table':'public.sessions','rows':null}",
  "{'table':'sales.EVENTS','rows':90000," METHODS ",'incremental_fields':["
  "{'field':'UPDATED_AT','type':'timestamp','field_type':'timestamp'}]}",
  "{'table':'hr.payroll','permission_error':'no right','rows':5}",
  "{'table':'sales.no_key','rows':10,'incremental_available':true,'detected_primary_keys':null,"
  "'primary_key_detection_supported':true,'incremental_fields':[" UPDATED "],"
  "'available_columns':[{'field':'updated_at','type':'timestamp'}]}",
};

typedef struct
{
  SluiceTableList *list;
  GPtrArray *tables;
  SluiceBulkEdit *edit;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->list = sluice_table_list_new ();
  fixture->tables = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->edit = sluice_bulk_edit_new ();
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_ptr_array_add (fixture->tables, unit_table (entries[i]));
  sluice_table_list_append (fixture->list, fixture->tables);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->edit);
  g_assert_finalize_object (fixture->list);
  g_ptr_array_unref (fixture->tables);
}

static SluiceTable *
get_table (Fixture *fixture, const char *name)
{
  return unit_get_table (fixture->list, name);
}

static SluiceBulkRule *
add_rule (Fixture *fixture, SluiceBulkConditionKind condition_kind, SluiceBulkActionKind action_kind)
{
  g_autoptr (SluiceBulkRule) rule = sluice_bulk_rule_new ();
  g_autoptr (SluiceBulkCondition) condition = sluice_bulk_condition_new (condition_kind);
  g_autoptr (SluiceBulkAction) action = sluice_bulk_action_new (action_kind);

  g_list_store_append (sluice_bulk_rule_get_conditions (rule), condition);
  g_list_store_append (sluice_bulk_rule_get_actions (rule), action);
  sluice_bulk_edit_add (fixture->edit, rule);

  return rule;
}

/* The first condition, the first action of a rule. Lent. */
static gpointer
first_of (GListStore *store)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), 0);

  return item;
}

static SluiceBulkCondition *
condition_of (SluiceBulkRule *rule)
{
  return first_of (sluice_bulk_rule_get_conditions (rule));
}

static SluiceBulkAction *
action_of (SluiceBulkRule *rule)
{
  return first_of (sluice_bulk_rule_get_actions (rule));
}

/* "table: from → to" or "table: obstacle", a line each. */
static void
assert_preview (Fixture *fixture, const char *expected)
{
  g_autoptr (SluiceBulkPreview) preview = sluice_bulk_edit_preview (fixture->edit, fixture->list, fixture->tables);
  g_autoptr (GString) got = g_string_new (NULL);

  while (sluice_bulk_preview_get_busy (preview))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (preview)); i++)
    {
      g_autoptr (SluiceBulkChange) change = g_list_model_get_item (G_LIST_MODEL (preview), i);
      const char *name = sluice_table_get_name (sluice_bulk_change_get_table (change));
      g_autofree char *from = sluice_bulk_change_dup_from (change);
      g_autofree char *to = sluice_bulk_change_dup_to (change);

      if (sluice_bulk_change_get_obstacle (change) != NULL)
        g_string_append_printf (got, "%s! %s\n", name, sluice_bulk_change_get_obstacle (change));
      else
        g_string_append_printf (got, "%s: %s → %s\n", name, from, to);
    }
  g_assert_cmpstr (got->str, ==, expected);
}

/* The rules of the design: updated_at → incremental, under 50,000 rows → full refresh, else leave. */
static void
test_example (void)
{
  Fixture fixture = { 0 };
  g_autoptr (SluiceBulkEdit) example = sluice_bulk_edit_new_example ();
  g_autoptr (SluiceBulkRule) first = g_list_model_get_item (G_LIST_MODEL (example), 0);
  g_autoptr (SluiceBulkRule) second = g_list_model_get_item (G_LIST_MODEL (example), 1);
  g_autofree char *first_text = sluice_bulk_rule_dup_text (first);
  g_autofree char *second_text = sluice_bulk_rule_dup_text (second);

  g_assert_cmpstr (first_text, ==, "If it has a cursor updated_at: set the method to incremental");
  g_assert_cmpstr (second_text, ==, "If it has under 50,000 rows: set the method to full refresh");

  set_up (&fixture, NULL);
  for (guint i = 0; i < fixture.tables->len; i++)
    sluice_table_set_method (g_ptr_array_index (fixture.tables, i), SLUICE_SYNC_METHOD_XMIN);
  g_set_object (&fixture.edit, example);
  assert_preview (&fixture,
                  "public.orders: xmin → Incremental by updated_at\n"
                  "sales.EVENTS: xmin → Incremental by UPDATED_AT\n"
                  "hr.payroll! no right\n"
                  "sales.no_key! Rows are merged by a primary key, and this table has none. Choose one first.\n");
  g_object_unref (fixture.edit);
  g_object_unref (fixture.list);
  g_ptr_array_unref (fixture.tables);
}

static void
test_conditions (Fixture *fixture, gconstpointer data)
{
  SluiceBulkRule *rule = add_rule (fixture, SLUICE_BULK_ALWAYS, SLUICE_BULK_SELECT);
  SluiceBulkCondition *condition = condition_of (rule);

#define SELECTED(name) name ": not selected → selected\n"
#define FORBIDDEN "hr.payroll! no right\n"
  assert_preview (fixture, SELECTED ("public.orders") SELECTED ("public.countries") SELECTED ("public.sessions")
                               SELECTED ("sales.EVENTS") FORBIDDEN SELECTED ("sales.no_key"));
  g_object_set (condition, "negated", TRUE, NULL);
  assert_preview (fixture, "");

  g_object_set (condition, "kind", SLUICE_BULK_HAS_COLUMN, "text", "REGION", "negated", FALSE, NULL);
  assert_preview (fixture, SELECTED ("public.orders"));
  g_object_set (condition, "text", "*_at", NULL);
  assert_preview (fixture, SELECTED ("public.orders") SELECTED ("sales.no_key"));
  g_object_set (condition, "kind", SLUICE_BULK_HAS_CURSOR, "text", "updated?at", NULL);
  assert_preview (fixture, SELECTED ("public.orders") SELECTED ("sales.EVENTS") SELECTED ("sales.no_key"));
  g_object_set (condition, "kind", SLUICE_BULK_NAME_MATCHES, "text", "*o*", NULL);
  assert_preview (fixture, SELECTED ("public.orders") SELECTED ("public.countries") SELECTED ("public.sessions")
                               FORBIDDEN SELECTED ("sales.no_key"));
  g_object_set (condition, "text", "events", NULL);
  assert_preview (fixture, SELECTED ("sales.EVENTS"));
  g_object_set (condition, "kind", SLUICE_BULK_SCHEMA_IS, "text", "sales", NULL);
  assert_preview (fixture, SELECTED ("sales.EVENTS") SELECTED ("sales.no_key"));

  /* Unknown is neither few nor many. */
  g_object_set (condition, "kind", SLUICE_BULK_ROWS_UNDER, "rows", G_GINT64_CONSTANT (90000), NULL);
  assert_preview (fixture, SELECTED ("public.countries") FORBIDDEN SELECTED ("sales.no_key"));
  g_object_set (condition, "kind", SLUICE_BULK_ROWS_FROM, NULL);
  assert_preview (fixture, SELECTED ("public.orders") SELECTED ("sales.EVENTS"));
  g_object_set (condition, "kind", SLUICE_BULK_ROWS_UNKNOWN, NULL);
  assert_preview (fixture, SELECTED ("public.sessions"));
  g_object_set (condition, "kind", SLUICE_BULK_METHOD_IS, "method", SLUICE_SYNC_METHOD_INCREMENTAL, NULL);
  assert_preview (fixture, SELECTED ("public.orders") SELECTED ("sales.EVENTS"));
  g_object_set (condition, "kind", SLUICE_BULK_SUGGESTED, NULL);
  assert_preview (fixture, SELECTED ("public.countries") SELECTED ("public.sessions") SELECTED ("sales.EVENTS")
                               SELECTED ("sales.no_key"));
  sluice_table_set_selected (get_table (fixture, "public.orders"), TRUE);
  g_object_set (condition, "kind", SLUICE_BULK_SELECTED, NULL);
  assert_preview (fixture, "");
  g_object_set (condition, "kind", SLUICE_BULK_NEEDS_ATTENTION, NULL);
  assert_preview (fixture, SELECTED ("public.sessions"));
}

static void
test_actions (Fixture *fixture, gconstpointer data)
{
  SluiceBulkRule *rule = add_rule (fixture, SLUICE_BULK_NAME_MATCHES, SLUICE_BULK_LEAVE);
  SluiceBulkAction *action = action_of (rule);

  g_object_set (condition_of (rule), "text", "orders", NULL);
  assert_preview (fixture, "");
  g_object_set (action, "kind", SLUICE_BULK_DESELECT, NULL);
  assert_preview (fixture, "");
  g_object_set (action, "kind", SLUICE_BULK_SET_METHOD, "method", SLUICE_SYNC_METHOD_INCREMENTAL, "text", "id", NULL);
  assert_preview (fixture, "public.orders: Cursor: updated_at → Cursor: id\n");
  g_object_set (action, "text", "nowhere", NULL);
  assert_preview (fixture, "public.orders! nowhere cannot serve as a cursor of this table.\n");
  g_object_set (action, "method", SLUICE_SYNC_METHOD_CDC, NULL);
  assert_preview (fixture, "public.orders! CDC is not switched on for this project.\n");
  g_object_set (action, "method", SLUICE_SYNC_METHOD_XMIN, NULL);
  assert_preview (fixture, "public.orders: Incremental by updated_at → xmin\n");
  g_object_set (action, "kind", SLUICE_BULK_SET_CURSOR, "text", "ID", NULL);
  assert_preview (fixture, "public.orders: Cursor: updated_at → Cursor: id\n");
  g_object_set (action, "kind", SLUICE_BULK_SET_PRIMARY_KEYS, "text", "id, Region", NULL);
  assert_preview (fixture, "public.orders: Primary key: id → key id, Region\n");
  g_object_set (action, "text", "id, nowhere", NULL);
  assert_preview (fixture, "public.orders! The table has no column nowhere.\n");
  g_object_set (action, "kind", SLUICE_BULK_SET_FREQUENCY, "number", SLUICE_FREQUENCY_6HOUR, NULL);
  assert_preview (fixture, "public.orders: Frequency: as the plan says → every 6 hours\n");
  g_object_set (action, "kind", SLUICE_BULK_SET_TIME_OF_DAY, "number", 7200, NULL);
  assert_preview (fixture, "public.orders: Time of day: as the plan says → at 02:00 UTC\n");
  g_object_set (action, "kind", SLUICE_BULK_SET_LOOK_BACK, "number", 172800, NULL);
  assert_preview (fixture, "public.orders: Look-back: as the server does → looks back 2 days\n");
  g_object_set (action, "kind", SLUICE_BULK_SET_FULL_REFRESH, "number", 7, NULL);
  assert_preview (fixture, "public.orders: Periodic full refresh: never → whole every 7 days\n");
  g_object_set (action, "kind", SLUICE_BULK_SET_CDC_TABLE_MODE, "number", 2, NULL);
  assert_preview (fixture, "public.orders! Only CDC can keep a log of changes.\n");
  sluice_table_set_method (get_table (fixture, "public.orders"), SLUICE_SYNC_METHOD_FULL_REFRESH);
  g_object_set (action, "kind", SLUICE_BULK_RECOMMENDED, NULL);
  assert_preview (fixture, "public.orders: Full refresh → Incremental by updated_at\n");
}

/* The first rule that fits decides, also when it leaves; all its conditions and actions count. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  SluiceBulkRule *sales = add_rule (fixture, SLUICE_BULK_SCHEMA_IS, SLUICE_BULK_LEAVE);
  SluiceBulkRule *rest = add_rule (fixture, SLUICE_BULK_ALWAYS, SLUICE_BULK_SELECT);
  g_autoptr (SluiceBulkCondition) small = sluice_bulk_condition_new (SLUICE_BULK_ROWS_UNDER);
  g_autoptr (SluiceBulkAction) weekly = sluice_bulk_action_new (SLUICE_BULK_SET_FREQUENCY);
  g_autofree char *text = NULL;

  g_object_set (condition_of (sales), "text", "sales", NULL);
  g_object_set (small, "rows", G_GINT64_CONSTANT (1000), NULL);
  g_object_set (weekly, "number", SLUICE_FREQUENCY_7DAY, NULL);
  g_list_store_append (sluice_bulk_rule_get_conditions (rest), small);
  g_list_store_append (sluice_bulk_rule_get_actions (rest), weekly);
  text = sluice_bulk_rule_dup_text (rest);
  g_assert_cmpstr (text, ==, "If it is any table and it has under 1,000 rows: select it, sync it every 7 days");
  assert_preview (fixture, "public.countries: not selected · Frequency: as the plan says → selected · every 7 days\n"
                           "hr.payroll! no right\n");

  sluice_bulk_edit_move (fixture->edit, 1, 0);
  assert_preview (fixture, "public.countries: not selected · Frequency: as the plan says → selected · every 7 days\n"
                           "hr.payroll! no right\n"
                           "sales.no_key: not selected · Frequency: as the plan says → selected · every 7 days\n");
  sluice_bulk_edit_remove (fixture->edit, 0);
  sluice_bulk_edit_remove (fixture->edit, 5);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->edit)), ==, 1);
  assert_preview (fixture, "");
}

/* A rule that is half typed must not do what nobody meant. */
static void
test_faults (Fixture *fixture, gconstpointer data)
{
  SluiceBulkRule *rule = add_rule (fixture, SLUICE_BULK_HAS_COLUMN, SLUICE_BULK_SELECT);
  g_autofree char *fault = sluice_bulk_rule_dup_fault (rule);
  g_autofree char *none = NULL;

  g_assert_nonnull (fault);
  assert_preview (fixture, "");
  g_object_set (condition_of (rule), "negated", TRUE, NULL);
  assert_preview (fixture, "");
  g_object_set (condition_of (rule), "text", "id", NULL);
  none = sluice_bulk_rule_dup_fault (rule);
  g_assert_null (none);
}

static void
test_apply (Fixture *fixture, gconstpointer data)
{
  SluiceTableHistory *history = sluice_table_list_get_history (fixture->list);
  SluiceBulkRule *rule = add_rule (fixture, SLUICE_BULK_ALWAYS, SLUICE_BULK_SELECT);
  g_autoptr (SluiceBulkPreview) preview = NULL;
  g_autoptr (SluiceBulkChange) change = NULL;
  g_autoptr (SluiceBulkChange) same = NULL;
  g_autoptr (SluiceBulkChange) forbidden = NULL;
  g_autofree char *summary = NULL;

  g_assert_nonnull (rule);
  preview = sluice_bulk_edit_preview (fixture->edit, fixture->list, fixture->tables);
  summary = sluice_bulk_preview_dup_summary (preview);
  g_assert_cmpstr (summary, ==, "5 tables change, 1 cannot, 0 stay as they are");
  g_assert_cmpuint (sluice_table_list_get_n_selected (fixture->list), ==, 0);

  /* One is taken out by hand, one was chosen otherwise since, one cannot. */
  change = g_list_model_get_item (G_LIST_MODEL (preview), 0);
  same = g_list_model_get_item (G_LIST_MODEL (preview), 0);
  g_assert_true (change == same);
  sluice_bulk_change_set_included (change, FALSE);
  forbidden = g_list_model_get_item (G_LIST_MODEL (preview), 4);
  sluice_bulk_change_set_included (forbidden, TRUE);
  g_assert_false (sluice_bulk_change_get_included (forbidden));
  g_assert_cmpuint (sluice_bulk_preview_get_n_changes (preview), ==, 4);
  g_assert_cmpuint (sluice_bulk_preview_get_n_obstacles (preview), ==, 1);
  g_assert_cmpuint (sluice_bulk_preview_get_n_unchanged (preview), ==, 1);
  sluice_table_set_frequency (get_table (fixture, "sales.EVENTS"), SLUICE_FREQUENCY_1HOUR);

  g_assert_cmpuint (sluice_bulk_preview_apply (preview), ==, 3);
  sluice_table_list_finish_edit (fixture->list);
  g_assert_cmpuint (sluice_table_list_get_n_selected (fixture->list), ==, 3);
  g_assert_false (sluice_table_get_selected (get_table (fixture, "public.orders")));
  g_assert_false (sluice_table_get_selected (get_table (fixture, "sales.EVENTS")));
  g_assert_cmpstr (sluice_table_history_get_undo_description (history), ==, "Select 3 tables");
  sluice_table_history_undo (history);
  g_assert_cmpuint (sluice_table_list_get_n_selected (fixture->list), ==, 0);
}

/* Only what was given is touched, and several rules have one name. */
static void
test_apply_to_some (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  g_autoptr (SluiceBulkPreview) preview = NULL;
  SluiceBulkRule *small = add_rule (fixture, SLUICE_BULK_ROWS_UNDER, SLUICE_BULK_SELECT);
  SluiceBulkRule *rest = add_rule (fixture, SLUICE_BULK_ALWAYS, SLUICE_BULK_SET_FREQUENCY);

  g_object_set (condition_of (small), "rows", G_GINT64_CONSTANT (1000), NULL);
  g_object_set (action_of (rest), "number", SLUICE_FREQUENCY_7DAY, NULL);
  g_ptr_array_add (some, get_table (fixture, "public.countries"));
  g_ptr_array_add (some, get_table (fixture, "public.orders"));
  preview = sluice_bulk_edit_preview (fixture->edit, fixture->list, some);
  g_assert_cmpuint (sluice_bulk_preview_apply (preview), ==, 2);
  g_assert_cmpuint (sluice_table_list_get_n_selected (fixture->list), ==, 1);
  g_assert_cmpint (sluice_table_get_frequency (get_table (fixture, "public.orders")), ==, SLUICE_FREQUENCY_7DAY);
  g_assert_cmpint (sluice_table_get_frequency (get_table (fixture, "sales.EVENTS")), ==, -1);
  g_assert_cmpstr (sluice_table_history_get_undo_description (sluice_table_list_get_history (fixture->list)), ==,
                   "Bulk edit of 2 tables");

  /* Again: nothing is left to do. */
  g_clear_object (&preview);
  preview = sluice_bulk_edit_preview (fixture->edit, fixture->list, some);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (preview)), ==, 0);
  g_assert_cmpuint (sluice_bulk_preview_apply (preview), ==, 0);
}

static void
test_signals (Fixture *fixture, gconstpointer data)
{
  static guint n_changed;
  static guint n_text;
  SluiceBulkRule *rule;

  g_signal_connect_swapped (fixture->edit, "changed", G_CALLBACK (unit_count_cb), &n_changed);
  rule = add_rule (fixture, SLUICE_BULK_ROWS_UNDER, SLUICE_BULK_SELECT);
  g_signal_connect_swapped (rule, "notify::text", G_CALLBACK (unit_count_cb), &n_text);
  n_changed = 0;
  g_object_set (condition_of (rule), "rows", G_GINT64_CONSTANT (5), NULL);
  g_object_set (condition_of (rule), "rows", G_GINT64_CONSTANT (5), NULL);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (n_text, ==, 1);
  /* Another kind begins with what leaves things alone. */
  g_object_set (action_of (rule), "kind", SLUICE_BULK_SET_LOOK_BACK, NULL);
  g_assert_cmpint (sluice_bulk_action_get_number (action_of (rule)), ==, -1);
  g_object_set (action_of (rule), "kind", SLUICE_BULK_SET_FULL_REFRESH, NULL);
  g_assert_cmpint (sluice_bulk_action_get_number (action_of (rule)), ==, 0);
}

static void
test_json (void)
{
  static const char *const bad[] = {
    "[]",
    "{'rules':[5]}",
    "{'rules':[{'when':[{'kind':'smells'}],'then':[]}]}",
    "{'rules':[{'when':[],'then':[{'kind':'burn'}]}]}",
    "{'rules':[{'when':[{}],'then':[]}]}",
  };
  g_autoptr (SluiceBulkEdit) edit = sluice_bulk_edit_new_example ();
  g_autoptr (SluiceBulkEdit) again = NULL;
  g_autoptr (JsonNode) node = sluice_bulk_edit_to_json (edit);
  g_autoptr (GError) error = NULL;

  unit_assert_json (json_node_copy (node), "{'version':1,'rules':["
                                           "{'when':[{'kind':'has-cursor','text':'updated_at'}],"
                                           "'then':[{'kind':'method','method':'incremental','text':''}]},"
                                           "{'when':[{'kind':'rows-under','rows':50000}],"
                                           "'then':[{'kind':'method','method':'full_refresh','text':''}]}]}");
  again = sluice_bulk_edit_new_from_json (node, &error);
  g_assert_no_error (error);
  unit_assert_json (sluice_bulk_edit_to_json (again),
                    "{'version':1,'rules':["
                    "{'when':[{'kind':'has-cursor','text':'updated_at'}],"
                    "'then':[{'kind':'method','method':'incremental','text':''}]},"
                    "{'when':[{'kind':'rows-under','rows':50000}],"
                    "'then':[{'kind':'method','method':'full_refresh','text':''}]}]}");

  /* A rule without the condition it was made with would do something else. */
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (JsonNode) other = unit_parse (bad[i]);
      g_autoptr (GError) fault = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (sluice_bulk_edit_new_from_json (other, &fault));
      g_assert_nonnull (fault);
    }
}

/* Names as they come: quotes, right to left, markup, long ones; patterns with odd letters fit or not, and never fail.
 */
static void
test_odd_names (void)
{
  g_autofree char *long_name = g_strnfill (500, 'x');
  g_autofree char *long_entry = g_strdup_printf ("{'table':'%s','rows':1}", long_name);
  Fixture fixture = { sluice_table_list_new (), g_ptr_array_new_with_free_func (g_object_unref),
                      sluice_bulk_edit_new () };
  SluiceBulkRule *rule = add_rule (&fixture, SLUICE_BULK_NAME_MATCHES, SLUICE_BULK_SELECT);

  g_ptr_array_add (fixture.tables, unit_table ("{'table':'a\\u0022b\\u0027c','rows':1}"));
  g_ptr_array_add (fixture.tables, unit_table ("{'table':'مرحبا','rows':1}"));
  g_ptr_array_add (fixture.tables, unit_table ("{'table':'🌍 <b>ÄRGER</b>','rows':1}"));
  g_ptr_array_add (fixture.tables, unit_table (long_entry));
  sluice_table_list_append (fixture.list, fixture.tables);
  g_object_set (condition_of (rule), "text", "*\x22*\x27*", NULL);
  assert_preview (&fixture, "a\"b'c: not selected → selected\n");
  g_object_set (condition_of (rule), "text", "مرحبا", NULL);
  assert_preview (&fixture, "مرحبا: not selected → selected\n");
  g_object_set (condition_of (rule), "text", "*<b>ärger*", NULL);
  assert_preview (&fixture, "🌍 <b>ÄRGER</b>: not selected → selected\n");
  g_object_set (condition_of (rule), "text", "x*x", NULL);
  {
    g_autofree char *expected = g_strdup_printf ("%s: not selected → selected\n", long_name);

    assert_preview (&fixture, expected);
  }
  tear_down (&fixture, NULL);
}

#define add(path, func) g_test_add ("/bulk-edit/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bulk-edit/example", test_example);
  add ("conditions", test_conditions);
  add ("actions", test_actions);
  add ("order", test_order);
  add ("faults", test_faults);
  add ("apply", test_apply);
  add ("apply/to-some", test_apply_to_some);
  add ("signals", test_signals);
  g_test_add_func ("/bulk-edit/json", test_json);
  g_test_add_func ("/bulk-edit/odd-names", test_odd_names);

  return g_test_run ();
}
