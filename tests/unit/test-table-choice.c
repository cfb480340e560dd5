/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-choice-private.h"
#include "sluice-table-choice.h"
#include "sluice-table-list.h"
#include "unit-common.h"

#define ORDERS                                                                                                         \
  "{'table':'orders','rows':100000,'incremental_available':true,'append_available':true,'xmin_available':true,"        \
  "'cdc_available':true,'detected_primary_keys':['id'],'primary_key_detection_supported':true,'incremental_fields':["  \
  "{'field':'updated_at','label':'updated_at','type':'timestamp','field_type':'timestamp','nullable':false},"          \
  "{'field':'id','label':'id','type':'integer','field_type':'integer'}],'available_columns':["                         \
  "{'field':'id','type':'bigint'},{'field':'region','type':'text'},{'field':'total','type':'numeric'},"                \
  "{'field':'doc','type':'jsonb'},{'field':'updated_at','type':'timestamp'}]}"

typedef struct
{
  SluiceTableList *list;
  SluiceTable *table;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();

  fixture->list = sluice_table_list_new ();
  fixture->table = unit_table (ORDERS);
  g_ptr_array_add (tables, fixture->table);
  sluice_table_list_append (fixture->list, tables);
  g_assert_cmpint (sluice_table_get_method (fixture->table), ==, SLUICE_SYNC_METHOD_INCREMENTAL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->list);
  g_assert_finalize_object (fixture->table);
}

static guint *
count_notifies (SluiceTable *table, const char *property)
{
  guint *counter = g_new0 (guint, 1);
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  g_signal_connect_data (table, signal, G_CALLBACK (unit_count_cb), counter, (GClosureNotify) (GCallback) g_free,
                         G_CONNECT_SWAPPED);

  return counter;
}

static void
assert_obstacle (SluiceTable *table, SluiceChoicePart part, gboolean expected)
{
  g_autofree char *obstacle = sluice_table_dup_part_obstacle (table, part);

  g_assert_cmpint (obstacle != NULL, ==, expected);
}

/* Why xmin cannot be used is the truth about this table. */
static void
test_xmin_obstacles (void)
{
  static const struct
  {
    const char *members;
    const char *obstacle;
  } cases[] = {
    { "'xmin_available':true,'detected_primary_keys':['id']", NULL },
    { "'xmin_available':null", "Only tables of Postgres can be followed by xmin." },
    { "'xmin_available':false", "xmin needs a primary key in the database, and this table has none." },
    { "'xmin_available':false,'detected_primary_keys':['id']",
      "This table cannot be followed by xmin, as a view cannot." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{'table':'public.audit_log',%s,'available_columns':[{'field':'id','type':'bigint'}]}",
                           cases[i].members);
      g_autoptr (SluiceTable) table = unit_table (text);
      g_autofree char *obstacle = sluice_table_dup_obstacle (table, SLUICE_SYNC_METHOD_XMIN);

      g_assert_cmpstr (obstacle, ==, cases[i].obstacle);
    }
}

