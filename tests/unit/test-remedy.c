/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sluice-remedy.h"
#include "sluice-table-choice.h"
#include "sluice-table-list.h"
#include "unit-common.h"

#define ID_COLUMN "'available_columns':[{'field':'id','type':'bigint'}]"
#define NO_KEY "'available_columns':[{'field':'name','type':'text'}]"
#define CURSOR(name, type, nullable, indexed)                                                                          \
  "{'field':'" name "','type':'" type "','nullable':" nullable ",'is_indexed':" indexed "}"

typedef struct
{
  const char *name;
  const char *json;
  SluiceWarnings warning;
  /* What is offered about that warning, in order. */
  const char *labels[4];
  /* A cursor that a person took before. */
  const char *chosen;
} Case;

static const Case cases[] = {
  { "nullable, another update cursor",
    "{'table':'t','rows':60000,'xmin_available':true,'incremental_available':true,'incremental_fields':[" CURSOR (
        "updated_at",
        "timestamp",
        "true",
        "true") "," CURSOR ("id", "integer", "false", "true") "," CURSOR ("last_modified",
                                                                          "timestamp",
                                                                          "false",
                                                                          "true") "]," ID_COLUMN "}",
    SLUICE_WARNING_NULLABLE_CURSOR,
    { "Use last_modified" },
    "updated_at" },
  /* Less is no remedy: the status and the key would miss changes. */
  { "nullable, only a part and the key beside it",
    "{'table':'t','rows':60000,'xmin_available':true,'incremental_available':true,'incremental_fields':[" CURSOR (
        "updated_at",
        "timestamp",
        "true",
        "true") "," CURSOR ("status_changed_at", "timestamp", "false", "true") "," CURSOR ("id",
                                                                                           "integer",
                                                                                           "false",
                                                                                           "true") "]," ID_COLUMN "}",
    SLUICE_WARNING_NULLABLE_CURSOR,
    { "Use xmin" } },
  { "nullable, nothing else, small",
    "{'table':'t','rows':49999,'incremental_available':true,'incremental_fields':[" CURSOR ("updated_at",
                                                                                            "timestamp",
                                                                                            "true",
                                                                                            "true") "]," ID_COLUMN "}",
    SLUICE_WARNING_NULLABLE_CURSOR,
    { "Copy All Rows Each Time" } },
  { "nullable, nothing else, not small",
    "{'table':'t','rows':50000,'incremental_available':true,'incremental_fields':[" CURSOR ("updated_at",
                                                                                            "timestamp",
                                                                                            "true",
                                                                                            "true") "]," ID_COLUMN "}",
    SLUICE_WARNING_NULLABLE_CURSOR,
    { NULL } },
  { "nullable created cursor, the key does the same",
    "{'table':'t','rows':75000,'incremental_available':true,'incremental_fields':[" CURSOR (
        "created_at",
        "timestamp",
        "true",
        "true") "," CURSOR ("id", "integer", "false", "true") "]," ID_COLUMN "}",
    SLUICE_WARNING_NULLABLE_CURSOR,
    { "Use id" } },
  { "nullable append",
    "{'table':'event_log','rows':75000,'append_available':true,'incremental_fields':[" CURSOR (
        "created_at",
        "timestamp",
        "true",
        "true") "," CURSOR ("id", "integer", "false", "true") "]," ID_COLUMN "}",
    SLUICE_WARNING_NULLABLE_CURSOR,
    { "Use id" } },
  { "not indexed, Postgres",
    "{'table':'public.t','rows':60000,'xmin_available':true,'incremental_available':true,'incremental_fields':[" CURSOR (
        "updated_at",
        "timestamp",
        "false",
        "false") "," CURSOR ("id", "integer", "false", "true") "]," ID_COLUMN "}",
    SLUICE_WARNING_UNINDEXED_CURSOR,
    { "Copy SQL for an Index" } },
  { "not indexed, MySQL, another has another flaw",
    "{'table':'t','rows':60000,'incremental_available':true,'incremental_fields':[" CURSOR (
        "updated_at",
        "timestamp",
        "false",
        "false") "," CURSOR ("modified_on", "timestamp", "true", "true") "]," ID_COLUMN "}",
    SLUICE_WARNING_UNINDEXED_CURSOR,
    { NULL } },
  { "not indexed, another is",
    "{'table':'t','rows':60000,'incremental_available':true,'incremental_fields':[" CURSOR (
        "updated_at",
        "timestamp",
        "false",
        "false") "," CURSOR ("modified_on", "timestamp", "false", "true") "]," ID_COLUMN "}",
    SLUICE_WARNING_UNINDEXED_CURSOR,
    { "Use modified_on" },
    "updated_at" },
  { "only created, an update cursor in whole numbers",
    "{'table':'t','rows':60000,'incremental_available':true,'incremental_fields':[" CURSOR (
        "created_at",
        "timestamp",
        "false",
        "true") "," CURSOR ("update_time", "integer", "false", "true") "]," ID_COLUMN "}",
    SLUICE_WARNING_ONLY_CREATED_CURSOR,
    { "Use update_time", "Read all rows again every 30 days" } },
  { "only created, nothing else",
    "{'table':'t','rows':60000,'incremental_available':true,'incremental_fields':[" CURSOR (
        "created_at",
        "timestamp",
        "false",
        "true") "," CURSOR ("update_count", "integer", "false", "true") "]," ID_COLUMN "}",
    SLUICE_WARNING_ONLY_CREATED_CURSOR,
    { "Read all rows again every 30 days" } },
  { "no key, an evident one",
    "{'table':'shop.orders','rows':60000,'incremental_available':true,'incremental_fields':[" CURSOR (
        "updated_at",
        "timestamp",
        "false",
        "true") "],'available_columns':["
                "{'field':'order_id','type':'bigint','nullable':false},{'field':'customer_id','type':'bigint','nullable':false},"
                "{'field':'updated_at','type':'timestamp','nullable':false}]}",
    SLUICE_WARNING_NO_KEY,
    { "Use order_id as the Key" } },
  { "no key, two that could be",
    "{'table':'orders','rows':60000,'xmin_available':true,'available_columns':["
    "{'field':'uuid','type':'uuid','nullable':false},{'field':'order_id','type':'bigint','nullable':false}]}",
    SLUICE_WARNING_NO_KEY,
    { "Choose a Key…" } },
  { "no key, one that can be empty",
    "{'table':'orders','rows':60000,'xmin_available':true,'available_columns':["
    "{'field':'order_id','type':'bigint','nullable':true}]}",
    SLUICE_WARNING_NO_KEY,
    { "Choose a Key…" } },
  { "row-level security",
    "{'table':'t','rows':10,'rls_warning':'On.'}",
    SLUICE_WARNING_ROW_SECURITY,
    { "Leave This Table Out" } },
  { "large",
    "{'table':'t','rows':1000000,'xmin_available':true," ID_COLUMN "}",
    SLUICE_WARNING_LARGE,
    { "Leave This Table Out" } },
  { "costly", "{'table':'t','rows':184233," ID_COLUMN "}", SLUICE_WARNING_LARGE_FULL_REFRESH, { "Sync every 7 days" } },
  { "more costly",
    "{'table':'t','rows':1400000," ID_COLUMN "}",
    SLUICE_WARNING_LARGE_FULL_REFRESH,
    { "Sync every 30 days" } },
  { "costly at any frequency",
    "{'table':'t','rows':48000000," ID_COLUMN "}",
    SLUICE_WARNING_LARGE_FULL_REFRESH,
    { "Sync every 30 days" } },
  { "secrets", "{'table':'api_tokens','rows':10}", SLUICE_WARNING_SECRETS, { "Leave This Table Out" } },
  { "unknown", "{'table':'t'," ID_COLUMN "}", SLUICE_WARNING_UNKNOWN_ROWS, { "Count Rows…" } },
};

