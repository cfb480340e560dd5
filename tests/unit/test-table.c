/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-advisor.h"
#include "unit-common.h"

#define ORDERS                                                                                                         \
  "{'table':'public.orders','label':null,'should_sync':false,'should_sync_default':true,'incremental_fields':["        \
  "{'field':'updated_at','label':'updated_at','type':'timestamp','field_type':'timestamp','nullable':true,"            \
  "'is_indexed':false},{'field':'id','label':'id','type':'integer','field_type':'integer','nullable':false,"           \
  "'is_indexed':true}],'incremental_available':true,'append_available':true,'cdc_available':true,"                     \
  "'xmin_available':true,'incremental_field':'updated_at','sync_type':null,'rows':184233,'supports_webhooks':false,"   \
  "'webhook_only':false,'description':'All of them','available_columns':["                                             \
  "{'field':'id','label':'id','type':'bigint','nullable':false},"                                                      \
  "{'field':'region','label':'region','type':'text','nullable':null}],'detected_primary_keys':['id'],"                 \
  "'primary_key_detection_supported':true,'permission_error':null,'rls_warning':null}"

static void
test_facts (void)
{
  g_autoptr (SluiceTable) table = unit_table (ORDERS);
  const SluiceCursor *cursors;
  const SluiceColumn *columns;
  guint n;

  g_assert_cmpstr (sluice_table_get_name (table), ==, "public.orders");
  g_assert_cmpstr (sluice_table_get_display_name (table), ==, "orders");
  g_assert_cmpstr (sluice_table_get_schema_name (table), ==, "public");
  g_assert_cmpstr (sluice_table_get_description (table), ==, "All of them");
  g_assert_cmpint (sluice_table_get_rows (table), ==, 184233);
  g_assert_cmpint (sluice_table_get_rows_origin (table), ==, SLUICE_ROWS_FROM_SERVER);
  g_assert_cmpint (sluice_table_get_cdc_available (table), ==, SLUICE_TRI_YES);
  cursors = sluice_table_get_cursors (table, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (cursors[0].field, ==, "updated_at");
  g_assert_cmpint (cursors[0].nullable, ==, SLUICE_TRI_YES);
  g_assert_cmpint (cursors[0].indexed, ==, SLUICE_TRI_NO);
  columns = sluice_table_get_columns (table, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (columns[1].name, ==, "region");
  g_assert_cmpint (columns[1].nullable, ==, SLUICE_TRI_UNKNOWN);
}

/* What the journal keeps is what the server said. */
static void
test_facts_come_back (void)
{
  g_autoptr (SluiceTable) table = unit_table (ORDERS);
  g_autoptr (SluiceTable) api = unit_api_table ("{'table':'Charge','incremental_fields':[{'field':'created',"
                                                "'label':'created_at','type':'datetime','field_type':'integer'}]}");

  unit_assert_json (sluice_table_facts_to_json (table), ORDERS);
  unit_assert_json (
      sluice_table_facts_to_json (api),
      "{'table':'Charge','label':null,'should_sync':false,'should_sync_default':true,'incremental_fields':["
      "{'field':'created','label':'created_at','type':'datetime','field_type':'integer'}],"
      "'incremental_available':false,'append_available':false,'cdc_available':null,'xmin_available':null,"
      "'incremental_field':null,'sync_type':null,'rows':null,'supports_webhooks':false,'webhook_only':false,"
      "'description':null,'available_columns':[],'detected_primary_keys':null,"
      "'primary_key_detection_supported':false,'permission_error':null,'rls_warning':null}");
}

/* The contract's own example, read and written again. */
static void
test_example (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "postgres-example-tables.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  node = sluice_json_parse (text, -1, NULL);
  array = json_node_get_array (node);
  g_assert_cmpuint (json_array_get_length (array), ==, 8);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (SluiceTable) table = sluice_table_new_from_json (sluice_json_array_get_object (array, i), TRUE, NULL);
      g_autoptr (JsonNode) again = sluice_table_facts_to_json (table);

      g_test_message ("%s", sluice_table_get_name (table));
      g_assert_true (json_node_equal (again, json_array_get_element (array, i)));
    }
}

static void
test_rows (void)
{
  static const struct
  {
    const char *json;
    gint64 rows;
  } cases[] = {
    { "{'table':'t','rows':null}", -1 },
    { "{'table':'t'}", -1 },
    { "{'table':'t','rows':0}", 0 },
    { "{'table':'t','rows':-7}", -1 },
    { "{'table':'t','rows':'12'}", -1 },
    { "{'table':'t','rows':true}", -1 },
    { "{'table':'t','rows':[1]}", -1 },
    { "{'table':'t','rows':4611686018427387904}", G_GINT64_CONSTANT (4611686018427387904) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceTable) table = unit_table (cases[i].json);

      g_test_message ("%s", cases[i].json);
      g_assert_cmpint (sluice_table_get_rows (table), ==, cases[i].rows);
      g_assert_cmpint (sluice_table_get_rows_origin (table), ==,
                       cases[i].rows >= 0 ? SLUICE_ROWS_FROM_SERVER : SLUICE_ROWS_UNKNOWN);
    }
}

static void
test_names (void)
{
  static const struct
  {
    const char *json;
    gboolean is_api;
    const char *display;
    const char *schema;
  } cases[] = {
    { "{'table':'orders'}", FALSE, "orders", NULL },
    { "{'table':'a.b.c'}", FALSE, "b.c", "a" },
    { "{'table':'.orders'}", FALSE, ".orders", NULL },
    { "{'table':'orders.'}", FALSE, "orders.", NULL },
    { "{'table':'acme/shop.issues'}", TRUE, "acme/shop.issues", NULL },
    { "{'table':'public.orders','label':'Orders'}", FALSE, "Orders", "public" },
    { "{'table':'公共.订单'}", FALSE, "订单", "公共" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceTable) table = cases[i].is_api ? unit_api_table (cases[i].json) : unit_table (cases[i].json);

      g_assert_cmpstr (sluice_table_get_display_name (table), ==, cases[i].display);
      g_assert_cmpstr (sluice_table_get_schema_name (table), ==, cases[i].schema);
    }
}

/* A hostile or broken entry is read as far as it makes sense. */
static void
test_odd_entries (void)
{
  g_autoptr (JsonNode) nameless = unit_parse ("{'rows':5}");
  g_autoptr (JsonNode) number = unit_parse ("{'table':5}");
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceTable) table =
      unit_table ("{'table':'t','incremental_fields':[null,5,{},{'field':null},{'field':'x'}],"
                  "'available_columns':{'field':'x'},'detected_primary_keys':'id','incremental_available':'yes',"
                  "'cdc_available':'maybe','label':[],'webhook_only':1}");
  g_autofree char *unread = NULL;
  guint n;

  g_assert_null (sluice_table_new_from_json (json_node_get_object (nameless), TRUE, &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_null (sluice_table_new_from_json (json_node_get_object (number), TRUE, &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE);

  sluice_table_get_cursors (table, &n);
  g_assert_cmpuint (n, ==, 1);
  sluice_table_get_columns (table, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_null (sluice_table_get_detected_keys (table));
  g_assert_false (sluice_table_get_incremental_available (table));
  g_assert_cmpint (sluice_table_get_cdc_available (table), ==, SLUICE_TRI_UNKNOWN);
  g_assert_false (sluice_table_get_webhook_only (table));
  g_assert_true (sluice_table_get_should_sync_default (table));
  unread = sluice_table_dup_unread (table);
  g_assert_cmpstr (unread, ==,
                   "label, webhook_only, incremental_available, cdc_available, detected_primary_keys, "
                   "incremental_fields, available_columns");
}

/* A fact that came as something that it cannot be counts as unknown, and the table says so; null says nothing. */
static void
test_unread (void)
{
  static const struct
  {
    const char *fact;
    const char *good;
    const char *bad;
  } facts[] = {
    { "label", "'x'", "5" },
    { "description", "'x'", "[]" },
    { "rls_warning", "'x'", "true" },
    { "incremental_field", "'x'", "{}" },
    { "should_sync_default", "false", "'no'" },
    { "webhook_only", "false", "0" },
    { "supports_webhooks", "true", "'x'" },
    { "incremental_available", "true", "[]" },
    { "append_available", "true", "1" },
    { "primary_key_detection_supported", "true", "{}" },
    { "cdc_available", "true", "'x'" },
    { "xmin_available", "true", "5" },
    { "rows", "5", "'5'" },
    { "detected_primary_keys", "['id']", "[5]" },
    { "incremental_fields", "[{'field':'x'}]", "['x']" },
    { "available_columns", "[{'field':'x'}]", "{}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autofree char *good_text = g_strdup_printf ("{'table':'t','%s':%s}", facts[i].fact, facts[i].good);
      g_autofree char *bad_text = g_strdup_printf ("{'table':'t','%s':%s}", facts[i].fact, facts[i].bad);
      g_autofree char *null_text = g_strdup_printf ("{'table':'t','%s':null}", facts[i].fact);
      g_autoptr (SluiceTable) good = unit_table (good_text);
      g_autoptr (SluiceTable) bad = unit_table (bad_text);
      g_autoptr (SluiceTable) null = unit_table (null_text);
      g_autofree char *unread = sluice_table_dup_unread (bad);

      g_assert_cmpstr (unread, ==, facts[i].fact);
      g_assert_cmpint (sluice_advisor_get_warnings (bad) & SLUICE_WARNING_UNREAD, !=, 0);
      g_assert_true (sluice_table_get_selectable (bad));
      g_assert_null (sluice_table_dup_unread (good));
      g_assert_null (sluice_table_dup_unread (null));
      g_assert_cmpint (sluice_advisor_get_warnings (good) & SLUICE_WARNING_UNREAD, ==, 0);
    }
}

/* What is said of a cursor or of a column is the table's to tell; of a column Sluice does not read the label. */
static void
test_unread_nested (void)
{
  static const struct
  {
    const char *fact;
    const char *entry;
    gboolean unread;
  } cases[] = {
    { "incremental_fields", "{'field':'x','type':null,'label':null,'nullable':null}", FALSE },
    { "incremental_fields", "{'field':'x','type':'integer','nullable':true,'is_indexed':false}", FALSE },
    { "incremental_fields", "{'field':'x','type':5}", TRUE },
    { "incremental_fields", "{'field':'x','field_type':{}}", TRUE },
    { "incremental_fields", "{'field':'x','label':[]}", TRUE },
    { "incremental_fields", "{'field':'x','nullable':'no'}", TRUE },
    { "incremental_fields", "{'field':'x','is_indexed':1}", TRUE },
    { "incremental_fields", "{'field':5}", TRUE },
    { "available_columns", "{'field':'x','type':null,'label':5}", FALSE },
    { "available_columns", "{'field':'x','type':5}", TRUE },
    { "available_columns", "{'field':'x','nullable':[]}", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{'table':'t','%s':[%s]}", cases[i].fact, cases[i].entry);
      g_autoptr (SluiceTable) table = unit_table (text);
      g_autofree char *unread = sluice_table_dup_unread (table);

      g_assert_cmpstr (unread, ==, cases[i].unread ? cases[i].fact : NULL);
    }
}

/* Whoever says that a table cannot be read is believed, however it is said. */
static void
test_unread_permission (void)
{
  static const char *const forbidden[] = { "5", "true", "{}", "['x']" };
  g_autoptr (SluiceTable) no = unit_table ("{'table':'t','permission_error':false}");

  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    {
      g_autofree char *text = g_strdup_printf ("{'table':'t','permission_error':%s}", forbidden[i]);
      g_autoptr (SluiceTable) table = unit_table (text);

      g_assert_false (sluice_table_get_selectable (table));
      g_assert_nonnull (sluice_table_get_permission_error (table));
    }
  g_assert_true (sluice_table_get_selectable (no));
}

static void
test_forbidden (void)
{
  g_autoptr (SluiceTable) table = unit_table ("{'table':'t','permission_error':'The user may not read it.'}");
  g_autofree char *obstacle = sluice_table_dup_obstacle (table, SLUICE_SYNC_METHOD_FULL_REFRESH);

  g_assert_false (sluice_table_get_selectable (table));
  sluice_table_set_selected (table, TRUE);
  g_assert_false (sluice_table_get_selected (table));
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_FULL_REFRESH);
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_NONE);
  g_assert_cmpstr (obstacle, ==, "The user may not read it.");
}

static void
test_methods (void)
{
  g_autoptr (SluiceTable) webhook_only = unit_api_table ("{'table':'t','webhook_only':true}");
  g_autoptr (SluiceTable) keyless =
      unit_table ("{'table':'t','incremental_available':true,'append_available':true,'xmin_available':true,"
                  "'cdc_available':true,'incremental_fields':[{'field':'at','type':'timestamp'}],"
                  "'available_columns':[{'field':'at','type':'timestamp'},{'field':'code','type':'text'}]}");
  static const SluiceSyncMethod keyed[] = { SLUICE_SYNC_METHOD_INCREMENTAL, SLUICE_SYNC_METHOD_XMIN,
                                            SLUICE_SYNC_METHOD_CDC };

  g_assert_true (sluice_table_can_use (webhook_only, SLUICE_SYNC_METHOD_WEBHOOK));
  g_assert_false (sluice_table_can_use (webhook_only, SLUICE_SYNC_METHOD_FULL_REFRESH));
  g_assert_true (sluice_table_can_use (keyless, SLUICE_SYNC_METHOD_FULL_REFRESH));
  g_assert_true (sluice_table_can_use (keyless, SLUICE_SYNC_METHOD_APPEND));
  g_assert_false (sluice_table_can_use (keyless, SLUICE_SYNC_METHOD_WEBHOOK));
  g_assert_false (sluice_table_can_use (keyless, SLUICE_SYNC_METHOD_NONE));
  for (guint i = 0; i < G_N_ELEMENTS (keyed); i++)
    {
      g_autofree char *obstacle = sluice_table_dup_obstacle (keyless, keyed[i]);

      g_assert_false (sluice_table_can_use (keyless, keyed[i]));
      g_assert_nonnull (obstacle);
    }

  /* A chosen key makes them possible; a column that is not there is no key. */
  sluice_table_set_primary_keys (keyless, (const char *const[]) { "nowhere", NULL });
  g_assert_false (sluice_table_has_key (keyless));
  sluice_table_set_primary_keys (keyless, (const char *const[]) { "code", NULL });
  for (guint i = 0; i < G_N_ELEMENTS (keyed); i++)
    g_assert_true (sluice_table_can_use (keyless, keyed[i]));

  /* And without it again, the table does not stay on a method it cannot have. */
  sluice_table_set_method (keyless, SLUICE_SYNC_METHOD_XMIN);
  g_assert_cmpint (sluice_table_get_method (keyless), ==, SLUICE_SYNC_METHOD_XMIN);
  sluice_table_set_primary_keys (keyless, NULL);
  g_assert_cmpint (sluice_table_get_method (keyless), ==, SLUICE_SYNC_METHOD_FULL_REFRESH);
}

static void
test_keys (void)
{
  g_autoptr (SluiceTable) detected = unit_table ("{'table':'t','detected_primary_keys':['a','b','a']}");
  g_autoptr (SluiceTable) id = unit_table ("{'table':'t','available_columns':[{'field':'id'},{'field':'x'}]}");
  g_autoptr (SluiceTable) none = unit_table ("{'table':'t','available_columns':[{'field':'x'}]}");
  g_autoptr (SluiceTable) unknown = unit_table ("{'table':'t','detected_primary_keys':[]}");

  g_assert_cmpstrv (sluice_table_get_primary_keys (detected), ((const char *const[]) { "a", "b", NULL }));
  g_assert_cmpstrv (sluice_table_get_primary_keys (id), ((const char *const[]) { "id", NULL }));
  g_assert_null (sluice_table_get_primary_keys (none));
  g_assert_false (sluice_table_has_key (none));
  g_assert_null (sluice_table_get_primary_keys (unknown));
  g_assert_true (sluice_table_has_key (unknown));
}

static void
test_cursor (void)
{
  g_autoptr (SluiceTable) table = unit_table (ORDERS);

  g_assert_cmpstr (sluice_table_get_cursor (table), ==, "updated_at");
  sluice_table_set_cursor (table, "region");
  g_assert_cmpstr (sluice_table_get_cursor (table), ==, "updated_at");
  sluice_table_set_cursor (table, NULL);
  g_assert_cmpstr (sluice_table_get_cursor (table), ==, "updated_at");
  sluice_table_set_cursor (table, "id");
  g_assert_cmpstr (sluice_table_get_cursor (table), ==, "id");

  /* It is kept over a method that needs none. */
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_XMIN);
  g_assert_null (sluice_table_get_cursor (table));
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_APPEND);
  g_assert_cmpstr (sluice_table_get_cursor (table), ==, "id");
}

static void
test_notify_once (void)
{
  g_autoptr (SluiceTable) table = unit_table (ORDERS);
  guint n_method = 0;
  guint n_cursor = 0;
  guint n_selected = 0;

  g_signal_connect_swapped (table, "notify::method", G_CALLBACK (unit_count_cb), &n_method);
  g_signal_connect_swapped (table, "notify::cursor", G_CALLBACK (unit_count_cb), &n_cursor);
  g_signal_connect_swapped (table, "notify::selected", G_CALLBACK (unit_count_cb), &n_selected);

  sluice_table_set_method (table, SLUICE_SYNC_METHOD_FULL_REFRESH);
  g_assert_cmpuint (n_method, ==, 1);
  g_assert_cmpuint (n_cursor, ==, 1);
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_FULL_REFRESH);
  g_assert_cmpuint (n_method, ==, 1);
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_XMIN);
  g_assert_cmpuint (n_method, ==, 2);
  g_assert_cmpuint (n_cursor, ==, 1);
  sluice_table_set_selected (table, TRUE);
  sluice_table_set_selected (table, TRUE);
  g_object_set (table, "selected", TRUE, NULL);
  g_assert_cmpuint (n_selected, ==, 1);
}