static void
test_time_of_day_texts (void)
{
  static const char *const bad[] = { "",      "24:00", "2:30",      "02:60",    "02:30:60", "02:30:0",
                                     "0a:30", "02-30", "02:30:00 ", "+2:30:00", "12:3٣",    "123456" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (sluice_time_of_day_from_text (bad[i]), ==, -1);
  g_assert_cmpint (sluice_time_of_day_from_text (NULL), ==, -1);
  g_assert_cmpint (sluice_time_of_day_from_text ("02:30"), ==, 9000);
  g_assert_cmpint (sluice_time_of_day_from_text ("23:59:59"), ==, 86399);
  for (int seconds = 0; seconds < SLUICE_SECONDS_A_DAY; seconds += 7)
    {
      g_autofree char *text = sluice_time_of_day_to_text (seconds);

      g_assert_cmpint (sluice_time_of_day_from_text (text), ==, seconds);
    }
}

/* A time of day means something from once a day on. */
static void
test_time_of_day (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = fixture->table;
  guint *n = count_notifies (table, "time-of-day");

  sluice_table_set_time_of_day (table, 9000);
  sluice_table_set_time_of_day (table, 9000);
  g_assert_cmpint (sluice_table_get_time_of_day (table), ==, 9000);
  g_assert_cmpuint (*n, ==, 1);
  sluice_table_set_time_of_day (table, SLUICE_SECONDS_A_DAY);
  g_assert_cmpint (sluice_table_get_time_of_day (table), ==, 9000);

  /* It is kept while it has no use, and comes back. */
  sluice_table_set_frequency (table, SLUICE_FREQUENCY_1HOUR);
  g_assert_cmpint (sluice_table_get_time_of_day (table), ==, -1);
  g_assert_cmpuint (*n, ==, 2);
  assert_obstacle (table, SLUICE_CHOICE_TIME_OF_DAY, TRUE);
  sluice_table_set_time_of_day (table, 60);
  sluice_table_set_frequency (table, SLUICE_FREQUENCY_7DAY);
  g_assert_cmpint (sluice_table_get_time_of_day (table), ==, 9000);
  assert_obstacle (table, SLUICE_CHOICE_TIME_OF_DAY, FALSE);

  sluice_table_set_frequency (table, -1);
  sluice_table_list_set_frequency (fixture->list, SLUICE_FREQUENCY_6HOUR);
  g_assert_cmpint (sluice_table_get_time_of_day (table), ==, -1);
  sluice_table_set_time_of_day (table, -1);
  sluice_table_list_set_frequency (fixture->list, SLUICE_FREQUENCY_24HOUR);
  g_assert_cmpint (sluice_table_get_time_of_day (table), ==, -1);
}

static void
test_look_back (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = fixture->table;
  g_autoptr (SluiceTable) api = unit_api_table ("{'table':'Charge','incremental_available':true,'incremental_fields':["
                                                "{'field':'created','type':'integer','field_type':'integer'}]}");
  guint *n = count_notifies (table, "look-back");

  g_assert_cmpint (sluice_table_get_look_back (table), ==, -1);
  sluice_table_set_look_back (table, SLUICE_LOOK_BACK_MAX + 1);
  g_assert_cmpint (sluice_table_get_look_back (table), ==, -1);
  sluice_table_set_look_back (table, SLUICE_LOOK_BACK_MAX);
  g_assert_cmpint (sluice_table_get_look_back (table), ==, SLUICE_LOOK_BACK_MAX);
  sluice_table_set_look_back (table, 0);
  g_assert_cmpint (sluice_table_get_look_back (table), ==, 0);
  g_assert_cmpuint (*n, ==, 2);

  /* A number has no seconds, and append would store rows twice. */
  sluice_table_set_look_back (table, 60);
  sluice_table_set_cursor (table, "id");
  g_assert_cmpint (sluice_table_get_look_back (table), ==, -1);
  assert_obstacle (table, SLUICE_CHOICE_LOOK_BACK, TRUE);
  sluice_table_set_cursor (table, "updated_at");
  g_assert_cmpint (sluice_table_get_look_back (table), ==, 60);
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_APPEND);
  g_assert_cmpint (sluice_table_get_look_back (table), ==, -1);
  sluice_table_set_look_back (table, 30);
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_INCREMENTAL);
  g_assert_cmpint (sluice_table_get_look_back (table), ==, 60);

  /* An API's number may be an epoch. */
  sluice_table_set_method (api, SLUICE_SYNC_METHOD_INCREMENTAL);
  sluice_table_set_look_back (api, 86400);
  g_assert_cmpint (sluice_table_get_look_back (api), ==, 86400);
}