static SluiceTableList *
make_list (const char *json, const char *chosen)
{
  SluiceTableList *list = sluice_table_list_new ();
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (tables, unit_table (json));
  sluice_table_list_append (list, tables);
  sluice_table_set_selected (g_ptr_array_index (tables, 0), TRUE);
  if (chosen != NULL)
    sluice_table_set_cursor (g_ptr_array_index (tables, 0), chosen);

  return list;
}

/* The remedies of one warning. */
static GPtrArray *
list_remedies (SluiceTable *table, SluiceWarnings warning)
{
  g_autoptr (GPtrArray) all = sluice_advisor_list_remedies (table);
  GPtrArray *some = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < all->len; i++)
    if (sluice_remedy_get_warning (g_ptr_array_index (all, i)) == warning)
      g_ptr_array_add (some, g_object_ref (g_ptr_array_index (all, i)));

  return some;
}

static SluiceRemedy *
find_remedy (SluiceTable *table, const char *label)
{
  g_autoptr (GPtrArray) all = sluice_advisor_list_remedies (table);

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (sluice_remedy_get_label (g_ptr_array_index (all, i)), label))
      return g_object_ref (g_ptr_array_index (all, i));

  return NULL;
}

static void
test_offered (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceTableList) list = make_list (cases[i].json, cases[i].chosen);
      SluiceTable *table = sluice_table_list_get (list, 0);
      g_autoptr (GPtrArray) remedies = list_remedies (table, cases[i].warning);

      g_test_message ("%s", cases[i].name);
      g_assert_true ((sluice_advisor_get_warnings (table) & cases[i].warning) != 0);
      for (guint j = 0; j < remedies->len; j++)
        g_assert_cmpstr (sluice_remedy_get_label (g_ptr_array_index (remedies, j)), ==, cases[i].labels[j]);
      g_assert_null (cases[i].labels[remedies->len]);
    }
}