static void
test_frequency (void)
{
  g_autoptr (SluiceTable) table = unit_table (ORDERS);

  g_assert_cmpint (sluice_table_get_frequency (table), ==, -1);
  sluice_table_set_frequency (table, SLUICE_FREQUENCY_30DAY);
  g_assert_cmpint (sluice_table_get_frequency (table), ==, SLUICE_FREQUENCY_30DAY);
  sluice_table_set_frequency (table, 99);
  g_assert_cmpint (sluice_table_get_frequency (table), ==, SLUICE_FREQUENCY_30DAY);

  /* CDC cannot be slower than 7 days. */
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_CDC);
  g_assert_cmpint (sluice_table_get_frequency (table), ==, SLUICE_FREQUENCY_7DAY);
  sluice_table_set_frequency (table, SLUICE_FREQUENCY_30DAY);
  g_assert_cmpint (sluice_table_get_frequency (table), ==, SLUICE_FREQUENCY_7DAY);
  sluice_table_set_frequency (table, -1);
  g_assert_cmpint (sluice_table_get_frequency (table), ==, -1);
}

/* A count that comes later changes the recommendation, and the choice with it, unless the person chose. */
static void
test_counted_rows (void)
{
  g_autoptr (SluiceTable) table = unit_table ("{'table':'t','xmin_available':true,'detected_primary_keys':['k']}");
  guint n_rows = 0;

  g_signal_connect_swapped (table, "notify::rows", G_CALLBACK (unit_count_cb), &n_rows);
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_XMIN);
  sluice_table_set_rows (table, 10, SLUICE_ROWS_COUNTED);
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_FULL_REFRESH);
  g_assert_cmpint (sluice_table_get_rows_origin (table), ==, SLUICE_ROWS_COUNTED);
  g_assert_cmpuint (n_rows, ==, 1);

  sluice_table_set_method (table, SLUICE_SYNC_METHOD_XMIN);
  sluice_table_set_rows (table, 20, SLUICE_ROWS_COUNTED);
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_XMIN);
  sluice_table_set_rows (table, -5, SLUICE_ROWS_COUNTED);
  g_assert_cmpint (sluice_table_get_rows (table), ==, -1);
  g_assert_cmpint (sluice_table_get_rows_origin (table), ==, SLUICE_ROWS_UNKNOWN);
}