static void
test_full_refresh (Fixture *fixture, gconstpointer data)
{
  static const SluiceSyncMethod methods[] = { SLUICE_SYNC_METHOD_INCREMENTAL, SLUICE_SYNC_METHOD_APPEND,
                                              SLUICE_SYNC_METHOD_XMIN };
  SluiceTable *table = fixture->table;
  g_autofree char *too_often = NULL;
  g_autofree char *too_seldom = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      sluice_table_set_method (table, methods[i]);
      assert_obstacle (table, SLUICE_CHOICE_FULL_REFRESH, FALSE);
      sluice_table_set_full_refresh_days (table, 1 + i);
      g_assert_cmpuint (sluice_table_get_full_refresh_days (table), ==, 1 + i);
    }
  sluice_table_set_full_refresh_days (table, SLUICE_FULL_REFRESH_DAYS_MAX);
  g_assert_cmpuint (sluice_table_get_full_refresh_days (table), ==, 90);
  sluice_table_set_full_refresh_days (table, SLUICE_FULL_REFRESH_DAYS_MAX + 1);
  g_assert_cmpuint (sluice_table_get_full_refresh_days (table), ==, 90);
  too_seldom = sluice_table_dup_full_refresh_obstacle (table, 91);
  g_assert_nonnull (too_seldom);

  /* Not shorter than the sync interval; one that was right before is stretched. */
  sluice_table_set_full_refresh_days (table, 3);
  sluice_table_set_frequency (table, SLUICE_FREQUENCY_7DAY);
  g_assert_cmpuint (sluice_table_get_full_refresh_days (table), ==, 7);
  sluice_table_set_full_refresh_days (table, 6);
  g_assert_cmpuint (sluice_table_get_full_refresh_days (table), ==, 7);
  too_often = sluice_table_dup_full_refresh_obstacle (table, 6);
  g_assert_nonnull (too_often);
  sluice_table_set_frequency (table, -1);
  g_assert_cmpuint (sluice_table_get_full_refresh_days (table), ==, 3);

  sluice_table_set_method (table, SLUICE_SYNC_METHOD_FULL_REFRESH);
  g_assert_cmpuint (sluice_table_get_full_refresh_days (table), ==, 0);
  assert_obstacle (table, SLUICE_CHOICE_FULL_REFRESH, TRUE);
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_CDC);
  assert_obstacle (table, SLUICE_CHOICE_FULL_REFRESH, TRUE);
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_XMIN);
  g_assert_cmpuint (sluice_table_get_full_refresh_days (table), ==, 3);
  sluice_table_set_full_refresh_days (table, 0);
  g_assert_cmpuint (sluice_table_get_full_refresh_days (table), ==, 0);
}

static void
test_cdc_table_mode (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = fixture->table;
  guint *n = count_notifies (table, "cdc-table-mode");

  sluice_table_set_cdc_table_mode (table, SLUICE_CDC_TABLE_BOTH);
  g_assert_cmpint (sluice_table_get_cdc_table_mode (table), ==, SLUICE_CDC_TABLE_CONSOLIDATED);
  assert_obstacle (table, SLUICE_CHOICE_CDC_TABLE_MODE, TRUE);
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_CDC);
  sluice_table_set_cdc_table_mode (table, SLUICE_CDC_TABLE_BOTH);
  g_assert_cmpint (sluice_table_get_cdc_table_mode (table), ==, SLUICE_CDC_TABLE_BOTH);
  g_assert_cmpuint (*n, ==, 1);
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_XMIN);
  g_assert_cmpint (sluice_table_get_cdc_table_mode (table), ==, SLUICE_CDC_TABLE_CONSOLIDATED);
  g_assert_cmpuint (*n, ==, 2);
}

static void
assert_enabled (SluiceTable *table, const char *expected)
{
  const char *const *columns = sluice_table_get_enabled_columns (table);
  g_autofree char *text = columns != NULL ? g_strjoinv (",", (GStrv) columns) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

/* Key and cursor cannot be left out. */
static void
test_columns (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = fixture->table;
  g_autofree char *lock = sluice_table_dup_column_lock (table, "updated_at");
  g_autofree char *key_lock = sluice_table_dup_column_lock (table, "id");
  g_autofree char *no_lock = sluice_table_dup_column_lock (table, "doc");

  g_assert_nonnull (lock);
  g_assert_nonnull (key_lock);
  g_assert_null (no_lock);
  assert_enabled (table, NULL);
  sluice_table_set_column_enabled (table, "doc", FALSE);
  assert_enabled (table, "id,region,total,updated_at");
  g_assert_false (sluice_table_get_column_enabled (table, "doc"));
  sluice_table_set_column_enabled (table, "id", FALSE);
  sluice_table_set_column_enabled (table, "updated_at", FALSE);
  assert_enabled (table, "id,region,total,updated_at");
  sluice_table_set_column_enabled (table, "doc", TRUE);
  assert_enabled (table, NULL);

  sluice_table_set_enabled_columns (table, (const char *const[]) { "total", "total", "region", NULL });
  assert_enabled (table, "region,total");
  g_assert_cmpuint (sluice_table_count_enabled_columns (table), ==, 4);
  g_assert_true (sluice_table_get_column_enabled (table, "id"));
  sluice_table_set_enabled_columns (table, (const char *const[]) { "total", "nowhere", NULL });
  assert_enabled (table, "region,total");
  sluice_table_set_enabled_columns (table, (const char *const[]) { NULL });
  assert_enabled (table, "");
  g_assert_cmpuint (sluice_table_count_enabled_columns (table), ==, 2);

  /* The cursor is not locked where there is none. */
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_XMIN);
  g_assert_false (sluice_table_get_column_enabled (table, "updated_at"));
  sluice_table_set_enabled_columns (table, NULL);
  g_assert_cmpuint (sluice_table_count_enabled_columns (table), ==, 5);
}