/* What one click does, mends what it is about: the warning is gone, or the table is. */
static void
test_mends (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceTableList) list = make_list (cases[i].json, cases[i].chosen);
      SluiceTable *table = sluice_table_list_get (list, 0);
      g_autoptr (GPtrArray) remedies = list_remedies (table, cases[i].warning);
      guint n_told = 0;
      SluiceRemedy *remedy;

      if (remedies->len == 0 || g_str_equal (cases[i].name, "costly at any frequency"))
        continue;

      g_test_message ("%s", cases[i].name);
      remedy = g_ptr_array_index (remedies, 0);
      g_signal_connect_swapped (list, "totals-changed", G_CALLBACK (unit_count_cb), &n_told);
      if (!sluice_remedy_apply (remedy, table))
        {
          g_assert_cmpuint (n_told, ==, 0);
          continue;
        }

      g_assert_cmpuint (n_told, ==, 1);
      g_assert_true (!sluice_table_get_selected (table) ||
                     (sluice_advisor_get_warnings (table) & cases[i].warning) == 0);
      g_assert_cmpuint (sluice_table_list_get_n_attention (list), <=, 1);
    }
}

/* A table that nobody selected is left out already. */
static void
test_not_selected (void)
{
  g_autoptr (SluiceTable) table = unit_table ("{'table':'api_tokens','rows':10}");
  g_autoptr (GPtrArray) remedies = sluice_advisor_list_remedies (table);

  g_assert_cmpuint (remedies->len, ==, 0);
}

static void
test_forbidden (void)
{
  g_autoptr (SluiceTable) table = unit_table ("{'table':'api_tokens','permission_error':'no'}");
  g_autoptr (GPtrArray) remedies = sluice_advisor_list_remedies (table);

  g_assert_cmpuint (remedies->len, ==, 0);
}

/* Names in a statement for the database are names, whatever is in them. */
static void
test_sql (void)
{
  g_autoptr (SluiceTable) table =
      unit_table ("{'table':'public.order; drop','xmin_available':true,'incremental_available':true,"
                  "'incremental_fields':[{'field':'updated \\\"at','type':'timestamp','is_indexed':false}]}");
  g_autoptr (SluiceRemedy) remedy = find_remedy (table, "Copy SQL for an Index");

  g_assert_nonnull (remedy);
  g_assert_cmpint (sluice_remedy_get_kind (remedy), ==, SLUICE_REMEDY_COPY_SQL);
  g_assert_cmpstr (sluice_remedy_get_sql (remedy), ==,
                   "CREATE INDEX CONCURRENTLY ON \"public\".\"order; drop\" (\"updated \"\"at\");");
  g_assert_false (sluice_remedy_apply (remedy, table));
}