static JsonNode *
create_entry (SluiceTable *table)
{
  return sluice_json_take_object (sluice_table_to_create_entry (table));
}

static void
test_create_entry (void)
{
  g_autoptr (SluiceTable) table = unit_table (ORDERS);
  g_autoptr (SluiceTable) api =
      unit_api_table ("{'table':'Charge','append_available':true,'supports_webhooks':true,'incremental_fields':["
                      "{'field':'created','label':'created_at','type':'datetime','field_type':'integer'}]}");

  unit_assert_json (create_entry (table), "{'name':'public.orders','should_sync':false,'sync_type':null}");
  sluice_table_set_selected (table, TRUE);
  unit_assert_json (
      create_entry (table),
      "{'name':'public.orders','should_sync':true,'sync_type':'incremental','incremental_field':'updated_at',"
      "'incremental_field_type':'timestamp','primary_key_columns':['id']}");
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_XMIN);
  unit_assert_json (create_entry (table), "{'name':'public.orders','should_sync':true,'sync_type':'xmin',"
                                          "'primary_key_columns':['id']}");
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_CDC);
  unit_assert_json (create_entry (table), "{'name':'public.orders','should_sync':true,'sync_type':'cdc',"
                                          "'primary_key_columns':['id']}");
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_FULL_REFRESH);
  unit_assert_json (create_entry (table), "{'name':'public.orders','should_sync':true,'sync_type':'full_refresh'}");

  sluice_table_set_selected (api, TRUE);
  unit_assert_json (create_entry (api), "{'name':'Charge','should_sync':true,'sync_type':'webhook'}");
  /* The type that is sent is the one of the stored column, not the one that is shown. */
  sluice_table_set_method (api, SLUICE_SYNC_METHOD_APPEND);
  unit_assert_json (create_entry (api), "{'name':'Charge','should_sync':true,'sync_type':'append',"
                                        "'incremental_field':'created','incremental_field_type':'integer'}");
}