static SluiceRowFilter *
make_filter (SluiceTable *table, const char *column, const char *text)
{
  SluiceRowFilter *filter = sluice_row_filter_new (table, column, SLUICE_FILTER_EQUAL, text, NULL);

  g_assert_nonnull (filter);

  return filter;
}

static void
test_row_filters (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = fixture->table;
  g_autoptr (SluiceRowFilter) eu = make_filter (table, "region", "eu");
  g_autoptr (SluiceRowFilter) total = make_filter (table, "total", "1");
  guint *n = count_notifies (table, "row-filters");

  g_assert_null (sluice_table_get_row_filters (table));
  g_assert_true (sluice_table_add_row_filter (table, eu));
  g_assert_true (sluice_table_add_row_filter (table, total));
  g_assert_cmpuint (sluice_table_get_row_filters (table)->len, ==, 2);
  g_assert_cmpuint (*n, ==, 2);
  sluice_table_remove_row_filter (table, 5);
  sluice_table_remove_row_filter (table, 0);
  g_assert_true (g_ptr_array_index (sluice_table_get_row_filters (table), 0) == total);

  /* CDC takes none; they come back with another method. */
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_CDC);
  g_assert_null (sluice_table_get_row_filters (table));
  g_assert_false (sluice_table_add_row_filter (table, eu));
  assert_obstacle (table, SLUICE_CHOICE_ROW_FILTERS, TRUE);
  sluice_table_set_method (table, SLUICE_SYNC_METHOD_XMIN);
  g_assert_cmpuint (sluice_table_get_row_filters (table)->len, ==, 1);

  for (guint i = 1; i < SLUICE_ROW_FILTERS_MAX; i++)
    g_assert_true (sluice_table_add_row_filter (table, eu));
  g_assert_false (sluice_table_add_row_filter (table, eu));
  g_assert_cmpuint (sluice_table_get_row_filters (table)->len, ==, SLUICE_ROW_FILTERS_MAX);
  sluice_table_set_row_filters (table, NULL);
  g_assert_null (sluice_table_get_row_filters (table));
}

/* What the source does not take has a reason and is not sent. */
static void
test_supports (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = fixture->table;
  g_autoptr (SluiceRowFilter) eu = make_filter (table, "region", "eu");
  g_autoptr (SluiceTable) api = unit_api_table ("{'table':'t','available_columns':[{'field':'id','type':'text'}]}");
  g_autoptr (SluiceTable) bare = unit_table ("{'table':'t'}");

  assert_obstacle (table, SLUICE_CHOICE_ROW_FILTERS, FALSE);
  assert_obstacle (table, SLUICE_CHOICE_COLUMNS, FALSE);
  sluice_table_add_row_filter (table, eu);
  sluice_table_set_column_enabled (table, "doc", FALSE);
  sluice_table_list_set_supports (fixture->list, FALSE, FALSE, TRUE);
  assert_obstacle (table, SLUICE_CHOICE_ROW_FILTERS, TRUE);
  assert_obstacle (table, SLUICE_CHOICE_COLUMNS, TRUE);
  g_assert_null (sluice_table_get_row_filters (table));
  g_assert_null (sluice_table_get_enabled_columns (table));

  assert_obstacle (api, SLUICE_CHOICE_ROW_FILTERS, TRUE);
  assert_obstacle (api, SLUICE_CHOICE_COLUMNS, TRUE);
  assert_obstacle (bare, SLUICE_CHOICE_ROW_FILTERS, TRUE);
  assert_obstacle (bare, SLUICE_CHOICE_COLUMNS, TRUE);
}

static void
choose_all (SluiceTable *table)
{
  g_autoptr (SluiceRowFilter) eu = make_filter (table, "region", "eu");

  sluice_table_set_selected (table, TRUE);
  sluice_table_set_primary_keys (table, (const char *const[]) { "id", "region", NULL });
  sluice_table_set_time_of_day (table, 9000);
  sluice_table_set_look_back (table, 86400);
  sluice_table_set_full_refresh_days (table, 7);
  sluice_table_set_enabled_columns (table, (const char *const[]) { "total", NULL });
  sluice_table_add_row_filter (table, eu);
}