/* Without a schema in the names there is none to say. */
static void
test_sql_without_schema (void)
{
  g_autoptr (SluiceTable) table =
      unit_table ("{'table':'orders','xmin_available':true,'incremental_available':true,"
                  "'incremental_fields':[{'field':'updated_at','type':'timestamp','is_indexed':false}]}");
  g_autoptr (SluiceRemedy) remedy = find_remedy (table, "Copy SQL for an Index");

  g_assert_cmpstr (sluice_remedy_get_sql (remedy), ==, "CREATE INDEX CONCURRENTLY ON \"orders\" (\"updated_at\");");
}

/* Unknown rows can be counted whatever the method, and the way back to the recommended choice is always there. */
static void
test_count_and_recommended (void)
{
  g_autoptr (SluiceTable) table =
      unit_table ("{'table':'t','xmin_available':true,'incremental_available':true,'incremental_fields':[" CURSOR (
          "updated_at", "timestamp", "false", "true") "]," ID_COLUMN "}");
  g_autoptr (SluiceRemedy) count = find_remedy (table, "Count Rows…");
  g_autoptr (SluiceRemedy) recommended = NULL;
  g_autoptr (SluiceRemedy) nothing = find_remedy (table, "Use Incremental on updated_at");

  g_assert_cmpint (sluice_remedy_get_kind (count), ==, SLUICE_REMEDY_COUNT_ROWS);
  g_assert_null (nothing);

  sluice_table_set_method (table, SLUICE_SYNC_METHOD_XMIN);
  recommended = find_remedy (table, "Use Incremental on updated_at");
  g_assert_cmpint (sluice_remedy_get_warning (recommended), ==, SLUICE_WARNING_NONE);
  g_assert_true (sluice_remedy_apply (recommended, table));
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_INCREMENTAL);
  g_assert_cmpstr (sluice_table_get_cursor (table), ==, "updated_at");
}

/* A full refresh of a table that could do better: the better method first, then a longer interval. */
static void
test_costly_by_choice (void)
{
  g_autoptr (SluiceTableList) list =
      make_list ("{'table':'t','rows':184233,'incremental_available':true,'incremental_fields':[" CURSOR (
                     "updated_at", "timestamp", "false", "true") "]," ID_COLUMN "}",
                 NULL);
  SluiceTable *table = sluice_table_list_get (list, 0);
  g_autoptr (SluiceRemedy) slower = NULL;
  g_autoptr (GPtrArray) remedies = NULL;

  sluice_table_set_method (table, SLUICE_SYNC_METHOD_FULL_REFRESH);
  remedies = list_remedies (table, SLUICE_WARNING_LARGE_FULL_REFRESH);
  g_assert_cmpuint (remedies->len, ==, 2);
  g_assert_cmpstr (sluice_remedy_get_label (g_ptr_array_index (remedies, 0)), ==, "Use Incremental on updated_at");
  g_assert_cmpstr (sluice_remedy_get_label (g_ptr_array_index (remedies, 1)), ==, "Sync every 7 days");

  /* A small table that is copied very often. */
  sluice_table_set_rows (table, 10000, SLUICE_ROWS_COUNTED);
  sluice_table_set_frequency (table, SLUICE_FREQUENCY_5MIN);
  slower = find_remedy (table, "Sync every 6 hours");
  g_assert_nonnull (slower);
}

/* A small table is copied whole as recommended, but not at every interval: what finds changes is offered first. */
static void
test_costly_by_interval (void)
{
  g_autoptr (SluiceTableList) list = make_list ("{'table':'t','rows':10000,'xmin_available':true," ID_COLUMN "}", NULL);
  SluiceTable *table = sluice_table_list_get (list, 0);
  g_autoptr (GPtrArray) none = list_remedies (table, SLUICE_WARNING_LARGE_FULL_REFRESH);
  g_autoptr (GPtrArray) remedies = NULL;

  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_FULL_REFRESH);
  g_assert_cmpuint (none->len, ==, 0);
  sluice_table_list_set_frequency (list, SLUICE_FREQUENCY_15MIN);
  g_assert_cmpuint (sluice_table_list_get_n_attention (list), ==, 1);
  remedies = list_remedies (table, SLUICE_WARNING_LARGE_FULL_REFRESH);
  g_assert_cmpuint (remedies->len, ==, 2);
  g_assert_cmpstr (sluice_remedy_get_label (g_ptr_array_index (remedies, 0)), ==, "Use xmin");
  g_assert_cmpstr (sluice_remedy_get_label (g_ptr_array_index (remedies, 1)), ==, "Sync every 6 hours");
  g_assert_true (sluice_remedy_apply (g_ptr_array_index (remedies, 1), table));
  g_assert_cmpuint (sluice_table_list_get_n_attention (list), ==, 0);
  g_assert_true (sluice_table_history_undo (sluice_table_list_get_history (list)));
  g_assert_true (sluice_remedy_apply (g_ptr_array_index (remedies, 0), table));
  g_assert_cmpuint (sluice_table_list_get_n_attention (list), ==, 0);
}