static void
test_choice_comes_back (void)
{
  g_autoptr (SluiceTable) table = unit_table (ORDERS);
  g_autoptr (SluiceTable) again = unit_table (ORDERS);
  g_autoptr (SluiceTable) poorer = unit_table ("{'table':'public.orders','rows':60000,'xmin_available':false}");
  g_autoptr (JsonNode) choice = NULL;

  sluice_table_set_selected (table, TRUE);
  sluice_table_set_primary_keys (table, (const char *const[]) { "region", "id", NULL });
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_APPEND);
  sluice_table_set_cursor (table, "id");
  sluice_table_set_frequency (table, SLUICE_FREQUENCY_1HOUR);
  choice = sluice_table_choice_to_json (table);
  unit_assert_json (json_node_copy (choice), "{'selected':true,'method':'append','cursor':'id',"
                                             "'primary_keys':['region','id'],'frequency':'1hour'}");

  sluice_table_load_choice (again, json_node_get_object (choice));
  unit_assert_json (sluice_table_choice_to_json (again), "{'selected':true,'method':'append','cursor':'id',"
                                                         "'primary_keys':['region','id'],'frequency':'1hour'}");

  /* What the table cannot have any more stays as recommended. */
  sluice_table_load_choice (poorer, json_node_get_object (choice));
  g_assert_cmpint (sluice_table_get_method (poorer), ==, SLUICE_SYNC_METHOD_FULL_REFRESH);
  g_assert_null (sluice_table_get_cursor (poorer));
}