static void
test_create_entry (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = fixture->table;

  choose_all (table);
  unit_assert_json (sluice_json_take_object (sluice_table_to_create_entry (table)),
                    "{'name':'orders','should_sync':true,'sync_type':'incremental','incremental_field':'updated_at',"
                    "'incremental_field_type':'timestamp','primary_key_columns':['id','region'],"
                    "'incremental_field_lookback_seconds':86400,'sync_time_of_day':'02:30:00',"
                    "'enabled_columns':['id','region','total','updated_at'],"
                    "'row_filters':[{'column':'region','operator':'=','value':'eu'}]}");

  sluice_table_set_method (table, SLUICE_SYNC_METHOD_CDC);
  sluice_table_set_cdc_table_mode (table, SLUICE_CDC_TABLE_CHANGES);
  unit_assert_json (sluice_json_take_object (sluice_table_to_create_entry (table)),
                    "{'name':'orders','should_sync':true,'sync_type':'cdc','primary_key_columns':['id','region'],"
                    "'enabled_columns':['id','region','total'],'cdc_table_mode':'cdc_only'}");
  sluice_table_set_selected (table, FALSE);
  unit_assert_json (sluice_json_take_object (sluice_table_to_create_entry (table)),
                    "{'name':'orders','should_sync':false,'sync_type':null}");
}

#define CHOSEN                                                                                                         \
  "'selected':true,'method':'incremental','cursor':'updated_at','primary_keys':['id','region'],"                       \
  "'time_of_day':'02:30:00','look_back':86400,'full_refresh_days':7,'enabled_columns':['total'],"                      \
  "'row_filters':[{'column':'region','operator':'=','value':'eu'}]"

static void
test_draft (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceTable) again = unit_table (ORDERS);
  g_autoptr (JsonNode) choice = NULL;

  choose_all (fixture->table);
  choice = sluice_table_choice_to_json (fixture->table);
  unit_assert_json (json_node_copy (choice), "{" CHOSEN "}");
  sluice_table_load_choice (again, json_node_get_object (choice));
  unit_assert_json (sluice_table_choice_to_json (again), "{" CHOSEN "}");

  /* What has no use for the method is kept in a draft too. */
  sluice_table_set_method (again, SLUICE_SYNC_METHOD_CDC);
  sluice_table_set_cdc_table_mode (again, SLUICE_CDC_TABLE_BOTH);
  g_clear_pointer (&choice, json_node_unref);
  choice = sluice_table_choice_to_json (again);
  sluice_table_load_choice (fixture->table, json_node_get_object (choice));
  g_assert_null (sluice_table_get_row_filters (fixture->table));
  sluice_table_set_method (fixture->table, SLUICE_SYNC_METHOD_INCREMENTAL);
  g_assert_cmpuint (sluice_table_get_row_filters (fixture->table)->len, ==, 1);
  g_assert_cmpint (sluice_table_get_look_back (fixture->table), ==, 86400);
}

/* An older Sluice that opens a newer one's draft must not lose what it does not understand. */
static void
test_unknown_members (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) choice = unit_parse ("{'selected':true,'method':'xmin','cursor':null,'shards':{'n':3},"
                                            "'row_filters':[],'mood':'good'}");

  sluice_table_load_choice (fixture->table, json_node_get_object (choice));
  sluice_table_set_look_back (fixture->table, 5);
  sluice_table_set_column_enabled (fixture->table, "doc", FALSE);
  sluice_table_set_column_enabled (fixture->table, "doc", TRUE);
  unit_assert_json (sluice_table_choice_to_json (fixture->table),
                    "{'selected':true,'method':'xmin','cursor':null,'shards':{'n':3},'mood':'good'}");
}

static void
test_odd_drafts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) choice =
      unit_parse ("{'selected':'yes','method':7,'cursor':'nowhere','primary_keys':['nowhere'],'frequency':'never',"
                  "'time_of_day':'25:00','look_back':5184001,'full_refresh_days':-3,'cdc_table_mode':'all',"
                  "'enabled_columns':'total','row_filters':[{'column':'region','operator':'=','value':'eu'},"
                  "{'column':'doc','operator':'=','value':'x'}]}");

  sluice_table_load_choice (fixture->table, json_node_get_object (choice));
  /* What can be of it is taken: one filter lets fewer rows through than none. */
  unit_assert_json (sluice_table_choice_to_json (fixture->table),
                    "{'selected':false,'method':'incremental','cursor':'updated_at',"
                    "'row_filters':[{'column':'region','operator':'=','value':'eu'}]}");
  sluice_table_load_choice (fixture->table, NULL);
}