/* A table that is read in full beside another method costs as much: seldom enough is one click away. */
static void
test_costly_beside (void)
{
  static const struct
  {
    gint64 rows;
    guint days;
    const char *remedy; /* NULL: not flagged */
  } beside[] = {
    { 49999, 1, NULL },
    { 50000, 1, "Read all rows again every 7 days" },
    { 149999, 3, NULL },
    { 150000, 3, "Read all rows again every 7 days" },
    { 350000, 2, "Read all rows again every 14 days" },
    { 350000, 8, NULL },
    { 700000, 7, "Read all rows again every 30 days" },
    { 700000, 14, "Read all rows again every 30 days" },
    { G_MAXINT64, 29, "Read all rows again every 30 days" },
    { G_MAXINT64, 30, NULL },
    { -1, 1, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autoptr (SluiceTableList) list =
          make_list ("{'table':'t','incremental_available':true,'incremental_fields':[" CURSOR (
                         "updated_at", "timestamp", "false", "true") "]," ID_COLUMN "}",
                     NULL);
      SluiceTable *table = sluice_table_list_get (list, 0);
      g_autoptr (GPtrArray) remedies = NULL;

      sluice_table_set_rows (table, beside[i].rows, SLUICE_ROWS_COUNTED);
      sluice_table_set_full_refresh_days (table, beside[i].days);
      g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_INCREMENTAL);
      remedies = list_remedies (table, SLUICE_WARNING_LARGE_FULL_REFRESH);
      g_test_message ("%" G_GINT64_FORMAT " rows every %u days", beside[i].rows, beside[i].days);
      g_assert_cmpint (sluice_advisor_get_costly (table), ==, beside[i].remedy != NULL);
      g_assert_cmpuint (remedies->len, ==, beside[i].remedy != NULL);
      if (beside[i].remedy == NULL)
        continue;

      g_assert_cmpstr (sluice_remedy_get_label (g_ptr_array_index (remedies, 0)), ==, beside[i].remedy);
      g_assert_true (sluice_remedy_apply (g_ptr_array_index (remedies, 0), table));
      g_assert_false (sluice_advisor_get_costly (table));
    }
}

static void
test_costly_beside_in_words (void)
{
  g_autoptr (SluiceTable) table =
      unit_table ("{'table':'t','rows':184233,'incremental_available':true,'incremental_fields':[" CURSOR (
          "updated_at", "timestamp", "false", "true") "]," ID_COLUMN "}");
  g_autofree char *text = NULL;

  sluice_table_set_full_refresh_days (table, 3);
  text = sluice_warning_dup_explanation (SLUICE_WARNING_LARGE_FULL_REFRESH, table);
  g_assert_cmpstr (text, ==,
                   "All 184,233 rows are read again every 3 days: 1.84\u202fM rows a month beside those that change. "
                   "Read them again less often.");
}