static void
test_unknown_choice (void)
{
  g_autoptr (SluiceTable) table = unit_table (ORDERS);
  g_autoptr (JsonNode) choice =
      unit_parse ("{'selected':'yes','method':'teleport','cursor':5,'primary_keys':'id','frequency':'2min'}");

  sluice_table_load_choice (table, json_node_get_object (choice));
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_INCREMENTAL);
  g_assert_cmpstr (sluice_table_get_cursor (table), ==, "updated_at");
  g_assert_cmpint (sluice_table_get_frequency (table), ==, -1);
  g_assert_false (sluice_table_get_selected (table));
}

static void
test_first_cursor (void)
{
  /* Chosen by hand, append begins on the column that does not change. */
  g_autoptr (SluiceTable) table =
      unit_table ("{'table':'t','append_available':true,'incremental_fields':["
                  "{'field':'updated_at','type':'timestamp'},{'field':'created_at','type':'timestamp'}]}");
  g_autoptr (SluiceTable) date = unit_table ("{'table':'t','incremental_available':true,'incremental_fields':["
                                             "{'field':'day','type':'date'}]}");

  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_FULL_REFRESH);
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_APPEND);
  g_assert_cmpstr (sluice_table_get_cursor (table), ==, "created_at");

  /* A date is taken on a click only, but then it is. */
  g_assert_cmpint (sluice_table_get_method (date), ==, SLUICE_SYNC_METHOD_FULL_REFRESH);
  sluice_table_set_method (date, SLUICE_SYNC_METHOD_INCREMENTAL);
  g_assert_cmpstr (sluice_table_get_cursor (date), ==, "day");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table/facts", test_facts);
  g_test_add_func ("/table/facts/come-back", test_facts_come_back);
  g_test_add_func ("/table/facts/example", test_example);
  g_test_add_func ("/table/rows", test_rows);
  g_test_add_func ("/table/rows/counted", test_counted_rows);
  g_test_add_func ("/table/names", test_names);
  g_test_add_func ("/table/odd-entries", test_odd_entries);
  g_test_add_func ("/table/unread", test_unread);
  g_test_add_func ("/table/unread-nested", test_unread_nested);
  g_test_add_func ("/table/unread-permission", test_unread_permission);
  g_test_add_func ("/table/forbidden", test_forbidden);
  g_test_add_func ("/table/methods", test_methods);
  g_test_add_func ("/table/keys", test_keys);
  g_test_add_func ("/table/cursor", test_cursor);
  g_test_add_func ("/table/cursor/first", test_first_cursor);
  g_test_add_func ("/table/notify-once", test_notify_once);
  g_test_add_func ("/table/frequency", test_frequency);
  g_test_add_func ("/table/create-entry", test_create_entry);
  g_test_add_func ("/table/choice/comes-back", test_choice_comes_back);
  g_test_add_func ("/table/choice/unknown", test_unknown_choice);

  return g_test_run ();
}