static void
test_properties (Fixture *fixture, gconstpointer data)
{
  SluiceTable *table = fixture->table;
  g_autoptr (SluiceRowFilter) eu = make_filter (table, "region", "eu");
  g_autoptr (GPtrArray) filters = g_ptr_array_new ();
  g_autoptr (GPtrArray) got = NULL;
  g_auto (GStrv) columns = NULL;
  g_auto (GStrv) keys = NULL;
  SluiceCdcTableMode mode;
  int time_of_day;
  int look_back;
  guint days;

  g_ptr_array_add (filters, eu);
  g_object_set (table, "time-of-day", 60, "look-back", 61, "full-refresh-days", 62, "enabled-columns",
                (const char *const[]) { "total", NULL }, "primary-keys", (const char *const[]) { "region", NULL },
                "row-filters", filters, NULL);
  g_object_get (table, "time-of-day", &time_of_day, "look-back", &look_back, "full-refresh-days", &days,
                "enabled-columns", &columns, "primary-keys", &keys, "row-filters", &got, "cdc-table-mode", &mode, NULL);
  g_assert_cmpint (time_of_day, ==, 60);
  g_assert_cmpint (look_back, ==, 61);
  g_assert_cmpuint (days, ==, 62);
  g_assert_cmpstr (columns[0], ==, "total");
  g_assert_cmpstr (keys[0], ==, "region");
  g_assert_true (g_ptr_array_index (got, 0) == eu);
  g_assert_cmpint (mode, ==, SLUICE_CDC_TABLE_CONSOLIDATED);
}

static void
test_reset (Fixture *fixture, gconstpointer data)
{
  choose_all (fixture->table);
  sluice_table_set_method (fixture->table, SLUICE_SYNC_METHOD_FULL_REFRESH);
  sluice_table_reset_choice (fixture->table);
  unit_assert_json (sluice_table_choice_to_json (fixture->table),
                    "{'selected':true,'method':'incremental','cursor':'updated_at'}");
}

/* What becomes CDC by itself syncs as often as CDC has to (contract, section 11.3): the server would refuse the rest.
 */
static void
test_cdc_is_not_too_seldom (Fixture *fixture, gconstpointer data)
{
  g_auto (SluiceChoice) recommended = { 0 };
  g_auto (SluiceChoice) fitted = { 0 };

  sluice_table_set_frequency (fixture->table, SLUICE_FREQUENCY_30DAY);
  sluice_table_set_method (fixture->table, SLUICE_SYNC_METHOD_FULL_REFRESH);
  sluice_table_list_set_near_real_time (fixture->list, TRUE);
  sluice_choice_init (&recommended, fixture->table);
  sluice_choice_copy (&fitted, &recommended);
  sluice_choice_set_recommended (&recommended, fixture->table);
  g_assert_cmpint (recommended.method, ==, SLUICE_SYNC_METHOD_CDC);
  g_assert_cmpint (recommended.frequency, ==, SLUICE_FREQUENCY_7DAY);

  /* Chosen for a table that came by webhook, which this one cannot. */
  fitted.method = SLUICE_SYNC_METHOD_WEBHOOK;
  g_assert_cmpint (sluice_choice_fit (&fitted, fixture->table, SLUICE_CHOICE_ALL), ==,
                   SLUICE_CHOICE_ALL & ~(SLUICE_CHOICE_METHOD | SLUICE_CHOICE_FREQUENCY));
  g_assert_cmpint (fitted.method, ==, SLUICE_SYNC_METHOD_CDC);
  g_assert_cmpint (fitted.frequency, ==, SLUICE_FREQUENCY_7DAY);
}

static void
test_texts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *plain = sluice_table_dup_choice_text (fixture->table);
  g_autofree char *full = NULL;

  g_assert_cmpstr (plain, ==, "Incremental by updated_at");
  choose_all (fixture->table);
  sluice_table_set_frequency (fixture->table, SLUICE_FREQUENCY_7DAY);
  full = sluice_table_dup_choice_text (fixture->table);
  g_assert_cmpstr (full, ==,
                   "Incremental by updated_at · key id, region · every 7 days · at 02:30 UTC · looks back 1 day · "
                   "whole every 7 days · 4 of 5 columns · region = eu");
}