/* The key makes the method possible that was missed. */
static void
test_key_brings_method (void)
{
  g_autoptr (SluiceTableList) list = make_list (
      "{'table':'shop.orders','rows':60000,'incremental_available':true,'incremental_fields':[" CURSOR (
          "updated_at", "timestamp", "false",
          "true") "],'available_columns':["
                  "{'field':'order_id','type':'bigint','nullable':false},{'field':'updated_at','type':'timestamp'}]}",
      NULL);
  SluiceTable *table = sluice_table_list_get (list, 0);
  g_autoptr (SluiceRemedy) remedy = find_remedy (table, "Use order_id as the Key");

  g_assert_true (sluice_remedy_apply (remedy, table));
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_INCREMENTAL);
  g_assert_cmpstr (sluice_table_get_cursor (table), ==, "updated_at");
  g_assert_cmpstr (sluice_table_get_primary_keys (table)[0], ==, "order_id");
  g_assert_cmphex (sluice_advisor_get_warnings (table), ==, SLUICE_WARNING_NONE);

  /* One click is one step back. */
  g_assert_true (sluice_table_history_undo (sluice_table_list_get_history (list)));
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_FULL_REFRESH);
  g_assert_null (sluice_table_get_primary_keys (table));
  g_assert_true (sluice_table_history_redo (sluice_table_list_get_history (list)));
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_INCREMENTAL);
  g_assert_cmpstr (sluice_table_get_cursor (table), ==, "updated_at");
}

/* What is missed is caught then, and what was deleted goes: the reason says so. */
static void
test_full_refresh (void)
{
  g_autoptr (SluiceTableList) list =
      make_list ("{'table':'t','rows':60000,'incremental_available':true,'incremental_fields':[" CURSOR (
                     "created_at", "timestamp", "false", "true") "]," ID_COLUMN "}",
                 NULL);
  SluiceTable *table = sluice_table_list_get (list, 0);
  g_autoptr (SluiceRemedy) remedy = find_remedy (table, "Read all rows again every 30 days");
  g_autofree char *reason = NULL;

  g_assert_true (sluice_remedy_apply (remedy, table));
  g_assert_cmpuint (sluice_table_get_full_refresh_days (table), ==, 30);
  g_assert_cmphex (sluice_advisor_get_warnings (table), ==, SLUICE_WARNING_NONE);
  g_assert_cmpuint (sluice_table_list_get_n_attention (list), ==, 0);
  reason = sluice_advisor_dup_reason (table);
  g_assert_nonnull (strstr (reason, "until all rows are read again, every 30 days."));
}

/* So does a key that a person chooses, unless they chose another method before. */
static void
test_chosen_key_brings_method (void)
{
  static const char *const key[] = { "name", NULL };
  g_autoptr (SluiceTable) follows = unit_table ("{'table':'t','rows':60000,'xmin_available':true," NO_KEY "}");
  g_autoptr (SluiceTable) stays = unit_table (
      "{'table':'t','rows':60000,'xmin_available':true,'append_available':true,'incremental_fields':[" CURSOR (
          "day", "date", "false", "true") "]," NO_KEY "}");

  sluice_table_set_primary_keys (follows, key);
  g_assert_cmpint (sluice_table_get_method (follows), ==, SLUICE_SYNC_METHOD_XMIN);
  sluice_table_set_primary_keys (follows, NULL);
  g_assert_cmpint (sluice_table_get_method (follows), ==, SLUICE_SYNC_METHOD_FULL_REFRESH);

  sluice_table_set_method (stays, SLUICE_SYNC_METHOD_APPEND);
  sluice_table_set_primary_keys (stays, key);
  g_assert_cmpint (sluice_table_get_method (stays), ==, SLUICE_SYNC_METHOD_APPEND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remedy/offered", test_offered);
  g_test_add_func ("/remedy/mends", test_mends);
  g_test_add_func ("/remedy/not-selected", test_not_selected);
  g_test_add_func ("/remedy/forbidden", test_forbidden);
  g_test_add_func ("/remedy/sql", test_sql);
  g_test_add_func ("/remedy/sql/without-schema", test_sql_without_schema);
  g_test_add_func ("/remedy/count-and-recommended", test_count_and_recommended);
  g_test_add_func ("/remedy/costly-by-choice", test_costly_by_choice);
  g_test_add_func ("/remedy/costly/by-interval", test_costly_by_interval);
  g_test_add_func ("/remedy/costly/beside", test_costly_beside);
  g_test_add_func ("/remedy/costly/beside/words", test_costly_beside_in_words);
  g_test_add_func ("/remedy/key-brings-method", test_key_brings_method);
  g_test_add_func ("/remedy/chosen-key-brings-method", test_chosen_key_brings_method);
  g_test_add_func ("/remedy/full-refresh", test_full_refresh);

  return g_test_run ();
}