/* Columns come in the order of the table however they were chosen. */
static void
test_many_columns (void)
{
  g_autoptr (GString) json = g_string_new ("{'table':'wide','available_columns':[");
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (10000, g_free, TRUE);
  g_autoptr (SluiceTable) table = NULL;

  for (guint i = 0; i < 10000; i++)
    {
      g_string_append_printf (json, "%s{'field':'column_%u','type':'text'}", i > 0 ? "," : "", i);
      if (i % 2 == 1)
        g_ptr_array_add (names, g_strdup_printf ("column_%u", 9999 - i));
    }
  g_string_append (json, "]}");
  table = unit_table (json->str);

  sluice_table_set_enabled_columns (table, (const char *const *) names->pdata);
  g_assert_cmpuint (sluice_table_count_enabled_columns (table), ==, 5000);
  sluice_table_set_column_enabled (table, "column_9999", TRUE);
  g_assert_cmpuint (sluice_table_count_enabled_columns (table), ==, 5001);
  json_object_unref (sluice_table_to_create_entry (table));
}

/* A source that claims a million columns is believed some of them, and can still be chosen from. */
static void
test_million_columns (void)
{
  g_autoptr (JsonObject) column = json_object_new ();
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (SluiceTable) table = NULL;
  JsonArray *array = json_array_sized_new (1000000);
  guint n_columns;

  json_object_set_string_member (column, "field", "c");
  json_object_set_string_member (column, "type", "text");
  for (guint i = 0; i < 1000000; i++)
    json_array_add_object_element (array, json_object_ref (column));
  json_object_set_string_member (object, "table", "wide");
  json_object_set_array_member (object, "available_columns", array);
  table = sluice_table_new_from_json (object, TRUE, NULL);
  g_assert_nonnull (table);
  sluice_table_get_columns (table, &n_columns);
  g_assert_cmpuint (n_columns, >, 0);
  g_assert_cmpuint (n_columns, <=, 10000);
  sluice_table_set_enabled_columns (table, (const char *const[]) { NULL });
  g_assert_cmpuint (sluice_table_count_enabled_columns (table), ==, 0);
  sluice_table_set_enabled_columns (table, NULL);
  g_assert_cmpuint (sluice_table_count_enabled_columns (table), ==, n_columns);
}

/* Counts that cannot be are unknown, and the greatest ones do not run over. */
static void
test_odd_rows (void)
{
  static const struct
  {
    const char *rows;
    gint64 expected;
  } odd[] = {
    { "-5", -1 },
    { "null", -1 },
    { "'many'", -1 },
    { "1.5", -1 },
    { "4611686018427387904", G_GINT64_CONSTANT (4611686018427387904) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *text = g_strdup_printf ("{'table':'t','rows':%s}", odd[i].rows);
      g_autoptr (SluiceTable) table = unit_table (text);
      g_autofree char *choice = NULL;

      sluice_table_set_selected (table, TRUE);
      choice = sluice_table_dup_choice_text (table);
      g_assert_cmpint (sluice_table_get_rows (table), ==, odd[i].expected);
      g_assert_cmpstr (choice, ==, "Full refresh");
    }
}

#define add(path, func) g_test_add ("/table-choice/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table-choice/xmin-obstacles", test_xmin_obstacles);
  g_test_add_func ("/table-choice/time-of-day-texts", test_time_of_day_texts);
  add ("time-of-day", test_time_of_day);
  add ("look-back", test_look_back);
  add ("full-refresh", test_full_refresh);
  add ("cdc-table-mode", test_cdc_table_mode);
  add ("columns", test_columns);
  add ("row-filters", test_row_filters);
  add ("supports", test_supports);
  add ("create-entry", test_create_entry);
  add ("draft", test_draft);
  add ("draft/unknown-members", test_unknown_members);
  add ("draft/odd", test_odd_drafts);
  add ("properties", test_properties);
  add ("reset", test_reset);
  add ("cdc-is-not-too-seldom", test_cdc_is_not_too_seldom);
  add ("texts", test_texts);
  g_test_add_func ("/table-choice/many-columns", test_many_columns);
  g_test_add_func ("/table-choice/million-columns", test_million_columns);
  g_test_add_func ("/table-choice/odd-rows", test_odd_rows);

  return g_test_run ();
}
